//! The ways into a book beside its order: pages of our own, where the book has something for them.

use crate::link::route::Route;
use crate::link::signals::PlacedSignal;
use crate::link::trees::PlacedTree;
use crate::link::{Page, Playbook};
use crate::render::views::{Reference, WayView};
use crate::tree::Form;

/// At most so many decisions and signals are named beside the way to all of them.
const NAMED: usize = 3;

/// A way in that a book may have.
struct Way {
    route: fn() -> Route,
    page: Page,
    /// As the first page says it; empty where it says nothing of it.
    label: &'static str,
    /// Empty where the book says it.
    note: &'static str,
    /// As it stands below the order of the book.
    short: &'static str,
    /// The key after `g`.
    key: &'static str,
    /// The class of the list of what is named.
    class: &'static str,
}

const WAYS: &[Way] = &[
    Way {
        route: Route::signals,
        page: Page::Signals,
        label: "What are you hearing?",
        note: "Start from a sentence somebody said, and find what helps.",
        short: "What are you hearing?",
        key: "s",
        class: "said",
    },
    Way {
        route: Route::trees,
        page: Page::Trees,
        label: "Walk a decision",
        note: "Answer a few questions and end with something to do.",
        short: "All decisions",
        key: "d",
        class: "walks",
    },
    Way {
        route: Route::browse,
        page: Page::Browse,
        label: "Browse",
        note: "",
        short: "Browse",
        key: "t",
        class: "",
    },
    Way {
        route: Route::search,
        page: Page::Search,
        label: "Search",
        note: "By any word you remember.",
        short: "Search",
        key: "",
        class: "",
    },
    Way {
        route: Route::map,
        page: Page::Map,
        label: "",
        note: "",
        short: "Map",
        key: "m",
        class: "",
    },
];

/// The ways in that this book has, as the page at a route shows them; links are written by `href`.
pub fn of(playbook: &Playbook, at: &Route, href: impl Fn(&Route) -> String) -> Vec<WayView> {
    let ways = WAYS.iter().filter(|way| playbook.holds(&(way.route)(), way.page));
    ways.map(|way| WayView {
        href: href(&(way.route)()),
        label: way.label,
        note: match way.page {
            Page::Browse => by_facets(playbook),
            _ => way.note.to_owned(),
        },
        short: way.short,
        key: way.key,
        some: match way.page {
            _ if *at != Route::home() => Vec::new(),
            Page::Trees => decisions(playbook, &href),
            Page::Signals => signals(playbook, &href),
            _ => Vec::new(),
        },
        class: way.class,
    })
    .collect()
}

/// A few decisions by name, those first that were written to be walked, in the order of the book.
fn decisions(playbook: &Playbook, href: impl Fn(&Route) -> String) -> Vec<Reference> {
    let mut trees: Vec<&PlacedTree> = playbook.trees.iter().collect();
    trees.sort_by_key(|placed| (placed.tree.form != Form::File, playbook.nav.rank(&placed.route)));
    let named = trees.into_iter().take(NAMED);
    named.map(|placed| Reference::new(href(&placed.route), &placed.tree.title)).collect()
}

/// What people say about a few entries, in the order of the book.
fn signals(playbook: &Playbook, href: impl Fn(&Route) -> String) -> Vec<Reference> {
    let mut first: Vec<&PlacedSignal> = playbook.signals.iter().collect();
    first.dedup_by_key(|signal| signal.entry);
    first.sort_by_key(|signal| playbook.nav.rank(&playbook.entry(signal.entry).route));
    let named = first.into_iter().take(NAMED);
    named
        .map(|signal| {
            let page = href(&playbook.entry(signal.entry).route);
            Reference::new(format!("{page}#{}", signal.anchor), &signal.text)
        })
        .collect()
}

/// Names what entries can be found by: `By levels, type, owner.`
fn by_facets(playbook: &Playbook) -> String {
    let labels = playbook.facets.ids().take(NAMED + 1).map(|(_, facet)| facet.label.to_lowercase());
    format!("By {}.", labels.collect::<Vec<_>>().join(", "))
}
