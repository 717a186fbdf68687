//! Everything that is wrong with a tree, and what could be better.
//!
//! Errors are proved: each is a walk that goes wrong, or a part that no walk needs. Advice is given
//! on tree files alone, because prose was not written to be a tree. Whether a linked entry exists
//! is not known here.

mod advice;
mod labels;
mod proof;
mod scenarios;
mod arrows;

use super::problem::TreeProblem;
use super::{Form, NodeId, Tree};
use crate::diagnostic::Code;

/// Every problem of a tree, in the order of its text.
pub fn problems(tree: &Tree) -> Vec<TreeProblem> {
    if tree.nodes.is_empty() {
        return vec![
            TreeProblem::new(Code::TreeShape, &tree.span, "a tree without a question")
                .help("write a question and its answers"),
        ];
    }
    let mut problems = Vec::new();
    problems.extend(labels::problems(tree));
    problems.extend(arrows::problems(tree));
    problems.extend(proof::problems(tree));
    problems.extend(scenarios::problems(tree));
    if tree.form == Form::File {
        problems.extend(advice::problems(tree));
    }
    problems.sort_by_key(|problem| problem.span.start);
    problems
}

/// A path of titles, its middle left out when it is long.
fn path(tree: &Tree, nodes: &[NodeId]) -> String {
    const SHOWN: usize = 8;
    let title = |node: &NodeId| format!("`{}`", tree.node(*node).title);
    let mut titles: Vec<String> = match nodes.len() > SHOWN {
        false => nodes.iter().map(title).collect(),
        true => nodes[..SHOWN / 2].iter().map(title).collect(),
    };
    if nodes.len() > SHOWN {
        titles.push("…".to_owned());
        titles.extend(nodes[nodes.len() - SHOWN / 2..].iter().map(title));
    }
    titles.join(" → ")
}

/// `a`, `b` or `c`; no more than six of them.
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

/// Labels that mean the same to a reader are equal.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
