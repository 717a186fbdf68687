//! Reads code, markup, and each in the other: elements in JSX, code in braces of components.

use crate::highlight::code::{Words, comment, step};
use crate::highlight::languages::{self, Language, Lexer, Trait};
use crate::highlight::scanner::Scanner;
use crate::highlight::{Kind, read as read_all};

/// Elements whose content is code.
const WITH_CODE: &[(&str, &Language)] =
    &[("script", &languages::JAVASCRIPT), ("style", &languages::CSS)];

/// What starts and ends code in a template.
const TEMPLATE_SIGNS: &[(&str, &str)] = &[("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("<?", "?>")];

/// What is being read.
enum Mode {
    /// Code, with the number of open braces.
    Code(usize),
    /// Text in elements, with their number.
    Text(usize),
    /// The inside of a tag.
    Tag(TagStart),
}

#[derive(Clone, Copy)]
struct TagStart {
    is_closing: bool,
    /// An element whose content is code.
    code: Option<(&'static str, &'static Language)>,
}

struct Reader<'s, 'a> {
    scanner: &'s mut Scanner<'a>,
    /// That of markup.
    markup: &'static Language,
    /// That of code in it, or of all.
    code: &'static Language,
    words: Words,
    modes: Vec<Mode>,
}

/// Reads a text of code or of markup.
pub fn read(scanner: &mut Scanner<'_>, language: &'static Language) {
    let is_code = language.lexer == Lexer::Code;
    let code = if is_code { language } else { &languages::TYPESCRIPT };
    if language.has(Trait::FrontMatter) {
        front_matter(scanner);
    }
    let first = if is_code { Mode::Code(0) } else { Mode::Text(0) };
    let words = Words::of(code);
    let mut reader = Reader { scanner, markup: language, code, words, modes: vec![first] };
    while !reader.scanner.is_at_end() {
        reader.step();
    }
}

/// Reads the code between dashes at the start of a component.
fn front_matter(scanner: &mut Scanner<'_>) {
    let Some(length) = scanner.rest().strip_prefix("---\n").and_then(|rest| rest.find("\n---"))
    else {
        return;
    };
    scanner.skip(4);
    scanner.within(length, |scanner| read_all(scanner, &languages::TYPESCRIPT));
    scanner.skip(4);
}

impl Reader<'_, '_> {
    fn step(&mut self) {
        match self.modes.last_mut() {
            Some(Mode::Code(depth)) => {
                let depth = *depth;
                self.code(depth);
            }
            Some(Mode::Tag(start)) => {
                let start = *start;
                self.tag(start);
            }
            Some(Mode::Text(_)) | None => self.text(),
        }
    }

    fn code(&mut self, depth: usize) {
        match self.scanner.peek() {
            Some('{') => self.set_depth(depth + 1),
            Some('}') if depth > 0 => self.set_depth(depth - 1),
            Some('}') if self.modes.len() > 1 => {
                self.scanner.bump();
                self.modes.pop();
            }
            Some('<') if self.starts_element() => {
                self.modes.push(Mode::Text(0));
                self.text();
            }
            _ => step(self.scanner, self.code, &self.words),
        }
    }

    fn set_depth(&mut self, depth: usize) {
        self.scanner.bump();
        self.modes.pop();
        self.modes.push(Mode::Code(depth));
    }

    /// Whether a `<` in code starts an element, and does not compare.
    fn starts_element(&self) -> bool {
        if !self.code.has(Trait::Elements) && self.markup.lexer == Lexer::Code {
            return false;
        }
        let after = self.scanner.rest()[1..].chars().next();
        let is_value = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ')' | ']');
        after.is_some_and(|c| c.is_alphabetic() || c == '>')
            && (!self.scanner.read().ends_with(is_value) || self.scanner.keyword_before().is_some())
    }

    fn text(&mut self) {
        let rest = self.scanner.rest();
        if self.template() || comment(self.scanner, self.markup) {
            return;
        }
        let has_braces = self.markup.has(Trait::Braces) || self.markup.lexer == Lexer::Code;
        let after = rest.chars().nth(1);
        match rest.as_bytes()[0] {
            b'{' if has_braces => self.open_brace(),
            b'<' if after
                .is_some_and(|c| c.is_alphabetic() || matches!(c, '/' | '!' | '?' | '>')) =>
            {
                self.open_tag();
            }
            _ => {
                self.scanner.bump();
                self.scanner.take_while(|c| !matches!(c, '<' | '{'));
            }
        }
    }

    /// Reads code of a template, if it starts here.
    fn template(&mut self) -> bool {
        let is_here = |(open, _): &&(&str, &str)| self.scanner.starts_with(open);
        let signs = TEMPLATE_SIGNS.iter().find(is_here);
        let Some((open, close)) = signs.filter(|_| self.markup.has(Trait::Template)) else {
            return false;
        };
        self.scanner.skip(open.len());
        let length = self.scanner.find(close).unwrap_or(self.scanner.line().len());
        self.scanner.within(length, |scanner| {
            let words = Words::of(&languages::TEMPLATE);
            while !scanner.is_at_end() {
                step(scanner, &languages::TEMPLATE, &words);
            }
        });
        true
    }

    /// Goes into the code of a brace. `{#if}` and `{/if}` are keywords.
    fn open_brace(&mut self) {
        self.scanner.bump();
        self.modes.push(Mode::Code(0));
        let from = self.scanner.at;
        let sign = self.scanner.peek().filter(|c| matches!(c, '#' | ':' | '/' | '@'));
        if sign.is_some() && self.scanner.rest()[1..].starts_with(|c: char| c.is_alphabetic()) {
            self.scanner.bump();
            self.scanner.take_while(char::is_alphabetic);
            self.scanner.push(from, Kind::Keyword);
        }
    }

    fn open_tag(&mut self) {
        self.scanner.bump();
        let is_closing = self.scanner.starts_with("/");
        self.scanner.take_while(|c| matches!(c, '/' | '!' | '?'));
        let from = self.scanner.at;
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | ':' | '_');
        let name = self.scanner.take_while(is_name);
        self.scanner.push(from, Kind::Tag);
        let code = WITH_CODE.iter().find(|(element, _)| *element == name && !is_closing);
        let code = code.copied().filter(|_| self.markup.lexer == Lexer::Markup);
        self.modes.push(Mode::Tag(TagStart { is_closing, code }));
    }

    /// Reads an attribute, a value or the end of a tag.
    fn tag(&mut self, start: TagStart) {
        let from = self.scanner.at;
        let Some(next) = self.scanner.peek() else { return };
        let has_braces = self.markup.has(Trait::Braces) || self.markup.lexer == Lexer::Code;
        match next {
            _ if self.template() => {}
            '>' => self.end_tag(start),
            '/' if self.scanner.starts_with("/>") => {
                self.scanner.bump();
                self.close(0);
            }
            '{' if has_braces => self.open_brace(),
            '"' | '\'' => {
                self.scanner.bump();
                self.scanner.take_while(|c| c != next);
                self.scanner.bump();
                self.scanner.push(from, Kind::String);
            }
            _ if next.is_whitespace() || next == '=' => self.scanner.bump(),
            _ => {
                let kind = match self.scanner.before() {
                    Some('=') => Kind::String,
                    _ => Kind::Attribute,
                };
                self.scanner.bump();
                self.scanner
                    .take_while(|c| !c.is_whitespace() && !matches!(c, '=' | '>' | '{' | '"'));
                self.scanner.push(from, kind);
            }
        }
    }

    fn end_tag(&mut self, start: TagStart) {
        self.close(if start.is_closing { -1 } else { 1 });
        let Some((name, language)) = start.code else { return };
        let length = self.scanner.find(&format!("</{name}")).unwrap_or(self.scanner.rest().len());
        self.scanner.within(length, |scanner| read_all(scanner, language));
    }

    /// Leaves a tag, after which more or fewer elements are open. Elements in code end with the
    /// outermost.
    fn close(&mut self, change: isize) {
        self.scanner.bump();
        self.modes.pop();
        let is_outermost = self.modes.len() == 1;
        if let Some(Mode::Text(open)) = self.modes.last_mut() {
            *open = open.saturating_add_signed(change);
            if *open == 0 && !is_outermost {
                self.modes.pop();
            }
        }
    }
}
