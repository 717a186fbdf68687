//! Every way of writing an element of a tree file.

use std::sync::Arc;

use fieldbook::parse::tree_file::{TreeFile, parse_tree_file};
use fieldbook::text::Document;
use fieldbook::tree::shape::problems;
use fieldbook::tree::walk::{Answers, Stands, walk};
use fieldbook::tree::{Given, NodeId, NodeKind, Tree};

/// A tree that is read without a problem.
fn read(text: &str) -> Tree {
    let file: Arc<str> = "content/example.md".into();
    let source =
        TreeFile { file: &file, document: &Document::of(text), id: "example", title: "Example" };
    let (tree, diagnostics) = parse_tree_file(&source);
    assert_eq!(diagnostics, []);
    tree.unwrap()
}

/// Each edge of a node as `label → title (caveat)`.
fn ways(tree: &Tree, node: usize) -> Vec<String> {
    let NodeKind::Choice(answers) = &tree.nodes[node].kind else { panic!("no choice") };
    answers
        .iter()
        .map(|answer| {
            let to = &tree.node(answer.edge.to).title;
            let caveat = answer.edge.caveat.as_deref().unwrap_or_default();
            format!(
                "{} → {to} ({caveat}){}",
                answer.label,
                if answer.edge.again { "!" } else { "" }
            )
        })
        .collect()
}

#[test]
fn targets_are_written_in_any_of_these_ways() {
    let tree = read(
        "# A title\n\n## Is it live? {#live}\n\n\
         - Heading → wait\n- Arrow -> Wait\n- Fat => Wait (for a **week**)\n- **Bold**\n  → Wait.\n\
         - Id → [there](#wait) (but soon)\n- Next → next\n- Page → [[other-tree|The other]]\n\
         - Again → Is it live (again)\n- Parentheses → Go (now)\n\n## Wait\n\n## Go (now)\n",
    );
    assert_eq!(
        ways(&tree, 0),
        [
            "Heading → Wait ()",
            "Arrow → Wait ()",
            "Fat → Wait (for a week)",
            "Bold → Wait ()",
            "Id → Wait (but soon)",
            "Next → Wait ()",
            "Page → The other ()",
            "Again → Is it live? ()!",
            "Parentheses → Go (now) ()",
        ]
    );
    let NodeKind::Outcome(other) = &tree.nodes[3].kind else { panic!() };
    assert!(other.leads_on);
}

#[test]
fn a_number_is_asked_in_a_field_and_may_branch() {
    let tree = read(
        "## How much? {#share}\n\n> We ask because it matters.\n\nAnswer: whole number, 0 to 100 %\n\n\
         - under 30% → Wait\n- 30–59 % → Look\n- 60+ → Go\n\n## Wait\n## Look\n## Go\n",
    );
    let NodeKind::Number(number) = &tree.nodes[0].kind else { panic!() };
    assert_eq!((number.domain.clone(), number.unit.as_deref()), (0..=100, Some("%")));
    let at = |value| walk(&tree, &[("share".to_owned(), Given::Number(value))].into()).stands;
    assert_eq!(at(29), Stands::Outcome(NodeId(1)));
    assert_eq!(at(30), Stands::Outcome(NodeId(2)));
    assert_eq!(at(100), Stands::Outcome(NodeId(3)));
    assert_eq!(at(101), Stands::Waiting(NodeId(0)));
    assert!(problems(&tree).iter().all(|problem| problem.code.name() == "tree-untested"));
}

#[test]
fn every_row_that_applies_adds_its_outcome() {
    let tree = read(
        "## What do you see? {#seen}\n\n- [ ] Smoke\n- [ ] Heat, or light\n- [ ] None of these `none`\n\n\
         → Verdict\n\n## Verdict\n\nAll that apply.\n\n| If | → |\n|---|---|\n\
         | seen has \"Smoke\" | Run |\n| seen has “Heat, or light” | Undress (slowly) |\n\
         | otherwise | Stay |\n\n## Run\n## Undress\n## Stay\n\n## Scenarios\n\n\
         | Scenario | Answers | Ends at |\n|---|---|---|\n\
         | Fire | seen: Smoke, Heat, or light | Run; Undress |\n\
         | Sun | seen: Heat, or light | Undress |\n| Quiet | seen: None of these | Stay |\n",
    );
    assert_eq!(problems(&tree), []);
    let answers: Answers = [("seen".to_owned(), Given::Ticks([0, 1].into()))].into();
    let parts = vec![(NodeId(2), None), (NodeId(3), Some("slowly".to_owned()))];
    assert_eq!(walk(&tree, &answers).stands, Stands::Composed(NodeId(1), parts));
}

#[test]
fn an_outcome_says_what_to_do_beside_its_text() {
    let text = "## Live?\n\n- A → Go\n- B → Go\n\n## Go\n\nRead [[this]] first.\n\n\
                ### Details\n\nMore.\n\n**Do:** ship it\nWho: the lead\nBy when: Friday\n";
    let tree = read(text);
    let NodeKind::Outcome(go) = &tree.nodes[1].kind else { panic!() };
    assert_eq!(go.act.as_deref(), Some("ship it"));
    assert_eq!((go.who.as_deref(), go.by_when.as_deref()), (Some("the lead"), Some("Friday")));
    assert_eq!(&text[tree.nodes[1].body.clone()], "Read [[this]] first.\n\n### Details\n\nMore.");
}

#[test]
fn names_that_mean_something_to_a_script_are_ids_like_others() {
    let tree =
        read("## Live? {#__proto__}\n\n- A → Go\n- B → Stop\n\n## Go {#constructor}\n## Stop\n");
    let answers: Answers = [("__proto__".to_owned(), Given::Choice(0))].into();
    assert_eq!(walk(&tree, &answers).stands, Stands::Outcome(NodeId(1)));
}

#[test]
fn a_list_before_the_answers_is_text() {
    let text =
        "## Live?\n\n- a hint\n- another\n\nChoose:\n\n1. A → Go\n2. B → Stop\n\n## Go\n## Stop\n";
    let tree = read(text);
    assert_eq!(ways(&tree, 0), ["A → Go ()", "B → Stop ()"]);
    assert_eq!(&text[tree.nodes[0].body.clone()], "- a hint\n- another\n\nChoose:");
}
