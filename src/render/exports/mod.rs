//! The book for programs: `llms.txt` and Markdown copies for those that read text, a sitemap for
//! search engines, a feed for people who want to know what changed.
//!
//! All of it is made from what is published, so a draft is in none of it.

mod feed;
mod llms;
mod sitemap;
mod markdown_copy;

use crate::config::Config;
use crate::link::Surface;
use crate::link::pages::BookFacts;

pub use feed::write as feed;
pub use llms::write as llms;
pub use markdown_copy::write as markdown_copy;
pub use sitemap::{robots, write as sitemap};

/// Search engines and feed readers want whole addresses, which only book.toml can tell.
pub fn has_address(book: &BookFacts<'_>) -> bool {
    host(book.config).is_some()
}

/// Whether the site is the whole of its host: robots.txt is looked for at a host's root alone.
pub fn is_at_root(book: &BookFacts<'_>) -> bool {
    host(book.config).is_some_and(|host| host.find('/') == Some(host.len() - 1))
}

/// Whether there is a day on which anything changed.
pub fn has_feed(book: &BookFacts<'_>) -> bool {
    let mut entries = book.entries_on(Surface::Feed);
    has_address(book) && entries.any(|entry| entry.last_change().is_some())
}

/// The site's address without its scheme.
fn host(config: &Config) -> Option<&str> {
    Some(config.site_url.split_once("://")?.1)
}

/// A text without line breaks, for formats in which they mean something.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
