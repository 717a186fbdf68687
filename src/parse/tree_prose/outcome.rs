//! What an answer leads to if that is no question: a title, and the text below it.
//!
//! The title is the one thing that the answer says. Several sentences or items are the text of the
//! outcome, as its author wrote them, and so is a target with a link, which a title would lose.

use std::ops::Range;

use super::answer::{LabelKind, Reading, after_verdict};
use super::arrow::Arrow;
use super::language::Role;
use super::numbering::without_bullet;
use super::outline::{LineKind, Outline, OutlineLine};
use super::question;
use super::words::LineWords;
use crate::source::capitalised;
use crate::tree::level::asks;

/// A longer text is no title, in characters.
const LONGEST: usize = 120;

/// An outcome as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeText {
    pub title: String,
    /// What the title was made from.
    pub span: Range<usize>,
    /// May be empty.
    pub body: Range<usize>,
    /// Whether there is something to follow.
    pub leads_on: bool,
}

/// The outcome of an answer to the question `asked`.
pub fn of(outline: &Outline, asked: &str, answer: &(usize, Reading<'_>)) -> OutcomeText {
    let (line, reading) = answer;
    match reading.target {
        Some(target) => {
            let said = Said { line: *line, words: target };
            said.outcome(outline).unwrap_or_else(|| {
                called(outline, asked, answer).with_body(said.with_below(outline))
            })
        }
        None => match outline.lines[*line].children.as_slice() {
            [] => called(outline, asked, answer),
            [only] => {
                let said = Said { line: *only, words: item(outline, *only) };
                said.outcome(outline).unwrap_or_else(|| of_list(outline, asked, answer))
            }
            _ => of_list(outline, asked, answer),
        },
    }
}

/// A step or section as an outcome.
pub fn of_line(outline: &Outline, line: usize) -> OutcomeText {
    let OutlineLine { text, block, kind, .. } = &outline.lines[line];
    let title = text.as_str().trim().to_owned();
    let span = text.span();
    // The block of an item is its whole list.
    if !matches!(kind, LineKind::Item { .. }) {
        return OutcomeText { title, span, body: block.clone(), leads_on: false };
    }
    let said = Said { line, words: item(outline, line) };
    said.outcome(outline).unwrap_or_else(|| OutcomeText {
        title,
        span,
        body: said.with_below(outline),
        leads_on: false,
    })
}

/// An outcome with the name of its answer: for a bare `Yes` that of the question, too.
pub fn called(
    outline: &Outline,
    asked: &str,
    (line, reading): &(usize, Reading<'_>),
) -> OutcomeText {
    let label = label(reading.label);
    let is_bare = match reading.label_kind {
        LabelKind::Rest => true,
        LabelKind::Verdict => {
            let rest =
                after_verdict(reading.label).unwrap_or(reading.label.from(reading.label.len()));
            !rest.contains(char::is_alphanumeric)
        }
        LabelKind::Condition | LabelKind::Option => false,
    };
    let title = match is_bare {
        true if asks(asked) => format!("{asked} {label}"),
        true => format!("{asked}: {label}"),
        false => label,
    };
    let span = outline.lines[*line].text.source(reading.label.range());
    OutcomeText { title, body: span.end..span.end, span, leads_on: false }
}

/// The list below an answer as the text of its outcome.
fn of_list(outline: &Outline, asked: &str, answer: &(usize, Reading<'_>)) -> OutcomeText {
    let outcome = called(outline, asked, answer);
    match below(outline, answer.0) {
        Some(list) => outcome.with_body(list),
        None => outcome,
    }
}

impl OutcomeText {
    fn with_body(self, body: Range<usize>) -> OutcomeText {
        OutcomeText { body, ..self }
    }
}

/// What an answer says about its outcome.
struct Said<'a> {
    line: usize,
    words: LineWords<'a>,
}

impl Said<'_> {
    /// The outcome of this name, if it is one.
    fn outcome(&self, outline: &Outline) -> Option<OutcomeText> {
        let words = self.words.trim();
        let is_short = !words.is_empty() && words.chars().nth(LONGEST).is_none();
        if !is_short || !is_one_sentence(words) {
            return None;
        }
        let text = &outline.lines[self.line].text;
        let leads_on = text.has_content(&self.range(outline));
        let own = leads_on.then(|| self.source(outline));
        let below = below(outline, self.line);
        let span = text.source(self.words.range());
        let body = own.into_iter().chain(below).reduce(around).unwrap_or(span.end..span.end);
        Some(OutcomeText { title: words.to_owned(), span, body, leads_on })
    }

    /// The words, and what follows them without a word: a full stop, a footnote.
    fn range(&self, outline: &Outline) -> Range<usize> {
        let text = outline.str(self.line);
        let Range { start, end } = self.words.range();
        let rest = text.get(end..).unwrap_or("");
        if rest.contains(char::is_alphanumeric) { start..end } else { start..text.len() }
    }

    fn source(&self, outline: &Outline) -> Range<usize> {
        outline.lines[self.line].text.whole(self.range(outline))
    }

    /// Its source and the blocks below its line.
    fn with_below(&self, outline: &Outline) -> Range<usize> {
        let source = self.source(outline);
        below(outline, self.line).map_or(source.clone(), |below| around(source, below))
    }
}

/// The words of a line below an answer.
fn item<'a>(outline: &'a Outline, line: usize) -> LineWords<'a> {
    let words = without_bullet(outline.words(line));
    let words = words.from(Arrow::at_start(&words).map_or(0, |arrow| arrow.end));
    words.trim_with(|text| text.trim().trim_end_matches(['.', ';', ',', ':']))
}

/// The blocks below a line.
fn below(outline: &Outline, line: usize) -> Option<Range<usize>> {
    let mut waiting = outline.lines[line].children.clone();
    let mut blocks: Option<Range<usize>> = None;
    while let Some(child) = waiting.pop() {
        let block = outline.lines[child].block.clone();
        blocks = blocks.into_iter().chain([block]).reduce(around);
        waiting.extend(&outline.lines[child].children);
    }
    blocks
}

/// Whether a text is a single sentence.
fn is_one_sentence(text: &str) -> bool {
    let ends = text.match_indices(['.', '!', '?', '。', '！', '？']);
    !ends.into_iter().any(|(at, end)| {
        let rest = &text[at + end.len()..];
        let next = rest.trim_start().chars().next();
        let is_spaced = rest.starts_with(char::is_whitespace) || !end.is_ascii();
        // `e.g.` and `No. 5` end no sentence, nor does a single letter.
        let before = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        is_spaced
            && before.chars().count() > 2
            && next.is_some_and(|c| !c.is_lowercase() && c.is_alphabetic())
    })
}

/// The displayed text of an answer.
pub fn label(written: LineWords<'_>) -> String {
    if written.is(Role::So) {
        written.language().yes.to_owned()
    } else if written.is(Role::Not) {
        written.language().no.to_owned()
    } else if written.chars().all(|c| !c.is_lowercase()) && written.len() <= 3 {
        sentence(&written.to_lowercase())
    } else {
        sentence(&written)
    }
}

/// Capitalises a text, unless its first word is a name such as `iOS` or `max_retries`, or an address.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let first = text.split_whitespace().next().unwrap_or("");
    let word = first.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_name = first.contains("://") || first.contains('_');
    if !is_name && word.chars().all(char::is_lowercase) {
        capitalised(text)
    } else {
        text.to_owned()
    }
}

/// The question of a line, as it is shown.
pub fn asked(line: LineWords<'_>) -> String {
    sentence(&question::title(line))
}

/// The smallest range that contains both.
pub fn around(a: Range<usize>, b: Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}
