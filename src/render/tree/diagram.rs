//! Draws a tree as SVG at build time.
//!
//! Questions are boxes with a row per answer; a line leads from each row to the answer's target, so
//! lines need no labels. Columns follow the steps from left to right. The drawing is deterministic.
//! Very large trees are not drawn, because their text suffices, nor is a single question, whose
//! answers say as much.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::render::html::Html;
use crate::render::tree::words::branch;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::words::Words;

/// Larger trees are not drawn.
const MOST_NODES: usize = 80;

/// Five columns fit beside the contents on a laptop, and seven if they are drawn smaller.
const BOX_WIDTH: i32 = 162;
const COLUMN_GAP: i32 = 38;
const ROW_GAP: i32 = 20;
const LINE: i32 = 17;
const PAD: i32 = 9;
const TITLE: Limits = Limits { chars: 18, lines: 6 };
const ROW: Limits = Limits { chars: 20, lines: 12 };
/// A drawing is made smaller down to this share of its size, in hundredths, and then scrolls.
const SMALLEST: i32 = 75;
/// The id of the arrow head.
const HEAD: &str = "tree-arrow";
/// The height of a line that passes through a column.
const LANE: i32 = 10;

/// Draws a tree; `href` gives each node's link.
pub fn draw(words: &Words, tree: &Tree, href: impl Fn(NodeId) -> String) -> Option<Html> {
    let steps = tree.nodes.iter().filter(|node| !node.is_outcome()).count();
    if tree.nodes.len() > MOST_NODES || steps < 2 {
        return None;
    }
    let boxes: Vec<NodeBox> = tree.ids().map(|(id, _)| NodeBox::of(words, tree, id)).collect();
    let layout = DiagramLayout::new(&boxes);
    let (width, height) = (layout.width.to_string(), layout.height.to_string());
    let mut svg = Html::default();
    let smallest = (layout.width * SMALLEST / 100).to_string();
    let empty =
        [("class", "smallest"), ("width", &*smallest), ("height", "0"), ("aria-hidden", "true")];
    svg.open("svg", &empty).close("svg").newline();
    svg.tag("svg")
        .attribute("class", "diagram")
        .attribute("viewBox", &format!("0 0 {width} {height}"))
        .attribute("width", &width)
        .attribute("height", &height)
        .attribute("role", "group")
        .attribute("aria-label", &words.tree.diagram_of.fill(&[("tree", &tree.title)]))
        .end()
        .newline();
    arrow_head(&mut svg);
    svg.open("g", &[("marker-end", &format!("url(#{HEAD})"))]).newline();
    for line in &layout.lines {
        svg.tag("path").attribute("class", "way").attribute("d", line).end_empty().newline();
    }
    svg.close("g").newline();
    for (id, node) in tree.ids() {
        let shape = &boxes[id.0 as usize];
        let class = if shape.is_outcome { "mark end" } else { "mark" };
        svg.tag("a")
            .attribute("class", class)
            .attribute("href", &href(id))
            .attribute("data-mark", &node.id)
            .end()
            .newline();
        if shape.is_cut {
            svg.element("title", &[], &node.title);
        }
        shape.draw(&mut svg, layout.places[&id]);
        svg.close("a").newline();
    }
    svg.close("svg");
    Some(svg)
}

/// What lines end with, in their colour.
fn arrow_head(svg: &mut Html) {
    let size = [("markerWidth", "9"), ("markerHeight", "9"), ("refX", "8"), ("refY", "4")];
    let marker = [
        ("id", HEAD),
        ("viewBox", "0 0 8 8"),
        ("orient", "auto"),
        ("markerUnits", "userSpaceOnUse"),
    ];
    svg.open("marker", &[&marker[..], &size[..]].concat());
    svg.tag("path").attribute("class", "head").attribute("d", "M0 0L8 4L0 8z").end_empty();
    svg.close("marker").newline();
}

/// How much of a text is drawn.
struct Limits {
    chars: usize,
    lines: usize,
}

/// The box of a node.
struct NodeBox {
    title: Vec<String>,
    /// Whether its title is longer than its box.
    is_cut: bool,
    rows: Vec<BoxRow>,
    is_outcome: bool,
}

struct BoxRow {
    lines: Vec<String>,
    /// All words, if they are more than fit.
    whole: Option<String>,
    to: NodeId,
}

impl NodeBox {
    fn of(words: &Words, tree: &Tree, id: NodeId) -> NodeBox {
        let node = tree.node(id);
        let edges = node.edges().into_iter().enumerate();
        let rows = edges.map(|(index, edge)| {
            let label = match &node.kind {
                NodeKind::Step(_) => words.walk.proceed.to_string(),
                NodeKind::PickMany(pick) => words.tree.tick.fill(&[("count", &pick.ticks.len())]),
                _ => branch(&words.rule, tree, (node, index)),
            };
            let lines = wrap(&label, &ROW);
            let whole = is_cut(&lines).then_some(label);
            BoxRow { lines, whole, to: edge.to }
        });
        let title = wrap(&node.title, &TITLE);
        let is_cut = is_cut(&title);
        NodeBox { title, is_cut, rows: rows.collect(), is_outcome: node.is_outcome() }
    }

    fn title_height(&self) -> i32 {
        self.title.len() as i32 * LINE + 2 * PAD
    }

    fn height(&self) -> i32 {
        self.title_height() + self.rows.iter().map(BoxRow::height).sum::<i32>()
    }

    /// The start of a row's line, from the top of the box.
    fn port(&self, row: usize) -> i32 {
        let above: i32 = self.rows[..row].iter().map(BoxRow::height).sum();
        self.title_height() + above + self.rows[row].height() / 2
    }

    fn draw(&self, svg: &mut Html, (x, y): (i32, i32)) {
        svg.tag("rect")
            .attribute("x", &x.to_string())
            .attribute("y", &y.to_string())
            .attribute("width", &BOX_WIDTH.to_string())
            .attribute("height", &self.height().to_string())
            .attribute("rx", if self.is_outcome { "14" } else { "3" })
            .end_empty()
            .newline();
        text(svg, &self.title, (x + PAD + 2, y + PAD), "title");
        let mut top = y + self.title_height();
        for row in &self.rows {
            let line = format!("M{x} {top}h{BOX_WIDTH}");
            svg.tag("path").attribute("class", "divide").attribute("d", &line).end_empty();
            svg.newline();
            svg.open("g", &[]);
            if let Some(whole) = &row.whole {
                svg.element("title", &[], whole);
            }
            text(svg, &row.lines, (x + PAD + 2, top + PAD / 2), "row");
            svg.close("g");
            top += row.height();
        }
    }
}

impl BoxRow {
    fn height(&self) -> i32 {
        self.lines.len() as i32 * LINE + PAD
    }
}

fn text(svg: &mut Html, lines: &[String], (x, y): (i32, i32), class: &str) {
    svg.open("text", &[("class", class)]);
    for (index, line) in lines.iter().enumerate() {
        let baseline = y + (index as i32 + 1) * LINE - 4;
        svg.open("tspan", &[("x", &x.to_string()), ("y", &baseline.to_string())]).text(line);
        if index + 1 < lines.len() {
            svg.text(" ");
        }
        svg.close("tspan");
    }
    svg.close("text").newline();
}

/// The sign of what was left out.
const CUT: char = '…';

fn is_cut(lines: &[String]) -> bool {
    lines.last().is_some_and(|line| line.ends_with(CUT))
}

/// Wraps a text into lines, in the middle of a word only if it is longer than a line, and cuts what
/// is too long.
fn wrap(text: &str, limits: &Limits) -> Vec<String> {
    let mut lines = Vec::<String>::new();
    for word in text.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let end = rest.char_indices().nth(limits.chars).map_or(rest.len(), |(at, _)| at);
            let (part, after) = rest.split_at(end);
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + part.chars().count() <= limits.chars => {
                    line.push(' ');
                    line.push_str(part);
                }
                _ => lines.push(part.to_owned()),
            }
            rest = after;
        }
    }
    if lines.len() > limits.lines {
        lines.truncate(limits.lines);
        if let Some(last) = lines.last_mut() {
            *last = last.chars().take(limits.chars - 1).collect();
            last.push(CUT);
        }
    }
    if lines.is_empty() { vec![String::new()] } else { lines }
}

/// An item of a column: a box, or a line that passes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum BoxOrLane {
    Box(NodeId),
    /// The lines to a node from columns further left.
    Lane(NodeId, usize),
}

struct DiagramLayout {
    places: BTreeMap<NodeId, (i32, i32)>,
    lines: Vec<String>,
    width: i32,
    height: i32,
}

impl DiagramLayout {
    fn new(boxes: &[NodeBox]) -> DiagramLayout {
        let column_of = columns(boxes);
        let mut columns: Vec<Vec<BoxOrLane>> =
            vec![Vec::new(); column_of.iter().max().map_or(0, |m| m + 1)];
        for (index, column) in column_of.iter().enumerate() {
            columns[*column].push(BoxOrLane::Box(NodeId(index as u32)));
        }
        for (target, from) in long_ways(boxes, &column_of) {
            for column in
                columns.iter_mut().take(column_of[target.0 as usize]).skip(from + 1).enumerate()
            {
                column.1.push(BoxOrLane::Lane(target, from + 1 + column.0));
            }
        }
        for column in &mut columns {
            column.sort();
            column.dedup();
        }
        order(&mut columns, boxes, &column_of);
        place(&columns, boxes, &column_of)
    }
}

/// The column of each node: the longest acyclic path to it.
fn columns(boxes: &[NodeBox]) -> Vec<usize> {
    let mut column = vec![0; boxes.len()];
    let edges: Vec<(usize, usize)> = boxes
        .iter()
        .enumerate()
        .flat_map(|(from, shape)| shape.rows.iter().map(move |row| (from, row.to.0 as usize)))
        .filter(|(from, to)| !is_above(boxes, *to, *from))
        .collect();
    for _ in 0..boxes.len() {
        let mut moved = false;
        for (from, to) in &edges {
            if column[*to] <= column[*from] {
                column[*to] = column[*from] + 1;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    column
}

/// Whether `from` is reachable from `to`, so that an edge between them leads back.
fn is_above(boxes: &[NodeBox], to: usize, from: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![to];
    while let Some(at) = waiting.pop() {
        if at == from {
            return true;
        }
        if seen.insert(at) {
            waiting.extend(boxes[at].rows.iter().map(|row| row.to.0 as usize));
        }
    }
    false
}

/// Targets of edges across several columns, with the leftmost start column.
fn long_ways(boxes: &[NodeBox], column_of: &[usize]) -> BTreeMap<NodeId, usize> {
    let mut edges = BTreeMap::new();
    for (from, shape) in boxes.iter().enumerate() {
        for row in &shape.rows {
            if column_of[row.to.0 as usize] > column_of[from] + 1 {
                let first = edges.entry(row.to).or_insert(column_of[from]);
                *first = (*first).min(column_of[from]);
            }
        }
    }
    edges
}

/// Orders each column by the average height of each item's neighbours.
fn order(columns: &mut [Vec<BoxOrLane>], boxes: &[NodeBox], column_of: &[usize]) {
    for sweep in 0..6 {
        let forward = sweep % 2 == 0;
        let range: Vec<usize> = if forward {
            (1..columns.len()).collect()
        } else {
            (0..columns.len().saturating_sub(1)).rev().collect()
        };
        for at in range {
            let beside = if forward { at - 1 } else { at + 1 };
            let positions: BTreeMap<BoxOrLane, usize> =
                columns[beside].iter().enumerate().map(|(index, item)| (*item, index)).collect();
            let mut keyed: Vec<(i64, usize, BoxOrLane)> = Vec::new();
            for (index, item) in columns[at].iter().enumerate() {
                let near = neighbours(*item, (at, beside), boxes, column_of);
                let found: Vec<i64> = near
                    .iter()
                    .filter_map(|other| positions.get(other))
                    .map(|p| *p as i64 * 1000)
                    .collect();
                let key = if found.is_empty() {
                    index as i64 * 1000
                } else {
                    found.iter().sum::<i64>() / found.len() as i64
                };
                keyed.push((key, index, *item));
            }
            keyed.sort();
            columns[at] = keyed.into_iter().map(|(_, _, item)| item).collect();
        }
    }
}

/// The items in the adjacent column that lines connect with this one.
fn neighbours(
    item: BoxOrLane,
    (at, beside): (usize, usize),
    boxes: &[NodeBox],
    column_of: &[usize],
) -> Vec<BoxOrLane> {
    let target = match item {
        BoxOrLane::Box(id) => id,
        BoxOrLane::Lane(id, _) => id,
    };
    let mut near = vec![BoxOrLane::Lane(target, beside)];
    if beside > at {
        near.push(BoxOrLane::Box(target));
        if let BoxOrLane::Box(id) = item {
            near = boxes[id.0 as usize]
                .rows
                .iter()
                .flat_map(|row| [BoxOrLane::Box(row.to), BoxOrLane::Lane(row.to, beside)])
                .collect();
        }
    } else {
        for (from, shape) in boxes.iter().enumerate() {
            if column_of[from] == beside && shape.rows.iter().any(|row| row.to == target) {
                near.push(BoxOrLane::Box(NodeId(from as u32)));
            }
        }
    }
    near
}

fn place(columns: &[Vec<BoxOrLane>], boxes: &[NodeBox], column_of: &[usize]) -> DiagramLayout {
    let height_of = |item: &BoxOrLane| match item {
        BoxOrLane::Box(id) => boxes[id.0 as usize].height(),
        BoxOrLane::Lane(..) => LANE,
    };
    let column_height = |column: &Vec<BoxOrLane>| {
        column.iter().map(height_of).sum::<i32>() + ROW_GAP * (column.len() as i32 - 1).max(0)
    };
    let height = columns.iter().map(column_height).max().unwrap_or(0) + 2;
    let mut places = BTreeMap::new();
    let mut lanes: BTreeMap<(NodeId, usize), i32> = BTreeMap::new();
    for (index, column) in columns.iter().enumerate() {
        let x = 1 + index as i32 * (BOX_WIDTH + COLUMN_GAP);
        let mut y = (height - column_height(column)) / 2;
        for item in column {
            match item {
                BoxOrLane::Box(id) => drop(places.insert(*id, (x, y))),
                BoxOrLane::Lane(id, at) => drop(lanes.insert((*id, *at), y + LANE / 2)),
            }
            y += height_of(item) + ROW_GAP;
        }
    }
    let lines = lines(boxes, column_of, &places, &lanes);
    let width = columns.len() as i32 * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP + 2;
    DiagramLayout { places, lines, width, height }
}

/// A line from a row of a box to another box; the end point is set later.
struct EdgeLine {
    start: (i32, i32),
    between: Vec<(i32, i32)>,
    to: NodeId,
}

impl EdgeLine {
    /// The height at which it reaches the column of its target.
    fn comes_from(&self) -> i32 {
        self.between.last().map_or(self.start.1, |(_, y)| *y)
    }
}

/// The lines of all rows. Those that reach a box from different heights get different end points.
fn lines(
    boxes: &[NodeBox],
    column_of: &[usize],
    places: &BTreeMap<NodeId, (i32, i32)>,
    lanes: &BTreeMap<(NodeId, usize), i32>,
) -> Vec<String> {
    let mut edges = Vec::new();
    for (from, shape) in boxes.iter().enumerate() {
        let (x, y) = places[&NodeId(from as u32)];
        for (index, row) in shape.rows.iter().enumerate() {
            let columns = column_of[from] + 1..column_of[row.to.0 as usize];
            let between = columns.filter_map(|column| {
                let x = 1 + column as i32 * (BOX_WIDTH + COLUMN_GAP);
                lanes.get(&(row.to, column)).map(|y| (x, *y))
            });
            let start = (x + BOX_WIDTH, y + shape.port(index));
            edges.push(EdgeLine { start, between: between.collect(), to: row.to });
        }
    }
    let mut arrivals: BTreeMap<NodeId, BTreeSet<i32>> = BTreeMap::new();
    for edge in &edges {
        arrivals.entry(edge.to).or_default().insert(edge.comes_from());
    }
    let line = |edge: &EdgeLine| {
        let (x, y) = places[&edge.to];
        let arrivals = &arrivals[&edge.to];
        let rank = arrivals.range(..edge.comes_from()).count() as i32 + 1;
        let height = boxes[edge.to.0 as usize].title_height();
        let end = (x, y + height * rank / (arrivals.len() as i32 + 1));
        path(edge.start, end, edge.between.iter().copied())
    };
    edges.iter().map(line).collect()
}

/// A curve from a row to a box, straight through the lanes between them.
fn path(start: (i32, i32), end: (i32, i32), between: impl Iterator<Item = (i32, i32)>) -> String {
    let mut out = format!("M{} {}", start.0, start.1);
    let mut at = start;
    let curve = |out: &mut String, from: (i32, i32), to: (i32, i32)| {
        let reach = ((to.0 - from.0).abs() / 2).max(COLUMN_GAP / 2);
        let (leaves, arrives) = (from.0 + reach, to.0 - reach);
        let _ = write!(out, "C{leaves} {} {arrives} {} {} {}", from.1, to.1, to.0, to.1);
    };
    for (x, y) in between {
        curve(&mut out, at, (x, y));
        let _ = write!(out, "h{BOX_WIDTH}");
        at = (x + BOX_WIDTH, y);
    }
    curve(&mut out, at, end);
    out
}
