//! Shortcuts: links to generated pages in the sidebar and on the home page.

use crate::link::route::Route;
use crate::link::signals::{self as placed_signals, PlacedSignal};
use crate::link::trees::PlacedTree;
use crate::link::{Playbook, Surface};
use crate::render::page_type::address;
use crate::render::pages::{self, PAGES};
use crate::render::place::LinkBase;
use crate::render::views::{Reference, ShortcutView};
use crate::tree::Form;
use crate::words::ShortcutsWords;

/// The most decisions and signals named beside the link to all of them.
const NAMED: usize = 3;

/// The links to a generated page.
pub struct Shortcut {
    /// On the home page; empty for none.
    pub label: WordsField,
    /// The text below the link on the home page.
    pub note: fn(&Playbook) -> String,
    /// In the sidebar.
    pub short: WordsField,
    /// The keyboard shortcut after `g`.
    pub key: &'static str,
    /// A few items of the page, for the home page.
    pub some: fn(&Playbook, LinkBase<'_>) -> Vec<Reference>,
    /// The class of their list.
    pub class: &'static str,
}

/// Selects an interface text; may return an empty one.
pub type WordsField = fn(&ShortcutsWords) -> &str;

/// The shortcuts of this book, for the page at a route.
pub fn of(playbook: &Playbook, at: &Route, links: LinkBase<'_>) -> Vec<ShortcutView> {
    let words = &playbook.config.words.shortcuts;
    let shortcuts = PAGES.iter().filter_map(|page| Some((page.name, page.shortcut.as_ref()?)));
    // A facet with a single value narrows nothing down.
    let is_useful = |name: &str| name != pages::BROWSE || playbook.facets.count() > 1;
    let shortcuts = shortcuts.filter(|(name, _)| is_useful(name));
    let held = shortcuts.filter_map(|(name, shortcut)| Some((address(playbook, name)?, shortcut)));
    held.map(|(route, shortcut)| ShortcutView {
        href: links.href(&route),
        label: (shortcut.label)(words).to_owned(),
        note: (shortcut.note)(playbook),
        short: (shortcut.short)(words).to_owned(),
        key: shortcut.key,
        some: if *at == Route::home() { (shortcut.some)(playbook, links) } else { Vec::new() },
        class: shortcut.class,
    })
    .collect()
}

/// For pages without items on the home page.
pub fn none(_: &Playbook, _: LinkBase<'_>) -> Vec<Reference> {
    Vec::new()
}

/// A few decisions that say by their names what they decide: tree files first, in the order of the
/// navigation.
pub fn decisions(playbook: &Playbook, links: LinkBase<'_>) -> Vec<Reference> {
    let mut trees: Vec<&PlacedTree> = playbook.trees_on(Surface::Home).collect();
    trees.sort_by_key(|placed| (placed.tree.form != Form::File, playbook.nav.rank(&placed.route)));
    let named = trees.into_iter().take(NAMED);
    named.map(|placed| Reference::new(links.href(&placed.route), &placed.tree.title)).collect()
}

/// A few signals, in the order of the navigation.
pub fn signals(playbook: &Playbook, links: LinkBase<'_>) -> Vec<Reference> {
    let entries = playbook.entries_on(Surface::Signals);
    let mut first: Vec<PlacedSignal<'_>> =
        entries.filter_map(|entry| placed_signals::of(entry).next()).collect();
    first.sort_by_key(|found| playbook.nav.rank(&found.entry.route));
    let named = first.into_iter().take(NAMED);
    named
        .map(|found| {
            let page = links.href(&found.entry.route);
            Reference::new(format!("{page}#{}", found.anchor), &found.signal.text)
        })
        .collect()
}

/// Names the facets: `By levels, type, owner.`
pub fn by_facets(playbook: &Playbook) -> String {
    let labels = playbook.facets.ids().take(NAMED + 1).map(|(_, facet)| facet.label.to_lowercase());
    let words = &playbook.config.words;
    let facets = labels.collect::<Vec<_>>().join(&words.text.between);
    words.shortcuts.browse_note.fill(&[("facets", &facets)])
}
