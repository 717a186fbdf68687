//! Words -> meanings, so that a page is found in other words than its own.
//!
//! A meaning is a line of `concepts.txt`. Each page gets the few meanings that set it apart from
//! the rest of the book, as words of its first section; a reader's word stands for its meanings
//! besides itself. That costs a page about twenty bytes, however long it is.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Value, json};

use crate::render::search::weights::Weighed;
use crate::render::search::words::words;

const CONCEPTS: &str = include_str!("concepts.txt");

/// The most meanings of a page.
const MOST: usize = 16;

/// The meanings of words. Empty in languages that we know no meanings in.
#[derive(Debug, Clone, Default)]
pub struct Bridges {
    /// The meanings of each word, by the number of their line.
    meanings: HashMap<String, Vec<usize>>,
}

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
                bridges.meanings.entry(word).or_default().push(number);
            }
        }
        bridges
    }

    /// Adds to each page's first section the meanings that its words share.
    ///
    /// `pages` holds for each page the weights of each section.
    pub fn add(&self, pages: &mut [Vec<Weighed>]) {
        let sums: Vec<BTreeMap<usize, f32>> = pages.par_iter().map(|page| self.sum(page)).collect();
        let mut counts: BTreeMap<usize, f32> = BTreeMap::new();
        for meaning in sums.iter().flat_map(BTreeMap::keys) {
            *counts.entry(*meaning).or_default() += 1.0;
        }
        let all = pages.len() as f32;
        for (page, sum) in pages.iter_mut().zip(sums) {
            let telling = sum.into_iter().map(|(meaning, weight)| {
                let rare = (1.0 + (all - counts[&meaning] + 0.5) / (counts[&meaning] + 0.5)).ln();
                (weight.sqrt() * rare, weight, meaning)
            });
            let mut telling: Vec<(f32, f32, usize)> = telling.collect();
            telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)));
            telling.truncate(MOST);
            if let Some(first) = page.first_mut() {
                for (_, weight, meaning) in telling {
                    let weight = (weight.sqrt() * 3.0).round().clamp(1.0, 52.0) as u8;
                    first.push(&row(meaning), weight);
                }
            }
        }
    }

    /// How much each meaning is spoken of in a page.
    fn sum(&self, page: &[Weighed]) -> BTreeMap<usize, f32> {
        let mut sums = BTreeMap::new();
        for (word, weight) in page.iter().flat_map(Weighed::iter) {
            for meaning in self.meanings.get(word).into_iter().flatten() {
                *sums.entry(*meaning).or_default() += f32::from(weight);
            }
        }
        sums
    }

    /// For each word the meanings that stand in the index, as pairs.
    pub fn json(&self, used: &BTreeSet<&str>) -> Value {
        let mut words: Vec<_> = self.meanings.iter().collect();
        words.sort();
        let kept = words.into_iter().filter_map(|(word, meanings)| {
            let kept = meanings.iter().filter(|meaning| used.contains(&*row(**meaning)));
            let kept: Vec<usize> = kept.copied().collect();
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

    /// A page of one section with words of equal weight.
    fn page(text: &str) -> Vec<Weighed> {
        let mut section = Weighed::default();
        words(text).iter().for_each(|word| section.push(word, 9));
        vec![section]
    }

    fn meanings(page: &[Weighed]) -> Vec<&str> {
        page[0].iter().map(|(word, _)| word).filter(|word| word.starts_with('~')).collect()
    }

    #[test]
    fn pages_in_different_words_share_a_meaning() {
        let mut pages =
            vec![page("the deadline"), page("the milestone"), page("sunshine"), page("rain")];
        Bridges::of("en-GB").add(&mut pages);
        assert!(meanings(&pages[0]).iter().any(|found| meanings(&pages[1]).contains(found)));
        assert!(meanings(&pages[2]).is_empty());
    }

    #[test]
    fn other_languages_have_no_meanings() {
        let mut pages = vec![page("deadline")];
        let bridges = Bridges::of("de");
        bridges.add(&mut pages);
        assert!(meanings(&pages[0]).is_empty());
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
