//! Settings that are programs, or of tools whose pages are no markdown. They are named and not run.

use super::Settings;
use crate::source::SourceFile;

/// Reads a plain `title: 'Name'` and says that the rest is not read.
pub fn read(file: &SourceFile) -> Option<Settings> {
    let has_title = !file.name.starts_with("sidebars.") && !file.name.starts_with("antora-");
    Some(Settings {
        title: has_title.then(|| quoted(&file.text, &["title:"])).flatten(),
        address: quoted(&file.text, &["base:", "baseUrl:"]),
        notes: vec![format!("{} is not read", file.name)],
        ..Settings::default()
    })
}

/// The value of the first of the keys on a line of its own, if it is a text in quotes.
fn quoted(program: &str, keys: &[&str]) -> Option<String> {
    let mut lines = program.lines().map(str::trim);
    let after = |line| keys.iter().find_map(|key| str::strip_prefix(line, key));
    let value = lines.find_map(after)?.trim();
    let value = value.trim_end_matches([',', ' ']);
    let quote = value.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
    let text = value.strip_prefix(quote)?.strip_suffix(quote)?.trim();
    let is_plain = !text.is_empty() && !text.contains([quote, '\\']);
    is_plain.then(|| text.to_owned())
}
