//! Mutation tests of scenarios: redirects each edge, and lists the mutants that all scenarios pass.
//!
//! Coverage of nodes is not enough, because a redirected answer may go unnoticed. An edge is
//! redirected to each wrong outcome, to the targets of its siblings, and past its target. Caveats
//! are not tested.

use std::collections::{BTreeMap, BTreeSet};

use super::NodeId;
use super::Tree;
use super::scenario::{EdgeRef, passes, run};
use super::walk::Stands;

/// The limit of mutants.
pub const MOST_MUTANTS: usize = 20_000;

/// The result of mutation testing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutation {
    pub tried: usize,
    /// The mutants that no scenario catches.
    pub survivors: Vec<Mutant>,
}

/// One edge redirected: an index of [`super::Node::edges`] and its wrong target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mutant {
    pub edge: EdgeRef,
    pub to: NodeId,
}

/// Redirects every edge of a tree whose scenarios pass, one at a time.
pub fn mutate(tree: &Tree) -> Mutation {
    let takers = takers(tree);
    let mut mutant = tree.clone();
    let mut mutation = Mutation { tried: 0, survivors: Vec::new() };
    let outcomes: Vec<NodeId> =
        tree.ids().filter(|(_, node)| node.is_outcome()).map(|(id, _)| id).collect();
    for (node, written) in tree.ids() {
        for (index, edge) in written.edges().into_iter().enumerate() {
            let branch = EdgeRef { node, index };
            for to in wrong_targets(tree, node, edge.to, &outcomes) {
                if mutation.tried == MOST_MUTANTS {
                    continue;
                }
                mutation.tried += 1;
                redirect(&mut mutant, branch, to);
                let caught = takers.get(&branch).into_iter().flatten().any(|scenario| {
                    let scenario = &tree.scenarios[*scenario];
                    !passes(scenario, &run(&mutant, scenario))
                });
                if !caught {
                    mutation.survivors.push(Mutant { edge: branch, to });
                }
            }
            redirect(&mut mutant, branch, edge.to);
        }
    }
    mutation
}

/// For each edge, the scenarios that take it; only they can detect a change.
fn takers(tree: &Tree) -> BTreeMap<EdgeRef, Vec<usize>> {
    let mut takers: BTreeMap<EdgeRef, Vec<usize>> = BTreeMap::new();
    for (index, scenario) in tree.scenarios.iter().enumerate() {
        let position = run(tree, scenario);
        let mut branches: BTreeSet<EdgeRef> = position
            .steps
            .iter()
            .map(|step| EdgeRef { node: step.node, index: step.edge })
            .collect();
        if let Stands::Composed(node, _) = position.stands {
            branches
                .extend((0..tree.node(node).rules().len()).map(|index| EdgeRef { node, index }));
        }
        for branch in branches {
            takers.entry(branch).or_default().push(index);
        }
    }
    takers
}

fn wrong_targets(tree: &Tree, from: NodeId, to: NodeId, outcomes: &[NodeId]) -> BTreeSet<NodeId> {
    let siblings = tree.node(from).edges().into_iter().map(|edge| edge.to);
    let beyond = tree.node(to).edges().into_iter().map(|edge| edge.to);
    let mut targets: BTreeSet<NodeId> = outcomes.iter().copied().collect();
    targets.extend(siblings.chain(beyond));
    targets.remove(&to);
    targets.remove(&from);
    targets
}

fn redirect(tree: &mut Tree, branch: EdgeRef, to: NodeId) {
    if let Some(node) = tree.nodes.get_mut(branch.node.0 as usize)
        && let Some(edge) = node.edges_mut().into_iter().nth(branch.index)
    {
        edge.to = to;
    }
}
