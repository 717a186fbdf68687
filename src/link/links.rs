//! The resolved links of all entries, beside the links as written.

use std::ops::Range;
use std::sync::Arc;

use crate::link::{Entry, Target};
use crate::parse::{Link, RawLink};

/// The targets of all links of a book.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// By entry, in the order of the links in its text.
    leads: Vec<Arc<[Lead]>>,
}

/// The target of one link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    pub target: Target,
    /// The end of the link in the text. In a list of related entries, only the name is the link.
    pub end: usize,
}

/// A link as written, with its target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolvedLink<'a> {
    /// Its range in the text of its entry.
    pub span: Range<usize>,
    pub written: &'a RawLink,
    pub target: &'a Target,
}

impl Links {
    /// One lead for each link of each entry.
    pub fn new(leads: Vec<Arc<[Lead]>>) -> Links {
        Links { leads }
    }

    /// The links of an entry, in order.
    pub fn of<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = ResolvedLink<'a>> {
        self.pairs(entry, 0..entry.parsed.prose.links.len())
    }

    /// The links of an entry that start in a range of its text.
    pub fn within<'a>(
        &'a self,
        entry: &'a Entry,
        range: &Range<usize>,
    ) -> impl Iterator<Item = ResolvedLink<'a>> {
        let links = &entry.parsed.prose.links;
        let first = links.partition_point(|link| link.span.start < range.start);
        let end = links.partition_point(|link| link.span.start < range.end);
        self.pairs(entry, first..end.max(first))
    }

    /// The link of an entry that starts at a byte of its text.
    pub fn at<'a>(&'a self, entry: &'a Entry, start: usize) -> Option<ResolvedLink<'a>> {
        let links = &entry.parsed.prose.links;
        let index = links.binary_search_by_key(&start, |link| link.span.start).ok()?;
        self.pairs(entry, index..index + 1).next()
    }

    fn pairs<'a>(
        &'a self,
        entry: &'a Entry,
        range: Range<usize>,
    ) -> impl Iterator<Item = ResolvedLink<'a>> {
        let written = &entry.parsed.prose.links[range.clone()];
        let leads = &self.leads[entry.id.0 as usize][range];
        written.iter().zip(leads).map(|(Link { span, to }, lead)| ResolvedLink {
            span: span.start..lead.end,
            written: to,
            target: &lead.target,
        })
    }
}
