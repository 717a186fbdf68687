//! A line of text without markup, with a map to its source.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::language::Language;
use super::words::{LineWords, Split};
use crate::text::is_plain_letter;

/// Plain text with a map to the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineText<'a> {
    /// Copied only if it comes in several pieces.
    plain: Cow<'a, str>,
    pieces: Vec<TextPiece>,
    markup: Vec<Markup>,
    bold: bool,
    light: bool,
    words: OnceCell<Split>,
}

/// A range of the plain text, from `at` to the next piece.
#[derive(Debug, Clone, PartialEq, Eq)]
struct TextPiece {
    at: usize,
    source: Range<usize>,
    /// Whether the source has the same bytes, as opposed to an entity or an escape.
    exact: bool,
}

/// Markup of a part of the plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Markup {
    at: Range<usize>,
    source: Range<usize>,
    kind: MarkupKind,
}

/// What is lost where a text is shown without its markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkupKind {
    /// How it looks: bold, struck out.
    Style,
    /// Something to follow or to see: a link, an image, a footnote, a formula.
    Content,
}

/// The font weight of a piece: a line that is entirely bold is an intro.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    Light,
    Bold,
}

impl<'a> LineText<'a> {
    pub fn push(&mut self, plain: &'a str, source: Range<usize>, weight: Weight) {
        if plain.is_empty() {
            return;
        }
        let exact = plain.len() == source.len();
        self.words.take();
        self.pieces.push(TextPiece { at: self.plain.len(), source, exact });
        self.add(Cow::Borrowed(plain));
        if plain.chars().any(|c| is_plain_letter(c) || c.is_alphanumeric()) {
            match weight {
                Weight::Bold => self.bold = true,
                Weight::Light => self.light = true,
            }
        }
    }

    /// Records markup of the text from `start` to its end.
    pub fn mark_up(&mut self, start: usize, source: Range<usize>, kind: MarkupKind) {
        let at = start.min(self.plain.len())..self.plain.len();
        self.markup.push(Markup { at, source, kind });
    }

    /// Appends the line below, separated by a space.
    pub fn join(&mut self, next: LineText<'a>) {
        if !self.plain.is_empty() && !next.plain.is_empty() {
            self.add(Cow::Borrowed(" "));
        }
        self.append(next);
    }

    pub fn append(&mut self, next: LineText<'a>) {
        self.words.take();
        let shift = self.plain.len();
        self.add(next.plain);
        self.pieces.extend(next.pieces.into_iter().map(|mut piece| {
            piece.at += shift;
            piece
        }));
        self.markup.extend(next.markup.into_iter().map(|mut markup| {
            markup.at = markup.at.start + shift..markup.at.end + shift;
            markup
        }));
        self.bold |= next.bold;
        self.light |= next.light;
    }

    /// A part of the text.
    pub fn part(&self, range: Range<usize>) -> LineText<'a> {
        let mut part = self.clone();
        part.truncate(range.end);
        part.skip(range.start.min(part.plain.len()));
        part
    }

    /// Removes the first bytes of the plain text.
    pub fn skip(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        self.words.take();
        self.plain = Cow::Owned(self.plain[count..].to_owned());
        self.markup.retain(|markup| markup.at.start >= count);
        for markup in &mut self.markup {
            markup.at = markup.at.start - count..markup.at.end - count;
        }
        let ends = self.pieces.iter().skip(1).map(|piece| piece.at).chain([usize::MAX]);
        let kept = self.pieces.iter().zip(ends).filter(|(_, end)| *end > count);
        let cut = |piece: &TextPiece| {
            let gone = count.saturating_sub(piece.at);
            let Range { start, end } = piece.source;
            let start = if piece.exact { (start + gone).min(end) } else { start };
            TextPiece { at: piece.at.saturating_sub(count), source: start..end, exact: piece.exact }
        };
        self.pieces = kept.map(|(piece, _)| cut(piece)).collect();
    }

    /// Truncates at a byte of the plain text.
    pub fn truncate(&mut self, at: usize) {
        self.words.take();
        let keep = self.plain[..at].trim_end().len();
        match &mut self.plain {
            Cow::Borrowed(plain) => *plain = &plain[..keep],
            Cow::Owned(plain) => plain.truncate(keep),
        }
        self.markup.retain(|markup| markup.at.end <= keep);
        while self.pieces.last().is_some_and(|piece| piece.at >= keep) {
            self.pieces.pop();
        }
        if let Some(last) = self.pieces.last_mut().filter(|piece| piece.exact) {
            last.source.end = last.source.end.min(last.source.start + keep - last.at);
        }
    }

    /// The part from `range.start` to `range.end`, trimmed.
    pub fn slice(&self, range: Range<usize>) -> LineText<'_> {
        let part = self.plain.get(range.clone()).unwrap_or("");
        let start = range.start + part.len() - part.trim_start().len();
        let part = part.trim();
        let mut text = LineText::default();
        text.push(part, self.source(start..start + part.len()), self.weight());
        if let Some(piece) = text.pieces.last_mut() {
            piece.exact &= self.is_exact(start..start + part.len());
        }
        text
    }

    pub fn as_str(&self) -> &str {
        &self.plain
    }

    /// All of it as words, cached until the text changes.
    pub fn words<'w>(&'w self, language: &'w Language) -> LineWords<'w> {
        LineWords::new(&self.plain, &self.words, language)
    }

    /// Whether the words were computed.
    #[cfg(test)]
    pub fn is_split(&self) -> bool {
        self.words.get().is_some()
    }

    pub fn is_empty(&self) -> bool {
        self.plain.trim().is_empty()
    }

    /// Whether every word is bold.
    pub fn is_bold(&self) -> bool {
        self.bold && !self.light
    }

    /// The source range of the whole text.
    pub fn span(&self) -> Range<usize> {
        self.source(0..self.plain.len())
    }

    /// The source range of a part of the plain text; of whole pieces if it is inexact.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let Some(first) = self.piece_at(range.start) else { return 0..0 };
        let last = self.piece_at(range.end.saturating_sub(1).max(range.start)).unwrap_or(first);
        let inside = |piece: &TextPiece, offset: usize| {
            (piece.source.start + offset.saturating_sub(piece.at)).min(piece.source.end)
        };
        let start = if first.exact { inside(first, range.start) } else { first.source.start };
        let end = if last.exact { inside(last, range.end) } else { last.source.end };
        start..end.max(start)
    }

    /// The source range of a part of the plain text with all markup in it.
    pub fn whole(&self, range: Range<usize>) -> Range<usize> {
        self.with_markup(range, |_| true)
    }

    /// The source range of a part of the plain text with the links and images in it.
    pub fn linked(&self, range: Range<usize>) -> Range<usize> {
        self.with_markup(range, |kind| kind == MarkupKind::Content)
    }

    fn with_markup(&self, range: Range<usize>, is_in: impl Fn(MarkupKind) -> bool) -> Range<usize> {
        let inside = self.markup_in(&range).filter(|markup| is_in(markup.kind));
        inside.fold(self.source(range.clone()), |whole, markup| {
            whole.start.min(markup.source.start)..whole.end.max(markup.source.end)
        })
    }

    /// Whether a part of the plain text says more than its words.
    pub fn has_content(&self, range: &Range<usize>) -> bool {
        self.markup_in(range).any(|markup| markup.kind == MarkupKind::Content)
    }

    /// Whether a part of the plain text is one link, image or formula, apart from signs around it.
    pub fn is_content(&self, range: &Range<usize>) -> bool {
        let is_sign =
            |part: Option<&str>| part.is_none_or(|part| !part.contains(char::is_alphanumeric));
        let covers = |at: &Range<usize>| {
            at.end > range.start
                && is_sign(self.plain.get(range.start..at.start))
                && is_sign(self.plain.get(at.end..range.end))
        };
        let mut content = self.markup.iter().filter(|markup| markup.kind == MarkupKind::Content);
        content.any(|markup| covers(&markup.at))
    }

    /// The markup that is entirely in a part of the plain text. That of no words follows others.
    fn markup_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Markup> {
        let (start, end) = (range.start, range.end);
        self.markup.iter().filter(move |markup| {
            let is_after = !markup.at.is_empty() || markup.at.start > start;
            is_after && markup.at.start >= start && markup.at.end <= end
        })
    }

    fn add(&mut self, plain: Cow<'a, str>) {
        if self.plain.is_empty() {
            self.plain = plain;
        } else {
            self.plain.to_mut().push_str(&plain);
        }
    }

    fn weight(&self) -> Weight {
        if self.is_bold() { Weight::Bold } else { Weight::Light }
    }

    fn is_exact(&self, range: Range<usize>) -> bool {
        self.piece_at(range.start).is_some_and(|piece| {
            piece.exact && range.end - piece.at.min(range.end) <= piece.source.len()
        })
    }

    fn piece_at(&self, offset: usize) -> Option<&TextPiece> {
        let after = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(after.saturating_sub(1))
    }
}
