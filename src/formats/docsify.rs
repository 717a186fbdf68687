//! Paragraphs of docsify that are notes, `?> note` and `!> warning`, and headings between comments
//! that are tabs.

use crate::formats::Changes;
use crate::formats::containers::{self, Mark, What};
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};
use crate::formats::sections::{self, Divider};

/// A text without it has no tabs.
pub const TABS: &str = "<!-- tabs:start -->";

const TABS_END: &str = "<!-- tabs:end -->";

/// The changes that make callouts of them.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let kind = match text[line.content..line.span.end].get(..3) {
            Some("?> ") => "tip",
            Some("!> ") => "important",
            _ => continue,
        };
        if line.is_code {
            continue;
        }
        let before = &text[line.span.start..line.content];
        let first = format!("> [!{kind}]\n{before}>\n{before}> ");
        edits.push(Edit::new(line.content..line.content + 3, first));
    }
    Changes { edits, notes: Vec::new() }
}

/// The changes that make tabs of the headings between `<!-- tabs:start -->` and
/// `<!-- tabs:end -->`.
pub fn tabs(text: &str) -> Changes {
    let mut marks = Vec::new();
    let mut start = None;
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let span = line.content..line.span.end;
        let content = text[span.clone()].trim_end();
        match start.clone() {
            _ if line.is_code => {}
            None if content == TABS => start = Some(span),
            Some(open) if content == TABS_END => {
                start = None;
                let inside = sections::between(text, &open, &span);
                let end_of_block = || What::Text("\n".to_owned());
                marks.push(Mark { span: open, what: end_of_block() });
                marks.extend(sections::divided(text, inside, Divider::Headings));
                marks.push(Mark { span, what: end_of_block() });
            }
            _ => {}
        }
    }
    Changes { edits: containers::edits(text, marks), notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{changes, tabs};
    use crate::formats::check;
    use crate::formats::edit::apply;

    #[test]
    fn they_are_callouts() {
        check(
            changes,
            "?> a *b*\nc\n\n!> d\n",
            "> [!tip]\n>\n> a *b*\nc\n\n> [!important]\n>\n> d\n",
        );
        check(changes, "```\n?> a\n```\na ?> b\n?>c\n", "```\n?> a\n```\na ?> b\n?>c\n");
    }

    #[test]
    fn headings_between_comments_are_tabs() {
        let text =
            "<!-- tabs:start -->\n\n#### **A**\n\na\n\n#### **B**\n\nb\n\n<!-- tabs:end -->\nc\n";
        assert_eq!(
            apply(text, tabs(text).edits).0,
            "\n\n> [!tabs] A\n>\n>\n> a\n>\n\n> [!tab] B\n>\n>\n> b\n>\n\nc\n"
        );
        let open = "<!-- tabs:start -->\n# A\n";
        assert!(tabs(open).edits.is_empty());
    }
}
