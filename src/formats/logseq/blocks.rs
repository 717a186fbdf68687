//! Blocks of Org between `#+BEGIN_NAME` and `#+END_NAME`, and logbooks of times.

use std::ops::Range;

use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};
use crate::formats::logseq::words;
use crate::formats::{Changes, Note, callout_types};

/// A block whose end is not found yet.
struct Open<'t> {
    name: &'t str,
    argument: &'t str,
    span: Range<usize>,
}

/// The changes that make callouts, quotes and code of them.
pub fn changes(text: &str) -> Changes {
    let mut notes = Vec::new();
    let mut marks = Vec::new();
    let mut logbooks = Vec::new();
    let mut open: Option<Open<'_>> = None;
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let start = words(text, &line);
        let content = text[start..line.span.end].trim_end();
        if let Some(block) = &open {
            if is_end(content, block.name) {
                finish(block, start..line.span.end, &mut marks, &mut notes);
                open = None;
            }
        } else if line.is_code {
        } else if let Some((name, argument)) = begin(content) {
            open = Some(Open { name, argument, span: start..line.span.end });
        } else if content == ":LOGBOOK:" {
            logbooks.extend(logbook(text, line.span.start, &mut lines));
        }
    }
    let mut edits = containers::edits(text, marks);
    edits.extend(logbooks);
    Changes { edits, notes }
}

fn begin(content: &str) -> Option<(&str, &str)> {
    let (sign, rest) = content.split_at_checked("#+BEGIN_".len())?;
    let (name, argument) = rest.split_once(' ').unwrap_or((rest, ""));
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
    (sign.eq_ignore_ascii_case("#+BEGIN_") && is_name).then(|| (name, argument.trim()))
}

fn is_end(content: &str, name: &str) -> bool {
    content.split_at_checked("#+END_".len()).is_some_and(|(sign, end)| {
        sign.eq_ignore_ascii_case("#+END_") && end.eq_ignore_ascii_case(name)
    })
}

/// Adds the marks of a block.
fn finish(block: &Open<'_>, end: Range<usize>, marks: &mut Vec<Mark>, notes: &mut Vec<Note>) {
    let kind = block.name.to_ascii_lowercase();
    let container = match kind.as_str() {
        "quote" | "verse" | "center" => Container::Quote,
        "src" | "export" | "example" => {
            let language = block.argument.split(' ').next().unwrap_or("");
            Container::Code(language.to_owned())
        }
        "query" | "comment" => {
            if kind == "query" {
                notes.push(note(block));
            }
            let span = block.span.start..end.end;
            return marks.push(Mark { span, what: What::Text(String::new()) });
        }
        "pinned" => callout("important", block),
        _ if callout_types::style(&kind).is_some() => callout(block.name, block),
        _ => callout("note", block),
    };
    marks.push(Mark { span: block.span.clone(), what: What::Open(container) });
    marks.push(Mark { span: end, what: What::Close });
}

fn callout(kind: &str, block: &Open<'_>) -> Container {
    Container::callout(kind, block.argument)
}

fn note(block: &Open<'_>) -> Note {
    Note {
        message: "`#+BEGIN_QUERY` is a query of Logseq and is left out".to_owned(),
        help: "write down what it would show",
        span: block.span.clone(),
    }
}

/// Removes the lines up to `:END:`.
fn logbook(text: &str, start: usize, lines: &mut Lines<'_>) -> Option<Edit> {
    const MOST: usize = 1000;
    for _ in 0..MOST {
        let line = lines.next_in(0)?;
        if text[line.content..line.span.end].trim_end() == ":END:" {
            let end = text[line.span.end..].find('\n').map_or(0, |length| length + 1);
            return Some(Edit::remove(start..line.span.end + end));
        }
        if line.is_blank() {
            return None;
        }
    }
    None
}
