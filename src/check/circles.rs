//! Redirect pages that lead back to themselves.

use crate::check::CheckedBook;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Entry;

/// Entries whose redirects go round in a circle.
pub fn circles(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let entries = book.playbook.entries.iter();
    entries.filter(|entry| book.playbook.leads_back(entry)).filter_map(circle).collect()
}

fn circle(entry: &Entry) -> Option<Diagnostic> {
    let start = entry.parsed.redirect?;
    let link = entry.parsed.prose.links.iter().find(|link| link.span.start == start)?;
    let message = format!("the redirect to `{}` leads back to this page", link.to.dest);
    Some(
        Diagnostic::new(Code::BrokenLink, message)
            .at(Place::new(&entry.parsed.name, link.to.at.clone()))
            .help("write the address of a page with text"),
    )
}
