//! Problems of the graph: unreachable nodes, cycles and dead ends.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Unread, path};
use crate::diagnostic::Code;
use crate::tree::graph::{knots, onward, reachable, reversed, successors};
use crate::tree::problem::TreeProblem;
use crate::tree::{Form, NodeId, NodeKind, Outcome, Tree};

/// The limit of reported cycles.
const MOST_LOOPS: usize = 20;

pub fn problems(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    let successors = successors(tree);
    let reached = reachable(&successors, [Tree::START]);
    let mut problems = Vec::new();
    // An answer that could not be read may lead there.
    if unread.nodes.is_empty() {
        problems.extend(unreachable(tree, &reached));
    }
    let loops = loops(tree, &reached);
    if loops.is_empty() && unread.nodes.is_empty() {
        problems.extend(circles_without_a_way_out(tree, &successors, &reached));
    }
    problems.extend(loops);
    problems.extend(unanswered(tree, unread));
    problems
}

fn unreachable(tree: &Tree, reached: &[bool]) -> Vec<TreeProblem> {
    let lost = tree.ids().filter(|(id, _)| !reached[id.0 as usize]);
    lost.map(|(_, node)| {
        let message = format!("no answer leads to `{}`", node.title);
        let help = format!("let an answer lead to it: `- Label → {}`", node.title);
        TreeProblem::new(Code::TreeUnreachable, &node.span, message).help(help)
    })
    .collect()
}

/// The cycles of edges that are not marked `(again)`, by depth-first search.
fn loops(tree: &Tree, reached: &[bool]) -> Vec<TreeProblem> {
    #[derive(Clone, Copy, PartialEq)]
    enum VisitState {
        New,
        OnPath,
        Done,
    }
    let onward = onward(tree);
    let mut marks = vec![VisitState::New; tree.nodes.len()];
    let mut problems = Vec::new();
    for (start, _) in tree.ids().filter(|(id, _)| reached[id.0 as usize]) {
        if marks[start.0 as usize] != VisitState::New {
            continue;
        }
        let mut trail: Vec<(NodeId, usize)> = vec![(start, 0)];
        marks[start.0 as usize] = VisitState::OnPath;
        while let Some((node, next)) = trail.last_mut() {
            let Some(to) = onward[node.0 as usize].get(*next).copied() else {
                marks[node.0 as usize] = VisitState::Done;
                trail.pop();
                continue;
            };
            *next += 1;
            let from = *node;
            match marks[to.0 as usize] {
                VisitState::New => {
                    marks[to.0 as usize] = VisitState::OnPath;
                    trail.push((to, 0));
                }
                VisitState::OnPath if problems.len() < MOST_LOOPS => {
                    let begin = trail.iter().position(|(node, _)| *node == to).unwrap_or(0);
                    let mut circle: Vec<NodeId> =
                        trail[begin..].iter().map(|(node, _)| *node).collect();
                    circle.push(to);
                    let span = edge_span(tree, from, to);
                    let message = format!("answers go round: {}", path(tree, &circle));
                    let mut help =
                        format!("if that is on purpose, write `→ {} (again)`", tree.node(to).title);
                    if tree.form == Form::Drawing {
                        help.push_str(", in Mermaid `-->|Answer (again)|`");
                    }
                    problems.push(TreeProblem::new(Code::TreeLoop, &span, message).help(help));
                }
                VisitState::OnPath | VisitState::Done => {}
            }
        }
    }
    problems
}

fn edge_span(tree: &Tree, from: NodeId, to: NodeId) -> Range<usize> {
    let node = tree.node(from);
    let edge = node.edges().into_iter().find(|edge| edge.to == to && !edge.again);
    edge.map_or_else(|| node.span.clone(), |edge| edge.span.clone())
}

/// Reachable nodes from which no outcome is reachable.
fn circles_without_a_way_out(
    tree: &Tree,
    successors: &[Vec<NodeId>],
    reached: &[bool],
) -> Vec<TreeProblem> {
    let outcomes = tree.ids().filter(|(_, node)| node.is_outcome()).map(|(id, _)| id);
    let ends = reachable(&reversed(successors), outcomes);
    let knots = knots(successors);
    let mut told = BTreeSet::new();
    let mut problems = Vec::new();
    for (id, node) in tree.ids() {
        let index = id.0 as usize;
        if reached[index] && !ends[index] && knots.on_circle[index] && told.insert(knots.of[index])
        {
            let circle = circle(id, successors, &knots.of);
            let message = format!("nothing leads out of {}", path(tree, &circle));
            let problem = TreeProblem::new(Code::TreeDeadEnd, &node.span, message);
            problems.push(problem.help("let an answer lead to an outcome"));
        }
    }
    problems
}

/// A cycle in a strongly connected component through a node.
fn circle(start: NodeId, successors: &[Vec<NodeId>], knots: &[u32]) -> Vec<NodeId> {
    let mut trail = vec![start];
    let mut seen = BTreeSet::from([start]);
    let mut at = start;
    while let Some(to) =
        successors[at.0 as usize].iter().find(|to| knots[to.0 as usize] == knots[start.0 as usize])
    {
        trail.push(*to);
        if !seen.insert(*to) {
            let first = trail.iter().position(|node| node == to).unwrap_or(0);
            return trail.split_off(first);
        }
        at = *to;
    }
    trail
}

/// Outcomes that are questions without answers. In prose `Ask them: why now?` is what to do.
fn unanswered(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    let silent = tree.ids().filter(|(id, node)| {
        !unread.targets.contains(id)
            && node.title.ends_with(['?', '？'])
            && (tree.form == Form::File || !node.title.contains(':'))
            && node.body.is_empty()
            && node.kind == NodeKind::Outcome(Outcome::default())
    });
    silent
        .map(|(_, node)| {
            let message = format!("the question `{}` has no answers", node.title);
            TreeProblem::new(Code::TreeDeadEnd, &node.span, message)
                .help("write `- Label → Target` for each answer below it")
        })
        .collect()
}
