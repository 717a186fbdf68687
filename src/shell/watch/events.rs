//! File events of the operating system, where they are available.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::shell::watch::snapshot::Identity;

/// A save is complete when no event came for this long.
const QUIET: Duration = Duration::from_millis(10);
/// The polling interval without events.
const POLL: Duration = Duration::from_millis(500);
/// The polling interval with events, in case some are lost.
const DOUBT: Duration = Duration::from_secs(2);

/// The system's file events, or polling.
pub struct Events {
    watcher: Option<RecommendedWatcher>,
    /// The watched folders, with their depth and their identity at that time.
    followed: BTreeMap<PathBuf, (Identity, RecursiveMode)>,
    /// A root and its parent are missing, so no event will report their return.
    incomplete: bool,
    heard: Heard,
    signals: Receiver<WatchSignal>,
    /// Keeps the channel open, so that waiting without a watcher is a plain sleep.
    sender: Sender<WatchSignal>,
    say: fn(&str),
}

enum WatchSignal {
    /// Something happened at these paths, and nowhere else.
    Paths(Vec<PathBuf>),
    Rescan,
    OutOfWatches,
}

/// The events since they were last asked for.
#[derive(Default)]
struct Heard {
    paths: BTreeSet<PathBuf>,
    /// Whether something may have happened elsewhere.
    elsewhere: bool,
}

/// The reason for waking up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    Event,
    /// A timeout, although events were expected.
    Doubt,
    /// A timeout, because events are not available.
    Poll,
}

impl Events {
    /// Watches nothing yet. Calls `say` with one line if events are not available.
    pub fn listen(say: fn(&str)) -> Events {
        let (sender, signals) = channel();
        let wake = sender.clone();
        let on_event = move |event: notify::Result<notify::Event>| {
            if let Some(signal) = signal(&event) {
                // Fails only when the watch is dropped.
                let _ = wake.send(signal);
            }
        };
        let config = Config::default().with_follow_symlinks(false);
        let watcher = RecommendedWatcher::new(on_event, config)
            .inspect_err(|error| say(&polling_because(&reason(error))))
            .ok();
        let (followed, heard) = (BTreeMap::new(), Heard::default());
        Events { watcher, followed, incomplete: false, heard, signals, sender, say }
    }

    /// Watches every root that is a folder. Single files and missing roots are watched through
    /// their parent, because editors replace files by renaming, and a missing root may be created.
    pub fn follow(&mut self, roots: &[PathBuf]) {
        self.incomplete = false;
        let (folders, rest): (Vec<_>, Vec<_>) = roots.iter().partition(|root| root.is_dir());
        // Folders first, because a file's folder may be a root that needs recursive watching.
        for folder in folders {
            self.follow_folder(folder, RecursiveMode::Recursive);
        }
        for root in rest {
            self.forget(root);
            if let Some(around) = root.parent() {
                self.follow_folder(around, RecursiveMode::NonRecursive);
            }
        }
    }

    /// A deleted folder may return with the same identity, but without its watch.
    fn forget(&mut self, folder: &Path) {
        if let (Some(_), Some(watcher)) = (self.followed.remove(folder), &mut self.watcher) {
            let _ = watcher.unwatch(folder);
        }
    }

    fn follow_folder(&mut self, folder: &Path, mode: RecursiveMode) {
        let identity = folder.metadata().ok().map(|metadata| Identity::of(&metadata));
        let known = self.followed.get(folder);
        let Some(watcher) = &mut self.watcher else { return };
        let is_other = |(known, depth): &(Identity, RecursiveMode)| {
            Some(known) != identity.as_ref()
                || (*depth, mode) == (RecursiveMode::NonRecursive, RecursiveMode::Recursive)
        };
        if known.is_some_and(is_other) {
            // Another folder with the same name, whose watch may be gone, or one that was not
            // watched recursively.
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
            Ok(()) => drop(self.followed.insert(folder.to_owned(), (identity, mode))),
            Err(error) if is_missing(&error) => self.incomplete = true,
            Err(error) => self.stop(&reason(&error)),
        }
    }

    /// Whether events are available.
    pub fn is_listening(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits for an event or a timeout.
    pub fn sleep(&mut self) -> Wake {
        let (limit, otherwise) = if self.is_listening() && !self.incomplete {
            (DOUBT, Wake::Doubt)
        } else {
            (POLL, Wake::Poll)
        };
        match self.signals.recv_timeout(limit) {
            Ok(signal) => {
                self.heed(signal);
                Wake::Event
            }
            Err(_) => otherwise,
        }
    }

    /// Waits until events pause; `false` if `patience` ended first.
    pub fn quiet_within(&mut self, patience: Duration) -> bool {
        let deadline = Instant::now() + patience;
        while Instant::now() < deadline {
            match self.signals.recv_timeout(QUIET) {
                Ok(signal) => self.heed(signal),
                Err(_) => return true,
            }
        }
        false
    }

    /// Whether a late event of the same change arrived.
    pub fn pending(&mut self) -> bool {
        self.signals.recv_timeout(QUIET).is_ok_and(|signal| {
            // Puts the signal back for the next wait.
            self.sender.send(signal).is_ok()
        })
    }

    /// The paths of the events since the last call, if there was one and they name every change.
    pub fn named(&mut self) -> Option<BTreeSet<PathBuf>> {
        let Heard { paths, elsewhere } = std::mem::take(&mut self.heard);
        (!elsewhere && !paths.is_empty()).then_some(paths)
    }

    fn heed(&mut self, signal: WatchSignal) {
        match signal {
            WatchSignal::Paths(paths) => self.heard.paths.extend(paths),
            WatchSignal::Rescan => self.heard.elsewhere = true,
            WatchSignal::OutOfWatches => {
                self.heard.elsewhere = true;
                self.stop(OUT_OF_WATCHES);
            }
        }
    }

    /// Stops watching, and prints the reason.
    pub fn stop(&mut self, why: &str) {
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

/// The effect of an event. Read accesses are ignored: otherwise every build would start the next
/// one.
fn signal(event: &notify::Result<notify::Event>) -> Option<WatchSignal> {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => None,
        Ok(event) if !event.need_rescan() && !event.paths.is_empty() => {
            Some(WatchSignal::Paths(event.paths.clone()))
        }
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            Some(WatchSignal::OutOfWatches)
        }
        Ok(_) | Err(_) => Some(WatchSignal::Rescan),
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

#[cfg(test)]
mod tests {
    use notify::event::{AccessKind, AccessMode, CreateKind};

    use super::*;

    #[test]
    fn reading_a_file_wakes_nobody() {
        let event = |kind| Ok(notify::Event::new(kind));
        let read = EventKind::Access(AccessKind::Close(AccessMode::Write));
        assert!(signal(&event(read)).is_none());
        assert!(matches!(
            signal(&event(EventKind::Create(CreateKind::File))),
            Some(WatchSignal::Rescan)
        ));
        assert!(matches!(signal(&event(EventKind::Other)), Some(WatchSignal::Rescan)));
    }

    #[test]
    fn events_name_paths_unless_some_were_lost() {
        let mut events = Events::listen(|_| {});
        assert_eq!(events.named(), None);
        let save = |name: &str| notify::Event::new(EventKind::Any).add_path(name.into());
        let lost = save("c.md").set_flag(notify::event::Flag::Rescan);
        for event in [save("a.md"), save("b.md"), save("a.md")] {
            events.heed(signal(&Ok(event)).unwrap());
        }
        assert_eq!(events.named(), Some(["a.md", "b.md"].map(PathBuf::from).into()));
        assert_eq!(events.named(), None);
        for event in [save("a.md"), lost] {
            events.heed(signal(&Ok(event)).unwrap());
        }
        assert_eq!(events.named(), None);
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
    fn a_missing_root_needs_no_clock_while_the_folder_around_it_is_there() {
        let folder = tempfile::TempDir::new().unwrap();
        let mut events = Events::listen(|_| {});
        events.follow(&[folder.path().join("templates")]);
        assert!(!events.incomplete);
        events.follow(&[folder.path().join("no/templates")]);
        assert!(events.incomplete);
    }

    #[test]
    fn without_watches_left_there_is_no_more_listening() {
        let mut events = Events::listen(|_| {});
        assert!(events.is_listening());
        events.heed(signal(&Err(notify::Error::new(ErrorKind::MaxFilesWatch))).unwrap());
        assert!(!events.is_listening());
        assert_eq!(events.sleep(), Wake::Poll);
    }
}
