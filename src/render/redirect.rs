//! Redirect pages at old addresses.

use serde::Serialize;

use crate::link::Target;
use crate::link::route::{Route, encode};
use crate::render::{Site, bundle};
use crate::source::file_name;

/// `redirect.html`.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    pub language: String,
    pub title: String,
    pub href: String,
    /// The script that keeps what follows `#`.
    pub script: String,
    pub canonical: Option<String>,
}

/// Builds the view of the redirect at `route`.
pub fn view(site: &Site, route: &Route, to: &Target) -> RedirectView {
    let page = |to: &Route, title: &str, anchor: &str| {
        (title.to_owned(), format!("{}{anchor}", route.link_to(to)), site.canonical(to))
    };
    let (title, href, canonical) = match to {
        Target::Entry { entry, anchor } => {
            let entry = site.playbook.entry(*entry);
            let anchor = anchor.as_ref().map(|id| format!("#{}", encode(id)));
            page(&entry.route, &entry.parsed.title, anchor.as_deref().unwrap_or(""))
        }
        Target::Asset { asset, anchor } => {
            let placed = site.playbook.asset(*asset);
            let anchor = anchor.as_ref().map(|anchor| format!("#{anchor}"));
            let name = file_name(&placed.asset.path);
            page(&placed.route, name, anchor.as_deref().unwrap_or(""))
        }
        Target::Page(to) => page(to, &to.to_string(), ""),
        Target::External(address) => (address.clone(), address.clone(), Some(address.clone())),
        Target::Wanted(why) | Target::Missing(why) => page(&Route::home(), why, ""),
    };
    let language = site.playbook.config.language.clone();
    let script = route.link_to(site.theme.bundle.script(&bundle::REDIRECT));
    RedirectView { language, title, href, script, canonical }
}
