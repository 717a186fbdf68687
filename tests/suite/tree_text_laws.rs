//! Any text of a tree file can be read and checked, and every problem has a place in it.

use std::sync::Arc;

use fieldbook::parse::tree_file::{TreeFile, check_tree_file, parse_tree_file};
use fieldbook::text::Document;
use fieldbook::tree::shape::problems;
use proptest::collection::vec;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_text_gives_a_tree_that_can_be_checked(parts in vec(prop::sample::select(FRAGMENTS.to_vec()), 0..40)) {
        let text = parts.concat();
        let file: Arc<str> = "a.md".into();
        let source = TreeFile { file: &file, document: &Document::of(&text), id: "a", title: "A" };
        let (tree, diagnostics) = parse_tree_file(&source);
        for diagnostic in diagnostics.into_iter().chain(check_tree_file(&source).1) {
            let span = diagnostic.place.expect("a place").range();
            let shown = text.get(span.clone());
            let is_blank = source.document.text().trim().is_empty();
            prop_assert!(shown.is_some_and(|shown| !shown.is_empty() || is_blank), "{span:?}");
        }
        for problem in tree.iter().flat_map(problems) {
            prop_assert!(text.get(problem.span.clone()).is_some(), "{:?}", problem.span);
        }
        if let Some(tree) = tree {
            for node in &tree.nodes {
                prop_assert!(text.get(node.body.clone()).is_some());
                prop_assert!(text.get(node.span.clone()).is_some());
            }
        }
    }
}

const FRAGMENTS: &[&str] = &[
    "## A",
    "## B?",
    "## ",
    "\n",
    "\n\n",
    "# T\n",
    "### C\n",
    " {#a}",
    " {#é/x}",
    "- ",
    "- [ ] ",
    "1. ",
    "Yes",
    "No",
    " → ",
    " -> ",
    "=>",
    "A",
    "B",
    "next",
    "{a}",
    "TODO: b",
    "%% c %%",
    "<!-- c --> ",
    "| a | If | → |\n|---|---|---|\n| not A or B | a is \"Yes\" or \"No\" | B |\n",
    "(again)",
    "(but soon)",
    "[x](#a)",
    "[[other|O]]",
    "`+2 s`",
    "`none`",
    "`+x`",
    "Answer: whole number, 0 to 52\n",
    "0–3",
    "4+",
    "under 30%",
    "99999999999999999999",
    "\n\nFirst match wins.\n\n| If | → |\n|---|---|\n",
    "| a >= 1 | B |\n",
    "| otherwise | A |\n",
    "| a is \"Yes\" and s is highest | [[x]] |\n",
    "\n\nAll that apply.\n\n",
    "\n## Scenarios\n\n| Scenario | Answers | Ends at |\n|---|---|---|\n",
    "| x | a: Yes; b: 3 | A |\n",
    "Do: it\n",
    "Who: me\n",
    "> why\n",
    "&amp;",
    "\\→",
    "é",
    "\u{202e}",
    "**",
    "*",
    "<b>",
    "```\n",
    "  - ",
    "|",
    "\t",
    "__proto__",
];
