//! Renders callouts, highlights and tags: Obsidian's extensions of markdown.

use crate::render::article::ArticleWriter;
use crate::source::capitalised;
use crate::text::{Callout, Fold};

/// The title of an open callout.
pub(super) struct CalloutTitle {
    /// The default title.
    label: String,
    /// Whether nothing is written yet.
    pub(super) is_empty: bool,
    element: &'static str,
}

impl ArticleWriter<'_> {
    pub(super) fn start_callout(&mut self, callout: Callout<'_>) {
        let kind = callout.kind.to_lowercase();
        let family = family(&kind);
        let label = match self.words().callouts.get(&kind) {
            Some(label) => label.to_string(),
            None => capitalised(&kind.replace(['-', '_'], " ")),
        };
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
                "p"
            }
            fold => {
                if fold == Fold::Open {
                    attributes.push(("open", ""));
                }
                self.html().open("details", &attributes);
                "summary"
            }
        };
        self.html().open(element, &[("class", "callout-title")]);
        self.callouts.push(CalloutTitle { label, is_empty: true, element });
    }

    pub(super) fn end_callout_title(&mut self) {
        let Some(title) = self.callouts.pop() else { return };
        let html = self.html();
        if title.is_empty {
            html.text(&title.label);
        }
        html.close(title.element).newline();
    }

    pub(super) fn end_callout(&mut self, callout: Callout<'_>) {
        let element = if callout.fold == Fold::Never { "aside" } else { "details" };
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

/// The style of a type: synonyms share one.
fn family(kind: &str) -> &'static str {
    match kind {
        "note" | "info" | "todo" | "abstract" | "summary" | "tldr" => "note",
        "tip" | "hint" | "success" | "check" | "done" => "tip",
        "important" => "important",
        "warning" | "attention" => "warning",
        "caution" | "failure" | "fail" | "missing" | "danger" | "error" | "bug" => "caution",
        _ => "",
    }
}
