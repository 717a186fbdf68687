//! Steps, repeated answers, tables of rules and ranges of a tree file: where they lead, and what is
//! said about them. Each text is checked as a book's files are.

use std::sync::Arc;

use expect_test::{Expect, expect};
use fieldbook::parse::tree_file::{TreeFile, check_tree_file};
use fieldbook::text::Document;
use fieldbook::tree::scenario::failures;
use fieldbook::tree::walk::{Answers, walk};
use fieldbook::tree::{Given, NodeKind, Tree};

pub fn read(text: &str) -> (Option<Tree>, Vec<String>) {
    let file: Arc<str> = "content/example.md".into();
    let source =
        TreeFile { file: &file, document: &Document::of(text), id: "example", title: "Example" };
    let (tree, diagnostics) = check_tree_file(&source);
    let lines = diagnostics.iter().map(|diagnostic| {
        let place = diagnostic.place.as_ref().expect("a place").range();
        let help = diagnostic.help_text().unwrap_or_default();
        let code = diagnostic.code.name();
        format!("{code} [{}] {}\n    help: {help}\n", &text[place], diagnostic.message)
    });
    (tree, lines.collect())
}

/// What is said about a text, besides advice on doubt and missing scenarios.
#[track_caller]
pub fn check(text: &str, expected: Expect) {
    let (_, lines) = read(text);
    let advice = ["tree-not-sure", "tree-untested", "tree-lopsided"];
    let said = lines.into_iter().filter(|line| !advice.iter().any(|code| line.starts_with(code)));
    expected.assert_eq(&said.collect::<String>());
}

/// A tree about which nothing is said, and whose scenarios all pass.
#[track_caller]
fn sound(text: &str) -> Tree {
    let (tree, lines) = read(text);
    assert_eq!(lines, [] as [String; 0]);
    let tree = tree.expect("a tree");
    assert_eq!(failures(&tree), []);
    tree
}

/// Rules over a question of three answers, a number, and a tick list; `rows` lead to A or B.
pub fn rules(rows: &str) -> String {
    format!(
        "## What size? {{#size}}\n\n- Small → next\n- Medium → next\n- Large → next\n\n\
         ## How old? {{#age}}\n\nAnswer: whole number, 0 to 9\n\n→ next\n\n\
         ## What is seen? {{#seen}}\n\n- [ ] Smoke\n- [ ] Heat\n- [ ] None of these `none`\n\n→ Rules\n\n\
         ## Rules\n\nFirst match wins.\n\n{rows}\n\n## A\n\n## B\n"
    )
}

/// A size, an age and ticks.
type Answered<'a> = (usize, i64, &'a [usize]);

/// The outcome for a size, an age and ticks.
fn end(tree: &Tree, (size, age, seen): Answered) -> String {
    let answers: Answers = [
        ("size".to_owned(), Given::Choice(size)),
        ("age".to_owned(), Given::Number(age)),
        ("seen".to_owned(), Given::Ticks(seen.iter().copied().collect())),
    ]
    .into();
    place(tree, &answers)
}

/// The titles of the outcomes that answers lead to.
pub fn place(tree: &Tree, answers: &Answers) -> String {
    let ends = walk(tree, answers).outcomes();
    ends.iter().map(|end| tree.node(*end).title.clone()).collect()
}

/// Whether a condition holds for a size, an age and ticks.
#[track_caller]
fn holds(condition: &str, cases: &[(Answered, bool)]) {
    let rows = format!("| If | → |\n|---|---|\n| {condition} | A |\n| otherwise | B |");
    let (tree, lines) = read(&rules(&rows));
    let errors: Vec<&String> = lines.iter().filter(|line| line.contains("tree-rule")).collect();
    assert!(errors.is_empty(), "{condition}: {errors:?}");
    let tree = tree.expect("a tree");
    for (given, expected) in cases {
        assert_eq!(end(&tree, *given) == "A", *expected, "{condition} for {given:?}");
    }
}

#[test]
fn a_step_informs_and_goes_on() {
    let tree = sound(
        "## Is it live? {#live}\n\n- Yes → Freeze\n- No → Wait\n- Not sure → Wait\n\n\
         ## Freeze\n\nNobody merges from now on.\n\n→ How many users?\n\n\
         ## How many users? {#no}\n\n- 0–9 → Wait\n- 10+ → Call\n\n## Wait\n\n## Call\n\n\
         ## Scenarios\n\n| Scenario | Answers | Ends at |\n|---|---|---|\n\
         | A | live: Yes; no: 3 | Wait |\n| B | live: Yes; no: 30 | Call |\n\
         | C | live: No | Wait |\n| D | live: Not sure | Wait |\n",
    );
    assert!(matches!(tree.nodes[1].kind, NodeKind::Step(_)));
    assert_eq!(tree.nodes.iter().filter(|node| node.is_question()).count(), 2);
}

#[test]
fn a_step_that_asks_leads_round_or_has_text_below_is_reported() {
    check(
        "## Is it live?\n\n- Live → Read this\n- Not → Which of these?\n\n\
         ## Read this\n\nFirst.\n\n→ Is it live?\n\nLast.\n\n\
         ## Which of these?\n\n- Smoke\n- Heat\n\n→ End\n\n## End\n",
        expect![[r#"
            tree-loop [Is it live?] answers go round: `Is it live?` → `Read this` → `Is it live?`
                help: if that is on purpose, write `→ Is it live? (again)`
            tree-shape [Last.] this stands below the answers and would be lost
                help: move it above the answers
            tree-shape [Which of these?] `Which of these?` asks something, and nothing can be answered
                help: write `- Label → Target` for each answer, or `- [ ] Label` for each box to tick; a step that only informs has no question mark
        "#]],
    );
}

#[test]
fn a_text_repeats_an_answer_that_every_path_has_given() {
    let tree = sound(
        "## How many? {#many}\n\nAnswer: whole number of seats, 1 to 99\n\n→ Which plan? \n\n\
         ## Which plan?\n\nFor {many} and {unknown}, `{many}`:\n\n- Small → Order\n- Large → Call\n\n\
         ## Order\n\nOrder {many}.\n\nDo: Order {many}\n\n## Call\n\n\
         ## Scenarios\n\n| Scenario | Answers | Ends at |\n|---|---|---|\n\
         | A | many: 3; which-plan: Small | Order |\n| B | many: 30 seats; which-plan: Large | Call |\n",
    );
    assert_eq!(tree.echoes.len(), 3);
    let answers: Answers = [("many".to_owned(), Given::Number(3))].into();
    assert_eq!(fieldbook::tree::echo::fill(&tree, &answers, "a {many} {b}"), "a 3 seats {b}");
}

#[test]
fn a_repeated_answer_that_some_path_has_not_given_is_an_error() {
    check(
        "## Is it live? {#live}\n\nNot {live} yet.\n\n- Live → How many users?\n- Not → Wait\n\n\
         ## How many users? {#users}\n\n- 0–9 → Wait\n- 10+ → Call\n\n\
         ## Wait {users}\n\nFor {users} or {usres}.\n\n## Call\n\nAll {users} of them.\n",
        expect![[r#"
            tree-echo [{live}] `{live}` stands in the text of its own question
                help: repeat an answer only after its question
            tree-target [Wait] no question or outcome is called `Wait`
                help: add the heading `## Wait`, or link to it as `[Wait](#id)`
            tree-target [Wait] no question or outcome is called `Wait`
                help: add the heading `## Wait`, or link to it as `[Wait](#id)`
            tree-unreachable [Wait {users}] no answer leads to `Wait {users}`
                help: let an answer lead to it: `- Label → Wait {users}`
            tree-echo-name [{users}] `{users}` is not repeated here
                help: write it in the text below a heading, or after `Do:`, `Who:` or `By when:`
            tree-echo-name [{usres}] `{usres}` is no question, and is shown as it stands
                help: did you mean `{users}`?
        "#]],
    );
}

#[test]
fn conditions_are_joined_by_or_and_negated_by_not() {
    let none: &[usize] = &[2];
    holds(
        "size is \"Small\" or age >= 3",
        &[((0, 0, none), true), ((1, 3, none), true), ((1, 2, none), false)],
    );
    holds(
        "size is \"Small\" or \"Large\"",
        &[((0, 0, none), true), ((1, 0, none), false), ((2, 0, none), true)],
    );
    holds(
        "not size is \"Small\" and age < 2",
        &[((0, 0, none), false), ((1, 1, none), true), ((1, 2, none), false)],
    );
    holds("size is not \"Small\"", &[((0, 0, none), false), ((2, 0, none), true)]);
    holds(
        "not seen has \"Smoke\"",
        &[((0, 0, &[0, 1]), false), ((0, 0, &[1]), true), ((0, 0, none), true)],
    );
    holds("not age >= 3", &[((0, 2, none), true), ((0, 3, none), false)]);
}

#[test]
fn conditions_read_ranges() {
    let none: &[usize] = &[2];
    for written in ["age is 3–4", "age is between 3 and 4", "age between 3 and 4", "age is 3 to 4"]
    {
        holds(
            written,
            &[
                ((0, 2, none), false),
                ((0, 3, none), true),
                ((0, 4, none), true),
                ((0, 5, none), false),
            ],
        );
    }
    holds("not age is 3–4", &[((0, 2, none), true), ((0, 3, none), false), ((0, 5, none), true)]);
    holds(
        "age is 3 or more and size is \"Small\"",
        &[((0, 3, none), true), ((1, 3, none), false), ((0, 2, none), false)],
    );
    holds(
        "age is under 3 or size is \"Large\"",
        &[((0, 2, none), true), ((2, 5, none), true), ((0, 3, none), false)],
    );
    holds("seen is 2", &[((0, 0, &[0, 1]), true), ((0, 0, &[0]), false), ((0, 0, none), false)]);
}

#[test]
fn a_table_may_have_a_column_for_each_question() {
    let rows = "| size | age | How old? | seen | → |\n|---|---|---|---|---|\n\
                | is Small, Medium | 3–4 | not 4 | has \"Smoke\" | A |\n\
                | not Large | >= 5 | - | any | A |\n\
                |  |  |  | Smoke and Heat | A |\n\
                | - | - | - | - | B |";
    let (tree, lines) = read(&rules(rows));
    assert!(lines.iter().all(|line| line.starts_with("tree-untested")), "{lines:?}");
    let tree = tree.unwrap();
    let cases: [(Answered, &str); 8] = [
        ((0, 3, &[0]), "A"),
        ((0, 4, &[0]), "B"),
        ((2, 3, &[0]), "B"),
        ((1, 5, &[2]), "A"),
        ((2, 5, &[2]), "B"),
        ((2, 0, &[0, 1]), "A"),
        ((2, 0, &[0]), "B"),
        ((1, 2, &[0]), "B"),
    ];
    for (given, expected) in cases {
        assert_eq!(end(&tree, given), expected, "{given:?}");
    }
}

#[test]
fn what_a_wide_table_says_wrongly_is_reported_where_it_stands() {
    check(
        &rules("| sise | age | → |\n|---|---|---|\n| Small | 3 | A |\n| - | - | B |"),
        expect![[r#"
            tree-rule [sise] no question or score is called `sise`
                help: did you mean `size`?
        "#]],
    );
    check(
        &rules(
            "| size | age | seen | → |\n|---|---|---|---|\n| Smal | 3 | - | A |\n\
             | Small | young | Smok | A |\n| (Small) | - | - | A |\n| - | - | - | B |",
        ),
        expect![[r#"
            tree-rule [Smal] `size` has no answer `Smal`
                help: did you mean `Small`?
            tree-rule [young] cannot read `young`
                help: write a number, a range such as `3–4`, `>= 4`, or `-` for any
            tree-rule [Smok] `seen` has no answer `Smok`
                help: did you mean `Smoke`?
            tree-rule [(Small)] `size` has no answer `(Small)`
                help: did you mean `Small`?
        "#]],
    );
    check(
        &rules("| size | age | target |\n|---|---|---|\n| Small | 3 | A |\n| - | - | B |"),
        expect![[r#"
        tree-rule [| size | age | target |] this table has no column of targets
            help: head its last column with `→`, and the others with `If`, the id of a question or the name of a score
    "#]],
    );
    check(
        &rules("| size | age | → |\n|---|---|---|\n| Small | - | A |\n| Small | 3 | B |"),
        expect![[r#"
        tree-idle [How old?] the answer to `How old?` never changes the outcome
            help: remove the question, or add a rule that reads it
        tree-idle [What is seen?] the answer to `What is seen?` never changes the outcome
            help: remove the question, or add a rule that reads it
        tree-unmatched [Rules] no rule of `Rules` matches the answers `size: Medium; age: 0; seen: None of these`
            help: add a row for them, or a last row that always matches: `otherwise`
        tree-dead-rule [| Small | 3 | B |] this rule never applies, whatever is answered
            help: remove it, or move it above the rule that matches first
        tree-never-reached [B] no combination of answers reaches `B`
            help: change the rules that lead to it, or remove it
    "#]],
    );
}

#[test]
fn what_a_condition_says_wrongly_is_reported_with_what_to_write() {
    let row = |condition: &str| {
        rules(&format!("| If | → |\n|---|---|\n| {condition} | A |\n| otherwise | B |"))
    };
    check(
        &row("size is Small"),
        expect![[r#"
        tree-rule [size is Small] cannot read the condition `size is Small`
            help: write the label in quotes: `size is "Small"`
    "#]],
    );
    check(
        &row("size is \"Smal\" or \"Large\""),
        expect![[r#"
        tree-rule [size is "Smal"] `size` has no answer `Smal`
            help: did you mean `Small`?
    "#]],
    );
    check(
        &row("(size is \"Small\" or age > 3) and age < 5"),
        expect![[r#"
        tree-rule [(size is "Small" or age > 3) and age < 5] parentheses are not read in `(size is "Small" or age > 3) and age < 5`
            help: write a row for each case
    "#]],
    );
    check(
        &row("age + 2 > 3"),
        expect![[r#"
        tree-rule [age + 2 > 3] nothing is computed in `age + 2`
            help: let answers give points, `+2 name`, and compare their sum: `name >= 3`
    "#]],
    );
    check(
        &row("age between 3 and four"),
        expect![[r#"
        tree-rule [age between 3 and four] cannot read the condition `age between 3 and four`
            help: write `id >= 4`, `id is "Label"`, `id is 3–4`, `id has "Tick"` or `score is highest`, joined by `and`, `or` and `not`, or `otherwise`
    "#]],
    );
    check(
        &row("age >="),
        expect![[r#"
            tree-rule [age >=] a comparison without a number
                help: compare with a number such as `4`
        "#]],
    );
    check(
        &row("age > 3.5"),
        expect![[r#"
        tree-rule [age > 3.5] `3.5` is not a whole number
            help: compare with a number such as `4`
    "#]],
    );
}

#[test]
fn money_and_units_are_checked_for_gaps_and_years_are_names() {
    let question = |answers: &[&str]| {
        let answers: String = answers.iter().map(|label| format!("- {label} → A\n")).collect();
        format!("## Which? {{#which}}\n\n{answers}- Other → B\n\n## A\n\n## B\n")
    };
    check(
        &question(&["under €50", "€60-€500", "over €900"]),
        expect![[r#"
        tree-range [€60-€500 → A] no answer covers 50 to 59
            help: widen a range, or add an answer
        tree-range [over €900 → A] no answer covers 501 to 900
            help: widen a range, or add an answer
    "#]],
    );
    check(
        &question(&["$0–$1,000", "$1k–$5k", "over $5,000"]),
        expect![[r#"
        tree-range [$1k–$5k → A] `$0–$1,000` and `$1k–$5k` both cover 1000
            help: let each number belong to one answer
    "#]],
    );
    check(
        &question(&["0-14 days", "20-30 days"]),
        expect![[r#"
        tree-range [20-30 days → A] no answer covers 15 to 19
            help: widen a range, or add an answer
    "#]],
    );
    for fine in [
        &["under USD 50", "USD 50 or more"][..],
        &["0–50 %", "51%+"],
        &["2025–2026", "2026–2027", "2028+"],
        &["1.0–2.0", "2.0–3.0"],
        &["9:00–12:00", "9–17"],
        &["555-0100", "555-0199"],
        &["0–14 days", "2–4 weeks"],
        &["\"9–17\"", "\"17–22\"", "8–10"],
    ] {
        check(&question(fine), expect![""]);
    }
    let (tree, _) = read(&question(&["\"9–17\"", "“We like it”"]));
    assert_eq!(
        tree.unwrap().nodes[0].labels().collect::<Vec<_>>(),
        ["9–17", "“We like it”", "Other"]
    );
}

#[test]
fn all_problems_that_do_not_follow_from_others_are_said_at_once() {
    check(
        "## Is it live?\n\n- Live → Nowhere at all\n- Not → How many?\n\n\
         ## How many?\n\n- 0–3 → Wait\n- 6+ → Is it live?\n\n\
         ## Wait\n\n## Lost\n\n## Weigh\n\n## Weigh\n",
        expect![[r#"
            tree-target [Nowhere at all] no question or outcome is called `Nowhere at all`
                help: add the heading `## Nowhere at all`, or link to it as `[Nowhere at all](#id)`
            tree-range [6+ → Is it live?] no answer covers 4 to 5
                help: widen a range, or add an answer
            tree-loop [Is it live?] answers go round: `Is it live?` → `How many?` → `Is it live?`
                help: if that is on purpose, write `→ Is it live? (again)`
            tree-unreachable [Lost] no answer leads to `Lost`
                help: let an answer lead to it: `- Label → Lost`
            tree-unreachable [Weigh] no answer leads to `Weigh`
                help: let an answer lead to it: `- Label → Weigh`
            tree-duplicate [Weigh] two headings have the id `weigh`
                help: give one another id: `## Weigh {#other}`
            tree-unreachable [Weigh] no answer leads to `Weigh`
                help: let an answer lead to it: `- Label → Weigh`
        "#]],
    );
    check(
        "## Is it live?\n\n- Live\n- Not → How many?\n\n## How many?\n\n- 0–3 → Wait\n- 6+ → Wait\n\n\
         ## Wait\n\n## Lost\n",
        expect![[r#"
            tree-shape [Live] the answer `Live` leads nowhere
                help: write `- Live → Target`
            tree-range [6+ → Wait] no answer covers 4 to 5
                help: widen a range, or add an answer
        "#]],
    );
    check(
        "## Is it live?\n\n- Live `+1` → Wait\n- Not `+2` → Go\n- Other `+x y` → Go\n\n## Wait\n\n## Go\n\n## D\n\n## D\n",
        expect![[r#"
            tree-shape [`+1`] `+1` names no score
                help: name the score, here and below: `+1 fit`
            tree-shape [`+x y`] cannot read `+x y` as a score
                help: write it as `+2 strategy`
            tree-unreachable [D] no answer leads to `D`
                help: let an answer lead to it: `- Label → D`
            tree-duplicate [D] two headings have the id `d`
                help: give one another id: `## D {#other}`
            tree-unreachable [D] no answer leads to `D`
                help: let an answer lead to it: `- Label → D`
        "#]],
    );
    check(
        "## A?\n\n- Yes → D\n- No → E\n\n## D\n\n## D\n\n## E\n",
        expect![[r#"
        tree-target [D] 2 headings are called `D`
            help: give one of them another id, `## D {#d-2}`, and write `[D](#d)` or `[D](#d-2)`
    "#]],
    );
}

#[test]
fn a_way_on_may_follow_the_last_tick_without_a_blank_line() {
    let tree = sound(
        "## What? {#what}\n\n- [ ] Smoke\n- [ ] Heat, or\n  light\n→ Verdict\n\n\
         ## Verdict\n\nFirst match wins.\n\n| what | → |\n|---|---|\n| Smoke | Run |\n| - | Stay |\n\n\
         ## Run\n\n## Stay\n\n## Scenarios\n\n| Scenario | Answers | Ends at |\n|---|---|---|\n\
         | A | what: Smoke, Heat, or light | Run |\n| B | what: Heat, or light | Stay |\n",
    );
    assert_eq!(tree.nodes[0].labels().collect::<Vec<_>>(), ["Smoke", "Heat, or light"]);
}

#[test]
fn a_question_that_leads_some_readers_by_a_step_is_not_idle() {
    check(
        "## Is it live? {#live}\n\n- Live → Freeze\n- Not → Wait\n\n\
         ## Freeze\n\nNobody merges.\n\n→ Wait\n\n## Wait\n",
        expect![[r#""#]],
    );
}

#[test]
fn a_comment_before_an_answer_is_left_out() {
    for comment in ["%% Ann: agreed? %%", "<!-- Ann: agreed? -->", "{{< note >}}"] {
        let text = format!(
            "## Is it ready?\n\n- {comment} Yes → Ship\n- No → Wait\n- Not sure → Wait\n\n## Ship\n\n## Wait\n"
        );
        let (tree, lines) = read(&text);
        assert!(lines.iter().all(|line| line.starts_with("tree-untested")), "{lines:?}");
        assert_eq!(tree.unwrap().nodes[0].label(0), "Yes", "{comment}");
    }
}

#[test]
fn holes_of_a_first_draft_are_reported() {
    check(
        "## TODO: the first question?\n\nTODO: why it matters.\n\n- TODO: an answer → Go\n- TODOS → Wait\n\n## Go\n\n`TODO`\n\n## Wait\n\nDo: TODO\n",
        expect![[r#"
            tree-hole [TODO: the first question?] `TODO: the first question?` is still to be filled in
                help: write your own words in its place
            tree-hole [TODO: why it matters.] `TODO: why it matters.` is still to be filled in
                help: write your own words in its place
            tree-hole [TODO: an answer] `TODO: an answer` is still to be filled in
                help: write your own words in its place
            tree-hole [TODO] `TODO` is still to be filled in
                help: write your own words in its place
        "#]],
    );
}
