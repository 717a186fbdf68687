//! Answers, ticks and branches: the items of a list.

use std::ops::Range;

use super::blocks::Item;
use super::line::{Inline, InlineKind, TextLine};
use super::names::NodeNames;
use super::range;
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Answer, Branch, NodeId, Points, ScoreId, Tick};

/// A limit that keeps sums from overflowing.
const MOST_POINTS: i64 = 1_000_000;

/// The text before the arrow of an item.
struct AnswerLabel {
    text: String,
    scores: Vec<Points>,
    exclusive: bool,
}

/// The answers of a single choice. An item without an arrow is reported and left out.
pub fn choice(
    items: &[Item],
    from: NodeId,
    names: &mut NodeNames,
    scores: &mut Vec<String>,
) -> Vec<Answer> {
    let mut answers = Vec::new();
    for item in items {
        let Some((before, target)) = item.line.split_at_arrow(names.text) else {
            let words = item.line.plain();
            let message = if words.is_empty() {
                "an answer without words leads nowhere".to_owned()
            } else {
                format!("the answer `{words}` leads nowhere")
            };
            let problem = TreeProblem::new(Code::TreeShape, &item.line.span(), message);
            let words = if words.is_empty() { "Label" } else { &words };
            names.problems.push(problem.help(format!("write `- {words} → Target`")));
            names.unread.insert(from);
            continue;
        };
        if target.inlines.is_empty() {
            let span = item.line.span();
            let problem = TreeProblem::new(Code::TreeTarget, &span, "an arrow leads nowhere");
            let help = "write the heading of a question or outcome after it";
            names.problems.push(problem.help(help));
            names.unread.insert(from);
            continue;
        }
        report_nested(item.nested.as_ref(), names);
        let label = read_label(&before, names, scores);
        report_exclusive(&label, &before, names);
        let edge = names.edge(&target, from);
        let span = item.line.span();
        let AnswerLabel { text: label, scores, .. } = label;
        answers.push(Answer { label, range: None, scores, edge, span });
    }
    let ranges = range::labels(answers.iter().map(|answer| answer.label.as_str()));
    for (answer, range) in answers.iter_mut().zip(ranges) {
        match range::quoted(&answer.label) {
            Some(words) => answer.label = words,
            None => answer.range = range,
        }
    }
    answers
}

/// The branches of a number question.
pub fn branches(
    items: &[Item],
    from: NodeId,
    names: &mut NodeNames,
    scores: &mut Vec<String>,
) -> Vec<Branch> {
    let mut branches = Vec::new();
    for answer in choice(items, from, names, scores) {
        let Answer { label, range: _, scores, edge, span } = answer;
        match range::label(&label).map(|range| range.numbers) {
            Some(range) => branches.push(Branch { label, range, scores, edge, span }),
            None => {
                let message = format!("`{label}` is not a range of numbers");
                let problem = TreeProblem::new(Code::TreeRange, &span, message);
                names.problems.push(problem.help("write `0`, `1–3`, `4+` or `under 30`"));
                names.unread.insert(from);
            }
        }
    }
    branches
}

/// The ticks of a tick list.
pub fn ticks(items: &[Item], names: &mut NodeNames, scores: &mut Vec<String>) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for item in items {
        if !item.task {
            let words = item.line.plain();
            let message = format!("`{words}` is no tick in a tick list");
            let problem = TreeProblem::new(Code::TreeShape, &item.line.span(), message);
            names.problems.push(problem.help(format!("write `- [ ] {words}`")));
        }
        if let Some((_, target)) = item.line.split_at_arrow(names.text) {
            let problem = TreeProblem::new(
                Code::TreeShape,
                &target.span(),
                "a tick cannot lead anywhere by itself",
            );
            names.problems.push(problem.help("write one line `→ Target` below the list"));
        }
        report_nested(item.nested.as_ref(), names);
        let line = match item.line.split_at_arrow(names.text) {
            Some((before, _)) => before,
            None => item.line.clone(),
        };
        let AnswerLabel { text: label, scores, exclusive } = read_label(&line, names, scores);
        ticks.push(Tick { label, scores, exclusive, span: item.line.span() });
    }
    ticks
}

fn read_label(line: &TextLine, names: &mut NodeNames, scores: &mut Vec<String>) -> AnswerLabel {
    let mut label = AnswerLabel { text: String::new(), scores: Vec::new(), exclusive: false };
    let mut words = TextLine::default();
    for inline in &line.inlines {
        if inline.kind != InlineKind::Code {
            words.inlines.push(inline.clone());
        } else if inline.text.trim().eq_ignore_ascii_case("none") {
            label.exclusive = true;
        } else if inline.text.trim_start().starts_with(['+', '-', '−']) {
            match read_points(&inline.text) {
                Some((points, name)) => {
                    label.scores.push(Points { score: score(name, scores), points });
                }
                None => report_points(inline, names),
            }
        } else {
            words.inlines.push(inline.clone());
        }
    }
    label.text = words.plain();
    label
}

/// Reports points that cannot be read. Points without a name are told once, because whoever forgets
/// the name forgets it everywhere.
fn report_points(inline: &Inline, names: &mut NodeNames) {
    let points = inline.text.trim();
    let is_nameless = points.replace('−', "-").parse::<i64>().is_ok();
    if is_nameless && std::mem::replace(&mut names.told_nameless_points, true) {
        return;
    }
    let (message, help) = if is_nameless {
        (
            format!("`{points}` names no score"),
            format!("name the score, here and below: `{points} fit`"),
        )
    } else {
        (format!("cannot read `{points}` as a score"), "write it as `+2 strategy`".to_owned())
    };
    let problem = TreeProblem::new(Code::TreeShape, &inline.span, message);
    names.problems.push(problem.help(help));
    names.unread_points = true;
}

/// `+2 strategy` as points and the name of a score.
fn read_points(code: &str) -> Option<(i64, String)> {
    let code = code.trim().replace('−', "-");
    let (points, name) = code.split_once(char::is_whitespace)?;
    let points = points.parse::<i64>().ok()?;
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    (points.abs() <= MOST_POINTS && !name.is_empty()).then_some((points, name))
}

fn score(name: String, scores: &mut Vec<String>) -> ScoreId {
    let index = scores.iter().position(|known| *known == name).unwrap_or_else(|| {
        scores.push(name);
        scores.len() - 1
    });
    ScoreId(index as u32)
}

fn report_nested(nested: Option<&Range<usize>>, names: &mut NodeNames) {
    if let Some(span) = nested {
        let first_line = names.text.get(span.clone()).unwrap_or("").lines().next().unwrap_or("");
        let span = span.start..span.start + first_line.len();
        let problem =
            TreeProblem::new(Code::TreeShape, &span, "content inside an answer is ignored");
        names.problems.push(problem.help("give the next question its own heading"));
    }
}

fn report_exclusive(label: &AnswerLabel, line: &TextLine, names: &mut NodeNames) {
    if label.exclusive {
        let message = "`none` belongs to the ticks of a tick list";
        let problem = TreeProblem::new(Code::TreeShape, &line.span(), message);
        names.problems.push(problem.help(format!("write `- [ ] {} `none``", label.text)));
    }
}
