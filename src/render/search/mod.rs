//! What readers search: an index in parts, as scripts, because pages opened from disk can load
//! nothing else.
//!
//! `pages` names every page and its headings, and is loaded when somebody opens the search.
//! `words-N` say which sections hold which words, `terms-N` list all words, for typing mistakes,
//! and `text-N` hold the text for excerpts; of these a search loads the few it needs. Ranking is
//! done by the reader's browser (`assets/js/search-rank.js`).
//!
//! All parts carry one version, so that a part from another build is noticed.

pub mod bridges;
pub mod choices;
pub mod index;
pub mod pages;
pub mod parts;
pub mod stop;
pub mod weights;
pub mod words;

use std::collections::BTreeMap;

use crate::link::Playbook;
use crate::link::route::Route;
use crate::render::search::bridges::Bridges;
use crate::source::Blob;

/// Every file of the search by its address.
pub type SearchFiles = BTreeMap<Route, Blob>;

/// Writes what can be searched in a playbook.
pub fn files(playbook: &Playbook) -> SearchFiles {
    let pages = pages::all(playbook);
    let bridges = Bridges::of(&playbook.config.language);
    let rows = index::of(&pages, &bridges);
    let meanings = rows.iter().map(|row| row.word.as_str()).filter(|word| word.starts_with('~'));
    let bridges = bridges.json(&meanings.collect());
    parts::write(playbook, &pages, &rows, &bridges)
}
