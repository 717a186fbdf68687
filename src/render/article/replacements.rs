//! Replacements by place in the markdown: HTML instead of a block or after it, wrappers around
//! several blocks, and ids of items.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::parse::HasHtml;
use crate::render::article::ArticleWriter;
use crate::render::html::Html;

/// An element around top-level blocks.
#[derive(Debug, Clone)]
pub struct Wrapper {
    /// The range of the blocks inside.
    pub span: Range<usize>,
    pub name: &'static str,
    pub attributes: Vec<(&'static str, String)>,
}

/// All replacements of an article, by byte of the page's text.
#[derive(Debug, Clone, Default)]
pub struct Replacements {
    /// Of blocks.
    instead: BTreeMap<usize, (usize, Html)>,
    /// Of words within a text.
    words: BTreeMap<usize, (usize, Html)>,
    after: BTreeMap<usize, Html>,
    /// By start; the outer one first in case of a tie.
    wrappers: VecDeque<Wrapper>,
    /// The ids of list items, by their starts.
    items: BTreeMap<usize, String>,
}

impl Replacements {
    pub fn new() -> Replacements {
        Replacements::default()
    }

    pub fn is_empty(&self) -> bool {
        let Replacements { instead, words, after, wrappers, items } = self;
        instead.is_empty()
            && words.is_empty()
            && after.is_empty()
            && wrappers.is_empty()
            && items.is_empty()
    }

    /// Shows HTML instead of a top-level block.
    pub fn instead(&mut self, span: Range<usize>, html: Html) {
        self.instead.insert(span.start, (span.end, html));
    }

    /// Shows HTML instead of words of one text, which have no escapes and no entities.
    pub fn instead_of_words(&mut self, span: Range<usize>, html: Html) {
        self.words.insert(span.start, (span.end, html));
    }

    /// Inserts HTML after the top-level block that extends to here.
    pub fn after(&mut self, at: usize, html: Html) {
        self.after.insert(at, html);
    }

    /// Sets the id of the list item that starts at a byte.
    pub fn name_item(&mut self, at: usize, id: &str) {
        self.items.insert(at, id.to_owned());
    }

    /// Adds wrappers. Wrappers that share a block must be nested.
    pub fn wrapper(&mut self, wrappers: impl IntoIterator<Item = Wrapper>) {
        self.wrappers.extend(wrappers);
        let wrappers = self.wrappers.make_contiguous();
        wrappers.sort_by_key(|wrapper| (wrapper.span.start, std::cmp::Reverse(wrapper.span.end)));
    }

    /// The id of the item that starts at a byte.
    pub(super) fn item(&self, at: usize) -> Option<&str> {
        self.items.get(&at).map(String::as_str)
    }
}

impl ArticleWriter<'_> {
    /// Writes what is due before the block at `start`; true if it replaces that block.
    pub(super) fn replacement(&mut self, start: usize) -> bool {
        if self.depth == 0 {
            self.write_due(start);
            self.open_wrappers(start);
        }
        let Some((end, html)) = self.replacements.instead.remove(&start) else { return false };
        self.name_blocks_in(start..end);
        self.put(html).newline();
        self.skip = start..end;
        true
    }

    /// Writes what comes after the blocks before `limit`, and closes the wrappers that end there.
    pub(super) fn write_due(&mut self, limit: usize) {
        loop {
            let end = self.wrappers_open.last().map(|(end, _)| *end).filter(|end| *end <= limit);
            let after = self.replacements.after.first_entry().filter(|after| *after.key() <= limit);
            match (after, end) {
                (Some(after), end) if end.is_none_or(|end| *after.key() <= end) => {
                    let html = after.remove();
                    self.put(html).newline();
                }
                (_, Some(_)) => self.close_wrapper(),
                _ => return,
            }
        }
    }

    /// Writes our own HTML, which is not sanitised together with the author's.
    pub(super) fn put(&mut self, html: Html) -> &mut Html {
        let html = match self.entry.parsed.prose.html {
            HasHtml::Some => self.placeholders.keep(html),
            HasHtml::None => html,
        };
        self.html().html(&html)
    }

    fn open_wrappers(&mut self, start: usize) {
        while let Some(wrapper) =
            self.replacements.wrappers.front().filter(|f| f.span.start <= start)
        {
            let is_here = start < wrapper.span.end;
            let Some(wrapper) = self.replacements.wrappers.pop_front().filter(|_| is_here) else {
                continue;
            };
            let attributes: Vec<_> =
                wrapper.attributes.iter().map(|(key, value)| (*key, value.as_str())).collect();
            self.html().open(wrapper.name, &attributes).newline();
            self.wrappers_open.push((wrapper.span.end, wrapper.name));
        }
    }

    fn close_wrapper(&mut self) {
        if let Some((_, name)) = self.wrappers_open.pop() {
            self.html().close(name).newline();
        }
    }

    /// Writes a text up to the last replaced words in it, with the replacements. Returns the rest
    /// of the text.
    pub(super) fn instead_of_words<'t>(
        &mut self,
        text: &'t str,
        span: Range<usize>,
    ) -> (&'t str, Range<usize>) {
        let Range { mut start, end } = span;
        let mut text = text;
        while let Some((&at, &(after, _))) = self.replacements.words.range(start..end).next() {
            let written = self.entry.parsed.text.get(start..after.min(end)).unwrap_or("");
            let (before, words) = written.split_at((at - start).min(written.len()));
            // A text with entities or escapes differs from its source, but has the same words.
            let same = before.matches(words).count();
            let found = text.match_indices(words).nth(same).map(|(found, _)| found);
            let Some((found, (_, html))) = found.zip(self.replacements.words.remove(&at)) else {
                break;
            };
            self.text(&text[..found], start..at);
            self.put(html);
            text = &text[found + words.len()..];
            start = after;
        }
        (text, start..end)
    }
}
