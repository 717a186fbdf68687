//! Advice on trees that are correct.

use std::collections::{BTreeMap, BTreeSet};

use super::{Unread, key};
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Answer, Condition, Node, NodeKind, Outcome, Points, Quantity, ScoreId, Tree};

pub fn problems(tree: &Tree, unread: &Unread) -> Vec<TreeProblem> {
    let mut problems = Vec::new();
    let nodes = || {
        let read = tree.ids().filter(|(id, _)| !unread.nodes.contains(id));
        read.filter(|(id, _)| !unread.targets.contains(id)).map(|(_, node)| node)
    };
    problems.extend(nodes().filter_map(no_room_for_doubt));
    problems.extend(nodes().filter_map(either_or));
    problems.extend(nodes().filter_map(open_outcome));
    problems.extend(same_outcomes(nodes()));
    if unread.has_all_answers() {
        problems.extend(unread_scores(tree));
    }
    problems
}

/// A yes or no question without an answer for readers who do not know.
fn no_room_for_doubt(node: &Node) -> Option<TreeProblem> {
    is_yes_or_no(node).then(|| {
        let message = format!("`{}` has no answer for those who do not know", node.title);
        TreeProblem::new(Code::TreeNotSure, &node.span, message).help("add `- Not sure → Target`")
    })
}

fn either_or(node: &Node) -> Option<TreeProblem> {
    const OPENINGS: [&str; 7] = ["is", "are", "was", "were", "should", "will", "do"];
    let title = key(&node.title);
    let opens = title.split(' ').next().is_some_and(|word| OPENINGS.contains(&word));
    let offers = title.split(" or ").nth(1).is_some_and(|rest| {
        let next = rest.split([' ', '?']).next().unwrap_or("");
        !["not", "more", "less", "fewer", "no", "any"].contains(&next)
    });
    (opens && offers && title.ends_with('?') && is_yes_or_no(node)).then(|| {
        let message = format!("yes or no does not answer `{}`", node.title);
        TreeProblem::new(Code::TreeEitherOr, &node.span, message)
            .help("name the two things in the answers")
    })
}

/// Outcomes with a text that end in a question mark.
pub fn open_outcomes(tree: &Tree) -> Vec<TreeProblem> {
    tree.nodes.iter().filter_map(open_outcome).collect()
}

fn open_outcome(node: &Node) -> Option<TreeProblem> {
    let NodeKind::Outcome(outcome) = &node.kind else { return None };
    let has_content = !node.body.is_empty() || *outcome != Outcome::default();
    (has_content && node.title.ends_with('?') && !outcome.leads_on).then(|| {
        let message = format!("the outcome `{}` asks a question", node.title);
        TreeProblem::new(Code::TreeOpenOutcome, &node.span, message)
            .help("say what to do, or link to the tree that answers it: `[[name]]`")
    })
}

fn same_outcomes<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<TreeProblem> {
    let mut first: BTreeMap<String, &Node> = BTreeMap::new();
    let mut problems = Vec::new();
    for node in nodes.filter(|node| node.is_outcome()) {
        let title = key(&node.title);
        match first.get(&title) {
            None => {
                first.insert(title, node);
            }
            // With one id, they are reported as duplicates.
            Some(other) if other.id == node.id => {}
            Some(other) => {
                let message = format!("two outcomes are called `{}`", node.title);
                let problem = TreeProblem::new(Code::TreeSameOutcome, &node.span, message);
                let help = "let all answers lead to one of them";
                problems.push(problem.help(help).related(&other.span, "the first one"));
            }
        }
    }
    problems
}

fn unread_scores(tree: &Tree) -> Vec<TreeProblem> {
    let mut read: BTreeSet<ScoreId> = BTreeSet::new();
    for condition in
        tree.nodes.iter().flat_map(|node| node.rules()).flat_map(|rule| rule.conditions())
    {
        match condition {
            Condition::Highest(_)
            | Condition::NotHighest(_)
            | Condition::Compare { quantity: Quantity::Total, .. } => {
                return Vec::new();
            }
            Condition::Compare { quantity: Quantity::Score(score), .. } => {
                read.insert(*score);
            }
            _ => {}
        }
    }
    let names = tree.scores.iter().enumerate();
    let unread = names.filter(|(index, _)| !read.contains(&ScoreId(*index as u32)));
    unread
        .filter_map(|(index, name)| {
            let span = first_use(tree, ScoreId(index as u32))?;
            let message = format!("no rule reads the score `{name}`");
            Some(
                TreeProblem::new(Code::TreeUnreadScore, span, message)
                    .help(format!("add a rule such as `{name} >= 2`, or remove the score")),
            )
        })
        .collect()
}

fn first_use(tree: &Tree, score: ScoreId) -> Option<&std::ops::Range<usize>> {
    let adds = |points: &[Points]| points.iter().any(|points| points.score == score);
    tree.nodes.iter().find_map(|node| match &node.kind {
        NodeKind::Choice(answers) => {
            answers.iter().find(|answer| adds(&answer.scores)).map(|answer| &answer.span)
        }
        NodeKind::PickMany(pick) => {
            pick.ticks.iter().find(|tick| adds(&tick.scores)).map(|tick| &tick.span)
        }
        NodeKind::Number(number) => {
            number.branches.iter().find(|branch| adds(&branch.scores)).map(|branch| &branch.span)
        }
        _ => None,
    })
}

/// Whether a question has two answers, one that starts with yes and one that starts with no.
fn is_yes_or_no(node: &Node) -> bool {
    let NodeKind::Choice(answers) = &node.kind else { return false };
    let begins = |answer: &Answer, word: &str| {
        key(&answer.label).split(|c: char| !c.is_alphanumeric()).next() == Some(word)
    };
    match &answers[..] {
        [a, b] => (begins(a, "yes") && begins(b, "no")) || (begins(a, "no") && begins(b, "yes")),
        _ => false,
    }
}
