//! Renders citations of a video: links that open it at their second, and links to the transcript if
//! the book has it.

use std::ops::Range;

use crate::link::transcripts::anchor;
use crate::parse::Kind;
use crate::parse::citations::{Citation, bare, is_video_id, long, short};
use crate::render::article::ArticleWriter;
use crate::render::html::Html;

impl ArticleWriter<'_> {
    /// The citation that starts at a byte.
    pub(super) fn citation(&self, at: usize) -> Option<&Citation> {
        let citations = &self.entry.parsed.prose.citations;
        let found = citations.binary_search_by_key(&at, |citation| citation.at);
        found.ok().map(|index| &citations[index])
    }

    /// Opens the link of a citation; output until [`ArticleWriter::end_cite`] is its label.
    pub(super) fn start_cite(&mut self, citation: &Citation) -> Html {
        self.citing = Some(citation.at);
        let parsed = &self.entry.parsed;
        let video = citation.video.as_ref().or(parsed.front_matter.video_id.as_ref());
        let video = video.filter(|id| is_video_id(id));
        let href =
            video.map(|id| format!("https://www.youtube.com/watch?v={id}&t={}s", citation.seconds));
        let id = anchor(citation.seconds);
        let is_place = parsed.kind == Kind::Transcript
            && self.setting.has_ids()
            && self.ids.insert(id.clone());
        let mut html = Html::default();
        if is_place {
            html.open("sup", &[("class", "cite"), ("id", &self.place.id(&id))])
        } else {
            html.open("sup", &[("class", "cite")])
        };
        if !std::mem::take(&mut self.space).is_empty() {
            // Keeps a citation on the line of the word before it.
            html.text("\u{a0}");
        }
        let label = self.words().watch_from.fill(&[("time", &long(citation.seconds))]);
        let mut attributes = vec![("class", "yt-timestamp")];
        if let Some(href) = &href {
            attributes.extend([("href", href.as_str()), ("aria-label", &label)]);
        }
        html.open("a", &attributes);
        html
    }

    /// Closes a citation, and links to the transcript if the book has it.
    pub(super) fn end_cite(&mut self) -> Html {
        let mut html = Html::default();
        html.close("a");
        let at = self.citing.take();
        if let Some(target) = at.and_then(|at| self.playbook.transcripts().words(self.entry.id, at))
        {
            let href = self.href(target);
            let title: &str = &self.words().in_transcript;
            let attributes = [
                ("class", "transcript"),
                ("href", &*href),
                ("title", title),
                ("aria-label", title),
            ];
            html.text("\u{a0}").element("a", &attributes, "¶");
        }
        html.close("sup");
        html
    }

    /// Strips the brackets from a citation's label.
    pub(super) fn cite_label<'t>(&self, text: &'t str) -> &'t str {
        let is_time = bare(text).first().is_some_and(|(range, _)| range.len() == text.trim().len());
        if self.citing.is_some() && is_time { short(text) } else { text }
    }

    /// The bracketed times in a text that are citations on this page.
    pub(super) fn bare_times(&self, text: &str) -> Vec<(Range<usize>, u64)> {
        let parsed = &self.entry.parsed;
        if parsed.front_matter.video_id.is_some() || parsed.kind == Kind::Transcript {
            bare(text)
        } else {
            Vec::new()
        }
    }
}
