//! Text -> the words by which it is found: folded, without endings, in every script.
//!
//! `assets/js/search-words.js` does the same to what a reader types; `examples/words` and
//! `tests/browser/search-parity.test.js` hold both to each other. A rule belongs in both files.
//! There is no dictionary: endings go by their letters, and only where the rest is still a word.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The words of a text in order, each as it stands in the index.
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for written in written_words(text) {
        if written.is_ascii() {
            found.push(stem(written.to_ascii_lowercase()));
            continue;
        }
        for part in fold(&written).split(|c| !is_letter(c)).filter(|part| !part.is_empty()) {
            push_parts(&mut found, part);
        }
    }
    found
}

/// Runs of letters and digits. An apostrophe between letters is left out, and `'s` with it.
fn written_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        if is_letter(c) {
            word.push(c);
            continue;
        }
        let joins = matches!(c, '\'' | '’') && letters.peek().is_some_and(|c| is_letter(*c));
        if joins && !word.is_empty() {
            word.push('\'');
            continue;
        }
        words.push(std::mem::take(&mut word));
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    for word in &mut words {
        let owned = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S"));
        *word = owned.unwrap_or(word).replace('\'', "");
    }
    words
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Without accents and case; compatible forms as one.
fn fold(word: &str) -> String {
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
fn push_parts(found: &mut Vec<String>, word: &str) {
    let letters: Vec<char> = word.chars().collect();
    for run in letters.chunk_by(|a, b| has_no_spaces(*a) == has_no_spaces(*b)) {
        match (has_no_spaces(run[0]), run.len()) {
            (false, _) => found.push(stem(run.iter().collect())),
            (true, 1) => found.push(run[0].to_string()),
            (true, _) => found.extend(run.windows(2).map(|pair| pair.iter().collect())),
        }
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

/// A word of plain letters without its commonest English endings, so that `plan`, `plans`,
/// `planned` and `planning` are one word, and so are `prioritise` and `prioritize`.
fn stem(word: String) -> String {
    if word.len() < 4 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return word;
    }
    let mut stem = without_plural(&word);
    for ending in ["ing", "ed"] {
        let rest = stem.strip_suffix(ending).filter(|rest| rest.len() > 2 && has_vowel(rest));
        if let Some(rest) =
            rest.filter(|rest| !(ending == "ed" && rest.len() == 3 && rest.ends_with('e')))
        {
            stem = without_double(rest).to_owned();
            break;
        }
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 4 && stem.ends_with("iz") {
        stem.replace_range(stem.len() - 1.., "s");
    }
    stem
}

fn without_plural(word: &str) -> String {
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        return format!("{rest}y");
    }
    for ending in ["sses", "xes", "ches", "shes", "zzes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(rest) if !rest.ends_with(['s', 'u', 'i']) => rest.to_owned(),
        _ => word.to_owned(),
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
    fn nothing_is_found_in_nothing() {
        assert!(words("").is_empty());
        assert!(words("— ' ’ … 🎉").is_empty());
    }
}
