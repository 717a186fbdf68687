//! One line as an answer: what is answered, and where that leads.
//!
//! Reading is generous: `Owner: Maria` reads as an answer too. Whether the lines below a question
//! are its answers is for [`super::judge`] to say, from how they read together.

use std::ops::Range;

use super::arrow::Arrow;
use super::words;

/// A line that could be an answer. Ranges are bytes of the line's plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub label: Range<usize>,
    pub label_kind: Label,
    pub link: Link,
    /// Without its caveat. Absent when the outcome stands below the line.
    pub target: Option<Range<usize>>,
    /// What a parenthesis at the end of the target says.
    pub caveat: Option<Range<usize>>,
}

/// What kind of answer a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// `Yes`, `If no`, `Not sure`.
    Verdict,
    /// `If retention is flat`, `When it rains`.
    Condition,
    /// `Otherwise`, `Anything else`.
    Rest,
    /// Any other text.
    Option,
}

/// What stands between a label and its target, from the surest sign to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    Arrow,
    Equals,
    Colon,
    Dash,
    Comma,
    /// The label is all there is: the target is what stands below.
    Below,
}

/// A label of more bytes is a sentence.
const LONGEST: usize = 240;

/// Reads a line as an answer, if it could be one.
pub fn read(text: &str) -> Option<Reading> {
    read_label(text, opening(text))
}

/// The same for a line that is an answer only if it says so, by its first words or an arrow.
pub fn read_told(text: &str) -> Option<Reading> {
    let opening = opening(text);
    let is_told = opening.1 != Label::Option || Arrow::find(&text[opening.2..]).is_some();
    is_told.then(|| read_label(text, opening)).flatten()
}

/// Where the words of a line start, what kind of answer its first words are, and where they end.
fn opening(text: &str) -> (usize, Label, usize) {
    let mut start = words::bullet(text);
    if let Some(arrow) = Arrow::at_start(&text[start..]) {
        start += arrow.end;
    }
    let start = start + leading_space(&text[start..]);
    let body = &text[start..];
    let condition = words::condition(body).unwrap_or(0);
    let verdict_at = start + if_length(body);
    let (label_kind, label_end) = if let Some(length) = words::verdict(&text[verdict_at..]) {
        (Label::Verdict, verdict_at + length)
    } else if if_so(&text[verdict_at..], verdict_at > start) > 0 {
        (Label::Verdict, verdict_at + if_so(&text[verdict_at..], true))
    } else if let Some(length) = words::rest(body) {
        (Label::Rest, start + length)
    } else if condition > 0 && body[condition..].starts_with(' ') {
        (Label::Condition, start + condition)
    } else {
        (Label::Option, start)
    };
    (start, label_kind, label_end)
}

fn read_label(
    text: &str,
    (start, label_kind, label_end): (usize, Label, usize),
) -> Option<Reading> {
    let (label, link, target) = divide(text, start, label_kind, label_end)?;
    let label = trim_label(text, label);
    if label.len() > LONGEST || !text[label.clone()].contains(char::is_alphanumeric) {
        return None;
    }
    let (target, caveat) = split_caveat(text, target);
    let link = if target.is_empty() && link != Link::Arrow { Link::Below } else { link };
    let target = (!target.is_empty()).then_some(target);
    Some(Reading { label, label_kind, link, target, caveat })
}

/// Whether a wrapped line starts an answer of its own.
pub fn starts_answer(text: &str) -> bool {
    read_told(text).is_some_and(|reading| match reading.label_kind {
        Label::Verdict | Label::Rest => true,
        Label::Condition => text.starts_with(char::is_uppercase),
        Label::Option => reading.link == Link::Arrow,
    })
}

/// Label, link and target, where the label ends at the earliest at `label_end`.
fn divide(
    text: &str,
    start: usize,
    kind: Label,
    label_end: usize,
) -> Option<(Range<usize>, Link, Range<usize>)> {
    let all = text.len();
    if let Some(arrow) = Arrow::find(&text[label_end..]) {
        let label = start..label_end + arrow.start;
        return Some((label, Link::Arrow, label_end + arrow.end..all));
    }
    let tail = &text[label_end..];
    let at = |link: Link, found: Option<Range<usize>>| {
        found.map(|gap| (start..label_end + gap.start, link, label_end + gap.end..all))
    };
    let equals = at(Link::Equals, find(tail, &[" = "]));
    let colon = at(Link::Colon, colon(tail));
    let dash = || at(Link::Dash, find(tail, &[" — ", " – ", " - ", " -- ", "—"]));
    // A condition and what follows from it share a sentence.
    let sentence = label_end + tail.find(". ").unwrap_or(tail.len());
    let divides =
        |label: &Range<usize>| label.end <= sentence && !told(&text[label_end..label.end]);
    match kind {
        Label::Verdict => {
            let close = || find(tail, &[", ", ". ", "; ", " then "]);
            equals
                .or(colon)
                .or_else(dash)
                .or_else(|| at(Link::Comma, close()))
                .or_else(|| (tail.len() < 40).then_some((start..all, Link::Below, all..all)))
                .or(Some((start..label_end, Link::Comma, label_end..all)))
        }
        Label::Rest => colon.or(equals).or_else(dash).or_else(|| {
            let skip = tail.len() - tail.trim_start_matches([',', ' ', '.']).len();
            Some((start..label_end, Link::Comma, label_end + skip..all))
        }),
        Label::Condition => colon
            .filter(|(label, ..)| divides(label))
            .or(equals.filter(|(label, ..)| divides(label)))
            .or_else(|| at(Link::Comma, find(tail, &[", then ", " then "])))
            .or_else(|| at(Link::Comma, comma_before_action(tail)))
            .or_else(dash)
            .or_else(|| (!tail.trim().is_empty()).then_some((start..all, Link::Below, all..all))),
        Label::Option => equals.or(colon).or_else(dash).or_else(|| {
            (tail.chars().count() <= 60).then_some((start..all, Link::Below, all..all))
        }),
    }
}

/// A colon that ends a label: outside quotes, brackets, times and addresses.
fn colon(text: &str) -> Option<Range<usize>> {
    if !text.contains(':') {
        return None;
    }
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '"' | '“' | '”' => quoted = !quoted,
            ':' if depth == 0 && !quoted => {
                let rest = &text[at + 1..];
                if rest.is_empty() || rest.starts_with([' ', '*']) {
                    return Some(at..at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The comma after which an action starts, or else the first: conditions hold commas themselves.
fn comma_before_action(text: &str) -> Option<Range<usize>> {
    let commas = || text.match_indices(", ").take(8).map(|(at, _)| at..at + 2);
    commas().find(|comma| words::is_action(&text[comma.end..])).or_else(|| commas().next())
}

/// Whether a condition's comma already says what to do or what comes: `If it rings, follow these
/// steps:` ends in a colon, but its comma divides it.
fn told(condition: &str) -> bool {
    let announcing = ["following", "these", "will"];
    comma_before_action(condition).is_some_and(|comma| {
        let rest = &condition[comma.end..];
        words::is_action(rest) || words::mentions(rest, &announcing)
    })
}

/// The first of some separators, outside brackets.
fn find(text: &str, separators: &[&str]) -> Option<Range<usize>> {
    // Most lines hold none of them, and that is soon seen.
    if !separators.iter().any(|separator| text.contains(separator)) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // No separator starts with a letter.
            _ if depth > 0 || c.is_alphanumeric() => {}
            _ => {
                if let Some(found) = separators.iter().find(|s| text[at..].starts_with(**s)) {
                    return Some(at..at + found.len());
                }
            }
        }
    }
    None
}

/// How long `If ` is, before an answer word.
fn if_length(text: &str) -> usize {
    match ["if", "when", "in case of"].iter().find(|word| words::starts_with_word(text, word)) {
        Some(word) => word.len() + leading_space(&text[word.len()..]),
        None => 0,
    }
}

/// `If so`, `If not`: answers only after an `if`.
fn if_so(text: &str, after_if: bool) -> usize {
    let word = ["so", "not"].into_iter().find(|word| {
        let rest = text.get(word.len()..).unwrap_or("").trim_start();
        let ends = || {
            rest.is_empty()
                || rest.starts_with([',', ':', '=', '–', '—', '-'])
                || words::starts_with_word(rest, "then")
                || Arrow::at_start(rest).is_some()
        };
        after_if && words::starts_with_word(text, word) && ends()
    });
    word.map_or(0, str::len)
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A label without the `If` before it and the punctuation around it.
fn trim_label(text: &str, label: Range<usize>) -> Range<usize> {
    let label = trim(text, label, &[':', ',', '*', '-', '–', '—', '…', '.']);
    let body = &text[label.clone()];
    let skip = match words::starts_with_word(body, "if") {
        true => 2 + leading_space(&body[2..]),
        false => 0,
    };
    match skip < body.len() {
        true => label.start + skip..label.end,
        false => label,
    }
}

/// A target without a parenthesis at its end, and what that says.
fn split_caveat(text: &str, target: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let target = trim(text, target, &[',', ';', '.', ':', '*']);
    let target = match words::starts_with_word(&text[target.clone()], "then") {
        true => trim(text, target.start + 4..target.end, &[',']),
        false => target,
    };
    let body = &text[target.clone()];
    let open = body.strip_suffix(')').and_then(|inner| inner.rfind('('));
    match open {
        Some(open) if !body[..open].trim().is_empty() && !body[open..].contains("](") => {
            let head = trim(text, target.start..target.start + open, &[',', ';']);
            (head, Some(target.start + open + 1..target.end - 1))
        }
        _ => (target, None),
    }
}

/// A range without white space on either side, nor these at its end.
fn trim(text: &str, range: Range<usize>, marks: &[char]) -> Range<usize> {
    let part = &text[range.clone()];
    let head =
        part.trim_start_matches(|c: char| c.is_whitespace() || c == ':' || c == ',' || c == '*');
    let start = range.start + part.len() - head.len();
    let kept = head.trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c));
    start..start + kept.len()
}

#[cfg(test)]
mod tests {
    use super::{Label, Link, read};

    fn parts(text: &str) -> (&str, Label, Link, Option<&str>, Option<&str>) {
        let reading = read(text).expect("an answer");
        let target = reading.target.map(|range| &text[range]);
        let caveat = reading.caveat.map(|range| &text[range]);
        (&text[reading.label], reading.label_kind, reading.link, target, caveat)
    }

    #[test]
    fn an_arrow_divides_label_from_target_and_a_parenthesis_is_a_caveat() {
        assert_eq!(
            parts("No → Refine strategy (but set a deadline)"),
            (
                "No",
                Label::Verdict,
                Link::Arrow,
                Some("Refine strategy"),
                Some("but set a deadline")
            )
        );
    }

    #[test]
    fn if_is_no_part_of_a_label() {
        assert_eq!(
            parts("If YES -> ship it."),
            ("YES", Label::Verdict, Link::Arrow, Some("ship it"), None)
        );
    }

    #[test]
    fn a_condition_ends_at_the_comma_before_the_action() {
        assert_eq!(
            parts("If it is small, cheap and safe, do it now"),
            ("it is small, cheap and safe", Label::Condition, Link::Comma, Some("do it now"), None)
        );
    }

    #[test]
    fn no_one_is_not_a_no() {
        assert_eq!(
            parts("No one knows → ask"),
            ("No one knows", Label::Option, Link::Arrow, Some("ask"), None)
        );
    }

    #[test]
    fn a_bare_answer_has_its_target_below() {
        assert_eq!(parts("**Yes:**"), ("Yes", Label::Verdict, Link::Below, None, None));
    }
}
