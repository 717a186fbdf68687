//! Finds tags in running text, such as `#team/design`.

use std::ops::Range;

/// The tags in a part of a text, with their `#`; `before` is the text before that part.
///
/// A tag follows a space and consists of letters, digits, `_`, `-` and `/`, not only digits.
/// Possible colours such as `#fff` are not tags.
pub fn find(before: &str, text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('#') {
        return found;
    }
    let mut last = before.chars().next_back();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if c == '#' && last.is_none_or(|last| last.is_whitespace() || last == '(') {
            let length = text[at..].find(|c| !is_part(c)).unwrap_or(text.len() - at);
            let name = text[at..at + length].trim_end_matches('/');
            if is_tag(name) {
                found.push(start..at + name.len());
            }
            at += length;
        }
        last = text[..at].chars().next_back();
    }
    found
}

/// Normalises a tag; case does not matter.
pub fn normal(tag: &str) -> String {
    tag.trim().trim_start_matches('#').to_lowercase()
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || "_-/".contains(c) || (!c.is_ascii() && !is_foreign(c))
}

/// Non-ASCII spaces and punctuation, which end a tag as well.
fn is_foreign(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}')
}

fn is_tag(name: &str) -> bool {
    let is_colour =
        matches!(name.len(), 3 | 6) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_name = name.chars().any(|c| c.is_alphabetic() || !c.is_ascii());
    is_name && !is_colour && !name.starts_with('/') && !name.contains("//")
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn tags_are_words_after_a_space() {
        let tags = |text: &'static str| {
            find("", text).into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(tags("#a and #team/design_1, (#x-y)."), ["#a", "#team/design_1", "#x-y"]);
        assert_eq!(tags("#größe #日本。"), ["#größe", "#日本"]);
        for text in ["#1", "C#", "C# is", "#!/bin", "#fff", "#00ff00", "a#b", "##a", "# a", "#/a"] {
            assert_eq!(tags(text), [""; 0], "{text}");
        }
        assert!(find("\\", "#a").is_empty());
    }
}
