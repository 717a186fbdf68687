//! Which links lead to an entry.

use crate::link::{Entry, EntryId, Target};

/// A link that leads to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    pub from: EntryId,
    /// Where it starts in the text of the entry that holds it.
    pub at: usize,
}

/// Tells each entry which links of other entries lead to it.
pub fn add(entries: &mut [Entry]) {
    let mut pairs: Vec<(EntryId, Backlink)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let from = EntryId(index as u32);
        for link in &entry.parsed.prose.links {
            match link.to {
                Target::Entry { entry: to, .. } if to != from => {
                    pairs.push((to, Backlink { from, at: link.span.start }));
                }
                _ => {}
            }
        }
    }
    pairs.sort();
    for (to, backlink) in pairs {
        entries[to.0 as usize].linked_from.push(backlink);
    }
}
