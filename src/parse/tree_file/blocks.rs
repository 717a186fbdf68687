//! Splits the markdown of a tree file into sections of blocks.
//!
//! Only the blocks that trees use are distinguished. Text keeps its place in the file. Code and
//! links are separate from words, because scores and targets are written with them.

use std::ops::Range;

use crate::text::{Document, Event, LinkTag, Tag};

use super::line::{Inline, InlineKind, TextLine, trimmed};

/// A heading and the content below it.
#[derive(Debug)]
pub struct Section {
    pub title: TextLine,
    /// From `{#id}`.
    pub id: Option<String>,
    /// The heading with its markup.
    pub heading: Range<usize>,
    pub blocks: Vec<FileBlock>,
    /// The start of the next section.
    pub end: usize,
}

#[derive(Debug)]
pub struct FileBlock {
    pub kind: BlockKind,
    pub span: Range<usize>,
}

#[derive(Debug)]
pub enum BlockKind {
    Paragraph(Vec<TextLine>),
    List(Vec<Item>),
    /// The header first; each row is a list of cells.
    Table(Vec<TableRow>),
    Heading(TextLine),
    Other,
}

#[derive(Debug, Clone)]
pub struct Item {
    /// Whether it starts with `[ ]` or `[x]`.
    pub task: bool,
    pub line: TextLine,
    /// A list or another block inside the item.
    pub nested: Option<Range<usize>>,
}

#[derive(Debug)]
pub struct TableRow {
    pub cells: Vec<TextLine>,
    pub span: Range<usize>,
}

/// The sections of a document, in order. Deeper headings are blocks of their section. Content
/// before the first section is not included.
pub fn sections(document: &Document) -> Vec<Section> {
    let events: Vec<_> = document.events().typed().collect();
    let level = node_level(&events);
    let mut reader = BlockReader { text: document.text(), events, at: 0 };
    let mut sections: Vec<Section> = Vec::new();
    while let Some((event, span)) = reader.next() {
        let Event::Start(tag) = event else { continue };
        let (kind, heading) = match tag {
            Tag::Heading(heading) => {
                let id = heading.id.map(str::to_owned);
                let line = reader.lines().lines.into_iter().next();
                let line = line.unwrap_or_else(|| empty_line(document.text(), &span));
                (BlockKind::Heading(line), Some((usize::from(heading.level), id)))
            }
            Tag::Paragraph => (BlockKind::Paragraph(reader.lines().lines), None),
            Tag::List(_) => (BlockKind::List(reader.items()), None),
            Tag::Table(_) => (BlockKind::Table(reader.rows()), None),
            _ => {
                reader.lines();
                (BlockKind::Other, None)
            }
        };
        match (kind, heading) {
            (BlockKind::Heading(title), Some((found, id))) if found == level => {
                if let Some(last) = sections.last_mut() {
                    last.end = span.start;
                }
                let (end, blocks) = (document.body().end, Vec::new());
                sections.push(Section { title, id, heading: span, blocks, end });
            }
            (kind, _) => {
                if let Some(last) = sections.last_mut() {
                    last.blocks.push(FileBlock { kind, span });
                }
            }
        }
    }
    sections
}

/// The level of the headings that are nodes: the shallowest one besides the page title.
fn node_level(events: &[(Event, Range<usize>)]) -> usize {
    let levels: Vec<usize> = events
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Start(Tag::Heading(heading)) => Some(usize::from(heading.level)),
            _ => None,
        })
        .collect();
    let titles = levels.iter().filter(|level| **level == 1).count();
    let has_title = titles == 1 && levels.first() == Some(&1) && levels.len() > 1;
    levels.into_iter().filter(|level| !(has_title && *level == 1)).min().unwrap_or(1)
}

struct BlockReader<'a> {
    text: &'a str,
    events: Vec<(Event<'a>, Range<usize>)>,
    at: usize,
}

/// The text of one element.
#[derive(Default)]
struct ElementLines {
    lines: Vec<TextLine>,
    task: bool,
    nested: Option<Range<usize>>,
}

impl<'a> BlockReader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    /// Reads to the end of the element whose start was just read.
    fn lines(&mut self) -> ElementLines {
        let mut found =
            ElementLines { lines: vec![TextLine::default()], ..ElementLines::default() };
        let mut depth = 0usize;
        let mut blocks = 0usize;
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(Tag::Link(tag)) if blocks == 0 => {
                    let inline = self.link(tag, span);
                    found.push(inline);
                }
                Event::Start(tag) => {
                    depth += 1;
                    if blocks > 0 || !is_inline(&tag) {
                        blocks += 1;
                        found.nested.get_or_insert(span);
                    }
                }
                Event::End(_) if depth == 0 => break,
                Event::End(tag) => {
                    depth -= 1;
                    if tag == Tag::Paragraph && blocks == 0 {
                        found.lines.push(TextLine::default());
                    }
                    blocks = blocks.saturating_sub(1);
                }
                Event::TaskMarker(_) => found.task = true,
                _ if blocks > 0 => {}
                Event::SoftBreak | Event::HardBreak => found.lines.push(TextLine::default()),
                Event::Code(code) | Event::Math(code, _) => {
                    found.push(Inline { kind: InlineKind::Code, text: code.to_string(), span })
                }
                Event::Text(words) | Event::InlineHtml(words) | Event::Hashtag(words) => found
                    .push(Inline {
                        kind: InlineKind::Words,
                        text: words.to_string(),
                        span: trimmed_or_whole(self.text, span),
                    }),
                _ => {}
            }
        }
        found.lines.retain(|line| !line.inlines.is_empty());
        found
    }

    fn link(&mut self, tag: LinkTag<'_>, span: Range<usize>) -> Inline {
        let mut text = String::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::End(Tag::Link(_)) => break,
                Event::Text(words) | Event::Code(words) | Event::Math(words, _) => {
                    text.push_str(words)
                }
                _ => {}
            }
        }
        // Table cells need `\|` in a wikilink, which leaves the backslash in the destination.
        let destination = tag.dest.trim_end_matches('\\').to_owned();
        let kind = if tag.form.is_wiki() {
            InlineKind::Wikilink(destination)
        } else {
            InlineKind::Link(destination)
        };
        Inline { kind, text, span }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let ElementLines { lines, task, nested } = self.lines();
                    let line = joined(lines, empty_line(self.text, &span));
                    items.push(Item { task, line, nested });
                }
                Event::End(Tag::List(_)) => break,
                _ => {}
            }
        }
        items
    }

    fn rows(&mut self) -> Vec<TableRow> {
        let mut rows: Vec<TableRow> = Vec::new();
        while let Some((event, span)) = self.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => {
                    let span = trimmed(self.text, span);
                    rows.push(TableRow { cells: Vec::new(), span });
                }
                Event::Start(Tag::TableCell) => {
                    let lines = self.lines().lines;
                    if let Some(row) = rows.last_mut() {
                        let empty = TextLine { inlines: Vec::new(), element: row.span.clone() };
                        let cell = joined(lines, empty);
                        row.cells.push(cell);
                    }
                }
                Event::End(Tag::Table(_)) => break,
                _ => {}
            }
        }
        rows
    }
}

impl ElementLines {
    fn push(&mut self, inline: Inline) {
        if let Some(line) = self.lines.last_mut() {
            line.inlines.push(inline);
        }
    }
}

fn is_inline(tag: &Tag) -> bool {
    tag.is_inline() && !matches!(tag, Tag::Link(_)) || *tag == Tag::Paragraph
}

/// The line of an element without words.
fn empty_line(text: &str, element: &Range<usize>) -> TextLine {
    TextLine { inlines: Vec::new(), element: trimmed(text, element.clone()) }
}

/// Joins lines that only a line end separates; `empty` is the line of their element.
fn joined(lines: Vec<TextLine>, empty: TextLine) -> TextLine {
    let mut inlines: Vec<Inline> = Vec::new();
    for line in lines {
        if let Some(last) = inlines.last() {
            let span = last.span.end..last.span.end;
            inlines.push(Inline { kind: InlineKind::Words, text: " ".to_owned(), span });
        }
        inlines.extend(line.inlines);
    }
    TextLine { inlines, ..empty }
}

fn trimmed_or_whole(text: &str, span: Range<usize>) -> Range<usize> {
    let inner = trimmed(text, span.clone());
    if inner.is_empty() { span } else { inner }
}
