//! Splits a value into several: `Product / Strategy`, `PMs, founders`.
//!
//! Commas and slashes split only where they cannot be part of a value: dates, numbers, URLs,
//! `and/or`, `A/B`, text in brackets and sentences stay whole.

use std::ops::Range;

/// The longest single value in characters; longer parts make the text a sentence.
pub const LONGEST: usize = 40;

/// The values of a text in order, each without the `and` of an enumeration.
pub fn split(text: &str) -> Vec<String> {
    let whole = || vec![text.trim().to_owned()];
    if text.trim().is_empty() {
        return Vec::new();
    }
    if text.contains("://") || is_path(text) {
        return whole();
    }
    let parts: Vec<&str> = spans(text).into_iter().map(|span| part(&text[span])).collect();
    let is_sentence = |part: &&str| part.chars().count() > LONGEST;
    if parts.len() > 1 && parts.iter().any(is_sentence) {
        whole()
    } else {
        parts.iter().filter(|part| !part.is_empty()).map(|&part| part.to_owned()).collect()
    }
}

/// Whether a text without blanks is the path of a file: it starts or ends as one, or it has several
/// folders in lower case.
pub fn is_path(text: &str) -> bool {
    let text = text.trim();
    let starts_as_one = ["/", "./", "../", "~/"].iter().any(|start| text.starts_with(start));
    let has_ending = text.rsplit_once('/').is_some_and(|(_, name)| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        (1..=4).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_deep = text.matches('/').count() > 1 && !text.contains(char::is_uppercase);
    !text.contains([' ', ','])
        && text.contains('/')
        && text.chars().any(char::is_alphabetic)
        && (starts_as_one || has_ending || is_deep || text.ends_with('/'))
}

fn part(written: &str) -> &str {
    let bare = written.trim();
    ["and ", "or ", "& "].iter().find_map(|word| bare.strip_prefix(word)).unwrap_or(bare).trim()
}

/// The ranges between splitting commas and slashes.
fn spans(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut start = 0;
    let mut open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open = open.saturating_sub(1),
            ',' | '/' if open == 0 && divides(c, &text[start..at], &text[at + 1..]) => {
                spans.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    spans.push(start..text.len());
    spans
}

/// Whether a comma or a slash between two texts splits them.
fn divides(mark: char, before: &str, after: &str) -> bool {
    let last = before.split([' ', ',', '/']).next_back().unwrap_or("");
    let next = after.split([' ', ',', '/']).next().unwrap_or("");
    let ends_in_digit = before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if mark == ',' {
        let is_thousands = next.starts_with(|c: char| c.is_ascii_digit());
        let year: String = after.trim_start().chars().take_while(char::is_ascii_digit).collect();
        return !(ends_in_digit && (is_thousands || year.len() == 4));
    }
    let is_spaced = last.is_empty() && next.is_empty();
    let is_name = |word: &str| word.chars().count() > 1 && word.chars().any(char::is_alphabetic);
    let is_either = last.eq_ignore_ascii_case("and") && next.eq_ignore_ascii_case("or");
    is_spaced || (is_name(last) && is_name(next) && !is_either)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[track_caller]
    fn check(text: &str, values: &[&str]) {
        assert_eq!(split(text), values, "{text}");
    }

    #[test]
    fn commas_and_slashes_divide_values() {
        check(
            "Product Managers, Founders, and Product Leaders",
            &["Product Managers", "Founders", "Product Leaders"],
        );
        check("Product Management / Strategy", &["Product Management", "Strategy"]);
        check("B2B/B2C", &["B2B", "B2C"]);
        check("one,two,,", &["one", "two"]);
    }

    #[test]
    fn what_only_looks_divided_stays_whole() {
        for whole in [
            "Design and/or research",
            "A/B tests",
            "24/7",
            "n/a",
            "03/04/2026",
            "November 20, 2026",
            "1,200 people",
            "https://example.org/a,b/c",
            "assets/img/a.png",
            "docs/guide/start",
            "/about",
            "Teams (small, large)",
        ] {
            check(whole, &[whole]);
        }
    }

    #[test]
    fn a_sentence_with_a_comma_is_one_value() {
        let sentence = "Anyone who, after months of trying to get by with what they have, gives up";
        check(sentence, &[sentence]);
    }

    #[test]
    fn nothing_is_no_value() {
        check("  ", &[]);
        check(" , / ", &[]);
    }
}
