//! A folder on disk -> Sources: reads all files that a build needs, or again those that changed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::Context;
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::config::{self, Config};
use crate::contents::notes;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::formats::settings::{self, Settings};
use crate::include;
pub use crate::shell::layout::Layout;
use crate::shell::layout::below;
use crate::shell::walk::{Walked, unreadable, walk};
use crate::shell::{beside, git, images, included};
use crate::source::{
    Asset, AssetFolder, Blob, FileState, MARKDOWN, SUMMARY, SourceFile, Sources, VAULT_SETTINGS,
    Vault, decode, decode_page, exported, may_be_page, settings_files,
};

/// The largest page in bytes.
const LARGEST_PAGE: u64 = 16 * 1024 * 1024;

/// The file with the settings of a book.
const BOOK: &str = "book.toml";

/// Whether to ask git for the dates of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum History {
    Read,
    Unread,
}

/// Locates the parts of a book, and reports problems of its settings.
///
/// # Errors
/// When the folder or its book.toml cannot be read.
pub fn find(root: &Path) -> anyhow::Result<(Layout, Vec<Diagnostic>)> {
    let root = open(root)?;
    let mut problems = Vec::new();
    let book = read_book(&root, &mut problems)?;
    let (config, settings, more) = config::of_book(book.as_ref(), &read_settings(&root));
    problems.extend(more);
    Ok((Layout::of(&root, (&config, &settings), book.as_ref()), problems))
}

/// Reads the book in a folder.
///
/// # Errors
/// When the folder cannot be read; unreadable files are diagnostics.
pub fn read(root: &Path, history: History) -> anyhow::Result<(Layout, Config, Sources)> {
    let root = open(root)?;
    let folder = root.file_name().map(|name| name.to_string_lossy().into());
    let mut sources = Sources { folder, today: today(), ..Sources::default() };
    sources.book = read_book(&root, &mut sources.diagnostics)?;
    sources.settings = read_settings(&root);
    let (config, settings, problems) = config::of_book(sources.book.as_ref(), &sources.settings);
    sources.diagnostics.extend(problems);
    let layout = Layout::of(&root, (&config, &settings), sources.book.as_ref());
    let log = (history == History::Read).then(|| ask_git(&layout));
    read_content(&layout, &settings, &mut sources)?;
    beside::read(&layout, &mut sources);
    read_included(&layout, &config, &mut sources);
    if layout.content.join(VAULT_SETTINGS).is_dir() {
        sources.vault = Vault::Yes;
    }
    read_own_folders(&layout, &mut sources);
    if let Some(git::Log { commits, note }) = log.and_then(|log| log.join().ok()) {
        sources.commits = commits.into();
        sources.notes.extend(note);
    }
    sources.sort();
    sources.notes.extend(notes::of(&sources));
    Ok((layout, config, sources))
}

/// Reads files of a book again that changed. `false` if they may have changed more than their
/// texts: then the whole book must be read again.
pub fn read_again(
    layout: &Layout,
    config: &Config,
    sources: &mut Sources,
    changed: &BTreeSet<PathBuf>,
) -> bool {
    sources.today = today();
    let mut has_included = false;
    let mut has_own = false;
    for file in changed {
        let name = layout.name(file);
        if &*name == BOOK || settings_files::is_of_book(&name) {
            return false;
        }
        let is_included = sources.included.contains_key(&name) || sources.missing.contains(&name);
        has_included |= is_included;
        if layout.own_folders().iter().any(|folder| file.starts_with(folder)) {
            has_own = true;
        } else if file.starts_with(&layout.content) {
            let Some(page) = read_page_again(layout, sources, file) else { return false };
            has_included |= page;
        } else if !is_included {
            let asset = sources.assets.iter().find(|asset| asset.name == name);
            if asset.is_none_or(|asset| images::differs(asset, file)) {
                return false;
            }
        }
    }
    if has_own {
        // Problems of templates are not told from those of other files.
        if !sources.diagnostics.is_empty() {
            return false;
        }
        (sources.templates, sources.theme) = Default::default();
        read_own_folders(layout, sources);
    }
    if has_included {
        read_included(layout, config, sources);
    }
    beside::look_outside(layout, sources);
    sources.sort();
    true
}

/// Reads a file of the content folder again; returns whether it has, or had, include directives.
/// `None` if it is new, gone, or has become another kind of file.
fn read_page_again(layout: &Layout, sources: &mut Sources, file: &Path) -> Option<bool> {
    let (name, path) = (layout.name(file), below(file, &layout.content));
    let known = sources.diagnostics.iter().filter_map(|problem| problem.place.as_ref());
    let is_wrong = known.clone().any(|place| place.file == name);
    let is_file = fs::symlink_metadata(file).is_ok_and(|data| data.is_file());
    if is_wrong || !is_file || &*path == SUMMARY {
        return None;
    }
    let Ok(index) = sources.pages.binary_search_by(|page| page.path.cmp(&path)) else {
        // Assets are read when they are published, but a text may become a page.
        let asset = sources.assets.iter().find(|asset| asset.name == name);
        let may_differ = path.to_ascii_lowercase().ends_with(".txt")
            || exported::is_table(&path)
            || is_foreign_template(file, &path);
        let stays = asset.is_some_and(|asset| !may_differ && !images::differs(asset, file));
        return stays.then_some(false);
    };
    let Input::Page(page, None) = read_file(layout, file.to_owned()) else { return None };
    if beside::names_unread(sources, &page) {
        return None;
    }
    beside::read_leaving(sources, &page);
    let was = &mut sources.pages[index];
    let asks = include::has_directives(&was.text) || include::has_directives(&page.text);
    // A text that is the same stays the same in memory, which says so to all later steps.
    if was.text != page.text {
        *was = page;
    }
    Some(asks)
}

fn read_included(layout: &Layout, config: &Config, sources: &mut Sources) {
    let files = included::read(&layout.root, &sources.pages, &config.branding.additional_css);
    (sources.included, sources.missing) = (files.found, files.missing);
}

fn read_own_folders(layout: &Layout, sources: &mut Sources) {
    if let [templates, assets] = layout.own_folders().as_slice() {
        read_templates(layout, templates, sources);
        read_theme(layout, assets, sources);
    }
}

/// Asks git while files are read.
fn ask_git(layout: &Layout) -> JoinHandle<git::Log> {
    let content = layout.content.clone();
    thread::spawn(move || git::log(&content))
}

fn open(root: &Path) -> anyhow::Result<PathBuf> {
    let root = fs::canonicalize(root)
        .with_context(|| format!("there is no folder `{}`", root.display()))?;
    anyhow::ensure!(root.is_dir(), "`{}` is not a folder", root.display());
    Ok(root)
}

fn read_book(root: &Path, problems: &mut Vec<Diagnostic>) -> anyhow::Result<Option<SourceFile>> {
    let path = root.join(BOOK);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let name: Arc<str> = BOOK.into();
    Ok(match decode(&name, bytes) {
        Ok(text) => Some(SourceFile::new(name.clone(), name, text.into())),
        Err(mut problem) => {
            (problem.code, problem.severity) =
                (Code::UnreadableConfig, Code::UnreadableConfig.severity());
            problems.push(problem);
            None
        }
    })
}

/// The settings files of other tools. What cannot be read is none.
fn read_settings(root: &Path) -> Vec<SourceFile> {
    let read = |name: &&'static str| {
        let (path, name): (PathBuf, Arc<str>) = (root.join(name), (*name).into());
        let text = match name.ends_with('/') {
            true => path.is_dir().then(String::new)?,
            false => decode(&name, read_bytes(&path, LARGEST_PAGE).ok()??).ok()?,
        };
        let file = SourceFile::new(name.clone(), name, text.into());
        settings::is_settings(&file).then_some(file)
    };
    settings_files::OF_BOOK.iter().filter_map(read).collect()
}

fn read_content(layout: &Layout, settings: &Settings, sources: &mut Sources) -> anyhow::Result<()> {
    anyhow::ensure!(
        layout.content.is_dir(),
        "there is no content folder `{}`; make it, or set `src` under [book] in book.toml",
        layout.content.display()
    );
    let Walked { files, hidden, versions } =
        walk(&layout.content, layout, &mut sources.diagnostics);
    sources.unread = hidden.iter().map(|folder| below(folder, &layout.content)).collect();
    let read: Vec<_> = files.into_par_iter().map(|file| read_file(layout, file)).collect();
    let summary = settings.summary.as_deref().unwrap_or(SUMMARY);
    let mut templates = Vec::new();
    for input in read {
        match input {
            Input::Page(page, problem) => {
                sources.diagnostics.extend(problem);
                match &*page.path {
                    path if path == summary => sources.summary = Some(page),
                    _ => sources.pages.push(page),
                }
            }
            Input::Asset(asset) if sources.settings.iter().any(|it| it.name == asset.name) => {}
            Input::Asset(asset) => sources.assets.push(asset),
            Input::Table(table, asset) => {
                sources.tables.push(table);
                sources.assets.push(asset);
            }
            Input::Settings(file) => sources.content_settings.push(file),
            Input::Template(name) => templates.push(name),
        }
    }
    sources.notes.extend(settings_files::templates_note(&templates));
    let versions: Vec<_> = versions.iter().map(|folder| layout.name(folder)).collect();
    sources.notes.extend(settings_files::versions_note(&versions));
    Ok(())
}

enum Input {
    /// A page, and what is wrong with its bytes.
    Page(SourceFile, Option<Diagnostic>),
    Asset(Asset),
    /// A database of Notion.
    Table(SourceFile, Asset),
    /// Of another tool, for a folder or for the navigation.
    Settings(SourceFile),
    /// Of another tool.
    Template(Arc<str>),
}

fn read_file(layout: &Layout, file: PathBuf) -> Input {
    let (name, path) = (layout.name(&file), below(&file, &layout.content));
    let bare = path.strip_suffix(".erb").unwrap_or(&path);
    let extension = bare.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_text =
        MARKDOWN.iter().chain(&["txt"]).any(|known| extension.eq_ignore_ascii_case(known));
    let is_settings = settings_files::is_of_content(&path);
    if !is_text && !is_settings {
        if is_foreign_template(&file, &path) {
            return Input::Template(name);
        }
        return read_table(name, path, file);
    }
    let is_markdown = !extension.eq_ignore_ascii_case("txt");
    let text = match read_bytes(&file, LARGEST_PAGE) {
        Ok(Some(bytes)) => decode_page(&name, bytes),
        Ok(None) => Err(too_large(&name)),
        Err(error) => Err(unreadable(&name, &error.to_string())),
    };
    match text {
        Ok((text, _)) if is_settings => Input::Settings(SourceFile::new(name, path, text.into())),
        Ok((text, problem)) if may_be_page(&path, &text) => {
            Input::Page(SourceFile::new(name, path, text.into()), problem)
        }
        // The page says that its text could not be read.
        Err(problem) if is_markdown => {
            let (text, state) = ("".into(), FileState::Unreadable);
            Input::Page(SourceFile { name, path, text, state }, Some(problem))
        }
        _ => Input::Asset(file_asset(name, path, file)),
    }
}

/// A file that is no text, or the table of a database, whose text is read.
fn read_table(name: Arc<str>, path: Arc<str>, file: PathBuf) -> Input {
    let bytes = exported::is_table(&path).then(|| read_bytes(&file, LARGEST_PAGE).ok()).flatten();
    let asset = file_asset(name.clone(), path.clone(), file);
    match bytes.flatten().map(|bytes| decode(&name, bytes)) {
        Some(Ok(text)) => Input::Table(SourceFile::new(name, path, text.into()), asset),
        _ => Input::Asset(asset),
    }
}

/// Whether a file is a template of another tool; not if it cannot be read.
fn is_foreign_template(file: &Path, path: &str) -> bool {
    if !settings_files::may_be_template(path) {
        return false;
    }
    let mut start = Vec::new();
    let read = File::open(file).and_then(|file| file.take(8).read_to_end(&mut start));
    read.is_ok() && settings_files::is_template(&start)
}

fn file_asset(name: Arc<str>, path: Arc<str>, file: PathBuf) -> Asset {
    let pixels = images::size(&path, &file);
    Asset { name, path, folder: AssetFolder::Content, content: Blob::File(file), pixels }
}

/// The bytes of a file, or `None` if they are more than `most`.
///
/// The size at the start counts, which saves asking for the end of the file.
fn read_bytes(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > most {
        return Ok(None);
    }
    let mut bytes = vec![0; usize::try_from(size).map_err(io::Error::other)?];
    let mut read = 0;
    while read < bytes.len() {
        match file.read(&mut bytes[read..]) {
            Ok(0) => break,
            Ok(more) => read += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(read);
    Ok(Some(bytes))
}

fn too_large(name: &Arc<str>) -> Diagnostic {
    Diagnostic::new(Code::TooLarge, "this page is larger than 16 MiB")
        .at(Place::start_of(name))
        .help("split it, or give it another extension")
}

fn read_templates(layout: &Layout, folder: &Path, sources: &mut Sources) {
    for file in walk(folder, layout, &mut sources.diagnostics).files {
        let (name, path) = (layout.name(&file), below(&file, folder));
        let bytes = fs::read(&file).map_err(|error| unreadable(&name, &error.to_string()));
        match bytes.and_then(|bytes| decode(&name, bytes)) {
            Ok(text) => sources.templates.push(SourceFile::new(name, path, text.into())),
            Err(problem) => sources.diagnostics.push(problem),
        }
    }
}

fn read_theme(layout: &Layout, folder: &Path, sources: &mut Sources) {
    for file in walk(folder, layout, &mut sources.diagnostics).files {
        let (name, path) = (layout.name(&file), below(&file, folder));
        match fs::read(&file) {
            Ok(bytes) => {
                let content = Blob::Bytes(bytes.into());
                let folder = AssetFolder::Content;
                sources.theme.push(Asset { name, path, folder, content, pixels: None });
            }
            Err(error) => sources.diagnostics.push(unreadable(&name, &error.to_string())),
        }
    }
}

/// Today in UTC.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
