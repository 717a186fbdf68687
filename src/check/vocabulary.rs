//! Values that book.toml does not allow for their key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::Book;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::link::Entry;
use crate::link::facets::{Said, key_of, said};
use crate::link::names::normal;

/// Values that are not among the words of `[taxonomies]`.
pub fn unknown_terms(book: &Book<'_>) -> Vec<Diagnostic> {
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
        for said in said(entry, &book.playbook.config.words.kind) {
            let allowed = allowed.get(&said.key);
            found.extend(allowed.and_then(|allowed| allowed.problem(entry, &said)));
        }
    }
    found
}

/// The words that a key may hold.
struct Allowed<'a> {
    words: &'a [String],
    /// As they are compared.
    known: BTreeSet<String>,
}

impl Allowed<'_> {
    fn problem(&self, entry: &Entry, said: &Said) -> Option<Diagnostic> {
        if self.known.contains(&normal(&said.value)) {
            return None;
        }
        let Said { name, value, .. } = said;
        let words: Vec<String> = self.words.iter().map(|word| format!("`{word}`")).collect();
        let help = did_you_mean(value, self.words.iter().map(String::as_str))
            .unwrap_or_else(|| format!("book.toml allows {}", words.join(", ")));
        Some(
            Diagnostic::new(
                Code::UnknownTerm,
                format!("`{value}` is not an allowed value of `{name}`"),
            )
            .at(Place::new(&entry.parsed.name, place(entry, said)))
            .help(help),
        )
    }
}

/// Where an entry writes a value: on the line of its key, or in the list below it.
fn place(entry: &Entry, said: &Said) -> Range<usize> {
    let parsed = &entry.parsed;
    let Some(key) = parsed.matter.spans.get(&said.name) else {
        let fact = parsed.facts.items.iter().find(|fact| fact.key == said.name);
        let span = fact.map_or(0..0, |fact| fact.span.clone());
        return within(&parsed.text, span.clone(), &said.value).unwrap_or(span);
    };
    let below = key.start..parsed.body.start.max(key.end);
    within(&parsed.text, below, &said.value).unwrap_or_else(|| key.clone())
}

/// The first stretch that is a word by itself.
fn within(text: &str, range: Range<usize>, word: &str) -> Option<Range<usize>> {
    let inside = text.get(range.clone())?;
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let found = inside.match_indices(word).find(|(at, _)| {
        let (before, after) = (&inside[..*at], &inside[at + word.len()..]);
        !is_letter(before.chars().next_back()) && !is_letter(after.chars().next())
    });
    found.map(|(at, _)| range.start + at..range.start + at + word.len())
}
