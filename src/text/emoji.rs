//! Short codes of emoji such as `:tada:`.

use crate::source::clamp;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

/// The names that GitHub knows, in order, each with its emoji. The data is that of
/// github.com/github/gemoji (MIT licence).
const NAMES: &str = include_str!("emoji.txt");

/// The longest name, in bytes.
const LONGEST: usize = 40;

/// How far before a code an address may start, in bytes.
const LONGEST_ADDRESS: usize = 300;

/// The short codes in a part of a text, each with its emoji; `before` is the text before that part.
///
/// A code has no letter or digit beside it, as in `10:100:45`, and is not in an address.
pub(super) fn find(before: &str, text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = memchr(b':', &bytes[at..]).map(|start| at + start) {
        at = start + 1;
        let is_part =
            |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_+-".contains(byte);
        let length = bytes[at..].iter().take(LONGEST + 1).take_while(|byte| is_part(byte)).count();
        let end = at + length + 1;
        if length == 0 || bytes.get(end - 1) != Some(&b':') {
            continue;
        }
        let is_apart = !is_joined(before, &text[..start], &text[end..]);
        if let Some(emoji) = emoji(&text[at..end - 1]).filter(|_| is_apart) {
            found.push((start..end, emoji));
            at = end;
        }
    }
    found
}

/// The emoji whose code starts a text, with the length of the code.
pub(super) fn at_start(text: &str) -> Option<(usize, &'static str)> {
    let near = clamp(text, &(0..LONGEST + 8));
    let (code, emoji) = find("", &text[near]).into_iter().next()?;
    (code.start == 0).then_some((code.end, emoji))
}

/// Some words with the names of their emoji, as they are `written`: GitHub makes ids of the names.
pub fn with_emoji_names<'a>(words: &'a str, written: &str) -> Cow<'a, str> {
    let mut named = Cow::Borrowed(words);
    if words.is_ascii() {
        return named;
    }
    for (code, emoji) in find("", written) {
        named = Cow::Owned(named.replacen(emoji, &written[code], 1));
    }
    named
}

/// The emoji of a name.
fn emoji(name: &str) -> Option<&'static str> {
    let (mut low, mut high) = (0, NAMES.len());
    while low < high {
        let middle = (low + high) / 2;
        let bytes = NAMES.as_bytes();
        let start = memrchr(b'\n', &bytes[..middle]).map_or(0, |newline| newline + 1);
        let end = memchr(b'\n', &bytes[middle..]).map_or(NAMES.len(), |newline| middle + newline);
        let (known, emoji) = NAMES[start..end].split_once(' ')?;
        match known.cmp(name) {
            Ordering::Equal => return Some(emoji),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

/// Whether a code is part of a word or of an address.
fn is_joined(before: &str, text: &str, after: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "/\\".contains(c);
    let last = text.chars().next_back().or_else(|| before.chars().next_back());
    let near = &text.as_bytes()[text.len().saturating_sub(LONGEST_ADDRESS)..];
    let word = near.rsplit(u8::is_ascii_whitespace).next().unwrap_or(&[]);
    let is_address = memmem::find(word, b"://").is_some();
    last.is_some_and(is_letter) || after.starts_with(is_letter) || is_address
}

#[cfg(test)]
mod tests {
    use super::{NAMES, emoji, find};

    #[test]
    fn every_name_is_found() {
        let names = NAMES.lines().filter_map(|line| line.split_once(' '));
        for (name, expected) in names {
            assert_eq!(emoji(name), Some(expected), "{name}");
        }
        assert_eq!(emoji("octopusses"), None);
        assert_eq!(emoji(""), None);
    }

    #[test]
    fn only_codes_that_stand_alone_are_emoji() {
        let read = |text| {
            let found = find("", text).into_iter();
            found.map(|(_, emoji)| emoji).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(read(":tada: a :+1:, (:100:)"), "🎉 👍 💯");
        assert_eq!(read(":tada::tada: 好:tada:好"), "🎉 🎉 🎉");
        for text in [
            "10:30:45",
            "10:100:45",
            ":nothing:",
            ":tada",
            "a:key:b",
            "https://a/:tada:",
            "::",
            ": tada:",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
