//! Which links lead to an entry.

use crate::link::by_entry::ByEntry;
use crate::link::links::Links;
use crate::link::{Entry, EntryId, Target};

/// A link that leads to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    pub from: EntryId,
    /// Where it starts in the text of the entry that holds it.
    pub at: usize,
}

/// The links of other entries that lead to each entry, in the order of their entries' paths.
pub fn of(entries: &[Entry], links: &Links) -> ByEntry<Backlink> {
    let mut pairs: Vec<(EntryId, Backlink)> = Vec::new();
    for entry in entries {
        for link in links.of(entry) {
            match link.target {
                Target::Entry { entry: to, .. } if *to != entry.id => {
                    pairs.push((*to, Backlink { from: entry.id, at: link.span.start }));
                }
                _ => {}
            }
        }
    }
    pairs.sort();
    ByEntry::new(entries.len(), pairs)
}
