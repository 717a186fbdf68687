//! Settings that are programs, or of tools whose pages are no markdown. They are named and not run.

use super::value::folder;
use super::{RelativeLinks, Settings};
use crate::source::SourceFile;

/// Reads values that are plain texts, and says that the rest is not read.
pub fn read(file: &SourceFile) -> Option<Settings> {
    let has_texts = !file.name.starts_with("sidebars.") && !file.name.starts_with("antora-");
    let own_src = quoted(&file.text, &["srcDir"]).and_then(|path| folder(&path));
    // VitePress and VuePress keep their settings in the folder whose pages they show.
    let src = match (file.name.split_once("/."), own_src) {
        (Some((above, _)), Some(src)) => Some(format!("{above}/{src}")),
        (Some((above, _)), None) => Some(above.to_owned()),
        (None, src) => src,
    };
    let text = |keys: &[&str]| quoted(&file.text, keys).filter(|_| has_texts);
    Some(Settings {
        title: text(&["title"]),
        language: text(&["lang", "defaultLocale"]).filter(|language| language != "root"),
        address: text(&["base", "baseUrl"]),
        src,
        relative_links: match file.name.starts_with("astro.") {
            true => RelativeLinks::FromAddress,
            false => RelativeLinks::FromFile,
        },
        notes: vec![format!("{} is not read", file.name)],
        ..Settings::default()
    })
}

/// The first value of the first key that has one, if it is a text in quotes.
fn quoted(program: &str, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let lines = program.lines().map(str::trim_start);
        let code = lines.filter(|line| !line.starts_with("//") && !line.starts_with('*'));
        code.flat_map(|line| values(line, key)).find_map(text)
    })
}

/// What stands behind a key in a line, each time.
fn values<'a>(line: &'a str, key: &'a str) -> impl Iterator<Item = &'a str> {
    let is_end = |text: &str| !text.ends_with(|c: char| c.is_alphanumeric() || "_$.".contains(c));
    line.match_indices(key).filter(move |(at, _)| is_end(&line[..*at])).filter_map(|(at, _)| {
        let rest = line[at + key.len()..].trim_start_matches(['"', '\'']);
        rest.trim_start().strip_prefix(':')
    })
}

/// A text in quotes at the start of a value.
fn text(value: &str) -> Option<String> {
    let value = value.trim_start();
    let quote = value.chars().next().filter(|quote| ['\'', '"'].contains(quote))?;
    let (text, _) = value[1..].split_once(quote)?;
    let is_plain = !text.trim().is_empty() && !text.contains('\\');
    is_plain.then(|| text.trim().to_owned())
}
