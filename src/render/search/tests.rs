//! Tests of the whole index: what one part says of another.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::*;
use crate::compile;
use crate::config::Config;
use crate::link::Drafts;
use crate::source::Sources;

fn search(fixture: &str) -> SearchFiles {
    let (site, _) = compile(&Sources::from_fixture(fixture), Config::default(), Drafts::Hidden);
    files(&site.playbook)
}

/// The JSON of each part by its name without the version.
fn parts(files: &SearchFiles) -> BTreeMap<String, Value> {
    let part = |(route, blob): (&Route, &Blob)| {
        let Blob::Bytes(bytes) = blob else { panic!("{route:?} is not in memory") };
        let script = str::from_utf8(bytes).unwrap();
        let (_, quoted) = script.split_once("]='").unwrap();
        let quoted = quoted.strip_suffix("'\n").unwrap();
        let json = quoted.replace("\\'", "'").replace("\\\\", "\\");
        let name = route.as_str().rsplit('/').next().unwrap();
        (name.trim_end_matches(".js").to_owned(), serde_json::from_str(&json).unwrap())
    };
    files.iter().map(part).collect()
}

/// A book that is read in several groups, with texts of several parts.
fn large() -> String {
    let page = |n: usize| {
        let text = format!("Word{n} is said on page {n}.\n").repeat(20 * (n % 7));
        let long = format!("Later{n} and at length. ").repeat(700);
        format!("-- content/p{n:03}.md --\n# Page {n}\n\n{text}\n## Later\n\n{long}\n")
    };
    (0..40).map(page).collect()
}

#[test]
fn every_section_is_where_the_overview_says() {
    let parts = parts(&search(&large()));
    let starts: Vec<u64> = serde_json::from_value(parts["pages"]["text"].clone()).unwrap();
    let mut texts = Vec::new();
    for (number, start) in starts.iter().enumerate() {
        assert_eq!(*start, texts.len() as u64);
        texts.extend(parts[&format!("text-{number}")].as_array().unwrap().clone());
    }
    assert!(starts.len() > 40);
    assert_eq!(texts.len(), 80);
    for (page, sections) in texts.chunks(2).enumerate() {
        assert!(page % 7 == 0 || sections[0].as_str().unwrap().contains(&format!("Word{page} ")));
        assert!(sections[1].as_str().unwrap().contains(&format!("Later{page} ")));
    }
}

#[test]
fn every_word_is_in_its_part() {
    let parts = parts(&search(&large()));
    let starts: Vec<String> = serde_json::from_value(parts["pages"]["words"].clone()).unwrap();
    let mut words = BTreeSet::new();
    for (number, start) in starts.iter().enumerate() {
        let lines = parts[&format!("words-{number}")].as_array().unwrap();
        let line = |line: &Value| line.as_str().unwrap().split_once(' ').unwrap().0.to_owned();
        assert_eq!(line(&lines[0]), *start);
        words.extend(lines.iter().map(line).filter(|word| !word.starts_with('~')));
    }
    let terms = (0..parts["pages"]["terms"].as_u64().unwrap()).flat_map(|number| {
        parts[&format!("terms-{number}")]
            .as_array()
            .unwrap()
            .iter()
            .map(|term| term.as_str().unwrap())
    });
    assert_eq!(terms.collect::<Vec<_>>(), words.iter().map(String::as_str).collect::<Vec<_>>());
    assert!(words.contains("word5") && words.contains("later39"));
}

#[test]
fn all_parts_have_a_new_version_when_anything_changes() {
    let version = |fixture: &str| {
        let files = search(fixture);
        let version = parts(&files)["pages"]["version"].as_str().unwrap().to_owned();
        let is_of_it = |route: &Route| route.as_str().contains(&format!("/search/{version}/"));
        assert_eq!(files.keys().filter(|route| !is_of_it(route)).count(), 1);
        version
    };
    let book = "-- content/a.md --\n# A\n\nText\n-- content/b.md --\n# B\n\n[Label](a.md)\n";
    assert_eq!(version(book), version(book));
    let changed = [("# A", "# C"), ("Text", "Test"), ("Label", "Table"), ("b.md", "c.md")];
    let versions = changed.map(|(from, to)| version(&book.replacen(from, to, 1)));
    let distinct: BTreeSet<String> = versions.into_iter().chain([version(book)]).collect();
    assert_eq!(distinct.len(), 5);
}

#[test]
fn an_empty_book_has_an_empty_index() {
    let parts = parts(&search(""));
    assert_eq!(parts.keys().collect::<Vec<_>>(), ["bridges", "pages"]);
    assert_eq!(parts["pages"]["words"], Value::Array(Vec::new()));
}
