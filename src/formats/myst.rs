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
    "glossary", "rubric", "only", "figure", "image", "table", "list-table", "literalinclude",
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
    /// Its language. The options below its first line are left out.
    Code(&'t str),
    /// A formula with options below its first line.
    Formula,
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
                Some(last) => edits.extend(ended(text, &last, head)),
                // In code it ends nothing and starts nothing.
                None if open.last().is_some_and(|last| !matches!(last.what, What::Directive)) => {}
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
        "math" => What::Formula,
        _ if SILENT.contains(&name) => What::Silent,
        _ => What::Verbatim,
    }
}

/// The edits of a fence, the mark of whose last line is known.
fn ended(text: &str, open: &Open<'_>, end: Range<usize>) -> Vec<Edit> {
    match open.what {
        What::Directive => {
            let colons = ":".repeat(open.length);
            vec![Edit::new(open.head.clone(), colons.clone()), Edit::new(end, colons)]
        }
        What::Code(language) => {
            let options = options(&text[open.line.end..end.start]);
            vec![Edit::new(open.head.end..open.line.end + options, language)]
        }
        What::Formula => {
            let options = options(&text[open.line.end..end.start]);
            vec![Edit::remove(open.line.end..open.line.end + options)]
        }
        What::Silent => vec![Edit::remove(open.head.start..end.end)],
        What::Verbatim => Vec::new(),
    }
}

/// The length of the lines `:name: value` at the start of a text, which begins with a line end.
fn options(text: &str) -> usize {
    let mut length = 0;
    while let Some(rest) = text[length..].strip_prefix('\n') {
        let line = rest.lines().next().unwrap_or("");
        if option(line).is_none() {
            break;
        }
        length += 1 + line.len();
    }
    length
}

/// The name and the value of an option, `:name: value`.
pub fn option(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.trim().strip_prefix(':')?.split_once(':')?;
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
    (is_name && (value.is_empty() || value.starts_with(' '))).then_some((name, value.trim()))
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
        check("```{code} python\n:linenos:\n:label: x\na\n```\n", "```python\na\n```\n");
        check("```{math}\n:label: x\na = 1\n```\n", "```{math}\na = 1\n```\n");
        check(
            "~~~~md\n```sh\na\n```\n~~~~\n```{note}\nb\n```\n",
            "~~~~md\n```sh\na\n```\n~~~~\n:::{note}\nb\n:::\n",
        );
        check(
            "````md\n```sh\na\n```\n````\n```{note}\nb\n```\n",
            "````md\n```sh\na\n```\n````\n:::{note}\nb\n:::\n",
        );
        check("```{toctree}\na\n```\nb\n", "\nb\n");
        for text in ["```{mermaid}\na\n```\n", "````\n```{note}\n```\n````\n", "```{note}\na\n"] {
            check(text, text);
        }
        changes(&"```{note}\n".repeat(20_000));
    }
}
