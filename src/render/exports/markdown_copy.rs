//! Markdown copies: entries as clean markdown for other programs.
//!
//! Front matter is reduced to what readers of the text need, wikilinks become links, and links lead
//! to the markdown copies of other entries. Decisions stay as written.

use std::collections::BTreeSet;

use crate::link::route::Route;
use crate::link::{Entry, Playbook, Target};
use crate::moves::edit::{Edit, apply};
use crate::render::exports::one_line;
use crate::render::place::with_anchor;
use crate::text::{Event, TOP, Written};

/// Writes the markdown copy of an entry.
pub fn write(playbook: &Playbook, entry: &Entry) -> String {
    let parsed = &entry.parsed;
    let mut markdown_copy = format!("---\ntitle: {}\n", quoted(&parsed.title));
    if !parsed.description.is_empty() {
        markdown_copy += &format!("description: {}\n", quoted(&parsed.description));
    }
    if let Some(day) = entry.last_change() {
        markdown_copy += &format!("updated: {day}\n");
    }
    markdown_copy += "---\n\n";
    let body = parsed.text[parsed.body.clone()].trim_start();
    let start = parsed.body.end - body.len();
    let first = parsed.prose.headings.first();
    if first.is_none_or(|heading| heading.level != 1 || heading.span.start > start) {
        markdown_copy += &format!("# {}\n\n", one_line(&parsed.title));
    }
    let moved = |edit: Edit| Edit::new(edit.span.0 - start..edit.span.1 - start, edit.text);
    let edits: Vec<Edit> = edits(playbook, entry).into_iter().map(moved).collect();
    markdown_copy + apply(body, &edits).trim_end() + "\n"
}

/// Quotes a text for YAML; JSON strings are valid YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(&one_line(text)).unwrap_or_default()
}

/// The edits that make links lead to markdown copies, in order.
fn edits(playbook: &Playbook, entry: &Entry) -> BTreeSet<Edit> {
    let parsed = &entry.parsed;
    let from = entry.route.markdown_copy();
    let mut edits = BTreeSet::new();
    for (event, span) in parsed.document.events() {
        if matches!(event, Event::BlockId(..)) {
            edits.insert(Edit::new(span, ""));
        }
    }
    if let Some(block) = &parsed.facts.block {
        let lines = parsed.facts.items.iter().map(|fact| format!("- {}: {}", fact.key, fact.value));
        edits.insert(Edit::new(block.clone(), lines.collect::<Vec<_>>().join("\n")));
    }
    for link in playbook.links.of(entry) {
        let href = address(playbook, &from, link.target);
        let place = link.written.at.clone();
        match (link.written.written, href) {
            (Written::Wiki, href) => {
                let label = label(&parsed.text[link.span.clone()], &parsed.text[place]);
                let markdown = wiki(playbook, link.target, &label, href);
                edits.insert(Edit::new(link.span, markdown));
            }
            (Written::Inline | Written::Reference, Some(href)) => {
                edits.insert(Edit::new(place, href));
            }
            (Written::Attribute, Some(href)) => {
                edits.insert(Edit::new(place, href.replace('&', "&amp;")));
            }
            _ => {}
        }
    }
    edits
}

/// A link's address in a markdown copy; `None` for a target outside of the book.
fn address(playbook: &Playbook, from: &Route, target: &Target) -> Option<String> {
    match target {
        Target::Entry { entry, anchor } => {
            let to = from.link_to(&playbook.entry(*entry).route.markdown_copy());
            Some(match anchor.as_deref() {
                None | Some(TOP) => to,
                Some(anchor) => format!("{to}#{anchor}"),
            })
        }
        Target::Asset { asset, anchor } => {
            let link = from.link_to(&playbook.asset(*asset).route);
            Some(with_anchor(link, anchor.as_deref()))
        }
        Target::Page(route) => Some(from.link_to(route)),
        Target::External(_) | Target::Wanted(_) | Target::Missing(_) => None,
    }
}

/// Converts a wikilink to a standard link.
fn wiki(playbook: &Playbook, target: &Target, label: &str, href: Option<String>) -> String {
    let label = label.replace('[', "\\[").replace(']', "\\]");
    match (target, href) {
        (Target::External(address), _) => format!("[{label}](<{address}>)"),
        (Target::Asset { asset, .. }, Some(href)) => {
            let path = playbook.asset(*asset).asset.path.to_ascii_lowercase();
            let images = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"];
            let mark = if images.iter().any(|image| path.ends_with(image)) { "!" } else { "" };
            format!("{mark}[{label}]({href})")
        }
        (_, Some(href)) => format!("[{label}]({href})"),
        (_, None) => label,
    }
}

/// The label of a wikilink, else its name and heading.
fn label(written: &str, name: &str) -> String {
    let inner = written.trim_start_matches('!').trim_start_matches('[').trim_end_matches(']');
    match inner.split_once('|') {
        // A number is an image width.
        Some((_, label)) if label.trim().chars().any(|c| !c.is_ascii_digit()) => {
            label.trim().to_owned()
        }
        _ => crate::render::article::wiki_label(name),
    }
}
