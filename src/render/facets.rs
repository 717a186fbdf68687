//! The views of the pages below `browse/`: all facets, a facet, and the entries of a value.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::link::facets::{FOLDER, Facet, FacetId, Value, ValueId};
use crate::link::route::{Route, encode};
use crate::link::{Entry, EntryId, Surface};
use crate::render::Site;
use crate::render::views::{
    BrowseView, FacetLine, FacetView, FilteredEntry, ListedEntry, Reference, ValueLine, ValueView,
};
use crate::source::capitalised;

/// Facets with more values are shown as a list or collapsed.
const FEW: usize = 12;

/// With more entries, the list of all entries has no descriptions.
const DESCRIBED: usize = 300;

/// All facets with their values, and all entries.
pub fn browse(site: &Site, on: &Route) -> BrowseView {
    let facets = &site.playbook.facets;
    let lines = facets.ids().map(|(_, facet)| {
        let values = facet.values.iter().map(|value| value_line(on, value, value.entries.len()));
        facet_line(on, facet, values.collect())
    });
    let all: Vec<EntryId> =
        site.playbook.entries_on(Surface::Facets).map(|entry| entry.id).collect();
    let is_described = all.len() <= DESCRIBED;
    let entries = in_reading_order(site, &all).into_iter().map(|id| {
        let values = facets.of(id).iter();
        let terms = values.map(|value| {
            let (key, slug) = (&facets.facet(value.facet).key, &facets.value(*value).slug);
            format!("{}={}", encode(key), encode(slug))
        });
        let mut entry = listed(site, on, id);
        if !is_described {
            entry.note.clear();
        }
        FilteredEntry { terms: terms.collect::<Vec<_>>().join("&"), entry }
    });
    let words = &site.playbook.config.words;
    BrowseView {
        context: site.context(on, &words.shortcuts.browse, &words.browse.about),
        facets: lines.collect(),
        entries: entries.collect(),
    }
}

/// The view of a facet, with the entries of each value if there are few.
pub fn facet(site: &Site, on: &Route, id: FacetId) -> FacetView {
    let facet = site.playbook.facets.facet(id);
    let is_read_by_value = facet.values.len() <= FEW;
    let values = facet.values.iter().map(|value| {
        let mut line = value_line(on, value, value.entries.len());
        if is_read_by_value {
            line.entries = entries(site, on, (facet, value));
        }
        line
    });
    let about = &site.playbook.config.words.browse.about_facet;
    let about = about.fill(&[("facet", &lower_first(&facet.label))]);
    FacetView {
        context: site.context(on, &facet.label, &about),
        breadcrumbs: vec![browse_link(site, on)],
        key: facet.key.clone(),
        is_read_by_value,
        values: values.collect(),
    }
}

/// The view of a value: its entries and their other values.
pub fn value(site: &Site, on: &Route, id: ValueId) -> ValueView {
    let facets = &site.playbook.facets;
    let (facet, value) = (facets.facet(id.facet), facets.value(id));
    let title = heading(&value.label);
    let about = format!("{}: {}", facet.label, value.label);
    let above = Reference::new(on.link_to(&facet.route), &facet.label);
    let around = facets.above(id).into_iter().map(|id| {
        let value = facets.value(id);
        Reference::new(on.link_to(&value.route), &heading(&value.label))
    });
    let narrower = value.children.iter().map(|child| {
        let child = &facet.values[*child as usize];
        value_line(on, child, child.entries.len())
    });
    let query = format!("?{}={}", encode(&facet.key), encode(&value.slug));
    ValueView {
        context: site.context(on, &title, &about),
        breadcrumbs: [browse_link(site, on), above].into_iter().chain(around).collect(),
        facet: facet.label.clone(),
        subject: subject(site, value).map(|entry| on.link_to(&entry.route)).unwrap_or_default(),
        narrower: narrower.collect(),
        entries: entries(site, on, (facet, value)),
        beside: beside(site, on, id),
        filter: format!("{}{query}", on.link_to(&Route::generated(FOLDER))),
    }
}

/// The entry that a value names as a wikilink.
pub fn subject<'a>(site: &'a Site, value: &Value) -> Option<&'a Entry> {
    let id = site.playbook.names.first(value.target.as_deref()?, "")?;
    Some(site.playbook.entry(id))
}

/// The most values listed of each facet beside another value.
const BESIDE: usize = 50;

/// The most values of an entry that are counted beside another.
const COUNTED: usize = 200;

/// The most frequent other values of a value's entries, with counts.
fn beside(site: &Site, on: &Route, id: ValueId) -> Vec<FacetLine> {
    let facets = &site.playbook.facets;
    let above = facets.above(id);
    let is_other = |other: &ValueId| {
        *other != id && !above.contains(other) && !facets.above(*other).contains(&id)
    };
    let mut counts: BTreeMap<ValueId, usize> = BTreeMap::new();
    for entry in &facets.value(id).entries {
        for other in facets.of(*entry).iter().take(COUNTED).filter(|other| is_other(other)) {
            *counts.entry(*other).or_default() += 1;
        }
    }
    let mut values: BTreeMap<FacetId, Vec<ValueLine>> = BTreeMap::new();
    for (other, count) in counts {
        let line = value_line(on, facets.value(other), count);
        values.entry(other.facet).or_default().push(line);
    }
    let lines = values
        .into_iter()
        .map(|(id, values)| facet_line(on, facets.facet(id), most_frequent(values)));
    lines.collect()
}

/// The values with the highest counts, in their order.
fn most_frequent(mut values: Vec<ValueLine>) -> Vec<ValueLine> {
    if values.len() > BESIDE {
        let mut counts: Vec<usize> = values.iter().map(|value| value.count).collect();
        counts.sort_unstable_by_key(|count| Reverse(*count));
        let least = counts[BESIDE - 1];
        values.retain(|value| value.count >= least);
        values.truncate(BESIDE);
    }
    values
}

fn entries(site: &Site, on: &Route, (facet, value): (&Facet, &Value)) -> Vec<ListedEntry> {
    let ids = in_reading_order(site, &value.entries);
    let mut entries: Vec<ListedEntry> = ids.iter().map(|id| listed(site, on, *id)).collect();
    // Lists by owner show review dates.
    if facet.key != "owner" {
        entries.iter_mut().for_each(|entry| entry.reviewed.clear());
    }
    entries
}

fn in_reading_order(site: &Site, ids: &[EntryId]) -> Vec<EntryId> {
    let mut ids = ids.to_vec();
    let rank = |id: &EntryId| site.playbook.nav.rank(&site.playbook.entry(*id).route);
    ids.sort_by_cached_key(|id| (rank(id), *id));
    ids
}

fn listed(site: &Site, on: &Route, id: EntryId) -> ListedEntry {
    let words = &site.playbook.config.words;
    let entry = site.playbook.entry(id);
    ListedEntry {
        href: on.link_to(&entry.route),
        label: entry.parsed.title.clone(),
        note: entry.parsed.description.clone(),
        reviewed: entry
            .parsed
            .front_matter
            .reviewed
            .map(|date| words.day(date))
            .unwrap_or_default(),
    }
}

fn facet_line(on: &Route, facet: &Facet, values: Vec<ValueLine>) -> FacetLine {
    FacetLine {
        key: facet.key.clone(),
        label: facet.label.clone(),
        href: on.link_to(&facet.route),
        is_folded: values.len() > FEW,
        values,
    }
}

fn value_line(on: &Route, value: &Value, count: usize) -> ValueLine {
    ValueLine {
        slug: value.slug.clone(),
        label: value.label.clone(),
        heading: heading(&value.label),
        href: on.link_to(&value.route),
        count,
        entries: Vec::new(),
    }
}

fn browse_link(site: &Site, on: &Route) -> Reference {
    let label = &site.playbook.config.words.shortcuts.browse;
    Reference::new(on.link_to(&Route::generated(FOLDER)), label)
}

/// Capitalises a value as a heading; `iOS` stays unchanged.
fn heading(label: &str) -> String {
    if label.contains(char::is_uppercase) { label.to_owned() } else { capitalised(label) }
}

fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}
