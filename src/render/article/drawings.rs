//! Drawings in SVG within a page.

use crate::raw_html::{self, HtmlTag};
use crate::render::article::ArticleWriter;
use crate::render::svg;

impl ArticleWriter<'_> {
    /// Writes the drawing that starts with a tag; false if it is not one that can be drawn.
    ///
    /// In a quote or in HTML with marks between its lines the drawing is not one piece of the text.
    pub(super) fn drawing(&mut self, html: &str, tag: &HtmlTag, start: usize) -> bool {
        let at = raw_html::place(&self.entry.parsed.text, start, &tag.span).start;
        let text: &str = &self.entry.parsed.text;
        let written = &html[tag.span.clone()];
        let Some(rest) = text.get(at..).filter(|rest| rest.starts_with(written)) else {
            return false;
        };
        let Some(length) = svg::length(rest) else { return false };
        let prefix = self.place.id(&format!("{}svg{at}-", self.setting.note_prefix()));
        let Some(drawing) = svg::clean(&rest[..length], &prefix) else { return false };
        let drawing = self.placeholders.keep(drawing);
        self.html().html(&drawing);
        if html[tag.span.start..].len() >= length {
            // The rest of it is in this piece of HTML.
            self.hidden = Some("svg".to_owned());
        } else {
            self.skip = start + 1..at + length;
        }
        true
    }
}
