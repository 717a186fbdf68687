//! Reads lines with a key and a value: TOML, INI, properties and headers.

use crate::highlight::Kind;
use crate::highlight::code::{Words, comment, step};
use crate::highlight::languages::Language;
use crate::highlight::scanner::Scanner;

pub fn read(scanner: &mut Scanner<'_>, language: &Language) {
    let words = Words::of(language);
    while !scanner.is_at_end() {
        if scanner.is_at_line_start() && line_start(scanner, language) {
            continue;
        }
        step(scanner, language, &words);
    }
}

/// Reads what starts a line: a comment, a section or a key. False if it is something else.
fn line_start(scanner: &mut Scanner<'_>, language: &Language) -> bool {
    scanner.take_while(|c| c == ' ' || c == '\t');
    if comment(scanner, language) {
        return true;
    }
    let from = scanner.at;
    let line = scanner.line();
    let end = line.find(['=', ':']).map(|at| line[..at].trim_end().len());
    let kind = match (section(line), end) {
        (Some(length), _) => Some((length, Kind::Type)),
        (None, Some(end)) if end > 0 && is_key(&line[..end]) => Some((end, Kind::Attribute)),
        _ => None,
    };
    let Some((length, kind)) = kind else { return false };
    scanner.skip(length);
    scanner.push(from, kind);
    true
}

/// Whether the text before an equals sign is a key, and no part of a list.
fn is_key(text: &str) -> bool {
    !text.contains([',', '{', '(']) && text.matches('"').count().is_multiple_of(2)
}

/// The length of the name of a section: `[a.b]`, and no list.
fn section(line: &str) -> Option<usize> {
    let length = line.rfind(']').filter(|_| line.starts_with('['))? + 1;
    let rest = line[length..].trim_start();
    let is_list = line.contains(',') || line.starts_with("[\"");
    (!is_list && (rest.is_empty() || rest.starts_with(['#', ';']))).then_some(length)
}
