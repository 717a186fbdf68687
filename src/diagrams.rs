//! Diagrams of Mermaid as SVG.
//!
//! The crate `rusty-mermaid` reads a diagram and arranges it (feature `diagrams`); [`svg`] writes what
//! it arranged, with classes instead of colours. What cannot be drawn stays code.

#[cfg(feature = "diagrams")]
mod arrows;
#[cfg(feature = "diagrams")]
mod attributes;
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

/// The most letters of a line that a message repeats.
#[cfg(feature = "diagrams")]
const LONGEST_TEXT: usize = 60;

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
    /// It has something that is not understood: the line, if it is one in particular.
    Unread(Option<UnreadLine>),
    /// The program is built without diagrams.
    NotBuilt,
}

/// A line of a diagram that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadLine {
    /// From 1.
    pub number: usize,
    pub text: String,
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
    let statements = statements(&header, kind)
        .map_err(|statement| Fault::Unread(unread_line(source, &statement)))?;
    if !size::is_small(&statements, kind) {
        return Err(Fault::TooLarge);
    }
    let (shapes, view_box) = shapes(&statements, &header, kind)
        .map_err(|line| Fault::Unread(unread_line(source, &line)))?;
    let caption = header.caption.as_deref().map(labels::decode);
    let description = header.description.as_deref().map(labels::decode);
    let name = header.title.map_or(Name::Kind(kind), Name::Given);
    Ok(Drawing { shapes, view_box, name, caption, description })
}

/// The statements in the form that the crate reads, or the one that is not understood.
#[cfg(feature = "diagrams")]
fn statements(header: &Header<'_>, kind: Kind) -> Result<String, String> {
    match kind {
        // Settings of a Git graph name its branches and order them.
        Kind::Git if !header.git_setting.is_empty() => Err(header.git_setting.to_owned()),
        Kind::Sequence => sequence::plain(&header.lines),
        Kind::Flowchart => flow::plain(&header.lines),
        _ => statements::plain(&header.lines, kind),
    }
}

/// What the crate draws of the statements, or a line that is not in its drawing.
#[cfg(feature = "diagrams")]
fn shapes(statements: &str, header: &Header<'_>, kind: Kind) -> Result<(String, [i32; 4]), String> {
    // The crate may panic on a text that it does not expect.
    let scene = std::panic::catch_unwind(|| {
        rusty_mermaid_diagrams::render_to_scene(statements, &theme::theme()).ok()
    });
    let scene = scene.ok().flatten().ok_or_else(String::new)?;
    match completeness::missing(&scene, &header.lines, kind) {
        Some(line) => Err(line.to_owned()),
        None => Ok(svg::write(&scene, kind)),
    }
}

/// The line of a statement, which may be a part of it or go on below it. None for an empty statement.
#[cfg(feature = "diagrams")]
fn unread_line(source: &str, statement: &str) -> Option<UnreadLine> {
    let text = statement.lines().next().map(str::trim).filter(|text| !text.is_empty())?;
    let at = source.lines().position(|line| line.contains(text))?;
    Some(UnreadLine { number: at + 1, text: text.chars().take(LONGEST_TEXT).collect() })
}

/// Draws nothing in a program that was built without diagrams.
#[cfg(not(feature = "diagrams"))]
pub fn draw(_: &str) -> Result<Drawing, Fault> {
    Err(Fault::NotBuilt)
}

impl Fault {
    /// What is said of the diagram, and what to do instead.
    pub fn message(&self) -> (String, &'static str) {
        let message = match self {
            Fault::Kind(kind) => format!("diagrams of the kind `{kind}` are shown as code"),
            Fault::TooLarge => {
                let help = "divide it into several diagrams, or use a picture";
                return ("a diagram that is too large is shown as code".to_owned(), help);
            }
            Fault::Unread(Some(UnreadLine { number, text })) => {
                format!("a diagram is shown as code: line {number}, `{text}`, is not understood")
            }
            Fault::Unread(None) => "a diagram that is not understood is shown as code".to_owned(),
            Fault::NotBuilt => "diagrams are shown as code".to_owned(),
        };
        (message, "write it in the usual notation of Mermaid, or use a picture")
    }

    /// The start of the line that is not understood.
    pub fn line(&self) -> Option<&str> {
        match self {
            Fault::Unread(Some(line)) => Some(&line.text),
            _ => None,
        }
    }
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
