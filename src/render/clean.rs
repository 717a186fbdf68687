//! The allow-list for HTML in content, enforced by ammonia.
//!
//! It runs over the whole article of a page that holds raw HTML, so that unbalanced tags cannot
//! leave the article either.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};

use crate::raw_html::{ATTRIBUTES, ELEMENTS};
use crate::render::html::Html;

/// Elements that the writer makes and authors may not.
const OWN_ELEMENTS: &[&str] = &["input", "label", "tick-list"];

/// Attributes that the writer makes and authors may not.
const OWN_ATTRIBUTES: &[&str] = &["type", "checked", "disabled", "aria-label"];

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(ELEMENTS.iter().chain(OWN_ELEMENTS).copied().collect())
        .clean_content_tags(HashSet::new())
        .generic_attributes(ATTRIBUTES.iter().chain(OWN_ATTRIBUTES).copied().collect())
        .generic_attribute_prefixes(HashSet::from(["aria-", "data-"]))
        .tag_attributes(Default::default())
        .tag_attribute_values(Default::default())
        .set_tag_attribute_values(Default::default())
        .allowed_classes(Default::default())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("noopener"))
        .strip_comments(true);
    builder
});

/// The same HTML with everything outside the allow-list gone and all tags balanced.
pub fn clean(html: &Html) -> Html {
    Html::trusted(CLEANER.clean(html.as_str()).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(html: &str) -> String {
        clean(&Html::trusted(html)).into_string()
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
    fn tags_are_balanced() {
        assert_eq!(cleaned("<div><b>x</main>"), "<div><b>x</b></div>");
    }
}
