//! Finds the block of front matter between two fences, at the top of a file or a little below it.

use std::ops::Range;

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
}

/// The block of front matter of a text.
///
/// A page may start with a thematic break, so a block that does not start at the top, or whose first
/// line is blank, must consist of keys.
pub(super) fn find(text: &str) -> Option<Fenced> {
    let before = blank_start(text);
    let line = text[before..].split('\n').next().unwrap_or("").trim_end();
    let fence = ["---", "+++"].into_iter().find(|fence| line == *fence)?;
    let position = if before == 0 { Position::Top } else { Position::Below };
    let closed = closing(text, before, fence);
    let is_front_matter = match (&closed, &position) {
        (Some((block, _)), Position::Below) => are_keys(&text[block.clone()], fence),
        (Some((block, _)), Position::Top) => {
            let block = &text[block.clone()];
            !starts_blank(block) || starts_lower(block) && are_keys(block.trim_start(), fence)
        }
        (None, Position::Top) => fence == "+++" || second_line_is_key(text),
        (None, Position::Below) => false,
    };
    let opening = before..before + fence.len();
    is_front_matter.then_some(Fenced { fence, opening, closed, position })
}

/// The length of blanks and comments at the start of a text.
fn blank_start(text: &str) -> usize {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some((_, after)) = comment.split_once("-->") else { break };
        rest = after.trim_start();
    }
    text.len() - rest.len()
}

/// The range of the block, and the end of its closing line.
pub(super) fn closing(text: &str, opening: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let start = opening + text[opening..].find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
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
