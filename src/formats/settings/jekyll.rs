//! `_config.yml`.

use serde_yaml::Value;

use super::value::{self, folder, text};
use super::{RelativeLinks, Settings};
use crate::source::SourceFile;

pub fn read(file: &SourceFile) -> Option<Settings> {
    let value = match value::read(file) {
        Ok(value) => value,
        Err(why) => return Some(Settings::unreadable(file, &why)),
    };
    let author = text(&value, &["author"]).or_else(|| text(&value, &["author", "name"]));
    Some(Settings {
        title: text(&value, &["title"]),
        description: text(&value, &["description"]),
        authors: author.into_iter().collect(),
        language: text(&value, &["lang"]),
        address: text(&value, &["baseurl"]),
        src: text(&value, &["source"]).and_then(|path| folder(&path)),
        relative_links: relative_links(&value),
        ..Settings::default()
    })
}

/// Pages are folders if the pattern of their addresses says so, for all of them or for some.
fn relative_links(value: &Value) -> RelativeLinks {
    let defaults = value.get("defaults").and_then(Value::as_sequence).into_iter().flatten();
    let of_some = defaults.filter_map(|values| text(values, &["values", "permalink"]));
    let mut patterns = text(value, &["permalink"]).into_iter().chain(of_some);
    let is_folder = |pattern: String| pattern.ends_with('/') || pattern == "pretty";
    if patterns.any(is_folder) { RelativeLinks::FromAddress } else { RelativeLinks::FromFile }
}
