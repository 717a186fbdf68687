//! `sitemap.xml` and `robots.txt`: which pages there are, for search engines.

use crate::link::{Page, Playbook};
use crate::render::Site;
use crate::render::machines::xml::Xml;

/// The most addresses that the format allows in one file.
const MOST: usize = 50_000;

/// Every page that a reader may want to find, with the day of its last change.
pub fn write(site: &Site) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    let pages = site.playbook.routes.iter().filter(|(_, page)| is_found(**page)).take(MOST);
    for (route, page) in pages {
        let Some(address) = site.canonical(route) else { continue };
        xml.open("url", &[]).element("loc", &address);
        if let Some(day) = changed(&site.playbook, *page) {
            xml.element("lastmod", &day.to_string());
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.into_string()
}

/// Whether a page is one of its own, and neither leads on nor is for programs.
fn is_found(page: Page) -> bool {
    matches!(page, Page::Entry(_) | Page::Tree(_) | Page::Trees | Page::Folder)
}

fn changed(playbook: &Playbook, page: Page) -> Option<jiff::civil::Date> {
    match page {
        Page::Entry(id) => playbook.entry(id).last_change(),
        Page::Tree(id) => playbook.entry(playbook.tree(id).entry).last_change(),
        _ => None,
    }
}

/// Where the sitemap is.
pub fn robots(site: &Site) -> String {
    let address = site.canonical(&crate::link::route::Route::sitemap()).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {address}\n")
}
