//! A step that asks and answers in one line: `Is it a fault? If yes, go to step 3.`
//!
//! It becomes a question with answers below it. An answer that the line leaves open leads to the next
//! step, as in any list of steps.

use std::ops::Range;

use super::answer::{self, LabelKind};
use super::language::{Language, Role};
use super::numbering::Goto;
use super::outline::{LineKind, Outline};
use super::text::{LineText, Weight};
use super::words::LineWords;

/// The most answers in a line.
const MOST: usize = 3;

/// Divides a step into its question and answers, if it sends readers to another step.
pub fn divide(outline: &mut Outline<'_>, line: usize) {
    let LineKind::Item { number: Some(_), .. } = outline.lines[line].kind else { return };
    let Some(at) = outline.str(line).find("? ") else { return };
    let Some(answers) = answers(outline.words(line), at + 1) else { return };
    let mut asked = std::mem::take(&mut outline.lines[line].text);
    let mut lines: Vec<LineText<'_>> = answers.iter().map(|it| asked.part(it.clone())).collect();
    if let [only] = lines.as_slice() {
        lines.push(other(only, outline.language));
    }
    asked.truncate(at + 1);
    outline.lines[line].text = asked;
    let block = outline.lines[line].block.clone();
    for text in lines {
        let kind = LineKind::Item { list: usize::MAX, number: None };
        outline.add(kind, line, text, block.clone());
    }
}

/// The answers in the sentences after a question; none if a sentence is anything else.
fn answers(line: LineWords<'_>, from: usize) -> Option<Vec<Range<usize>>> {
    let mut answers = Vec::new();
    let mut start = from;
    let mut leads_on = false;
    while start < line.len() {
        let end = line[start..].find(". ").map_or(line.len(), |end| start + end + 1);
        let told = answer::read_told(line.slice(start..end).trim_with(str::trim))?;
        let is_answer = matches!(told.label_kind, LabelKind::Verdict | LabelKind::Rest);
        let target = told.target.filter(|_| is_answer)?;
        leads_on |= matches!(Goto::of(target), Some(Goto::Number { .. } | Goto::Next));
        answers.push(start..end);
        start = end;
    }
    let is_led = leads_on && !answers.is_empty() && answers.len() <= MOST;
    let first = answers.first().map(|first| line.slice(first.clone()).trim_with(str::trim))?;
    let is_verdict = answer::read_told(first)?.label_kind == LabelKind::Verdict;
    (is_led && is_verdict).then_some(answers)
}

/// The answer that a line leaves open.
fn other<'a>(said: &LineText<'_>, language: &Language) -> LineText<'a> {
    let words = said.words(language).trim_with(str::trim);
    let label = answer::read_told(words).map(|told| told.label);
    let is_yes = label.is_some_and(|label| {
        label.is(Role::So) || label.as_str().eq_ignore_ascii_case(language.yes)
    });
    let end = said.span().end;
    let mut text = LineText::default();
    text.push(if is_yes { language.no } else { language.yes }, end..end, Weight::Light);
    // An arrow down means the next step in every language.
    text.push(" → ↓", end..end, Weight::Light);
    text
}
