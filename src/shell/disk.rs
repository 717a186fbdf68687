//! A folder on disk -> Sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Context;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use walkdir::{DirEntry, WalkDir};

use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::shell::git;
use crate::source::{Asset, Blob, SUMMARY, SourceFile, Sources, decode, may_be_page};

/// The largest page that is read, in bytes.
const LARGEST_PAGE: u64 = 16 * 1024 * 1024;

/// The file by which fieldbook knows a folder that it wrote.
pub const MANIFEST: &str = ".fieldbook-manifest";

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
    /// The folders whose files are inputs.
    pub fn inputs(&self) -> Vec<PathBuf> {
        let mut inputs = vec![self.root.clone(), self.content.clone()];
        inputs.extend(self.own_folders());
        inputs
    }

    /// The book's own templates and theme, which a bare folder of markdown cannot have.
    fn own_folders(&self) -> Vec<PathBuf> {
        let may_have = self.book == BookFile::Present && self.content != self.root;
        let folders = ["templates", "assets"].iter().filter(|_| may_have);
        folders.map(|name| self.root.join(name)).collect()
    }

    /// What a rebuild depends on, whether it is there or not.
    pub fn watched(&self) -> Vec<PathBuf> {
        let mut watched = vec![self.content.clone(), self.root.join("book.toml")];
        watched.extend(self.own_folders());
        watched
    }
}

/// Whether git is asked when files were last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    Read,
    Unread,
}

/// Finds the parts of the book in a folder, and what is wrong with its settings.
///
/// # Errors
/// When there is no such folder, or its book.toml cannot be read at all.
pub fn find(root: &Path) -> anyhow::Result<(Layout, Vec<Diagnostic>)> {
    let root = open(root)?;
    let mut problems = Vec::new();
    let book = read_book(&root, &mut problems)?;
    let (config, more) = config::parse(book.as_ref());
    problems.extend(more);
    Ok((layout(&root, &config, book.is_some()), problems))
}

/// Reads the book in a folder.
///
/// # Errors
/// When the folder cannot be read at all; a file that cannot be read is a diagnostic.
pub fn read(root: &Path, history: History) -> anyhow::Result<(Layout, Config, Sources)> {
    let root = open(root)?;
    let mut sources = Sources { today: today(), ..Sources::default() };
    sources.book = read_book(&root, &mut sources.diagnostics)?;
    let (config, problems) = config::parse(sources.book.as_ref());
    sources.diagnostics.extend(problems);
    let layout = layout(&root, &config, sources.book.is_some());
    read_content(&layout, &mut sources)?;
    if let [templates, assets] = layout.own_folders().as_slice() {
        read_templates(&layout, templates, &mut sources);
        read_theme(&layout, assets, &mut sources);
    }
    if history == History::Read {
        sources.changed = git::changed(&layout.content);
    }
    sources.sort();
    Ok((layout, config, sources))
}

fn open(root: &Path) -> anyhow::Result<PathBuf> {
    let root = fs::canonicalize(root)
        .with_context(|| format!("there is no folder `{}`", root.display()))?;
    anyhow::ensure!(root.is_dir(), "`{}` is not a folder", root.display());
    Ok(root)
}

fn read_book(root: &Path, problems: &mut Vec<Diagnostic>) -> anyhow::Result<Option<SourceFile>> {
    let path = root.join("book.toml");
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let name: Arc<str> = "book.toml".into();
    Ok(match decode(&name, bytes) {
        Ok(text) => Some(SourceFile { name: name.clone(), path: name, text: text.into() }),
        Err(problem) => {
            problems.push(problem);
            None
        }
    })
}

fn layout(root: &Path, config: &Config, has_book: bool) -> Layout {
    let content = match &config.src {
        Some(src) => root.join(src),
        None if root.join("content").is_dir() => root.join("content"),
        None if has_book && root.join("src").join(SUMMARY).is_file() => root.join("src"),
        None => root.to_owned(),
    };
    let book = if has_book { BookFile::Present } else { BookFile::Absent };
    Layout { root: root.to_owned(), content, out: root.join(&config.build_dir), book }
}

fn read_content(layout: &Layout, sources: &mut Sources) -> anyhow::Result<()> {
    anyhow::ensure!(
        layout.content.is_dir(),
        "there is no content folder `{}`; make it, or set `src` under [book] in book.toml",
        layout.content.display()
    );
    let files = walk(&layout.content, layout, &mut sources.diagnostics);
    let read: Vec<_> = files.into_par_iter().map(|file| read_file(layout, file)).collect();
    for input in read {
        match input {
            Input::Page(page) if &*page.path == SUMMARY => sources.summary = Some(page),
            Input::Page(page) => sources.pages.push(page),
            Input::Asset(asset) => sources.assets.push(asset),
            Input::Problem(problem) => sources.diagnostics.push(problem),
        }
    }
    Ok(())
}

enum Input {
    Page(SourceFile),
    Asset(Asset),
    Problem(Diagnostic),
}

fn read_file(layout: &Layout, file: PathBuf) -> Input {
    let name: Arc<str> = slashes(file.strip_prefix(&layout.root).unwrap_or(&file)).into();
    let path: Arc<str> = slashes(file.strip_prefix(&layout.content).unwrap_or(&file)).into();
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_text =
        ["md", "markdown", "txt"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if !is_text {
        return Input::Asset(Asset { name, path, content: Blob::File(file) });
    }
    let is_markdown = !extension.eq_ignore_ascii_case("txt");
    match fs::metadata(&file) {
        Ok(data) if data.len() > LARGEST_PAGE && is_markdown => {
            let problem = Diagnostic::new(Code::TooLarge, "this page is larger than 16 MiB");
            return Input::Problem(
                problem.at(Place::start_of(&name)).help("split it, or give it another extension"),
            );
        }
        Ok(data) if data.len() > LARGEST_PAGE => {
            return Input::Asset(Asset { name, path, content: Blob::File(file) });
        }
        Ok(_) => {}
        Err(error) => return Input::Problem(unreadable(&name, &error.to_string())),
    }
    let bytes = match fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => return Input::Problem(unreadable(&name, &error.to_string())),
    };
    match decode(&name, bytes) {
        Ok(text) if may_be_page(&path, &text) => {
            Input::Page(SourceFile { name, path, text: text.into() })
        }
        Ok(_) => Input::Asset(Asset { name, path, content: Blob::File(file) }),
        Err(_) if !is_markdown => Input::Asset(Asset { name, path, content: Blob::File(file) }),
        Err(problem) => Input::Problem(problem),
    }
}

fn unreadable(name: &Arc<str>, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, format!("this file cannot be read: {why}"))
        .at(Place::start_of(name))
        .help("check its permissions")
}

fn read_templates(layout: &Layout, folder: &Path, sources: &mut Sources) {
    for file in walk(folder, layout, &mut sources.diagnostics) {
        let name: Arc<str> = slashes(file.strip_prefix(&layout.root).unwrap_or(&file)).into();
        let path: Arc<str> = slashes(file.strip_prefix(folder).unwrap_or(&file)).into();
        match fs::read(&file).map_err(|error| unreadable(&name, &error.to_string())) {
            Ok(bytes) => match decode(&name, bytes) {
                Ok(text) => {
                    sources.templates.push(SourceFile { name, path, text: text.into() });
                }
                Err(problem) => sources.diagnostics.push(problem),
            },
            Err(problem) => sources.diagnostics.push(problem),
        }
    }
}

fn read_theme(layout: &Layout, folder: &Path, sources: &mut Sources) {
    for file in walk(folder, layout, &mut sources.diagnostics) {
        let name: Arc<str> = slashes(file.strip_prefix(&layout.root).unwrap_or(&file)).into();
        let path: Arc<str> = slashes(file.strip_prefix(folder).unwrap_or(&file)).into();
        match fs::read(&file) {
            Ok(bytes) => {
                let content = Blob::Bytes(bytes.into());
                sources.theme.push(Asset { name, path, content });
            }
            Err(error) => sources.diagnostics.push(unreadable(&name, &error.to_string())),
        }
    }
}

/// The regular files below a folder, without hidden ones, editors' leavings and built sites.
fn walk(folder: &Path, layout: &Layout, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let wanted = |entry: &DirEntry| entry.depth() == 0 || is_content(entry, layout);
    let mut files = Vec::new();
    // A book need not have templates or a theme of its own.
    if !folder.exists() {
        return files;
    }
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_symlink() => {
                let mut problem =
                    Diagnostic::new(Code::Unreadable, "symbolic links are not followed");
                problem.severity = Severity::Warning;
                let name = shown(entry.path(), layout);
                problems.push(problem.at(Place::start_of(&name)).help("copy the file here"));
            }
            Ok(entry) if entry.file_type().is_file() => match entry.path().to_str() {
                Some(_) => files.push(entry.into_path()),
                None => {
                    let name = shown(entry.path(), layout);
                    let problem =
                        Diagnostic::new(Code::Unreadable, "this file's name is not UTF-8");
                    problems.push(problem.at(Place::start_of(&name)).help("rename it"));
                }
            },
            Ok(_) => {}
            Err(error) => {
                let name = shown(error.path().unwrap_or(folder), layout);
                let why = error.io_error().map(ToString::to_string).unwrap_or_default();
                problems.push(unreadable(&name, &why));
            }
        }
    }
    files
}

fn is_content(entry: &DirEntry, layout: &Layout) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = name.starts_with('.') && name != ".well-known";
    let leavings = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    let foreign = entry.file_type().is_dir()
        && (name == "node_modules"
            || entry.path() == layout.out
            || entry.path().join(MANIFEST).exists());
    let is_book = entry.depth() == 1 && name == "book.toml" && layout.content == layout.root;
    !(hidden || leavings || foreign || is_book)
}

fn shown(path: &Path, layout: &Layout) -> Arc<str> {
    slashes(path.strip_prefix(&layout.root).unwrap_or(path)).into()
}

fn slashes(path: &Path) -> String {
    let parts = path.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// The day in UTC.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
