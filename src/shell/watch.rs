//! Waits until something that a book is made of has changed.
//!
//! The system's file events are only a wake-up: they differ between systems and editors, are lost
//! when a queue overflows, and never come for a file written into a folder that is itself new.
//! What counts is that two scans differ. A [`Watch`] never fails: where events cannot be had it
//! looks twice a second instead, and says so.
//! Deliberately absent: which file changed. A rebuild finds that out by content.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use walkdir::WalkDir;

/// No event for this long means that a save is over.
const QUIET: Duration = Duration::from_millis(10);
/// The longest wait for quiet. It doubles while there is none, so that a checkout of thousands of
/// files is a few rebuilds.
const PATIENCE: Duration = Duration::from_millis(500);
const MOST_PATIENCE: Duration = Duration::from_secs(4);
/// Between two looks where no event can come.
const POLL: Duration = Duration::from_millis(500);
/// Between two looks where events do come, for those that got lost.
const DOUBT: Duration = Duration::from_secs(2);

/// What to watch.
#[derive(Debug, Clone, Default)]
pub struct Folders {
    /// Folders and single files that a book is read from. They may be missing.
    pub roots: Vec<PathBuf>,
    /// Folders that are written to, such as the output.
    pub ignored: Vec<PathBuf>,
}

/// A wait for changes below some folders.
pub struct Watch {
    folders: Folders,
    last: Snapshot,
    events: Events,
    patience: Duration,
}

impl Watch {
    /// Scans once and starts listening. `say` is told, in one line, when events cannot be had.
    pub fn start(folders: &Folders, say: fn(&str)) -> Watch {
        let folders = folders.absolute();
        let mut events = Events::listen(say);
        events.follow(&folders.roots);
        let last = Snapshot::take(&folders);
        Watch { folders, last, events, patience: PATIENCE }
    }

    /// Returns when something differs from what it was at the last return, or at the start.
    pub fn wait(&mut self) {
        loop {
            let wake = self.events.sleep();
            self.settle();
            // Listen first and look then, so that nothing falls between the two.
            self.events.follow(&self.folders.roots);
            let now = Snapshot::take(&self.folders);
            if now != self.last {
                self.last = now;
                if wake == Wake::Doubt && !self.events.pending() {
                    self.events.stop("files change here without file events");
                }
                return;
            }
        }
    }

    fn settle(&mut self) {
        self.patience = match self.events.quiet_within(self.patience) {
            true => PATIENCE,
            false => (self.patience * 2).min(MOST_PATIENCE),
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
}

/// What a scan saw: every file below the roots with the marks that a change leaves on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snapshot(BTreeMap<PathBuf, Mark>);

/// Two marks are equal if the file was not written in between.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    size: u64,
    modified: Option<SystemTime>,
    /// When the inode last changed, which no program can set back; zero where there is no such time.
    changed: (i64, i64),
    identity: Identity,
}

/// Which file or folder it is that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Identity {
    /// Zero where there are no inodes.
    inode: u64,
    created: Option<SystemTime>,
}

impl Snapshot {
    /// Looks at every file once. What cannot be read is left out, and left to the build to report.
    pub fn take(folders: &Folders) -> Snapshot {
        let mut files = BTreeMap::new();
        for root in &folders.roots {
            let walk = WalkDir::new(root).into_iter().filter_entry(|entry| {
                let named = entry.depth() == 0 || !is_scratch(entry.file_name());
                named && !folders.ignored.iter().any(|ignored| entry.path() == ignored)
            });
            for entry in walk.filter_map(Result::ok).filter(|entry| !entry.file_type().is_dir()) {
                if let Ok(metadata) = entry.metadata() {
                    files.insert(entry.into_path(), Mark::of(&metadata));
                }
            }
        }
        Snapshot(files)
    }
}

impl Mark {
    fn of(metadata: &Metadata) -> Mark {
        Mark {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            changed: changed(metadata),
            identity: Identity::of(metadata),
        }
    }
}

impl Identity {
    fn of(metadata: &Metadata) -> Identity {
        Identity { inode: inode(metadata), created: metadata.created().ok() }
    }
}

/// Whether a name belongs to an editor or the system rather than to the book: hidden files,
/// backups, swap and lock files, and the halves of a safe write.
pub fn is_scratch(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known";
    let locked = name.starts_with('#') && name.ends_with('#');
    let ends = ["~", ".swp", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"];
    hidden || locked || name == "4913" || ends.iter().any(|end| name.ends_with(end))
}

/// The system's file events, or their absence.
struct Events {
    watcher: Option<RecommendedWatcher>,
    /// The folders that are listened to, and which folder had that name at the time.
    followed: BTreeMap<PathBuf, Identity>,
    /// Some root is missing, and no event will tell when it is back.
    incomplete: bool,
    signals: Receiver<Signal>,
    /// Kept so that waiting for signals without a watcher is a plain sleep.
    sender: Sender<Signal>,
    say: fn(&str),
}

enum Signal {
    Look,
    OutOfWatches,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wake {
    Event,
    /// By the clock, although events were expected.
    Doubt,
    /// By the clock, because no event could come.
    Poll,
}

impl Events {
    fn listen(say: fn(&str)) -> Events {
        let (sender, signals) = channel();
        let wake = sender.clone();
        let on_event = move |event: notify::Result<notify::Event>| {
            if let Some(signal) = signal(&event) {
                // The other end is gone only when the whole watch is.
                let _ = wake.send(signal);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(on_event, config)
            .inspect_err(|error| say(&polling_because(&reason(error))))
            .ok();
        Events { watcher, followed: BTreeMap::new(), incomplete: false, signals, sender, say }
    }

    /// Listens to every root that is there: to folders, never to files, because an editor that
    /// saves by renaming puts another file in the place of the one that was listened to.
    fn follow(&mut self, roots: &[PathBuf]) {
        self.incomplete = false;
        let (files, folders): (Vec<_>, Vec<_>) = roots.iter().partition(|root| root.is_file());
        // Folders first: where a file's folder is a root itself, it is to be followed all the way.
        for folder in folders {
            self.follow_folder(folder, RecursiveMode::Recursive);
        }
        for folder in files.into_iter().filter_map(|file| file.parent()) {
            self.follow_folder(folder, RecursiveMode::NonRecursive);
        }
    }

    fn follow_folder(&mut self, folder: &Path, mode: RecursiveMode) {
        let identity = folder.metadata().ok().map(|metadata| Identity::of(&metadata));
        let known = self.followed.get(folder);
        let Some(watcher) = &mut self.watcher else { return };
        if known.is_some() && known != identity.as_ref() {
            // It was another folder of this name, whose watch may be gone already.
            let _ = watcher.unwatch(folder);
            self.followed.remove(folder);
        }
        let Some(identity) = identity else {
            self.incomplete = true;
            return;
        };
        if self.followed.contains_key(folder) {
            return;
        }
        match watcher.watch(folder, mode) {
            Ok(()) => drop(self.followed.insert(folder.to_owned(), identity)),
            Err(error) if is_missing(&error) => self.incomplete = true,
            Err(error) => self.stop(&reason(&error)),
        }
    }

    fn sleep(&mut self) -> Wake {
        let (limit, otherwise) = match self.watcher.is_some() && !self.incomplete {
            true => (DOUBT, Wake::Doubt),
            false => (POLL, Wake::Poll),
        };
        match self.signals.recv_timeout(limit) {
            Ok(signal) => {
                self.heed(signal);
                Wake::Event
            }
            Err(_) => otherwise,
        }
    }

    /// Waits until no event has come for a while; `false` if `patience` ended first.
    fn quiet_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            match self.signals.recv_timeout(QUIET) {
                Ok(signal) => self.heed(signal),
                Err(_) => return true,
            }
        }
        false
    }

    /// Whether an event came a little late for the change that it belongs to.
    fn pending(&mut self) -> bool {
        self.signals.recv_timeout(QUIET).is_ok_and(|signal| {
            // It has to wake the next wait as well.
            self.sender.send(signal).is_ok()
        })
    }

    fn heed(&mut self, signal: Signal) {
        match signal {
            Signal::Look => {}
            Signal::OutOfWatches => self.stop(OUT_OF_WATCHES),
        }
    }

    fn stop(&mut self, why: &str) {
        if self.watcher.take().is_some() {
            (self.say)(&polling_because(why));
        }
    }
}

const OUT_OF_WATCHES: &str =
    "the system's limit of watched folders is reached (raise fs.inotify.max_user_watches)";

fn polling_because(why: &str) -> String {
    format!("note: {why}; looking for changes twice a second instead")
}

/// What an event asks for. Reading a file is an event too: if that woke us, every build would
/// start the next one.
fn signal(event: &notify::Result<notify::Event>) -> Option<Signal> {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => None,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Some(Signal::OutOfWatches),
        Ok(_) | Err(_) => Some(Signal::Look),
    }
}

fn reason(error: &notify::Error) -> String {
    match error.kind {
        ErrorKind::MaxFilesWatch => OUT_OF_WATCHES.to_owned(),
        _ => format!("the system sends no file events ({error})"),
    }
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
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

    use notify::event::{AccessKind, AccessMode, CreateKind};
    use tempfile::TempDir;

    use super::*;

    fn book(files: &[(&str, &str)]) -> (TempDir, Folders) {
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

    #[test]
    fn reading_a_file_wakes_nobody() {
        let event = |kind| Ok(notify::Event::new(kind));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(signal(&event(read)).is_none());
        assert!(matches!(signal(&event(EventKind::Create(CreateKind::File))), Some(Signal::Look)));
        assert!(matches!(signal(&event(EventKind::Other)), Some(Signal::Look)));
    }

    #[test]
    fn without_watches_left_it_looks_by_itself() {
        let (folder, folders) = book(&[("a.md", "one")]);
        let mut watch = Watch::start(&folders, |_| {});
        let full = signal(&Err(notify::Error::new(ErrorKind::MaxFilesWatch))).unwrap();
        watch.events.heed(full);
        assert!(watch.events.watcher.is_none());
        fs::write(folder.path().join("a.md"), "two").unwrap();
        watch.wait();
    }

    #[test]
    fn the_limit_is_named_with_what_to_raise() {
        assert_eq!(
            polling_because(&reason(&notify::Error::new(ErrorKind::MaxFilesWatch))),
            "note: the system's limit of watched folders is reached (raise \
             fs.inotify.max_user_watches); looking for changes twice a second instead"
        );
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
        assert!(watch.events.watcher.is_some(), "no change came without an event");
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
        assert!(watch.events.watcher.is_some(), "no change came without an event");
    }
}
