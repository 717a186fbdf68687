//! Entries that no navigation or link leads to.

use crate::check::{CheckedBook, title_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::link::route::Route;
use crate::link::{Entry, Surface};

/// Visible entries that SUMMARY.md omits, and hidden ones that nothing links to.
pub fn orphans(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let entries = book.playbook.entries.iter().filter(|entry| {
        entry.route != Route::home()
            && !entry.is_redirect()
            && book.playbook.nav.place(&entry.route).is_none()
    });
    entries.filter_map(|entry| orphan(book, entry)).collect()
}

fn orphan(book: &CheckedBook<'_>, entry: &Entry) -> Option<Diagnostic> {
    let is_left_out = book.summary.is_some() && entry.appears(Surface::Order);
    let playbook = book.playbook;
    let is_linked =
        !playbook.backlinks(entry.id).is_empty() || !playbook.senders(entry.id).is_empty();
    let title = &entry.parsed.title;
    let (message, help) = match (is_left_out, is_linked) {
        (true, _) => (
            format!("SUMMARY.md leaves out `{title}`"),
            format!(
                "add `- [{title}]({})` to it, or `nav: hidden` to this entry",
                entry.parsed.path
            ),
        ),
        (false, false) => (
            format!("nothing leads to `{title}`, which is hidden from the navigation"),
            "link to it from another entry, or take `nav: hidden` away".to_owned(),
        ),
        (false, true) => return None,
    };
    Some(Diagnostic::new(Code::Orphan, message).at(title_of(entry)).help(help))
}
