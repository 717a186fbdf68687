//! Entries with the same title or the same text as an earlier entry.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::check::{CheckedBook, title_of};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Entry;
use crate::link::names::normal;

/// Shorter texts are stubs, which may be alike.
const FEWEST_WORDS: usize = 50;

/// Entries with the title of an earlier one, if a link by this title cannot tell them apart.
pub fn titles(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let title = |entry: &Entry| (!entry.is_redirect()).then(|| normal(&entry.parsed.title));
    let repeated = repeated(&book.playbook.entries, title);
    if repeated.is_empty() {
        return Vec::new();
    }
    let named = names_in_links(book);
    repeated
        .into_iter()
        .filter(|(_, entry)| named.contains(&normal(&entry.parsed.title)))
        .map(|(first, entry)| {
            let message = format!("two entries are called `{}`", entry.parsed.title);
            Diagnostic::new(Code::DuplicateTitle, message)
                .at(title_of(entry))
                .related(title_of(first), "this is the other one")
                .help("give one of them another title, so that links by title can tell them apart")
        })
        .collect()
}

/// The names that links of the book use, without those that a name of a file decides.
fn names_in_links(book: &CheckedBook<'_>) -> HashSet<String> {
    let links = book.playbook.entries.iter().flat_map(|entry| &entry.parsed.prose.links);
    let by_name = links.filter(|link| link.to.syntax.is_by_name());
    let names = by_name.map(|link| link.to.dest.split('#').next().unwrap_or(""));
    names.filter(|name| !book.playbook.names.is_of_one_file(name)).map(normal).collect()
}

/// Entries with the text of an earlier one, without trees: a new tree is a copy of the example.
pub fn texts(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let text = |entry: &Entry| {
        let is_short = entry.parsed.prose.words < FEWEST_WORDS;
        (!is_short && !entry.parsed.is_walk()).then_some(entry.parsed.hash)
    };
    repeated(&book.playbook.entries, text)
        .into_iter()
        .map(|(first, entry)| {
            let start = |entry: &Entry| Place::start_of(&entry.parsed.name);
            let message = format!("this entry has the text of `{}`", first.parsed.path);
            Diagnostic::new(Code::DuplicateContent, message)
                .at(start(entry))
                .related(start(first), "the same text is here")
                .help("keep one of them, and give it the other's name under `aliases`")
        })
        .collect()
}

/// Each entry whose key an earlier entry has, with the first of those.
fn repeated<K: Eq + Hash>(
    entries: &[Entry],
    key: impl Fn(&Entry) -> Option<K>,
) -> Vec<(&Entry, &Entry)> {
    let mut first: HashMap<K, &Entry> = HashMap::new();
    let mut repeated = Vec::new();
    for entry in entries {
        let Some(key) = key(entry) else { continue };
        let earlier = *first.entry(key).or_insert(entry);
        if !std::ptr::eq(earlier, entry) {
            repeated.push((earlier, entry));
        }
    }
    repeated
}
