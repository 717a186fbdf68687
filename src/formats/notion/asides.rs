//! Callouts of Notion: `<aside>` with an icon and markdown, which may hold blank lines.

use std::ops::Range;

use memchr::memmem;

use crate::formats::Changes;
use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::lines::{Indentation, Lines};

/// The tag at the start of a callout. One with attributes is HTML.
pub const SIGN: &str = "<aside>";

const END: &str = "</aside>";

/// Icons that say what a callout is. All others are those of notes.
const ICONS: &[(&str, &str)] =
    &[("tip", "💡✅👍⭐🌟🎯✨"), ("warning", "⚠🚧❗❕‼🔔"), ("caution", "🚨⛔🛑❌🔥☠🚫")];

/// The longest icon in bytes: emojis of several signs are long.
const LONGEST_ICON: usize = 40;

/// The changes that make callouts of them.
pub fn changes(text: &str) -> Changes {
    let mut marks: Vec<Mark> = Vec::new();
    let mut lines = Lines::of(text, Indentation::Free);
    let mut open: Option<Range<usize>> = None;
    while let Some(line) = lines.next_in(0) {
        if line.is_code {
            continue;
        }
        let content = text[line.content..line.span.end].trim_end();
        let mut from = line.content;
        if content.starts_with(SIGN) {
            open = Some(line.content..line.content + SIGN.len());
            from += SIGN.len();
        }
        let end = memmem::find(&text.as_bytes()[from..line.span.end], END.as_bytes());
        let Some(end) = end.map(|at| from + at) else { continue };
        if let Some(start) = open.take().and_then(|tag| start(text, tag, end)) {
            marks.push(start);
            marks.push(Mark { span: end..end + END.len(), what: What::Close });
        }
    }
    Changes { edits: containers::edits(text, marks), notes: Vec::new() }
}

/// The start of a callout with its icon; `None` for HTML.
fn start(text: &str, tag: Range<usize>, end: usize) -> Option<Mark> {
    let inside = &text[tag.end..end];
    let words = inside.trim_start();
    let at = end - words.len();
    let (icon, length) = match image(words) {
        Some(length) => ("", length),
        None if words.starts_with('<') => return None,
        None => icon(words),
    };
    let kind =
        ICONS.iter().find(|(_, icons)| icon.chars().next().is_some_and(|c| icons.contains(c)));
    let kind = kind.map_or("note", |(kind, _)| kind).to_owned();
    let span = tag.start..if length > 0 { at + length } else { tag.end };
    let what =
        What::Open(Container::Callout { kind, fold: "", title: icon.to_owned(), link: None });
    Some(Mark { span, what })
}

/// The length of an image of Notion that stands for an icon, and of the blanks behind it.
fn image(words: &str) -> Option<usize> {
    let tag = words.strip_prefix("<img ")?;
    let end = tag.find('>')? + 1;
    let is_icon = tag[..end].contains("notion.so/icons/") || tag[..end].contains("width=\"40px\"");
    let rest = &tag[end..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    is_icon.then_some("<img ".len() + end + blanks)
}

/// The emoji at the start of a callout, and its length with the blanks behind it.
fn icon(words: &str) -> (&str, usize) {
    let end = words.find(|c: char| c.is_whitespace()).unwrap_or(words.len());
    let word = &words[..end];
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_ascii() && !"“”„«»‘’…–—¿¡".contains(c);
    if end == 0 || end > LONGEST_ICON || !word.chars().all(is_sign) {
        return ("", 0);
    }
    let rest = &words[end..];
    (word, end + rest.len() - rest.trim_start_matches([' ', '\t']).len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::check;

    #[test]
    fn asides_are_callouts() {
        check(
            changes,
            "<aside>\n💡 One *two*.\n\n- three\n\n</aside>\n\nAfter\n",
            "> [!tip] 💡\n>\n> One *two*.\n>\n> - three\n>\n\n\nAfter\n",
        );
    }

    #[test]
    fn html_and_code_stay() {
        for text in [
            "<aside class=\"x\">\n💡 a\n</aside>\n",
            "<aside>\n<p>a</p>\n</aside>\n",
            "```\n<aside>\n💡 a\n</aside>\n```\n",
            "<aside>\n💡 a\n",
        ] {
            check(changes, text, text);
        }
    }
}
