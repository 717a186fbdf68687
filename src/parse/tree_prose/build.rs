//! Builds trees from the decisions of an outline.
//!
//! Each group that is a decision becomes a question. An answer leads to the question below it, to
//! the question or section that it names, or else to an outcome with its own text. Questions that
//! lead to each other form one tree.

use std::collections::BTreeMap;
use std::ops::Range;

use super::flow::Flow;
use super::group::Group;
use super::ids::Ids;
use super::language::Role;
use super::outline::{LineKind, Outline};
use super::question;
use super::target::{AnswerDestination, around};
use super::words::LineWords;
use crate::source::{capitalised, clamp};
use crate::text::slug;
use crate::tree::{Answer, Edge, Form, Node, NodeId, NodeKind, Outcome, Tree};

/// The trees of one outline, each with its range. `groups` are decisions, ordered by intro.
pub fn trees(outline: &Outline, groups: &[Group], form: Form) -> Vec<(Tree, Range<usize>)> {
    let flow = Flow::new(outline, groups);
    let held = groups.iter().flat_map(|group| &group.answers);
    let held = held.filter_map(|(line, reading)| Some((*line, reading.target?))).collect();
    let sources = AnswerSources { outline, groups, flow: &flow, held: &held, form };
    flow.starts().into_iter().map(|start| TreeBuilder::new(&sources).build(start)).collect()
}

/// The inputs of the trees.
struct AnswerSources<'a> {
    outline: &'a Outline<'a>,
    groups: &'a [Group<'a>],
    flow: &'a Flow,
    /// The targets of answers, which may be questions, by line.
    held: &'a BTreeMap<usize, LineWords<'a>>,
    form: Form,
}

struct TreeBuilder<'a> {
    from: &'a AnswerSources<'a>,
    nodes: Vec<Node>,
    ids: Ids,
    /// Outcomes by their text: equal texts share an outcome.
    outcomes: BTreeMap<String, NodeId>,
}

impl<'a> TreeBuilder<'a> {
    fn new(from: &'a AnswerSources<'a>) -> Self {
        TreeBuilder { from, nodes: Vec::new(), ids: Ids::default(), outcomes: BTreeMap::new() }
    }

    fn build(mut self, start: usize) -> (Tree, Range<usize>) {
        let order = self.from.flow.reach(start);
        for at in &order {
            self.add_question(*at);
        }
        let place: BTreeMap<usize, NodeId> =
            order.iter().enumerate().map(|(node, at)| (*at, NodeId(node as u32))).collect();
        for (node, at) in order.iter().enumerate() {
            let answers = (0..self.from.groups[*at].answers.len())
                .map(|i| self.answer(*at, i, &place))
                .collect();
            self.nodes[node].kind = NodeKind::Choice(answers);
        }
        let (span, list) = self.extent(&order);
        let tree = Tree {
            id: name(self.from.outline, &self.from.groups[start], &self.nodes[0].title),
            title: caption(self.from.outline, &self.from.groups[start])
                .unwrap_or_else(|| self.nodes[0].title.clone()),
            form: self.from.form,
            span,
            lead: 0..0,
            nodes: self.nodes,
            scores: Vec::new(),
            scenarios: Vec::new(),
        };
        (tree, list)
    }

    fn add_question(&mut self, at: usize) {
        let (title, span) = self.asked(at);
        let id = self.ids.claim(&short_slug(&title));
        let body = self.remarks(at).unwrap_or(span.end..span.end);
        let kind = NodeKind::Choice(Vec::new());
        self.nodes.push(Node { id, title, span, body, kind });
    }

    /// The text between a question and its answers.
    fn remarks(&self, at: usize) -> Option<Range<usize>> {
        let group = &self.from.groups[at];
        let asked = &self.from.outline.lines[group.intro].block;
        let answered = &self.from.outline.lines[group.answers[0].0].block;
        (asked.end <= answered.start).then_some(asked.end..answered.start)
    }

    /// A question's title and its range. It may be the target of an answer.
    fn asked(&self, at: usize) -> (String, Range<usize>) {
        let AnswerSources { outline, groups, held, .. } = self.from;
        let intro = groups[at].intro;
        let held = held.get(&intro).copied();
        let title = question::title(held.unwrap_or_else(|| outline.words(intro)));
        (sentence(&title), outline.lines[intro].text.source(title.range()))
    }

    fn answer(&mut self, at: usize, index: usize, place: &BTreeMap<usize, NodeId>) -> Answer {
        let (line, reading) = &self.from.groups[at].answers[index];
        let text = &self.from.outline.lines[*line].text;
        let (to, again) = match &self.from.flow.edges[at][index] {
            AnswerDestination::Question(question) => {
                // "Back to question 1" is an intended loop.
                (place.get(question).copied().unwrap_or(Tree::START), *question <= at)
            }
            AnswerDestination::Outcome { title, span, body } => {
                (self.outcome(title, span.clone(), body.clone()), false)
            }
        };
        let caveat = reading.caveat.map(|caveat| caveat.trim().to_owned());
        let label_end = reading.label.range().end;
        let target = reading.target.map_or(label_end..label_end, LineWords::range);
        Answer {
            label: label(reading.label),
            range: None,
            scores: Vec::new(),
            edge: Edge { to, caveat, again, span: text.source(target) },
            span: text.span(),
        }
    }

    fn outcome(&mut self, title: &str, span: Range<usize>, body: Range<usize>) -> NodeId {
        let key = title.to_lowercase();
        if let Some(node) = self.outcomes.get(&key) {
            return *node;
        }
        let node = NodeId(self.nodes.len() as u32);
        let id = self.ids.claim(&short_slug(title));
        let kind = NodeKind::Outcome(Outcome::default());
        self.nodes.push(Node { id, title: sentence(title), span, body, kind });
        self.outcomes.insert(key, node);
        node
    }

    /// The range of the tree, and of the lists or lines with its answers.
    fn extent(&self, order: &[usize]) -> (Range<usize>, Range<usize>) {
        let answers = order.iter().flat_map(|at| &self.from.groups[*at].answers);
        let blocks = answers.map(|(line, _)| whole(self.from.outline, *line));
        let list = blocks.reduce(around).unwrap_or(0..0);
        let start = self.nodes[0].span.start.min(list.start);
        (start..list.end, list)
    }
}

/// The range of a line's block and of the blocks directly below it.
fn whole(outline: &Outline, line: usize) -> Range<usize> {
    let block = outline.lines[line].block.clone();
    let children = outline.lines[line].children.iter();
    children.fold(block, |block, child| around(block, outline.lines[*child].block.clone()))
}

/// The title of a tree: the bold line above its question, else the heading, else the question.
fn name(outline: &Outline, group: &Group, title: &str) -> String {
    let above = bold_line_above(outline, group);
    let heading = match outline.lines[group.intro].kind {
        LineKind::Heading(_) => None,
        _ => outline.lines[group.intro].heading,
    };
    let lines = [above, heading].into_iter().flatten();
    let names = lines.map(|line| short_slug(&question::title(outline.words(line))));
    names
        .chain([short_slug(title)])
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "decision".to_owned())
}

/// The bold line above a question, such as `Threshold test`.
fn caption(outline: &Outline, group: &Group) -> Option<String> {
    let line = outline.words(bold_line_above(outline, group)?);
    let caption = sentence(&question::title(line));
    Some(caption).filter(|caption| !caption.is_empty())
}

fn bold_line_above(outline: &Outline, group: &Group) -> Option<usize> {
    outline.before(group.intro).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == LineKind::Plain && line.text.is_bold()
    })
}

/// The displayed text of an answer.
fn label(written: LineWords<'_>) -> String {
    if written.is(Role::So) {
        written.language().yes.to_owned()
    } else if written.is(Role::Not) {
        written.language().no.to_owned()
    } else if written.chars().all(|c| !c.is_lowercase()) && written.len() <= 3 {
        sentence(&written.to_lowercase())
    } else {
        sentence(&written)
    }
}

/// Capitalises a text, unless its first word is a name such as `iOS`.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    if word.chars().all(char::is_lowercase) { capitalised(text) } else { text.to_owned() }
}

/// A slug of about ten words at most.
fn short_slug(text: &str) -> String {
    let whole = slug(text);
    let mut short = String::new();
    for part in whole.split('-').filter(|part| !part.is_empty()) {
        if short.len() + part.len() > 60 {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.push_str(part);
    }
    short
}

/// Clamps all spans of a tree to the text.
pub fn clamp_spans(text: &str, tree: &mut Tree) {
    tree.span = clamp(text, &tree.span);
    for node in &mut tree.nodes {
        node.span = clamp(text, &node.span);
        node.body = clamp(text, &node.body);
        if let NodeKind::Choice(answers) = &mut node.kind {
            for answer in answers {
                answer.span = clamp(text, &answer.span);
                answer.edge.span = clamp(text, &answer.edge.span);
            }
        }
    }
}
