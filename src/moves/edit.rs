//! Text edits, and how to apply them to a file on disk.

use std::ops::Range;

use memchr::memchr;

/// A replacement for a byte range of the text as read: without a byte order mark, and with `\n`
/// line ends.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: (usize, usize),
    pub text: String,
}

impl Edit {
    pub fn new(span: Range<usize>, text: impl Into<String>) -> Edit {
        Edit { span: (span.start, span.end), text: text.into() }
    }
}

/// Applies edits, which are in order and do not overlap. Everything else keeps its bytes, and new
/// lines use the file's line ends.
pub fn apply(file: &str, edits: &[Edit]) -> String {
    let line_end = match memchr(b'\r', file.as_bytes()) {
        None => "\n",
        Some(first) if file[first..].contains("\r\n") => "\r\n",
        Some(_) => "\r",
    };
    let mut edited = String::with_capacity(file.len());
    let mark = if file.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    edited.push_str(&file[..mark]);
    let mut rest = &file[mark..];
    // The offset in the text as read.
    let mut at = 0;
    for edit in edits {
        let (start, end) = edit.span;
        edited.push_str(cut(&mut rest, start.saturating_sub(at)));
        edited.push_str(&edit.text.replace('\n', line_end));
        cut(&mut rest, end.saturating_sub(at.max(start)));
        at = at.max(end);
    }
    edited.push_str(rest);
    edited
}

/// Takes bytes off the front of a file; `length` counts `\r\n` as one byte.
fn cut<'a>(rest: &mut &'a str, mut length: usize) -> &'a str {
    let bytes = rest.as_bytes();
    let mut end = 0;
    while length > 0 && end < bytes.len() {
        let stretch = &bytes[end..bytes.len().min(end + length)];
        let line = memchr(b'\r', stretch).map(|at| at + 1);
        let plain = line.unwrap_or(stretch.len());
        length -= plain;
        end += plain;
        end += usize::from(line.is_some() && bytes.get(end) == Some(&b'\n'));
    }
    let (front, back) = rest.split_at_checked(end).unwrap_or((rest, ""));
    *rest = back;
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_but_the_edits_keeps_its_bytes() {
        let file = "\u{FEFF}é\r\n[a](b)\r\nend";
        assert_eq!(apply(file, &[]), file);
        let edits = [Edit::new(0..0, "new\n"), Edit::new(7..8, "other"), Edit::new(13..13, "!")];
        assert_eq!(apply(file, &edits), "\u{FEFF}new\r\né\r\n[a](other)\r\nend!");
    }

    #[test]
    fn an_edit_may_take_line_ends_away() {
        assert_eq!(apply("a\r\nb\r\nc", &[Edit::new(1..4, " ")]), "a c");
        assert_eq!(apply("a\rb", &[Edit::new(2..2, "x\n")]), "a\rx\rb");
    }
}
