//! What readers search: an index in parts, as scripts, because pages opened from disk can load
//! nothing else.
//!
//! `pages` names every page and its headings, and is loaded when somebody opens the search.
//! `words-N` say which sections hold which words, `terms-N` list all words, for typing mistakes,
//! and `text-N` hold the text for excerpts; of these a search loads the few it needs. Ranking is
//! done by the reader's browser (`assets/js/search-rank.js`).
//!
//! All parts carry one version, so that a part from another build is noticed.
//!
//! Pages are read a few at a time. Of those that were read, only the words with their sections and
//! the headings are kept, so a large book needs little memory.

pub mod bridges;
pub mod choices;
pub mod index;
pub mod pages;
pub mod parts;
pub mod postings;
pub mod script;
pub mod stop;
mod version;
pub mod weights;
pub mod word_table;
pub mod words;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::link::Playbook;
use crate::link::route::Route;
use crate::render::search::bridges::{Bridges, MeaningWeights};
use crate::render::search::index::Index;
use crate::render::search::pages::{Called, Searchable, TextOf};
use crate::render::search::parts::{Parts, TextParts};
use crate::render::search::weights::{WeighedWords, Weigher};
use crate::source::Blob;

/// Every file of the search by its address.
pub type SearchFiles = BTreeMap<Route, Blob>;

/// The bytes of pages that are read one after the other.
const GROUP: usize = 128 * 1024;

/// The number of groups that are read at once.
const GROUPS: usize = 32;

/// Everything that can be searched in a playbook.
pub fn files(playbook: &Playbook) -> SearchFiles {
    let files: Mutex<SearchFiles> = Mutex::default();
    write(playbook, &|route, blob| {
        files.lock().unwrap_or_else(PoisonError::into_inner).insert(route, blob);
    });
    files.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Gives each file of the search to `take` as soon as it is made, from several threads.
pub fn write(playbook: &Playbook, take: &(impl Fn(Route, Blob) + Sync)) {
    let (pages, called) = rayon::join(|| pages::all(playbook), || pages::called(playbook));
    let bridges = Bridges::of(&playbook.config.language);
    let parts = Parts { version: version::of(playbook, &pages, &called), take };
    let reader = Reader { playbook, called, bridges };
    let mut book = ReadBook::default();
    for groups in groups(playbook, &pages).chunks(GROUPS) {
        let read: Vec<ReadPages> = groups.par_iter().map(|pages| reader.read(pages)).collect();
        book.add(read, &parts);
    }
    parts.texts(book.texts.last().into_iter().collect());
    let used = reader.bridges.add(&mut book.index, &book.meanings);
    parts.bridges(&reader.bridges.json(&used));
    let words = parts.words(&book.index.rows());
    let pages: Vec<_> = pages.iter().zip(book.headings).collect();
    parts.overview(playbook, &pages, &book.texts.starts, &words);
}

/// Pages one after the other in groups of about the same size.
fn groups<'a>(playbook: &Playbook, pages: &'a [Searchable]) -> Vec<&'a [Searchable]> {
    let mut size = 0;
    let is_together = |_: &Searchable, next: &Searchable| {
        let entry = match next.text {
            TextOf::Entry(id) => id,
            TextOf::Tree(id) => playbook.tree(id).entry,
        };
        size += playbook.entry(entry).parsed.document.body().len();
        if size > GROUP {
            size = 0;
        }
        size > 0
    };
    pages.chunk_by(is_together).collect()
}

/// Reads pages.
struct Reader<'a> {
    playbook: &'a Playbook,
    called: Called,
    bridges: Bridges,
}

/// Some pages that were read.
struct ReadPages {
    words: WeighedWords,
    /// The text of each section.
    texts: Vec<String>,
    pages: Vec<ReadPage>,
}

struct ReadPage {
    sections: u32,
    /// Of all sections but the first.
    headings: Vec<String>,
    meanings: MeaningWeights,
}

impl Reader<'_> {
    fn read(&self, pages: &[Searchable]) -> ReadPages {
        let mut weigher = Weigher::new(&self.bridges);
        let mut texts = Vec::new();
        let read = |page: &Searchable| {
            let sections = pages::sections(self.playbook, page, &self.called);
            let read = ReadPage {
                sections: sections.len() as u32,
                headings: sections.iter().skip(1).map(parts::heading).collect(),
                meanings: weigher.add(page, &sections),
            };
            texts.extend(sections.into_iter().map(|section| section.text));
            read
        };
        let pages = pages.iter().map(read).collect();
        ReadPages { words: weigher.weighed(), texts, pages }
    }
}

/// What is kept of the pages that were read.
#[derive(Default)]
struct ReadBook {
    index: Index,
    texts: TextParts,
    /// The number of each page's first section, and the weights of its meanings.
    meanings: Vec<(u32, MeaningWeights)>,
    headings: Vec<Vec<String>>,
    sections: u32,
}

impl ReadBook {
    /// Adds the next pages. Parts with texts that are complete are taken at once.
    fn add(&mut self, read: Vec<ReadPages>, parts: &Parts<'_, impl Fn(Route, Blob) + Sync>) {
        let mut words = Vec::new();
        let mut complete = Vec::new();
        for ReadPages { words: some, texts, pages } in read {
            words.push(some);
            complete.extend(self.texts.add(texts));
            for page in pages {
                self.meanings.push((self.sections, page.meanings));
                self.headings.push(page.headings);
                self.sections += page.sections;
            }
        }
        rayon::join(|| self.index.add(&words), || parts.texts(complete));
    }
}
