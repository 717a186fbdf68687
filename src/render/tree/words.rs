//! Trees in words: rules, labels and what is left to answer.

use crate::tree::{Condition, Kind, Node, NodeId, Op, Quantity, Rule, Tree};

/// `2 to 4 questions left`, or nothing when the walk ends here.
pub fn questions_left(least: usize, most: usize) -> String {
    match (least, most) {
        (_, 0) => String::new(),
        (1, 1) => "the last one".to_owned(),
        (least, most) if least == most => format!("{most} questions left"),
        (least, most) => format!("{least} to {most} questions left"),
    }
}

/// Whether an answer says that the reader does not know.
pub fn is_not_sure(label: &str) -> bool {
    let label = label.to_lowercase();
    ["not sure", "unsure", "don't know", "don’t know", "do not know", "unclear", "no idea"]
        .iter()
        .any(|words| label.contains(words))
}

/// A row's conditions as a sentence.
pub fn conditions(tree: &Tree, rule: &Rule) -> String {
    if rule.conditions.is_empty() {
        return "Otherwise".to_owned();
    }
    let words: Vec<String> =
        rule.conditions.iter().map(|condition| one_condition(tree, condition)).collect();
    words.join(", and ")
}

fn one_condition(tree: &Tree, condition: &Condition) -> String {
    match condition {
        Condition::Is { node, answer } => {
            let label = match &tree.node(*node).kind {
                Kind::Choice(answers) => answers.get(*answer).map_or("", |answer| &answer.label),
                _ => "",
            };
            format!("“{}” is answered “{label}”", tree.node(*node).title)
        }
        Condition::Has { node, tick } => {
            let label = match &tree.node(*node).kind {
                Kind::PickMany(pick) => pick.ticks.get(*tick).map_or("", |tick| &tick.label),
                _ => "",
            };
            format!("“{label}” is ticked")
        }
        Condition::Highest(score) => {
            let name = tree.scores.get(score.0 as usize).map_or("", String::as_str);
            format!("{name} scores highest")
        }
        Condition::Compare { quantity, op, value } => {
            let what = match quantity {
                Quantity::Node(node) => match &tree.node(*node).kind {
                    Kind::PickMany(_) => {
                        format!("the number of ticks in “{}”", tree.node(*node).title)
                    }
                    _ => format!("the answer to “{}”", tree.node(*node).title),
                },
                Quantity::Score(score) => {
                    let name = tree.scores.get(score.0 as usize).map_or("", String::as_str);
                    format!("the {name} score")
                }
                Quantity::Total => "the sum of all scores".to_owned(),
            };
            format!("{what} is {}", comparison(*op, *value))
        }
    }
}

fn comparison(op: Op, value: i64) -> String {
    match op {
        Op::Less => format!("less than {value}"),
        Op::AtMost => format!("{value} or less"),
        Op::Equal => format!("{value}"),
        Op::NotEqual => format!("not {value}"),
        Op::AtLeast => format!("{value} or more"),
        Op::Greater => format!("more than {value}"),
    }
}

/// The labels of a node's edges to another; one empty label for an edge without one.
pub fn labels_to(tree: &Tree, node: &Node, to: NodeId) -> Vec<String> {
    let label = |label: &str, target: NodeId| (target == to).then(|| label.to_owned());
    match &node.kind {
        Kind::Choice(answers) => {
            answers.iter().filter_map(|answer| label(&answer.label, answer.edge.to)).collect()
        }
        Kind::Number(number) => number
            .branches
            .iter()
            .filter_map(|branch| label(&branch.label, branch.edge.to))
            .collect(),
        Kind::PickMany(pick) => label("", pick.edge.to).into_iter().collect(),
        Kind::FirstMatch(rules) | Kind::AllThatApply(rules) => {
            let rows = rules.iter().filter(|rule| rule.edge.to == to);
            rows.map(|rule| conditions(tree, rule)).collect()
        }
        Kind::Outcome(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::questions_left;

    #[test]
    fn what_is_left_reads_as_a_person_would_say_it() {
        assert_eq!(questions_left(1, 1), "the last one");
        assert_eq!(questions_left(2, 2), "2 questions left");
        assert_eq!(questions_left(1, 3), "1 to 3 questions left");
    }
}
