//! Ids of headings, and ids that the templates use.

/// Ids of the templates.
const OWN_IDS: &[&str] = &[
    "contents-title", "cited-in", "link-preview", "linked-from", "related", "source-of", "main",
    "menu", "scenarios", TOP, "whole-tree", "page-sources", "sent-by",
];

/// The id of every page's title; no heading may have it.
pub const TOP: &str = "top";

/// The id of a page's first list of signals; later ones are numbered.
pub const PAGE_SIGNALS: &str = "page-signals";

/// Whether an id is reserved for the page itself.
///
/// Ids of footnotes, timestamps and terms contain a colon and those of blocks a caret, which ids of
/// headings cannot contain.
pub fn is_own_id(id: &str) -> bool {
    let starts = ["^", "fn:", "fnref:", "at:", "term:", PAGE_SIGNALS];
    OWN_IDS.contains(&id) || starts.iter().any(|start| id.starts_with(start))
}

/// A heading's id as GitHub makes it: lower case, spaces to `-`, punctuation dropped.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in lower(text.trim()) {
        if is_plain_letter(c) || c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c) {
            slug.push(c);
        } else if c.is_whitespace() {
            slug.push('-');
        }
        if slug.len() > 200 {
            break;
        }
    }
    slug
}

/// The text in lower case, with a quick answer for ASCII and plain letters.
fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(|c| {
        let (quick, slow) = match c {
            '\0'..='\x7F' => (Some(c.to_ascii_lowercase()), None),
            _ if is_plain_letter(c) => (Some(c), None),
            _ => (None, Some(c.to_lowercase())),
        };
        quick.into_iter().chain(slow.into_iter().flatten())
    })
}

/// Kana, hanzi and hangul that neither case nor normalisation changes, as long as nothing but such
/// letters and ASCII is around them: most letters of texts without spaces.
pub fn is_plain_letter(c: char) -> bool {
    matches!(c,
        '\u{3005}' | '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
