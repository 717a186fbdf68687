//! Renders callouts, highlights and tags: Obsidian's extensions of markdown.

use crate::formats::callout_types;
use crate::render::article::ArticleWriter;
use crate::render::article::groups::Group;
use crate::source::capitalised;
use crate::text::{Callout, Fold};

/// The title of an open callout.
pub(super) struct CalloutTitle {
    /// The default title.
    pub(super) label: String,
    /// Whether nothing is written yet.
    pub(super) is_empty: bool,
    /// The words so far.
    pub(super) words: String,
    element: TitleElement,
}

/// The element of a title.
#[derive(Clone, Copy)]
pub(super) enum TitleElement {
    Paragraph,
    Summary,
    /// The title of a group, whose tag is written after the title is known.
    Label(Group),
}

impl CalloutTitle {
    pub(super) fn of(label: String, element: TitleElement) -> CalloutTitle {
        CalloutTitle { label, is_empty: true, words: String::new(), element }
    }

    fn name(&self) -> &'static str {
        match self.element {
            TitleElement::Paragraph | TitleElement::Label(_) => "p",
            TitleElement::Summary => "summary",
        }
    }
}

impl ArticleWriter<'_> {
    pub(super) fn start_callout(&mut self, callout: Callout<'_>, start: usize) {
        let kind = callout.kind.to_lowercase();
        let family = callout_types::style(&kind).unwrap_or("");
        let label = match self.words().callouts.get(&kind) {
            Some(label) => label.to_string(),
            None => capitalised(&kind.replace(['-', '_'], " ")),
        };
        if let Some(group) = Group::of(&callout) {
            return self.start_group(group, label, start);
        }
        let class = match family {
            "" => "callout".to_owned(),
            family => format!("callout {family}"),
        };
        let mut attributes = vec![("class", class.as_str())];
        // A class for the exact type, which themes can style.
        if family != kind {
            attributes.push(("data-callout", &kind));
        }
        let element = match callout.fold {
            Fold::Never => {
                attributes.extend([("role", "note"), ("aria-label", label.as_str())]);
                self.html().open("aside", &attributes);
                TitleElement::Paragraph
            }
            fold => {
                if fold == Fold::Open {
                    attributes.push(("open", ""));
                }
                self.html().open("details", &attributes);
                TitleElement::Summary
            }
        };
        let title = CalloutTitle::of(label, element);
        self.html().open(title.name(), &[("class", "callout-title")]);
        self.callouts.push(title);
    }

    pub(super) fn end_callout_title(&mut self) {
        let Some(title) = self.callouts.pop() else { return };
        if title.is_empty {
            self.html().text(&title.label);
        }
        if let TitleElement::Label(group) = title.element {
            return self.end_group_title(group, &title);
        }
        self.html().close(title.name()).newline();
    }

    pub(super) fn end_callout(&mut self, callout: Callout<'_>) {
        if let Some(group) = Group::of(&callout) {
            return self.end_group(group);
        }
        let element = match callout.fold {
            Fold::Never => "aside",
            _ => "details",
        };
        self.html().close(element).newline();
    }

    /// Links a tag to its page, if there is one and no link or heading contains it.
    pub(super) fn hashtag(&mut self, tag: &str) {
        let value = self.playbook.facets.find("tags", tag.trim_start_matches('#'));
        match value.filter(|_| self.link_ends.is_empty() && !self.in_heading) {
            Some(value) => {
                let href = self.place.page.link_to(&value.route);
                self.html().element("a", &[("class", "tag"), ("href", &href)], tag);
            }
            None => {
                self.html().text(tag);
            }
        }
    }
}
