//! Diagrams of Mermaid as SVG.
//!
//! The crate `rusty-mermaid` reads a diagram and arranges it (feature `diagrams`); [`svg`] writes what
//! it arranged, with classes instead of colours. What cannot be drawn stays code.

#[cfg(feature = "diagrams")]
mod arrows;
#[cfg(feature = "diagrams")]
mod bounds;
pub mod chart;
#[cfg(feature = "diagrams")]
mod classes;
#[cfg(feature = "diagrams")]
mod completeness;
#[cfg(feature = "diagrams")]
mod flow;
#[cfg(feature = "diagrams")]
mod header;
#[cfg(feature = "diagrams")]
mod labels;
#[cfg(feature = "diagrams")]
mod rewrites;
#[cfg(feature = "diagrams")]
mod sequence;
#[cfg(feature = "diagrams")]
mod size;
#[cfg(feature = "diagrams")]
mod statements;
#[cfg(feature = "diagrams")]
mod svg;
#[cfg(feature = "diagrams")]
mod theme;

#[cfg(feature = "diagrams")]
use header::Header;

/// The longest diagram that is drawn, in bytes.
#[cfg(feature = "diagrams")]
const LONGEST: usize = 20_000;

/// The most lines of a diagram that is drawn.
#[cfg(feature = "diagrams")]
const MOST_LINES: usize = 400;

/// A drawn diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The content of its `svg` element.
    pub shapes: String,
    pub view_box: [i32; 4],
    pub name: Name,
    /// The title that stands with it.
    pub caption: Option<String>,
    /// What it shows, for those who do not see it.
    pub description: Option<String>,
}

/// What a diagram is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// By its author.
    Given(String),
    Kind(Kind),
}

/// A kind of diagram that is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Flowchart,
    Sequence,
    State,
    Class,
    Er,
    Pie,
    Gantt,
    Timeline,
    Quadrant,
    Git,
}

/// Why a diagram is shown as code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Its kind is not drawn, or it has no kind.
    Kind(String),
    TooLarge,
    /// It has something that is not understood.
    Unread,
    /// The program is built without diagrams.
    NotBuilt,
}

/// Whether a fence with this info string is a diagram.
pub fn is_diagram(info: &str) -> bool {
    let word = info.trim_start().trim_start_matches('{').trim_start_matches('.');
    let end = word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len());
    word[..end].eq_ignore_ascii_case("mermaid")
}

/// Draws a diagram.
#[cfg(feature = "diagrams")]
pub fn draw(source: &str) -> Result<Drawing, Fault> {
    if source.len() > LONGEST || source.lines().count() > MOST_LINES {
        return Err(Fault::TooLarge);
    }
    let header = Header::read(source);
    let Some(kind) = header.kind() else { return Err(Fault::Kind(header.word.to_owned())) };
    let (shapes, view_box) = shapes(&header, kind).ok_or(Fault::Unread)?;
    let caption = header.caption.as_deref().map(labels::decode);
    let description = header.description.as_deref().map(labels::decode);
    let name = header.title.map_or(Name::Kind(kind), Name::Given);
    Ok(Drawing { shapes, view_box, name, caption, description })
}

#[cfg(feature = "diagrams")]
fn shapes(header: &Header<'_>, kind: Kind) -> Option<(String, [i32; 4])> {
    let statements = match kind {
        // Settings of a Git graph name its branches and order them.
        Kind::Git if header.is_configured => return None,
        Kind::Sequence => sequence::plain(&header.lines)?,
        Kind::Flowchart => flow::plain(&header.lines)?,
        _ => statements::plain(&header.lines, kind)?,
    };
    if !size::is_small(&statements, kind) {
        return None;
    }
    // The crate may panic on a text that it does not expect.
    let scene = std::panic::catch_unwind(|| {
        rusty_mermaid_diagrams::render_to_scene(&statements, &theme::theme()).ok()
    });
    let scene = scene.ok().flatten()?;
    completeness::holds(&scene, &header.lines, kind).then(|| svg::write(&scene, kind))
}

/// Draws nothing in a program that was built without diagrams.
#[cfg(not(feature = "diagrams"))]
pub fn draw(_: &str) -> Result<Drawing, Fault> {
    Err(Fault::NotBuilt)
}

impl Kind {
    /// Its key among the words.
    pub fn key(self) -> &'static str {
        match self {
            Kind::Flowchart => "flowchart",
            Kind::Sequence => "sequence",
            Kind::State => "state",
            Kind::Class => "class",
            Kind::Er => "er",
            Kind::Pie => "pie",
            Kind::Gantt => "gantt",
            Kind::Timeline => "timeline",
            Kind::Quadrant => "quadrant",
            Kind::Git => "git",
        }
    }
}
