//! Trees as text: rules, labels and remaining questions.

use std::ops::RangeInclusive;

use crate::tree::{Condition, Node, NodeId, NodeKind, Op, Quantity, Rule, ScoreId, Tree};
use crate::words::{RuleWords, Text, TreeWords};

/// `Question 1 of 2 to 4`: how many questions there will be in all, as far as one can know.
pub fn progress(words: &TreeWords, place: usize, total: RangeInclusive<usize>) -> String {
    let (least, most) = (total.start(), total.end());
    let total = match least == most {
        true => most.to_string(),
        false => words.total.fill(&[("least", least), ("most", most)]),
    };
    words.progress.fill(&[("place", &place), ("total", &total)])
}

/// `2 to 4 questions left`, or empty at the end of a walk.
pub fn questions_left(words: &TreeWords, least: usize, most: usize) -> String {
    match (least, most) {
        (_, 0) => String::new(),
        (1, 1) => words.last_question.to_string(),
        (least, most) if least == most => words.questions_left.fill(&[("count", &most)]),
        (least, most) => words.questions_left_about.fill(&[("least", &least), ("most", &most)]),
    }
}

/// Whether an answer means that the reader does not know.
pub fn is_not_sure(label: &str) -> bool {
    let label = label.to_lowercase();
    ["not sure", "unsure", "don't know", "don’t know", "do not know", "unclear", "no idea"]
        .iter()
        .any(|words| label.contains(words))
}

/// A rule's conditions as a sentence.
pub fn conditions(words: &RuleWords, tree: &Tree, rule: &Rule) -> String {
    if rule.is_otherwise() {
        return words.otherwise.to_string();
    }
    let alternatives = rule.alternatives.iter().map(|all| {
        let all = all.iter().map(|condition| one_condition(words, tree, condition));
        all.collect::<Vec<_>>().join(&words.conjunction)
    });
    alternatives.collect::<Vec<_>>().join(&words.disjunction)
}

fn one_condition(words: &RuleWords, tree: &Tree, condition: &Condition) -> String {
    match condition {
        Condition::Is { node, answers } => {
            let node = tree.node(*node);
            let labels: Vec<&str> = answers.iter().map(|answer| node.label(*answer)).collect();
            let labels = labels.join(&words.or_answer);
            words.answered.fill(&[("question", &node.title), ("answer", &labels)])
        }
        Condition::Lacks { node, tick } => {
            words.not_ticked.fill(&[("answer", &tree.node(*node).label(*tick))])
        }
        Condition::NotHighest(score) => {
            words.not_highest.fill(&[("score", &score_name(tree, *score))])
        }
        Condition::Has { node, tick } => {
            words.ticked.fill(&[("answer", &tree.node(*node).label(*tick))])
        }
        Condition::Highest(score) => words.highest.fill(&[("score", &score_name(tree, *score))]),
        Condition::Compare { quantity, op, value } => {
            let quantity = match quantity {
                Quantity::Node(node) => match &tree.node(*node).kind {
                    NodeKind::PickMany(_) => &words.ticks_of,
                    _ => &words.answer_of,
                }
                .fill(&[("question", &tree.node(*node).title)]),
                Quantity::Score(score) => words.score.fill(&[("score", &score_name(tree, *score))]),
                Quantity::Total => words.total.to_string(),
            };
            comparison(words, *op).fill(&[("quantity", &quantity), ("value", value)])
        }
    }
}

/// The label of a branch, or the conditions of a rule.
pub fn branch(words: &RuleWords, tree: &Tree, (node, index): (&Node, usize)) -> String {
    match node.rules().get(index) {
        Some(rule) => conditions(words, tree, rule),
        None => node.label(index).to_owned(),
    }
}

fn score_name(tree: &Tree, score: ScoreId) -> &str {
    tree.scores.get(score.0 as usize).map_or("", String::as_str)
}

fn comparison(words: &RuleWords, op: Op) -> &Text {
    match op {
        Op::Less => &words.less,
        Op::AtMost => &words.at_most,
        Op::Equal => &words.equal,
        Op::NotEqual => &words.not_equal,
        Op::AtLeast => &words.at_least,
        Op::Greater => &words.greater,
    }
}

/// The labels of a node's edges to another; an edge without a label gives an empty one.
pub fn labels_to(words: &RuleWords, tree: &Tree, (node, to): (&Node, NodeId)) -> Vec<String> {
    let edges = node.edges().into_iter().enumerate().filter(|(_, edge)| edge.to == to);
    let labels = edges.map(|(index, _)| match &node.kind {
        NodeKind::PickMany(_) => String::new(),
        _ => branch(words, tree, (node, index)),
    });
    labels.collect()
}

#[cfg(test)]
mod tests {
    use super::{progress, questions_left};
    use crate::words::Words;

    #[test]
    fn what_is_left_reads_as_a_person_would_say_it() {
        let words = &Words::of("en").tree;
        assert_eq!(questions_left(words, 1, 1), "the last one");
        assert_eq!(questions_left(words, 2, 2), "2 questions left");
        assert_eq!(questions_left(words, 1, 3), "1 to 3 questions left");
        assert_eq!(progress(words, 1, 3..=3), "Question 1 of 3");
        assert_eq!(progress(words, 1, 2..=4), "Question 1 of 2 to 4");
    }
}
