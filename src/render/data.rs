//! `playbook.json`: exports the book for other programs.

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::{Value, json};

use crate::link::trees::PlacedTree;
use crate::link::{Entry, Playbook, ResolvedLink, Surface, Target};
use crate::parse::Parsed;
use crate::render::facets;
use crate::render::tree::data::kind_name;
use crate::render::tree::words::branch;
use crate::source::origins::Spots;
use crate::tree::{Form, Node, Tree};
use crate::words::RuleWords;

/// Incremented for incompatible changes.
const FORMAT: u32 = 1;

/// Entries with headings, links and signals, and trees with nodes, each with its source location.
/// The guide's page “For programs” documents the keys.
pub fn of(playbook: &Playbook) -> String {
    let site = &playbook.config.site_url;
    let entries: Vec<&Entry> = playbook.entries_on(Surface::Data).collect();
    let value = json!({
        "format": FORMAT,
        "title": playbook.title,
        "description": playbook.config.description,
        "language": playbook.config.language,
        "site": site.contains("://").then_some(site),
        "entries": entries.par_iter().map(|it| entry(playbook, it)).collect::<Vec<_>>(),
        "facets": facets::data(playbook),
        "trees": playbook.trees_on(Surface::Data).map(|placed| tree(playbook, placed)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn entry(playbook: &Playbook, entry: &Entry) -> Value {
    let parsed = &entry.parsed;
    let headings = parsed.prose.headings.iter();
    let mut spots = playbook.origins.spots(&parsed.name, &parsed.text);
    let links = playbook.links.of(entry);
    json!({
        "url": entry.route.encoded(),
        "markdown": entry.route.markdown_copy().encoded(),
        "title": parsed.title,
        "description": parsed.description,
        "type": parsed.kind.name(),
        "source": &*parsed.path,
        "updated": entry.last_change().map(|day| day.to_string()),
        "reviewed": parsed.front_matter.reviewed.map(|day| day.to_string()),
        "tags": entry.tags,
        "levels": parsed.front_matter.levels,
        "owner": parsed.front_matter.owner,
        "facets": facets::data_of(playbook, entry.id),
        "words": parsed.prose.words,
        "headings": headings
            .map(|heading| json!({ "level": heading.level, "id": heading.id, "text": heading.text }))
            .collect::<Vec<_>>(),
        "signals": signals(parsed, &mut spots),
        "links": links.map(|item| link(playbook, &item, &mut spots)).collect::<Vec<_>>(),
    })
}

/// A link with its source location.
fn link(playbook: &Playbook, link: &ResolvedLink<'_>, spots: &mut Spots<'_>) -> Value {
    let (kind, to, anchor) = match link.target {
        Target::Entry { entry, anchor } => {
            ("entry", playbook.entry(*entry).route.encoded(), anchor.as_deref())
        }
        Target::Asset(id) => ("file", playbook.asset(*id).route.encoded(), None),
        Target::Page(route) => ("page", route.encoded(), None),
        Target::External(address) => ("external", address.clone(), None),
        Target::Wanted(name) => ("wanted", name.clone(), None),
        Target::Missing(why) => ("missing", why.clone(), None),
    };
    let spot = spots.at(link.span.start);
    json!({
        "kind": kind,
        "to": to,
        "anchor": anchor,
        "source": { "file": &*spot.file, "line": spot.line, "column": spot.column },
    })
}

/// The signals of an entry, each with its id on the page and its line in the file.
fn signals(parsed: &Parsed, spots: &mut Spots<'_>) -> Vec<Value> {
    let mut signals = Vec::new();
    for list in parsed.procedures.signal_lists() {
        for signal in &list.signals {
            let line = spots.at(signal.span.start).line;
            signals.push(json!({ "text": signal.text, "id": list.anchor, "line": line }));
        }
    }
    signals
}

fn tree(playbook: &Playbook, placed: &PlacedTree) -> Value {
    let words = &playbook.config.words.rule;
    let entry = playbook.entry(placed.entry);
    let text = &entry.parsed.text;
    let written = text[placed.tree.span.clone()].trim_end().len();
    let mut spots = playbook.origins.spots(&entry.parsed.name, text);
    let mut line = |offset: usize| spots.at(offset).line;
    let nodes = placed
        .tree
        .nodes
        .iter()
        .map(|item| node(words, &placed.tree, (item, line(item.span.start))));
    let nodes: Vec<Value> = nodes.collect();
    let form = match placed.tree.form {
        Form::File => "file",
        Form::Prose => "prose",
        Form::Drawing => "drawing",
    };
    json!({
        "id": placed.tree.id,
        "url": placed.route.encoded(),
        "title": placed.tree.title,
        "form": form,
        "source": {
            "file": &*entry.parsed.path,
            "line": line(placed.tree.span.start),
            "end_line": line(placed.tree.span.start + written),
        },
        "start": placed.tree.nodes.first().map(|node| node.id.as_str()),
        "nodes": nodes,
    })
}

fn node(words: &RuleWords, tree: &Tree, (node, line): (&Node, usize)) -> Value {
    let edges = node.edges();
    let answers = (0..node.branches()).map(|index| {
        // All ticks of a list lead on by one edge.
        let edge = edges.get(index).unwrap_or(&edges[0]);
        let label = branch(words, tree, (node, index));
        json!({ "label": label, "to": tree.node(edge.to).id, "caveat": edge.caveat })
    });
    json!({
        "id": node.id,
        "kind": kind_name(&node.kind),
        "title": node.title,
        "line": line,
        "answers": answers.collect::<Vec<_>>(),
    })
}
