//! Tree files: entries whose headings are the nodes of a decision tree.
//!
//! `trees.md` of the authoring guide documents the syntax. Reading never fails: it returns the best
//! tree and all problems, each with its place. Problems of the graph are found in `tree`. The
//! syntax is complete on purpose: a tree that needs more should be split.

mod answers;
mod blocks;
mod condition_words;
mod conditions;
mod echoes;
mod holes;
mod line;
mod names;
mod node;
mod notes;
mod range;
mod range_words;
mod rules;
mod scenarios;

use std::sync::Arc;

use self::blocks::{BlockKind, Section, sections};
use self::line::trimmed;
use self::names::{NodeNames, id_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Document;
use crate::tree::problem::TreeProblem;
use crate::tree::shape::{Unread, problems_beside};
use crate::tree::{Form, Given, Node, NodeId, NodeKind, Outcome, Tree};

/// The text of a tree file, with metadata from its front matter and name.
pub struct TreeFile<'a> {
    /// The file name in diagnostics.
    pub file: &'a Arc<str>,
    pub document: &'a Document,
    /// The stem of the file.
    pub id: &'a str,
    pub title: &'a str,
}

/// What a tree file says.
struct TreeReading {
    /// Nothing without headings.
    tree: Option<Tree>,
    problems: Vec<TreeProblem>,
    unread: Unread,
}

/// Reads a tree file; without headings there is no tree.
pub fn parse_tree_file(source: &TreeFile) -> (Option<Tree>, Vec<Diagnostic>) {
    let TreeReading { tree, problems, .. } = parse(source);
    (tree, in_file(source, problems))
}

/// Reads a tree file and proves what can be proved about it: all problems, without those that only
/// follow from others.
pub fn check_tree_file(source: &TreeFile) -> (Option<Tree>, Vec<Diagnostic>) {
    let TreeReading { tree, mut problems, unread } = parse(source);
    let shape = tree.as_ref().map_or_else(Vec::new, |tree| problems_beside(tree, &unread));
    let is_told = |problem: &TreeProblem| {
        problems.iter().any(|told| {
            told.span == problem.span || told.related.iter().any(|(span, _)| *span == problem.span)
        })
    };
    let new: Vec<TreeProblem> = shape.into_iter().filter(|problem| !is_told(problem)).collect();
    problems.extend(new);
    problems.sort_by_key(|problem| problem.span.start);
    (tree, in_file(source, problems))
}

/// An answer to a question, written as in a scenario.
pub fn read_answer(question: &Node, written: &str) -> Option<Given> {
    scenarios::given(question, written).ok()
}

fn in_file(source: &TreeFile, problems: Vec<TreeProblem>) -> Vec<Diagnostic> {
    let text = source.document.text();
    problems.into_iter().map(|problem| problem.in_file(source.file, text)).collect()
}

fn parse(source: &TreeFile) -> TreeReading {
    let (text, body) = (source.document.text(), source.document.body());
    let (scenarios, nodes): (Vec<Section>, Vec<Section>) =
        sections(source.document).into_iter().partition(is_scenarios);
    let Some(first) = nodes.iter().chain(&scenarios).map(|section| section.heading.start).min()
    else {
        return no_nodes(source);
    };
    if nodes.is_empty() {
        return no_nodes(source);
    }
    let mut names = NodeNames::new(text);
    for section in &nodes {
        let node = open_node(section, &mut names);
        names.add(node);
    }
    let mut scores = Vec::new();
    for (index, section) in nodes.iter().enumerate() {
        let (body, kind) = node::read(section, NodeId(index as u32), &mut names, &mut scores);
        names.nodes[index].body = body;
        names.nodes[index].kind = kind;
    }
    // Rules refer to answers and scores, so they are read last.
    for (index, section) in nodes.iter().enumerate() {
        rules::read(section, NodeId(index as u32), &mut names, &scores);
    }
    let (before, sections) = (names.problems.len(), scenarios);
    let scenarios = scenarios::read(&sections, &mut names);
    let unread_scenarios = names.problems.len() > before;
    let echoes = echoes::read(source.document, &nodes, &mut names);
    holes::report(source.document, &nodes, &mut names);
    let NodeNames { nodes, mut problems, unread, missing, unread_points, .. } = names;
    problems.sort_by_key(|problem| problem.span.start);
    let unread = Unread {
        nodes: unread,
        targets: missing,
        points: unread_points,
        scenarios: unread_scenarios,
    };
    let tree = Tree {
        id: source.id.to_owned(),
        title: source.title.to_owned(),
        form: Form::File,
        is_marked: false,
        lead: trimmed(text, body.start.min(first)..first),
        span: body,
        nodes,
        scores,
        scenarios,
        echoes,
    };
    TreeReading { tree: Some(tree), problems, unread }
}

fn no_nodes(source: &TreeFile) -> TreeReading {
    let body = source.document.body();
    let start = body.start..body.start;
    let problem = TreeProblem::new(Code::TreeShape, &start, "a tree file without a question")
        .help("write the first question as a heading: `## Question? {#id}`");
    TreeReading { tree: None, problems: vec![problem], unread: Unread::default() }
}

/// Whether this is a section `Scenarios` with a table.
fn is_scenarios(section: &Section) -> bool {
    section.title.plain().eq_ignore_ascii_case("scenarios")
        && section.blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_)))
}

/// A node with only its name.
fn open_node(section: &Section, names: &mut NodeNames) -> Node {
    let title = section.title.plain();
    let span = if section.title.inlines.is_empty() {
        trimmed(names.text, section.heading.clone())
    } else {
        section.title.span()
    };
    let id = match &section.id {
        Some(id) if is_plain_id(id) => id.clone(),
        Some(id) => {
            let better = id_of(id);
            let heading = names.text.get(section.heading.clone()).unwrap_or("");
            let at = heading.rfind(id.as_str()).map_or(span.clone(), |at| {
                let start = section.heading.start + at;
                start..start + id.len()
            });
            let problem = TreeProblem::new(Code::TreeId, &at, format!("`{id}` cannot be an id"));
            names.problems.push(problem.help(if is_plain_id(&better) {
                format!("use letters, digits, `-` and `_`: `{{#{better}}}`")
            } else {
                "use letters, digits, `-` and `_`".to_owned()
            }));
            better
        }
        None => id_of(&title),
    };
    let id = if id.is_empty() {
        let message = format!("the heading `{title}` gives no id");
        let problem = TreeProblem::new(Code::TreeId, &span, message);
        names.problems.push(problem.help("write one after it: `{#id}`"));
        format!("node-{}", names.nodes.len() + 1)
    } else {
        id
    };
    let body = section.heading.end..section.heading.end;
    Node { id, title, span, body, kind: NodeKind::Outcome(Outcome::default()) }
}

/// Whether an id is readable in an address and has only one spelling.
fn is_plain_id(id: &str) -> bool {
    !id.is_empty()
        && id_of(id) == id.to_lowercase()
        && id_of(id).chars().count() == id.chars().count()
}
