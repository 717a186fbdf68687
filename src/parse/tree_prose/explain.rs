//! Says of each list that reads as answers why it is a decision, or why not.
//!
//! The reasons are those of [`super::rules`], and the evidence is what they read.

use std::ops::Range;

use super::article;
use super::chart;
use super::drawing;
use super::group::Group;
use super::language::Language;
use super::outcome::around;
use super::outline::Outline;
use super::question;
use super::rules;
use super::tally::Tally;
use crate::diagrams;
use crate::text::Document;
use crate::tree::{Answer, Form, Node, NodeKind, Tree};

/// Lines that read as answers, with the line that introduces them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// What the question would be called; empty if nothing introduces the answers.
    pub question: String,
    /// The line that introduces the answers, in bytes of the document.
    pub asked: Range<usize>,
    pub answers: Vec<CandidateAnswer>,
    /// The reason of the rule that decided: `Ok` for a decision.
    pub verdict: Result<&'static str, &'static str>,
    /// What was seen in the answers and in the line above them, in words, with the number of
    /// answers if it is about those.
    pub evidence: Vec<(&'static str, Option<usize>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateAnswer {
    pub label: String,
    pub label_at: Range<usize>,
    pub outcome: Range<usize>,
}

/// All candidates of a document, in text order.
pub fn explain(document: &Document, language: &Language) -> Vec<Candidate> {
    let outline = article::read(document, language);
    let mut candidates = of_outline(&outline, Form::Prose);
    for fence in &outline.fences {
        let chart = Some(fence).filter(|fence| diagrams::is_diagram(fence.info));
        let chart = chart.and_then(|fence| chart::read(document, &outline, fence));
        candidates.extend(chart.iter().flat_map(|chart| of_tree(&chart.tree)));
        let drawing = drawing::read(&outline, fence);
        candidates.extend(drawing.iter().flat_map(|drawing| of_outline(drawing, Form::Drawing)));
    }
    candidates.sort_by_key(|candidate| candidate.answers[0].label_at.start);
    candidates
}

fn of_outline(outline: &Outline, form: Form) -> Vec<Candidate> {
    let judged = rules::judge(outline, form).into_iter();
    judged.map(|(group, verdict)| candidate(outline, &group, (form, verdict))).collect()
}

/// The questions of a flowchart that is a decision.
fn of_tree(tree: &Tree) -> Vec<Candidate> {
    let of = |node: &Node| match &node.kind {
        NodeKind::Choice(answers) if !answers.is_empty() => Some(Candidate {
            question: node.title.clone(),
            asked: node.span.clone(),
            answers: answers.iter().map(|answer| of_edge(tree, answer)).collect(),
            verdict: Ok("a flowchart with a question in each diamond"),
            evidence: vec![("answers", Some(answers.len()))],
        }),
        _ => None,
    };
    tree.nodes.iter().filter_map(of).collect()
}

fn of_edge(tree: &Tree, answer: &Answer) -> CandidateAnswer {
    CandidateAnswer {
        label: answer.label.clone(),
        label_at: answer.span.clone(),
        outcome: tree.node(answer.edge.to).span.clone(),
    }
}

fn candidate(
    outline: &Outline,
    group: &Group,
    (form, verdict): (Form, rules::Verdict),
) -> Candidate {
    let title = question::title(outline.words(group.intro));
    Candidate {
        question: title.to_string(),
        asked: outline.lines[group.intro].text.source(title.range()),
        answers: (0..group.answers.len()).map(|at| answer(outline, group, at)).collect(),
        verdict,
        evidence: Tally::of(outline, group, form).evidence(),
    }
}

fn answer(outline: &Outline, group: &Group, at: usize) -> CandidateAnswer {
    let (line, reading) = &group.answers[at];
    let line = &outline.lines[*line];
    let below = line.children.iter().map(|child| outline.lines[*child].text.span());
    let label_at = line.text.source(reading.label.range());
    let target = reading.target.map(|target| line.text.source(target.range()));
    let outcome = target.or_else(|| below.reduce(around)).unwrap_or(label_at.end..label_at.end);
    CandidateAnswer { label: reading.label.to_string(), label_at, outcome }
}
