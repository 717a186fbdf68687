//! The page of a folder without an index: a list of its content.

use crate::link::nav::OrderLineKind;
use crate::link::route::Route;
use crate::link::{Entry, Page, Surface};
use crate::render::views::{FolderView, Reference};
use crate::render::{Site, entry, sidebar_lines};
use crate::source::natural::NaturalKey;

/// Builds the view of a folder.
pub fn view(site: &Site, route: &Route) -> FolderView {
    let playbook = &site.playbook;
    let is_home = *route == Route::home();
    let title = if is_home { playbook.title.clone() } else { playbook.folders.title(route) };
    FolderView {
        context: site.context(route, &title, ""),
        breadcrumbs: entry::breadcrumbs(site, route, route),
        entries: content(site, route),
    }
}

/// The content of the folder at a route, as its page lists it.
fn content(site: &Site, route: &Route) -> Vec<Reference> {
    let nav = &site.playbook.nav;
    let lines = match nav.place(route).filter(|_| *route != Route::home()) {
        None if *route != Route::home() => &[],
        place => lines_below(site, place),
    };
    let others = lines.iter().map(|line| &nav.lines[*line]).filter(|line| !line.is_page(route));
    let entries: Vec<_> = others.filter_map(|line| entry::reference(site, route, line)).collect();
    if entries.is_empty() { inside(site, route) } else { entries }
}

/// What an entry's page lists below its text: of a page that says nothing, the content of its
/// folder, else the lines below it if the sidebar leaves some out.
pub fn listed(site: &Site, entry: &Entry) -> Vec<Reference> {
    if entry.parsed.says_nothing {
        return content(site, &entry.route);
    }
    let (nav, route) = (&site.playbook.nav, &entry.route);
    let parent = nav.place(route).filter(|_| *route != Route::home());
    let is_above = parent.is_some() || *route == Route::home();
    if !is_above || !sidebar_lines::is_cut(nav, parent) {
        return Vec::new();
    }
    let lines = nav.below(parent).iter().map(|line| &nav.lines[*line]);
    let listed = lines.filter_map(|line| entry::reference(site, route, line));
    listed.map(|line| Reference { note: String::new(), ..line }).collect()
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
    let mut below: Vec<_> = below.collect();
    below.sort_by_cached_key(|entry| {
        let order = entry.parsed.order;
        (order.is_none(), order, NaturalKey::of(&entry.parsed.title))
    });
    let references = below.into_iter().map(|entry| Reference {
        href: route.link_to(&entry.route),
        label: entry.parsed.title.clone(),
        note: entry.parsed.description.clone(),
    });
    references.collect()
}
