//! The order and the names that a book gives its pages from outside: a list of contents such as
//! `SUMMARY.md`, and numbers before the names of files.

pub mod summary;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::contents::summary::{SummaryItem, SummaryLine};
use crate::diagnostic::Diagnostic;
use crate::source::names::{self, NumberedNames, Order};
use crate::source::{Sources, folder_of, is_folder_page, stem};

/// What a book says about its pages from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The list of contents, if there is one.
    pub list: Option<List>,
    /// The labels of pages in the list, by path.
    titles: BTreeMap<Arc<str>, String>,
    numbered: NumberedNames,
    /// Problems of the list.
    pub diagnostics: Vec<Diagnostic>,
}

/// A list of contents, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its file.
    pub file: Arc<str>,
    pub lines: Vec<Line>,
}

/// A line of a list of contents, and its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub item: Item,
    pub span: Range<usize>,
}

/// What a line of a list of contents is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    Part(String),
    Separator,
    Chapter { title: String, depth: usize, numbering: Numbering, page: ListedPage },
}

/// The page of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListedPage {
    /// The path of a page.
    At(Arc<str>),
    /// A path that no page has.
    Unknown(String),
    /// It is not written yet.
    Unwritten,
}

/// Whether a chapter shows its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    Numbered,
    Plain,
}

impl Contents {
    /// Reads what the book says about its pages.
    pub fn of(sources: &Sources) -> Contents {
        let mut contents = Contents {
            numbered: NumberedNames::of(sources.pages.iter().map(|page| &*page.path)),
            ..Contents::default()
        };
        if let Some(file) = &sources.summary {
            let (lines, diagnostics) = summary::read(file);
            let paths = Paths::of(sources);
            let lines = lines.into_iter().map(|line| of_summary(line, &paths)).collect();
            contents.list = Some(List { file: file.name.clone(), lines });
            contents.diagnostics = diagnostics;
        }
        contents.titles = contents.list.as_ref().map(List::titles).unwrap_or_default();
        contents
    }

    /// The label of a page in the list of contents.
    pub fn title(&self, path: &str) -> Option<&str> {
        self.titles.get(path).map(String::as_str)
    }

    /// The displayed name of the file of a page, and the order that it gives.
    pub fn name_of_page(&self, path: &str) -> (String, Option<Order>) {
        names::of_page(path, &self.numbered)
    }

    /// The displayed name of the folder at a path, and its order.
    pub fn name_of_folder(&self, path: &str) -> (String, Option<Order>) {
        names::of_folder(path, &self.numbered)
    }
}

impl List {
    /// The first label of each page.
    fn titles(&self) -> BTreeMap<Arc<str>, String> {
        let mut titles = BTreeMap::new();
        for line in &self.lines {
            if let Item::Chapter { title, page: ListedPage::At(path), .. } = &line.item {
                titles.entry(path.clone()).or_insert_with(|| title.trim().to_owned());
            }
        }
        titles.retain(|_, title| !title.is_empty());
        titles
    }
}

fn of_summary(SummaryLine { item, span }: SummaryLine, paths: &Paths<'_>) -> Line {
    let item = match item {
        SummaryItem::Part(title) => Item::Part(title),
        SummaryItem::Separator => Item::Separator,
        SummaryItem::Chapter { title, path, depth, numbered, .. } => Item::Chapter {
            title,
            depth,
            numbering: numbered,
            page: path.map_or(ListedPage::Unwritten, |path| paths.find(&path)),
        },
    };
    Line { item, span }
}

/// The paths of all pages, which lists of contents name in several ways.
struct Paths<'a> {
    exact: BTreeSet<&'a Arc<str>>,
    /// Without their endings.
    bare: BTreeMap<&'a str, &'a Arc<str>>,
}

impl<'a> Paths<'a> {
    fn of(sources: &'a Sources) -> Paths<'a> {
        let paths = || sources.pages.iter().map(|page| &page.path);
        let mut bare = BTreeMap::new();
        for path in paths() {
            bare.entry(without_ending(path)).or_insert(path);
            if is_folder_page(stem(path)) {
                bare.entry(folder_of(path)).or_insert(path);
            }
        }
        Paths { exact: paths().collect(), bare }
    }

    /// The page of a path as a list of contents writes it: from the content folder, encoded or not,
    /// with or without its ending, and perhaps with an anchor.
    fn find(&self, written: &str) -> ListedPage {
        let decoded = percent_decode_str(written).decode_utf8();
        let decoded = decoded.map_or_else(|_| written.to_owned(), |path| path.into_owned());
        let without_anchor = decoded.split(['#', '?']).next().unwrap_or_default();
        let found = [decoded.as_str(), without_anchor].into_iter().find_map(|path| {
            let path = path.trim_start_matches("./").trim_start_matches('/');
            self.exact.get(&Arc::from(path)).copied().or_else(|| {
                let bare = path.strip_suffix(".html").unwrap_or(path);
                self.bare.get(bare.trim_end_matches('/')).copied()
            })
        });
        let shown = decoded.trim_start_matches("./").trim_start_matches('/');
        found.map_or_else(|| ListedPage::Unknown(shown.to_owned()), |at| ListedPage::At(at.clone()))
    }
}

fn without_ending(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(bare, _)| bare)
}
