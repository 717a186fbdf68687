//! A place in a text that moves forward, and the tokens before it.

use memchr::{memchr, memmem};

use crate::highlight::{Kind, Token};

pub struct Scanner<'a> {
    text: &'a str,
    pub at: usize,
    /// Where reading stops, though the text goes on.
    end: usize,
    pub tokens: Vec<Token>,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Scanner<'a> {
        Scanner { text, at: 0, end: text.len(), tokens: Vec::new() }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    pub fn is_at_end(&self) -> bool {
        self.at >= self.end
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Goes past a number of bytes.
    pub fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.end);
    }

    /// Goes past one character.
    pub fn bump(&mut self) {
        self.skip(self.peek().map_or(0, char::len_utf8));
    }

    /// Goes past all characters of a sort, and returns them.
    pub fn take_while(&mut self, is_one: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let taken = &rest[..rest.find(|c| !is_one(c)).unwrap_or(rest.len())];
        self.skip(taken.len());
        taken
    }

    /// The rest of the line, without its end.
    pub fn line(&self) -> &'a str {
        let rest = self.rest();
        &rest[..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
    }

    /// Goes past the rest of the line.
    pub fn skip_line(&mut self) {
        self.skip(self.line().len());
    }

    /// How many bytes there are up to a text, and to its end.
    pub fn find(&self, wanted: &str) -> Option<usize> {
        memmem::find(self.rest().as_bytes(), wanted.as_bytes())
    }

    /// Whether only blanks are before this place on its line.
    pub fn is_at_line_start(&self) -> bool {
        let line = self.text[..self.at].trim_end_matches([' ', '\t']);
        line.is_empty() || line.ends_with('\n')
    }

    pub fn text_of(&self, token: &Token) -> &'a str {
        &self.text[token.span.clone()]
    }

    /// Whether only a prompt is before this place on its line.
    pub fn is_after_prompt(&self) -> bool {
        let is_prompt = |last: &Token| {
            last.kind == Kind::Comment && is_blank(&self.text[last.span.end..self.at])
        };
        self.tokens.last().is_some_and(is_prompt)
    }

    /// The character before this place.
    pub fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// What was read, without white space at its end.
    pub fn read(&self) -> &'a str {
        self.text[..self.at].trim_end()
    }

    /// Makes what was read since a place a token, or a part of the token before it.
    pub fn push(&mut self, from: usize, kind: Kind) {
        if from >= self.at {
            return;
        }
        match self.tokens.last_mut() {
            Some(last) if last.kind == kind && is_blank(&self.text[last.span.end..from]) => {
                last.span.end = self.at;
            }
            _ => self.tokens.push(Token { span: from..self.at, kind }),
        }
    }

    /// As [`Scanner::push`], without the white space at its end.
    pub fn push_trimmed(&mut self, from: usize, kind: Kind) {
        let end = self.at;
        self.at = self.read().len();
        self.push(from, kind);
        self.at = end;
    }

    /// Reads the next bytes with another reader, which sees nothing else.
    pub fn within(&mut self, bytes: usize, read: impl FnOnce(&mut Scanner<'a>)) {
        let end = self.end;
        self.end = (self.at + bytes).min(end);
        read(self);
        (self.at, self.end) = (self.end, end);
    }

    /// The last words before this place, if they are a keyword.
    pub fn keyword_before(&self) -> Option<&'a str> {
        let last = self.tokens.last().filter(|last| last.kind == Kind::Keyword)?;
        let is_next = is_blank(&self.text[last.span.end..self.at]);
        self.text[last.span.clone()].split_whitespace().next_back().filter(|_| is_next)
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}
