//! Renders images and other media, with alternative texts.

use crate::text::{Event, LinkForm};

use crate::link::remote::{RemoteFile, remote_file};
use crate::link::{AssetId, Target};
use crate::render::article::ArticleWriter;
use crate::render::article::links::wiki_label;
use crate::render::html::Html;
use crate::source::file_name;

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
            Event::Text(text) | Event::Code(text) | Event::Hashtag(text) => {
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
                let src = self.href(&Target::Asset { asset, anchor });
                self.asset((asset, &src), image, (&alt, size));
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
        (alt, size): (&str, Option<Size<'_>>),
    ) {
        let name = file_name(&self.playbook.asset(asset).asset.path);
        let label = if alt.is_empty() { name } else { alt };
        let player = [("src", src), ("controls", ""), ("aria-label", label)];
        match medium(name) {
            // A file name is no alternative text.
            Medium::Image => {
                let alt = if image.form == LinkForm::Wiki { "" } else { alt };
                let mut attributes = vec![("src", src)];
                if let Some(size) = size {
                    attributes.extend(size.width.map(|width| ("width", width)));
                    attributes.extend(size.height.map(|height| ("height", height)));
                }
                if !image.title.is_empty() {
                    attributes.push(("title", image.title));
                }
                attributes.push(("loading", "lazy"));
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

    /// A label in place of a missing image.
    pub(super) fn missing_image(&self, why: &str, alt: &str) -> Html {
        let label = if alt.is_empty() { &self.words().missing_image } else { alt };
        let mut html = Html::default();
        html.element("span", &[("class", "missing"), ("title", why)], label);
        html
    }

    /// A link in place of a remote image or video, which pages may not load.
    pub(super) fn remote_image(&self, address: &str, alt: &str) -> Html {
        let label = match alt {
            "" => self.remote_label(address, remote_file(address)),
            alt => alt.to_owned(),
        };
        let mut html = Html::default();
        html.element("a", &[("class", "remote-image"), ("href", address)], &label);
        html
    }

    /// Says what a file on another site is.
    pub(super) fn remote_label(&self, address: &str, file: RemoteFile) -> String {
        let host = address.split("://").nth(1).and_then(|rest| rest.split('/').next());
        let words = self.words();
        let site = host.unwrap_or(&words.other_site);
        let (words, site) = match file {
            RemoteFile::Image => (&words.remote_image, site),
            RemoteFile::Audio => (&words.remote_audio, site),
            RemoteFile::Video => (&words.remote_video, site),
            RemoteFile::VideoPage(site) => (&words.remote_video, site),
            RemoteFile::Document => (&words.remote_document, site),
        };
        words.fill(&[("site", &site)])
    }
}

/// A width and a height in pixels, at least one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size<'a> {
    width: Option<&'a str>,
    height: Option<&'a str>,
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
    let is_size = (number(width) || width.is_empty())
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
