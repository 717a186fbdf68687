//! Groups lines into questions with answers.

use std::collections::BTreeSet;

use super::answer::{self, LabelKind, Reading, Separator};
use super::features::{is_amount, is_grade, is_unfinished};
use super::language::Role;
use super::marks;
use super::numbering::{Goto, without_bullet};
use super::outline::{LineKind, Mark, Outline};
use super::question;
use super::words::LineWords;

/// A run of lines that read as answers, and the line that introduces them.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The question, or another line that introduces the answers.
    pub intro: usize,
    pub answers: AnswerRun<'a>,
    /// The number of lines of the same list outside the run.
    pub others: usize,
    /// The author's mark, if it is about this group.
    pub mark: Option<Mark>,
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
                mark: None,
            }));
        }
    }
    groups.extend(steps_with_otherwise(outline, &groups));
    groups.sort_by_key(|group| group.answers[0].0);
    marks::give(outline, &mut groups);
    groups
}

/// Steps such as `If it is ready, ship it.` with a paragraph `Otherwise, wait.` in the same item.
fn steps_with_otherwise<'a>(outline: &'a Outline, groups: &[Group<'a>]) -> Vec<Group<'a>> {
    let taken: BTreeSet<usize> =
        groups.iter().flat_map(|group| &group.answers).map(|(line, _)| *line).collect();
    let step = |at: usize| {
        let first = &outline.lines[at];
        let is_step = matches!(first.kind, LineKind::Item { .. }) && !taken.contains(&at);
        let next = *first.children.first().filter(|_| is_step)?;
        let (one, other) = (reading(outline, at, None)?, reading(outline, next, None)?);
        let is_pair = one.label_kind == LabelKind::Condition
            && one.target.is_some()
            && outline.lines[next].kind == LineKind::Plain
            && matches!(other.label_kind, LabelKind::Condition | LabelKind::Rest);
        let answers = vec![(at, one), (next, other)];
        let intro = intro(outline, first.parent, at);
        is_pair.then_some(Group { intro, others: 0, answers, mark: None })
    };
    (0..outline.lines.len()).filter_map(step).collect()
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
    let runs = runs.into_iter().flat_map(without_asking);
    runs.map(|run| without_remarks(outline, run)).collect()
}

/// A label that asks is an answer only if one of the run leads to another question by its number:
/// `In our code? → Go to question 2`. Otherwise they are symptoms, or questions of their own.
fn without_asking(run: AnswerRun<'_>) -> Vec<AnswerRun<'_>> {
    let asks = |(_, reading): &(usize, Reading)| question::is_asked(&reading.label);
    let refers =
        |(_, reading): &(usize, Reading)| reading.target.is_some_and(|to| Goto::of(to).is_some());
    if !run.iter().any(asks) || run.iter().any(refers) {
        return vec![run];
    }
    run.split(asks).map(<[_]>::to_vec).collect()
}

/// Leaves out remarks before and after the answers: `How to order: …` is none beside `Yes: …`.
///
/// Lines of one paragraph are answers by standing together.
fn without_remarks<'a>(outline: &Outline, mut run: AnswerRun<'a>) -> AnswerRun<'a> {
    let of = |kind: fn(&Reading) -> bool| run.iter().filter(|(_, reading)| kind(reading)).count();
    let told = of(|reading| reading.label_kind != LabelKind::Option);
    let closed = of(|reading| reading.label_kind == LabelKind::Verdict && !is_frequency(reading));
    let is_remark = |(line, reading): &(usize, Reading)| match reading.label_kind {
        LabelKind::Option if matches!(outline.lines[*line].kind, LineKind::Item { .. }) => {
            let graded = is_grade(reading.label) || is_amount(reading.label);
            told > 1 && reading.link != Separator::Arrow && !graded
        }
        LabelKind::Verdict => closed > 1 && is_frequency(reading),
        _ => false,
    };
    while run.last().is_some_and(is_remark) {
        run.pop();
    }
    let first = run.iter().position(|answer| !is_remark(answer)).unwrap_or(0);
    run.split_off(first)
}

fn is_frequency(reading: &Reading<'_>) -> bool {
    reading.label.is(Role::Frequency)
}

/// How many paragraphs may be between `If yes:` and `If no:`.
const DETAILS: usize = 5;

/// Whether the first line is a detail of the answer before it: paragraphs and code between `If
/// yes:` and `If no:`, or between `If it is ready, …` and `Otherwise, …`, belong to the former.
fn is_detail(outline: &Outline, run: &AnswerRun<'_>, lines: &[usize]) -> bool {
    let Some((first, before)) = run.last() else { return false };
    let next = match before.label_kind {
        LabelKind::Verdict => LabelKind::Verdict,
        LabelKind::Condition => LabelKind::Rest,
        LabelKind::Rest | LabelKind::Option => return false,
    };
    if outline.lines[*first].kind != LineKind::Plain {
        return false;
    }
    for line in lines.iter().take(DETAILS) {
        if let Some(reading) = reading(outline, *line, None) {
            return reading.label_kind == next;
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
    // `Ask: "Is it heavy?"` is the question of the items after it. `If the key is for:` goes on in
    // each item of its list.
    let asks = reading.label.is(Role::Asker)
        && reading.target.is_some_and(|to| question::is_question(&to));
    let goes_on_below = reading.target.is_none() && is_unfinished(reading.label);
    // `Check the log:` with conditions below it is their question.
    let is_step = reading.label_kind == LabelKind::Option && reading.target.is_none();
    let decides = |child: &usize| without_bullet(outline.words(*child)).opens_with(Role::If);
    let is_question = is_step && finds_out(text) && line.children.iter().any(decides);
    if asks || goes_on_below || is_question {
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
    let asked = question::is_asked(&text[..reading.label.range().end]);
    (!asked || reading.link == Separator::Arrow).then_some(reading)
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
        let finds_out = finds_out(outline.words(before));
        let leads = match (outline.lines[before].kind, outline.lines[first].kind) {
            (LineKind::Plain, LineKind::Plain) => {
                asks || text.as_str().ends_with(':') || text.is_bold() || finds_out
            }
            (LineKind::Item { .. }, LineKind::Item { .. }) => asks || finds_out,
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

/// Whether a step finds out what the next ones depend on: `Check if it is a real fault.`
fn finds_out(step: LineWords<'_>) -> bool {
    let first = step.words().find(|word| !word.is(Role::BeforeVerb));
    step.opens_with(Role::FindsOut) || first.is_some_and(|first| first.is(Role::FindsOut))
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
            _ => break,
        }
    }
    // A paragraph of several sentences announces nothing; its heading names what it is about.
    let states =
        question::is_statement(outline.words(remark)) && outline.lines[remark].mark.is_none();
    let is_quiet = question::title(outline.words(remark)).opening().is(Role::FindsOut);
    match outline.lines[remark].heading.filter(|_| states && !is_quiet) {
        Some(heading) => heading,
        None => remark,
    }
}
