//! The decisions in an ordinary entry, with their names and their problems.

use std::sync::Arc;

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::parse::tree_prose::{self, Detected, Language};
use crate::source::SourceFile;
use crate::text::Document;
use crate::tree::level::asks;
use crate::tree::{self, Tree};
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
        let problems = tree::shape::problems(&found.tree).into_iter();
        let (told, other): (Vec<_>, Vec<_>) = problems.partition(|it| TOLD.contains(&it.code));
        let errors = other.into_iter().filter(|it| it.code.severity() == Severity::Error);
        let errors: Vec<_> = errors.collect();
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
