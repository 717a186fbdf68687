//! Blocks of MkDocs between lines of slashes: `/// note | Title`, closed by `///`.

use std::ops::Range;

use crate::formats::Changes;
use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::lines::{Indentation, Lines, run_of};

/// A text without any of these has none.
pub const SIGNS: &[&str] = &[
    "/// note",
    "/// attention",
    "/// caution",
    "/// danger",
    "/// error",
    "/// tip",
    "/// hint",
    "/// warning",
    "/// info",
    "/// admonition",
    "/// details",
    "/// tab",
    "/// caption",
    "/// figure-caption",
    "/// table-caption",
    "/// html",
];

/// How deep blocks may be nested.
const DEEPEST: usize = 12;

/// A block whose end is not found yet.
struct Open<'t> {
    slashes: usize,
    name: &'t str,
    title: &'t str,
    /// The values of its options `type` and `open`.
    kind: Option<&'t str>,
    is_open: bool,
    span: Range<usize>,
}

/// The changes that make callouts and tabs of the blocks.
pub fn changes(text: &str) -> Changes {
    let mut marks = Vec::new();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut tab_end = None;
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let content = text[line.content..line.span.end].trim_end();
        if line.is_code || !content.starts_with("///") {
            continue;
        }
        let slashes = run_of(content, b'/');
        if content.len() > slashes {
            let span = line.content..line.span.end;
            if open.len() < DEEPEST
                && let Some(mut head) = head(&content[slashes..], span)
            {
                head.slashes = slashes;
                options(text, &mut lines, &mut head);
                open.push(head);
            }
            continue;
        }
        let Some(at) = open.iter().rposition(|open| open.slashes == slashes) else { continue };
        open.truncate(at + 1);
        let Some(block) = open.pop() else { continue };
        let follows =
            |end: usize| text.get(end..block.span.start).is_some_and(|it| it.trim().is_empty());
        let tab = if tab_end.is_some_and(follows) { "tab" } else { "tabs" };
        tab_end = (block.name == "tab").then_some(line.span.end);
        let (start, end) = match container(&block, tab) {
            Some(container) => (What::Open(container), What::Close),
            None => (What::Text("\n".to_owned()), What::Text("\n".to_owned())),
        };
        marks.push(Mark { span: block.span, what: start });
        marks.push(Mark { span: line.content..line.span.end, what: end });
    }
    marks.sort_by_key(|mark: &Mark| mark.span.start);
    Changes { edits: containers::edits(text, marks), notes: Vec::new() }
}

/// What a block is, the kind of a tab being given; nothing if only its body is shown.
fn container(block: &Open<'_>, tab: &str) -> Option<Container> {
    match block.name {
        "details" => Some(Container::Callout {
            kind: block.kind.unwrap_or("details").to_owned(),
            fold: if block.is_open { "+" } else { "-" },
            title: block.title.to_owned(),
            link: None,
        }),
        "tab" => Some(Container::callout(tab, block.title)),
        "caption" | "figure-caption" | "table-caption" | "html" => None,
        "admonition" => Some(Container::callout(block.kind.unwrap_or("note"), block.title)),
        name => Some(Container::callout(name, block.title)),
    }
}

/// Reads what follows the slashes, ` name | Title`.
fn head<'t>(rest: &'t str, span: Range<usize>) -> Option<Open<'t>> {
    let (name, title) = rest.split_once('|').unwrap_or((rest, ""));
    let (name, title) = (name.trim(), title.trim());
    let is_known = SIGNS.iter().any(|sign| &sign["/// ".len()..] == name);
    let known = Open { slashes: 0, name, title, kind: None, is_open: false, span };
    (rest.starts_with(' ') && is_known).then_some(known)
}

/// Reads the options, which are indented below the first line.
fn options<'t>(text: &'t str, lines: &mut Lines<'_>, block: &mut Open<'t>) {
    while let Some(next) = lines.peek().filter(|next| next.column >= 4) {
        let content = text[next.content..next.span.end].trim_end();
        let Some((key, value)) = content.split_once(": ") else { return };
        match key {
            "type" => block.kind = Some(value.trim()).filter(|kind| !kind.contains(' ')),
            "open" => block.is_open = value.trim().eq_ignore_ascii_case("true"),
            "attrs" | "new" | "select" | "markdown" => {}
            _ => return,
        }
        block.span.end = next.span.end;
        lines.next_in(0);
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn blocks_are_callouts_folds_and_tabs() {
        check(changes, "/// note | A *b*\nc\n///\n", "> [!note] A *b*\n>\n> c\n\n");
        check(
            changes,
            "//// details | More\n    type: tip\n    open: True\n\n/// warning\na\n///\n////\n",
            "> [!tip]+ More\n>\n>\n> > [!warning]\n> >\n> > a\n>\n\n",
        );
        check(
            changes,
            "/// tab | A\na\n///\n\n/// tab | B\nb\n///\n",
            "> [!tabs] A\n>\n> a\n\n\n> [!tab] B\n>\n> b\n\n",
        );
        check(changes, "a\n/// caption\nb\n///\n", "a\n\nb\n\n");
    }

    #[test]
    fn what_is_no_block_stays() {
        for text in ["/// note | A\nb\n", "/// words\n///\n", "```\n/// note\n///\n```\n", "///\n"]
        {
            check(changes, text, text);
        }
        changes(&"/// note\n".repeat(20_000));
    }
}
