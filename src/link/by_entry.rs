//! A list for each entry, stored in one vector.

use crate::link::EntryId;

/// A list for each entry of a book; most are empty.
#[derive(Debug, Clone)]
pub struct ByEntry<T> {
    items: Vec<T>,
    /// The end of each entry's list.
    ends: Vec<usize>,
}

impl<T> ByEntry<T> {
    /// Builds the lists of `entries` entries from pairs in the order of their entries.
    pub fn new(entries: usize, pairs: impl IntoIterator<Item = (EntryId, T)>) -> ByEntry<T> {
        let mut lists = ByEntry { items: Vec::new(), ends: Vec::with_capacity(entries) };
        for (EntryId(entry), item) in pairs {
            lists.ends.resize((entry as usize).max(lists.ends.len()), lists.items.len());
            lists.items.push(item);
        }
        lists.ends.resize(entries, lists.items.len());
        lists
    }

    pub fn of(&self, entry: EntryId) -> &[T] {
        let index = entry.0 as usize;
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.items[start..self.ends[index]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_entry_has_its_own_list() {
        let pairs = [(1, 'a'), (1, 'b'), (3, 'c')].map(|(entry, item)| (EntryId(entry), item));
        let lists = ByEntry::new(5, pairs);
        let of = |entry| lists.of(EntryId(entry)).iter().collect::<String>();
        assert_eq!([0, 1, 2, 3, 4].map(of), ["", "ab", "", "c", ""]);
    }
}
