//! Icons of MkDocs such as `:material-check:`, which have no words.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::attribute_list;
use crate::text::amend::hidden::Hidden;

const SETS: &[&str] = &[":material-", ":fontawesome-", ":octicons-", ":simple-"];

pub(super) fn may_hold(text: &str) -> bool {
    SETS.iter().any(|set| memmem::find(text.as_bytes(), set.as_bytes()).is_some())
}

/// Removes icons, each with its attribute list and the blank after it.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let mut edits = Vec::new();
    for set in SETS {
        for at in memmem::find_iter(text.as_bytes(), set.as_bytes()) {
            let name = &text[at + 1..];
            let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            let length = name.find(|c| !is_part(c)).unwrap_or(name.len());
            let ends = name[length..].starts_with(':') && length + 1 > set.len();
            if !ends || hidden.holds(at) || text[..at].ends_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            let mut end = at + 1 + length + 1;
            if let Some((list_end, _)) = attribute_list::at(text, end) {
                end = list_end;
            }
            end += usize::from(text[end..].starts_with(' '));
            edits.push(Edit::remove(at..end));
        }
    }
    edits
}
