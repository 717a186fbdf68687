//! Configures and calls the markdown parser; nothing else does.

use std::iter::Peekable;
use std::ops::Range;

pub(super) use pulldown_cmark as syntax;
use syntax::{Event, Options, Parser, Tag};

use crate::text::{Definition, Punctuation};

/// A parser event and its byte range in the parsed text.
pub(super) type Spanned<'a> = (Event<'a>, Range<usize>);

/// Parses a text: its link definitions by position, and its events.
///
/// Text comes in pieces, mostly as written.
pub(super) fn parse(
    text: &str,
    punctuation: Punctuation,
) -> (Vec<Definition>, impl Iterator<Item = Spanned<'_>>) {
    let parser = Parser::new_ext(text, options(punctuation)).into_offset_iter();
    let definitions = parser.reference_definitions().iter();
    let mut definitions: Vec<_> = definitions
        .map(|(label, written)| {
            let span = written.span.clone();
            Definition { label: label.to_owned(), dest: dest_span(text, span.clone()), span }
        })
        .collect();
    definitions.sort_by_key(|definition| definition.span.start);
    (definitions, WholeHtml { events: parser.peekable(), block: 0..0 })
}

/// The range of the destination in a definition such as `[label]: <dest> "title"`.
fn dest_span(text: &str, definition: Range<usize>) -> Range<usize> {
    match text[definition.clone()].find("]:") {
        Some(colon) => super::links::first_word(text, definition.start + colon + 2..definition.end),
        None => definition,
    }
}

fn options(punctuation: Punctuation) -> Options {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    match punctuation {
        Punctuation::Typed => options,
        Punctuation::Smart => options | Options::ENABLE_SMART_PUNCTUATION,
    }
}

/// Joins the lines of each HTML block.
struct WholeHtml<'a, I: Iterator<Item = Spanned<'a>>> {
    events: Peekable<I>,
    block: Range<usize>,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Iterator for WholeHtml<'a, I> {
    type Item = Spanned<'a>;

    fn next(&mut self) -> Option<Spanned<'a>> {
        let (event, range) = self.events.next()?;
        match event {
            Event::Start(Tag::HtmlBlock) => self.block = range.clone(),
            Event::Html(first) => {
                let mut html = first.into_string();
                while let Some((Event::Html(more), _)) =
                    self.events.next_if(|(event, _)| matches!(event, Event::Html(_)))
                {
                    html.push_str(&more);
                }
                let start = range.start;
                return Some((Event::Html(html.into()), start..self.block.end.max(start)));
            }
            _ => {}
        }
        Some((event, range))
    }
}
