//! What docsify writes behind headings: ids, `# Title :id=name`, and words for its list of contents,
//! `{docsify-ignore}`.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

/// The sign of such an id.
const ID: &str = " :id=";

/// A text without any of these has neither.
pub const SIGNS: &[&str] = &[ID, "{docsify-"];

/// Words in braces for the list of contents, and the date of the last change.
const WORDS: &[&str] = &["{docsify-ignore}", "{docsify-ignore-all}", "{docsify-updated}"];

/// Ids become `{#name}`.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let content = &text[line.content..line.span.end];
        if line.is_code {
            continue;
        }
        for word in WORDS {
            if let Some(at) = content.find(word)
                && content[..at].matches('`').count().is_multiple_of(2)
            {
                let start = line.content + at - usize::from(content[..at].ends_with(' '));
                let end = line.content + at + word.len();
                edits.push(Edit::remove_whole(text, start..end));
            }
        }
        if !content.starts_with('#') {
            continue;
        }
        let Some((title, id)) = content.rsplit_once(ID) else { continue };
        let id = id.trim_end();
        let is_id = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if !id.is_empty() && id.chars().all(is_id) {
            let start = line.content + title.len();
            edits.push(Edit::new(start..line.span.end, format!(" {{#{id}}}")));
        }
    }
    Changes { edits, notes: Vec::new() }
}

#[cfg(test)]
mod tests {
    use crate::formats::translate;

    #[test]
    fn ids_of_headings_are_read_outside_of_code() {
        let text = "# A :id=foo\n\nText :id=x\n\n```\n# B :id=b\n```\n\n## C :id=bar \n";
        let expected = "# A {#foo}\n\nText :id=x\n\n```\n# B :id=b\n```\n\n## C {#bar}\n";
        assert_eq!(translate(text, None).unwrap().text, expected);
        let text = "# A {docsify-ignore}\n\n{docsify-updated}\n\nB `{docsify-ignore}`\n";
        assert_eq!(translate(text, None).unwrap().text, "# A\n\n\nB `{docsify-ignore}`\n");
        assert!(translate("# A :id=no id\n", None).is_none());
    }
}
