//! What other sites show: frames that a click opens and images, of the hosts that book.toml allows;
//! links for all others.

use crate::link::remote::{RemoteFile, remote_file};
use crate::parse::HasHtml;
use crate::render::article::ArticleWriter;
use crate::render::html::Html;

impl ArticleWriter<'_> {
    /// A link to a page of another site, with the words that say best what it is. Where its frame
    /// may be shown, a click on the link opens it.
    pub(super) fn remote_frame(&mut self, address: &str, title: &str) -> Html {
        let host = || address.split("://").nth(1).and_then(|rest| rest.split('/').next());
        let label = match remote_file(address) {
            _ if !title.trim().is_empty() => title.to_owned(),
            RemoteFile::Image => host().unwrap_or(address).trim_start_matches("www.").to_owned(),
            file => self.remote_label(address, file),
        };
        let link = link("remote-frame", address, &label);
        match self.playbook.config.embeds.frame(address) {
            Some(frame) => self.opened_by_click(&frame, link),
            None => link,
        }
    }

    /// An image of another site, or a link to what pages may not load.
    pub(super) fn remote_image(&mut self, address: &str, alt: &str) -> Html {
        let embeds = &self.playbook.config.embeds;
        if embeds.shows_image(address) && remote_file(address) == RemoteFile::Image {
            return self.shown_image(address, alt);
        }
        let label = match alt {
            "" => self.remote_label(address, remote_file(address)),
            alt => alt.to_owned(),
        };
        let player = embeds.player(address);
        let link = link("remote-image", address, &label);
        match player {
            Some(frame) => self.opened_by_click(&frame, link),
            None => link,
        }
    }

    fn shown_image(&mut self, address: &str, alt: &str) -> Html {
        let mut html = Html::default();
        let mut tag = html.tag("img").attribute("alt", alt).attribute("src", address);
        for (name, value) in self.loading() {
            tag = tag.attribute(name, value);
        }
        tag.attribute("referrerpolicy", "no-referrer").end();
        html
    }

    /// A link that a script replaces by a frame when it is clicked. Nothing is loaded before, and
    /// without the script, in a link and on the print page it stays a link.
    fn opened_by_click(&mut self, frame: &str, link: Html) -> Html {
        if self.place.is_printed() || !self.link_ends.is_empty() || self.in_heading {
            return link;
        }
        let mut html = Html::default();
        html.open("embed-frame", &[("class", "block-embed"), ("data-src", frame)]);
        html.html(&link).close("embed-frame");
        match self.entry.parsed.prose.html {
            HasHtml::Some => self.placeholders.keep(html),
            HasHtml::None => html,
        }
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

fn link(class: &str, address: &str, label: &str) -> Html {
    let mut html = Html::default();
    html.element("a", &[("class", class), ("href", address)], label);
    html
}
