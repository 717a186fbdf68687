//! Finds single answers that would change the outcome.
//!
//! Replays the walk with every other answer of each step. Answers that only lead to another open
//! question are left out. `assets/js/tree-engine.js` does the same in the browser.

use std::collections::BTreeSet;

use super::rule::intervals;
use super::walk::{Answers, Position, walk};
use super::{Given, NodeId, NodeKind, Number, PickMany, Tree};

/// A changed answer that gives another outcome, with all other answers kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flip {
    pub node: NodeId,
    pub given: Given,
    /// The outcomes of the changed walk.
    pub outcomes: Vec<NodeId>,
}

/// The flips of a position at an outcome, in the order of its steps; empty for other positions.
pub fn flips(tree: &Tree, answers: &Answers, position: &Position) -> Vec<Flip> {
    let here = position.outcomes();
    if here.is_empty() {
        return Vec::new();
    }
    let mut flips = Vec::new();
    let mut changed = answers.clone();
    for step in &position.steps {
        let Some(given) = &step.given else { continue };
        let id = &tree.node(step.node).id;
        for other in others(tree, step.node, given) {
            changed.insert(id.clone(), other.clone());
            let outcomes = walk(tree, &changed).outcomes();
            if !outcomes.is_empty() && outcomes != here {
                flips.push(Flip { node: step.node, given: other, outcomes });
            }
        }
        changed.insert(id.clone(), given.clone());
    }
    flips
}

/// Answers that differ by one change: another choice, one tick more or less, the nearest number in
/// another interval.
fn others(tree: &Tree, node: NodeId, given: &Given) -> Vec<Given> {
    match (&tree.node(node).kind, given) {
        (NodeKind::Choice(answers), Given::Choice(chosen)) => {
            (0..answers.len()).filter(|index| index != chosen).map(Given::Choice).collect()
        }
        (NodeKind::PickMany(pick), Given::Ticks(ticks)) => (0..pick.ticks.len())
            .filter_map(|tick| toggled(pick, ticks, tick))
            .map(Given::Ticks)
            .collect(),
        (NodeKind::Number(number), Given::Number(value)) => {
            nearest_numbers(tree, node, number, *value).into_iter().map(Given::Number).collect()
        }
        _ => Vec::new(),
    }
}

/// The list with one tick changed, if that is an answer. An exclusive tick clears the others, an
/// ordinary one clears it, and clearing the last leaves the exclusive one if there is only one.
fn toggled(pick: &PickMany, ticks: &BTreeSet<usize>, tick: usize) -> Option<BTreeSet<usize>> {
    let exclusive = |tick: &usize| pick.ticks[*tick].exclusive;
    let mut other = ticks.clone();
    if other.remove(&tick) {
        let none: Vec<usize> = (0..pick.ticks.len()).filter(exclusive).collect();
        if other.is_empty() && !exclusive(&tick) && none.len() == 1 {
            other.extend(none);
        }
    } else if exclusive(&tick) {
        other = BTreeSet::from([tick]);
    } else {
        other.retain(|tick| !exclusive(tick));
        other.insert(tick);
    }
    (pick.accepts(&other) && other != *ticks).then_some(other)
}

/// For every interval of numbers that branches or rules distinguish, its nearest number to this
/// one.
fn nearest_numbers(tree: &Tree, node: NodeId, number: &Number, value: i64) -> BTreeSet<i64> {
    let starts = intervals(tree).remove(&node).unwrap_or_default();
    let below =
        starts.iter().filter(|start| **start <= value).filter_map(|start| start.checked_sub(1));
    let above = starts.iter().copied().filter(|start| *start > value);
    below.chain(above).filter(|other| number.domain.contains(other)).collect()
}
