//! The settings of Obsidian and Logseq.

use serde_yaml::Value;

use super::value;
use super::{FileNames, LineEnds, Settings, Writing};
use crate::source::SourceFile;

/// `.obsidian/`, and `.obsidian/app.json` with the setting for strict line breaks.
pub fn obsidian(file: &SourceFile) -> Option<Settings> {
    let settings = if file.name.ends_with('/') { Value::Null } else { value::read(file).ok()? };
    let is_strict = settings.get("strictLineBreaks").and_then(Value::as_bool) == Some(true);
    Some(written(if is_strict { LineEnds::Spaces } else { LineEnds::Breaks }))
}

/// `logseq/config.edn`.
pub fn logseq(_: &SourceFile) -> Option<Settings> {
    Some(written(LineEnds::Breaks))
}

fn written(line_ends: LineEnds) -> Settings {
    let writing = Writing { line_ends, file_names: FileNames::Titles };
    Settings { writing: Some(writing), ..Settings::default() }
}
