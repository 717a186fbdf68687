//! Directives between lines of colons, of Docusaurus, VitePress and MyST: `:::note Title`.

use std::ops::Range;

use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::lines::{Indentation, Lines, run_of};
use crate::formats::sections::{self, Divider};
use crate::formats::{Changes, Note, callout_types, figures, myst};
use crate::source::capitalised;

/// How deep directives may be nested; those below are left out, and their bodies stay.
const DEEPEST: usize = 12;

/// How many open directives a closing line is compared with.
const MOST_COMPARED: usize = 50;

/// A directive whose end is not found yet.
struct Open<'t> {
    head: Head<'t>,
    /// Its first line and the lines of its options.
    span: Range<usize>,
    /// The names of its options, with the places of their values.
    options: Vec<(&'t str, Range<usize>)>,
    /// Whether it has a tab or a step already.
    has_part: bool,
}

/// The first line of a directive.
struct Head<'t> {
    colons: usize,
    name: &'t str,
    title: &'t str,
    notation: Notation,
}

/// How the name of a directive is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notation {
    /// `:::name`
    Bare,
    /// `:::{name}` of MyST, with options on the next lines.
    Myst,
    /// `::: {.name}` of Pandoc: all names are classes.
    Classes,
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
            let around = open.last_mut().map(|around| &mut around.has_part);
            let has_part = around.is_none_or(|has_part| std::mem::replace(has_part, true));
            let start = Open { has_part, ..start };
            let end = line.content..line.span.end;
            let what = if open.len() >= DEEPEST { None } else { meaning(text, &start, &end) };
            finish(start, (end, what), &mut marks, &mut changes.notes);
        } else if let Some(head) = head(content) {
            let mut at = Open {
                head,
                span: line.content..line.span.end,
                options: Vec::new(),
                has_part: false,
            };
            if at.head.notation != Notation::Bare {
                options(text, &mut lines, &mut at);
            }
            open.push(at);
        }
    }
    never_closed(open, &mut marks, &mut changes.notes);
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

/// Shows the titles of callouts that never end.
fn never_closed(open: Vec<Open<'_>>, marks: &mut Vec<Mark>, notes: &mut Vec<Note>) {
    let is_callout = |open: &Open<'_>| callout_types::style(open.head.name).is_some();
    for Open { head: Head { name, title, .. }, span, .. } in open.into_iter().filter(is_callout) {
        let title = if title.is_empty() { capitalised(name) } else { title.to_owned() };
        marks.push(Mark { span: span.clone(), what: What::Text(format!("\n**{title}**\n")) });
        notes.push(Note {
            message: format!("`:::{name}` never ends, and only its title is shown"),
            help: "write a line `:::` where it ends",
            span,
        });
    }
}

/// What a directive becomes.
enum Meaning {
    Container(Container),
    /// Its parts say what they are.
    Parts(Vec<Mark>),
    /// All its marks.
    Whole(Vec<Mark>),
    Unknown,
}

/// What a directive becomes, by its name.
fn meaning(text: &str, open: &Open<'_>, end: &Range<usize>) -> Option<Meaning> {
    let Open { head: Head { name, title, notation, .. }, has_part, .. } = open;
    let link = link(text, open);
    let inside = || sections::between(text, &open.span, end);
    let callout = |kind: &str| Meaning::Container(Container::callout(kind, *title));
    let lower = name.to_ascii_lowercase();
    Some(match lower.as_str() {
        "admonition" => callout("note"),
        _ if callout_types::style(&lower).is_some() => callout(name),
        "details" | "dropdown" | "spoiler" | "collapse" | "collapsible" | "expandable" => {
            Meaning::Container(Container::Callout {
                kind: "details".to_owned(),
                fold: "-",
                title: (*title).to_owned(),
                link: None,
            })
        }
        _ if *notation == Notation::Myst && figures::NAMES.contains(name) => {
            match figures::marks(text, (name, title), &open.options, (&open.span, end)) {
                Some(marks) => Meaning::Whole(marks),
                None => Meaning::Unknown,
            }
        }
        "math" if *notation == Notation::Myst => {
            Meaning::Container(Container::Code("math".to_owned()))
        }
        "code" | "code-block" | "code-cell" if *notation == Notation::Myst => {
            Meaning::Container(Container::Code((*title).to_owned()))
        }
        "mermaid" => Meaning::Container(Container::Code("mermaid".to_owned())),
        "tab-item" | "tab" => callout(if *has_part { "tab" } else { "tabs" }),
        "step" => callout(if *has_part { "step" } else { "steps" }),
        "cards" | "card-grid" => callout("cards"),
        // Behind its name is the number of its columns.
        "grid" => Meaning::Container(Container::callout("cards", "")),
        "card" | "grid-item-card" | "link-card" => {
            let address = link.clone().map_or("", |link| &text[link]);
            let title = if title.is_empty() { &address } else { title };
            Meaning::Container(Container::Callout {
                kind: "card".to_owned(),
                fold: "",
                title: (*title).to_owned(),
                link: link.clone(),
            })
        }
        "columns" => callout("columns"),
        "column" | "grid-item" => callout("column"),
        "code-group" => Meaning::Parts(sections::fences(text, inside())),
        "panel-tabset" => Meaning::Parts(sections::divided(text, inside(), Divider::Headings)),
        "tabs" | "code-tabs" => Meaning::Parts(sections::divided(text, inside(), Divider::Labels)),
        "tab-set" | "steps" | "raw" | "v-pre" => Meaning::Parts(Vec::new()),
        _ if *notation == Notation::Classes => Meaning::Parts(Vec::new()),
        _ => Meaning::Unknown,
    })
}

/// Adds the marks of a directive.
fn finish(
    open: Open<'_>,
    (end, meaning): (Range<usize>, Option<Meaning>),
    marks: &mut Vec<Mark>,
    notes: &mut Vec<Note>,
) {
    let Open { head: Head { name, .. }, span, .. } = open;
    let end_of_block = || What::Text("\n".to_owned());
    let mut parts = Vec::new();
    let (start, close) = match meaning {
        Some(Meaning::Container(container)) => (What::Open(container), What::Close),
        Some(Meaning::Parts(found)) => {
            parts = found;
            (end_of_block(), end_of_block())
        }
        Some(Meaning::Whole(found)) => return marks.extend(found),
        Some(Meaning::Unknown) => {
            notes.push(unknown(name, span.clone()));
            (end_of_block(), end_of_block())
        }
        None => (end_of_block(), end_of_block()),
    };
    marks.push(Mark { span, what: start });
    marks.extend(parts);
    marks.push(Mark { span: end, what: close });
}

fn unknown(name: &str, span: Range<usize>) -> Note {
    Note {
        message: format!("`:::{name}` is a directive of another tool and only its body is shown"),
        help: "for a note or a warning write a callout, `> [!NOTE]`; else write in markdown what it stands for",
        span,
    }
}

/// Reads `:::name[Title]{attributes}`, `::: name Title` or `:::{name} Title`.
fn head(content: &str) -> Option<Head<'_>> {
    let colons = run_of(content, b':');
    let rest = content[colons..].trim_start();
    let written = rest;
    let notation = match rest.strip_prefix('{') {
        Some(inside) if inside.starts_with(['.', '#']) => Notation::Classes,
        Some(_) => Notation::Myst,
        None => Notation::Bare,
    };
    let rest = rest.trim_start_matches(['{', '.']);
    let rest = rest.strip_prefix("callout-").unwrap_or(rest);
    let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'));
    let (name, rest) = rest.split_at(length.unwrap_or(rest.len()));
    // A division of Pandoc with an id, and a callout with a title only.
    let (name, rest) = match (name, written.chars().next()) {
        (name, _) if name.starts_with(char::is_alphabetic) => (name, rest),
        ("", Some('{')) if rest.starts_with(['#', '.']) && written.ends_with('}') => ("raw", ""),
        ("", Some('[')) if written.ends_with(']') => ("note", written),
        _ => return None,
    };
    let rest = match rest.strip_prefix('}') {
        Some(rest) => rest,
        None if notation != Notation::Bare => rest.split_once('}').map_or("", |(_, rest)| rest),
        None => rest,
    };
    let rest = rest.trim();
    let bare = match rest.rfind('{').filter(|_| rest.ends_with('}')) {
        Some(brace) => rest[..brace].trim_end(),
        None => rest,
    };
    let title = bare.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(bare);
    let title = if title.is_empty() { quoted(written, "title=\"").unwrap_or("") } else { title };
    Some(Head { colons, name, title, notation })
}

/// The text in quotes that follows a sign.
fn quoted<'t>(text: &'t str, sign: &str) -> Option<&'t str> {
    let value = &text[text.find(sign)? + sign.len()..];
    value.find('"').map(|end| &value[..end])
}

/// Reads the options below the first line of a directive, such as `:link: page.md`.
fn options<'t>(text: &'t str, lines: &mut Lines<'_>, open: &mut Open<'t>) {
    while let Some(next) = lines.peek() {
        let content = text[next.content..next.span.end].trim_end();
        let Some((name, value)) = myst::option(content) else { return };
        let end = next.content + content.len();
        open.options.push((name, end - value.len()..end));
        open.span.end = next.span.end;
        lines.next_in(0);
    }
}

/// The address in the options of a directive.
fn link(text: &str, open: &Open<'_>) -> Option<Range<usize>> {
    let is_address = |value: &str| !value.is_empty() && !value.contains(['<', '>']);
    let mut options = open.options.iter().rev();
    let found = options
        .find(|(name, value)| matches!(*name, "link" | "href") && is_address(&text[value.clone()]));
    found.map(|(_, value)| value.clone())
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn directives_are_callouts() {
        check(changes, "a\n:::note\nb\n\nc\n:::\nd\n", "a\n> [!note]\n>\n> b\n>\n> c\n\nd\n");
        check(changes, ":::tip[A *b*]{.x}\nb\n:::", "> [!tip] A *b*\n>\n> b\n");
        check(changes, "::: warning A b\nb\n:::\n", "> [!warning] A b\n>\n> b\n\n");
        check(changes, "::: details A {open}\nb\n:::\n", "> [!details]- A\n>\n> b\n\n");
        check(changes, "::: {.callout-note title=\"A b\"}\nc\n:::\n", "> [!note] A b\n>\n> c\n\n");
        check(changes, "::: {.callout-tip collapse=\"true\"}\nb\n:::\n", "> [!tip]\n>\n> b\n\n");
        check(changes, ":::note{title=\"A\"}\nb\n:::\n", "> [!note] A\n>\n> b\n\n");
        check(changes, ":::{admonition} A\n:class: tip\nb\n:::\n", "> [!note] A\n>\n> b\n\n");
        check(changes, "- a\n\n  :::note\n  b\n  :::\n", "- a\n\n  > [!note]\n  >\n  > b\n\n");
        check(
            changes,
            "::::note\n:::tip\na\n:::\n::::\n",
            "> [!note]\n>\n> > [!tip]\n> >\n> > a\n>\n\n",
        );
    }

    #[test]
    fn what_is_unknown_keeps_its_body() {
        check(changes, ":::recipe\na\n:::\nb", "\na\n\nb");
        assert!(changes("::: {.border .p-3}\na\n:::\n").notes.is_empty());
        assert_eq!(changes(":::recipe\na\n:::\n").notes.len(), 1);
    }

    #[test]
    fn what_is_none_stays() {
        for text in
            [":::card\na", "```\n:::note\n:::\n```", "a :::note\n:::", "::: \n:::", ":::\na\n:::"]
        {
            check(changes, text, text);
        }
        check(changes, ":::tip A b\nc\n", "**A b**\n\nc\n");
        check(changes, "::: {#fig-a}\nb\n:::\n:::[C]\nd\n:::\n", "\nb\n\n> [!note] C\n>\n> d\n\n");
        for text in [":::note\n", ":::\n", "::::a\n:::b\n"] {
            changes(&text.repeat(20_000));
        }
    }
}
