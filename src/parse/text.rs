//! One pass over a page's markdown: headings, links, words, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::blocks::Blocks;
use crate::parse::passages::Recorder;
use crate::parse::tree_prose::without_mark;
use crate::parse::{Heading, Html, Link, Prose, RawLink, Syntax, merge_conflict};
use crate::prose::{self, Piece, Punctuation};
use crate::raw_html::{self, Token, Verdict, unescape};
use crate::source::SourceFile;

/// The prose of `body`, its first paragraph as plain text, and its problems.
pub fn read(
    file: &SourceFile,
    body: Range<usize>,
    punctuation: Punctuation,
) -> (Prose<RawLink>, String, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        offset: body.start,
        prose: Prose::default(),
        heading: None,
        paragraph: Paragraph::Waiting,
        span: 0..0,
        citation: Citation::Outside,
        code_until: 0,
        recorder: Recorder::new(&file.text),
        blocks: Blocks::default(),
        diagnostics: Vec::new(),
    };
    for (piece, range) in prose::pieces(&file.text[body.clone()], punctuation) {
        reader.piece(piece, range.start + body.start..range.end + body.start);
    }
    reader.prose.blocks = reader.blocks.named();
    reader.merge_conflicts(body);
    for (id, span) in number_ids(&mut reader.prose.headings) {
        reader.taken_id(&id, span);
    }
    (reader.prose.passages, reader.prose.citations) = reader.recorder.finish();
    let first = match reader.paragraph {
        Paragraph::Waiting => String::new(),
        Paragraph::Inside(text) | Paragraph::Done(text) => text,
    };
    (reader.prose, first, reader.diagnostics)
}

struct Reader<'a> {
    file: &'a SourceFile,
    offset: usize,
    prose: Prose<RawLink>,
    heading: Option<Heading>,
    paragraph: Paragraph,
    /// Of the last paragraph.
    span: Range<usize>,
    citation: Citation,
    /// The end of the last code block, in which text means nothing.
    code_until: usize,
    recorder: Recorder<'a>,
    blocks: Blocks,
    diagnostics: Vec<Diagnostic>,
}

enum Paragraph {
    Waiting,
    Inside(String),
    Done(String),
}

/// Timestamps are no part of a heading's text.
#[derive(PartialEq)]
enum Citation {
    Outside,
    Inside,
}

impl Reader<'_> {
    fn piece(&mut self, piece: Piece<'_>, range: Range<usize>) {
        self.blocks.piece(&piece, &range);
        if let Some(event) = piece.as_markdown() {
            self.recorder.event(&event, &range);
        }
        match piece {
            Piece::Markdown(event) => self.event(event, range),
            Piece::Hashtag(tag) => {
                self.text(tag);
                self.prose.hashtags.push(range);
            }
            _ => {}
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { level, id, attrs, .. }) => {
                let id = id.map(|id| id.to_string()).unwrap_or_default();
                if let Some((name, _)) = attrs.first() {
                    self.bad_attribute(name, range.clone());
                }
                let level = level as u8;
                self.heading = Some(Heading { level, text: String::new(), id, span: range });
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Paragraph) => {
                self.span = range;
                if matches!(self.paragraph, Paragraph::Waiting) {
                    self.paragraph = Paragraph::Inside(String::new());
                }
            }
            Event::End(TagEnd::Paragraph) => {
                if let Paragraph::Inside(text) = &mut self.paragraph {
                    let text = std::mem::take(text);
                    self.paragraph = match text.trim().is_empty() {
                        true => Paragraph::Waiting,
                        false => Paragraph::Done(text),
                    };
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.link(link_type, &dest_url, range, Syntax::Link);
            }
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                self.link(link_type, &dest_url, range, Syntax::Image);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.code_until = range.end;
                if let CodeBlockKind::Fenced(info) = kind {
                    self.fence(&info, range);
                }
            }
            Event::Text(text) if range.start < self.code_until => self.text(&text),
            Event::Text(text) => {
                let shown = without_mark(&text, &self.file.text[range.end..]);
                self.missing_footnotes(range);
                self.text(shown);
            }
            Event::Code(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::InlineHtml(html) => {
                if html.contains("yt-timestamp") {
                    self.citation = Citation::Inside;
                } else if html.eq_ignore_ascii_case("</a>") {
                    self.citation = Citation::Outside;
                }
                self.html(&html, range);
            }
            Event::Html(html) => self.html(&html, range),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        self.prose.words += count_words(text);
        if self.citation == Citation::Inside {
            return;
        }
        if let Some(heading) = &mut self.heading {
            heading.text.push_str(text);
        } else if let Paragraph::Inside(paragraph) = &mut self.paragraph {
            paragraph.push_str(text);
        }
    }

    fn end_heading(&mut self) {
        if let Some(mut heading) = self.heading.take() {
            heading.text = heading.text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.prose.headings.push(heading);
        }
        self.citation = Citation::Outside;
    }

    fn link(&mut self, link_type: LinkType, dest: &str, span: Range<usize>, syntax: Syntax) {
        let (syntax, dest) = match (link_type, syntax) {
            (LinkType::WikiLink { .. }, Syntax::Image) => (Syntax::WikiEmbed, wiki_target(dest)),
            (LinkType::WikiLink { .. }, _) => (Syntax::Wiki, wiki_target(dest)),
            (LinkType::Email, _) => (syntax, format!("mailto:{dest}")),
            _ => (syntax, dest.to_owned()),
        };
        let written = &self.file.text[span.clone()];
        let at = match written.rfind(&dest) {
            Some(start) if !dest.is_empty() => span.start + start..span.start + start + dest.len(),
            _ => span.clone(),
        };
        if syntax == Syntax::WikiEmbed
            && self.file.text[self.span.clone()].trim() == written
            && self.span.contains(&span.start)
        {
            self.prose.embeds.push(span.start);
        }
        self.prose.links.push(Link { span, to: RawLink { syntax, dest, at } });
    }

    /// A fence `tree NAME` embeds the tree of that name.
    fn fence(&mut self, info: &str, span: Range<usize>) {
        if let Some(name) = info.strip_prefix("tree ").map(str::trim) {
            let start =
                self.file.text[span.clone()].find(name).map_or(span.start, |at| span.start + at);
            let at = start..start + name.len();
            let to = RawLink { syntax: Syntax::Wiki, dest: name.to_owned(), at };
            self.prose.links.push(Link { span, to });
        }
    }

    fn html(&mut self, html: &str, range: Range<usize>) {
        self.prose.html = Html::Some;
        for token in raw_html::scan(html) {
            match token {
                Token::Tag(tag) => self.tag(html, &tag, range.start),
                Token::Text(text) => self.prose.words += count_words(&html[text]),
                Token::Comment(span) if raw_html::is_closed(&html[span.clone()]) => {}
                Token::Comment(span) => self.open_comment(range.start + span.start),
            }
        }
    }

    fn tag(&mut self, html: &str, tag: &raw_html::Tag, start: usize) {
        let place =
            |span: &Range<usize>| Place::new(&self.file.name, start + span.start..start + span.end);
        let name = &tag.name;
        let help = match tag.verdict() {
            Verdict::Refused => Some((
                Code::UnsafeHtml,
                format!("`<{name}>` is not allowed and is shown as text"),
                "write it in markdown, or put it in backticks to show it".to_owned(),
            )),
            Verdict::Placeholder => Some((
                Code::Placeholder,
                format!("`<{name}>` is no element of HTML and is shown as text"),
                format!("if it is a placeholder, write it in backticks: `` `<{name}>` ``"),
            )),
            Verdict::Allowed => None,
        };
        if let Some((code, message, help)) = help {
            if tag.side == raw_html::Side::Open {
                let diagnostic = Diagnostic::new(code, message).at(place(&tag.span)).help(help);
                self.diagnostics.push(diagnostic);
            }
            return;
        }
        for attribute in tag.attributes.iter().filter(|attribute| !attribute.is_fine()) {
            let message =
                format!("the attribute `{}` is not allowed and is left out", attribute.name);
            let diagnostic = Diagnostic::new(Code::UnsafeHtml, message);
            self.diagnostics.push(diagnostic.at(place(&attribute.name_span)).help("delete it"));
        }
        let anchor = tag.attribute("id").or_else(|| tag.attribute("name").filter(|_| name == "a"));
        if let Some(anchor) = anchor {
            self.prose.anchors.push(unescape(&html[anchor.value.clone()]));
        }
        for (key, syntax) in [("href", Syntax::Link), ("src", Syntax::Image)] {
            if let Some(attribute) = tag.attribute(key).filter(|a| !a.value.is_empty()) {
                let span = raw_html::place(&self.file.text, start, &attribute.value);
                let dest = unescape(&html[attribute.value.clone()]);
                let to = RawLink { syntax, dest, at: span.clone() };
                self.prose.links.push(Link { span, to });
            }
        }
    }

    fn open_comment(&mut self, at: usize) {
        let message = "this comment never ends, and all that follows is shown as text";
        let diagnostic = Diagnostic::new(Code::UnsafeHtml, message)
            .at(Place::new(&self.file.name, at..at + 4))
            .help("end it with `-->`");
        self.diagnostics.push(diagnostic);
    }

    fn bad_attribute(&mut self, name: &str, range: Range<usize>) {
        let message = format!("a heading can have an id and classes, not `{name}`");
        let diagnostic = Diagnostic::new(Code::BadAttribute, message)
            .at(Place::new(&self.file.name, range))
            .help("write `{#id .class}`");
        self.diagnostics.push(diagnostic);
    }

    fn taken_id(&mut self, id: &str, span: Range<usize>) {
        let message = format!("the id `{id}` is taken on this page");
        let diagnostic = Diagnostic::new(Code::BadAttribute, message)
            .at(Place::new(&self.file.name, span))
            .help("choose another id, or leave it out");
        self.diagnostics.push(diagnostic);
    }

    /// The parser leaves a reference that nothing defines as the text that it is.
    fn missing_footnotes(&mut self, range: Range<usize>) {
        let written = &self.file.text[range.clone()];
        for (at, _) in written.match_indices("[^") {
            let name = &written[at + 2..];
            let name = &name[..name.find(']').unwrap_or(0)];
            let is_name =
                !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '[');
            if is_name && !written[..at].ends_with('\\') {
                let start = range.start + at;
                let message = format!("the footnote `{name}` is not defined");
                let diagnostic = Diagnostic::new(Code::MissingFootnote, message)
                    .at(Place::new(&self.file.name, start..start + name.len() + 3))
                    .help(format!("write a line `[^{name}]: …`, or put the brackets in backticks"));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    fn merge_conflicts(&mut self, body: Range<usize>) {
        let text = &self.file.text[body];
        if !text.contains("<<<<<<< ") || !text.contains("\n>>>>>>> ") {
            return;
        }
        let mut at = self.offset;
        for line in text.split_inclusive('\n') {
            if line.starts_with("<<<<<<< ") {
                self.diagnostics.push(merge_conflict(&self.file.name, at));
            }
            at += line.len();
        }
    }
}

/// How many words a text has. In ASCII, which most texts are, white space is sooner found.
fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_space = |byte: &u8| matches!(byte, b'\t'..=b'\r' | b' ');
    text.as_bytes().split(is_space).filter(|word| !word.is_empty()).count()
}

/// A wikilink's destination without the backslash that a table cell needs.
fn wiki_target(dest: &str) -> String {
    dest.strip_suffix('\\').unwrap_or(dest).trim().to_owned()
}

/// Gives each heading an id: the one it has, else its slug, numbered where it would repeat.
/// Returns those whose own id is taken.
fn number_ids(headings: &mut [Heading]) -> Vec<(String, Range<usize>)> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut refused = Vec::new();
    for heading in headings.iter_mut().filter(|heading| !heading.id.is_empty()) {
        if prose::is_own_id(&heading.id) || !taken.insert(heading.id.clone()) {
            refused.push((std::mem::take(&mut heading.id), heading.span.clone()));
        }
    }
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for heading in headings.iter_mut().filter(|heading| heading.id.is_empty()) {
        let slug = match prose::slug(&heading.text) {
            slug if slug.is_empty() => "section".to_owned(),
            slug => slug,
        };
        let count = next.entry(slug.clone()).or_insert(0);
        loop {
            let id = if *count == 0 { slug.clone() } else { format!("{slug}-{count}") };
            *count += 1;
            if !prose::is_own_id(&id) && taken.insert(id.clone()) {
                heading.id = id;
                break;
            }
        }
    }
    refused
}
