//! Writes blocks of code: highlighted, with titles, numbers and marks of lines.

mod info;
mod lines;

use std::ops::Range;

use crate::highlight::{self, Kind, Token};
use crate::render::article::ArticleWriter;
use crate::render::article::code::info::{Info, LineMark};
use crate::render::article::code::lines::{Line, Lines};
use crate::render::html::Html;
use crate::text::CodeBlock;

/// A block of code that is being read.
pub(super) struct OpenCode<'a> {
    info: &'a str,
    text: String,
}

impl<'a> ArticleWriter<'a> {
    pub(super) fn start_code(&mut self, kind: CodeBlock<'a>) {
        let info = match kind {
            CodeBlock::Fenced(info) => info,
            CodeBlock::Indented => "",
        };
        self.code = Some(OpenCode { info, text: String::new() });
    }

    /// Takes a text, if it is code.
    pub(super) fn code_text(&mut self, text: &str) -> bool {
        let Some(code) = &mut self.code else { return false };
        code.text.push_str(text);
        true
    }

    pub(super) fn end_code(&mut self) {
        if let Some(OpenCode { info, text }) = self.code.take() {
            write(self.html(), &Info::of(info), &text);
            self.html().newline();
        }
    }
}

/// Writes a block. Only one with something to show beside its text is a block with styles.
fn write(html: &mut Html, info: &Info<'_>, text: &str) {
    let lines = Lines::of(text, info);
    let language = highlight::find(info.language);
    let tokens = language.map(|language| highlight::tokens(language, &lines.text));
    let tokens = tokens.unwrap_or_default();
    let has_lines = lines.are_marked() || info.first_number.is_some();
    if let Some(title) = &info.title {
        html.open("figure", &[("class", "block-code")]);
        html.element("figcaption", &[], title);
        html.open("pre", &[("tabindex", "0")]);
    } else if tokens.is_empty() && !has_lines {
        html.open("pre", &[("tabindex", "0")]);
    } else {
        html.open("pre", &[("class", "block-code"), ("tabindex", "0")]);
    }
    match info.language {
        "" => html.open("code", &[]),
        language => html.open("code", &[("class", &format!("language-{language}"))]),
    };
    let mut code = CodeWriter { html, text: &lines.text, tokens: &tokens };
    if has_lines {
        code.lines(&lines.lines, info.first_number);
    } else {
        code.write(0..lines.text.len());
    }
    html.close("code").close("pre");
    if info.title.is_some() {
        html.close("figure");
    }
}

struct CodeWriter<'w> {
    html: &'w mut Html,
    text: &'w str,
    /// What is not written yet.
    tokens: &'w [Token],
}

impl CodeWriter<'_> {
    /// Writes each line in an element of its own.
    fn lines(&mut self, lines: &[Line], first_number: Option<usize>) {
        let mut at = 0;
        for (index, line) in lines.iter().enumerate() {
            let name = match line.mark {
                None => "span",
                Some(LineMark::Marked) => "mark",
                Some(LineMark::Inserted) => "ins",
                Some(LineMark::Deleted) => "del",
            };
            let number = first_number.map(|first| first.saturating_add(index).to_string());
            let mut attributes = vec![("class", "line")];
            attributes.extend(number.as_ref().map(|number| ("data-n", number.as_str())));
            let end = (at + line.length + 1).min(self.text.len());
            self.html.open(name, &attributes);
            self.write(at..end);
            self.html.close(name);
            at = end;
        }
    }

    /// Writes a range. Tokens that go beyond it are continued in the next.
    fn write(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let [token, rest @ ..] = self.tokens
            && token.span.start < range.end
        {
            let (start, end) = (token.span.start.max(at), token.span.end.min(range.end));
            self.html.text(&self.text[at..start]);
            self.html.element("span", &[("class", class(token.kind))], &self.text[start..end]);
            at = end;
            if token.span.end > range.end {
                return;
            }
            self.tokens = rest;
        }
        self.html.text(&self.text[at..range.end]);
    }
}

/// The class of a token, short because it is in every page with code.
fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Keyword => "k",
        Kind::String => "s",
        Kind::Number => "n",
        Kind::Comment => "c",
        Kind::Name => "f",
        Kind::Type => "t",
        Kind::Tag => "g",
        Kind::Attribute => "a",
        Kind::Inserted => "i",
        Kind::Deleted => "d",
    }
}
