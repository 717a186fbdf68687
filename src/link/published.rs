//! Which files beside pages are published in a book, by the rules of [`rule`] and what pages name.
//!
//! Pages outside of the build keep their files out as well: those that no other page names, and
//! those in the folder of a page that is alone in it.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::link::route;
use crate::link::written::join;
use crate::parse::Parsed;
use crate::source::published::{Rule, is_for_hosts, rule};
use crate::source::{Asset, AssetFolder, file_name, folder_of, is_folder_page, stem};

/// The files of a book for which it matters whether a page names them.
pub struct Nameable<'a> {
    assets: &'a [Asset],
    /// Indices by the file name as names are compared.
    by_name: HashMap<String, Vec<usize>>,
    /// And by the path.
    by_path: HashMap<String, usize>,
}

/// Which files are published.
#[derive(Debug, Default)]
pub struct Published {
    /// In the order of the assets of the book.
    pub is_published: Vec<bool>,
    /// The names of the others.
    pub left_out: Arc<[Arc<str>]>,
}

impl Published {
    /// Decides for all files of a book; `hidden` are the pages outside of this build.
    pub fn of(assets: &[Asset], pages: &[Arc<Parsed>], hidden: &[Arc<Parsed>]) -> Published {
        let nameable = Nameable::of(assets, hidden);
        let named_by = |pages: &[Arc<Parsed>]| -> BTreeSet<usize> {
            pages.iter().flat_map(|page| nameable.named_by(page)).collect()
        };
        let (named, named_by_hidden) = (named_by(pages), named_by(hidden));
        let (of_html, of_hidden) = (html_folders(assets), hidden_folders(pages, hidden));
        let is_private = |index: usize, asset: &Asset| {
            let with_hidden = || is_below(&asset.path, &of_hidden);
            let with_html = || is_for_hosts(&asset.path) || is_below(&asset.path, &of_html);
            let is_of_hidden = named_by_hidden.contains(&index) || with_hidden();
            is_of_hidden && !named.contains(&index) && !with_html()
        };
        let is_published: Vec<bool> = assets
            .iter()
            .enumerate()
            .map(|(index, asset)| match rule(&asset.path) {
                Rule::Never(_) => false,
                _ if asset.folder == AssetFolder::Made => named.contains(&index),
                _ if !hidden.is_empty() && is_private(index, asset) => false,
                Rule::Always => true,
                _ if asset.folder == AssetFolder::Served => true,
                Rule::WithHtml if is_below(&asset.path, &of_html) => true,
                Rule::WithHtml | Rule::IfNamed => named.contains(&index),
            })
            .collect();
        let left_out = assets
            .iter()
            .zip(&is_published)
            .filter(|(asset, published)| !**published && asset.folder != AssetFolder::Made);
        let left_out = left_out.map(|(asset, _)| asset.name.clone()).collect();
        Published { is_published, left_out }
    }
}

impl<'a> Nameable<'a> {
    /// Indexes the files of a book; `hidden` are the pages outside of this build.
    pub fn of(assets: &'a [Asset], hidden: &[Arc<Parsed>]) -> Nameable<'a> {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_path = HashMap::new();
        let matters = |asset: &Asset| match rule(&asset.path) {
            Rule::IfNamed | Rule::WithHtml => true,
            Rule::Always => !hidden.is_empty() || asset.folder == AssetFolder::Made,
            Rule::Never(_) => false,
        };
        for (index, asset) in assets.iter().enumerate() {
            if matters(asset) {
                by_name.entry(folded(file_name(&asset.path))).or_default().push(index);
                by_path.entry(folded(&asset.path)).or_insert(index);
            }
        }
        Nameable { assets, by_name, by_path }
    }

    /// The files that a page names: by a path, or by the end of one.
    pub fn named_by(&self, page: &Parsed) -> BTreeSet<usize> {
        if self.by_name.is_empty() {
            return BTreeSet::new();
        }
        let folder = folder_of(&page.path);
        page.prose.links.iter().flat_map(|link| self.named(&link.to.dest, folder)).collect()
    }

    fn named(&self, dest: &str, folder: &str) -> Vec<usize> {
        let dest = dest.trim();
        let whole = route::decode(dest).unwrap_or_else(|| dest.to_owned());
        let cut = |path: &str| path.split(['#', '?']).next().unwrap_or("").to_owned();
        let path = route::decode(&cut(dest)).unwrap_or_else(|| cut(dest));
        let mut found: Vec<usize> = self.at(&whole, folder).into_iter().collect();
        if path != whole {
            found.extend(self.at(&path, folder));
        }
        found
    }

    /// The file at a path from the folder of a page, from the root, or else the one whose path ends
    /// so and shares the most folders with the page.
    fn at(&self, path: &str, folder: &str) -> Option<usize> {
        let known = self.by_name.get(&folded(file_name(path)))?;
        let full = |from: &str| self.by_path.get(&folded(&join(from, path)?));
        let exact = [folder, ""].into_iter().find_map(full);
        if let Some(index) = exact {
            return Some(*index);
        }
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
        let end = folded(&parts.collect::<Vec<_>>().join("/"));
        let is_named = |index: &&usize| {
            let asset = folded(&self.assets[**index].path);
            asset.strip_suffix(&end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        let shared = |index: &usize| {
            let parts = self.assets[*index].path.split('/');
            folder.split('/').zip(parts).take_while(|(a, b)| a == b).count()
        };
        let found = known.iter().filter(is_named).copied();
        found.min_by_key(|index| (Reverse(shared(index)), *index))
    }
}

/// The folders of hidden folder pages in which there is no other page.
fn hidden_folders<'a>(pages: &'a [Arc<Parsed>], hidden: &'a [Arc<Parsed>]) -> HashSet<&'a str> {
    if hidden.is_empty() {
        return HashSet::new();
    }
    let mut shown: HashSet<&str> = HashSet::new();
    for page in pages {
        let mut folder = folder_of(&page.path);
        while shown.insert(folder) && !folder.is_empty() {
            folder = folder_of(folder);
        }
    }
    let of_folders = hidden.iter().filter(|page| is_folder_page(stem(&page.path)));
    of_folders.map(|page| folder_of(&page.path)).filter(|folder| !shown.contains(folder)).collect()
}

/// The folders of HTML files.
fn html_folders(assets: &[Asset]) -> HashSet<&str> {
    let is_html = |asset: &&Asset| {
        let name = file_name(&asset.path).to_ascii_lowercase();
        (name.ends_with(".html") || name.ends_with(".htm")) && rule(&asset.path) == Rule::Always
    };
    assets.iter().filter(is_html).map(|asset| folder_of(&asset.path)).collect()
}

/// Whether a file is in one of these folders or below it.
fn is_below(path: &str, folders: &HashSet<&str>) -> bool {
    let mut folder = folder_of(path);
    loop {
        if folders.contains(folder) {
            return true;
        }
        if folder.is_empty() {
            return false;
        }
        folder = folder_of(folder);
    }
}

/// A path without differences in capitals and Unicode normalisation.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfc().flat_map(char::to_lowercase).collect()
}
