//! How many questions are left from each node, as far as the graph alone can tell.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{NodeId, Tree};

/// For each node the least and the most questions from it to an outcome, itself included.
///
/// Edges that lead round in a circle count as no way on. Linear in the edges.
pub fn questions_left(tree: &Tree) -> Vec<RangeInclusive<u32>> {
    let mut left: Vec<Option<(u32, u32)>> = vec![None; tree.nodes.len()];
    let mut open: BTreeSet<NodeId> = BTreeSet::new();
    let mut waiting: Vec<(NodeId, Visit)> = tree.ids().map(|(id, _)| (id, Visit::Enter)).collect();
    waiting.reverse();
    while let Some((id, visit)) = waiting.pop() {
        if left[id.0 as usize].is_some() {
            continue;
        }
        let targets = || tree.node(id).edges().into_iter().map(|edge| edge.to);
        match visit {
            Visit::Enter => {
                open.insert(id);
                waiting.push((id, Visit::Leave));
                let next =
                    targets().filter(|to| left[to.0 as usize].is_none() && !open.contains(to));
                waiting.extend(next.map(|to| (to, Visit::Enter)).collect::<Vec<_>>());
            }
            Visit::Leave => {
                open.remove(&id);
                let below: Vec<(u32, u32)> =
                    targets().filter_map(|to| left[to.0 as usize]).collect();
                let least = below.iter().map(|(least, _)| *least).min().unwrap_or(0);
                let most = below.iter().map(|(_, most)| *most).max().unwrap_or(0);
                let here = u32::from(tree.node(id).is_question());
                left[id.0 as usize] = Some((least + here, most + here));
            }
        }
    }
    left.into_iter().map(|range| range.map_or(0..=0, |(least, most)| least..=most)).collect()
}

enum Visit {
    Enter,
    Leave,
}
