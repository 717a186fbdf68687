//! The page that searches. Without script it lists the parts of the book.

use crate::link::route::Route;
use crate::render::views::SearchView;
use crate::render::{Site, entry};

/// Builds the view of the search page.
pub fn view(site: &Site, route: &Route) -> SearchView {
    let nav = &site.playbook.nav;
    let lines = nav.below(None).iter();
    let entries = lines.filter_map(|line| entry::reference(site, route, &nav.lines[*line]));
    let title = &site.playbook.config.words.search.title;
    SearchView { context: site.context(route, title, ""), entries: entries.collect() }
}
