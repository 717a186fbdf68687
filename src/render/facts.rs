//! Metadata of an entry, with links to the pages of shared values.

use crate::link::Entry;
use crate::link::route::Route;
use crate::parse::facts::{Fact, FactPart};
use crate::parse::front_matter::wikilink;
use crate::parse::values;
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::render::views::{FactView, Reference};
use crate::render::{Site, facets};
use crate::words::Words;

/// The facts at the top of an entry's page.
pub fn of(site: &Site, entry: &Entry, on: &Route) -> Vec<FactView> {
    let front_matter = &entry.parsed.front_matter;
    let plain = |text: String| vec![Reference::new(String::new(), &text)];
    let words = &site.playbook.config.words;
    let between = &*words.text.between;
    let reviewed = |date| plain(words.day(date));
    let of_key = |key: &str, values: &[String]| linked(site, on, (key, values));
    let owners: Vec<String> =
        front_matter.owner.iter().flat_map(|owner| values::split(owner)).collect();
    let tags: Vec<String> =
        entry.tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect();
    let mut facts: Vec<(&str, Vec<Reference>, &str)> = [
        (&*words.facet.levels, of_key("levels", &front_matter.levels)),
        (&*words.facet.owner, of_key("owner", &owners)),
        (&*words.facet.reviewed, front_matter.reviewed.map(reviewed).unwrap_or_default()),
        (&*words.facet.updated, updated(words, entry).map(plain).unwrap_or_default()),
        (&*words.facet.tags, of_key("tags", &tags)),
    ]
    .map(|(key, values)| (key, values, between))
    .into();
    if entry.parsed.facts.list.is_none() {
        let items = entry.parsed.facts.items.iter();
        facts.extend(items.map(|fact| {
            // The parts of a value are all of its text.
            let between = if fact.parts.is_empty() { between } else { "" };
            (fact.key.as_str(), of_fact(site, (entry, on), fact), between)
        }));
    }
    let facts = facts.into_iter().filter(|(_, values, _)| !values.is_empty());
    let view = |(key, values, between): (&str, Vec<Reference>, &str)| {
        let (key, between) = (key.to_owned(), between.to_owned());
        FactView { key, values, between }
    };
    facts.map(view).collect()
}

/// A metadata list as a definition list, on the page at a route.
pub fn table(site: &Site, entry: &Entry, on: &Route) -> Html {
    let mut html = Html::default();
    html.open("dl", &[("class", "facts")]);
    for fact in &entry.parsed.facts.items {
        html.open("div", &[]).element("dt", &[], &fact.key).open("dd", &[]);
        for (index, value) in of_fact(site, (entry, on), fact).iter().enumerate() {
            if index > 0 {
                html.text(&site.playbook.config.words.text.between);
            }
            match value.href.as_str() {
                "" => html.text(&value.label),
                href => html.element("a", &[("href", href)], &value.label),
            };
        }
        html.close("dd").close("div");
    }
    html.close("dl");
    html
}

fn updated(words: &Words, entry: &Entry) -> Option<String> {
    match (entry.parsed.front_matter.updated, &entry.commits) {
        (Some(date), _) => Some(words.day(date)),
        (None, Some(commits)) => {
            let day = words.day(commits.changed);
            let by = &commits.by;
            if by.is_empty() {
                return Some(day);
            }
            Some(words.facet.updated_by.fill(&[("day", &day), ("person", by)]))
        }
        (None, None) => None,
    }
}

/// The values of a fact, or its text if none of them has a page.
fn of_fact(site: &Site, (entry, on): (&Entry, &Route), fact: &Fact) -> Vec<Reference> {
    if !fact.parts.is_empty() {
        let place = PagePlace::on(on);
        let href = |start| {
            let link = site.playbook.links.at(entry, start)?;
            Some(place.href(&site.playbook, link.target))
        };
        let part = |part: &FactPart| {
            Reference::new(part.link.and_then(href).unwrap_or_default(), &part.label)
        };
        return fact.parts.iter().map(part).collect();
    }
    let values = linked(site, on, (&fact.key, &fact.values()));
    if values.iter().all(|value| value.href.is_empty()) {
        vec![Reference::new(String::new(), &fact.value)]
    } else {
        values
    }
}

/// The values of a key, each with the page of its entries, if any.
fn linked(site: &Site, on: &Route, (key, values): (&str, &[String])) -> Vec<Reference> {
    let link = |label: &String| {
        let value = site.playbook.facets.find(key, label);
        let route = value
            .map(|value| facets::subject(site, value).map_or(&value.route, |entry| &entry.route));
        let label = wikilink(label).map_or(label.as_str(), |(_, shown)| shown);
        Reference::new(route.map(|route| on.link_to(route)).unwrap_or_default(), label)
    };
    values.iter().map(link).collect()
}
