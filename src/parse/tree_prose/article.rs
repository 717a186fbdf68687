//! Converts the markdown of an article to an outline.

use std::ops::Range;

use crate::text::{CodeBlock, Document, Event, Tag};

use super::answer::{self, LabelKind};
use super::drawing;
use super::inline;
use super::language::Language;
use super::outline::{Fence, LineKind, Mark, Outline};
use super::table::{self, Table};
use super::text::{LineText, MarkupKind, Weight};
use super::words::LineWords;
use super::wrap;

/// Reads a document; spans are in bytes of its text.
pub fn read<'a>(document: &'a Document, language: &'a Language) -> Outline<'a> {
    let mut reader = ArticleReader::new(document.body().start, document.text(), language);
    for (event, span) in document.events().typed() {
        reader.event(event, span);
    }
    reader.flush();
    reader.outline
}

/// An element that contains the next event.
#[derive(Debug)]
enum OpenElement {
    List {
        parent: usize,
        list: usize,
        next: Option<u64>,
        span: Range<usize>,
    },
    /// An item; its first text becomes the text of its line.
    Item {
        line: usize,
        blank: bool,
    },
    /// A quote or another wrapper: its lines belong to the parent.
    Wrapper,
}

/// Whether a line is a condition or a verdict without an outcome.
fn branches(line: LineWords<'_>) -> bool {
    let told = answer::read_told(line);
    told.is_some_and(|told| told.target.is_none() && told.label_kind != LabelKind::Option)
}

struct ArticleReader<'a> {
    source: &'a str,
    outline: Outline<'a>,
    open_elements: Vec<OpenElement>,
    heading: usize,
    lists: usize,
    /// Lines of the current paragraph, each with its kind of break.
    paragraph: Vec<(LineText<'a>, wrap::Break)>,
    block: Range<usize>,
    bold: usize,
    /// Open elements of the line, each with its start in the line's text.
    inline: Vec<(usize, Range<usize>, MarkupKind)>,
    /// The number of open notes, whose words are no part of the line.
    notes: usize,
    /// A `>` that opened an item, until its text follows.
    more_than: Option<Range<usize>>,
    /// The number of open quotes, whose words are somebody else's.
    quotes: usize,
    level: Option<(u8, Option<Mark>)>,
    fence: Option<Fence<'a>>,
    cells: Option<Vec<LineText<'a>>>,
    rows: Vec<Vec<LineText<'a>>>,
}

impl<'a> ArticleReader<'a> {
    fn new(start: usize, source: &'a str, language: &'a Language) -> Self {
        ArticleReader {
            source,
            outline: Outline::empty(language),
            open_elements: Vec::new(),
            heading: 0,
            lists: 0,
            paragraph: Vec::new(),
            block: start..start,
            bold: 0,
            inline: Vec::new(),
            notes: 0,
            more_than: None,
            quotes: 0,
            level: None,
            fence: None,
            cells: None,
            rows: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        let is_quoted = self.quotes > 0;
        match event {
            Event::Start(Tag::BlockQuote) if is_quoted || !self.is_sign(span.start) => {
                self.flush();
                self.quotes += 1;
                return;
            }
            Event::End(Tag::BlockQuote) if is_quoted => {
                self.quotes -= 1;
                return;
            }
            _ if is_quoted => return,
            _ => {}
        }
        match event {
            Event::Start(tag) if tag.is_inline() => self.open_inline(tag, span),
            Event::End(tag) if tag.is_inline() => self.close_inline(tag),
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::FootnoteReference(_) => self.mark_up(usize::MAX, span, MarkupKind::Content),
            Event::Text(text) | Event::Code(text) | Event::Hashtag(text) => self.inline(text, span),
            Event::Math(text, _) => {
                let start = self.paragraph.last().map_or(0, |(line, _)| line.as_str().len());
                self.inline(text, span.clone());
                self.mark_up(start, span, MarkupKind::Content);
            }
            Event::SoftBreak => self.line_break(wrap::Break::Soft),
            Event::HardBreak => self.line_break(wrap::Break::Hard),
            Event::InlineHtml(html) if html.starts_with("<br") => {
                self.line_break(wrap::Break::Hard);
            }
            Event::Rule | Event::Html(_) => self.barrier(span),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::CalloutTitle => self.open_block(span),
            Tag::Heading(heading) => {
                self.open_block(span);
                let mark = heading.classes.split(' ').find_map(Mark::named);
                self.level = Some((heading.level, mark));
            }
            Tag::List(first) => self.open_list(first, span),
            Tag::Item => self.open_item(span),
            Tag::BlockQuote | Tag::Callout(_) => self.open_quote(span),
            Tag::CodeBlock(kind) => self.open_fence(kind, span),
            Tag::Table(_) => {
                self.flush();
                self.rows.clear();
                self.block = span;
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            Tag::TableCell => self.paragraph.clear(),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => self.open_block(span),
            Tag::FootnoteDefinition(_) => {
                self.barrier(span);
                self.open_elements.push(OpenElement::Wrapper);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Heading(_) => self.close_heading(),
            Tag::CodeBlock(_) => self.outline.fences.extend(self.fence.take()),
            Tag::Paragraph
            | Tag::CalloutTitle
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.flush(),
            Tag::List(_) | Tag::Item | Tag::BlockQuote | Tag::Callout(_) => {
                self.flush();
                self.open_elements.pop();
            }
            Tag::FootnoteDefinition(_) => {
                self.barrier(span);
                self.open_elements.pop();
            }
            Tag::TableCell => {
                let cell = self.take_paragraph();
                self.cells.get_or_insert_default().push(cell);
            }
            Tag::TableHead | Tag::TableRow => {
                let row = self.cells.take().unwrap_or_default();
                self.rows.push(row);
            }
            Tag::Table(_) => self.close_table(span),
            _ => {}
        }
    }

    fn open_inline(&mut self, tag: Tag<'_>, span: Range<usize>) {
        let kind = match tag {
            Tag::Link(_) | Tag::Image(_) | Tag::InlineNote => MarkupKind::Content,
            _ => MarkupKind::Style,
        };
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::InlineNote => self.notes += 1,
            _ => {}
        }
        let start = self.paragraph.last().map_or(0, |(line, _)| line.as_str().len());
        self.inline.push((start, span, kind));
    }

    fn close_inline(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.bold = self.bold.saturating_sub(1),
            Tag::InlineNote => self.notes = self.notes.saturating_sub(1),
            _ => {}
        }
        if let Some((start, span, kind)) = self.inline.pop() {
            self.mark_up(start, span, kind);
        }
    }

    fn mark_up(&mut self, start: usize, span: Range<usize>, kind: MarkupKind) {
        if let Some((line, _)) = self.paragraph.last_mut() {
            line.mark_up(start, span, kind);
        }
    }

    fn inline(&mut self, plain: &'a str, span: Range<usize>) {
        if self.notes > 0 {
            return;
        }
        if let Some(fence) = &mut self.fence {
            if drawing::is_drawn(fence.info) {
                fence.content.push(plain, span, Weight::Light);
            }
            return;
        }
        let weight = if self.bold > 0 { Weight::Bold } else { Weight::Light };
        if self.paragraph.is_empty() {
            self.paragraph.push((LineText::default(), wrap::Break::Soft));
        }
        if let Some((line, _)) = self.paragraph.last_mut() {
            if let Some(sign) = self.more_than.take() {
                line.push("> ", sign, weight);
            }
            line.push(plain, span, weight);
        }
    }

    fn line_break(&mut self, kind: wrap::Break) {
        if let Some(last) = self.paragraph.last_mut() {
            last.1 = kind;
            self.paragraph.push((LineText::default(), wrap::Break::Soft));
        }
    }

    fn open_block(&mut self, span: Range<usize>) {
        self.flush();
        self.block = span;
    }

    fn open_list(&mut self, first: Option<u64>, span: Range<usize>) {
        self.flush();
        let parent = self.list_parent(first, span.start);
        self.open_elements.push(OpenElement::List { parent, list: self.lists, next: first, span });
        self.lists += 1;
    }

    fn open_item(&mut self, span: Range<usize>) {
        self.flush();
        let Some(OpenElement::List { parent, list, next, span: block }) =
            self.open_elements.last_mut()
        else {
            return;
        };
        let kind = LineKind::Item { list: *list, number: *next };
        *next = next.map(|number| number.saturating_add(1));
        let (parent, block) = (*parent, block.clone());
        let line = self.outline.add(kind, parent, LineText::default(), block);
        self.open_elements.push(OpenElement::Item { line, blank: true });
        self.block = span;
    }

    /// Whether the `>` of a quote is the first sign of an item.
    fn is_sign(&self, start: usize) -> bool {
        let is_first =
            matches!(self.open_elements.last(), Some(OpenElement::Item { blank: true, .. }));
        is_first && self.source[start..].starts_with('>')
    }

    /// `- > 1,000: finance` is an answer that starts with "more than", not a quote.
    fn open_quote(&mut self, span: Range<usize>) {
        self.flush();
        let sign = match self.open_elements.last() {
            Some(OpenElement::Item { blank: true, .. }) => span.start..span.start + 1,
            _ => 0..0,
        };
        self.open_elements.push(OpenElement::Wrapper);
        if self.source.get(sign.clone()) == Some(">") {
            self.more_than = Some(sign);
        }
    }

    fn open_fence(&mut self, kind: CodeBlock<'a>, span: Range<usize>) {
        self.flush();
        let info = match kind {
            CodeBlock::Fenced(info) => info,
            CodeBlock::Indented => "",
        };
        let parent = self.container();
        let above = self.outline.lines[parent].children.last().copied();
        let plain = above.filter(|above| self.outline.lines[*above].kind == LineKind::Plain);
        let lead = plain.unwrap_or(parent);
        self.outline.add(LineKind::Barrier, parent, LineText::default(), span.clone());
        self.fence = Some(Fence { info, content: LineText::default(), span, lead });
    }

    fn close_heading(&mut self) {
        let text = self.take_paragraph();
        let Some((level, mark)) = self.level.take() else { return };
        let line = if self.open_elements.is_empty() {
            while matches!(self.outline.lines[self.heading].kind, LineKind::Heading(l) if l >= level)
            {
                self.heading = self.outline.lines[self.heading].parent;
            }
            let block = self.block.clone();
            self.heading = self.outline.add(LineKind::Heading(level), self.heading, text, block);
            self.heading
        } else {
            self.add_line(text)
        };
        self.outline.lines[line].mark = mark;
    }

    /// The rows of a table of rules become lines below the one above it.
    fn close_table(&mut self, span: Range<usize>) {
        let mut rows = std::mem::take(&mut self.rows);
        let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let parent = self.list_parent(None, self.block.start);
        let table = Table { header, rows, span: span.clone() };
        if !table::add(&mut self.outline, parent, &table) {
            self.barrier(span);
        }
    }

    fn barrier(&mut self, span: Range<usize>) {
        self.flush();
        let parent = self.container();
        self.outline.add(LineKind::Barrier, parent, LineText::default(), span);
    }

    /// Ends the current paragraph and adds its lines.
    fn flush(&mut self) {
        let mut lines = std::mem::take(&mut self.paragraph);
        if lines.len() == 1 {
            for (text, _) in lines.drain(..) {
                self.add_lines([text]);
            }
        } else if !lines.is_empty() {
            let lines = wrap::unwrap(lines.drain(..), self.outline.language);
            self.add_lines(lines);
        }
        // The next paragraph uses its memory.
        self.paragraph = lines;
    }

    /// Adds the lines of a paragraph. A mark at the end of one is a mark of all.
    fn add_lines<L>(&mut self, mut lines: L)
    where
        L: AsMut<[LineText<'a>]> + IntoIterator<Item = LineText<'a>>,
    {
        let mut mark = None;
        for text in lines.as_mut() {
            if let Some((found, at)) = Mark::at_end(text.as_str()) {
                mark = Some(found);
                text.truncate(at);
            }
        }
        for text in lines.into_iter().filter(|text| !text.is_empty()) {
            let line = self.add_line(text);
            inline::divide(&mut self.outline, line);
            let marked = &mut self.outline.lines[line].mark;
            *marked = mark.or(*marked);
        }
    }

    fn take_paragraph(&mut self) -> LineText<'a> {
        let mut text = LineText::default();
        for (line, _) in self.paragraph.drain(..) {
            text.join(line);
        }
        text
    }

    fn add_line(&mut self, text: LineText<'a>) -> usize {
        let item = self.open_elements.iter_mut().rev().find_map(|frame| match frame {
            OpenElement::Item { line, blank } => Some((*line, std::mem::replace(blank, false))),
            _ => None,
        });
        match item {
            Some((line, true)) => {
                self.outline.lines[line].text = text;
                line
            }
            _ => {
                let parent = self.paragraph_parent(&text);
                self.outline.add(LineKind::Plain, parent, text, self.block.clone())
            }
        }
    }

    /// The parent of a paragraph: a bold `If the room is small:` above it, whose first paragraph it
    /// is, or else the container.
    fn paragraph_parent(&self, text: &LineText<'_>) -> usize {
        let container = self.container();
        let Some(&last) = self.outline.lines[container].children.last() else { return container };
        let above = &self.outline.lines[last];
        let is_first = above.kind == LineKind::Plain && above.children.is_empty();
        let is_branch = is_first
            && above.block != self.block
            && above.text.is_bold()
            && !text.is_bold()
            && branches(self.outline.words(last));
        if is_branch { last } else { container }
    }

    /// Whether a list starts further right than the list of an item.
    fn is_deeper(&self, start: usize, item: usize) -> bool {
        let indent = |at: usize| {
            let line = self.source[..at].rfind('\n').map_or(0, |end| end + 1);
            self.source[line..at].chars().filter(|c| c.is_whitespace()).count()
        };
        indent(start) > indent(self.outline.lines[item].block.start)
    }

    /// The parent of new lines.
    fn container(&self) -> usize {
        let item = self.open_elements.iter().rev().find_map(|frame| match frame {
            OpenElement::Item { line, .. } => Some(*line),
            _ => None,
        });
        item.unwrap_or(self.heading)
    }

    /// The parent of a list: the paragraph line before it, or the numbered step before it if that
    /// ends in a question or the list is indented, because authors indent bullets under a step too
    /// little.
    fn list_parent(&self, first: Option<u64>, start: usize) -> usize {
        let container = self.container();
        let Some(&last) = self.outline.lines[container].children.last() else { return container };
        let text = self.outline.str(last);
        match self.outline.lines[last].kind {
            LineKind::Plain => last,
            LineKind::Item { number: Some(_), .. }
                if first.is_none()
                    && (text.ends_with(['?', ':']) || self.is_deeper(start, last)) =>
            {
                last
            }
            _ => container,
        }
    }
}
