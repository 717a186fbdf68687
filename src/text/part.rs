//! A stretch of a document, as if it were a document of its own.

use std::ops::Range;

use crate::text::Document;
use crate::text::event::{Event, Tag};
use crate::text::store::Spelling;

/// The events of a stretch of a document, each with its bytes in the document's text.
///
/// Nothing is parsed again: an element counts if it starts in the stretch, and ends with it at the
/// latest; text is cut at its ends; words that are in no block of the stretch are in a paragraph,
/// and items that are in no list of it are in one.
#[derive(Debug, Clone)]
pub struct Part<'a> {
    document: &'a Document,
    range: Range<usize>,
    spelling: Spelling,
    next: usize,
    /// The elements that are open.
    open: Vec<Tag<'a>>,
    /// Whether the outermost element that is open is none of the document's.
    wrapped: bool,
    ended: bool,
    /// An event that waits for the element around it.
    waiting: Option<(Event<'a>, Range<usize>)>,
}

impl<'a> Part<'a> {
    pub(super) fn new(document: &'a Document, range: Range<usize>) -> Part<'a> {
        let first = document.store.first_at(range.start);
        // The text that is cut by the start of the stretch starts before it.
        let before = first.checked_sub(1).filter(|index| {
            let (event, span) = document.event(*index, Spelling::Typed);
            matches!(event, Event::Text(_)) && span.end > range.start
        });
        Part {
            document,
            range,
            spelling: Spelling::Shown,
            next: before.unwrap_or(first),
            open: Vec::new(),
            wrapped: false,
            ended: false,
            waiting: None,
        }
    }

    /// The same events, with the punctuation that the author typed.
    pub fn typed(mut self) -> Part<'a> {
        self.spelling = Spelling::Typed;
        self
    }

    /// The next event that is part of the stretch.
    fn inner(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        while self.next < self.document.store.len() {
            let (event, span) = self.document.event(self.next, self.spelling);
            if let Event::End(tag) = event {
                self.next += 1;
                if self.open_elements() > 0 {
                    return Some((Event::End(tag), span));
                }
                // The end of something around the stretch, and so of the words before it.
                if self.wrapped {
                    return Some((event, span));
                }
                continue;
            }
            // A cell that its row leaves out is empty, and where the row ends.
            let is_left_out = span.is_empty() && self.open_elements() > 0;
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

    fn open_elements(&self) -> usize {
        self.open.len() - usize::from(self.wrapped)
    }

    /// An event without what is outside of the stretch.
    fn cut(&self, event: Event<'a>, span: &Range<usize>) -> Option<(Event<'a>, Range<usize>)> {
        let Event::Text(words) = event else { return Some((event, span.clone())) };
        let inside = span.start.max(self.range.start)..span.end.min(self.range.end);
        if inside == *span || words.len() != span.len() {
            return Some((event, span.clone()));
        }
        let words = words.get(inside.start - span.start..inside.end - span.start)?;
        (!words.trim().is_empty()).then_some((Event::Text(words), inside))
    }

    /// Ends the innermost element that is open.
    fn end_innermost(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let tag = self.open.pop()?;
        if self.open.is_empty() {
            self.wrapped = false;
        }
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
        if self.wrapped && self.open.len() == 1 {
            // The end of an element around the stretch.
            if matches!(event, Event::End(_)) {
                return self.end_innermost();
            }
            if self.wrapper(&event).is_none_or(|tag| Some(&tag) != self.open.first()) {
                self.waiting = Some((event, span));
                return self.end_innermost();
            }
        }
        if self.open.is_empty()
            && let Some(wrapper) = self.wrapper(&event)
        {
            let start = span.start;
            self.waiting = Some((event, span));
            self.wrapped = true;
            self.open.push(wrapper);
            return Some((Event::Start(wrapper), start..self.range.end));
        }
        Some(self.follow((event, span)))
    }
}

impl<'a> Part<'a> {
    /// The element that an event has to be in.
    fn wrapper(&self, event: &Event<'a>) -> Option<Tag<'a>> {
        match event {
            _ if event.is_inline() => Some(Tag::Paragraph),
            Event::Start(Tag::Item) if self.wrapped => self.open.first().copied(),
            Event::Start(Tag::Item) => Some(self.list_around(self.next - 1)),
            Event::Start(Tag::DefinitionListTitle | Tag::DefinitionListDefinition) => {
                Some(Tag::DefinitionList)
            }
            _ => None,
        }
    }

    /// The list of the item that starts at an index, as if the item were its first.
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

    /// Keeps track of what an event opens and ends.
    fn follow(&mut self, (event, span): (Event<'a>, Range<usize>)) -> (Event<'a>, Range<usize>) {
        match event {
            Event::Start(tag) => self.open.push(tag),
            Event::End(_) => {
                self.open.pop();
            }
            _ => {}
        }
        (event, span)
    }
}
