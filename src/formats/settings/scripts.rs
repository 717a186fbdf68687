//! Settings that are programs, or of tools whose pages are no markdown. They are named and not run.

use super::Settings;
use crate::source::SourceFile;

/// Reads a plain `title: 'Name'` and says that the rest is not read.
pub fn read(file: &SourceFile) -> Option<Settings> {
    let has_title = !file.name.starts_with("sidebars.") && !file.name.starts_with("antora-");
    Some(Settings {
        title: has_title.then(|| title(&file.text)).flatten(),
        notes: vec![format!("{} is not read", file.name)],
        ..Settings::default()
    })
}

/// The first title that is a text in quotes on a line of its own.
fn title(program: &str) -> Option<String> {
    let mut lines = program.lines().map(str::trim);
    let value = lines.find_map(|line| line.strip_prefix("title:"))?.trim();
    let value = value.trim_end_matches([',', ' ']);
    let quote = value.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
    let title = value.strip_prefix(quote)?.strip_suffix(quote)?.trim();
    let is_plain = !title.is_empty() && !title.contains([quote, '\\']);
    is_plain.then(|| title.to_owned())
}
