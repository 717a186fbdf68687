//! Values that `[taxonomies]` does not allow for their key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::CheckedBook;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::link::Entry;
use crate::link::facets::{KeyValue, key_of, key_values};
use crate::link::names::normal;

/// Values that are not in the vocabulary of their key.
pub fn unknown_terms(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let taxonomies = book.playbook.config.taxonomies.iter();
    let allowed: BTreeMap<String, Allowed<'_>> = taxonomies
        .map(|(key, words)| {
            let known = words.iter().map(|word| normal(word)).collect();
            (key_of(key), Allowed { words, known })
        })
        .collect();
    if allowed.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for entry in &book.playbook.entries {
        for pair in key_values(entry, &book.playbook.config.words.kind) {
            let allowed = allowed.get(&pair.key);
            found.extend(allowed.and_then(|allowed| allowed.problem(entry, &pair)));
        }
    }
    found
}

/// The vocabulary of a key.
struct Allowed<'a> {
    words: &'a [String],
    /// Normalised for comparison.
    known: BTreeSet<String>,
}

impl Allowed<'_> {
    fn problem(&self, entry: &Entry, pair: &KeyValue) -> Option<Diagnostic> {
        if self.known.contains(&normal(&pair.value)) {
            return None;
        }
        let KeyValue { name, value, .. } = pair;
        let words: Vec<String> = self.words.iter().map(|word| format!("`{word}`")).collect();
        let help = did_you_mean(value, self.words.iter().map(String::as_str))
            .unwrap_or_else(|| format!("book.toml allows {}", words.join(", ")));
        Some(
            Diagnostic::new(
                Code::UnknownTerm,
                format!("`{value}` is not an allowed value of `{name}`"),
            )
            .at(Place::new(&entry.parsed.name, place(entry, pair)))
            .help(help),
        )
    }
}

/// The place of a value: the line of its key, or its line in the list below it.
fn place(entry: &Entry, pair: &KeyValue) -> Range<usize> {
    let parsed = &entry.parsed;
    let Some(key) = parsed.front_matter.spans.get(&pair.name) else {
        let fact = parsed.facts.items.iter().find(|fact| fact.key == pair.name);
        let span = fact.map_or(0..0, |fact| fact.span.clone());
        return within(&parsed.text, span.clone(), &pair.value).unwrap_or(span);
    };
    let below = key.start..parsed.body.start.max(key.end);
    within(&parsed.text, below, &pair.value).unwrap_or_else(|| key.clone())
}

/// The first occurrence of `word` as a whole word.
fn within(text: &str, range: Range<usize>, word: &str) -> Option<Range<usize>> {
    let inside = text.get(range.clone())?;
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = inside.match_indices(word).find(|(at, _)| {
        let (before, after) = (&inside[..*at], &inside[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    });
    found.map(|(at, _)| range.start + at..range.start + at + word.len())
}
