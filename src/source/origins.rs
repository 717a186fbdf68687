//! Maps pages with includes to their source files.
//!
//! A page with includes is parsed as one text. Problems are reported at their source: in the
//! included file, or at the directive that generated the text.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::positions::Positions;

/// The segments of every page with includes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// By page name, in order.
    pieces: BTreeMap<Arc<str>, Vec<Segment>>,
    /// The texts of the source files, as on disk.
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

/// A range of a page from one source. It ends where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// In bytes of the expanded page.
    pub at: usize,
    pub file: Arc<str>,
    pub from: From,
}

/// How a segment maps to its file, in bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Copied from here on.
    Copied(usize),
    /// Generated from this range.
    Made(Range<usize>),
}

/// A position for display: line and column from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePlace {
    pub file: Arc<str>,
    pub line: usize,
    pub column: usize,
}

/// Maps the bytes of one page.
pub struct Spots<'a> {
    origins: &'a Origins,
    name: &'a Arc<str>,
    text: &'a str,
    /// Cached files, by name.
    known: BTreeMap<Arc<str>, Positions<'a>>,
}

impl Spots<'_> {
    /// The file, line and column of a byte of the page.
    pub fn at(&mut self, offset: usize) -> LinePlace {
        let place = self.origins.place(Place::new(self.name, offset..offset + 1));
        let is_composed = self.origins.pieces.contains_key(self.name);
        let written = self.origins.texts.get(&place.file).filter(|_| is_composed);
        let text = written.map_or(self.text, |text| text);
        let known = self.known.entry(place.file.clone());
        let (line, column) = known.or_insert_with(|| Positions::of(text)).line_column(place.span.0);
        LinePlace { file: place.file, line, column }
    }
}

impl Origins {
    /// Adds a page with includes.
    pub fn add_page(&mut self, name: Arc<str>, pieces: Vec<Segment>) {
        self.pieces.insert(name, pieces);
    }

    /// Whether a page with includes has this name.
    pub fn has_page(&self, name: &str) -> bool {
        self.pieces.contains_key(name)
    }

    /// Adds a source file.
    pub fn add_text(&mut self, name: Arc<str>, text: Arc<str>) {
        self.texts.insert(name, text);
    }

    /// Maps a page's diagnostic to its source files.
    pub fn mend(&self, mut problem: Diagnostic) -> Diagnostic {
        if self.pieces.is_empty() {
            return problem;
        }
        problem.place = problem.place.map(|place| self.place(place));
        let related = problem.related.into_iter();
        problem.related = related.map(|(place, what)| (self.place(place), what)).collect();
        problem
    }

    /// A mapper for one page; `text` is the expanded page.
    pub fn spots<'a>(&'a self, name: &'a Arc<str>, text: &'a str) -> Spots<'a> {
        Spots { origins: self, name, text, known: BTreeMap::new() }
    }

    /// Maps a range of a page. Problems of the whole page stay with it.
    fn place(&self, place: Place) -> Place {
        let (start, end) = place.span;
        let pieces = self.pieces.get(&place.file).filter(|_| place.span != (0, 0));
        let Some(pieces) = pieces else { return place };
        let after = pieces.partition_point(|piece| piece.at <= start);
        let Some(piece) = after.checked_sub(1).and_then(|index| pieces.get(index)) else {
            return place;
        };
        let end = pieces.get(after).map_or(end, |next| end.min(next.at)).max(start);
        Place::new(
            &piece.file,
            match &piece.from {
                From::Copied(from) => from + start - piece.at..from + end - piece.at,
                From::Made(range) => range.clone(),
            },
        )
    }
}
