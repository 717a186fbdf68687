//! A flowchart of Mermaid as a graph of texts, read by the crate's own parser.

#[cfg(feature = "diagrams")]
use rusty_mermaid_core::Shape;
#[cfg(feature = "diagrams")]
use rusty_mermaid_diagrams::flowchart::{ir, parser};

#[cfg(feature = "diagrams")]
use crate::diagrams::header::Header;
#[cfg(feature = "diagrams")]
use crate::diagrams::{Kind, LONGEST, MOST_LINES, flow, labels, size};

/// A flowchart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chart {
    pub nodes: Vec<ChartNode>,
    /// In the order of the text.
    pub edges: Vec<ChartEdge>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartNode {
    pub text: String,
    pub form: NodeForm,
}

/// What the shape of a node says about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeForm {
    Diamond,
    /// A round shape, in which charts begin and end.
    Terminal,
    Other,
}

/// An arrow between two nodes, by their indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartEdge {
    pub from: usize,
    pub to: usize,
    /// Empty for none.
    pub label: String,
}

/// Reads a flowchart. `None` for another diagram, and for one with lines that are no arrows or with
/// groups of nodes.
#[cfg(feature = "diagrams")]
pub fn read(source: &str) -> Option<Chart> {
    if source.len() > LONGEST || source.lines().count() > MOST_LINES {
        return None;
    }
    let header = Header::read(source);
    if header.kind() != Some(Kind::Flowchart) {
        return None;
    }
    let statements = flow::plain(&header.lines).ok()?;
    if !size::is_small(&statements, Kind::Flowchart) {
        return None;
    }
    // The crate may panic on a text that it does not expect.
    let diagram = std::panic::catch_unwind(|| parser::parse(&statements).ok()).ok().flatten()?;
    if !diagram.subgraphs.is_empty() {
        return None;
    }
    let place = |id: &str| diagram.vertices.iter().position(|vertex| vertex.id == id);
    let edges = diagram.edges.iter().map(|edge| {
        let is_arrow =
            edge.start_arrow == ir::ArrowEnd::None && edge.end_arrow == ir::ArrowEnd::Arrow;
        let label = edge.label.as_deref().map(text).unwrap_or_default();
        let (from, to) = (place(&edge.src)?, place(&edge.dst)?);
        is_arrow.then_some(ChartEdge { from, to, label })
    });
    let edges = edges.collect::<Option<Vec<_>>>()?;
    let nodes = diagram.vertices.iter().map(|vertex| ChartNode {
        text: text(&vertex.label),
        form: match vertex.shape {
            Shape::Diamond => NodeForm::Diamond,
            Shape::Stadium | Shape::Circle | Shape::DoubleCircle => NodeForm::Terminal,
            _ => NodeForm::Other,
        },
    });
    Some(Chart { nodes: nodes.collect(), edges })
}

/// Reads nothing in a program that was built without diagrams.
#[cfg(not(feature = "diagrams"))]
pub fn read(_: &str) -> Option<Chart> {
    None
}

/// A label in one line.
#[cfg(feature = "diagrams")]
fn text(label: &str) -> String {
    let lines = labels::decode(&labels::shown(&label.replace("<br/>", " ")));
    lines.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(all(test, feature = "diagrams"))]
mod tests {
    use super::{NodeForm, read};

    #[track_caller]
    fn check(source: &str, expected: Option<&str>) {
        let chart = read(source).map(|chart| {
            let edges = chart.edges.iter().map(|edge| {
                let node = |at: usize| {
                    let node = &chart.nodes[at];
                    match node.form {
                        NodeForm::Diamond => format!("<{}>", node.text),
                        NodeForm::Terminal => format!("({})", node.text),
                        NodeForm::Other => node.text.clone(),
                    }
                };
                format!("{} -{}- {}", node(edge.from), edge.label, node(edge.to))
            });
            edges.collect::<Vec<_>>().join("; ")
        });
        assert_eq!(chart.as_deref(), expected, "{source}");
    }

    #[test]
    fn texts_of_nodes_and_arrows_are_plain() {
        check(
            "flowchart TD\n  A{\"Is it <br/> big?\"} -->|\"Yes (5+)\"| B[Stop]\n  A -- No --> C([Go & look]);",
            Some("<Is it big?> -Yes (5+)- Stop; <Is it big?> -No- (Go & look)"),
        );
        check("graph LR\nA --> B & C", Some("A -- B; A -- C"));
    }

    #[test]
    fn lines_without_a_direction_groups_and_other_diagrams_are_no_charts() {
        check("graph LR\nsubgraph x\nA --> B\nend", None);
        check("graph LR\nA --- B", None);
        check("graph LR\nA <--> B", None);
        check("sequenceDiagram\nA->>B: x", None);
        check("", None);
    }
}
