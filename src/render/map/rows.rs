//! The rows of the map: entries, or folders in a large book.
//!
//! At most [`MOST`] rows, so that the diagram stays readable.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::link::route::Route;
use crate::link::{EntryId, Playbook};
use crate::render::folders;
use crate::render::map::links::MapLinks;

/// The most rows of a map.
pub const MOST: usize = 150;

/// Rows in navigation order, grouped by folder.
#[derive(Debug, Default)]
pub struct Rows<'a> {
    pub rows: Vec<RowLayout<'a>>,
    /// Pairs of linked rows, the upper one first.
    pub pairs: BTreeSet<(usize, usize)>,
    pub cut: Cut,
}

/// An entry, or a folder with its content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowLayout<'a> {
    pub route: &'a str,
    /// Its top-level folder; may be empty.
    pub folder: &'a str,
    pub entries: usize,
    /// The numbers of links from and to other rows.
    pub linked_from: usize,
    pub links_to: usize,
}

/// The part of the book that the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cut {
    #[default]
    Whole,
    /// Folders at some depth, with their content.
    Folders,
    /// The most linked entries, because there are too many folders or none.
    MostLinked,
}

impl<'a> Rows<'a> {
    /// The rows of a book; `order` lists its entries.
    pub fn of(playbook: &'a Playbook, links: &MapLinks, order: &[EntryId]) -> Rows<'a> {
        let route = |id: EntryId| playbook.entry(id).route.as_str();
        let routes: Vec<&str> = order.iter().map(|id| route(*id)).collect();
        let (shown, cut): (Vec<Option<&str>>, Cut) = match depth(&routes) {
            Some(depth) => {
                let shown: Vec<&str> = routes.iter().map(|route| upto(route, depth)).collect();
                let cut = if shown == routes { Cut::Whole } else { Cut::Folders };
                (shown.into_iter().map(Some).collect(), cut)
            }
            None => {
                let kept = most_linked(links, order);
                let shown = order.iter().map(|id| kept.contains(id).then(|| route(*id)));
                (shown.collect(), Cut::MostLinked)
            }
        };
        let mut rows = Rows { rows: in_folders(&shown), cut, ..Rows::default() };
        let places: BTreeMap<&str, usize> =
            rows.rows.iter().enumerate().map(|(place, row)| (row.route, place)).collect();
        let mut row_of: Vec<Option<usize>> = vec![None; playbook.entries.len()];
        for (id, route) in order.iter().zip(&shown) {
            row_of[id.0 as usize] = route.map(|route| places[route]);
        }
        for (from, to) in &links.all {
            rows.count(row_of[from.0 as usize], row_of[to.0 as usize]);
        }
        rows
    }

    /// Counts a link between two rows; links within a row are ignored.
    fn count(&mut self, from: Option<usize>, to: Option<usize>) {
        if from == to {
            return;
        }
        if let Some(from) = from {
            self.rows[from].links_to += 1;
        }
        if let Some(to) = to {
            self.rows[to].linked_from += 1;
        }
        if let (Some(from), Some(to)) = (from, to) {
            self.pairs.insert((from.min(to), from.max(to)));
        }
    }
}

/// The rows of these routes by folder, folder pages first.
fn in_folders<'a>(shown: &[Option<&'a str>]) -> Vec<RowLayout<'a>> {
    let outermost = folders::outermost(shown.iter().flatten().copied());
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut folder_places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rows: Vec<RowLayout<'a>> = Vec::new();
    for route in shown.iter().flatten() {
        let place = *places.entry(route).or_insert_with(|| {
            let folder = folders::of(route, &outermost);
            let next = folder_places.len();
            folder_places.entry(folder).or_insert(next);
            rows.push(RowLayout { route, folder, entries: 0, linked_from: 0, links_to: 0 });
            rows.len() - 1
        });
        rows[place].entries += 1;
    }
    rows.sort_by_key(|row| (folder_places[row.folder], !row.is_page_of_folder()));
    rows
}

impl RowLayout<'_> {
    /// Whether it is the page of its folder, or of the whole book.
    pub fn is_page_of_folder(&self) -> bool {
        self.route.trim_end_matches('/') == self.folder
    }

    /// The route that it links to.
    pub fn page(&self) -> Route {
        Route::page(self.route.trim_end_matches('/')).unwrap_or_default()
    }
}

/// The greatest depth with few enough rows.
fn depth(routes: &[&str]) -> Option<usize> {
    let deepest = routes.iter().map(|route| route.matches('/').count()).max().unwrap_or(0);
    (1..=deepest.max(1)).rev().find(|depth| {
        let mut rows = HashSet::new();
        routes.iter().all(|route| {
            rows.insert(upto(route, *depth));
            rows.len() <= MOST
        })
    })
}

/// The first parts of a route.
fn upto(route: &str, parts: usize) -> &str {
    match route.match_indices('/').nth(parts - 1) {
        Some((slash, _)) => &route[..=slash],
        None => route,
    }
}

fn most_linked(links: &MapLinks, order: &[EntryId]) -> HashSet<EntryId> {
    let mut most: Vec<EntryId> = order.to_vec();
    most.sort_by_key(|id| Reverse(links.to(*id)));
    most.truncate(MOST);
    most.into_iter().collect()
}
