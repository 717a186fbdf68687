//! Joins consecutive text events.

use std::ops::Range;

use crate::text::event::Event;
use crate::text::punctuation;
use crate::text::store::Store;

/// The pending text since the last other event.
#[derive(Default)]
pub(super) struct Run {
    pending: Option<Pending>,
}

struct Pending {
    span: Range<usize>,
    /// Set if the text differs from its source at `span`.
    changed: Option<Changed>,
}

struct Changed {
    shown: String,
    /// The text with punctuation as typed, if it differs.
    typed: Option<String>,
}

impl Run {
    /// Adds words whose source is `span` of `text`.
    pub(super) fn add(&mut self, words: &str, span: Range<usize>, text: &str) {
        if words.is_empty() {
            return;
        }
        let written = &text[span.clone()];
        let is_verbatim = is_same(words, written);
        let Some(pending) = &mut self.pending else {
            let changed = (!is_verbatim).then(|| Changed {
                shown: words.to_owned(),
                typed: punctuation::is_smart(words).then(|| written.to_owned()),
            });
            self.pending = Some(Pending { span, changed });
            return;
        };
        if is_verbatim && pending.changed.is_none() && pending.span.end == span.start {
            pending.span.end = span.end;
            return;
        }
        let before = pending.span.clone();
        let changed = pending
            .changed
            .get_or_insert_with(|| Changed { shown: text[before].to_owned(), typed: None });
        let is_smart = !is_verbatim && punctuation::is_smart(words);
        if is_smart && changed.typed.is_none() {
            changed.typed = Some(changed.shown.clone());
        }
        if let Some(typed) = &mut changed.typed {
            typed.push_str(if is_smart { written } else { words });
        }
        changed.shown.push_str(words);
        pending.span.end = span.end;
    }

    /// Stores the pending text and resets.
    pub(super) fn store(&mut self, store: &mut Store, text: &str) {
        let Some(Pending { span, changed }) = self.pending.take() else { return };
        match changed {
            None => store.push(Event::Text(&text[span.clone()]), span, text),
            Some(Changed { shown, typed: None }) => store.push(Event::Text(&shown), span, text),
            Some(Changed { shown, typed: Some(typed) }) => store.push_smart(&shown, &typed, span),
        }
    }
}

/// Whether two texts are equal. Most are in the same place of memory, which is seen at once.
pub(super) fn is_same(first: &str, second: &str) -> bool {
    std::ptr::eq(first, second) || first == second
}
