//! Parses `{{#include …}}` and the other directives of mdBook.

use std::ops::Range;

use crate::diagnostic::nearest;
use crate::include::foreign;

/// A directive and its place in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// From the first brace to the last; an escaped directive starts at its backslash.
    pub span: Range<usize>,
    pub what: What,
}

/// The kinds of directives, with ranges of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An escaped directive, shown as text.
    Escaped,
    /// A file or a part of it. `rustdoc_include` is the same, because the lines that it would hide
    /// are not shown.
    Include { path: Range<usize>, part: Selection, shape: IncludeForm },
    /// Another title for the page.
    Title(Range<usize>),
    /// A name close to a known one.
    Misspelt { name: Range<usize>, meant: &'static str },
}

/// How to insert the included text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IncludeForm {
    /// As markdown.
    Plain,
    /// As a code block.
    Code,
    /// As markdown; the path starts at the book's root, or else at the folder of the file.
    Snippet,
    /// As markdown; the path starts at the folder of the file, or at one around it.
    Found,
}

/// The lines to include.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    Whole,
    /// First and last line, from 1, both inclusive.
    Lines(usize, Option<usize>),
    /// Between the anchor comments of this name.
    Anchor(String),
}

/// The mark of a snippet.
pub const SNIPPET: &str = "--8<--";

const NAMES: &[&str] = &["include", "rustdoc_include", "playground", "playpen", "title"];

/// The directives of a text, in order.
pub fn find(text: &str) -> Vec<Directive> {
    find_in(text, 0..text.len())
}

/// The directives in a range of a text, in order.
pub fn find_in(text: &str, stretch: Range<usize>) -> Vec<Directive> {
    let text = &text[..stretch.end];
    let mut found: Vec<Directive> = Vec::new();
    for (at, _) in text[stretch.start..].match_indices("{{") {
        let at = stretch.start + at;
        if found.last().is_none_or(|last| last.span.end <= at) {
            found.extend(read(text, at));
        }
    }
    if memchr::memmem::find(text.as_bytes(), SNIPPET.as_bytes()).is_some() {
        found.extend(snippets(text, stretch.clone()));
        found.sort_by_key(|directive| directive.span.start);
    }
    let foreign = foreign::find(text, stretch);
    if !foreign.is_empty() {
        found.extend(foreign);
        found.sort_by_key(|directive| directive.span.start);
        let mut end = 0;
        found.retain(|directive| {
            let is_apart = directive.span.start >= end;
            end = end.max(directive.span.end);
            is_apart
        });
    }
    found
}

/// The snippets of MkDocs in a range: `--8<-- "path"` on a line, or paths between two lines `--8<--`.
fn snippets(text: &str, stretch: Range<usize>) -> Vec<Directive> {
    let mut found = Vec::new();
    // The start of what the next path of a block replaces.
    let mut block: Option<usize> = None;
    let mut start = stretch.start;
    for line in text[stretch].split_inclusive('\n') {
        let words = trimmed(text, start..start + line.len());
        start += line.len();
        let written = &text[words.clone()];
        match (block, written.strip_prefix(SNIPPET)) {
            (None, Some("")) => block = Some(words.start),
            (Some(_), Some("")) => {
                if let Some(Directive { span, .. }) = found.last_mut() {
                    span.end = words.end;
                }
                block = None;
            }
            (Some(from), None) if !written.is_empty() && !written.starts_with(';') => {
                found.push(snippet(text, from..words.end, words));
                block = Some(start);
            }
            (None, Some(rest)) => {
                let path = rest.trim().strip_prefix('"').and_then(|path| path.strip_suffix('"'));
                if let Some(path) = path.filter(|path| !path.is_empty()) {
                    let end = words.end - 1;
                    found.push(snippet(text, words.clone(), end - path.len()..end));
                }
            }
            (None, None) if written.starts_with(";--8<--") => {
                found.push(Directive { span: words, what: What::Escaped });
            }
            _ => {}
        }
    }
    found
}

fn snippet(text: &str, span: Range<usize>, path: Range<usize>) -> Directive {
    let what = match include(text, path) {
        What::Include { path, part, .. } => {
            What::Include { path, part, shape: IncludeForm::Snippet }
        }
        other => other,
    };
    Directive { span, what }
}

/// The directive whose first brace is at `at`.
fn read(text: &str, at: usize) -> Option<Directive> {
    let inside = at + 2;
    // Paths contain no braces, so the scan stays linear.
    let length = text[inside..].find(['{', '}', '\n'])?;
    let end = inside + length;
    let span = text[end..].starts_with("}}").then_some(at..end + 2)?;
    let name_at = end - text[inside..end].trim_start().strip_prefix('#')?.len();
    let name_length = text[name_at..end].find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
    let name = name_at..name_at + name_length;
    let rest = trimmed(text, name.end..end);
    if rest.is_empty() || name.is_empty() {
        return None;
    }
    if text[..at].ends_with('\\') {
        return Some(Directive { span: at - 1..span.end, what: What::Escaped });
    }
    let argument = rest.start..rest.start + text[rest.clone()].find(' ').unwrap_or(rest.len());
    let what = match &text[name.clone()] {
        "include" | "rustdoc_include" => include(text, argument),
        "playground" | "playpen" => {
            What::Include { path: argument, part: Selection::Whole, shape: IncludeForm::Code }
        }
        "title" => What::Title(rest),
        other => What::Misspelt { meant: nearest(other, NAMES.iter().copied())?, name },
    };
    Some(Directive { span, what })
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.end - text[range.clone()].trim_start().len();
    start..start + text[start..range.end].trim_end().len()
}

/// `path`, `path:5`, `path:2:9`, `path:2:`, `path::9` or `path:anchor`.
fn include(text: &str, argument: Range<usize>) -> What {
    let written = &text[argument.clone()];
    let colon = written.find(':').unwrap_or(written.len());
    let path = argument.start..argument.start + colon;
    let mut numbers = written[colon..].splitn(4, ':').skip(1);
    let first = numbers.next().unwrap_or("");
    let last = numbers.next().map(|last| last.parse::<usize>().ok());
    let part = match (first.parse::<usize>(), first, last) {
        (Ok(line), _, None) => Selection::Lines(line.max(1), Some(line.max(1))),
        (Ok(line), _, Some(last)) => Selection::Lines(line.max(1), last),
        (Err(_), "", Some(Some(last))) => Selection::Lines(1, Some(last)),
        (Err(_), "", _) => Selection::Whole,
        (Err(_), anchor, _) => Selection::Anchor(anchor.to_owned()),
    };
    What::Include { path, part, shape: IncludeForm::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<(String, Selection)> {
        let directives = find(text).into_iter();
        let parts = directives.filter_map(|directive| match directive.what {
            What::Include { path, part, .. } => Some((text[path].to_owned(), part)),
            _ => None,
        });
        parts.collect()
    }

    #[test]
    fn lines_and_anchors_are_told_apart() {
        let part = |written: &str| parts(&format!("{{{{#include a.rs{written}}}}}")).remove(0).1;
        assert_eq!(part(""), Selection::Whole);
        assert_eq!(part(":"), Selection::Whole);
        assert_eq!(part(":5"), Selection::Lines(5, Some(5)));
        assert_eq!(part(":0"), Selection::Lines(1, Some(1)));
        assert_eq!(part(":2:9"), Selection::Lines(2, Some(9)));
        assert_eq!(part(":2:"), Selection::Lines(2, None));
        assert_eq!(part("::9"), Selection::Lines(1, Some(9)));
        assert_eq!(part(":all"), Selection::Anchor("all".to_owned()));
    }

    #[test]
    fn what_only_looks_like_a_directive_is_text() {
        for text in ["{{include a}}", "{{#include}}", "{{#include a}", "{{#if x}}", "{{ 7*7 }}"] {
            assert_eq!(find(text), [], "{text}");
        }
        assert_eq!(parts("{{ #include  a b }} {{{{#include c}}").len(), 2);
    }

    #[test]
    fn an_escaped_directive_asks_for_nothing() {
        let escaped = Directive { span: 1..16, what: What::Escaped };
        assert_eq!(find("x\\{{#include a}}"), [escaped]);
    }

    #[test]
    fn many_open_braces_take_no_time() {
        assert_eq!(find(&"{{#include ".repeat(50_000)), []);
        assert_eq!(find(&"{".repeat(100_000)), []);
    }
}
