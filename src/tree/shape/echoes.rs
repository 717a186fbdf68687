//! Repeated answers that were not given on every path to their text.

use super::path;
use crate::diagnostic::Code;
use crate::tree::Tree;
use crate::tree::explore::Exploration;
use crate::tree::problem::TreeProblem;

pub fn problems(tree: &Tree, found: &Exploration) -> Vec<TreeProblem> {
    let unasked = found.unasked.iter().map(|(index, way)| {
        let echo = &tree.echoes[*index];
        let question = tree.node(echo.question);
        if echo.node == echo.question {
            let message = format!("`{{{}}}` stands in the text of its own question", question.id);
            return TreeProblem::new(Code::TreeEcho, &echo.span, message)
                .help("repeat an answer only after its question");
        }
        let message =
            format!("`{{{}}}` repeats an answer that not every path has given", question.id);
        let help = format!(
            "ask `{}` on every path, or leave it out here; this one does not: {}",
            question.title,
            path(tree, way)
        );
        TreeProblem::new(Code::TreeEcho, &echo.span, message).help(help)
    });
    unasked.collect()
}
