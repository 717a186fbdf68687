//! Which line breaks of a paragraph mean something.
//!
//! Authors write answers on lines of their own without a list, and they also wrap sentences. A soft
//! break is a real one when the line before it is finished or the next one starts something new.

use super::answer;
use super::text::Text;
use super::words::{self, Arrow};

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
    let mut ended = Break::Hard;
    for (line, ending) in lines {
        match meant.last_mut() {
            Some(last) if continues(last, &line, ended) => last.join(line),
            _ => meant.push(line),
        }
        ended = ending;
    }
    meant
}

fn continues(last: &Text, next: &Text, ended: Break) -> bool {
    let (before, after) = (last.as_str().trim(), next.as_str().trim());
    if after.is_empty() {
        return true;
    }
    // `Yes` and below it `→ Execute` is one answer; below a question the arrow is a bullet.
    if Arrow::at_start(after).is_some() {
        return !before.ends_with(['?', ':']) && Arrow::find(before).is_none();
    }
    if Arrow::at_end(before) {
        return true;
    }
    if ended == Break::Hard || before.ends_with(['?', ':']) || last.is_bold() && !next.is_bold() {
        return false;
    }
    if words::bullet(after) > 0 || answer::starts_answer(after) {
        return false;
    }
    before.chars().count() >= WRAPPED || after.starts_with(char::is_lowercase)
}
