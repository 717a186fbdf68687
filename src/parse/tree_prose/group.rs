//! Which lines stand below which question as its answers.

use super::answer::{self, Label, Link, Reading};
use super::outline::{Kind, Outline};
use super::question;

/// A run of lines that read as answers, and the line that leads to them.
#[derive(Debug, Clone)]
pub struct Group {
    /// The question, or whatever else leads to the answers.
    pub lead: usize,
    pub answers: Vec<(usize, Reading)>,
    /// Items of the same list that do not belong to the run.
    pub others: usize,
}

/// Every run of at least two answers, in the order in which they are written.
pub fn groups(outline: &Outline) -> Vec<Group> {
    let mut groups = Vec::new();
    for parent in 0..outline.lines.len() {
        let children = &outline.lines[parent].children;
        let mut from = 0;
        while from < children.len() {
            let shelf = shelf(outline, children[from]);
            let length =
                children[from..].iter().take_while(|c| self::shelf(outline, **c) == shelf).count();
            if shelf.is_some() {
                runs(outline, parent, &children[from..from + length], &mut groups);
            }
            from += length;
        }
    }
    groups.sort_by_key(|group| group.answers[0].0);
    groups
}

/// What must be the same for two lines to answer the same question.
fn shelf(outline: &Outline, line: usize) -> Option<(u8, usize)> {
    match outline.lines[line].kind {
        Kind::Item { list, .. } => Some((1, list)),
        Kind::Row { table } => Some((2, table)),
        Kind::Plain | Kind::Barrier => Some((3, 0)),
        Kind::Heading(level) => Some((4, level.into())),
        Kind::Article => None,
    }
}

/// The runs among lines of one shelf.
fn runs(outline: &Outline, parent: usize, lines: &[usize], groups: &mut Vec<Group>) {
    let mut run: Vec<(usize, Reading)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match reading(outline, *line, run.last().map(|(line, _)| *line)) {
            Some(reading) => run.push((*line, reading)),
            None if is_detail(outline, &run, &lines[at..]) => {}
            None => close(outline, parent, std::mem::take(&mut run), lines.len(), groups),
        }
    }
    close(outline, parent, run, lines.len(), groups);
}

fn close(
    outline: &Outline,
    parent: usize,
    run: Vec<(usize, Reading)>,
    shelf: usize,
    groups: &mut Vec<Group>,
) {
    if run.len() >= 2 {
        let lead = lead(outline, parent, run[0].0);
        groups.push(Group { lead, others: shelf - run.len(), answers: run });
    }
}

/// How many paragraphs may stand between `If yes:` and `If no:`.
const DETAILS: usize = 5;

/// Whether the first of some lines belongs to the answer before it: paragraphs and code between
/// `If yes:` and `If no:` tell more about the yes.
fn is_detail(outline: &Outline, run: &[(usize, Reading)], lines: &[usize]) -> bool {
    let is_verdict = |reading: &Reading| reading.label_kind == Label::Verdict;
    let Some((first, before)) = run.last() else { return false };
    if outline.lines[*first].kind != Kind::Plain || !is_verdict(before) {
        return false;
    }
    let near = &lines[..lines.len().min(DETAILS)];
    let next = near
        .iter()
        .position(|line| reading(outline, *line, None).is_some_and(|reading| is_verdict(&reading)));
    next.is_some_and(|next| {
        near[..next].iter().all(|line| !question::holds_question(outline.str(*line)))
    })
}

/// A line as an answer: a question is none, and a label alone needs something below it.
fn reading(outline: &Outline, at: usize, before: Option<usize>) -> Option<Reading> {
    let line = &outline.lines[at];
    let text = line.text.as_str();
    let goes_on = before.is_some_and(|before| outline.lines[before].block == line.block);
    let plain = matches!(line.kind, Kind::Plain | Kind::Heading(_));
    let reading = match plain && !goes_on {
        true => answer::read_told(text)?,
        false => answer::read(text)?,
    };
    if reading.target.is_none() && (line.children.is_empty() || question::is_asked(text)) {
        return None;
    }
    // A paragraph is an answer only if it says so: any sentence holds a colon or a dash. But it may
    // go on with one when the line before it was an answer.
    let weak = reading.label_kind == Label::Option && reading.link != Link::Arrow;
    if plain && weak && !(goes_on && reading.link == Link::Colon) {
        return None;
    }
    // A bold line that asks is the next question of a list of them, whatever it starts with.
    if plain && line.text.is_bold() && question::is_asked(text) && reading.link != Link::Arrow {
        return None;
    }
    (!question::is_asked(&text[..reading.label.end])).then_some(reading)
}

/// The line that leads to a run: a question or lead-in just before it, or what it stands under.
fn lead(outline: &Outline, parent: usize, first: usize) -> usize {
    if let Some(before) = outline.before(first) {
        let line = &outline.lines[before];
        let text = line.text.as_str();
        let asks = question::is_question(text);
        let leads = match (line.kind, outline.lines[first].kind) {
            (Kind::Plain, Kind::Plain) => asks || text.ends_with(':') || line.text.is_bold(),
            (Kind::Barrier, _) => false,
            _ => asks,
        };
        if leads {
            return before;
        }
    }
    let line = &outline.lines[parent];
    if line.kind == Kind::Plain && !question::is_question(line.text.as_str()) {
        return asked_above(outline, parent);
    }
    parent
}

/// How many remarks may stand between a question and its answers.
const REMARKS: usize = 3;

/// Remarks between a question and its answers leave the question in charge.
fn asked_above(outline: &Outline, remark: usize) -> usize {
    let mut at = remark;
    for _ in 0..REMARKS {
        if outline.str(at).ends_with(':') {
            return remark;
        }
        let above = outline.before(at).unwrap_or(outline.lines[at].parent);
        let line = &outline.lines[above];
        match line.kind {
            Kind::Plain | Kind::Heading(_) if question::is_question(line.text.as_str()) => {
                return above;
            }
            Kind::Plain if line.children.is_empty() => at = above,
            _ => return remark,
        }
    }
    remark
}
