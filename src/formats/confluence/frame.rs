//! The page around a text of Confluence: the path above its title, icons, and comments.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::run_of;
use crate::formats::plain_lines;
use crate::source::clamp;

/// The edits that leave out what the program shows itself, and fold the comments.
pub fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (path, title) = start(text);
    if let Some(title) = title.clone() {
        edits.extend(path.map(Edit::remove));
        edits.push(Edit::remove(title));
    }
    if title.is_some() || is_of_confluence(text) {
        let plain = plain_lines(text);
        for line in &plain {
            edits.extend(icons(text, line));
            edits.extend(ids(text, line));
        }
        edits.extend(comments(text, &plain));
    }
    edits
}

/// Whether a page shows that it is an export.
fn is_of_confluence(text: &str) -> bool {
    let is_byline = |line: &str| line.starts_with("Created by") && line.contains("last modified");
    ["<ac:", "<ri:", "confluenceTable", "{#id-."].iter().any(|sign| text.contains(sign))
        || text.lines().any(is_byline)
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

/// Icons of Confluence in a line, which no export holds: `![](images/icons/…)`.
fn icons(text: &str, line: &Range<usize>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut from = line.start;
    for (at, _) in text[line.clone()].match_indices("](images/icons/") {
        let at = line.start + at;
        let start = text[from..at].rfind("![").map(|start| from + start);
        let start = start.filter(|start| !is_code(text, line.start..*start));
        let end = near(&text[at..line.end]).find(')').map(|end| at + end + 1);
        if let (Some(start), Some(end)) = (start, end) {
            let blank = usize::from(text[end..line.end].starts_with(' '));
            edits.push(Edit::remove(start..end + blank));
        }
        from = at + 1;
    }
    edits
}

/// Whether what follows a part of a line is between backticks.
fn is_code(text: &str, before: Range<usize>) -> bool {
    memchr::memchr_iter(b'`', &text.as_bytes()[before]).count() % 2 == 1
}

/// The start of a line as far as an address or an id may go.
fn near(line: &str) -> &str {
    &line[clamp(line, &(0..MOST))]
}

/// The longest address or id that is looked at, in bytes.
const MOST: usize = 500;

/// Ids of headings that hold blanks, which addresses of Confluence do not: `{#id-.On call-Night}`.
fn ids(text: &str, line: &Range<usize>) -> Option<Edit> {
    let written = &text[line.clone()];
    let at = line.start + written.find("{#id-.").filter(|_| written.starts_with('#'))?;
    let rest = near(&text[at..line.end]);
    let id = &rest[..rest.find('}')?];
    let bare: String = id.chars().filter(|c| !c.is_whitespace()).collect();
    (bare != id).then(|| Edit::new(at..at + id.len(), bare))
}

/// Folds the comments of a page: the section up to the next heading that is not below its own.
fn comments(text: &str, plain: &[Range<usize>]) -> Vec<Edit> {
    let heading = |line: &Range<usize>| {
        let words = &text[line.clone()];
        let level = run_of(words, b'#');
        let title = words[level..].strip_prefix(' ').filter(|_| (1..=6).contains(&level))?;
        Some((level, title.trim(), line.clone()))
    };
    let mut headings = plain.iter().filter_map(heading);
    let Some((level, _, line)) = headings.find(|(_, title, _)| *title == "Comments:") else {
        return Vec::new();
    };
    let end = headings.find(|(below, ..)| *below <= level);
    let end = end.map_or(text.len(), |(.., line)| line.start);
    let summary = "<details>\n<summary>Comments</summary>\n";
    vec![Edit::new(line, summary), Edit::insert(end, END)]
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
        check("<ri:a/>![](images/icons/bullet.gif) [a](b)\n", "<ri:a/>[a](b)\n");
        check("## A {#id-.On call-A}\n", "## A {#id-.Oncall-A}\n");
    }

    #[test]
    fn comments_are_folded() {
        const BYLINE: &str = "Created by Ann, last modified on Jan 5\n\n";
        check(
            &format!("{BYLINE}## Comments:\n\nGood.\n\n### Bo\n\n## Next\n\n- a\n"),
            &format!(
                "{BYLINE}<details>\n<summary>Comments</summary>\n\n\nGood.\n\n### Bo\n\n\n\n</details>\n\n## Next\n\n- a\n"
            ),
        );
        let text = format!(
            "{BYLINE}```sh\n# Comments:\nls\n![](images/icons/a.gif)\n# A {{#id-.b c}}\n```\n`![](images/icons/b.gif)`\n"
        );
        check(&text, &text);
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "1. [a](b)\n2. [c](d)\n\n# Steps\n",
            "# Plan : one\n\nText\n",
            "Comments: none\n",
            "",
            "## Comments:\n\nGood.\n\n## Next\n",
            "![](images/icons/own.svg)\n",
        ] {
            check(text, text);
        }
    }
}
