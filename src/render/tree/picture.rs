//! The whole tree at a glance: a drawing, and a list of questions with their answers where a drawing
//! would be too wide, as on a phone.

use crate::render::html::Html;
use crate::render::tree::diagram;
use crate::render::tree::words::branch;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::words::Words;

/// Writes the picture of a tree; `href` gives each node's link.
pub fn write(words: &Words, tree: &Tree, href: impl Fn(NodeId) -> String) -> Option<Html> {
    let drawing = diagram::draw(words, tree, &href)?;
    let mut html = Html::default();
    let name = &*words.tree.diagram;
    let frame = [("class", "diagram-frame"), ("role", "region"), ("aria-label", name)];
    html.open("div", &[&frame[..], &[("tabindex", "0")]].concat());
    html.open("div", &[("class", "sheet")]).newline().html(&drawing).close("div");
    html.close("div").newline();
    html.html(&outline(words, tree, href));
    Some(html)
}

/// A tree as a list.
fn outline(words: &Words, tree: &Tree, href: impl Fn(NodeId) -> String) -> Html {
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
                NodeKind::Step(_) => words.walk.proceed.to_string(),
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
