//! Every signal of the book, with the entry that it leads to.

use std::ops::Range;

use crate::link::{Entry, EntryId};

/// What people say when an entry applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedSignal {
    /// Without the quotation marks around it.
    pub text: String,
    pub entry: EntryId,
    /// The id of the heading or list on the entry's page under which it stands.
    pub anchor: String,
    /// Where it is written, in bytes of the entry's text.
    pub span: Range<usize>,
}

/// All signals, in the order of their entries, and of their places there.
pub fn gather(entries: &[Entry]) -> Vec<PlacedSignal> {
    let mut signals = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        for list in entry.parsed.practice.signal_lists() {
            signals.extend(list.signals.iter().map(|signal| PlacedSignal {
                text: signal.text.clone(),
                entry: EntryId(index as u32),
                anchor: list.anchor.clone(),
                span: signal.span.clone(),
            }));
        }
    }
    signals
}
