//! Parses the rows of a rule table, such as `ready >= 4 and back is "No"` or `otherwise`.

use std::ops::Range;

use super::blocks::{Section, TableRow};
use super::line::TextLine;
use super::names::{NodeNames, plain_key};
use super::node::{rule_table, says};
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Condition, NodeId, NodeKind, Op, Quantity, Rule, ScoreId};

/// The grammar, for help lines.
const FORMS: &str = "write `id >= 4`, `id is \"Label\"`, `id has \"Tick\"`, `score is highest`, joined by `and`, or `otherwise`";

/// Reads the rules of a section into its node, if it has a table of them.
pub fn read(section: &Section, id: NodeId, names: &mut NodeNames, scores: &[String]) {
    let Some([header, rows @ ..]) = rule_table(section) else { return };
    if !says(section, "first match wins") && !says(section, "all that apply") {
        let message = "this table does not say how its rules are read";
        let problem = TreeProblem::new(Code::TreeRule, &header.span, message);
        names
            .problems
            .push(problem.help("write `First match wins.` or `All that apply.` above it"));
    }
    let mut read = Vec::new();
    for row in rows {
        read.extend(rule(row, id, names, scores));
    }
    if let Some(NodeKind::FirstMatch(rules) | NodeKind::AllThatApply(rules)) =
        names.nodes.get_mut(id.0 as usize).map(|node| &mut node.kind)
    {
        *rules = read;
    }
}

/// One row; a row that cannot be read is reported and left out.
fn rule(row: &TableRow, id: NodeId, names: &mut NodeNames, scores: &[String]) -> Option<Rule> {
    let (conditions, target) = (row.cells.first()?, row.cells.get(1)?);
    let conditions = self::conditions(conditions, names, scores);
    if target.inlines.is_empty() {
        let problem = TreeProblem::new(Code::TreeTarget, &row.span, "this rule leads nowhere");
        names.problems.push(problem.help("write the heading of an outcome in its second cell"));
        return None;
    }
    let edge = names.edge(target, id);
    Some(Rule { conditions: conditions?, edge, span: row.span.clone() })
}

fn conditions(cell: &TextLine, names: &mut NodeNames, scores: &[String]) -> Option<Vec<Condition>> {
    let written = cell.plain().replace(['“', '”', '„'], "\"");
    if written.eq_ignore_ascii_case("otherwise") {
        return Some(Vec::new());
    }
    let mut read = Some(Vec::new());
    for part in split_outside_quotes(&written, " and ") {
        match condition(part.trim(), names, scores) {
            Ok(condition) => {
                if let Some(read) = &mut read {
                    read.push(condition);
                }
            }
            Err((message, help)) => {
                let span = place(names.text, cell, part.trim());
                names.problems.push(TreeProblem::new(Code::TreeRule, &span, message).help(help));
                read = None;
            }
        }
    }
    read
}

/// A message and a help line.
type RuleFault = (String, String);

fn condition(written: &str, names: &NodeNames, scores: &[String]) -> Result<Condition, RuleFault> {
    let unreadable = || (format!("cannot read the condition `{written}`"), FORMS.to_owned());
    if let Some(name) = written.strip_suffix(" is highest") {
        return match subject(name, names, scores)? {
            Quantity::Score(score) => Ok(Condition::Highest(score)),
            _ => Err((format!("`{name}` is not a score"), one_of("a score", scores))),
        };
    }
    if let Some((name, label)) = quoted(written, " is ") {
        let node = question(name, names, scores)?;
        return label_index(node, label, names, Asked::Answer)
            .map(|answer| Condition::Is { node, answer });
    }
    if let Some((name, label)) = quoted(written, " has ") {
        let node = question(name, names, scores)?;
        return label_index(node, label, names, Asked::Tick)
            .map(|tick| Condition::Has { node, tick });
    }
    let (name, op, value) = comparison(written).ok_or_else(unreadable)?;
    let value = value.trim_end_matches('%').trim_end();
    let value = value.parse::<i64>().map_err(|_| {
        (format!("`{value}` is not a whole number"), "compare with a number such as `4`".to_owned())
    })?;
    let quantity = subject(name, names, scores)?;
    if let Quantity::Node(node) = quantity {
        comparable(node, op, value, names)?;
    }
    Ok(Condition::Compare { quantity, op, value })
}

/// The score, sum or question at the start of a condition.
fn subject(name: &str, names: &NodeNames, scores: &[String]) -> Result<Quantity, RuleFault> {
    let name = name.trim();
    let score = scores.iter().position(|score| score.eq_ignore_ascii_case(name));
    match (score, names.find(name)) {
        (Some(_), Some(_)) => Err((
            format!("`{name}` is a score and a question"),
            "give the question another id, or the score another name".to_owned(),
        )),
        (Some(score), None) => Ok(Quantity::Score(ScoreId(score as u32))),
        (None, Some(node)) => Ok(Quantity::Node(node)),
        (None, None) if name == "total" => Ok(Quantity::Total),
        (None, None) => {
            let ids = names.nodes.iter().filter(|node| node.is_question());
            let known = ids.map(|node| node.id.as_str()).chain(scores.iter().map(String::as_str));
            let near = names.near(name, known);
            Err((
                format!("no question or score is called `{name}`"),
                near.map_or_else(|| FORMS.to_owned(), |near| format!("did you mean `{near}`?")),
            ))
        }
    }
}

fn question(name: &str, names: &NodeNames, scores: &[String]) -> Result<NodeId, RuleFault> {
    match subject(name, names, scores)? {
        Quantity::Node(node) => Ok(node),
        _ => Err((
            format!("`{name}` is not a question"),
            format!("compare it with a number: `{name} >= 2`"),
        )),
    }
}

/// Whether a condition is about an answer or about a tick.
#[derive(Clone, Copy)]
enum Asked {
    Answer,
    Tick,
}

fn label_index(
    node: NodeId,
    label: &str,
    names: &NodeNames,
    asked: Asked,
) -> Result<usize, RuleFault> {
    let node = &names.nodes[node.0 as usize];
    let id = &node.id;
    let labels: Vec<&str> = match (&node.kind, asked) {
        (NodeKind::Choice(_), Asked::Answer) | (NodeKind::PickMany(_), Asked::Tick) => {
            node.labels().collect()
        }
        (NodeKind::PickMany(_), Asked::Answer) => {
            return Err((
                format!("`{id}` is a tick list, which has no single answer"),
                format!("write `{id} has \"{label}\"`"),
            ));
        }
        (NodeKind::Choice(_), Asked::Tick) => {
            return Err((
                format!("`{id}` has a single answer, and no boxes to tick"),
                format!("write `{id} is \"{label}\"`"),
            ));
        }
        (NodeKind::Number(_), _) => {
            return Err((
                format!("`{id}` is answered with a number"),
                format!("write `{id} >= 4`"),
            ));
        }
        _ => return Err(not_a_question(id)),
    };
    let key = plain_key(label);
    labels.iter().position(|known| plain_key(known) == key).ok_or_else(|| {
        let near = names.near(label, labels.iter().copied());
        (
            format!("`{id}` has no answer `{label}`"),
            near.map_or_else(|| one_of("it", &labels), |near| format!("did you mean `{near}`?")),
        )
    })
}

/// Checks that a question can be compared with this number by this operator.
fn comparable(node: NodeId, op: Op, value: i64, names: &NodeNames) -> Result<(), RuleFault> {
    let node = &names.nodes[node.0 as usize];
    let id = &node.id;
    match &node.kind {
        NodeKind::Number(_) | NodeKind::PickMany(_) => Ok(()),
        NodeKind::Choice(answers) if answers.iter().any(|answer| answer.range.is_some()) => {
            let split = answers.iter().find(|answer| {
                answer.range.as_ref().is_some_and(|range| {
                    op.compares(*range.start(), value) != op.compares(*range.end(), value)
                        || (matches!(op, Op::Equal | Op::NotEqual)
                            && range.contains(&value)
                            && range.start() != range.end())
                })
            });
            match split {
                None => Ok(()),
                Some(answer) => Err((
                    format!("{value} falls inside the answer `{}` of `{id}`", answer.label),
                    "compare with the edge of an answer, or split the answer".to_owned(),
                )),
            }
        }
        NodeKind::Choice(_) => Err((
            format!("the answers of `{id}` are not numbers"),
            format!("write `{id} is \"Label\"`"),
        )),
        _ => Err(not_a_question(id)),
    }
}

fn not_a_question(id: &str) -> RuleFault {
    (format!("`{id}` asks nothing"), "name a question or a score".to_owned())
}

fn one_of<S: AsRef<str>>(what: &str, known: &[S]) -> String {
    let known: Vec<String> =
        known.iter().take(8).map(|name| format!("`{}`", name.as_ref())).collect();
    if known.is_empty() {
        format!("there is no {}", what.trim_start_matches("a "))
    } else {
        format!("{what} may be {}", known.join(", "))
    }
}

/// Splits `name is "label"`.
fn quoted<'c>(written: &'c str, verb: &str) -> Option<(&'c str, &'c str)> {
    let (name, label) = written.split_once(verb)?;
    let label = label.trim().strip_prefix('"')?.strip_suffix('"')?;
    Some((name.trim(), label))
}

fn comparison(written: &str) -> Option<(&str, Op, &str)> {
    const OPS: [(&str, Op); 10] = [
        (">=", Op::AtLeast),
        ("≥", Op::AtLeast),
        ("<=", Op::AtMost),
        ("≤", Op::AtMost),
        ("!=", Op::NotEqual),
        ("≠", Op::NotEqual),
        ("==", Op::Equal),
        ("=", Op::Equal),
        (">", Op::Greater),
        ("<", Op::Less),
    ];
    OPS.into_iter().find_map(|(sign, op)| {
        let (name, value) = written.split_once(sign)?;
        (!name.trim().is_empty()).then(|| (name.trim(), op, value.trim()))
    })
}

/// Splits a text at separators outside of quotes.
pub fn split_outside_quotes<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if !quoted && at >= start && text[at..].starts_with(separator) {
            parts.push(&text[start..at]);
            start = at + separator.len();
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The range of a part of a line, or of the whole line if its source differs.
pub fn place(text: &str, line: &TextLine, part: &str) -> Range<usize> {
    let span = line.span();
    let source = text.get(span.clone()).unwrap_or("");
    match source.find(part) {
        Some(at) if !part.is_empty() => span.start + at..span.start + at + part.len(),
        _ => span,
    }
}
