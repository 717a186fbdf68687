//! Names and orders that the settings of folders give to them and to what is in them.

use std::collections::BTreeMap;

use crate::formats::settings::folder::{self, FolderSettings, REST};
use crate::source::names::Order;
use crate::source::{Sources, file_name, folder_of};

/// Labels and orders by path in the content folder, of pages and of folders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderNames {
    titles: BTreeMap<String, String>,
    orders: BTreeMap<String, Order>,
    /// The order of what a folder's list leaves out, by the folder.
    rests: BTreeMap<String, Order>,
}

impl FolderNames {
    /// Reads the settings of all folders.
    pub fn of(sources: &Sources) -> FolderNames {
        let mut names = FolderNames::default();
        for file in &sources.content_settings {
            if let Some(settings) = folder::read(file) {
                names.add(folder_of(&file.path), settings);
            }
        }
        names
    }

    fn add(&mut self, folder: &str, FolderSettings { title, order, children }: FolderSettings) {
        self.titles.extend(title.map(|title| (folder.to_owned(), title)));
        self.orders.extend(order.map(|order| (folder.to_owned(), order)));
        for (index, (name, label)) in children.into_iter().enumerate() {
            let Some(order) = Order::of(index as f64) else { continue };
            if name == REST {
                self.rests.insert(folder.to_owned(), order);
                continue;
            }
            let name = name.trim_start_matches("./").trim_end_matches('/');
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            self.titles.extend(label.map(|label| (path.clone(), label)));
            self.orders.insert(path, order);
        }
    }

    pub fn title(&self, path: &str) -> Option<&str> {
        self.titles.get(path).map(String::as_str)
    }

    /// The order of a page or folder in the list of the folder above it.
    pub fn order(&self, path: &str) -> Option<Order> {
        if self.orders.is_empty() || file_name(path).is_empty() {
            return None;
        }
        self.orders.get(path).or_else(|| self.rests.get(folder_of(path))).copied()
    }
}
