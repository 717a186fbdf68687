//! Counts the files of a book that have a name.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::names::normal;
use crate::source::{Sources, file_name, folder_of, is_folder_page, without_page_ending};

pub struct TakenNames(BTreeMap<String, usize>);

impl TakenNames {
    pub fn of(sources: &Sources) -> TakenNames {
        let mut names = TakenNames(BTreeMap::new());
        for page in &sources.pages {
            let path = without_page_ending(&page.path);
            let (folder, stem) = (folder_of(path), file_name(path));
            let own = if is_folder_page(stem) && !folder.is_empty() { folder } else { path };
            names.add([path, own, file_name(own)]);
        }
        for asset in &sources.assets {
            names.add([&*asset.path, file_name(&asset.path), ""]);
        }
        names
    }

    fn add(&mut self, names: [&str; 3]) {
        for name in names.into_iter().map(normal).collect::<BTreeSet<_>>() {
            *self.0.entry(name).or_insert(0) += 1;
        }
    }

    pub fn are_several(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|count| *count > 1)
    }
}
