//! Which line breaks of a paragraph mean something.
//!
//! Authors write answers on lines of their own without a list, and they also wrap sentences. A soft
//! break is a real one when the line before it is finished or the next one starts something new.

use super::answer;
use super::arrow::Arrow;
use super::text::Text;
use super::words;

/// How a line of a paragraph ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    Soft,
    Hard,
}

/// Editors that wrap do so beyond this width; a shorter line was ended on purpose.
const WRAPPED: usize = 55;

/// The lines that an author meant, from the lines as written and how each ended.
pub fn unwrap(lines: Vec<(Text, Break)>) -> Vec<Text> {
    let mut meant: Vec<Text> = Vec::new();
    let mut before: Option<Written> = None;
    for (line, ending) in lines {
        let joins = before.as_ref().is_some_and(|before| before.is_continued_by(&line));
        before = Some(Written::new(&line, ending, joins.then_some(before).flatten()));
        match meant.last_mut() {
            Some(last) if joins => last.join(line),
            _ => meant.push(line),
        }
    }
    meant
}

/// What matters of a line as written for the line below it.
struct Written {
    ends_in_arrow: bool,
    /// This line, or one that it continues, holds an arrow.
    holds_arrow: bool,
    /// It ends in `?` or `:`.
    leads: bool,
    is_bold: bool,
    is_wide: bool,
    ended: Break,
}

impl Written {
    fn new(line: &Text, ended: Break, continued: Option<Written>) -> Written {
        let text = line.as_str().trim();
        Written {
            ends_in_arrow: Arrow::at_end(text),
            holds_arrow: Arrow::find(text).is_some()
                || continued.is_some_and(|above| above.holds_arrow),
            leads: text.ends_with(['?', ':']),
            is_bold: line.is_bold(),
            is_wide: text.chars().count() >= WRAPPED,
            ended,
        }
    }

    fn is_continued_by(&self, next: &Text) -> bool {
        let text = next.as_str().trim();
        if text.is_empty() {
            return true;
        }
        // `Yes` and below it `→ Execute` is one answer; below a question the arrow is a bullet.
        if Arrow::at_start(text).is_some() {
            return !self.leads && !self.holds_arrow;
        }
        if self.ends_in_arrow {
            return true;
        }
        if self.ended == Break::Hard || self.leads || self.is_bold && !next.is_bold() {
            return false;
        }
        if words::bullet(text) > 0 || answer::starts_answer(text) {
            return false;
        }
        self.is_wide || text.starts_with(char::is_lowercase)
    }
}
