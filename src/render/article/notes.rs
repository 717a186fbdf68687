//! Footnotes, numbered by first reference.

use std::collections::BTreeMap;

use crate::link::Entry;
use crate::render::article::ArticleWriter;
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::words::ArticleWords;

/// Footnotes in the order of their first reference.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The prefix of their ids, so that those of embedded entries are unique.
    pub(super) prefix: String,
    pub(super) numbers: BTreeMap<String, usize>,
    pub(super) uses: BTreeMap<String, usize>,
    pub(super) texts: BTreeMap<String, Html>,
    pub(super) open: Vec<String>,
}

impl<'a> ArticleWriter<'a> {
    pub(super) fn end_note(&mut self) {
        let text = self.end_apart();
        if let Some(name) = self.notes.open.pop() {
            self.notes.texts.entry(name).or_insert(text);
        }
    }

    /// Starts the footnote whose words are in the text; no label begins with a caret.
    pub(super) fn start_inline_note(&mut self, at: usize) {
        let name = format!("^{at}");
        self.note_reference(&name);
        self.notes.open.push(name);
        self.start_apart();
        self.html().open("p", &[]);
    }

    pub(super) fn end_inline_note(&mut self) {
        self.html().close("p");
        self.end_note();
    }

    /// Writes the footnotes that a fragment refers to but does not contain.
    pub(super) fn write_notes_from_elsewhere(&mut self) {
        let mut looked_for = 0;
        loop {
            let next = self.notes.without_text().nth(looked_for).map(str::to_owned);
            let Some(name) = next else { return };
            let entry: &'a Entry = self.entry;
            let document = &entry.parsed.document;
            match document.footnote(&name) {
                Some(note) => document.part(note).for_each(|(event, span)| self.event(event, span)),
                None => looked_for += 1,
            }
        }
    }

    pub(super) fn note_reference(&mut self, name: &str) {
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(name.to_owned()).or_insert(next);
        let uses = self.notes.uses.entry(name.to_owned()).or_insert(0);
        *uses += 1;
        let prefix = &self.notes.prefix;
        let id = match *uses {
            1 => format!("fnref:{prefix}{number}"),
            uses => format!("fnref:{prefix}{number}-{uses}"),
        };
        let href = self.place.fragment(&format!("fn:{prefix}{number}"));
        let id = self.place.id(&id);
        let label = self.words().footnote.fill(&[("number", &number)]);
        let number = number.to_string();
        self.html()
            .open("sup", &[("class", "footnote")])
            .element("a", &[("id", &id), ("href", &href), ("aria-label", &label)], &number)
            .close("sup");
    }
}

impl Footnotes {
    pub(super) fn new(prefix: String) -> Footnotes {
        Footnotes { prefix, ..Footnotes::default() }
    }

    /// The referenced footnotes that are not written yet.
    fn without_text(&self) -> impl Iterator<Item = &str> {
        self.numbers.keys().filter(|name| !self.texts.contains_key(*name)).map(String::as_str)
    }

    pub(super) fn write(mut self, words: &ArticleWords, out: &mut Html, place: PagePlace<'_>) {
        if self.texts.is_empty() {
            return;
        }
        for name in self.texts.keys() {
            let next = self.numbers.len() + 1;
            self.numbers.entry(name.clone()).or_insert(next);
        }
        let mut order: Vec<(usize, &String)> =
            self.numbers.iter().map(|(name, number)| (*number, name)).collect();
        order.sort();
        let prefix = &self.prefix;
        place.open_section(out, &[("class", "footnotes"), ("aria-label", &words.footnotes)]);
        out.open("ol", &[]).newline();
        for (number, name) in order {
            let Some(text) = self.texts.get(name) else { continue };
            let id = place.id(&format!("fn:{prefix}{number}"));
            out.open("li", &[("id", &id), ("value", &number.to_string())]).html(text);
            for n in 1..=self.uses.get(name).copied().unwrap_or(0) {
                let href = place.fragment(&match n {
                    1 => format!("fnref:{prefix}{number}"),
                    n => format!("fnref:{prefix}{number}-{n}"),
                });
                let label = words.back_to_reference.fill(&[("number", &number)]);
                let attributes = [("class", "back"), ("href", &*href), ("aria-label", &label)];
                out.element("a", &attributes, "↩");
            }
            out.close("li").newline();
        }
        out.close("ol").close("section").newline();
    }
}
