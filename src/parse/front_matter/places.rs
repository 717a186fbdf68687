//! Where the keys of front matter stand.
//!
//! They are found by the lines that they start, since only keys of the outermost mapping count.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::front_matter::block::key;

/// The ranges of a key and of its value.
type KeyPlace = (Range<usize>, Range<usize>);

/// The ranges of each key and of its value on the same line.
pub(super) struct KeyPlaces<'a> {
    /// Those that were not asked for yet, the last first.
    places: HashMap<&'a str, Vec<KeyPlace>>,
    block: Range<usize>,
}

impl<'a> KeyPlaces<'a> {
    pub(super) fn of(text: &'a str, block: &Range<usize>) -> KeyPlaces<'a> {
        let mut places: HashMap<&str, Vec<_>> = HashMap::new();
        let is_json = text[block.clone()].starts_with('{');
        let mut at = block.start;
        for line in text[block.clone()].split_inclusive('\n') {
            let bare = if is_json { line.trim_start_matches(['{', ' ', '\t']) } else { line };
            if let Some((name, rest)) = key(bare) {
                let start = at + line.len() - bare.len();
                let value = at + line.len() - rest.trim_start().len();
                let end = at + line.trim_end().trim_end_matches(',').len();
                places
                    .entry(name)
                    .or_default()
                    .push((start..start + name.len(), value.min(end)..end));
            }
            at += line.len();
        }
        places.values_mut().for_each(|all| all.reverse());
        KeyPlaces { places, block: block.clone() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The names of all keys.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.places.keys().copied()
    }

    /// The next place of a key, or else the whole block.
    pub(super) fn next(&mut self, key: &str) -> (Range<usize>, Range<usize>) {
        let found = self
            .places
            .get_mut(key)
            .and_then(|all| if all.len() > 1 { all.pop() } else { all.last().cloned() });
        found.unwrap_or_else(|| (self.block.clone(), self.block.clone()))
    }
}
