//! Bullets and numbers at the start of lines, and references to such numbers.

use super::arrow;
use super::language::Role;
use super::words::LineWords;

/// Strips bullets, check boxes and emoji from the start of a line.
pub fn without_bullet(line: LineWords<'_>) -> LineWords<'_> {
    line.trim_with(|text| {
        let rest = text.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(c, '•' | '◦' | '‣' | '·' | '▪' | '*' | '○' | '●')
                || is_emoji(c)
        });
        let ticked = ["[ ]", "[x]", "[X]"].iter().find_map(|tick| rest.strip_prefix(tick));
        ticked.unwrap_or(rest).trim_start()
    })
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{2794}' | '\u{2795}'..='\u{2798}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{1F000}'..='\u{1FAFF}' | '\u{FE0F}' | '\u{200D}')
        && !arrow::is_head(c)
}

/// The number of a question or section: `Question 2:`, `(2)`, `2.`, `Step 2 –`.
#[derive(Debug, Clone, Copy)]
pub struct Numbering<'a> {
    pub noun: Option<Noun>,
    pub number: u64,
    /// The text after it.
    pub rest: LineWords<'a>,
}

/// The counted noun. `See Step 5` does not mean question 5 when there are steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Question,
    Step,
    Section,
}

impl<'a> Numbering<'a> {
    /// The number at the start of a heading or question.
    pub fn of(text: LineWords<'a>) -> Option<Numbering<'a>> {
        let (noun, counted) = noun(text);
        let counted = counted.from(usize::from(counted.starts_with(['(', '[', '#'])));
        let (number, rest) = number(counted)?;
        let closed = rest.starts_with([':', '.', ')', ']', '–', '—', '-', '?', '…']);
        if !closed && !(noun.is_some() && (rest.is_empty() || rest.starts_with(' '))) {
            return None;
        }
        // `1.5 bar` and `2-4` are amounts, `A` is an article.
        let marks = [':', '.', ')', ']', '–', '—', '-', '…', '*', ' '];
        let after = rest.trim_with(|rest| rest.trim_start_matches(marks));
        if noun.is_none() && after.len() == rest.len() - 1 && !after.is_empty() {
            return None;
        }
        Some(Numbering { noun, number, rest: after })
    }
}

/// The noun before a number and the text from the number on, or the whole text without a noun.
fn noun(text: LineWords<'_>) -> (Option<Noun>, LineWords<'_>) {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = (text.to(length), text.from(length));
    let counted = rest.trim_with(|rest| rest.trim_start_matches([' ', '\u{A0}', '#']));
    let is_numbered = counted.starts_with(|c: char| c.is_ascii_digit())
        || counted.len() < rest.len() && letter(&counted).is_some();
    let nouns = [
        (Role::QuestionNoun, Noun::Question),
        (Role::StepNoun, Noun::Step),
        (Role::SectionNoun, Noun::Section),
    ];
    match nouns.iter().find(|(role, _)| is_numbered && word.is(*role)) {
        Some((_, noun)) => (Some(*noun), counted),
        None => (None, text),
    }
}

/// A number of at most four digits or a counting letter, and the text after it.
fn number(text: LineWords<'_>) -> Option<(u64, LineWords<'_>)> {
    match text.bytes().take_while(u8::is_ascii_digit).count() {
        0 => Some((letter(&text)?, text.from(1))),
        digits @ 1..=4 => Some((text[..digits].parse().ok()?, text.from(digits))),
        _ => None,
    }
}

/// A counting letter: `(b)` is 2.
fn letter(text: &str) -> Option<u64> {
    let mut chars = text.chars();
    let first = chars.next().filter(char::is_ascii_alphabetic)?;
    let alone = !chars.next().is_some_and(char::is_alphanumeric);
    alone.then(|| u64::from(first.to_ascii_lowercase() as u8 - b'a') + 1)
}

/// A reference within the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goto {
    Number {
        noun: Option<Noun>,
        number: u64,
    },
    /// `next question`, `the step below`.
    Next,
    /// `continue`, which may be an outcome as well; `see (2)` is read as `see`.
    On,
}

impl Goto {
    /// Reads `Go to Question 2`, `continue to 2`, `see (b)`, `next question`, `Step 5`.
    ///
    /// The target must say nothing else: "Skip to the technical interview" is an outcome.
    pub fn of(target: LineWords<'_>) -> Option<Goto> {
        let words = target.trim_with(|text| text.trim().trim_start_matches(['(', '[']));
        let mut rest = words;
        while let Some(after) = rest.after_opening(Role::Move) {
            rest = after.trimmed_start();
        }
        let moves = words.before(rest);
        // `Go` and `Go 12` are outcomes.
        let leads_on = moves.holds(Role::Onward) || moves.holds(Role::Towards);
        let marks = ['.', '!', ';', ',', ')', ']', ':', ' '];
        let rest = rest.trim_with(|rest| rest.trim_end_matches(marks));
        if rest.is_empty() {
            return leads_on.then_some(Goto::On);
        }
        if rest.says_only(Role::Next) || matches!(rest.as_str(), "↓" | "⬇" | "▼") {
            return Some(Goto::Next);
        }
        let (noun, counted) = noun(rest);
        if noun.is_none() && !moves.is_empty() && !leads_on {
            return None;
        }
        let counted = counted.trim_with(|text| text.trim_start_matches(['(', '#', '[']));
        let by_digit = counted.starts_with(|c: char| c.is_ascii_digit());
        let (number, tail) = number(counted)?;
        let tail = tail.trim_start_matches([')', ']', '.']).trim_start();
        let named = tail.starts_with([':', '(', '–', '—', '-', ',']);
        let bare = tail.is_empty()
            && (leads_on || noun.is_some() || rest.starts_with(['(', '#']) || by_digit);
        (bare || named && noun.is_some()).then_some(Goto::Number { noun, number })
    }
}
