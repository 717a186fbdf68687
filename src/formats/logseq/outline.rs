//! Points below a heading or a paragraph, which Logseq indents by a tab. Without that tab they are a
//! list, and with it they would be code.

use crate::formats::edit::Edit;
use crate::formats::lines::{Line, marker};

/// Where the text is in an outline.
pub struct Outline<'t> {
    text: &'t str,
    /// Whether the lines are points below a line without a marker.
    is_below: bool,
    /// Whether the line above has words, and neither a marker nor an indentation.
    follows_words: bool,
}

impl<'t> Outline<'t> {
    pub fn of(text: &'t str) -> Outline<'t> {
        Outline { text, is_below: false, follows_words: false }
    }

    /// Removes a tab from a line below a heading.
    pub fn line(&mut self, line: &Line, edits: &mut Vec<Edit>) {
        let content = &self.text[line.content..line.span.end];
        if line.is_blank() {
            self.follows_words = false;
            return;
        }
        let starts_with_tab = self.text[line.span.start..].starts_with('\t');
        self.is_below = match self.is_below {
            true => line.column >= 4,
            false => self.follows_words && starts_with_tab && content.starts_with("- "),
        };
        if self.is_below {
            let width = if starts_with_tab { 1 } else { 4 };
            let end = (line.span.start + width).min(line.content);
            edits.push(Edit::remove(line.span.start..end));
        }
        self.follows_words =
            !line.is_code && line.column == 0 && line.quotes == 0 && marker(content).is_none();
    }
}
