//! Terms: what glossaries define, and where a text uses them.
//!
//! Each text is scanned once, with a map from the first word to the terms that start with it.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::text::{self, Event, Tag};

use crate::link::{Entry, EntryId, Target};
use crate::parse::Kind;

/// A word that the book defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub name: String,
    /// Plain text of at most 200 characters.
    pub definition: String,
    pub entry: EntryId,
    /// The id of its definition in its entry.
    pub anchor: Option<String>,
}

/// All terms of a book.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    all: Vec<Term>,
    /// By the first word in lower case, the longest first.
    by_first: HashMap<String, Vec<usize>>,
    /// The ids of terms that are not headings, by their places.
    places: BTreeMap<(EntryId, usize), String>,
}

/// The use of a term in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub range: Range<usize>,
    /// The index of the term.
    pub term: usize,
}

impl Terms {
    /// The terms of entries of the types `term` and `glossary`.
    pub fn of(entries: &[Entry]) -> Terms {
        let mut terms = Terms::default();
        for entry in entries {
            let (id, parsed) = (entry.id, &entry.parsed);
            match parsed.kind {
                Kind::Term => {
                    for name in [&parsed.title].into_iter().chain(&parsed.front_matter.aliases) {
                        let definition = parsed.description.clone();
                        let (name, anchor) = (name.clone(), None);
                        terms.add(Term { name, definition, entry: id, anchor });
                    }
                }
                Kind::Glossary => terms.add_glossary(entry),
                _ => {}
            }
        }
        terms.sort();
        terms
    }

    /// Sorts terms with the same first word by length, the longest first.
    fn sort(&mut self) {
        let all = &self.all;
        for list in self.by_first.values_mut() {
            list.sort_by_key(|term| (std::cmp::Reverse(all[*term].name.len()), *term));
        }
    }

    fn add(&mut self, term: Term) {
        let first = words(&term.name).next().map(|first| lower(&term.name[first]).collect());
        if let Some(first) = first {
            self.by_first.entry(first).or_default().push(self.all.len());
            self.all.push(term);
        }
    }

    fn add_glossary(&mut self, glossary: &Entry) {
        let entry = glossary.id;
        for found in definitions(glossary) {
            let anchor = match found.heading {
                Some(id) => id,
                None => {
                    let id = format!("term:{}", text::slug(&found.name));
                    self.places.insert((entry, found.at), id.clone());
                    id
                }
            };
            let definition = shorten(&found.text);
            self.add(Term { name: found.name, definition, entry, anchor: Some(anchor) });
        }
    }

    pub fn term(&self, index: usize) -> &Term {
        &self.all[index]
    }

    pub fn target(&self, index: usize) -> Target {
        let term = self.term(index);
        Target::Entry { entry: term.entry, anchor: term.anchor.clone() }
    }

    /// The id of the term defined at a byte of an entry.
    pub fn id_at(&self, entry: EntryId, at: usize) -> Option<&str> {
        self.places.get(&(entry, at)).map(String::as_str)
    }

    /// The uses of terms in a text, in order and without overlaps; the longest match wins.
    pub fn uses(&self, text: &str) -> Vec<Use> {
        let mut uses: Vec<Use> = Vec::new();
        if self.all.is_empty() {
            return uses;
        }
        let words: Vec<Range<usize>> = words(text).collect();
        let mut next = 0;
        let mut key = String::new();
        while let Some(first) = words.get(next) {
            key.clear();
            key.extend(lower(&text[first.clone()]));
            let plain = key.strip_suffix('s').unwrap_or(&key);
            let listed = [key.as_str(), plain].map(|key| self.by_first.get(key));
            let candidates = listed.into_iter().flatten().flatten();
            let found = candidates.copied().find_map(|term| {
                let count = self.matches(term, text, &words[next..])?;
                Some((term, count))
            });
            next += match found {
                Some((term, count)) => {
                    let range = first.start..words[next + count - 1].end;
                    uses.push(Use { range, term });
                    count
                }
                None => 1,
            };
        }
        uses
    }

    /// The number of words that a term takes if it matches here.
    fn matches(&self, term: usize, text: &str, rest: &[Range<usize>]) -> Option<usize> {
        let name = &self.all[term].name;
        let mut wanted = words(name).peekable();
        let mut count = 0;
        while let Some(word) = wanted.next() {
            let is_last = wanted.peek().is_none();
            let (word, given) = (&name[word], &text[rest.get(count)?.clone()]);
            let one = given.strip_suffix('s').filter(|_| is_last);
            let is_found = is_same(word, given) || one.is_some_and(|one| is_same(word, one));
            if !is_found {
                return None;
            }
            count += 1;
        }
        let gaps = rest[..count].windows(2).map(|pair| &text[pair[0].end..pair[1].start]);
        let is_one_name = gaps.into_iter().all(|gap| matches!(gap, " " | "-" | "\u{2011}"));
        is_one_name.then_some(count)
    }
}

/// Compares words; case matters only in words such as `P0` and `OKR`.
fn is_same(wanted: &str, given: &str) -> bool {
    let is_exact = wanted.chars().count() == 1
        || (wanted.contains(char::is_uppercase) && !wanted.contains(char::is_lowercase));
    if is_exact { wanted == given } else { lower(wanted).eq(lower(given)) }
}

/// The lower-case letters of a word, without allocating.
fn lower(word: &str) -> impl Iterator<Item = char> + '_ {
    word.chars().flat_map(char::to_lowercase)
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(char::is_alphanumeric)?;
        let length = text[start..].find(|c: char| !c.is_alphanumeric() && c != '\'');
        let end = length.map_or(text.len(), |length| start + length);
        from = end;
        Some(start..end)
    })
}

/// A definition in a glossary.
struct TermDefinition {
    name: String,
    text: String,
    /// The start of its name.
    at: usize,
    /// The id of its heading, if it is one.
    heading: Option<String>,
}

impl TermDefinition {
    /// A definition without text.
    fn of(name: &str, at: usize) -> TermDefinition {
        TermDefinition { name: name.to_owned(), text: String::new(), at, heading: None }
    }
}

/// The definitions of a glossary: a definition list, items that start in bold, or headings that
/// have no list below them.
fn definitions(glossary: &Entry) -> Vec<TermDefinition> {
    let parsed = &glossary.parsed;
    let mut found: Vec<TermDefinition> = Vec::new();
    let mut part = DefinitionPart::Outside;
    let mut is_new_item = false;
    for (event, range) in parsed.document.events() {
        let at = range.start;
        let starts_name = is_new_item || matches!(event, Event::Start(Tag::DefinitionListTitle));
        is_new_item = matches!(event, Event::Start(Tag::Item))
            || (is_new_item && matches!(event, Event::Start(Tag::Paragraph)));
        match event {
            Event::Start(Tag::Heading(_)) => {
                let headings = &parsed.prose.headings;
                let index = headings.binary_search_by_key(&at, |heading| heading.span.start);
                let heading = index.ok().map(|index| &headings[index]);
                part = DefinitionPart::Outside;
                if let Some(heading) = heading.filter(|heading| heading.level > 1) {
                    let id = Some(heading.id.clone());
                    found.push(TermDefinition {
                        heading: id,
                        ..TermDefinition::of(&heading.text, at)
                    });
                }
            }
            Event::End(Tag::Heading(_)) => part = DefinitionPart::Text,
            Event::Start(Tag::DefinitionListTitle | Tag::Strong) if starts_name => {
                part = DefinitionPart::Name;
                found.push(TermDefinition::of("", at));
            }
            Event::End(Tag::Strong | Tag::DefinitionListTitle) if part == DefinitionPart::Name => {
                part = DefinitionPart::Text;
            }
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text) => {
                match (&part, found.last_mut()) {
                    (DefinitionPart::Name, Some(last)) => last.name.push_str(text),
                    (DefinitionPart::Text, Some(last)) => last.text.push_str(text),
                    _ => {}
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let (DefinitionPart::Text, Some(last)) = (&part, found.last_mut()) {
                    last.text.push(' ');
                }
            }
            // The first paragraph below a heading is the definition.
            Event::End(Tag::Paragraph | Tag::Item | Tag::DefinitionListDefinition) => {
                part = DefinitionPart::Outside;
            }
            _ => {}
        }
    }
    for definition in &mut found {
        definition.name = definition.name.trim().trim_end_matches(':').trim().to_owned();
        let text = definition.text.trim_start_matches([':', '-', '–', '—', ' ']).trim();
        definition.text = text.to_owned();
    }
    found.retain(|definition| !definition.text.is_empty() && !definition.name.is_empty());
    found
}

#[derive(PartialEq)]
enum DefinitionPart {
    Outside,
    Name,
    Text,
}

/// Cuts a text to 200 characters, after a sentence if one ends there.
fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(200) else { return text };
    let cut = &text[..end];
    match cut.rfind(". ") {
        Some(stop) => cut[..=stop].to_owned(),
        None => format!("{}…", &cut[..cut.rfind(' ').unwrap_or(cut.len())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(names: &[&str]) -> Terms {
        let mut terms = Terms::default();
        for name in names {
            let (definition, anchor) = ("It.".to_owned(), None);
            let name = (*name).to_owned();
            terms.add(Term { name, definition, entry: EntryId(0), anchor });
        }
        terms.sort();
        terms
    }

    #[track_caller]
    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let uses = terms(names).uses(text);
        let found: Vec<&str> = uses.into_iter().map(|it| &text[it.range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn whole_words_are_found_whatever_their_capitals_and_the_longest_first() {
        let names = ["Strategy", "Strategy drift", "Good-enough strategy"];
        check(&names, "A strategy, strategy Drift; strategic.", &["strategy", "strategy Drift"]);
        check(&names, "One good enough strategy", &["good enough strategy"]);
        check(&names, "It is good, enough strategy", &["strategy"]);
    }

    #[test]
    fn one_more_s_makes_no_other_word() {
        check(&["Zombie", "Quality bar"], "zombies and quality bars", &["zombies", "quality bars"]);
        check(&["Zombie"], "zombieless", &[]);
    }

    #[test]
    fn capitals_count_in_words_that_are_all_capitals() {
        check(&["OKR", "P0", "IT"], "okr OKRs p0 P0 it IT", &["OKRs", "P0", "IT"]);
    }
}
