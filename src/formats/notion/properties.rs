//! The properties of a page: lines `Key: value` below its title.
//!
//! In a page of a database the keys are the columns of its table. In other pages the lines must look
//! like properties, since prose may hold a colon as well.

use std::ops::Range;

/// The properties of a text, in ranges of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Properties {
    /// The lines.
    pub block: Range<usize>,
    /// Keys with their values.
    pub items: Vec<(Range<usize>, Range<usize>)>,
}

/// Properties that may stand alone, in lower case.
const USUAL: &[&str] = &[
    "status",
    "tags",
    "tag",
    "owner",
    "owners",
    "created",
    "created time",
    "created by",
    "updated",
    "last edited time",
    "last edited by",
    "last edited",
    "last updated",
    "date",
    "url",
    "link",
    "type",
    "category",
    "categories",
    "assignee",
    "assign",
    "assigned to",
    "due",
    "due date",
    "priority",
    "author",
    "person",
    "people",
    "team",
    "area",
    "project",
    "projects",
    "verification",
    "stage",
    "version",
    "email",
    "phone",
    "source",
    "published",
    "language",
    "level",
    "department",
    "parent item",
    "sub-item",
    "reviewed",
    "event time",
    "lead",
    "role",
    "location",
    "participants",
    "attendees",
    "property",
    "topic",
    "id",
    "files & media",
];

/// The longest key in characters, and its most words, where no table says that it is one.
const LONGEST: usize = 32;
const MOST_WORDS: usize = 4;

/// A value with more words that ends like a sentence is prose.
const SENTENCE: usize = 5;

/// The properties at the start of a page's markdown, below its title.
pub fn find(text: &str, columns: &[String]) -> Option<Properties> {
    let title = text.len() - text.trim_start().len();
    let rest = &text[title..];
    let start = title + rest.starts_with("# ").then(|| rest.find('\n')).flatten()?;
    let start = text.len() - text[start..].trim_start().len();
    let lines = lines(text, start);
    let end = lines.last()?.end;
    let items = of_columns(text, &lines, columns).or_else(|| alike(text, &lines))?;
    Some(Properties { block: start..end, items })
}

/// The lines up to the next empty one.
fn lines(text: &str, start: usize) -> Vec<Range<usize>> {
    let mut at = start;
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        if line.trim().is_empty() {
            break;
        }
        lines.push(at..at + line.trim_end().len());
        at += line.len();
    }
    lines
}

/// The key of a line, and its value, which may be empty.
fn key_and_value(text: &str, line: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let written = &text[line.clone()];
    let colon = written.find(": ").or_else(|| written.strip_suffix(':').map(str::len))?;
    let start = line.start + written.len() - written.trim_start().len();
    let value = &written[colon + 1..];
    let from = line.end - value.trim_start().len();
    (start < line.start + colon).then_some((start..line.start + colon, from..line.end))
}

/// Reads lines whose keys are columns. Any other line belongs to the value above it.
fn of_columns(
    text: &str,
    lines: &[Range<usize>],
    columns: &[String],
) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut items: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for line in lines {
        let item = key_and_value(text, line);
        let item = item.filter(|(key, _)| columns.iter().any(|known| *known == text[key.clone()]));
        match (item, items.last_mut()) {
            (Some(item), _) => items.push(item),
            (None, Some((_, value))) => value.end = line.end,
            (None, None) => return None,
        }
    }
    Some(items)
}

/// Reads lines that all look like properties.
fn alike(text: &str, lines: &[Range<usize>]) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let items: Option<Vec<_>> = lines.iter().map(|line| key_and_value(text, line)).collect();
    let items = items?;
    let is_usual = |key: &str| USUAL.contains(&key.to_lowercase().as_str());
    let usual = items.iter().filter(|(key, _)| is_usual(&text[key.clone()])).count();
    let fits = |(key, value): &(Range<usize>, Range<usize>)| {
        may_be_key(&text[key.clone()]) && !is_sentence(&text[value.clone()])
    };
    (usual > 0 && items.iter().all(fits)).then_some(items)
}

fn may_be_key(key: &str) -> bool {
    let markup = ['*', '`', '[', ']', '<', '|', '"', '\\'];
    let is_list = ["- ", "+ ", "> ", "#"].iter().any(|start| key.starts_with(start)) && key != "#";
    !is_list
        && !key.contains(markup)
        && key.chars().count() <= LONGEST
        && key.split_whitespace().count() <= MOST_WORDS
}

fn is_sentence(value: &str) -> bool {
    value.ends_with(['.', '!', '?', ':']) && value.split_whitespace().count() >= SENTENCE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, columns: &[&str], expected: &[(&str, &str)]) {
        let columns: Vec<String> = columns.iter().map(|&column| column.to_owned()).collect();
        let found = find(text, &columns);
        let items = found.iter().flat_map(|found| &found.items);
        let items: Vec<_> =
            items.map(|(key, value)| (&text[key.clone()], &text[value.clone()])).collect();
        assert_eq!(items, expected, "{text}");
    }

    #[test]
    fn lines_below_the_title_are_properties() {
        check(
            "# T\n\n#: 126\nStatus: Done\nlink: https://x.example/a\nEmpty:\n\nText: it is.\n",
            &[],
            &[("#", "126"), ("Status", "Done"), ("link", "https://x.example/a"), ("Empty", "")],
        );
        check("# T\nOwner: Ann\n", &[], &[("Owner", "Ann")]);
        check(
            "# T\n\nMood: Fine\nNotes: first\nsecond: line\nMood2: x\n",
            &["Mood", "Notes"],
            &[("Mood", "Fine"), ("Notes", "first\nsecond: line\nMood2: x")],
        );
    }

    #[test]
    fn prose_with_a_colon_is_no_property() {
        for text in [
            "# T\n\nNote: this is old.\n",
            "# T\n\nNote: old\nWarning: hot\n",
            "# T\n\nStatus: we have not decided on it yet.\n",
            "# T\n\nStatus: Done\nand more text\n",
            "# T\n\n- Status: Done\n",
            "# T\n\n**Status**: Done\n",
            "# T\n\nWhat we learned in the last year: a lot\n",
            "Status: Done\n",
            "## T\n\nStatus: Done\n",
            "# T",
            "# T\n\n",
            "",
        ] {
            check(text, &[], &[]);
        }
    }
}
