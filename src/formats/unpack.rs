//! Pages that are made from files of other tools.

use std::borrow::Cow;

use crate::formats::notion::tables;
use crate::source::Sources;
use crate::words::Words;

/// The inputs of a book with the pages that are made from its files.
pub fn unpack<'a>(sources: &'a Sources, words: &Words) -> Cow<'a, Sources> {
    if sources.tables.is_empty() {
        return Cow::Borrowed(sources);
    }
    let mut unpacked = sources.clone();
    unpacked.pages.extend(tables::pages(sources, &words.table));
    unpacked.pages.sort_by(|a, b| a.path.cmp(&b.path));
    let views = tables::views(&sources.tables);
    unpacked.assets.retain(|asset| !views.contains(&*asset.path));
    Cow::Owned(unpacked)
}
