//! Hidden lines of mdBook in fenced code.

use std::collections::BTreeMap;

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines, marker, run_of};

/// The marks of hidden lines by language, beside those of Rust, which are always `#`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HiddenLines {
    pub marks: BTreeMap<String, String>,
}

/// How a language marks hidden lines.
#[derive(Clone, Copy)]
enum Mark<'a> {
    /// `# ` hides a line, `##` stands for `#`, and `#[…]` and `#!` are attributes.
    Rust,
    Prefix(&'a str),
}

/// The changes that leave hidden lines out.
pub fn changes(text: &str, hidden: &HiddenLines) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    let mut mark: Option<Mark<'_>> = None;
    while let Some(line) = lines.next_in(0) {
        let content = &text[line.content..line.span.end];
        if !line.is_code {
            mark = fence(content).and_then(|info| hidden.mark(info));
        } else if fence(content).is_some_and(|rest| rest.trim().is_empty()) {
            mark = None;
        } else if let Some(mark) = mark {
            edits.extend(edit(text, &line, mark));
        }
    }
    Changes { edits, notes: Vec::new() }
}

impl HiddenLines {
    fn mark(&self, info: &str) -> Option<Mark<'_>> {
        match info.trim_start().split([' ', ',', '\t', '{']).next()? {
            "rust" => Some(Mark::Rust),
            language => self.marks.get(language).map(|mark| Mark::Prefix(mark)),
        }
    }
}

/// What follows the marks of a fence, perhaps in a list item.
fn fence(content: &str) -> Option<&str> {
    let mut rest = content;
    while let Some(width) = marker(rest) {
        rest = &rest[width..];
    }
    let mark = rest.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = run_of(rest, mark);
    (length >= 3).then(|| &rest[length..])
}

/// The edit of a line of code, if it has a mark.
fn edit(text: &str, line: &Line, mark: Mark<'_>) -> Option<Edit> {
    let content = &text[line.content..line.span.end];
    let is_hidden = match mark {
        Mark::Prefix(prefix) => !prefix.is_empty() && content.starts_with(prefix),
        Mark::Rust => {
            let rest = content.strip_prefix('#')?;
            if rest.starts_with('#') {
                return Some(Edit::remove(line.content..line.content + 1));
            }
            rest.is_empty() || rest.starts_with(' ')
        }
    };
    let after = &text[line.span.end..];
    let end = line.span.end + after.find('\n').map_or(after.len(), |at| at + 1);
    is_hidden.then(|| Edit::remove(line.span.start..end))
}

#[cfg(test)]
mod tests {
    use super::{HiddenLines, changes};
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let hidden = HiddenLines { marks: [("python".to_owned(), "~".to_owned())].into() };
        assert_eq!(apply(text, changes(text, &hidden).edits).0, expected);
    }

    #[test]
    fn hidden_lines_of_rust_are_left_out() {
        check(
            "```rust,ignore\n# use a;\n#\n## b\n#[c]\n#![d]\n    # e\n#f\n```\n# g\n",
            "```rust,ignore\n# b\n#[c]\n#![d]\n#f\n```\n# g\n",
        );
        check(
            "- ```rust\n  # a\n  b\n  ```\n\n> ```rust\n> # a\n> b\n> ```\n",
            "- ```rust\n  b\n  ```\n\n> ```rust\n> b\n> ```\n",
        );
    }

    #[test]
    fn other_languages_have_marks_of_their_own() {
        check("```python\n~a\nb ~\n# c\n```\n", "```python\nb ~\n# c\n```\n");
        for text in
            ["```sh\n# a\n```\n", "```\n# a\n```\n", "# a\n## b\n", "```rust\na\n```\n\n    # b\n"]
        {
            check(text, text);
        }
    }
}
