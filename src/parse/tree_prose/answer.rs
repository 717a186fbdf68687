//! Reads one line as an answer: its label and its target.
//!
//! Reading is generous: `Owner: Maria` is an answer, too. [`super::rules`] decides by all lines of
//! a group whether they are the answers to a question.

use memchr::{memchr, memchr2};

use super::arrow::Arrow;
use super::features::is_action;
use super::language::Role;
use super::numbering::without_bullet;
use super::words::LineWords;

/// A line that could be an answer.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    pub label: LineWords<'a>,
    pub label_kind: LabelKind,
    pub link: Separator,
    /// Without its caveat. `None` if the outcome is below the line.
    pub target: Option<LineWords<'a>>,
    /// The parenthesis at the end of the target.
    pub caveat: Option<LineWords<'a>>,
}

/// What kind of answer a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// `Yes`, `If no`, `Not sure`.
    Verdict,
    /// `If retention is flat`, `When it rains`.
    Condition,
    /// `Otherwise`, `Anything else`.
    Rest,
    /// Any other text.
    Option,
}

/// The separator between label and target, from the strongest to the weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Arrow,
    Equals,
    Colon,
    Dash,
    Comma,
    /// Only a label: the target is below.
    Below,
}

/// The longest label in bytes; longer ones are sentences.
const LONGEST: usize = 240;

/// Reads a line as an answer, if possible.
pub fn read(line: LineWords<'_>) -> Option<Reading<'_>> {
    Start::of(line).read()
}

/// Like [`read`], but requires a clear form: an answer's first words, or an arrow.
pub fn read_told(line: LineWords<'_>) -> Option<Reading<'_>> {
    let start = Start::of(line);
    let is_told = start.kind != LabelKind::Option || Arrow::find(&start.rest).is_some();
    is_told.then(|| start.read()).flatten()
}

/// Whether a wrapped line starts a new answer.
pub fn starts_answer(line: LineWords<'_>) -> bool {
    read_told(line).is_some_and(|reading| match reading.label_kind {
        LabelKind::Verdict | LabelKind::Rest => true,
        LabelKind::Condition => line.starts_with(char::is_uppercase),
        LabelKind::Option => reading.link == Separator::Arrow,
    })
}

/// The text after the answer word at its start, if the answer may end there.
pub fn after_verdict(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let after = text.after_opening(Role::Verdict)?;
    let rest = after.trimmed_start();
    let signs = [':', ',', ';', '.', '=', '(', '/', '-', '–', '—', '!', '>', '&', '+'];
    let ends = rest.is_empty()
        || rest.starts_with(signs)
        || Arrow::at_start(&rest).is_some()
        || rest.opens_with(Role::AfterVerdict);
    ends.then_some(after)
}

/// `If so`, `If not`: the text after them, if the answer ends there.
fn after_if_so(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let after = text.after_opening(Role::So).or_else(|| text.after_opening(Role::Not))?;
    let rest = after.trimmed_start();
    let ends = rest.is_empty()
        || rest.starts_with([',', ':', '=', '–', '—', '-'])
        || rest.opens_with(Role::Then)
        || Arrow::at_start(&rest).is_some();
    ends.then_some(after)
}

/// The start of a line.
#[derive(Clone, Copy)]
struct Start<'a> {
    /// The line without bullets.
    body: LineWords<'a>,
    /// The kind of answer that the first words indicate.
    kind: LabelKind,
    /// The text after those words.
    rest: LineWords<'a>,
}

/// A label, a separator and a target.
type AnswerParts<'a> = (LineWords<'a>, Separator, LineWords<'a>);

impl<'a> Start<'a> {
    fn of(line: LineWords<'a>) -> Start<'a> {
        let body = without_bullet(line);
        let arrow = Arrow::at_start(&body).map_or(0, |arrow| arrow.end);
        let body = body.from(arrow).trimmed_start();
        let opening = body.opening();
        if opening.is_unknown() {
            return Start { body, kind: LabelKind::Option, rest: body };
        }
        let after_if = opening.after(Role::BeforeVerdict).map(LineWords::trimmed_start);
        let condition = || {
            let rest = opening.after(Role::Condition)?;
            rest.starts_with(' ').then_some((LabelKind::Condition, rest))
        };
        let case = || {
            let rest = opening.after(Role::For)?;
            let comma = comma_before_action(rest)?;
            is_action(rest.after(comma)).then_some((LabelKind::Condition, rest))
        };
        let (kind, rest) = after_verdict(after_if.unwrap_or(body))
            .or_else(|| after_if_so(after_if?))
            .map(|rest| (LabelKind::Verdict, rest))
            .or_else(|| {
                let rest = opening.after(Role::Rest)?;
                // `Else if it rings` is a condition.
                (!rest.trimmed_start().opens_with(Role::If)).then_some((LabelKind::Rest, rest))
            })
            .or_else(condition)
            .or_else(case)
            .unwrap_or((LabelKind::Option, body));
        Start { body, kind, rest }
    }

    fn read(self) -> Option<Reading<'a>> {
        let (label, link, target) = self.divide()?;
        let label = trim_label(label);
        if label.len() > LONGEST || !label.contains(char::is_alphanumeric) {
            return None;
        }
        let (target, caveat) = split_caveat(target);
        let link =
            if target.is_empty() && link != Separator::Arrow { Separator::Below } else { link };
        // `Yes if: the wall is dry` has its outcome first.
        let outcome = outcome_before_if(label).filter(|_| link == Separator::Colon);
        if let Some(outcome) = outcome.filter(|_| !target.is_empty()) {
            let kind = LabelKind::Condition;
            return Some(Reading {
                label: target,
                label_kind: kind,
                link,
                target: Some(outcome),
                caveat,
            });
        }
        let target = (!target.is_empty()).then_some(target);
        Some(Reading { label, label_kind: self.kind, link, target, caveat })
    }

    /// Splits into label, separator and target; the label is at least the first words.
    fn divide(self) -> Option<AnswerParts<'a>> {
        let rest = self.rest;
        if let Some(arrow) = Arrow::find(&rest) {
            return self.at(Separator::Arrow, Some(rest.slice(arrow.start..arrow.end)));
        }
        let equals = self.at(Separator::Equals, equals(rest));
        let colon = self.at(Separator::Colon, colon(rest));
        let dash = || self.at(Separator::Dash, dash(rest));
        // "Otherwise" is a label by itself; few words may say what else it stands for.
        let is_rest =
            |(label, ..): &AnswerParts<'_>| label.after(self.body.before(rest)).words().len() <= 4;
        // "When you can …" says when, "if you can …" needs an outcome.
        let is_if = self.body.opens_with(Role::If);
        match self.kind {
            LabelKind::Verdict => equals
                .or(colon)
                .or_else(dash)
                .or_else(|| self.at(Separator::Comma, clause_end(rest)))
                .or_else(|| (rest.len() < 40).then(|| self.whole()))
                .or_else(|| self.at(Separator::Comma, Some(rest.to(0)))),
            LabelKind::Rest => colon.or(equals).or_else(dash).filter(is_rest).or_else(|| {
                let kept = rest.trim_with(|rest| rest.trim_start_matches([',', ' ', '.']));
                self.at(Separator::Comma, Some(rest.before(kept)))
            }),
            LabelKind::Condition => colon
                .filter(|(label, ..)| self.ends_condition(*label))
                .or(equals.filter(|(label, ..)| self.ends_condition(*label)))
                .or_else(|| self.at(Separator::Comma, find(rest, rest.language().then)))
                .or_else(|| self.at(Separator::Comma, comma_before_action(rest)))
                .or_else(dash)
                .or_else(|| self.at(Separator::Comma, turn(rest).filter(|_| is_if)))
                .or_else(|| (!rest.trim().is_empty()).then(|| self.whole())),
            LabelKind::Option => equals
                .or(colon)
                .or_else(dash)
                .or_else(|| (rest.chars().count() <= 60).then(|| self.whole())),
        }
    }

    /// Splits the line at a separator.
    fn at(self, link: Separator, gap: Option<LineWords<'a>>) -> Option<AnswerParts<'a>> {
        gap.map(|gap| (self.body.before(gap), link, self.body.after(gap)))
    }

    /// The line as a label without a target.
    fn whole(self) -> AnswerParts<'a> {
        (self.body, Separator::Below, self.body.from(self.body.len()))
    }

    /// Whether a condition may end where a label does: a condition and its consequence share a
    /// sentence.
    fn ends_condition(self, label: LineWords<'a>) -> bool {
        let condition = label.after(self.body.before(self.rest));
        let sentence = self.rest.find(". ").unwrap_or(self.rest.len());
        condition.len() <= sentence && !is_told(condition)
    }
}

/// Whether a condition's comma already introduces an action or steps. `If it rings, follow these
/// steps:` ends in a colon, but is split at its comma.
fn is_told(condition: LineWords<'_>) -> bool {
    comma_before_action(condition).is_some_and(|comma| {
        let rest = condition.after(comma);
        is_action(rest) || rest.holds(Role::Announces)
    })
}

fn equals(text: LineWords<'_>) -> Option<LineWords<'_>> {
    memchr(b'=', text.as_bytes()).and_then(|_| find(text, &[" = "]))
}

fn dash(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let long = "—".as_bytes()[0];
    memchr2(b'-', long, text.as_bytes())
        .and_then(|_| find(text, &[" — ", " – ", " - ", " -- ", "—"]))
}

/// The colon that ends a label: outside quotes, brackets, times and URLs.
fn colon(text: LineWords<'_>) -> Option<LineWords<'_>> {
    memchr(b':', text.as_bytes())?;
    let mut depth = 0_usize;
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '"' | '“' | '”' => quoted = !quoted,
            ':' if depth == 0 && !quoted => {
                let rest = &text[at + 1..];
                if rest.is_empty() || rest.starts_with([' ', '*']) {
                    return Some(text.slice(at..at + 1));
                }
            }
            _ => {}
        }
    }
    None
}

/// The comma before an action, or else the first: conditions may contain commas.
fn comma_before_action(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let commas = || text.as_str().match_indices(", ").take(8).map(|(at, _)| text.slice(at..at + 2));
    commas().find(|comma| is_action(text.after(*comma))).or_else(|| commas().next())
}

/// The space before `you can`, where a condition ends without a comma.
fn turn(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let found = find(text, text.language().turns)?.range().start - text.range().start;
    Some(text.slice(found..found + 1))
}

/// The end of an answer word's clause.
fn clause_end(text: LineWords<'_>) -> Option<LineWords<'_>> {
    let sign = find(text, &[", ", ". ", "; "]);
    let word = find(text, text.language().then);
    sign.into_iter().chain(word).min_by_key(|gap| gap.range().start)
}

/// The first of some separators, outside brackets.
fn find<'a>(text: LineWords<'a>, separators: &[&str]) -> Option<LineWords<'a>> {
    // A fast path: most lines contain no separator.
    if !separators.iter().any(|separator| text.contains(separator)) {
        return None;
    }
    let mut depth = 0_usize;
    for (at, c) in text.as_str().char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            // No separator starts with a letter.
            _ if depth > 0 || c.is_alphanumeric() => {}
            _ => {
                if let Some(found) = separators.iter().find(|s| text[at..].starts_with(**s)) {
                    return Some(text.slice(at..at + found.len()));
                }
            }
        }
    }
    None
}

/// The outcome in a label such as `Yes if`.
fn outcome_before_if(label: LineWords<'_>) -> Option<LineWords<'_>> {
    let last = label.last_word();
    let outcome = label.before(last).trim_with(str::trim_end);
    if !last.is(Role::If) {
        return None;
    }
    (1..=3).contains(&outcome.words().len()).then_some(outcome)
}

/// Strips `If` and surrounding punctuation from a label.
fn trim_label(label: LineWords<'_>) -> LineWords<'_> {
    let marks = [':', ',', '*', '-', '–', '—', '…', '.'];
    let label = trim(label, &marks);
    // `If it rings, then → Answer it`
    let last = label.last_word();
    let before = label.before(last);
    let is_then = last.is(Role::Then) && before.trim_end().ends_with(',');
    let label = if is_then { trim(before, &marks) } else { label };
    let bare = label.after_opening(Role::If).map(LineWords::trimmed_start);
    bare.filter(|bare| !bare.is_empty()).unwrap_or(label)
}

/// Splits a trailing parenthesis off a target.
fn split_caveat(target: LineWords<'_>) -> (LineWords<'_>, Option<LineWords<'_>>) {
    let target = trim(target, &[',', ';', '.', ':', '*']);
    let target = target.after_opening(Role::Then).map_or(target, |rest| trim(rest, &[',']));
    let open = target.strip_suffix(')').and_then(|inner| inner.rfind('('));
    match open {
        Some(open) if !target[..open].trim().is_empty() && !target[open..].contains("](") => {
            let caveat = target.slice(open + 1..target.len() - 1);
            (trim(target.to(open), &[',', ';']), Some(caveat))
        }
        _ => (target, None),
    }
}

/// Strips surrounding white space, and these characters at the end.
fn trim<'a>(text: LineWords<'a>, marks: &[char]) -> LineWords<'a> {
    text.trim_with(|text| {
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '*'))
            .trim_end_matches(|c: char| c.is_whitespace() || marks.contains(&c))
    })
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::{LabelKind, Separator, read};
    use crate::parse::tree_prose::language::Language;
    use crate::parse::tree_prose::words::LineWords;

    fn parts(text: &str) -> (&str, LabelKind, Separator, Option<&str>, Option<&str>) {
        let (line, language) = (OnceCell::new(), Language::of("en"));
        let reading = read(LineWords::new(text, &line, &language)).expect("an answer");
        let part = |words: LineWords<'_>| &text[words.range()];
        let (target, caveat) = (reading.target.map(part), reading.caveat.map(part));
        (part(reading.label), reading.label_kind, reading.link, target, caveat)
    }

    #[test]
    fn an_arrow_divides_label_from_target_and_a_parenthesis_is_a_caveat() {
        assert_eq!(
            parts("No → Refine strategy (but set a deadline)"),
            (
                "No",
                LabelKind::Verdict,
                Separator::Arrow,
                Some("Refine strategy"),
                Some("but set a deadline")
            )
        );
    }

    #[test]
    fn if_is_no_part_of_a_label() {
        assert_eq!(
            parts("If YES -> ship it."),
            ("YES", LabelKind::Verdict, Separator::Arrow, Some("ship it"), None)
        );
    }

    #[test]
    fn a_condition_ends_at_the_comma_before_the_action() {
        assert_eq!(
            parts("If it is small, cheap and safe, do it now"),
            (
                "it is small, cheap and safe",
                LabelKind::Condition,
                Separator::Comma,
                Some("do it now"),
                None
            )
        );
    }

    #[test]
    fn no_one_is_not_a_no() {
        assert_eq!(
            parts("No one knows → ask"),
            ("No one knows", LabelKind::Option, Separator::Arrow, Some("ask"), None)
        );
    }

    #[test]
    fn a_bare_answer_has_its_target_below() {
        assert_eq!(parts("**Yes:**"), ("Yes", LabelKind::Verdict, Separator::Below, None, None));
    }
}
