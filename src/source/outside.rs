//! The paths in a page that lead out of the content folder.
//!
//! Only the shell can tell which of them are on the disk, and links to those stay unlinked: a file
//! outside of the book is not part of it. All others may lead to a site beside this one.

use memchr::memmem;

use crate::source::folder_of;

/// The most paths of a page that are looked at.
const MOST: usize = 200;

/// The paths in the text of the page at `path` that lead out of the content folder, from there.
pub fn named(path: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut end = 0;
    for at in memmem::find_iter(text.as_bytes(), "../") {
        if at < end || found.len() == MOST {
            continue;
        }
        let opens = |c: char| c.is_whitespace() || "(<[\"'|=>".contains(c);
        let before = &text[end..at];
        let at = end
            + before
                .char_indices()
                .rfind(|(_, c)| opens(*c))
                .map_or(0, |(open, c)| open + c.len_utf8());
        let written = &text[at..];
        let in_angles = text[..at].ends_with('<');
        let stops = |c: char| match c {
            '\n' | '>' | '"' | '#' | '?' => true,
            ')' | ']' | '\'' | ' ' | '|' => !in_angles,
            _ => false,
        };
        let length = written.find(stops).unwrap_or(written.len());
        end = at + length;
        found.extend(leaving(folder_of(path), &written[..length]));
    }
    found
}

/// A path from a folder as one from the content folder, if it leads out of that: with a `../` for
/// each folder above it.
pub fn leaving(folder: &str, path: &str) -> Option<String> {
    let mut above = 0;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    above += 1;
                }
            }
            part => parts.push(part),
        }
    }
    (above > 0).then(|| format!("{}{}", "../".repeat(above), parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_leave_the_folder_are_found() {
        let text = "[a](../std/index.html#x) ../../b.md, <a href=\"../c d.md\"> [e](<../e f.md>)";
        assert_eq!(named("a.md", text), ["../std/index.html", "../../b.md,", "../c", "../e f.md"]);
        assert_eq!(named("x/a.md", "[a](../b.md) [c](../../c.md)"), ["../c.md"]);
        assert_eq!(named("x/y.md", "[a](a/../../../b.md)"), ["../b.md"].map(String::from));
    }
}
