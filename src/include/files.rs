//! The files that pages ask for, each looked through once.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::include::lines::Lines;
use crate::source::{Included, Sources};

pub struct Files<'a> {
    /// By name, from the book's root.
    pub by_name: BTreeMap<&'a str, File<'a>>,
    /// What a misspelt name may have meant.
    pub names: Vec<&'a str>,
}

/// A file that pages ask for.
pub enum File<'a> {
    Text {
        name: &'a Arc<str>,
        text: &'a str,
        lines: Lines<'a>,
    },
    /// Why it cannot be included, as the end of a sentence.
    Refused(&'a str),
}

impl<'a> Files<'a> {
    pub fn of(sources: &'a Sources) -> Files<'a> {
        let by_name: BTreeMap<&str, File<'_>> = sources
            .included
            .par_iter()
            .map(|(name, file)| (&**name, File::of(name, file)))
            .collect();
        let pages = sources.pages.iter().map(|page| &*page.name);
        let assets = sources.assets.iter().map(|asset| &*asset.name);
        let mut names: Vec<&str> = by_name.keys().copied().chain(pages).chain(assets).collect();
        names.sort_unstable();
        names.dedup();
        Files { by_name, names }
    }
}

impl<'a> File<'a> {
    fn of(name: &'a Arc<str>, file: &'a Included) -> File<'a> {
        match file {
            Included::Text(text) => File::Text { name, text, lines: Lines::of(text) },
            Included::Refused(why) => File::Refused(why),
        }
    }
}
