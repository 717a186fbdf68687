//! Renders diagrams, with their source below them.

use std::ops::Range;

use crate::diagrams::{Drawing, Name};
use crate::render::article::ArticleWriter;
use crate::render::article::setting::Setting;
use crate::render::html::Html;
use crate::render::tree::diagram as tree_diagram;
use crate::render::tree::section_link;
use crate::tree::graph::{knots, successors};

/// The least widths of wide diagrams: narrower ones would be too small to read. They scroll.
const WIDTHS: [(i32, &str); 4] =
    [(2000, "diagram-2000"), (1200, "diagram-1200"), (800, "diagram-800"), (500, "diagram-500")];

impl ArticleWriter<'_> {
    /// Draws the diagram of a fence; false if it is shown as code.
    pub(super) fn diagram(&mut self, span: &Range<usize>) -> bool {
        let parsed = &self.entry.parsed;
        if let Some(html) = self.chart(span) {
            self.name_blocks_in(span.clone());
            self.put(html).newline();
            return true;
        }
        let Some(drawing) = parsed.prose.drawings.get(&span.start) else { return false };
        let source = parsed.document.code_in(span.clone());
        let html = self.figure(drawing, &source);
        self.name_blocks_in(span.clone());
        self.put(html).newline();
        true
    }

    /// The drawing of a flowchart that is a decision, whose boxes lead to the walk below it. One that
    /// goes round keeps its picture, in which the way back is easier to follow.
    fn chart(&self, span: &Range<usize>) -> Option<Html> {
        if !matches!(self.setting, Setting::Page) {
            return None;
        }
        let parsed = &self.entry.parsed;
        let tree = &parsed.trees.iter().find(|found| found.list == *span)?.tree;
        if knots(&successors(tree)).on_circle.contains(&true) {
            return None;
        }
        let place = self.place.in_tree(&tree.id);
        let all = &self.playbook.config.words;
        let drawn = tree_diagram::draw(all, tree, |node| section_link(tree, node, place))?;
        let drawing = parsed.prose.drawings.get(&span.start);
        let name = match drawing.map(|drawing| &drawing.name) {
            Some(Name::Given(name)) => name,
            _ => &*all.tree.diagram,
        };
        let mut html = Html::default();
        open(&mut html, name, drawing);
        html.html(&drawn).close("div");
        self.source(&mut html, &parsed.document.code_in(span.clone()));
        html.close("figure");
        Some(html)
    }

    fn figure(&self, drawing: &Drawing, source: &str) -> Html {
        let words = self.words();
        let name = match &drawing.name {
            Name::Given(name) => name,
            Name::Kind(kind) => words.diagrams.get(kind.key()).map_or("", |name| name.as_ref()),
        };
        let [left, top, width, height] = drawing.view_box;
        let view_box = format!("{left} {top} {width} {height}");
        let (wide, tall) = (width.to_string(), height.to_string());
        let least = WIDTHS.iter().find(|(least, _)| width * 3 >= least * 4);
        let mut html = Html::default();
        open(&mut html, name, Some(drawing));
        let svg = html.tag("svg").attribute("role", "img").attribute("aria-label", name);
        let svg = svg.attribute("viewBox", &view_box);
        let svg = svg.attribute("width", &wide).attribute("height", &tall);
        match least {
            Some((_, class)) => svg.attribute("class", class).end(),
            None => svg.end(),
        };
        html.html(&Html::trusted(drawing.shapes.clone())).close("svg").close("div");
        self.source(&mut html, source);
        html.close("figure");
        html
    }

    fn source(&self, html: &mut Html, source: &str) {
        html.open("details", &[]).element("summary", &[], &self.words().diagram_source);
        html.open("pre", &[("tabindex", "0")]).element("code", &[], source).close("pre");
        html.close("details");
    }
}

/// Opens a figure and the frame of its drawing, with what its author says about the diagram.
fn open(html: &mut Html, name: &str, drawing: Option<&Drawing>) {
    html.open("figure", &[("class", "block-diagram")]);
    if let Some(caption) = drawing.and_then(|drawing| drawing.caption.as_deref()) {
        html.element("figcaption", &[], caption);
    }
    let description = drawing.and_then(|drawing| drawing.description.as_deref());
    let mut frame = vec![("role", "group"), ("aria-label", name), ("tabindex", "0")];
    frame.extend(description.map(|told| ("aria-description", told)));
    html.open("div", &frame);
}
