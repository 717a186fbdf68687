//! The words of Logseq and Org at the start of a point, such as `TODO`, and dates of tasks.

use crate::formats::edit::Edit;
use crate::formats::lines::Line;
use crate::formats::logseq::words;

/// The words, each with the box that it becomes.
const STATES: &[(&str, &str)] = &[
    ("TODO", "[ ]"),
    ("LATER", "[ ]"),
    ("DONE", "[x]"),
    ("DOING", "[ ] **DOING**"),
    ("NOW", "[ ] **NOW**"),
    ("WAITING", "[ ] **WAITING**"),
    ("WAIT", "[ ] **WAIT**"),
    ("IN-PROGRESS", "[ ] **IN-PROGRESS**"),
    ("CANCELED", "[x] **CANCELED**"),
    ("CANCELLED", "[x] **CANCELLED**"),
];

/// The dates, each with its label.
const DATES: &[(&str, &str)] = &[("SCHEDULED: <", "Scheduled"), ("DEADLINE: <", "Deadline")];

/// Makes a box of the first word of a point, and a point of a date.
pub fn line(text: &str, line: &Line, edits: &mut Vec<Edit>) {
    let start = words(text, line);
    let rest = &text[start..line.span.end];
    if start == line.content {
        return date(line, rest, edits);
    }
    for (word, task) in STATES {
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
