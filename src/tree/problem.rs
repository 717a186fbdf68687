//! Problems of a tree, in bytes of a text without a file name.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};

/// A diagnostic without a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeProblem {
    pub code: Code,
    pub span: Range<usize>,
    pub message: String,
    pub help: Option<String>,
    pub related: Vec<(Range<usize>, String)>,
}

impl TreeProblem {
    pub fn new(code: Code, span: &Range<usize>, message: impl Into<String>) -> TreeProblem {
        let (span, message) = (span.clone(), message.into());
        TreeProblem { code, span, message, help: None, related: Vec::new() }
    }

    pub fn help(mut self, help: impl Into<String>) -> TreeProblem {
        self.help = Some(help.into());
        self
    }

    pub fn related(mut self, span: &Range<usize>, what: impl Into<String>) -> TreeProblem {
        self.related.push((span.clone(), what.into()));
        self
    }

    /// The diagnostic for the tree's file, whose text is at least one sign at the problem's place.
    pub fn in_file(self, file: &Arc<str>, text: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, self.message)
            .at(Place::new(file, visible(text, self.span)))
            .maybe_help(self.help);
        for (span, what) in self.related {
            diagnostic = diagnostic.related(Place::new(file, visible(text, span)), what);
        }
        diagnostic
    }
}

/// A range that can be seen: in place of an empty one, the next line, or what is before it.
fn visible(text: &str, span: Range<usize>) -> Range<usize> {
    if !span.is_empty() {
        return span;
    }
    let rest = text.get(span.start..).unwrap_or("");
    let start = text.len() - rest.trim_start().len();
    if let Some(line) = rest.trim_start().lines().next() {
        return start..start + line.trim_end().len();
    }
    let before = text.get(..span.start).unwrap_or("").trim_end();
    before.char_indices().next_back().map_or(span, |(at, c)| at..at + c.len_utf8())
}
