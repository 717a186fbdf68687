//! The languages that are known, by the names that people write.

mod compiled;
mod data;
mod scripting;
mod web;

use crate::highlight::Kind;

/// What is known about a language.
#[derive(Debug)]
pub struct Language {
    /// In lower case, with spaces between.
    pub names: &'static str,
    pub lexer: Lexer,
    pub keywords: &'static str,
    pub types: &'static str,
    pub constants: &'static str,
    pub line_comments: &'static [&'static str],
    pub block_comments: &'static [(&'static str, &'static str)],
    pub quotes: &'static [Quote],
    /// What a sign and the word after it are.
    pub sigils: &'static [(char, Kind)],
    /// Characters of words beside letters, digits and `_`.
    pub word: &'static str,
    pub traits: &'static [Trait],
}

/// How a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lexer {
    Code,
    Markup,
    Css,
    Yaml,
    /// Lines with a key and a value.
    Keys,
    Shell,
    /// Commands after a prompt, and what they print.
    Console,
    Diff,
    Markdown,
}

/// A habit of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// Its words may be in capitals.
    AnyCase,
    /// Words with a capital are types.
    Capitals,
    /// Words before a parenthesis are functions.
    Calls,
    /// `name!(…)`.
    Macros,
    /// `#[name]`.
    Attributes,
    /// `/regular expression/`.
    Regex,
    /// A string before a colon is a key.
    StringKeys,
    /// The first word of a line is a keyword.
    FirstWord,
    /// `#` starts a comment only after a space.
    SpaceBeforeComment,
    /// Elements of markup are values.
    Elements,
    /// Code between braces is inside of text.
    Braces,
    /// A template: code in `{{ }}` and `{% %}`.
    Template,
    /// The text starts with code between lines of dashes.
    FrontMatter,
}

/// The signs around a string.
#[derive(Debug)]
pub struct Quote {
    pub open: &'static str,
    pub close: &'static str,
    pub reach: Reach,
    /// Whether `\` makes the next character a part of it.
    pub escapes: bool,
    /// The sign before a brace that inserts code.
    pub inserts: Option<u8>,
}

/// How far a string may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Character,
    Line,
    Lines,
}

/// A string within one line.
const fn line(sign: &'static str) -> Quote {
    Quote { open: sign, close: sign, reach: Reach::Line, escapes: true, inserts: None }
}

/// A string over several lines.
const fn lines(sign: &'static str) -> Quote {
    Quote { open: sign, close: sign, reach: Reach::Lines, escapes: true, inserts: None }
}

/// A string over several lines, in which `\` means nothing.
const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, reach: Reach::Lines, escapes: false, inserts: None }
}

/// A string over several lines with code in it: a sign and braces around.
const fn inserting(sign: &'static str, inserts: u8) -> Quote {
    Quote { inserts: Some(inserts), ..lines(sign) }
}

const NO_LANGUAGE: Language = Language {
    names: "",
    lexer: Lexer::Code,
    keywords: "",
    types: "",
    constants: "",
    line_comments: &[],
    block_comments: &[],
    quotes: &[],
    sigils: &[],
    word: "",
    traits: &[],
};

const C_COMMENTS: &[(&str, &str)] = &[("/*", "*/")];

impl Language {
    pub fn has(&self, habit: Trait) -> bool {
        self.traits.contains(&habit)
    }
}

/// The language that a name means.
pub fn find(name: &str) -> Option<&'static Language> {
    let name = name.to_lowercase();
    all().find(|language| language.names.split_ascii_whitespace().any(|one| one == name))
}

/// Every language.
pub fn all() -> impl Iterator<Item = &'static Language> {
    [web::ALL, data::ALL, scripting::ALL, compiled::ALL].into_iter().flatten()
}

/// The code in templates of HTML.
pub use web::{CSS, JAVASCRIPT, TEMPLATE, TYPESCRIPT};
