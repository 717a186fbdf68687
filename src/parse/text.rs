//! One pass over a page's markdown: headings, links, words and problems.

mod html;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use memchr::{memchr, memmem};

use crate::text::{self, CodeBlock, Document, Event, Form, LinkForm, LinkTag, Tag, Written};

use crate::config::Embeds;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::diagrams;
use crate::math::{self, Fault};
use crate::parse::blocks::Blocks;
use crate::parse::count_words::count_words;
use crate::parse::facts::{self, Facts};
use crate::parse::link_contexts::Recorder;
use crate::parse::opening::{Opening, OpeningFinder};
use crate::parse::tree_prose::without_mark;
use crate::parse::{Heading, Link, NamedBlock, Prose, RawLink, Syntax, merge_conflict};
use crate::raw_html::{DEEPEST, HtmlTag, OpenElements};
use crate::source::{SourceFile, clamp};

/// The longest name of a footnote that is reported, in bytes.
const LONGEST_NOTE_NAME: usize = 200;

/// What one pass over a page's events finds.
pub struct PageReading {
    pub prose: Prose,
    /// The first paragraph as plain text.
    pub first_paragraph: String,
    pub(super) opening: Opening,
    /// The list under `## Metadata`.
    pub facts: Facts,
    pub problems: Vec<Diagnostic>,
}

/// Reads a document.
pub fn read(file: &SourceFile, document: &Document, embeds: &Embeds) -> PageReading {
    let mut reader = TextReader {
        file,
        document,
        embeds,
        open_links: Vec::new(),
        prose: Prose::default(),
        heading: None,
        term: None,
        alt: String::new(),
        images: 0,
        opening: OpeningFinder::default(),
        has_words: false,
        paragraph: Paragraph::Waiting,
        span: 0..0,
        citation: CitationState::Outside,
        note: NoteState::Outside,
        code_until: 0,
        hidden: Vec::new(),
        open_elements: OpenElements::default(),
        too_deep: None,
        code_element: None,
        code_tags: 0,
        knows_closed: false,
        unknown: Vec::new(),
        recorder: Recorder::new(&file.text),
        blocks: Blocks::default(),
        facts: facts::ListFinder::default(),
        diagnostics: Vec::new(),
    };
    for (event, range) in document.events() {
        reader.event(event, range);
    }
    reader.prose.blocks = reader.blocks.named();
    reader.merge_conflicts(document.body());
    reader.unknown_elements();
    if let Some(span) = reader.too_deep.take() {
        let message = format!(
            "HTML elements are nested deeper than {DEEPEST}, and the inner ones are left out"
        );
        let fault = (message, "close the elements around it, or nest fewer of them");
        reader.problem(Code::UnsafeHtml, span, fault);
    }
    let given = reader.prose.headings.iter().map(|heading| &heading.id);
    reader.prose.labels =
        given.chain(&reader.prose.anchors).filter(|id| !id.is_empty()).cloned().collect();
    for (id, span) in number_ids(&mut reader.prose.headings, &file.text) {
        let message = format!("the id `{id}` is taken on this page");
        let fault = (message, "choose another id, or leave it out");
        reader.problem(Code::BadAttribute, span, fault);
    }
    reader.free_terms();
    (reader.prose.link_contexts, reader.prose.citations) = reader.recorder.finish();
    let first_paragraph = match reader.paragraph {
        Paragraph::Waiting => String::new(),
        Paragraph::Inside(text) | Paragraph::Done(text) => text,
    };
    let facts = reader.facts.read(document.text());
    PageReading {
        prose: reader.prose,
        first_paragraph,
        opening: reader.opening.finish(),
        facts,
        problems: reader.diagnostics,
    }
}

struct TextReader<'a> {
    file: &'a SourceFile,
    document: &'a Document,
    /// Other sites whose frames are shown.
    embeds: &'a Embeds,
    /// The links whose labels are being read: index into the prose's links, tag, and end of the
    /// label so far.
    open_links: Vec<(usize, LinkTag<'a>, usize)>,
    prose: Prose,
    heading: Option<Heading>,
    /// The words of the term of a list of definitions.
    term: Option<String>,
    /// The words of images in the heading.
    alt: String,
    /// The number of open images.
    images: usize,
    opening: OpeningFinder,
    /// Whether the first paragraph has words outside of images.
    has_words: bool,
    paragraph: Paragraph,
    /// Of the last paragraph.
    span: Range<usize>,
    citation: CitationState,
    note: NoteState,
    /// The end of the last code block.
    code_until: usize,
    /// The open elements of HTML.
    open_elements: OpenElements,
    /// The element whose content is code, if one is open.
    code_element: Option<String>,
    /// The number of open elements that show code.
    code_tags: usize,
    /// Whether `prose.closed` has all elements of the page.
    knows_closed: bool,
    /// Tags that are no elements of HTML, with their places.
    unknown: Vec<(HtmlTag, Range<usize>)>,
    /// The first element of HTML that is nested too deeply.
    too_deep: Option<Range<usize>>,
    /// All code blocks and comments, in order.
    hidden: Vec<Range<usize>>,
    recorder: Recorder<'a>,
    blocks: Blocks,
    facts: facts::ListFinder,
    diagnostics: Vec<Diagnostic>,
}

enum Paragraph {
    Waiting,
    Inside(String),
    Done(String),
}

/// Timestamps are not part of a heading's text.
#[derive(PartialEq)]
enum CitationState {
    Outside,
    Inside,
}

/// A footnote in the text is not part of the text around it.
#[derive(PartialEq)]
enum NoteState {
    Outside,
    Inside,
}

impl<'a> TextReader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        self.blocks.event(&event, &range);
        self.recorder.event(&event, &range);
        self.facts.event(&event, &range);
        self.opening.event(&event);
        if let Some((_, _, inner_end)) = self.open_links.last_mut()
            && !matches!(event, Event::End(Tag::Link(_) | Tag::Image(_)))
        {
            *inner_end = (*inner_end).max(range.end);
        }
        if self.code_element.is_some() && self.is_code(&event) {
            return;
        }
        match event {
            Event::Start(Tag::Heading(heading)) => {
                if let Some(name) = heading.other {
                    let message = format!("a heading can have an id and classes, not `{name}`");
                    let fault = (message, "write `{#id .class}`");
                    self.problem(Code::BadAttribute, range.clone(), fault);
                }
                let id = heading.id.unwrap_or_default().to_owned();
                let (level, text) = (heading.level, String::new());
                self.heading = Some(Heading { level, text, id, span: range });
            }
            Event::End(Tag::Heading(_)) => self.end_heading(),
            Event::Start(Tag::DefinitionListTitle) => self.term = Some(String::new()),
            Event::End(Tag::DefinitionListTitle) => {
                let id = text::slug(&self.term.take().unwrap_or_default());
                self.prose.terms.push(NamedBlock { id, span: range });
            }
            Event::Start(Tag::Paragraph) => {
                self.span = range;
                if matches!(self.paragraph, Paragraph::Waiting) {
                    self.paragraph = Paragraph::Inside(String::new());
                }
            }
            Event::End(Tag::Paragraph) => {
                if let Paragraph::Inside(text) = &mut self.paragraph {
                    let text = std::mem::take(text);
                    // A row of images is no excerpt.
                    self.paragraph = if !std::mem::take(&mut self.has_words) {
                        Paragraph::Waiting
                    } else {
                        Paragraph::Done(text)
                    };
                }
            }
            Event::Start(Tag::InlineNote) => self.note = NoteState::Inside,
            Event::End(Tag::InlineNote) => self.note = NoteState::Outside,
            Event::Start(Tag::Link(link)) => self.start_link(link, range, Syntax::Link),
            Event::Start(Tag::Image(link)) => {
                self.images += 1;
                self.start_link(link, range, Syntax::Image);
            }
            Event::End(tag @ (Tag::Link(_) | Tag::Image(_))) => {
                self.images -= usize::from(matches!(tag, Tag::Image(_)));
                self.end_link(range);
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                self.code_until = range.end;
                self.hidden.push(range.clone());
                if let CodeBlock::Fenced(info) = kind {
                    self.fence(info, range);
                }
            }
            Event::Text(text) if range.start < self.code_until => self.text(text),
            Event::Text(text) => {
                let shown = without_mark(text, &self.file.text[range.end..]);
                if self.code_tags == 0 {
                    self.missing_footnotes(range);
                }
                self.text(shown);
            }
            Event::Code(text) => self.text(text),
            Event::Math(formula, form) => {
                self.formula(formula, form, range);
                self.text(formula);
            }
            Event::Hashtag(tag) => {
                self.text(tag);
                self.prose.hashtags.push(range);
            }
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            Event::InlineHtml(html) => {
                if html.contains("yt-timestamp") {
                    self.citation = CitationState::Inside;
                } else if html.eq_ignore_ascii_case("</a>") {
                    self.citation = CitationState::Outside;
                }
                self.html(html, range);
            }
            Event::Html(html) => self.html(html, range),
            _ => {}
        }
    }

    /// Whether an event is inside of code of HTML, which ends with its block.
    fn is_code(&mut self, event: &Event<'_>) -> bool {
        if event.is_block_edge() {
            self.code_element = None;
        }
        event.is_text()
    }

    fn text(&mut self, text: &str) {
        self.prose.words += count_words(text);
        if self.citation == CitationState::Inside || self.note == NoteState::Inside {
            return;
        }
        if let Some(term) = &mut self.term {
            term.push_str(text);
        }
        if let Some(heading) = &mut self.heading {
            // Images are no words of a heading that has others.
            let words = if self.images > 0 { &mut self.alt } else { &mut heading.text };
            words.push_str(text);
        } else if let Paragraph::Inside(paragraph) = &mut self.paragraph {
            paragraph.push_str(text);
            self.has_words |= self.images == 0 && text.contains(char::is_alphanumeric);
        }
    }

    fn end_heading(&mut self) {
        if let Some(mut heading) = self.heading.take() {
            let alt = std::mem::take(&mut self.alt);
            let words = if heading.text.trim().is_empty() { &alt } else { &heading.text };
            heading.text = words.split_whitespace().collect::<Vec<_>>().join(" ");
            self.prose.headings.push(heading);
        }
        self.citation = CitationState::Outside;
    }

    fn start_link(&mut self, link: LinkTag<'a>, span: Range<usize>, syntax: Syntax) {
        let (syntax, dest) = match (link.form.is_wiki(), syntax) {
            (true, Syntax::Image) => (Syntax::WikiEmbed, wiki_target(link.dest)),
            (true, _) => (Syntax::Wiki, wiki_target(link.dest)),
            _ if link.form == LinkForm::Email => (syntax, format!("mailto:{}", link.dest)),
            _ => (syntax, link.dest.to_owned()),
        };
        if syntax == Syntax::WikiEmbed
            && self.file.text[self.span.clone()].trim() == &self.file.text[span.clone()]
            && self.span.contains(&span.start)
        {
            self.prose.embeds.push(span.start);
        }
        self.open_links.push((self.prose.links.len(), link, span.start));
        let (at, written) = (span.clone(), Written::Inline);
        self.prose.links.push(Link { span, to: RawLink { syntax, dest, at, written } });
    }

    fn end_link(&mut self, span: Range<usize>) {
        let Some((index, link, inner_end)) = self.open_links.pop() else { return };
        let (written, at) = self.document.destination(&link, &span, inner_end);
        let label = self.file.text.get(span.start..inner_end).unwrap_or("");
        let is_link = self.prose.links[index].to.syntax == Syntax::Link;
        if is_link && label.trim_start_matches('[').trim().is_empty() {
            self.prose.wordless.push(span.start);
        }
        if let Some((_, _, outer)) = self.open_links.last_mut() {
            *outer = (*outer).max(span.end);
        }
        let RawLink { syntax, at: old_at, written: old, .. } = &mut self.prose.links[index].to;
        if self.document.shortcodes().names(&at) {
            *syntax = Syntax::Wiki;
        }
        (*old_at, *old) = (at, written);
    }

    /// A fence `tree NAME` embeds the tree of that name.
    fn fence(&mut self, info: &str, span: Range<usize>) {
        if diagrams::is_diagram(info) {
            self.diagram(span.clone());
        }
        if math::is_formula(info) {
            let formula = self.document.code_in(span.clone());
            self.formula(formula.trim(), Form::Block, span.clone());
        }
        if let Some(name) = info.strip_prefix("tree ").map(str::trim) {
            let start =
                self.file.text[span.clone()].find(name).map_or(span.start, |at| span.start + at);
            let at = start..start + name.len();
            let (dest, written) = (name.to_owned(), Written::Fence);
            let to = RawLink { syntax: Syntax::Wiki, dest, at, written };
            self.prose.links.push(Link { span, to });
        }
    }

    fn diagram(&mut self, span: Range<usize>) {
        let fault = match diagrams::draw(&self.document.code_in(span.clone())) {
            Ok(drawing) => {
                self.prose.drawings.insert(span.start, drawing);
                return;
            }
            Err(diagrams::Fault::NotBuilt) => return,
            Err(fault) => fault,
        };
        let line = fault.line().and_then(|line| {
            let start = span.start + self.file.text[span.clone()].find(line)?;
            Some(start..start + line.len())
        });
        let at = line.unwrap_or(span.start..span.start + 3);
        self.problem(Code::UndrawnDiagram, at, fault.message());
    }

    fn formula(&mut self, formula: &str, form: Form, span: Range<usize>) {
        if let Err(Fault::Wrong(fault)) = math::mathml(formula, form) {
            let message = format!("the formula is shown as code: {fault}");
            let help = "correct it, or write `\\$` for a dollar that starts no formula";
            self.problem(Code::BadFormula, span, (message, help));
        }
    }

    /// Reports a problem, given as its message and its help.
    fn problem(
        &mut self,
        code: Code,
        span: Range<usize>,
        (message, help): (impl Into<String>, impl Into<String>),
    ) {
        let diagnostic = Diagnostic::new(code, message).at(Place::new(&self.file.name, span));
        self.diagnostics.push(diagnostic.help(help));
    }

    /// Keeps the terms whose ids are those of nothing else on the page.
    fn free_terms(&mut self) {
        let Prose { terms, headings, anchors, .. } = &mut self.prose;
        if terms.is_empty() {
            return;
        }
        let headings = headings.iter().map(|heading| heading.id.as_str());
        let mut taken: BTreeSet<&str> =
            headings.chain(anchors.iter().map(String::as_str)).collect();
        let mut own = BTreeSet::new();
        taken.insert("");
        terms.retain(|term| {
            let is_free = !taken.contains(term.id.as_str()) && !text::is_own_id(&term.id);
            is_free && own.insert(term.id.clone())
        });
    }

    /// The parser returns an undefined footnote reference as text.
    fn missing_footnotes(&mut self, range: Range<usize>) {
        let written = &self.file.text[range.clone()];
        if memchr(b'^', written.as_bytes()).is_none() {
            return;
        }
        for (at, _) in written.match_indices("[^") {
            let name = &written[at + 2..];
            let near = &name[clamp(name, &(0..LONGEST_NOTE_NAME))];
            let name = &near[..near.find(']').unwrap_or(0)];
            let is_name = !name.is_empty()
                && !name.contains(|c: char| c.is_whitespace() || c == '[' || c == '\\');
            if is_name && !written[..at].ends_with('\\') {
                let start = range.start + at;
                let message = format!("the footnote `{name}` is not defined");
                let help = format!("write a line `[^{name}]: …`, or put the brackets in backticks");
                let span = start..start + name.len() + 3;
                self.problem(Code::MissingFootnote, span, (message, help));
            }
        }
    }

    fn merge_conflicts(&mut self, body: Range<usize>) {
        let text = &self.file.text[body.clone()];
        if memmem::find(text.as_bytes(), b"<<<<<<< ").is_none() {
            return;
        }
        if memmem::find(text.as_bytes(), b"\n>>>>>>> ").is_none() {
            return;
        }
        let mut at = body.start;
        for line in text.split_inclusive('\n') {
            let after = self.hidden.partition_point(|hidden| hidden.end <= at);
            let is_hidden = self.hidden.get(after).is_some_and(|hidden| hidden.start <= at);
            if line.starts_with("<<<<<<< ") && !is_hidden {
                self.diagnostics.push(merge_conflict(&self.file.name, at));
            }
            at += line.len();
        }
    }
}

/// A wikilink's destination without the backslash that table cells need.
fn wiki_target(dest: &str) -> String {
    dest.strip_suffix('\\').unwrap_or(dest).trim().to_owned()
}

/// Gives each heading an id: its own, else its slug, numbered if it repeats. Returns the headings
/// whose own id is taken.
fn number_ids(headings: &mut [Heading], written: &str) -> Vec<(String, Range<usize>)> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut refused = Vec::new();
    for heading in headings.iter_mut().filter(|heading| !heading.id.is_empty()) {
        if text::is_own_id(&heading.id) || !taken.insert(heading.id.clone()) {
            refused.push((std::mem::take(&mut heading.id), heading.span.clone()));
        }
    }
    let mut next: BTreeMap<String, usize> = BTreeMap::new();
    for heading in headings.iter_mut().filter(|heading| heading.id.is_empty()) {
        let words = text::with_emoji_names(&heading.text, &written[heading.span.clone()]);
        let slug = match text::slug(&words) {
            slug if slug.is_empty() => "section".to_owned(),
            slug => slug,
        };
        let mut take = |id: &str| !text::is_own_id(id) && taken.insert(id.to_owned());
        if take(&slug) {
            heading.id = slug;
            continue;
        }
        let count = next.entry(slug.clone()).or_insert(0);
        while heading.id.is_empty() {
            *count += 1;
            let id = format!("{slug}-{count}");
            if take(&id) {
                heading.id = id;
            }
        }
    }
    refused
}
