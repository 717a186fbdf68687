//! `playbook.json`: exports the book for other programs.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::{Serialize, Serializer};

use crate::link::facets::Facet;
use crate::link::trees::PlacedTree;
use crate::link::{Entry, Playbook, ResolvedLink, Surface, Target};
use crate::parse::{Heading, Parsed};
use crate::render::tree::data::kind_name;
use crate::render::tree::words::branch;
use crate::source::origins::{LinePlace, Spots};
use crate::tree::{Form, Node, Tree};
use crate::words::RuleWords;

/// Incremented for incompatible changes.
const FORMAT: u32 = 1;

// The keys of all objects are in alphabetical order.

#[derive(Serialize)]
struct BookData<'a> {
    description: Option<&'a str>,
    entries: Vec<EntryData<'a>>,
    facets: Vec<FacetData<'a>>,
    format: u32,
    language: &'a str,
    site: Option<&'a str>,
    title: &'a str,
    trees: Vec<TreeData<'a>>,
}

#[derive(Serialize)]
struct EntryData<'a> {
    description: &'a str,
    facets: BTreeMap<&'a str, Vec<&'a str>>,
    headings: Vec<HeadingData<'a>>,
    levels: &'a [String],
    links: Vec<LinkData<'a>>,
    markdown: String,
    owner: Option<&'a str>,
    reviewed: Option<String>,
    signals: Vec<SignalData<'a>>,
    source: &'a str,
    tags: &'a [String],
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    updated: Option<String>,
    url: String,
    words: usize,
}

#[derive(Serialize)]
struct HeadingData<'a> {
    id: &'a str,
    level: u8,
    text: &'a str,
}

#[derive(Serialize)]
struct LinkData<'a> {
    anchor: Option<&'a str>,
    kind: &'static str,
    source: SpotData,
    to: Cow<'a, str>,
}

#[derive(Serialize)]
struct SpotData {
    column: usize,
    #[serde(serialize_with = "as_text")]
    file: Arc<str>,
    line: usize,
}

#[derive(Serialize)]
struct SignalData<'a> {
    id: &'a str,
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct FacetData<'a> {
    key: &'a str,
    label: &'a str,
    url: String,
    values: Vec<ValueData<'a>>,
}

#[derive(Serialize)]
struct ValueData<'a> {
    entries: usize,
    label: &'a str,
    url: String,
}

#[derive(Serialize)]
struct TreeData<'a> {
    form: &'static str,
    id: &'a str,
    /// Whether it is in the list of decisions.
    listed: bool,
    nodes: Vec<NodeData<'a>>,
    source: LinesData<'a>,
    start: Option<&'a str>,
    title: &'a str,
    /// The address of its own page.
    url: Option<String>,
}

#[derive(Serialize)]
struct LinesData<'a> {
    end_line: usize,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct NodeData<'a> {
    answers: Vec<AnswerData<'a>>,
    id: &'a str,
    kind: &'static str,
    line: usize,
    title: &'a str,
}

#[derive(Serialize)]
struct AnswerData<'a> {
    caveat: Option<&'a str>,
    label: String,
    to: &'a str,
}

/// Entries with headings, links and signals, and trees with nodes, each with its source location.
/// The guide's page “For programs” documents the keys.
pub fn of(playbook: &Playbook) -> String {
    let site = &playbook.config.site_url;
    let entries: Vec<&Entry> = playbook.entries_on(Surface::Data).collect();
    let data = BookData {
        description: playbook.config.description.as_deref(),
        entries: entries.par_iter().map(|it| entry(playbook, it)).collect(),
        facets: playbook.facets.all().iter().map(facet).collect(),
        format: FORMAT,
        language: &playbook.config.language,
        site: site.contains("://").then_some(site),
        title: &playbook.title,
        trees: playbook.trees_on(Surface::Data).map(|placed| tree(playbook, placed)).collect(),
    };
    serde_json::to_string_pretty(&data).unwrap_or_default() + "\n"
}

fn entry<'a>(playbook: &'a Playbook, entry: &'a Entry) -> EntryData<'a> {
    let parsed = &entry.parsed;
    let mut spots = playbook.origins.spots(&parsed.name, &parsed.text);
    let links = playbook.links.of(entry);
    EntryData {
        description: &parsed.description,
        facets: facet_values(playbook, entry),
        headings: parsed.prose.headings.iter().map(heading).collect(),
        levels: &parsed.front_matter.levels,
        signals: signals(parsed, &mut spots),
        links: links.map(|item| link(playbook, item, &mut spots)).collect(),
        markdown: entry.route.markdown_copy().encoded(),
        owner: parsed.front_matter.owner.as_deref(),
        reviewed: parsed.front_matter.reviewed.map(|day| day.to_string()),
        source: &parsed.path,
        tags: &entry.tags,
        title: &parsed.title,
        kind: parsed.kind.name(),
        updated: entry.last_change().map(|day| day.to_string()),
        url: entry.route.encoded(),
        words: parsed.prose.words,
    }
}

fn heading(heading: &Heading) -> HeadingData<'_> {
    HeadingData { id: &heading.id, level: heading.level, text: &heading.text }
}

/// The values of an entry by facet key.
fn facet_values<'a>(playbook: &'a Playbook, entry: &Entry) -> BTreeMap<&'a str, Vec<&'a str>> {
    let facets = &playbook.facets;
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for id in facets.of(entry.id) {
        let key = &facets.facet(id.facet).key;
        values.entry(key).or_default().push(&facets.value(*id).label);
    }
    values
}

/// A link with its source location.
fn link<'a>(playbook: &Playbook, link: ResolvedLink<'a>, spots: &mut Spots<'_>) -> LinkData<'a> {
    let (kind, to, anchor) = match link.target {
        Target::Entry { entry, anchor } => {
            ("entry", playbook.entry(*entry).route.encoded().into(), anchor.as_deref())
        }
        Target::Asset { asset, anchor } => {
            ("file", playbook.asset(*asset).route.encoded().into(), anchor.as_deref())
        }
        Target::Page(route) => ("page", route.encoded().into(), None),
        Target::External(address) => ("external", address.into(), None),
        Target::Wanted(name) => ("wanted", name.into(), None),
        Target::Missing(why) => ("missing", why.into(), None),
    };
    let LinePlace { file, line, column } = spots.at(link.span.start);
    LinkData { anchor, kind, source: SpotData { column, file, line }, to }
}

/// The signals of an entry, each with its id on the page and its line in the file.
fn signals<'a>(parsed: &'a Parsed, spots: &mut Spots<'_>) -> Vec<SignalData<'a>> {
    let mut signals = Vec::new();
    for list in parsed.procedures.signal_lists() {
        for signal in &list.signals {
            let line = spots.at(signal.span.start).line;
            signals.push(SignalData { id: &list.anchor, line, text: &signal.text });
        }
    }
    signals
}

/// A facet with its values, and how many entries have each.
fn facet(facet: &Facet) -> FacetData<'_> {
    let values = facet.values.iter().map(|value| ValueData {
        entries: value.entries.len(),
        label: &value.label,
        url: value.route.encoded(),
    });
    FacetData {
        key: &facet.key,
        label: &facet.label,
        url: facet.route.encoded(),
        values: values.collect(),
    }
}

fn tree<'a>(playbook: &'a Playbook, placed: &'a PlacedTree) -> TreeData<'a> {
    let words = &playbook.config.words.rule;
    let entry = playbook.entry(placed.entry);
    let text = &entry.parsed.text;
    let written = text[placed.tree.span.clone()].trim_end().len();
    let mut spots = playbook.origins.spots(&entry.parsed.name, text);
    let mut line = |offset: usize| spots.at(offset).line;
    let tree = &placed.tree;
    let nodes = tree.nodes.iter().map(|item| node(words, tree, (item, line(item.span.start))));
    TreeData {
        nodes: nodes.collect(),
        form: match placed.tree.form {
            Form::File => "file",
            Form::Prose => "prose",
            Form::Drawing => "drawing",
        },
        id: &placed.tree.id,
        listed: placed.appears(Surface::Decisions, entry),
        source: LinesData {
            end_line: line(placed.tree.span.start + written),
            file: &entry.parsed.path,
            line: line(placed.tree.span.start),
        },
        start: placed.tree.nodes.first().map(|node| node.id.as_str()),
        title: &placed.tree.title,
        url: placed.has_page().then(|| placed.route.encoded()),
    }
}

fn node<'a>(words: &RuleWords, tree: &'a Tree, (node, line): (&'a Node, usize)) -> NodeData<'a> {
    let edges = node.edges();
    let answers = (0..node.branches()).map(|index| {
        // All ticks of a list lead on by one edge.
        let edge = edges.get(index).unwrap_or(&edges[0]);
        AnswerData {
            caveat: edge.caveat.as_deref(),
            label: branch(words, tree, (node, index)),
            to: &tree.node(edge.to).id,
        }
    });
    NodeData {
        answers: answers.collect(),
        id: &node.id,
        kind: kind_name(&node.kind),
        line,
        title: &node.title,
    }
}

fn as_text<S: Serializer>(text: &Arc<str>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}
