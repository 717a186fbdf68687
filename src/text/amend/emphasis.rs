//! Strong text beside signs without blanks between them, as in `**强调。**后`. CommonMark decides by
//! blanks and signs whether stars open or close, and some languages have no blanks.

use std::ops::Range;

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag, TagEnd};

/// Two stars, and what is around them.
struct Stars {
    at: usize,
    before: Option<char>,
    after: Option<char>,
}

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"**").any(|at| Stars::read(text, at).is_unclear())
}

/// Writes the stars of a block as elements if the parser would not read some of them.
pub(super) fn find(text: &str, events: &[Spanned<'_>], hidden: &Hidden) -> Vec<Edit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut block: Option<Range<usize>> = None;
    for (event, range) in events {
        if is_inline(event) {
            let around = block.take().unwrap_or(range.clone());
            block = Some(around.start.min(range.start)..around.end.max(range.end));
        } else if let Some(block) = block.take() {
            edits.extend(pairs(text, block, hidden));
        }
    }
    edits.extend(block.into_iter().flat_map(|block| pairs(text, block, hidden)));
    edits
}

/// The elements of a block, if the first of its stars open and the second close, and so on.
fn pairs(text: &str, block: Range<usize>, hidden: &Hidden) -> Vec<Edit> {
    let mut all = Vec::new();
    let mut at = block.start;
    while let Some(start) = memmem::find(&text.as_bytes()[at..block.end], b"**").map(|it| at + it) {
        let length = text[start..block.end].bytes().take_while(|byte| *byte == b'*').count();
        at = start + length;
        if hidden.holds(start) || text[..start].ends_with('\\') {
            continue;
        }
        // Strong text within other emphasis is read by the parser alone.
        if length != 2 {
            return Vec::new();
        }
        all.push(Stars::read(text, start));
    }
    let is_pair = |pair: &[Stars]| pair.len() == 2 && pair[0].may_open() && pair[1].may_close();
    if !all.iter().any(Stars::is_unclear) || !all.chunks(2).all(is_pair) {
        return Vec::new();
    }
    let element = |(index, stars): (usize, &Stars)| {
        let tag = if index % 2 == 0 { "<strong>" } else { "</strong>" };
        Edit::new(stars.at..stars.at + 2, tag)
    };
    all.iter().enumerate().map(element).collect()
}

impl Stars {
    fn read(text: &str, at: usize) -> Stars {
        let (before, after) = (text[..at].chars().next_back(), text[at + 2..].chars().next());
        Stars { at, before, after }
    }

    fn may_open(&self) -> bool {
        self.after.is_some_and(|c| !c.is_whitespace())
    }

    fn may_close(&self) -> bool {
        self.before.is_some_and(|c| !c.is_whitespace())
    }

    /// Whether they are between a sign and a letter of which one is of a language without blanks.
    fn is_unclear(&self) -> bool {
        let (Some(before), Some(after)) = (self.before, self.after) else { return false };
        let is_between =
            |sign: char, letter: char| is_sign(sign) && !is_sign(letter) && !letter.is_whitespace();
        (is_wide(before) || is_wide(after))
            && (is_between(before, after) || is_between(after, before))
    }
}

/// Whether a character is punctuation to the parser.
fn is_sign(c: char) -> bool {
    c != '*'
        && (c.is_ascii_punctuation() || !c.is_alphanumeric() && !c.is_whitespace() && !c.is_ascii())
}

/// Whether a character is of a language without blanks, or a sign of its width.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}'
        | '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{20000}'..='\u{3fffd}')
}

fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::FootnoteReference(_) => true,
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Event, Tag};

    /// The strong parts of a text, and its stars that are text.
    fn read(text: &str) -> (Vec<String>, usize) {
        let document = Document::of(text);
        let (mut strong, mut depth, mut stars) = (Vec::new(), 0, 0);
        for (event, _) in document.events() {
            match event {
                Event::InlineHtml("<strong>") | Event::Start(Tag::Strong) => {
                    depth = 1;
                    strong.push(String::new());
                }
                Event::InlineHtml("</strong>") | Event::End(Tag::Strong) => depth = 0,
                Event::Text(words) => {
                    stars += words.matches("**").count();
                    if depth == 1
                        && let Some(last) = strong.last_mut()
                    {
                        last.push_str(words);
                    }
                }
                _ => {}
            }
        }
        (strong, stars)
    }

    #[test]
    fn strong_text_needs_no_blanks_beside_wide_signs() {
        for (text, expected) in [
            ("**强调。**后", vec!["强调。"]),
            ("前**「强」**后\n\n- **a**b", vec!["「强」", "a"]),
            ("- **（x）：** a **強。**b `**`", vec!["（x）：", "強。"]),
            ("| **強。**b | **c。**d |\n|---|---|\n", vec!["強。", "c。"]),
        ] {
            assert_eq!(
                read(text),
                (expected.iter().map(|it| (*it).to_owned()).collect(), 0),
                "{text}"
            );
        }
    }

    #[test]
    fn other_stars_stay() {
        for text in ["a**。", "强。** 后 **次", "`**强。**后`"] {
            assert_eq!(read(text).0, [""; 0], "{text}");
        }
        assert_eq!(read("**a.** b **c**"), (vec!["a.".to_owned(), "c".to_owned()], 0));
        read(&"**强。**后 ".repeat(10_000));
    }
}
