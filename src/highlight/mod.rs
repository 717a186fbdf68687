//! Which parts of code are keywords, strings, comments and so on.
//!
//! A lexer of our own with a table of languages: it reads a text once, from start to end, and looks
//! ahead only within limits, so that no text takes long. It knows the words and signs of a language
//! and not its grammar. What it does not know is plain, and so is a text of an unknown language.
//! The grammars of other editors, run with regular expressions, were tried: they need 16 crates and
//! 3 MB, and over the code of a large handbook they took some hundred times as long.

mod code;
mod css;
mod keys;
mod languages;
mod line_by_line;
mod markup;
mod scanner;
mod shell;
#[cfg(test)]
mod tests;
mod yaml;

pub use languages::{Language, find};

use std::ops::Range;

use crate::highlight::languages::Lexer;
use crate::highlight::scanner::Scanner;

/// Longer texts are plain: nobody reads them for their structure.
const LONGEST: usize = 100_000;
const MOST_LINES: usize = 2_000;

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Keyword,
    String,
    /// Also a constant such as `true`.
    Number,
    Comment,
    /// What a function or a command is called.
    Name,
    Type,
    Tag,
    /// A key, an attribute or a variable.
    Attribute,
    /// A line that a patch inserts or deletes.
    Inserted,
    Deleted,
}

/// A part of a text that is not plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub span: Range<usize>,
    pub kind: Kind,
}

/// The tokens of a text, in order and apart from each other.
pub fn tokens(language: &'static Language, text: &str) -> Vec<Token> {
    let is_long =
        text.len() > LONGEST || text.bytes().filter(|byte| *byte == b'\n').count() > MOST_LINES;
    if is_long {
        return Vec::new();
    }
    let mut scanner = Scanner::new(text);
    read(&mut scanner, language);
    scanner.tokens
}

/// Reads up to the end of the text.
fn read(scanner: &mut Scanner<'_>, language: &'static Language) {
    match language.lexer {
        Lexer::Code | Lexer::Markup => markup::read(scanner, language),
        Lexer::Css => css::read(scanner, language),
        Lexer::Yaml => yaml::read(scanner),
        Lexer::Keys => keys::read(scanner, language),
        Lexer::Shell | Lexer::Console => shell::read(scanner, language),
        Lexer::Diff => line_by_line::diff(scanner),
        Lexer::Markdown => line_by_line::markdown(scanner),
    }
}
