//! Where the bytes of a page came from, for pages that hold parts of other files.
//!
//! A page that includes others is read as one text. Whatever is found in that text is reported
//! where a person wrote it: in the file that was included, or at the directive that made it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::positions::Positions;

/// The pieces of every page that is put together from several files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins {
    /// By the page's name, in the order in which they stand.
    pieces: BTreeMap<Arc<str>, Vec<Segment>>,
    /// The files that pieces come from, as they are on disk.
    texts: BTreeMap<Arc<str>, Arc<str>>,
}

/// A stretch of a page that came from one place. It ends where the next one starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// In bytes of the page as it is read.
    pub at: usize,
    pub file: Arc<str>,
    pub from: From,
}

/// How a piece relates to its file, in bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// The file's own text from here on.
    Copied(usize),
    /// Text that stands for all of this.
    Made(Range<usize>),
}

/// A place as a person reads it: line and column from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinePlace {
    pub file: Arc<str>,
    pub line: usize,
    pub column: usize,
}

/// Where the bytes of one page were written.
pub struct Spots<'a> {
    origins: &'a Origins,
    name: &'a Arc<str>,
    text: &'a str,
    /// The files that were asked about, by name.
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
    /// Enters a page that was put together.
    pub fn add_page(&mut self, name: Arc<str>, pieces: Vec<Segment>) {
        self.pieces.insert(name, pieces);
    }

    /// Enters a file that pieces come from.
    pub fn add_text(&mut self, name: Arc<str>, text: Arc<str>) {
        self.texts.insert(name, text);
    }

    /// A problem of a page, at the places where its text was written.
    pub fn mend(&self, mut problem: Diagnostic) -> Diagnostic {
        if self.pieces.is_empty() {
            return problem;
        }
        problem.place = problem.place.map(|place| self.place(place));
        let related = problem.related.into_iter();
        problem.related = related.map(|(place, what)| (self.place(place), what)).collect();
        problem
    }

    /// Answers where the bytes of a page were written; `text` is the page as it is read.
    pub fn spots<'a>(&'a self, name: &'a Arc<str>, text: &'a str) -> Spots<'a> {
        Spots { origins: self, name, text, known: BTreeMap::new() }
    }

    /// Where a stretch of a page was written. What concerns a page as a whole stays with it.
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
