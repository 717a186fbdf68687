//! Builds trees from the decisions of an outline.
//!
//! Each group that is a decision becomes a question. An answer leads to the question below it, to
//! the question or section that it names, or else to an outcome with its own text. Questions that
//! lead to each other form one tree.

use std::collections::BTreeMap;
use std::ops::Range;

use super::answer::Reading;
use super::flow::Flow;
use super::group::Group;
use super::ids::Ids;
use super::language::Role;
use super::outcome::{OutcomeText, around, label, sentence};
use super::outline::{LineKind, Mark, Outline};
use super::question;
use super::target::{AnswerDestination, held};
use super::words::LineWords;
use crate::source::clamp;
use crate::text::slug;
use crate::tree::problem::TreeProblem;
use crate::tree::{Answer, Edge, Form, Node, NodeId, NodeKind, Outcome, Tree};

/// A tree as it was read.
pub struct Built {
    pub tree: Tree,
    /// The range of its answers.
    pub list: Range<usize>,
    pub problems: Vec<TreeProblem>,
}

/// The trees of one outline. `groups` are decisions, ordered by intro.
pub fn trees(outline: &Outline, groups: &[Group], form: Form) -> Vec<Built> {
    let flow = Flow::new(outline, groups);
    let held = held(groups);
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
    /// Outcomes by their titles: equal ones without different texts are the same.
    outcomes: BTreeMap<String, Vec<NodeId>>,
    problems: Vec<TreeProblem>,
}

impl<'a> TreeBuilder<'a> {
    fn new(from: &'a AnswerSources<'a>) -> Self {
        TreeBuilder {
            from,
            nodes: Vec::new(),
            ids: Ids::default(),
            outcomes: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn build(mut self, start: usize) -> Built {
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
            title: self.nodes[0].title.clone(),
            form: self.from.form,
            is_marked: self.from.groups[start].mark == Some(Mark::Decision),
            span,
            lead: 0..0,
            nodes: self.nodes,
            scores: Vec::new(),
            scenarios: Vec::new(),
            echoes: Vec::new(),
        };
        Built { tree, list, problems: self.problems }
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
        (sentence(&title), outline.lines[intro].text.linked(title.range()))
    }

    fn answer(&mut self, at: usize, index: usize, place: &BTreeMap<usize, NodeId>) -> Answer {
        let (line, reading) = &self.from.groups[at].answers[index];
        let text = &self.from.outline.lines[*line].text;
        let to = match &self.from.flow.edges[at][index] {
            AnswerDestination::Question(question) => {
                place.get(question).copied().unwrap_or(Tree::START)
            }
            AnswerDestination::Outcome(outcome) => self.outcome(outcome),
            AnswerDestination::Nowhere { outcome, problem } => {
                self.problems.push(problem.clone());
                self.outcome(outcome)
            }
        };
        let notes = Notes::of(reading);
        let label_end = reading.label.range().end;
        let target = reading.target.map_or(label_end..label_end, LineWords::range);
        Answer {
            label: label(reading.label),
            range: None,
            scores: Vec::new(),
            edge: Edge { to, caveat: notes.caveat, again: notes.again, span: text.linked(target) },
            span: text.linked(0..text.as_str().len()),
        }
    }

    fn outcome(&mut self, outcome: &OutcomeText) -> NodeId {
        let OutcomeText { title, span, body, leads_on } = outcome.clone();
        let same = self.outcomes.entry(title.to_lowercase()).or_default();
        let fits = |node: &&NodeId| {
            let other = &self.nodes[node.0 as usize].body;
            other.is_empty() || body.is_empty() || *other == body
        };
        if let Some(node) = same.iter().find(fits) {
            let shared = &mut self.nodes[node.0 as usize];
            if shared.body.is_empty() {
                shared.body = body;
            }
            return *node;
        }
        let node = NodeId(self.nodes.len() as u32);
        same.push(node);
        let id = self.ids.claim(&short_slug(&title));
        let kind = NodeKind::Outcome(Outcome { leads_on, ..Outcome::default() });
        self.nodes.push(Node { id, title: sentence(&title), span, body, kind });
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

/// The id of a tree: from the bold line above its question, else the heading, else the question.
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
fn bold_line_above(outline: &Outline, group: &Group) -> Option<usize> {
    outline.before(group.intro).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == LineKind::Plain && line.text.is_bold()
    })
}

/// What an answer says about its way, besides where it leads.
struct Notes {
    caveat: Option<String>,
    /// Going back is meant.
    again: bool,
}

impl Notes {
    fn of(reading: &Reading<'_>) -> Notes {
        let caveat = reading.caveat.map(|caveat| caveat.as_str().trim());
        let is_again = |caveat: &str| caveat.eq_ignore_ascii_case("again");
        let says_so = reading.target.is_some_and(|target| target.holds(Role::Again));
        Notes {
            caveat: caveat.filter(|caveat| !is_again(caveat)).map(str::to_owned),
            again: says_so || caveat.is_some_and(is_again),
        }
    }
}

/// A slug of about ten words at most.
pub fn short_slug(text: &str) -> String {
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
