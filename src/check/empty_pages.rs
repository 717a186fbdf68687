//! Pages without text. A page of a folder may have none: it lists what is in the folder.

use std::ops::Bound;

use crate::check::CheckedBook;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::{Entry, Page, Playbook};
use crate::parse::Parsed;
use crate::source::{file_name, without_page_ending};

/// Entries without text and without entries below them.
pub fn empty_pages(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let is_empty = |entry: &&Entry| {
        let parsed = &entry.parsed;
        parsed.withheld.is_none()
            && !entry.is_redirect()
            && !is_of_a_template(parsed)
            && parsed.says_nothing
            && parsed.text[parsed.body.clone()].trim().is_empty()
    };
    let entries = book.playbook.entries.iter().filter(is_empty);
    let alone = entries.filter(|entry| !has_children(book.playbook, entry));
    alone.map(empty_page).collect()
}

/// The layouts that show the text of a page.
const OF_TEXT: &[&str] =
    &["default", "doc", "docs", "home", "page", "post", "base", "single", "list", "wide"];

/// Whether a template holds the words of a page: the one for unknown addresses, or one of a layout
/// of its own.
fn is_of_a_template(parsed: &Parsed) -> bool {
    let layout = parsed.front_matter.extra.get("layout").and_then(|layout| layout.word());
    file_name(without_page_ending(&parsed.path)) == "404"
        || layout.is_some_and(|layout| !OF_TEXT.contains(&layout.trim_end_matches(".html")))
}

fn has_children(playbook: &Playbook, entry: &Entry) -> bool {
    let route = &entry.route;
    let line = playbook.nav.place(route);
    let from = (Bound::Excluded(route), Bound::Unbounded);
    let mut below = playbook.routes.range(from);
    line.is_some_and(|line| !playbook.nav.below(Some(line)).is_empty())
        || below
            .by_ref()
            .take_while(|(other, _)| other.as_str().starts_with(route.as_str()))
            .any(|(_, page)| matches!(page, Page::Entry(_)))
}

fn empty_page(entry: &Entry) -> Diagnostic {
    Diagnostic::new(Code::EmptyPage, "this page is empty")
        .at(Place::start_of(&entry.parsed.name))
        .help("write something, or add `draft: true` to its front matter")
}
