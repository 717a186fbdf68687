//! The system's word that some file has changed, where it can be had.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::shell::watch::snapshot::Identity;

/// No event for this long means that a save is over.
const QUIET: Duration = Duration::from_millis(10);
/// Between two looks where no event can come.
const POLL: Duration = Duration::from_millis(500);
/// Between two looks where events do come, for those that got lost.
const DOUBT: Duration = Duration::from_secs(2);

/// The system's file events, or their absence.
pub struct Events {
    watcher: Option<RecommendedWatcher>,
    /// The folders that are listened to, how deep, and which folder had that name at the time.
    followed: BTreeMap<PathBuf, (Identity, RecursiveMode)>,
    /// Some root is missing with the folder around it, and no event will tell when it is back.
    incomplete: bool,
    signals: Receiver<WatchSignal>,
    /// Kept so that waiting for signals without a watcher is a plain sleep.
    sender: Sender<WatchSignal>,
    say: fn(&str),
}

enum WatchSignal {
    Rescan,
    OutOfWatches,
}

/// What ended a sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wake {
    Event,
    /// By the clock, although events were expected.
    Doubt,
    /// By the clock, because no event could come.
    Poll,
}

impl Events {
    /// Listens to nothing yet. `say` is told, in one line, when events cannot be had.
    pub fn listen(say: fn(&str)) -> Events {
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

    /// Listens to every root that is a folder. A file is heard of in the folder around it, because
    /// an editor that saves by renaming puts another file in the place of the one that was listened
    /// to; and so is a root that is missing, when it comes.
    pub fn follow(&mut self, roots: &[PathBuf]) {
        self.incomplete = false;
        let (folders, rest): (Vec<_>, Vec<_>) = roots.iter().partition(|root| root.is_dir());
        // Folders first: where a file's folder is a root itself, it is to be followed all the way.
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

    /// A folder that is gone may come back with the same marks, but without its watch.
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
            // It was another folder of this name, whose watch may be gone already, or it was not
            // listened to all the way down.
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

    /// Whether events are to be expected at all.
    pub fn is_listening(&self) -> bool {
        self.watcher.is_some()
    }

    /// Waits for an event, or for the time to look without one.
    pub fn sleep(&mut self) -> Wake {
        let (limit, otherwise) = match self.is_listening() && !self.incomplete {
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

    /// Whether an event came a little late for the change that it belongs to.
    pub fn pending(&mut self) -> bool {
        self.signals.recv_timeout(QUIET).is_ok_and(|signal| {
            // It has to wake the next wait as well.
            self.sender.send(signal).is_ok()
        })
    }

    fn heed(&mut self, signal: WatchSignal) {
        match signal {
            WatchSignal::Rescan => {}
            WatchSignal::OutOfWatches => self.stop(OUT_OF_WATCHES),
        }
    }

    /// Gives up listening, and says why.
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

/// What an event asks for. Reading a file is an event too: if that woke us, every build would
/// start the next one.
fn signal(event: &notify::Result<notify::Event>) -> Option<WatchSignal> {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => None,
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
