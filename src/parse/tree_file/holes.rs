//! Parts that are still to be filled in: `TODO`, as a first draft has them.

use super::blocks::Section;
use super::names::NodeNames;
use crate::diagnostic::Code;
use crate::text::{Document, Event};
use crate::tree::problem::TreeProblem;

/// The sign of a part that is to be filled in.
const SIGN: &str = "TODO";

/// Reports each hole once, at its first place in a line.
pub fn report(document: &Document, sections: &[Section], names: &mut NodeNames) {
    for section in sections {
        for (event, place) in document.part(section.heading.start..section.end) {
            let Event::Text(_) = event else { continue };
            let text = names.text.get(place.clone()).unwrap_or("");
            let Some(at) = hole(text) else { continue };
            let words = text[at..].trim_end();
            // What is to be written there follows the sign; a target only repeats a heading.
            let words = words.split(['→', '\n']).next().unwrap_or(words).trim_end();
            let span = place.start + at..place.start + at + words.len();
            let message = format!("`{words}` is still to be filled in");
            let problem = TreeProblem::new(Code::TreeHole, &span, message);
            names.problems.push(problem.help("write your own words in its place"));
        }
    }
}

/// Where a hole starts, as a word of its own.
fn hole(text: &str) -> Option<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    text.match_indices(SIGN).map(|(at, _)| at).find(|at| {
        !text[..*at].ends_with(is_word) && !text[*at + SIGN.len()..].starts_with(is_word)
    })
}
