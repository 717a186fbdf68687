//! Parts of a document, as if they were documents.

use std::ops::Range;

use crate::text::Document;
use crate::text::event::{Event, Tag};
use crate::text::store::Spelling;

/// The events of a range of a document, with byte ranges in the document's text.
///
/// Nothing is parsed again. An element is included if it starts in the range, and ends with the
/// range at the latest; text is cut at both ends. Text without a block gets a paragraph, and items
/// without a list get one.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    document: &'a Document,
    range: Range<usize>,
    spelling: Spelling,
    next: usize,
    /// The added element around all others, while it is open.
    wrapper: Option<Tag<'a>>,
    /// The other open elements, by the indices of their starts.
    open: Vec<usize>,
    ended: bool,
    /// An event that waits until its added wrapper is opened.
    waiting: Option<(Event<'a>, Range<usize>)>,
}

impl<'a> Part<'a> {
    pub(super) fn new(document: &'a Document, range: Range<usize>) -> Part<'a> {
        let first = document.store.first_at(range.start);
        // Text that is cut by the start of the range starts before it.
        let before = first.checked_sub(1).filter(|index| {
            let (event, span) = document.event(*index, Spelling::Typed);
            matches!(event, Event::Text(_)) && span.end > range.start
        });
        Part {
            document,
            range,
            spelling: Spelling::Shown,
            next: before.unwrap_or(first),
            wrapper: None,
            open: Vec::new(),
            ended: false,
            waiting: None,
        }
    }

    /// The same events, with punctuation as typed.
    pub fn typed(mut self) -> Part<'a> {
        self.spelling = Spelling::Typed;
        self
    }

    /// The next event in the range.
    fn inner(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        while self.next < self.document.store.len() {
            let (event, span) = self.document.event(self.next, self.spelling);
            if let Event::End(tag) = event {
                self.next += 1;
                if !self.open.is_empty() {
                    return Some((Event::End(tag), span));
                }
                // The end of an element around the range also ends the added wrapper.
                if self.wrapper.is_some() {
                    return Some((event, span));
                }
                continue;
            }
            // A cell that is missing in its row is empty, at the end of the row.
            let is_left_out = span.is_empty() && !self.open.is_empty();
            if span.start > self.range.end || span.start == self.range.end && !is_left_out {
                return None;
            }
            self.next += 1;
            if let Some(event) = self.cut(event, &span) {
                return Some(event);
            }
        }
        None
    }

    /// Clips an event to the range.
    fn cut(&self, event: Event<'a>, span: &Range<usize>) -> Option<(Event<'a>, Range<usize>)> {
        let Event::Text(words) = event else { return Some((event, span.clone())) };
        let inside = span.start.max(self.range.start)..span.end.min(self.range.end);
        if inside == *span || words.len() != span.len() {
            return Some((event, span.clone()));
        }
        let words = words.get(inside.start - span.start..inside.end - span.start)?;
        (!words.trim().is_empty()).then_some((Event::Text(words), inside))
    }

    /// Ends the innermost open element.
    fn end_innermost(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let start = self.open.pop().map(|start| self.document.event(start, self.spelling).0);
        let tag = match start {
            Some(Event::Start(tag)) => tag,
            _ => self.wrapper.take()?,
        };
        Some((Event::End(tag), self.range.end..self.range.end))
    }
}

impl<'a> Iterator for Part<'a> {
    type Item = (Event<'a>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(event) = self.waiting.take() {
            return Some(self.follow(event));
        }
        if self.ended {
            return self.end_innermost();
        }
        let Some((event, span)) = self.inner() else {
            self.ended = true;
            return self.end_innermost();
        };
        if self.wrapper.is_some() && self.open.is_empty() {
            // The end of an element around the range.
            if matches!(event, Event::End(_)) {
                return self.end_innermost();
            }
            if self.wrapper_of(&event).is_none_or(|tag| Some(tag) != self.wrapper) {
                self.waiting = Some((event, span));
                return self.end_innermost();
            }
        }
        if self.open.is_empty()
            && self.wrapper.is_none()
            && let Some(wrapper) = self.wrapper_of(&event)
        {
            let start = span.start;
            self.waiting = Some((event, span));
            self.wrapper = Some(wrapper);
            return Some((Event::Start(wrapper), start..self.range.end));
        }
        Some(self.follow((event, span)))
    }
}

impl<'a> Part<'a> {
    /// The wrapper that an event needs.
    fn wrapper_of(&self, event: &Event<'a>) -> Option<Tag<'a>> {
        match event {
            _ if event.is_inline() => Some(Tag::Paragraph),
            Event::Start(Tag::Item) if self.wrapper.is_some() => self.wrapper,
            Event::Start(Tag::Item) => Some(self.list_around(self.next - 1)),
            Event::Start(Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => {
                Some(Tag::DefinitionList)
            }
            _ => None,
        }
    }

    /// The list of an item, as if the item at this index were its first.
    fn list_around(&self, item: usize) -> Tag<'a> {
        let mut depth = 0;
        let mut items_before = 0;
        for index in (0..item).rev() {
            match self.document.event(index, Spelling::Typed).0 {
                Event::End(_) => depth += 1,
                Event::Start(Tag::List(first)) if depth == 0 => {
                    return Tag::List(first.map(|first| first + items_before));
                }
                Event::Start(tag) => {
                    depth -= 1;
                    items_before += u64::from(depth == 0 && tag == Tag::Item);
                }
                _ => {}
            }
        }
        Tag::List(None)
    }

    /// Tracks open elements. The event is the last that was read from the store.
    fn follow(&mut self, (event, span): (Event<'a>, Range<usize>)) -> (Event<'a>, Range<usize>) {
        match event {
            Event::Start(_) => self.open.push(self.next - 1),
            Event::End(_) => {
                self.open.pop();
            }
            _ => {}
        }
        (event, span)
    }
}
