//! Every state that a tree can be in, exactly.
//!
//! Two walks are in the same state when they stand at the same node and agree on whatever a rule
//! can still read; from there on they are the same walk. So states are merged, paths are counted
//! and never listed, tick lists are taken one tick at a time, and numbers by the intervals that
//! rules and branches tell apart. What comes out holds for all answers, and is no sample.

mod idle;
mod measure;
mod memory;
mod reads;
mod states;

use std::ops::RangeInclusive;

use self::measure::measure;
use self::states::states;
use super::{Given, NodeId, Tree};

/// A tree with more states than this is not explored.
pub const MOST_STATES: usize = 200_000;

/// The tree has more than [`MOST_STATES`] states, or states that are as heavy as so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge;

/// What is true of a tree whatever is answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Exploration {
    /// How many states there are after merging.
    pub states: usize,
    /// How many paths lead to an end, each interval of numbers counted once. Stays at the largest
    /// number that there is when it cannot go higher.
    pub paths: u128,
    /// The most questions that a path asks.
    pub longest: usize,
    /// The most questions that a path asks, as the nodes of such a path.
    pub longest_path: Vec<NodeId>,
    /// For each node, if any answers lead to it.
    pub nodes: Vec<Option<Reach>>,
    /// The outcomes that are reached, in the order in which they are written.
    pub endings: Vec<Ending>,
    /// Rows that no answers make fire, as table and row.
    pub dead_rules: Vec<(NodeId, usize)>,
    /// For each table that leaves some answers without a row: the shortest such answers.
    pub unmatched: Vec<(NodeId, Vec<(NodeId, Given)>)>,
    /// Questions that are asked and whose answer never changes the outcome or its caveat.
    pub idle: Vec<NodeId>,
}

/// How a node lies between the start and the ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// How many questions have been answered when a walk comes here.
    pub before: RangeInclusive<usize>,
    /// How many questions are left, this one included.
    pub left: RangeInclusive<usize>,
}

/// How an outcome is reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Ending {
    pub outcome: NodeId,
    /// How many paths end here, alone or with other outcomes that apply.
    pub paths: u128,
    /// The share of walks that end here when every answer to a question weighs the same: every
    /// choice, every combination of ticks, every interval of numbers.
    pub share: f64,
    /// The answers of a path with the fewest questions, and of those one with the fewest ticks.
    pub shortest: Vec<(NodeId, Given)>,
}

/// Explores all states of a tree.
///
/// # Errors
/// When there are more than [`MOST_STATES`].
pub fn explore(tree: &Tree) -> Result<Exploration, TooLarge> {
    Ok(measure(tree, &states(tree)?))
}
