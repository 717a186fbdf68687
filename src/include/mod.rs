//! Sources -> Pages: replaces include directives by the included text.
//!
//! Works on text: an include may be in a paragraph, a quote or a code block, and the included text
//! is parsed as part of the page. Paths are relative to the including file and cannot leave the
//! book. A directive that fails stays as text. Deliberately absent: conditions, variables, and
//! anything that would run a program.

pub mod directive;
mod files;
mod foreign;
mod lines;
mod writer;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::contents::Contents;
use crate::diagnostic::Diagnostic;
use crate::formats::holds;
use crate::include::directive::{IncludeForm, SNIPPET, What, find};
use crate::include::files::IncludedFiles;
use crate::include::writer::IncludeWriter;
use crate::source::origins::Origins;
use crate::source::{Included, SourceFile, Sources, folder_of};

/// The limit for the included bytes of one page, and for the size of an included file.
pub const MOST: usize = 4 * 1024 * 1024;

/// The folder in which GitBook keeps files of its own, parts of pages among them.
pub const GITBOOK: &str = ".gitbook";

/// The pages of a book after includes.
#[derive(Debug, Clone)]
pub struct Pages<'a> {
    /// Sorted by path.
    pub files: Cow<'a, [SourceFile]>,
    /// Titles set by `{{#title …}}`, by path.
    pub titles: BTreeMap<Arc<str>, String>,
    /// Their order and names from outside.
    pub contents: Arc<Contents>,
    /// The name of the book's folder.
    pub folder: Option<Arc<str>>,
    /// Maps text of pages with includes to its source files.
    pub origins: Origins,
    pub diagnostics: Vec<Diagnostic>,
}

impl Pages<'_> {
    /// The pages without expanding includes, for commands that edit them.
    pub fn as_written(sources: &Sources) -> Pages<'_> {
        Pages {
            files: Cow::Borrowed(&sources.pages),
            titles: BTreeMap::new(),
            contents: Contents::of(sources).into(),
            folder: sources.folder.clone(),
            origins: Origins::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// The pages with their includes expanded.
pub fn expand(sources: &Sources) -> Pages<'_> {
    let mut pages = Pages::as_written(sources);
    let asks = |page: &SourceFile| has_directives(&page.text);
    if !sources.pages.par_iter().any(asks) {
        return pages;
    }
    let files = IncludedFiles::of(sources);
    let written: Vec<Option<IncludeWriter<'_>>> = sources
        .pages
        .par_iter()
        .map(|page| asks(page).then(|| IncludeWriter::page(page, &files)))
        .collect();
    for (page, writer) in pages.files.to_mut().iter_mut().zip(written) {
        let Some(writer) = writer else { continue };
        pages.diagnostics.extend(writer.diagnostics);
        pages.titles.extend(writer.title.map(|title| (page.path.clone(), title)));
        if *writer.text != *page.text {
            pages.origins.add_text(page.name.clone(), page.text.clone());
            pages.origins.add_page(page.name.clone(), writer.pieces);
            page.text = writer.text.into();
        }
    }
    for (name, file) in &sources.included {
        if let Included::Text(text) = file {
            pages.origins.add_text(name.clone(), text.clone());
        }
    }
    pages
}

/// Whether a text may have directives.
pub fn has_directives(text: &str) -> bool {
    holds(text, "{{") || holds(text, SNIPPET) || foreign::may_hold(text)
}

/// The names of the files that a text includes, without forbidden ones.
pub fn wanted(name: &str, text: &str) -> Vec<String> {
    let paths = find(text).into_iter().flat_map(|directive| match directive.what {
        What::Include { path, shape, .. } => candidates(name, &text[path], shape),
        _ => Vec::new(),
    });
    paths.flatten().collect()
}

/// The files that a directive in the file `from` may mean, the first that exists is included.
pub fn candidates(from: &str, path: &str, shape: IncludeForm) -> Vec<Result<String, &'static str>> {
    match shape {
        IncludeForm::Snippet => vec![locate("", path), locate(from, path)],
        IncludeForm::Found => around(from, path),
        IncludeForm::Code if path.starts_with("@/") => around(from, path),
        _ => vec![locate(from, path)],
    }
}

/// A path in the folder of a file and in each around it, and in the folder of Hugo's assets.
fn around(from: &str, path: &str) -> Vec<Result<String, &'static str>> {
    let below = path.strip_prefix("@/").unwrap_or(path).trim_start_matches('/');
    let mut found = vec![locate(from, below)];
    let folders = folder_of(from).rmatch_indices('/').map(|(slash, _)| &from[..=slash]);
    found.extend(folders.chain(["", "assets/"]).map(|folder| locate(folder, below)));
    found
}

/// Resolves an include path in the file `from`, or says why it may not be read.
pub fn locate(from: &str, path: &str) -> Result<String, &'static str> {
    let outside = "is outside of the book's folder";
    if path.starts_with('/') || path.contains(['\\', ':']) {
        return Err(outside);
    }
    let mut parts: Vec<&str> = folder_of(from).split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop().ok_or(outside)?),
            part if part.starts_with('.') && part != GITBOOK => return Err("is hidden"),
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}
