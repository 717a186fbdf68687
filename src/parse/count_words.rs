//! Counts words, many bytes at a time.

/// As many bytes as a small counter can count.
const BLOCK: usize = 255;

/// The number of words, as `split_whitespace` divides a text.
pub fn count_words(text: &str) -> usize {
    if may_hold_wide_space(text) { text.split_whitespace().count() } else { starts(text) }
}

/// The places where a word follows an ASCII space.
///
/// There is no branch, because the lengths of words are hard to predict for a processor.
fn starts(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    let (before, bytes) = (&bytes[..bytes.len() - 1], &bytes[1..]);
    let blocks = before.chunks(BLOCK).zip(bytes.chunks(BLOCK)).map(|(before, bytes)| {
        let starts = before.iter().zip(bytes).map(|(a, b)| is_space(*a) & (is_space(*b) ^ 1));
        usize::from(starts.sum::<u8>())
    });
    blocks.sum::<usize>() + usize::from(is_space(*first) ^ 1)
}

/// Whether a text may contain white space beyond ASCII: U+3000, or one of those that start with
/// the bytes C2, E1 and E2, as some other characters do.
fn may_hold_wide_space(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_start = |byte: u8| u8::from((byte == 0xC2) | (byte == 0xE1) | (byte == 0xE2));
    let is_end = |a: u8, b: u8| u8::from((a == 0x80) & (b == 0x80));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    pairs.fold(0, |found, (a, b)| found | is_start(*a) | is_end(*a, *b)) != 0
}

/// 1 for an ASCII space, else 0.
fn is_space(byte: u8) -> u8 {
    u8::from((byte == b' ') | (byte.wrapping_sub(b'\t') < 5))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::count_words;

    #[test]
    fn spaces_of_all_scripts_divide_words() {
        for (text, words) in [
            ("", 0),
            (" ", 0),
            ("one", 1),
            (" one\ttwo\n\nthree ", 3),
            ("一　二\u{2028}三\u{A0}四\u{1680}五", 5),
            ("日本語の 文", 2),
            ("it’s — here", 3),
        ] {
            assert_eq!(count_words(text), words, "{text:?}");
        }
        assert_eq!(count_words(&"a ".repeat(1000)), 1000);
    }

    proptest! {
        #[test]
        fn words_are_as_the_standard_library_divides_them(text in "[ a\tü　é\u{2003}\u{85}’\r日]{0,600}") {
            prop_assert_eq!(count_words(&text), text.split_whitespace().count());
        }
    }
}
