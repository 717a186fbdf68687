//! What the phrases of a language say in a decision.
//!
//! A phrase is one word or several, in lower case with one space between them. All phrases are in
//! one table by their first word, so a word is looked up once, whatever is asked about it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::english;

/// What a phrase says about the text that it is in. A phrase may have several roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    // The first words of an answer, and what may follow them.
    /// Answers a closed question: `yes`, `not sure`.
    Verdict,
    /// May follow such an answer without punctuation: `yes but`.
    AfterVerdict,
    /// May come before such an answer: `if yes`.
    BeforeVerdict,
    /// Means yes after `if`.
    So,
    /// Means no after `if`.
    Not,
    /// Stands for every other answer: `otherwise`.
    Rest,
    /// Opens a condition: `unless`.
    Condition,
    /// Opens a condition and is not part of its label.
    If,
    /// Opens the outcome of a condition.
    Then,
    /// After a comma, says that an outcome follows: `follow these steps`.
    Announces,

    // Actions and effects.
    /// Tells the reader to do something.
    Verb,
    /// May come before such a verb: `please`.
    BeforeVerb,
    /// Opens an action without a verb: `no`.
    Verbless,
    /// Says what happens, not what to do: `rises`.
    Effect,
    /// Opens a text that compares: `higher`.
    Compares,

    // Amounts, times and grades.
    /// A number in words.
    Number,
    /// Opens an amount with a bound: `at least`.
    Bound,
    /// Joins the ends of a range.
    RangeJoint,
    /// What a count may be of: `votes`.
    Counted,
    /// A day, a month or a time of day.
    Time,
    /// A unit of time or of a plan, before its number: `week 2`.
    TimeUnit,
    /// A grade, or one side of a pair: `high`.
    Grade,

    /// Opens a label without saying what it is about: `the`.
    Filler,

    // Headers of tables.
    /// The left column holds conditions.
    ConditionHeader,
    /// The left column may hold conditions.
    CaseHeader,
    /// The right column holds what to do.
    OutcomeHeader,

    // What an intro announces.
    /// A choice: `depending`.
    Chooses,
    /// Two things that are not alternatives: `before and after`.
    Contrasts,
    Example,
    /// Effects: `consequences`.
    Foretells,
    /// Definitions: `legend`.
    Explains,
    /// Advice: `tips`.
    Advises,
    /// A point in time: `after`.
    After,

    // The words of questions.
    /// Opens a line that asks together with a question word: `check`.
    FindsOut,
    /// A question word within such a line: `whether`.
    Embedded,
    /// Opens a line that asks without a question mark: `depending on`.
    Asks,
    /// A question word; two of them ask for pairs: `who does what`.
    QuestionWord,
    /// Asks about all of several things: `each`.
    Each,
    /// A sequence of steps: `process`.
    Process,
    /// Opens a question that is answered by an amount or a choice: `how many`.
    Graded,
    /// Opens a question that is answered at length: `why`.
    Tells,
    /// Opens a closed question about a thing: `is`.
    Auxiliary,
    /// Opens a question about what somebody does: `what do`.
    WhatDo,
    /// In such a question, something that can be seen or heard: `say`.
    Observed,
    What,
    /// After `what` not a verb that asks for causes: `is`.
    AfterWhat,
    How,
    /// After `how` not an adjective: `do`.
    AfterHow,
    Who,
    /// Opens a question for one class: `which`.
    Which,
    /// The verb of such a question: `is`.
    Being,
    /// Opens a question for one of several.
    Selects,
    /// Between the things to choose from.
    Or,

    // Numbers and the ways to them.
    /// Sends the reader on: `go to`.
    Move,
    /// The following question or step.
    Next,
    QuestionNoun,
    StepNoun,
    SectionNoun,
    /// A label that only says that a question follows: `ask`.
    Asker,
}

/// The phrases of a language.
#[derive(Debug)]
pub struct Language {
    /// The place in `entries` of each first word.
    places: HashMap<&'static str, usize, BuildHasherDefault<WordHasher>>,
    /// The phrases that start with the same word.
    entries: Vec<Vec<Phrase>>,
    /// What separates a condition from its outcome within a sentence.
    pub then: &'static [&'static str],
    /// How the answers `so` and `not` are shown.
    pub yes: &'static str,
    pub no: &'static str,
}

/// A phrase with its roles.
#[derive(Debug, Clone, Copy)]
pub struct Phrase {
    pub text: &'static str,
    pub roles: Roles,
}

/// A set of roles, one bit for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Language {
    /// The phrases of the language with a tag such as `en` or `pt-BR`.
    ///
    /// English is the only one with phrases so far, and serves for all.
    pub fn of(_tag: &str) -> Language {
        let mut language = Language {
            places: HashMap::default(),
            entries: Vec::new(),
            then: english::THEN,
            yes: english::YES,
            no: english::NO,
        };
        for (role, phrases) in english::PHRASES {
            for phrase in phrases.split(',').map(str::trim) {
                language.add(phrase, *role);
            }
        }
        language
    }

    fn add(&mut self, text: &'static str, role: Role) {
        let place = *self.places.entry(&text[..word_length(text)]).or_insert_with(|| {
            self.entries.push(Vec::new());
            self.entries.len() - 1
        });
        let entry = &mut self.entries[place];
        match entry.iter_mut().find(|phrase| phrase.text == text) {
            Some(phrase) => phrase.roles.add(Roles::from(role)),
            None => entry.push(Phrase { text, roles: Roles::from(role) }),
        }
    }

    /// Where the phrases are that start with a word in lower case.
    pub fn place(&self, word: &str) -> Option<usize> {
        self.places.get(word).copied()
    }

    pub fn phrases(&self, place: usize) -> &[Phrase] {
        &self.entries[place]
    }

    /// The phrases that start with the first word of a text.
    pub fn opening(&self, text: &str) -> &[Phrase] {
        let word = &text[..word_length(text)];
        let place = if word.is_empty() { None } else { self.place(&lower(word)) };
        place.map_or(&[], |place| self.phrases(place))
    }
}

impl Phrase {
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether a text starts with it, in capitals or not, and a word ends there.
    pub fn opens(&self, text: &str) -> bool {
        let length = self.text.len();
        text.get(..length).is_some_and(|head| head.eq_ignore_ascii_case(self.text))
            && !text[length..].starts_with(is_letter)
    }
}

impl Roles {
    pub fn has(self, role: Role) -> bool {
        self.0 & Roles::from(role).0 != 0
    }

    pub fn add(&mut self, roles: Roles) {
        self.0 |= roles.0;
    }
}

impl From<Role> for Roles {
    fn from(role: Role) -> Roles {
        Roles(1 << role as u64)
    }
}

/// Whether a character is part of a word.
pub fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// A word in lower case, copied only where it is not.
pub fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The length of the word that a text starts with.
pub fn word_length(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\'';
    let plain = text.bytes().take_while(|byte| is_plain(byte)).count();
    match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => text.find(|c| !is_letter(c)).unwrap_or(text.len()),
        _ => plain,
    }
}

/// Hashes a word. The table is of our own phrases, so nobody can choose words that collide.
#[derive(Debug, Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
