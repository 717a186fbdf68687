//! Numbers that questions and sections go by, and targets that name them.

use super::words::{starts_with_word, words};

/// A number that a question or a section is known by: `Question 2:`, `(2)`, `2.`, `Step 2 –`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbering {
    pub noun: Option<Noun>,
    pub number: u64,
    /// Where the text after it starts.
    pub end: usize,
}

/// What a number counts. `See Step 5` does not mean question 5 when there are steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    Question,
    Step,
    Section,
}

const NOUNS: &[(&str, Noun)] = &[
    ("question", Noun::Question),
    ("q", Noun::Question),
    ("step", Noun::Step),
    ("section", Noun::Section),
    ("part", Noun::Section),
    ("chapter", Noun::Section),
    ("check", Noun::Question),
    ("gate", Noun::Step),
    ("stage", Noun::Step),
    ("phase", Noun::Step),
];

impl Numbering {
    /// The number that a heading or a question starts with.
    pub fn of(text: &str) -> Option<Numbering> {
        let (noun, start) = noun(text);
        let open = text[start..].starts_with(['(', '[', '#']);
        let start = start + usize::from(open);
        let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let (number, mut end) = match digits {
            0 => (letter(&text[start..])?, start + 1),
            1..=4 => (text[start..start + digits].parse().ok()?, start + digits),
            _ => return None,
        };
        let rest = &text[end..];
        let closed = rest.starts_with([':', '.', ')', ']', '–', '—', '-', '?', '…']);
        if !closed && !(noun.is_some() && (rest.is_empty() || rest.starts_with(' '))) {
            return None;
        }
        // `1.5 bar` and `2-4` are amounts, `A` is an article.
        let after = rest.trim_start_matches([':', '.', ')', ']', '–', '—', '-', '…', '*', ' ']);
        if noun.is_none() && after.len() == rest.len() - 1 && !after.is_empty() {
            return None;
        }
        end += rest.len() - after.len();
        Some(Numbering { noun, number, end })
    }
}

fn noun(text: &str) -> (Option<Noun>, usize) {
    for (word, noun) in NOUNS {
        let Some(head) = text.get(..word.len()) else { continue };
        if !head.eq_ignore_ascii_case(word) {
            continue;
        }
        let rest = &text[word.len()..];
        let gap = rest.len() - rest.trim_start_matches([' ', '\u{A0}', '#']).len();
        let tail = &rest[gap..];
        let numbered =
            tail.starts_with(|c: char| c.is_ascii_digit()) || gap > 0 && letter(tail).is_some();
        if numbered {
            return (Some(*noun), word.len() + gap);
        }
    }
    (None, 0)
}

/// A letter that counts: `(b)` is 2.
fn letter(text: &str) -> Option<u64> {
    let mut chars = text.chars();
    let first = chars.next().filter(char::is_ascii_alphabetic)?;
    let alone = !chars.next().is_some_and(char::is_alphanumeric);
    alone.then(|| u64::from(first.to_ascii_lowercase() as u8 - b'a') + 1)
}

/// Where a target sends the reader within the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goto {
    Number { noun: Option<Noun>, number: u64 },
    Next,
}

impl Goto {
    /// Reads `Go to Question 2`, `continue to 2`, `see (b)`, `next question`, `Step 5`.
    ///
    /// Only a target that says nothing else: "Skip to the technical interview" is an outcome.
    pub fn of(target: &str) -> Option<Goto> {
        let mut rest = target.trim().trim_start_matches(['(', '[']);
        let mut moved = false;
        while let Some(word) = MOVES.iter().find(|word| starts_with_word(rest, word)) {
            moved = true;
            rest = rest[word.len()..].trim_start();
        }
        let rest = rest.trim_end_matches(['.', '!', ';', ',', ')', ']', ':', ' ']);
        if rest.is_empty() {
            return moved.then_some(Goto::Next);
        }
        if matches!(
            words(rest).join(" ").as_str(),
            "next" | "next question" | "next step" | "next one" | "next check" | "below" | "down"
        ) {
            return Some(Goto::Next);
        }
        if matches!(rest, "↓" | "⬇" | "▼") {
            return Some(Goto::Next);
        }
        let (noun, start) = noun(rest);
        let plain = rest[start..].trim_start_matches(['(', '#', '[']);
        let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
        let (number, used) = match digits {
            0 => (letter(plain)?, 1),
            1..=4 => (plain[..digits].parse().ok()?, digits),
            _ => return None,
        };
        let tail = plain[used..].trim_start_matches([')', ']', '.']).trim_start();
        let named = tail.starts_with([':', '(', '–', '—', '-', ',']);
        let bare = tail.is_empty()
            && (moved || noun.is_some() || rest.starts_with(['(', '#']) || digits > 0);
        (bare || named && noun.is_some()).then_some(Goto::Number { noun, number })
    }
}

const MOVES: &[&str] = &[
    "go on", "go", "continue", "proceed", "skip", "jump", "move on", "move", "return", "back",
    "see", "then", "on", "to", "at", "with", "straight", "directly", "ahead", "forward", "down",
    "please", "carry on", "head", "read", "start",
];
