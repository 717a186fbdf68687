//! Finds all errors of a tree, and gives advice.
//!
//! Errors are proved: each is a walk that fails, or a part that no walk needs. Most advice is given on
//! tree files only, because prose was not written as a tree. Links to entries are not checked here.

mod advice;
mod echoes;
mod labels;
mod proof;
mod scenarios;
mod arrows;

use std::collections::BTreeSet;

use super::problem::TreeProblem;
use super::{Form, NodeId, Tree};
use crate::diagnostic::Code;

/// What of a tree could not be read.
#[derive(Debug, Clone, Default)]
pub struct Unread {
    /// Nodes with an answer, a rule or a range that could not be read.
    pub nodes: BTreeSet<NodeId>,
    /// Nodes in place of targets that the tree does not have.
    pub targets: BTreeSet<NodeId>,
    /// Whether points of a score could not be read.
    pub points: bool,
    /// Whether a scenario could not be read.
    pub scenarios: bool,
}

impl Unread {
    /// Whether all of the tree was read, perhaps without its scenarios.
    fn is_whole(&self) -> bool {
        self.has_all_answers() && self.targets.is_empty()
    }

    /// Whether all answers and rules were read, whether their targets exist or not.
    fn has_all_answers(&self) -> bool {
        self.nodes.is_empty() && !self.points
    }
}

/// All problems of a tree, in text order.
pub fn problems(tree: &Tree) -> Vec<TreeProblem> {
    problems_beside(tree, &Unread::default())
}

/// The problems of a tree that do not follow from what could not be read of it, in text order.
pub fn problems_beside(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    if tree.nodes.is_empty() {
        return vec![
            TreeProblem::new(Code::TreeShape, &tree.span, "a tree without a question")
                .help("write a question and its answers"),
        ];
    }
    let mut problems = Vec::new();
    problems.extend(labels::problems(tree, unread));
    problems.extend(arrows::problems(tree, unread));
    if unread.is_whole() {
        problems.extend(proof::problems(tree));
    } else if unread.has_all_answers() {
        problems.extend(proof::counterexamples(tree));
    }
    problems.extend(scenarios::problems(tree, unread));
    problems.extend(match tree.form {
        Form::File => advice::problems(tree, unread),
        Form::Prose | Form::Drawing => advice::open_outcomes(tree),
    });
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

/// A path of titles, shortened in the middle if it is long.
fn path(tree: &Tree, nodes: &[NodeId]) -> String {
    const SHOWN: usize = 8;
    let title = |node: &NodeId| format!("`{}`", tree.node(*node).title);
    let mut titles: Vec<String> = if nodes.len() > SHOWN {
        nodes[..SHOWN / 2].iter().map(title).collect()
    } else {
        nodes.iter().map(title).collect()
    };
    if nodes.len() > SHOWN {
        titles.push("…".to_owned());
        titles.extend(nodes[nodes.len() - SHOWN / 2..].iter().map(title));
    }
    titles.join(" → ")
}

/// `a`, `b` or `c`; six at most.
fn listed<S: AsRef<str>>(names: &[S]) -> String {
    const SHOWN: usize = 6;
    let mut shown: Vec<String> =
        names.iter().take(SHOWN).map(|name| format!("`{}`", name.as_ref())).collect();
    if names.len() > SHOWN {
        shown.push(format!("{} more", names.len() - SHOWN));
    }
    match shown.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => shown.concat(),
    }
}

/// Normalises a label; equal keys mean the same to a reader.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
