//! Blocks of MyST that are written as fences, ```` ```{note} Title ````. Those that are no code become
//! directives between colons.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines, run_of};
use crate::formats::{Changes, callout_types};

/// A text without any of these has none.
pub const SIGNS: &[&str] = &["```{", "~~~{"];

/// Directives beside callouts whose body is markdown.
const BLOCKS: &[&str] = &[
    "admonition", "dropdown", "details", "tab-set", "tab-item", "grid", "grid-item",
    "grid-item-card", "card", "margin", "sidebar", "aside", "topic", "epigraph", "pull-quote",
    "div", "container", "versionadded", "versionchanged", "deprecated", "exercise", "solution",
    "glossary", "rubric", "only",
];

/// Directives whose body is code in the language that they name.
const CODE: &[&str] = &["code-block", "code", "code-cell", "sourcecode"];

/// Directives that show nothing of their own.
const SILENT: &[&str] = &["toctree", "tableofcontents", "contents", "bibliography", "index"];

/// A fence whose end is not found yet.
struct Open<'t> {
    mark: u8,
    length: usize,
    what: What<'t>,
    /// The mark of its first line, and the line.
    head: Range<usize>,
    line: Range<usize>,
}

enum What<'t> {
    Directive,
    /// Its language.
    Code(&'t str),
    Silent,
    /// Nothing in it is read.
    Verbatim,
}

/// The changes that make directives of the fences.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_verbatim() {
        let content = text[line.content..line.span.end].trim_end();
        let mark = content.bytes().next().unwrap_or(b' ');
        let length = run_of(content, mark);
        if !matches!(mark, b'`' | b'~') || length < 3 {
            continue;
        }
        let head = line.content..line.content + length;
        if content.len() == length {
            let ends = |last: &mut Open<'_>| last.mark == mark && last.length <= length;
            match open.pop_if(ends) {
                Some(last) => edits.extend(ended(&last, head, line.span.start)),
                None => {
                    open.push(Open { mark, length, what: What::Verbatim, head, line: line.span })
                }
            }
        } else if open.last().is_none_or(|last| matches!(last.what, What::Directive)) {
            let what = read(&content[length..]);
            open.push(Open { mark, length, what, head, line: line.span });
        }
    }
    Changes { edits, notes: Vec::new() }
}

/// What a fence becomes, by the text behind its mark.
fn read(info: &str) -> What<'_> {
    let inside = info.trim_start().strip_prefix('{').and_then(|rest| rest.split_once('}'));
    let Some((name, argument)) = inside else { return What::Verbatim };
    match name {
        _ if BLOCKS.contains(&name) || callout_types::style(name).is_some() => What::Directive,
        _ if CODE.contains(&name) => What::Code(argument.trim()),
        _ if SILENT.contains(&name) => What::Silent,
        _ => What::Verbatim,
    }
}

/// The edits of a fence, the mark of whose last line is known.
fn ended(open: &Open<'_>, end: Range<usize>, line: usize) -> Vec<Edit> {
    match open.what {
        What::Directive => {
            let colons = ":".repeat(open.length);
            vec![Edit::new(open.head.clone(), colons.clone()), Edit::new(end, colons)]
        }
        What::Code(language) => {
            vec![Edit::new(open.head.end..open.line.end, language)]
        }
        What::Silent => vec![Edit::remove(open.head.start..end.end.max(line))],
        What::Verbatim => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[test]
    fn fences_with_a_name_in_braces_are_directives() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
        };
        check("```{note} T\n:class: x\na\n```\n", ":::{note} T\n:class: x\na\n:::\n");
        check("````{tip}\n```{note}\na\n```\n````\n", "::::{tip}\n:::{note}\na\n:::\n::::\n");
        check(
            "````{tip}\n```sh\n```{note}\n```\n````\n",
            "::::{tip}\n```sh\n```{note}\n```\n::::\n",
        );
        check("```{code-block} python\na\n```\n", "```python\na\n```\n");
        check("```{toctree}\na\n```\nb\n", "\nb\n");
        for text in ["```{mermaid}\na\n```\n", "````\n```{note}\n```\n````\n", "```{note}\na\n"] {
            check(text, text);
        }
        changes(&"```{note}\n".repeat(20_000));
    }
}
