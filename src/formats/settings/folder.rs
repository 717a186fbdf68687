//! The settings of one folder: `_category_.json` of Docusaurus and `.pages` of MkDocs.

use serde_yaml::Value;

use super::value::{self, plain, text};
use crate::source::names::Order;
use crate::source::{SourceFile, file_name};

/// What a file says about its folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FolderSettings {
    pub title: Option<String>,
    pub order: Option<Order>,
    /// The names in the folder in their order, each with a label if it has one. [`REST`] stands for
    /// all others.
    pub children: Vec<(String, Option<String>)>,
}

/// The place of all names that the list leaves out.
pub const REST: &str = "...";

/// Reads a file of settings. `None` if it has another purpose, or cannot be read.
pub fn read(file: &SourceFile) -> Option<FolderSettings> {
    let name = file_name(&file.name);
    let is_category = name.starts_with("_category_.");
    if !is_category && name != ".pages" {
        return None;
    }
    let value = value::read(file).ok()?;
    if is_category {
        let order = text(&value, &["position"]).and_then(|number| number.parse().ok());
        let order = order.and_then(Order::of);
        let title = text(&value, &["label"]);
        return Some(FolderSettings { title, order, children: Vec::new() });
    }
    let list = value.get("nav").or_else(|| value.get("arrange"));
    let items = list.and_then(Value::as_sequence).map(Vec::as_slice).unwrap_or_default();
    let children = items.iter().filter_map(child).collect();
    Some(FolderSettings { title: text(&value, &["title"]), order: None, children })
}

/// `name.md`, or `Label: name.md`.
fn child(item: &Value) -> Option<(String, Option<String>)> {
    let Value::Mapping(pair) = item else { return Some((plain(item)?, None)) };
    let (label, name) = pair.iter().next()?;
    Some((plain(name)?, plain(label)))
}
