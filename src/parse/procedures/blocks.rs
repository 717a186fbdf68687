//! The top-level blocks of a text, with their words.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::{Document, Event, Tag};

/// A top-level block.
#[derive(Debug)]
pub struct OuterBlock<'a> {
    pub span: Range<usize>,
    pub kind: BlockContent<'a>,
    /// The words of a heading or a paragraph.
    pub words: Cow<'a, str>,
    pub holds_task: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum BlockContent<'a> {
    Heading(u8),
    Paragraph,
    List(List<'a>),
    Other,
}

#[derive(Debug, PartialEq, Eq)]
pub struct List<'a> {
    pub order: Order,
    pub items: Vec<ListItem<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Numbers,
    Bullets,
}

#[derive(Debug, PartialEq, Eq)]
pub struct ListItem<'a> {
    pub span: Range<usize>,
    /// The words of its first paragraph.
    pub words: Cow<'a, str>,
}

pub fn read(document: &Document, part: Range<usize>) -> Vec<OuterBlock<'_>> {
    let mut reader = BlockCollector { blocks: Vec::new(), depth: 0, words_end: false };
    for (event, span) in document.part(part).typed() {
        reader.event(event, span);
    }
    reader.blocks
}

struct BlockCollector<'a> {
    blocks: Vec<OuterBlock<'a>>,
    depth: usize,
    /// Whether the words of the current item are complete.
    words_end: bool,
}

impl<'a> BlockCollector<'a> {
    fn event(&mut self, event: Event<'a>, span: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag, span);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.words_end |= tag == Tag::Paragraph;
            }
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text) => {
                self.words(text)
            }
            Event::SoftBreak | Event::HardBreak => self.words(" "),
            Event::TaskMarker(_) => {
                if let Some(block) = self.blocks.last_mut() {
                    block.holds_task = true;
                }
            }
            Event::Rule if self.depth == 0 => self.block(BlockContent::Other, span),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Range<usize>) {
        match (self.depth, tag) {
            (0, Tag::Heading(heading)) => self.block(BlockContent::Heading(heading.level), span),
            (0, Tag::Paragraph) => self.block(BlockContent::Paragraph, span),
            (0, Tag::List(first)) => {
                let order = if first.is_some() { Order::Numbers } else { Order::Bullets };
                self.block(BlockContent::List(List { order, items: Vec::new() }), span);
            }
            (0, _) => self.block(BlockContent::Other, span),
            (1, Tag::Item) => {
                self.words_end = false;
                if let Some(BlockContent::List(list)) =
                    self.blocks.last_mut().map(|block| &mut block.kind)
                {
                    list.items.push(ListItem { span, words: Cow::default() });
                }
            }
            (2, tag) => self.words_end |= !tag.is_inline() && *tag != Tag::Paragraph,
            _ => {}
        }
    }

    fn block(&mut self, kind: BlockContent<'a>, span: Range<usize>) {
        self.blocks.push(OuterBlock { span, kind, words: Cow::default(), holds_task: false });
    }

    fn words(&mut self, text: &'a str) {
        let Some(block) = self.blocks.last_mut() else { return };
        match &mut block.kind {
            BlockContent::Heading(_) | BlockContent::Paragraph => block.words += text,
            BlockContent::List(list) if !self.words_end => {
                if let Some(item) = list.items.last_mut() {
                    item.words += text;
                }
            }
            _ => {}
        }
    }
}
