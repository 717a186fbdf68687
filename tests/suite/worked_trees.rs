//! The worked trees are read without a problem, and their scenarios end where they say.

use std::sync::Arc;

use fieldbook::parse::tree_file::{TreeFile, parse_tree_file};
use fieldbook::text::{Document, Punctuation};
use fieldbook::tree::explore::explore;
use fieldbook::tree::flip::flips;
use fieldbook::tree::mutate::mutate;
use fieldbook::tree::scenario::{answers, failures, written};
use fieldbook::tree::shape::problems;
use fieldbook::tree::walk::walk;
use fieldbook::tree::{Given, NodeKind, Tree};

const TREES: [(&str, &str); 3] = [
    ("good-enough-strategy", include_str!("../trees/good-enough-strategy.md")),
    ("execution-or-deeper", include_str!("../trees/execution-or-deeper.md")),
    ("change-or-stay", include_str!("../trees/change-or-stay.md")),
];

fn read(id: &str, text: &str) -> Tree {
    let end = text[3..].find("\n---\n").unwrap() + 3 + 5;
    let file: Arc<str> = format!("content/{id}.md").into();
    let document = Document::read(&text.into(), end..text.len(), Punctuation::Typed);
    let source = TreeFile { file: &file, document: &document, id, title: "A tree" };
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
    let NodeKind::Choice(answers) = &tree.nodes[0].kind else { panic!() };
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
    let NodeKind::Outcome(refine) = &tree.nodes[6].kind else { panic!() };
    assert!(refine.leads_on);
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

#[test]
fn the_worked_trees_are_sound_and_lack_only_scenarios() {
    let mut said = String::new();
    for (id, text) in TREES {
        for problem in problems(&read(id, text)) {
            said += &format!("{id}: {}: {}\n", problem.code.name(), problem.message);
        }
    }
    assert_eq!(
        said,
        "good-enough-strategy: tree-untested: no scenario answers `ready` with \
         `A reasonable competitive position` or `None of these`\n\
         execution-or-deeper: tree-untested: no scenario answers `cause` with \
         `A skill nobody has yet`, `Infrastructure or technical debt` or \
         `Too few people or too little time`\n\
         execution-or-deeper: tree-untested: no scenario answers `signals` with \
         `Nobody knows what to drop when priorities collide`, \
         `Something broke trust between them`, \
         `People are told off for missing a team goal to help elsewhere` or \
         `Credit goes to whoever claims it`\n\
         change-or-stay: tree-untested: no scenario answers `trigger` with \
         `Something we believed turned out to be false`\n\
         change-or-stay: tree-untested: no scenario answers `changed` with \
         `A fundamental assumption was proven wrong` or `New information changes everything`\n"
    );
}

#[test]
fn mutants_that_no_scenario_catches_are_listed() {
    let summary: Vec<String> = TREES
        .into_iter()
        .map(|(id, text)| {
            let mutation = mutate(&read(id, text));
            format!("{id}: {} of {} survive", mutation.survivors.len(), mutation.tried)
        })
        .collect();
    assert_eq!(
        summary,
        [
            "good-enough-strategy: 0 of 23 survive",
            "execution-or-deeper: 18 of 92 survive",
            "change-or-stay: 6 of 59 survive"
        ]
    );
}

#[test]
fn flips_are_single_answers_that_end_elsewhere() {
    let (tree, _) = worked("good-enough-strategy");
    let answers = answers(&tree, &tree.scenarios[3]);
    let position = walk(&tree, &answers);
    let flips: Vec<String> = flips(&tree, &answers, &position)
        .into_iter()
        .map(|flip| {
            let ends = &tree.node(flip.outcomes[0]).title;
            format!("{} ends at {ends}", written(&tree, &[(flip.node, flip.given)]))
        })
        .collect();
    assert_eq!(
        flips,
        [
            "threshold: Yes ends at Execute",
            "ready: A clear target customer, A value proposition we understand, \
 A reasonable competitive position, A plausible path to success ends at Execute",
            "ready: A clear target customer, A value proposition we understand, \
 A plausible path to success, A team that believes in it ends at Execute",
            "weeks: 5 ends at Execute, and test the weak spot first"
        ]
    );
}
