//! Sources named in front matter, and the entries that cite each entry.

use crate::link::by_entry::ByEntry;
use crate::link::names::Names;
use crate::link::written::join;
use crate::link::{Entry, EntryId, Surface};
use crate::source::folder_of;

/// A source in front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Entry(EntryId),
    /// A web URL.
    Web(String),
    /// Any other text, as written.
    Text(String),
}

/// The sources of all entries, in their written order.
pub fn sources(entries: &[Entry], names: &Names) -> ByEntry<Source> {
    let pairs = entries.iter().flat_map(|entry| {
        let sources = entry.parsed.front_matter.sources.iter();
        sources.map(|written| (entry.id, source(written, entry, names)))
    });
    ByEntry::new(entries.len(), pairs)
}

/// Resolves a source; an entry cannot be its own.
fn source(written: &str, entry: &Entry, names: &Names) -> Source {
    let folder = folder_of(&entry.parsed.path);
    let find = |name: &str| names.first(name, folder);
    let name = bare_name(written);
    let found = find(name).or_else(|| find(&join(folder, name)?)).filter(|id| *id != entry.id);
    let is_web = ["https://", "http://"].iter().any(|scheme| written.starts_with(scheme));
    match found {
        Some(id) => Source::Entry(id),
        None if is_web => Source::Web(written.to_owned()),
        None => Source::Text(written.to_owned()),
    }
}

/// Strips a wikilink's brackets, label and heading.
fn bare_name(source: &str) -> &str {
    let bare = source.trim();
    let bare = bare.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")).unwrap_or(bare);
    bare.split(['|', '#']).next().unwrap_or(bare).trim()
}

/// The entries that cite each entry as a source.
pub fn citing(entries: &[Entry], sources: &ByEntry<Source>) -> ByEntry<EntryId> {
    let mut pairs: Vec<(EntryId, EntryId)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.appears(Surface::Backlinks)) {
        for source in sources.of(entry.id) {
            if let Source::Entry(to) = source {
                pairs.push((*to, entry.id));
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    ByEntry::new(entries.len(), pairs)
}
