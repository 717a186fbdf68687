//! Groups lines into questions with answers.

use super::answer::{self, LabelKind, Reading, Separator};
use super::outline::{LineKind, Outline};
use super::question;

/// A run of lines that read as answers, and the line that introduces them.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The question, or another line that introduces the answers.
    pub intro: usize,
    pub answers: AnswerRun<'a>,
    /// The number of lines of the same list outside the run.
    pub others: usize,
}

/// Consecutive lines that read as answers.
pub type AnswerRun<'a> = Vec<(usize, Reading<'a>)>;

/// All runs of at least two answers, in text order.
pub fn groups<'a>(outline: &'a Outline) -> Vec<Group<'a>> {
    let mut groups = Vec::new();
    let together = |a: &usize, b: &usize| series(outline, *a) == series(outline, *b);
    for (parent, line) in outline.lines.iter().enumerate() {
        // One line alone is no choice.
        for lines in line.children.chunk_by(together).filter(|lines| lines.len() > 1) {
            let runs = runs(outline, lines).into_iter().filter(|run| run.len() > 1);
            groups.extend(runs.map(|answers| Group {
                intro: intro(outline, parent, answers[0].0),
                others: lines.len() - answers.len(),
                answers,
            }));
        }
    }
    groups.sort_by_key(|group| group.answers[0].0);
    groups
}

/// Lines answer the same question only if this is equal.
fn series(outline: &Outline, line: usize) -> (u8, usize) {
    match outline.lines[line].kind {
        LineKind::Article => (0, 0),
        LineKind::Item { list, .. } => (1, list),
        LineKind::Row { table } => (2, table),
        LineKind::Plain | LineKind::Barrier => (3, 0),
        LineKind::Heading(level) => (4, level.into()),
    }
}

/// The runs among the lines of one series.
fn runs<'a>(outline: &'a Outline, lines: &[usize]) -> Vec<AnswerRun<'a>> {
    let mut runs = Vec::new();
    let mut run = AnswerRun::new();
    for (at, line) in lines.iter().enumerate() {
        match reading(outline, *line, run.last()) {
            Some(reading) => run.push((*line, reading)),
            None if is_detail(outline, &run, &lines[at..]) => {}
            None => runs.push(std::mem::take(&mut run)),
        }
    }
    runs.push(run);
    runs
}

/// How many paragraphs may be between `If yes:` and `If no:`.
const DETAILS: usize = 5;

/// Whether the first line is a detail of the answer before it: paragraphs and code between `If
/// yes:` and `If no:` belong to the former.
fn is_detail(outline: &Outline, run: &AnswerRun<'_>, lines: &[usize]) -> bool {
    let is_verdict = |reading: &Reading| reading.label_kind == LabelKind::Verdict;
    let Some((first, before)) = run.last() else { return false };
    if outline.lines[*first].kind != LineKind::Plain || !is_verdict(before) {
        return false;
    }
    for line in lines.iter().take(DETAILS) {
        if reading(outline, *line, None).is_some_and(|reading| is_verdict(&reading)) {
            return true;
        }
        if question::holds_question(outline.str(*line)) {
            return false;
        }
    }
    false
}

/// A line as an answer. Questions are not answers, and a label alone needs content below it.
fn reading<'a>(
    outline: &'a Outline,
    at: usize,
    before: Option<&(usize, Reading<'_>)>,
) -> Option<Reading<'a>> {
    let line = &outline.lines[at];
    let text = outline.words(at);
    let goes_on = before.is_some_and(|(before, _)| outline.lines[*before].block == line.block);
    let plain = matches!(line.kind, LineKind::Plain | LineKind::Heading(_));
    let reading = if plain && !goes_on { answer::read_told(text)? } else { answer::read(text)? };
    let leads = !line.children.is_empty() || lacks_target(line.kind, &reading, before);
    if reading.target.is_none() && (!leads || question::is_asked(&text)) {
        return None;
    }
    // A paragraph must be a clear answer, because any sentence may contain a colon or a dash. After
    // another answer, a weak one may follow.
    let weak = reading.label_kind == LabelKind::Option && reading.link != Separator::Arrow;
    if plain && weak && !(goes_on && reading.link == Separator::Colon) {
        return None;
    }
    // A bold question starts the next group, whatever its first words.
    if plain && line.text.is_bold() && question::is_asked(&text) && reading.link != Separator::Arrow
    {
        return None;
    }
    (!question::is_asked(&text[..reading.label.range().end])).then_some(reading)
}

/// Whether an item is an answer whose target its author forgot: `No →`, or `No` after `Yes → Ship`.
fn lacks_target(kind: LineKind, own: &Reading<'_>, before: Option<&(usize, Reading<'_>)>) -> bool {
    let follows = before.is_some_and(|(_, before)| before.link == Separator::Arrow);
    let is_told = own.link == Separator::Arrow || own.label_kind == LabelKind::Verdict && follows;
    matches!(kind, LineKind::Item { .. }) && is_told
}

/// The line that introduces a run: a question or intro just before it, or its parent.
fn intro(outline: &Outline, parent: usize, first: usize) -> usize {
    if let Some(before) = outline.before(first) {
        let text = &outline.lines[before].text;
        let asks = question::is_question(text.as_str());
        let leads = match (outline.lines[before].kind, outline.lines[first].kind) {
            (LineKind::Plain, LineKind::Plain) => {
                asks || text.as_str().ends_with(':') || text.is_bold()
            }
            (LineKind::Barrier, _) => false,
            _ => asks,
        };
        if leads {
            return before;
        }
    }
    let is_remark = outline.lines[parent].kind == LineKind::Plain
        && !question::is_question(outline.str(parent));
    if is_remark { asked_above(outline, parent) } else { parent }
}

/// How many remarks may be between a question and its answers.
const REMARKS: usize = 3;

/// The question above a remark, or else the remark.
fn asked_above(outline: &Outline, remark: usize) -> usize {
    let mut at = remark;
    for _ in 0..REMARKS {
        if outline.str(at).ends_with(':') {
            return remark;
        }
        at = outline.before(at).unwrap_or(outline.lines[at].parent);
        let line = &outline.lines[at];
        match line.kind {
            LineKind::Plain | LineKind::Heading(_) if question::is_question(line.text.as_str()) => {
                return at;
            }
            LineKind::Plain if line.children.is_empty() => {}
            _ => return remark,
        }
    }
    remark
}
