//! Converts parser events to the events of a document.
//!
//! Callouts, highlights, tags and block ids are recognised in text events only, so code, links and
//! HTML are unaffected.

mod embeds;

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::ops::Range;

use memchr::memchr3;

use crate::formats::math::Form;
use crate::text::Definition;
use crate::text::amend::attribute_list::{self, AttributeList};
use crate::text::callout::{self, Callout, Fold};
use crate::text::convert::{alert, alignment, block_id, form, normal_label, task_sign};
use crate::text::emoji;
use crate::text::event::{
    Alignment, Block, CodeBlock, Event, HeadingTag, LinkForm, LinkTag, Tag, Task,
};
use crate::text::hashtag;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{self as parser, TagEnd};
use crate::text::punctuation::{is_in_name, is_smart};
use crate::text::reader::embeds::EmbedIn;
use crate::text::run::{Run, is_same};
use crate::text::store::{Started, Store};

/// Stores the events of `text[offset..]`, whose spans are from `offset`.
///
/// `pairs` are the highlights and the inline notes in that range.
pub(super) fn read<'a>(
    text: &'a str,
    offset: usize,
    events: impl Iterator<Item = Spanned<'a>>,
    pairs: &Pairs,
    definitions: &[Definition],
) -> Store {
    let mut marks: Vec<(usize, TextMark<'a>)> = Vec::new();
    for pair in &pairs.highlights {
        marks.push((pair.start + offset, TextMark::HighlightStart));
        marks.push((pair.end + offset, TextMark::HighlightEnd));
    }
    for note in &pairs.notes {
        marks.push((note.start + offset, TextMark::NoteStart));
        marks.push((note.end - 1 + offset, TextMark::NoteEnd));
    }
    marks.sort_by_key(|(at, _)| *at);
    let shifted = events.map(|(event, span)| (event, span.start + offset..span.end + offset));
    let mut reader = Reader {
        text,
        events: shifted.peekable(),
        pairs: marks,
        definitions: definitions
            .iter()
            .enumerate()
            .map(|(index, definition)| (normal_label(&definition.label), index))
            .collect(),
        store: Store::for_bytes(text.len() - offset),
        open: Vec::new(),
        run: Run::default(),
        title: None,
        highlighted: false,
        code: 0,
        links: 0,
        names: 0,
        item: ItemPart::Other,
        paragraph: 0..0,
        paragraph_at: 0,
        embed: EmbedIn::Nothing,
    };
    while let Some((event, span)) = reader.events.next() {
        match reader.title {
            Some(_) => reader.in_title(event, span),
            None => reader.event(event, span),
        }
    }
    reader.flush();
    reader.store.shrink();
    reader.store
}

struct Reader<'a, I: Iterator<Item = Spanned<'a>>> {
    text: &'a str,
    events: Peekable<I>,
    /// In order, by byte.
    pairs: Vec<(usize, TextMark<'a>)>,
    /// By normalised label.
    definitions: BTreeMap<String, usize>,
    store: Store,
    /// The open elements, and whether each is a callout.
    open: Vec<Started>,
    /// Text that may continue.
    run: Run,
    /// The title of the callout that was just opened.
    title: Option<Title>,
    highlighted: bool,
    code: usize,
    links: usize,
    /// The number of open wikilinks that show their destination.
    names: usize,
    item: ItemPart,
    /// The open paragraph.
    paragraph: Range<usize>,
    /// The index of the event that started it.
    paragraph_at: usize,
    /// The embed on a line of its own that is being read.
    embed: EmbedIn,
}

/// Whether the next text is the first of an item.
#[derive(PartialEq)]
enum ItemPart {
    Start,
    Other,
}

/// What starts and ends in text events.
#[derive(Default)]
pub(super) struct Pairs {
    pub(super) highlights: Vec<Range<usize>>,
    /// Each from its caret to its closing bracket.
    pub(super) notes: Vec<Range<usize>>,
}

/// A mark within text.
#[derive(Clone, Copy)]
enum TextMark<'a> {
    HighlightStart,
    HighlightEnd,
    NoteStart,
    NoteEnd,
    Hashtag(&'a str),
    BlockId(&'a str),
    Emoji(&'static str),
}

/// The title of a callout, which is the first line of a paragraph.
struct Title {
    paragraph: Range<usize>,
    /// The end of the callout's mark.
    from: usize,
    /// The number of open elements in it: the title ends outside of all.
    depth: usize,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Reader<'a, I> {
    fn leaf(&mut self, event: Event<'_>, span: Range<usize>) {
        self.flush();
        self.store.push(event, span, self.text);
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        self.flush();
        if tag == Tag::Paragraph {
            self.paragraph_at = self.store.len();
        }
        let started = self.store.push_start(tag, span);
        self.open.push(started);
    }

    fn end(&mut self, span: Range<usize>) {
        self.flush();
        if let Some(started) = self.open.pop() {
            self.store.push_end(started, span);
        }
    }

    fn event(&mut self, event: parser::Event<'a>, span: Range<usize>) {
        match &event {
            parser::Event::Start(parser::Tag::Item) => self.item = ItemPart::Start,
            parser::Event::Start(parser::Tag::Paragraph) | parser::Event::Text(_) => {}
            _ => self.item = ItemPart::Other,
        }
        match event {
            parser::Event::Start(tag) => self.start_element(tag, span),
            parser::Event::End(tag) => {
                match tag {
                    TagEnd::CodeBlock => self.code -= 1,
                    TagEnd::Link | TagEnd::Image => {
                        self.links -= 1;
                        self.names = self.names.saturating_sub(1);
                    }
                    _ => {}
                }
                self.end_open_highlight(&span);
                self.end_open_note(&span);
                let is_paragraph = matches!(tag, TagEnd::Paragraph);
                // It may start below an embed.
                let start = if is_paragraph { self.paragraph.start } else { span.start };
                self.end(start.max(span.start)..span.end);
                if matches!(tag, TagEnd::Image) {
                    self.end_embed(&span);
                }
            }
            parser::Event::Text(words) if self.code == 0 => self.words(&words, span),
            parser::Event::Text(code) => self.add_text(&code, span),
            parser::Event::Code(code) => self.leaf(Event::Code(&code), span),
            parser::Event::Html(html) => self.leaf(Event::Html(&html), span),
            parser::Event::InlineHtml(html) => self.leaf(Event::InlineHtml(&html), span),
            parser::Event::FootnoteReference(name) => {
                self.leaf(Event::FootnoteReference(&normal_label(&name)), span);
            }
            parser::Event::SoftBreak => self.leaf(Event::SoftBreak, span),
            parser::Event::HardBreak => self.leaf(Event::HardBreak, span),
            parser::Event::Rule => self.leaf(Event::Rule, span),
            parser::Event::TaskListMarker(true) => self.leaf(Event::TaskMarker(Task::Done), span),
            parser::Event::TaskListMarker(false) => self.leaf(Event::TaskMarker(Task::Open), span),
            parser::Event::InlineMath(it) => self.leaf(Event::Math(&it, Form::Inline), span),
            parser::Event::DisplayMath(it) => self.leaf(Event::Math(&it, Form::Block), span),
        }
    }

    fn start_element(&mut self, tag: parser::Tag<'a>, span: Range<usize>) {
        match &tag {
            parser::Tag::BlockQuote(kind) => return self.start_quote(*kind, span),
            parser::Tag::Paragraph => {
                if let Some(id) = block_id(self.text[span.clone()].trim()) {
                    let is_end = |event: &parser::Event| {
                        matches!(event, parser::Event::End(TagEnd::Paragraph))
                    };
                    self.events.by_ref().find(|(event, _)| is_end(event));
                    return self.leaf(Event::BlockId(id, Block::Before), span);
                }
                self.paragraph = span.clone();
            }
            parser::Tag::CodeBlock(_) => self.code += 1,
            parser::Tag::Link { link_type, .. } | parser::Tag::Image { link_type, .. } => {
                self.links += 1;
                self.names += usize::from(form(*link_type) == LinkForm::Wiki);
                self.start_embed(&tag, &span);
            }
            _ => {}
        }
        self.start_tag(&tag, span);
    }

    /// Starts the element of a parser tag.
    fn start_tag(&mut self, tag: &parser::Tag<'_>, span: Range<usize>) {
        let tag = match tag {
            parser::Tag::Heading { level, id, classes, attrs } => {
                let level = *level as u8;
                if let Some(list) = self.attributes(&span).filter(|_| !attrs.is_empty()) {
                    let (id, classes) = (list.id.as_deref(), list.classes.as_str());
                    let heading = HeadingTag { level, id, classes, other: None };
                    return self.start(Tag::Heading(heading), span);
                }
                let classes = classes.join(" ");
                let other = attrs.first().map(|(name, _)| name.as_ref());
                let heading = HeadingTag { level, id: id.as_deref(), classes: &classes, other };
                return self.start(Tag::Heading(heading), span);
            }
            parser::Tag::Table(alignments) => {
                let alignments: Vec<Alignment> = alignments.iter().map(alignment).collect();
                return self.start(Tag::Table(&alignments), span);
            }
            parser::Tag::CodeBlock(parser::CodeBlockKind::Fenced(info)) => {
                Tag::CodeBlock(CodeBlock::Fenced(info))
            }
            parser::Tag::CodeBlock(parser::CodeBlockKind::Indented) => {
                Tag::CodeBlock(CodeBlock::Indented)
            }
            parser::Tag::Link { link_type, dest_url, title, id } => {
                let definition = self.definition(*link_type, id);
                Tag::Link(LinkTag { form: form(*link_type), dest: dest_url, title, definition })
            }
            parser::Tag::Image { link_type, dest_url, title, id } => {
                let definition = self.definition(*link_type, id);
                Tag::Image(LinkTag { form: form(*link_type), dest: dest_url, title, definition })
            }
            parser::Tag::FootnoteDefinition(name) => {
                return self.start(Tag::FootnoteDefinition(&normal_label(name)), span);
            }
            parser::Tag::List(first) => Tag::List(*first),
            parser::Tag::BlockQuote(_) => Tag::BlockQuote,
            parser::Tag::HtmlBlock | parser::Tag::MetadataBlock(_) => Tag::HtmlBlock,
            parser::Tag::Item => Tag::Item,
            parser::Tag::DefinitionList => Tag::DefinitionList,
            parser::Tag::DefinitionListTitle => Tag::DefinitionListTitle,
            parser::Tag::DefinitionListDefinition => Tag::DefinitionListDefinition,
            parser::Tag::TableHead => Tag::TableHead,
            parser::Tag::TableRow => Tag::TableRow,
            parser::Tag::TableCell => Tag::TableCell,
            parser::Tag::Emphasis => Tag::Emphasis,
            parser::Tag::Strong => Tag::Strong,
            parser::Tag::Strikethrough => Tag::Strikethrough,
            // The last two are not enabled in the parser.
            parser::Tag::Paragraph | parser::Tag::Superscript | parser::Tag::Subscript => {
                Tag::Paragraph
            }
        };
        self.start(tag, span);
    }

    /// The attribute list at the end of a heading.
    fn attributes(&self, heading: &Range<usize>) -> Option<AttributeList> {
        let written = self.text[heading.clone()].trim_end_matches([' ', '#', '\n', '=', '-']);
        let (end, list) = attribute_list::at(written, written.rfind('{')?)?;
        (end == written.len()).then_some(list)
    }

    fn definition(&self, link: parser::LinkType, label: &str) -> Option<usize> {
        if self.definitions.is_empty() || form(link) != LinkForm::Reference {
            return None;
        }
        self.definitions.get(&normal_label(label)).copied()
    }

    fn start_quote(&mut self, kind: Option<parser::BlockQuoteKind>, span: Range<usize>) {
        if let Some(kind) = kind {
            let callout = Callout { kind: alert(kind), fold: Fold::Never };
            self.start(Tag::Callout(callout), span.clone());
            self.start(Tag::CalloutTitle, span.start..span.start);
            return self.end(span.start..span.start);
        }
        let paragraph = match self.events.peek() {
            Some((parser::Event::Start(parser::Tag::Paragraph), paragraph)) => paragraph.clone(),
            _ => 0..0,
        };
        let text: &'a str = self.text;
        let Some((callout, length)) = callout::head(&text[paragraph.clone()]) else {
            return self.start(Tag::BlockQuote, span);
        };
        self.events.next();
        self.start(Tag::Callout(callout), span);
        let from = paragraph.start + length;
        self.start(Tag::CalloutTitle, paragraph.start..from);
        self.title = Some(Title { paragraph, from, depth: 0 });
    }

    /// Handles an event in the title of a callout.
    fn in_title(&mut self, event: parser::Event<'a>, span: Range<usize>) {
        let Some(title) = &mut self.title else { return };
        match event {
            parser::Event::SoftBreak | parser::Event::HardBreak if title.depth == 0 => {
                let rest = span.end..title.paragraph.end;
                self.title = None;
                let highlighted = self.highlighted;
                if highlighted {
                    self.end(span.clone());
                }
                self.end(span);
                self.paragraph = rest.clone();
                self.start(Tag::Paragraph, rest.clone());
                if highlighted {
                    self.start(Tag::Highlight, rest.start..rest.start);
                }
            }
            parser::Event::End(TagEnd::Paragraph) => {
                self.title = None;
                self.end(span);
            }
            _ if span.end <= title.from => {}
            parser::Event::Text(words) if span.start < title.from => {
                let cut = title.from - span.start;
                let rest = words.get(cut..).unwrap_or("").to_owned();
                self.words(&rest, span.start + cut..span.end);
            }
            event => {
                match &event {
                    parser::Event::Start(_) => title.depth += 1,
                    parser::Event::End(_) => title.depth = title.depth.saturating_sub(1),
                    _ => {}
                }
                self.event(event, span);
            }
        }
    }

    /// Adds text outside of code, with its marks.
    fn words(&mut self, words: &str, span: Range<usize>) {
        let text: &'a str = self.text;
        if !is_same(words, &text[span.clone()]) {
            return self.add_text(words, span);
        }
        let is_item = std::mem::replace(&mut self.item, ItemPart::Other) == ItemPart::Start;
        let Range { mut start, mut end } = span;
        let goes_on = |event: &parser::Event, more: &Range<usize>, end: usize| match event {
            parser::Event::Text(words) => more.start == end && is_same(words, &text[more.clone()]),
            _ => false,
        };
        while let Some((_, more)) = self.events.next_if(|(event, more)| goes_on(event, more, end)) {
            end = more.end;
        }
        if let Some(sign) = task_sign(&text[start..end]).filter(|_| is_item) {
            self.leaf(Event::TaskMarker(Task::Other(sign)), start..start + 3);
            start += 4;
        }
        let mut at = start;
        for (span, mark) in self.marks(start..end) {
            // A tag may not extend into the text after it.
            if span.start < at {
                continue;
            }
            self.add_verbatim(at..span.start);
            at = span.end;
            self.add_mark(mark, span);
        }
        self.add_verbatim(at..end);
    }

    /// The marks in a range of literal text, in order.
    fn marks(&mut self, span: Range<usize>) -> Vec<(Range<usize>, TextMark<'a>)> {
        let text: &'a str = self.text;
        let Range { start, end } = span;
        let mut marks = Vec::new();
        // A fast path: most texts have no marks.
        if self.pairs.is_empty()
            && memchr3(b'#', b'^', b':', &text.as_bytes()[start..end]).is_none()
        {
            return marks;
        }
        let from = self.pairs.partition_point(|(at, _)| *at < start);
        for (at, mark) in self.pairs[from..].iter().take_while(|(at, _)| *at < end) {
            let length = if matches!(mark, TextMark::NoteEnd) { 1 } else { 2 };
            marks.push((*at..*at + length, *mark));
        }
        for (code, emoji) in emoji::find(&text[..start], &text[start..end]) {
            marks.push((start + code.start..start + code.end, TextMark::Emoji(emoji)));
        }
        if self.links == 0 {
            for tag in hashtag::find(&text[..start], &text[start..end]) {
                let tag = start + tag.start..start + tag.end;
                marks.push((tag.clone(), TextMark::Hashtag(&text[tag])));
            }
        }
        if let Some((span, id)) = self.id_at_end(start..end) {
            marks.push((span, TextMark::BlockId(id)));
        }
        marks.sort_by_key(|(span, _)| span.start);
        marks
    }

    fn add_mark(&mut self, mark: TextMark<'_>, span: Range<usize>) {
        match mark {
            TextMark::HighlightStart => {
                self.highlighted = true;
                self.start(Tag::Highlight, span);
            }
            TextMark::HighlightEnd => self.end_open_highlight(&span),
            TextMark::NoteStart => self.start(Tag::InlineNote, span),
            TextMark::NoteEnd => self.end_open_note(&span),
            TextMark::Emoji(emoji) => self.add_text(emoji, span),
            TextMark::Hashtag(tag) => self.leaf(Event::Hashtag(tag), span),
            TextMark::BlockId(id) => self.leaf(Event::BlockId(id, Block::Around), span),
        }
    }

    fn end_open_highlight(&mut self, span: &Range<usize>) {
        if self.open.last().is_some_and(Started::is_highlight) {
            self.highlighted = false;
            self.end(span.clone());
        }
    }

    fn end_open_note(&mut self, span: &Range<usize>) {
        if self.open.last().is_some_and(Started::is_inline_note) {
            self.end(span.clone());
        }
    }

    /// The id at the end of a block, with the space before it.
    fn id_at_end(&mut self, span: Range<usize>) -> Option<(Range<usize>, &'a str)> {
        let text: &'a str = self.text;
        let words = &text[span.clone()];
        let caret = words.rfind('^').filter(|_| self.title.is_none())?;
        let ends = matches!(
            self.events.peek(),
            Some((
                parser::Event::End(TagEnd::Paragraph | TagEnd::Item)
                    | parser::Event::Start(parser::Tag::List(_)),
                _
            ))
        );
        let id = block_id(words[caret..].trim_end()).filter(|_| ends)?;
        let before = text[..span.start + caret].chars().next_back();
        let spaces = words[..caret].trim_end().len();
        before
            .is_none_or(|c| c.is_whitespace() || c == ']')
            .then_some((span.start + spaces..span.end, id))
    }

    fn add_verbatim(&mut self, span: Range<usize>) {
        self.run.add(&self.text[span.clone()], span, self.text);
    }

    fn add_text(&mut self, words: &str, span: Range<usize>) {
        if is_smart(words) && (self.names > 0 || is_in_name(self.text, &span)) {
            return self.add_verbatim(span);
        }
        self.run.add(words, span, self.text);
    }

    /// Stores pending text.
    fn flush(&mut self) {
        self.run.store(&mut self.store, self.text);
    }
}
