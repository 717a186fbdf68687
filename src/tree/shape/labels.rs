//! Problems of single nodes: names, labels and ranges.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use super::{Unread, key};
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Answer, Node, NodeKind, Number, Rule, Tree};

pub fn problems(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    let mut problems = duplicate_ids(tree);
    for (_, node) in tree.ids().filter(|(id, _)| !unread.nodes.contains(id)) {
        problems.extend(labels(node));
        match &node.kind {
            NodeKind::Number(number) => problems.extend(tiles(node, number)),
            NodeKind::Choice(answers) => problems.extend(ranged_answers(answers)),
            NodeKind::AllThatApply(rules) => problems.extend(composed(tree, rules)),
            _ => {}
        }
    }
    problems
}

/// An all-that-apply table composes outcomes; questions cannot be part of it.
fn composed<'a>(tree: &'a Tree, rules: &'a [Rule]) -> impl Iterator<Item = TreeProblem> + 'a {
    let nodes = rules.iter().map(|rule| (rule, tree.node(rule.edge.to)));
    nodes.filter(|(_, node)| !node.is_outcome()).map(|(rule, node)| {
        let message = format!("`{}` is not an outcome, so it cannot be one of several", node.title);
        TreeProblem::new(Code::TreeRule, &rule.edge.span, message)
            .help("let the row lead to an outcome, or write `First match wins.`")
    })
}

fn duplicate_ids(tree: &Tree) -> Vec<TreeProblem> {
    let mut first: BTreeMap<&str, &Node> = BTreeMap::new();
    let mut problems = Vec::new();
    for node in &tree.nodes {
        match first.get(node.id.as_str()) {
            None => {
                first.insert(&node.id, node);
            }
            Some(other) => {
                let message = format!("two headings have the id `{}`", node.id);
                let problem = TreeProblem::new(Code::TreeDuplicate, &node.span, message);
                let help = format!("give one another id: `## {} {{#other}}`", node.title);
                problems.push(problem.help(help).related(&other.span, "the first one"));
            }
        }
    }
    problems
}

fn labels(node: &Node) -> Vec<TreeProblem> {
    let labels: Vec<(&str, &Range<usize>)> = match &node.kind {
        NodeKind::Choice(answers) => {
            answers.iter().map(|answer| (answer.label.as_str(), &answer.span)).collect()
        }
        NodeKind::PickMany(pick) => {
            pick.ticks.iter().map(|tick| (tick.label.as_str(), &tick.span)).collect()
        }
        _ => return Vec::new(),
    };
    let mut problems = Vec::new();
    match labels[..] {
        [] => {
            let message = format!("`{}` has no answers", node.title);
            let problem = TreeProblem::new(Code::TreeAnswers, &node.span, message);
            problems.push(problem.help("write `- Label → Target` for each answer"));
        }
        [(label, span)] if matches!(node.kind, NodeKind::Choice(_)) => {
            let message = format!("`{label}` is the only answer to `{}`", node.title);
            let problem = TreeProblem::new(Code::TreeAnswers, span, message);
            problems.push(problem.help("add another answer, or remove the question"));
        }
        _ => {}
    }
    let mut seen: BTreeMap<String, &Range<usize>> = BTreeMap::new();
    for (label, span) in labels {
        if label.trim().is_empty() {
            let problem = TreeProblem::new(Code::TreeAnswers, span, "an answer without a label");
            problems.push(problem.help("write what a reader would choose before the arrow"));
        } else if let Some(first) = seen.get(&key(label)) {
            let message = format!("two answers are labelled `{label}`");
            let problem = TreeProblem::new(Code::TreeAnswers, span, message);
            problems.push(problem.help("give one another label").related(first, "the first one"));
        } else {
            seen.insert(key(label), span);
        }
    }
    problems
}

/// A range of numbers with its span.
struct Tile<'a> {
    label: &'a str,
    range: &'a RangeInclusive<i64>,
    span: &'a Range<usize>,
}

/// Checks that the branches of a number partition its domain.
fn tiles(node: &Node, number: &Number) -> Vec<TreeProblem> {
    let tiles: Vec<Tile> = number
        .branches
        .iter()
        .map(|branch| Tile { label: &branch.label, range: &branch.range, span: &branch.span })
        .collect();
    if tiles.is_empty() {
        return Vec::new();
    }
    let (first, last) = (*number.domain.start(), *number.domain.end());
    let mut problems = Vec::new();
    for tile in &tiles {
        // `4+` and `under 30` have an open end, which the domain limits.
        let beyond = *tile.range.end() > last && *tile.range.end() != i64::MAX;
        if beyond || *tile.range.start() > last || *tile.range.end() < first {
            let message = format!("`{}` goes beyond {}", tile.label, words(&number.domain));
            let problem = TreeProblem::new(Code::TreeRange, tile.span, message);
            problems.push(problem.help("change the range, or the `Answer:` line"));
        }
    }
    let lowest = tiles.iter().map(|tile| *tile.range.start()).min().unwrap_or(first);
    if lowest > first {
        problems.push(gap(&node.span, first..=lowest - 1));
    }
    let highest = tiles.iter().map(|tile| *tile.range.end()).max().unwrap_or(last);
    if highest < last {
        problems.push(gap(&node.span, highest + 1..=last));
    }
    problems.extend(between(tiles));
    problems
}

/// Checks that the ranges of a choice leave no gap. Plain numbers such as `30` and `60` are names.
fn ranged_answers(answers: &[Answer]) -> Vec<TreeProblem> {
    let tiles: Vec<Tile> = answers
        .iter()
        .filter_map(|Answer { label, range, span, .. }| {
            range.as_ref().map(|range| Tile { label, range, span })
        })
        .collect();
    if tiles.iter().any(|tile| tile.range.start() != tile.range.end()) {
        between(tiles)
    } else {
        Vec::new()
    }
}

fn between(mut tiles: Vec<Tile>) -> Vec<TreeProblem> {
    tiles.sort_by_key(|tile| (*tile.range.start(), *tile.range.end()));
    let mut problems = Vec::new();
    let mut reach: Option<&Tile> = None;
    for tile in &tiles {
        if let Some(before) = reach {
            let (end, start) = (*before.range.end(), *tile.range.start());
            if start <= end {
                let both = start..=end.min(*tile.range.end());
                let message =
                    format!("`{}` and `{}` both cover {}", before.label, tile.label, words(&both));
                let problem = TreeProblem::new(Code::TreeRange, tile.span, message);
                let help = "let each number belong to one answer";
                problems.push(problem.help(help).related(before.span, "the other one"));
            } else if start - 1 > end {
                problems.push(gap(tile.span, end + 1..=start - 1));
            }
        }
        if reach.is_none_or(|before| before.range.end() < tile.range.end()) {
            reach = Some(tile);
        }
    }
    problems
}

fn gap(span: &Range<usize>, missing: RangeInclusive<i64>) -> TreeProblem {
    let message = format!("no answer covers {}", words(&missing));
    TreeProblem::new(Code::TreeRange, span, message).help("widen a range, or add an answer")
}

fn words(range: &RangeInclusive<i64>) -> String {
    match (*range.start(), *range.end()) {
        (from, to) if from == to => from.to_string(),
        (from, i64::MAX) => format!("{from} or more"),
        (from, to) => format!("{from} to {to}"),
    }
}
