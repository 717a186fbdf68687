//! Laws of the detection: what holds for any text.

use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::tests::found;
use super::{Detected, Language, article, trees};
use crate::text::Document;
use crate::tree::{Form, NodeKind};

#[test]
fn only_questions_and_answers_are_split_into_words() {
    let list = "Some words: more.\n\n- A thing\n- If only\n- Yes\n\n";
    let text = format!("# A\n\n{list}## B\n\nIs it so?\n- Yes → a\n- No → b\n\n{list}");
    let (document, language) = (Document::of(&text), Language::of("en"));
    let outline = article::read(&document, &language);
    assert_eq!(trees(&outline, Form::Prose).len(), 1);
    let split = outline.lines.iter().filter(|line| line.text.is_split());
    let split: Vec<&str> = split.map(|line| line.text.as_str()).collect();
    assert_eq!(split, ["B", "Is it so?", "Yes → a", "No → b"]);
}

#[test]
fn deep_and_wide_texts_are_read() {
    let nested: String =
        (0..300).map(|depth| format!("{}- Yes → Is it {depth}?\n", "  ".repeat(depth))).collect();
    check(&nested);
    let wide = "Is it so?\n- Yes → go to 1\n- No → b\n\n".repeat(500);
    assert_eq!(found(&wide).len(), 500);
    check(&"a → b, if c? ".repeat(5_000));
    check(
        "Is it?\n\n- Yes → next\n- No → go to 2\n\n1. Is it so?\n   - Yes → next\n   - No → c\n2.\n",
    );
    check(&"yes\n".repeat(5_000));
}

/// Invariants for any text.
fn check(text: &str) {
    let within = |span: &Range<usize>| {
        assert!(text.get(span.clone()).is_some(), "{span:?} is no part of {text:?}");
    };
    let mut ids = BTreeSet::new();
    for Detected { tree, list } in found(text) {
        assert!(ids.insert(tree.id.clone()), "{} is given twice", tree.id);
        within(&list);
        within(&tree.span);
        let unique: BTreeSet<&str> = tree.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(unique.len(), tree.nodes.len());
        for node in &tree.nodes {
            within(&node.span);
            within(&node.body);
            assert!(!node.title.is_empty(), "{node:?} in {text:?}");
            let NodeKind::Choice(answers) = &node.kind else { continue };
            assert!(answers.len() > 1);
            for answer in answers {
                within(&answer.span);
                within(&answer.edge.span);
                assert!((answer.edge.to.0 as usize) < tree.nodes.len());
                assert!(!answer.label.is_empty());
            }
        }
    }
}

/// Texts of relevant tokens.
fn playbook() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Is it é?".to_owned()),
        Just("Yes".to_owned()),
        Just("If no".to_owned()),
        Just("Otherwise".to_owned()),
        Just("If x".to_owned()),
        Just(" → ".to_owned()),
        Just("\\->".to_owned()),
        Just(": ".to_owned()),
        Just(" = ".to_owned()),
        Just(", ".to_owned()),
        Just("go to 2".to_owned()),
        Just("Next".to_owned()),
        Just("**".to_owned()),
        Just("\"".to_owned()),
        Just("(but)".to_owned()),
        Just("{.decision}".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just("\n- ".to_owned()),
        Just("\n  - ".to_owned()),
        Just("\n1. ".to_owned()),
        Just("\n## ".to_owned()),
        Just("\n> ".to_owned()),
        Just("\n- > ".to_owned()),
        Just("\n```\n".to_owned()),
        Just("├─ ".to_owned()),
        Just("\n│  └── ".to_owned()),
        Just("\n| a | b |\n|---|---|\n| Yes | c |\n| No | d |\n".to_owned()),
        Just("&rarr;".to_owned()),
        Just("✅ ".to_owned()),
        "[a-zA-Zé 0-9?.:→]{0,6}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The questions with their answers that are found in a text.
fn asked(text: &str) -> Vec<(String, Vec<String>)> {
    let all = found(text);
    let nodes = all.iter().flat_map(|found| &found.tree.nodes);
    let choices = nodes.filter_map(|node| match &node.kind {
        NodeKind::Choice(answers) => {
            let labels = answers.iter().map(|answer| answer.label.clone()).collect();
            Some((node.title.clone(), labels))
        }
        _ => None,
    });
    choices.collect()
}

const UNRELATED: &str =
    "# Weather\n\nIt rained for two days. Nobody minded.\n\n- Coats\n- Hats\n\n";

proptest! {
    #[test]
    fn an_unrelated_section_changes_no_find(text in playbook()) {
        let text = format!("# Start\n\n{}\n\n# End\n\nThe end.\n\n", text.replace("```", ""));
        let alone = asked(&text);
        prop_assert_eq!(&asked(&format!("{UNRELATED}{text}")), &alone);
        prop_assert_eq!(&asked(&format!("{text}{UNRELATED}")), &alone);
    }

    #[test]
    fn a_quote_holds_no_decision(text in playbook()) {
        let lines: Vec<String> = text.lines().map(|line| format!("> {line}\n")).collect();
        prop_assert_eq!(asked(&lines.concat()), []);
    }

    #[test]
    fn any_text_gives_trees_with_spans_inside_it(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn any_playbook_gives_trees_with_spans_inside_it(text in playbook()) {
        check(&text);
    }
}
