//! Evaluates the conditions of rules.
//!
//! Shared by walks and by exploration, which store answers differently but must agree. An
//! unanswered question satisfies no condition, not even a negated one.
//! `assets/js/tree-engine.js` does the same in the browser.

use std::collections::{BTreeMap, BTreeSet};

use super::{Condition, Node, NodeId, NodeKind, Op, Quantity, Rule, ScoreId, Tree};

/// The known answers when a rule is evaluated.
pub trait KnownAnswers {
    /// The index of the answer to a choice.
    fn choice(&self, node: NodeId) -> Option<usize>;
    /// Whether a tick is set; `None` if the list was not answered.
    fn ticked(&self, node: NodeId, tick: usize) -> Option<bool>;
    /// The number to compare for this question.
    fn number(&self, node: NodeId) -> Option<i64>;
    fn score(&self, score: ScoreId) -> i64;
    /// The number of scores in the tree.
    fn scores(&self) -> usize;
    fn total(&self) -> i64;
}

/// The index of the first row of a first-match table that holds.
pub fn first_match(rules: &[Rule], facts: &impl KnownAnswers) -> Option<usize> {
    rules.iter().position(|rule| holds(rule, facts))
}

/// The rows of an all-that-apply table that hold; `otherwise` only if no row above it does.
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
    let all = |conditions: &Vec<Condition>| {
        conditions.iter().all(|condition| condition_holds(condition, facts))
    };
    rule.alternatives.iter().any(all)
}

fn condition_holds(condition: &Condition, facts: &impl KnownAnswers) -> bool {
    match *condition {
        Condition::Is { node, ref answers } => {
            facts.choice(node).is_some_and(|chosen| answers.contains(&chosen))
        }
        Condition::Lacks { node, tick } => facts.ticked(node, tick) == Some(false),
        Condition::Has { node, tick } => facts.ticked(node, tick) == Some(true),
        Condition::Compare { quantity, op, value } => {
            let known = match quantity {
                Quantity::Node(node) => facts.number(node),
                Quantity::Score(score) => Some(facts.score(score)),
                Quantity::Total => Some(facts.total()),
            };
            known.is_some_and(|known| op.compares(known, value))
        }
        Condition::Highest(score) => is_highest(score, facts),
        Condition::NotHighest(score) => !is_highest(score, facts),
    }
}

fn is_highest(score: ScoreId, facts: &impl KnownAnswers) -> bool {
    (0..facts.scores() as u32)
        .map(ScoreId)
        .all(|other| other == score || facts.score(other) < facts.score(score))
}

impl Op {
    /// The operator that holds where this one does not.
    pub fn negated(self) -> Op {
        match self {
            Op::Less => Op::AtLeast,
            Op::AtMost => Op::Greater,
            Op::Equal => Op::NotEqual,
            Op::NotEqual => Op::Equal,
            Op::AtLeast => Op::Less,
            Op::Greater => Op::AtMost,
        }
    }

    /// Whether `left op right` holds.
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

/// The number to compare for an answer of a choice: the lower bound of its label.
pub fn number_of_choice(node: &Node, answer: usize) -> Option<i64> {
    match &node.kind {
        NodeKind::Choice(answers) => {
            answers.get(answer)?.range.as_ref().map(|range| *range.start())
        }
        _ => None,
    }
}

/// For each number question, the lowest number of each interval that branches or rules distinguish,
/// all within the question's domain.
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
    for condition in rules.flat_map(|rule| rule.conditions()) {
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
