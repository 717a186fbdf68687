//! The settings files of other tools: a book's title, content folder and list of contents.
//!
//! One table says which function reads which files. All of them give the same [`Settings`], so that
//! the rest of the program does not know the tools. Settings that mean nothing here are left out in
//! silence; a file that is not read is named once.

pub mod folder;
mod gitbook;
mod hugo;
mod jekyll;
mod mkdocs;
mod notes;
mod quarto;
mod scripts;
mod value;

use crate::formats::writing::{FileNames, LineEnds, RelativeLinks, Writing};
use crate::source::SourceFile;

/// What settings files say about a book.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    /// The address, or the path of it, at which the tool publishes the book.
    pub address: Option<String>,
    /// The content folder, from the book's folder.
    pub src: Option<String>,
    pub repository_url: Option<String>,
    pub edit_url_template: Option<String>,
    /// The path of the book's `SUMMARY.md`, if it has another name.
    pub summary: Option<String>,
    pub chapter_numbers: ChapterNumbers,
    pub nav: Option<Nav>,
    pub writing: Option<Writing>,
    pub relative_links: RelativeLinks,
    /// What is not read, for the person who builds.
    pub notes: Vec<String>,
}

/// Whether the tool numbers the chapters of a `SUMMARY.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ChapterNumbers {
    #[default]
    Shown,
    Hidden,
}

/// A list of contents in a settings file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nav {
    /// The name of the file.
    pub file: std::sync::Arc<str>,
    pub items: Vec<NavItem>,
}

/// A line of such a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    pub depth: usize,
    /// Empty if the page's own title is the label.
    pub label: String,
    pub target: NavTarget,
}

/// What a line of a list of contents leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavTarget {
    /// The path of a page, as it is written.
    Page(String),
    /// An address of another site.
    Link(String),
    /// Nothing: it is a heading.
    Section,
}

impl NavTarget {
    /// Reads a destination as a list of contents writes it.
    pub fn of(dest: &str) -> NavTarget {
        let is_link =
            ["https://", "http://", "mailto:"].iter().any(|start| dest.starts_with(start));
        match () {
            _ if is_link => NavTarget::Link(dest.to_owned()),
            _ if dest.contains("://") || dest.is_empty() => NavTarget::Section,
            // Docsify's addresses on the page start with a fragment.
            () => NavTarget::Page(dest.trim_start_matches("#/").to_owned()),
        }
    }
}

/// A reader of settings. `None` if the file has another purpose.
type Reader = fn(&SourceFile) -> Option<Settings>;

/// The readers, by how the names of their files start. The first one that fits reads a file.
const READERS: &[(&str, Reader)] = &[
    ("mkdocs.", mkdocs::read),
    ("hugo.", hugo::read),
    ("config/_default/", hugo::read),
    ("config.", hugo::read_if_its_own),
    ("_config.", jekyll::read),
    (".gitbook", gitbook::read),
    ("_quarto.", quarto::read),
    (".obsidian/", notes::obsidian),
    ("logseq/", notes::logseq),
    ("docusaurus.", scripts::read),
    ("astro.", scripts::read),
    ("sidebars.", scripts::read),
    (".v", scripts::read),
    ("docs/.v", scripts::read),
    ("antora", scripts::read),
];

/// Whether a file with the name of settings holds settings.
pub fn is_settings(file: &SourceFile) -> bool {
    read(file).is_some()
}

fn read(file: &SourceFile) -> Option<Settings> {
    let (_, read) = READERS.iter().find(|(start, _)| file.name.starts_with(start))?;
    read(file)
}

impl Settings {
    /// What all settings files of a book say. Of two that say the same, the first wins.
    pub fn of(files: &[SourceFile]) -> Settings {
        let mut all = Settings::default();
        for file in files {
            if let Some(more) = read(file) {
                all.add(more);
            }
        }
        all
    }

    /// Settings of a file that cannot be read.
    fn unreadable(file: &SourceFile, why: &str) -> Settings {
        Settings { notes: vec![format!("{} is not read: {why}", file.name)], ..Settings::default() }
    }

    fn add(&mut self, more: Settings) {
        let fill = |now: &mut Option<String>, more: Option<String>| {
            *now = now.take().or(more);
        };
        fill(&mut self.title, more.title);
        fill(&mut self.description, more.description);
        fill(&mut self.language, more.language);
        fill(&mut self.address, more.address);
        fill(&mut self.src, more.src);
        fill(&mut self.repository_url, more.repository_url);
        fill(&mut self.edit_url_template, more.edit_url_template);
        fill(&mut self.summary, more.summary);
        if self.authors.is_empty() {
            self.authors = more.authors;
        }
        if more.chapter_numbers == ChapterNumbers::Hidden {
            self.chapter_numbers = ChapterNumbers::Hidden;
        }
        if more.relative_links == RelativeLinks::FromAddress {
            self.relative_links = RelativeLinks::FromAddress;
        }
        self.nav = self.nav.take().or(more.nav);
        self.writing = self.writing.or(more.writing);
        self.notes.extend(more.notes);
    }
}
