//! `sitemap.xml` and `robots.txt` for search engines.

use crate::link::{Page, Playbook, Surface};
use crate::render::html::Xml;
use crate::render::page_type::{self, address};
use crate::render::{Site, pages};

/// The format's limit of addresses per file.
const MOST: usize = 50_000;

/// Every page for readers, with its last change.
pub fn write(site: &Site) -> String {
    let mut xml = Xml::declared();
    xml.open("urlset", &[("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")]);
    let pages = site.playbook.routes.iter();
    let pages = pages.filter(|(_, page)| is_found(&site.playbook, **page)).take(MOST);
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

/// Whether a page belongs in the sitemap: not a redirect and not a file for programs.
fn is_found(playbook: &Playbook, page: Page) -> bool {
    let appears = |entry| playbook.entry(entry).appears(Surface::Sitemap);
    match page {
        Page::Entry(id) => appears(id),
        Page::Tree(id) => appears(playbook.tree(id).entry),
        Page::Folder => true,
        Page::Generated(id) => page_type::named(id.name).is_some_and(|row| row.in_sitemap),
        Page::Asset(_) | Page::Redirect(_) | Page::Fold(_) | Page::Moved(_) => false,
    }
}

fn changed(playbook: &Playbook, page: Page) -> Option<jiff::civil::Date> {
    match page {
        Page::Entry(id) => playbook.entry(id).last_change(),
        Page::Tree(id) => playbook.entry(playbook.tree(id).entry).last_change(),
        _ => None,
    }
}

/// Writes robots.txt, which names the sitemap.
pub fn robots(site: &Site) -> String {
    let route = address(&site.playbook, pages::SITEMAP);
    let address = route.and_then(|route| site.canonical(&route)).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {address}\n")
}
