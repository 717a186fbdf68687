//! Publication keys that a section gives to all pages below it: `cascade` of Hugo.
//!
//! A page's own keys win, then those of the nearest section. What a cascade asks of pages that it
//! describes otherwise than by a path holds for all of them, because publishing later is easy and
//! unpublishing is not.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::parse::front_matter::{self, FrontMatter, Value};
use crate::parse::publication::{self, Publication, letters};
use crate::source::{SourceFile, folder_of, stem};

/// The rules of all sections, by folder.
#[derive(Default)]
pub struct Cascades(BTreeMap<String, Vec<Rule>>);

/// The keys for the pages at some paths.
struct Rule {
    /// What the path of a page must match.
    path: Option<String>,
    keys: Vec<(String, Publication)>,
}

impl Cascades {
    /// Reads the rules of a book from the paths of its pages and their front matter.
    pub fn of<'a>(pages: impl Iterator<Item = (&'a str, &'a FrontMatter)>) -> Cascades {
        let sections = pages.filter(|(path, _)| stem(path) == "_index");
        let rules = sections.filter_map(|(path, front_matter)| {
            let value = front_matter.extra.get("cascade")?;
            let rules: Vec<Rule> = match value {
                Value::List(items) => items.iter().filter_map(Rule::of).collect(),
                value => Rule::of(value).into_iter().collect(),
            };
            (!rules.is_empty()).then(|| (folder_of(path).to_owned(), rules))
        });
        Cascades(rules.collect())
    }

    /// Reads the rules from the files of a book.
    pub fn of_files(files: &[SourceFile]) -> Cascades {
        let sections = files.iter().filter(|file| stem(&file.path) == "_index");
        let read = |file: &'_ SourceFile| front_matter::read(&file.name, &file.text).0;
        let sections: Vec<_> = sections.map(|file| (&*file.path, read(file))).collect();
        Cascades::of(sections.iter().map(|(path, front_matter)| (*path, front_matter)))
    }

    /// Whether a file is published only with drafts.
    pub fn withhold_file(&self, file: &SourceFile, today: Date) -> bool {
        self.withhold(&file.path, &front_matter::read(&file.name, &file.text).0, today)
    }

    /// Whether a page is published only with drafts, by its own keys or the sections above it.
    pub fn withhold(&self, path: &str, front_matter: &FrontMatter, today: Date) -> bool {
        if front_matter.is_draft(path, today) {
            return true;
        }
        if self.0.is_empty() {
            return false;
        }
        let mut said: Vec<String> = front_matter.spans.keys().map(|key| letters(key)).collect();
        let mut folder = Some(folder_of(path));
        while let Some(here) = folder {
            for rule in self.0.get(here).into_iter().flatten().filter(|rule| rule.holds(path)) {
                let mut new = rule.keys.iter().filter(|(key, _)| !said.contains(key));
                if new.any(|(_, publication)| keeps_back(publication, today)) {
                    return true;
                }
                said.extend(rule.keys.iter().map(|(key, _)| key.clone()));
            }
            folder = (!here.is_empty()).then(|| folder_of(here));
        }
        false
    }
}

impl Rule {
    fn of(value: &Value) -> Option<Rule> {
        let Value::Map(keys) = value else { return None };
        let target = value.get("_target").or_else(|| value.get("target"));
        let path = target.and_then(|target| target.get("path")?.word().map(str::to_owned));
        let keys = keys
            .iter()
            .filter_map(|(key, value)| Some((letters(key), publication::of(key, value)?)));
        let keys: Vec<_> = keys.collect();
        (!keys.is_empty()).then_some(Rule { path, keys })
    }

    fn holds(&self, path: &str) -> bool {
        let Some(pattern) = &self.path else { return true };
        let path = path.to_lowercase();
        let path = path.strip_suffix(".md").unwrap_or(&path);
        let path =
            path.strip_suffix("/_index").or_else(|| path.strip_suffix("/index")).unwrap_or(path);
        is_match(&pattern.to_lowercase(), &format!("/{path}"))
    }
}

/// Whether a path matches a pattern, whose text is compared up to its first sign.
fn is_match(pattern: &str, path: &str) -> bool {
    let pattern = pattern.trim_start_matches("{/").trim_start_matches('/');
    let path = path.trim_start_matches('/');
    match pattern.find(['*', '?', '{', '[']) {
        Some(sign) => path.starts_with(pattern[..sign].trim_end_matches('/')),
        None => path == pattern.trim_end_matches('/'),
    }
}

fn keeps_back(publication: &Publication, today: Date) -> bool {
    match publication {
        Publication::Draft | Publication::Unclear(_) => true,
        Publication::From(first) => today < *first,
        Publication::Until(last) => *last < today,
        Publication::Unsaid | Publication::Published => false,
    }
}
