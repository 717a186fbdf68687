//! `feed.xml`: recent changes as an Atom feed.

use jiff::civil::Date;

use crate::link::route::Route;
use crate::link::{Entry, Surface};
use crate::render::Site;
use crate::render::html::Xml;

/// The number of entries in the feed.
const NEWEST: usize = 30;

/// The last changed entries, without those that have no date.
pub fn write(site: &Site, route: &Route) -> String {
    let playbook = &site.playbook;
    let entries = playbook.entries_on(Surface::Feed);
    let dated = entries.filter_map(|entry| Some((entry.last_change()?, entry)));
    let mut dated: Vec<(Date, &Entry)> = dated.collect();
    dated.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.route.cmp(&other.route)));
    let home = site.canonical(&Route::home()).unwrap_or_default();
    let own = site.canonical(route).unwrap_or_default();
    let author = match playbook.config.authors.join(", ") {
        nobody if nobody.is_empty() => playbook.title.clone(),
        authors => authors,
    };
    let mut xml = Xml::declared();
    xml.open(
        "feed",
        &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", &playbook.config.language)],
    );
    xml.element("id", &home).element("title", &playbook.title);
    xml.element("updated", &moment(dated.first().map(|(day, _)| *day)));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &home)]);
    xml.open("author", &[]).element("name", &author).close("author");
    for (day, entry) in dated.into_iter().take(NEWEST) {
        let address = site.canonical(&entry.route).unwrap_or_default();
        xml.open("entry", &[]).element("id", &address).element("title", &entry.parsed.title);
        xml.element("updated", &moment(Some(day)));
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &address)]);
        if !entry.parsed.description.is_empty() {
            xml.element("summary", &entry.parsed.description);
        }
        xml.close("entry");
    }
    xml.close("feed");
    xml.into_string()
}

/// The start of a day, because the time is unknown.
fn moment(day: Option<Date>) -> String {
    format!("{}T00:00:00Z", day.unwrap_or(jiff::civil::date(1970, 1, 1)))
}
