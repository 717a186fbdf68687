//! Whether the conditions of a rule hold.
//!
//! A walk and the exploration of all states know their answers in different ways and must decide
//! the same; both ask here. A question that was not answered satisfies no condition.
//! `assets/js/tree-engine.js` decides the same in the page.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Node, NodeId, NodeKind, Op, Quantity, Rule, ScoreId, Tree};

/// What is known when a rule is read.
pub trait KnownAnswers {
    /// The index of the answer to a choice.
    fn choice(&self, node: NodeId) -> Option<usize>;
    /// Whether a tick was set; nothing if the list was not answered.
    fn ticked(&self, node: NodeId, tick: usize) -> Option<bool>;
    /// What rules compare for this question.
    fn number(&self, node: NodeId) -> Option<i64>;
    fn score(&self, score: ScoreId) -> i64;
    /// How many scores the tree has.
    fn scores(&self) -> usize;
    fn total(&self) -> i64;
}

/// The rows of a first-match table that decide: the index of the first that holds.
pub fn first_match(rules: &[Rule], facts: &impl KnownAnswers) -> Option<usize> {
    rules.iter().position(|rule| holds(rule, facts))
}

/// The rows of an all-that-apply table that hold; `otherwise` only when no row above it does.
pub fn all_that_apply(rules: &[Rule], facts: &impl KnownAnswers) -> Vec<usize> {
    let mut matching = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        if (!rule.is_otherwise() || matching.is_empty()) && holds(rule, facts) {
            matching.push(index);
        }
    }
    matching
}

fn holds(rule: &Rule, facts: &impl KnownAnswers) -> bool {
    rule.conditions.iter().all(|condition| condition_holds(condition, facts))
}

fn condition_holds(condition: &Condition, facts: &impl KnownAnswers) -> bool {
    match *condition {
        Condition::Is { node, answer } => facts.choice(node) == Some(answer),
        Condition::Has { node, tick } => facts.ticked(node, tick) == Some(true),
        Condition::Compare { quantity, op, value } => {
            let known = match quantity {
                Quantity::Node(node) => facts.number(node),
                Quantity::Score(score) => Some(facts.score(score)),
                Quantity::Total => Some(facts.total()),
            };
            known.is_some_and(|known| op.compares(known, value))
        }
        Condition::Highest(score) => (0..facts.scores() as u32)
            .map(ScoreId)
            .all(|other| other == score || facts.score(other) < facts.score(score)),
    }
}

impl Op {
    /// Whether `left op right` is true.
    pub fn compares(self, left: i64, right: i64) -> bool {
        match self {
            Op::Less => left < right,
            Op::AtMost => left <= right,
            Op::Equal => left == right,
            Op::NotEqual => left != right,
            Op::AtLeast => left >= right,
            Op::Greater => left > right,
        }
    }
}

/// What rules compare when a choice was answered so: the lowest number that the label stands for.
pub fn number_of_choice(node: &Node, answer: usize) -> Option<i64> {
    match &node.kind {
        NodeKind::Choice(answers) => {
            answers.get(answer)?.range.as_ref().map(|range| *range.start())
        }
        _ => None,
    }
}

/// For each number question, the lowest number of every interval that a branch or a rule tells
/// apart from the one below it. All of them lie in the question's domain.
pub fn intervals(tree: &Tree) -> BTreeMap<NodeId, BTreeSet<i64>> {
    let mut starts: BTreeMap<NodeId, BTreeSet<i64>> = BTreeMap::new();
    for (id, node) in tree.ids() {
        if let NodeKind::Number(number) = &node.kind {
            let own = starts.entry(id).or_default();
            own.insert(*number.domain.start());
            for branch in &number.branches {
                own.insert(*branch.range.start());
                own.extend(branch.range.end().checked_add(1));
            }
        }
    }
    let rules = tree.nodes.iter().flat_map(|node| node.rules());
    for condition in rules.flat_map(|rule| &rule.conditions) {
        let Condition::Compare { quantity: Quantity::Node(node), op, value } = condition else {
            continue;
        };
        let Some(own) = starts.get_mut(node) else { continue };
        if !matches!(op, Op::AtMost | Op::Greater) {
            own.insert(*value);
        }
        if !matches!(op, Op::AtLeast | Op::Less) {
            own.extend(value.checked_add(1));
        }
    }
    for (id, own) in &mut starts {
        if let NodeKind::Number(number) = &tree.node(*id).kind {
            own.retain(|value| number.domain.contains(value));
        }
    }
    starts
}
