//! Comments between `%%` and `%%`, and those of HTML before the words of a list item: removed from
//! the output.

use std::ops::Range;

use crate::text::parser::syntax::{Event, Tag, TagEnd};

use crate::text::holds;
use crate::text::parser::Spanned;

/// Whether a text may contain a comment.
pub(super) fn may_hold(text: &str) -> bool {
    holds(text, "%%") || holds(text, "<!--")
}

/// The comments of a text, in order, with their marks.
///
/// A comment at the start of a line may span paragraphs; any other ends in its own. Unterminated
/// comments and code are text.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start: Option<usize> = None;
    for mark in marks(text, events) {
        start = match start {
            Some(start) if starts_line(text, start) || !text[start..mark].contains("\n\n") => {
                found.push(start..mark + 2);
                None
            }
            // `100%%` is not a comment.
            _ if text[..mark].ends_with(|c: char| c.is_ascii_alphanumeric()) => None,
            _ => Some(mark),
        };
    }
    found.extend(before_words(text, events));
    found.sort_by_key(|comment| comment.start);
    found
}

/// The comments of HTML with which a list item starts and after which its words follow on the same
/// line. Left there, they would make HTML of the whole line.
fn before_words<'a>(
    text: &'a str,
    events: &'a [Spanned<'_>],
) -> impl Iterator<Item = Range<usize>> + 'a {
    let after_items = events.windows(2).filter(|pair| matches!(pair[0].0, Event::Start(Tag::Item)));
    after_items.filter_map(|pair| {
        let (Event::Start(Tag::HtmlBlock), place) = &pair[1] else { return None };
        let line = text[place.clone()].lines().next()?;
        let start = line.len() - line.trim_start().len();
        let end = start + line[start..].strip_prefix("<!--")?.find("-->")? + "<!---->".len();
        let words = line[end..].trim_start();
        let is_text = !words.is_empty() && !words.starts_with('<');
        is_text.then(|| place.start + start..place.start + end)
    })
}

/// The marks outside of code that are not escaped.
fn marks(text: &str, events: &[Spanned<'_>]) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut code = 0;
    for (event, range) in events {
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
    use crate::text::Document;

    fn left(text: &str) -> String {
        let document = Document::of(text);
        assert_eq!(document.text().len(), text.len());
        document.text().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn comments_go_and_code_stays() {
        assert_eq!(left("a %%ü%% b %% c\nd %% e"), "a b e");
        assert_eq!(left("a\n\n%%\nb\n\n- c `%%` d\n%%\n\ne"), "a e");
        assert_eq!(left("`%% a %%`\n\n```\n%% b %%\n```"), "`%% a %%` ``` %% b %% ```");
    }

    #[test]
    fn a_comment_of_html_before_the_words_of_an_item_goes() {
        assert_eq!(left("- <!-- a --> b\n- c"), "- b - c");
        assert_eq!(left("1. <!-- é\u{a0}--> *b*"), "1. *b*");
        for text in ["- <!-- a -->", "- <!-- a --> <b>c</b>", "<!-- a --> b", "- <!-- a\n  b --> c"]
        {
            assert_eq!(&**Document::of(text).text(), text);
        }
    }

    #[test]
    fn what_never_ends_is_text() {
        assert_eq!(left("a %% b\n\nc %% d"), "a %% b c %% d");
        assert_eq!(left("100%% sure, 50%% not"), "100%% sure, 50%% not");
        assert_eq!(left("\\%% a %% b"), "\\%% a %% b");
    }
}
