//! Counts the features of a group of answers.

use super::answer::{LabelKind, Reading, Separator, after_verdict};
use super::arrow::Arrow;
use super::features::{
    self, ends_in_amount, is_action, is_amount, is_bare_amount, is_bounded, is_count, is_grade,
    is_path, is_quoted, is_time,
};
use super::group::Group;
use super::intro::Intro;
use super::language::Role;
use super::numbering::without_bullet;
use super::outline::{LineKind, Mark, Outline};
use super::question;
use super::words::LineWords;
use crate::tree::Form;

/// The features of a group; counts are numbers of answers.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    pub intro: Intro,
    pub mark: Option<Mark>,
    pub count: usize,
    /// Lines of the same list that are not answers.
    pub others: usize,
    /// Options and outcomes are separate, as branches of a drawing.
    pub is_drawing: bool,
    pub is_table: bool,
    /// A table with headers that mean "if" and "then".
    pub headed: bool,
    /// The answers are lines of paragraphs.
    pub is_plain: bool,
    /// Each answer is a paragraph of its own.
    pub is_apart: bool,
    /// The intro is a paragraph that ends in a full stop, so it announces nothing.
    pub states: bool,
    /// Other labels with only lists below.
    pub topics: usize,
    pub verdicts: usize,
    pub conditions: usize,
    pub ifs: usize,
    pub rests: usize,
    pub arrows: usize,
    /// Label and target are separated by more than a comma.
    pub pointing: usize,
    pub actions: usize,
    /// Targets of more than one word.
    pub sentences: usize,
    /// Labels on the same subject as another label.
    pub cohesive: usize,
    /// Targets that describe an effect.
    pub effects: usize,
    pub amounts: usize,
    /// Labels that are bounded amounts, so that every amount has an answer.
    pub ranges: usize,
    pub amount_targets: usize,
    /// Targets that are just a number.
    pub counts: usize,
    /// Labels such as "minor", "green", "not found".
    pub grades: usize,
    /// Targets that equal the next label.
    pub links: usize,
    /// Labels that share a word with the question, such as both sides of an "or".
    pub named: usize,
    pub chains: usize,
    pub paths: usize,
    pub quoted: usize,
    pub times: usize,
    pub changes: usize,
}

impl Tally {
    pub fn of(outline: &Outline, group: &Group, form: Form) -> Tally {
        let line = outline.words(group.intro);
        let first = &outline.lines[group.answers[0].0];
        let mut tally = Tally {
            intro: Intro::of(outline, group.intro),
            mark: mark(outline, group.intro),
            count: group.answers.len(),
            others: others(outline, group),
            is_drawing: form == Form::Drawing,
            is_plain: first.kind == LineKind::Plain,
            is_apart: is_apart(outline, group),
            states: outline.lines[group.intro].kind == LineKind::Plain
                && line.trim_end().ends_with('.'),
            cohesive: cohesive(group),
            ..Tally::default()
        };
        if let LineKind::Row { table } = first.kind {
            tally.is_table = true;
            tally.headed = is_headed(outline.header(table), &tally.intro, question::title(line));
        }
        for index in 0..group.answers.len() {
            tally.count_answer(outline, group, index);
        }
        tally
    }

    fn count_answer(&mut self, outline: &Outline, group: &Group, index: usize) {
        let (line, reading) = &group.answers[index];
        let Reading { label, label_kind, link, .. } = *reading;
        let below = || outline.lines[*line].children.first().map(|child| outline.words(*child));
        let target = reading.target.or_else(below).unwrap_or(label.to(0));
        let next = group.answers.get(index + 1).map(|(_, next)| next.label);
        let is_if = without_bullet(outline.words(*line)).opens_with(Role::If);
        let (acts, is_amount) = (is_action(target), is_amount(label));
        let foretells = target.opens_with(Role::Compares) || target.holds(Role::Effect) && !acts;
        let points = link != Separator::Comma || is_if && label_kind == LabelKind::Verdict;
        let names = !self.intro.is_long && shares_word(label, outline.words(group.intro));
        let again = Arrow::find(&target).is_some() && after_verdict(target).is_none();
        let counted = [
            (&mut self.verdicts, label_kind == LabelKind::Verdict),
            (&mut self.conditions, label_kind == LabelKind::Condition),
            (&mut self.ifs, is_if),
            (&mut self.rests, label_kind == LabelKind::Rest),
            (&mut self.topics, label_kind == LabelKind::Option && link == Separator::Below),
            (&mut self.arrows, link == Separator::Arrow),
            (&mut self.pointing, points && target.contains(char::is_alphanumeric)),
            (&mut self.actions, acts || question::is_question(&target)),
            (&mut self.sentences, target.split_whitespace().nth(1).is_some()),
            (&mut self.effects, foretells),
            (&mut self.amounts, is_amount),
            (&mut self.ranges, is_amount && is_bounded(label)),
            (&mut self.counts, is_count(target)),
            (&mut self.amount_targets, is_bare_amount(&target)),
            (&mut self.grades, is_grade(label)),
            (&mut self.links, next.is_some_and(|next| next.eq_ignore_ascii_case(&target))),
            (&mut self.named, names),
            (&mut self.chains, again && !target.contains('?')),
            (&mut self.paths, is_path(&label) || is_path(&target)),
            (&mut self.quoted, is_quoted(&label) && is_quoted(&target)),
            (&mut self.times, is_time(label)),
            (&mut self.changes, ends_in_amount(&label) && features::is_amount(target)),
        ];
        for (count, holds) in counted {
            *count += usize::from(holds);
        }
    }

    /// Whether at least two in three answers are counted.
    pub fn most(&self, count: usize) -> bool {
        count * 3 >= self.count * 2
    }

    /// Whether at least half of the answers are counted.
    pub fn some(&self, count: usize) -> bool {
        count * 2 >= self.count
    }
}

/// Whether a label shares a word with the question.
fn shares_word(label: LineWords<'_>, asked: LineWords<'_>) -> bool {
    let mut long = label.words().filter(|word| word.text.len() > 2);
    long.any(|word| asked.words().any(|asked| asked.text == word.text))
}

/// The author's mark on the intro, the line above it, or a heading above.
pub fn mark(outline: &Outline, intro: usize) -> Option<Mark> {
    let mut at = intro;
    let mut steps = 0;
    loop {
        if let Some(mark) = outline.lines[at].mark {
            return Some(mark);
        }
        if at == 0 || steps > 12 {
            return outline.before(intro).and_then(|above| match outline.lines[above].kind {
                LineKind::Plain => outline.lines[above].mark,
                _ => None,
            });
        }
        steps += 1;
        at = outline.lines[at].parent;
    }
}

/// Whether the answers are in different paragraphs.
fn is_apart(outline: &Outline, group: &Group) -> bool {
    group.answers.windows(2).any(|pair| {
        let (first, second) = (&outline.lines[pair[0].0], &outline.lines[pair[1].0]);
        second.kind == LineKind::Plain && first.block != second.block
    })
}

/// Counts labels on the same subject as another: they start alike or share a longer word.
///
/// Alternatives are usually about one subject, advice about several.
fn cohesive(group: &Group) -> usize {
    let labels = group.answers.iter().map(|(_, reading)| reading.label).enumerate();
    let mut topics: Vec<(&str, usize)> =
        labels.flat_map(|(at, label)| topics(label).map(move |topic| (topic, at))).collect();
    topics.sort_unstable();
    topics.dedup();
    let mut shares = vec![false; group.answers.len()];
    for pair in topics.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        shares[pair[0].1] = true;
        shares[pair[1].1] = true;
    }
    shares.into_iter().filter(|shares| *shares).count()
}

/// The first word of a label, and its longer words.
fn topics(label: LineWords<'_>) -> impl Iterator<Item = &str> {
    let first = label.words().next().filter(|word| !word.is(Role::Filler));
    let long = label.words().filter(|word| word.text.chars().count() > 4);
    first.into_iter().chain(long).map(|word| word.text)
}

/// The number of lines beside the answers; zero if the question is one of them, because they are
/// then other steps.
fn others(outline: &Outline, group: &Group) -> usize {
    let kind = |line: usize| outline.lines[line].kind;
    let is_step = match (kind(group.intro), kind(group.answers[0].0)) {
        (LineKind::Item { list: a, .. }, LineKind::Item { list: b, .. }) => a == b,
        (_, LineKind::Plain | LineKind::Heading(_)) => true,
        _ => false,
    };
    if is_step { 0 } else { group.others }
}

/// Whether table headers mean "if" and "then". Below a question one of them suffices, except for
/// who, what or how, which any table answers.
fn is_headed([left, right]: [LineWords<'_>; 2], intro: &Intro, title: LineWords<'_>) -> bool {
    let given = left.holds(Role::ConditionHeader);
    let acts = Arrow::at_start(&right).is_some() || right.holds(Role::OutcomeHeader);
    let is_open = intro.open || title.opens_with(Role::Who);
    if is_open || !(intro.asks || intro.chooses) {
        return given && acts;
    }
    given || acts || left.holds(Role::CaseHeader)
}
