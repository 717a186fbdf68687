//! Typographic punctuation that the parser puts in place of what was typed.

use std::ops::Range;

/// How far the ends of a word are looked for, in bytes.
const LONGEST_WORD: usize = 300;

/// Whether a text is punctuation that the parser substituted.
pub(super) fn is_smart(text: &str) -> bool {
    matches!(text, "‘" | "’" | "“" | "”" | "–" | "—" | "…")
}

/// Whether the punctuation at a range is inside of an address, a mail address or the name of a file,
/// which stay as typed.
pub(super) fn is_in_name(text: &str, span: &Range<usize>) -> bool {
    let bytes = text.as_bytes();
    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"<>\"`|[]".contains(byte);
    let before = bytes[..span.start].iter().rev().take(LONGEST_WORD);
    let start = span.start - before.take_while(|byte| !ends(byte)).count();
    let after = bytes[span.end..].iter().take(LONGEST_WORD);
    let end = span.end + after.take_while(|byte| !ends(byte)).count();
    let word = &bytes[start..end];
    let holds = |sign: &[u8]| memchr::memmem::find(word, sign).is_some();
    if span.start == start || span.end == end {
        return false;
    }
    holds(b"://") || word.starts_with(b"www.") || is_mail(word) || is_file(word)
}

fn is_mail(word: &[u8]) -> bool {
    let at = memchr::memchr(b'@', word);
    at.is_some_and(|at| at > 0 && memchr::memchr(b'.', &word[at..]).is_some())
}

/// Whether a word is a path or a name with an extension.
fn is_file(word: &[u8]) -> bool {
    let is_end = |byte: &u8| b".,;:!?)'\"".contains(byte);
    let length = word.len() - word.iter().rev().take_while(|byte| is_end(byte)).count();
    let word = &word[..length];
    let Some(dot) = memchr::memrchr(b'.', word) else { return false };
    let extension = &word[dot + 1..];
    dot > 0
        && word[dot - 1].is_ascii_alphanumeric()
        && (1..=5).contains(&extension.len())
        && extension.iter().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && extension.iter().any(u8::is_ascii_lowercase)
}
