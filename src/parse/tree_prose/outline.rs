//! An article as an outline: each line of text once, under its parent.
//!
//! A list is under the paragraph line before it, a line under its heading, a sub-list under its
//! item. Prose and drawings both become an outline, so that later steps handle one form. It is a
//! flat list in text order: lines refer to each other by index and nothing recurses. Inline markup
//! is dropped, but positions are kept ([`LineText`]).

use std::ops::Range;

use super::language::Language;
use super::text::LineText;
use super::words::LineWords;
use crate::tree::problem::TreeProblem;

/// The lines of an article. Line 0 is the article itself and has no text.
#[derive(Debug, Clone)]
pub struct Outline<'a> {
    pub language: &'a Language,
    pub lines: Vec<OutlineLine<'a>>,
    pub fences: Vec<Fence<'a>>,
    /// The headers of the two-column tables.
    pub tables: Vec<[LineText<'a>; 2]>,
    /// What could not be read.
    pub problems: Vec<TreeProblem>,
}

#[derive(Debug, Clone)]
pub struct OutlineLine<'a> {
    pub kind: LineKind,
    pub text: LineText<'a>,
    pub parent: usize,
    /// The heading above, excluding the line itself.
    pub heading: Option<usize>,
    pub children: Vec<usize>,
    /// The range of its paragraph, list, table or heading.
    pub block: Range<usize>,
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    Article,
    Heading(u8),
    /// A list item, with the index of its list and its number, if any.
    Item {
        list: usize,
        number: Option<u64>,
    },
    /// A line of a paragraph.
    Plain,
    /// A row of a two-column table, read as `left → right`.
    Row {
        table: usize,
    },
    /// Separates the lines before and after it.
    Barrier,
}

/// A mark that an author sets as a class of a heading or a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Decision,
    NoDecision,
}

/// A code block that may be a drawing.
#[derive(Debug, Clone)]
pub struct Fence<'a> {
    pub info: &'a str,
    pub content: LineText<'a>,
    pub span: Range<usize>,
    /// The paragraph, item or heading above it.
    pub lead: usize,
}

impl<'a> Outline<'a> {
    /// An outline without lines.
    pub fn empty(language: &'a Language) -> Outline<'a> {
        let article = OutlineLine {
            kind: LineKind::Article,
            text: LineText::default(),
            parent: 0,
            heading: None,
            children: Vec::new(),
            block: 0..0,
            mark: None,
        };
        Outline {
            language,
            lines: vec![article],
            fences: Vec::new(),
            tables: Vec::new(),
            problems: Vec::new(),
        }
    }

    /// Adds a line under a parent, and returns its index.
    pub fn add(
        &mut self,
        kind: LineKind,
        parent: usize,
        text: LineText<'a>,
        block: Range<usize>,
    ) -> usize {
        let index = self.lines.len();
        let above = &self.lines[parent];
        let heading = match above.kind {
            LineKind::Heading(_) => Some(parent),
            _ => above.heading,
        };
        self.lines.push(OutlineLine {
            kind,
            text,
            parent,
            heading,
            children: Vec::new(),
            block,
            mark: None,
        });
        self.lines[parent].children.push(index);
        index
    }

    /// Removes the lines from an index on.
    pub fn truncate(&mut self, length: usize) {
        let parents: Vec<usize> = self.lines.drain(length..).map(|line| line.parent).collect();
        for parent in parents.into_iter().filter(|parent| *parent < length) {
            self.lines[parent].children.retain(|child| *child < length);
        }
    }

    /// The text of a line.
    pub fn str(&self, line: usize) -> &str {
        self.lines[line].text.as_str()
    }

    /// The words of a line.
    pub fn words(&self, line: usize) -> LineWords<'_> {
        self.lines[line].text.words(self.language)
    }

    /// The words of a table's header.
    pub fn header(&self, table: usize) -> [LineWords<'_>; 2] {
        self.tables[table].each_ref().map(|cell| cell.words(self.language))
    }

    /// The previous sibling of a line.
    pub fn before(&self, line: usize) -> Option<usize> {
        let siblings = &self.lines[self.lines[line].parent].children;
        let at = siblings.partition_point(|sibling| *sibling < line);
        at.checked_sub(1).map(|at| siblings[at])
    }

    /// Whether a sibling is too far away to relate to a line: beyond the next heading, or beyond
    /// the next paragraph.
    pub fn is_apart(&self, line: usize, sibling: usize) -> bool {
        match self.lines[line].kind {
            LineKind::Plain => {
                sibling > line + 1 && self.lines[sibling].block != self.lines[line].block
            }
            _ => true,
        }
    }
}

impl Mark {
    /// The mark with a class name.
    pub fn named(class: &str) -> Option<Mark> {
        match class {
            "decision" => Some(Mark::Decision),
            "no-decision" => Some(Mark::NoDecision),
            _ => None,
        }
    }

    /// The mark at the end of a paragraph, and its start.
    pub fn at_end(text: &str) -> Option<(Mark, usize)> {
        let inner = text.trim_end().strip_suffix('}')?;
        let start = inner.rfind('{')?;
        let mark = Mark::named(inner[start + 1..].trim().strip_prefix('.')?)?;
        Some((mark, start))
    }
}
