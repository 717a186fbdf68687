//! The template view of the list of signals.

use crate::link::pages::BookFacts;
use crate::link::route::Route;
use crate::link::signals;
use crate::link::{Entry, EntryId, Surface, Target};
use crate::render::Site;
use crate::render::tree;
use crate::render::views::{Reference, SignalGroup, SignalsView};

/// Whether a book has a page of signals. One list that only reads like signals is too little for a
/// link on every page; those of a front matter are meant.
pub fn exist(book: &BookFacts<'_>) -> bool {
    let entries = || book.entries_on(Surface::Signals);
    let is_meant = |entry: &Entry| entry.parsed.procedures.listed.is_some();
    let with_signals = entries().filter(|entry| signals::of(entry).next().is_some());
    entries().any(is_meant) || with_signals.take(2).count() == 2
}

/// All signals by entry, in the order of the navigation, for the page at a route.
pub fn view(site: &Site, route: &Route) -> SignalsView {
    let playbook = &site.playbook;
    let mut groups: Vec<(EntryId, SignalGroup)> = Vec::new();
    for entry in playbook.entries_on(Surface::Signals) {
        let page = route.link_to(&entry.route);
        let signals = signals::of(entry)
            .map(|it| Reference::new(format!("{page}#{}", it.anchor), &it.signal.text));
        let signals: Vec<Reference> = signals.collect();
        if !signals.is_empty() {
            let title = entry.parsed.title.clone();
            let trees = trees(site, entry, route);
            groups.push((entry.id, SignalGroup { href: page, title, trees, signals }));
        }
    }
    // Entries outside the navigation come last.
    groups.sort_by_key(|(id, _)| playbook.nav.rank(&playbook.entry(*id).route));
    let words = &playbook.config.words;
    let context = site.context(route, &words.shortcuts.signals, &words.signals.about);
    SignalsView { context, groups: groups.into_iter().map(|(_, group)| group).collect() }
}

/// The decisions in an entry, and those that it embeds.
fn trees(site: &Site, entry: &Entry, from: &Route) -> Vec<Reference> {
    let playbook = &site.playbook;
    let shown = tree::asked_for(playbook, entry).filter_map(|link| match link.target {
        Target::Entry { entry: to, .. } => Some(playbook.tree(playbook.own_tree(*to)?)),
        _ => None,
    });
    let mut trees: Vec<Reference> = tree::of_entry(playbook, entry)
        .chain(shown)
        .filter(|placed| placed.route != entry.route)
        .map(|placed| Reference::new(from.link_to(&placed.route), &placed.tree.title))
        .collect();
    trees.sort_by(|a, b| a.href.cmp(&b.href));
    trees.dedup();
    trees
}
