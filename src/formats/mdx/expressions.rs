//! Braces of MDX within a line: comments, texts in quotes, and attributes with a program.

use crate::formats::edit::Edit;
use crate::formats::lines::Line;
use crate::source::clamp;

/// The longest expression that is read, in bytes.
const LONGEST: usize = 2000;

/// Reads the lines of a text.
pub struct Expressions<'t> {
    text: &'t str,
    /// The end of the comment that a line above starts.
    end: usize,
    /// The end of the last comment of the text.
    last: usize,
}

impl<'t> Expressions<'t> {
    pub fn of(text: &'t str) -> Expressions<'t> {
        let last = text.rfind("*/}").map_or(0, |at| at + 3);
        Expressions { text, end: 0, last }
    }

    /// Changes what a line holds.
    pub fn line(&mut self, line: &Line, edits: &mut Vec<Edit>) {
        let text = self.text;
        let mut at = line.content.max(self.end);
        let mut backticks = 0;
        while let Some(start) = text.get(at..line.span.end).and_then(|rest| rest.find('{')) {
            let start = at + start;
            backticks += text[at..start].matches('`').count();
            at = start + 1;
            if backticks % 2 == 1 {
                continue;
            }
            let edit = match self.comment(start) {
                Some(edit) => Some(edit),
                None => literal(text, start).or_else(|| attribute(text, start, line)),
            };
            if let Some(edit) = edit {
                at = edit.span.end.max(at);
                self.end = at;
                edits.push(edit);
            }
        }
    }

    /// `{/* … */}`, also on several lines.
    fn comment(&self, start: usize) -> Option<Edit> {
        if !self.text[start..].starts_with("{/*") || start >= self.last {
            return None;
        }
        let end = start + self.text[start..].find("*/}")? + 3;
        Some(Edit::remove_whole(self.text, start..end))
    }

    /// Whether a line is within a comment.
    pub fn hides(&self, line: &Line) -> bool {
        line.span.end <= self.end && line.content < self.end
    }
}

/// `{'text'}`, which is its text.
fn literal(text: &str, start: usize) -> Option<Edit> {
    if text[..start].ends_with(['=', '{', '$', '\\']) {
        return None;
    }
    let inside = &text[clamp(text, &(start + 1..start + LONGEST))];
    let quote = inside.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let length = inside[1..].find(quote)?;
    let words = &inside[1..1 + length];
    let is_text = inside[length + 2..].starts_with('}') && !words.contains(['{', '}', '\n', '`']);
    is_text.then(|| Edit::new(start..start + length + 4, words))
}

/// An attribute of an element of HTML with a program as its value, such as `style={{…}}`.
fn attribute(text: &str, start: usize, line: &Line) -> Option<Edit> {
    let before = &text[line.content..start];
    let name = before.strip_suffix('=')?;
    let length =
        name.len() - name.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '-').len();
    let from = line.content + name.len() - length;
    let near = clamp(text, &(from.saturating_sub(LONGEST)..from)).start.max(line.content);
    let tag = &text[near..from][text[near..from].rfind('<')? + 1..];
    let is_html = tag.starts_with(|c: char| c.is_ascii_lowercase()) && !tag.contains('>');
    if length == 0 || !is_html || !text[..from].ends_with([' ', '\t']) {
        return None;
    }
    let end = start + closing(&text[clamp(text, &(start..start + LONGEST))])?;
    let value = text[start + 1..end - 1].trim();
    let quoted = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    match quoted('"').or(quoted('\'')) {
        Some(value) if !value.contains('"') => Some(Edit::new(start..end, format!("\"{value}\""))),
        _ => Some(Edit::remove(from - 1..end)),
    }
}

/// The length up to the brace that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}
