//! The book for programs: `llms.txt` and markdown twins for those that read text, a sitemap for
//! search engines, a feed for people who want to know what changed.
//!
//! All of it is made from what is published, so a draft is in none of it.

mod feed;
mod llms;
mod sitemap;
mod twin;
mod xml;

use crate::link::{Entry, MachineFile};
use crate::render::Site;

/// One of the files for programs.
pub fn write(site: &Site, file: MachineFile) -> String {
    match file {
        MachineFile::Llms => llms::write(site),
        MachineFile::Sitemap => sitemap::write(site),
        MachineFile::Robots => sitemap::robots(site),
        MachineFile::Feed => feed::write(site),
    }
}

/// An entry as markdown.
pub fn twin(site: &Site, entry: &Entry) -> String {
    twin::write(&site.playbook, entry)
}

/// A text without line breaks, for formats in which they mean something.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
