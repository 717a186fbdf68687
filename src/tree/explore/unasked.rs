//! Finds repeated answers whose question is not asked on every path.

use std::collections::BTreeMap;

use super::states::{Phase, States};
use crate::tree::{NodeId, Tree};

/// For each of [`Tree::echoes`] that a path reaches without the question: its index, and the nodes
/// of a shortest such path.
pub fn unasked(tree: &Tree, found: &States) -> Vec<(usize, Vec<NodeId>)> {
    let mut by_question: BTreeMap<NodeId, BTreeMap<NodeId, Vec<NodeId>>> = BTreeMap::new();
    let mut paths = Vec::new();
    for (index, echo) in tree.echoes.iter().enumerate() {
        let reached =
            by_question.entry(echo.question).or_insert_with(|| without(tree, found, echo.question));
        if let Some(path) = reached.get(&echo.node) {
            paths.push((index, path.clone()));
        }
    }
    paths
}

/// The nodes that are shown before a question was answered, each with a shortest path.
fn without(tree: &Tree, found: &States, question: NodeId) -> BTreeMap<NodeId, Vec<NodeId>> {
    let mut from: Vec<Option<usize>> = vec![None; found.states.len()];
    let mut seen = vec![false; found.states.len()];
    let mut open = Vec::new();
    if let Some(start) = seen.first_mut() {
        *start = true;
        open.push(0);
    }
    let mut reached = BTreeMap::new();
    let mut at = 0;
    while let Some(state) = open.get(at).copied() {
        at += 1;
        let written = &found.states[state];
        if written.phase == Phase::Again {
            continue;
        }
        let rows = found.composed.get(&state).into_iter().flatten();
        let parts = rows.map(|row| tree.node(written.node).rules()[*row].edge.to);
        for node in [written.node].into_iter().chain(parts) {
            reached.entry(node).or_insert_with(|| {
                let mut path = path(found, &from, state);
                path.push(node);
                path.dedup();
                path
            });
        }
        if written.node == question {
            continue;
        }
        for link in &found.links[state] {
            if !std::mem::replace(&mut seen[link.to], true) {
                from[link.to] = Some(state);
                open.push(link.to);
            }
        }
    }
    reached
}

fn path(found: &States, from: &[Option<usize>], state: usize) -> Vec<NodeId> {
    let mut path = Vec::new();
    let mut at = Some(state);
    while let Some(state) = at {
        path.push(found.states[state].node);
        at = from[state];
    }
    path.reverse();
    path
}
