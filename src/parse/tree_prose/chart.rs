//! Reads a flowchart of Mermaid as a tree: its diamonds are questions, and the words at its arrows are
//! answers. A flowchart that shows anything else stays a picture.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::answer::after_verdict;
use super::build::{Built, short_slug};
use super::ids::Ids;
use super::language::{Language, Role};
use super::outcome::sentence;
use super::outline::{Fence, Mark, Outline};
use super::words::LineWords;
use crate::diagrams::chart::{self, Chart, ChartEdge, ChartNode, NodeForm};
use crate::text::Document;
use crate::tree::level::asks;
use crate::tree::{Answer, Edge, Form, Node, NodeId, NodeKind, Outcome, Tree};

/// The tree of a flowchart in a fence, unless the flowchart is no decision or its author says so.
pub fn read(document: &Document, outline: &Outline, fence: &Fence<'_>) -> Option<Built> {
    let mark = mark(outline, fence);
    if mark == Some(Mark::NoDecision) {
        return None;
    }
    let chart = chart::read(&document.code_in(fence.span.clone()))?;
    let shape = ChartShape::of(&chart, outline.language)?;
    let places = Places { text: document.text(), within: fence.span.clone() };
    let mut tree = shape.tree(&places)?;
    tree.is_marked = mark == Some(Mark::Decision);
    tree.span = fence.span.clone();
    Some(Built { tree, list: fence.span.clone(), problems: Vec::new() })
}

/// A flowchart that is a decision.
struct ChartShape<'a> {
    chart: &'a Chart,
    /// The edges of each node.
    edges: Vec<Vec<&'a ChartEdge>>,
    start: usize,
    language: &'a Language,
}

impl<'a> ChartShape<'a> {
    fn of(chart: &'a Chart, language: &'a Language) -> Option<ChartShape<'a>> {
        let mut edges: Vec<Vec<&ChartEdge>> = vec![Vec::new(); chart.nodes.len()];
        let mut is_target = vec![false; chart.nodes.len()];
        for edge in &chart.edges {
            edges[edge.from].push(edge);
            is_target[edge.to] |= edge.from != edge.to;
        }
        let mut firsts = (0..is_target.len()).filter(|node| !is_target[*node]);
        let first = firsts.next().unwrap_or(0);
        if chart.nodes.is_empty() || firsts.next().is_some() {
            return None;
        }
        let mut shape = ChartShape { chart, edges, start: first, language };
        if shape.reached(|_| false).contains(&false) {
            return None;
        }
        if shape.says_only(first, Role::Begins)
            && let [only] = shape.edges[first].as_slice()
            && only.label.is_empty()
        {
            shape.start = only.to;
        }
        shape.is_decision().then_some(shape)
    }

    /// Whether a node is a round shape that only says that the chart begins, or that it ends.
    fn says_only(&self, node: usize, role: Role) -> bool {
        let ChartNode { text, form } = &self.chart.nodes[node];
        let words = OnceCell::new();
        *form == NodeForm::Terminal && LineWords::new(text, &words, self.language).says_only(role)
    }

    /// The nodes that the arrows from the start lead to, without those behind a node that `ends`.
    fn reached(&self, ends: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut reached = vec![false; self.chart.nodes.len()];
        let mut waiting = vec![self.start];
        while let Some(node) = waiting.pop() {
            if !std::mem::replace(&mut reached[node], true) && !ends(node) {
                waiting.extend(self.edges[node].iter().map(|edge| edge.to));
            }
        }
        reached
    }

    /// Whether every node from the start on is a question, a step or an end. With as many steps as
    /// questions it is a process; what starts it is no step of it.
    fn is_decision(&self) -> bool {
        let order = self.order();
        let is_question = |node: &&usize| self.is_question(**node);
        let is_diamond = |node: &&usize| self.chart.nodes[**node].form == NodeForm::Diamond;
        let questions = order.iter().filter(is_question).count();
        let steps = order.iter().filter(|node| self.step(**node).is_some());
        let is_event =
            |node: usize| node == self.start && self.chart.nodes[node].form == NodeForm::Terminal;
        let tasks = steps.clone().filter(|node| !is_event(**node)).count();
        let ends = order.iter().filter(|node| self.is_end(**node)).count();
        questions + steps.count() + ends == order.len()
            && tasks < questions
            && order.iter().filter(is_question).any(|node| is_diamond(&node))
    }

    fn is_question(&self, node: usize) -> bool {
        let labels = || self.edges[node].iter().map(|edge| edge.label.as_str());
        let is_asked = asks(&self.chart.nodes[node].text)
            || labels().any(|label| is_verdict(label, self.language));
        labels().count() > 1 && labels().all(|label| !label.is_empty()) && is_asked
    }

    /// The way on from a node that only says what to do next.
    fn step(&self, node: usize) -> Option<&'a ChartEdge> {
        match self.edges[node].as_slice() {
            [only] if only.label.is_empty() && !self.is_end(node) => Some(only),
            _ => None,
        }
    }

    /// Whether a node is an end. One that leads to a round shape that only says so is one, too.
    fn is_end(&self, node: usize) -> bool {
        match self.edges[node].as_slice() {
            [] => true,
            [only] => {
                let ends = self.edges[only.to].is_empty() && self.says_only(only.to, Role::Ends);
                only.label.is_empty() && ends
            }
            _ => false,
        }
    }

    /// The nodes that can be reached: the start, other questions and steps, then ends.
    fn order(&self) -> Vec<usize> {
        let reached = self.reached(|node| self.is_end(node));
        let rest = (0..reached.len()).filter(|node| reached[*node] && *node != self.start);
        let (ends, questions): (Vec<_>, Vec<_>) = rest.partition(|node| self.is_end(*node));
        [vec![self.start], questions, ends].concat()
    }

    fn tree(&self, places: &Places<'_>) -> Option<Tree> {
        let order = self.order();
        let place: BTreeMap<usize, NodeId> =
            order.iter().enumerate().map(|(at, node)| (*node, NodeId(at as u32))).collect();
        let mut ids = Ids::default();
        let nodes = order.iter().map(|node| {
            let title = sentence(&self.chart.nodes[*node].text);
            let span = places.of(&self.chart.nodes[*node].text, 0);
            let answers = self.edges[*node].iter().map(|edge| self.answer(edge, (&place, places)));
            let kind = match self.step(*node) {
                _ if self.is_end(*node) => NodeKind::Outcome(Outcome::default()),
                Some(edge) => NodeKind::Step(Edge {
                    to: place[&edge.to],
                    caveat: None,
                    again: false,
                    span: span.clone(),
                }),
                None => NodeKind::Choice(answers.collect()),
            };
            Node { id: ids.claim(&short_slug(&title)), title, body: span.end..span.end, span, kind }
        });
        let nodes: Vec<Node> = nodes.collect();
        let first = nodes.iter().find(|node| node.is_question())?;
        Some(Tree {
            id: first.id.clone(),
            title: first.title.clone(),
            form: Form::Drawing,
            is_marked: false,
            span: 0..0,
            lead: 0..0,
            nodes,
            scores: Vec::new(),
            scenarios: Vec::new(),
            echoes: Vec::new(),
        })
    }

    fn answer(
        &self,
        edge: &ChartEdge,
        (place, places): (&BTreeMap<usize, NodeId>, &Places<'_>),
    ) -> Answer {
        let same = |other: &&ChartEdge| other.label == edge.label;
        let before = self.chart.edges.iter().take_while(|other| !std::ptr::eq(*other, edge));
        let span = places.of(&edge.label, before.filter(same).count());
        let label = edge.label.trim();
        let (label, again) = match label.strip_suffix("(again)") {
            Some(label) => (label.trim_end(), true),
            None => (label, false),
        };
        Answer {
            label: sentence(label),
            range: None,
            scores: Vec::new(),
            edge: Edge { to: place[&edge.to], caveat: None, again, span: span.clone() },
            span,
        }
    }
}

fn is_verdict(label: &str, language: &Language) -> bool {
    let words = OnceCell::new();
    after_verdict(LineWords::new(label, &words, language)).is_some()
}

/// Where the words of a chart stand in its fence.
struct Places<'a> {
    text: &'a str,
    within: Range<usize>,
}

impl Places<'_> {
    /// The place of some words, after as many others of the same words; else that of the fence.
    fn of(&self, words: &str, skipped: usize) -> Range<usize> {
        let fence = self.text.get(self.within.clone()).unwrap_or("");
        let is_whole = |at: &usize| {
            let is_letter = |c: char| c.is_alphanumeric();
            !fence[..*at].ends_with(is_letter) && !fence[at + words.len()..].starts_with(is_letter)
        };
        let found = fence.match_indices(words).map(|(at, _)| at).filter(is_whole).nth(skipped);
        match found.filter(|_| !words.is_empty()) {
            Some(at) => self.within.start + at..self.within.start + at + words.len(),
            None => {
                let line = fence.lines().next().map_or(0, str::len);
                self.within.start..self.within.start + line
            }
        }
    }
}

/// The author's mark of the line above a fence, or of a heading above it.
fn mark(outline: &Outline, fence: &Fence<'_>) -> Option<Mark> {
    let above = &outline.lines[fence.lead];
    if let Some(mark) = above.mark {
        return Some(mark);
    }
    let mut heading = above.heading;
    while let Some(at) = heading {
        match outline.lines[at].mark {
            Some(Mark::NoDecision) => return Some(Mark::NoDecision),
            Some(Mark::Decision) if Some(at) == above.heading => return Some(Mark::Decision),
            _ => heading = outline.lines[at].heading,
        }
    }
    None
}
