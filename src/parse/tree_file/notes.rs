//! Parentheses after a target: `(again)`, or a caveat.

use std::ops::Range;

use crate::tree::{Edge, NodeId};

/// The parsed parentheses of a target.
pub struct Notes {
    /// The words without the parentheses.
    pub left: String,
    again: bool,
    caveat: Option<String>,
}

impl Notes {
    /// Splits `(again)` and a caveat in parentheses off the end of a text.
    pub fn read(words: &str) -> Notes {
        let mut notes = Notes { left: String::new(), again: false, caveat: None };
        let mut left = words.trim();
        while let Some((before, inside)) = last_parentheses(left) {
            if inside.eq_ignore_ascii_case("again") && !notes.again {
                notes.again = true;
            } else if notes.caveat.is_none() && !inside.is_empty() {
                notes.caveat = Some(inside.to_owned());
            } else {
                break;
            }
            left = before.trim_end();
        }
        notes.left = left.to_owned();
        notes
    }

    /// An edge with these notes.
    pub fn edge(self, to: NodeId, span: Range<usize>) -> Edge {
        Edge { to, caveat: self.caveat, again: self.again, span }
    }
}

/// The text before and inside trailing parentheses.
fn last_parentheses(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(").").or_else(|| text.strip_suffix(')'))?;
    let mut depth = 1;
    for (at, c) in inner.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some((&inner[..at], inner[at + 1..].trim()));
        }
    }
    None
}
