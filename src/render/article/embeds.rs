//! Renders embedded entries and parts of entries.
//!
//! Linking decides which embeds are shown; without cycles and with limits on depth and size, so
//! that this can recurse.

use std::ops::Range;

use crate::link::Target;
use crate::link::embeds::Embed;
use crate::render::article::setting::Setting;
use crate::render::article::{ArticleWriter, Replacements, Shown, write_in};

impl ArticleWriter<'_> {
    /// Shows the embed of the paragraph at `span`; false if there is none.
    ///
    /// Fragments do not know their embeds.
    pub(super) fn embed(&mut self, span: &Range<usize>) -> bool {
        if self.setting.has_ids() && !self.names_blocks {
            return false;
        }
        let embeds = self.playbook.embeds.of(self.entry.id);
        let index = embeds.partition_point(|embed| embed.at.start < span.start);
        let Some(embed) = embeds.get(index).filter(|embed| embed.at.end <= span.end) else {
            return false;
        };
        self.name_block(span);
        self.embeds += 1;
        let note_prefix = format!("{}{}.", self.notes.prefix, self.embeds);
        let embedded = self.playbook.entry(embed.entry);
        let prose = &embedded.parsed.prose;
        let headings = prose.headings.iter().filter(|heading| {
            let is_title = heading.level == 1 && embed.part == embedded.parsed.body;
            embed.part.contains(&heading.span.start) && !is_title
        });
        let top = headings.map(|heading| heading.level).min().unwrap_or(1);
        let setting = Setting::Embedded { below: self.level, top, note_prefix };
        let shown = Shown { playbook: self.playbook, entry: embedded, place: self.place };
        let article = write_in(shown, embed.part.clone(), Replacements::new(), setting);
        let (href, label) = self.origin(embed);
        self.html()
            .open("div", &[("class", "embed")])
            .open("p", &[("class", "embed-origin")])
            .element("a", &[("href", &href)], &label)
            .close("p")
            .newline()
            .html(&article.body)
            .close("div")
            .newline();
        self.skip = span.clone();
        true
    }

    /// The address and title of the embedded entry.
    fn origin(&self, embed: &Embed) -> (String, String) {
        let entry = self.playbook.entry(embed.entry);
        let anchor = embed.anchor.clone();
        let heading = entry.parsed.prose.headings.iter().find(|heading| {
            heading.span.start == embed.part.start && anchor.as_ref() == Some(&heading.id)
        });
        let label = match heading {
            // The embed's own h1 follows, so its text is the title.
            Some(heading) if heading.level == 1 => heading.text.clone(),
            _ => entry.parsed.title.clone(),
        };
        (self.href(&Target::Entry { entry: embed.entry, anchor }), label)
    }
}
