//! The parts of the whole book, which can be printed alone: the outermost pages of the order that
//! have others below them.
//!
//! Nothing but the address says which part is wanted, and nothing but the stylesheet hears it. So the
//! id of a part is the route of its first page, which holds no colon as the ids of entries do.

use crate::link::nav::OrderLineKind;
use crate::link::route::Route;
use crate::link::{EntryId, Playbook};

/// Entries that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookPart {
    /// Only a part that can be printed alone has one.
    pub id: Option<String>,
    pub entries: Vec<EntryId>,
}

/// The parts of entries that are in the order of the book, with what the order leaves out last.
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

/// The fragment that asks for the part whose first page is at a route, if it is one.
pub fn link_to(playbook: &Playbook, route: &Route) -> Option<String> {
    let part = id(playbook, playbook.nav.place(route)?)?;
    Some(format!("#{}", part.encoded()))
}

/// The outermost line that a page stands at or below.
fn outermost(playbook: &Playbook, route: &Route) -> Option<usize> {
    let line = playbook.nav.place(route)?;
    Some(playbook.nav.above(line).first().copied().unwrap_or(line))
}

/// The first page of the part that begins at a line.
fn id(playbook: &Playbook, line: usize) -> Option<&Route> {
    let nav = &playbook.nav;
    let begins = nav.above(line).is_empty() && !nav.below(Some(line)).is_empty();
    match &nav.lines[line].kind {
        // A page that the order names twice begins a part where it is named first.
        OrderLineKind::Page(route) if begins && nav.place(route) == Some(line) => {
            (*route != Route::home()).then_some(route)
        }
        _ => None,
    }
}
