//! Problems found by exploring all states.

use super::{echoes, path};
use crate::diagnostic::Code;
use crate::tree::explore::{Exploration, MOST_STATES, explore};
use crate::tree::graph::{reachable, reversed, successors};
use crate::tree::problem::TreeProblem;
use crate::tree::scenario::written;
use crate::tree::{Form, NodeId, NodeKind, Tree};

/// Readers give up on longer paths.
const MOST_QUESTIONS: usize = 7;
/// With a larger share of all walks, one outcome leaves little to decide.
const MOST_SHARE: f64 = 0.9;
/// Outcomes with a smaller share of all walks are usually mistakes.
const LEAST_SHARE: f64 = 0.001;

/// All problems that the exploration finds.
pub fn problems(tree: &Tree) -> Vec<TreeProblem> {
    let Ok(found) = explore(tree) else { return vec![too_large(tree)] };
    let mut problems = unmatched(tree, &found);
    problems.extend(dead_rules(tree, &found));
    problems.extend(never_reached(tree, &found));
    problems.extend(echoes::problems(tree, &found));
    problems.extend(idle(tree, &found));
    if tree.form == Form::File {
        problems.extend(long(tree, &found));
        problems.extend(lopsided(tree, &found));
    }
    problems
}

/// The problems that some walk shows, so that more ways through the tree would not mend them.
pub fn counterexamples(tree: &Tree) -> Vec<TreeProblem> {
    let Ok(found) = explore(tree) else { return vec![too_large(tree)] };
    let mut problems = unmatched(tree, &found);
    problems.extend(echoes::problems(tree, &found));
    problems
}

fn too_large(tree: &Tree) -> TreeProblem {
    let message = format!("this tree has more than {MOST_STATES} states, too many to check");
    let problem = TreeProblem::new(Code::TreeTooLarge, &tree.nodes[0].span, message);
    problem.help("let rules read counts and scores in place of single ticks, or split the tree")
}

fn dead_rules(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    let dead = found.dead_rules.iter().map(|(node, row)| {
        let span = &tree.node(*node).rules()[*row].span;
        TreeProblem::new(Code::TreeDeadRule, span, "this rule never applies, whatever is answered")
            .help("remove it, or move it above the rule that matches first")
    });
    dead.collect()
}

fn unmatched(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    let unmatched = found.unmatched.iter().map(|(node, answers)| {
        let node = tree.node(*node);
        let when = if answers.is_empty() {
            String::new()
        } else {
            format!(" the answers `{}`", written(tree, answers))
        };
        let message = format!("no rule of `{}` matches{when}", node.title);
        TreeProblem::new(Code::TreeUnmatched, &node.span, message)
            .help("add a row for them, or a last row that always matches: `otherwise`")
    });
    unmatched.collect()
}

/// Unreached nodes with reached predecessors; nodes behind them are not reported.
fn never_reached(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    let successors = successors(tree);
    let before = reversed(&successors);
    let connected = reachable(&successors, [Tree::START]);
    let is_reached = |id: NodeId| found.nodes[id.0 as usize].is_some();
    let missed = tree.ids().filter(|(id, _)| {
        let neighbours = &before[id.0 as usize];
        connected[id.0 as usize] && !is_reached(*id) && neighbours.iter().any(|id| is_reached(*id))
    });
    missed
        .map(|(_, node)| {
            let message = format!("no combination of answers reaches `{}`", node.title);
            TreeProblem::new(Code::TreeNeverReached, &node.span, message)
                .help("change the rules that lead to it, or remove it")
        })
        .collect()
}

fn idle(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    // An answer that a text repeats is not asked for in vain.
    let repeated = |id: &NodeId| tree.echoes.iter().any(|echo| echo.question == *id);
    let idle = found.idle.iter().filter(|id| !repeated(id)).map(|id| {
        let node = tree.node(*id);
        let mut targets: Vec<NodeId> = node.edges().into_iter().map(|edge| edge.to).collect();
        targets.dedup();
        match (&node.kind, &targets[..]) {
            (NodeKind::Choice(_), [only]) => {
                let to = &tree.node(*only).title;
                let message = format!("every answer to `{}` leads to `{to}`", node.title);
                TreeProblem::new(Code::TreeSamePlace, &node.span, message)
                    .help("remove the question, or give its answers different targets")
            }
            _ => {
                let message = format!("the answer to `{}` never changes the outcome", node.title);
                TreeProblem::new(Code::TreeIdle, &node.span, message)
                    .help("remove the question, or add a rule that reads it")
            }
        }
    });
    idle.collect()
}

fn long(tree: &Tree, found: &Exploration) -> Option<TreeProblem> {
    (found.longest > MOST_QUESTIONS).then(|| {
        let message = format!("the longest path asks {} questions", found.longest);
        let help = format!(
            "split the tree, or join questions into one tick list: {}",
            path(tree, &found.longest_path)
        );
        TreeProblem::new(Code::TreeLong, &tree.nodes[0].span, message).help(help)
    })
}

fn lopsided(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    if found.endings.len() < 2 {
        return Vec::new();
    }
    let extreme = found
        .endings
        .iter()
        .filter(|ending| ending.share > MOST_SHARE || ending.share < LEAST_SHARE);
    extreme
        .map(|ending| {
            let node = tree.node(ending.outcome);
            let percent = ending.share * 100.0;
            let message = format!("{percent:.1} % of all walks end at `{}`", node.title);
            TreeProblem::new(Code::TreeLopsided, &node.span, message)
                .help("ask something that tells the cases apart better")
        })
        .collect()
}
