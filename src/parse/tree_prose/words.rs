//! The small vocabulary of decisions: bullets, answer words, verbs, amounts.
//!
//! Everything here looks at one string and knows nothing of outlines or trees. Matching is by whole
//! words and without regard to case.

use std::ops::Range;

use super::arrow::{self, Arrow};
use super::numbering::Goto;

/// How many bytes of bullets, check boxes and emoji a line starts with.
pub fn bullet(text: &str) -> usize {
    let rest = text.trim_start_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, '•' | '◦' | '‣' | '·' | '▪' | '*' | '○' | '●')
            || is_emoji(c)
    });
    let rest =
        ["[ ]", "[x]", "[X]"].iter().find_map(|tick| rest.strip_prefix(tick)).unwrap_or(rest);
    text.len() - rest.trim_start().len()
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{2794}' | '\u{2795}'..='\u{2798}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}')
        && !arrow::HEADS.contains(&c)
}

/// Words that answer a closed question, longest first where one starts another.
const VERDICTS: &[&str] = &[
    "yes",
    "no",
    "yep",
    "nope",
    "y",
    "n",
    "true",
    "false",
    "maybe",
    "perhaps",
    "not sure",
    "unsure",
    "not yet",
    "not really",
    "not at all",
    "don't know",
    "do not know",
    "we don't know",
    "unclear",
    "unknown",
    "it depends",
    "depends",
    "partly",
    "partially",
    "mostly",
    "sometimes",
    "always",
    "never",
    "rarely",
    "often",
    "neither",
    "both",
    "either",
    "none",
    "none of these",
    "none of the above",
    "all of them",
    "pass",
    "fail",
    "passed",
    "failed",
];

/// Words that stand for every other answer.
const REST: &[&str] = &[
    "for anything else",
    "for everything else",
    "for all others",
    "in every other case",
    "otherwise",
    "else",
    "anything else",
    "in all other cases",
    "all other cases",
    "in any other case",
    "any other case",
    "everything else",
    "all others",
    "other",
    "others",
    "anyone else",
];

/// The length of the answer word that a text starts with, if the answer may end there.
pub fn verdict(text: &str) -> Option<usize> {
    let longest = |list: &[&str]| {
        list.iter().filter(|word| starts_with_word(text, word)).map(|word| word.len()).max()
    };
    let length = longest(VERDICTS)?;
    let rest = text[length..].trim_start();
    let open = rest.is_empty()
        || rest.starts_with([':', ',', ';', '.', '=', '(', '/', '-', '–', '—', '!', '>', '&', '+'])
        || Arrow::at_start(rest).is_some()
        || [
            "to", "but", "and", "with", "for", "on", "or", "because", "then", "if", "it", "we",
            "they",
        ]
        .iter()
        .any(|word| starts_with_word(rest, word));
    open.then_some(length)
}

/// The length of `otherwise`, `else`, `in all other cases`.
pub fn rest(text: &str) -> Option<usize> {
    REST.iter().filter(|word| starts_with_word(text, word)).map(|word| word.len()).max()
}

/// The length of a word that opens a condition, such as `if`.
pub fn condition(text: &str) -> Option<usize> {
    ["even if", "only if", "if", "when", "whenever", "unless", "in case", "where", "once", "should"]
        .iter()
        .filter(|word| starts_with_word(text, word))
        .map(|word| word.len())
        .max()
}

/// Whether a text starts with a word (or words) that ends there.
pub fn starts_with_word(text: &str, word: &str) -> bool {
    let (bytes, wanted) = (text.as_bytes(), word.as_bytes());
    // Most words differ in their first letter, which is quicker to see than that they differ.
    bytes.first().map(u8::to_ascii_lowercase) == wanted.first().map(u8::to_ascii_lowercase)
        && bytes.len() >= wanted.len()
        && bytes[..wanted.len()].eq_ignore_ascii_case(wanted)
        && text.is_char_boundary(word.len())
        && !text[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')
}

/// The words of a text in lower case, without punctuation.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Whether any of the phrases occurs in a text as whole words.
pub fn mentions(text: &str, phrases: &[&str]) -> bool {
    let text = format!(" {} ", words(text).join(" "));
    phrases.iter().any(|phrase| text.contains(&format!(" {phrase} ")))
}

/// Verbs that tell a reader to do something: an outcome is an action more often than a thing.
const VERBS: &str = "
    accept acknowledge add adjust adopt advance agree align allow answer apologise apologize
    apply approve archive ask assign attach avoid begin block book brief bring broadcast build
    buy calculate call cancel capture change check choose clean clear close coach collect commit
    communicate compare complete configure confirm consider contact contain continue convert
    copy count create cut debrief decide decline decrease defer define delay delegate delete
    deploy descope dial disable discuss dismiss dispatch do document don't double downgrade
    draft draw drop eliminate email empty enable end engage ensure enter escalate estimate evacuate
    examine exclude execute exit expand explain export extend feature fetch file fill find
    finish fix flag focus follow forward gather get give go grant greet halt hand help hide hire
    hold identify ignore implement import include increase inform install interview invest
    investigate invite involve isolate issue iterate join keep kill launch leave let limit lock
    log look loop lower mail maintain make map mark measure meet merge monitor move name narrow
    negotiate never note notify nudge nurture observe offer open order page park pass pause pay
    photograph pick pilot pivot place plan post postpone prepare present press print prioritise
    prioritize proceed promote propose protect prototype provide publish pull push put
    quarantine quit quote raise rank read reassess reboot rebuild recommend reconsider record
    recruit redesign redirect reduce refactor refer refill refine refund reinstall reject
    release remind remove rename reopen repair repeat rephrase replace reply report request
    require rerun reschedule research reset resolve respond restart restore retest retire
    retrain retry return reverse revert review revisit rework rewrite rinse roll rollback rotate
    route run save scale scan schedule scrap seal search secure seek select sell send separate
    serve set share ship show shut sign simplify skip slow sort speak split stamp start stay
    stick stop store strengthen strip submit subscribe suggest sunset support survey swap switch
    tag take talk tell terminate test thank throw tie tighten top track train transfer treat
    trim trust try turn uninstall unlock unplug update upgrade upload use validate verify vote
    wait walk warn wash watch weigh wipe withdraw work wrap write
";

/// Whether a text tells the reader to do something.
pub fn is_action(text: &str) -> bool {
    let words = words(text);
    let skipped = [
        "please",
        "then",
        "just",
        "first",
        "you",
        "should",
        "must",
        "can",
        "may",
        "immediately",
        "simply",
        "we",
        "always",
        "only",
        "still",
        "probably",
        "to",
        "straight",
        "either",
    ];
    let first = words.iter().find(|word| !skipped.contains(&word.as_str()));
    first
        .or(words.first())
        .is_some_and(|word| VERBS.split_ascii_whitespace().any(|verb| verb == word))
        || Goto::of(text).is_some()
        || words.first().is_some_and(|word| word == "no" || word == "nothing" || word == "straight")
}

/// Whether a text is an amount or a range of amounts: `5+`, `< 100 €`, `2 to 4`, `under 15 %`.
pub fn is_amount(text: &str) -> bool {
    let text = text.trim();
    let signs = ["<", ">", "≤", "≥", "=", "~"];
    if signs.iter().any(|sign| text.starts_with(sign))
        && text.contains(|c: char| c.is_ascii_digit())
    {
        return true;
    }
    let first = text.trim_start_matches(['$', '€', '£', ' ']);
    let bounds = [
        "under",
        "over",
        "above",
        "below",
        "less than",
        "more than",
        "up to",
        "at least",
        "at most",
        "between",
        "fewer than",
        "exactly",
        "only",
        "older than",
        "younger than",
        "longer than",
        "shorter than",
        "within",
        "from",
        "beyond",
        "anything over",
        "anything under",
        "anything above",
        "anything below",
        "any",
    ];
    first.starts_with(|c: char| c.is_ascii_digit())
        || bounds.iter().any(|word| starts_with_word(text, word))
            && (text.contains(|c: char| c.is_ascii_digit()) || mentions(text, NUMBERS))
        || words(text).first().is_some_and(|word| NUMBERS.contains(&word.as_str()))
}

const NUMBERS: &[&str] = &[
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once",
    "twice", "half", "dozen", "hundred", "thousand",
];

/// The part of a text between double quotes, if it is all of it.
pub fn is_quoted(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ',']);
    let quote = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    text.chars().count() > 2 && text.starts_with(quote) && text.ends_with(quote)
}

/// A text without the quotes or brackets around all of it.
pub fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let trimmed =
        part.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '*'));
    let start = range.start + part.len()
        - part
            .trim_start_matches(|c: char| {
                c.is_whitespace() || matches!(c, '"' | '“' | '”' | '„' | '*')
            })
            .len();
    // A quote that only opens or only closes belongs to the sentence: does it start with "stock"?
    let balanced = trimmed.matches(['"', '“', '”', '„']).count() % 2 == 0;
    if balanced && !trimmed.is_empty() {
        start..start + trimmed.len()
    } else {
        let part = part.trim();
        let start = text[range.clone()].find(part).map_or(range.start, |at| range.start + at);
        start..start + part.len()
    }
}
