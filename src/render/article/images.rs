//! Renders images and other media, with alternative texts.

use crate::text::{Event, LinkForm};

use crate::link::{AssetId, Target};
use crate::render::article::ArticleWriter;
use crate::render::article::links::wiki_label;
use crate::render::article::setting::Setting;
use crate::render::html::Html;
use crate::source::file_name;
use crate::source::pixels::Pixels;

/// The bytes of HTML that may fill the first screen.
const NEAR_THE_TOP: usize = 2_000;

/// An image whose alternative text is being read.
pub(super) struct Image<'a> {
    pub(super) depth: usize,
    pub(super) alt: String,
    pub(super) title: &'a str,
    pub(super) at: usize,
    pub(super) form: LinkForm,
}

/// How a browser handles a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Medium {
    Image,
    Audio,
    Video,
    /// Opened or downloaded.
    Document,
}

impl ArticleWriter<'_> {
    pub(super) fn inside_image(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Start(_) => image.depth += 1,
            Event::End(_) => image.depth -= 1,
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text) => {
                image.alt.push_str(text);
            }
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

    fn end_image(&mut self, image: &Image<'_>) {
        let (alt, size) = if image.form == LinkForm::Wiki {
            (self.block_words(&image.alt).unwrap_or_else(|| wiki_label(&image.alt)), None)
        } else {
            let (alt, size) = split_size(&image.alt, image.form);
            (alt.trim().to_owned(), size)
        };
        match self.target(image.at) {
            Some(Target::Asset { asset, anchor }) => {
                let scheme = anchor.as_deref().and_then(OnlyIn::of_anchor);
                let anchor = anchor.filter(|_| scheme.is_none());
                let page = anchor.as_deref().and_then(|anchor| anchor.strip_prefix("page="));
                let page = page.filter(|_| image.form == LinkForm::Wiki).map(str::to_owned);
                let alt = match page {
                    Some(page) => {
                        let file = file_name(&self.playbook.asset(asset).asset.path);
                        self.words().page_of_file.fill(&[("file", &file), ("page", &page)])
                    }
                    None => alt,
                };
                let src = self.href(&Target::Asset { asset, anchor });
                self.asset((asset, &src), image, (&alt, size, scheme));
            }
            Some(Target::Missing(why)) => {
                let label = self.missing_image(&why, &alt);
                self.html().html(&label);
            }
            Some(Target::External(address)) if address.starts_with("data:") => {
                self.image_tag(&[("src", address.as_str())], &alt);
            }
            Some(Target::External(address)) => {
                let link = self.remote_image(&address, &alt);
                self.html().html(&link);
            }
            Some(Target::Wanted(name)) => {
                let tag = self.start_wanted(&name);
                self.html().text(&alt).close(tag);
            }
            // An entry embedded within a paragraph becomes a link.
            Some(target) if self.link_ends.is_empty() => {
                let link = self.link_attributes(&target);
                let link: Vec<_> =
                    link.iter().map(|(name, value)| (*name, value.as_str())).collect();
                self.html().element("a", &link, &alt);
            }
            Some(_) | None => {
                self.html().text(&alt);
            }
        }
    }

    fn asset(
        &mut self,
        (asset, src): (AssetId, &str),
        image: &Image<'_>,
        (alt, size, scheme): (&str, Option<Size<'_>>, Option<OnlyIn>),
    ) {
        let name = file_name(&self.playbook.asset(asset).asset.path);
        let label = if alt.is_empty() { name } else { alt };
        let player =
            [("src", src), ("controls", ""), ("aria-label", label), ("preload", "metadata")];
        match medium(name) {
            // A file name is no alternative text.
            Medium::Image => {
                let alt = if image.form == LinkForm::Wiki { "" } else { alt };
                let pixels = self.playbook.asset(asset).asset.pixels;
                let (width, height) = sides(size, pixels);
                let mut attributes = vec![("src", src)];
                attributes.extend(scheme.map(|scheme| ("class", scheme.class())));
                attributes.extend(width.as_deref().map(|width| ("width", width)));
                attributes.extend(height.as_deref().map(|height| ("height", height)));
                if !image.title.is_empty() {
                    attributes.push(("title", image.title));
                }
                attributes.extend(self.loading());
                self.image_tag(&attributes, alt);
            }
            Medium::Audio => {
                self.html().element("audio", &player, "");
            }
            Medium::Video => {
                self.html().element("video", &player, "");
            }
            Medium::Document => {
                let label = with_kind(label, name);
                if self.link_ends.is_empty() {
                    self.html().element("a", &[("href", src)], &label);
                } else {
                    self.html().text(&label);
                }
            }
        }
    }

    /// Writes an image, always with an `alt` attribute, even if it is empty.
    pub(super) fn image_tag(&mut self, attributes: &[(&str, &str)], alt: &str) {
        let mut tag = self.html().tag("img").attribute("alt", alt);
        for (name, value) in attributes {
            tag = tag.attribute(name, value);
        }
        tag.end();
    }

    /// How the next image is loaded. The first one of a page is loaded at once if it is near the
    /// top.
    pub(super) fn loading(&mut self) -> Vec<(&'static str, &'static str)> {
        let before: usize = self.out.iter().map(|html| html.as_str().len()).sum();
        let is_first =
            !self.has_image && matches!(self.setting, Setting::Page) && before < NEAR_THE_TOP;
        self.has_image = true;
        let lazy = [("loading", "lazy"), ("decoding", "async")];
        lazy[usize::from(is_first)..].to_vec()
    }

    /// A label in place of a missing image.
    pub(super) fn missing_image(&self, why: &str, alt: &str) -> Html {
        let label = if alt.is_empty() { &self.words().missing_image } else { alt };
        let mut html = Html::default();
        html.element("span", &[("class", "missing"), ("title", why)], label);
        html
    }
}

/// The colours in which an image is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OnlyIn {
    Light,
    Dark,
}

impl OnlyIn {
    /// What the end of an address says, in the ways of Material for MkDocs and of GitHub.
    pub(super) fn of_anchor(anchor: &str) -> Option<OnlyIn> {
        match anchor {
            "only-light" | "gh-light-mode-only" => Some(OnlyIn::Light),
            "only-dark" | "gh-dark-mode-only" => Some(OnlyIn::Dark),
            _ => None,
        }
    }

    pub(super) fn class(self) -> &'static str {
        match self {
            OnlyIn::Light => "block-light-only",
            OnlyIn::Dark => "block-dark-only",
        }
    }
}

/// The width and the height to write: the author's, with the missing one in proportion, else those
/// of the file.
pub(super) fn sides(
    size: Option<Size<'_>>,
    pixels: Option<Pixels>,
) -> (Option<String>, Option<String>) {
    let given = size.unwrap_or(Size { width: None, height: None });
    let own = |side: &str| side.to_owned();
    let in_proportion = |side: &str, of: u32, to: u32| {
        let side = side.parse::<u64>().ok()?;
        Some(((side * u64::from(to) + u64::from(of) / 2) / u64::from(of)).max(1).to_string())
    };
    match (given.width, given.height, pixels) {
        (None, None, Some(pixels)) => {
            (Some(pixels.width.to_string()), Some(pixels.height.to_string()))
        }
        (Some(width), None, Some(pixels)) => {
            (Some(own(width)), in_proportion(width, pixels.width, pixels.height))
        }
        (None, Some(height), Some(pixels)) => {
            (in_proportion(height, pixels.height, pixels.width), Some(own(height)))
        }
        (width, height, _) => (width.map(own), height.map(own)),
    }
}

/// A width in pixels or percent and a height in pixels, at least one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size<'a> {
    pub(super) width: Option<&'a str>,
    pub(super) height: Option<&'a str>,
}

/// Splits `text|300x200` into text and size; a wikilink may hold just the size.
fn split_size(alt: &str, form: LinkForm) -> (&str, Option<Size<'_>>) {
    let (text, last) = match alt.rsplit_once('|') {
        Some(parts) => parts,
        None if form == LinkForm::LabelledWiki => ("", alt),
        None => return (alt, None),
    };
    let number = |text: &str| {
        (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (width, height) = last.trim().split_once('x').unwrap_or((last.trim(), ""));
    let percent = |text: &str| {
        let number = text.strip_suffix('%').and_then(|number| number.parse::<u8>().ok());
        number.is_some_and(|number| (1..=100).contains(&number))
    };
    let is_size = (number(width) || percent(width) && height.is_empty() || width.is_empty())
        && (number(height) || height.is_empty())
        && (width.len() + height.len() > 0);
    let side = |side| Some(side).filter(|side: &&str| !side.is_empty());
    let size = Size { width: side(width), height: side(height) };
    if is_size { (text, Some(size)) } else { (alt, None) }
}

/// The label of a file, with the kind of the file unless the label tells it.
fn with_kind(label: &str, name: &str) -> String {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is_told = extension.is_empty()
        || label.to_lowercase().contains(&format!(".{}", extension.to_lowercase()));
    if is_told { label.to_owned() } else { format!("{label} ({})", extension.to_uppercase()) }
}

/// The medium of a file, by extension.
fn medium(name: &str) -> Medium {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "mp3" | "wav" | "m4a" | "ogg" | "oga" | "opus" | "3gp" | "flac" => Medium::Audio,
        "mp4" | "webm" | "ogv" | "mov" | "mkv" | "m4v" => Medium::Video,
        "avif" | "bmp" | "gif" | "ico" | "jpeg" | "jpg" | "png" | "svg" | "webp" => Medium::Image,
        _ => Medium::Document,
    }
}
