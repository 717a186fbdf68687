//! Directives between lines of colons, of Docusaurus, VitePress and MyST: `:::note Title`.

use std::ops::Range;

use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::lines::{Indentation, Line, Lines, run_of};
use crate::formats::{Changes, Note, callout_types};

/// How deep directives may be nested; those below are left out, and their bodies stay.
const DEEPEST: usize = 12;

/// How many open directives a closing line is compared with.
const MOST_COMPARED: usize = 50;

/// A directive whose end is not found yet.
struct Open<'t> {
    head: Head<'t>,
    span: Range<usize>,
}

/// The first line of a directive.
struct Head<'t> {
    colons: usize,
    name: &'t str,
    title: &'t str,
    /// Options may follow on the next lines.
    is_myst: bool,
}

/// The changes that make callouts of the directives.
pub fn changes(text: &str) -> Changes {
    let mut changes = Changes::default();
    let mut marks = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let content = text[line.content..line.span.end].trim_end();
        if line.is_code || !content.starts_with(":::") {
            continue;
        }
        let colons = run_of(content, b':');
        if content.len() == colons {
            let Some(start) = close(&mut open, colons) else { continue };
            let (is_deep, end) = (open.len() >= DEEPEST, line.content..line.span.end);
            finish(start, (end, is_deep), &mut marks, &mut changes.notes);
        } else if let Some(head) = head(content) {
            let end = if head.is_myst { options(text, &mut lines, &line) } else { line.span.end };
            open.push(Open { head, span: line.content..end });
        }
    }
    marks.sort_by_key(|mark: &Mark| mark.span.start);
    changes.edits = containers::edits(text, marks);
    changes
}

/// The directive that a line of colons ends, and those in it that never end are forgotten.
fn close<'t>(open: &mut Vec<Open<'t>>, colons: usize) -> Option<Open<'t>> {
    let from = open.len().saturating_sub(MOST_COMPARED);
    let same = open[from..].iter().rposition(|open| open.head.colons == colons);
    let at = same.map_or(open.len().checked_sub(1)?, |at| from + at);
    open.truncate(at + 1);
    open.pop()
}

/// Adds the marks of a directive.
fn finish(
    open: Open<'_>,
    (end, is_deep): (Range<usize>, bool),
    marks: &mut Vec<Mark>,
    notes: &mut Vec<Note>,
) {
    let Open { head: Head { name, title, .. }, span } = open;
    let container = match kind(name) {
        _ if is_deep => None,
        Kind::Callout => Some(Container::Callout {
            kind: if name.eq_ignore_ascii_case("admonition") { "note" } else { name }.to_owned(),
            fold: "",
            title: title.to_owned(),
        }),
        Kind::Fold => Some(Container::Callout {
            kind: "details".to_owned(),
            fold: "-",
            title: title.to_owned(),
        }),
        Kind::Group => None,
        Kind::Unknown => {
            notes.push(Note {
                message: format!("`:::{name}` is a directive of another tool and only its body is shown"),
                help: "for a note or a warning write a callout, `> [!NOTE]`; else write in markdown what it stands for",
                span: span.clone(),
            });
            None
        }
    };
    let (start, close) = match container {
        Some(container) => (What::Open(container), What::Close),
        None => (What::Text("\n".to_owned()), What::Text("\n".to_owned())),
    };
    marks.push(Mark { span, what: start });
    marks.push(Mark { span: end, what: close });
}

enum Kind {
    Callout,
    Fold,
    /// Its parts say what they are.
    Group,
    Unknown,
}

fn kind(name: &str) -> Kind {
    match name.to_ascii_lowercase().as_str() {
        "admonition" => Kind::Callout,
        name if callout_types::style(name).is_some() => Kind::Callout,
        "details" | "dropdown" | "spoiler" => Kind::Fold,
        "code-group" | "tabs" | "tab-set" | "grid" | "steps" | "raw" | "v-pre" => Kind::Group,
        _ => Kind::Unknown,
    }
}

/// Reads `:::name[Title]{attributes}`, `::: name Title` or `:::{name} Title`.
fn head(content: &str) -> Option<Head<'_>> {
    let colons = run_of(content, b':');
    let rest = content[colons..].trim_start();
    let is_myst = rest.starts_with('{');
    let rest = rest.trim_start_matches(['{', '.']);
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    let (name, rest) = rest.split_at(length.unwrap_or(rest.len()));
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let rest = match rest.strip_prefix('}') {
        Some(rest) => rest,
        None if is_myst => rest.split_once('}').map_or("", |(_, rest)| rest),
        None => rest,
    };
    let rest = rest.trim();
    let bare = match rest.rfind('{').filter(|_| rest.ends_with('}')) {
        Some(brace) => rest[..brace].trim_end(),
        None => rest,
    };
    let title = bare.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(bare);
    Some(Head { colons, name, title, is_myst })
}

/// The end of the options below a line, such as `:class: tip`.
fn options(text: &str, lines: &mut Lines<'_>, first: &Line) -> usize {
    let mut end = first.span.end;
    while let Some(next) = lines.peek() {
        let content = &text[next.content..next.span.end];
        let is_option = content.strip_prefix(':').is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic()) && rest.contains(':')
        });
        if !is_option {
            break;
        }
        end = next.span.end;
        lines.next_in(0);
    }
    end
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(apply(text, changes(text).edits).0, expected);
    }

    #[test]
    fn directives_are_callouts() {
        check("a\n:::note\nb\n\nc\n:::\nd\n", "a\n> [!note]\n>\n> b\n>\n> c\n\nd\n");
        check(":::tip[A *b*]{.x}\nb\n:::", "> [!tip] A *b*\n>\n> b\n");
        check("::: warning A b\nb\n:::\n", "> [!warning] A b\n>\n> b\n\n");
        check("::: details A {open}\nb\n:::\n", "> [!details]- A\n>\n> b\n\n");
        check(":::{admonition} A\n:class: tip\nb\n:::\n", "> [!note] A\n>\n> b\n\n");
        check("- a\n\n  :::note\n  b\n  :::\n", "- a\n\n  > [!note]\n  >\n  > b\n\n");
        check("::::note\n:::tip\na\n:::\n::::\n", "> [!note]\n>\n> > [!tip]\n> >\n> > a\n>\n\n");
    }

    #[test]
    fn what_is_unknown_keeps_its_body() {
        check(":::card\na\n:::\nb", "\na\n\nb");
        assert_eq!(changes(":::card\na\n:::\n").notes.len(), 1);
    }

    #[test]
    fn what_is_none_stays() {
        for text in
            [":::note\na", "```\n:::note\n:::\n```", "a :::note\n:::", "::: \n:::", ":::\na\n:::"]
        {
            check(text, text);
        }
        for text in [":::note\n", ":::\n", "::::a\n:::b\n"] {
            changes(&text.repeat(20_000));
        }
    }
}
