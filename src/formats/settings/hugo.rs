//! `hugo.toml` and its other names.

use serde_yaml::Value;

use super::value::{self, folder, text};
use super::{RelativeLinks, Settings};
use crate::source::SourceFile;

/// Keys of Hugo that no other tool has in a file called `config`.
const OWN: &[&str] = &["baseURL", "baseurl", "languageCode", "contentDir", "theme", "params"];

pub fn read(file: &SourceFile) -> Option<Settings> {
    match value::read(file) {
        Ok(value) => Some(settings(&value)),
        Err(why) => Some(Settings::unreadable(file, &why)),
    }
}

/// Reads a file whose name other tools use as well.
pub fn read_if_its_own(file: &SourceFile) -> Option<Settings> {
    let value = value::read(file).ok()?;
    OWN.iter().any(|key| value.get(key).is_some()).then(|| settings(&value))
}

fn settings(value: &Value) -> Settings {
    let languages = ["languageCode", "defaultContentLanguage"];
    Settings {
        title: text(value, &["title"]),
        description: text(value, &["params", "description"]),
        language: languages.iter().find_map(|key| text(value, &[key])),
        address: text(value, &["baseURL"]).or_else(|| text(value, &["baseurl"])),
        relative_links: match value.get("uglyURLs").and_then(Value::as_bool) {
            Some(true) => RelativeLinks::FromFile,
            _ => RelativeLinks::FromAddress,
        },
        src: text(value, &["contentDir"]).and_then(|path| folder(&path)),
        ..Settings::default()
    }
}
