//! Lists the content files of a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::shell::layout::Layout;
use crate::shell::publish::MANIFEST;

/// What is below a folder.
#[derive(Debug, Default)]
pub struct Walked {
    /// The regular files, without hidden ones, editors' temporary files and built sites.
    pub files: Vec<PathBuf>,
    /// The folders with a leading dot, which were not looked into.
    pub hidden: Vec<PathBuf>,
    /// The folders of other versions and languages of the book, which were not looked into.
    pub versions: Vec<PathBuf>,
}

/// Lists what is below a folder, if it exists.
pub fn walk(folder: &Path, layout: &Layout, problems: &mut Vec<Diagnostic>) -> Walked {
    let (mut files, mut hidden, mut versions) = (Vec::new(), Vec::new(), Vec::new());
    // Templates and theme are optional.
    if !folder.exists() {
        return Walked::default();
    }
    let wanted = |entry: &DirEntry| {
        let is_wanted = entry.depth() == 0 || is_content(entry, layout);
        if !is_wanted && entry.file_type().is_dir() && is_hidden(entry) {
            hidden.push(entry.path().to_owned());
        } else if is_wanted && entry.depth() > 0 && is_version(entry) {
            versions.push(entry.path().to_owned());
            return false;
        }
        is_wanted
    };
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(wanted) {
        match entry {
            Ok(entry) if entry.file_type().is_symlink() => {
                let mut problem =
                    Diagnostic::new(Code::Unreadable, "symbolic links are not followed");
                problem.severity = Severity::Warning;
                let name = layout.name(entry.path());
                problems.push(problem.at(Place::start_of(&name)).help("copy the file here"));
            }
            Ok(entry) if entry.file_type().is_file() => match entry.path().to_str() {
                Some(_) => files.push(entry.into_path()),
                None => {
                    let name = layout.name(entry.path());
                    let problem =
                        Diagnostic::new(Code::Unreadable, "this file's name is not UTF-8");
                    problems.push(problem.at(Place::start_of(&name)).help("rename it"));
                }
            },
            Ok(_) => {}
            Err(error) => {
                let name = layout.name(error.path().unwrap_or(folder));
                let why = error.io_error().map(ToString::to_string).unwrap_or_default();
                problems.push(unreadable(&name, &why));
            }
        }
    }
    Walked { files, hidden, versions }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

/// Whether this is a folder in which Docusaurus keeps another version or language of a book.
fn is_version(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_named =
        name.starts_with("docusaurus-plugin-content-") || name.ends_with("versioned_docs");
    is_named && entry.file_type().is_dir()
}

fn is_content(entry: &DirEntry, layout: &Layout) -> bool {
    let name = entry.file_name().to_string_lossy();
    let hidden = is_hidden(entry) && name != ".well-known" && name != ".pages";
    let leavings = name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'));
    let foreign = entry.file_type().is_dir()
        && (name == "node_modules"
            || entry.path() == layout.out
            || entry.path().join(MANIFEST).exists());
    let is_book = entry.depth() == 1 && name == "book.toml" && layout.content == layout.root;
    !(hidden || leavings || foreign || is_book)
}

/// A file or folder that could not be read.
pub fn unreadable(name: &Arc<str>, why: &str) -> Diagnostic {
    Diagnostic::new(Code::Unreadable, format!("this file cannot be read: {why}"))
        .at(Place::start_of(name))
        .help("check its permissions")
}
