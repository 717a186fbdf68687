//! `.gitbook.yaml`, and the folder that GitBook keeps its files in.

use super::value::{self, folder, text};
use super::{ChapterNumbers, Settings};
use crate::source::SourceFile;

pub fn read(file: &SourceFile) -> Option<Settings> {
    let chapter_numbers = ChapterNumbers::Hidden;
    if file.name.ends_with('/') {
        return Some(Settings { chapter_numbers, ..Settings::default() });
    }
    let value = match value::read(file) {
        Ok(value) => value,
        Err(why) => return Some(Settings::unreadable(file, &why)),
    };
    Some(Settings {
        src: text(&value, &["root"]).and_then(|path| folder(&path)),
        summary: text(&value, &["structure", "summary"]).and_then(|path| folder(&path)),
        chapter_numbers,
        ..Settings::default()
    })
}
