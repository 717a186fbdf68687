//! Branding settings: `[theme]`, `[feedback]` and additional styles.

use toml::de::DeValue;

use crate::config::colour::Colour;
use crate::config::{Config, text, texts};

/// The settings of `[theme]` and `additional-css`. File names are from the book's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Branding {
    pub accent: Option<Colour>,
    pub accent_dark: Option<Colour>,
    pub logo: Option<String>,
    pub favicon: Option<String>,
    pub footer: Option<String>,
    pub additional_css: Vec<String>,
}

/// The placeholders of a feedback address.
const PLACEHOLDERS: &[&str] = &["title", "url"];

pub(super) fn colour(value: &DeValue<'_>) -> Result<Option<Colour>, String> {
    let found = text(value).ok().and_then(|text| Colour::parse(&text));
    found.map(Some).ok_or_else(|| "a colour such as \"#a03c18\"".to_owned())
}

pub(super) fn image(value: &DeValue<'_>) -> Result<Option<String>, String> {
    const KNOWN: &[&str] = &["svg", "png", "ico", "jpg", "jpeg", "webp", "gif", "avif"];
    let expected = || "an image inside the book, such as \"content/images/logo.svg\"".to_owned();
    let path = text(value).map_err(|_| expected())?;
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if KNOWN.iter().any(|known| extension.eq_ignore_ascii_case(known)) && is_inside(&path) {
        Ok(Some(plain(&path)))
    } else {
        Err(expected())
    }
}

pub(super) fn styles(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let paths = texts(value)?;
    if paths.iter().all(|path| path.ends_with(".css") && is_inside(path)) {
        Ok(paths.iter().map(|path| plain(path)).collect())
    } else {
        Err("a list of .css files inside the book".into())
    }
}

pub(super) fn set_feedback(config: &mut Config, value: &DeValue<'_>) -> Result<(), String> {
    let expected = || "an address that starts with mailto: or https://, in which {title} and {url} are filled in";
    let address = text(value).map_err(|_| expected())?;
    let is_mail = address.strip_prefix("mailto:").is_some_and(|to| to.contains('@'));
    let is_page = address.strip_prefix("https://").is_some_and(|rest| !rest.is_empty());
    let is_plain = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let mut braced = address.split('{').skip(1);
    let is_known = braced
        .all(|rest| rest.split_once('}').is_some_and(|(name, _)| PLACEHOLDERS.contains(&name)));
    if !((is_mail || is_page) && is_plain && is_known) {
        return Err(expected().to_owned());
    }
    config.feedback = Some(address);
    Ok(())
}

fn is_inside(path: &str) -> bool {
    let parts = plain(path);
    !path.contains(['\\', ':'])
        && parts.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

fn plain(path: &str) -> String {
    path.strip_prefix("./").unwrap_or(path).to_owned()
}
