//! Finds highlights: `==words==`.

use std::ops::Range;

use crate::text::parser::syntax::{Event, Tag, TagEnd};

use crate::text::parser::Spanned;

/// The pairs of marks in a text, in order; each mark is two bytes long.
///
/// A pair is in one paragraph and one inline element, so that it can become an element. `a == b` is
/// a comparison and `a==b` a word, so neither starts a highlight.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let mut pairs = Vec::new();
    if !text.contains("==") {
        return pairs;
    }
    // The possible opening mark for each open element.
    let mut open: Vec<Option<usize>> = vec![None];
    let mut code = 0;
    for (event, range) in events {
        match event {
            Event::Start(tag) => {
                code += usize::from(matches!(tag, Tag::CodeBlock(_)));
                open.push(None);
            }
            Event::End(tag) => {
                code -= usize::from(matches!(tag, TagEnd::CodeBlock));
                open.pop();
            }
            Event::Text(_) if code == 0 => {
                for (at, _) in text[range.clone()].match_indices("==") {
                    let Some(starts) = open.last_mut() else { continue };
                    mark(text, range.start + at, starts, &mut pairs);
                }
            }
            _ => {}
        }
    }
    pairs.sort_by_key(|pair| pair.start);
    pairs
}

fn mark(text: &str, at: usize, starts: &mut Option<usize>, pairs: &mut Vec<Range<usize>>) {
    let before = text[..at].chars().next_back();
    let after = text[at + 2..].chars().next();
    if before == Some('=') || after == Some('=') || before == Some('\\') {
        return;
    }
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match *starts {
        Some(start) if !is_space(before) && at > start + 2 => {
            pairs.push(start..at);
            *starts = None;
        }
        _ if !is_space(after) && !before.is_some_and(|c| c.is_ascii_alphanumeric()) => {
            *starts = Some(at);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Event, Tag};

    #[test]
    fn a_highlight_starts_and_ends_in_the_same_element() {
        let marked = |text: &'static str| {
            let document = Document::of(text);
            let mut from = 0;
            let mut pairs = Vec::new();
            for (event, span) in document.events() {
                match event {
                    Event::Start(Tag::Highlight) => from = span.end,
                    Event::End(Tag::Highlight) => pairs.push(&text[from..span.start]),
                    _ => {}
                }
            }
            pairs
        };
        assert_eq!(marked("a ==b c== d ==e=="), ["b c", "e"]);
        assert_eq!(marked("==a **b** c=="), ["a **b** c"]);
        assert_eq!(marked("**==a==** 这是==重点==内容"), ["a", "重点"]);
        for text in
            ["a == b == c", "a==b==c", "==a **b==**", "`==a==`", "==a\n\nb==", "===a===", "\\==a=="]
        {
            assert_eq!(marked(text), [""; 0], "{text}");
        }
    }
}
