//! Exports of a tree: JSON, Mermaid and DOT.

use std::fmt::Write;

use crate::link::{Playbook, TreeId};
use crate::render::tree::data;
use crate::render::tree::words::labels_to;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::words::RuleWords;

/// The file names beside a tree's page.
pub const JSON: &str = "tree.json";
pub const MERMAID: &str = "tree.mmd";
pub const DOT: &str = "tree.dot";

/// All exports, with their displayed names.
pub const FILES: [(&str, &str); 3] = [(JSON, "JSON"), (MERMAID, "Mermaid"), (DOT, "Graphviz")];

/// The tree as JSON.
pub fn json(playbook: &Playbook, id: TreeId) -> String {
    let placed = playbook.tree(id);
    let data = data::of(playbook.entry(placed.entry), &placed.tree);
    serde_json::to_string_pretty(&data).unwrap_or_default() + "\n"
}

/// The tree as a mermaid flowchart.
pub fn mermaid(playbook: &Playbook, id: TreeId) -> String {
    let tree = &playbook.tree(id).tree;
    let mut out = String::from("flowchart TD\n");
    let quoted = |text: &str| text.replace('"', "#quot;").replace('\n', " ");
    for (id, node) in tree.ids() {
        let title = quoted(&node.title);
        let _ = match &node.kind {
            NodeKind::Outcome(_) => writeln!(out, "  n{}([\"{title}\"])", id.0),
            NodeKind::FirstMatch(_) | NodeKind::AllThatApply(_) => {
                writeln!(out, "  n{}[[\"{title}\"]]", id.0)
            }
            _ => writeln!(out, "  n{}{{{{\"{title}\"}}}}", id.0),
        };
    }
    for (from, to, label) in arrows(&playbook.config.words.rule, tree) {
        let _ = if label.is_empty() {
            writeln!(out, "  n{} --> n{}", from.0, to.0)
        } else {
            writeln!(out, "  n{} -- \"{}\" --> n{}", from.0, quoted(&label), to.0)
        };
    }
    out
}

/// The tree in Graphviz' DOT.
pub fn dot(playbook: &Playbook, id: TreeId) -> String {
    let tree = &playbook.tree(id).tree;
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    let mut out = format!("digraph \"{}\" {{\n  node [shape=box];\n", quoted(&tree.title));
    for (id, node) in tree.ids() {
        let shape = if node.is_outcome() { " style=rounded" } else { "" };
        let _ = writeln!(out, "  n{} [label=\"{}\"{shape}];", id.0, quoted(&node.title));
    }
    for (from, to, label) in arrows(&playbook.config.words.rule, tree) {
        let _ = writeln!(out, "  n{} -> n{} [label=\"{}\"];", from.0, to.0, quoted(&label));
    }
    out.push_str("}\n");
    out
}

/// Every edge between two nodes with its label, without duplicates.
pub fn arrows(words: &RuleWords, tree: &Tree) -> Vec<(NodeId, NodeId, String)> {
    let mut arrows = Vec::new();
    for (from, node) in tree.ids() {
        let mut targets: Vec<NodeId> = node.edges().iter().map(|edge| edge.to).collect();
        let mut seen = Vec::new();
        targets.retain(|to| {
            let is_new = !seen.contains(to);
            seen.push(*to);
            is_new
        });
        for to in targets {
            for label in labels_to(words, tree, (node, to)) {
                arrows.push((from, to, label));
            }
        }
    }
    arrows
}
