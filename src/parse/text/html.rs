//! Raw HTML in a page: its links, ids and words, and what is not allowed.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::parse::count_words::count_words;
use crate::parse::text::TextReader;
use crate::parse::{HasHtml, Link, RawLink, Syntax};
use crate::raw_html::{self, Depth, HtmlTag, Side, Token, Verdict, elements, unescape};
use crate::text::{Document, Event, Written};

/// The elements that a document closes.
fn closed(document: &Document) -> BTreeSet<String> {
    let html = document.events().filter_map(|(event, _)| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(html),
        _ => None,
    });
    let tags = html.flat_map(|html| {
        raw_html::scan(html).into_iter().filter_map(|token| match token {
            Token::Tag(tag) if tag.side == Side::Close => Some(tag.name),
            _ => None,
        })
    });
    tags.collect()
}

impl TextReader<'_> {
    pub(super) fn html(&mut self, html: &str, range: Range<usize>) {
        self.prose.html = HasHtml::Some;
        for token in raw_html::scan(html) {
            if let Some(name) = &self.code_element {
                let ends = |tag: &HtmlTag| tag.side == Side::Close && tag.name == *name;
                if matches!(&token, Token::Tag(tag) if ends(tag)) {
                    self.prose.closed.insert(name.clone());
                    self.code_element = None;
                }
                continue;
            }
            match token {
                Token::Tag(tag) => self.tag(html, &tag, range.start),
                Token::Text(text) => self.prose.words += count_words(&html[text]),
                Token::Comment(span) if raw_html::is_closed(&html[span.clone()]) => {
                    self.hidden.push(range.start + span.start..range.start + span.end);
                }
                Token::Comment(span) => {
                    let at = range.start + span.start;
                    let message = "this comment never ends, and all that follows is shown as text";
                    self.problem(Code::UnsafeHtml, at..at + 4, (message, "end it with `-->`"));
                }
            }
        }
    }

    fn tag(&mut self, html: &str, tag: &HtmlTag, start: usize) {
        let place = |span: &Range<usize>| start + span.start..start + span.end;
        if tag.side == Side::Close {
            self.prose.closed.insert(tag.name.clone());
        }
        if matches!(tag.name.as_str(), "code" | "pre") {
            self.code_tags = match tag.side {
                Side::Open => self.code_tags + 1,
                Side::Close => self.code_tags.saturating_sub(1),
            };
        }
        let verdict = tag.verdict();
        if verdict == Verdict::Unknown {
            self.unknown.push((tag.clone(), place(&tag.span)));
        } else if tag.side == Side::Open {
            let hides = tag.hides_content();
            let fault = match hides && !self.ends(&tag.name) {
                true if verdict == Verdict::Code => Some(elements::never_ends(&tag.name)),
                _ => elements::fault(verdict, &tag.name),
            };
            let src = tag.attribute("src").map(|src| unescape(&html[src.value.clone()]));
            let is_shown = verdict == Verdict::Frame
                && src.is_some_and(|src| self.embeds.frame(src.trim()).is_some());
            if let Some(fault) = fault.filter(|_| !is_shown) {
                self.problem(Code::UnsafeHtml, place(&tag.span), fault);
            }
            self.code_element = (hides && self.ends(&tag.name)).then(|| tag.name.clone());
        }
        if !matches!(verdict, Verdict::Allowed | Verdict::Frame) {
            return;
        }
        let name = &tag.name;
        if self.open_elements.pass(tag) == Depth::TooDeep {
            self.too_deep.get_or_insert(place(&tag.span));
        }
        for attribute in tag.attributes.iter().filter(|attribute| attribute.is_unsafe()) {
            let message =
                format!("the attribute `{}` is not allowed and is left out", attribute.name);
            self.problem(Code::UnsafeHtml, place(&attribute.name_span), (message, "delete it"));
        }
        let anchor = tag.attribute("id").or_else(|| tag.attribute("name").filter(|_| name == "a"));
        if let Some(anchor) = anchor {
            self.prose.anchors.push(unescape(&html[anchor.value.clone()]));
        }
        let shown = if verdict == Verdict::Frame { Syntax::Link } else { Syntax::Image };
        let source = tag.source_in_scheme(html).map(|(address, _)| address);
        let value = |key| tag.attribute(key).map(|attribute| attribute.value.clone());
        let links = [(value("href"), Syntax::Link), (value("src"), shown), (source, Syntax::Image)];
        for (value, syntax) in links {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                let span = raw_html::place(&self.file.text, start, &value);
                let dest = unescape(&html[value]);
                let is_there = unescape(&self.file.text[span.clone()]) == dest;
                // In a quote the place is not known.
                let written = if is_there { Written::Attribute } else { Written::Address };
                let to = RawLink { syntax, dest, at: span.clone(), written };
                self.prose.links.push(Link { span, to });
            }
        }
    }

    /// Whether the page closes an element somewhere, here or further on.
    fn ends(&mut self, name: &str) -> bool {
        if !self.knows_closed {
            self.knows_closed = true;
            self.prose.closed.extend(closed(self.document));
        }
        self.prose.closed.contains(name)
    }

    /// Reports components of other tools, and placeholders.
    pub(super) fn unknown_elements(&mut self) {
        for (tag, span) in std::mem::take(&mut self.unknown) {
            let name = &tag.name;
            if tag.side == Side::Close {
                continue;
            }
            let fault = if tag.is_component(&self.prose.closed) {
                let message =
                    format!("`<{name}>` is not an HTML element, and only its content is shown");
                (message, "write in markdown what it stands for".to_owned())
            } else {
                let message = format!("`<{name}>` is not an HTML element and is shown as text");
                (
                    message,
                    format!("if it is a placeholder, write it in backticks: `` `<{name}>` ``"),
                )
            };
            self.problem(Code::Placeholder, span, fault);
        }
    }
}
