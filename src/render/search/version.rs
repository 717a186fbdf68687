//! The version of the index, which is in the address of each of its parts.
//!
//! It is known before the first part is written, so it is a hash of all that the parts are made
//! from: whatever changes a part changes it. A browser never joins parts of two builds.
//! The texts of the book's entries stand for the texts of the sections.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::link::{Entry, Playbook, Surface};
use crate::render::search::pages::{Called, Searchable};

/// Belongs to what the program makes of a book: another number for other words or other parts.
const FORMAT: u8 = 1;

/// The version of an index of these pages.
pub fn of(playbook: &Playbook, pages: &[Searchable], called: &Called) -> String {
    let entries: Vec<&Entry> = playbook.entries_on(Surface::Search).collect();
    let texts = || -> Vec<blake3::Hash> {
        let text = entries.par_iter().map(|entry| entry.parsed.document.text().as_bytes());
        text.map(blake3::hash).collect()
    };
    let names = || -> Vec<blake3::Hash> {
        pages.par_iter().map(|page| hash_of(&format!("{page:?}"))).collect()
    };
    let (texts, names) = rayon::join(texts, names);
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[FORMAT]);
    hasher.update(hash_of(&format!("{:?} {called:?}", playbook.config)).as_bytes());
    for hash in names.iter().chain(&texts) {
        hasher.update(hash.as_bytes());
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

fn hash_of(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}
