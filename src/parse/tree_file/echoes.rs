//! Finds the answers that texts repeat, such as `{size}`.
//!
//! Texts are what stands between a heading and its answers, and the lines `Do:`, `Who:` and
//! `By when:`. A name that is no question is text; one that nearly is, or that stands in a heading
//! or a label, is reported.

use std::ops::Range;

use super::blocks::Section;
use super::names::NodeNames;
use crate::diagnostic::Code;
use crate::text::{Document, Event};
use crate::tree::echo;
use crate::tree::problem::TreeProblem;
use crate::tree::{Echo, NodeId};

/// A name of this length or shorter is near too many others.
const SHORTEST: usize = 4;

/// The repeated answers of all nodes, in text order.
pub fn read(document: &Document, sections: &[Section], names: &mut NodeNames) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let node = &names.nodes[index];
        let shown = match node.is_outcome() {
            true => section.heading.end..section.end,
            false => node.body.clone(),
        };
        for (span, name) in written(names.text, section.heading.clone()) {
            report_elsewhere(&name, span, names);
        }
        for (event, place) in document.part(section.heading.end..section.end) {
            if !matches!(event, Event::Text(_)) {
                continue;
            }
            for (span, name) in written(names.text, place) {
                let is_shown = shown.start <= span.start && span.end <= shown.end;
                match names.question_with_id(&name) {
                    Some(question) if is_shown => {
                        echoes.push(Echo { node: NodeId(index as u32), question, span });
                    }
                    _ if is_shown => report_near(&name, span, names),
                    _ => report_elsewhere(&name, span, names),
                }
            }
        }
    }
    echoes
}

fn written(text: &str, place: Range<usize>) -> Vec<(Range<usize>, String)> {
    let source = text.get(place.clone()).unwrap_or("");
    let found = echo::names(source);
    let shift = |span: Range<usize>| place.start + span.start..place.start + span.end;
    found.map(|(span, name)| (shift(span), name.to_owned())).collect()
}

/// Reports a name that is nearly the id of a question.
fn report_near(name: &str, span: Range<usize>, names: &mut NodeNames) {
    let questions = names.nodes.iter().filter(|node| node.is_question());
    let ids = questions.map(|node| node.id.as_str()).filter(|id| id.len() >= SHORTEST);
    let near = names.near(name, ids);
    names.count_miss();
    let Some(near) = near else { return };
    let message = format!("`{{{name}}}` is no question, and is shown as it stands");
    let problem = TreeProblem::new(Code::TreeEchoName, &span, message);
    names.problems.push(problem.help(format!("did you mean `{{{near}}}`?")));
}

/// Reports the name of a question where no answer is repeated.
fn report_elsewhere(name: &str, span: Range<usize>, names: &mut NodeNames) {
    if names.question_with_id(name).is_none() {
        return;
    }
    let message = format!("`{{{name}}}` is not repeated here");
    let problem = TreeProblem::new(Code::TreeEchoName, &span, message);
    let help = "write it in the text below a heading, or after `Do:`, `Who:` or `By when:`";
    names.problems.push(problem.help(help));
}
