//! Link contexts: the plain text around links, which other pages quote.
//!
//! A recorder listens to the events of the parsing pass, and keeps a run of text only if it
//! contains a link or a citation.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use crate::text::{Event, Tag};

use crate::parse::citations::{self, Citation};
use crate::raw_html::{self, Side, Token, unescape};

/// A paragraph, item or table row with links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkContext {
    /// On one line, except for hard breaks.
    pub text: String,
    /// Its links and citations, in order.
    pub marks: Vec<ContextMark>,
}

/// A link or a citation in a link context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContextMark {
    /// Its start in the page's text.
    pub at: usize,
    /// The range of its label in the context's text.
    pub label: Range<usize>,
}

/// The context and the mark of the link or citation at a byte of the page's text.
pub fn find(link_contexts: &[LinkContext], at: usize) -> Option<(&LinkContext, &ContextMark)> {
    let starts =
        |link_context: &LinkContext| link_context.marks.first().is_some_and(|mark| mark.at <= at);
    let link_context = &link_contexts[..link_contexts.partition_point(starts)].last()?;
    let mark =
        &link_context.marks[..link_context.marks.partition_point(|mark| mark.at <= at)].last()?;
    Some((link_context, mark))
}

/// Collects link contexts and citations from the events of a page.
#[derive(Default)]
pub struct Recorder<'a> {
    /// The page's text.
    page: &'a str,
    text: String,
    marks: Vec<ContextMark>,
    /// The links whose labels are being read.
    open: Vec<usize>,
    silent: Silence,
    link_contexts: Vec<LinkContext>,
    citations: Vec<Citation>,
}

/// Text that is not part of a sentence.
#[derive(Default, PartialEq)]
enum Silence {
    #[default]
    None,
    Code,
    Citation,
}

impl Recorder<'_> {
    pub fn new(page: &str) -> Recorder<'_> {
        Recorder { page, ..Recorder::default() }
    }

    /// The contexts and citations, in order.
    pub fn finish(mut self) -> (Vec<LinkContext>, Vec<Citation>) {
        self.flush();
        self.citations.sort_by_key(|citation| citation.at);
        (self.link_contexts, self.citations)
    }

    /// Handles an event at `range` of the page's text.
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link(link)) => {
                self.citations.extend(citations::of_link(self.page, range, link.dest));
                self.start_link(range.start);
            }
            Event::Start(Tag::Image(_)) => self.start_link(range.start),
            Event::End(Tag::Link(_) | Tag::Image(_)) => self.end_link(),
            Event::Start(Tag::CodeBlock(_)) => {
                self.flush();
                self.mark(range.start);
                self.silent = Silence::Code;
            }
            Event::End(Tag::CodeBlock(_)) => {
                self.silent = Silence::None;
                self.flush();
            }
            Event::Text(text) | Event::Hashtag(text) => self.words(text, range.start),
            Event::Code(text) | Event::Math(text, _) => self.push(text),
            Event::SoftBreak => self.push(" "),
            Event::HardBreak => self.push("\n"),
            Event::InlineHtml(html) | Event::Html(html) => self.html(html, range.start),
            Event::End(Tag::TableCell) => self.push(" · "),
            Event::End(Tag::DefinitionListTitle) => self.push(": "),
            Event::Start(Tag::DefinitionListDefinition | Tag::TableCell) => {}
            Event::Start(tag) | Event::End(tag) if tag.is_inline() => {}
            Event::End(Tag::CalloutTitle) => self.flush(),
            Event::Start(Tag::CalloutTitle) => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn words(&mut self, text: &str, start: usize) {
        for (time, seconds) in citations::bare(text) {
            if self.silent == Silence::None && self.open.is_empty() {
                let at = start + time.start;
                self.citations.push(Citation { at, seconds, video: None });
                let label = self.text.len() + time.start..self.text.len() + time.end;
                self.marks.push(ContextMark { at, label });
            }
        }
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        if self.silent == Silence::None {
            self.text.push_str(text);
        }
    }

    fn mark(&mut self, at: usize) {
        self.marks.push(ContextMark { at, label: self.text.len()..self.text.len() });
    }

    fn start_link(&mut self, at: usize) {
        self.open.push(self.marks.len());
        self.mark(at);
    }

    fn end_link(&mut self) {
        let end = self.text.len();
        if let Some(mark) = self.open.pop().and_then(|index| self.marks.get_mut(index)) {
            mark.label.end = end;
        }
    }

    fn html(&mut self, html: &str, start: usize) {
        for token in raw_html::scan(html) {
            match token {
                Token::Text(range) => self.push(&one_line(&html[range])),
                Token::Comment(_) => {}
                Token::Tag(tag) => match (tag.name.as_str(), tag.side) {
                    ("a", Side::Open) => self.open_anchor(html, &tag, start),
                    ("a", Side::Close) if self.silent == Silence::Citation => {
                        self.silent = Silence::None;
                    }
                    ("a", Side::Close) => self.end_link(),
                    ("img", Side::Open) => self.mark(start + tag.span.start),
                    ("td" | "th", Side::Close) => self.push(" · "),
                    ("br", _) => self.push("\n"),
                    ("tr" | "p" | "li" | "div" | "ul" | "ol" | "table" | "summary", _) => {
                        self.flush();
                    }
                    _ => {}
                },
            }
        }
    }

    fn open_anchor(&mut self, html: &str, tag: &raw_html::HtmlTag, start: usize) {
        let at = start + tag.span.start;
        let value = |name| tag.attribute(name).map(|attribute| &html[attribute.value.clone()]);
        match value("data-t").and_then(citations::seconds) {
            Some(seconds) => {
                self.mark(at);
                self.citations.push(Citation { at, seconds, video: None });
                self.silent = Silence::Citation;
            }
            None => self.start_link(at),
        }
    }

    fn flush(&mut self) {
        self.open.clear();
        if self.marks.is_empty() {
            self.text.clear()
        } else {
            // What is kept gets memory of its size, and the next run uses the memory of this one.
            let (text, marks) = (self.text.clone(), self.marks.clone());
            self.link_contexts.push(LinkContext { text, marks });
            self.text.clear();
            self.marks.clear();
        }
    }
}

/// The text of HTML with spaces for its line breaks, copied only if it changes.
fn one_line(html: &str) -> Cow<'_, str> {
    match memchr2(b'&', b'\n', html.as_bytes()) {
        Some(_) => Cow::Owned(unescape(html).replace('\n', " ")),
        None => Cow::Borrowed(html),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn read(text: &str) -> (Vec<LinkContext>, Vec<Citation>) {
        let mut recorder = Recorder::new(text);
        for (event, range) in Document::of(text).events() {
            recorder.event(&event, &range);
        }
        recorder.finish()
    }

    /// Each context, with its labels between `<` and `>`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let shown = read(text).0.into_iter().map(|link_context| {
            let mut shown = link_context.text.clone();
            for mark in link_context.marks.iter().rev() {
                shown.insert(mark.label.end, '>');
                shown.insert(mark.label.start, '<');
            }
            shown
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn only_runs_of_text_that_hold_a_link_are_kept() {
        check("No link.\n\nSee *the* [[A|first]] and [b](b.md).\n", &["See the <first> and <b>."]);
    }

    #[test]
    fn items_are_runs_of_their_own_and_rows_are_one() {
        check("- before [a](a.md)\n  - [b](b.md)\n- none\n", &["before <a>", "<b>"]);
        check("| x | y |\n|--|--|\n| 1 | [a](a.md) |\n", &["1 · <a> · "]);
        check("Term\n: Means [a](a.md).\n", &["Term: Means <a>."]);
    }

    #[test]
    fn citations_are_noted_and_are_no_words() {
        let text =
            "So <a class=\"yt-timestamp\" data-t=\"00:01:02\">[00:01:02]</a> it was [1:03].\n";
        let (link_contexts, citations) = read(text);
        assert_eq!(link_contexts[0].text, "So  it was [1:03].");
        assert_eq!(citations.iter().map(|found| found.seconds).collect::<Vec<_>>(), [62, 63]);
        let (_, mark) = find(&link_contexts, citations[1].at).unwrap();
        assert_eq!(&link_contexts[0].text[mark.label.clone()], "[1:03]");
    }

    #[test]
    fn links_of_html_are_found_by_any_place_inside_their_tag() {
        let text = "<table><tr><td>Why</td><td><a href=\"a.md\">a</a></td></tr></table>\n";
        let (link_contexts, _) = read(text);
        let (link_context, mark) = find(&link_contexts, text.find("a.md").unwrap()).unwrap();
        assert_eq!(link_context.text, "Why · a · ");
        assert_eq!(&link_context.text[mark.label.clone()], "a");
    }
}
