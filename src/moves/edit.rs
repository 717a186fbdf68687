//! Changes to a text, and how they are made in a file as it is on disk.

use std::ops::Range;

/// Other text for a stretch of a file, in bytes of the text as it is read: without a byte order
/// mark, and with `\n` at the end of each line.
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

/// A file's text with edits, which are in order and do not overlap. Everything else keeps its
/// bytes, and new lines end as the file's lines do.
pub fn apply(file: &str, edits: &[Edit]) -> String {
    let line_end = match file.contains("\r\n") {
        true => "\r\n",
        false if file.contains('\r') => "\r",
        false => "\n",
    };
    let mut edits = edits.iter().peekable();
    let mut edited = String::with_capacity(file.len());
    let mark = if file.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    edited.push_str(&file[..mark]);
    // Where the next character stands in the text as it is read.
    let mut at = 0;
    let mut skipped_to = 0;
    let mut rest = file[mark..].chars().peekable();
    loop {
        while let Some(edit) = edits.next_if(|edit| edit.span.0 <= at) {
            edited.push_str(&edit.text.replace('\n', line_end));
            skipped_to = skipped_to.max(edit.span.1);
        }
        let Some(c) = rest.next() else { break };
        let pair = (c == '\r').then(|| rest.next_if_eq(&'\n')).flatten();
        if at >= skipped_to {
            edited.push(c);
            edited.extend(pair);
        }
        at += c.len_utf8();
    }
    edited
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
