//! The title of a page, and the heading that shows it.

use std::ops::Range;
use std::sync::Arc;

use crate::formats::writing::FileNames;
use crate::parse::{Heading, Parsed};
use crate::source::names::Order;

/// What a page is told by the rest of its book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// Set by an include. It wins over all others.
    pub title: Option<String>,
    /// The words of the list of contents.
    pub listed: Option<String>,
    /// Made of the name of its file.
    pub name: String,
    /// From a number before that name.
    pub order: Option<Order>,
    /// The columns of its database, if it is a page of Notion.
    pub columns: Option<Arc<[String]>>,
}

/// Where a title comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleSource {
    /// The page says it itself.
    Page,
    /// The list of contents, or the page's own label for the navigation.
    List,
    /// The name of its file.
    Name,
}

/// The places where a page can say its title.
pub(super) struct Titles<'a> {
    pub given: &'a Given,
    pub front_matter: Option<&'a str>,
    pub nav_label: Option<&'a str>,
    /// All headings, if the first comes before any other text.
    pub headings: &'a [Heading],
    pub file_names: FileNames,
}

impl Titles<'_> {
    /// The title with the highest precedence.
    pub fn choose(&self) -> (String, TitleSource) {
        let opening = |level: u8| {
            let heading = self.headings.first().filter(|heading| heading.level == level);
            heading.map(|heading| heading.text.as_str())
        };
        let may_be_h2 = self.file_names == FileNames::Addresses && is_alone(self.headings);
        let candidates = [
            (self.given.title.as_deref(), TitleSource::Page),
            (self.front_matter, TitleSource::Page),
            (opening(1), TitleSource::Page),
            (self.given.listed.as_deref(), TitleSource::List),
            (self.nav_label, TitleSource::List),
            (opening(2).filter(|_| may_be_h2), TitleSource::Page),
        ];
        let found = candidates.into_iter().find_map(|(title, source)| {
            title.filter(|title| !title.trim().is_empty()).map(|title| (title.to_owned(), source))
        });
        found.unwrap_or_else(|| (self.given.name.clone(), TitleSource::Name))
    }
}

/// The number of levels by which headings are raised if the first one shows the title.
pub(super) fn raised_by(headings: &[Heading]) -> u8 {
    let is_h2 = headings.first().is_some_and(|first| first.level == 2);
    u8::from(is_h2 && is_alone(headings))
}

/// Whether all headings are below the first one. The first of several sections is no title.
fn is_alone(headings: &[Heading]) -> bool {
    let first = headings.first().map_or(0, |first| first.level);
    headings.iter().skip(1).all(|heading| heading.level > first)
}

impl Parsed {
    /// The level at which a heading of the page is shown. Where an h2 is the title, those below it
    /// move up.
    pub fn shown_level(&self, level: u8) -> u8 {
        level.saturating_sub(self.raised_by)
    }

    /// The heading that opens a range of the page: the one that shows the title, or else an h1 at
    /// its start, after comments only.
    pub fn opening(&self, range: &Range<usize>) -> Option<&Heading> {
        let headings = &self.prose.headings;
        let is_inside = |span: &Range<usize>| range.start <= span.start && span.end <= range.end;
        let title = self.opening.and_then(|at| headings.get(at));
        title.filter(|title| is_inside(&title.span)).or_else(|| {
            let first = headings.partition_point(|heading| heading.span.start < range.start);
            let heading = headings.get(first).filter(|heading| heading.level == 1)?;
            let mut before = self.text.get(range.start..heading.span.start)?.trim();
            while let Some(comment) = before.strip_prefix("<!--") {
                before = comment.split_once("-->")?.1.trim_start();
            }
            (before.is_empty() && is_inside(&heading.span)).then_some(heading)
        })
    }

    /// The label in the navigation.
    pub fn nav_label(&self) -> &str {
        self.front_matter.nav_label.as_deref().unwrap_or(&self.title)
    }
}

/// Whether a heading shows a title: an h1 does, an h2 if it has the same words.
pub(super) fn shows(heading: &Heading, title: &str) -> bool {
    let words = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let has_title_level = heading.level == 1 && !heading.text.is_empty();
    has_title_level
        || heading.level == 2 && (heading.text == title || words(&heading.text) == words(title))
}
