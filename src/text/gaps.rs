//! Removes ranges from a text, and maps offsets of the rest back to the original.
//!
//! Ranges are really removed before parsing: spaces in their place would count as indentation at
//! the start of a line.

use std::ops::Range;

use crate::text::Definition;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::Event;

/// The removed ranges of a text.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// For each, its offset in the shortened text, and the total removed up to its end.
    gaps: Vec<(usize, usize)>,
}

impl Gaps {
    /// Removes ranges from a text.
    pub(super) fn leave_out(text: &str, mut stretches: Vec<Range<usize>>) -> (String, Gaps) {
        stretches.sort_by_key(|stretch| stretch.start);
        let mut left = String::with_capacity(text.len());
        let mut gaps = Gaps::default();
        let mut at = 0;
        for stretch in stretches {
            if stretch.end <= at {
                continue;
            }
            left.push_str(&text[at..stretch.start.max(at)]);
            at = stretch.end;
            gaps.gaps.push((left.len(), at - left.len()));
        }
        left.push_str(&text[at..]);
        (left, gaps)
    }

    /// Maps the start of a range to the original text.
    fn start(&self, byte: usize) -> usize {
        self.moved(byte, self.gaps.partition_point(|(at, _)| *at <= byte))
    }

    /// Maps the end of a range to the original text.
    fn end(&self, byte: usize) -> usize {
        self.moved(byte, self.gaps.partition_point(|(at, _)| *at < byte))
    }

    fn moved(&self, byte: usize, gaps_before: usize) -> usize {
        match self.gaps[..gaps_before].last() {
            Some((_, left_out)) => byte + left_out,
            None => byte,
        }
    }

    fn span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.start(span.start);
        start..self.end(span.end).max(start)
    }

    /// Maps events to the original text. Splits text where something was removed.
    pub(super) fn place<'a>(&self, events: Vec<Spanned<'a>>) -> Vec<Spanned<'a>> {
        let mut placed = Vec::with_capacity(events.len());
        for (event, span) in events {
            match event {
                Event::Text(words) if words.len() == span.len() => {
                    let mut from = span.start;
                    let first = self.gaps.partition_point(|(at, _)| *at <= span.start);
                    let inside = self.gaps[first..].iter().map(|(at, _)| *at);
                    let cuts: Vec<usize> = inside.take_while(|at| *at < span.end).collect();
                    for end in cuts.into_iter().chain([span.end]) {
                        let part = words[from - span.start..end - span.start].to_owned();
                        placed.push((Event::Text(part.into()), self.span(&(from..end))));
                        from = end;
                    }
                }
                event => placed.push((event, self.span(&span))),
            }
        }
        placed
    }

    /// Maps definitions to the original text.
    pub(super) fn place_definitions(&self, definitions: &mut [Definition]) {
        for definition in definitions {
            definition.dest = self.span(&definition.dest);
            definition.span = self.span(&definition.span);
        }
    }
}

/// Replaces ranges by spaces of the same length.
pub(super) fn blank(text: &str, stretches: &[Range<usize>]) -> String {
    let mut blanked = text.to_owned();
    for stretch in stretches {
        let spaces: String =
            text[stretch.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
        blanked.replace_range(stretch.clone(), &spaces);
    }
    blanked
}

#[cfg(test)]
mod tests {
    use crate::text::{Document, Event, Tag};

    /// The blocks of a text, each with its words.
    fn blocks(text: &str) -> Vec<String> {
        let document = Document::of(text);
        let mut blocks: Vec<String> = Vec::new();
        for (event, span) in document.events() {
            match event {
                Event::Start(Tag::Paragraph) => blocks.push("p".to_owned()),
                Event::Start(Tag::Item) => blocks.push("li".to_owned()),
                Event::Start(Tag::CodeBlock(_)) => blocks.push("pre".to_owned()),
                Event::Text(words) => {
                    if let Some(block) = blocks.last_mut() {
                        block.push_str(&format!(" {words}"));
                    }
                    if !words.contains("  ") {
                        assert_eq!(text[span].trim(), words.trim());
                    }
                }
                Event::Start(Tag::Highlight) => blocks.push("mark".to_owned()),
                Event::Hashtag(tag) => blocks.push(tag.to_owned()),
                Event::BlockId(id, _) => blocks.push(format!("^{id}")),
                _ => {}
            }
        }
        blocks
    }

    #[test]
    fn text_after_a_comment_is_what_it_would_be_without_it() {
        assert_eq!(blocks("%% Ops: still true? %% We launch.\n"), ["p We launch."]);
        assert_eq!(blocks("%% note %%- one\n- two\n"), ["li one", "li two"]);
        assert_eq!(blocks("- %% note %% One\n"), ["li One"]);
        assert_eq!(blocks("> %% note %% One\n"), ["p One"]);
        assert_eq!(blocks("1. %% note %% One\n"), ["li One"]);
        assert_eq!(blocks("{% raw %}    - one\n{% endraw %}\n"), ["pre - one\n"]);
        assert_eq!(blocks("{% comment %} a\n\n b {% endcomment %}- one\n"), ["li one"]);
    }

    #[test]
    fn marks_are_found_on_both_sides_of_a_comment() {
        let text = "One %% a %% ==two== %% b %% #three %% c %% four ^id\n";
        assert_eq!(blocks(text), ["p One  ", "mark two   ", "#three   four", "^id"]);
    }
}
