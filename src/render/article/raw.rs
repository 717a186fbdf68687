//! Renders raw HTML: allowed tags with resolved links, links instead of frames, and the content of
//! other elements without their tags.

use std::borrow::Cow;

use crate::link::Target;
use crate::raw_html::{self, Attribute, HtmlTag, Side, Token, Verdict, unescape};
use crate::render::article::ArticleWriter;
use crate::render::article::blocks::table_frame;
use crate::render::blocks;
use crate::render::html::Html;
use crate::text::{self, Event};

/// Formatting elements that a browser reopens until they are closed, duplicating their ids.
const COPIED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

/// What divides the content of an element that is not allowed from the next.
fn space_after(name: &str) -> &'static str {
    match name {
        "option" | "button" | "label" | "legend" | "textarea" | "select" => " ",
        _ => "",
    }
}

/// Attributes that refer to ids.
const REFERENCES: &[&str] = &["aria-labelledby", "aria-describedby"];

/// Elements in which terms are not linked.
const CLOSED: &[&str] = &["a", "abbr", "code", "kbd", "pre", "samp", "summary"];

impl ArticleWriter<'_> {
    /// Writes raw HTML.
    pub(super) fn raw(&mut self, html: &str, start: usize) {
        for token in raw_html::scan(html) {
            if let Some(name) = &self.hidden {
                let ends = |tag: &HtmlTag| tag.side == Side::Close && tag.name == *name;
                if matches!(&token, Token::Tag(tag) if ends(tag)) {
                    self.hidden = None;
                }
                continue;
            }
            match token {
                // Escaped, so that the sanitiser agrees that it is text.
                Token::Text(range) => {
                    let text = self.cite_label(&html[range]);
                    let (words, space) = text.split_at(text.trim_end().len());
                    self.html().written(words);
                    self.space.push_str(space);
                }
                Token::Comment(range) if raw_html::is_closed(&html[range.clone()]) => {}
                Token::Comment(range) => {
                    self.html().text(&html[range]);
                }
                Token::Tag(tag) => {
                    self.count_open(&tag);
                    match (tag.verdict(), tag.side) {
                        (Verdict::Allowed, Side::Close) => self.raw_end(&tag),
                        (Verdict::Allowed, Side::Open) => self.raw_tag(html, &tag, start),
                        (Verdict::Unknown, _) if !self.is_component(&tag) => {
                            self.html().text(&html[tag.span]);
                        }
                        (_, Side::Open) if tag.name == "svg" && self.drawing(html, &tag, start) => {
                        }
                        (_, Side::Open) => self.instead_of(html, &tag, start),
                        (_, Side::Close) => self.space.push_str(space_after(&tag.name)),
                    }
                }
            }
        }
    }

    fn is_component(&self, tag: &HtmlTag) -> bool {
        tag.is_component(&self.entry.parsed.prose.closed)
    }

    /// Writes what readers get instead of an element that is not allowed.
    fn instead_of(&mut self, html: &str, tag: &HtmlTag, start: usize) {
        match tag.verdict() {
            Verdict::Frame => {
                self.frame(html, tag, start);
                self.hide(tag);
            }
            Verdict::Code => self.hide(tag),
            Verdict::Input => self.box_to_tick(html, tag),
            _ => {}
        }
    }

    /// Leaves out the content of an element. What follows one that never ends is shown.
    fn hide(&mut self, tag: &HtmlTag) {
        let has_content = !matches!(tag.name.as_str(), "embed" | "frame") && !tag.is_closed;
        let ends = self.entry.parsed.prose.closed.contains(&tag.name);
        self.hidden = (has_content && ends).then(|| tag.name.clone());
    }

    /// Whether an event is inside of an element whose content is left out, which ends with its block.
    pub(super) fn is_hidden(&mut self, event: &Event<'_>) -> bool {
        if event.is_block_edge() {
            self.hidden = None;
        }
        event.is_text()
    }

    fn box_to_tick(&mut self, html: &str, tag: &HtmlTag) {
        let kind = tag.attribute("type").map(|kind| &html[kind.value.clone()]);
        if !kind.is_some_and(|kind| kind.eq_ignore_ascii_case("checkbox")) {
            return;
        }
        let mut attributes = vec![("type", "checkbox"), ("disabled", "")];
        attributes.extend(tag.attribute("checked").map(|_| ("checked", "")));
        self.html().open("input", &attributes);
    }

    /// Writes a link to what a frame shows.
    fn frame(&mut self, html: &str, tag: &HtmlTag, start: usize) {
        let src = tag.attribute("src").filter(|src| !src.value.is_empty());
        let Some(target) = src.and_then(|src| self.raw_target(src, start)) else { return };
        let title = tag.attribute("title").map(|title| unescape(&html[title.value.clone()]));
        let title = title.unwrap_or_default();
        let link = match &target {
            Target::Missing(_) if title.is_empty() => return,
            Target::Missing(why) => {
                let mut label = Html::default();
                label.element("span", &[("class", "missing"), ("title", why)], &title);
                label
            }
            Target::External(address) => self.remote_frame(address, &title),
            target => {
                let attributes = self.link_attributes(target);
                let attributes: Vec<_> =
                    attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
                let address = src.map_or("", |src| &html[src.value.clone()]);
                let label = if title.is_empty() { address } else { &title };
                let mut link = Html::default();
                link.element("a", &attributes, label);
                link
            }
        };
        self.html().html(&link);
    }

    fn raw_end(&mut self, tag: &HtmlTag) {
        if tag.name == "a" && self.citing.is_some() {
            let end = self.end_cite();
            self.html().html(&end);
            return;
        }
        if tag.name == "a" && self.raw_anchors > 0 {
            self.raw_anchors -= 1;
            return;
        }
        let name = self.raw_name(&tag.name);
        self.html().close(name);
        if tag.name == "table" && self.raw_tables > 0 {
            self.raw_tables -= 1;
            self.html().close("div");
        }
    }

    /// Counts open elements in which terms are not linked.
    fn count_open(&mut self, tag: &HtmlTag) {
        if CLOSED.contains(&tag.name.as_str()) {
            self.raw_open = match tag.side {
                Side::Open => self.raw_open + 1,
                Side::Close => self.raw_open.saturating_sub(1),
            };
        }
    }

    fn raw_tag(&mut self, html: &str, tag: &HtmlTag, start: usize) {
        if matches!(tag.name.as_str(), "img" | "source") && self.raw_image(html, tag, start) {
            return;
        }
        if matches!(tag.name.as_str(), "video" | "audio") && self.is_remote(tag, start) {
            self.frame(html, tag, start);
            return self.hide(tag);
        }
        let citation = self.citation(start + tag.span.start).filter(|_| tag.name == "a").cloned();
        if let Some(citation) = citation {
            let start = self.start_cite(&citation);
            self.html().html(&start);
            return;
        }
        if tag.name == "table" {
            self.raw_tables += 1;
            let view = tag.attribute("data-view").map(|view| &html[view.value.clone()]);
            let is_cards = view == Some("cards");
            let wrapper = table_frame(self.words());
            let cards = [("class", "block-card-table")];
            self.html().open("div", if is_cards { &cards } else { &wrapper });
        }
        let mut id = self.raw_id(html, tag).map(|id| self.place.id(&id));
        if COPIED.contains(&tag.name.as_str())
            && let Some(id) = id.take()
        {
            self.html().element("span", &[("id", &id)], "");
        }
        if tag.name == "a" && tag.attribute("href").is_none() {
            self.raw_anchors += usize::from(!tag.is_closed);
            return;
        }
        if tag.name == "a" {
            self.raw_anchors = 0;
        }
        let mut attributes = self.raw_attributes(html, tag, start);
        if tag.name == "img" {
            self.add_image_attributes(html, (tag, start), &mut attributes);
        }
        let name = self.raw_name(&tag.name);
        let mut out = self.html().tag(name);
        if let Some(id) = id {
            out = out.attribute("id", &id);
        }
        for (name, value) in &attributes {
            out = match value {
                AttributeValue::Ours(text) => out.attribute(name, text),
                AttributeValue::Written(text) => out.written(name, text),
            };
        }
        out.end();
    }

    /// The attributes of a tag, without its id.
    fn raw_attributes<'t>(
        &self,
        html: &'t str,
        tag: &'t HtmlTag,
        start: usize,
    ) -> Vec<(&'t str, AttributeValue<'t>)> {
        let mut attributes = Vec::new();
        let has_name = tag.attributes.iter().any(|given| given.name.starts_with("aria-label"));
        if tag.name == "section" && has_name {
            let role = self.place.section_role();
            attributes.extend(role.map(|role| ("role", AttributeValue::Ours(role.to_owned()))));
        }
        for given in tag.attributes.iter().filter(|given| given.is_kept() || given.name == "name") {
            let (name, written) = (given.name.as_str(), &html[given.value.clone()]);
            match name {
                // Of these, one is open at a time.
                "name" if tag.name == "details" => {
                    let group = self.place.id(&unescape(written));
                    attributes.push((name, AttributeValue::Ours(group)));
                }
                "id" | "name" => {}
                "href" | "src" => match self.raw_target(given, start) {
                    Some(Target::Missing(_)) | None => {}
                    Some(target) => {
                        let link = self.link_attributes(&target).into_iter();
                        let link = link.map(|(name, value)| (name, AttributeValue::Ours(value)));
                        attributes.extend(link.map(|(key, value)| match key {
                            "href" => (name, value),
                            key => (key, value),
                        }));
                    }
                },
                "role" if written == "region" => {
                    attributes.push((name, AttributeValue::Ours(self.place.region().to_owned())));
                }
                "class" => attributes.push((name, AttributeValue::of_classes(written))),
                _ if REFERENCES.contains(&name) => {
                    let ids = self.place.ids(&unescape(written));
                    attributes.push((name, AttributeValue::Ours(ids)));
                }
                _ => attributes.push((name, AttributeValue::Written(written))),
            }
        }
        if matches!(tag.name.as_str(), "video" | "audio") {
            let controls = tag.attribute("controls").is_none();
            attributes.extend(controls.then_some(("controls", AttributeValue::Written(""))));
            attributes.push(("preload", AttributeValue::Written("metadata")));
        }
        if tag.name == "img" && tag.attribute("alt").is_none() {
            attributes.push(("alt", AttributeValue::Written("")));
        }
        attributes
    }

    /// The name of an element on this page; an h1 in HTML becomes a section heading.
    fn raw_name<'n>(&self, name: &'n str) -> &'n str {
        match name {
            "h1" | "h2" => self.place.heading(2),
            "h3" => self.place.heading(3),
            "h4" => self.place.heading(4),
            "h5" => self.place.heading(5),
            "h6" => self.place.heading(6),
            // Of its images, styles show the one for the reader's colours.
            "picture" => "span",
            name => name,
        }
    }

    fn is_remote(&self, tag: &HtmlTag, start: usize) -> bool {
        let target = tag.attribute("src").and_then(|src| self.raw_target(src, start));
        matches!(target, Some(Target::External(address)) if !address.starts_with("data:"))
    }

    /// The target of a URL attribute.
    pub(super) fn raw_target(&self, attribute: &Attribute, start: usize) -> Option<Target> {
        self.target(raw_html::place(&self.entry.parsed.text, start, &attribute.value).start)
    }

    /// The id of a tag, if it is unused on this page.
    fn raw_id(&mut self, html: &str, tag: &HtmlTag) -> Option<String> {
        if !self.setting.has_ids() {
            return None;
        }
        let name = || tag.attribute("name").filter(|_| tag.name == "a");
        let id = unescape(&html[tag.attribute("id").or_else(name)?.value.clone()]);
        let is_id = !id.is_empty() && !id.contains(char::is_whitespace) && !text::is_own_id(&id);
        let headings = self.entry.parsed.prose.headings.iter();
        let heading_ids =
            self.heading_ids.get_or_init(|| headings.map(|heading| heading.id.as_str()).collect());
        (is_id && !heading_ids.contains(id.as_str()) && self.ids.insert(id.clone())).then_some(id)
    }
}

/// The value of an attribute in an author's HTML.
pub(super) enum AttributeValue<'t> {
    Ours(String),
    Written(&'t str),
}

impl<'t> AttributeValue<'t> {
    /// The classes of an author, without our own. A grid is laid out by our styles.
    fn of_classes(written: &'t str) -> AttributeValue<'t> {
        let classes = unescape(written);
        if classes.split_ascii_whitespace().any(|class| class == "grid") {
            return AttributeValue::Ours(format!("block-grid {}", blocks::without_ours(&classes)));
        }
        match blocks::without_ours(&classes) {
            Cow::Borrowed(_) => AttributeValue::Written(written),
            Cow::Owned(own) => AttributeValue::Ours(own),
        }
    }
}
