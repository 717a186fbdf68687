//! Finds questions whose answers affect neither the outcome nor the steps on the way.
//!
//! Groups states by the outcomes that they can still reach, from the ends backwards, as in the
//! reduction of decision diagrams. A question is idle if all its answers lead to the same group.

use std::collections::{BTreeSet, HashMap};

use super::measure::asks;
use super::states::{Phase, State, States, Transition};
use crate::tree::{NodeId, NodeKind, Tree};

/// The group of a state: equal if no further answers can distinguish two states.
type Fate<'a> = (usize, Option<&'a str>);

/// The questions that are asked and whose answers all lead to the same group, in every state.
pub fn idle(tree: &Tree, found: &States, order: &[usize]) -> Vec<NodeId> {
    let mut fates: Vec<Fate> = vec![(0, None); found.states.len()];
    let mut known: HashMap<(NodeId, Vec<usize>, Vec<Fate>), usize> = HashMap::new();
    let mut asked: BTreeSet<NodeId> = BTreeSet::new();
    let mut matters: BTreeSet<NodeId> = BTreeSet::new();
    for state in order.iter().rev().copied() {
        let written = &found.states[state];
        let after: Vec<Fate> =
            found.links[state].iter().map(|link| fate_of(tree, found, &fates, link)).collect();
        if asks(tree, found, state) {
            asked.insert(written.node);
        }
        match after.first() {
            Some(first) if after.iter().all(|fate| fate == first) && !is_step(tree, written) => {
                fates[state] = *first
            }
            _ => {
                let mut rows = found.composed.get(&state).cloned().unwrap_or_default();
                if !after.is_empty() {
                    matters.insert(written.node);
                    rows = phase_key(written.phase);
                }
                let next = known.len();
                let fate = *known.entry((written.node, rows, after)).or_insert(next);
                fates[state] = (fate, None);
            }
        }
    }
    asked.difference(&matters).copied().collect()
}

/// The group that a transition leads to; a caveat belongs to the outcome of its edge.
fn fate_of<'a>(tree: &Tree, found: &States, fates: &[Fate<'a>], link: &Transition<'a>) -> Fate<'a> {
    let caveat = link.edge.and_then(|edge| edge.caveat.as_deref());
    if tree.node(found.states[link.to].node).is_outcome() {
        (fates[link.to].0, caveat)
    } else {
        fates[link.to]
    }
}

/// What a step informs of is seen by those who come by it only.
fn is_step(tree: &Tree, state: &State) -> bool {
    matches!(tree.node(state.node).kind, NodeKind::Step(_))
}

fn phase_key(phase: Phase) -> Vec<usize> {
    match phase {
        Phase::Tick { next, .. } => vec![next as usize],
        Phase::At | Phase::Again => Vec::new(),
    }
}
