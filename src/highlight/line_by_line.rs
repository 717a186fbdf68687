//! Reads texts whose lines say by their start what they are.

use crate::highlight::scanner::Scanner;
use crate::highlight::{Kind, yaml};

/// Starts of lines in a patch, the longer first.
const DIFF_LINES: &[(&str, Kind)] = &[
    ("+++", Kind::Type),
    ("---", Kind::Type),
    ("@@", Kind::Keyword),
    ("diff ", Kind::Comment),
    ("index ", Kind::Comment),
    ("+", Kind::Inserted),
    ("-", Kind::Deleted),
    ("> ", Kind::Inserted),
    ("< ", Kind::Deleted),
    ("!", Kind::Keyword),
];

/// Reads a patch.
pub fn diff(scanner: &mut Scanner<'_>) {
    while !scanner.is_at_end() {
        let from = scanner.at;
        let kind = DIFF_LINES.iter().find(|(start, _)| scanner.starts_with(start));
        scanner.skip_line();
        if let Some((_, kind)) = kind {
            scanner.push(from, *kind);
        }
        scanner.skip(1);
    }
}

/// Reads markdown: headings, code, comments and addresses.
pub fn markdown(scanner: &mut Scanner<'_>) {
    if let Some(rest) = scanner.rest().strip_prefix("---\n")
        && let Some(length) = rest.find("\n---")
    {
        scanner.skip(4);
        scanner.within(length, yaml::read);
        scanner.skip(4);
    }
    let mut fence = None;
    while !scanner.is_at_end() {
        let from = scanner.at;
        scanner.take_while(|c| matches!(c, ' ' | '>' | '\t'));
        let line = scanner.line();
        let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'));
        let ticks = sign.map_or(0, |sign| line.chars().take_while(|c| *c == sign).count());
        match fence {
            Some((sign_of_it, least)) => {
                let ends =
                    sign == Some(sign_of_it) && ticks >= least && line[ticks..].trim().is_empty();
                scanner.skip_line();
                scanner.push(from, Kind::String);
                fence = fence.filter(|_| !ends);
            }
            None if ticks > 2 => {
                scanner.skip_line();
                scanner.push(from, Kind::String);
                fence = sign.map(|sign| (sign, ticks));
            }
            None if line.starts_with('#') && line.trim_start_matches('#').starts_with(' ') => {
                scanner.skip_line();
                scanner.push(from, Kind::Keyword);
            }
            None => words(scanner),
        }
        scanner.skip(1);
    }
}

/// Reads a line of text.
fn words(scanner: &mut Scanner<'_>) {
    while scanner.peek().is_some_and(|c| c != '\n') {
        let from = scanner.at;
        let line = scanner.line();
        let (length, kind) = if line.starts_with("<!--") {
            (scanner.find("-->").map(|at| at + 3), Kind::Comment)
        } else if let Some(rest) = line.strip_prefix('`') {
            (rest.find('`').map(|at| at + 2), Kind::String)
        } else if scanner.before() == Some(']') && line.starts_with('(') {
            (line.find(')').map(|at| at + 1), Kind::Attribute)
        } else {
            scanner.bump();
            scanner.take_while(|c| !matches!(c, '`' | '<' | '(' | '\n'));
            continue;
        };
        match length {
            Some(length) => {
                scanner.skip(length);
                scanner.push(from, kind);
            }
            None => scanner.bump(),
        }
    }
}
