//! Comments between `%%` and `%%`, which nobody but authors reads.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::prose::{Punctuation, events};

/// A text with its comments blanked, so that every byte that is left stays in its place.
///
/// A comment that starts a line may reach over many paragraphs; any other ends in its own. One
/// that never ends is text, and so is what stands in code.
pub fn blank(text: &str, body: Range<usize>) -> Cow<'_, str> {
    let comments = find(&text[body.clone()]);
    if comments.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for comment in comments {
        let (start, end) = (comment.start + body.start, comment.end + body.start);
        blanked.push_str(&text[at..start]);
        let kept = text[start..end].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        blanked.extend(kept);
        at = end;
    }
    blanked.push_str(&text[at..]);
    Cow::Owned(blanked)
}

fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("%%") {
        return found;
    }
    let mut start: Option<usize> = None;
    for mark in marks(text) {
        start = match start {
            Some(start) if starts_line(text, start) || !text[start..mark].contains("\n\n") => {
                found.push(start..mark + 2);
                None
            }
            // `100%%` starts nothing.
            _ if text[..mark].ends_with(|c: char| c.is_ascii_alphanumeric()) => None,
            _ => Some(mark),
        };
    }
    found
}

/// The marks that stand in no code and are not escaped.
fn marks(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut code = 0;
    for (event, range) in events(text, Punctuation::Plain) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock) => code -= 1,
            Event::Text(_) if code == 0 => {
                let found = text[range.clone()].match_indices("%%");
                let found = found.map(|(at, _)| range.start + at);
                marks.extend(found.filter(|at| !text[..*at].ends_with(['\\', '%'])));
            }
            _ => {}
        }
    }
    marks
}

fn starts_line(text: &str, at: usize) -> bool {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[line..at].trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::blank;

    fn left(text: &str) -> String {
        let blanked = blank(text, 0..text.len());
        assert_eq!(blanked.len(), text.len());
        blanked.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(left("a %%ü%% b %% c\nd %% e"), "a b e");
        assert_eq!(left("a\n\n%%\nb\n\n- c `%%` d\n%%\n\ne"), "a e");
        assert_eq!(left("`%% a %%`\n\n```\n%% b %%\n```"), "`%% a %%` ``` %% b %% ```");
    }

    #[test]
    fn what_never_ends_is_text() {
        assert_eq!(left("a %% b\n\nc %% d"), "a %% b c %% d");
        assert_eq!(left("100%% sure, 50%% not"), "100%% sure, 50%% not");
        assert_eq!(left("\\%% a %% b"), "\\%% a %% b");
    }
}
