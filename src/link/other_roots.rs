//! Links from a root that is not the content folder: a folder below it or above the page, the
//! address that the book has elsewhere, and the repository of its files.

use crate::link::by_path::{Resolver, file};
use crate::link::route::Route;
use crate::link::written::join;
use crate::link::{Entry, Target};
use crate::source::site_folders::{self, is_language, is_root};
use crate::source::{file_name, folder_of, is_folder_page, without_page_ending};

/// What hosts write before the name of a branch in the address of a file.
const BEFORE_BRANCH: &[&str] = &["blob", "tree", "raw", "edit"];

/// GitBook's folder for files.
const GITBOOK: &str = ".gitbook/";

impl Resolver<'_> {
    /// What a path means that leads to nothing from the page and from the content folder.
    pub(super) fn at_another_root(&self, path: &str, entry: &Entry) -> Option<Target> {
        // Docusaurus has the pages of its next version there.
        if let Some(rest) = path.strip_prefix("/docs/next/") {
            return self.find(&format!("/docs/{rest}"), entry);
        }
        let found = match path.strip_prefix('/') {
            Some("") => None,
            Some(rest) => self
                .below_a_base(rest, entry)
                .or_else(|| self.without_prefix(rest))
                .or_else(|| self.in_the_main_language(rest)),
            None => self.below_a_folder_above(path, entry).or_else(|| self.without_prefix(path)),
        };
        found.or_else(|| self.in_the_repository(path, entry))
    }

    /// A path from the address that a page has elsewhere, where each page is a folder. The name of a
    /// page's file is no address.
    pub(super) fn below_page(&self, path: &str, entry: &Entry) -> Option<Target> {
        if without_page_ending(path) != path {
            return None;
        }
        let own = without_page_ending(&entry.parsed.path);
        let own = if is_folder_page(file_name(own)) { folder_of(own) } else { own };
        let full = join(own, path)?;
        self.file(&full).or_else(|| self.in_other_capitals(&full))
    }

    /// A path whose root is a folder below the content folder: one that holds the entry, or the
    /// only one with something at the path.
    fn below_a_base(&self, rest: &str, entry: &Entry) -> Option<Target> {
        let below = |base: &str| self.at_root(base, rest);
        let folder = folder_of(&entry.parsed.path);
        let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
        let own = ends.map(|end| &folder[..end]).filter(|base| is_root(file_name(base)));
        if let Some(found) = own.into_iter().find_map(below) {
            return Some(found);
        }
        let bases = site_folders::names().filter(|base| self.has_pages_in(base));
        let mut found = std::iter::once("").chain(bases).filter_map(below);
        match (found.next(), found.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// A path from a root; collections of Jekyll have a `_` before their name.
    fn at_root(&self, base: &str, path: &str) -> Option<Target> {
        let full = join("", &format!("{base}/{path}"))?;
        let collection = || self.file(&join("", &format!("{base}/_{path}"))?);
        self.file(&full)
            .or_else(|| self.in_other_capitals(&full))
            .or_else(collection)
            .or_else(|| self.dated_post(&full))
    }

    /// The address of a post, such as `2026/01/31/title`, whose file is `2026-01-31-title.md`.
    fn dated_post(&self, path: &str) -> Option<Target> {
        let path = path.trim_end_matches('/');
        let mut parts = path.strip_suffix(".html").unwrap_or(path).rsplitn(5, '/');
        let (title, day, month, year) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let is_number = |part: &str, digits: usize| {
            part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_date = is_number(year, 4) && is_number(month, 2) && is_number(day, 2);
        let entry = self.book.names.file(&format!("{year}-{month}-{day}-{title}.md"));
        entry.filter(|_| is_date).map(|entry| Target::Entry { entry, anchor: None })
    }

    /// A path with a `/` from a folder above the page, the nearest first: docsify's links start at
    /// the root, and GitBook's links to files may count folders wrongly.
    fn below_a_folder_above(&self, path: &str, entry: &Entry) -> Option<Target> {
        let path = match path.find(GITBOOK) {
            Some(at) => &path[at..],
            None => path.strip_prefix("./").unwrap_or(path),
        };
        if path.starts_with("../") || !path.trim_end_matches('/').contains('/') {
            return None;
        }
        let mut folder = folder_of(&entry.parsed.path);
        while !folder.is_empty() {
            folder = folder_of(folder);
            let full = join(folder, path)?;
            let found = self.file(&full).or_else(|| self.in_other_capitals(&full));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// A path that starts with the address of the book elsewhere, which is no folder of it: that of
    /// its settings, the name of its folder, a usual name, or a language.
    fn without_prefix(&self, path: &str) -> Option<Target> {
        if let Some(rest) = self.book.base.and_then(|base| path.strip_prefix(base)) {
            let found = rest.strip_prefix('/').and_then(|rest| self.in_the_book(rest));
            if found.is_some() {
                return found;
            }
        }
        let (first, rest) = path.split_once('/')?;
        let is_own = self.book.folder.is_some_and(|folder| folder.eq_ignore_ascii_case(first));
        let is_prefix = is_own || is_root(first) || self.is_in_our_language(first);
        if is_prefix && !self.has_pages_in(first) { self.in_the_book(rest) } else { None }
    }

    /// Whether a name is one of the book's language, which its settings or its folder's name tell.
    fn is_in_our_language(&self, name: &str) -> bool {
        let language = |tag: &str| tag.split(['-', '_']).next().map(str::to_ascii_lowercase);
        let own =
            self.book.folder.into_iter().flat_map(|folder| folder.split(['-', '_', '.', '+']));
        let mut known = own.chain([self.book.language]);
        is_language(name) && known.any(|known| language(known) == language(name))
    }

    /// A page that is not translated: tools show the one in the main language at its address.
    fn in_the_main_language(&self, path: &str) -> Option<Target> {
        let (first, rest) = path.split_once('/')?;
        if rest.is_empty() || !is_language(first) || !self.has_pages_in(first) {
            return None;
        }
        let of = |folder: &str| self.file(&join(folder, rest)?);
        of("").or_else(|| of("en").filter(|_| first != "en"))
    }

    /// The address of a file at its host, as `blob/BRANCH/PATH`.
    fn in_the_repository(&self, path: &str, entry: &Entry) -> Option<Target> {
        let mut parts = path.split('/');
        parts.find(|part| BEFORE_BRANCH.contains(part))?;
        parts.next()?;
        let path = join("", &parts.collect::<Vec<_>>().join("/"))?;
        let parsed = &entry.parsed;
        let content = parsed.name.strip_suffix(&*parsed.path).unwrap_or("");
        let below = path.strip_prefix(content).unwrap_or(&path);
        if below.is_empty() { None } else { self.file(below) }
    }

    fn in_the_book(&self, path: &str) -> Option<Target> {
        let full = join("", path)?;
        match full.as_str() {
            "" => self.at_route(&Route::home()),
            path => self.at_root("", path).or_else(|| self.book.names.file_at(path).map(file)),
        }
    }

    /// Whether the book has pages in a folder of the content folder.
    fn has_pages_in(&self, folder: &str) -> bool {
        let start = format!("{folder}/");
        let first = self.book.entries.partition_point(|entry| *entry.parsed.path < *start);
        self.book.entries.get(first).is_some_and(|entry| entry.parsed.path.starts_with(&start))
    }
}
