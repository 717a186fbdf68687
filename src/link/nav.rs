//! The navigation of the book: from its list of contents, else from its folders.
//!
//! A flat list of lines with depths, in reading order. Parents and children are computed once,
//! because every page uses them.

use std::collections::{BTreeMap, BTreeSet};

use crate::contents::{Contents, Item, Line, List, ListedPage, Numbering, Rest};
use crate::diagnostic::{Candidates, Code, Diagnostic, Help, Place};
use crate::link::folders::Folders;
use crate::link::resolve::{Hidden, draft_fault};
use crate::link::route::Route;
use crate::link::{Entry, Surface};
use crate::source::names::Order;
use crate::source::natural::NaturalKey;
use crate::source::{folder_of, without_page_ending};

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
    /// A heading of the lines below it.
    Heading,
    /// A page of another site.
    Outside(String),
    Part,
    Separator,
}

impl NavLine {
    /// The page that it leads to.
    pub fn page(&self) -> Option<&Route> {
        match &self.kind {
            OrderLineKind::Page(route) => Some(route),
            _ => None,
        }
    }

    /// Whether it is the line of the page at a route.
    pub fn is_page(&self, route: &Route) -> bool {
        self.page() == Some(route)
    }
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
                OrderLineKind::Unwritten | OrderLineKind::Heading | OrderLineKind::Outside(_) => {}
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
    contents: &Contents,
    entries: &[Entry],
    (folders, paths, hidden): (&Folders, Candidates, &Hidden),
) -> (Nav, Vec<Diagnostic>) {
    match &contents.list {
        Some(list) => from_list(list, entries, (folders, paths, hidden)),
        None => {
            let shown: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_redirect()).collect();
            (from_folders(&shown, folders), Vec::new())
        }
    }
}

fn from_list(
    list: &List,
    entries: &[Entry],
    (folders, paths, hidden): (&Folders, Candidates, &Hidden),
) -> (Nav, Vec<Diagnostic>) {
    let by_path: BTreeMap<&str, &Entry> =
        entries.iter().map(|entry| (&*entry.parsed.path, entry)).collect();
    let mut numbers: Vec<usize> = Vec::new();
    let mut nav = Vec::new();
    let mut diagnostics = Vec::new();
    let mut drafts = OpenDrafts::default();
    for Line { item, span } in &list.lines {
        if let Some(path) = drafts.pass(item, hidden) {
            let (message, help) = draft_fault(path);
            let problem = Diagnostic::new(Code::BrokenLink, message).help(help);
            diagnostics.push(problem.at(Place::new(&list.file, span.clone())));
            continue;
        }
        let (label, depth, number, kind) = match item {
            Item::Part(title) => (title.clone(), 0, None, OrderLineKind::Part),
            Item::Separator => (String::new(), 0, None, OrderLineKind::Separator),
            Item::Chapter { title, page, depth, numbering } => {
                let depth = depth - drafts.0.len();
                let is_numbered = *numbering == Numbering::Numbered;
                let number = is_numbered.then(|| count(&mut numbers, depth));
                let kind = chapter(page, &by_path).unwrap_or_else(|wanted| {
                    let place = Place::new(&list.file, span.clone());
                    diagnostics.push(unknown_chapter(wanted, &paths).at(place));
                    OrderLineKind::Unwritten
                });
                (label(title, page, &by_path), depth, number, kind)
            }
        };
        nav.push(NavLine { depth, label, number, kind });
    }
    if list.rest == Rest::AtEnd {
        add_rest(&mut nav, entries, folders);
    }
    (Nav::new(nav), diagnostics)
}

/// The depths of the drafts that the lines of a list are below. Drafts have no line, and those below
/// them move up.
#[derive(Default)]
struct OpenDrafts(Vec<usize>);

impl OpenDrafts {
    /// Goes on to a line; returns the path of a draft.
    fn pass<'a>(&mut self, item: &'a Item, hidden: &Hidden) -> Option<&'a str> {
        let Item::Chapter { page, depth, .. } = item else {
            self.0.clear();
            return None;
        };
        while self.0.last().is_some_and(|draft| draft >= depth) {
            self.0.pop();
        }
        let ListedPage::At(path) = page else { return None };
        hidden.has_path(path).then(|| {
            self.0.push(*depth);
            &**path
        })
    }
}

/// The label of a chapter; of one without words, the title of its page.
fn label(title: &str, page: &ListedPage, by_path: &BTreeMap<&str, &Entry>) -> String {
    match page {
        ListedPage::At(path) if title.is_empty() => {
            by_path.get(&**path).map(|entry| entry.parsed.nav_label().to_owned())
        }
        ListedPage::Outside(address) if title.is_empty() => Some(address.clone()),
        _ => None,
    }
    .unwrap_or_else(|| title.to_owned())
}

/// Adds the first page of the book before the lines of a list, and all other pages that the list
/// leaves out behind them.
fn add_rest(nav: &mut Vec<NavLine>, entries: &[Entry], folders: &Folders) {
    let listed: BTreeSet<Route> = nav.iter().filter_map(NavLine::page).cloned().collect();
    let rest: Vec<&Entry> = entries.iter().filter(|entry| !listed.contains(&entry.route)).collect();
    let rest = from_folders(&rest, folders).lines;
    let is_home = rest.first().is_some_and(|line| line.is_page(&Route::home()));
    nav.splice(0..0, rest[..usize::from(is_home)].iter().cloned());
    nav.extend(rest[usize::from(is_home)..].iter().cloned());
}

/// What a chapter leads to, or the path that no entry has.
fn chapter(page: &ListedPage, by_path: &BTreeMap<&str, &Entry>) -> Result<OrderLineKind, String> {
    match page {
        ListedPage::Heading => Ok(OrderLineKind::Heading),
        ListedPage::Outside(address) => Ok(OrderLineKind::Outside(address.clone())),
        ListedPage::Unwritten => Ok(OrderLineKind::Unwritten),
        ListedPage::Unknown(path) => Err(path.clone()),
        ListedPage::At(path) => match by_path.get(&**path) {
            Some(entry) => Ok(OrderLineKind::Page(entry.route.clone())),
            None => Err(path.to_string()),
        },
    }
}

fn unknown_chapter(wanted: String, paths: &Candidates) -> Diagnostic {
    let problem = Diagnostic::new(Code::BrokenLink, format!("there is no entry `{wanted}`"));
    problem.help(Help::Nearest { wanted, names: paths.clone(), mark: "", otherwise: None })
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

fn from_folders(entries: &[&Entry], names: &Folders) -> Nav {
    let folders = folders(entries);
    let mut lines = Vec::new();
    if let Some(home) = folders.get("").and_then(|root| root.page) {
        lines.push(page_line(home, 0));
    }
    let mut waiting: Vec<(usize, Child<'_>)> = Vec::new();
    let tree = FolderTree { folders: &folders, names };
    tree.push_children("", 0, &mut waiting);
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
                            let label = names.title(&route);
                            let kind = OrderLineKind::Page(route);
                            lines.push(NavLine { depth, label, number: None, kind });
                        }
                    }
                }
                tree.push_children(&path, depth + 1, &mut waiting);
            }
        }
    }
    Nav::new(lines)
}

fn page_line(entry: &Entry, depth: usize) -> NavLine {
    let kind = OrderLineKind::Page(entry.route.clone());
    NavLine { depth, label: entry.parsed.nav_label().to_owned(), number: None, kind }
}

/// Folders by the path of their route, without the trailing `/`.
fn folders<'a>(entries: &[&'a Entry]) -> BTreeMap<String, Folder<'a>> {
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

/// The folders of a book with their names.
struct FolderTree<'a, 'n> {
    folders: &'a BTreeMap<String, Folder<'a>>,
    names: &'n Folders,
}

/// What siblings are sorted by: those without an order come last, ties have the order of paths.
type SiblingKey = (bool, Option<Order>, NaturalKey, NaturalKey, String);

impl<'a> FolderTree<'a, '_> {
    /// Pushes the content of a folder, so that it is popped by order, then title.
    fn push_children(&self, path: &str, depth: usize, waiting: &mut Vec<(usize, Child<'a>)>) {
        let Some(folder) = self.folders.get(path) else { return };
        let entries = folder.entries.iter().map(|entry| {
            let path = without_page_ending(&entry.parsed.path);
            (key(entry.parsed.order, entry.parsed.nav_label(), path), Child::Entry(entry))
        });
        let inner = folder.folders.iter().map(|name| (self.key(name), Child::Folder(name.clone())));
        let mut children: Vec<(SiblingKey, Child<'a>)> = entries.chain(inner).collect();
        children.sort_by(|a, b| b.0.cmp(&a.0));
        waiting.extend(children.into_iter().map(|(_, child)| (depth, child)));
    }

    fn key(&self, path: &str) -> SiblingKey {
        let name = Route::page(path).ok().map(|route| self.names.of(&route)).unwrap_or_default();
        match self.folders.get(path).and_then(|inner| inner.page) {
            Some(page) => key(page.parsed.order.or(name.order), page.parsed.nav_label(), path),
            None => key(name.order, &name.title, path),
        }
    }
}

fn key(order: Option<Order>, title: &str, path: &str) -> SiblingKey {
    (order.is_none(), order, NaturalKey::of(title), NaturalKey::of(path), path.to_owned())
}
