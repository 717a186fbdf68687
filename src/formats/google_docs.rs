//! Documents of Google Docs, downloaded as markdown: headings without text, which its outlines do
//! not show either. Images in the text are taken out before ([`super::data_images`]).

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

/// How such a heading goes on behind its last mark.
pub const SIGNS: &[&str] = &["#\n", "# \n", "#  ", "#\t"];

/// The changes that leave out headings without text.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let words = text[line.content..line.span.end].trim_end();
        let is_heading = (1..=6).contains(&words.len()) && words.bytes().all(|byte| byte == b'#');
        if is_heading && !line.is_code {
            edits.push(Edit::remove(line.content..line.span.end));
        }
    }
    Changes { edits, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::check;

    #[test]
    fn headings_without_text_are_left_out() {
        check(changes, "# A\n\n#  \t\n\n###\nText\n", "# A\n\n\n\n\nText\n");
        check(changes, "```\n#\n```\n\n#tag\n\n# #\n", "```\n#\n```\n\n#tag\n\n# #\n");
    }
}
