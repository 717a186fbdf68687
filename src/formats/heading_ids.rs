//! Ids of headings as docsify writes them: `# Title :id=name`.

use crate::formats::Changes;
use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

/// The sign of such an id.
pub const SIGN: &str = " :id=";

/// Ids become `{#name}`.
pub fn changes(text: &str) -> Changes {
    let mut edits = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    while let Some(line) = lines.next_in(0) {
        let content = &text[line.content..line.span.end];
        if line.is_code || !content.starts_with('#') {
            continue;
        }
        let Some((title, id)) = content.rsplit_once(SIGN) else { continue };
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
        assert!(translate("# A :id=no id\n", None).is_none());
    }
}
