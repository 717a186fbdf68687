//! Renders callouts, highlights and tags: Obsidian's extensions of markdown.

use crate::formats::callout_types;
use crate::render::article::ArticleWriter;
use crate::source::capitalised;
use crate::text::{Callout, Fold};

/// The title of an open callout.
pub(super) struct CalloutTitle {
    /// The default title.
    label: String,
    /// Whether nothing is written yet.
    pub(super) is_empty: bool,
    /// The words so far.
    pub(super) words: String,
    element: TitleElement,
}

/// The element of a title.
enum TitleElement {
    Paragraph,
    Summary,
    /// The visible label of a group, whose tag is written after it is known.
    Label,
}

/// The type of a callout that is shown as a labelled group, such as a tab of another tool.
const GROUP: &str = "tab";

impl CalloutTitle {
    fn of(label: String, element: TitleElement) -> CalloutTitle {
        CalloutTitle { label, is_empty: true, words: String::new(), element }
    }

    fn name(&self) -> &'static str {
        match self.element {
            TitleElement::Paragraph | TitleElement::Label => "p",
            TitleElement::Summary => "summary",
        }
    }
}

impl ArticleWriter<'_> {
    pub(super) fn start_callout(&mut self, callout: Callout<'_>) {
        let kind = callout.kind.to_lowercase();
        let family = callout_types::style(&kind).unwrap_or("");
        let group = kind == GROUP && callout.fold == Fold::Never;
        let label = match self.words().callouts.get(&kind) {
            Some(label) => label.to_string(),
            None => capitalised(&kind.replace(['-', '_'], " ")),
        };
        if group {
            self.start_apart();
            return self.callouts.push(CalloutTitle::of(label, TitleElement::Label));
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
        if matches!(title.element, TitleElement::Label) {
            let label = self.end_apart();
            let name = if title.is_empty { title.label.trim() } else { title.words.trim() };
            let attributes = [("class", "group"), ("role", "group"), ("aria-label", name)];
            self.html().open("div", &attributes).newline();
            self.html().open("p", &[("class", "group-label")]).open("strong", &[]).html(&label);
            self.html().close("strong");
        }
        self.html().close(title.name()).newline();
    }

    pub(super) fn end_callout(&mut self, callout: Callout<'_>) {
        let element = match callout.fold {
            Fold::Never if callout.kind.eq_ignore_ascii_case(GROUP) => "div",
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
