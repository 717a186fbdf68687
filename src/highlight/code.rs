//! Reads one token of code by the words and signs of its language.

use std::collections::HashMap;

use crate::highlight::Kind;
use crate::highlight::languages::{Language, Quote, Reach, Trait};
use crate::highlight::scanner::Scanner;

/// How far a regular expression is looked for.
const LONGEST_REGEX: usize = 300;

/// Keywords after which a name follows.
const DEFINING: &[&str] = &[
    "def", "fn", "func", "function", "fun", "sub", "class", "struct", "enum", "trait", "interface",
    "module", "type", "defp", "proc", "macro_rules",
];

/// The words of a language by what they are.
pub struct Words(HashMap<&'static str, Kind>);

impl Words {
    pub fn of(language: &Language) -> Words {
        let lists = [
            (language.types, Kind::Type),
            (language.constants, Kind::Number),
            (language.keywords, Kind::Keyword),
        ];
        let words = |(list, kind): (&'static str, Kind)| {
            list.split_ascii_whitespace().map(move |word| (word, kind))
        };
        Words(lists.into_iter().flat_map(words).collect())
    }

    /// What a word is that is written as in the list.
    pub fn kind_of(&self, word: &str) -> Option<Kind> {
        self.0.get(word).copied()
    }

    fn kind(&self, word: &str, language: &Language) -> Option<Kind> {
        match language.has(Trait::AnyCase) {
            true => self.0.get(&*word.to_ascii_lowercase()).copied(),
            false => self.0.get(word).copied(),
        }
    }
}

/// Reads a token, or goes past what is none.
pub fn step(scanner: &mut Scanner<'_>, language: &Language, words: &Words) {
    let Some(next) = scanner.peek() else { return };
    if next.is_whitespace() {
        scanner.take_while(char::is_whitespace);
    } else if comment(scanner, language) || string(scanner, language) {
    } else if next.is_ascii_digit() {
        number(scanner);
    } else if is_word(next, language) {
        word(scanner, language, words);
    } else if next == '\\' {
        scanner.bump();
        scanner.bump();
    } else if !sigil(scanner, language) {
        scanner.bump();
    }
}

fn is_word(c: char, language: &Language) -> bool {
    c == '_' || c.is_alphanumeric() || language.word.contains(c)
}

/// Reads a comment, if one starts here.
pub fn comment(scanner: &mut Scanner<'_>, language: &Language) -> bool {
    let from = scanner.at;
    let is_one = |open: &&str| {
        scanner.starts_with(open)
            && (**open != *"#" || !language.has(Trait::SpaceBeforeComment) || is_apart(scanner))
    };
    if let Some((open, close)) =
        language.block_comments.iter().find(|(open, _)| scanner.starts_with(open))
    {
        scanner.skip(open.len());
        match scanner.find(close) {
            Some(at) => scanner.skip(at + close.len()),
            None => scanner.skip(usize::MAX - scanner.at),
        }
    } else if language.line_comments.iter().any(is_one) {
        scanner.skip_line();
    } else {
        return false;
    }
    scanner.push(from, Kind::Comment);
    true
}

/// Whether a word could start here.
fn is_apart(scanner: &Scanner<'_>) -> bool {
    scanner.before().is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '(' | '|' | '&'))
}

/// Reads a string or a regular expression, if one starts here.
pub fn string(scanner: &mut Scanner<'_>, language: &Language) -> bool {
    let from = scanner.at;
    let quote = language.quotes.iter().find(|quote| scanner.starts_with(quote.open));
    let length = match quote {
        Some(quote) => quoted(scanner, quote),
        None if language.has(Trait::Regex) && scanner.starts_with("/") => regex(scanner),
        None => None,
    };
    let Some(length) = length else { return false };
    scanner.skip(length);
    let is_key = language.has(Trait::StringKeys) && scanner.rest().trim_start().starts_with(':');
    scanner.push(from, if is_key { Kind::Attribute } else { Kind::String });
    true
}

/// The length of a string that starts here. One without an end goes as far as its line.
fn quoted(scanner: &Scanner<'_>, quote: &Quote) -> Option<usize> {
    let text = match quote.reach {
        Reach::Lines => scanner.rest(),
        Reach::Line | Reach::Character => scanner.line(),
    };
    let end = end_of(text, quote);
    match quote.reach {
        // `'a` in Rust is no string, and `'a'` is one.
        Reach::Character => {
            end.filter(|end| text[1..end - 1].chars().count() == 1 || text[1..].starts_with('\\'))
        }
        _ => Some(end.unwrap_or(scanner.line().len())),
    }
}

/// Where a string ends that starts with a text.
fn end_of(text: &str, quote: &Quote) -> Option<usize> {
    let (bytes, close) = (text.as_bytes(), quote.close.as_bytes());
    let mut at = quote.open.len();
    // How many braces of inserted code are open.
    let mut depth = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote.escapes => at += 1,
            b'{' if depth > 0 || quote.inserts == Some(bytes[at - 1]) => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            _ if depth == 0 && bytes[at..].starts_with(close) => return Some(at + close.len()),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The length of a regular expression that starts here, where a value is expected.
fn regex(scanner: &Scanner<'_>) -> Option<usize> {
    let before = scanner.read();
    let is_value =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ')' | ']' | '}'));
    if is_value && scanner.keyword_before().is_none_or(|word| word == "this") {
        return None;
    }
    let line = scanner.line().as_bytes();
    let mut in_class = false;
    let mut at = 1;
    while at < line.len().min(LONGEST_REGEX) {
        match line[at] {
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class && at == 1 => return None,
            b'/' if !in_class => {
                let flags = line[at + 1..].iter().take_while(|flag| flag.is_ascii_alphabetic());
                return Some(at + 1 + flags.count());
            }
            _ => {}
        }
        at += 1;
    }
    None
}

pub fn number(scanner: &mut Scanner<'_>) {
    let (from, rest) = (scanner.at, scanner.rest().as_bytes());
    let is_hex = rest.starts_with(b"0x");
    let mut at = 1;
    while let Some(byte) = rest.get(at) {
        let is_part = match byte {
            b'.' => rest.get(at + 1).is_some_and(u8::is_ascii_digit),
            b'+' | b'-' => {
                matches!(rest[at - 1], b'e' | b'E')
                    && !is_hex
                    && rest.get(at + 1).is_some_and(u8::is_ascii_digit)
            }
            b'%' => true,
            byte => byte.is_ascii_alphanumeric() || *byte == b'_',
        };
        if !is_part {
            break;
        }
        at += 1;
    }
    scanner.skip(at);
    scanner.push(from, Kind::Number);
}

fn word(scanner: &mut Scanner<'_>, language: &Language, words: &Words) {
    let defined = scanner.keyword_before().filter(|keyword| DEFINING.contains(keyword));
    let defines_type = matches!(defined, Some("class" | "struct" | "enum" | "trait" | "interface"));
    let from = scanner.at;
    let is_part = scanner.before() == Some('.');
    let first_of_line = language.has(Trait::FirstWord) && scanner.is_at_line_start();
    let word = scanner.take_while(|c| is_word(c, language));
    let rest = scanner.rest();
    let is_macro = language.has(Trait::Macros) && rest.starts_with('!') && !rest.starts_with("!=");
    let is_called = rest.starts_with('(') || is_macro;
    let is_own = is_part || is_soft(word) && (defined.is_some() || is_named_here(rest));
    let before = scanner.tokens.last().filter(|last| last.kind == Kind::Keyword);
    let is_made = before.is_some_and(|last| scanner.text_of(last).ends_with("new"));
    let known = words.kind(word, language).filter(|_| !is_own);
    let kind = match known {
        Some(kind) => kind,
        None if first_of_line => Kind::Keyword,
        None if language.has(Trait::Calls) && is_called && !is_made && !defines_type => Kind::Name,
        None if language.has(Trait::Capitals) && is_capital(word) => Kind::Type,
        None if language.has(Trait::Calls) && defined.is_some() => Kind::Name,
        None => return,
    };
    if is_macro && kind == Kind::Name {
        scanner.bump();
    }
    scanner.push(from, kind);
}

/// Whether a keyword is also used as a name.
fn is_soft(word: &str) -> bool {
    const SOFT: &[&str] = &[
        "as", "async", "data", "declare", "from", "get", "id", "in", "load", "match", "module",
        "object", "of", "record", "set", "type", "use", "value", "var", "when",
    ];
    SOFT.contains(&word)
}

/// Whether the text after a word shows that it is a name: `type: 1`, `type = 1`, `(type, …)`.
fn is_named_here(after: &str) -> bool {
    let next = after.trim_start_matches(' ');
    after.starts_with([',', ')'])
        || next.starts_with(':') && !next.starts_with("::")
        || next.starts_with('=') && !next.starts_with("==") && !next.starts_with("=>")
}

/// Whether a word is written as names of types are: `Entry`, and not `MAX`.
fn is_capital(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase())
        && (word.len() == 1 || word.contains(|c: char| c.is_lowercase()))
}

/// Reads a word with its sign, such as `@decorator` and `$variable`.
fn sigil(scanner: &mut Scanner<'_>, language: &Language) -> bool {
    let from = scanner.at;
    if language.has(Trait::Attributes) && (scanner.starts_with("#[") || scanner.starts_with("#!["))
    {
        let end = scanner.line().find(']').map_or(scanner.line().len(), |at| at + 1);
        scanner.skip(end);
        scanner.push(from, Kind::Attribute);
        return true;
    }
    let before = scanner.before();
    let sign = language.sigils.iter().find(|(sign, _)| scanner.peek() == Some(*sign));
    let Some((sign, kind)) = sign else { return false };
    let is_joined = before.is_some_and(|c| c == *sign || is_word(c, language));
    let after = scanner.rest()[1..].chars().next();
    let starts_name = |c: char| c.is_alphabetic() || c == '_' || (*sign == '$' && c.is_numeric());
    if is_joined || !after.is_some_and(starts_name) {
        return false;
    }
    scanner.bump();
    scanner.take_while(|c| is_word(c, language));
    scanner.push(from, *kind);
    true
}
