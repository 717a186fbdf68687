//! Resolves the targets of answers.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Group;
use super::language::Role;
use super::numbering::{Goto, Noun, Numbering, without_bullet};
use super::outcome::{self, OutcomeText};
use super::outline::{LineKind, Outline};
use super::question;
use super::words::LineWords;
use crate::diagnostic::Code;
use crate::tree::problem::TreeProblem;

/// The destination of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerDestination {
    /// A question, by index of its group.
    Question(usize),
    Outcome(OutcomeText),
    /// A place that does not exist; the walk ends with the answer.
    Nowhere {
        outcome: OutcomeText,
        problem: TreeProblem,
    },
}

/// The questions and sections that an answer may refer to.
pub struct Targets<'a> {
    outline: &'a Outline<'a>,
    groups: &'a [Group<'a>],
    held: BTreeMap<usize, LineWords<'a>>,
    /// Groups by their intro.
    by_intro: BTreeMap<usize, usize>,
    /// Groups by the words of their question, the first in case of duplicates.
    by_title: BTreeMap<&'a str, usize>,
    /// Numbered lines by number, in text order.
    by_number: BTreeMap<u64, Vec<(usize, Option<Noun>)>>,
    /// The first numbers that questions have, in order.
    numbers: Vec<String>,
}

impl<'a> Targets<'a> {
    pub fn new(outline: &'a Outline, groups: &'a [Group]) -> Self {
        let held = held(groups);
        let mut by_intro = BTreeMap::new();
        let mut by_title = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            by_intro.insert(group.intro, at);
            let title = question::title(
                held.get(&group.intro).copied().unwrap_or_else(|| outline.words(group.intro)),
            );
            by_title.entry(title.normal()).or_insert(at);
        }
        let mut by_number: BTreeMap<u64, Vec<(usize, Option<Noun>)>> = BTreeMap::new();
        for line in (0..outline.lines.len()).filter(|line| !outline.lines[*line].text.is_empty()) {
            if let Some((number, noun)) = number_of(outline, line) {
                by_number.entry(number).or_default().push((line, noun));
            }
        }
        let numbers = groups.iter().filter_map(|group| number_of(outline, group.intro));
        let numbers: BTreeSet<u64> = numbers.map(|(number, _)| number).collect();
        let numbers = numbers.iter().take(MOST_NAMED).map(u64::to_string).collect();
        Targets { outline, groups, held, by_intro, by_title, by_number, numbers }
    }

    /// The destination of answer `index` of group `at`.
    pub fn of(&self, at: usize, index: usize) -> AnswerDestination {
        let answer = &self.groups[at].answers[index];
        let (line, reading) = answer;
        if let Some(question) = self.below(*line) {
            return AnswerDestination::Question(question);
        }
        let named = reading.target.and_then(|target| self.named(at, target));
        let place = || reading.target.and_then(|target| self.goto(at, (*line, target)));
        let clause = || self.goto(at, (*line, last_clause(reading.target?)?));
        if let Some(destination) = named.or_else(place).or_else(clause) {
            return destination;
        }
        let leads = reading.target.is_some() || !self.outline.lines[*line].children.is_empty();
        if leads {
            return AnswerDestination::Outcome(outcome::of(self.outline, &self.asked(at), answer));
        }
        let span = self.outline.lines[*line].text.span();
        let label = outcome::label(reading.label);
        let problem = TreeProblem::new(
            Code::TreeTarget,
            &span,
            format!("the answer `{label}` leads nowhere"),
        );
        let help = format!("write what follows from it: `{label} → Outcome`");
        self.nowhere(at, *line, problem.help(help))
    }

    /// The question that an answer names by its words.
    fn named(&self, at: usize, target: LineWords<'_>) -> Option<AnswerDestination> {
        let question = *self.by_title.get(question::title(target).normal())?;
        let is_named = question != at || question::is_asked(&target);
        is_named.then_some(AnswerDestination::Question(question))
    }

    /// The end of an answer that leads to a place that does not exist.
    fn nowhere(&self, at: usize, line: usize, problem: TreeProblem) -> AnswerDestination {
        let answers = &self.groups[at].answers;
        let answer = answers.iter().find(|(own, _)| *own == line).unwrap_or(&answers[0]);
        let outcome = outcome::called(self.outline, &self.asked(at), answer);
        AnswerDestination::Nowhere { outcome, problem }
    }

    fn asked(&self, at: usize) -> String {
        let intro = self.groups[at].intro;
        outcome::asked(self.held.get(&intro).copied().unwrap_or_else(|| self.outline.words(intro)))
    }

    /// The question in an answer: its target, or one below it.
    fn below(&self, line: usize) -> Option<usize> {
        let mut lines =
            std::iter::once(line).chain(self.outline.lines[line].children.iter().copied());
        lines.find_map(|line| self.by_intro.get(&line).copied())
    }

    /// The question or section that a target refers to by its number or place.
    fn goto(&self, at: usize, (line, target): (usize, LineWords<'_>)) -> Option<AnswerDestination> {
        match Goto::of(target)? {
            Goto::Number { noun, number } => {
                let found = self.numbered(at, noun, number);
                Some(found.unwrap_or_else(|| {
                    let problem = self.no_number((line, target), (noun, number));
                    self.nowhere(at, line, problem)
                }))
            }
            Goto::On => self.next(at).filter(|to| {
                let LineKind::Item { number, .. } = self.outline.lines[self.groups[at].intro].kind
                else {
                    return matches!(to, AnswerDestination::Question(_));
                };
                matches!(to, AnswerDestination::Question(_)) || number.is_some()
            }),
            Goto::Next => Some(self.next(at).unwrap_or_else(|| {
                let span = self.outline.lines[line].text.source(target.range());
                let message = format!("nothing follows that `{}` could mean", target.as_str());
                let help = "write what to do, or the words of a question";
                let problem = TreeProblem::new(Code::TreeTarget, &span, message).help(help);
                self.nowhere(at, line, problem)
            })),
        }
    }

    /// The question or section with a number.
    fn numbered(&self, at: usize, noun: Option<Noun>, number: u64) -> Option<AnswerDestination> {
        let intro = self.groups[at].intro;
        let candidates = self.by_number.get(&number)?;
        let rank = |line: usize, named: Option<Noun>| {
            let asks = self.by_intro.contains_key(&line);
            let beside = self.outline.lines[line].parent == self.outline.lines[intro].parent;
            (noun.is_some() && noun == named, asks, beside, line > intro)
        };
        let near = candidates.partition_point(|(line, _)| *line < intro);
        let near = near.saturating_sub(NEAR)..candidates.len().min(near + NEAR);
        let (line, named) =
            candidates[near].iter().copied().max_by_key(|(line, named)| rank(*line, *named))?;
        let is_other = noun.is_some() && named.is_some() && noun != named;
        if is_other { None } else { Some(self.at_line(line)) }
    }

    /// The question after that of a group: the next item, heading or number.
    fn next(&self, at: usize) -> Option<AnswerDestination> {
        let intro = self.groups[at].intro;
        let siblings = &self.outline.lines[self.outline.lines[intro].parent].children;
        let after = siblings.partition_point(|sibling| *sibling <= intro);
        let is_same = |line: &&usize| {
            use LineKind::{Heading, Item};
            match (self.outline.lines[**line].kind, self.outline.lines[intro].kind) {
                (Item { list: a, .. }, Item { list: b, .. }) => a == b,
                (Heading(a), Heading(b)) => a == b,
                (a, b) => a == b && self.by_intro.contains_key(*line),
            }
        };
        let says_something = |line: &usize| !self.outline.lines[*line].text.is_empty();
        let sibling = siblings[after..].iter().find(is_same).copied().filter(says_something);
        let by_number = || {
            let number = number_of(self.outline, intro)?.0 + 1;
            let lines = self.by_number.get(&number)?;
            lines.iter().map(|(line, _)| *line).find(|line| self.by_intro.contains_key(line))
        };
        let line = sibling.filter(|line| self.by_intro.contains_key(line)).or_else(by_number);
        line.or(sibling).map(|line| self.at_line(line))
    }

    /// The question at a line, or the line as an outcome.
    fn at_line(&self, line: usize) -> AnswerDestination {
        if let Some(question) = self.by_intro.get(&line) {
            return AnswerDestination::Question(*question);
        }
        AnswerDestination::Outcome(outcome::of_line(self.outline, line))
    }

    /// Reports a number that nothing has.
    fn no_number(
        &self,
        (line, target): (usize, LineWords<'_>),
        (noun, number): (Option<Noun>, u64),
    ) -> TreeProblem {
        let span = self.outline.lines[line].text.source(target.range());
        let what = match noun {
            Some(Noun::Step) => "step",
            Some(Noun::Section) => "section",
            _ => "question",
        };
        let message = format!("there is no {what} {number}");
        let help = match self.numbers.as_slice() {
            [] => "write what to do, or the words of a question".to_owned(),
            [only] => format!("the only question with a number is {only}"),
            numbers => format!("the questions have the numbers {}", numbers.join(", ")),
        };
        TreeProblem::new(Code::TreeTarget, &span, message).help(help)
    }
}

/// The targets of answers, which may be questions, by line.
pub fn held<'a>(groups: &[Group<'a>]) -> BTreeMap<usize, LineWords<'a>> {
    let answers = groups.iter().flat_map(|group| &group.answers);
    answers.filter_map(|(line, reading)| Some((*line, reading.target?))).collect()
}

/// The clause after the last comma, if it sends the reader on: `probably a shop, go to 2`.
fn last_clause(target: LineWords<'_>) -> Option<LineWords<'_>> {
    let clause = target.from(target.rfind(", ")? + 2);
    clause.opens_with(Role::Move).then_some(clause)
}

/// How many numbers a message names.
const MOST_NAMED: usize = 12;

/// How many lines with the same number are considered before and after an answer.
const NEAR: usize = 32;

/// The number of a heading, step or question.
fn number_of(outline: &Outline, line: usize) -> Option<(u64, Option<Noun>)> {
    if let Some(numbering) = Numbering::of(without_bullet(outline.words(line))) {
        return Some((numbering.number, numbering.noun));
    }
    match outline.lines[line].kind {
        LineKind::Item { number: Some(number), .. } => Some((number, None)),
        _ => None,
    }
}
