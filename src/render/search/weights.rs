//! How much a word says about a section, from where it stands: the title over another name over a
//! heading over the text.
//!
//! A weight is known from its page alone, so a new page changes no other page's part of the index.
//! How rare a word is in the whole book is counted where the reader searches.

use std::collections::BTreeMap;

use crate::render::search::pages::{Found, Section};
use crate::render::search::words::words;

/// The highest weight that is told apart.
pub const HIGHEST: u8 = 52;

const TITLE: f32 = 22.0;
/// Shared by the words of a title, so that a short one is nearer than a long one.
const WHOLE_TITLE: f32 = 8.0;
const ALIAS: f32 = 18.0;
const HEADING: f32 = 10.0;
const SIGNAL: f32 = 14.0;
const CALLED: f32 = 6.0;
const TAG: f32 = 6.0;
const DESCRIPTION: f32 = 6.0;
/// What a word in the text nears as it is repeated.
const TEXT: f32 = 8.0;
/// The number of words of an ordinary section.
const ORDINARY: f32 = 90.0;

/// The words of each section of a page with their weights.
pub fn of(page: &Found) -> Vec<BTreeMap<String, u8>> {
    let mut sections: Vec<Weights> = page.sections.iter().map(of_section).collect();
    if let Some(first) = sections.first_mut() {
        add_names(first, page);
    }
    sections.into_iter().map(rounded).collect()
}

type Weights = BTreeMap<String, f32>;

fn of_section(section: &Section) -> Weights {
    let mut weights = text(section);
    raise(&mut weights, words(&section.heading), HEADING);
    raise(&mut weights, section.called.iter().flat_map(|label| words(label)), CALLED);
    weights
}

/// What is said of the whole page counts where it begins.
fn add_names(first: &mut Weights, page: &Found) {
    let title = words(&page.title);
    let whole = WHOLE_TITLE / title.len().max(1) as f32;
    raise(first, title, TITLE + whole);
    raise(first, page.aliases.iter().flat_map(|alias| words(alias)), ALIAS);
    raise(first, page.topics.iter().flat_map(|topic| words(topic)), TAG);
    raise(first, words(&page.description), DESCRIPTION);
    raise(first, page.signals.iter().flat_map(|signal| words(signal)), SIGNAL);
}

/// Each different word of a field counts once.
fn raise(weights: &mut Weights, words: impl IntoIterator<Item = String>, by: f32) {
    let mut words: Vec<String> = words.into_iter().collect();
    words.sort();
    words.dedup();
    for word in words {
        *weights.entry(word).or_default() += by;
    }
}

fn text(section: &Section) -> Weights {
    let mut counts = Weights::new();
    let words = words(&section.text);
    let length = words.len() as f32 / ORDINARY;
    for word in words {
        *counts.entry(word).or_default() += 1.0;
    }
    for count in counts.values_mut() {
        *count = TEXT * *count / (*count + 0.4 + 0.8 * length);
    }
    counts
}

fn rounded(weights: Weights) -> BTreeMap<String, u8> {
    let round = |weight: f32| (weight.round() as u8).clamp(1, HIGHEST);
    weights.into_iter().map(|(word, weight)| (word, round(weight))).collect()
}
