//! Images that authors write in HTML, and pictures with an image for each colour scheme.

use crate::link::Target;
use crate::raw_html::{self, HtmlTag, SourceScheme, unescape};
use crate::render::article::ArticleWriter;
use crate::render::article::images::{OnlyIn, Size, sides};
use crate::render::article::raw::AttributeValue;

/// An image of a picture for one colour scheme.
pub(super) struct SchemeSource {
    scheme: OnlyIn,
    target: Target,
}

impl ArticleWriter<'_> {
    /// Writes what replaces an image or a source; false if it is written as usual.
    pub(super) fn raw_image(&mut self, html: &str, tag: &HtmlTag, start: usize) -> bool {
        if tag.name == "source" {
            return self.keep_source(html, tag, start);
        }
        let target = tag.attribute("src").and_then(|src| self.raw_target(src, start));
        let alt = tag.attribute("alt").map(|alt| unescape(&html[alt.value.clone()]));
        let alt = alt.unwrap_or_default();
        self.write_sources(&alt);
        match target {
            Some(Target::Missing(why)) => {
                let label = self.missing_image(&why, &alt);
                self.html().html(&label);
                true
            }
            Some(Target::External(address)) if !address.starts_with("data:") => {
                let link = self.remote_image(&address, &alt);
                self.html().html(&link);
                true
            }
            _ => std::mem::take(&mut self.has_both_schemes),
        }
    }

    /// Keeps a source for one colour scheme until the image of its picture.
    fn keep_source(&mut self, html: &str, tag: &HtmlTag, start: usize) -> bool {
        let Some((address, scheme)) = tag.source_in_scheme(html) else { return false };
        let scheme = match scheme {
            SourceScheme::Light => OnlyIn::Light,
            SourceScheme::Dark => OnlyIn::Dark,
        };
        let at = raw_html::place(&self.entry.parsed.text, start, &address).start;
        if let Some(target @ Target::Asset { .. }) = self.target(at)
            && self.sources.iter().all(|source| source.scheme != scheme)
        {
            self.sources.push(SchemeSource { scheme, target });
        }
        true
    }

    /// Writes the images for one colour scheme. The image of the picture is for the other one, if
    /// there is one left.
    fn write_sources(&mut self, alt: &str) {
        let sources = std::mem::take(&mut self.sources);
        self.other_scheme = match &sources[..] {
            [only] if only.scheme == OnlyIn::Dark => Some(OnlyIn::Light),
            [_] => Some(OnlyIn::Dark),
            _ => None,
        };
        self.has_both_schemes = sources.len() > 1;
        for SchemeSource { scheme, target } in sources {
            let src = self.href(&target);
            let Target::Asset { asset, .. } = target else { continue };
            let (width, height) = sides(None, self.playbook.asset(asset).asset.pixels);
            let mut attributes = vec![("src", src.as_str()), ("class", scheme.class())];
            attributes.extend(width.as_deref().map(|width| ("width", width)));
            attributes.extend(height.as_deref().map(|height| ("height", height)));
            attributes.extend([("loading", "lazy"), ("decoding", "async")]);
            self.image_tag(&attributes, alt);
        }
    }

    /// Adds the size of the file, when to load it, and the scheme in which it is shown.
    pub(super) fn add_image_attributes<'t>(
        &mut self,
        html: &'t str,
        (tag, start): (&'t HtmlTag, usize),
        attributes: &mut Vec<(&'t str, AttributeValue<'t>)>,
    ) {
        let target = tag.attribute("src").and_then(|src| self.raw_target(src, start));
        let anchor = match &target {
            Some(Target::Asset { anchor, .. }) => anchor.as_deref().and_then(OnlyIn::of_anchor),
            _ => None,
        };
        if let Some(scheme) = self.other_scheme.take().or(anchor) {
            add_class(attributes, scheme.class());
        }
        let written = |name: &str| tag.attribute(name).map(|given| &html[given.value.clone()]);
        let number = |name: &str| {
            let value = written(name)?.trim();
            Some(value.strip_suffix("px").unwrap_or(value))
        };
        let (width, height) = (number("width"), number("height"));
        let is_number = |side: &str| {
            (1..=5).contains(&side.len()) && side.bytes().all(|byte| byte.is_ascii_digit())
        };
        if let Some(Target::Asset { asset, .. }) = target
            && [width, height].into_iter().flatten().all(is_number)
        {
            let pixels = self.playbook.asset(asset).asset.pixels;
            let sides = sides(Some(Size { width, height }), pixels);
            let sides = [("width", width, sides.0), ("height", height, sides.1)];
            attributes.extend(sides.into_iter().filter_map(|(name, given, side)| {
                Some((name, AttributeValue::Ours(side.filter(|_| given.is_none())?)))
            }));
        }
        for (name, value) in self.loading() {
            if tag.attribute(name).is_none() || name == "decoding" {
                attributes.push((name, AttributeValue::Ours(value.to_owned())));
            }
        }
    }
}

/// Puts a class of ours before those of the author.
fn add_class(attributes: &mut Vec<(&str, AttributeValue<'_>)>, class: &str) {
    let own = attributes.iter_mut().find(|(name, _)| *name == "class");
    match own {
        Some((_, value)) => {
            let written = match &*value {
                AttributeValue::Ours(text) => text.clone(),
                AttributeValue::Written(text) => unescape(text),
            };
            *value = AttributeValue::Ours(format!("{class} {written}"));
        }
        None => attributes.push(("class", AttributeValue::Ours(class.to_owned()))),
    }
}
