//! Waits until inputs of the book have changed, and says which.
//!
//! A change is a difference between two states of the files. File events only say where to look,
//! because they differ between systems and editors, are lost when a queue overflows, and never come
//! for files in a folder that is itself new: whenever they may not name every file, all files are
//! scanned. A [`Watch`] never fails: without events it polls twice a second, and says so.

mod events;
mod snapshot;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use self::events::{Events, Wake};
use self::snapshot::{Snapshot, is_scratch};

/// The longest wait for a pause in the events. Doubles while there is none, so that a checkout of
/// thousands of files causes few rebuilds.
const PATIENCE: Duration = Duration::from_millis(500);
const MOST_PATIENCE: Duration = Duration::from_secs(4);

/// What to watch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folders {
    /// Input folders and files. They may be missing.
    pub roots: Vec<PathBuf>,
    /// Output folders, which are not watched.
    pub ignored: Vec<PathBuf>,
}

/// Watches some folders for changes.
pub struct Watch {
    folders: Folders,
    last: Snapshot,
    events: Events,
    patience: Duration,
}

impl Watch {
    /// Scans once and starts watching. Calls `say` with one line if events are not available.
    pub fn start(folders: &Folders, say: fn(&str)) -> Watch {
        let folders = folders.absolute();
        let mut events = Events::listen(say);
        events.follow(&folders.roots);
        let last = Snapshot::take(&folders);
        Watch { folders, last, events, patience: PATIENCE }
    }

    /// Returns the files that changed since the last return, or since the start, as soon as there
    /// is one.
    pub fn wait(&mut self) -> BTreeSet<PathBuf> {
        loop {
            let wake = self.events.sleep();
            self.settle();
            // Watches before scanning, so that no change is missed.
            self.events.follow(&self.folders.roots);
            let changed = self.changed();
            if !changed.is_empty() {
                if wake == Wake::Doubt && !self.events.pending() {
                    self.events.stop("files change here without file events");
                }
                return changed;
            }
        }
    }

    fn changed(&mut self) -> BTreeSet<PathBuf> {
        let named = self.events.named();
        if let Some(changed) = named.and_then(|paths| self.last.look_at(&self.folders, &paths)) {
            return changed;
        }
        let now = Snapshot::take(&self.folders);
        let changed = self.last.changes_to(&now);
        self.last = now;
        changed
    }

    /// Watches these folders from now on. Files that were watched before and have changed since the
    /// last return are still returned.
    pub fn turn_to(&mut self, folders: &Folders) {
        let folders = folders.absolute();
        if folders != self.folders {
            self.events.follow(&folders.roots);
            self.last.turn_to(&self.folders, &folders);
            self.folders = folders;
        }
    }

    fn settle(&mut self) {
        self.patience = if self.events.quiet_within(self.patience) {
            PATIENCE
        } else {
            (self.patience * 2).min(MOST_PATIENCE)
        };
    }
}

impl Folders {
    fn absolute(&self) -> Folders {
        let absolute = |paths: &[PathBuf]| -> Vec<PathBuf> {
            paths.iter().map(|p| std::path::absolute(p).unwrap_or_else(|_| p.clone())).collect()
        };
        Folders { roots: absolute(&self.roots), ignored: absolute(&self.ignored) }
    }

    fn is_ignored(&self, path: &Path) -> bool {
        self.ignored.iter().any(|ignored| path == ignored)
    }

    /// Whether a path belongs to one of the roots.
    fn contain(&self, path: &Path) -> bool {
        let belongs = |root: &PathBuf| {
            let Ok(below) = path.strip_prefix(root) else { return false };
            !below.iter().any(is_scratch)
                && !path.ancestors().take_while(|it| it != root).any(|it| self.is_ignored(it))
        };
        self.roots.iter().any(belongs)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    /// A folder with files, whose `book/` is ignored.
    pub fn book(files: &[(&str, &str)]) -> (TempDir, Folders) {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let folders = Folders {
            roots: vec![folder.path().to_owned()],
            ignored: vec![folder.path().join("book")],
        };
        (folder, folders)
    }

    #[test]
    fn a_save_is_noticed_by_its_event() {
        let (folder, folders) = book(&[("book.toml", ""), ("content/a.md", "one")]);
        let folders = Folders {
            roots: vec![folder.path().join("book.toml"), folder.path().join("content")],
            ..folders
        };
        let mut watch = Watch::start(&folders, |_| {});
        for name in ["book.toml", "content/a.md"] {
            fs::write(folder.path().join("new"), name).unwrap();
            fs::rename(folder.path().join("new"), folder.path().join(name)).unwrap();
            watch.wait();
        }
        fs::create_dir_all(folder.path().join("content/x/y")).unwrap();
        fs::write(folder.path().join("content/x/y/z.md"), "new").unwrap();
        watch.wait();
        assert!(watch.events.is_listening(), "no change came without an event");
    }

    #[test]
    fn a_root_that_comes_back_is_followed_again() {
        let (folder, mut folders) = book(&[("content/a.md", "one")]);
        let content = folder.path().join("content");
        folders.roots = vec![content.clone()];
        let mut watch = Watch::start(&folders, |_| {});
        fs::remove_dir_all(&content).unwrap();
        watch.wait();
        assert_eq!(watch.last, Snapshot::default());
        fs::create_dir(&content).unwrap();
        fs::write(content.join("a.md"), "two").unwrap();
        watch.wait();
        fs::write(content.join("a.md"), "three").unwrap();
        watch.wait();
        assert!(watch.events.is_listening(), "no change came without an event");
    }

    #[test]
    fn other_folders_are_followed_all_the_way_down() {
        let (folder, mut folders) = book(&[("book.toml", ""), ("content/a.md", "one")]);
        let everything = folders.clone();
        folders.roots = ["book.toml", "content"].map(|name| folder.path().join(name)).to_vec();
        let mut watch = Watch::start(&folders, |_| {});
        fs::create_dir(folder.path().join("notes")).unwrap();
        watch.turn_to(&everything);
        fs::write(folder.path().join("notes/b.md"), "two").unwrap();
        watch.wait();
        assert!(watch.events.is_listening(), "no change came without an event");
    }

    #[test]
    fn a_change_before_other_folders_are_watched_is_not_lost() {
        let (folder, everything) = book(&[("content/a.md", "one"), ("code/x.txt", "x")]);
        let content = folder.path().join("content");
        let mut watch =
            Watch::start(&Folders { roots: vec![content.clone()], ..everything.clone() }, |_| {});
        fs::write(content.join("a.md"), "changed").unwrap();
        fs::write(content.join("new.md"), "new").unwrap();
        watch.turn_to(&everything);
        assert_eq!(watch.wait(), ["a.md", "new.md"].map(|name| content.join(name)).into());
        fs::write(folder.path().join("code/x.txt"), "changed").unwrap();
        assert_eq!(watch.wait(), [folder.path().join("code/x.txt")].into());
    }

    #[test]
    fn without_events_a_save_is_noticed_all_the_same() {
        let (folder, folders) = book(&[("a.md", "one")]);
        let mut watch = Watch::start(&folders, |_| {});
        watch.events.stop("a test wants it");
        fs::write(folder.path().join("a.md"), "two").unwrap();
        watch.wait();
    }
}
