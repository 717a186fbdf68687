//! Sources in front matter that are entries of the book.

use crate::link::names::{Found, Names};
use crate::link::written::join;
use crate::link::{Entry, EntryId};
use crate::parse::Parsed;
use crate::source::folder_of;

/// The entries that a page's sources name, in their order; nothing for a source that is none.
pub fn of(parsed: &Parsed, names: &Names) -> Vec<Option<EntryId>> {
    let folder = folder_of(&parsed.path);
    let entry = |name: &str| match names.entry(name, folder) {
        Found::One(entry) => Some(entry),
        Found::Several(entries) => entries.first().copied(),
        Found::Nothing => None,
    };
    let sources = parsed.matter.sources.iter().map(|source| {
        let name = bare_name(source);
        entry(name).or_else(|| entry(&join(folder, name)?))
    });
    sources.collect()
}

/// A source without the brackets of a wikilink, its label and its heading.
pub fn bare_name(source: &str) -> &str {
    let bare = source.trim();
    let bare = bare.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(bare);
    bare.split(['|', '#']).next().unwrap_or(bare).trim()
}

/// Tells each entry which others name it as a source.
pub fn add(entries: &mut [Entry]) {
    let mut pairs: Vec<(EntryId, EntryId)> = Vec::new();
    for (index, entry) in entries.iter_mut().enumerate() {
        let from = EntryId(index as u32);
        for source in entry.sources.iter_mut().filter(|source| **source == Some(from)) {
            *source = None;
        }
        pairs.extend(entry.sources.iter().flatten().map(|to| (*to, from)));
    }
    pairs.sort();
    pairs.dedup();
    for (to, from) in pairs {
        entries[to.0 as usize].source_of.push(from);
    }
}
