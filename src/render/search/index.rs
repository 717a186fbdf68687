//! Pages -> the index: for each word, the sections that hold it.

use std::collections::HashMap;
use std::fmt::Write;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::render::search::bridges::Bridges;
use crate::render::search::pages::Searchable;
use crate::render::search::weights::{self, SHARDS, Weighed};

/// A word and the sections that hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexRow {
    pub word: String,
    /// Sections and weights as [`Postings`] writes them.
    pub postings: String,
}

/// The rows of all words, in the order in which JavaScript compares strings. Sections are numbered
/// through all pages.
pub fn of(pages: &[Searchable], bridges: &Bridges) -> Vec<IndexRow> {
    let mut weights: Vec<_> = pages.par_iter().map(weights::of).collect();
    bridges.add(&mut weights);
    let sections: Vec<&Weighed> = weights.iter().flatten().collect();
    let mut rows: Vec<IndexRow> =
        (0..SHARDS).into_par_iter().flat_map_iter(|shard| shard_of(&sections, shard)).collect();
    rows.par_sort_unstable_by(|a, b| a.word.encode_utf16().cmp(b.word.encode_utf16()));
    rows
}

/// The rows of the words of one shard, in no order.
fn shard_of(sections: &[&Weighed], shard: u8) -> impl Iterator<Item = IndexRow> {
    let mut rows: HashMap<&str, Postings> = HashMap::new();
    for (section, words) in sections.iter().enumerate() {
        for (word, weight) in words.shard(shard) {
            rows.entry(word).or_default().push(section, weight);
        }
    }
    let row = |(word, postings): (&str, Postings)| IndexRow {
        word: word.to_owned(),
        postings: postings.written,
    };
    rows.into_iter().map(row).collect::<Vec<_>>().into_iter()
}

/// Sections in order, each as its distance from the one before and a letter for its weight. A
/// distance of one is left out: `4aBc` are the sections 3, 4 and 5 with the weights 1, 28 and 3.
#[derive(Default)]
struct Postings {
    /// The number of the next section.
    next: usize,
    written: String,
}

impl Postings {
    fn push(&mut self, section: usize, weight: u8) {
        let distance = section + 1 - self.next;
        if distance > 1 {
            let _ = write!(self.written, "{distance}");
        }
        self.written.push(match weight {
            ..=26 => (b'a' + weight.max(1) - 1) as char,
            _ => (b'A' + weight.min(weights::HIGHEST) - 27) as char,
        });
        self.next = section + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_distances_and_weights_letters() {
        let mut postings = Postings::default();
        for (section, weight) in [(3, 1), (4, 28), (5, 3), (20, 52)] {
            postings.push(section, weight);
        }
        assert_eq!(postings.written, "4aBc15Z");
    }
}
