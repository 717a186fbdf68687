//! What can be found: every entry and tree, divided into sections with addresses.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::link::facets::ValueId;
use crate::link::route::Route;
use crate::link::signals;
use crate::link::trees::PlacedTree;
use crate::link::{Entry, EntryId, Page, Playbook, Surface, Target};
use crate::parse::plain::{self, Stretch};
use crate::render::place::Place;
use crate::render::search::choices;
use crate::render::tree::section_id;
use crate::tree::{Form, Kind, Node};

/// A page that can be found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    pub route: Route,
    pub title: String,
    /// The kind as a reader sees it.
    pub kind: String,
    /// The titles of the pages above it, outermost first.
    pub above: Vec<String>,
    pub aliases: Vec<String>,
    /// What it says of itself by the keys of the book, but for its kind.
    pub values: Vec<ValueId>,
    /// Its tags and levels in words.
    pub topics: Vec<String>,
    /// What people say when it applies.
    pub signals: Vec<String>,
    /// As its author wrote it.
    pub description: String,
    /// Never empty: the first begins with the page.
    pub sections: Vec<Section>,
}

/// A part of a page that has an address of its own.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Empty for the page itself.
    pub anchor: String,
    pub heading: String,
    pub text: String,
    /// What other pages call it.
    pub called: Vec<String>,
}

/// All pages that can be found, in the order of their addresses.
pub fn all(playbook: &Playbook) -> Vec<Found> {
    let called = called(playbook);
    let routes: Vec<(&Route, &Page)> = playbook.routes.iter().collect();
    let appears = |entry| playbook.entry(entry).appears(Surface::Search);
    let found = routes.par_iter().filter_map(|(_, page)| match page {
        Page::Entry(id) => appears(*id).then(|| of_entry(playbook, *id, &called)),
        Page::Tree(id) => {
            let placed = playbook.tree(*id);
            appears(placed.entry).then(|| of_found_tree(playbook, placed))
        }
        _ => None,
    });
    found.collect()
}

/// The labels of links, by the entry and the anchor that they lead to.
type Called = BTreeMap<(EntryId, String), Vec<String>>;

fn called(playbook: &Playbook) -> Called {
    let mut called = Called::new();
    for entry in playbook.entries_on(Surface::Search) {
        for link in playbook.links.of(entry) {
            let Target::Entry { entry: to, anchor } = link.target else { continue };
            if let Some(label) = label(&entry.parsed.text[link.span]) {
                let labels = called.entry((*to, anchor.clone().unwrap_or_default())).or_default();
                labels.push(label.to_owned());
            }
        }
    }
    for labels in called.values_mut() {
        labels.sort();
        labels.dedup();
    }
    called
}

/// What a link is called by who wrote it; a link by name alone says nothing new.
fn label(written: &str) -> Option<&str> {
    match written.strip_prefix("[[") {
        Some(wiki) => wiki.split_once('|').map(|(_, label)| label.trim_end_matches(']')),
        None => written.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(l, _)| l),
    }
}

fn of_entry(playbook: &Playbook, id: EntryId, called: &Called) -> Found {
    let entry = playbook.entry(id);
    let parsed = &entry.parsed;
    let sections = match playbook.own_tree(id) {
        Some(tree) => of_tree(playbook, playbook.tree(tree)),
        None => of_text(entry),
    };
    let values = choices::of(playbook, id);
    let mut page = Found {
        route: entry.route.clone(),
        title: parsed.title.clone(),
        kind: choices::kind(playbook, id),
        above: above(playbook, &entry.route),
        aliases: parsed.matter.aliases.clone(),
        topics: choices::topics(playbook, &values),
        values,
        signals: signals::of(entry).map(|it| it.signal.text.clone()).collect(),
        description: parsed.matter.description.clone().unwrap_or_default(),
        sections,
    };
    for section in &mut page.sections {
        section.called = called.get(&(id, section.anchor.clone())).cloned().unwrap_or_default();
    }
    page
}

/// A decision that was found in an entry: its text is found there, its questions and ends here.
fn of_found_tree(playbook: &Playbook, placed: &PlacedTree) -> Found {
    let entry = playbook.entry(placed.entry);
    let mut above = above(playbook, &entry.route);
    above.push(entry.parsed.title.clone());
    let values = choices::of(playbook, placed.entry);
    Found {
        route: placed.route.clone(),
        title: placed.tree.title.clone(),
        kind: playbook.config.words.kind.tree.to_string(),
        above,
        topics: choices::topics(playbook, &values),
        values,
        sections: of_tree(playbook, placed),
        ..Found::default()
    }
}

fn above(playbook: &Playbook, route: &Route) -> Vec<String> {
    let nav = &playbook.nav;
    let lines = nav.place(route).map(|place| nav.above(place)).unwrap_or_default();
    lines.into_iter().map(|line| nav.lines[line].label.clone()).collect()
}

fn of_text(entry: &Entry) -> Vec<Section> {
    let parsed = &entry.parsed;
    let skip = parsed.facts.list.as_ref();
    let stretches = plain::read(&parsed.document, parsed.document.body(), skip);
    let mut sections: Vec<Section> = Vec::new();
    for Stretch { heading, text } in stretches {
        let heading = heading.and_then(|span| {
            let headings = &parsed.prose.headings;
            let at = headings.binary_search_by_key(&span.start, |heading| heading.span.start);
            at.ok().map(|at| &headings[at])
        });
        match (heading, sections.as_mut_slice()) {
            (None, [first, ..]) => first.text.push_str(&text),
            (None, []) => sections.push(Section { text, ..Section::default() }),
            // The page's own name above its text.
            (Some(heading), [only]) if heading.level == 1 && only.text.is_empty() => {
                *only = Section { heading: heading.text.clone(), text, ..Section::default() };
            }
            (Some(heading), _) => sections.push(Section {
                anchor: heading.id.clone(),
                heading: heading.text.clone(),
                text,
                called: Vec::new(),
            }),
        }
    }
    sections
}

fn of_tree(playbook: &Playbook, placed: &PlacedTree) -> Vec<Section> {
    let tree = &placed.tree;
    let parsed = &playbook.entry(placed.entry).parsed;
    let text_of = |range: &std::ops::Range<usize>| {
        let stretches = plain::read(&parsed.document, range.clone(), None);
        stretches.into_iter().map(|stretch| stretch.text).collect::<Vec<_>>().join("\n")
    };
    let lead = match tree.form {
        Form::File => text_of(&tree.lead),
        _ => String::new(),
    };
    let mut sections = vec![Section { text: lead, ..Section::default() }];
    sections.extend(tree.ids().map(|(id, node)| Section {
        anchor: section_id(tree, id, Place::on(&placed.route)),
        heading: node.title.clone(),
        text: [vec![text_of(&node.body)], said(node)].concat().join("\n").trim().to_owned(),
        called: Vec::new(),
    }));
    sections
}

/// The answers of a question, and what an outcome asks for.
fn said(node: &Node) -> Vec<String> {
    match &node.kind {
        Kind::Choice(answers) => answers.iter().map(|answer| answer.label.clone()).collect(),
        Kind::PickMany(pick) => pick.ticks.iter().map(|tick| tick.label.clone()).collect(),
        Kind::Number(number) => number.branches.iter().map(|way| way.label.clone()).collect(),
        Kind::FirstMatch(_) | Kind::AllThatApply(_) => Vec::new(),
        Kind::Outcome(outcome) => {
            let parts = [&outcome.act, &outcome.who, &outcome.by_when];
            parts.into_iter().flatten().cloned().collect()
        }
    }
}
