//! The version of the index, which is in the address of each of its parts.
//!
//! It is known before the first part is written, so it is a hash of all that the parts are made
//! from: whatever changes a part changes it. A browser never joins parts of two builds.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::link::Playbook;
use crate::render::search::pages::{Called, Searchable};

/// The version of an index of these pages.
pub fn of(playbook: &Playbook, pages: &[Searchable], called: &Called) -> String {
    let texts = || -> Vec<blake3::Hash> {
        let text = playbook.entries.par_iter().map(|entry| entry.parsed.document.text().as_bytes());
        text.map(blake3::hash).collect()
    };
    let names = || -> Vec<blake3::Hash> {
        pages.par_iter().map(|page| hash_of(&format!("{page:?}"))).collect()
    };
    let (texts, names) = rayon::join(texts, names);
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(hash_of(&format!("{:?} {called:?}", playbook.config)).as_bytes());
    for hash in names.iter().chain(&texts) {
        hasher.update(hash.as_bytes());
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

fn hash_of(text: &str) -> blake3::Hash {
    blake3::hash(text.as_bytes())
}
