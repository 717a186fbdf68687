//! Edits a text, and maps offsets of the edited text back to the original.
//!
//! Ranges are really removed before parsing: spaces in their place would count as indentation at
//! the start of a line.

use std::ops::Range;

/// A range of a text, and what replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub span: Range<usize>,
    pub text: String,
}

impl Edit {
    /// Replaces a range.
    pub fn new(span: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { span, text: text.into() }
    }

    /// Removes a range.
    pub fn remove(span: Range<usize>) -> Edit {
        Edit::new(span, "")
    }

    /// Removes a range and what would be left of its line with a meaning of its own: the whole line
    /// if nothing else is in it, because an empty line ends a paragraph, and the blank after a range
    /// that starts a line, because it is an indentation.
    pub fn remove_whole(text: &str, span: Range<usize>) -> Edit {
        let span = span.start..span.start + text[span.clone()].trim_end().len();
        let kept = text[..span.start].trim_end_matches(is_line_start);
        let starts_line = kept.is_empty() || kept.ends_with('\n');
        let before = &text[kept.len()..span.start];
        let rest = &text[span.end..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        let ends_line = rest[blanks..].is_empty() || rest[blanks..].starts_with('\n');
        let is_prefix = |c: char| c.is_whitespace() || c == '>';
        if starts_line && ends_line && before.chars().all(is_prefix) {
            return Edit::remove(kept.len()..(span.end + blanks + 1).min(text.len()));
        }
        let blank = usize::from(starts_line && blanks == 1);
        Edit::remove(span.start..span.end + blank)
    }

    /// Inserts a text.
    pub fn insert(at: usize, text: impl Into<String>) -> Edit {
        Edit::new(at..at, text)
    }
}

/// Maps offsets of an edited text to the original.
#[derive(Debug, Clone, Default)]
pub struct OffsetMap {
    /// The maps of consecutive edits, the first one first.
    steps: Vec<Vec<Replaced>>,
}

/// An edit that was applied.
#[derive(Debug, Clone)]
struct Replaced {
    original: Range<usize>,
    edited: Range<usize>,
    /// How many bytes of the original a place in the new text may be away from its start.
    most: usize,
}

/// What may be in front of the text of a line: indentation, and marks of quotes, items, headings and
/// cells.
fn is_line_start(c: char) -> bool {
    c != '\n' && (c.is_whitespace() || c.is_ascii_digit() || ">-*+.)#|".contains(c))
}

/// Applies edits. Of two that overlap, the part of the later one is removed only.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> (String, OffsetMap) {
    edits.sort_by_key(|edit| edit.span.start);
    let mut edited = String::with_capacity(text.len());
    let mut replaced = Vec::with_capacity(edits.len());
    let mut at = 0;
    for Edit { span, text: new } in edits {
        if span.start < at && span.end <= at {
            continue;
        }
        let start = span.start.max(at);
        edited.push_str(&text[at..start]);
        let from = edited.len();
        if start == span.start {
            edited.push_str(&new);
        }
        at = span.end;
        let most = if text[start..at].is_ascii() { at - start } else { 0 };
        replaced.push(Replaced { original: start..at, edited: from..edited.len(), most });
    }
    edited.push_str(&text[at..]);
    (edited, OffsetMap { steps: vec![replaced] })
}

impl OffsetMap {
    /// The map of edits that were followed by others.
    pub fn then(mut self, later: OffsetMap) -> OffsetMap {
        self.steps.extend(later.steps);
        self
    }

    /// The range of the original text. What is inside of inserted text is inside of what that
    /// replaced, so that elements keep their order.
    pub fn span(&self, span: &Range<usize>) -> Range<usize> {
        self.steps.iter().rev().fold(span.clone(), |span, step| {
            let start = start(step, span.start);
            start..end(step, span.end).max(start)
        })
    }
}

/// Maps the start of a range to the original text.
fn start(step: &[Replaced], byte: usize) -> usize {
    moved(step, byte, step.partition_point(|piece| piece.edited.start <= byte))
}

/// Maps the end of a range to the original text.
fn end(step: &[Replaced], byte: usize) -> usize {
    moved(step, byte, step.partition_point(|piece| piece.edited.start < byte))
}

fn moved(step: &[Replaced], byte: usize, before: usize) -> usize {
    match step[..before].last() {
        None => byte,
        Some(last) if byte < last.edited.end => {
            last.original.start + (byte - last.edited.start).min(last.most)
        }
        Some(last) => last.original.end + (byte - last.edited.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let edits = vec![Edit::remove(4..6), Edit::new(0..2, "<< "), Edit::insert(8, "!")];
        let (text, offsets) = apply("abcdefgh", edits);
        assert_eq!(text, "<< cdgh!");
        assert_eq!(offsets.span(&(3..5)), 2..4);
        assert_eq!(offsets.span(&(5..7)), 6..8);
        assert_eq!(offsets.span(&(1..2)), 1..2);
        assert_eq!(offsets.span(&(0..8)), 0..8);
        assert_eq!(offsets.span(&(7..8)), 8..8);
    }

    #[test]
    fn edits_of_edits_lead_back_to_the_original() {
        let (first, offsets) = apply("abcdef", vec![Edit::new(1..3, "xyz")]);
        let (second, later) = apply(&first, vec![Edit::remove(0..2)]);
        assert_eq!((first.as_str(), second.as_str()), ("axyzdef", "yzdef"));
        let offsets = offsets.then(later);
        assert_eq!(offsets.span(&(2..4)), 3..5);
        assert_eq!(offsets.span(&(0..2)), 2..3);
    }

    #[test]
    fn what_two_edits_remove_is_removed_once() {
        let edits = vec![Edit::remove(1..4), Edit::new(2..6, "x"), Edit::remove(2..3)];
        assert_eq!(apply("abcdefgh", edits).0, "agh");
    }
}
