//! Sanitises HTML in content: what is plainly well-formed by itself, the rest with ammonia.
//!
//! It runs over the whole article of a page with raw HTML, so that unbalanced tags cannot escape
//! the article either. Nothing else parses generated HTML.

mod nesting;
#[cfg(test)]
mod tests;
mod well_formed;

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
const OWN_ATTRIBUTES: &[&str] =
    &["type", "checked", "disabled", "aria-label", "name", "decoding", "preload", "referrerpolicy"];

/// Attributes that may start in any of these ways.
const PREFIXES: &[&str] = &["aria-", "data-"];

const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "obsidian", "data"];

/// The `rel` of all links.
const REL: &str = "noopener";

/// Removes everything outside the allow-list and balances all tags.
pub fn clean(html: &Html) -> Html {
    let html = html.as_str();
    Html::trusted(well_formed::clean(html).unwrap_or_else(|| sanitised(html)))
}

fn sanitised(html: &str) -> String {
    cleaner().clean(&without_deepest(html)).to_string()
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
        .generic_attribute_prefixes(PREFIXES.iter().copied().collect())
        .tag_attributes(Default::default())
        .tag_attribute_values(Default::default())
        // Scrollable code in raw HTML must be focusable, like that of markdown.
        .set_tag_attribute_values(HashMap::from([("pre", HashMap::from([("tabindex", "0")]))]))
        .allowed_classes(Default::default())
        .url_schemes(SCHEMES.iter().copied().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some(REL))
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
    pub fn restore(&self, cleaned: Html) -> Html {
        if self.0.is_empty() {
            return cleaned;
        }
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
