//! The phrases of a language and their roles in a decision.
//!
//! A phrase is one or more words in lower case, separated by single spaces. All phrases are in one
//! table by first word, so that one lookup serves all roles.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

use serde::Deserialize;

use crate::text::is_plain_letter;
use crate::words::Words;

/// The role of a phrase. A phrase may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Says how often, which answers only together with other such words: `always`.
    Frequency,
    /// Stands for every other answer: `otherwise`.
    Rest,
    /// Opens a condition: `unless`.
    Condition,
    /// Opens a condition and is not part of its label.
    If,
    /// Opens a case if an action follows a comma: `for small boxes, use the van`.
    For,
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
    /// No verb, at the start of a sentence: `there`.
    NoVerb,
    /// Follows a verb, and seldom a noun: `the`.
    Object,
    /// An effect instead of an action: `rises`.
    Effect,
    /// Opens a comparison: `higher`.
    Compares,

    // Amounts, times and grades.
    /// A number in words.
    Number,
    /// Opens an amount with a bound: `at least`.
    Bound,
    /// Joins the bounds of a range.
    RangeJoint,
    /// A noun that is counted: `votes`.
    Counted,
    /// A day, a month or a time of day.
    Time,
    /// A unit of time or of a plan, before its number: `week 2`.
    TimeUnit,
    /// A grade, or one side of a pair: `high`.
    Grade,

    /// Opens a label without meaning: `the`.
    Filler,
    /// Turns a condition into its opposite: `not`.
    Negation,
    /// A verb that says little about what a condition is about: `need`.
    Light,
    /// Says what somebody has to do or may do: `should`.
    Obliges,
    /// Opens a step that follows another: `once`.
    Sequence,
    /// Opens a condition that nobody can meet: `you could`.
    Hypothetical,
    /// Ends a label that goes on in the list below it: `for`.
    Unfinished,

    // Headers of tables.
    /// The left column holds conditions.
    ConditionHeader,
    /// The left column may hold conditions.
    CaseHeader,
    /// The right column holds outcomes.
    OutcomeHeader,
    /// Above a table: its first row that matches decides.
    FirstMatch,
    /// In a cell: the condition always holds.
    Any,

    // Announcements of an intro.
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
    /// Things that count together: `factors`.
    Factors,
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
    /// Asks for an explanation, anywhere in a question: `difference`.
    Defines,
    /// Opens a question about the one before it: `and`.
    FollowUp,
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

    // Numbers and references to them.
    /// Sends the reader on: `go to`.
    Move,
    /// Among such words: sends the reader to what follows, `continue`.
    Onward,
    /// Among such words: says that a place follows, `to`.
    Towards,
    /// The following question or step.
    Next,
    /// Says only that a flowchart begins: `start`.
    Begins,
    /// Says only that a flowchart ends: `done`.
    Ends,
    /// Says that going back is meant: `again`.
    Again,
    QuestionNoun,
    StepNoun,
    SectionNoun,
    /// A label that only announces a question: `ask`.
    Asker,
}

/// The phrases of a language.
#[derive(Debug)]
pub struct Language {
    /// The index in `entries` of each first word.
    places: HashMap<String, usize, BuildHasherDefault<WordHasher>>,
    /// The phrases with the same first word.
    entries: Vec<Vec<Phrase>>,
    /// The first letters of all phrases.
    initials: BTreeSet<char>,
    /// Separators between a condition and its outcome within a sentence.
    pub then: &'static [&'static str],
    /// What may follow a condition without a comma.
    pub turns: &'static [&'static str],
    /// The displayed answers for `so` and `not`.
    pub yes: &'static str,
    pub no: &'static str,
    /// The words for every other case, and above conditions and outcomes.
    pub otherwise: String,
    pub when: String,
    pub then_do: String,
}

/// A phrase with its roles.
#[derive(Debug, Clone)]
pub struct Phrase {
    pub text: String,
    pub roles: Roles,
}

/// A set of roles as a bit mask.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles(u128);

impl Language {
    /// The phrases of a language tag such as `en` or `pt-BR`.
    ///
    /// English is the only language so far. Others have no phrases, so that only arrows, drawings
    /// and marks tell their decisions.
    pub fn of(tag: &str) -> Language {
        Language::with_words(tag, &Words::of(tag))
    }

    /// As [`Language::of`], with the words of the interface that the build has.
    pub fn with_words(tag: &str, words: &Words) -> Language {
        let mut language = Language {
            places: HashMap::default(),
            entries: Vec::new(),
            initials: BTreeSet::new(),
            then: &[", then ", " then "],
            turns: &[" you can ", " you should ", " you must ", " you need to ", " please "],
            yes: "Yes",
            no: "No",
            otherwise: words.rule.otherwise.to_string(),
            when: words.tree.when.to_string(),
            then_do: words.tree.then.to_string(),
        };
        let phrases = match tag.split(['-', '_']).next().unwrap_or("") {
            "" => include_str!("english.toml"),
            subtag if subtag.eq_ignore_ascii_case("en") => include_str!("english.toml"),
            _ => "",
        };
        let roles: BTreeMap<Role, String> = toml::from_str(phrases).unwrap_or_default();
        for (role, phrases) in roles {
            phrases.split(',').for_each(|phrase| language.add(phrase.trim(), role));
        }
        language
    }

    /// Whether the phrases of the language are not known.
    pub fn is_wordless(&self) -> bool {
        self.entries.is_empty()
    }

    fn add(&mut self, text: &str, role: Role) {
        let first = text[..word_length(text)].to_owned();
        self.initials.extend(first.chars().next());
        let place = *self.places.entry(first).or_insert_with(|| {
            self.entries.push(Vec::new());
            self.entries.len() - 1
        });
        let entry = &mut self.entries[place];
        match entry.iter_mut().find(|phrase| phrase.text == text) {
            Some(phrase) => phrase.roles.add(Roles::from(role)),
            None => entry.push(Phrase { text: text.to_owned(), roles: Roles::from(role) }),
        }
    }

    /// Whether a lower-case word alone is a phrase of a role.
    pub fn has(&self, word: &str, role: Role) -> bool {
        let phrases = self.place(word).map_or(&[][..], |place| self.phrases(place));
        phrases.iter().any(|phrase| phrase.has(role) && phrase.text == word)
    }

    /// The index of the phrases that start with a lower-case word.
    pub fn place(&self, word: &str) -> Option<usize> {
        self.places.get(word).copied()
    }

    pub fn phrases(&self, place: usize) -> &[Phrase] {
        &self.entries[place]
    }

    /// The phrases that start with the first word of a text.
    pub fn opening(&self, text: &str) -> &[Phrase] {
        let initial = text.chars().next().filter(|c| !is_plain_letter(*c));
        let initial = initial.map(|c| c.to_lowercase().next().unwrap_or(c));
        // Text of another script has long words, none of which is here.
        if !initial.is_some_and(|initial| self.initials.contains(&initial)) {
            return &[];
        }
        let place = self.place_in_any_case(&text[..word_length(text)]);
        place.map_or(&[], |place| self.phrases(place))
    }

    /// The index of the phrases that start with a word. Short words are not copied to the heap.
    fn place_in_any_case(&self, word: &str) -> Option<usize> {
        let mut buffer = [0; 32];
        match buffer.get_mut(..word.len()) {
            Some(letters) if word.is_ascii() => {
                letters.copy_from_slice(word.as_bytes());
                letters.make_ascii_lowercase();
                self.place(std::str::from_utf8(letters).ok()?)
            }
            _ => self.place(&lower(word)),
        }
    }
}

impl Phrase {
    pub fn has(&self, role: Role) -> bool {
        self.roles.has(role)
    }

    /// Whether a text starts with this phrase, ignoring case, at a word boundary.
    pub fn opens(&self, text: &str) -> bool {
        let length = self.text.len();
        text.get(..length).is_some_and(|head| head.eq_ignore_ascii_case(&self.text))
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
        Roles(1 << role as u128)
    }
}

/// Whether a character is part of a word.
pub fn is_letter(c: char) -> bool {
    is_plain_letter(c) || c.is_alphanumeric() || matches!(c, '\'' | '’')
}

/// A word in lower case, copied only if necessary.
pub fn lower(word: &str) -> Cow<'_, str> {
    let is_lower = |c: char| is_plain_letter(c) || c.is_ascii() && !c.is_ascii_uppercase();
    if word.chars().all(is_lower) { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// The length of the first word of a text.
pub fn word_length(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'\'';
    let plain = text.bytes().take_while(|byte| is_plain(byte)).count();
    match text.as_bytes().get(plain) {
        Some(byte) if !byte.is_ascii() => text.find(|c| !is_letter(c)).unwrap_or(text.len()),
        _ => plain,
    }
}

/// A fast word hash. The table holds only built-in phrases, so collisions cannot be provoked.
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
