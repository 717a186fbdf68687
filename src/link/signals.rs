//! All signals of the book, with their entries.

use crate::link::Entry;
use crate::parse::procedures::Signal;

/// A phrase that indicates that an entry applies.
#[derive(Debug, Clone, Copy)]
pub struct PlacedSignal<'a> {
    pub entry: &'a Entry,
    /// The id of its heading or list on the entry's page.
    pub anchor: &'a str,
    pub signal: &'a Signal,
}

/// The signals of an entry, in order.
pub fn of(entry: &Entry) -> impl Iterator<Item = PlacedSignal<'_>> {
    entry.parsed.procedures.signal_lists().flat_map(move |list| {
        let anchor = list.anchor.as_str();
        list.signals.iter().map(move |signal| PlacedSignal { entry, anchor, signal })
    })
}
