//! Finds footnotes in the text: `^[words]`.

use std::ops::Range;

use crate::text::holds;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag, TagEnd};

pub(super) fn may_hold(text: &str) -> bool {
    holds(text, "^[")
}

/// The footnotes of a text, in order, each from its caret to its closing bracket.
///
/// A footnote is in one paragraph and one inline element, so that it can become an element.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut finder = Finder { text, depth: 0, code: 0, open: None, found: Vec::new() };
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                finder.code += usize::from(matches!(tag, Tag::CodeBlock(_)));
                finder.depth += 1;
            }
            Event::End(tag) => {
                finder.code -= usize::from(matches!(tag, TagEnd::CodeBlock));
                finder.depth -= 1;
                finder.open = finder.open.take().filter(|open| open.depth <= finder.depth);
            }
            Event::Text(_) if finder.code == 0 => finder.words(range),
            _ => {}
        }
    }
    finder.found
}

struct Finder<'a> {
    text: &'a str,
    /// The number of open elements.
    depth: usize,
    code: usize,
    open: Option<Open>,
    found: Vec<Range<usize>>,
}

/// A footnote that is not closed yet.
struct Open {
    start: usize,
    depth: usize,
    /// The number of open brackets in it.
    brackets: usize,
}

impl Finder<'_> {
    fn words(&mut self, range: &Range<usize>) {
        let bytes = self.text.as_bytes();
        for at in memchr::memchr2_iter(b'[', b']', &bytes[range.clone()]) {
            let at = range.start + at;
            if at > 0 && bytes[at - 1] == b'\\' {
                continue;
            }
            let is_start = self.text[..at].ends_with('^') && !self.text[..at].ends_with("\\^");
            match (&mut self.open, bytes[at]) {
                (None, b'[') if is_start => {
                    self.open = Some(Open { start: at - 1, depth: self.depth, brackets: 0 });
                }
                (Some(open), b'[') if open.depth == self.depth => open.brackets += 1,
                (Some(open), b']') if open.depth == self.depth && open.brackets > 0 => {
                    open.brackets -= 1;
                }
                (Some(open), b']') if open.depth == self.depth => {
                    if !self.text[open.start + 2..at].trim().is_empty() {
                        self.found.push(open.start..at + 1);
                    }
                    self.open = None;
                }
                _ => {}
            }
        }
    }
}
