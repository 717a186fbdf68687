//! The paths and names of a book's parts on disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Config;
use crate::formats::settings::Settings;
use crate::shell::publish::MANIFEST;
use crate::source::{SUMMARY, SourceFile, settings_files, site_folders};

/// The paths of a book's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub root: PathBuf,
    pub content: PathBuf,
    /// The default output folder of `build`.
    pub out: PathBuf,
    pub book: BookFile,
}

/// Whether a folder has a book.toml.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFile {
    Present,
    Absent,
}

impl Layout {
    /// Determines a book's paths from its settings and folders.
    pub fn of(
        root: &Path,
        (config, settings): (&Config, &Settings),
        book: Option<&SourceFile>,
    ) -> Layout {
        let book = if book.is_some() { BookFile::Present } else { BookFile::Absent };
        let by_summary = || book == BookFile::Present && root.join("src").join(SUMMARY).is_file();
        // Another tool's settings name a folder that need not be here.
        let named = settings.src.as_ref().map(|src| root.join(src)).filter(|src| src.is_dir());
        let content = match (&config.src, named) {
            (Some(src), _) => root.join(src),
            (None, Some(src)) => src,
            _ if root.join("content").is_dir() => root.join("content"),
            _ if by_summary() => root.join("src"),
            _ => root.to_owned(),
        };
        let out = match &config.build_dir {
            Some(out) => root.join(out),
            None => free_output(root, &content),
        };
        Layout { root: root.to_owned(), content, out, book }
    }

    /// The folders of input files.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let mut inputs = vec![self.root.clone(), self.content.clone()];
        inputs.extend(self.own_folders());
        inputs
    }

    /// The book's own templates and theme, which a bare folder of markdown cannot have.
    pub fn own_folders(&self) -> Vec<PathBuf> {
        let may_have = self.book == BookFile::Present && self.content != self.root;
        let folders = ["templates", "assets"].iter().filter(|_| may_have);
        folders.map(|name| self.root.join(name)).collect()
    }

    /// Folders outside of the content folder whose files are published at the root of the site. A
    /// site that another tool has built is none.
    pub fn served_folders(&self) -> Vec<PathBuf> {
        let beside = site_folders::served().map(|folder| self.root.join(folder));
        let is_served = |folder: &PathBuf| {
            let is_site = *folder == self.out || folder.join(MANIFEST).exists();
            let is_outside =
                !folder.starts_with(&self.content) && !self.content.starts_with(folder);
            is_outside && folder.is_dir() && !is_site && !folder.join("index.html").exists()
        };
        if self.content == self.root { Vec::new() } else { beside.filter(is_served).collect() }
    }

    /// The displayed name of a path: relative to the book's root.
    pub fn name(&self, path: &Path) -> Arc<str> {
        below(path, &self.root)
    }

    /// The inputs of a rebuild, existing or not.
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut watched = vec![self.content.clone(), self.root.join("book.toml")];
        let settings = settings_files::OF_BOOK.iter().filter(|name| !name.ends_with('/'));
        watched.extend(settings.map(|name| self.root.join(name)));
        watched.extend(self.own_folders());
        watched.extend(self.served_folders());
        watched
    }
}

/// The names of the output folder of a book that does not name one: the first that is not a folder
/// of the book's own pages.
const OUTPUTS: &[&str] = &["book", "site", "_site"];

fn free_output(root: &Path, content: &Path) -> PathBuf {
    let is_own = |out: &PathBuf| {
        content.starts_with(out) || out.starts_with(content) && !is_empty(out) && !is_site(out)
    };
    let mut outputs = OUTPUTS.iter().map(|name| root.join(name));
    outputs.find(|out| !is_own(out)).unwrap_or_else(|| root.join(OUTPUTS[0]))
}

/// Whether fieldbook or mdBook wrote a folder. With several formats, mdBook gives each its own.
fn is_site(folder: &Path) -> bool {
    [MANIFEST, "index.html", "html/index.html"].iter().any(|name| folder.join(name).exists())
}

/// Whether a folder holds nothing but hidden files, or is absent.
fn is_empty(folder: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(folder) else { return true };
    entries
        .all(|entry| entry.is_ok_and(|entry| entry.file_name().to_string_lossy().starts_with('.')))
}

/// A path relative to an ancestor, separated by `/`.
pub fn below(path: &Path, folder: &Path) -> Arc<str> {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/").into()
}
