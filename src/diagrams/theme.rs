//! Stands in for colours: each role of a shape has a colour of its own, by which its class is found.

use rusty_mermaid_core::{Color, Style, Theme};

use crate::diagrams::Kind;

/// A light colour, because the crate writes light letters on dark ones.
const fn role(number: u8) -> Color {
    Color::rgb(253, 252, 200 + number)
}

const NODE: Color = role(1);
const EDGE: Color = role(2);
const GROUP: Color = role(3);
const NOTE: Color = role(4);
const BACK: Color = role(5);
const SOLID: Color = role(6);
const THIN: Color = role(7);
const MUTED: Color = role(8);
const TEXT: Color = role(9);
const NODE_LINE: Color = role(10);
const GROUP_LINE: Color = role(11);

pub(super) fn theme() -> Theme {
    Theme {
        node_fill: NODE,
        node_stroke: NODE_LINE,
        node_text: TEXT,
        edge_stroke: EDGE,
        edge_label_text: TEXT,
        edge_label_bg: BACK,
        start_fill: SOLID,
        end_inner_fill: SOLID,
        composite_fill: GROUP,
        composite_stroke: GROUP_LINE,
        composite_label: TEXT,
        note_fill: NOTE,
        note_stroke: THIN,
        note_text: TEXT,
        subgraph_fill: GROUP,
        subgraph_stroke: GROUP_LINE,
        subgraph_label: TEXT,
        divider_stroke: THIN,
        region_stroke: THIN,
        lifeline_stroke: THIN,
        activation_fill: NODE,
        activation_stroke: NODE_LINE,
        grid_stroke: THIN,
        muted_text: MUTED,
        face_fill: NOTE,
        detail_stroke: EDGE,
        background: BACK,
        ..Theme::light()
    }
}

/// The class of a shape.
pub(super) fn class(style: &Style, palette: &mut Palette) -> &'static str {
    let line = match style.stroke {
        Some(GROUP_LINE | THIN) => "d-thin",
        _ => "d-line",
    };
    match style.fill {
        None => line,
        Some(fill) if fill.a == 0 => line,
        Some(NODE) => "d-node",
        Some(GROUP) => "d-group",
        Some(NOTE) => "d-note",
        // The sign for "zero" at the end of a relation.
        Some(BACK) if style.stroke == Some(EDGE) => "d-open",
        Some(BACK) => "d-back",
        Some(SOLID | EDGE | GROUP_LINE | NODE_LINE) => "d-solid",
        // The band behind a section.
        Some(fill) if fill.a < 60 => "d-band",
        Some(fill) => palette.class(fill),
    }
}

/// Colours of a chart, in the order in which they occur.
pub(super) struct Palette {
    kind: Kind,
    seen: Vec<Color>,
}

/// The fill of critical tasks in the crate.
const CRITICAL: Color = Color::rgb(220, 60, 60);

impl Palette {
    pub(super) fn of(kind: Kind) -> Palette {
        Palette { kind, seen: Vec::new() }
    }

    fn class(&mut self, colour: Color) -> &'static str {
        const CLASSES: [&str; 8] = ["d-1", "d-2", "d-3", "d-4", "d-5", "d-6", "d-7", "d-8"];
        match self.kind {
            Kind::Pie | Kind::Timeline | Kind::Git => {}
            Kind::Gantt => return task(colour),
            _ => return "d-node",
        }
        let opaque = Color { a: 255, ..colour };
        let at = self.seen.iter().position(|seen| *seen == opaque).unwrap_or_else(|| {
            self.seen.push(opaque);
            self.seen.len() - 1
        });
        CLASSES[at % CLASSES.len()]
    }
}

/// The class of a task: the crate has a colour for each section, which it thins out for the tasks
/// that are done and, less, for those that are not active.
fn task(colour: Color) -> &'static str {
    match colour.a {
        _ if colour == CRITICAL => "d-3",
        255 => "d-1",
        140 => "d-group",
        _ => "d-node",
    }
}
