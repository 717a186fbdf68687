//! Reads a section as a question, a step, a table of rules or an outcome.

use std::ops::Range;

use super::blocks::{BlockKind, FileBlock, Item, Section};
use super::line::{InlineKind, TextLine, trimmed};
use super::names::{NodeNames, plain_key};
use super::{answers, range, rules};
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;
use crate::tree::{Branch, Edge, NodeId, NodeKind, Number, Outcome, PickMany};

/// The parts of a section besides its text.
#[derive(Default)]
struct NodeParts {
    items: Vec<Item>,
    task: bool,
    /// `Answer: …`, without the label.
    answer: Option<TextLine>,
    /// `→ Target`, without the arrow.
    onward: Option<TextLine>,
    table: bool,
    /// The start of the first part, where the text ends.
    start: Option<usize>,
    /// Blocks after the first part that are not parts.
    lost: Vec<Range<usize>>,
}

/// The text and kind of a section's node. Rules are filled in later, when all answers are known.
pub fn read(
    section: &Section,
    id: NodeId,
    names: &mut NodeNames,
    scores: &mut Vec<String>,
) -> (Range<usize>, NodeKind) {
    report_other_table(section, id, names);
    let parts = parts(section, names.text);
    let whole = section.heading.end..section.end;
    let Some(start) = parts.start else {
        let (body, outcome) = outcome(section, names.text);
        return (body, NodeKind::Outcome(outcome));
    };
    for lost in &parts.lost {
        let line = names.text.get(lost.clone()).unwrap_or("").lines().next().unwrap_or("");
        let span = lost.start..lost.start + line.trim_end().len();
        let problem = TreeProblem::new(
            Code::TreeShape,
            &span,
            "this stands below the answers and would be lost",
        );
        names.problems.push(problem.help("move it above the answers"));
    }
    let body = trimmed(names.text, whole.start..start.max(whole.start));
    let items = &parts.items;
    let kind = if parts.table {
        if says(section, "all that apply") {
            NodeKind::AllThatApply(Vec::new())
        } else {
            NodeKind::FirstMatch(Vec::new())
        }
    } else if let Some(answer) = &parts.answer {
        NodeKind::Number(number(answer, &parts, id, (names, scores)))
    } else if parts.task {
        let ticks = answers::ticks(items, names, scores);
        let edge = onward(&parts, section, id, names);
        NodeKind::PickMany(PickMany { ticks, edge })
    } else if !items.is_empty() {
        if let Some(line) = &parts.onward {
            let message = "a single choice leads on by its answers";
            let problem = TreeProblem::new(Code::TreeShape, &line.span(), message);
            names
                .problems
                .push(problem.help("remove this line, or make the answers ticks: `- [ ]`"));
        }
        NodeKind::Choice(answers::choice(items, id, names, scores))
    } else {
        report_question_without_answers(section, names);
        NodeKind::Step(onward(&parts, section, id, names))
    };
    (body, kind)
}

/// A step informs and goes on. One that asks something was meant to have answers.
fn report_question_without_answers(section: &Section, names: &mut NodeNames) {
    let title = section.title.plain();
    if title.ends_with(['?', '？']) {
        let message = format!("`{title}` asks something, and nothing can be answered");
        let problem = TreeProblem::new(Code::TreeShape, &section.title.span(), message);
        names.problems.push(problem.help(
            "write `- Label → Target` for each answer, or `- [ ] Label` for each box to tick; a \
             step that only informs has no question mark",
        ));
    }
}

/// Reports a table that is announced as one of rules and has no column of targets.
fn report_other_table(section: &Section, id: NodeId, names: &mut NodeNames) {
    let announces = |line: &TextLine| {
        ["first match wins", "all that apply"].contains(&plain_key(&line.plain()).as_str())
    };
    let announced = section.blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(lines) => lines.iter().any(announces),
        _ => false,
    });
    let mut tables = section.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(rows) => Some(rows),
        _ => None,
    });
    let first = tables.clone().next().and_then(|rows| rows.first());
    let Some(header) = first.filter(|_| announced && !tables.any(|rows| rules::is_table(rows)))
    else {
        return;
    };
    let problem =
        TreeProblem::new(Code::TreeRule, &header.span, "this table has no column of targets");
    names.problems.push(problem.help(
        "head its last column with `→`, and the others with `If`, the id of a question or the \
         name of a score",
    ));
    names.unread.insert(id);
}

/// Whether a paragraph of a section starts with these words.
pub fn says(section: &Section, words: &str) -> bool {
    section.blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(lines) => {
            lines.iter().any(|line| line.plain().to_lowercase().contains(words))
        }
        _ => false,
    })
}

fn parts(section: &Section, text: &str) -> NodeParts {
    let mut parts = NodeParts::default();
    for block in &section.blocks {
        let mut own = false;
        match &block.kind {
            BlockKind::List(items) if is_answers(items, text) => {
                parts.items.extend(items.iter().cloned());
                parts.task |= items.iter().any(|item| item.task);
                parts.take_line_below(text);
                own = parts.begin(block.span.start);
            }
            BlockKind::Table(rows) if rules::is_table(rows) && !parts.table => {
                parts.table = true;
                own = parts.begin(block.span.start);
            }
            BlockKind::Paragraph(lines) => {
                for line in lines {
                    let plain = line.plain();
                    if let Some(rest) = after_arrow(line, text) {
                        parts.onward.get_or_insert(rest);
                        own = parts.begin(line.span().start);
                    } else if plain.to_lowercase().starts_with("answer:") {
                        parts.answer.get_or_insert(line.clone());
                        own = parts.begin(line.span().start);
                    }
                }
            }
            _ => {}
        }
        if !own && parts.start.is_some() {
            parts.lost.push(block.span.clone());
        }
    }
    parts
}

impl NodeParts {
    /// Takes `→ Target` on the line below the last tick, which belongs to its item without a blank
    /// line between them.
    fn take_line_below(&mut self, text: &str) {
        let Some(last) = self.items.last_mut().filter(|item| item.task) else { return };
        let Some((before, target)) = last.line.split_at_arrow(text) else { return };
        let between = text.get(before.span().end..target.span().start).unwrap_or("");
        if between.contains('\n') && !before.inlines.is_empty() {
            last.line = before;
            self.onward.get_or_insert(target);
        }
    }

    fn begin(&mut self, at: usize) -> bool {
        self.start = Some(self.start.map_or(at, |start| start.min(at)));
        true
    }
}

/// A list is a list of answers if any item is a tick or has an arrow.
fn is_answers(items: &[Item], text: &str) -> bool {
    items.iter().any(|item| item.task || item.line.split_at_arrow(text).is_some())
}

/// The target of a line that starts with an arrow.
fn after_arrow(line: &TextLine, text: &str) -> Option<TextLine> {
    let (before, after) = line.split_at_arrow(text)?;
    before.inlines.is_empty().then_some(after)
}

fn onward(parts: &NodeParts, section: &Section, id: NodeId, names: &mut NodeNames) -> Edge {
    match &parts.onward {
        Some(line) => names.edge(line, id),
        None => {
            let span = section.title.span();
            let problem = TreeProblem::new(Code::TreeShape, &span, "this question leads nowhere");
            names.problems.push(problem.help("write a line `→ Target` below its answers"));
            names.unread.insert(id);
            let next = NodeId(id.0 + 1);
            let to = if (next.0 as usize) < names.nodes.len() { next } else { id };
            Edge { to, caveat: None, again: false, span }
        }
    }
}

fn number(
    answer: &TextLine,
    parts: &NodeParts,
    id: NodeId,
    (names, scores): (&mut NodeNames, &mut Vec<String>),
) -> Number {
    let plain = answer.plain();
    let written = plain.split_once(':').map_or("", |(_, rest)| rest.trim());
    let found = range::domain(written).unwrap_or_else(|| {
        let message = format!("`{written}` is no kind of answer");
        let problem = TreeProblem::new(Code::TreeShape, &answer.span(), message);
        names.problems.push(problem.help(
            "write `Answer: whole number, 0 to 52`; for anything but a number, such as a date, \
             write answers to choose from: `- Less than 14 days ago → Target`",
        ));
        names.unread.insert(id);
        range::Range::any()
    });
    let items = &parts.items;
    let branches = match (&parts.onward, items.is_empty()) {
        (Some(line), true) => {
            let edge = names.edge(line, id);
            let (label, range, span) = (written.to_owned(), found.numbers.clone(), answer.span());
            vec![Branch { label, range, scores: Vec::new(), edge, span }]
        }
        (None, true) => {
            let problem =
                TreeProblem::new(Code::TreeShape, &answer.span(), "this question leads nowhere");
            names.problems.push(problem.help("write a line `→ Target` below it"));
            names.unread.insert(id);
            Vec::new()
        }
        _ => answers::branches(items, id, names, scores),
    };
    Number { domain: found.numbers, unit: found.unit, branches }
}

/// Reads an outcome: its fields are at the start or the end of its text.
fn outcome(section: &Section, text: &str) -> (Range<usize>, Outcome) {
    let mut outcome = Outcome::default();
    let mut blocks: &[FileBlock] = &section.blocks;
    let mut body = section.heading.end..section.end;
    while let Some((first, rest)) = blocks.split_first() {
        if !take_fields(first, &mut outcome) {
            break;
        }
        body.start = first.span.end;
        blocks = rest;
    }
    while let Some((last, rest)) = blocks.split_last() {
        if !take_fields(last, &mut outcome) {
            break;
        }
        body.end = last.span.start;
        blocks = rest;
    }
    outcome.leads_on = blocks.iter().any(leads_on);
    (trimmed(text, body.start.min(body.end)..body.end), outcome)
}

/// Takes `Do:`, `Who:` and `By when:` from a paragraph with only such fields.
fn take_fields(block: &FileBlock, outcome: &mut Outcome) -> bool {
    let BlockKind::Paragraph(lines) = &block.kind else { return false };
    let fields: Option<Vec<(String, String)>> = lines.iter().map(field).collect();
    let Some(fields) = fields.filter(|fields| !fields.is_empty()) else { return false };
    for (name, value) in fields {
        let place = match name.as_str() {
            "do" => &mut outcome.act,
            "who" => &mut outcome.who,
            _ => &mut outcome.by_when,
        };
        place.get_or_insert(value);
    }
    true
}

fn field(line: &TextLine) -> Option<(String, String)> {
    let plain = line.plain();
    let (name, value) = plain.split_once(':')?;
    let name = name.to_lowercase();
    matches!(name.as_str(), "do" | "who" | "by when").then(|| (name, value.trim().to_owned()))
}

/// Whether a block links to an entry by name.
fn leads_on(block: &FileBlock) -> bool {
    let is_link = |line: &TextLine| {
        line.inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Wikilink(_)))
    };
    match &block.kind {
        BlockKind::Paragraph(lines) => lines.iter().any(is_link),
        BlockKind::List(items) => items.iter().any(|item| is_link(&item.line)),
        _ => false,
    }
}
