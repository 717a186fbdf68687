//! Sanitises HTML in content with ammonia.
//!
//! It runs over the whole article of a page with raw HTML, so that unbalanced tags cannot escape
//! the article either. Nothing else parses generated HTML.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use ammonia::{Builder, UrlRelative};

use crate::raw_html::{self, ATTRIBUTES, Depth, ELEMENTS, OpenElements, Token};
use crate::render::html::Html;

/// Elements that the renderer writes but authors may not.
const OWN_ELEMENTS: &[&str] = &["input", "label", "tick-list", PLACEHOLDER];

/// The placeholder element for HTML that is not sanitised.
const PLACEHOLDER: &str = "place-holder";

/// Attributes that the renderer writes but authors may not.
const OWN_ATTRIBUTES: &[&str] = &["type", "checked", "disabled", "aria-label"];

/// Removes everything outside the allow-list and balances all tags.
pub fn clean(html: &Html) -> Html {
    Html::trusted(cleaner().clean(&without_deepest(html.as_str())).to_string())
}

/// Leaves out the tags of elements that are nested too deeply, and keeps their text.
fn without_deepest(html: &str) -> Cow<'_, str> {
    let mut open = OpenElements::default();
    let deepest = raw_html::scan(html).into_iter().filter_map(|token| match token {
        Token::Tag(tag) => (open.pass(&tag) == Depth::TooDeep).then_some(tag.span),
        _ => None,
    });
    let deepest: Vec<Range<usize>> = deepest.collect();
    if deepest.is_empty() {
        return Cow::Borrowed(html);
    }
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for tag in deepest {
        kept.push_str(&html[from..tag.start]);
        from = tag.end;
    }
    kept.push_str(&html[from..]);
    Cow::Owned(kept)
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.iter().chain(OWN_ELEMENTS).copied().collect())
        .clean_content_tags(HashSet::new())
        .generic_attributes(ATTRIBUTES.iter().chain(OWN_ATTRIBUTES).copied().collect())
        .generic_attribute_prefixes(HashSet::from(["aria-", "data-"]))
        .tag_attributes(Default::default())
        .tag_attribute_values(Default::default())
        // Scrollable code in raw HTML must be focusable, like that of markdown.
        .set_tag_attribute_values(HashMap::from([("pre", HashMap::from([("tabindex", "0")]))]))
        .allowed_classes(Default::default())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener"))
        .strip_comments(true);
    builder
}

/// Our own HTML in an article, such as a tree, which must not be sanitised.
#[derive(Debug, Clone, Default)]
pub struct Placeholders(Vec<Html>);

impl Placeholders {
    /// Stores HTML, and returns its placeholder until [`Placeholders::restore`].
    pub fn keep(&mut self, html: Html) -> Html {
        let mut placeholder = Html::default();
        placeholder
            .open(PLACEHOLDER, &[("data-piece", &self.0.len().to_string())])
            .close(PLACEHOLDER);
        self.0.push(html);
        placeholder
    }

    /// Puts the stored HTML back in place.
    pub fn restore(&self, cleaned: &Html) -> Html {
        let start = format!("<{PLACEHOLDER} data-piece=\"");
        let end = format!("\"></{PLACEHOLDER}>");
        let mut parts = cleaned.as_str().split(&start);
        let mut restored = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let Some((index, rest)) = part.split_once(&end) else { continue };
            let piece = index.parse().ok().and_then(|index: usize| self.0.get(index));
            restored.push_str(piece.map_or("", Html::as_str));
            restored.push_str(rest);
        }
        Html::trusted(restored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        clean(&Html::trusted(html.to_owned())).into_string()
    }

    #[test]
    fn scripts_handlers_and_strange_schemes_go() {
        for html in [
            "<script>x</script>",
            "<img src=x onerror=y>",
            "<a href=\"javascript:1\">x</a>",
            "<svg><a><set attributeName=href to=javascript:1></svg>",
            "<p style=\"x\">",
            "<iframe src=x></iframe>",
            "<form action=x><base href=y>",
        ] {
            let out = cleaned(html);
            for bad in ["script", "onerror", "style", "iframe", "svg", "form", "base"] {
                assert!(
                    !out.contains(&format!("<{bad}")) && !out.contains(&format!(" {bad}=")),
                    "{out}"
                );
            }
            assert!(!out.contains("javascript"), "{out}");
        }
    }

    #[test]
    fn keys_reach_code_that_scrolls() {
        assert_eq!(cleaned("<pre>x</pre>"), "<pre tabindex=\"0\">x</pre>");
        assert_eq!(cleaned("<pre tabindex=\"-1\">x</pre>"), "<pre tabindex=\"0\">x</pre>");
    }

    #[test]
    fn elements_are_nested_no_deeper_than_browsers_do() {
        let deepest = "<div>".repeat(1000) + "x" + &"</div>".repeat(1000);
        let out = cleaned(&deepest);
        assert_eq!((out.matches("<div>").count(), out.matches("</div>").count()), (256, 256));
        assert!(out.contains("<div>x</div>"));
        let items = "<ul>".to_owned() + &"<li>x".repeat(1000) + "</ul>";
        assert_eq!(cleaned(&items).matches("<li>").count(), 1000);
        let pairs = "<div>x</div>".repeat(1000);
        assert_eq!(cleaned(&pairs), pairs);
    }

    #[test]
    fn tags_are_balanced() {
        assert_eq!(cleaned("<div><b>x</main>"), "<div><b>x</b></div>");
    }
}
