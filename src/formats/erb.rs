//! Tags of ERB, as in pages of Middleman: `<%= partial "x" %>`. They are programs and are left out.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};
use crate::formats::{Changes, Note};

/// A text without it has none.
pub const SIGN: &str = "<%";

/// The longest tag, in bytes.
const LONGEST: usize = 4000;

/// The changes that leave them out.
pub fn changes(text: &str) -> Changes {
    let mut changes = Changes::default();
    let mut lines = Lines::of(text, Indentation::Free);
    let mut end = 0;
    while let Some(line) = lines.next_in(0) {
        let mut at = line.content.max(end);
        let mut backticks = 0;
        while let Some(start) = text.get(at..line.span.end).and_then(|rest| rest.find(SIGN)) {
            let start = at + start;
            backticks += text[at..start].matches('`').count();
            at = start + 2;
            let near = &text.as_bytes()[start..(start + LONGEST).min(text.len())];
            let Some(length) = memmem::find(near, b"%>") else { continue };
            let is_code = line.is_code || backticks % 2 == 1;
            if is_code || text[..start].ends_with('\\') {
                continue;
            }
            let span = start..start + length + 2;
            (at, end) = (span.end, span.end);
            changes.edits.push(Edit::remove_whole(text, span.clone()));
            changes.notes.push(Note {
                message: "`<% … %>` is a tag of ERB and is left out".to_owned(),
                help: "write in markdown what it stands for, or put it in backticks if it is an example",
                span,
            });
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[test]
    fn programs_are_left_out() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
        };
        check("<% a\nb %>\n# c <%= d %>\n", "# c \n");
        check("`<% a %>` <%= b %> c\n", "`<% a %>`  c\n");
        check("```\n<% a %>\n```\n\\<% b %> <% c\n", "```\n<% a %>\n```\n\\<% b %> <% c\n");
        changes(&"<% ".repeat(20_000));
    }
}
