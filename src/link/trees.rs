//! Decision trees in their places: their addresses, and the entries that their outcomes lead to.

use std::ops::{Range, RangeInclusive};

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use crate::link::route::Route;
use crate::link::{Entry, EntryId, Target, TreeId};
use crate::tree::explore::{Exploration, explore};
use crate::tree::{Given, NodeId, Tree};

/// A tree and its place in the book.
#[derive(Debug, Clone)]
pub struct PlacedTree {
    pub tree: Tree,
    /// The entry that it is written in; for a tree file, the tree itself.
    pub entry: EntryId,
    /// Its own page.
    pub route: Route,
    /// The blocks of its entry that it was read from.
    pub list: Range<usize>,
    /// What is true of it whatever is answered; nothing for a tree of too many states.
    pub explored: Option<Exploration>,
}

/// An outcome of a tree whose text links to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentBy {
    pub tree: TreeId,
    pub outcome: NodeId,
}

/// Explores all trees, in parallel.
pub fn explore_all(trees: &mut [PlacedTree]) {
    trees.par_iter_mut().for_each(|placed| placed.explored = explore(&placed.tree).ok());
}

impl PlacedTree {
    /// How many questions are left at a node, itself included, if answers lead to it.
    pub fn questions_left(&self, node: NodeId) -> Option<RangeInclusive<usize>> {
        let reach = self.explored.as_ref()?.nodes.get(node.0 as usize)?.as_ref()?;
        Some(reach.left.clone())
    }

    /// The fewest answers that lead to an outcome.
    pub fn shortest(&self, outcome: NodeId) -> Option<&[(NodeId, Given)]> {
        let endings = &self.explored.as_ref()?.endings;
        let ending = endings.iter().find(|ending| ending.outcome == outcome)?;
        Some(&ending.shortest)
    }
}

/// Tells each entry which trees it holds.
pub fn add_trees(entries: &mut [Entry], trees: &[PlacedTree]) {
    for (index, placed) in trees.iter().enumerate() {
        entries[placed.entry.0 as usize].trees.push(TreeId(index as u32));
    }
}

/// Tells each entry which outcomes lead to it.
pub fn add_senders(entries: &mut [Entry], trees: &[PlacedTree]) {
    let mut pairs: Vec<(EntryId, SentBy)> = Vec::new();
    for (index, placed) in trees.iter().enumerate() {
        let prose = &entries[placed.entry.0 as usize].parsed.prose;
        for (outcome, node) in placed.tree.ids().filter(|(_, node)| node.is_outcome()) {
            let links = [&node.span, &node.body].map(|range| prose.links_in(range));
            for link in links.into_iter().flatten() {
                match link.to {
                    Target::Entry { entry, .. } if entry != placed.entry => {
                        let sender = SentBy { tree: TreeId(index as u32), outcome };
                        pairs.push((entry, sender));
                    }
                    _ => {}
                }
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    for (entry, sender) in pairs {
        entries[entry.0 as usize].sent_by.push(sender);
    }
}
