//! Decides which line breaks of a paragraph are intended.
//!
//! Authors write answers on separate lines without a list, but they also wrap sentences. A soft
//! break is intended if the line before it is complete or the next one starts something new.

use super::answer::starts_answer;
use super::arrow::Arrow;
use super::language::Language;
use super::numbering::without_bullet;
use super::text::LineText;

/// How a line of a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    Soft,
    Hard,
}

/// Editors wrap beyond this width; shorter lines were ended on purpose.
const WRAPPED: usize = 55;

/// Joins wrapped lines.
pub fn unwrap<'a>(
    lines: impl Iterator<Item = (LineText<'a>, Break)>,
    language: &Language,
) -> Vec<LineText<'a>> {
    let mut meant: Vec<LineText> = Vec::new();
    let mut above: Option<WrappedLine> = None;
    for (line, ended) in lines {
        let joins = |above: WrappedLine, meant: &LineText| above.goes_on(meant, &line, language);
        let goes_on = above.zip(meant.last()).is_some_and(|(above, meant)| joins(above, meant));
        above = Some(WrappedLine::new(&line, ended));
        match meant.last_mut() {
            Some(last) if goes_on => last.join(line),
            _ => meant.push(line),
        }
    }
    meant
}

/// The properties of a line that matter for the next one.
#[derive(Clone, Copy)]
struct WrappedLine {
    ends_in_arrow: bool,
    /// It ends in `?` or `:`.
    leads: bool,
    is_bold: bool,
    is_wide: bool,
    ended: Break,
}

impl WrappedLine {
    fn new(line: &LineText, ended: Break) -> WrappedLine {
        let text = line.as_str().trim();
        WrappedLine {
            ends_in_arrow: Arrow::at_end(text),
            leads: text.ends_with(['?', ':']),
            is_bold: line.is_bold(),
            is_wide: text.len() >= WRAPPED && text.chars().nth(WRAPPED - 1).is_some(),
            ended,
        }
    }

    /// Whether the line below continues this one; `meant` is this line with its continuation so
    /// far.
    fn goes_on(self, meant: &LineText, below: &LineText, language: &Language) -> bool {
        let words = below.words(language).trim_with(str::trim);
        if words.is_empty() {
            return true;
        }
        // `Yes` with `→ Execute` below it is one answer; below a question the arrow is a bullet.
        if Arrow::at_start(&words).is_some() {
            return !self.leads && Arrow::find(meant.as_str()).is_none();
        }
        if self.ends_in_arrow {
            return true;
        }
        if self.ended == Break::Hard || self.leads || self.is_bold && !below.is_bold() {
            return false;
        }
        let is_wrapped = self.is_wide || words.starts_with(char::is_lowercase);
        is_wrapped && without_bullet(words).len() == words.len() && !starts_answer(words)
    }
}
