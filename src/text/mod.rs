//! Parses a file's markdown, once.
//!
//! A [`Document`] holds the parsed text: its elements as events with byte ranges, and tables of
//! headings, links, blocks with ids, and so on. It is immutable. Everything that uses markdown
//! (pages, search, previews, decisions) reads the document, so that all agree on what is a comment,
//! a link or code. Nothing else parses markdown, and no part of a text is parsed alone:
//! [`Document::part`] is a slice.
//!
//! Syntax of other tools is translated before ([`crate::formats`]); all offsets are those of the file
//! nevertheless. A text is parsed again only if comments or shortcodes were removed from it, because
//! that can change the meaning of the text around them.

mod amend;
pub mod callout;
mod comment;
mod convert;
mod edited;
mod emoji;
pub mod entity;
mod event;
pub mod hashtag;
mod highlight;
pub mod ids;
mod inline_note;
mod links;
mod math;
mod parser;
mod part;
mod punctuation;
mod reader;
mod run;
pub mod shortcodes;
mod store;

pub use crate::formats::math::Form;
pub use amend::Abbreviation;
pub use callout::{Callout, Fold};
pub use emoji::with_emoji_names;
pub use event::{Alignment, Block, CodeBlock, Event, HeadingTag, LinkForm, LinkTag, Tag, Task};
pub use ids::{PAGE_SIGNALS, TOP, is_own_id, is_plain_letter, slug};
pub use links::Written;
pub use part::Part;

use std::ops::Range;
use std::sync::Arc;

use edited::Source;
use shortcodes::Shortcodes;
use store::{Spelling, Store};

use crate::formats::mdbook::HiddenLines;
use crate::formats::{self, holds};

/// Whether straight quotes are shown as curly ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Punctuation {
    #[default]
    Typed,
    Smart,
}

/// The markdown of one file.
#[derive(Debug, Clone)]
pub struct Document {
    /// The whole file, with comments replaced by spaces. All other bytes keep their offsets, so
    /// spans are valid in both.
    text: Arc<str>,
    /// The range of the markdown.
    body: Range<usize>,
    store: Store,
    definitions: Vec<Definition>,
    shortcodes: Shortcodes,
    abbreviations: Vec<Abbreviation>,
    parses: usize,
    /// Whether it has syntax of other tools, which was translated before parsing.
    is_translated: bool,
}

/// A line such as `[label]: dest`, which links refer to by its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    pub label: String,
    /// The range of its destination.
    pub dest: Range<usize>,
    pub span: Range<usize>,
}

impl Document {
    /// Parses the markdown in `body` of a text.
    pub fn read(text: &Arc<str>, body: Range<usize>, punctuation: Punctuation) -> Document {
        Document::read_without(text, body, (punctuation, None))
    }

    /// As [`Document::read`], without the lines of code that a book of mdBook hides.
    pub fn read_without(
        text: &Arc<str>,
        body: Range<usize>,
        (punctuation, hidden): (Punctuation, Option<&HiddenLines>),
    ) -> Document {
        let source = Source { text, body, punctuation };
        match formats::translate(source.markdown(), hidden) {
            Some(translated) => source.read_translated(translated),
            None => source.read(),
        }
    }

    fn new(
        text: &Arc<str>,
        body: Range<usize>,
        store: Store,
        mut definitions: Vec<Definition>,
    ) -> Document {
        for definition in &mut definitions {
            for span in [&mut definition.dest, &mut definition.span] {
                *span = span.start + body.start..span.end + body.start;
            }
        }
        let (text, shortcodes) = (text.clone(), Shortcodes::default());
        let abbreviations = Vec::new();
        let (parses, is_translated) = (1, false);
        Document {
            text,
            body,
            store,
            definitions,
            shortcodes,
            abbreviations,
            parses,
            is_translated,
        }
    }

    /// Parses a text that is all markdown.
    pub fn of(text: &str) -> Document {
        Document::read(&text.into(), 0..text.len(), Punctuation::Typed)
    }

    /// The whole file without comments.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The range of the markdown.
    pub fn body(&self) -> Range<usize> {
        self.body.clone()
    }

    /// All events, with their byte ranges.
    pub fn events(&self) -> Part<'_> {
        self.part(self.body.clone())
    }

    /// The events of a range, as if it were a document.
    pub fn part(&self, range: Range<usize>) -> Part<'_> {
        Part::new(self, range)
    }

    /// The text of the code block at a range.
    pub fn code_in(&self, range: Range<usize>) -> String {
        let texts = self.part(range).filter_map(|(event, _)| match event {
            Event::Text(text) => Some(text),
            _ => None,
        });
        texts.collect()
    }

    /// The range of a footnote's definition.
    pub fn footnote(&self, name: &str) -> Option<Range<usize>> {
        let mut events = (0..self.store.len()).map(|index| self.event(index, Spelling::Typed));
        let is_it = |event| event == Event::Start(Tag::FootnoteDefinition(name));
        events.find(|(event, _)| is_it(*event)).map(|(_, span)| span)
    }

    /// The definitions that links refer to, in order.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// Shortcodes of other tools.
    pub fn shortcodes(&self) -> &Shortcodes {
        &self.shortcodes
    }

    /// The abbreviations that the text defines.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        &self.abbreviations
    }

    /// How often the text was parsed: once, or twice if something was removed.
    pub fn parses(&self) -> usize {
        self.parses
    }

    fn event(&self, index: usize, spelling: Spelling) -> (Event<'_>, Range<usize>) {
        (self.store.event(index, &self.text, spelling), self.store.span(index))
    }
}
