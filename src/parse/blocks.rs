//! Blocks with ids that links can use.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::{Block, Event, Tag};

use crate::parse::NamedBlock;

/// The open blocks, and the ids found so far.
#[derive(Default)]
pub struct Blocks {
    open: Vec<Open>,
    /// The last block that ended at the top level.
    last: Option<Range<usize>>,
    found: Vec<NamedBlock>,
}

struct Open {
    kind: ContainerKind,
    span: Range<usize>,
    /// The last block that ended in this one.
    last: Option<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum ContainerKind {
    Item,
    /// A footnote; one that is unused or defined twice may not be shown.
    Footnote,
    Other,
}

impl Blocks {
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) if is_block(tag) => {
                let kind = match tag {
                    Tag::Item => ContainerKind::Item,
                    Tag::FootnoteDefinition(_) => ContainerKind::Footnote,
                    _ => ContainerKind::Other,
                };
                self.start(kind, range);
            }
            Event::End(tag) if is_block(tag) => self.end(),
            Event::BlockId(id, block) => {
                if let Some(span) = self.of(*block) {
                    self.found.push(NamedBlock { id: (*id).to_owned(), span });
                }
            }
            _ => {}
        }
    }

    /// All named blocks in order of their starts. The first use of an id wins, and a block has one
    /// id.
    pub fn named(&mut self) -> Vec<NamedBlock> {
        let mut found = std::mem::take(&mut self.found);
        let mut taken = BTreeSet::new();
        found.retain(|block| taken.insert(block.id.to_lowercase()));
        found.sort_by_key(|block| (block.span.start, block.span.end));
        found.dedup_by(|next, first| next.span == first.span);
        found
    }

    fn start(&mut self, kind: ContainerKind, range: &Range<usize>) {
        self.open.push(Open { kind, span: range.clone(), last: None });
    }

    fn end(&mut self) {
        if let Some(ended) = self.open.pop() {
            match self.open.last_mut() {
                Some(around) => around.last = Some(ended.span),
                None => self.last = Some(ended.span),
            }
        }
    }

    fn of(&self, block: Block) -> Option<Range<usize>> {
        if self.open.iter().any(|open| open.kind == ContainerKind::Footnote) {
            return None;
        }
        let inner = self.open.last();
        if block == Block::Before {
            let last = inner.map_or(&self.last, |inner| &inner.last);
            // An id on its own line in an item names the item.
            return last.clone().or_else(|| Some(inner?.span.clone()));
        }
        let inner = inner?;
        // The first paragraph of an item stands for the whole item.
        match self.open.iter().rev().nth(1) {
            Some(item) if item.kind == ContainerKind::Item && item.last.is_none() => {
                Some(item.span.clone())
            }
            _ => Some(inner.span.clone()),
        }
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    use Tag::{
        BlockQuote, Callout, CodeBlock, DefinitionList, DefinitionListDefinition,
        FootnoteDefinition, Heading, HtmlBlock, Item, List, Paragraph, Table,
    };
    matches!(
        tag,
        Paragraph
            | Item
            | List(_)
            | BlockQuote
            | Callout(_)
            | CodeBlock(_)
            | Table(_)
            | Heading(_)
            | HtmlBlock
            | DefinitionList
            | DefinitionListDefinition
            | FootnoteDefinition(_)
    )
}
