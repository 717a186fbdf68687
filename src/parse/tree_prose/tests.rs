use std::ops::Range;
use std::sync::Arc;

use super::{Detected, Language, detect};
use crate::diagnostic::Code;
use crate::text::{Document, Punctuation};
use crate::tree::{Form, Node, NodeKind, Tree};

pub(super) fn found(text: &str) -> Vec<Detected> {
    detect(&Arc::from("entry.md"), &Document::of(text), &Language::of("en")).0
}

fn only(text: &str) -> Arc<Tree> {
    let mut found = found(text);
    assert_eq!(found.len(), 1, "one tree in {text}");
    found.remove(0).tree
}

const THRESHOLD: &str = "\
### Step 1: Validate

**Threshold test:**
Ask: \"If we execute perfectly on this strategy, could we succeed?\"
- Yes → Execute
- No → Refine strategy (but set a deadline)

### Step 2
";

#[test]
fn the_bold_line_above_a_question_names_the_tree_and_the_question_is_its_title() {
    let tree = only(THRESHOLD);
    assert_eq!((tree.id.as_str(), tree.form), ("threshold-test", Form::Prose));
    assert_eq!(tree.title, "If we execute perfectly on this strategy, could we succeed?");
    let ids: Vec<&str> = tree.nodes.iter().map(|node| node.id.as_str()).collect();
    let question = "if-we-execute-perfectly-on-this-strategy-could-we-succeed";
    assert_eq!(ids, [question, "execute", "refine-strategy"]);
}

#[test]
fn a_parenthesis_after_a_target_is_a_caveat_and_spans_are_as_written() {
    let tree = only(THRESHOLD);
    let NodeKind::Choice(answers) = &tree.nodes[0].kind else { panic!("a choice") };
    assert_eq!(answers[1].edge.caveat.as_deref(), Some("but set a deadline"));
    assert_eq!(&THRESHOLD[answers[1].edge.span.clone()], "Refine strategy");
    assert_eq!(&THRESHOLD[tree.nodes[0].span.clone()], tree.nodes[0].title);
}

#[test]
fn the_list_is_where_the_answers_stand() {
    let list = found(THRESHOLD).remove(0).list;
    assert_eq!(
        THRESHOLD[list].trim_end(),
        "- Yes → Execute\n- No → Refine strategy (but set a deadline)"
    );
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let text = format!("---\ntitle: é\n---\n{THRESHOLD}");
    let body = text.len() - THRESHOLD.len()..text.len();
    let document = Document::read(&text.as_str().into(), body, Punctuation::Typed);
    let found = detect(&Arc::from("entry.md"), &document, &Language::of("en")).0;
    assert_eq!(&text[found[0].tree.nodes[1].span.clone()], "Execute");
}

#[test]
fn equal_targets_are_one_outcome() {
    let tree = only("Who asks?\n- Customers → Answer today\n- The press → answer today.\n");
    assert_eq!(tree.nodes.len(), 2);
}

#[test]
fn a_section_without_a_question_is_an_outcome_with_its_heading_as_body() {
    let text = "Is it ours?\n- Yes → See Step 5\n- No → Stop\n\n## Step 5: Fix it\n\nSlowly.\n";
    let tree = only(text);
    assert_eq!(tree.nodes[1].title, "Step 5: Fix it");
    assert_eq!(text[tree.nodes[1].body.clone()].trim(), "## Step 5: Fix it");
}

/// The outcomes of the only tree in a text: each title, and its text with single spaces.
fn ends(text: &str) -> Vec<(String, String)> {
    let tree = only(text);
    let ends = tree.nodes.iter().filter(|node| node.is_outcome());
    let words =
        |span: &Range<usize>| text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    ends.map(|node| (node.title.clone(), words(&node.body))).collect()
}

#[track_caller]
fn check_ends(text: &str, expected: &[(&str, &str)]) {
    let ends = ends(text);
    let ends: Vec<_> = ends.iter().map(|(title, body)| (title.as_str(), body.as_str())).collect();
    assert_eq!(ends, expected, "{text}");
}

#[test]
fn several_items_are_the_text_of_an_outcome_and_its_answer_names_it() {
    check_ends(
        "**Has the pilot worked?**\n\n- If yes:\n  - Hire [two](a.md) people\n  - Rent a room\n- If no:\n  - Return the room\n",
        &[
            ("Has the pilot worked? Yes", "- Hire [two](a.md) people - Rent a room"),
            ("Return the room", ""),
        ],
    );
    check_ends(
        "How to go on:\n\n- If the lamp is red:\n  - Call the owner\n  - Write it down\n- Otherwise:\n  - Wait\n  - Look again\n",
        &[
            ("The lamp is red", "- Call the owner - Write it down"),
            ("How to go on: Otherwise", "- Wait - Look again"),
        ],
    );
}

#[test]
fn several_sentences_are_the_text_of_an_outcome() {
    check_ends(
        "Is it big?\n\n- Yes → Call **the owner**. Then write it down.\n- No: grow it\n",
        &[("Is it big? Yes", "Call **the owner**. Then write it down."), ("Grow it", "")],
    );
    check_ends(
        "Who calls?\n\n- The press → Say nothing, e.g. no numbers. Ask for a name.\n- A buyer → Answer, e.g. by mail (No. 5).\n",
        &[
            ("The press", "Say nothing, e.g. no numbers. Ask for a name."),
            ("Answer, e.g. by mail", ""),
        ],
    );
}

#[test]
fn links_images_notes_and_formulas_of_a_target_are_its_text() {
    check_ends(
        "Is it ready?\n\n- Yes → [[Go slow]]\n- No → [Ship](go-slow.md)\n- Not sure → Ask [Ann](ann.md) (but be quick)\n",
        &[
            ("Go slow", "[[Go slow]]"),
            ("Ship", "[Ship](go-slow.md)"),
            ("Ask Ann", "Ask [Ann](ann.md)"),
        ],
    );
    check_ends(
        "Is it ready?\n\n- Yes → **Ship** `it`\n- No → Wait a day.[^1]\n- Not sure → Ask^[Ann knows.] them\n\n[^1]: Or two.\n",
        &[
            ("Ship it", ""),
            ("Wait a day", "Wait a day.[^1]"),
            ("Ask them", "Ask^[Ann knows.] them"),
        ],
    );
}

/// The questions of the only tree in a text: each title, and its answers with where they lead.
fn questions(text: &str) -> Vec<String> {
    let tree = only(text);
    let ways = tree.nodes.iter().filter(|node| node.is_question()).map(|node| {
        let NodeKind::Choice(answers) = &node.kind else { panic!("a choice") };
        let answers = answers.iter().map(|answer| {
            let to = tree.node(answer.edge.to);
            format!("{} → {}", answer.label, to.title)
        });
        format!("{}: {}", node.title, answers.collect::<Vec<_>>().join("; "))
    });
    ways.collect()
}

#[test]
fn a_table_of_several_conditions_asks_for_one_after_the_other() {
    for (first, last) in
        [("If the reason is", "Then"), ("When reason", "Action"), ("If reason", "→")]
    {
        let asked = questions(&format!(
            "## Offers\n\n| {first} | Use | {last} |\n|---|---|---|\n| Price | High | Offer a discount |\n| Price | Low | Say goodbye |\n| Pause | | Offer a pause |\n| any | High | Call |\n"
        ));
        let ways = ": Price → Use; Pause → Offer a pause; Otherwise (Use: High) → Call";
        assert!(asked.len() == 2 && asked[0].ends_with(ways), "{asked:?}");
        assert_eq!(asked[1], "Use: High → Offer a discount; Low → Say goodbye");
    }
    let look = "## Places\n\n| Place | Who | Action |\n|---|---|---|\n| Gate | Ann | Open it |\n| Yard | Ben | Sweep it |\n";
    assert_eq!(found(look), []);
}

#[test]
fn a_table_may_say_that_its_first_match_decides() {
    let table = "| Size | Age | Then |\n|---|---|---|\n| Big | Old | Stop |\n| Big | New | Try |\n| Small | New | Go |\n";
    let asked = questions(&format!("## Boxes\n\nFirst match wins.\n\n{table}"));
    assert_eq!(asked, ["Size: Big → Age; Small (Age: New) → Go", "Age: Old → Stop; New → Try"]);
    assert_eq!(found(&format!("## Boxes\n\n{table}")), []);
    let pairs = "| Size | Note |\n|---|---|\n| Big | Stop |\n| Small | Go |\n";
    let asked = questions(&format!("Which way?\n\nThe first row that applies decides.\n\n{pairs}"));
    assert_eq!(asked, ["Which way?: Big → Stop; Small → Go"]);
    assert_eq!(found(&format!("## Boxes\n\n{pairs}")), []);
}

#[cfg(feature = "diagrams")]
#[test]
fn a_flowchart_whose_diamonds_ask_is_a_tree() {
    let chart = |lines: &str| format!("## Lamps\n\n```mermaid\nflowchart TD\n{lines}\n```\n");
    let text = chart(
        "A([Start]) --> B{Is it red?}\nB -->|Yes| C[Call]\nB -->|No| D{Is it new?}\nD -->|Yes| C\nD -->|No| E[Wait]",
    );
    assert_eq!(
        questions(&text),
        ["Is it red?: Yes → Call; No → Is it new?", "Is it new?: Yes → Call; No → Wait"]
    );
    let tree = only(&text);
    assert_eq!((tree.form, tree.nodes.len()), (Form::Drawing, 4));
    let NodeKind::Choice(answers) = &tree.nodes[1].kind else { panic!("a choice") };
    assert_eq!(&text[tree.nodes[1].span.clone()], "Is it new?");
    assert_eq!(text[..answers[1].span.start].lines().count(), 9);
    for lines in [
        "A[Draft] --> B[Review]\nB --> C[Publish]",
        "A{Is it red?} -->|Yes| B[Call]\nA --> C[Wait]",
        "A{Router} -->|http| B[Web]\nA -->|smtp| C[Mail]",
        "A{Is it red?} -->|Yes| B[Call]\nA -->|No| C[Wait]\nX[Other] --> B",
        "A[Ask] --> B{Is it clear?}\nB -->|Yes| C[Build]\nB -->|No| A",
    ] {
        assert_eq!(found(&chart(lines)), [], "{lines}");
    }
    let text = chart(
        "A{Is it red?} -->|Yes| B[Call] --> Z([End])\nA -->|No| C[Press it]\nC --> D{Is it red?}\nD -->|Yes| B\nD -->|No| E[Wait] --> Z",
    );
    let steps = |node: &&Node| matches!(node.kind, NodeKind::Step(_));
    let tree = only(&text);
    assert_eq!(tree.nodes.iter().filter(steps).count(), 1);
    let ends: Vec<&str> =
        tree.nodes.iter().filter(|it| it.is_outcome()).map(|it| &*it.title).collect();
    assert_eq!(ends, ["Call", "Wait"]);
    let refused = chart("A{Is it red?} -->|Yes| B[Call]\nA -->|No| C[Wait]");
    assert_eq!(found(&refused).len(), 1);
    assert_eq!(found(&refused.replace("Lamps", "Lamps {.no-decision}")), []);
    assert!(only(&refused.replace("Lamps", "Lamps {.decision}")).is_marked);
}

/// A flowchart that keeps its picture would lose some of it as a tree.
#[cfg(feature = "diagrams")]
#[test]
fn a_flowchart_that_says_more_than_its_tree_would_stays_a_picture() {
    let asked = "A{Is it red?} -->|Yes| B[Call]\nA -->|No| C[Wait]";
    let chart = |lines: &str| format!("```mermaid\nflowchart TD\n{lines}\n```\n");
    for lines in [
        "A([Start]) --> A",
        "A([Start]) --> A\nA -->|Yes| B",
        "A([Start]) --> B([Start])\nB --> A",
        "A([Start]) --> B([Begin])\nB --> B",
        &format!("{asked}\nB --> D([Tell the customer])"),
        &format!("{asked}\nX[Never forget] --> Y[the ring]\nY --> X"),
        &format!("{asked}\nX --> X"),
        &format!("{asked}\nS([Start]) --> A\nT([Start]) --> A"),
        &format!("{asked}\nsubgraph Finance team\nB\nend"),
        &format!("{asked}\nS([Start]) -->|red| A"),
    ] {
        assert_eq!(found(&chart(lines)), [], "{lines}");
    }
    for round in ["Start", "Start here", "BEGIN", "start."] {
        let tree = only(&chart(&format!("S([{round}]) --> {asked}")));
        assert!(tree.nodes[0].is_question(), "{round}");
    }
    let tree = only(&chart(&format!("S([Bring form 7]) --> {asked}")));
    assert!(matches!(tree.nodes[0].kind, NodeKind::Step(_)));
    let titles: Vec<&str> = tree.nodes.iter().map(|node| &*node.title).collect();
    assert_eq!(titles, ["Bring form 7", "Is it red?", "Call", "Wait"]);
    let ended = format!("{asked}\nB --> Y([The end])\nC --> Z([Done])");
    assert_eq!(only(&chart(&ended)).nodes.len(), 3);
}

#[test]
fn only_words_that_lead_on_lead_to_the_next_question() {
    let text = |no: &str| {
        format!(
            "Is it red?\n\n- Yes → Stop\n- No → {no}\n\nIs it new?\n\n- Yes → Wait\n- No → Sell\n"
        )
    };
    for no in ["Go", "Go!", "Go ahead", "Back", "Start", "Go 12", "Start 2", "Go B"] {
        assert_eq!(found(&text(no)).len(), 2, "{no}");
        check_problems(&text(no), &[]);
    }
    for no in ["continue", "Go on", "please proceed.", "then continue", "Go to the next question"] {
        assert_eq!(found(&text(no)).len(), 1, "{no}");
    }
}

#[test]
fn a_table_of_rules_that_lacks_an_outcome_stays_a_table() {
    let wide = "| If the size is | Age | Then |\n|---|---|---|\n| Big | Old | Stop |\n| Mid | any | |\n| Small | New | Go |\n";
    let pairs = "| Size | Then |\n|---|---|\n| Big | Stop |\n| Mid | – |\n| Small | Go |\n";
    assert_eq!(found(wide), []);
    check_problems(wide, &[]);
    for table in [wide, pairs] {
        let text = format!("## Boxes\n\nFirst match wins.\n\n{table}");
        assert_eq!(found(&text), [], "{text}");
        check_problems(&text, &[(Code::TreeShape, "Mid")]);
    }
    let linked = wide.replace("any | |", "any | ![x](x.png) |");
    assert_eq!(found(&linked).len(), 1);
}

#[test]
fn a_table_of_rules_that_is_too_large_stays_a_table() {
    let header = "First match wins.\n\n| If the size is | Age | Then |\n|---|---|---|\n";
    let rows: String = (0..500).map(|at| format!("| {at} | Old | Stop {at} |\n")).collect();
    let crossed: String = (0..399)
        .map(|at| {
            let size = if at % 2 == 0 { "any".into() } else { format!("s{at}") };
            format!("| {size} | a{at} | Do {at} |\n")
        })
        .collect();
    for rows in [rows, crossed] {
        let text = format!("{header}{rows}");
        assert_eq!(found(&text), []);
        check_problems(&text, &[(Code::TreeShape, "If the size is")]);
    }
}

#[test]
fn the_answer_for_every_other_case_stands_in_its_row() {
    let text = "| If it is | Age | Then |\n|---|---|---|\n| Big | Old | Stop |\n| [Mid](a.md) | New | Try |\n| any | any | Leave |\n";
    let tree = only(text);
    let NodeKind::Choice(answers) = &tree.nodes[0].kind else { panic!("a choice") };
    let rest = answers.last().expect("an answer");
    assert_eq!((&*rest.label, rest.span.start), ("Otherwise", text.find("Leave").expect("there")));
}

#[test]
fn names_and_addresses_keep_their_case_as_titles() {
    let tree =
        only("Is it red?\n\n- Yes → `max_retries`\n- No → https://e.org\n- Not sure → wait\n");
    let ends: Vec<&str> =
        tree.nodes.iter().filter(|node| node.is_outcome()).map(|node| &*node.title).collect();
    assert_eq!(ends, ["max_retries", "https://e.org", "Wait"]);
}

#[test]
fn outcomes_of_one_name_and_different_texts_stay_apart() {
    let tree = only(
        "Who asks?\n\n- Ann → Call\n  - in the morning\n- Ben → Call\n  - at night\n- Ida → Call\n",
    );
    assert_eq!(tree.nodes.iter().filter(|node| node.title == "Call").count(), 2);
}

/// The problems of a text: code, and the words at its place.
#[track_caller]
fn check_problems(text: &str, expected: &[(Code, &str)]) {
    let document = Document::of(text);
    let problems = detect(&Arc::from("entry.md"), &document, &Language::of("en")).1;
    let found: Vec<_> = problems
        .iter()
        .map(|it| (it.code, &text[it.place.as_ref().expect("a place").range()]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_number_that_nothing_has_is_told_and_no_outcome() {
    let text = "1. Is it big?\n   - Yes → Stop\n   - No → Go to Question 7\n2. Is it new?\n   - Yes → Try\n   - No → Go to step 9\n";
    check_problems(
        text,
        &[(Code::TreeTarget, "Go to Question 7"), (Code::TreeTarget, "Go to step 9")],
    );
    for found in found(text) {
        assert!(found.tree.nodes.iter().all(|node| !node.title.contains("Go to")));
    }
    check_problems(
        "Is it big?\n\n- Yes → Stop\n- No → see next step\n",
        &[(Code::TreeTarget, "see next step")],
    );
    check_problems("Is it big?\n\n- Yes → Stop\n- No → Continue\n", &[]);
    for no in ["No →", "No"] {
        check_problems(&format!("Is it big?\n\n- Yes → Stop\n- {no}\n"), &[(Code::TreeTarget, no)]);
        let drawn = format!("```\nIs it big?\n├─ Yes → Stop\n└─ {no}\n```\n");
        check_problems(&drawn, &[(Code::TreeTarget, no)]);
    }
}

#[test]
fn steps_that_lead_on_are_one_tree() {
    for on in
        ["see next point", "next question", "the step below", "continue", "see below", "go on"]
    {
        let tree = only(&format!(
            "- **Is the lamp red?**\n  - Yes: press the button.\n  - No: {on}.\n- **Did the button help?**\n  - Yes: write it down.\n  - No: call the owner.\n",
        ));
        let questions = tree.nodes.iter().filter(|node| node.is_question()).count();
        assert_eq!((questions, tree.nodes.len()), (2, 5), "{on}");
    }
}

#[test]
fn a_step_may_ask_and_answer_in_one_line() {
    let text = "1. Is it a fault? If yes, go to step 3.\n2. Wait an hour.\n3. Is it ours? If so, fix it. If not, go to step 2.\n";
    assert_eq!(
        questions(text),
        [
            "Is it a fault?: Yes → Is it ours?; No → Wait an hour",
            "Is it ours?: Yes → Fix it; No → Wait an hour",
        ]
    );
    for other in [
        "1. Is it a fault? If yes, tell them.\n2. Wait an hour.\n",
        "1. Is it a fault? Ask Ann. If yes, go to step 2.\n2. Wait an hour.\n",
        "- Is it a fault? If yes, go to step 2.\n- Wait an hour.\n",
    ] {
        assert_eq!(found(other), [], "{other}");
    }
}

#[test]
fn a_question_that_a_drawing_repeats_is_the_same_question() {
    let tree = only(
        "```\nIs it live?\n├─ Yes → Is it slow?\n│   ├─ Yes → Page on-call\n│   └─ No → Wait\n└─ No → Is it slow?\n```\n",
    );
    assert_eq!(tree.nodes.len(), 4);
}

#[test]
fn a_way_back_is_meant_if_it_says_so() {
    for (back, again) in [
        ("Go to Question 1", false),
        ("Go to Question 1 (again)", true),
        ("Back to 1", true),
        ("Is it clear?", false),
    ] {
        let tree = only(&format!(
            "1. Is it clear?\n   - No → Ask\n   - Yes → Next question\n2. Is it done?\n   - Yes → Ship\n   - No → {back}\n",
        ));
        let NodeKind::Choice(answers) = &tree.nodes[1].kind else { panic!("a choice") };
        assert_eq!((answers[1].edge.to, answers[1].edge.again), (Tree::START, again), "{back}");
        assert_eq!(answers[1].edge.caveat, None);
    }
}

#[test]
fn a_way_back_is_meant() {
    let tree = only(
        "1. Is it clear?\n   - No → Ask again\n   - Yes → Next question\n2. Is it done?\n   - Yes → Ship\n   - No → Go back to 1\n",
    );
    let NodeKind::Choice(answers) = &tree.nodes[1].kind else { panic!("a choice") };
    assert_eq!((answers[1].edge.to, answers[1].edge.again), (Tree::START, true));
}

#[test]
fn what_stands_between_question_and_answers_is_the_body() {
    let text = "## Is it big?\n\nBig is over 10.\n\n- Yes → Ask\n- No → Sign\n";
    let tree = only(text);
    assert_eq!(text[tree.nodes[0].body.clone()].trim(), "Big is over 10.");
}

#[test]
fn a_mark_forces_and_forbids() {
    let list = "- Payroll → Anna\n- Travel → Ben\n";
    assert_eq!(found(&format!("## Intake\n\n{list}")), []);
    assert_eq!(only(&format!("## Intake {{.decision}}\n\n{list}")).title, "Intake");
    assert_eq!(only(&format!("Whom to ask {{.decision}}\n\n{list}")).title, "Whom to ask");
    assert_eq!(found("## Is it? {.no-decision}\n\n- Yes → a\n- No → b\n"), []);
}

#[test]
fn a_mark_without_answers_is_reported() {
    let text = "## Intake {.decision}\n\nNothing here.\n";
    let document = Document::of(text);
    let diagnostics = detect(&Arc::from("entry.md"), &document, &Language::of("en")).1;
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, Code::TreeShape);
    assert_eq!(diagnostics[0].message, "no answers found below this mark");
    assert_eq!(diagnostics[0].place.as_ref().map(|place| place.range()), Some(3..9));
}

#[test]
fn two_trees_of_one_section_have_two_ids() {
    let trees = found(
        "## Post a job\n\nIs it paid?\n- Yes → A b\n- No → C\n\nIs it new?\n- Yes → D\n- No → E\n",
    );
    let ids: Vec<&str> = trees.iter().map(|found| found.tree.id.as_str()).collect();
    assert_eq!(ids, ["post-a-job", "post-a-job-2"]);
}

#[test]
fn a_language_without_words_has_arrows_drawings_and_marks_only() {
    let of = |text: &str| {
        let language = Language::of("de-AT");
        detect(&Arc::from("entry.md"), &Document::of(text), &language).0.len()
    };
    assert_eq!(of("Ist es rot?\n\n- Ja → Anhalten\n- Nein → Weiterfahren\n"), 1);
    assert_eq!(of("赤ですか？\n\n- はい → 止まる\n- いいえ → 進む\n"), 1);
    assert_eq!(of("```\nIst es rot?\n├─ Ja: Anhalten\n└─ Nein: Weiterfahren\n```\n"), 1);
    assert_eq!(of("Rot oder nicht {.decision}\n\n- Rot: Anhalten\n- Sonst: Weiterfahren\n"), 1);
    assert_eq!(of("Was ist der Unterschied?\n\n- Plan: wird anders\n- Wort: bleibt\n"), 0);
    assert_eq!(of("Is it red?\n\n- Yes: stop\n- No: go\n"), 0);
    assert_eq!(of("- If it is red, stop\n- If it is not red, go\n"), 0);
}

#[test]
fn a_mark_is_about_the_first_list_below_it() {
    let trees = found(
        "## Escalation {.decision}\n\n**Is it urgent?**\n\n- Yes → Call\n- No → Write\n\n### Contacts\n\n- Ann: 555\n- Ben: 556\n",
    );
    assert_eq!(trees.iter().map(|found| &*found.tree.title).collect::<Vec<_>>(), ["Is it urgent?"]);
}
