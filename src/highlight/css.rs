//! Reads styles: a statement is a declaration if it ends before a block starts.

use crate::highlight::Kind;
use crate::highlight::code::{comment, number, string};
use crate::highlight::languages::Language;
use crate::highlight::scanner::Scanner;

/// The part of a statement that is read.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Selector,
    Property,
    Value,
}

pub fn read(scanner: &mut Scanner<'_>, language: &Language) {
    while let Some(next) = scanner.peek() {
        if next.is_whitespace() || matches!(next, '{' | '}' | ';') {
            scanner.bump();
        } else if !comment(scanner, language) {
            statement(scanner, language);
        }
    }
}

/// Reads up to the end of a declaration or to the block of a rule.
fn statement(scanner: &mut Scanner<'_>, language: &Language) {
    let rest = scanner.rest();
    // `#{` inserts a value in SCSS.
    let ends = |(at, c): &(usize, char)| match c {
        '{' => !rest[..*at].ends_with('#'),
        ';' | '}' => true,
        _ => false,
    };
    let end = rest.char_indices().find(ends);
    let length = end.map_or(rest.len(), |(at, _)| at).max(1);
    let mut part = match end {
        Some((_, '{')) => Part::Selector,
        _ => Part::Property,
    };
    scanner.within(length, |scanner| {
        while !scanner.is_at_end() {
            part = read_part(scanner, language, part);
        }
    });
}

/// Reads a token, and returns the part that follows.
fn read_part(scanner: &mut Scanner<'_>, language: &Language, part: Part) -> Part {
    if comment(scanner, language) || string(scanner, language) {
        return part;
    }
    let Some(next) = scanner.peek() else { return part };
    let from = scanner.at;
    match next {
        '@' => {
            word(scanner);
            scanner.push(from, Kind::Keyword);
            return Part::Value;
        }
        ':' if part == Part::Property => {
            scanner.bump();
            return Part::Value;
        }
        '#' if part == Part::Value
            && scanner.rest()[1..].starts_with(|c: char| c.is_ascii_hexdigit()) =>
        {
            word(scanner);
            scanner.push(from, Kind::Number);
        }
        '!' => {
            word(scanner);
            scanner.push(from, Kind::Keyword);
        }
        '.' | '#' | '&' | '%' if part == Part::Selector => {
            word(scanner);
            scanner.push(from, Kind::Type);
        }
        ':' if part == Part::Selector => {
            scanner.take_while(|c| c == ':');
            word(scanner);
        }
        '0'..='9' => number(scanner),
        _ if next.is_alphabetic() || matches!(next, '-' | '_' | '$' | '@') => {
            word(scanner);
            match part {
                Part::Selector => scanner.push(from, Kind::Tag),
                Part::Property => scanner.push(from, Kind::Attribute),
                Part::Value if scanner.starts_with("(") => scanner.push(from, Kind::Name),
                Part::Value if matches!(next, '$') => scanner.push(from, Kind::Attribute),
                Part::Value => {}
            }
        }
        _ => scanner.bump(),
    }
    part
}

fn word(scanner: &mut Scanner<'_>) {
    scanner.bump();
    scanner.take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
}
