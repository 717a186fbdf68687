//! Reads YAML line by line. A value without quotes is plain.

use crate::highlight::Kind;
use crate::highlight::scanner::Scanner;

const CONSTANTS: &[&str] = &["true", "false", "null", "yes", "no", "on", "off", "~"];

pub fn read(scanner: &mut Scanner<'_>) {
    while !scanner.is_at_end() {
        let indent = scanner.take_while(|c| c == ' ').len();
        if scanner.starts_with("---") {
            scanner.skip(3);
        }
        while scanner.starts_with("- ") {
            scanner.skip(2);
            scanner.take_while(|c| c == ' ');
        }
        key(scanner);
        let is_text = starts_text(scanner.line());
        while scanner.peek().is_some_and(|c| c != '\n') {
            value(scanner);
        }
        scanner.skip(1);
        if is_text {
            text(scanner, indent);
        }
    }
}

/// Reads a key and its colon, if the line or the value starts with one.
fn key(scanner: &mut Scanner<'_>) {
    let from = scanner.at;
    let line = scanner.line();
    let quote = line.starts_with(['"', '\'']);
    let length = match quote {
        true => line[1..].find(&line[..1]).map(|at| at + 2),
        false => line.match_indices(':').map(|(at, _)| at).find(|at| ends_key(&line[at + 1..])),
    };
    let Some(length) = length.filter(|length| ends_key(line[*length..].trim_start_matches(':')))
    else {
        return;
    };
    let is_key = line[length..].starts_with(':')
        && !line.starts_with(['#', '{', '[', '&', '*', '!', '|', '>', '%'])
        && !line[..length].contains(" #");
    if is_key {
        scanner.skip(length);
        scanner.push(from, Kind::Attribute);
        scanner.skip(1);
    }
}

fn ends_key(after: &str) -> bool {
    after.is_empty() || after.starts_with([' ', '\t', '\r'])
}

/// Whether a value is a text that stands on the lines below.
fn starts_text(value: &str) -> bool {
    let value = value.split(" #").next().unwrap_or_default().trim();
    let value = value.rsplit(' ').next().unwrap_or_default();
    let sign = value.trim_end_matches(|c: char| matches!(c, '+' | '-') || c.is_ascii_digit());
    matches!(sign, "|" | ">")
}

/// Reads a text that is indented more than its key.
fn text(scanner: &mut Scanner<'_>, indent: usize) {
    let from = scanner.at;
    loop {
        let line = scanner.line();
        let is_inside = line.len() - line.trim_start_matches(' ').len() > indent;
        if scanner.is_at_end() || !is_inside && !line.trim().is_empty() {
            break;
        }
        scanner.skip(line.len() + 1);
    }
    scanner.push_trimmed(from, Kind::String);
}

/// Reads a part of a value.
fn value(scanner: &mut Scanner<'_>) {
    let from = scanner.at;
    let Some(next) = scanner.peek() else { return };
    let is_apart =
        scanner.before().is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '{' | ','));
    match next {
        '#' if is_apart => {
            scanner.skip_line();
            scanner.push(from, Kind::Comment);
        }
        '"' | '\'' if is_apart => quoted(scanner, next),
        '&' | '*' | '!' if is_apart => {
            scanner.take_while(|c| !c.is_whitespace() && c != ',');
            scanner.push(from, Kind::Type);
        }
        _ if is_apart && !next.is_whitespace() => plain(scanner),
        _ => scanner.bump(),
    }
}

/// Reads a string in quotes, which may go over several lines.
fn quoted(scanner: &mut Scanner<'_>, quote: char) {
    let from = scanner.at;
    let bytes = scanner.rest().as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != quote as u8 {
        at += if bytes[at] == b'\\' && quote == '"' { 2 } else { 1 };
    }
    let has_end = at < bytes.len();
    scanner.skip(if has_end { at + 1 } else { scanner.line().len() });
    let is_key = scanner.line().trim_start().starts_with(':');
    scanner.push(from, if is_key { Kind::Attribute } else { Kind::String });
}

/// Reads a value without quotes: a number, a constant, a key in braces, or plain text.
fn plain(scanner: &mut Scanner<'_>) {
    let from = scanner.at;
    let is_inside = |c: char| !matches!(c, ',' | ']' | '}' | '\n' | '#' | '{' | '[' | ':' | '"');
    let word = scanner.take_while(is_inside).trim_end();
    if word.is_empty() {
        return scanner.bump();
    }
    let after = scanner.rest();
    let is_key = after.starts_with(": ") && scanner.line().contains('}');
    let is_whole = after.is_empty() || after.starts_with([',', ']', '}', '\n', '#']);
    let known = match word.to_ascii_lowercase() {
        lower if CONSTANTS.contains(&&*lower) => Some(Kind::Number),
        _ if word.parse::<f64>().is_ok() && !word.starts_with(|c: char| c.is_alphabetic()) => {
            Some(Kind::Number)
        }
        _ => None,
    };
    let end = scanner.at;
    scanner.at = from + word.len();
    if is_key {
        scanner.push(from, Kind::Attribute);
    } else if let Some(kind) = known.filter(|_| is_whole) {
        scanner.push(from, kind);
    }
    scanner.at = end;
}
