//! Decision trees with their addresses, and the entries that their outcomes link to.

use std::ops::{Range, RangeInclusive};
use std::sync::{Arc, OnceLock};

use crate::link::by_entry::ByEntry;
use crate::link::links::Links;
use crate::link::route::Route;
use crate::link::{Entry, EntryId, Surface, Target, TreeId};
use crate::parse::tree_prose::Detected;
use crate::tree::explore::{Exploration, explore};
use crate::tree::level::Level;
use crate::tree::{Given, NodeId, Tree};

/// A tree and its place in the book.
#[derive(Debug, Clone)]
pub struct PlacedTree {
    pub tree: Arc<Tree>,
    /// The entry that holds it; for a tree file, the tree itself.
    pub entry: EntryId,
    /// The address of the page that shows it: its own, or that of its entry.
    pub route: Route,
    /// The range of the entry's blocks that it was read from.
    pub list: Range<usize>,
    /// Computed on first use.
    explored: OnceLock<Option<Exploration>>,
}

/// An outcome of a tree that links to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct SentBy {
    pub tree: TreeId,
    pub outcome: NodeId,
}

impl PlacedTree {
    pub fn new(found: &Detected, entry: EntryId, route: Route) -> PlacedTree {
        let Detected { tree, list } = found.clone();
        PlacedTree { tree, entry, route, list, explored: OnceLock::new() }
    }

    /// Whether it has a page of its own.
    pub fn has_page(&self) -> bool {
        self.tree.level() >= Level::Page
    }

    /// The exploration of all its states; `None` for a tree with too many.
    pub fn explored(&self) -> Option<&Exploration> {
        self.explored.get_or_init(|| explore(&self.tree).ok()).as_ref()
    }

    /// The number of questions left at a node, itself included, if it is reachable.
    pub fn questions_left(&self, node: NodeId) -> Option<RangeInclusive<usize>> {
        let reach = self.explored()?.nodes.get(node.0 as usize)?.as_ref()?;
        Some(reach.left.clone())
    }

    /// The fewest answers that lead to an outcome.
    pub fn shortest(&self, outcome: NodeId) -> Option<&[(NodeId, Given)]> {
        let endings = &self.explored()?.endings;
        let ending = endings.iter().find(|ending| ending.outcome == outcome)?;
        Some(&ending.shortest)
    }
}

/// The outcomes that link to each entry, in their titles and texts.
pub fn senders(entries: &[Entry], links: &Links, trees: &[PlacedTree]) -> ByEntry<SentBy> {
    let mut pairs: Vec<(EntryId, SentBy)> = Vec::new();
    for (index, placed) in trees.iter().enumerate() {
        let holder = &entries[placed.entry.0 as usize];
        if !holder.appears(Surface::Backlinks) {
            continue;
        }
        for (outcome, node) in placed.tree.ids().filter(|(_, node)| node.is_outcome()) {
            for link in [&node.span, &node.body].into_iter().flat_map(|it| links.within(holder, it))
            {
                match link.target {
                    Target::Entry { entry, .. } if *entry != placed.entry => {
                        let sender = SentBy { tree: TreeId(index as u32), outcome };
                        pairs.push((*entry, sender));
                    }
                    _ => {}
                }
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    ByEntry::new(entries.len(), pairs)
}
