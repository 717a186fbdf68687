//! Backlinks of entries, and the anchors that they use.

use std::collections::BTreeSet;

use crate::link::by_entry::ByEntry;
use crate::link::links::Links;
use crate::link::{Entry, EntryId, Surface, Target};

/// A link that leads to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    pub from: EntryId,
    /// Its start in the text of the linking entry.
    pub at: usize,
}

/// The backlinks of each entry, ordered by the paths of the linking entries.
pub fn of(entries: &[Entry], links: &Links) -> ByEntry<Backlink> {
    let mut pairs: Vec<(EntryId, Backlink)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.appears(Surface::Backlinks)) {
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

/// The ids on each entry's page that links lead to, sorted.
pub fn anchors(entries: &[Entry], links: &Links) -> ByEntry<String> {
    let mut anchors: BTreeSet<(EntryId, &String)> = BTreeSet::new();
    for link in entries.iter().flat_map(|entry| links.of(entry)) {
        if let Target::Entry { entry, anchor: Some(anchor) } = link.target {
            anchors.insert((*entry, anchor));
        }
    }
    let pairs = anchors.into_iter().map(|(entry, anchor)| (entry, anchor.clone()));
    ByEntry::new(entries.len(), pairs)
}
