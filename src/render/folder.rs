//! The page of a folder without an index: a list of its content.

use crate::link::nav::OrderLineKind;
use crate::link::route::Route;
use crate::link::{Page, Surface, folder_title};
use crate::render::views::{FolderView, Reference};
use crate::render::{Site, entry, sidebar_lines};

/// Builds the view of a folder.
pub fn view(site: &Site, route: &Route) -> FolderView {
    let nav = &site.playbook.nav;
    let title =
        if *route == Route::home() { site.playbook.title.clone() } else { folder_title(route) };
    let lines = match nav.place(route) {
        None if *route != Route::home() => &[],
        place => lines_below(site, place),
    };
    let listed = lines.iter().filter_map(|line| entry::reference(site, route, &nav.lines[*line]));
    let mut entries: Vec<Reference> = listed.collect();
    if entries.is_empty() {
        entries = inside(site, route);
    }
    FolderView {
        context: site.context(route, &title, ""),
        breadcrumbs: entry::breadcrumbs(site, route, route),
        entries,
    }
}

/// What the sidebar leaves out below an entry's page: all lines below it.
pub fn listed(site: &Site, route: &Route) -> Vec<Reference> {
    let nav = &site.playbook.nav;
    let parent = nav.place(route).filter(|_| *route != Route::home());
    let is_above = parent.is_some() || *route == Route::home();
    if !is_above || !sidebar_lines::is_cut(nav, parent) {
        return Vec::new();
    }
    let lines = nav.below(parent).iter().map(|line| &nav.lines[*line]);
    lines.filter_map(|line| entry::reference(site, route, line)).collect()
}

/// The lines below a place of the navigation. A single folder without its own text is replaced by
/// its content.
fn lines_below(site: &Site, place: Option<usize>) -> &[usize] {
    let nav = &site.playbook.nav;
    let mut lines = nav.below(place);
    while let [only] = lines
        && let OrderLineKind::Page(route) = &nav.lines[*only].kind
        && site.playbook.holds(route, Page::Folder)
        && !nav.below(Some(*only)).is_empty()
    {
        lines = nav.below(Some(*only));
    }
    lines
}

/// The entries in a folder that the navigation omits.
fn inside(site: &Site, route: &Route) -> Vec<Reference> {
    let entries = site.playbook.entries_on(Surface::Folders);
    let below = entries
        .filter(|entry| entry.route != *route && entry.route.as_str().starts_with(route.as_str()));
    below
        .map(|entry| Reference {
            href: route.link_to(&entry.route),
            label: entry.parsed.title.clone(),
            note: entry.parsed.description.clone(),
        })
        .collect()
}
