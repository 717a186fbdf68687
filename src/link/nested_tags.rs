//! Tags within tags: `product/discovery` belongs to `product` as well.
//!
//! In a vault every slash in a tag divides. In other books it may stand there by chance, so a tag is
//! one of several within another only if the other one is a tag as well, or has two tags in it.

use std::collections::{BTreeMap, BTreeSet};

use crate::link::EntryId;
use crate::link::facets::{UsesOfValue, most_frequent};
use crate::source::Vault;

/// The most characters of a tag that is divided.
const LONGEST: usize = 100;

/// A tag with slashes.
struct Nested {
    /// The tags around it and itself, outermost first: each normalised and as written.
    chain: Vec<(String, String)>,
    entries: Vec<EntryId>,
}

/// Gives the entries of nested tags to the tags around them also, and links each to its parent.
pub(super) fn add_parents(values: &mut BTreeMap<String, UsesOfValue>, vault: Vault) {
    let nested: Vec<Nested> = values.iter().filter_map(|(name, uses)| nested(name, uses)).collect();
    if nested.is_empty() {
        return;
    }
    let mut parents = parents(&nested);
    if vault == Vault::No {
        parents.retain(|name, children| values.contains_key(*name) || children.len() > 1);
    }
    let written: BTreeSet<String> = values.keys().cloned().collect();
    for Nested { chain, entries } in &nested {
        let mut child = &chain[chain.len() - 1].0;
        for (name, label) in chain.iter().rev().skip(1) {
            if !parents.contains_key(name.as_str()) {
                continue;
            }
            if let Some(uses) = values.get_mut(child) {
                uses.parent = Some(name.clone());
            }
            let uses = values.entry(name.clone()).or_default();
            uses.entries.extend(entries);
            if !written.contains(name) {
                *uses.labels.entry(label.clone()).or_default() += 1;
            }
            child = name;
        }
    }
    for name in parents.keys() {
        if let Some(uses) = values.get_mut(*name) {
            uses.entries.sort();
            uses.entries.dedup();
        }
    }
}

fn nested(name: &str, uses: &UsesOfValue) -> Option<Nested> {
    if !name.contains('/') {
        return None;
    }
    let label = most_frequent(&uses.labels);
    let is_file = label.rsplit('/').next().is_some_and(|last| last.contains('.'));
    let is_plain = label.len() <= LONGEST
        && !label.contains(char::is_whitespace)
        && label.split('/').all(|part| !part.is_empty())
        && label.split('/').next().is_some_and(|first| first.contains(char::is_alphabetic));
    if is_file || !is_plain {
        return None;
    }
    let cuts = name.match_indices('/').zip(label.match_indices('/'));
    let around = cuts.map(|((at, _), (cut, _))| (name[..at].to_owned(), label[..cut].to_owned()));
    let chain = around.chain([(name.to_owned(), label.clone())]).collect();
    Some(Nested { chain, entries: uses.entries.clone() })
}

/// The tags around others, each with those directly in it.
fn parents(nested: &[Nested]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut parents: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for pair in nested.iter().flat_map(|nested| nested.chain.windows(2)) {
        parents.entry(&pair[0].0).or_default().insert(&pair[1].0);
    }
    parents
}
