//! Answers in URLs and as text.

use crate::link::route::encode;
use crate::link::trees::PlacedTree;
use crate::render::tree::data::slugs;
use crate::render::tree::place_of;
use crate::tree::{Given, Node, NodeId, Tree};

/// Answers to a tree on the page that shows it: in an entry each id follows that of its tree.
pub fn query_on_page(placed: &PlacedTree, answers: &[(NodeId, Given)]) -> String {
    let prefix = place_of(placed).tree.map(|tree| format!("{tree}.")).unwrap_or_default();
    query(&placed.tree, &prefix, answers)
}

/// `?ready=a-team&threshold=not-sure`: answers by question id, sorted, each with a prefix.
pub fn query(tree: &Tree, prefix: &str, answers: &[(NodeId, Given)]) -> String {
    let mut pairs: Vec<(String, String)> = answers
        .iter()
        .map(|(node, given)| {
            let node = tree.node(*node);
            (encode(&format!("{prefix}{}", node.id)), encode(&slug(node, given)))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn slug(node: &Node, given: &Given) -> String {
    let slugs = slugs(node.labels());
    match given {
        Given::Choice(index) => slugs.get(*index).cloned().unwrap_or_default(),
        Given::Ticks(ticks) => {
            let ticked = ticks.iter().filter_map(|tick| slugs.get(*tick).cloned());
            ticked.collect::<Vec<_>>().join(".")
        }
        Given::Number(number) => number.to_string(),
    }
}
