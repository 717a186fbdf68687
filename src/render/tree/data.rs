//! A tree as JSON, for the walking script and for export.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::{Value, json};

use crate::link::Entry;
use crate::source::clamp;
use crate::text;
use crate::tree::{Answer, Condition, Edge, Node, NodeKind, Op, Points, Quantity, Rule, Tree};

/// The format of `tree.json`; the script's types match it.
#[derive(Debug, Clone, Serialize)]
pub struct TreeData {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// The number of scores.
    pub scores: usize,
    pub nodes: Vec<Value>,
}

/// The data of a tree that is written in an entry.
pub fn of(entry: &Entry, tree: &Tree) -> TreeData {
    TreeData {
        id: tree.id.clone(),
        title: tree.title.clone(),
        version: entry.parsed.front_matter.extra.get("version").map(|version| version.text()),
        scores: tree.scores.len(),
        nodes: tree.nodes.iter().map(node).collect(),
    }
}

fn node(node: &Node) -> Value {
    let mut value = json!({ "id": node.id, "title": node.title, "kind": kind_name(&node.kind) });
    match &node.kind {
        NodeKind::Choice(answers) => value["answers"] = choices(answers),
        NodeKind::PickMany(pick) => {
            let slugs = slugs(node.labels());
            let ticks = pick.ticks.iter().zip(slugs).map(|(tick, slug)| {
                let mut row = json!({ "slug": slug, "label": tick.label });
                if tick.exclusive {
                    row["exclusive"] = json!(true);
                }
                with_points(row, &tick.scores)
            });
            value["ticks"] = ticks.collect();
            value["edge"] = edge(json!({}), &pick.edge);
        }
        NodeKind::Number(number) => {
            value["min"] = json!(number.domain.start());
            value["max"] = json!(number.domain.end());
            if let Some(unit) = &number.unit {
                value["unit"] = json!(unit);
            }
            let branches = number.branches.iter().map(|branch| {
                let row = json!({ "low": branch.range.start(), "high": branch.range.end(), "label": branch.label });
                with_points(edge(row, &branch.edge), &branch.scores)
            });
            value["branches"] = branches.collect();
        }
        NodeKind::Step(way) => value["edge"] = edge(json!({}), way),
        NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules) => {
            value["rules"] = rules.iter().map(rule).collect();
        }
        NodeKind::Outcome(outcome) => {
            for (key, text) in ["do", "who", "by_when"].into_iter().zip(outcome.fields()) {
                if let Some(text) = text {
                    value[key] = json!(text);
                }
            }
        }
    }
    value
}

/// The kind's name in data.
pub fn kind_name(kind: &NodeKind) -> &'static str {
    match kind {
        NodeKind::Choice(_) => "choice",
        NodeKind::PickMany(_) => "pick-many",
        NodeKind::Number(_) => "number",
        NodeKind::Step(_) => "step",
        NodeKind::FirstMatch(_) => "first-match",
        NodeKind::AllThatApply(_) => "all-that-apply",
        NodeKind::Outcome(_) => "outcome",
    }
}

fn choices(answers: &[Answer]) -> Value {
    let slugs = slugs(answers.iter().map(|answer| answer.label.as_str()));
    let rows = answers.iter().zip(slugs).map(|(answer, slug)| {
        let mut row = json!({ "slug": slug, "label": answer.label });
        if let Some(range) = &answer.range {
            row["low"] = json!(range.start());
        }
        with_points(edge(row, &answer.edge), &answer.scores)
    });
    rows.collect()
}

fn edge(mut row: Value, edge: &Edge) -> Value {
    row["to"] = json!(edge.to.0);
    if let Some(caveat) = &edge.caveat {
        row["caveat"] = json!(caveat);
    }
    row
}

fn with_points(mut row: Value, points: &[Points]) -> Value {
    if !points.is_empty() {
        row["points"] =
            points.iter().map(|points| json!([points.score.0, points.points])).collect();
    }
    row
}

/// A rule: it applies if all conditions of `if` hold, or all of one list in `or`.
fn rule(rule: &Rule) -> Value {
    let mut alternatives =
        rule.alternatives.iter().map(|all| all.iter().map(condition).collect::<Value>());
    let mut row = json!({ "if": alternatives.next() });
    let others: Vec<Value> = alternatives.collect();
    if !others.is_empty() {
        row["or"] = json!(others);
    }
    edge(row, &rule.edge)
}

fn condition(condition: &Condition) -> Value {
    match condition {
        Condition::Is { node, answers } => match answers.iter().collect::<Vec<_>>()[..] {
            [answer] => json!(["is", node.0, answer]),
            _ => json!(["is", node.0, answers]),
        },
        Condition::Lacks { node, tick } => json!(["lacks", node.0, tick]),
        Condition::NotHighest(score) => json!(["not-highest", score.0]),
        Condition::Has { node, tick } => json!(["has", node.0, tick]),
        Condition::Highest(score) => json!(["highest", score.0]),
        Condition::Compare { quantity, op, value } => {
            let (kind, index) = match quantity {
                Quantity::Node(node) => ("node", node.0),
                Quantity::Score(score) => ("score", score.0),
                Quantity::Total => ("total", 0),
            };
            let op = match op {
                Op::Less => "<",
                Op::AtMost => "<=",
                Op::Equal => "=",
                Op::NotEqual => "!=",
                Op::AtLeast => ">=",
                Op::Greater => ">",
            };
            json!([kind, index, op, value])
        }
    }
}

/// Short slugs for answers in URLs: their first words, numbered if they repeat.
pub fn slugs<'a>(labels: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let slugs = labels.map(|label| {
        // Dashes become hyphens, so that the numbers of `1–3` do not merge.
        let slug = short(&text::slug(&label.replace(['–', '—', '.'], "-")));
        let mut free = slug.clone();
        let mut number = 2;
        while !taken.insert(free.clone()) {
            free = format!("{slug}-{number}");
            number += 1;
        }
        free
    });
    slugs.collect()
}

/// Cuts a slug to 32 bytes, between words.
fn short(slug: &str) -> String {
    let slug = slug.trim_matches('-');
    if slug.is_empty() {
        return "answer".to_owned();
    }
    if slug.len() <= 32 {
        return slug.to_owned();
    }
    let end = clamp(slug, &(0..32)).end;
    let cut = &slug[..end];
    if slug[end..].starts_with('-') {
        return cut.to_owned();
    }
    cut[..cut.rfind('-').filter(|at| *at > 8).unwrap_or(end)].trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::slugs;

    #[test]
    fn the_ends_of_a_range_stay_apart() {
        assert_eq!(slugs(["1–3", "13"].into_iter()), ["1-3", "13"]);
    }

    #[test]
    fn answers_have_short_names_that_differ() {
        let labels = ["Yes", "Yes!", "A clear target customer who pays us well", "???"];
        assert_eq!(
            slugs(labels.into_iter()),
            ["yes", "yes-2", "a-clear-target-customer-who-pays", "answer"]
        );
    }
}
