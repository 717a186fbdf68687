//! Links for editing a page and for feedback.

use crate::link::Entry;
use crate::link::route::{Route, encode};
use crate::render::Site;

/// The address to edit the page's source, if book.toml sets one.
pub fn edit_link(site: &Site, entry: &Entry) -> Option<String> {
    let template = site.playbook.config.edit_url_template.as_ref()?;
    Some(template.replace("{path}", &encode(&entry.parsed.name)))
}

/// The feedback address of the page at a route, if book.toml sets one. A mail address without a
/// subject or body gets the title and the page's URL.
pub fn link(site: &Site, route: &Route, title: &str) -> Option<String> {
    let config = &site.playbook.config;
    let address = config.feedback.as_ref()?;
    let url = format!("{}{}", config.site_url, route.encoded());
    let filled = if address.starts_with("mailto:") && !address.contains('?') {
        &format!("{address}?subject={{title}}&body={{url}}")
    } else {
        address
    };
    // One pass, so that braces in a title are not filled.
    let mut parts = filled.split('{');
    let mut link = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        link += &encode(if name == "title" { title } else { &url });
        link += rest;
    }
    Some(link)
}
