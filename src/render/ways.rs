//! The ways into a book beside its order: pages of our own, where the book has something for them.

use crate::link::route::Route;
use crate::link::{Page, Playbook};
use crate::render::views::{Reference, WayView};
use crate::tree::Form;

/// At most so many decisions are named beside the way to all of them.
const NAMED: usize = 3;

/// A way in that a book may have.
struct Way {
    /// Without its final `/`.
    route: &'static str,
    /// As the first page says it.
    label: &'static str,
    note: &'static str,
    /// As it stands below the order of the book.
    short: &'static str,
    /// The key after `g`.
    key: &'static str,
}

const WAYS: &[Way] = &[
    Way {
        route: "signals",
        label: "What are you hearing?",
        note: "Start from a sentence somebody said, and find what helps.",
        short: "What are you hearing?",
        key: "s",
    },
    Way {
        route: "decisions",
        label: "Walk a decision",
        note: "Answer a few questions and end with something to do.",
        short: "All decisions",
        key: "d",
    },
    Way {
        route: "browse",
        label: "Browse",
        note: "By level, by owner, by tag.",
        short: "Browse",
        key: "t",
    },
    Way {
        route: "search",
        label: "Search",
        note: "By any word you remember.",
        short: "Search",
        key: "",
    },
];

/// The ways in that this book has; links are written by `href`.
pub fn of(playbook: &Playbook, href: impl Fn(&Route) -> String) -> Vec<WayView> {
    let ways = WAYS.iter().filter_map(|way| {
        let route = Route::page(way.route).ok()?;
        let page = playbook.routes.get(&route)?;
        let is_ours = !matches!(
            page,
            Page::Entry(_) | Page::Folder | Page::Asset(_) | Page::Redirect(_) | Page::Moved(_)
        );
        is_ours.then(|| WayView {
            href: href(&route),
            label: way.label,
            note: way.note,
            short: way.short,
            key: way.key,
            pages: match *page == Page::Trees {
                true => decisions(playbook, &href),
                false => Vec::new(),
            },
        })
    });
    ways.collect()
}

/// A few decisions by name, those first that were written to be walked.
fn decisions(playbook: &Playbook, href: impl Fn(&Route) -> String) -> Vec<Reference> {
    let mut trees: Vec<_> = playbook.trees.iter().collect();
    trees.sort_by_key(|placed| placed.tree.form != Form::File);
    let named = trees.into_iter().take(NAMED);
    named
        .map(|placed| Reference {
            href: href(&placed.route),
            label: placed.tree.title.clone(),
            note: String::new(),
        })
        .collect()
}
