//! What can be found: every entry and tree, divided into sections with addresses.
//!
//! The names of all pages are known at once. The text of a page is made when it is wanted, because
//! the texts of a book are large.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::link::facets::ValueId;
use crate::link::links::ResolvedLink;
use crate::link::route::Route;
use crate::link::signals;
use crate::link::trees::PlacedTree;
use crate::link::{Entry, EntryId, Page, Playbook, Surface, Target, TreeId};
use crate::parse::plain::{self, TextRange};
use crate::parse::{Parsed, link_contexts};
use crate::render::search::choices;
use crate::render::tree::{place_of, section_id};
use crate::tree::{Form, Node, NodeKind};

/// A page that can be found.
#[derive(Debug, Clone)]
pub struct Searchable {
    pub text: TextOf,
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
}

/// Where the text of a page is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    Entry(EntryId),
    Tree(TreeId),
}

/// A part of a page that has an address of its own.
#[derive(Debug, Clone, Default)]
pub struct SearchSection {
    /// Empty for the page itself.
    pub anchor: String,
    pub heading: String,
    pub text: String,
    /// What other pages call it.
    pub called: Vec<String>,
}

/// All pages that can be found, in the order of their addresses.
pub fn all(playbook: &Playbook) -> Vec<Searchable> {
    let routes: Vec<(&Route, &Page)> = playbook.routes.iter().collect();
    let appears = |entry| playbook.entry(entry).appears(Surface::Search);
    let found = routes.par_iter().filter_map(|(_, page)| match page {
        Page::Entry(id) => appears(*id).then(|| of_entry(playbook, *id)),
        Page::Tree(id) => appears(playbook.tree(*id).entry).then(|| of_found_tree(playbook, *id)),
        _ => None,
    });
    found.collect()
}

/// The sections of a page. Never empty: the first begins with the page.
pub fn sections(playbook: &Playbook, page: &Searchable, called: &Called) -> Vec<SearchSection> {
    let id = match page.text {
        TextOf::Entry(id) => id,
        TextOf::Tree(id) => return of_tree(playbook, playbook.tree(id)),
    };
    let mut sections = match playbook.own_tree(id) {
        Some(tree) => of_tree(playbook, playbook.tree(tree)),
        None => of_text(playbook.entry(id)),
    };
    for section in &mut sections {
        section.called = called.get(&(id, section.anchor.clone())).cloned().unwrap_or_default();
    }
    sections
}

/// The labels of links, by the entry and the anchor that they lead to.
pub type Called = BTreeMap<(EntryId, String), Vec<String>>;

pub fn called(playbook: &Playbook) -> Called {
    let mut called = Called::new();
    for entry in playbook.entries_on(Surface::Search) {
        for link in playbook.links.of(entry) {
            let Target::Entry { entry: to, anchor } = link.target else { continue };
            if let Some(label) = label(&entry.parsed, &link) {
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

/// The words of a link. A link by name alone says nothing new.
fn label<'a>(parsed: &'a Parsed, link: &ResolvedLink<'_>) -> Option<&'a str> {
    let (context, mark) = link_contexts::find(&parsed.prose.link_contexts, link.span.start)?;
    let label = &context.text[mark.label.clone()];
    (mark.at == link.span.start && label != link.written.dest).then_some(label)
}

fn of_entry(playbook: &Playbook, id: EntryId) -> Searchable {
    let entry = playbook.entry(id);
    let parsed = &entry.parsed;
    let values = choices::of(playbook, id);
    Searchable {
        text: TextOf::Entry(id),
        route: entry.route.clone(),
        title: parsed.title.clone(),
        kind: choices::kind(playbook, id),
        above: above(playbook, &entry.route),
        aliases: parsed.front_matter.aliases.clone(),
        topics: choices::topics(playbook, &values),
        values,
        signals: signals::of(entry).map(|it| it.signal.text.clone()).collect(),
        description: parsed.front_matter.description.clone().unwrap_or_default(),
    }
}

/// A decision that was found in an entry: its text is found there, its questions and ends here.
fn of_found_tree(playbook: &Playbook, id: TreeId) -> Searchable {
    let placed = playbook.tree(id);
    let entry = playbook.entry(placed.entry);
    let mut above = above(playbook, &entry.route);
    above.push(entry.parsed.title.clone());
    let values = choices::of(playbook, placed.entry);
    Searchable {
        text: TextOf::Tree(id),
        route: placed.route.clone(),
        title: placed.tree.title.clone(),
        kind: playbook.config.words.kind.tree.to_string(),
        above,
        aliases: Vec::new(),
        topics: choices::topics(playbook, &values),
        values,
        signals: Vec::new(),
        description: String::new(),
    }
}

fn above(playbook: &Playbook, route: &Route) -> Vec<String> {
    let nav = &playbook.nav;
    let lines = nav.place(route).map(|place| nav.above(place)).unwrap_or_default();
    lines.into_iter().map(|line| nav.lines[line].label.clone()).collect()
}

fn of_text(entry: &Entry) -> Vec<SearchSection> {
    let parsed = &entry.parsed;
    let skip = parsed.facts.list.as_ref();
    let stretches =
        plain::read(&parsed.document, parsed.document.body(), skip, &parsed.prose.closed);
    let mut sections: Vec<SearchSection> = Vec::new();
    for TextRange { heading, text } in stretches {
        let heading = heading.and_then(|span| {
            let headings = &parsed.prose.headings;
            let at = headings.binary_search_by_key(&span.start, |heading| heading.span.start);
            at.ok().map(|at| &headings[at])
        });
        match (heading, sections.as_mut_slice()) {
            (None, [first, ..]) => first.text.push_str(&text),
            (None, []) => sections.push(SearchSection { text, ..SearchSection::default() }),
            // The page's own name above its text.
            (Some(heading), [only]) if heading.level == 1 && only.text.is_empty() => {
                *only = SearchSection {
                    heading: heading.text.clone(),
                    text,
                    ..SearchSection::default()
                };
            }
            (Some(heading), _) => sections.push(SearchSection {
                anchor: heading.id.clone(),
                heading: heading.text.clone(),
                text,
                called: Vec::new(),
            }),
        }
    }
    sections
}

fn of_tree(playbook: &Playbook, placed: &PlacedTree) -> Vec<SearchSection> {
    let tree = &placed.tree;
    let parsed = &playbook.entry(placed.entry).parsed;
    let text_of = |range: &std::ops::Range<usize>| {
        let stretches = plain::read(&parsed.document, range.clone(), None, &parsed.prose.closed);
        stretches.into_iter().map(|stretch| stretch.text).collect::<Vec<_>>().join("\n")
    };
    let lead = match tree.form {
        Form::File => text_of(&tree.lead),
        _ => String::new(),
    };
    let mut sections = vec![SearchSection { text: lead, ..SearchSection::default() }];
    sections.extend(tree.ids().map(|(id, node)| SearchSection {
        anchor: section_id(tree, id, place_of(placed)),
        heading: node.title.clone(),
        text:
            [vec![text_of(&node.body)], outcome_texts(node)].concat().join("\n").trim().to_owned(),
        called: Vec::new(),
    }));
    sections
}

/// The answers of a question, and what an outcome asks for.
fn outcome_texts(node: &Node) -> Vec<String> {
    match &node.kind {
        NodeKind::Choice(answers) => answers.iter().map(|answer| answer.label.clone()).collect(),
        NodeKind::PickMany(pick) => pick.ticks.iter().map(|tick| tick.label.clone()).collect(),
        NodeKind::Number(number) => number.branches.iter().map(|way| way.label.clone()).collect(),
        NodeKind::Step(_) | NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => Vec::new(),
        NodeKind::Outcome(outcome) => {
            outcome.fields().into_iter().flatten().map(str::to_owned).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;
    use crate::config::Config;
    use crate::link::Drafts;
    use crate::source::Sources;

    #[test]
    fn a_page_is_called_what_links_say_however_they_are_written() {
        let fixture = "-- content/a.md --\n# Alpha\n\n-- content/index.md --\n[The *moat* story][m], [why `we` win](a.md), [[a|first letter]], [[Alpha]], [A] and <https://a.org>.\n\n[m]: a.md\n[A]: a.md\n";
        let (site, _) = compile(&Sources::from_fixture(fixture), Config::default(), Drafts::Hidden);
        let called: Vec<_> = called(&site.playbook).into_values().flatten().collect();
        assert_eq!(called, ["A", "The moat story", "first letter", "why we win"]);
    }
}
