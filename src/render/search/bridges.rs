//! Words -> meanings, so that a page is found in other words than its own.
//!
//! A meaning is a line of `concepts.txt`. Each page gets the few meanings that set it apart from
//! the rest of the book, as words of its first section; a reader's word stands for its meanings
//! besides itself. That costs a page about twenty bytes, however long it is.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::render::search::index::Index;
use crate::render::search::word_table::{self, WordTable};
use crate::render::search::words::words;

const CONCEPTS: &str = include_str!("concepts.txt");

/// The most meanings of a page.
const MOST: usize = 16;

/// The meanings of words. Empty in languages that we know no meanings in.
#[derive(Debug, Clone, Default)]
pub struct Bridges {
    table: WordTable,
    /// The meanings of each word of the table, by the number of their line.
    meanings: Vec<Vec<usize>>,
    /// How many meanings there are.
    count: usize,
}

/// The weight of each meaning in a page.
pub type MeaningWeights = Vec<f32>;

impl Bridges {
    pub fn of(language: &str) -> Bridges {
        let mut bridges = Bridges::default();
        if language.split('-').next() != Some("en") {
            return bridges;
        }
        let lines = CONCEPTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for (number, line) in lines.enumerate() {
            let distinct: BTreeSet<String> = words(line).into_iter().collect();
            for word in distinct {
                let word = bridges.table.number(word_table::hash(&word), &word);
                bridges.meanings.resize(bridges.table.len(), Vec::new());
                bridges.meanings[word as usize].push(number);
            }
            bridges.count = number + 1;
        }
        bridges
    }

    /// The number of a word that has meanings.
    pub fn number(&self, hash: u64, word: &str) -> Option<u32> {
        self.table.get(hash, word)
    }

    /// The weights of a page without words.
    pub fn no_weights(&self) -> MeaningWeights {
        vec![0.0; self.count]
    }

    /// Adds the meanings of a word.
    pub fn add_word(&self, word: u32, weight: u8, meanings: &mut MeaningWeights) {
        for meaning in &self.meanings[word as usize] {
            meanings[*meaning] += f32::from(weight);
        }
    }

    /// Adds to each page's first section the meanings that its words share; returns those that any
    /// page has.
    ///
    /// `pages` are in order, each with the number of its first section.
    pub fn add(&self, index: &mut Index, pages: &[(u32, MeaningWeights)]) -> BTreeSet<usize> {
        let speak_of =
            |meaning| pages.iter().filter(|(_, meanings)| meanings[meaning] > 0.0).count();
        let counts: Vec<f32> = (0..self.count).map(|meaning| speak_of(meaning) as f32).collect();
        let all = pages.len() as f32;
        let rare = |count: &f32| (1.0 + (all - count + 0.5) / (count + 0.5)).ln();
        let rare: Vec<f32> = counts.iter().map(rare).collect();
        let mut used = BTreeSet::new();
        for (section, meanings) in pages {
            let said =
                meanings.iter().zip(&rare).enumerate().filter(|(_, (weight, _))| **weight > 0.0);
            let mut telling: Vec<(f32, f32, usize)> = said
                .map(|(meaning, (weight, rare))| (weight.sqrt() * rare, *weight, meaning))
                .collect();
            telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
            telling.truncate(MOST);
            for (_, weight, meaning) in telling {
                let weight = (weight.sqrt() * 3.0).round().clamp(1.0, 52.0) as u8;
                index.push(&row(meaning), *section, weight);
                used.insert(meaning);
            }
        }
        used
    }

    /// For each word the meanings that stand in the index, as pairs.
    pub fn json(&self, used: &BTreeSet<usize>) -> Value {
        let words = (0..).zip(&self.meanings).map(|(word, all)| (self.table.word(word), all));
        let mut words: Vec<_> = words.collect();
        words.sort();
        let kept = words.into_iter().filter_map(|(word, meanings)| {
            let kept: Vec<&usize> = meanings.iter().filter(|it| used.contains(it)).collect();
            (!kept.is_empty()).then(|| json!([word, kept]))
        });
        Value::Array(kept.collect())
    }
}

/// What stands in the index for a meaning. No word of a text starts like this.
fn row(meaning: usize) -> String {
    format!("~{meaning}")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meanings of pages of these texts.
    fn meanings(bridges: &Bridges, texts: &[&str]) -> Vec<BTreeSet<usize>> {
        let meanings = texts.iter().zip(0..).map(|(text, section)| {
            let mut meanings = bridges.no_weights();
            for word in words(text) {
                if let Some(number) = bridges.number(word_table::hash(&word), &word) {
                    bridges.add_word(number, 9, &mut meanings);
                }
            }
            (section, meanings)
        });
        let meanings: Vec<(u32, MeaningWeights)> = meanings.collect();
        let used = bridges.add(&mut Index::default(), &meanings);
        let of = |meanings: &MeaningWeights| {
            used.iter().copied().filter(|it| meanings[*it] > 0.0).collect()
        };
        meanings.iter().map(|(_, meanings)| of(meanings)).collect()
    }

    #[test]
    fn pages_in_different_words_share_a_meaning() {
        let bridges = Bridges::of("en-GB");
        let pages = meanings(&bridges, &["the deadline", "the milestone", "sunshine", "rain"]);
        assert!(!pages[0].is_disjoint(&pages[1]));
        assert!(pages[2].is_empty());
    }

    #[test]
    fn a_meaning_stands_in_the_index_for_the_pages_that_speak_of_it() {
        let (bridges, mut index) = (Bridges::of("en"), Index::default());
        let deadline = bridges.number(word_table::hash("deadlin"), "deadlin").unwrap();
        let (mut meanings, silence) = (bridges.no_weights(), bridges.no_weights());
        bridges.add_word(deadline, 9, &mut meanings);
        let used = bridges.add(&mut index, &[(0, meanings), (3, silence)]);
        let rows: Vec<String> = index.rows().iter().map(|row| row.word.to_owned()).collect();
        assert_eq!(rows, used.iter().map(|meaning| row(*meaning)).collect::<Vec<_>>());
        assert!(!rows.is_empty());
    }

    #[test]
    fn other_languages_have_no_meanings() {
        let bridges = Bridges::of("de");
        assert_eq!(meanings(&bridges, &["deadline"]), [BTreeSet::new()]);
        assert_eq!(bridges.json(&BTreeSet::new()), json!([]));
    }

    #[test]
    fn every_meaning_joins_several_words() {
        for line in CONCEPTS.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let distinct: BTreeSet<String> = words(line).into_iter().collect();
            assert!(distinct.len() > 1, "{line}");
        }
    }
}
