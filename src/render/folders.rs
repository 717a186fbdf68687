//! The top-level folders of a book, which group lists of all entries.

use std::collections::BTreeSet;

use crate::link::route::Route;
use crate::link::{Page, Playbook};

/// The top-level folders that contain some of these pages.
pub fn outermost<'a>(pages: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    pages.filter(|page| page.matches('/').count() > 1).map(first_part).collect()
}

/// The top-level folder of a page; empty if it has none.
pub fn of<'a>(page: &'a str, outermost: &BTreeSet<&str>) -> &'a str {
    let first = first_part(page);
    if outermost.contains(first) { first } else { "" }
}

/// The name of a top-level folder, or of the book.
pub fn title(playbook: &Playbook, folder: &str) -> String {
    let route = Route::page(folder).ok().filter(|_| !folder.is_empty());
    route.map_or_else(|| playbook.title.clone(), |route| title_at(playbook, &route))
}

/// The title of the entry or folder at a route.
pub fn title_at(playbook: &Playbook, route: &Route) -> String {
    match playbook.routes.get(route) {
        Some(Page::Entry(id)) => playbook.entry(*id).parsed.title.clone(),
        _ => playbook.folders.title(route),
    }
}

/// Empty for the home page.
fn first_part(page: &str) -> &str {
    page.split('/').next().unwrap_or("")
}
