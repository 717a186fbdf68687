//! Markdown files that are no pages: parts of pages of Quarto and Docusaurus, and those that a program
//! made a page of.

use std::collections::BTreeSet;

use crate::source::SourceFile;

/// The endings of markdown whose code cells a program may have run into a file beside it.
const WITH_CELLS: &[&str] = &["qmd", "rmd"];

/// Leaves out what is no page of its own.
pub fn leave_out(pages: &mut Vec<SourceFile>, settings: &[SourceFile]) {
    let has_cells = |page: &SourceFile| {
        let ending = page.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| WITH_CELLS.contains(&ending.as_str()))
    };
    let names = ["_quarto.", "docusaurus.config."];
    let has_parts = settings.iter().any(|file| names.iter().any(|it| file.name.starts_with(it)));
    if !has_parts && !pages.iter().any(has_cells) {
        return;
    }
    let plain: BTreeSet<String> =
        pages.iter().filter_map(|page| page.path.strip_suffix(".md")).map(str::to_owned).collect();
    pages.retain(|page| {
        let stem = page.path.rsplit_once('.').map_or(&*page.path, |(stem, _)| stem);
        let is_made = has_cells(page) && plain.contains(stem);
        let is_part = has_parts && page.path.split('/').any(|name| name.starts_with('_'));
        !is_made && !is_part
    });
}
