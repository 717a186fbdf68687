//! Reads commands of a shell, also those after a prompt.

use crate::highlight::Kind;
use crate::highlight::code::{Words, comment, step};
use crate::highlight::languages::{Language, Lexer};
use crate::highlight::scanner::Scanner;

/// Words after which a command follows.
const BEFORE_COMMANDS: &[&str] =
    &["if", "then", "else", "elif", "do", "while", "until", "sudo", "exec", "time", "!"];

pub fn read(scanner: &mut Scanner<'_>, language: &Language) {
    let words = Words::of(language);
    let mut continues = false;
    while !scanner.is_at_end() {
        let has_prompt = prompt(scanner);
        if language.lexer == Lexer::Console && !has_prompt && !continues {
            scanner.skip(scanner.line().len() + 1);
            continue;
        }
        continues = scanner.line().trim_end().ends_with(['\\', '`']);
        // A string or a document may go over several lines.
        loop {
            command(scanner, language, &words);
            if scanner.is_at_end() || scanner.before() == Some('\n') {
                break;
            }
        }
    }
}

/// Reads a prompt such as `$ `, `user@host:~$ ` and `PS C:\> `.
fn prompt(scanner: &mut Scanner<'_>) -> bool {
    let from = scanner.at;
    let line = scanner.line();
    let is_start = |start: &str| {
        start.is_empty()
            || start.starts_with("PS ")
            || start.starts_with('(') && start.trim_end().ends_with(')')
            || start.contains('@') && !start.contains(char::is_whitespace)
            || start.starts_with('~') && !start.contains(char::is_whitespace)
    };
    let is_prompt = |at: &usize| is_start(&line[..*at]) && line[at + 1..].starts_with(' ');
    let signs = line.char_indices().filter(|(_, c)| matches!(c, '$' | '%' | '>' | '❯'));
    let at =
        signs.map(|(at, _)| at).take(2).find(|at| line.is_char_boundary(at + 1) && is_prompt(at));
    let Some(at) = at else { return false };
    scanner.skip(at + 1);
    scanner.push(from, Kind::Comment);
    true
}

/// Reads a token, which is the name of a command in some places.
fn command(scanner: &mut Scanner<'_>, language: &Language, words: &Words) {
    let Some(next) = scanner.peek() else { return };
    let from = scanner.at;
    if next == '\n' {
        return scanner.bump();
    }
    if matches!(next, ' ' | '\t' | '\r') {
        scanner.take_while(|c| matches!(c, ' ' | '\t' | '\r'));
        return;
    }
    if comment(scanner, language) || document(scanner) || variable(scanner) {
        return;
    }
    let is_word =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+' | ':' | '~' | '@');
    if !is_word(next) {
        return step(scanner, language, words);
    }
    let is_command = starts_command(scanner);
    let is_first = scanner
        .before()
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '$' | '}' | '"' | '\''));
    let word = scanner.take_while(is_word);
    let is_set = scanner.starts_with("=");
    let kind = match words.kind_of(word) {
        Some(Kind::Keyword) if is_command => Kind::Keyword,
        _ if is_set && is_command && !word.starts_with('-') => Kind::Attribute,
        _ if word.bytes().all(|byte| byte.is_ascii_digit()) && is_first => Kind::Number,
        _ if is_command
            && word.starts_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '/' | '~')) =>
        {
            Kind::Name
        }
        _ => return,
    };
    scanner.push(from, kind);
}

/// Whether a command starts here: on a new line, after a sign that ends one, or after a keyword.
fn starts_command(scanner: &Scanner<'_>) -> bool {
    let read = scanner.read();
    let last = read.chars().next_back();
    let continues = read.ends_with('\\');
    let is_after_keyword = || {
        let word = read.rsplit(char::is_whitespace).next().unwrap_or_default();
        BEFORE_COMMANDS.contains(&word) && scanner.before().is_some_and(char::is_whitespace)
    };
    !continues
        && (scanner.is_at_line_start()
            || scanner.is_after_prompt()
            || matches!(last, Some('|' | ';' | '&' | '(')) && !read.ends_with(">&")
            || is_after_keyword())
}

/// Reads `$name`, `${…}` and `$(`.
fn variable(scanner: &mut Scanner<'_>) -> bool {
    let from = scanner.at;
    let Some(rest) = scanner.rest().strip_prefix('$') else { return false };
    let length = match rest.chars().next() {
        Some('{') => scanner.line().find('}').map(|at| at + 1),
        Some(c) if c.is_alphanumeric() || c == '_' => {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_');
            Some(1 + end.unwrap_or(rest.len()))
        }
        Some('?' | '@' | '#' | '!' | '*' | '$') => Some(2),
        _ => None,
    };
    scanner.skip(length.unwrap_or(1));
    if length.is_some() {
        scanner.push(from, Kind::Attribute);
    }
    true
}

/// Reads `<<EOF` and the text up to a line that says so.
fn document(scanner: &mut Scanner<'_>) -> bool {
    let line = scanner.line();
    let Some(start) = line.strip_prefix("<<").filter(|start| !start.starts_with('<')) else {
        return false;
    };
    let name = start.trim_start_matches(['-', '~', ' ']).trim_start_matches(['"', '\'', '\\']);
    let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())];
    if name.is_empty() {
        return false;
    }
    scanner.skip(line.len() + 1);
    let from = scanner.at;
    while !scanner.is_at_end() && scanner.line().trim() != name {
        scanner.skip(scanner.line().len() + 1);
    }
    scanner.skip_line();
    scanner.push(from, Kind::String);
    true
}
