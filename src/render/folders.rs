//! The outermost folders of a book, by which lists of all its entries are divided.

use std::collections::BTreeSet;

use crate::link::route::Route;
use crate::link::{Page, Playbook, folder_title};

/// The outermost folders that hold some of these pages.
pub fn outermost<'a>(pages: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    pages.filter(|page| page.matches('/').count() > 1).map(first_part).collect()
}

/// The folder of a page among the outermost ones; empty for a page that is in none of them.
pub fn of<'a>(page: &'a str, outermost: &BTreeSet<&str>) -> &'a str {
    let first = first_part(page);
    if outermost.contains(first) { first } else { "" }
}

/// The name of an outermost folder, or of the book.
pub fn title(playbook: &Playbook, folder: &str) -> String {
    let route = Route::page(folder).ok().filter(|_| !folder.is_empty());
    route.map_or_else(|| playbook.title.clone(), |route| title_at(playbook, &route))
}

/// What stands at a route: an entry by its title, else a folder by its name.
pub fn title_at(playbook: &Playbook, route: &Route) -> String {
    match playbook.routes.get(route) {
        Some(Page::Entry(id)) => playbook.entry(*id).parsed.title.clone(),
        _ => folder_title(route),
    }
}

/// Empty at home.
fn first_part(page: &str) -> &str {
    page.split('/').next().unwrap_or("")
}
