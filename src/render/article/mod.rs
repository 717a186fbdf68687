//! A page's markdown as HTML, with its links resolved.
//!
//! The writer walks the same events as the step that collected the links. What is special about a
//! page (a fact box, a decision that can be walked) is given to it as inlays, so that the walk
//! itself knows CommonMark and nothing else.

mod blocks;
mod images;
mod notes;
mod raw;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, LinkType, Tag, TagEnd};

use crate::link::route::Route;
use crate::link::{Entry, Playbook, Target};
use crate::parse::tree_prose::without_mark;
use crate::parse::{Heading, Html as HasHtml};
use crate::prose;
use crate::render::article::images::Image;
use crate::render::article::notes::Notes;
use crate::render::autolink;
use crate::render::clean;
use crate::render::html::Html;

/// HTML to put into an article.
#[derive(Debug, Clone)]
pub enum Inlay {
    /// Instead of the block that starts here; ends at the given byte.
    Instead { end: usize, html: Html },
    /// After the outermost block that reaches to here.
    After(Html),
}

/// Inlays by byte of the page's text.
pub type Inlays = BTreeMap<usize, Inlay>;

/// What a page's markdown becomes.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The text of the first heading, if the page opens with an h1.
    pub heading: Option<Html>,
    pub body: Html,
}

/// A text of an entry, and the page that shows it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    pub playbook: &'a Playbook,
    pub entry: &'a Entry,
    /// The page whose links are written: the entry's own, or one that shows a part of it.
    pub on: &'a Route,
}

/// Writes the markdown in `range` of an entry's text.
pub fn write(shown: Shown<'_>, range: Range<usize>, inlays: Inlays) -> Article {
    let Shown { playbook, entry, on } = shown;
    let text = &entry.draft.text[range.clone()];
    let headings = &entry.draft.prose.headings;
    let first = headings.partition_point(|heading| heading.span.start < range.start);
    let mut writer = Writer {
        playbook,
        entry,
        on,
        out: vec![Html::default()],
        heading: None,
        headings: &headings[first..],
        first_block: true,
        depth: 0,
        skip_until: 0,
        inlays,
        aligns: Vec::new(),
        column: 0,
        in_head: false,
        link_ends: Vec::new(),
        image: None,
        trim_label: false,
        code: false,
        ids: BTreeSet::new(),
        notes: Notes::default(),
    };
    for (event, span) in prose::events(text, playbook.config.punctuation) {
        writer.event(event, span.start + range.start..span.end + range.start);
    }
    let mut article = writer.finish();
    if entry.draft.prose.html == HasHtml::Some {
        article.body = clean::clean(&article.body);
        article.heading = article.heading.map(|heading| clean::clean(&heading));
    }
    article
}

struct Writer<'a> {
    playbook: &'a Playbook,
    entry: &'a Entry,
    on: &'a Route,
    /// The innermost is written to; footnotes and the first heading have one of their own.
    out: Vec<Html>,
    heading: Option<Html>,
    /// Those that are yet to come.
    headings: &'a [Heading],
    first_block: bool,
    depth: usize,
    skip_until: usize,
    inlays: Inlays,
    aligns: Vec<Alignment>,
    column: usize,
    in_head: bool,
    link_ends: Vec<&'static str>,
    image: Option<Image>,
    trim_label: bool,
    code: bool,
    /// Ids that HTML of the author's has set.
    ids: BTreeSet<String>,
    notes: Notes,
}

impl<'a> Writer<'a> {
    fn html(&mut self) -> &mut Html {
        let last = self.out.len() - 1;
        &mut self.out[last]
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        if span.start < self.skip_until {
            return;
        }
        if self.image.is_some() {
            return self.inside_image(event);
        }
        match event {
            Event::Start(tag) => {
                if self.starts_block(&tag) && self.inlay(span.start) {
                    return;
                }
                self.depth += 1;
                self.start(tag, span);
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(tag);
            }
            Event::Text(text) => self.text(&text, span.end),
            Event::Code(code) => {
                self.html().element("code", &[], &code);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.raw(&html, span.start),
            Event::SoftBreak => {
                self.html().newline();
            }
            Event::HardBreak => {
                self.html().open("br", &[]).newline();
            }
            Event::Rule => {
                self.inlay(span.start);
                self.html().open("hr", &[]).newline();
            }
            Event::FootnoteReference(name) => self.note_reference(&name),
            Event::TaskListMarker(done) => self.task(done),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.html().text(&text);
            }
        }
        if self.depth > 0 {
            self.first_block = false;
        }
    }

    fn starts_block(&self, tag: &Tag<'_>) -> bool {
        !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        )
    }

    /// Writes what is due before the block at `start`; true if it replaces that block.
    fn inlay(&mut self, start: usize) -> bool {
        if self.depth == 0 {
            while let Some((&at, Inlay::After(_))) = self.inlays.first_key_value() {
                if at > start {
                    break;
                }
                if let Some((_, Inlay::After(html))) = self.inlays.pop_first() {
                    self.html().html(&html).newline();
                }
            }
        }
        match self.inlays.get(&start) {
            Some(Inlay::Instead { .. }) => match self.inlays.remove(&start) {
                Some(Inlay::Instead { end, html }) => {
                    self.html().html(&html).newline();
                    self.skip_until = end;
                    true
                }
                _ => false,
            },
            _ => false,
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph => drop(self.html().open("p", &[])),
            Tag::Heading { level, classes, .. } => self.start_heading(level as u8, &classes),
            Tag::BlockQuote(kind) => self.start_quote(kind),
            Tag::CodeBlock(kind) => self.start_code(&kind),
            Tag::List(None) => drop(self.html().open("ul", &[]).newline()),
            Tag::List(Some(1)) => drop(self.html().open("ol", &[]).newline()),
            Tag::List(Some(first)) => {
                self.html().open("ol", &[("start", &first.to_string())]).newline();
            }
            Tag::Item => drop(self.html().open("li", &[])),
            Tag::DefinitionList => drop(self.html().open("dl", &[]).newline()),
            Tag::DefinitionListTitle => drop(self.html().open("dt", &[])),
            Tag::DefinitionListDefinition => drop(self.html().open("dd", &[])),
            Tag::FootnoteDefinition(name) => {
                self.notes.open.push(name.to_string());
                self.out.push(Html::default());
            }
            Tag::Table(aligns) => {
                self.aligns = aligns;
                let group = [
                    ("class", "table"),
                    ("role", "group"),
                    ("aria-label", "Table"),
                    ("tabindex", "0"),
                ];
                self.html().open("div", &group).open("table", &[]).newline();
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                self.html().open("thead", &[]).open("tr", &[]);
            }
            Tag::TableRow => {
                self.column = 0;
                self.html().open("tr", &[]);
            }
            Tag::TableCell => self.start_cell(),
            Tag::Emphasis => drop(self.html().open("em", &[])),
            Tag::Strong => drop(self.html().open("strong", &[])),
            Tag::Strikethrough => drop(self.html().open("del", &[])),
            Tag::Link { link_type, title, .. } => self.start_link(link_type, &title, span.start),
            Tag::Image { link_type, title, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let (alt, title) = (String::new(), title.into_string());
                self.image = Some(Image { depth: 1, alt, title, at: span.start, wiki });
            }
            Tag::HtmlBlock | Tag::MetadataBlock(_) | Tag::Superscript | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => drop(self.html().close("p").newline()),
            TagEnd::Heading(level) => self.end_heading(level as u8),
            TagEnd::BlockQuote(None) => drop(self.html().close("blockquote").newline()),
            TagEnd::BlockQuote(Some(_)) => drop(self.html().close("aside").newline()),
            TagEnd::CodeBlock => {
                self.code = false;
                self.html().close("code").close("pre").newline();
            }
            TagEnd::List(false) => drop(self.html().close("ul").newline()),
            TagEnd::List(true) => drop(self.html().close("ol").newline()),
            TagEnd::Item => drop(self.html().close("li").newline()),
            TagEnd::DefinitionList => drop(self.html().close("dl").newline()),
            TagEnd::DefinitionListTitle => drop(self.html().close("dt").newline()),
            TagEnd::DefinitionListDefinition => drop(self.html().close("dd").newline()),
            TagEnd::FootnoteDefinition => {
                let text = self.out.pop().unwrap_or_default();
                if let Some(name) = self.notes.open.pop() {
                    self.notes.texts.entry(name).or_insert(text);
                }
            }
            TagEnd::Table => {
                self.html().close("tbody").close("table").close("div").newline();
            }
            TagEnd::TableHead => {
                self.in_head = false;
                self.html().close("tr").close("thead").newline().open("tbody", &[]).newline();
            }
            TagEnd::TableRow => drop(self.html().close("tr").newline()),
            TagEnd::TableCell => {
                let name = if self.in_head { "th" } else { "td" };
                self.html().close(name);
            }
            TagEnd::Emphasis => drop(self.html().close("em")),
            TagEnd::Strong => drop(self.html().close("strong")),
            TagEnd::Strikethrough => drop(self.html().close("del")),
            TagEnd::Link => {
                self.trim_label = false;
                if let Some(name) = self.link_ends.pop() {
                    self.html().close(name);
                }
            }
            TagEnd::Image
            | TagEnd::HtmlBlock
            | TagEnd::MetadataBlock(_)
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    fn start_link(&mut self, link_type: LinkType, title: &str, at: usize) {
        self.trim_label = matches!(link_type, LinkType::WikiLink { .. });
        let target = self.target(at);
        let name = match target {
            Some(Target::Missing(why)) => {
                self.html().open("span", &[("class", "missing"), ("title", &why)]);
                "span"
            }
            Some(target) => {
                let href = self.href(&target);
                let mut attributes = vec![("href", href.as_str())];
                if !title.is_empty() {
                    attributes.push(("title", title));
                }
                self.html().open("a", &attributes);
                "a"
            }
            None => {
                self.html().open("span", &[]);
                "span"
            }
        };
        self.link_ends.push(name);
    }

    /// Where the link that is written at a byte leads.
    fn target(&self, at: usize) -> Option<Target> {
        let links = &self.entry.draft.prose.links;
        let found = links.binary_search_by_key(&at, |link| link.span.start);
        found.ok().map(|index| links[index].to.clone())
    }

    fn href(&self, target: &Target) -> String {
        href(self.playbook, self.on, target)
    }

    fn text(&mut self, text: &str, end: usize) {
        let mut text = match self.code {
            true => text,
            false => without_mark(text, &self.entry.draft.text[end..]),
        };
        let label;
        if self.trim_label {
            label = text.trim_start().trim_start_matches('#').replace('#', " › ");
            text = &label;
            self.trim_label = false;
        }
        if self.code || !self.link_ends.is_empty() || !text.contains("://") {
            self.html().text(text);
            return;
        }
        let mut at = 0;
        for address in autolink::addresses(text) {
            let link = &text[address.clone()];
            self.html().text(&text[at..address.start]).element("a", &[("href", link)], link);
            at = address.end;
        }
        self.html().text(&text[at..]);
    }

    fn task(&mut self, done: bool) {
        let mut attributes = vec![
            ("type", "checkbox"),
            ("disabled", ""),
            ("aria-label", if done { "Done" } else { "To do" }),
        ];
        if done {
            attributes.push(("checked", ""));
        }
        self.html().open("input", &attributes).text(" ");
    }

    fn finish(mut self) -> Article {
        while self.out.len() > 1 {
            let inner = self.out.pop().unwrap_or_default();
            self.html().html(&inner);
        }
        let mut body = self.out.pop().unwrap_or_default();
        for inlay in std::mem::take(&mut self.inlays).into_values() {
            if let Inlay::After(html) = inlay {
                body.html(&html).newline();
            }
        }
        self.notes.write(&mut body);
        Article { heading: self.heading, body }
    }
}

/// The address of a target, seen from the page at a route.
pub fn href(playbook: &Playbook, from: &Route, target: &Target) -> String {
    match target {
        Target::Entry { entry, anchor } => {
            let to = &playbook.entry(*entry).route;
            match anchor {
                Some(anchor) if to == from => format!("#{anchor}"),
                Some(anchor) => format!("{}#{anchor}", from.link_to(to)),
                None => from.link_to(to),
            }
        }
        Target::Asset(asset) => from.link_to(&playbook.asset(*asset).route),
        Target::Page(route) => from.link_to(route),
        Target::External(address) => address.clone(),
        Target::Missing(_) => String::new(),
    }
}
