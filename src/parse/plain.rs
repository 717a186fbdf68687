//! Plain text without markup, divided at headings.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::{CodeBlock, Document, Event, Tag};

use crate::raw_html::{self, HtmlTag, Side, Token};

/// The plain text between two headings, one line per block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRange {
    /// The range of its heading; `None` before the first.
    pub heading: Option<Range<usize>>,
    pub text: String,
}

/// The text ranges of a part of a document, without `skip`. `closed` has the elements that
/// the page closes; others hide nothing.
pub fn read(
    document: &Document,
    part: Range<usize>,
    skip: Option<&Range<usize>>,
    closed: &BTreeSet<String>,
) -> Vec<TextRange> {
    let first = TextRange { heading: None, text: String::new() };
    let (stretches, shown) = (vec![first], TextUse::Text);
    let mut reader = PlainTextReader { stretches, shown, closed, hidden: None };
    for (event, range) in document.part(part) {
        if !skip.is_some_and(|skip| skip.contains(&range.start)) {
            reader.event(event, range);
        }
    }
    for stretch in &mut reader.stretches {
        stretch.text = tidy(&stretch.text);
    }
    reader.stretches
}

struct PlainTextReader<'a> {
    /// Never empty.
    stretches: Vec<TextRange>,
    shown: TextUse,
    /// The open element whose content pages do not show. It ends with its block.
    hidden: Option<String>,
    closed: &'a BTreeSet<String>,
}

/// How to treat the next text.
#[derive(PartialEq)]
enum TextUse {
    Text,
    /// Not included: headings are listed separately.
    Heading,
    /// Ignored: a video timestamp, or the name of a tree.
    Nothing,
}

impl PlainTextReader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Start(tag) | Event::End(tag) = &event
            && !tag.is_inline()
        {
            self.hidden = None;
        }
        match event {
            Event::Start(Tag::Heading(_)) => {
                self.stretches.push(TextRange { heading: Some(range), text: String::new() });
                self.shown = TextUse::Heading;
            }
            Event::Start(Tag::CodeBlock(CodeBlock::Fenced(info))) if info.starts_with("tree ") => {
                self.shown = TextUse::Nothing;
            }
            Event::End(Tag::Heading(_) | Tag::CodeBlock(_)) => {
                self.shown = TextUse::Text;
                self.push("\n");
            }
            Event::End(
                Tag::Paragraph
                | Tag::CalloutTitle
                | Tag::Item
                | Tag::TableCell
                | Tag::DefinitionListTitle
                | Tag::DefinitionListDefinition
                | Tag::FootnoteDefinition(_),
            )
            | Event::Start(Tag::List(_) | Tag::CodeBlock(_) | Tag::BlockQuote) => self.push("\n"),
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text) => {
                self.push(text)
            }
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::InlineNote) => self.push(" "),
            Event::InlineHtml(html) | Event::Html(html) => self.html(html),
            _ => {}
        }
    }

    fn html(&mut self, html: &str) {
        if html.contains("yt-timestamp") {
            self.shown = TextUse::Nothing;
        } else if html.eq_ignore_ascii_case("</a>") && self.shown == TextUse::Nothing {
            self.shown = TextUse::Text;
            // Adds a space, except before a full stop.
            if let Some(stretch) = self.stretches.last_mut() {
                stretch.text.truncate(stretch.text.trim_end_matches(' ').len());
            }
        }
        for token in raw_html::scan(html) {
            match token {
                Token::Text(text) => self.push(&html[text]),
                Token::Tag(tag) => self.tag(&tag),
                Token::Comment(_) => {}
            }
        }
    }

    fn tag(&mut self, tag: &HtmlTag) {
        match tag.side {
            _ if tag.hides_content() && self.closed.contains(&tag.name) => {
                self.hidden = Some(tag.name.clone());
            }
            Side::Close if self.hidden.as_ref() == Some(&tag.name) => self.hidden = None,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let (TextUse::Text, Some(stretch)) = (&self.shown, self.stretches.last_mut()) {
            stretch.text.push_str(text);
        }
    }
}

/// Collapses spaces and removes empty lines.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for line in text.lines() {
        let mut before = if tidy.is_empty() { "" } else { "\n" };
        for word in line.split_whitespace() {
            tidy.push_str(before);
            tidy.push_str(word);
            before = " ";
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<String> {
        let closed = ["script", "style", "iframe"].map(str::to_owned).into();
        let stretches = read(&Document::of(markdown), 0..markdown.len(), None, &closed);
        stretches.into_iter().map(|stretch| stretch.text).collect()
    }

    #[test]
    fn markup_is_gone_and_blocks_are_lines() {
        let text = "One *two*\n[three](x.md).\n\n- four\n- `five`\n\n## Six\n\n| a | b |\n|---|---|\n| c | d |\n";
        assert_eq!(texts(text), ["One two three.\nfour\nfive", "a\nb\nc\nd"]);
    }

    #[test]
    fn times_tags_and_names_of_trees_are_no_text() {
        let text = "Said <a class=\"yt-timestamp\" data-t=\"1\">[00:01]</a> so <b>there</b> <a class=\"yt-timestamp\" data-t=\"2\">[00:02]</a>.\n\n```tree which-level\n```\n\nEnd.\n";
        assert_eq!(texts(text), ["Said so there.\nEnd."]);
    }
}
