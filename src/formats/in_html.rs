//! Markdown in elements of HTML: in those that ask for it, `<div markdown="1">` of kramdown and MkDocs,
//! and in all of MDX.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Line, Lines, marker};
use crate::formats::{Changes, mdx};

/// A text without any of these has none.
pub const SIGNS: &[&str] = &[" markdown=", " markdown>", " markdown ", "import "];

/// The changes that put blank lines around the markdown.
pub fn changes(text: &str) -> Changes {
    let is_mdx = mdx::has_imports(text);
    let mut edits = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    let mut is_below_words = false;
    while let Some(line) = lines.next_in(usize::MAX - 4) {
        let content = text[line.content..line.span.end].trim_end();
        let marks = &text[line.span.start..line.inner];
        let blank = || format!("{}\n", marks.trim_end());
        if line.is_code || line.is_blank() {
            is_below_words = !line.is_blank();
            continue;
        }
        let alone = opening(content).or_else(|| plain(content).filter(|_| is_mdx));
        if is_mdx && content.starts_with("<summary>") && content.ends_with("</summary>") {
            summary(line.content, content, &mut edits);
        } else if is_mdx && let Some(tags) = paragraph(text, &line) {
            edits.extend(tags.map(Edit::remove));
        } else if let Some((name, attribute)) = alone {
            open.push(name);
            // Markdown makes paragraphs itself.
            let removed = if name == "p" { 0..content.len() } else { attribute };
            edits.push(Edit::remove(line.content + removed.start..line.content + removed.end));
            let below = lines.peek().filter(|below| !below.is_blank());
            edits.extend(below.map(|below| Edit::insert(below.span.start, blank())));
        } else if open.last().is_some_and(|name| closes(content, name)) {
            if open.pop() == Some("p") {
                edits.push(Edit::remove(line.content..line.content + content.len()));
            } else if is_below_words {
                edits.push(Edit::insert(line.span.start, blank()));
            }
        }
        is_below_words = true;
    }
    Changes { edits, notes: Vec::new() }
}

/// The name of an element that is all of a line and asks for markdown, and where it does.
fn opening(line: &str) -> Option<(&str, Range<usize>)> {
    let inside = line.strip_prefix('<')?.strip_suffix('>')?;
    if inside.contains(['<', '>']) {
        return None;
    }
    let length = inside.find(|c: char| !c.is_ascii_alphanumeric())?;
    let start = line.find(" markdown")?;
    let rest = &line[start + " markdown".len()..];
    let value = match rest.strip_prefix('=') {
        Some(value) => 1 + value.find([' ', '>']).unwrap_or(value.len()),
        None if rest.starts_with([' ', '>']) => 0,
        None => return None,
    };
    let is_off = rest[..value].contains('0');
    (length > 0 && !is_off).then(|| (&inside[..length], start..start + " markdown".len() + value))
}

/// As [`opening`], of an element that asks for nothing.
fn plain(line: &str) -> Option<(&str, Range<usize>)> {
    let inside = line.strip_prefix('<')?.strip_suffix('>')?;
    let name = inside.split(' ').next().unwrap_or(inside);
    let is_known = matches!(name, "p" | "div" | "section" | "article" | "center" | "figcaption");
    let end = line.len();
    (is_known && !inside.contains(['<', '>']) && !inside.ends_with('/')).then_some((name, end..end))
}

/// Makes elements of the emphasis in the words of a fold, which are all of a line.
fn summary(start: usize, line: &str, edits: &mut Vec<Edit>) {
    for (mark, name) in [("**", "strong"), ("`", "code")] {
        let found: Vec<usize> = line.match_indices(mark).map(|(at, _)| start + at).collect();
        for pair in found.chunks_exact(2).filter(|_| !line.contains("***")) {
            edits.push(Edit::new(pair[0]..pair[0] + mark.len(), format!("<{name}>")));
            edits.push(Edit::new(pair[1]..pair[1] + mark.len(), format!("</{name}>")));
        }
    }
}

/// The tags of a paragraph that is all of a line or of a point.
fn paragraph(text: &str, line: &Line) -> Option<[Range<usize>; 2]> {
    let content = text[line.content..line.span.end].trim_end();
    let bullet = marker(content).unwrap_or(0);
    let inside = content[bullet..].strip_prefix("<p>")?.strip_suffix("</p>")?;
    let start = line.content + bullet;
    let end = start + 3 + inside.len();
    Some([start..start + 3, end..end + 4])
}

fn closes(line: &str, name: &str) -> bool {
    line.strip_prefix("</").and_then(|rest| rest.strip_prefix(name)).is_some_and(|rest| rest == ">")
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::formats::edit::apply;

    #[test]
    fn markdown_has_blank_lines_around_it() {
        let check = |text: &str, expected: &str| {
            assert_eq!(apply(text, changes(text).edits).0, expected, "{text}");
        };
        check(
            "<div class=\"a\" markdown=\"1\">\n**b**\n</div>\n",
            "<div class=\"a\">\n\n**b**\n\n</div>\n",
        );
        check("<details markdown>\n\nb\n</details>\n", "<details>\n\nb\n\n</details>\n");
        check("<div markdown=\"0\">\n**b**\n</div>\n", "<div markdown=\"0\">\n**b**\n</div>\n");
        let import = "import A from 'a'\n\n";
        check(
            &format!("{import}<p>\n**b**\n</p>\n\n- <p>[c](d) e</p>\n"),
            &format!("{import}\n\n**b**\n\n\n- [c](d) e\n"),
        );
        check(
            &format!("{import}<details>\n<summary>**a** `b`</summary>\n"),
            &format!("{import}<details>\n<summary><strong>a</strong> <code>b</code></summary>\n"),
        );
        check("<p>\n**b**\n</p>\n", "<p>\n**b**\n</p>\n");
        for text in ["```\n<div markdown>\nb\n```\n", "<p markdown>a</p>\n", "a markdown file\n"] {
            check(text, text);
        }
    }
}
