//! Pages -> the index: for each word, the sections that hold it.

use std::cmp::Ordering;

use rayon::iter::{
    IndexedParallelIterator, IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator,
};
use rayon::slice::ParallelSliceMut;

use crate::render::search::postings::{Postings, PostingsStore};
use crate::render::search::weights::{self, SHARDS, WeighedWords};
use crate::render::search::word_table::{self, WordTable};

/// The sections of each word. Sections are numbered through all pages.
pub struct Index {
    shards: Vec<Shard>,
    /// The number of sections so far.
    sections: u32,
}

/// Some of the words.
#[derive(Default)]
struct Shard {
    table: WordTable,
    /// The sections of each word of the table.
    postings: Vec<Postings>,
    store: PostingsStore,
}

/// A word and the sections that hold it.
#[derive(Clone, Copy)]
pub struct IndexRow<'a> {
    pub word: &'a str,
    /// The first letters of the word, as [`sort_key`] compares them.
    start: u64,
    postings: &'a Postings,
    store: &'a PostingsStore,
}

impl Default for Index {
    fn default() -> Index {
        Index { shards: (0..SHARDS).map(|_| Shard::default()).collect(), sections: 0 }
    }
}

impl Index {
    /// Adds the words of the next pages.
    pub fn add(&mut self, pages: &[WeighedWords]) {
        let first = self.sections;
        self.shards.par_iter_mut().enumerate().for_each(|(number, shard)| {
            let mut first = first;
            for words in pages {
                shard.add(number, words, first);
                first += words.sections;
            }
        });
        self.sections = first + pages.iter().map(|words| words.sections).sum::<u32>();
    }

    /// Adds a word to a section. No later section may have it already.
    pub fn push(&mut self, word: &str, section: u32, weight: u8) {
        let hash = word_table::hash(word);
        let shard = &mut self.shards[weights::shard(hash)];
        let number = shard.number(hash, word);
        shard.store.push(&mut shard.postings[number as usize], section, weight);
    }

    /// The rows of all words, in the order in which JavaScript compares strings.
    pub fn rows(&self) -> Vec<IndexRow<'_>> {
        let mut rows: Vec<IndexRow<'_>> =
            self.shards.par_iter().flat_map_iter(Shard::rows).collect();
        rows.par_sort_unstable_by(IndexRow::order);
        rows
    }
}

impl Shard {
    fn add(&mut self, number: usize, words: &WeighedWords, first: u32) {
        let Some(shard) = words.shards.get(number) else { return };
        let known = |word: &u32| self.number(words.table.hash_of(*word), words.table.word(*word));
        let numbers: Vec<u32> = shard.words.iter().map(known).collect();
        for used in &shard.uses {
            let postings = &mut self.postings[numbers[used.word as usize] as usize];
            self.store.push(postings, first + used.section, used.weight);
        }
    }

    fn number(&mut self, hash: u64, word: &str) -> u32 {
        let number = self.table.number(hash, word);
        if number as usize == self.postings.len() {
            self.postings.push(Postings::default());
        }
        number
    }

    /// In no order.
    fn rows(&self) -> impl Iterator<Item = IndexRow<'_>> {
        self.postings.iter().enumerate().map(|(number, postings)| {
            let word = self.table.word(number as u32);
            IndexRow { word, start: start(word), postings, store: &self.store }
        })
    }
}

impl IndexRow<'_> {
    /// The bytes of its sections.
    pub fn size(&self) -> usize {
        self.postings.size()
    }

    /// The sections and weights as [`PostingsStore`] writes them, in pieces.
    pub fn sections(&self) -> impl Iterator<Item = &[u8]> {
        self.store.pieces(self.postings)
    }

    fn order(&self, other: &Self) -> Ordering {
        let rest = || sort_key(self.word).cmp(sort_key(other.word));
        self.start.cmp(&other.start).then_with(rest)
    }
}

/// The bytes of a word in the order of UTF-16: characters above U+FFFF begin with a surrogate there,
/// which comes before U+E000.
fn sort_key(word: &str) -> impl Iterator<Item = u8> {
    word.bytes().map(|byte| if matches!(byte, 0xEE | 0xEF) { byte + 0x10 } else { byte })
}

/// The first eight bytes of the key as a number.
fn start(word: &str) -> u64 {
    let bytes = sort_key(word).chain(std::iter::repeat(0)).take(8);
    bytes.fold(0, |all, byte| all << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_the_order_of_javascript() {
        let words =
            ["", "a", "ab", "abcdefgh", "abcdefghi", "b", "z", "é", "字", "\u{D7A3}", "\u{E000}"];
        let mut words: Vec<&str> = words.into_iter().chain(["\u{FFFD}", "😀", "𠀀𠀀"]).collect();
        let mut index = Index::default();
        words.iter().for_each(|word| index.push(word, 0, 1));
        words.sort_by(|a, b| a.encode_utf16().cmp(b.encode_utf16()));
        let rows: Vec<&str> = index.rows().into_iter().map(|row| row.word).collect();
        assert_eq!(rows, words);
    }
}
