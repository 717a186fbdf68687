//! The names of folders, as they are written on disk.

use std::collections::BTreeMap;

use crate::contents::Contents;
use crate::link::Entry;
use crate::link::route::{self, Route};
use crate::source::folder_of;
use crate::source::names::{Order, readable};

/// The folders of a book by their routes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    by_route: BTreeMap<Route, FolderName>,
}

/// The name of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderName {
    pub title: String,
    pub order: Option<Order>,
}

impl Folders {
    /// The folders of all entries. Of two folders with the same route the first gives the name.
    pub fn of_entries(entries: &[Entry], contents: &Contents) -> Folders {
        let mut by_route = BTreeMap::new();
        let mut last = "";
        for entry in entries {
            let mut folder = folder_of(&entry.parsed.path);
            // Entries are sorted by path, so that those of a folder follow each other.
            if folder == last {
                continue;
            }
            last = folder;
            while !folder.is_empty() {
                let path = format!("{folder}/index.md");
                if let Ok(route) = route::of_content(&contents.exported.plain(&path)) {
                    let (title, order) = contents.name_of_folder(folder);
                    by_route.entry(route).or_insert(FolderName { title, order });
                }
                folder = folder_of(folder);
            }
        }
        Folders { by_route }
    }

    /// The name of the folder at a route; of one that no path has, its last part as words.
    pub fn of(&self, route: &Route) -> FolderName {
        self.by_route.get(route).cloned().unwrap_or_else(|| {
            let last = route.as_str().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            FolderName { title: readable(last), order: None }
        })
    }

    /// The displayed name of the folder at a route.
    pub fn title(&self, route: &Route) -> String {
        self.of(route).title
    }
}
