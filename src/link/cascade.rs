//! Publication keys that a section gives to all pages below it: `cascade` of Hugo.
//!
//! A page's own keys win, then those of the nearest section. What a cascade asks of pages that it
//! describes otherwise than by a path holds for all of them, because publishing later is easy and
//! unpublishing is not.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::parse::Parsed;
use crate::parse::front_matter::Value;
use crate::parse::publication::{self, Publication, letters};
use crate::source::{folder_of, stem};

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
    /// Reads the rules of a book.
    pub fn of(pages: &[Arc<Parsed>]) -> Cascades {
        let sections = pages.iter().filter(|page| stem(&page.path) == "_index");
        let rules = sections.filter_map(|page| {
            let value = page.front_matter.extra.get("cascade")?;
            let rules: Vec<Rule> = match value {
                Value::List(items) => items.iter().filter_map(Rule::of).collect(),
                value => Rule::of(value).into_iter().collect(),
            };
            (!rules.is_empty()).then(|| (folder_of(&page.path).to_owned(), rules))
        });
        Cascades(rules.collect())
    }

    /// Whether the sections above a page keep it back.
    pub fn withhold(&self, page: &Parsed, today: Date) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let mut said: Vec<String> =
            page.front_matter.spans.keys().map(|key| letters(key)).collect();
        let mut folder = Some(folder_of(&page.path));
        while let Some(here) = folder {
            for rule in self.0.get(here).into_iter().flatten().filter(|rule| rule.holds(page)) {
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

    fn holds(&self, page: &Parsed) -> bool {
        let Some(pattern) = &self.path else { return true };
        let path = page.path.to_lowercase();
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
