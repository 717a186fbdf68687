//! The index as scripts, each of which gives JSON in a string: that parses fastest.

use std::collections::BTreeSet;

use rayon::iter::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use serde_json::{Value, json};

use crate::link::Playbook;
use crate::link::route::Route;
use crate::render::search::choices::Choices;
use crate::render::search::index::IndexRow;
use crate::render::search::pages::{SearchSection, Searchable};
use crate::render::search::{SearchFiles, stop};
use crate::source::Blob;
use crate::text::slug;

/// The most bytes of a part with words, unless one line is larger. A word takes one of them.
const WORDS: usize = 32 * 1024;

/// The most bytes of a part with text. Each page that is shown takes one of its own.
const TEXT: usize = 8 * 1024;

/// All parts. `pages` is the first to load and says where each of the others begins.
pub fn write(
    playbook: &Playbook,
    pages: &[Searchable],
    rows: &[IndexRow],
    bridges: &Value,
) -> SearchFiles {
    let words = rows.par_iter().map(|row| format!("{} {}", row.word, row.postings));
    let terms = rows.iter().map(|row| row.word.as_str()).filter(|word| !word.starts_with('~'));
    let text = pages.iter().flat_map(|page| &page.sections).map(|section| section.text.as_str());
    let words = divide(words.collect(), WORDS);
    let terms = divide(terms.collect(), WORDS);
    let text = divide(text.collect(), TEXT);
    let choices = Choices::new(playbook, pages);
    let above: BTreeSet<&[String]> = pages.iter().map(|page| page.above.as_slice()).collect();
    let above: Vec<&[String]> = above.into_iter().collect();
    let page = |page| names(page, &choices, &above);
    let mut overview = json!({
        "stop": stop::words(&playbook.config.language),
        "words": starts(&words).map(|at| rows[at].word.as_str()).collect::<Vec<_>>(),
        "terms": terms.len(),
        "text": starts(&text).collect::<Vec<_>>(),
        "facets": choices.json(),
        "above": above,
        "pages": pages.par_iter().map(page).collect::<Vec<_>>(),
    });
    let mut parts = numbered("words", &words);
    parts.extend(numbered("terms", &terms));
    parts.extend(numbered("text", &text));
    parts.push(("bridges".to_owned(), bridges.to_string()));
    let version = version(&overview, &parts);
    overview["version"] = json!(version);
    let parts = parts.par_iter().map(|(name, json)| script(&format!("{version}/{name}"), json));
    let (mut files, overview): (SearchFiles, _) =
        rayon::join(|| parts.collect(), || script("pages", &overview.to_string()));
    files.extend([overview]);
    files
}

/// The parts of one kind as JSON, by their names.
fn numbered(
    name: &str,
    parts: &[Vec<impl AsRef<str> + Serialize + Sync>],
) -> Vec<(String, String)> {
    let parts = parts.par_iter().enumerate();
    let part = |(number, lines)| {
        (format!("{name}-{number}"), serde_json::to_string(lines).unwrap_or_default())
    };
    parts.map(part).collect()
}

/// Lines in groups that are not too large.
fn divide<T: AsRef<str>>(lines: Vec<T>, largest: usize) -> Vec<Vec<T>> {
    let mut parts: Vec<Vec<T>> = Vec::new();
    let mut size = 0;
    for line in lines {
        size += line.as_ref().len();
        match parts.last_mut() {
            Some(part) if size <= largest => part.push(line),
            _ => {
                size = line.as_ref().len();
                parts.push(vec![line]);
            }
        }
    }
    parts
}

/// The number of each part's first line.
fn starts<T>(parts: &[Vec<T>]) -> impl Iterator<Item = usize> {
    parts.iter().map(Vec::len).scan(0, |next, size| Some(std::mem::replace(next, *next + size)))
}

/// Changes with anything in any part, so that a browser never joins parts of two builds.
fn version(overview: &Value, parts: &[(String, String)]) -> String {
    let hashes = || parts.par_iter().map(|(_, json)| blake3::hash(json.as_bytes())).collect();
    let (hashes, overview): (Vec<_>, _) =
        rayon::join(hashes, || blake3::hash(overview.to_string().as_bytes()));
    let mut hasher = blake3::Hasher::new();
    for hash in hashes.iter().chain([&overview]) {
        hasher.update(hash.as_bytes());
    }
    hasher.finalize().to_hex()[..10].to_owned()
}

fn script(name: &str, json: &str) -> (Route, Blob) {
    let name = format!("search/{name}.js");
    let script = format!("fieldbook.data[{}]={}\n", quoted(&name), quoted(json));
    (Route::own_script(&name), Blob::from(script))
}

/// Text as a string of JavaScript.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + text.len() / 16 + 2);
    let mut plain = 0;
    quoted.push('\'');
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'\\' => "\\\\",
            b'\'' => "\\'",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => continue,
        };
        quoted.push_str(&text[plain..at]);
        quoted.push_str(escaped);
        plain = at + 1;
    }
    quoted.push_str(&text[plain..]);
    quoted.push('\'');
    quoted
}

/// A page as a list: address, title, pages above, values, other names, headings.
fn names(page: &Searchable, choices: &Choices<'_>, above: &[&[String]]) -> Value {
    let headings: Vec<String> = page.sections.iter().skip(1).map(heading).collect();
    json!([
        page.route.encoded(),
        page.title,
        above.binary_search(&page.above.as_slice()).unwrap_or(0),
        choices.of(page),
        page.aliases,
        headings,
    ])
}

/// A heading, and its anchor where that is not what the heading makes.
fn heading(section: &SearchSection) -> String {
    if slug(&section.heading) == section.anchor {
        section.heading.clone()
    } else {
        format!("{}\t{}", section.heading, section.anchor)
    }
}
