//! A page's markdown as HTML, with its links resolved.
//!
//! The writer walks the same events as the step that collected the links. What is special about a
//! page (a fact box, a decision that can be walked) is given to it as inlays, so that the walk
//! itself knows CommonMark and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{
    Alignment, BlockQuoteKind, CodeBlockKind, CowStr, Event, LinkType, Tag, TagEnd,
};

use crate::link::route::Route;
use crate::link::{Entry, Playbook, Target};
use crate::parse::text::unescape;
use crate::parse::tree_prose::without_mark;
use crate::parse::{Heading, Html as HasHtml};
use crate::prose;
use crate::raw_html::{self, Side, Token, Verdict};
use crate::render::autolink;
use crate::render::clean;
use crate::render::html::{Html, escape_into};

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

/// Elements that a browser writes again and again until they are closed, ids and all.
const COPIED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

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

/// An image whose alternative text is being read.
struct Image {
    depth: usize,
    alt: String,
    title: String,
    at: usize,
    wiki: bool,
}

/// Footnotes in the order in which they are first referred to.
#[derive(Default)]
struct Notes {
    numbers: BTreeMap<String, usize>,
    uses: BTreeMap<String, usize>,
    texts: BTreeMap<String, Html>,
    open: Vec<String>,
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

    /// A page that opens with an h1 has its title there; any further h1 is a section.
    fn start_heading(&mut self, level: u8, classes: &[CowStr<'_>]) {
        let id = self.headings.first().map_or("", |heading| &heading.id);
        if level == 1 && self.first_block && self.depth == 1 {
            self.out.push(Html::default());
            return;
        }
        let class = classes.join(" ");
        let mut attributes = vec![("id", id)];
        if !class.is_empty() {
            attributes.push(("class", class.as_str()));
        }
        let name = heading_name(level);
        let id = id.to_owned();
        self.html().open(name, &attributes);
        if self.heading_links_itself() {
            self.html().open("a", &[("class", "anchor"), ("href", &format!("#{id}"))]);
        }
    }

    /// A heading that holds links of its own cannot be one.
    fn heading_links_itself(&self) -> bool {
        self.headings.first().is_none_or(|heading| {
            let links = &self.entry.draft.prose.links;
            let next = links.partition_point(|link| link.span.start < heading.span.start);
            let holds_link = links.get(next).is_some_and(|link| link.span.start < heading.span.end);
            let written = &self.entry.draft.text[heading.span.clone()];
            !holds_link && !written.contains("<a ") && !written.contains("http")
        })
    }

    fn end_heading(&mut self, level: u8) {
        if level == 1 && self.out.len() > 1 && self.heading.is_none() && self.notes.open.is_empty()
        {
            self.heading = self.out.pop();
        } else {
            if self.heading_links_itself() {
                self.html().close("a");
            }
            self.html().close(heading_name(level)).newline();
        }
        self.headings = self.headings.get(1..).unwrap_or(&[]);
    }

    fn start_quote(&mut self, kind: Option<BlockQuoteKind>) {
        let Some(kind) = kind else {
            self.html().open("blockquote", &[]).newline();
            return;
        };
        let (class, title) = match kind {
            BlockQuoteKind::Note => ("callout note", "Note"),
            BlockQuoteKind::Tip => ("callout tip", "Tip"),
            BlockQuoteKind::Important => ("callout important", "Important"),
            BlockQuoteKind::Warning => ("callout warning", "Warning"),
            BlockQuoteKind::Caution => ("callout caution", "Caution"),
        };
        self.html()
            .open("aside", &[("class", class), ("role", "note"), ("aria-label", title)])
            .element("p", &[("class", "callout-title")], title)
            .newline();
    }

    fn start_code(&mut self, kind: &CodeBlockKind<'_>) {
        let info = match kind {
            CodeBlockKind::Fenced(info) => info.as_ref(),
            CodeBlockKind::Indented => "",
        };
        let language = info.split([' ', ',', '{']).next().unwrap_or("");
        self.code = true;
        self.html().open("pre", &[("tabindex", "0")]);
        match language {
            "" => self.html().open("code", &[]),
            _ => self.html().open("code", &[("class", &format!("language-{language}"))]),
        };
    }

    fn start_cell(&mut self) {
        let class = match self.aligns.get(self.column) {
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            _ => "",
        };
        self.column += 1;
        let mut attributes = Vec::new();
        if self.in_head {
            attributes.push(("scope", "col"));
        }
        if !class.is_empty() {
            attributes.push(("class", class));
        }
        let name = if self.in_head { "th" } else { "td" };
        self.html().open(name, &attributes);
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

    fn inside_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
        if image.depth == 0 {
            self.depth -= 1;
            if let Some(image) = self.image.take() {
                self.end_image(&image);
            }
        }
    }

    fn end_image(&mut self, image: &Image) {
        let alt = image.alt.trim();
        match self.target(image.at) {
            Some(Target::Asset(asset)) => {
                let src = self.href(&Target::Asset(asset));
                let size = alt.split('x').next().unwrap_or("");
                let is_size =
                    image.wiki && !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit());
                let shown = if is_size || (image.wiki && alt.contains('.')) { "" } else { alt };
                let mut attributes = vec![("src", src.as_str())];
                if is_size {
                    attributes.push(("width", size));
                }
                if !image.title.is_empty() {
                    attributes.push(("title", &image.title));
                }
                attributes.push(("loading", "lazy"));
                self.image_tag(&attributes, shown);
            }
            Some(Target::Missing(why)) => {
                self.html().html(&missing_image(&why, alt));
            }
            Some(Target::External(address)) if address.starts_with("data:") => {
                self.image_tag(&[("src", address.as_str())], alt);
            }
            Some(target) => {
                let href = self.href(&target);
                self.html().html(&remote_image(&href, alt));
            }
            None => drop(self.html().text(alt)),
        }
    }

    /// An image must have an alternative text, even if it is empty.
    fn image_tag(&mut self, attributes: &[(&str, &str)], alt: &str) {
        let mut tag = String::from("<img alt=\"");
        escape_into(&mut tag, alt);
        tag.push('"');
        for (key, value) in attributes {
            tag.push_str(&format!(" {key}=\""));
            escape_into(&mut tag, value);
            tag.push('"');
        }
        tag.push('>');
        self.html().html(&Html::trusted(tag));
    }

    fn note_reference(&mut self, name: &str) {
        let next = self.notes.numbers.len() + 1;
        let number = *self.notes.numbers.entry(name.to_owned()).or_insert(next);
        let uses = self.notes.uses.entry(name.to_owned()).or_insert(0);
        *uses += 1;
        let id = match *uses {
            1 => format!("fnref:{number}"),
            uses => format!("fnref:{number}-{uses}"),
        };
        let href = format!("#fn:{number}");
        let label = format!("Footnote {number}");
        let number = number.to_string();
        self.html()
            .open("sup", &[("class", "footnote")])
            .element("a", &[("id", &id), ("href", &href), ("aria-label", &label)], &number)
            .close("sup");
    }

    /// HTML as its author wrote it: allowed tags with their links resolved, the rest as text.
    fn raw(&mut self, html: &str, start: usize) {
        let mut out = String::new();
        for token in raw_html::scan(html) {
            match token {
                // What is no tag to the scanner must not become one in the cleaner.
                Token::Text(range) => out.push_str(&html[range].replace('<', "&lt;")),
                Token::Comment(range) if raw_html::is_closed(&html[range.clone()]) => {}
                Token::Comment(range) => escape_into(&mut out, &html[range]),
                Token::Tag(tag) => match (tag.verdict(), tag.side) {
                    (Verdict::Allowed, Side::Close) => {
                        out.push_str(&format!("</{}>", raw_name(&tag.name)));
                    }
                    (Verdict::Allowed, Side::Open) => self.raw_tag(&mut out, html, &tag, start),
                    _ => escape_into(&mut out, &html[tag.span]),
                },
            }
        }
        self.html().html(&Html::trusted(out));
    }

    fn raw_tag(&mut self, out: &mut String, html: &str, tag: &raw_html::Tag, start: usize) {
        if tag.name == "img" && self.raw_image(out, html, tag, start) {
            return;
        }
        let id = self.raw_id(html, tag).map(|id| format!(" id=\"{}\"", escaped(&id)));
        let id = id.unwrap_or_default();
        if COPIED.contains(&tag.name.as_str()) && !id.is_empty() {
            out.push_str(&format!("<span{id}></span><{}", tag.name));
        } else {
            out.push_str(&format!("<{}{id}", raw_name(&tag.name)));
        }
        let video = self.video_link(html, tag);
        for attribute in &tag.attributes {
            let name = attribute.name.as_str();
            let written = &html[attribute.value.clone()];
            let is_link = name == "href" || name == "src";
            let value = match is_link.then(|| self.target(start + attribute.value.start)).flatten()
            {
                Some(Target::Missing(_)) => continue,
                Some(target) => escaped(&self.href(&target)),
                None if is_link => continue,
                None if name == "id" || name == "name" => continue,
                None => written.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"),
            };
            if attribute.is_fine() {
                out.push_str(&format!(" {name}=\"{value}\""));
            }
        }
        if tag.name == "img" && tag.attribute("alt").is_none() {
            out.push_str(" alt=\"\"");
        }
        if let Some(href) = video {
            out.push_str(" href=\"");
            escape_into(out, &href);
            out.push('"');
        }
        out.push('>');
    }

    /// Writes what stands for an image that a page cannot show; false if it can.
    fn raw_image(&self, out: &mut String, html: &str, tag: &raw_html::Tag, start: usize) -> bool {
        let value = |name: &str| tag.attribute(name).map(|found| found.value.clone());
        let target = value("src").and_then(|src| self.target(start + src.start));
        let alt = value("alt").map_or(String::new(), |alt| unescape(&html[alt]));
        match target {
            Some(Target::Missing(why)) => {
                out.push_str(missing_image(&why, &alt).as_str());
                true
            }
            Some(Target::External(address)) if !address.starts_with("data:") => {
                out.push_str(remote_image(&address, &alt).as_str());
                true
            }
            _ => false,
        }
    }

    /// The id that a tag sets, if it is free on this page.
    fn raw_id(&mut self, html: &str, tag: &raw_html::Tag) -> Option<String> {
        let name = || tag.attribute("name").filter(|_| tag.name == "a");
        let id = unescape(&html[tag.attribute("id").or_else(name)?.value.clone()]);
        let is_id = !id.is_empty() && !id.contains(char::is_whitespace) && !prose::is_own_id(&id);
        let is_heading = self.entry.draft.prose.headings.iter().any(|heading| heading.id == id);
        (is_id && !is_heading && self.ids.insert(id.clone())).then_some(id)
    }

    /// The address of the second that a timestamp names in the page's video.
    fn video_link(&self, html: &str, tag: &raw_html::Tag) -> Option<String> {
        let video = self.entry.draft.matter.video_id.as_ref()?;
        let time = tag.attribute("data-t").filter(|_| tag.attribute("href").is_none())?;
        let parts = html[time.value.clone()].split(':').map(|part| part.parse::<u64>().ok());
        let seconds =
            parts.collect::<Option<Vec<_>>>()?.iter().fold(0, |sum, part| sum * 60 + part);
        let is_id = video.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        is_id.then(|| format!("https://www.youtube.com/watch?v={video}&t={seconds}s"))
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

impl Notes {
    fn write(mut self, out: &mut Html) {
        if self.texts.is_empty() {
            return;
        }
        for name in self.texts.keys() {
            let next = self.numbers.len() + 1;
            self.numbers.entry(name.clone()).or_insert(next);
        }
        let mut order: Vec<(usize, &String)> =
            self.numbers.iter().map(|(name, number)| (*number, name)).collect();
        order.sort();
        out.open("section", &[("class", "footnotes"), ("aria-label", "Footnotes")]);
        out.open("ol", &[]).newline();
        for (number, name) in order {
            let Some(text) = self.texts.get(name) else { continue };
            out.open("li", &[("id", &format!("fn:{number}")), ("value", &number.to_string())]);
            out.html(text);
            for n in 1..=self.uses.get(name).copied().unwrap_or(0) {
                let href = match n {
                    1 => format!("#fnref:{number}"),
                    n => format!("#fnref:{number}-{n}"),
                };
                let label = format!("Back to reference {number}");
                out.element(
                    "a",
                    &[("class", "back"), ("href", &href), ("aria-label", &label)],
                    "↩",
                );
            }
            out.close("li").newline();
        }
        out.close("ol").close("section").newline();
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

/// An h1 below the title is a section like any other.
fn heading_name(level: u8) -> &'static str {
    ["h2", "h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(1, 6)) - 1]
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}

/// An h1 that HTML makes is a section like any other.
fn raw_name(name: &str) -> &str {
    if name == "h1" { "h2" } else { name }
}

/// A label in the place of an image that is not there.
fn missing_image(why: &str, alt: &str) -> Html {
    let label = if alt.is_empty() { "missing image" } else { alt };
    let mut html = Html::default();
    html.element("span", &[("class", "missing"), ("title", why)], label);
    html
}

/// A link in the place of an image that a page may not load.
fn remote_image(address: &str, alt: &str) -> Html {
    let host = address.split("://").nth(1).and_then(|rest| rest.split('/').next());
    let label = match alt {
        "" => format!("Image on {}", host.unwrap_or("another site")),
        alt => alt.to_owned(),
    };
    let mut html = Html::default();
    html.element("a", &[("class", "remote-image"), ("href", address)], &label);
    html
}
