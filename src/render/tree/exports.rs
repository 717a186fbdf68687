//! A tree in the languages of diagram tools.

use std::fmt::Write;

use crate::link::Playbook;
use crate::link::trees::{PlacedTree, TreeExport};
use crate::render::tree::{data, words};
use crate::tree::{Kind, NodeId, Tree};

/// A tree in one of its forms.
pub fn write(playbook: &Playbook, placed: &PlacedTree, export: TreeExport) -> String {
    match export {
        TreeExport::Json => {
            let data = data::of(playbook.entry(placed.entry), &placed.tree);
            serde_json::to_string_pretty(&data).unwrap_or_default() + "\n"
        }
        TreeExport::Mermaid => mermaid(&placed.tree),
        TreeExport::Dot => dot(&placed.tree),
    }
}

/// The tree as a mermaid flowchart.
pub fn mermaid(tree: &Tree) -> String {
    let mut out = String::from("flowchart TD\n");
    let quoted = |text: &str| text.replace('"', "#quot;").replace('\n', " ");
    for (id, node) in tree.ids() {
        let title = quoted(&node.title);
        let _ = match &node.kind {
            Kind::Outcome(_) => writeln!(out, "  n{}([\"{title}\"])", id.0),
            Kind::FirstMatch(_) | Kind::AllThatApply(_) => {
                writeln!(out, "  n{}[[\"{title}\"]]", id.0)
            }
            _ => writeln!(out, "  n{}{{{{\"{title}\"}}}}", id.0),
        };
    }
    for (from, to, label) in arrows(tree) {
        let _ = match label.is_empty() {
            true => writeln!(out, "  n{} --> n{}", from.0, to.0),
            false => writeln!(out, "  n{} -- \"{}\" --> n{}", from.0, quoted(&label), to.0),
        };
    }
    out
}

/// The tree in Graphviz' DOT.
pub fn dot(tree: &Tree) -> String {
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ");
    let mut out = format!("digraph \"{}\" {{\n  node [shape=box];\n", quoted(&tree.title));
    for (id, node) in tree.ids() {
        let shape = if node.is_outcome() { " style=rounded" } else { "" };
        let _ = writeln!(out, "  n{} [label=\"{}\"{shape}];", id.0, quoted(&node.title));
    }
    for (from, to, label) in arrows(tree) {
        let _ = writeln!(out, "  n{} -> n{} [label=\"{}\"];", from.0, to.0, quoted(&label));
    }
    out.push_str("}\n");
    out
}

/// Every way from a node to another with its label, once.
pub fn arrows(tree: &Tree) -> Vec<(NodeId, NodeId, String)> {
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
            for label in words::labels_to(tree, node, to) {
                arrows.push((from, to, label));
            }
        }
    }
    arrows
}
