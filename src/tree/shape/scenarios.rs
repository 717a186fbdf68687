//! Scenarios that fail, and answers that no scenario takes.

use std::collections::BTreeMap;

use super::{listed, path};
use crate::diagnostic::Code;
use crate::tree::problem::Problem;
use crate::tree::scenario::{Failure, failures, untaken};
use crate::tree::walk::Stands;
use crate::tree::{Form, Kind, NodeId, Tree};

pub fn problems(tree: &Tree) -> Vec<Problem> {
    let mut problems: Vec<Problem> =
        failures(tree).iter().map(|failure| failed(tree, failure)).collect();
    if tree.form == Form::File {
        problems.extend(untested(tree));
    }
    problems
}

fn failed(tree: &Tree, failure: &Failure) -> Problem {
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
    Problem::new(Code::TreeScenario, &scenario.span, message)
        .help(format!("its path is {}", path(tree, &walked)))
}

/// One problem for each question, however many of its answers are not taken.
fn untested(tree: &Tree) -> Vec<Problem> {
    if tree.scenarios.is_empty() {
        let message = format!("no scenario tests `{}`", tree.title);
        let help = "add `## Scenarios` with a table `| Scenario | Answers | Ends at |`";
        return vec![Problem::new(Code::TreeUntested, &tree.nodes[0].span, message).help(help)];
    }
    let mut missing: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
    for way in untaken(tree) {
        missing.entry(way.node).or_default().push(way.index);
    }
    missing
        .into_iter()
        .map(|(id, ways)| {
            let node = tree.node(id);
            let labels: Vec<&str> = ways.iter().map(|way| label(&node.kind, *way)).collect();
            let message = match node.is_question() {
                true => format!("no scenario answers `{}` with {}", node.id, listed(&labels)),
                false => {
                    format!("no scenario comes to {} of the rules of `{}`", ways.len(), node.title)
                }
            };
            Problem::new(Code::TreeUntested, &node.span, message)
                .help("add a row that does to the table of scenarios")
        })
        .collect()
}

fn label(kind: &Kind, index: usize) -> &str {
    match kind {
        Kind::Choice(answers) => answers.get(index).map_or("", |answer| &answer.label),
        Kind::PickMany(pick) => pick.ticks.get(index).map_or("", |tick| &tick.label),
        Kind::Number(number) => number.branches.get(index).map_or("", |branch| &branch.label),
        _ => "",
    }
}
