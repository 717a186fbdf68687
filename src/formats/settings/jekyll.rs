//! `_config.yml`.

use super::Settings;
use super::value::{self, folder, text};
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
        ..Settings::default()
    })
}
