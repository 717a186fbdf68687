//! Exports: `llms.txt` and markdown copies for programs that read text, a sitemap for search
//! engines, and a feed of changes.
//!
//! All exports cover published entries only, so drafts are excluded.

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

/// Whether the full URL is known from book.toml, as sitemap and feed need it.
pub fn has_address(book: &BookFacts<'_>) -> bool {
    host(book.config).is_some()
}

/// Whether the site is at the root of its host, the only place for robots.txt.
pub fn is_at_root(book: &BookFacts<'_>) -> bool {
    host(book.config).is_some_and(|host| host.find('/') == Some(host.len() - 1))
}

/// Whether any entry has a date of change.
pub fn has_feed(book: &BookFacts<'_>) -> bool {
    let mut entries = book.entries_on(Surface::Feed);
    has_address(book) && entries.any(|entry| entry.last_change().is_some())
}

/// The site's URL without its scheme.
fn host(config: &Config) -> Option<&str> {
    Some(config.site_url.split_once("://")?.1)
}

/// A text on one line, for line-based formats.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
