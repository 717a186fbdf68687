//! The page for unknown addresses, with data for suggesting similar ones.

use crate::link::route::Route;
use crate::link::{Entry, Surface};
use crate::render::Site;
use crate::render::html::Html;
use crate::render::place::LinkBase;
use crate::render::views::NotFoundView;

/// Larger books list no entries and refer to the search.
const MOST_LISTED: usize = 500;

/// Shown at any address, so its links are absolute from the site's root.
pub fn view(site: &Site, route: &Route) -> NotFoundView {
    let base = &site.playbook.config.site_url;
    let path = match base.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("/", |slash| &rest[slash..]),
        None => base,
    };
    let title = &site.playbook.config.words.not_found.title;
    let mut context = site.frame_with(route, title, "", LinkBase::Root(path));
    context.canonical = None;
    let mut entries = Html::default();
    entries.json(&names(site));
    NotFoundView { context, entries }
}

/// Route, title and aliases of each entry.
fn names(site: &Site) -> Vec<Vec<&str>> {
    let mut entries: Vec<&Entry> = site.playbook.entries_on(Surface::NearNames).collect();
    if entries.len() > MOST_LISTED {
        entries.clear();
    }
    let names = entries.into_iter().map(|entry| {
        let parsed = &entry.parsed;
        let aliases = parsed.front_matter.aliases.iter().map(String::as_str);
        [entry.route.as_str(), parsed.title.as_str()].into_iter().chain(aliases).collect()
    });
    names.collect()
}
