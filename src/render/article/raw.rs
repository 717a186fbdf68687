//! HTML as its author wrote it: allowed tags with their links resolved, the rest as text.

use crate::link::Target;
use crate::raw_html::{self, Attribute, Side, Token, Verdict, unescape};
use crate::render::article::Writer;
use crate::render::article::blocks::TABLE;
use crate::render::article::embeds::Setting;
use crate::render::article::images::{missing_image, remote_image};
use crate::render::html::{Html, escape_into};
use crate::text;

/// Elements that a browser writes again and again until they are closed, ids and all.
const COPIED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

/// Attributes that hold ids.
const REFERENCES: &[&str] = &["aria-labelledby", "aria-describedby", "for"];

/// Elements in which no term is linked.
const CLOSED: &[&str] = &["a", "abbr", "code", "kbd", "pre", "samp", "summary"];

impl Writer<'_> {
    /// HTML as its author wrote it: allowed tags with their links resolved, the rest as text.
    pub(super) fn raw(&mut self, html: &str, start: usize) {
        let mut out = String::new();
        for token in raw_html::scan(html) {
            match token {
                // What is no tag to the scanner must not become one in the cleaner.
                Token::Text(range) => {
                    out.push_str(&self.cite_label(&html[range]).replace('<', "&lt;"));
                }
                Token::Comment(range) if raw_html::is_closed(&html[range.clone()]) => {}
                Token::Comment(range) => escape_into(&mut out, &html[range]),
                Token::Tag(tag) => {
                    self.count_open(&tag);
                    match (tag.verdict(), tag.side) {
                        (Verdict::Allowed, Side::Close)
                            if tag.name == "a" && self.citing.is_some() =>
                        {
                            out.push_str(self.end_cite().as_str());
                        }
                        (Verdict::Allowed, Side::Close) => {
                            out.push_str(&format!("</{}>", self.raw_name(&tag.name)));
                            if tag.name == "table" && self.raw_tables > 0 {
                                self.raw_tables -= 1;
                                out.push_str("</div>");
                            }
                        }
                        (Verdict::Allowed, Side::Open) => self.raw_tag(&mut out, html, &tag, start),
                        _ => escape_into(&mut out, &html[tag.span]),
                    }
                }
            }
        }
        self.html().html(&Html::trusted(out));
    }

    /// Counts the elements that are open in which no term may be linked.
    fn count_open(&mut self, tag: &raw_html::Tag) {
        if CLOSED.contains(&tag.name.as_str()) {
            self.raw_open = match tag.side {
                Side::Open => self.raw_open + 1,
                Side::Close => self.raw_open.saturating_sub(1),
            };
        }
    }

    fn raw_tag(&mut self, out: &mut String, html: &str, tag: &raw_html::Tag, start: usize) {
        if tag.name == "img" && self.raw_image(out, html, tag, start) {
            return;
        }
        let citation = self.citation(start + tag.span.start).filter(|_| tag.name == "a").cloned();
        if let Some(citation) = citation {
            self.html().html(&Html::trusted(std::mem::take(out)));
            out.push_str(self.start_cite(&citation).as_str());
            return;
        }
        if tag.name == "table" {
            self.raw_tables += 1;
            out.push_str(Html::default().open("div", &TABLE).as_str());
        }
        let id = self.raw_id(html, tag);
        let id = id.map(|id| format!(" id=\"{}\"", escaped(&self.place.id(&id))));
        let id = id.unwrap_or_default();
        if COPIED.contains(&tag.name.as_str()) && !id.is_empty() {
            out.push_str(&format!("<span{id}></span><{}", tag.name));
        } else {
            out.push_str(&format!("<{}{id}", self.raw_name(&tag.name)));
        }
        let has_name =
            tag.attributes.iter().any(|attribute| attribute.name.starts_with("aria-label"));
        if tag.name == "section" && has_name && self.place.region() == "group" {
            out.push_str(" role=\"group\"");
        }
        for attribute in &tag.attributes {
            let name = attribute.name.as_str();
            let written = &html[attribute.value.clone()];
            let is_link = name == "href" || name == "src";
            let value = match is_link.then(|| self.raw_target(attribute, start)).flatten() {
                Some(Target::Missing(_)) => continue,
                Some(target) => escaped(&self.href(&target)),
                None if is_link => continue,
                None if name == "id" || name == "name" => continue,
                None if REFERENCES.contains(&name) => escaped(&self.place.ids(&unescape(written))),
                None if name == "role" && written == "region" => self.place.region().to_owned(),
                None => written.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;"),
            };
            if attribute.is_fine() {
                out.push_str(&format!(" {name}=\"{value}\""));
            }
        }
        if tag.name == "img" && tag.attribute("alt").is_none() {
            out.push_str(" alt=\"\"");
        }
        out.push('>');
    }

    /// The name of an element on this page. An h1 that HTML makes is a section like any other.
    fn raw_name<'n>(&self, name: &'n str) -> &'n str {
        match name {
            "h1" | "h2" => self.place.heading(2),
            "h3" => self.place.heading(3),
            "h4" => self.place.heading(4),
            "h5" => self.place.heading(5),
            "h6" => self.place.heading(6),
            name => name,
        }
    }

    /// Writes what stands for an image that a page cannot show; false if it can.
    fn raw_image(&self, out: &mut String, html: &str, tag: &raw_html::Tag, start: usize) -> bool {
        let target = tag.attribute("src").and_then(|src| self.raw_target(src, start));
        let alt = tag.attribute("alt").map(|alt| unescape(&html[alt.value.clone()]));
        let alt = alt.unwrap_or_default();
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

    /// Where the address in an attribute leads.
    fn raw_target(&self, attribute: &Attribute, start: usize) -> Option<Target> {
        self.target(raw_html::place(&self.entry.parsed.text, start, &attribute.value).start)
    }

    /// The id that a tag sets, if it is free on this page.
    fn raw_id(&mut self, html: &str, tag: &raw_html::Tag) -> Option<String> {
        if self.setting != Setting::Page {
            return None;
        }
        let name = || tag.attribute("name").filter(|_| tag.name == "a");
        let id = unescape(&html[tag.attribute("id").or_else(name)?.value.clone()]);
        let is_id = !id.is_empty() && !id.contains(char::is_whitespace) && !text::is_own_id(&id);
        let is_heading = self.entry.parsed.prose.headings.iter().any(|heading| heading.id == id);
        (is_id && !is_heading && self.ids.insert(id.clone())).then_some(id)
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}
