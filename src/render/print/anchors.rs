//! Entries in one document: ids that no two of them share, and links that stay inside.
//!
//! An id starts with its entry's route and a colon, which no route holds. The article writer knows
//! nothing of this: what it wrote is gone over once, tag by tag, and its text is left alone.

use std::collections::BTreeMap;

use crate::link::route::Route;
use crate::link::{Page, Playbook};
use crate::render::html::Html;

/// The entries of a document that holds all of them.
pub struct Anchors {
    on: Route,
    /// What stands before the ids of an entry, by the address that the document would link it with.
    starts: BTreeMap<String, String>,
    /// The same for the pages of decisions in entries, whose own ids are not in the document.
    decisions: BTreeMap<String, String>,
}

impl Anchors {
    pub fn of(playbook: &Playbook, on: &Route) -> Anchors {
        let mut anchors =
            Anchors { on: on.clone(), starts: BTreeMap::new(), decisions: BTreeMap::new() };
        for (route, page) in &playbook.routes {
            let (places, entry) = match page {
                Page::Entry(id) => (&mut anchors.starts, *id),
                Page::Tree(id) => (&mut anchors.decisions, playbook.tree(*id).entry),
                _ => continue,
            };
            places.insert(on.link_to(route), start(&playbook.entry(entry).route));
        }
        anchors
    }

    /// Where the document stands.
    pub fn on(&self) -> &Route {
        &self.on
    }

    /// The id of a whole entry.
    pub fn id(&self, entry: &Route) -> String {
        format!("{}top", start(entry))
    }

    /// A link to the entry at a route, if the document holds it.
    pub fn link(&self, route: &Route) -> Option<String> {
        let address = self.on.link_to(route);
        let start = self.starts.get(&address).or_else(|| self.decisions.get(&address));
        start.map(|start| format!("#{start}top"))
    }

    /// What was written of an entry, in its place: a level lower, with its ids and links.
    pub fn place(&self, entry: &Route, html: &Html) -> Html {
        let start = start(entry);
        let mut out = String::with_capacity(html.as_str().len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = self.tag(&mut out, &rest[at..], &start);
        }
        out.push_str(rest);
        Html::trusted(out)
    }

    /// Writes the tag that a text starts with, and returns what follows it.
    fn tag<'a>(&self, out: &mut String, text: &'a str, start: &str) -> &'a str {
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
            self.value(out, (name.unwrap_or(""), &after[..close]), start);
            out.push('"');
            rest = &after[close + 1..];
        }
        out.push_str(rest);
        ""
    }

    fn value(&self, out: &mut String, (name, value): (&str, &str), start: &str) {
        match name {
            "id" => out.push_str(&format!("{start}{value}")),
            "aria-labelledby" | "aria-describedby" | "for" => {
                let ids = value.split_whitespace().map(|id| format!("{start}{id}"));
                out.push_str(&ids.collect::<Vec<_>>().join(" "));
            }
            "role" if value == "region" => out.push_str("group"),
            "href" => out.push_str(&self.inside(value, start)),
            _ => out.push_str(value),
        }
    }

    /// An address as a link inside the document, if it leads to one of its entries.
    fn inside(&self, href: &str, start: &str) -> String {
        let (path, anchor) = href.split_once('#').unwrap_or((href, "top"));
        match (self.starts.get(path), self.decisions.get(path)) {
            _ if href.starts_with('#') => format!("#{start}{anchor}"),
            (Some(start), _) => format!("#{start}{anchor}"),
            (None, Some(start)) => format!("#{start}top"),
            (None, None) => href.to_owned(),
        }
    }
}

/// What the ids of an entry start with.
fn start(entry: &Route) -> String {
    format!("{}:", entry.encoded())
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
