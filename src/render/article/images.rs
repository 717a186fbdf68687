//! Images, with their alternative texts.

use pulldown_cmark::Event;

use crate::link::Target;
use crate::render::article::Writer;
use crate::render::html::{Html, escape_into};

/// An image whose alternative text is being read.
pub(super) struct Image {
    pub(super) depth: usize,
    pub(super) alt: String,
    pub(super) title: String,
    pub(super) at: usize,
    pub(super) wiki: bool,
}

impl Writer<'_> {
    pub(super) fn inside_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) => image.alt.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt.push(' '),
            _ => {}
        }
        if image.depth == 0 {
            self.depth -= 1;
            if let Some(image) = self.image.take() {
                self.end_image(&image);
            }
        }
    }

    pub(super) fn end_image(&mut self, image: &Image) {
        let alt = image.alt.trim();
        match self.target(image.at) {
            Some(Target::Asset(asset)) => {
                let src = self.href(&Target::Asset(asset));
                let size = alt.split('x').next().unwrap_or("");
                let is_size =
                    image.wiki && !size.is_empty() && size.bytes().all(|b| b.is_ascii_digit());
                let shown = if is_size || (image.wiki && alt.contains('.')) { "" } else { alt };
                let mut attributes = vec![("src", src.as_str())];
                if is_size {
                    attributes.push(("width", size));
                }
                if !image.title.is_empty() {
                    attributes.push(("title", &image.title));
                }
                attributes.push(("loading", "lazy"));
                self.image_tag(&attributes, shown);
            }
            Some(Target::Missing(why)) => {
                self.html().html(&missing_image(&why, alt));
            }
            Some(Target::External(address)) if address.starts_with("data:") => {
                self.image_tag(&[("src", address.as_str())], alt);
            }
            Some(target) => {
                let href = self.href(&target);
                self.html().html(&remote_image(&href, alt));
            }
            None => {
                self.html().text(alt);
            }
        }
    }

    /// An image must have an alternative text, even if it is empty.
    pub(super) fn image_tag(&mut self, attributes: &[(&str, &str)], alt: &str) {
        let mut tag = String::from("<img alt=\"");
        escape_into(&mut tag, alt);
        tag.push('"');
        for (key, value) in attributes {
            tag.push_str(&format!(" {key}=\""));
            escape_into(&mut tag, value);
            tag.push('"');
        }
        tag.push('>');
        self.html().html(&Html::trusted(tag));
    }
}

/// A label in the place of an image that is not there.
pub(super) fn missing_image(why: &str, alt: &str) -> Html {
    let label = if alt.is_empty() { "missing image" } else { alt };
    let mut html = Html::default();
    html.element("span", &[("class", "missing"), ("title", why)], label);
    html
}

/// A link in the place of an image that a page may not load.
pub(super) fn remote_image(address: &str, alt: &str) -> Html {
    let host = address.split("://").nth(1).and_then(|rest| rest.split('/').next());
    let label = match alt {
        "" => format!("Image on {}", host.unwrap_or("another site")),
        alt => alt.to_owned(),
    };
    let mut html = Html::default();
    html.element("a", &[("class", "remote-image"), ("href", address)], &label);
    html
}
