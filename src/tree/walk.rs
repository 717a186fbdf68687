//! Computes a position from answers.
//!
//! `walk` is a total, stateless function: any tree and any answers give a position. Answers are
//! keyed by question, so a walk ends when a loop returns to an answered question, which is then
//! open again. Going back, changing an answer and opening a shared URL are all a replay from the
//! start.
//!
//! `assets/js/tree-engine.js` implements this file, [`super::rule`] and [`super::flip`] for the
//! browser; change both together. `tests/browser/walk-parity.test.js` compares them.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{KnownAnswers, all_that_apply, first_match, number_of_choice};
use super::{Edge, Given, Node, NodeId, NodeKind, Points, ScoreId, Tree};

/// Answers by question id.
pub type Answers = BTreeMap<String, Given>;

/// The result of a walk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The visited nodes, in order.
    pub steps: Vec<WalkStep>,
    pub stands: Stands,
    /// The caveat of the last edge, if the walk is at an outcome.
    pub caveat: Option<String>,
    /// The ids of unused answers: off this path, or invalid.
    pub unused: Vec<String>,
}

/// A visited node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkStep {
    pub node: NodeId,
    /// The answer to a question; `None` at a step or a table of rules.
    pub given: Option<Given>,
    /// The edge that was taken, as an index of [`Node::edges`].
    pub edge: usize,
}

/// The end of a walk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// This question is unanswered, or a loop led back to it.
    Waiting(NodeId),
    Outcome(NodeId),
    /// All outcomes that apply, each with its row's caveat, and their table.
    Composed(NodeId, Vec<(NodeId, Option<String>)>),
    /// No rule matches here, or rules and steps form a cycle. Impossible in a checked tree.
    Stuck(NodeId),
}

impl Position {
    /// The outcomes at this position; none at an open question.
    pub fn outcomes(&self) -> Vec<NodeId> {
        match &self.stands {
            Stands::Outcome(node) => vec![*node],
            Stands::Composed(_, parts) => parts.iter().map(|(node, _)| *node).collect(),
            Stands::Waiting(_) | Stands::Stuck(_) => Vec::new(),
        }
    }
}

/// Replays the answers from the start of the tree.
pub fn walk(tree: &Tree, answers: &Answers) -> Position {
    let mut replay = Replay {
        tree,
        given: BTreeMap::new(),
        scores: vec![0; tree.scores.len()],
        visited: BTreeSet::new(),
    };
    let mut steps: Vec<WalkStep> = Vec::new();
    let mut caveat = None;
    let mut at = Tree::START;
    let stands = loop {
        let Some(node) = tree.nodes.get(at.0 as usize) else { break Stands::Stuck(at) };
        match replay.leave(at, node, answers) {
            Leave::Stop(stands) => break stands,
            Leave::By(step, edge) => {
                caveat = edge.caveat.clone();
                at = edge.to;
                steps.push(step);
            }
        }
    };
    let caveat = caveat.filter(|_| matches!(stands, Stands::Outcome(_)));
    let used: BTreeSet<&str> = steps
        .iter()
        .filter(|step| step.given.is_some())
        .map(|step| tree.node(step.node).id.as_str())
        .collect();
    let unused = answers.keys().filter(|id| !used.contains(id.as_str())).cloned().collect();
    Position { steps, stands, caveat, unused }
}

/// The state of a walk.
struct Replay<'a> {
    tree: &'a Tree,
    given: BTreeMap<NodeId, &'a Given>,
    scores: Vec<i64>,
    visited: BTreeSet<NodeId>,
}

enum Leave<'a> {
    By(WalkStep, &'a Edge),
    Stop(Stands),
}

impl<'a> Replay<'a> {
    /// The edge out of a node, or the end of the walk.
    fn leave(&mut self, at: NodeId, node: &'a Node, answers: &'a Answers) -> Leave<'a> {
        let first_visit = self.visited.insert(at);
        match &node.kind {
            NodeKind::Outcome(_) => Leave::Stop(Stands::Outcome(at)),
            NodeKind::Step(edge) if first_visit => {
                Leave::By(WalkStep { node: at, given: None, edge: 0 }, edge)
            }
            NodeKind::FirstMatch(rules) if first_visit => match first_match(rules, self) {
                Some(row) => {
                    Leave::By(WalkStep { node: at, given: None, edge: row }, &rules[row].edge)
                }
                None => Leave::Stop(Stands::Stuck(at)),
            },
            NodeKind::AllThatApply(rules) if first_visit => {
                let parts: Vec<(NodeId, Option<String>)> = all_that_apply(rules, self)
                    .into_iter()
                    .map(|row| (rules[row].edge.to, rules[row].edge.caveat.clone()))
                    .collect();
                Leave::Stop(if parts.is_empty() {
                    Stands::Stuck(at)
                } else {
                    Stands::Composed(at, parts)
                })
            }
            NodeKind::Step(_) | NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => {
                Leave::Stop(Stands::Stuck(at))
            }
            _ if !first_visit => Leave::Stop(Stands::Waiting(at)),
            _ => match answers.get(&node.id).and_then(|given| Some((given, taken(node, given)?))) {
                Some((given, (index, edge))) => {
                    self.given.insert(at, given);
                    self.add(node, given, index);
                    Leave::By(WalkStep { node: at, given: Some(given.clone()), edge: index }, edge)
                }
                None => Leave::Stop(Stands::Waiting(at)),
            },
        }
    }

    /// Adds the points of an answer, which leads on by the edge at an index.
    fn add(&mut self, node: &Node, given: &Given, index: usize) {
        let points: Vec<Points> = match (&node.kind, given) {
            (NodeKind::Choice(answers), _) => answers[index].scores.clone(),
            (NodeKind::Number(number), _) => number.branches[index].scores.clone(),
            (NodeKind::PickMany(pick), Given::Ticks(ticks)) => {
                ticks.iter().flat_map(|tick| pick.ticks[*tick].scores.iter().copied()).collect()
            }
            _ => Vec::new(),
        };
        for Points { score, points } in points {
            if let Some(sum) = self.scores.get_mut(score.0 as usize) {
                *sum = sum.saturating_add(points);
            }
        }
    }
}

/// The edge of an answer, with its index; `None` if the answer is invalid.
pub fn taken<'a>(node: &'a Node, given: &Given) -> Option<(usize, &'a Edge)> {
    match (&node.kind, given) {
        (NodeKind::Choice(answers), Given::Choice(index)) => {
            answers.get(*index).map(|answer| (*index, &answer.edge))
        }
        (NodeKind::PickMany(pick), Given::Ticks(ticks)) => {
            pick.accepts(ticks).then_some((0, &pick.edge))
        }
        (NodeKind::Number(number), Given::Number(value)) if number.domain.contains(value) => number
            .branches
            .iter()
            .position(|branch| branch.range.contains(value))
            .map(|index| (index, &number.branches[index].edge)),
        _ => None,
    }
}

impl KnownAnswers for Replay<'_> {
    fn choice(&self, node: NodeId) -> Option<usize> {
        match self.given.get(&node)? {
            Given::Choice(index) => Some(*index),
            _ => None,
        }
    }

    fn ticked(&self, node: NodeId, tick: usize) -> Option<bool> {
        match self.given.get(&node)? {
            Given::Ticks(ticks) => Some(ticks.contains(&tick)),
            _ => None,
        }
    }

    fn number(&self, node: NodeId) -> Option<i64> {
        match (self.given.get(&node)?, &self.tree.node(node).kind) {
            (Given::Choice(index), _) => number_of_choice(self.tree.node(node), *index),
            (Given::Ticks(ticks), NodeKind::PickMany(pick)) => Some(pick.count(ticks)),
            (Given::Number(value), _) => Some(*value),
            _ => None,
        }
    }

    fn score(&self, score: ScoreId) -> i64 {
        self.scores.get(score.0 as usize).copied().unwrap_or(0)
    }

    fn scores(&self) -> usize {
        self.scores.len()
    }

    fn total(&self) -> i64 {
        self.scores.iter().fold(0, |sum: i64, score| sum.saturating_add(*score))
    }
}
