//! The links by which readers mend a page, or say what is wrong with it.

use crate::link::Entry;
use crate::link::route::{Route, encode};
use crate::render::Site;

/// Where to edit the page's source, if book.toml says where that is.
pub fn edit_link(site: &Site, entry: &Entry) -> Option<String> {
    let template = site.playbook.config.edit_url_template.as_ref()?;
    Some(template.replace("{path}", &encode(&entry.parsed.name)))
}

/// Where to say what is wrong with the page at a route, if book.toml says where that is. A mail
/// without words of its own gets the title as its subject and the address as its text.
pub fn link(site: &Site, route: &Route, title: &str) -> Option<String> {
    let config = &site.playbook.config;
    let address = config.feedback.as_ref()?;
    let url = format!("{}{}", config.site_url, route.encoded());
    let filled = match address.starts_with("mailto:") && !address.contains('?') {
        true => &format!("{address}?subject={{title}}&body={{url}}"),
        false => address,
    };
    // One pass, so that a title with braces in it is not filled in again.
    let mut parts = filled.split('{');
    let mut link = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or(("", part));
        link += &encode(if name == "title" { title } else { &url });
        link += rest;
    }
    Some(link)
}
