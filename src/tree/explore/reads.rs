//! The facts that rules can read at each node or later.

use std::collections::{BTreeMap, BTreeSet};

use crate::tree::graph::{Knots, knots, successors};
use crate::tree::{Condition, NodeId, NodeKind, Quantity, ScoreId, Tree};

/// A fact about the answers so far that some rule reads, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MemoryFact {
    /// The index of the answer to a choice.
    Choice(NodeId),
    Number(NodeId),
    /// The number of ticks that count.
    Count(NodeId),
    /// Whether one tick is set.
    Tick(NodeId, usize),
    Score(ScoreId),
    Total,
}

/// For every node, the facts that rules at it or after it read.
pub struct Reads {
    known: BTreeMap<MemoryFact, u32>,
    /// By strongly connected component: one bit for each fact.
    live: Vec<Vec<u64>>,
    pub knots: Knots,
}

impl Reads {
    pub fn of(tree: &Tree) -> Reads {
        let successors = successors(tree);
        let knots = knots(&successors);
        let read: Vec<BTreeSet<MemoryFact>> =
            tree.nodes.iter().map(|node| facts(tree, node.rules())).collect();
        let facts: Vec<MemoryFact> =
            read.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
        let known: BTreeMap<MemoryFact, u32> =
            facts.iter().enumerate().map(|(index, fact)| (*fact, index as u32)).collect();
        let words = facts.len().div_ceil(64);
        let mut live: Vec<Vec<u64>> = vec![vec![0; words]; knots.count];
        // In topological order of components, so one pass suffices.
        let mut order: Vec<usize> = (0..tree.nodes.len()).collect();
        order.sort_by_key(|node| knots.of[*node]);
        for node in order {
            let knot = knots.of[node] as usize;
            for fact in &read[node] {
                let index = known[fact] as usize;
                live[knot][index / 64] |= 1 << (index % 64);
            }
            for to in &successors[node] {
                let to = knots.of[to.0 as usize] as usize;
                if to < knot {
                    let (before, from) = live.split_at_mut(knot);
                    for (word, other) in from[0].iter_mut().zip(&before[to]) {
                        *word |= other;
                    }
                }
            }
        }
        Reads { known, live, knots }
    }

    /// The index of a fact, if any rule reads it.
    pub fn index(&self, fact: MemoryFact) -> Option<u32> {
        self.known.get(&fact).copied()
    }

    /// The facts about a tick list that rules read.
    pub fn of_list(&self, node: NodeId) -> impl Iterator<Item = MemoryFact> {
        let ticks = MemoryFact::Tick(node, 0)..=MemoryFact::Tick(node, usize::MAX);
        let ticks = self.known.range(ticks).map(|(fact, _)| *fact);
        ticks.chain([MemoryFact::Count(node)])
    }

    /// Whether a rule at this node or later reads this fact.
    pub fn is_live(&self, node: NodeId, fact: u32) -> bool {
        let words = &self.live[self.knots.of[node.0 as usize] as usize];
        words[fact as usize / 64] >> (fact % 64) & 1 == 1
    }
}

fn facts(tree: &Tree, rules: &[crate::tree::Rule]) -> BTreeSet<MemoryFact> {
    let mut facts = BTreeSet::new();
    for condition in rules.iter().flat_map(|rule| rule.conditions()) {
        match *condition {
            Condition::Is { node, .. } => {
                facts.insert(MemoryFact::Choice(node));
            }
            Condition::Has { node, tick } | Condition::Lacks { node, tick } => {
                facts.insert(MemoryFact::Tick(node, tick));
            }
            Condition::Highest(_) | Condition::NotHighest(_) => {
                facts.extend(
                    (0..tree.scores.len() as u32).map(|score| MemoryFact::Score(ScoreId(score))),
                );
            }
            Condition::Compare { quantity: Quantity::Score(score), .. } => {
                facts.insert(MemoryFact::Score(score));
            }
            Condition::Compare { quantity: Quantity::Total, .. } => {
                facts.insert(MemoryFact::Total);
            }
            Condition::Compare { quantity: Quantity::Node(node), .. } => {
                facts.extend(match tree.nodes.get(node.0 as usize).map(|node| &node.kind) {
                    Some(NodeKind::Choice(_)) => Some(MemoryFact::Choice(node)),
                    Some(NodeKind::PickMany(_)) => Some(MemoryFact::Count(node)),
                    Some(NodeKind::Number(_)) => Some(MemoryFact::Number(node)),
                    _ => None,
                });
            }
        }
    }
    facts
}
