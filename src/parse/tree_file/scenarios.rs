//! The table of scenarios: `threshold: Not sure; weeks: 6` ends at `Execute`.

use std::collections::BTreeSet;

use super::blocks::{BlockKind, Section, TableRow};
use super::line::TextLine;
use super::names::{NodeNames, plain_key};
use super::range;
use super::rules::place;
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Given, Node, NodeId, NodeKind, PickMany, Scenario};

/// The scenarios of all scenario sections. Unreadable rows are reported and left out.
pub fn read(sections: &[Section], names: &mut NodeNames) -> Vec<Scenario> {
    let mut scenarios = Vec::new();
    for block in sections.iter().flat_map(|section| &section.blocks) {
        let BlockKind::Table(rows) = &block.kind else { continue };
        let Some((header, rows)) = rows.split_first() else { continue };
        let column = |name: &str| {
            header.cells.iter().position(|cell| cell.plain().eq_ignore_ascii_case(name))
        };
        match (column("scenario"), column("answers"), column("ends at")) {
            (Some(name), Some(answers), Some(ends_at)) => {
                for row in rows {
                    scenarios.extend(scenario(row, [name, answers, ends_at], names));
                }
            }
            _ => {
                let message = "a table of scenarios needs three columns";
                let problem = TreeProblem::new(Code::TreeBadScenario, &header.span, message);
                names.problems.push(problem.help("write `| Scenario | Answers | Ends at |`"));
            }
        }
    }
    scenarios
}

fn scenario(row: &TableRow, columns: [usize; 3], names: &mut NodeNames) -> Option<Scenario> {
    let empty = TextLine::default();
    let [name, answers, ends_at] = columns.map(|column| row.cells.get(column).unwrap_or(&empty));
    let before = names.problems.len();
    let written = answers.plain();
    let mut given = Vec::new();
    for pair in pairs(&written) {
        match answer(pair, names) {
            Ok(answer) => given.push(answer),
            Err((message, help)) => {
                let span = place(names.text, answers, pair);
                let problem = TreeProblem::new(Code::TreeBadScenario, &span, message);
                names.problems.push(problem.help(help));
            }
        }
    }
    let ends_at = outcomes(ends_at, row, names);
    let read = names.problems.len() == before;
    let (name, span) = (name.plain(), row.span.clone());
    read.then_some(Scenario { name, answers: given, ends_at, span })
}

/// Splits `id: value` pairs at semicolons; a piece without an id continues the one before.
fn pairs(written: &str) -> Vec<&str> {
    let mut pairs = Vec::new();
    let mut start = 0;
    for (at, _) in written.match_indices(';') {
        let next = written[at + 1..].split(';').next().unwrap_or("");
        if next.contains(':') || next.trim().is_empty() {
            pairs.push(written[start..at].trim());
            start = at + 1;
        }
    }
    pairs.push(written[start..].trim());
    pairs.retain(|pair| !pair.is_empty());
    pairs
}

type ScenarioFault = (String, String);

fn answer(pair: &str, names: &NodeNames) -> Result<(NodeId, Given), ScenarioFault> {
    let (id, value) = pair.split_once(':').ok_or_else(|| {
        (
            format!("`{pair}` answers no question"),
            "write `id: Label`, with `;` between answers".to_owned(),
        )
    })?;
    let (id, value) = (id.trim(), value.trim());
    let found = names.find(id).filter(|node| names.nodes[node.0 as usize].is_question());
    let Some(node) = found else {
        let known = names.nodes.iter().filter(|node| node.is_question());
        let near = names.near(id, known.map(|node| node.id.as_str()));
        return Err((
            format!("no question is called `{id}`"),
            match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write the id of a question".to_owned(),
            },
        ));
    };
    let question = &names.nodes[node.0 as usize];
    given(question, value).map(|given| (node, given)).map_err(|wanted| {
        let near = names.near(&wanted, labels(question));
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => match &question.kind {
                NodeKind::Number(_) => "write a whole number".to_owned(),
                _ => format!("the answers are {}", quoted(&labels(question))),
            },
        };
        (format!("`{}` has no answer `{wanted}`", question.id), help)
    })
}

/// Parses an answer to a question; an error is the part that is not one.
pub fn given(question: &Node, value: &str) -> Result<Given, String> {
    match &question.kind {
        NodeKind::Choice(answers) => {
            let key = plain_key(value);
            let number = range::number(value);
            let by_label = answers.iter().position(|answer| plain_key(&answer.label) == key);
            let by_number = || {
                answers.iter().position(|answer| {
                    let range = answer.range.as_ref();
                    number.is_some_and(|number| range.is_some_and(|range| range.contains(&number)))
                })
            };
            by_label.or_else(by_number).map(Given::Choice).ok_or_else(|| value.to_owned())
        }
        NodeKind::PickMany(pick) => ticks(pick, value).map(Given::Ticks),
        NodeKind::Number(number) => {
            let digits = match &number.unit {
                Some(unit) => value.strip_suffix(unit.as_str()).unwrap_or(value).trim_end(),
                None => value,
            };
            let given = digits.parse().ok().or_else(|| range::number(value));
            given.map(Given::Number).ok_or_else(|| value.to_owned())
        }
        _ => Err(value.to_owned()),
    }
}

/// Comma-separated labels, which may contain commas.
fn ticks(pick: &PickMany, value: &str) -> Result<BTreeSet<usize>, String> {
    let mut given = BTreeSet::new();
    let pieces: Vec<&str> = value.split(',').collect();
    let most = pick.ticks.iter().map(|tick| tick.label.split(',').count()).max().unwrap_or(1);
    let mut at = 0;
    while at < pieces.len() {
        let longest = (at + 1..=pieces.len().min(at + most)).rev().find_map(|end| {
            let key = plain_key(&pieces[at..end].join(","));
            let tick = pick.ticks.iter().position(|tick| plain_key(&tick.label) == key)?;
            Some((tick, end))
        });
        match longest {
            Some((tick, end)) => {
                given.insert(tick);
                at = end;
            }
            None => return Err(pieces[at].trim().to_owned()),
        }
    }
    Ok(given)
}

fn labels(question: &Node) -> Vec<&str> {
    match &question.kind {
        NodeKind::Choice(_) | NodeKind::PickMany(_) => question.labels().collect(),
        _ => Vec::new(),
    }
}

fn quoted(labels: &[&str]) -> String {
    labels.iter().take(8).map(|label| format!("`{label}`")).collect::<Vec<_>>().join(", ")
}

/// One outcome, or several separated by semicolons.
fn outcomes(cell: &TextLine, row: &TableRow, names: &mut NodeNames) -> Vec<NodeId> {
    let written = cell.plain();
    let parts: Vec<&str> = match names.find(&written) {
        Some(_) => vec![&written],
        None => written.split(';').map(str::trim).collect(),
    };
    let mut outcomes = Vec::new();
    for part in parts {
        match names.find(part).filter(|node| names.nodes[node.0 as usize].is_outcome()) {
            Some(node) => outcomes.push(node),
            None => {
                let known = names.nodes.iter().filter(|node| node.is_outcome());
                let near = names.near(part, known.map(|node| node.title.as_str()));
                let span = if cell.inlines.is_empty() {
                    row.span.clone()
                } else {
                    place(names.text, cell, part)
                };
                let message = format!("no outcome is called `{part}`");
                let problem = TreeProblem::new(Code::TreeBadScenario, &span, message);
                names.problems.push(problem.help(match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "write the heading of an outcome".to_owned(),
                }));
            }
        }
    }
    outcomes
}
