//! Finds the block of front matter between two fences, at the top of a file or a little below it.

use std::ops::Range;

use crate::parse::publication;

/// A block of front matter between two fences.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fenced {
    /// `---` or `+++`.
    pub(super) fence: &'static str,
    /// The range of the opening fence.
    pub(super) opening: Range<usize>,
    /// The lines between the fences and the end of the closing one, if there is one.
    pub(super) closed: Option<(Range<usize>, usize)>,
    pub(super) position: Position,
}

/// Where a block of front matter is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Top,
    /// After blank lines, blanks or comments, where other tools do not look for it.
    Below,
    /// Below another block.
    Second,
}

/// The block of front matter of a text.
///
/// A page may start with a thematic break, so a block that does not start at the top, or whose first
/// line is blank, must consist of keys, or hold one that may keep the page unpublished.
pub(super) fn find(text: &str) -> Option<Fenced> {
    let before = blank_start(text);
    let position = if before == 0 { Position::Top } else { Position::Below };
    let first = at(text, before, position)?;
    if let Some((block, body)) = &first.closed
        && text[block.clone()].trim().is_empty()
        && let Some(mut below) = second(text, block.end).or_else(|| second(text, *body))
    {
        below.position = Position::Below;
        return Some(below);
    }
    is_front_matter(text, &first).then_some(first)
}

/// A block below the first one, which ends at `from`, that has a publication key.
pub(super) fn second(text: &str, from: usize) -> Option<Fenced> {
    let found = at(text, from + blank_start(&text[from..]), Position::Second)?;
    let (block, _) = found.closed.as_ref()?;
    has_publication_key(&text[block.clone()]).then_some(found)
}

fn at(text: &str, start: usize, position: Position) -> Option<Fenced> {
    let line = text[start..].split('\n').next().unwrap_or("").trim_end_matches(is_invisible);
    let fence = ["---", "+++"].into_iter().find(|fence| line == *fence)?;
    let closed = closing(text, start, fence);
    Some(Fenced { fence, opening: start..start + fence.len(), closed, position })
}

fn is_front_matter(text: &str, found: &Fenced) -> bool {
    let fence = found.fence;
    match &found.closed {
        Some((block, _)) if has_publication_key(&text[block.clone()]) => true,
        Some((block, _)) if found.position == Position::Top => {
            let block = &text[block.clone()];
            !starts_blank(block) || starts_lower(block) && are_keys(block.trim_start(), fence)
        }
        Some((block, _)) => are_keys(&text[block.clone()], fence),
        None if found.position == Position::Top => fence == "+++" || second_line_is_key(text),
        None => {
            let next = text[found.opening.end..].lines().nth(1);
            next.is_some_and(|line| publication_key(line).is_some())
        }
    }
}

/// Blanks, and characters without a width.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// The length of blanks, invisible characters and comments at the start of a text.
fn blank_start(text: &str) -> usize {
    let mut rest = text.trim_start_matches(is_invisible);
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        rest = after.trim_start_matches(is_invisible);
    }
    text.len() - rest.len()
}

/// Whether a line of a block, before any block of code, starts with a publication key.
pub(super) fn has_publication_key(block: &str) -> bool {
    let is_code = |line: &str| line.starts_with("```") || line.starts_with("~~~");
    let mut lines = block.lines().take_while(|line| !is_code(line));
    lines.any(|line| publication_key(line).is_some())
}

/// The publication key at the start of a line, and the sign behind it, which may be a full-width
/// colon.
pub(super) fn publication_key(line: &str) -> Option<(&str, char)> {
    let (key, rest) = line.split_at(line.find([':', '=', '\u{ff1a}'])?);
    let key = key.trim_matches(|c| is_invisible(c) || matches!(c, '"' | '\''));
    publication::is_key(key).then_some((key, rest.chars().next()?))
}

/// The range of the block, and the end of its closing line.
pub(super) fn closing(text: &str, opening: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let start = opening + text[opening..].find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end_matches(is_invisible);
        if bare == fence || (fence == "---" && bare == "...") {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    None
}

fn starts_blank(block: &str) -> bool {
    block.lines().next().is_some_and(|line| line.trim().is_empty())
}

/// `Note: …` below a thematic break is a sentence.
fn starts_lower(block: &str) -> bool {
    !block.trim_start().starts_with(char::is_uppercase)
}

/// Whether all lines of a block are keys, values of the keys above them, or blank.
fn are_keys(block: &str, fence: &str) -> bool {
    let sign = if fence == "---" { ':' } else { '=' };
    let is_continuation = |line: &str| {
        line.trim().is_empty() || line.starts_with([' ', '\t', '-', '#', '[', ']', '{', '}'])
    };
    block.lines().next().is_some_and(|line| is_key(line, sign) || line.starts_with('#'))
        && block.lines().any(|line| is_key(line, sign))
        && block.lines().all(|line| is_key(line, sign) || is_continuation(line))
}

fn second_line_is_key(text: &str) -> bool {
    is_key(text.lines().nth(1).unwrap_or(""), ':')
}

fn is_key(line: &str, sign: char) -> bool {
    line.split_once(sign).is_some_and(|(key, value)| {
        let key = key.trim_end().trim_matches(['"', '\'']);
        let is_name = |c: char| c.is_alphanumeric() || "_-.".contains(c);
        let is_address = sign == ':' && value.starts_with("//");
        !key.is_empty() && key.chars().all(is_name) && !is_address
    })
}

#[cfg(test)]
mod tests {
    use super::{Position, find};

    /// The block and the rest of a text, and where the block is.
    fn found(text: &str) -> Option<(&str, &str, Position)> {
        let fenced = find(text)?;
        let (block, body) = fenced.closed?;
        Some((&text[block], &text[body..], fenced.position))
    }

    #[test]
    fn front_matter_may_follow_blanks_and_comments() {
        for before in ["\n", " ", "\t\n\n", "<!-- synced -->\n", "\n<!-- a\nb -->\n<!-- c -->\n"] {
            for (open, close, keys) in [
                ("---", "---", "draft: true\n"),
                ("---", "...", "a: 1\ntags:\n- b\n  - c\n\n# d\n"),
                ("+++", "+++", "a = 1\n[b]\nc = \"d: e\"\n"),
            ] {
                let text = format!("{before}{open}\n{keys}{close}\nText");
                assert_eq!(found(&text), Some((keys, "Text", Position::Below)), "{text:?}");
            }
        }
        assert_eq!(found("---\na: b\n---\nc"), Some(("a: b\n", "c", Position::Top)));
        assert_eq!(found("---\n\na: b\n---\nc"), Some(("\na: b\n", "c", Position::Top)));
    }

    #[test]
    fn thematic_breaks_are_not_front_matter() {
        for text in [
            "---\n\nNote: this starts with a rule.\n\n---\n",
            "---\n\nnote: a\nA sentence.\n\n---\n",
            "----\na: b\n----\n",
            "\n---\n\nA sentence.\n\n---\n",
            "\n---\nNote: a\n\nA sentence.\n---\n",
            "\n---\ntitle: a\n",
            "\n---\nhttps://a.example\n---\n",
            "<!-- a\n---\na: b\n---\n",
            "Text\n---\na: b\n---\n",
            "---\n",
        ] {
            assert_eq!(find(text), None, "{text:?}");
        }
    }
}
