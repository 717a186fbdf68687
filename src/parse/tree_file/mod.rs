//! A tree file: an entry whose headings are the nodes of a decision tree.
//!
//! Every way of writing an element is in `trees.md` of the authoring guide. Reading never fails: it
//! gives the best tree that the text allows and every problem at once, each with its place. What is
//! wrong with the graph, once read, is the domain's to say and is not looked for here. The language
//! does not grow: a tree that needs more is split.

mod answers;
mod blocks;
mod line;
mod names;
mod node;
mod notes;
mod range;
mod rules;
mod scenarios;

use std::sync::Arc;

use self::blocks::{BlockKind, Section, sections};
use self::line::trimmed;
use self::names::{NodeNames, id_of};
use crate::diagnostic::{Code, Diagnostic};
use crate::text::Document;
use crate::tree::problem::TreeProblem;
use crate::tree::{Form, Node, NodeId, NodeKind, Outcome, Tree};

/// The text of a tree file, and what its front matter and name say.
pub struct TreeFile<'a> {
    /// The name that diagnostics show.
    pub file: &'a Arc<str>,
    pub document: &'a Document,
    /// The stem of the file.
    pub id: &'a str,
    pub title: &'a str,
}

/// Reads a tree file. There is no tree if there is no heading.
pub fn parse_tree_file(source: &TreeFile) -> (Option<Tree>, Vec<Diagnostic>) {
    let (tree, problems) = parse(source);
    (tree, problems.into_iter().map(|problem| problem.in_file(source.file)).collect())
}

fn parse(source: &TreeFile) -> (Option<Tree>, Vec<TreeProblem>) {
    let (text, body) = (source.document.text(), source.document.body());
    let (scenarios, nodes): (Vec<Section>, Vec<Section>) =
        sections(source.document).into_iter().partition(is_scenarios);
    let Some(first) = nodes.iter().chain(&scenarios).map(|section| section.heading.start).min()
    else {
        return (None, vec![no_nodes(source)]);
    };
    if nodes.is_empty() {
        return (None, vec![no_nodes(source)]);
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
    // Rules name answers and scores, so they are read when all of those are known.
    for (index, section) in nodes.iter().enumerate() {
        rules::read(section, NodeId(index as u32), &mut names, &scores);
    }
    let scenarios = scenarios::read(&scenarios, &mut names);
    let NodeNames { nodes, mut problems, .. } = names;
    problems.sort_by_key(|problem| problem.span.start);
    let tree = Tree {
        id: source.id.to_owned(),
        title: source.title.to_owned(),
        form: Form::File,
        lead: trimmed(text, body.start.min(first)..first),
        span: body,
        nodes,
        scores,
        scenarios,
    };
    (Some(tree), problems)
}

fn no_nodes(source: &TreeFile) -> TreeProblem {
    let body = source.document.body();
    let start = body.start..body.start;
    TreeProblem::new(Code::TreeShape, &start, "a tree file without a question")
        .help("write the first question as a heading: `## Question? {#id}`")
}

/// A section called Scenarios that holds their table.
fn is_scenarios(section: &Section) -> bool {
    section.title.plain().eq_ignore_ascii_case("scenarios")
        && section.blocks.iter().any(|block| matches!(block.kind, BlockKind::Table(_)))
}

/// A node with its name and nothing else.
fn open_node(section: &Section, names: &mut NodeNames) -> Node {
    let title = section.title.plain();
    let span = match section.title.inlines.is_empty() {
        true => trimmed(names.text, section.heading.clone()),
        false => section.title.span(),
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
            names.problems.push(problem.help(match is_plain_id(&better) {
                true => format!("use letters, digits, `-` and `_`: `{{#{better}}}`"),
                false => "use letters, digits, `-` and `_`".to_owned(),
            }));
            better
        }
        None => id_of(&title),
    };
    let id = match id.is_empty() {
        false => id,
        true => {
            let message = format!("the heading `{title}` gives no id");
            let problem = TreeProblem::new(Code::TreeId, &span, message);
            names.problems.push(problem.help("write one after it: `{#id}`"));
            format!("node-{}", names.nodes.len() + 1)
        }
    };
    let body = section.heading.end..section.heading.end;
    Node { id, title, span, body, kind: NodeKind::Outcome(Outcome::default()) }
}

/// Whether an id reads well in an address and is written in one way only.
fn is_plain_id(id: &str) -> bool {
    !id.is_empty()
        && id_of(id) == id.to_lowercase()
        && id_of(id).chars().count() == id.chars().count()
}
