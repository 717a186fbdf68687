//! Footnotes, in the order in which they are first referred to.

use std::collections::BTreeMap;

use pulldown_cmark::CowStr;

use crate::render::article::Writer;
use crate::render::html::Html;

/// Footnotes in the order in which they are first referred to.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) numbers: BTreeMap<String, usize>,
    pub(super) uses: BTreeMap<String, usize>,
    pub(super) texts: BTreeMap<String, Html>,
    pub(super) open: Vec<String>,
}

impl Writer<'_> {
    pub(super) fn start_note(&mut self, name: CowStr<'_>) {
        self.notes.open.push(name.into_string());
        self.out.push(Html::default());
    }

    pub(super) fn end_note(&mut self) {
        let text = self.out.pop().unwrap_or_default();
        if let Some(name) = self.notes.open.pop() {
            self.notes.texts.entry(name).or_insert(text);
        }
    }

    pub(super) fn note_reference(&mut self, name: &str) {
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(name.to_owned()).or_insert(next);
        let uses = self.notes.uses.entry(name.to_owned()).or_insert(0);
        *uses += 1;
        let id = match *uses {
            1 => format!("fnref:{number}"),
            uses => format!("fnref:{number}-{uses}"),
        };
        let href = format!("#fn:{number}");
        let label = format!("Footnote {number}");
        let number = number.to_string();
        self.html()
            .open("sup", &[("class", "footnote")])
            .element("a", &[("id", &id), ("href", &href), ("aria-label", &label)], &number)
            .close("sup");
    }
}

impl Notes {
    pub(super) fn write(mut self, out: &mut Html) {
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
        out.open("section", &[("class", "footnotes"), ("aria-label", "Footnotes")]);
        out.open("ol", &[]).newline();
        for (number, name) in order {
            let Some(text) = self.texts.get(name) else { continue };
            out.open("li", &[("id", &format!("fn:{number}")), ("value", &number.to_string())]);
            out.html(text);
            for n in 1..=self.uses.get(name).copied().unwrap_or(0) {
                let href = match n {
                    1 => format!("#fnref:{number}"),
                    n => format!("#fnref:{number}-{n}"),
                };
                let label = format!("Back to reference {number}");
                out.element(
                    "a",
                    &[("class", "back"), ("href", &href), ("aria-label", &label)],
                    "↩",
                );
            }
            out.close("li").newline();
        }
        out.close("ol").close("section").newline();
    }
}
