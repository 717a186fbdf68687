//! HTML as its author wrote it: allowed tags with their links resolved, the rest as text.

use crate::link::Target;
use crate::prose;
use crate::raw_html::{self, Side, Token, Verdict, unescape};
use crate::render::article::Writer;
use crate::render::article::images::{missing_image, remote_image};
use crate::render::html::{Html, escape_into};

/// Elements that a browser writes again and again until they are closed, ids and all.
const COPIED: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];

impl Writer<'_> {
    /// HTML as its author wrote it: allowed tags with their links resolved, the rest as text.
    pub(super) fn raw(&mut self, html: &str, start: usize) {
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

    pub(super) fn raw_tag(
        &mut self,
        out: &mut String,
        html: &str,
        tag: &raw_html::Tag,
        start: usize,
    ) {
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
    pub(super) fn raw_image(
        &self,
        out: &mut String,
        html: &str,
        tag: &raw_html::Tag,
        start: usize,
    ) -> bool {
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
    pub(super) fn raw_id(&mut self, html: &str, tag: &raw_html::Tag) -> Option<String> {
        let name = || tag.attribute("name").filter(|_| tag.name == "a");
        let id = unescape(&html[tag.attribute("id").or_else(name)?.value.clone()]);
        let is_id = !id.is_empty() && !id.contains(char::is_whitespace) && !prose::is_own_id(&id);
        let is_heading = self.entry.draft.prose.headings.iter().any(|heading| heading.id == id);
        (is_id && !is_heading && self.ids.insert(id.clone())).then_some(id)
    }

    /// The address of the second that a timestamp names in the page's video.
    pub(super) fn video_link(&self, html: &str, tag: &raw_html::Tag) -> Option<String> {
        let video = self.entry.draft.matter.video_id.as_ref()?;
        let time = tag.attribute("data-t").filter(|_| tag.attribute("href").is_none())?;
        let parts = html[time.value.clone()].split(':').map(|part| part.parse::<u64>().ok());
        let seconds = parts
            .into_iter()
            .try_fold(0_u64, |sum, part| sum.checked_mul(60)?.checked_add(part?))?;
        let is_id = video.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        is_id.then(|| format!("https://www.youtube.com/watch?v={video}&t={seconds}s"))
    }
}

pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape_into(&mut out, text);
    out
}

/// An h1 that HTML makes is a section like any other.
pub(super) fn raw_name(name: &str) -> &str {
    if name == "h1" { "h2" } else { name }
}
