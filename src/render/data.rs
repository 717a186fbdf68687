//! `playbook.json`: the book for other programs.

use serde_json::{Value, json};

use crate::link::trees::PlacedTree;
use crate::link::{Entry, Playbook, Target};
use crate::parse::Draft;
use crate::render::tree::data::kind_name;
use crate::source::line_column;
use crate::tree::{Edge, Form, Kind, Node, Tree};

/// Entries with their headings, and trees with their nodes and where they are written.
pub fn of(playbook: &Playbook) -> String {
    let value = json!({
        "title": playbook.title,
        "entries": playbook.entries.iter().map(entry).collect::<Vec<_>>(),
        "trees": playbook.trees.iter().map(|placed| tree(playbook, placed)).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&value).unwrap_or_default() + "\n"
}

fn entry(entry: &Entry) -> Value {
    let draft = &entry.draft;
    let headings = draft.prose.headings.iter();
    json!({
        "url": entry.route.encoded(),
        "title": draft.title,
        "description": draft.description,
        "type": draft.kind.name(),
        "source": &*draft.path,
        "tags": draft.matter.tags,
        "levels": draft.matter.levels,
        "owner": draft.matter.owner,
        "words": draft.prose.words,
        "headings": headings
            .map(|heading| json!({ "level": heading.level, "id": heading.id, "text": heading.text }))
            .collect::<Vec<_>>(),
        "signals": signals(draft),
    })
}

/// What people say when an entry applies, with the id on its page and the line in its file.
fn signals(draft: &Draft<Target>) -> Vec<Value> {
    let lists = draft.practice.signal_lists();
    let signals = lists.flat_map(|list| {
        list.signals.iter().map(|signal| {
            let line = line_column(&draft.text, signal.span.start).0;
            json!({ "text": signal.text, "id": list.anchor, "line": line })
        })
    });
    signals.collect()
}

fn tree(playbook: &Playbook, placed: &PlacedTree) -> Value {
    let entry = playbook.entry(placed.entry);
    let text = &entry.draft.text;
    let written = text[placed.tree.span.clone()].trim_end().len();
    let line = |offset: usize| line_column(text, offset).0;
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
            "file": &*entry.draft.path,
            "line": line(placed.tree.span.start),
            "end_line": line(placed.tree.span.start + written),
        },
        "start": placed.tree.nodes.first().map(|node| node.id.as_str()),
        "nodes": placed.tree.nodes.iter().map(|item| node(&placed.tree, item)).collect::<Vec<_>>(),
    })
}

fn node(tree: &Tree, node: &Node) -> Value {
    let answer = |label: &str, edge: &Edge| json!({ "label": label, "to": tree.node(edge.to).id, "caveat": edge.caveat });
    let answers: Vec<Value> = match &node.kind {
        Kind::Choice(answers) => {
            answers.iter().map(|choice| answer(&choice.label, &choice.edge)).collect()
        }
        Kind::PickMany(pick) => {
            pick.ticks.iter().map(|tick| answer(&tick.label, &pick.edge)).collect()
        }
        Kind::Number(number) => {
            number.branches.iter().map(|branch| answer(&branch.label, &branch.edge)).collect()
        }
        Kind::FirstMatch(rules) | Kind::AllThatApply(rules) => rules
            .iter()
            .map(|rule| answer(&crate::render::tree::words::conditions(tree, rule), &rule.edge))
            .collect(),
        Kind::Outcome(_) => Vec::new(),
    };
    json!({ "id": node.id, "kind": kind_name(&node.kind), "title": node.title, "answers": answers })
}
