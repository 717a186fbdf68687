//! Parts of the book that can be printed alone: the top-level pages of the navigation with
//! children.
//!
//! The URL fragment selects a part, and the stylesheet hides the others. So a part's id is the
//! route of its first page, which contains no colon, unlike the ids of entries.

use crate::link::nav::OrderLineKind;
use crate::link::route::Route;
use crate::link::{EntryId, Playbook};

/// Consecutive entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookPart {
    /// `None` for a part that cannot be printed alone.
    pub id: Option<String>,
    pub entries: Vec<EntryId>,
}

/// Splits entries into parts; those outside the navigation come last.
pub fn of(playbook: &Playbook, entries: impl Iterator<Item = EntryId>) -> Vec<BookPart> {
    let mut parts: Vec<(Option<usize>, BookPart)> = Vec::new();
    for entry in entries {
        let outermost = outermost(playbook, &playbook.entry(entry).route);
        match parts.last_mut() {
            Some((line, part)) if *line == outermost => part.entries.push(entry),
            _ => {
                let id = outermost.and_then(|line| id(playbook, line).map(Route::as_str));
                let id = id.map(str::to_owned);
                parts.push((outermost, BookPart { id, entries: vec![entry] }));
            }
        }
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// The fragment that selects the part with this first page, if there is one.
pub fn link_to(playbook: &Playbook, route: &Route) -> Option<String> {
    let part = id(playbook, playbook.nav.place(route)?)?;
    Some(format!("#{}", part.encoded()))
}

/// The top-level line of a page.
fn outermost(playbook: &Playbook, route: &Route) -> Option<usize> {
    let line = playbook.nav.place(route)?;
    Some(playbook.nav.above(line).first().copied().unwrap_or(line))
}

/// The first page of the part at a line.
fn id(playbook: &Playbook, line: usize) -> Option<&Route> {
    let nav = &playbook.nav;
    let begins = nav.above(line).is_empty() && !nav.below(Some(line)).is_empty();
    match &nav.lines[line].kind {
        // A page that occurs twice starts a part at its first occurrence.
        OrderLineKind::Page(route) if begins && nav.place(route) == Some(line) => {
            (*route != Route::home()).then_some(route)
        }
        _ => None,
    }
}
