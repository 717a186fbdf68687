//! Reads a tree drawn in a fenced block as an outline.
//!
//! Only the column of a line's text determines its parent; strokes count as space. So `├──`, `|--`,
//! `+--` and bare indentation are equivalent.

use super::answer::after_verdict;
use super::arrow::Arrow;
use super::outline::{Fence, LineKind, Outline};
use super::words::LineWords;

/// The outline of a fenced block of an article, unless it is code of some language.
pub fn read<'a>(article: &'a Outline<'_>, fence: &'a Fence<'_>) -> Option<Outline<'a>> {
    if !is_drawn(fence.info) {
        return None;
    }
    let language = article.language;
    let mut outline = Outline::empty(language);
    // The possible parents of the next line, each with the column of its text.
    let mut above: Vec<(usize, usize)> = Vec::new();
    let content = fence.content.as_str();
    // `IF … → …` needs a question, which is above the block.
    let lead = &article.lines[fence.lead];
    if starts_with_if(content) && !lead.text.is_empty() {
        let text = lead.text.slice(0..lead.text.as_str().len());
        outline.add(LineKind::Plain, 0, text, lead.block.clone());
    }
    let root = outline.lines.len() - 1;
    let mut at = 0;
    for line in content.split_inclusive('\n') {
        let stroke = strokes(line);
        let text =
            fence.content.slice(at + stroke.bytes..at + line.trim_end().len().max(stroke.bytes));
        at += line.len();
        if text.is_empty() {
            continue;
        }
        if continues(&outline, (&above, root), &stroke, text.words(language)) {
            let last = outline.lines.len() - 1;
            outline.lines[last].text.join(text);
            continue;
        }
        while above.last().is_some_and(|(_, column)| *column >= stroke.column) {
            above.pop();
        }
        let parent = above.last().map_or(root, |(line, _)| *line);
        let kind = LineKind::Item { list: parent, number: None };
        let line = outline.add(kind, parent, text, fence.span.clone());
        above.push((line, stroke.column));
    }
    Some(outline)
}

/// Whether a block is written as `IF … ELSE …`, in capitals as in no program.
fn starts_with_if(content: &str) -> bool {
    content.trim_start().starts_with("IF ")
}

/// The strokes before the text of a line.
#[derive(Debug, Clone, Copy)]
struct Strokes {
    bytes: usize,
    /// The column of the text, in characters.
    column: usize,
    /// A branch starts here, as opposed to a trunk that passes by.
    branch: bool,
}

fn strokes(line: &str) -> Strokes {
    let mut bytes = 0;
    let mut branch = false;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        bytes = at;
        let corner =
            matches!(c, '├' | '└' | '╰' | '┌' | '┣' | '┗' | '╠' | '╚' | '┬' | '┼' | '┴' | '╭');
        let ascii = matches!(c, '+' | '`' | '\\')
            && chars.peek().is_some_and(|(_, next)| matches!(next, '-' | '─'));
        let dash = matches!(c, '-' | '─' | '━' | '═' | '>' | '►' | '▶' | '→' | '╴')
            && (branch || c == '-' && chars.peek().is_some_and(|(_, next)| *next == ' '));
        let trunk =
            matches!(c, '│' | '┃' | '║' | '|' | ' ' | '\t' | '\u{A0}' | '▼' | '▾' | '┆' | '¦');
        if !(corner || ascii || dash || trunk) {
            break;
        }
        // `|--` is a branch, although `|` alone is a trunk.
        let pipe =
            c == '|' && chars.peek().is_some_and(|(_, next)| matches!(next, '-' | '─' | '_'));
        branch |= corner || ascii || pipe || dash;
        bytes = at + c.len_utf8();
    }
    let column = line[..bytes].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    Strokes { bytes, column, branch }
}

/// Whether a line continues the text above: it has no branch and is further right, in a drawing
/// with branches.
fn continues(
    outline: &Outline,
    (above, root): (&[(usize, usize)], usize),
    stroke: &Strokes,
    text: LineWords<'_>,
) -> bool {
    let Some((line, column)) = above.last() else { return false };
    let last = outline.str(*line);
    if Arrow::at_start(&text).is_some() && Arrow::find(last).is_none() {
        return !last.ends_with('?');
    }
    let branched = outline.lines[*line].parent != root;
    !stroke.branch
        && branched
        && stroke.column >= *column
        && (text.starts_with(['(', '…']) || text.starts_with(char::is_lowercase))
        && after_verdict(text).is_none()
        && Arrow::find(&text).is_none()
}

/// Whether the info string of a fence allows a drawing.
pub fn is_drawn(info: &str) -> bool {
    let language = info.split_whitespace().next().unwrap_or("");
    ["", "text", "txt", "plain", "plaintext", "ascii", "diagram", "decision", "flow", "none"]
        .iter()
        .any(|name| name.eq_ignore_ascii_case(language))
}
