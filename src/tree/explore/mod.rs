//! Explores all states of a tree, exactly.
//!
//! Two walks are in the same state if they are at the same node and agree on everything that later
//! rules can read. States are merged, paths are counted and not listed, tick lists are taken tick
//! by tick, and numbers by the intervals that rules and branches distinguish. Results hold for all
//! answers; nothing is sampled.

mod idle;
mod measure;
mod memory;
mod reads;
mod states;
mod unasked;

use std::ops::RangeInclusive;

use self::measure::measure;
use self::states::states;
use super::{Given, NodeId, Tree};

/// Larger trees are not explored.
pub const MOST_STATES: usize = 200_000;

/// The tree has more than [`MOST_STATES`] states, or an equivalent memory use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// Properties of a tree for all possible answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Exploration {
    /// The number of states after merging.
    pub states: usize,
    /// The number of paths to an end, with each interval of numbers counted once. Saturates at the
    /// maximum.
    pub paths: u128,
    /// The most questions that a path asks.
    pub longest: usize,
    /// The nodes of a path with the most questions.
    pub longest_path: Vec<NodeId>,
    /// By node; `None` for unreachable nodes.
    pub nodes: Vec<Option<Reach>>,
    /// The outcomes that are reached, in text order.
    pub endings: Vec<Ending>,
    /// Rules that never apply, as table and row.
    pub dead_rules: Vec<(NodeId, usize)>,
    /// For each table without a row for some answers: the shortest such answers.
    pub unmatched: Vec<(NodeId, Vec<(NodeId, Given)>)>,
    /// Questions that are asked and whose answers never change the outcome or its caveat.
    pub idle: Vec<NodeId>,
    /// Repeated answers that some path has not given: an index of [`Tree::echoes`] and the nodes of
    /// such a path.
    pub unasked: Vec<(usize, Vec<NodeId>)>,
}

/// The distances of a node from the start and the ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The number of questions answered before this node.
    pub before: RangeInclusive<usize>,
    /// The number of questions left, this one included.
    pub left: RangeInclusive<usize>,
}

/// How an outcome is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    pub outcome: NodeId,
    /// The number of paths that end here, alone or with other outcomes.
    pub paths: u128,
    /// The share of walks that end here when all answers to a question are equally likely: every
    /// choice, every combination of ticks, every interval of numbers.
    pub share: f64,
    /// The answers of a path with the fewest questions, and among those the fewest ticks.
    pub shortest: Vec<(NodeId, Given)>,
}

/// Explores all states of a tree.
///
/// # Errors
/// When there are more than [`MOST_STATES`].
pub fn explore(tree: &Tree) -> Result<Exploration, TooLarge> {
    Ok(measure(tree, &states(tree)?))
}
