//! Finds decisions in ordinary entries: questions with answers, which become trees.
//!
//! ```text
//! text --outline--> lines --group--> questions with answers --rules--> decisions --build--> trees
//! fence --drawing--^
//! ```
//!
//! Precision matters more than recall: a wrong tree is worse than a list. Tree files
//! (`type: decision-tree`), problems of shape and other entries are handled elsewhere. All steps
//! take linear time and do not recurse; any text gives some trees, perhaps none, with spans in it.
//!
//! The phrases are data of a [`Language`]; the code contains word order, but no words.

mod answer;
mod arrow;
mod article;
mod build;
mod chart;
mod drawing;
mod explain;
mod features;
mod flow;
mod group;
mod ids;
mod inline;
mod intro;
mod kin;
mod language;
mod marks;
mod numbering;
mod outcome;
mod outline;
mod question;
mod rules;
mod signs;
mod table;
mod tally;
mod target;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
mod text;
mod words;
mod wrap;

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::diagrams;
use crate::source::clamp;
use crate::text::Document;
use crate::tree::problem::TreeProblem;
use crate::tree::{Form, Tree};
use build::Built;
pub use explain::{Candidate, CandidateAnswer, explain};
use group::Group;
use ids::Ids;
pub use language::Language;
use outline::{Mark, Outline};

/// A tree, and the part of its entry that it was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detected {
    pub tree: Arc<Tree>,
    /// The lists, lines or fence with its answers, in bytes of the entry. The page offers the walk
    /// after them. For a tree file, the whole body.
    pub list: Range<usize>,
}

/// Finds the decisions in a document, in text order.
///
/// Spans are in bytes of the document's text. Ids are unique among the trees found.
///
/// Reports a mark such as `{.decision}` without a readable decision.
pub fn detect(
    file: &Arc<str>,
    document: &Document,
    language: &Language,
) -> (Vec<Detected>, Vec<Diagnostic>) {
    let text = document.text();
    let outline = article::read(document, language);
    let mut problems = outline.problems.clone();
    let mut found = trees(&outline, Form::Prose);
    for fence in &outline.fences {
        if diagrams::is_diagram(fence.info) {
            found.extend(chart::read(document, &outline, fence));
        }
        if let Some(drawing) = drawing::read(&outline, fence) {
            found.extend(trees(&drawing, Form::Drawing));
        }
    }
    found.sort_by_key(|found| found.tree.span.start);
    let mut ids = Ids::default();
    let finish = |Built { mut tree, list, problems: more }: Built| {
        problems.extend(more);
        build::clamp_spans(text, &mut tree);
        tree.id = ids.claim(&tree.id);
        Detected { tree: Arc::new(tree), list: clamp(text, &list) }
    };
    let detected: Vec<Detected> = found.into_iter().map(finish).collect();
    let mut diagnostics = unread_marks(file, text, &outline, &detected);
    diagnostics.extend(problems.into_iter().map(|problem| warning(problem, file, text)));
    (detected, diagnostics)
}

/// Strips a mark at the end of a line from `words`; `after` is the source that follows.
pub fn without_mark<'a>(words: &'a str, after: &str) -> &'a str {
    let Some((_, at)) = Mark::at_end(words) else { return words };
    // The rest of the line may be long.
    let rest = after.trim_start_matches(['*', '_', ' ', '\t']);
    let is_last = rest.is_empty() || rest.starts_with('\n') || rest.starts_with("\r\n");
    if is_last { words[..at].trim_end() } else { words }
}

/// Reports marks that no tree was read from.
fn unread_marks(
    file: &Arc<str>,
    text: &str,
    outline: &Outline,
    detected: &[Detected],
) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for (at, line) in outline.lines.iter().enumerate() {
        if line.mark != Some(Mark::Decision) {
            continue;
        }
        let siblings = &outline.lines[line.parent].children;
        let next =
            siblings.iter().find(|sibling| **sibling > at && outline.is_apart(at, **sibling));
        let end = next.map_or(text.len(), |next| outline.lines[*next].block.start);
        let within = line.block.start..=end;
        if !detected.iter().any(|found| within.contains(&found.list.start)) {
            let message = "no answers found below this mark";
            let place = Place::new(file, clamp(text, &line.text.span()));
            let help = "write a question and below it a list of `- Answer → outcome`";
            diagnostics.push(Diagnostic::new(Code::TreeShape, message).at(place).help(help));
        }
    }
    diagnostics
}

/// A problem of a decision that was not written as a tree: its text is shown as it is.
pub fn warning(problem: TreeProblem, file: &Arc<str>, text: &str) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..problem.in_file(file, text) }
}

/// The trees of an outline.
fn trees(outline: &Outline, form: Form) -> Vec<Built> {
    let judged = rules::judge(outline, form).into_iter();
    let decisions: Vec<Group> =
        judged.filter(|(_, verdict)| verdict.is_ok()).map(|(group, _)| group).collect();
    // A fast path: most texts contain no decision.
    if decisions.is_empty() {
        return Vec::new();
    }
    build::trees(outline, &decisions, form)
}
