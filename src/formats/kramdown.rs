//! Extensions of kramdown: options, comments and raw text between braces with two colons.

use std::ops::Range;

use memchr::memmem;

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

/// A text without it has none.
pub const SIGN: &str = "{::";

/// The longest tag, in bytes.
const LONGEST: usize = 300;

/// The changes that leave them out.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    // Searched once, so that many comments without an end stay cheap.
    let last = text.rfind("{:/").unwrap_or(0);
    let mut end = 0;
    while let Some(line) = lines.next_in(0) {
        let words = &text[line.span.clone()];
        if line.is_code || line.span.start < end {
            continue;
        }
        let Some(start) = words.find(SIGN).filter(|at| !words[..*at].contains('`')) else {
            continue;
        };
        if words.trim_start().starts_with('|') {
            edits.extend(in_cells(text, line.span));
            continue;
        }
        let start = line.span.start + start;
        end = after(text, start, last).unwrap_or(end);
        if end > start {
            edits.push(Edit::remove_whole(text, start..end));
        }
    }
    Changes { edits, notes: Vec::new() }
}

/// Leaves out the marks of raw text in a row of a table, which may have several.
fn in_cells(text: &str, row: Range<usize>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for mark in ["{::nomarkdown}", "{:/nomarkdown}", "{:/}"] {
        let found = text[row.clone()].match_indices(mark);
        edits.extend(
            found.map(|(at, _)| row.start + at).map(|at| Edit::remove(at..at + mark.len())),
        );
    }
    edits
}

/// The end of what starts with a tag: of a comment with its text, of raw text without it. The last
/// closing tag is at `last`.
fn after(text: &str, start: usize, last: usize) -> Option<usize> {
    let near = &text.as_bytes()[start..(start + LONGEST).min(text.len())];
    let end = start + memchr::memchr(b'}', near)? + 1;
    let name = text[start + SIGN.len()..end].trim_start();
    if !name.starts_with("comment") || name.ends_with("/}") {
        let is_known = ["options", "comment", "nomarkdown"].iter().any(|it| name.starts_with(it));
        return is_known.then_some(end);
    }
    if end > last {
        return None;
    }
    let close = end + memmem::find(&text.as_bytes()[end..], b"{:/")?;
    Some(close + text[close..].find('}')? + 1)
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[test]
    fn options_and_comments_are_left_out() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
        };
        check("{::options toc_levels=\"2..3\" /}\n\na\n", "\na\n");
        check("a\n\n{::comment}\nb\n\nc\n{:/comment}\n\nd\n", "a\n\n\nd\n");
        check(
            "| {::nomarkdown}<ul><li>a</li></ul>{:/} | {::nomarkdown}b{:/} |\n",
            "| <ul><li>a</li></ul> | b |\n",
        );
        check("`{::comment}` {::x}\n", "`{::comment}` {::x}\n");
        changes(&"{::comment\n".repeat(20_000));
    }
}
