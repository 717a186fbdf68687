//! Values of properties: text, addresses, and pages as `Name (path.md)`.

use std::ops::Range;

/// The longest value in which links are looked for, in bytes.
const LONGEST: usize = 4000;

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What is shown, as a range of the value.
    pub label: Range<usize>,
    /// What it leads to, as a range of the value.
    pub dest: Option<Range<usize>>,
}

/// A value in parts, whose labels are all of its text but the destinations in parentheses.
pub fn parts(value: &str) -> Vec<Part> {
    if value.len() > LONGEST {
        return vec![Part { label: 0..value.len(), dest: None }];
    }
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some((label, dest)) = next_link(value, at) {
        let text = Part { label: at..label.start, dest: None };
        parts.extend(Some(text).filter(|text| !text.label.is_empty()));
        at = dest.end + usize::from(label != dest);
        parts.push(Part { label, dest: Some(dest) });
    }
    if at < value.len() {
        parts.push(Part { label: at..value.len(), dest: None });
    }
    parts
}

/// The next address, or page with its path in parentheses: its label and its destination.
fn next_link(value: &str, from: usize) -> Option<(Range<usize>, Range<usize>)> {
    let mut at = from;
    while let Some(sign) = value[at..].find([':', '(', '.', '/']).map(|sign| at + sign) {
        let is_open = value.as_bytes()[sign] == b'(';
        if is_open && let Some(end) = value[sign..].find(')').map(|end| sign + end) {
            let dest = sign + 1..end;
            let label = name_before(value, from, sign);
            if is_dest(&value[dest.clone()]) && !label.is_empty() {
                return Some((label, dest));
            }
        }
        let word = word_at(value, from, sign);
        let is_alone = word == trimmed(value, 0..value.len());
        if is_address(&value[word.clone()]) || is_alone && is_file(&value[word.clone()]) {
            return Some((word.clone(), word));
        }
        at = sign + 1;
    }
    None
}

/// The name in front of a parenthesis, from the last comma on.
fn name_before(value: &str, from: usize, end: usize) -> Range<usize> {
    let start = value[from..end].rfind(", ").map_or(from, |comma| from + comma + 2);
    trimmed(value, start..end)
}

/// The word around a byte, without the punctuation behind it.
fn word_at(value: &str, from: usize, at: usize) -> Range<usize> {
    let is_end = |c: char| c.is_whitespace();
    let start = value[from..at].rfind(is_end).map_or(from, |blank| {
        let blank = from + blank;
        blank + value[blank..].chars().next().map_or(0, char::len_utf8)
    });
    let end = value[at..].find(is_end).map_or(value.len(), |end| at + end);
    let word = value[start..end].trim_end_matches([',', '.', ';', ')']);
    let leading = word.len() - word.trim_start_matches('(').len();
    start + leading..start + word.len()
}

/// Whether a text in parentheses is the path of a page, or an address.
fn is_dest(text: &str) -> bool {
    let has_ending = || {
        let path = text.split(['?', '#']).next().unwrap_or("");
        [".md", ".csv"].iter().any(|ending| path.ends_with(ending))
    };
    !text.contains(char::is_whitespace) && (is_address(text) || has_ending())
}

fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.contains('.'))
}

/// Whether a word is the encoded path of a file beside a page.
fn is_file(text: &str) -> bool {
    let ending = text.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending =
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    is_ending && text.contains('/') && !text.starts_with('/') && !text.contains("//")
}

fn trimmed(value: &str, range: Range<usize>) -> Range<usize> {
    let is_between = |c: char| c.is_whitespace() || c == ',';
    let text = &value[range.clone()];
    let start = range.end - text.trim_start_matches(is_between).len();
    let end = range.start + text.trim_end_matches(is_between).len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[(&str, &str)]) {
        let parts = parts(value);
        let shown: Vec<_> = parts
            .iter()
            .map(|part| (&value[part.label.clone()], part.dest.clone().map_or("", |it| &value[it])))
            .collect();
        assert_eq!(shown, expected, "{value}");
    }

    #[test]
    fn pages_and_addresses_are_links() {
        check(
            "Shop (../Projects/Shop%20ab.md), App (https://www.notion.so/App-ab?pvs=21)",
            &[
                ("Shop", "../Projects/Shop%20ab.md"),
                (", ", ""),
                ("App", "https://www.notion.so/App-ab?pvs=21"),
            ],
        );
        check("https://a.example/x", &[("https://a.example/x", "https://a.example/x")]);
        check(
            "https://a.example, https://b.example",
            &[
                ("https://a.example", "https://a.example"),
                (", ", ""),
                ("https://b.example", "https://b.example"),
            ],
        );
        check("Task%20a/plan.pdf", &[("Task%20a/plan.pdf", "Task%20a/plan.pdf")]);
        check(
            "see https://a.example.",
            &[("see ", ""), ("https://a.example", "https://a.example"), (".", "")],
        );
    }

    #[test]
    fn other_text_is_text() {
        for value in [
            "Done",
            "Ann Lee, Bo (ops)",
            "1.5 / 2",
            "May 1, 2026 3:04 PM",
            "A/B test",
            "(x",
            "é(ü.md",
        ] {
            check(value, &[(value, "")]);
        }
        check("", &[]);
    }
}
