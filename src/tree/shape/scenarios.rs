//! Failing scenarios, and answers without a scenario.

use std::collections::BTreeMap;

use super::{Unread, listed, path};
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::scenario::{Failure, failures, untaken};
use crate::tree::walk::Stands;
use crate::tree::{Form, NodeId, Tree};

pub fn problems(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    if !unread.has_all_answers() {
        return Vec::new();
    }
    // Where a scenario goes that comes to a missing target is not known.
    let is_known = |failure: &&Failure| {
        failure.position.outcomes().iter().all(|end| !unread.targets.contains(end))
    };
    let failures = failures(tree);
    let mut problems: Vec<TreeProblem> =
        failures.iter().filter(is_known).map(|failure| failed(tree, failure)).collect();
    if tree.form == Form::File && unread.is_whole() && !unread.scenarios {
        problems.extend(untested(tree));
    }
    problems
}

fn failed(tree: &Tree, failure: &Failure) -> TreeProblem {
    let scenario = &tree.scenarios[failure.scenario];
    let position = &failure.position;
    let titles = |nodes: &[NodeId]| {
        let titles: Vec<String> =
            nodes.iter().map(|node| format!("`{}`", tree.node(*node).title)).collect();
        titles.join(" and ")
    };
    let wanted = titles(&scenario.ends_at);
    let message = match &position.stands {
        Stands::Waiting(node) => {
            format!("`{}` stops at {}, which it does not answer", scenario.name, titles(&[*node]))
        }
        Stands::Stuck(node) => {
            format!("`{}` stops at {}, where no rule matches", scenario.name, titles(&[*node]))
        }
        _ if position.outcomes() == scenario.ends_at => {
            format!(
                "`{}` never comes to its answer to `{}`",
                scenario.name,
                position.unused.join("`, `")
            )
        }
        _ => format!(
            "`{}` ends at {} and not at {wanted}",
            scenario.name,
            titles(&position.outcomes())
        ),
    };
    let mut walked: Vec<NodeId> = position.steps.iter().map(|step| step.node).collect();
    walked.extend(match position.stands {
        Stands::Waiting(node) | Stands::Stuck(node) | Stands::Outcome(node) => Some(node),
        Stands::Composed(node, _) => Some(node),
    });
    TreeProblem::new(Code::TreeScenario, &scenario.span, message)
        .help(format!("its path is {}", path(tree, &walked)))
}

/// One problem per question, however many of its answers are untested.
fn untested(tree: &Tree) -> Vec<TreeProblem> {
    if tree.scenarios.is_empty() {
        let message = format!("no scenario tests `{}`", tree.title);
        let help = "add `## Scenarios` with a table `| Scenario | Answers | Ends at |`";
        return vec![TreeProblem::new(Code::TreeUntested, &tree.nodes[0].span, message).help(help)];
    }
    let mut missing: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for branch in untaken(tree) {
        missing.entry(branch.node).or_default().push(branch.index);
    }
    missing
        .into_iter()
        .map(|(id, branches)| {
            let node = tree.node(id);
            let labels: Vec<&str> = branches.iter().map(|branch| node.label(*branch)).collect();
            let message = if node.is_question() {
                format!("no scenario answers `{}` with {}", node.id, listed(&labels))
            } else if node.rules().is_empty() {
                format!("no scenario comes to `{}`", node.title)
            } else {
                format!("no scenario comes to {} of the rules of `{}`", branches.len(), node.title)
            };
            TreeProblem::new(Code::TreeUntested, &node.span, message)
                .help("add a row that does to the table of scenarios")
        })
        .collect()
}
