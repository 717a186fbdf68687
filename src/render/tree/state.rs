//! Answers in URLs and as text.

use crate::link::route::encode;
use crate::render::tree::data::slugs;
use crate::tree::{Given, NodeId, NodeKind, Tree};

/// `?ready=a-team&threshold=not-sure`: answers by question id, sorted.
pub fn query(tree: &Tree, answers: &[(NodeId, Given)]) -> String {
    let mut pairs: Vec<(String, String)> = answers
        .iter()
        .map(|(node, given)| {
            let node = tree.node(*node);
            (encode(&node.id), encode(&slug(&node.kind, given)))
        })
        .collect();
    pairs.sort();
    let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn slug(kind: &NodeKind, given: &Given) -> String {
    match (kind, given) {
        (NodeKind::Choice(answers), Given::Choice(index)) => {
            let slugs = slugs(answers.iter().map(|answer| answer.label.as_str()));
            slugs.get(*index).cloned().unwrap_or_default()
        }
        (NodeKind::PickMany(pick), Given::Ticks(ticks)) => {
            let slugs = slugs(pick.ticks.iter().map(|tick| tick.label.as_str()));
            let ticked = ticks.iter().filter_map(|tick| slugs.get(*tick).cloned());
            ticked.collect::<Vec<_>>().join(".")
        }
        (_, Given::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// An answer in the author's words.
pub fn words(kind: &NodeKind, given: &Given) -> String {
    match (kind, given) {
        (NodeKind::Choice(answers), Given::Choice(index)) => {
            answers.get(*index).map_or(String::new(), |answer| answer.label.clone())
        }
        (NodeKind::PickMany(pick), Given::Ticks(ticks)) => {
            let labels = ticks.iter().filter_map(|tick| pick.ticks.get(*tick));
            labels.map(|tick| tick.label.as_str()).collect::<Vec<_>>().join(", ")
        }
        (_, Given::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
