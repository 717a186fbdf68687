//! Every signal of the book, with the entry that it leads to.

use crate::link::Entry;
use crate::parse::procedures::Signal;

/// What people say when an entry applies.
#[derive(Debug, Clone, Copy)]
pub struct PlacedSignal<'a> {
    pub entry: &'a Entry,
    /// The id of the heading or list on the entry's page under which it stands.
    pub anchor: &'a str,
    pub signal: &'a Signal,
}

/// The signals of an entry, in the order in which they stand.
pub fn of(entry: &Entry) -> impl Iterator<Item = PlacedSignal<'_>> {
    entry.parsed.procedures.signal_lists().flat_map(move |list| {
        let anchor = list.anchor.as_str();
        list.signals.iter().map(move |signal| PlacedSignal { entry, anchor, signal })
    })
}
