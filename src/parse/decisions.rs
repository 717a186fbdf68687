//! The decisions in an ordinary entry, with their names and their problems.

use std::ops::Range;
use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::tree_prose::{self, Detected, Language};
use crate::source::SourceFile;
use crate::text::Document;
use crate::tree::level::asks;
use crate::tree::problem::TreeProblem;
use crate::tree::{self, NodeKind, Tree};
use crate::words::TreeWords;

/// What is told about a decision that can be walked all the same.
const TOLD: [Code; 3] = [Code::TreeLoop, Code::TreeDeadEnd, Code::TreeOpenOutcome];

/// The decisions in the text of the entry with this title.
///
/// One with an error in its shape stays a list, because it was not written as a tree; why is told if
/// its author marked it.
pub fn read(
    file: &SourceFile,
    title: &str,
    document: &Document,
    (config, language): (&Config, &Language),
) -> (Vec<Detected>, Vec<Diagnostic>) {
    let (mut found, mut diagnostics) = tree_prose::detect(&file.name, document, language);
    found.retain(|found| {
        let (told, errors) = problems(&found.tree);
        let is_shown = errors.is_empty();
        let told = if is_shown { told } else { Vec::new() };
        let asked_for = if found.tree.is_marked { errors } else { Vec::new() };
        let problems = told.into_iter().chain(asked_for);
        diagnostics.extend(
            problems.map(|problem| tree_prose::warning(problem, &file.name, document.text())),
        );
        is_shown
    });
    for found in &mut found {
        name(Arc::make_mut(&mut found.tree), title, &config.words.tree);
    }
    (found, diagnostics)
}

/// Where each answer stands in the text of decisions that stay lists, with the error in their shape.
pub fn unfit(document: &Document, language: &Language) -> Vec<(Range<usize>, String)> {
    let (found, _) = tree_prose::detect(&Arc::from(""), document, language);
    let errors = found.iter().filter_map(|found| {
        let error = problems(&found.tree).1.into_iter().next()?;
        let answers = found.tree.nodes.iter().flat_map(|node| match &node.kind {
            NodeKind::Choice(answers) => answers.as_slice(),
            _ => &[],
        });
        let places = answers.map(|answer| answer.span.clone());
        Some(places.map(|place| (place, error.message.clone())).collect::<Vec<_>>())
    });
    errors.flatten().collect()
}

/// What is told about a decision all the same, and the errors with which it stays a list.
fn problems(tree: &Tree) -> (Vec<TreeProblem>, Vec<TreeProblem>) {
    let problems = tree::shape::problems(tree).into_iter();
    let (told, other): (Vec<_>, Vec<_>) = problems.partition(|it| TOLD.contains(&it.code));
    let errors = other.into_iter().filter(|it| it.code.severity() == Severity::Error);
    (told, errors.collect())
}

/// Names a tree so that its name says something in a list: a question does, and a line without a
/// question mark does with the title of its entry.
fn name(tree: &mut Tree, entry: &str, words: &TreeWords) {
    if asks(&tree.title) {
        return;
    }
    tree.title = if tree.title.eq_ignore_ascii_case(entry) {
        entry.to_owned()
    } else {
        words.of_entry.fill(&[("entry", &entry), ("lead", &tree.title)])
    };
}
