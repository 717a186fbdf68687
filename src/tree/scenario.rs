//! Scenarios as tests: failures, and answers that none takes.

use std::collections::BTreeSet;

use super::walk::{Answers, Position, Stands, walk};
use super::{Given, Node, NodeId, Scenario, Tree};

/// A scenario that does not end at its expected outcomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The index in [`Tree::scenarios`].
    pub scenario: usize,
    pub position: Position,
}

/// An edge by its node: the index of an answer or branch, of a tick, or of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EdgeRef {
    pub node: NodeId,
    pub index: usize,
}

/// The scenarios that fail, in text order.
pub fn failures(tree: &Tree) -> Vec<Failure> {
    let scenarios = tree.scenarios.iter().enumerate();
    scenarios
        .filter_map(|(index, scenario)| {
            let position = run(tree, scenario);
            (!passes(scenario, &position)).then_some(Failure { scenario: index, position })
        })
        .collect()
}

/// The position that a scenario's answers lead to.
pub fn run(tree: &Tree, scenario: &Scenario) -> Position {
    walk(tree, &answers(tree, scenario))
}

/// Whether a position is exactly where a scenario expects it, with every answer used.
///
/// If several outcomes apply, the scenario must name all of them.
pub fn passes(scenario: &Scenario, position: &Position) -> bool {
    let wanted: BTreeSet<NodeId> = scenario.ends_at.iter().copied().collect();
    let found: BTreeSet<NodeId> = position.outcomes().into_iter().collect();
    wanted == found && position.unused.is_empty()
}

/// A scenario's answers by question id.
pub fn answers(tree: &Tree, scenario: &Scenario) -> Answers {
    let given = scenario.answers.iter();
    given.map(|(node, given)| (tree.node(*node).id.clone(), given.clone())).collect()
}

/// The answers, branches, ticks and rules that no scenario takes, in tree order.
pub fn untaken(tree: &Tree) -> Vec<EdgeRef> {
    let mut taken: BTreeSet<EdgeRef> = BTreeSet::new();
    for scenario in &tree.scenarios {
        let position = run(tree, scenario);
        for step in &position.steps {
            match &step.given {
                Some(Given::Ticks(ticks)) => {
                    taken.extend(
                        ticks.iter().map(|index| EdgeRef { node: step.node, index: *index }),
                    );
                }
                _ => {
                    taken.insert(EdgeRef { node: step.node, index: step.edge });
                }
            }
        }
        if let Stands::Composed(node, parts) = &position.stands {
            let rules = tree.node(*node).rules().iter().enumerate();
            let applied = rules.filter(|(_, rule)| parts.iter().any(|(to, _)| *to == rule.edge.to));
            taken.extend(applied.map(|(index, _)| EdgeRef { node: *node, index }));
        }
    }
    edges(tree).filter(|edge| !taken.contains(edge)).collect()
}

/// Every answer, branch, tick and rule of a tree.
pub fn edges(tree: &Tree) -> impl Iterator<Item = EdgeRef> {
    tree.ids().flat_map(|(node, written)| {
        (0..written.branches()).map(move |index| EdgeRef { node, index })
    })
}

/// Answers in the syntax of scenarios: `threshold: Not sure; weeks: 6`.
pub fn written(tree: &Tree, answers: &[(NodeId, Given)]) -> String {
    let pairs = answers.iter().map(|(node, given)| {
        let node = tree.node(*node);
        format!("{}: {}", node.id, label(node, given))
    });
    pairs.collect::<Vec<_>>().join("; ")
}

/// An answer in the author's words.
pub fn label(node: &Node, given: &Given) -> String {
    match given {
        Given::Choice(index) => node.label(*index).to_owned(),
        Given::Ticks(ticks) => {
            ticks.iter().map(|tick| node.label(*tick)).collect::<Vec<_>>().join(", ")
        }
        Given::Number(value) => value.to_string(),
    }
}
