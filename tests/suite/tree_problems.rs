//! What is said about trees beyond the examples of the guide, `content/authoring/problems/`, which
//! show each code once: other messages of the same codes, and other forms of a message.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is said now into this file.

use std::sync::Arc;

use expect_test::{Expect, expect};
use fieldbook::diagnostic::{Code, Diagnostic};
use fieldbook::parse::tree_file::{TreeFile, check_tree_file};
use fieldbook::text::Document;

/// The diagnostics of one code as `text: message / help`; what follows from them is left out.
#[track_caller]
fn check(code: Code, text: &str, expected: Expect) {
    let mut lines = String::new();
    for diagnostic in diagnostics(text) {
        if diagnostic.code == code {
            let span = diagnostic.place.as_ref().map_or(0..0, |place| place.range());
            let help = diagnostic.help_text().unwrap_or_default();
            lines += &format!("[{}] {}\n    help: {help}\n", &text[span], diagnostic.message);
        }
    }
    expected.assert_eq(&lines);
}

/// Every diagnostic of a tree file, what reading and what the graph says.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let file: Arc<str> = "content/example.md".into();
    let source =
        TreeFile { file: &file, document: &Document::of(text), id: "example", title: "Example" };
    check_tree_file(&source).1
}

#[test]
fn a_target_that_two_headings_have_is_named_by_its_ids() {
    check(
        Code::TreeTarget,
        "\
## Is it live?

- Yes → Wait
- No → Fix the roof

## Wait {#one}
## Wait {#two}
",
        expect![[r#"
            [Wait] 2 headings are called `Wait`
                help: write `[Wait](#one)` or `[Wait](#two)`
            [Fix the roof] no question or outcome is called `Fix the roof`
                help: add the heading `## Fix the roof`, or link to it as `[Fix the roof](#id)`
        "#]],
    );
}

#[test]
fn a_heading_without_a_letter_gives_no_id() {
    check(
        Code::TreeId,
        "\
## Is it live?

- Yes → Wait
- No → [x](#node-3)

## Wait
## ???
",
        expect![[r#"
            [???] the heading `???` gives no id
                help: write one after it: `{#id}`
        "#]],
    );
}

#[test]
fn an_answer_needs_a_label() {
    check(
        Code::TreeAnswers,
        "\
## Is it live?

- Yes → Wait
- No → Wait
- → Wait

## Wait
",
        expect![[r#"
            [→ Wait] an answer without a label
                help: write what a reader would choose before the arrow
        "#]],
    );
}

#[test]
fn a_single_number_may_be_left_out() {
    check(
        Code::TreeRange,
        "\
## How many tries?

- 0–1 → Wait
- 3+ → Go

## Wait
## Go
",
        expect![[r#"
            [3+ → Go] no answer covers 2
                help: widen a range, or add an answer
        "#]],
    );
}

#[test]
fn a_range_may_be_no_range_or_go_too_far() {
    check(
        Code::TreeRange,
        "\
## How many weeks?

Answer: whole number, 0 to 52

- 0–9 → Wait
- 20–60 → Go
- soon → Go

## Wait
## Go
",
        expect![[r#"
            [soon → Go] `soon` is not a range of numbers
                help: write `0`, `1–3`, `4+` or `under 30`
        "#]],
    );
}

#[test]
fn a_condition_may_be_wrong_in_many_ways() {
    check(
        Code::TreeRule,
        r#"## Which of these? {#signs}

- [ ] Smoke `+1 fire`
- [ ] Heat `+1 fire`
- [ ] None `none`

→ Verdict

## How many tries? {#tries}

- 0 → Verdict
- 1 or more → Which of these?

## Verdict

| If | → |
|---|---|
| signs has "Smok" | Run |
| tries >= 2 | Run |
| fire > 1e309 | Run |
| fire is burning | Run |
| signs is highest | Run |
| otherwise | Stay |

## Run
## Stay
"#,
        expect![[r#"
            [| If | → |] this table does not say how its rules are read
                help: write `First match wins.` or `All that apply.` above it
            [signs has "Smok"] `signs` has no answer `Smok`
                help: did you mean `Smoke`?
            [tries >= 2] 2 falls inside the answer `1 or more` of `tries`
                help: compare with the edge of an answer, or split the answer
            [fire > 1e309] `1e309` is not a whole number
                help: compare with a number such as `4`
            [fire is burning] cannot read the condition `fire is burning`
                help: write `id >= 4`, `id is "Label"`, `id is 3–4`, `id has "Tick"` or `score is highest`, joined by `and`, `or` and `not`, or `otherwise`
            [signs is highest] `signs` is not a score
                help: a score may be `fire`
        "#]],
    );
}

#[test]
fn a_scenario_is_told_the_nearest_answer_and_outcome() {
    check(
        Code::TreeBadScenario,
        "\
## Is it live? {#live}

- Yes → Wait
- No → Go

## Wait
## Go

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| A | live: Yse | Wait |
| C | live: No | Goo |
",
        expect![[r#"
            [live: Yse] `live` has no answer `Yse`
                help: did you mean `Yes`?
            [Goo] no outcome is called `Goo`
                help: did you mean `Go`?
        "#]],
    );
}

#[test]
fn a_tree_needs_a_question() {
    check(
        Code::TreeShape,
        "Nothing but text.\n",
        expect![[r#"
            [Nothing but text.] a tree file without a question
                help: write the first question as a heading: `## Question? {#id}`
        "#]],
    );
}

#[test]
fn what_a_question_cannot_use_is_pointed_out() {
    check(
        Code::TreeShape,
        "\
## Is it live?

- Yes → Wait
- Not sure → Wait
  - or not → Go

## Wait

Read this first.

→ Which?

## Which?

- [ ] One `+x fire`
- [ ] Two

## Go
",
        expect![[r#"
            [- or not → Go] content inside an answer is ignored
                help: give the next question its own heading
            [Which?] this question leads nowhere
                help: write a line `→ Target` below its answers
            [`+x fire`] cannot read `+x fire` as a score
                help: write it as `+2 strategy`
        "#]],
    );
}

#[test]
fn a_circle_needs_a_way_out() {
    check(
        Code::TreeDeadEnd,
        "\
## Is it live?

- Yes → Is it slow?
- No → Go

## Is it slow?

- A little → Is it slow? (again)
- Very → Is it slow? (again)

## Go
",
        expect![[r#"
            [Is it slow?] nothing leads out of `Is it slow?` → `Is it slow?`
                help: let an answer lead to an outcome
        "#]],
    );
}

#[test]
fn the_ticks_that_no_rule_matches_are_named() {
    check(
        Code::TreeUnmatched,
        r#"## Which of these? {#signs}

- [ ] Smoke
- [ ] Heat
- [ ] None of these `none`

→ Verdict

## Verdict

All that apply.

| If | → |
|---|---|
| signs has "Smoke" | Run |
| signs has "Heat" | Undress |

## Run
## Undress
"#,
        expect![[r#"
            [Verdict] no rule of `Verdict` matches the answers `signs: None of these`
                help: add a row for them, or a last row that always matches: `otherwise`
        "#]],
    );
}

#[test]
fn a_scenario_may_answer_what_it_is_not_asked() {
    check(
        Code::TreeScenario,
        "\
## Is it live? {#live}

- Yes → Is it slow?
- No → Ship it

## Is it slow? {#slow}

- A little → Look
- Very → Ship it

## Look
## Ship it

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| Too much | live: No; slow: Very | Ship it |
| Fine | live: Yes; slow: A little | Look |
",
        expect![[r#"
            [| Too much | live: No; slow: Very | Ship it |] `Too much` never comes to its answer to `slow`
                help: its path is `Is it live?` → `Ship it`
        "#]],
    );
}
