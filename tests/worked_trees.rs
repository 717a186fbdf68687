//! The worked trees are read without a problem, and their scenarios end where they say.

use std::sync::Arc;

use fieldbook::parse::tree_file::{TreeFile, parse_tree_file};
use fieldbook::tree::scenario::failures;
use fieldbook::tree::{Given, Kind, Tree};

const TREES: [(&str, &str); 3] = [
    ("good-enough-strategy", include_str!("trees/good-enough-strategy.md")),
    ("execution-or-deeper", include_str!("trees/execution-or-deeper.md")),
    ("change-or-stay", include_str!("trees/change-or-stay.md")),
];

fn read(id: &str, text: &str) -> Tree {
    let end = text[3..].find("\n---\n").unwrap() + 3 + 5;
    let file: Arc<str> = format!("content/{id}.md").into();
    let source = TreeFile { file: &file, text, body: end..text.len(), id, title: "A tree" };
    let (tree, diagnostics) = parse_tree_file(&source);
    assert_eq!(diagnostics, [], "{id}");
    tree.unwrap()
}

fn worked(wanted: &str) -> (Tree, &'static str) {
    let (id, text) = TREES.into_iter().find(|(id, _)| *id == wanted).unwrap();
    (read(id, text), text)
}

#[test]
fn the_worked_trees_are_read_without_a_problem_and_pass_their_scenarios() {
    for (id, text) in TREES {
        let tree = read(id, text);
        assert!(tree.scenarios.len() >= 5, "{id}");
        assert_eq!(failures(&tree), [], "{id}");
    }
}

#[test]
fn a_caveat_is_kept_apart_from_the_target_that_it_follows() {
    let (tree, text) = worked("good-enough-strategy");
    let Kind::Choice(answers) = &tree.nodes[0].kind else { panic!() };
    assert_eq!(tree.node(answers[1].edge.to).title, "Refine strategy");
    assert_eq!(answers[1].edge.caveat.as_deref(), Some("but set a deadline"));
    assert_eq!(&text[answers[1].edge.span.clone()], "Refine strategy (but set a deadline)");
}

#[test]
fn text_stays_with_its_question_and_links_with_their_outcome() {
    let (tree, text) = worked("good-enough-strategy");
    assert!(text[tree.nodes[0].body.clone()].starts_with("Picture an A+ team"));
    assert!(text[tree.lead.clone()].starts_with("You do not need"));
    assert!(text[tree.lead.clone()].ends_with("ran it well."));
    let Kind::Outcome(refine) = &tree.nodes[6].kind else { panic!() };
    assert_eq!(refine.links, ["strategy-red-flags"]);
}

#[test]
fn a_number_in_a_scenario_finds_the_answer_that_covers_it() {
    let (tree, _) = worked("change-or-stay");
    assert_eq!(tree.scenarios[4].answers[1].1, Given::Choice(2));
}
