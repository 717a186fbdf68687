//! Entries in one document: ids that no two of them share, and links that stay inside.
//!
//! An id starts with its entry's route and a colon, which no route holds. The article writer knows
//! nothing of this: what it wrote is gone over once, tag by tag, and its text is left alone.

use std::collections::BTreeMap;

use crate::link::route::Route;
use crate::link::{Page, Playbook};
use crate::render::html::{Html, escape_into};
use crate::text::TOP;

/// The entries of a document that holds all of them.
pub struct Anchors {
    on: Route,
    /// The entries by the addresses that the document would link them with.
    entries: BTreeMap<String, Route>,
    /// The same for the pages of decisions in entries, whose own ids are not in the document.
    decisions: BTreeMap<String, Route>,
}

impl Anchors {
    pub fn of(playbook: &Playbook, on: &Route) -> Anchors {
        let mut anchors =
            Anchors { on: on.clone(), entries: BTreeMap::new(), decisions: BTreeMap::new() };
        for (route, page) in &playbook.routes {
            let (places, entry) = match page {
                Page::Entry(id) => (&mut anchors.entries, *id),
                Page::Tree(id) => (&mut anchors.decisions, playbook.tree(*id).entry),
                _ => continue,
            };
            places.insert(on.link_to(route), playbook.entry(entry).route.clone());
        }
        anchors
    }

    /// Where the document stands.
    pub fn on(&self) -> &Route {
        &self.on
    }

    /// The id of a whole entry.
    pub fn id(&self, entry: &Route) -> String {
        id(entry, TOP)
    }

    /// A link to the entry at a route, if the document holds it.
    pub fn link(&self, route: &Route) -> Option<String> {
        let address = self.on.link_to(route);
        let entry = self.entries.get(&address).or_else(|| self.decisions.get(&address));
        entry.map(|entry| link_to(entry, TOP))
    }

    /// What was written of an entry, in its place: a level lower, with its ids and links.
    pub fn place(&self, entry: &Route, html: &Html) -> Html {
        let mut out = String::with_capacity(html.as_str().len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = self.tag(&mut out, &rest[at..], entry);
        }
        out.push_str(rest);
        Html::trusted(out)
    }

    /// Writes the tag that a text starts with, and returns what follows it.
    fn tag<'a>(&self, out: &mut String, text: &'a str, entry: &Route) -> &'a str {
        let slash = if text.starts_with("</") { 2 } else { 1 };
        let name = text[slash..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let end = name.map_or(text.len(), |length| slash + length);
        out.push_str(&text[..slash]);
        out.push_str(lowered(&text[slash..end]));
        // What is a landmark on a page of its own would stand in a document many times.
        let attributes = text[end..].split('>').next().unwrap_or("");
        if &text[..end] == "<section" && attributes.contains(" aria-label") {
            out.push_str(" role=\"group\"");
        }
        let mut rest = &text[end..];
        while let Some(at) = rest.find(['>', '"']) {
            out.push_str(&rest[..=at]);
            let (before, after) = (&rest[..at], &rest[at + 1..]);
            if rest[at..].starts_with('>') {
                return after;
            }
            let Some(close) = after.find('"') else { return after };
            let name = before.trim_end_matches('=').rsplit(char::is_whitespace).next();
            self.value(out, (name.unwrap_or(""), &after[..close]), entry);
            out.push('"');
            rest = &after[close + 1..];
        }
        out.push_str(rest);
        ""
    }

    fn value(&self, out: &mut String, (name, value): (&str, &str), entry: &Route) {
        match name {
            "id" => escape_into(out, &id(entry, value)),
            "aria-labelledby" | "aria-describedby" | "for" => {
                let ids = value.split_whitespace().map(|value| id(entry, value));
                escape_into(out, &ids.collect::<Vec<_>>().join(" "));
            }
            "role" if value == "region" => out.push_str("group"),
            "href" => out.push_str(&self.inside(value, entry)),
            _ => out.push_str(value),
        }
    }

    /// An address as a link inside the document, if it leads to one of its entries.
    fn inside(&self, href: &str, entry: &Route) -> String {
        let (path, anchor) = href.split_once('#').unwrap_or((href, TOP));
        match (self.entries.get(path), self.decisions.get(path)) {
            _ if href.starts_with('#') => link_to(entry, anchor),
            (Some(entry), _) => link_to(entry, anchor),
            (None, Some(entry)) => link_to(entry, TOP),
            (None, None) => href.to_owned(),
        }
    }
}

/// The id in the document of what has an id on its entry's own page.
fn id(entry: &Route, own: &str) -> String {
    format!("{}:{own}", entry.as_str())
}

/// A link to what has an id on its entry's own page.
fn link_to(entry: &Route, anchor: &str) -> String {
    format!("#{}:{anchor}", entry.encoded())
}

/// A heading below that of its entry.
fn lowered(name: &str) -> &str {
    match name {
        "h2" => "h3",
        "h3" => "h4",
        "h4" => "h5",
        "h5" => "h6",
        name => name,
    }
}
