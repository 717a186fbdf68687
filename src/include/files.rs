//! The files that pages include, each scanned once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::Candidates;
use crate::include::lines::FileLines;
use crate::source::{Included, Sources, published};

pub struct IncludedFiles<'a> {
    /// By name, from the book's root.
    pub by_name: BTreeMap<&'a str, IncludedFile<'a>>,
    /// Candidates for a misspelt name.
    pub names: Candidates,
}

/// An included file.
pub enum IncludedFile<'a> {
    Text {
        name: &'a Arc<str>,
        text: &'a str,
        lines: FileLines<'a>,
    },
    /// Why it cannot be included, as the end of a sentence.
    Refused(&'a str),
}

impl<'a> IncludedFiles<'a> {
    pub fn of(sources: &'a Sources) -> IncludedFiles<'a> {
        let by_name: BTreeMap<&str, IncludedFile<'_>> = sources
            .included
            .par_iter()
            .map(|(name, file)| (&**name, IncludedFile::of(name, file)))
            .collect();
        let pages = sources.pages.iter().map(|page| &*page.name);
        let assets = sources.assets.iter().map(|asset| &*asset.name);
        let mut names: Vec<&str> = by_name.keys().copied().chain(pages).chain(assets).collect();
        names.sort_unstable();
        names.dedup();
        let names = Candidates::of(names.into_iter());
        IncludedFiles { by_name, names }
    }
}

impl<'a> IncludedFile<'a> {
    fn of(name: &'a Arc<str>, file: &'a Included) -> IncludedFile<'a> {
        match file {
            _ if published::is_secret(name) => IncludedFile::Refused("is never published"),
            Included::Text(text) => IncludedFile::Text { name, text, lines: FileLines::of(text) },
            Included::Refused(why) => IncludedFile::Refused(why),
        }
    }
}
