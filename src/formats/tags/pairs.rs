//! Finds the closing tag of each tag.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::formats::tags::arguments::Arguments;
use crate::formats::tags::scan::{Found, Side};
use crate::formats::tags::{Tag, Tool};

/// How deep tags may be nested; those below are left out.
const DEEPEST: usize = 12;

/// A tag and its closing tag.
pub struct Pair<'t> {
    pub tool: Tool,
    pub tag: Tag<'t>,
    pub close: Option<Range<usize>>,
    pub room: Room,
    /// Whether it says that it has no closing tag.
    pub is_alone: bool,
}

/// What there is room for where a tag is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Block,
    /// Words only: it is in a heading or a table, or too deep.
    Line,
}

/// Tags with their closing tags, and closing tags without any.
pub struct Paired<'t> {
    pub pairs: Vec<Pair<'t>>,
    pub strays: Vec<Range<usize>>,
}

/// The tags of a text, and for each the range of its closing tag; pairs do not overlap.
pub fn pairs<'t>(text: &'t str, tags: &[Found<'t>]) -> Paired<'t> {
    let closes = matches(tags);
    let mut is_used = vec![false; tags.len()];
    closes.iter().flatten().for_each(|index| is_used[*index] = true);
    let is_stray = |(tag, is_used): &(&Found<'_>, &bool)| {
        let stays = tag.tool == Tool::Element || matches!(tag.name, "raw" | "comment");
        tag.side == Side::Close && !**is_used && !stays
    };
    let strays = tags.iter().zip(&is_used).filter(is_stray).map(|(tag, _)| tag.span.clone());
    let strays = strays.collect();
    let mut pairs = Vec::with_capacity(tags.len());
    let mut ends: Vec<usize> = Vec::new();
    for (tag, close) in tags.iter().zip(&closes) {
        if tag.side == Side::Close {
            continue;
        }
        while ends.last().is_some_and(|end| *end <= tag.span.start) {
            ends.pop();
        }
        let close = close.map(|index| &tags[index]);
        if let Some(close) = close {
            ends.push(close.span.end);
        }
        let body = close.map(|close| &text[tag.span.end..close.span.start]);
        let is_in_line =
            tag.is_in_line || close.is_some_and(|close| close.is_in_line) || ends.len() > DEEPEST;
        let room = if is_in_line { Room::Line } else { Room::Block };
        let arguments = Arguments::read(text, tag.arguments.clone());
        let found = Tag { name: tag.name, arguments, span: tag.span.clone(), body };
        let close = close.map(|close| close.span.clone());
        let is_alone = tag.side == Side::Alone;
        pairs.push(Pair { tool: tag.tool, tag: found, close, room, is_alone });
    }
    Paired { pairs, strays }
}

/// The index of the closing tag of each tag.
fn matches(tags: &[Found<'_>]) -> Vec<Option<usize>> {
    let mut closes = vec![None; tags.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut counts: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for (index, tag) in tags.iter().enumerate() {
        let key = |tag: &Found<'_>| tag.tool == Tool::Element;
        let count = counts.entry((tag.name, key(tag))).or_insert(0);
        match tag.side {
            Side::Open => {
                *count += 1;
                open.push(index);
            }
            Side::Close if *count > 0 => {
                while let Some(last) = open.pop() {
                    let before = &tags[last];
                    if let Some(count) = counts.get_mut(&(before.name, key(before))) {
                        *count -= 1;
                    }
                    if before.name == tag.name && key(before) == key(tag) {
                        closes[last] = Some(index);
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    closes
}
