//! Answers that texts repeat, such as `{size}`.
//!
//! Only an answer as it was given is repeated: nothing is computed. Which of these names are
//! questions is decided when a tree is read, and that they were asked is proved in [`super::shape`].
//! `assets/js/tree-walk.js` fills texts in the browser.

use std::ops::Range;

use super::scenario::label;
use super::walk::Answers;
use super::{Given, Node, NodeKind, Tree};

/// The names in braces in a text, each with its range, braces included.
///
/// A name has letters, digits, `-` and `_`; anything else in braces is text.
pub fn names(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices('{').filter_map(move |(start, _)| {
        let rest = &text[start + 1..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_'))?;
        let is_name = end > 0 && rest[end..].starts_with('}') && !text[..start].ends_with('\\');
        is_name.then(|| (start..start + end + 2, &rest[..end]))
    })
}

/// A text with the answers that it repeats. A name without an answer stays as it is.
pub fn fill(tree: &Tree, answers: &Answers, text: &str) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut from = 0;
    for (span, name) in names(text) {
        let node = tree.by_id(name).map(|id| tree.node(id));
        let Some((node, given)) = node.and_then(|node| Some((node, answers.get(name)?))) else {
            continue;
        };
        filled.push_str(&text[from..span.start]);
        filled.push_str(&words(node, given));
        from = span.end;
    }
    filled.push_str(&text[from..]);
    filled
}

/// An answer as a text repeats it: a number with its unit.
pub fn words(node: &Node, given: &Given) -> String {
    match &node.kind {
        NodeKind::Number(number) => match &number.unit {
            Some(unit) => format!("{} {unit}", label(node, given)),
            None => label(node, given),
        },
        _ => label(node, given),
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_name_in_braces_is_one_word() {
        let text = "a {size} {two words} {} {x-1}, \\{no} {{in}} {open";
        let found: Vec<&str> = names(text).map(|(span, _)| &text[span]).collect();
        assert_eq!(found, ["{size}", "{x-1}", "{in}"]);
    }
}
