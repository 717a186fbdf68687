//! The links between the entries of a book.

use std::cmp::Reverse;

use crate::link::{EntryId, Playbook, Surface};
use crate::source::{is_folder_page, stem};

/// Links between entries, without duplicates.
pub struct MapLinks {
    /// From and to, sorted.
    pub all: Vec<(EntryId, EntryId)>,
    /// How many entries link to each entry.
    pub counts: Vec<usize>,
}

impl MapLinks {
    /// All links of a book, including sources that are entries.
    pub fn of(playbook: &Playbook) -> MapLinks {
        let mut all = Vec::new();
        for entry in playbook.entries_on(Surface::Map) {
            let linking = playbook.backlinks(entry.id).iter().map(|link| link.from);
            let citing = playbook.citing(entry.id).iter().copied();
            all.extend(linking.chain(citing).map(|from| (from, entry.id)));
        }
        all.retain(|(from, to)| from != to && playbook.entry(*from).appears(Surface::Map));
        all.sort_unstable();
        all.dedup();
        let mut counts = vec![0; playbook.entries.len()];
        all.iter().for_each(|(_, to)| counts[to.0 as usize] += 1);
        MapLinks { all, counts }
    }

    /// How many entries link to one.
    pub fn to(&self, entry: EntryId) -> usize {
        self.counts[entry.0 as usize]
    }

    /// The entry with the most linking entries, the first in case of a tie.
    pub fn most_linked(&self, order: &[EntryId]) -> Option<EntryId> {
        let linked = order.iter().enumerate().filter(|(_, entry)| self.to(**entry) > 0);
        linked.max_by_key(|(at, entry)| (self.to(**entry), Reverse(*at))).map(|(_, entry)| *entry)
    }

    /// The entries without incoming links, except folder pages, which their folders link to.
    pub fn unlinked(&self, playbook: &Playbook, order: &[EntryId]) -> Vec<EntryId> {
        let is_alone = |entry: &EntryId| {
            self.to(*entry) == 0 && !is_folder_page(stem(&playbook.entry(*entry).parsed.path))
        };
        order.iter().copied().filter(is_alone).collect()
    }
}
