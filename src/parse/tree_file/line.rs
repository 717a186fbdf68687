//! A line of words, code and links, each with its place in the file.

use std::ops::Range;

/// Words, code and links on one line.
#[derive(Debug, Clone, Default)]
pub struct TextLine {
    pub inlines: Vec<Inline>,
    /// The element that it is the text of, for a line without words.
    pub element: Range<usize>,
}

#[derive(Debug, Clone)]
pub struct Inline {
    pub kind: InlineKind,
    pub text: String,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    Words,
    Code,
    /// The destination as written.
    Link(String),
    /// The name inside `[[…]]`.
    Wikilink(String),
}

impl TextLine {
    /// From the first word to the last; its element, if it has no words.
    pub fn span(&self) -> Range<usize> {
        match (self.inlines.first(), self.inlines.last()) {
            (Some(first), Some(last)) if first.span.start < last.span.end => {
                first.span.start..last.span.end
            }
            _ => self.element.clone(),
        }
    }

    /// The plain text, with single spaces.
    pub fn plain(&self) -> String {
        let text: String = self.inlines.iter().map(|inline| inline.text.as_str()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The parts before and after the first arrow outside of code and links.
    pub fn split_at_arrow(&self, text: &str) -> Option<(TextLine, TextLine)> {
        let (index, inline, found) =
            self.inlines.iter().enumerate().find_map(|(index, inline)| {
                let found =
                    (inline.kind == InlineKind::Words).then(|| find_arrow(&inline.text))??;
                Some((index, inline, found))
            })?;
        // Escapes make the text shorter than its source, so the source is searched separately.
        let source = text.get(inline.span.clone()).unwrap_or("");
        let in_source = find_arrow(source).unwrap_or(source.len()..source.len());
        let at =
            |range: Range<usize>| inline.span.start + range.start..inline.span.start + range.end;
        let part = |words: &str, span: Range<usize>| Inline {
            kind: InlineKind::Words,
            text: words.to_owned(),
            span: trimmed(text, span),
        };
        let mut before = self.inlines[..index].to_vec();
        before.push(part(&inline.text[..found.start], at(0..in_source.start)));
        let mut after = vec![part(&inline.text[found.end..], at(in_source.end..source.len()))];
        after.extend_from_slice(&self.inlines[index + 1..]);
        let line = |inlines| TextLine::without_blanks(inlines, self.span());
        Some((line(before), line(after)))
    }

    fn without_blanks(mut inlines: Vec<Inline>, element: Range<usize>) -> TextLine {
        let blank =
            |inline: &Inline| inline.kind == InlineKind::Words && inline.text.trim().is_empty();
        while inlines.first().is_some_and(blank) {
            inlines.remove(0);
        }
        while inlines.last().is_some_and(blank) {
            inlines.pop();
        }
        TextLine { inlines, element }
    }
}

/// The first arrow of a text: `→`, `->` or `=>`.
pub fn find_arrow(text: &str) -> Option<Range<usize>> {
    ["→", "->", "=>"]
        .into_iter()
        .filter_map(|arrow| text.find(arrow).map(|at| at..at + arrow.len()))
        .min_by_key(|found| found.start)
}

/// A span without surrounding white space.
pub fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let slice = text.get(span.clone()).unwrap_or("");
    let start = span.start + (slice.len() - slice.trim_start().len());
    start..(start + slice.trim().len())
}
