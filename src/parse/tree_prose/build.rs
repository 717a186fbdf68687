//! Decisions of one outline, joined into trees.
//!
//! Every group that was judged a decision is a question. Answers lead to the question below them, to
//! the question or section that they name, or else to an outcome titled by their own text. Questions
//! that lead to each other are one tree.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use super::group::Group;
use super::outline::{Kind, Outline};
use super::question;
use super::target::{Destination, Targets};
use crate::prose::slug;
use crate::source::clamp;
use crate::tree::{Answer, Edge, Form, Kind as NodeKind, Node, NodeId, Outcome, Tree};

/// The trees of one outline, each with where it was read from. `groups` are decisions, by lead.
pub fn trees(outline: &Outline, groups: &[Group], form: Form) -> Vec<(Tree, Range<usize>)> {
    let targets = Targets::new(outline, groups);
    let ways: Vec<Vec<Destination>> = groups
        .iter()
        .enumerate()
        .map(|(at, group)| (0..group.answers.len()).map(|i| targets.of(at, i)).collect())
        .collect();
    starts(&ways)
        .into_iter()
        .map(|start| Builder::new(outline, groups, &ways, form).build(start))
        .collect()
}

/// The questions where a walk starts: those that no earlier one leads to.
fn starts(ways: &[Vec<Destination>]) -> Vec<usize> {
    let led: BTreeSet<usize> = ways
        .iter()
        .enumerate()
        .flat_map(|(from, ways)| questions(ways).filter(move |to| *to > from))
        .collect();
    let mut starts: Vec<usize> = (0..ways.len()).filter(|at| !led.contains(at)).collect();
    // What is only reachable through a start that leads back is part of that tree.
    let mut covered = BTreeSet::new();
    starts.retain(|start| {
        let new = !covered.contains(start);
        covered.extend(reach(*start, ways));
        new
    });
    starts
}

fn questions(ways: &[Destination]) -> impl Iterator<Item = usize> + '_ {
    ways.iter().filter_map(|way| match way {
        Destination::Question(at) => Some(*at),
        _ => None,
    })
}

/// The questions that a walk from one can come to, nearest first.
fn reach(start: usize, ways: &[Vec<Destination>]) -> Vec<usize> {
    let mut seen = BTreeSet::from([start]);
    let mut order = vec![start];
    let mut queue = VecDeque::from([start]);
    while let Some(at) = queue.pop_front() {
        for to in questions(&ways[at]) {
            if seen.insert(to) {
                order.push(to);
                queue.push_back(to);
            }
        }
    }
    order
}

struct Builder<'a> {
    outline: &'a Outline,
    groups: &'a [Group],
    ways: &'a [Vec<Destination>],
    form: Form,
    nodes: Vec<Node>,
    ids: BTreeSet<String>,
    /// Outcomes by their text: the same text is the same outcome.
    outcomes: BTreeMap<String, NodeId>,
}

impl<'a> Builder<'a> {
    fn new(
        outline: &'a Outline,
        groups: &'a [Group],
        ways: &'a [Vec<Destination>],
        form: Form,
    ) -> Self {
        let (nodes, ids, outcomes) = Default::default();
        Builder { outline, groups, ways, form, nodes, ids, outcomes }
    }

    fn build(mut self, start: usize) -> (Tree, Range<usize>) {
        let mut order = reach(start, self.ways);
        order[1..].sort_unstable();
        for at in &order {
            self.add_question(*at);
        }
        let place: BTreeMap<usize, NodeId> =
            order.iter().enumerate().map(|(node, at)| (*at, NodeId(node as u32))).collect();
        for (node, at) in order.iter().enumerate() {
            let answers =
                (0..self.groups[*at].answers.len()).map(|i| self.answer(*at, i, &place)).collect();
            self.nodes[node].kind = NodeKind::Choice(answers);
        }
        let (span, list) = self.extent(&order);
        let tree = Tree {
            id: name(self.outline, &self.groups[start], &self.nodes[0].title),
            title: self.nodes[0].title.clone(),
            form: self.form,
            span,
            nodes: self.nodes,
            scores: Vec::new(),
            scenarios: Vec::new(),
        };
        (tree, list)
    }

    fn add_question(&mut self, at: usize) {
        let (title, span) = asked(self.outline, &self.groups, at);
        let end = span.end;
        let id = self.unique(&title);
        let kind = NodeKind::Choice(Vec::new());
        self.nodes.push(Node { id, title, span, body: end..end, kind });
    }

    fn answer(&mut self, at: usize, index: usize, place: &BTreeMap<usize, NodeId>) -> Answer {
        let (line, reading) = &self.groups[at].answers[index];
        let text = &self.outline.lines[*line].text;
        let (to, again) = match &self.ways[at][index] {
            Destination::Question(question) => {
                // Who writes "back to question 1" means the loop.
                (place.get(question).copied().unwrap_or(Tree::START), *question <= at)
            }
            Destination::Outcome { title, span, body } => {
                (self.outcome(title, span.clone(), body.clone()), false)
            }
        };
        let caveat = reading.caveat.clone().map(|range| text.as_str()[range].trim().to_owned());
        let target = reading.target.clone().unwrap_or(reading.label.end..reading.label.end);
        Answer {
            label: label(&text.as_str()[reading.label.clone()]),
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
        let id = self.unique(title);
        let kind = NodeKind::Outcome(Outcome::default());
        self.nodes.push(Node { id, title: sentence(title), span, body, kind });
        self.outcomes.insert(key, node);
        node
    }

    fn unique(&mut self, title: &str) -> String {
        let id = free_id(&short_slug(title), &self.ids);
        self.ids.insert(id.clone());
        id
    }

    /// Where the tree is written, and the lists or lines that its answers stand in.
    fn extent(&self, order: &[usize]) -> (Range<usize>, Range<usize>) {
        let answers = order.iter().flat_map(|at| &self.groups[*at].answers);
        let blocks = answers.map(|(line, _)| whole(self.outline, *line));
        let list = blocks.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end)).unwrap_or(0..0);
        let start = self.nodes[0].span.start.min(list.start);
        (start..list.end, list)
    }
}

/// A question's title and where it is written. A question may be the target of an answer.
fn asked(outline: &Outline, groups: &[Group], at: usize) -> (String, Range<usize>) {
    let lead = groups[at].lead;
    let text = &outline.lines[lead].text;
    let answer = groups.iter().flat_map(|group| &group.answers).find(|(line, _)| *line == lead);
    let within =
        answer.and_then(|(_, reading)| reading.target.clone()).unwrap_or(0..text.as_str().len());
    let inner = question::title(&text.as_str()[within.clone()]);
    let range = within.start + inner.start..within.start + inner.end;
    (sentence(&text.as_str()[range.clone()]), text.source(range))
}

/// The block of a line, with the blocks of what stands directly below it.
fn whole(outline: &Outline, line: usize) -> Range<usize> {
    let block = outline.lines[line].block.clone();
    outline.lines[line].children.iter().fold(block, |block, child| {
        let child = &outline.lines[*child].block;
        block.start.min(child.start)..block.end.max(child.end)
    })
}

/// A tree's name: the bold lead-in above its question, else the heading around it, else itself.
fn name(outline: &Outline, group: &Group, title: &str) -> String {
    let above = outline.before(group.lead).filter(|above| {
        let line = &outline.lines[*above];
        line.kind == Kind::Plain && line.text.is_bold()
    });
    let heading = match outline.lines[group.lead].kind {
        Kind::Heading(_) => None,
        _ => outline.heading_of(group.lead),
    };
    let names = [above, heading].into_iter().flatten().map(|line| {
        let text = outline.str(line);
        short_slug(&text[question::title(text)])
    });
    names
        .chain([short_slug(title)])
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "decision".to_owned())
}

/// An answer as a reader sees it.
fn label(written: &str) -> String {
    match written.to_lowercase().as_str() {
        "so" => "Yes".to_owned(),
        "not" => "No".to_owned(),
        _ if written.chars().all(|c| !c.is_lowercase()) && written.len() <= 3 => {
            let lower = written.to_lowercase();
            sentence(&lower)
        }
        _ => sentence(written),
    }
}

/// A text that starts with a capital letter, unless its first word is a name such as `iOS`.
fn sentence(text: &str) -> String {
    let text = text.trim();
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if word.chars().all(char::is_lowercase) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// A slug of at most some ten words.
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

/// An id that nothing has yet: the wanted one, or that with a number.
pub fn free_id(wanted: &str, taken: &BTreeSet<String>) -> String {
    let wanted = if wanted.is_empty() { "answer" } else { wanted };
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    // Halving the gap is not worth it: equal titles are rare and outcomes are merged by text.
    (2_usize..)
        .map(|number| format!("{wanted}-{number}"))
        .find(|id| !taken.contains(id))
        .unwrap_or_default()
}

/// Puts every span of a tree within the text.
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
