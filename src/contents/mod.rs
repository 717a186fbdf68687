//! The order and the names that a book gives its pages from outside: a list of contents such as
//! `SUMMARY.md`, and numbers before the names of files.

mod folders;
pub mod notes;
mod sidebar;
pub mod summary;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::contents::folders::FolderNames;
use crate::contents::summary::{SummaryItem, SummaryLine};
use crate::diagnostic::Diagnostic;
use crate::formats::notion::tables;
use crate::formats::settings::{ChapterNumbers, Nav, NavItem, NavTarget, Settings};
use crate::source::exported::{ExportId, ExportedNames};
use crate::source::names::{self, NumberedNames, Order};
use crate::source::site_folders::{is_language, is_root};
use crate::source::{Sources, folder_of, is_folder_page, stem};

/// What a book says about its pages from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contents {
    /// The list of contents, if there is one.
    pub list: Option<List>,
    /// The labels of pages in the list, by path.
    titles: BTreeMap<Arc<str>, String>,
    folders: FolderNames,
    numbered: NumberedNames,
    /// Which names end in ids of other tools.
    pub exported: ExportedNames,
    /// The columns of databases, by the plain paths of their folders.
    columns: BTreeMap<String, Arc<[String]>>,
    /// Problems of the list.
    pub diagnostics: Vec<Diagnostic>,
}

/// A list of contents, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The name of its file.
    pub file: Arc<str>,
    pub lines: Vec<Line>,
    pub rest: Rest,
}

/// What happens to pages that a list of contents leaves out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// The navigation does not have them, and they are reported.
    LeftOut,
    /// They follow at the end.
    AtEnd,
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
    /// An address of another site.
    Outside(String),
    /// It is a heading of the chapters below it.
    Heading,
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
        let paths = || sources.pages.iter().map(|page| &*page.path);
        let exported = ExportedNames::of(paths());
        let plain: Vec<Cow<'_, str>> = paths().map(|path| exported.plain(path)).collect();
        let mut contents = Contents {
            folders: FolderNames::of(sources),
            numbered: NumberedNames::of(plain.iter().map(|path| &**path)),
            ..Contents::default()
        };
        drop(plain);
        contents.columns = tables::columns(&sources.tables, &exported);
        contents.exported = exported;
        contents.read_list(sources);
        contents.titles = contents.list.as_ref().map(List::titles).unwrap_or_default();
        contents
    }

    /// Reads the list of contents: `SUMMARY.md`, else that of the settings, else a sidebar.
    fn read_list(&mut self, sources: &Sources) {
        let settings = Settings::of(&sources.settings);
        if let Some(file) = &sources.summary {
            let summary::Summary { lines, diagnostics, is_gitbook } = summary::read(file);
            let paths = Paths::of(sources);
            let mut lines: Vec<Line> =
                lines.into_iter().map(|line| of_summary(line, &paths)).collect();
            if is_gitbook || settings.chapter_numbers == ChapterNumbers::Hidden {
                lines.iter_mut().for_each(Line::leave_out_number);
            }
            let (file, rest) = (file.name.clone(), Rest::LeftOut);
            self.list = Some(List { file, lines, rest });
            self.diagnostics = diagnostics;
            return;
        }
        let in_root = |name: &str| sources.content_settings.iter().find(|file| *file.path == *name);
        let sidebar = || in_root("_sidebar.md").or_else(|| in_root("_Sidebar.md"));
        let nav = settings.nav.or_else(|| {
            let file = sidebar()?;
            Some(Nav { file: file.name.clone(), items: sidebar::read(file) })
        });
        let Some(Nav { file, items }) = nav.filter(|nav| !nav.items.is_empty()) else { return };
        let paths = Paths::of(sources);
        let text = sources.text(&file).unwrap_or_default();
        let lines = items.into_iter().map(|item| of_nav(item, &paths, text)).collect();
        self.list = Some(List { file, lines, rest: Rest::AtEnd });
    }

    /// The label of a page in the list of contents.
    pub fn title(&self, path: &str) -> Option<&str> {
        self.titles.get(path).map(String::as_str).or_else(|| self.folders.title(path))
    }

    /// The columns of the database that a page of Notion is in; there are none outside of one.
    pub fn columns(&self, path: &str) -> Option<Arc<[String]>> {
        let ExportId::Notion(_) = self.exported.id(path)? else { return None };
        let plain = self.exported.plain(path);
        Some(self.columns.get(folder_of(&plain)).cloned().unwrap_or_default())
    }

    /// The displayed name of the file of a page, and the order that it gives.
    pub fn name_of_page(&self, path: &str) -> (String, Option<Order>) {
        let (name, order) = names::of_page(&self.exported.plain(path), &self.numbered);
        (name, self.folders.order(path).or(order))
    }

    /// The displayed name of the folder at a path, and its order.
    pub fn name_of_folder(&self, path: &str) -> (String, Option<Order>) {
        let (name, order) = names::of_folder(&self.exported.plain(path), &self.numbered);
        let title = self.folders.title(path).map(str::to_owned);
        (title.unwrap_or(name), self.folders.order(path).or(order))
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

impl Line {
    fn leave_out_number(&mut self) {
        if let Item::Chapter { numbering, .. } = &mut self.item {
            *numbering = Numbering::Plain;
        }
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
            page: path.map_or(ListedPage::Unwritten, |path| match NavTarget::of(&path) {
                NavTarget::Link(address) => ListedPage::Outside(address),
                NavTarget::Page(_) | NavTarget::Section => paths.find(&path),
            }),
        },
    };
    Line { item, span }
}

fn of_nav(NavItem { depth, label, target }: NavItem, paths: &Paths<'_>, text: &str) -> Line {
    let mut label = label;
    let (page, span) = match target {
        NavTarget::Page(path) => {
            let start = text.find(&path);
            let span = start.map_or(0..0, |start| start..start + path.len());
            let page = match (paths.find(&path), paths.find(&label)) {
                // Gollum writes the label before the page.
                (ListedPage::Unknown(_), page @ ListedPage::At(_)) => {
                    label = path;
                    page
                }
                (page, _) => page,
            };
            (page, span)
        }
        NavTarget::Link(address) => (ListedPage::Outside(address), 0..0),
        NavTarget::Section => (ListedPage::Heading, 0..0),
    };
    Line { item: Item::Chapter { title: label, depth, numbering: Numbering::Plain, page }, span }
}

/// The paths of all pages, which lists of contents name in several ways.
struct Paths<'a> {
    exact: BTreeSet<&'a Arc<str>>,
    /// Without their endings.
    bare: BTreeMap<&'a str, &'a Arc<str>>,
    /// As names, for links by name.
    folded: BTreeMap<String, &'a Arc<str>>,
}

impl<'a> Paths<'a> {
    fn of(sources: &'a Sources) -> Paths<'a> {
        let paths = || sources.pages.iter().map(|page| &page.path);
        let (mut bare, mut folded) = (BTreeMap::new(), BTreeMap::new());
        for path in paths() {
            folded.entry(fold(without_ending(path))).or_insert(path);
            bare.entry(without_ending(path)).or_insert(path);
            if is_folder_page(stem(path)) {
                bare.entry(folder_of(path)).or_insert(path);
            }
        }
        Paths { exact: paths().collect(), bare, folded }
    }

    fn at(&self, path: &str) -> Option<&'a Arc<str>> {
        self.exact.get(&Arc::from(path)).copied().or_else(|| {
            let bare = path.strip_suffix(".html").unwrap_or(path);
            let bare = bare.trim_end_matches('/');
            self.bare.get(bare).or_else(|| self.folded.get(&fold(bare))).copied()
        })
    }

    /// The page of a path as a list of contents writes it: from the content folder, encoded or not,
    /// with or without its ending, and perhaps with an anchor.
    fn find(&self, written: &str) -> ListedPage {
        let decoded = percent_decode_str(written).decode_utf8();
        let decoded = decoded.map_or_else(|_| written.to_owned(), |path| path.into_owned());
        let without_anchor = decoded.split(['#', '?']).next().unwrap_or_default();
        let found = [decoded.as_str(), without_anchor].into_iter().find_map(|path| {
            let path = path.trim_start_matches("./").trim_start_matches('/');
            // The address elsewhere may start with a language or the name of the folder.
            let below =
                || path.split_once('/').filter(|(first, _)| is_language(first) || is_root(first));
            self.at(path).or_else(|| self.at(below()?.1))
        });
        let shown = decoded.trim_start_matches("./").trim_start_matches('/');
        found.map_or_else(|| ListedPage::Unknown(shown.to_owned()), |at| ListedPage::At(at.clone()))
    }
}

/// A name without the differences that links by name forgive.
fn fold(name: &str) -> String {
    name.to_lowercase().replace([' ', '_'], "-")
}

fn without_ending(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(bare, _)| bare)
}
