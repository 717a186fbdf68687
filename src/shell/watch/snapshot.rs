//! Snapshots of the state of all input files.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::shell::watch::Folders;
use crate::source::settings_files::is_of_content;

/// The files below the roots, with their states.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot(BTreeMap<PathBuf, FileState>);

/// Equal if the file was not written in between.
#[derive(Debug, Clone, PartialEq, Eq)]
struct FileState {
    size: u64,
    modified: Option<SystemTime>,
    /// The inode's change time, which programs cannot set; zero where it is not available.
    changed: (i64, i64),
    identity: Identity,
}

/// Identifies a file or folder, independently of its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Zero without inodes.
    inode: u64,
    created: Option<SystemTime>,
}

impl Snapshot {
    /// Scans all files. Unreadable ones are left out; the build reports them.
    pub fn take(folders: &Folders) -> Snapshot {
        let mut files = BTreeMap::new();
        for root in &folders.roots {
            let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
                let named = entry.depth() == 0 || !is_scratch(entry.file_name());
                named && !folders.is_ignored(entry.path())
            });
            for entry in walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()) {
                if let Ok(metadata) = entry.metadata() {
                    files.insert(entry.into_path(), FileState::of(&metadata));
                }
            }
        }
        Snapshot(files)
    }

    /// Turns to other folders. What is in the old ones as well stays as it was seen last.
    pub fn turn_to(&mut self, old: &Folders, new: &Folders) {
        self.0.retain(|path, _| new.contain(path));
        let files = Snapshot::take(new).0.into_iter();
        self.0.extend(files.filter(|(path, _)| !old.contain(path)));
    }

    /// The files that are new, changed or gone in a later snapshot.
    pub fn changes_to(&self, later: &Snapshot) -> BTreeSet<PathBuf> {
        let has_changed = |(path, state): &(&PathBuf, &FileState)| self.0.get(*path) != Some(state);
        let written = later.0.iter().filter(has_changed).map(|(path, _)| path);
        let gone = self.0.keys().filter(|path| !later.0.contains_key(*path));
        written.chain(gone).cloned().collect()
    }

    /// Looks at these paths alone, and returns those of changed files. `None` if one of them is or
    /// was a folder: only [`Snapshot::take`] tells what is in it.
    pub fn look_at(
        &mut self,
        folders: &Folders,
        paths: &BTreeSet<PathBuf>,
    ) -> Option<BTreeSet<PathBuf>> {
        let mut changed = BTreeSet::new();
        for path in paths.iter().filter(|path| folders.contain(path)) {
            let state = match fs::symlink_metadata(path) {
                Ok(metadata) if metadata.is_dir() => return None,
                Ok(metadata) => Some(FileState::of(&metadata)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => None,
                Err(_) => return None,
            };
            if state.is_none() && self.has_below(path) {
                return None;
            }
            if self.0.get(path) != state.as_ref() {
                changed.insert(path.clone());
                match state {
                    Some(state) => self.0.insert(path.clone(), state),
                    None => self.0.remove(path),
                };
            }
        }
        Some(changed)
    }

    fn has_below(&self, folder: &Path) -> bool {
        let next = self.0.range(folder.to_owned()..).find(|(path, _)| *path != folder);
        next.is_some_and(|(path, _)| path.starts_with(folder))
    }
}

impl FileState {
    fn of(metadata: &Metadata) -> FileState {
        FileState {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            changed: changed(metadata),
            identity: Identity::of(metadata),
        }
    }
}

impl Identity {
    pub fn of(metadata: &Metadata) -> Identity {
        Identity { inode: inode(metadata), created: metadata.created().ok() }
    }
}

/// Whether a name belongs to an editor or the system: hidden files, backups, swap and lock files,
/// and temporary files of atomic writes.
pub fn is_scratch(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known" && !is_of_content(&name);
    let locked = name.starts_with('#') && name.ends_with('#');
    let ends = ["~", ".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"];
    hidden || locked || name == "4913" || ends.iter().any(|end| name.ends_with(end))
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> (i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}

#[cfg(not(unix))]
fn changed(_: &Metadata) -> (i64, i64) {
    (0, 0)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::shell::watch::tests::book;

    #[test]
    fn every_kind_of_save_makes_another_snapshot() {
        type Save = fn(&Path);
        let saves: [(&str, Save); 7] = [
            ("in place", |root| fs::write(root.join("a.md"), "longer").unwrap()),
            ("temporary file and rename", |root| {
                fs::write(root.join(".a.md.1"), "one").unwrap();
                fs::rename(root.join(".a.md.1"), root.join("a.md")).unwrap();
            }),
            ("backup and new file", |root| {
                fs::rename(root.join("a.md"), root.join("a.md~")).unwrap();
                fs::write(root.join("a.md"), "one").unwrap();
            }),
            ("older time, same size", |root| {
                fs::write(root.join("a.md"), "two").unwrap();
                let file = fs::File::options().write(true).open(root.join("a.md")).unwrap();
                file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
            }),
            ("new folder", |root| {
                fs::create_dir_all(root.join("x/y")).unwrap();
                fs::write(root.join("x/y/z.md"), "new").unwrap();
            }),
            ("delete", |root| fs::remove_file(root.join("a.md")).unwrap()),
            ("rename of a folder", |root| fs::rename(root.join("b"), root.join("c")).unwrap()),
        ];
        for (name, save) in saves {
            let (folder, folders) = book(&[("a.md", "one"), ("b/b.md", "b")]);
            let before = Snapshot::take(&folders);
            assert_eq!(before, Snapshot::take(&folders), "{name}: nothing happened yet");
            save(folder.path());
            let after = Snapshot::take(&folders);
            assert_ne!(before, after, "{name}");
            assert!(!before.changes_to(&after).is_empty(), "{name}");
        }
    }

    /// The names of the files that `look_at` finds changed, if it can tell.
    fn found(
        before: &mut Snapshot,
        (folder, folders): &(tempfile::TempDir, Folders),
        names: &[&str],
    ) -> Option<Vec<String>> {
        let paths = names.iter().map(|name| folder.path().join(name)).collect();
        let changed = before.look_at(folders, &paths)?;
        let name = |path: &PathBuf| path.strip_prefix(folder.path()).unwrap().display().to_string();
        Some(changed.iter().map(name).collect())
    }

    #[test]
    fn named_files_are_looked_at_alone() {
        let book = book(&[("a.md", "one"), ("b/b.md", "b"), ("b/c.md", "c")]);
        let root = book.0.path();
        let mut seen = Snapshot::take(&book.1);
        fs::write(root.join("a.md"), "longer").unwrap();
        fs::write(root.join("new.md"), "new").unwrap();
        fs::write(root.join("a.md~"), "backup").unwrap();
        fs::remove_file(root.join("b/c.md")).unwrap();
        let names = ["a.md", "new.md", "a.md~", "b/b.md", "b/c.md", "never.md"];
        let expected: Vec<_> = ["a.md", "b/c.md", "new.md"].map(str::to_owned).into();
        assert_eq!(found(&mut seen, &book, &names), Some(expected));
        assert_eq!(found(&mut seen, &book, &names), Some(Vec::new()), "nothing more happened");
        assert_eq!(seen, Snapshot::take(&book.1));
    }

    #[test]
    fn a_folder_cannot_be_looked_at_alone() {
        let book = book(&[("a.md", "one"), ("b/b.md", "b")]);
        let mut seen = Snapshot::take(&book.1);
        assert_eq!(found(&mut seen, &book, &["b"]), None);
        fs::rename(book.0.path().join("b"), book.0.path().join("c")).unwrap();
        assert_eq!(found(&mut seen, &book, &["b"]), None, "it held files");
    }

    #[test]
    fn output_and_scratch_files_are_no_change() {
        let (folder, folders) = book(&[("a.md", "one"), ("book/index.html", "out")]);
        let before = Snapshot::take(&folders);
        let root = folder.path();
        for name in ["book/index.html", ".a.md.swp", "a.md~", "#a.md#", "4913", ".git", "a.md.tmp"]
        {
            fs::write(root.join(name), "changed").unwrap();
        }
        assert_eq!(before, Snapshot::take(&folders));
        fs::create_dir(root.join(".well-known")).unwrap();
        fs::write(root.join(".well-known/security.txt"), "").unwrap();
        assert_ne!(before, Snapshot::take(&folders));
    }

    #[test]
    fn hidden_settings_of_folders_are_watched() {
        let book = book(&[("a.md", "one"), ("b/.pages", "title: B\n")]);
        let mut seen = Snapshot::take(&book.1);
        fs::write(book.0.path().join("b/.pages"), "title: Another\n").unwrap();
        assert_ne!(seen, Snapshot::take(&book.1));
        assert_eq!(found(&mut seen, &book, &["b/.pages"]), Some(vec!["b/.pages".to_owned()]));
    }

    #[test]
    fn a_missing_root_is_an_empty_one() {
        let folders = Folders { roots: vec!["no/such/folder".into()], ignored: Vec::new() };
        assert_eq!(Snapshot::take(&folders), Snapshot::default());
    }
}
