//! Text -> the words by which it is found: folded, without endings, in every script.
//!
//! `assets/js/search-words.js` does the same to what a reader types; `examples/words` and
//! `tests/browser/search-parity.test.js` hold both to each other. A rule belongs in both files.
//! There is no dictionary: endings go by their letters, and only where the rest is still a word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::is_plain_letter;

/// The words of a text in order, each as it stands in the index.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(text, |word| found.push(word.to_owned()));
    found
}

/// Gives each of the words to `take`: a book has too many to make a string of each.
pub fn each(text: &str, mut take: impl FnMut(&str)) {
    let mut word = String::new();
    for Written { text, letters } in written_words(text) {
        match letters {
            Letters::Ascii => take_word(text, &mut word, &mut take),
            Letters::Plain => take_parts(text, &mut word, &mut take),
            Letters::Any => take_folded(text, &mut word, &mut take),
        }
    }
}

/// A run of letters and digits, with the apostrophes between two of them.
struct Written<'a> {
    text: &'a str,
    letters: Letters,
}

/// What a run consists of. Most need no folding but that of ASCII.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Letters {
    Ascii,
    /// ASCII and plain letters.
    Plain,
    /// Other letters or apostrophes too.
    Any,
}

fn written_words(text: &str) -> impl Iterator<Item = Written<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = &rest[rest.find(is_letter)?..];
        let (end, letters) = end_of_word(rest);
        let (text, after) = rest.split_at(end);
        rest = after;
        Some(Written { text, letters })
    })
}

fn end_of_word(text: &str) -> (usize, Letters) {
    let mut found = Letters::Ascii;
    let mut letters = text.char_indices();
    while let Some((at, c)) = letters.next() {
        let next = match c {
            '\'' | '’' if letters.as_str().starts_with(is_letter) => Letters::Any,
            _ if !is_letter(c) => return (at, found),
            '\0'..='\x7F' => Letters::Ascii,
            _ if is_plain_letter(c) => Letters::Plain,
            _ => Letters::Any,
        };
        found = found.max(next);
    }
    (text.len(), found)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7F' => c.is_ascii_alphanumeric(),
        _ if is_plain_letter(c) => true,
        _ if is_common_mark(c) => false,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// The commonest punctuation and spaces outside ASCII, none of which are letters.
fn is_common_mark(c: char) -> bool {
    matches!(c,
        '\u{2000}'..='\u{2064}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
        | '\u{FF01}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF20}')
}

/// A word whose letters are folded but for the case of ASCII.
fn take_word(written: &str, word: &mut String, take: &mut impl FnMut(&str)) {
    word.clear();
    word.push_str(written);
    word.make_ascii_lowercase();
    stem(word);
    take(word);
}

fn take_folded(written: &str, word: &mut String, take: &mut impl FnMut(&str)) {
    let owned = ["'s", "'S", "’s", "’S"].iter().find_map(|end| written.strip_suffix(end));
    let joined: String = owned.unwrap_or(written).split(is_apostrophe).collect();
    for part in fold(&joined).split(|c| !is_letter(c)).filter(|part| !part.is_empty()) {
        take_parts(part, word, take);
    }
}

/// Without accents and case; compatible forms as one.
fn fold(word: &str) -> String {
    if word.chars().all(|c| c.is_ascii() || is_plain_letter(c)) {
        return word.to_ascii_lowercase();
    }
    let lower: String = word.nfkd().collect::<String>().to_lowercase();
    lower.nfkd().filter(|c| !is_accent(*c)).map(plain).nfc().collect()
}

/// Marks that a reader may leave out: accents of Latin, Greek and Cyrillic letters, and the points
/// of Hebrew and Arabic. Marks that make another letter stay.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5C7}' | '\u{64B}'..='\u{65F}' | '\u{670}')
}

/// Letters that no decomposition makes plain.
fn plain(c: char) -> char {
    match c {
        'ς' => 'σ',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        _ => c,
    }
}

/// Where a script has no spaces, each pair of neighbours is a word; a letter alone is one too.
fn take_parts(part: &str, word: &mut String, take: &mut impl FnMut(&str)) {
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let has_pairs = has_no_spaces(first);
        let end = rest.find(|c| has_no_spaces(c) != has_pairs).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        if has_pairs {
            take_pairs(run, take)
        } else {
            take_word(run, word, take)
        }
        rest = after;
    }
}

/// Each pair of neighbours.
fn take_pairs(run: &str, take: &mut impl FnMut(&str)) {
    let mut letters = run.char_indices().map(|(at, _)| at).skip(1).peekable();
    if letters.peek().is_none() {
        take(run);
    }
    let mut start = 0;
    while let Some(next) = letters.next() {
        take(&run[start..letters.peek().copied().unwrap_or(run.len())]);
        start = next;
    }
}

/// Thai, Lao, Burmese, Khmer, kana, hanzi and hangul.
fn has_no_spaces(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Takes the commonest English endings off a word of plain letters, so that `plan`, `plans`,
/// `planned` and `planning` are one word, and so are `prioritise` and `prioritize`.
fn stem(word: &mut String) {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return;
    }
    cut_plural(word);
    for ending in ["ing", "ed"] {
        let rest = word.strip_suffix(ending).filter(|rest| rest.len() > 2 && has_vowel(rest));
        if let Some(rest) =
            rest.filter(|rest| !(ending == "ed" && rest.len() == 3 && rest.ends_with('e')))
        {
            word.truncate(without_double(rest).len());
            break;
        }
    }
    if word.len() > 3 && word.ends_with('e') {
        word.pop();
    }
    if word.len() > 4 && word.ends_with("iz") {
        word.replace_range(word.len() - 1.., "s");
    }
}

fn cut_plural(word: &mut String) {
    if word.len() > 4 && word.ends_with("ies") {
        word.replace_range(word.len() - 3.., "y");
    } else if ["sses", "xes", "ches", "shes", "zzes"].iter().any(|end| word.ends_with(end)) {
        word.truncate(word.len() - 2);
    } else if word.strip_suffix('s').is_some_and(|rest| !rest.ends_with(['s', 'u', 'i'])) {
        word.pop();
    }
}

fn has_vowel(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

/// `plann` as `plan`; `miss` and `call` stay.
fn without_double(word: &str) -> &str {
    let bytes = word.as_bytes();
    match bytes {
        [.., a, b] if a == b && !b"lsz".contains(b) => &word[..word.len() - 1],
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> String {
        words(text).join(" ")
    }

    #[test]
    fn accents_case_and_width_make_no_difference() {
        assert_eq!(one("Café CAFE\u{301} ｃａｆｅ"), "caf caf caf");
        assert_eq!(one("ΣΊΣΥΦΟΣ σίσυφος"), "σισυφοσ σισυφοσ");
        assert_eq!(one("Øresund İstanbul ǅ"), "oresund istanbul dz");
    }

    #[test]
    fn endings_of_one_word_fall_together() {
        assert_eq!(one("plan plans planned planning"), "plan plan plan plan");
        assert_eq!(one("decide decides decided deciding"), "decid decid decid decid");
        assert_eq!(one("strategy strategies"), "strategy strategy");
        assert_eq!(one("prioritise prioritizing Prioritized"), "prioritis prioritis prioritis");
        assert_eq!(one("miss missed misses missing"), "miss miss miss miss");
    }

    #[test]
    fn short_words_and_look_alikes_keep_their_ends() {
        assert_eq!(
            one("status this thing bring need speed feed us"),
            "status this thing bring need speed feed us"
        );
        assert_eq!(one("p0 v1.2 2026"), "p0 v1 2 2026");
    }

    #[test]
    fn apostrophes_belong_to_their_word() {
        assert_eq!(one("the team's don’t 'quoted' James'"), "the team dont quot jam");
    }

    #[test]
    fn scripts_without_spaces_are_pairs() {
        assert_eq!(one("優先順位 v2"), "優先 先順 順位 v2");
        assert_eq!(one("字"), "字");
        assert_eq!(one("がく"), "がく");
        assert_eq!(one("제품 관리"), "제품 관리");
        assert_eq!(one("P0の仕事"), "p0 の仕 仕事");
    }

    #[test]
    fn common_marks_are_no_letters() {
        for c in ('\0'..=char::MAX).filter(|c| is_common_mark(*c)) {
            assert!(!c.is_alphanumeric() && !is_combining_mark(c), "{}", c.escape_unicode());
        }
    }

    #[test]
    fn runs_of_several_scripts_are_divided() {
        assert_eq!(one("漢字ABC字が"), "漢字 abc 字が");
        assert_eq!(one("字'漢s's é漢字"), "字漢 s e 漢字");
        assert_eq!(one("か\u{3099}き"), "がき");
    }

    #[test]
    fn nothing_is_found_in_nothing() {
        assert!(words("").is_empty());
        assert!(words("— ' ’ … 🎉").is_empty());
    }
}
