//! Addresses with blanks, as in `![plan](plan of the week.png)`: without angle brackets the parser
//! takes them for text. Those of files are meant as they are typed.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::source::clamp;
use crate::text::amend::hidden::Hidden;

/// The longest address, in bytes.
const LONGEST: usize = 400;

/// What addresses of files end with.
const ENDINGS: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".pdf", ".mp4", ".mp3", ".md"];

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"](").any(|at| address(text, at + 2).is_some())
}

/// Puts such addresses between angle brackets.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let starts = memmem::find_iter(text.as_bytes(), b"](").map(|at| at + 2);
    let shown = starts.filter(|start| !hidden.holds(*start));
    let found = shown.filter_map(|start| Some((start, start + address(text, start)?)));
    found.flat_map(|(start, end)| [Edit::insert(start, "<"), Edit::insert(end, ">")]).collect()
}

/// The length of the address of a file with a blank at a byte.
fn address(text: &str, start: usize) -> Option<usize> {
    let near = &text[clamp(text, &(start..start + LONGEST))];
    let inside = &near[..near.find(')')?];
    let is_path = inside.contains(' ')
        && inside.trim() == inside
        && !inside.contains(['\n', '<', '>', '"', '\'', '(', '\\'])
        && !inside.starts_with("http");
    let path = inside.split('#').next().unwrap_or(inside).to_ascii_lowercase();
    (is_path && ENDINGS.iter().any(|end| path.ends_with(end))).then_some(inside.len())
}

#[cfg(test)]
mod tests {
    use crate::formats::edit::apply;
    use crate::text::amend::hidden::Hidden;

    #[test]
    fn addresses_of_files_may_have_blanks() {
        let check = |text: &str, expected: &str| {
            let edits = super::find(text, &Hidden::of(&[]));
            assert_eq!(apply(text, edits).0, expected, "{text}");
        };
        check("![a](b c.png) [d](e f.md#g)", "![a](<b c.png>) [d](<e f.md#g>)");
        for text in
            ["[a](b c)", "[a](b.md \"c d.md\")", "[a](<b c.md>)", "[a](b.png =2x3)", "](a b"]
        {
            check(text, text);
        }
        super::find(&"](a ".repeat(20_000), &Hidden::of(&[]));
    }
}
