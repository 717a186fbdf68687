//! The words of Logseq and Org at the start of a point, such as `TODO`, and dates of tasks.

use crate::formats::edit::Edit;
use crate::formats::lines::Line;
use crate::formats::logseq::words;

/// The words, each with the box that it becomes.
const STATES: &[(&str, &str)] = &[("TODO", "[ ]"), ("DONE", "[x]"), ("DOING", "[ ] **DOING**")];

/// Those that start sentences as well; they are states where a page is plainly one of Logseq.
const STATES_OF_GRAPHS: &[(&str, &str)] = &[
    ("LATER", "[ ]"),
    ("NOW", "[ ] **NOW**"),
    ("WAITING", "[ ] **WAITING**"),
    ("WAIT", "[ ] **WAIT**"),
    ("IN-PROGRESS", "[ ] **IN-PROGRESS**"),
    ("CANCELED", "[x] **CANCELED**"),
    ("CANCELLED", "[x] **CANCELLED**"),
];

/// The dates, each with its label.
const DATES: &[(&str, &str)] = &[("SCHEDULED: <", "Scheduled"), ("DEADLINE: <", "Deadline")];

/// What only pages of Logseq hold.
const SIGNS: &[&str] = &[
    "id:: ", "collapsed:: ", "SCHEDULED: <", "DEADLINE: <", "{{query", "{{embed ", "{{renderer",
    "logseq.",
];

/// The words that are states in a text, if it is an outline.
pub fn states(text: &str) -> Vec<(&'static str, &'static str)> {
    let is_of_graph = SIGNS.iter().any(|sign| text.contains(sign));
    let more = if is_of_graph { STATES_OF_GRAPHS } else { &[] };
    STATES.iter().chain(more).copied().collect()
}

/// Makes a box of the first word of a point if it is a state, and a point of a date.
pub fn line(
    text: &str,
    line: &Line,
    states: &[(&'static str, &'static str)],
    edits: &mut Vec<Edit>,
) {
    let start = words(text, line);
    let rest = &text[start..line.span.end];
    if start == line.content {
        return date(line, rest, edits);
    }
    for (word, task) in states {
        if let Some(after) = rest.strip_prefix(word)
            && after.starts_with(' ')
        {
            edits.push(Edit::new(start..start + word.len(), *task));
            priority(start + word.len() + 1, after.trim_start(), edits);
        }
    }
}

/// Shows a priority such as `[#A]` without its signs.
fn priority(at: usize, rest: &str, edits: &mut Vec<Edit>) {
    let letter = rest.strip_prefix("[#").and_then(|rest| rest.split_once(']'));
    if let Some((letter, _)) = letter
        && letter.len() == 1
    {
        edits.push(Edit::new(at..at + 4, format!("**{letter}**")));
    }
}

fn date(line: &Line, rest: &str, edits: &mut Vec<Edit>) {
    for (sign, label) in DATES {
        let day = rest.strip_prefix(sign).and_then(|rest| rest.trim_end().strip_suffix('>'));
        if let Some(day) = day {
            let item = format!("- **{label}:** {day}");
            edits.push(Edit::new(line.content..line.span.end, item));
        }
    }
}
