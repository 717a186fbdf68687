//! Resolves the targets of answers.

use std::collections::BTreeMap;
use std::ops::Range;

use super::arrow::Arrow;
use super::group::Group;
use super::numbering::{Goto, Noun, Numbering, without_bullet};
use super::outline::{LineKind, Outline};
use super::question;
use super::words::LineWords;

/// The destination of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnswerDestination {
    /// A question, by index of its group.
    Question(usize),
    /// An outcome, with the range of its title and of its description.
    Outcome { title: String, span: Range<usize>, body: Range<usize> },
}

/// The questions and sections that an answer may refer to.
pub struct Targets<'a> {
    outline: &'a Outline<'a>,
    groups: &'a [Group<'a>],
    /// Groups by their intro.
    by_intro: BTreeMap<usize, usize>,
    /// Groups by the words of their question, the first in case of duplicates.
    by_title: BTreeMap<&'a str, usize>,
    /// Numbered lines by number, in text order.
    by_number: BTreeMap<u64, Vec<(usize, Option<Noun>)>>,
}

impl<'a> Targets<'a> {
    pub fn new(outline: &'a Outline, groups: &'a [Group]) -> Self {
        let mut by_intro = BTreeMap::new();
        let mut by_title = BTreeMap::new();
        for (at, group) in groups.iter().enumerate() {
            by_intro.insert(group.intro, at);
            let title = question::title(outline.words(group.intro));
            by_title.entry(title.normal()).or_insert(at);
        }
        let mut by_number: BTreeMap<u64, Vec<(usize, Option<Noun>)>> = BTreeMap::new();
        for line in 0..outline.lines.len() {
            if let Some((number, noun)) = number_of(outline, line) {
                by_number.entry(number).or_default().push((line, noun));
            }
        }
        Targets { outline, groups, by_intro, by_title, by_number }
    }

    /// The destination of answer `index` of group `at`.
    pub fn of(&self, at: usize, index: usize) -> AnswerDestination {
        let (line, reading) = &self.groups[at].answers[index];
        if let Some(question) = self.below(*line) {
            return AnswerDestination::Question(question);
        }
        let Some(target) = reading.target else { return self.list_below(*line) };
        if let Some(question) = self.by_title.get(target.normal()).filter(|to| **to != at) {
            return AnswerDestination::Question(*question);
        }
        self.goto(at, target).unwrap_or_else(|| AnswerDestination::Outcome {
            title: target.to_string(),
            span: self.outline.lines[*line].text.source(target.range()),
            body: self.body(*line),
        })
    }

    /// The question in an answer: its target, or one below it.
    fn below(&self, line: usize) -> Option<usize> {
        let mut lines =
            std::iter::once(line).chain(self.outline.lines[line].children.iter().copied());
        lines.find_map(|line| self.by_intro.get(&line).copied())
    }

    /// The outcome of an answer without a target, from the text below it.
    fn list_below(&self, line: usize) -> AnswerDestination {
        let children = &self.outline.lines[line].children;
        let bare = |child: &usize| {
            let text = without_bullet(self.outline.words(*child)).as_str().trim();
            let text = text[Arrow::at_start(text).map_or(0, |arrow| arrow.end)..].trim();
            text.trim_end_matches(['.', ';', ','])
        };
        let texts: Vec<&str> = children.iter().map(bare).filter(|text| !text.is_empty()).collect();
        let spans = children.iter().map(|child| self.outline.lines[*child].text.span());
        let own = self.outline.lines[line].text.span();
        let span = spans.reduce(around).unwrap_or(own);
        let title = if texts.is_empty() {
            self.outline.str(line).trim().to_owned()
        } else {
            texts.join("; ")
        };
        AnswerDestination::Outcome { title, body: span.end..span.end, span }
    }

    /// The description below an answer with a target.
    fn body(&self, line: usize) -> Range<usize> {
        let line = &self.outline.lines[line];
        let end = line.text.span().end;
        let children = line.children.iter().map(|child| self.outline.lines[*child].block.clone());
        children.reduce(around).unwrap_or(end..end)
    }

    /// The question or section that a target refers to by number.
    fn goto(&self, at: usize, target: LineWords<'_>) -> Option<AnswerDestination> {
        let intro = self.groups[at].intro;
        let goto = Goto::of(target)?;
        let (noun, number) = match goto {
            Goto::Number { noun, number } => (noun, number),
            Goto::Next => (None, number_of(self.outline, intro)?.0 + 1),
        };
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
        if let Some(question) = self.by_intro.get(&line).filter(|question| **question != at) {
            return Some(AnswerDestination::Question(*question));
        }
        let is_other = noun.is_some() && named.is_some() && noun != named;
        if line == intro || goto == Goto::Next || is_other {
            return None;
        }
        let text = &self.outline.lines[line].text;
        Some(AnswerDestination::Outcome {
            title: text.as_str().trim().to_owned(),
            span: text.span(),
            body: self.outline.lines[line].block.clone(),
        })
    }
}

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

/// The smallest range that contains both.
pub fn around(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
