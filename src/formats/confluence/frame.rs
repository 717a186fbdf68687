//! The page around a text of Confluence: the path above its title, icons, and comments.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::source::clamp;

/// The edits that leave out what the program shows itself, and fold the comments.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (path, title) = start(text);
    if let Some(title) = title {
        edits.extend(path.map(Edit::remove));
        edits.push(Edit::remove(title));
    }
    edits.extend(icons(text));
    edits.extend(ids(text));
    edits.extend(comments(text));
    edits
}

/// The list of links above the title, and the name of the space in the title.
fn start(text: &str) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let mut at = 0;
    let mut path = None;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        let start = at;
        at += line.len();
        if words.is_empty() {
            continue;
        }
        if is_path_item(words) {
            path.get_or_insert(start..at).end = at;
            continue;
        }
        let Some(title) = words.strip_prefix("# ") else { return (None, None) };
        let is_below = text[at..].trim_start();
        let has_frame = path.is_some() || is_below.starts_with("Created by");
        let Some(space) = title.find(" : ").filter(|_| has_frame) else { return (None, None) };
        let from = start + line.find("# ").unwrap_or(0) + 2;
        return (path, Some(from..from + space + " : ".len()));
    }
    (None, None)
}

/// `1. [Name](address)`, perhaps in a `<span>`.
fn is_path_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let item = line[digits..].strip_prefix(['.', ')']).map(str::trim_start);
    let is_link = |item: &str| {
        let bare = item.strip_prefix("<span>").unwrap_or(item);
        bare.starts_with('[')
            && bare.contains("](")
            && bare.trim_end_matches("</span>").ends_with(')')
    };
    digits > 0 && item.is_some_and(is_link)
}

/// Icons of Confluence, which no export holds: `![](images/icons/…)`.
fn icons(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices("](images/icons/") {
        let before = &text[from..at];
        let start = before.rfind("![").filter(|start| !before[*start..].contains('\n'));
        let end = near(&text[at..]).find(')').map(|end| at + end + 1);
        if let (Some(start), Some(end)) = (start, end) {
            let blank = usize::from(text[end..].starts_with(' '));
            edits.push(Edit::remove(from + start..end + blank));
        }
        from = at + 1;
    }
    edits
}

/// The start of a text up to the end of its line, as far as an address or an id may go.
fn near(text: &str) -> &str {
    let start = &text[clamp(text, &(0..MOST))];
    start.lines().next().unwrap_or("")
}

/// The longest address or id that is looked at, in bytes.
const MOST: usize = 500;

/// Ids of headings that hold blanks, which addresses of Confluence do not: `{#id-.On call-Night}`.
fn ids(text: &str) -> Vec<Edit> {
    let found = text.match_indices("{#id-.").filter_map(|(at, _)| {
        let line = near(&text[at..]);
        let id = &line[..line.find('}')?];
        let bare: String = id.chars().filter(|c| !c.is_whitespace()).collect();
        (bare != id).then(|| Edit::new(at..at + id.len(), bare))
    });
    found.collect()
}

/// Folds the comments at the end of a page.
fn comments(text: &str) -> Vec<Edit> {
    let mut at = 0;
    let mut edits: Vec<Edit> = Vec::new();
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let words = line.trim_end();
        let title = words.trim_start_matches('#');
        let is_heading = title.len() < words.len() && title.starts_with(' ');
        if !is_heading || !title.trim().ends_with(':') {
            continue;
        }
        if edits.len() == 1 {
            edits.push(Edit::insert(start, END));
        } else if edits.is_empty() && title.trim() == "Comments:" {
            let summary = "<details>\n<summary>Comments</summary>\n\n";
            edits.push(Edit::new(start..at, summary));
        }
    }
    if edits.len() == 1 {
        edits.push(Edit::insert(text.len(), END));
    }
    edits
}

const END: &str = "\n\n</details>\n\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(apply(text, edits(text)).0, expected);
    }

    #[test]
    fn the_frame_of_a_page_is_left_out() {
        check(
            "1. [Ops](index.md)\n2. <span>[Home](Home_1.md)</span>\n\n# Ops : On call\n\nText\n",
            "\n# On call\n\nText\n",
        );
        check(
            "# Ops : On call\n\nCreated by Ann, last modified on Jan 5\n",
            "# On call\n\nCreated by Ann, last modified on Jan 5\n",
        );
        check("![](images/icons/bullet.gif) [a](b)\n", "[a](b)\n");
        check("## A {#id-.On call-A}\n", "## A {#id-.Oncall-A}\n");
    }

    #[test]
    fn comments_are_folded() {
        check(
            "# T\n\n## Comments:\n\nGood.\n\n## Attachments:\n\n- a\n",
            "# T\n\n<details>\n<summary>Comments</summary>\n\n\nGood.\n\n\n\n</details>\n\n## Attachments:\n\n- a\n",
        );
    }

    #[test]
    fn other_texts_stay() {
        for text in
            ["1. [a](b)\n2. [c](d)\n\n# Steps\n", "# Plan : one\n\nText\n", "Comments: none\n", ""]
        {
            check(text, text);
        }
    }
}
