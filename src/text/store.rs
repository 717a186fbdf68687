//! Compact storage of events: 16 bytes each, with shared strings.

use std::ops::Range;

use crate::formats::math::Form;
use crate::text::callout::{Callout, Fold};
use crate::text::event::{
    Alignment, Block, CodeBlock, Event, HeadingTag, LinkForm, LinkTag, Tag, Task,
};
use crate::text::run::is_same;

/// The events of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Store {
    events: Vec<Stored>,
    /// All strings that are not ranges of the text, concatenated.
    strings: String,
    /// Ranges of `strings`.
    pieces: Vec<(u32, u32)>,
    headings: Vec<StoredHeading>,
    links: Vec<StoredLink>,
    callouts: Vec<(PieceId, Fold)>,
    tables: Vec<Box<[Alignment]>>,
}

/// An event, its byte range, and the index of its strings.
#[derive(Debug, Clone, Copy)]
struct Stored {
    kind: EventKind,
    start: u32,
    end: u32,
    /// An index into one of the tables, or [`NONE`].
    value: u32,
}

/// No value, or a string that is a range of the text.
const NONE: u32 = u32::MAX;

/// About how many bytes of text there are for an event.
const BYTES_PER_EVENT: usize = 32;

/// An index into `pieces`.
type PieceId = u32;

#[derive(Debug, Clone, Copy, PartialEq)]
enum EventKind {
    Start(Element),
    End(Element),
    Text,
    /// Text with typographic punctuation. The next piece is the text as typed.
    SmartText,
    Code,
    Math(Form),
    Html,
    InlineHtml,
    SoftBreak,
    HardBreak,
    Rule,
    FootnoteReference,
    TaskMarker(Task),
    Hashtag,
    BlockId(Block),
}

impl EventKind {
    /// Whether its string may be a range of the text.
    fn has_words(self) -> bool {
        !matches!(
            self,
            EventKind::Start(_)
                | EventKind::End(_)
                | EventKind::SmartText
                | EventKind::SoftBreak
                | EventKind::HardBreak
                | EventKind::Rule
                | EventKind::TaskMarker(_)
        )
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Element {
    Paragraph,
    Heading,
    BlockQuote,
    Callout,
    CalloutTitle,
    CodeBlock,
    HtmlBlock,
    List,
    Item,
    FootnoteDefinition,
    InlineNote,
    DefinitionList,
    DefinitionListTitle,
    DefinitionListDefinition,
    Table,
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    Highlight,
    Link,
    Image,
}

#[derive(Debug, Clone, Copy)]
struct StoredHeading {
    level: u8,
    id: Option<PieceId>,
    classes: PieceId,
    other: Option<PieceId>,
}

#[derive(Debug, Clone, Copy)]
struct StoredLink {
    form: LinkForm,
    dest: PieceId,
    title: PieceId,
    definition: Option<u32>,
}

/// Whether to read text as displayed, or with punctuation as typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    Shown,
    Typed,
}

impl Store {
    /// An empty store with room for the events of a text of so many bytes.
    pub(super) fn for_bytes(bytes: usize) -> Store {
        Store { events: Vec::with_capacity(bytes / BYTES_PER_EVENT), ..Store::default() }
    }

    pub(super) fn len(&self) -> usize {
        self.events.len()
    }

    /// The bytes of an event.
    pub(super) fn span(&self, index: usize) -> Range<usize> {
        let event = &self.events[index];
        event.start as usize..event.end as usize
    }

    /// The position of an event: the end of its range for end events, else the start.
    fn position(&self, event: &Stored) -> usize {
        match event.kind {
            EventKind::End(_) => event.end as usize,
            _ => event.start as usize,
        }
    }

    /// The first event at or after a byte.
    pub(super) fn first_at(&self, byte: usize) -> usize {
        self.events.partition_point(|event| self.position(event) < byte)
    }

    pub(super) fn event<'a>(
        &'a self,
        index: usize,
        text: &'a str,
        spelling: Spelling,
    ) -> Event<'a> {
        let event = &self.events[index];
        let string = |value: u32| match value {
            NONE => text.get(event.start as usize..event.end as usize).unwrap_or(""),
            piece => self.piece(piece),
        };
        match event.kind {
            EventKind::Start(element) => Event::Start(self.tag(element, event.value)),
            EventKind::End(element) => Event::End(self.tag(element, event.value)),
            EventKind::Text => Event::Text(string(event.value)),
            EventKind::SmartText if spelling == Spelling::Typed => {
                Event::Text(string(event.value + 1))
            }
            EventKind::SmartText => Event::Text(string(event.value)),
            EventKind::Code => Event::Code(string(event.value)),
            EventKind::Math(form) => Event::Math(string(event.value), form),
            EventKind::Html => Event::Html(string(event.value)),
            EventKind::InlineHtml => Event::InlineHtml(string(event.value)),
            EventKind::SoftBreak => Event::SoftBreak,
            EventKind::HardBreak => Event::HardBreak,
            EventKind::Rule => Event::Rule,
            EventKind::FootnoteReference => Event::FootnoteReference(string(event.value)),
            EventKind::TaskMarker(task) => Event::TaskMarker(task),
            EventKind::Hashtag => Event::Hashtag(string(event.value)),
            EventKind::BlockId(block) => Event::BlockId(string(event.value), block),
        }
    }

    fn tag(&self, element: Element, value: u32) -> Tag<'_> {
        let index = value as usize;
        match element {
            Element::Paragraph => Tag::Paragraph,
            Element::Heading => Tag::Heading(self.heading(index)),
            Element::BlockQuote => Tag::BlockQuote,
            Element::Callout => {
                let (kind, fold) = self.callouts[index];
                Tag::Callout(Callout { kind: self.piece(kind), fold })
            }
            Element::CalloutTitle => Tag::CalloutTitle,
            Element::CodeBlock if value == NONE => Tag::CodeBlock(CodeBlock::Indented),
            Element::CodeBlock => Tag::CodeBlock(CodeBlock::Fenced(self.piece(value))),
            Element::HtmlBlock => Tag::HtmlBlock,
            Element::List => Tag::List((value != NONE).then_some(u64::from(value))),
            Element::Item => Tag::Item,
            Element::FootnoteDefinition => Tag::FootnoteDefinition(self.piece(value)),
            Element::InlineNote => Tag::InlineNote,
            Element::DefinitionList => Tag::DefinitionList,
            Element::DefinitionListTitle => Tag::DefinitionListTitle,
            Element::DefinitionListDefinition => Tag::DefinitionListDefinition,
            Element::Table => Tag::Table(&self.tables[index]),
            Element::TableHead => Tag::TableHead,
            Element::TableRow => Tag::TableRow,
            Element::TableCell => Tag::TableCell,
            Element::Emphasis => Tag::Emphasis,
            Element::Strong => Tag::Strong,
            Element::Strikethrough => Tag::Strikethrough,
            Element::Highlight => Tag::Highlight,
            Element::Link => Tag::Link(self.link(index)),
            Element::Image => Tag::Image(self.link(index)),
        }
    }

    fn heading(&self, index: usize) -> HeadingTag<'_> {
        let StoredHeading { level, id, classes, other } = self.headings[index];
        HeadingTag {
            level,
            id: id.map(|id| self.piece(id)),
            classes: self.piece(classes),
            other: other.map(|other| self.piece(other)),
        }
    }

    fn link(&self, index: usize) -> LinkTag<'_> {
        let StoredLink { form, dest, title, definition } = self.links[index];
        let definition = definition.map(|index| index as usize);
        LinkTag { form, dest: self.piece(dest), title: self.piece(title), definition }
    }

    fn piece(&self, index: u32) -> &str {
        let Some(&(start, end)) = self.pieces.get(index as usize) else { return "" };
        self.strings.get(start as usize..end as usize).unwrap_or("")
    }

    fn keep(&mut self, string: &str) -> PieceId {
        if string.is_empty() {
            return NONE;
        }
        let start = self.strings.len() as u32;
        self.strings.push_str(string);
        self.pieces.push((start, self.strings.len() as u32));
        self.pieces.len() as u32 - 1
    }

    /// Adds an event other than a start or an end, at `span` of `text`.
    pub(super) fn push(&mut self, event: Event<'_>, span: Range<usize>, text: &str) {
        let string = |store: &mut Store, string: &str| {
            if text.get(span.clone()).is_some_and(|written| is_same(written, string)) {
                NONE
            } else {
                store.keep_even_empty(string)
            }
        };
        let (kind, value) = match event {
            Event::Text(words) => (EventKind::Text, string(self, words)),
            Event::Code(code) => (EventKind::Code, string(self, code)),
            Event::Math(formula, form) => (EventKind::Math(form), string(self, formula)),
            Event::Html(html) => (EventKind::Html, string(self, html)),
            Event::InlineHtml(html) => (EventKind::InlineHtml, string(self, html)),
            Event::SoftBreak => (EventKind::SoftBreak, NONE),
            Event::HardBreak => (EventKind::HardBreak, NONE),
            Event::Rule => (EventKind::Rule, NONE),
            Event::FootnoteReference(name) => (EventKind::FootnoteReference, string(self, name)),
            Event::TaskMarker(task) => (EventKind::TaskMarker(task), NONE),
            Event::Hashtag(tag) => (EventKind::Hashtag, string(self, tag)),
            Event::BlockId(id, block) => (EventKind::BlockId(block), string(self, id)),
            Event::Start(_) | Event::End(_) => return,
        };
        self.add(kind, span, value);
    }

    /// Adds a start, and returns the value that [`Store::push_end`] needs.
    pub(super) fn push_start(&mut self, tag: Tag<'_>, span: Range<usize>) -> Started {
        let (element, value) = self.keep_tag(tag);
        self.add(EventKind::Start(element), span, value);
        Started { element, value }
    }

    /// Moves the start that was pushed last; false if something else was.
    pub(super) fn respan_start(&mut self, span: Range<usize>) -> bool {
        match self.events.last_mut() {
            Some(last) if matches!(last.kind, EventKind::Start(_)) => {
                (last.start, last.end) = (span.start as u32, span.end as u32);
                true
            }
            _ => false,
        }
    }

    /// Ends the range of an event earlier.
    pub(super) fn clip(&mut self, index: usize, end: usize) {
        if let Some(event) = self.events.get_mut(index) {
            event.end = event.end.min(end as u32);
        }
    }

    pub(super) fn push_end(&mut self, started: Started, span: Range<usize>) {
        self.add(EventKind::End(started.element), span, started.value);
    }

    /// Adds text with typographic punctuation.
    pub(super) fn push_smart(&mut self, shown: &str, typed: &str, span: Range<usize>) {
        let value = self.keep_even_empty(shown);
        self.keep_even_empty(typed);
        self.add(EventKind::SmartText, span, value);
    }

    fn add(&mut self, kind: EventKind, span: Range<usize>, value: u32) {
        self.events.push(Stored { kind, start: span.start as u32, end: span.end as u32, value });
    }

    fn keep_even_empty(&mut self, string: &str) -> PieceId {
        let start = self.strings.len() as u32;
        self.strings.push_str(string);
        self.pieces.push((start, self.strings.len() as u32));
        self.pieces.len() as u32 - 1
    }

    fn keep_tag(&mut self, tag: Tag<'_>) -> (Element, u32) {
        match tag {
            Tag::Paragraph => (Element::Paragraph, NONE),
            Tag::Heading(HeadingTag { level, id, classes, other }) => {
                let id = id.map(|id| self.keep_even_empty(id));
                let classes = self.keep(classes);
                let other = other.map(|other| self.keep(other));
                self.headings.push(StoredHeading { level, id, classes, other });
                (Element::Heading, self.headings.len() as u32 - 1)
            }
            Tag::BlockQuote => (Element::BlockQuote, NONE),
            Tag::Callout(Callout { kind, fold }) => {
                let kind = self.keep(kind);
                self.callouts.push((kind, fold));
                (Element::Callout, self.callouts.len() as u32 - 1)
            }
            Tag::CalloutTitle => (Element::CalloutTitle, NONE),
            Tag::CodeBlock(CodeBlock::Indented) => (Element::CodeBlock, NONE),
            Tag::CodeBlock(CodeBlock::Fenced(info)) => {
                (Element::CodeBlock, self.keep_even_empty(info))
            }
            Tag::HtmlBlock => (Element::HtmlBlock, NONE),
            Tag::List(first) => {
                let number = |first| u32::try_from(first).unwrap_or(NONE - 1).min(NONE - 1);
                (Element::List, first.map_or(NONE, number))
            }
            Tag::Item => (Element::Item, NONE),
            Tag::FootnoteDefinition(name) => (Element::FootnoteDefinition, self.keep(name)),
            Tag::InlineNote => (Element::InlineNote, NONE),
            Tag::DefinitionList => (Element::DefinitionList, NONE),
            Tag::DefinitionListTitle => (Element::DefinitionListTitle, NONE),
            Tag::DefinitionListDefinition => (Element::DefinitionListDefinition, NONE),
            Tag::Table(alignments) => {
                self.tables.push(alignments.into());
                (Element::Table, self.tables.len() as u32 - 1)
            }
            Tag::TableHead => (Element::TableHead, NONE),
            Tag::TableRow => (Element::TableRow, NONE),
            Tag::TableCell => (Element::TableCell, NONE),
            Tag::Emphasis => (Element::Emphasis, NONE),
            Tag::Strong => (Element::Strong, NONE),
            Tag::Strikethrough => (Element::Strikethrough, NONE),
            Tag::Highlight => (Element::Highlight, NONE),
            Tag::Link(link) => (Element::Link, self.keep_link(link)),
            Tag::Image(link) => (Element::Image, self.keep_link(link)),
        }
    }

    fn keep_link(&mut self, LinkTag { form, dest, title, definition }: LinkTag<'_>) -> u32 {
        let (dest, title) = (self.keep(dest), self.keep(title));
        let definition = definition.map(|index| index as u32);
        self.links.push(StoredLink { form, dest, title, definition });
        self.links.len() as u32 - 1
    }

    /// Maps the events of an edited text to those of the original: `place` maps the ranges. Words
    /// that the original does not have in the same place are kept.
    pub(super) fn place(
        &mut self,
        edited: &str,
        original: &str,
        place: impl Fn(Range<usize>) -> Range<usize>,
    ) {
        for index in 0..self.events.len() {
            let event = self.events[index];
            let from = event.start as usize..event.end as usize;
            let span = place(from.clone());
            let is_changed = event.value == NONE
                && event.kind.has_words()
                && original.get(span.clone()) != edited.get(from.clone());
            let value = if is_changed { self.keep_even_empty(&edited[from]) } else { event.value };
            let (start, end) = (span.start as u32, span.end as u32);
            self.events[index] = Stored { start, end, value, ..event };
        }
    }

    /// Frees unused capacity.
    pub(super) fn shrink(&mut self) {
        self.events.shrink_to_fit();
        self.strings.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }
}

/// An element that was started and not ended.
#[derive(Debug, Clone, Copy)]
pub(super) struct Started {
    element: Element,
    value: u32,
}

impl Started {
    pub(super) fn is_paragraph(&self) -> bool {
        self.element == Element::Paragraph
    }

    pub(super) fn is_item(&self) -> bool {
        self.element == Element::Item
    }

    pub(super) fn is_highlight(&self) -> bool {
        self.element == Element::Highlight
    }

    pub(super) fn is_inline_note(&self) -> bool {
        self.element == Element::InlineNote
    }
}
