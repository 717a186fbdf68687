//! Which pages a reader can be shown before following a link, in parts that are loaded by need.
//!
//! A page's part follows from its address alone, so that a script finds it without a list.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::route::Route;
use crate::link::{EntryId, Playbook, Target, TreeId};

/// About as many pages stand in one part, which keeps it below 64 KB.
const IN_A_PART: usize = 96;

/// The pages of one part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    pub entries: Vec<EntryId>,
    pub trees: Vec<TreeId>,
}

/// What links ask to be shown.
#[derive(Debug, Clone, Default)]
pub struct Previews {
    pub parts: Vec<Part>,
    /// The headings that links of other pages lead to, by their entry.
    pub sections: BTreeMap<EntryId, BTreeSet<String>>,
}

/// How many parts a book of so many pages has.
pub fn count(pages: usize) -> usize {
    pages.div_ceil(IN_A_PART).next_power_of_two()
}

impl Previews {
    /// Divides all pages among the parts.
    pub fn of_book(playbook: &Playbook) -> Previews {
        let Playbook { entries, trees, .. } = playbook;
        let count = count(entries.len());
        let mut parts = vec![Part::default(); count];
        let mut sections: BTreeMap<EntryId, BTreeSet<String>> = BTreeMap::new();
        for entry in entries {
            parts[part_of(&entry.route, count)].entries.push(entry.id);
            for link in playbook.links.of(entry) {
                if let Target::Entry { entry: to, anchor: Some(anchor) } = link.target {
                    sections.entry(*to).or_default().insert(anchor.clone());
                }
            }
        }
        for (index, tree) in trees.iter().enumerate() {
            if playbook.entry(tree.entry).route != tree.route {
                parts[part_of(&tree.route, count)].trees.push(TreeId(index as u32));
            }
        }
        Previews { parts, sections }
    }
}

/// The part of the page at a route: FNV-1a of its encoded address, as in `link-preview.js`.
fn part_of(route: &Route, count: usize) -> usize {
    let hash = route
        .encoded()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_book_has_one_part_and_a_large_one_as_many_as_it_needs() {
        assert_eq!([0, 1, 96, 97, 400, 5000].map(count), [1, 1, 1, 2, 8, 64]);
    }

    #[test]
    fn the_part_of_a_page_is_the_one_that_the_script_computes() {
        let parts = ["", "levels/optics/", "größe/"]
            .map(|path| part_of(&Route::page(path.trim_end_matches('/')).unwrap(), 64));
        assert_eq!(parts, [5, 14, 55]);
    }
}
