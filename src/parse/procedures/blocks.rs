//! The top-level blocks of a text, with their words.

use std::ops::Range;

use crate::text::{Document, Event, Tag};

/// A top-level block.
#[derive(Debug)]
pub struct OuterBlock {
    pub span: Range<usize>,
    pub kind: BlockContent,
    /// The words of a heading or a paragraph.
    pub words: String,
    pub holds_task: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub enum BlockContent {
    Heading(u8),
    Paragraph,
    List(List),
    Other,
}

#[derive(Debug, PartialEq, Eq)]
pub struct List {
    pub order: Order,
    pub items: Vec<ListItem>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Numbers,
    Bullets,
}

#[derive(Debug, PartialEq, Eq)]
pub struct ListItem {
    pub span: Range<usize>,
    /// The words of its first paragraph.
    pub words: String,
}

pub fn read(document: &Document, part: Range<usize>) -> Vec<OuterBlock> {
    let mut reader = BlockCollector { blocks: Vec::new(), depth: 0, words_end: false };
    for (event, span) in document.part(part).typed() {
        reader.event(event, span);
    }
    reader.blocks
}

struct BlockCollector {
    blocks: Vec<OuterBlock>,
    depth: usize,
    /// Whether the words of the current item are complete.
    words_end: bool,
}

impl BlockCollector {
    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag, span);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.words_end |= tag == Tag::Paragraph;
            }
            Event::Text(text) | Event::Code(text) | Event::Hashtag(text) => self.words(text),
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
                    list.items.push(ListItem { span, words: String::new() });
                }
            }
            (2, tag) => self.words_end |= !tag.is_inline() && *tag != Tag::Paragraph,
            _ => {}
        }
    }

    fn block(&mut self, kind: BlockContent, span: Range<usize>) {
        self.blocks.push(OuterBlock { span, kind, words: String::new(), holds_task: false });
    }

    fn words(&mut self, text: &str) {
        let Some(block) = self.blocks.last_mut() else { return };
        match &mut block.kind {
            BlockContent::Heading(_) | BlockContent::Paragraph => block.words.push_str(text),
            BlockContent::List(list) if !self.words_end => {
                if let Some(item) = list.items.last_mut() {
                    item.words.push_str(text);
                }
            }
            _ => {}
        }
    }
}
