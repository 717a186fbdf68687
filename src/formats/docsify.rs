//! Paragraphs of docsify that are notes: `?> note` and `!> warning`.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

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

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[test]
    fn they_are_callouts() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, changes(text).edits).0, expected);
        };
        check("?> a *b*\nc\n\n!> d\n", "> [!tip]\n>\n> a *b*\nc\n\n> [!important]\n>\n> d\n");
        check("```\n?> a\n```\na ?> b\n?>c\n", "```\n?> a\n```\na ?> b\n?>c\n");
    }
}
