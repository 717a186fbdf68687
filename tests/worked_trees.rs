//! The worked trees are read without a problem, and their scenarios end where they say.

use std::sync::Arc;

use fieldbook::parse::tree_file::{TreeFile, parse_tree_file};
use fieldbook::tree::explore::explore;
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

#[test]
fn states_paths_and_balance_are_exact() {
    let summary = |id: &str| {
        let (tree, _) = worked(id);
        let found = explore(&tree).unwrap();
        let shares: Vec<String> = found
            .endings
            .iter()
            .map(|ending| {
                format!("{} {:.1} %", tree.node(ending.outcome).title, ending.share * 100.0)
            })
            .collect();
        format!(
            "{} states, {} paths, {} questions: {}",
            found.states,
            found.paths,
            found.longest,
            shares.join("; ")
        )
    };
    assert_eq!(
        summary("good-enough-strategy"),
        "37 states, 66 paths, 3 questions: Execute 39.6 %; \
         Execute, and test the weak spot first 5.2 %; Refine strategy 55.2 %"
    );
    assert_eq!(
        summary("execution-or-deeper"),
        "1430 states, 1541 paths, 3 questions: Strategy problem 13.4 %; \
         Interpersonal problem 13.4 %; Culture problem 13.4 %; Execution problem 20.0 %; \
         Mixed signals 14.7 %; List the bandaids first 25.0 %"
    );
    assert_eq!(
        summary("change-or-stay"),
        "99 states, 76 paths, 3 questions: Change strategy 66.7 %; \
         Is this really an execution problem? 0.8 %; \
         Have the conversation, keep the strategy 0.8 %; Stay the course 31.7 %"
    );
}
