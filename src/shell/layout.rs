//! Where the parts of a book are on disk, and what they are called.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::Config;
use crate::source::{SUMMARY, SourceFile};

/// Where the parts of a book are on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    pub root: PathBuf,
    pub content: PathBuf,
    /// Where `build` publishes unless it is told otherwise.
    pub out: PathBuf,
    pub book: BookFile,
}

/// Whether a folder says that it is a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BookFile {
    Present,
    Absent,
}

impl Layout {
    /// Where a book's parts are, by what its settings and its folders say.
    pub fn of(root: &Path, config: &Config, book: Option<&SourceFile>) -> Layout {
        let book = if book.is_some() { BookFile::Present } else { BookFile::Absent };
        let by_summary = || book == BookFile::Present && root.join("src").join(SUMMARY).is_file();
        let content = match &config.src {
            Some(src) => root.join(src),
            None if root.join("content").is_dir() => root.join("content"),
            None if by_summary() => root.join("src"),
            None => root.to_owned(),
        };
        Layout { root: root.to_owned(), content, out: root.join(&config.build_dir), book }
    }

    /// The folders whose files are inputs.
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

    /// A path as a person names it: from the book's root.
    pub fn name(&self, path: &Path) -> Arc<str> {
        below(path, &self.root)
    }

    /// What a rebuild depends on, whether it is there or not.
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut watched = vec![self.content.clone(), self.root.join("book.toml")];
        watched.extend(self.own_folders());
        watched
    }
}

/// A path from a folder above it, with `/` between its parts.
pub fn below(path: &Path, folder: &Path) -> Arc<str> {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/").into()
}
