//! All inputs of a build, as one value.
//!
//! `Sources` is filled by the shell from disk, or by a test from one string, and never changes
//! afterwards. The core reads texts and today's date from it, not from the machine. Texts have `\n`
//! line ends and no byte order mark, so that bytes and positions are the same on all systems.

mod decode;
pub mod exported;
pub mod names;
pub mod natural;
pub mod origins;
pub mod outside;
pub mod parts;
pub mod pixels;
pub mod positions;
pub mod published;
pub mod settings_files;
pub mod site_folders;
pub mod spelled;

pub use decode::{decode, decode_page};

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::Diagnostic;
use crate::source::pixels::Pixels;

/// The file with the order of the book.
pub const SUMMARY: &str = "SUMMARY.md";

/// The inputs of one build.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The name of the book's folder, if it has one.
    pub folder: Option<Arc<str>>,
    /// `book.toml`, if there is one.
    pub book: Option<SourceFile>,
    /// The settings files of other tools in the book's folder, in the order of their precedence.
    pub settings: Vec<SourceFile>,
    /// Those in the content folder, sorted by path.
    pub content_settings: Vec<SourceFile>,
    /// `SUMMARY.md` of the content folder, if there is one.
    pub summary: Option<SourceFile>,
    /// Every file that may be an entry, sorted by path.
    pub pages: Vec<SourceFile>,
    /// The tables of databases of Notion, sorted by path. They are files as well.
    pub tables: Vec<SourceFile>,
    /// All other files below the content folder, published unchanged, sorted by path.
    pub assets: Vec<Asset>,
    /// The book's own templates, by path below `templates/`.
    pub templates: Vec<SourceFile>,
    /// The book's own theme files, by path below `assets/`.
    pub theme: Vec<Asset>,
    /// The git history of each page, by path from the content folder.
    pub commits: Arc<BTreeMap<String, Commits>>,
    /// Whether the folder is an Obsidian vault, where every `#word` is a tag.
    pub vault: Vault,
    /// The day of the build, given by the shell.
    pub today: Date,
    /// Included files, and the styles of book.toml, by name from the book's root.
    pub included: BTreeMap<Arc<str>, Included>,
    /// The names of those that do not exist.
    pub missing: BTreeSet<Arc<str>>,
    /// The paths in each page that lead out of the content folder, as paths from there, by the path
    /// of the page. Most pages have none.
    pub leaving: BTreeMap<Arc<str>, Vec<String>>,
    /// Those of them that exist.
    pub outside: BTreeSet<String>,
    /// Folders with a leading dot that no page names.
    pub unread: BTreeSet<Arc<str>>,
    /// Notes for the person who builds; not content errors.
    pub notes: Vec<String>,
    /// Files that could not be read as text.
    pub diagnostics: Vec<Diagnostic>,
}

/// A text file that pages or book.toml refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Included {
    Text(Arc<str>),
    /// Why it cannot be included, as the end of a sentence.
    Refused(String),
}

/// Whether a book is an Obsidian vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Vault {
    Yes,
    #[default]
    No,
}

/// The folder in which Obsidian keeps a vault's settings.
pub const VAULT_SETTINGS: &str = ".obsidian";

/// One text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    /// Path from the book's root with `/` separators: the displayed name.
    pub name: Arc<str>,
    /// Path from the folder of this kind of file; routes are made from it.
    pub path: Arc<str>,
    pub text: Arc<str>,
    pub state: FileState,
}

/// Whether a text is that of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileState {
    #[default]
    Read,
    /// It could not be read, and is empty.
    Unreadable,
}

/// A file that is published unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    pub name: Arc<str>,
    pub path: Arc<str>,
    pub folder: AssetFolder,
    pub content: Blob,
    /// The size of an image.
    pub pixels: Option<Pixels>,
}

/// Where a file that is published unchanged comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AssetFolder {
    #[default]
    Content,
    /// A folder such as `static/`, whose files are at the root of the site.
    Served,
    /// None: it is made from the text of a page, and published if a page shows it.
    Made,
}

/// Bytes in memory, or a path on disk for files that may be large.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    Bytes(Arc<Vec<u8>>),
    File(PathBuf),
}

/// The git history of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commits {
    /// The day of the last commit.
    pub changed: Date,
    /// Its author, never as an e-mail address; may be empty.
    pub by: String,
    /// The day of the first commit, across renames.
    pub created: Date,
}

impl From<String> for Blob {
    fn from(text: String) -> Self {
        Blob::Bytes(text.into_bytes().into())
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Self {
        Blob::Bytes(bytes.into())
    }
}

impl From<&str> for Blob {
    fn from(text: &str) -> Self {
        Blob::Bytes(text.as_bytes().to_vec().into())
    }
}

impl SourceFile {
    /// A file that was read.
    pub fn new(name: Arc<str>, path: Arc<str>, text: Arc<str>) -> SourceFile {
        SourceFile { name, path, text, state: FileState::Read }
    }
}

impl Sources {
    /// The text of a file by its name in diagnostics.
    pub fn text(&self, name: &str) -> Option<&str> {
        // Most texts are pages, whose names are sorted because they are in one folder.
        let page = self.pages.binary_search_by(|page| (*page.name).cmp(name));
        let file = match page {
            Ok(index) => self.pages.get(index),
            Err(_) => self.files().find(|file| &*file.name == name),
        };
        file.map(|file| &*file.text).or_else(|| match self.included.get(name)? {
            Included::Text(text) => Some(&**text),
            Included::Refused(_) => None,
        })
    }

    /// Every text file.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        let settings = self.settings.iter().chain(&self.content_settings);
        self.book
            .iter()
            .chain(&self.summary)
            .chain(&self.pages)
            .chain(&self.templates)
            .chain(settings)
    }

    /// Reads one string as a book, with files separated by `-- path --` lines.
    ///
    /// `book.toml`, `content/…`, `templates/…` and `assets/…` are treated as by the shell. Text
    /// before the first separator is ignored.
    pub fn from_fixture(fixture: &str) -> Sources {
        let mut sources = Sources { today: jiff::civil::date(2026, 11, 21), ..Sources::default() };
        for (name, text) in split_fixture(fixture) {
            sources.included.insert(name.into(), Included::Text(text.as_str().into()));
            let file = |prefix: &str| SourceFile {
                name: name.into(),
                path: name.strip_prefix(prefix).unwrap_or(name).into(),
                text: text.as_str().into(),
                state: FileState::Read,
            };
            let asset = |prefix: &str| {
                let SourceFile { name, path, text, .. } = file(prefix);
                let (folder, content) = (AssetFolder::Content, Blob::from(&*text));
                let pixels = Pixels::of(&path, text.as_bytes());
                Asset { name, path, folder, content, pixels }
            };
            match name.split_once('/') {
                Some(("templates", _)) => sources.templates.push(file("templates/")),
                Some(("assets", _)) => sources.theme.push(asset("assets/")),
                Some((VAULT_SETTINGS, _)) => {
                    sources.vault = Vault::Yes;
                    sources.settings.extend(settings_files::is_of_book(name).then(|| file("")));
                }
                None if name == "book.toml" => sources.book = Some(file("")),
                _ if settings_files::is_of_book(name) => sources.settings.push(file("")),
                _ if settings_files::is_of_content(name) => {
                    sources.content_settings.push(file("content/"));
                }
                _ if file("content/").path.as_ref() == SUMMARY => {
                    sources.summary = Some(file("content/"));
                }
                _ if may_be_page(name, &text) => sources.pages.push(file("content/")),
                _ if settings_files::may_be_template(name)
                    && settings_files::is_template(text.as_bytes()) => {}
                _ => {
                    if exported::is_table(name) {
                        sources.tables.push(file("content/"));
                    }
                    sources.assets.push(asset("content/"));
                }
            }
        }
        parts::leave_out(&mut sources.pages, &sources.settings);
        published::serve_at_root(&sources.pages, &mut sources.assets);
        sources.sort();
        sources
    }

    /// Sorts all lists, so that output is deterministic.
    pub fn sort(&mut self) {
        self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        self.assets.sort_by(|a, b| a.path.cmp(&b.path));
        self.tables.sort_by(|a, b| a.path.cmp(&b.path));
        self.content_settings.sort_by(|a, b| a.path.cmp(&b.path));
        let place = |name: &str| settings_files::OF_BOOK.iter().position(|known| *known == name);
        self.settings.sort_by_key(|file| place(&file.name));
        self.templates.sort_by(|a, b| a.path.cmp(&b.path));
        self.theme.sort_by(|a, b| a.path.cmp(&b.path));
    }
}

/// The files of a fixture, in order, as `(name, text)`.
pub fn split_fixture(fixture: &str) -> Vec<(&str, String)> {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in fixture.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (name, files.last_mut()) {
            (Some(name), _) => files.push((name, String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => {}
        }
    }
    files
}

/// The extensions of markdown, in lower case.
pub const MARKDOWN: &[&str] = &["md", "markdown", "mdx", "mdown", "mkd", "qmd", "rmd"];

/// Whether a file is an entry: markdown by extension, or a `.txt` with the start of an entry.
pub fn may_be_page(name: &str, text: &str) -> bool {
    let name = strip_ending(name, "erb").unwrap_or(name);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some(extension) if MARKDOWN.contains(&extension) => true,
        Some("txt") if !settings_files::is_for_programs(name) => {
            let first = text.lines().next().unwrap_or("").trim_end();
            first == "---" || is_heading(first) || starts_transcript(text)
        }
        _ => false,
    }
}

fn is_heading(line: &str) -> bool {
    let level = line.bytes().take_while(|b| *b == b'#').count();
    (1..=6).contains(&level) && line[level..].starts_with(' ')
}

/// The folder of a path, without a trailing `/`; empty for a path without folders.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The last part of a path.
pub fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// A text that starts with a capital letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The last part of a path, without its extension; that of a page with two, as `x.html.md`, without
/// both.
pub fn stem(path: &str) -> &str {
    let name = file_name(path);
    let page = without_page_ending(name);
    if page.len() < name.len() {
        return page;
    }
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A path without the extensions of a page: `.md`, `.markdown` or `.txt`, perhaps with the `.erb` of
/// a template behind it and the `.html` of the finished page before it.
pub fn without_page_ending(path: &str) -> &str {
    let without =
        |path, ending: &str| strip_ending(path, ending).filter(|rest: &&str| !rest.is_empty());
    let page = MARKDOWN.iter().chain(&["txt"]).find_map(|ending| {
        let template = |path| without(path, "erb").and_then(|path| without(path, ending));
        without(path, ending).or_else(|| template(path))
    });
    let Some(page) = page else { return path };
    ["html", "htm"].iter().find_map(|ending| without(page, ending)).unwrap_or(page)
}

fn strip_ending<'a>(path: &'a str, ending: &str) -> Option<&'a str> {
    let (rest, found) = path.rsplit_once('.')?;
    (found.eq_ignore_ascii_case(ending) && !rest.ends_with('/')).then_some(rest)
}

/// Whether a stem is that of a folder page.
pub fn is_folder_page(stem: &str) -> bool {
    stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("readme") || stem == "_index"
}

/// The end of the front matter, where a page's own text starts.
pub fn below_front_matter(text: &str) -> usize {
    let keys = |second: &str| second.split_once(':').is_some_and(|(key, _)| !key.contains(' '));
    let mut lines = text.split_inclusive('\n');
    let is_open = lines.next().is_some_and(|first| first.trim_end() == "---");
    if !is_open || !text.lines().nth(1).is_some_and(keys) {
        return 0;
    }
    let mut at = text.find('\n').map_or(0, |end| end + 1);
    for line in lines {
        at += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            return at;
        }
    }
    0
}

/// Whether a text starts with a transcript's header: chapter, video and time above a rule.
pub fn starts_transcript(text: &str) -> bool {
    let header = text.lines().take(8).take_while(|line| !line.starts_with("===="));
    ["Chapter", "Video:", "Time:"]
        .iter()
        .all(|key| header.clone().any(|line| line.starts_with(key)))
}

/// Line and column of a byte offset, both from 1, the column in characters.
pub fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let offset = floor_boundary(text, offset);
    let line = text[..offset].bytes().filter(|b| *b == b'\n').count() + 1;
    let start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1);
    (line, text[start..offset].chars().count() + 1)
}

/// Clamps a span to `text` and to character boundaries.
pub fn clamp(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor_boundary(text, span.start);
    start..floor_boundary(text, span.end).max(start)
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
