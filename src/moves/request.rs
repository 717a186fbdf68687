//! Move requests, and whether they are possible.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::did_you_mean;
use crate::source::{SUMMARY, Sources, file_name, folder_of, without_page_ending};

/// A file or folder and its new place, by paths from the content folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRequest {
    pub from: String,
    pub to: String,
}

/// Why a request is refused, and what to do instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub what: String,
    pub help: Option<String>,
}

impl MoveRequest {
    /// A request as typed: `to` may be an existing folder or end in `/`, and a page keeps its
    /// extension unless another page extension is typed.
    pub fn new(sources: &Sources, from: &str, to: &str) -> MoveRequest {
        let files: Vec<&str> = paths(sources).collect();
        let mut from = from.trim_end_matches('/').to_owned();
        let there = |path: &str| files.iter().any(|file| is_at_or_below(file, path));
        let with_extension = |path: &str| format!("{path}.md");
        if !there(&from) && there(&with_extension(&from)) {
            from = with_extension(&from);
        }
        let bare = to.trim_end_matches('/');
        let is_folder = bare.is_empty()
            || to.ends_with('/')
            || files.iter().any(|file| *file != bare && is_at_or_below(file, bare));
        let mut to = match (is_folder, bare.is_empty()) {
            (true, true) => file_name(&from).to_owned(),
            (true, false) => format!("{bare}/{}", file_name(&from)),
            (false, _) => bare.to_owned(),
        };
        let is_page = sources.pages.iter().any(|page| *page.path == *from);
        let extension = &from[without_page_ending(&from).len()..];
        if is_page && ![".md", ".markdown", extension].iter().any(|known| to.ends_with(known)) {
            to += extension;
        }
        MoveRequest { from, to }
    }
}

/// The new path of each file that the request covers.
///
/// # Errors
/// When there is none, or the new place is taken.
pub fn renames(
    sources: &Sources,
    request: &MoveRequest,
) -> Result<BTreeMap<Arc<str>, Arc<str>>, Refusal> {
    let MoveRequest { from, to } = request;
    let refuse = |what: String, help: Option<String>| Err(Refusal { what, help });
    if from == SUMMARY || to == SUMMARY {
        return refuse(format!("`{SUMMARY}` has its place and its name"), None);
    }
    if from.is_empty() {
        return refuse(
            "the content folder itself cannot be moved".to_owned(),
            Some("set `src` under [book] in book.toml".to_owned()),
        );
    }
    let moved: Vec<&str> = paths(sources).filter(|path| is_at_or_below(path, from)).collect();
    if moved.is_empty() {
        let folders = paths(sources).map(folder_of).filter(|folder| !folder.is_empty());
        let near = did_you_mean(from, paths(sources).chain(folders));
        return refuse(format!("there is no entry, file or folder `{from}`"), near);
    }
    if from == to {
        return refuse(format!("`{from}` is there already"), None);
    }
    if is_at_or_below(to, from) {
        return refuse(format!("`{from}` cannot be moved into itself"), None);
    }
    if let Some(taken) = paths(sources).find(|path| is_at_or_below(path, to)) {
        return refuse(
            format!("`{taken}` is there already"),
            Some("choose another name, or move that one away first".to_owned()),
        );
    }
    let is_bad = |part: &str| {
        part.is_empty()
            || part.starts_with('.')
            || part.contains(|c: char| c.is_control() || "\\:*?\"<>|".contains(c))
    };
    if to.split('/').any(is_bad) {
        return refuse(
            format!("`{to}` cannot be the name of a file of a book"),
            Some("use letters, digits, `-` and `_`".to_owned()),
        );
    }
    let becomes = |path: &str| format!("{to}{}", &path[from.len()..]);
    Ok(moved.into_iter().map(|path| (path.into(), becomes(path).into())).collect())
}

fn paths(sources: &Sources) -> impl Iterator<Item = &str> {
    let pages = sources.pages.iter().chain(&sources.summary).map(|page| &*page.path);
    pages.chain(sources.assets.iter().map(|asset| &*asset.path))
}

fn is_at_or_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
