//! Links whose words are in brackets: `[[1]](#note)`. The parser takes them for a wikilink.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;

const SIGN: &[u8] = b"]](";

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find(text.as_bytes(), SIGN).is_some()
}

/// Escapes the inner brackets of links.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    for end in memmem::find_iter(text.as_bytes(), SIGN) {
        let line = text[from..end].rfind('\n').map_or(from, |newline| from + newline + 1);
        from = end + SIGN.len();
        let Some(open) = text[line..end].rfind("[[").map(|open| line + open) else { continue };
        let is_embed = text[..open].ends_with(['!', '\\']);
        let words = &text[open + 2..end];
        if is_embed || words.contains(['[', ']']) || !is_address(&text[from..]) {
            continue;
        }
        if !hidden.holds(open) && !hidden.holds(end) {
            edits.extend([Edit::insert(open + 1, "\\"), Edit::insert(end, "\\")]);
        }
    }
    edits
}

/// Whether a text starts with an address up to a parenthesis; a remark behind a wikilink is none.
fn is_address(text: &str) -> bool {
    let end = text.find([')', '\n']).filter(|end| text[*end..].starts_with(')'));
    let Some(address) = end.map(|end| text[..end].split([' ', '#']).next().unwrap_or("")) else {
        return false;
    };
    let starts = ["http://", "https://", "mailto:", "/", "./", "../"];
    let ends = [".md", ".html", ".pdf", ".png", "/"];
    text.starts_with('#')
        || starts.iter().any(|start| address.starts_with(start))
        || ends.iter().any(|end| address.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Event, Tag};

    #[test]
    fn words_in_brackets_are_the_words_of_the_link() {
        let links = |text: &str| -> Vec<String> {
            let document = Document::of(text);
            let links = document.events().filter_map(|(event, _)| match event {
                Event::Start(Tag::Link(link)) => Some(link.dest.to_owned()),
                _ => None,
            });
            links.collect()
        };
        assert_eq!(links("a [[1]](#note) b"), ["#note"]);
        assert_eq!(links("a [[text]](https://example.org/x) b"), ["https://example.org/x"]);
        assert_eq!(links("[[a]](b.md) and [[c]](d.md#e)"), ["b.md", "d.md#e"]);
        assert_eq!(links("[[Plan]](see below)"), ["Plan"]);
        assert!(links("`[[1]](#note)`").is_empty());
    }
}
