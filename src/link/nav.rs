//! The navigation of the book: from `SUMMARY.md`, else from its folders.
//!
//! A flat list of lines with depths, in reading order. Parents and children are computed once,
//! because every page uses them.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Candidates, Code, Diagnostic, Help, Place};
use crate::link::names::without_extension;
use crate::link::route::{self, Route};
use crate::link::summary::{self, Numbered, SummaryItem, SummaryLine};
use crate::link::{Entry, Surface, folder_title};
use crate::source::{SourceFile, folder_of};

/// Lines in reading order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nav {
    pub lines: Vec<NavLine>,
    /// Indices into `lines` by route.
    places: BTreeMap<Route, usize>,
    /// The parent of each line.
    parents: Vec<Option<usize>>,
    /// The children of each line.
    children: Vec<Vec<usize>>,
    outermost: Vec<usize>,
    /// The parts and separators, which are all at the top level.
    breaks: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavLine {
    pub depth: usize,
    pub label: String,
    /// Such as `1.2.`, in a numbered book.
    pub number: Option<String>,
    pub kind: OrderLineKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrderLineKind {
    Page(Route),
    /// A chapter without a file.
    Unwritten,
    Part,
    Separator,
}

impl Nav {
    fn new(lines: Vec<NavLine>) -> Nav {
        let mut nav = Nav { children: vec![Vec::new(); lines.len()], ..Nav::default() };
        let mut open: Vec<usize> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            match &line.kind {
                OrderLineKind::Page(route) => {
                    nav.places.entry(route.clone()).or_insert(index);
                }
                OrderLineKind::Part | OrderLineKind::Separator => nav.breaks.push(index),
                OrderLineKind::Unwritten => {}
            }
            while open.last().is_some_and(|above| lines[*above].depth >= line.depth) {
                open.pop();
            }
            let parent = open.last().copied();
            match parent {
                Some(parent) if lines[parent].depth + 1 == line.depth => {
                    nav.children[parent].push(index);
                }
                _ if line.depth == 0 => nav.outermost.push(index),
                _ => {}
            }
            nav.parents.push(parent);
            open.push(index);
        }
        Nav { lines, ..nav }
    }

    /// The index of a page, if the navigation has it.
    pub fn place(&self, route: &Route) -> Option<usize> {
        self.places.get(route).copied()
    }

    /// A sort key; pages that are not in the navigation come last.
    pub fn rank(&self, route: &Route) -> usize {
        self.place(route).unwrap_or(usize::MAX)
    }

    /// The ancestors of the line at `index`, outermost first.
    pub fn above(&self, index: usize) -> Vec<usize> {
        let mut above: Vec<usize> =
            std::iter::successors(self.parents[index], |line| self.parents[*line]).collect();
        above.reverse();
        above
    }

    /// The previous and the next page of the one at `index`.
    pub fn neighbours(&self, index: usize) -> (Option<&NavLine>, Option<&NavLine>) {
        let is_page = |line: &&NavLine| matches!(line.kind, OrderLineKind::Page(_));
        let before = self.lines[..index].iter().rev().find(is_page);
        (before, self.lines[index + 1..].iter().find(is_page))
    }

    /// The parent of the line at `index`.
    pub fn parent(&self, index: usize) -> Option<usize> {
        self.parents[index]
    }

    /// How many of some siblings that follow each other are chapters.
    pub fn chapters(&self, siblings: &[usize]) -> usize {
        let (Some(first), Some(last)) = (siblings.first(), siblings.last()) else { return 0 };
        let from = self.breaks.partition_point(|at| at < first);
        let to = self.breaks.partition_point(|at| at <= last);
        siblings.len() - (to - from)
    }

    /// The children of the line at `index`, or the top-level lines.
    pub fn below(&self, index: Option<usize>) -> &[usize] {
        index.map_or(&self.outermost, |index| &self.children[index])
    }
}

/// Builds the navigation.
pub fn build(
    summary: Option<&SourceFile>,
    entries: &[Entry],
    paths: Candidates,
) -> (Nav, Vec<Diagnostic>) {
    match summary {
        Some(summary) => from_summary(summary, entries, paths),
        None => (from_folders(entries), Vec::new()),
    }
}

fn from_summary(file: &SourceFile, entries: &[Entry], paths: Candidates) -> (Nav, Vec<Diagnostic>) {
    let (lines, mut diagnostics) = summary::read(file);
    let by_path: BTreeMap<&str, &Route> =
        entries.iter().map(|entry| (&*entry.parsed.path, &entry.route)).collect();
    let mut numbers: Vec<usize> = Vec::new();
    let mut nav = Vec::new();
    for SummaryLine { item, span } in lines {
        let (label, depth, number, kind) = match item {
            SummaryItem::Part(title) => (title, 0, None, OrderLineKind::Part),
            SummaryItem::Separator => (String::new(), 0, None, OrderLineKind::Separator),
            SummaryItem::Chapter { title, path, depth, numbered, .. } => {
                let number = (numbered == Numbered::Yes).then(|| count(&mut numbers, depth));
                let route = path.map(|path| chapter(&path, &by_path)).transpose();
                let route = route.unwrap_or_else(|wanted| {
                    let message = format!("there is no entry `{wanted}`");
                    let problem = Diagnostic::new(Code::BrokenLink, message);
                    let problem = problem.at(Place::new(&file.name, span));
                    let help =
                        Help::Nearest { wanted, names: paths.clone(), mark: "", otherwise: None };
                    diagnostics.push(problem.help(help));
                    None
                });
                (title, depth, number, route.map_or(OrderLineKind::Unwritten, OrderLineKind::Page))
            }
        };
        nav.push(NavLine { depth, label, number, kind });
    }
    (Nav::new(nav), diagnostics)
}

/// The route of a chapter's entry, or the path that no entry has.
fn chapter(path: &str, by_path: &BTreeMap<&str, &Route>) -> Result<Route, String> {
    let path = route::decode(path).unwrap_or_else(|| path.to_owned());
    let path = path.trim_start_matches("./");
    by_path.get(path).map(|route| (*route).clone()).ok_or_else(|| path.to_owned())
}

/// The next number at a depth, as `2.1.`.
fn count(numbers: &mut Vec<usize>, depth: usize) -> String {
    numbers.resize(depth + 1, 0);
    numbers[depth] += 1;
    numbers.iter().map(|number| format!("{}.", (*number).max(1))).collect()
}

/// The content of one folder.
#[derive(Default)]
struct Folder<'a> {
    page: Option<&'a Entry>,
    entries: Vec<&'a Entry>,
    folders: Vec<String>,
}

enum Child<'a> {
    Entry(&'a Entry),
    Folder(String),
}

fn from_folders(entries: &[Entry]) -> Nav {
    let folders = folders(entries);
    let mut lines = Vec::new();
    if let Some(home) = folders.get("").and_then(|root| root.page) {
        lines.push(page_line(home, 0));
    }
    let mut waiting: Vec<(usize, Child<'_>)> = Vec::new();
    push_children(&folders, "", 0, &mut waiting);
    while let Some((depth, child)) = waiting.pop() {
        match child {
            Child::Entry(entry) => lines.push(page_line(entry, depth)),
            Child::Folder(path) => {
                let page = folders.get(path.as_str()).and_then(|folder| folder.page);
                match page {
                    Some(entry) if !entry.appears(Surface::Order) => continue,
                    Some(entry) => lines.push(page_line(entry, depth)),
                    None => {
                        if let Ok(route) = Route::page(&path) {
                            let label = folder_title(&route);
                            let kind = OrderLineKind::Page(route);
                            lines.push(NavLine { depth, label, number: None, kind });
                        }
                    }
                }
                push_children(&folders, &path, depth + 1, &mut waiting);
            }
        }
    }
    Nav::new(lines)
}

fn page_line(entry: &Entry, depth: usize) -> NavLine {
    let kind = OrderLineKind::Page(entry.route.clone());
    NavLine { depth, label: entry.parsed.title.clone(), number: None, kind }
}

/// Folders by the path of their route, without the trailing `/`.
fn folders(entries: &[Entry]) -> BTreeMap<String, Folder<'_>> {
    let mut folders: BTreeMap<String, Folder<'_>> = BTreeMap::new();
    let mut inner: BTreeSet<&str> = BTreeSet::new();
    for entry in entries {
        let path = entry.route.as_str().trim_end_matches('/');
        inner.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    for folder in &inner {
        folders.entry(folder_of(folder).to_owned()).or_default().folders.push((*folder).to_owned());
    }
    for entry in entries {
        let path = entry.route.as_str().trim_end_matches('/');
        if path.is_empty() || inner.contains(path) {
            folders.entry(path.to_owned()).or_default().page = Some(entry);
        } else if entry.appears(Surface::Order) {
            folders.entry(folder_of(path).to_owned()).or_default().entries.push(entry);
        }
    }
    folders
}

/// Pushes the content of a folder, so that it is popped by order, then title.
fn push_children<'a>(
    folders: &BTreeMap<String, Folder<'a>>,
    path: &str,
    depth: usize,
    waiting: &mut Vec<(usize, Child<'a>)>,
) {
    let Some(folder) = folders.get(path) else { return };
    let key = |entry: &Entry| {
        let parsed = &entry.parsed;
        (parsed.front_matter.order.unwrap_or(i64::MAX), parsed.title.to_lowercase())
    };
    let entries = folder.entries.iter().map(|entry| {
        let (order, title) = key(entry);
        ((order, title, without_extension(&entry.parsed.path).to_owned()), Child::Entry(entry))
    });
    let inner = folder.folders.iter().map(|name| {
        let page = folders.get(name.as_str()).and_then(|inner| inner.page);
        let (order, title) = page.map_or((i64::MAX, name.to_lowercase()), key);
        ((order, title, name.clone()), Child::Folder(name.clone()))
    });
    let mut children: Vec<_> = entries.chain(inner).collect();
    children.sort_by(|a, b| b.0.cmp(&a.0));
    waiting.extend(children.into_iter().map(|(_, child)| (depth, child)));
}
