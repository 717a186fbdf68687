//! Settings of other tools, for keys that book.toml does not have.

use crate::config::{Config, set_language};
use crate::formats::settings::Settings;

/// Fills the keys that book.toml leaves open.
pub fn fill(config: &mut Config, settings: &Settings) {
    let open = |now: &Option<String>, more: &Option<String>| now.clone().or_else(|| more.clone());
    config.title = open(&config.title, &settings.title);
    config.description = open(&config.description, &settings.description);
    config.repository_url = open(&config.repository_url, &settings.repository_url);
    config.edit_url_template = open(&config.edit_url_template, &settings.edit_url_template);
    let own = (config.site_url != "/").then(|| path_of(&config.site_url)).flatten();
    config.base = own.or_else(|| settings.address.as_deref().and_then(path_of));
    config.relative_links = settings.relative_links;
    config.writing = settings.writing.unwrap_or_default();
    if config.authors.is_empty() {
        config.authors.clone_from(&settings.authors);
    }
    if !config.places.contains_key("book.language")
        && let Some(language) = &settings.language
    {
        // A value that is no language tag leaves the default.
        let _ = set_language(config, language.replace('_', "-"));
    }
}

/// The path of an address, if it has one.
fn path_of(address: &str) -> Option<String> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => address,
    };
    let path = path.split(['?', '#']).next()?.trim_matches('/');
    (!path.is_empty()).then(|| path.to_owned())
}
