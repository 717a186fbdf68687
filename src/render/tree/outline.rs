//! A tree as a list: every question with its answers and where they lead.
//!
//! It is the picture of the tree where a drawing would be too wide, as on a phone.

use crate::render::html::Html;
use crate::render::tree::words::branch;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::words::Words;

/// Writes a tree as a list; `href` gives each node's link.
pub fn write(words: &Words, tree: &Tree, href: impl Fn(NodeId) -> String) -> Html {
    let mut html = Html::default();
    html.open("ol", &[("class", "outline")]).newline();
    for (id, node) in tree.ids() {
        let class = if node.is_outcome() { "mark end" } else { "mark" };
        let link = [("class", class), ("href", &*href(id)), ("data-mark", &node.id)];
        html.open("li", &[]).element("a", &link, &node.title);
        let edges = node.edges();
        if !edges.is_empty() {
            html.open("ul", &[]);
        }
        for (index, edge) in edges.iter().enumerate() {
            let label = match &node.kind {
                NodeKind::PickMany(pick) => words.tree.tick.fill(&[("count", &pick.ticks.len())]),
                _ => branch(&words.rule, tree, (node, index)),
            };
            html.open("li", &[("class", "way")]).text(&label).text(" → ");
            html.element("span", &[], &tree.node(edge.to).title).close("li");
        }
        if !edges.is_empty() {
            html.close("ul");
        }
        html.close("li").newline();
    }
    html.close("ol");
    html
}
