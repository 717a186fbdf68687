//! A tree as a graph: successors, reachability and cycles.
//!
//! Ignores answers; [`super::explore`] determines what they allow.

use super::{Edge, NodeId, Tree};

/// The targets of every node that exist.
pub fn successors(tree: &Tree) -> Vec<Vec<NodeId>> {
    arrows(tree, |_| true)
}

/// The targets of every node by edges that are not marked `(again)`.
pub fn onward(tree: &Tree) -> Vec<Vec<NodeId>> {
    arrows(tree, |edge| !edge.again)
}

fn arrows(tree: &Tree, wanted: impl Fn(&Edge) -> bool) -> Vec<Vec<NodeId>> {
    let exists = |to: &NodeId| (to.0 as usize) < tree.nodes.len();
    tree.nodes
        .iter()
        .map(|node| {
            let edges = node.edges().into_iter().filter(|edge| wanted(edge));
            edges.map(|edge| edge.to).filter(exists).collect()
        })
        .collect()
}

/// The nodes that are reachable from some of them, themselves included.
pub fn reachable(successors: &[Vec<NodeId>], from: impl IntoIterator<Item = NodeId>) -> Vec<bool> {
    let mut reached = vec![false; successors.len()];
    let mut open: Vec<NodeId> = from.into_iter().collect();
    while let Some(node) = open.pop() {
        let Some(seen) = reached.get_mut(node.0 as usize) else { continue };
        if !std::mem::replace(seen, true) {
            open.extend(&successors[node.0 as usize]);
        }
    }
    reached
}

/// The reversed graph.
pub fn reversed(successors: &[Vec<NodeId>]) -> Vec<Vec<NodeId>> {
    let mut predecessors = vec![Vec::new(); successors.len()];
    for (from, targets) in successors.iter().enumerate() {
        for to in targets {
            predecessors[to.0 as usize].push(NodeId(from as u32));
        }
    }
    predecessors
}

/// The strongly connected components of a graph.
#[derive(Debug, Clone)]
pub struct Knots {
    /// The component of each node. A component's number is higher than those of its successors.
    pub of: Vec<u32>,
    pub count: usize,
    /// Whether the node is on a cycle.
    pub on_circle: Vec<bool>,
}

/// Finds the components in one pass, with an explicit stack.
pub fn knots(successors: &[Vec<NodeId>]) -> Knots {
    const UNSEEN: u32 = u32::MAX;
    let count = successors.len();
    let mut knots = Knots { of: vec![UNSEEN; count], count: 0, on_circle: vec![false; count] };
    let mut order = vec![UNSEEN; count];
    let mut lowest = vec![UNSEEN; count];
    let mut seen = 0;
    let mut members: Vec<usize> = Vec::new();
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in 0..count {
        if order[start] != UNSEEN {
            continue;
        }
        path.push((start, 0));
        while let Some((node, next)) = path.pop() {
            if next == 0 {
                (order[node], lowest[node]) = (seen, seen);
                seen += 1;
                members.push(node);
            }
            match successors[node].get(next) {
                Some(to) => {
                    let to = to.0 as usize;
                    path.push((node, next + 1));
                    if order[to] == UNSEEN {
                        path.push((to, 0));
                    } else if knots.of[to] == UNSEEN {
                        lowest[node] = lowest[node].min(order[to]);
                    }
                }
                None => {
                    if lowest[node] == order[node] {
                        let first = members.iter().rposition(|member| *member == node);
                        let knot = members.split_off(first.unwrap_or(0));
                        let circle = knot.len() > 1
                            || successors[node].iter().any(|to| to.0 as usize == node);
                        for member in knot {
                            knots.of[member] = knots.count as u32;
                            knots.on_circle[member] = circle;
                        }
                        knots.count += 1;
                    }
                    if let Some((parent, _)) = path.last() {
                        lowest[*parent] = lowest[*parent].min(lowest[node]);
                    }
                }
            }
        }
    }
    knots
}
