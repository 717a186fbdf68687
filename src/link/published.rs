//! Which files beside pages are published in a book, by the rules of [`rule`] and what pages name.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::link::route;
use crate::parse::Parsed;
use crate::source::published::{Rule, rule};
use crate::source::{Asset, AssetFolder, file_name, folder_of};

/// The files of a book that are published only if a page names them.
pub struct Nameable<'a> {
    assets: &'a [Asset],
    /// Indices by the file name as names are compared.
    by_name: HashMap<String, Vec<usize>>,
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
    /// Decides for all files of a book.
    pub fn of(assets: &[Asset], pages: &[Arc<Parsed>]) -> Published {
        let nameable = Nameable::of(assets);
        let named: BTreeSet<usize> =
            pages.iter().flat_map(|page| nameable.named_by(page)).collect();
        let of_html = html_folders(assets);
        let is_published: Vec<bool> = assets
            .iter()
            .enumerate()
            .map(|(index, asset)| match rule(&asset.path) {
                Rule::Never(_) => false,
                Rule::Always => true,
                _ if asset.folder == AssetFolder::Served => true,
                Rule::WithHtml if is_below(&asset.path, &of_html) => true,
                Rule::WithHtml | Rule::IfNamed => named.contains(&index),
            })
            .collect();
        let left_out = assets.iter().zip(&is_published).filter(|(_, published)| !**published);
        let left_out = left_out.map(|(asset, _)| asset.name.clone()).collect();
        Published { is_published, left_out }
    }
}

impl<'a> Nameable<'a> {
    /// Indexes the files of a book.
    pub fn of(assets: &'a [Asset]) -> Nameable<'a> {
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, asset) in assets.iter().enumerate() {
            if matches!(rule(&asset.path), Rule::IfNamed | Rule::WithHtml) {
                by_name.entry(folded(file_name(&asset.path))).or_default().push(index);
            }
        }
        Nameable { assets, by_name }
    }

    /// The files that a page names: by a path, or by the end of one.
    pub fn named_by(&self, page: &Parsed) -> BTreeSet<usize> {
        if self.by_name.is_empty() {
            return BTreeSet::new();
        }
        page.prose.links.iter().flat_map(|link| self.named(&link.to.dest)).collect()
    }

    fn named(&self, dest: &str) -> Vec<usize> {
        let dest = dest.trim();
        let whole = route::decode(dest).unwrap_or_else(|| dest.to_owned());
        let cut = |path: &str| path.split(['#', '?']).next().unwrap_or("").to_owned();
        let path = route::decode(&cut(dest)).unwrap_or_else(|| cut(dest));
        let mut found = self.at(&whole);
        if path != whole {
            found.extend(self.at(&path));
        }
        found
    }

    fn at(&self, path: &str) -> Vec<usize> {
        let Some(known) = self.by_name.get(&folded(file_name(path))) else { return Vec::new() };
        let parts = path.split('/').filter(|part| !matches!(*part, "" | "." | ".."));
        let end = folded(&parts.collect::<Vec<_>>().join("/"));
        let is_named = |index: &&usize| {
            let asset = folded(&self.assets[**index].path);
            asset.strip_suffix(&end).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'))
        };
        known.iter().filter(is_named).copied().collect()
    }
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
