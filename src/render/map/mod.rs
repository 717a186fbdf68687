//! The map page: a list of entries with an arc diagram of their links.
//!
//! The list contains all information of the diagram.

mod arcs;
mod links;
mod rows;

use crate::link::pages::BookFacts;
use crate::link::route::Route;
use crate::link::written::{is_linked, scheme};
use crate::link::{EntryId, Surface};
use crate::parse::{RawLink, Syntax};
use crate::render::map::links::MapLinks;
use crate::render::map::rows::{Cut, RowLayout, Rows};
use crate::render::views::{MapGroup, MapRow, MapView, Reference};
use crate::render::{Site, folders};

/// Smaller books have no map.
const LEAST_ENTRIES: usize = 3;

/// The most unlinked entries named above the list.
const NAMED: usize = 12;

/// Whether a map is useful: enough entries, and a link between two of them.
pub fn has_links(book: &BookFacts<'_>) -> bool {
    let is_inner = |link: &RawLink| {
        let is_own = link.dest.starts_with('#')
            || scheme(&link.dest).is_some_and(|scheme| is_linked(&scheme));
        link.syntax != Syntax::Image && !is_own
    };
    let mut links = book.entries_on(Surface::Map).flat_map(|entry| &entry.parsed.prose.links);
    book.entries_on(Surface::Map).count() >= LEAST_ENTRIES && links.any(|link| is_inner(&link.to))
}

/// Builds the view of the map.
pub fn view(site: &Site, on: &Route) -> MapView {
    let playbook = &*site.playbook;
    let (mut order, rest) = playbook.in_order(Surface::Map);
    order.extend(rest);
    let links = MapLinks::of(playbook);
    let rows = Rows::of(playbook, &links, &order);
    let reference = |id: EntryId| {
        let entry = playbook.entry(id);
        Reference::new(on.link_to(&entry.route), &entry.parsed.title)
    };
    let most = links.most_linked(&order);
    let unlinked = links.unlinked(playbook, &order);
    let words = &playbook.config.words.map;
    MapView {
        context: site.context(on, &words.title, &words.about),
        map_style: on.link_to(&site.theme.bundle.map_style),
        entries: order.len(),
        links: links.all.len(),
        most: most.map(reference),
        most_links: most.map_or(0, |id| links.to(id)),
        more_unlinked: unlinked.len().saturating_sub(NAMED),
        unlinked: unlinked.into_iter().take(NAMED).map(reference).collect(),
        cut: match rows.cut {
            Cut::Whole => "",
            Cut::Folders => "folders",
            Cut::MostLinked => "most-linked",
        },
        groups: groups(site, on, &rows.rows),
        arcs: arcs::draw(&rows),
    }
}

/// Groups rows by folder.
fn groups(site: &Site, on: &Route, rows: &[RowLayout<'_>]) -> Vec<MapGroup> {
    let groups = rows.chunk_by(|a, b| a.folder == b.folder).map(|rows| {
        let (page, rest) = match rows {
            [page, rest @ ..] if page.is_page_of_folder() => (Some(page), rest),
            all => (None, all),
        };
        MapGroup {
            title: folders::title(&site.playbook, rows[0].folder),
            page: page.map(|row| line(site, on, row)),
            rows: rest.iter().map(|row| line(site, on, row)).collect(),
        }
    });
    groups.collect()
}

fn line(site: &Site, on: &Route, row: &RowLayout<'_>) -> MapRow {
    let route = row.page();
    MapRow {
        href: on.link_to(&route),
        label: folders::title_at(&site.playbook, &route),
        entries: row.entries,
        linked_from: row.linked_from,
        links_to: row.links_to,
    }
}
