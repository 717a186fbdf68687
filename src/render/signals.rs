//! The view of the page that lists what people say, and where each of it leads.

use crate::link::pages::Contents;
use crate::link::route::Route;
use crate::link::{Entry, EntryId, Target};
use crate::render::Site;
use crate::render::tree;
use crate::render::views::{Reference, SignalGroup, SignalsView};

/// Whether a book has signals.
pub fn exist(book: &Contents<'_>) -> bool {
    book.entries.iter().any(|(draft, _)| draft.practice.signal_lists().next().is_some())
}

/// All signals by entry, in the order of the book, as the page at a route shows them.
pub fn view(site: &Site, route: &Route) -> SignalsView {
    let playbook = &site.playbook;
    let mut groups: Vec<(EntryId, SignalGroup)> = Vec::new();
    for signal in &playbook.signals {
        let entry = playbook.entry(signal.entry);
        let href = route.link_to(&entry.route);
        if groups.last().is_none_or(|(id, _)| *id != signal.entry) {
            groups.push((signal.entry, group(site, entry, route)));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.signals.push(Reference::new(format!("{href}#{}", signal.anchor), &signal.text));
        }
    }
    // What stands outside the order of the book comes last.
    groups.sort_by_key(|(id, _)| playbook.nav.rank(&playbook.entry(*id).route));
    let about = "What people say, and which entry to open when you hear it.";
    let frame = site.frame(route, "What are you hearing?", about);
    SignalsView { frame, groups: groups.into_iter().map(|(_, group)| group).collect() }
}

fn group(site: &Site, entry: &Entry, from: &Route) -> SignalGroup {
    SignalGroup {
        href: from.link_to(&entry.route),
        title: entry.parsed.title.clone(),
        trees: trees(site, entry, from),
        signals: Vec::new(),
    }
}

/// The decisions that were found in an entry, and those that it shows.
fn trees(site: &Site, entry: &Entry, from: &Route) -> Vec<Reference> {
    let playbook = &site.playbook;
    let found = entry.trees.iter().map(|id| playbook.tree(*id));
    let shown = tree::asked_for(entry).filter_map(|link| match link.to {
        Target::Entry { entry: to, .. } => {
            Some(playbook.tree(playbook.own_tree(playbook.entry(to))?))
        }
        _ => None,
    });
    let mut trees: Vec<Reference> = found
        .chain(shown)
        .filter(|placed| placed.route != entry.route)
        .map(|placed| Reference::new(from.link_to(&placed.route), &placed.tree.title))
        .collect();
    trees.sort_by(|a, b| a.href.cmp(&b.href));
    trees.dedup();
    trees
}
