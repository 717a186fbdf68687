//! Embeds of entries on lines of their own, which become paragraphs of their own.

use std::ops::Range;

use crate::text::event::Tag;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{self as parser, TagEnd};
use crate::text::reader::Reader;
use crate::text::store::Started;

/// Extensions of files that are shown in the line.
const MEDIA: &[&str] = &[
    "3gp", "avif", "bmp", "canvas", "flac", "gif", "jpeg", "jpg", "m4a", "m4v", "mkv", "mov",
    "mp3", "mp4", "oga", "ogg", "ogv", "opus", "pdf", "png", "svg", "wav", "webm", "webp",
];

/// What the embed that is being read is in.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum EmbedIn {
    Nothing,
    Paragraph,
    /// An item without paragraphs.
    Item,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Reader<'a, I> {
    /// Starts the paragraph of an embed, if the tag is one on a line of its own.
    pub(super) fn start_embed(&mut self, tag: &parser::Tag<'_>, span: &Range<usize>) {
        let parser::Tag::Image {
            link_type: parser::LinkType::WikiLink { .. }, dest_url: dest, ..
        } = tag
        else {
            return;
        };
        if self.title.is_some() || !is_entry(dest) || !is_alone(self.text, span) {
            return;
        }
        self.flush();
        let is_in = |kind: fn(&Started) -> bool| self.open.last().is_some_and(kind);
        if is_in(Started::is_paragraph) {
            if !self.store.respan_start(span.clone()) {
                self.store.clip(self.paragraph_at, span.start);
                self.end(span.start..span.start);
                self.start(Tag::Paragraph, span.clone());
            }
            self.embed = EmbedIn::Paragraph;
        } else if is_in(Started::is_item) {
            self.start(Tag::Paragraph, span.clone());
            self.embed = EmbedIn::Item;
        }
    }

    /// Ends the paragraph of an embed, and starts one for the lines below.
    pub(super) fn end_embed(&mut self, span: &Range<usize>) {
        let is_break = |event: &parser::Event<'_>| {
            matches!(event, parser::Event::SoftBreak | parser::Event::HardBreak)
        };
        let is_end =
            |event: &parser::Event<'_>| matches!(event, parser::Event::End(TagEnd::Paragraph));
        let embed = std::mem::replace(&mut self.embed, EmbedIn::Nothing);
        if embed == EmbedIn::Nothing {
            return;
        }
        self.end(span.clone());
        match self.events.next_if(|(event, _)| is_break(event)) {
            Some((_, line_end)) if embed == EmbedIn::Paragraph => {
                self.paragraph.start = line_end.end;
                self.start(Tag::Paragraph, self.paragraph.clone());
            }
            None if embed == EmbedIn::Paragraph => {
                self.events.next_if(|(event, _)| is_end(event));
            }
            _ => {}
        }
    }
}

fn is_entry(dest: &str) -> bool {
    let path = dest.split('#').next().unwrap_or("");
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    !MEDIA.contains(&extension.trim().to_ascii_lowercase().as_str())
}

/// Whether nothing but marks of lists and quotes is in the line.
fn is_alone(text: &str, span: &Range<usize>) -> bool {
    let is_mark =
        |c: char| c != '\n' && (c.is_whitespace() || c.is_ascii_digit() || ">-*+.)".contains(c));
    let before = text[..span.start].trim_end_matches(is_mark);
    let after = text[span.end..].trim_start_matches([' ', '\t', '\r']);
    (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
}
