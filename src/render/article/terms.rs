//! Links glossary terms at their first use on a page.

use crate::link::Entry;
use crate::parse::Kind;
use crate::render::article::ArticleWriter;
use crate::text::Abbreviation;

impl ArticleWriter<'_> {
    /// Writes text and links terms, each once per page and never in a heading.
    pub(super) fn plain(&mut self, text: &str) {
        let mut from = 0;
        if self.names_blocks && !self.in_heading && self.raw_open == 0 {
            for found in self.playbook.terms().uses(text) {
                if !self.may_link(found.term) {
                    continue;
                }
                let href = self.href(&self.playbook.terms().target(found.term));
                let definition = &self.playbook.terms().term(found.term).definition;
                let attributes =
                    [("class", "term"), ("href", &*href), ("data-definition", definition)];
                self.abbreviated(&text[from..found.range.start]);
                self.html().element("a", &attributes, &text[found.range.clone()]);
                from = found.range.end;
            }
        }
        self.abbreviated(&text[from..]);
    }

    /// Writes text, with the meanings of the abbreviations that the page defines.
    fn abbreviated(&mut self, text: &str) {
        let mut from = 0;
        let entry: &Entry = self.entry;
        let abbreviations = entry.parsed.document.abbreviations();
        if self.raw_open == 0 && !abbreviations.is_empty() {
            for (at, abbreviation) in uses(text, abbreviations) {
                self.write_words(&text[from..at]);
                let Abbreviation { short, meaning } = abbreviation;
                self.html().element("abbr", &[("title", meaning)], short);
                from = at + short.len();
            }
        }
        self.write_words(&text[from..]);
    }

    /// Whether this is the first use of a term that the page does not define.
    fn may_link(&mut self, term: usize) -> bool {
        let terms = self.playbook.terms();
        let defined_in = self.playbook.entry(terms.term(term).entry);
        let is_glossary = self.entry.parsed.kind == Kind::Glossary;
        !is_glossary && defined_in.route != self.entry.route && self.terms.insert(term)
    }

    /// Opens an element, with an id if it is the name of a term defined here.
    pub(super) fn open_term(&mut self, name: &str, at: usize) {
        let id = match self.entry.parsed.kind {
            _ if !self.names_blocks => None,
            Kind::Glossary => self.playbook.terms().id_at(self.entry.id, at),
            _ => self.entry.parsed.prose.term_at(at),
        };
        match id.map(str::to_owned).filter(|id| self.ids.insert(id.clone())) {
            Some(id) => {
                let id = self.place.id(&id);
                self.html().open(name, &[("id", &id)])
            }
            None => self.html().open(name, &[]),
        };
    }
}

/// The abbreviations that are words of a text, in order; the longest of those at the same place.
fn uses<'a>(text: &str, abbreviations: &'a [Abbreviation]) -> Vec<(usize, &'a Abbreviation)> {
    let mut uses = Vec::new();
    for abbreviation in abbreviations {
        for (at, short) in text.match_indices(abbreviation.short.as_str()) {
            let before = text[..at].chars().next_back();
            let after = text[at + short.len()..].chars().next();
            let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            if !is_word(before) && !is_word(after) {
                uses.push((at, abbreviation));
            }
        }
    }
    uses.sort_by_key(|(at, abbreviation)| (*at, usize::MAX - abbreviation.short.len()));
    let mut end = 0;
    uses.retain(|(at, abbreviation)| {
        let is_free = *at >= end;
        if is_free {
            end = at + abbreviation.short.len();
        }
        is_free
    });
    uses
}
