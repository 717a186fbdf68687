//! Snapshots of the state of all input files.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::SystemTime;

use walkdir::WalkDir;

use crate::shell::watch::Folders;

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
                named && !folders.ignored.iter().any(|ignored| entry.path() == ignored)
            });
            for entry in walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()) {
                if let Ok(metadata) = entry.metadata() {
                    files.insert(entry.into_path(), FileState::of(&metadata));
                }
            }
        }
        Snapshot(files)
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
    let hidden = name.starts_with('.') && name != ".well-known";
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
            assert_ne!(before, Snapshot::take(&folders), "{name}");
        }
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
    fn a_missing_root_is_an_empty_one() {
        let folders = Folders { roots: vec!["no/such/folder".into()], ignored: Vec::new() };
        assert_eq!(Snapshot::take(&folders), Snapshot::default());
    }
}
