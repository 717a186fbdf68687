//! A failing example of every problem that a tree can have, and exactly what is said about it.
//!
//! Each example shows its own problem first; the others that follow from it are left out, unless
//! an example is about several.

use std::collections::BTreeSet;
use std::sync::Arc;

use fieldbook::diagnostic::{Code, Diagnostic};
use fieldbook::parse::tree_file::{TreeFile, parse_tree_file};
use fieldbook::text::Document;
use fieldbook::tree::shape::problems;

/// Every diagnostic of a tree file, what reading and what the graph says.
fn diagnostics(text: &str) -> Vec<Diagnostic> {
    let file: Arc<str> = "content/example.md".into();
    let source =
        TreeFile { file: &file, document: &Document::of(text), id: "example", title: "Example" };
    let (tree, mut diagnostics) = parse_tree_file(&source);
    for problem in tree.iter().flat_map(problems) {
        diagnostics.push(problem.in_file(&file));
    }
    diagnostics
}

/// The diagnostics of one code as `text: message / help`.
fn said(text: &str, code: Code) -> String {
    let mut lines = String::new();
    for diagnostic in diagnostics(text) {
        if diagnostic.code == code {
            let span = diagnostic.place.map_or(0..0, |place| place.range());
            let help = diagnostic.help.unwrap_or_default();
            lines += &format!("[{}] {}\n    help: {help}\n", &text[span], diagnostic.message);
        }
    }
    lines
}

#[test]
fn every_code_of_trees_has_an_example() {
    let shown: BTreeSet<Code> = EXAMPLES.iter().map(|(code, ..)| *code).collect();
    let codes = Code::ALL.iter().filter(|code| code.name().starts_with("tree-"));
    assert_eq!(codes.filter(|code| !shown.contains(code)).collect::<Vec<_>>(), Vec::<&Code>::new());
}

#[test]
fn every_example_says_exactly_what_is_wrong() {
    for (code, text, expected) in EXAMPLES {
        assert_eq!(said(text, *code), *expected, "{} in:\n{text}", code.name());
    }
}

/// A code, a tree file with that problem, and what is said.
const EXAMPLES: &[(Code, &str, &str)] = &[
    (
        Code::TreeTarget,
        r#"## Is it live? {#live}

- Yes → Wach it
- No → Ship it
- Not sure → [Ask](#aks)

## Watch it
## Ship it
## Ask
"#,
        r#"[Wach it] no question or outcome is called `Wach it`
    help: did you mean `Watch it`?
[[Ask](#aks)] no heading has the id `aks`
    help: did you mean `#ask`?
"#,
    ),
    (
        Code::TreeTarget,
        r#"## Is it live?

- Yes → Wait
- No → Fix the roof

## Wait {#one}
## Wait {#two}
"#,
        r#"[Wait] 2 headings are called `Wait`
    help: write `[Wait](#one)` or `[Wait](#two)`
[Fix the roof] no question or outcome is called `Fix the roof`
    help: add the heading `## Fix the roof`, or link to it as `[Fix the roof](#id)`
"#,
    ),
    (
        Code::TreeDuplicate,
        r#"## Is it live?

- Yes → [Wait](#wait)
- No → Ship it
- Not sure → Wait

## Wait {#wait}
## Ship it {#wait}
"#,
        r#"[Ship it] two headings have the id `wait`
    help: give one another id: `## Ship it {#other}`
"#,
    ),
    (
        Code::TreeId,
        r#"## Is it live? {#is/it}

- Yes → Wait
- No → [x](#node-3)

## Wait
## ???
"#,
        r#"[is/it] `is/it` cannot be an id
    help: use letters, digits, `-` and `_`: `{#isit}`
[???] the heading `???` gives no id
    help: write one after it: `{#id}`
"#,
    ),
    (
        Code::TreeAnswers,
        r#"## Is it live?

- Yes → Is it slow?
- yes → Wait
- → Wait

## Is it slow?

- Yes → Wait

## Wait
"#,
        r#"[yes → Wait] two answers are labelled `yes`
    help: give one another label
[→ Wait] an answer without a label
    help: write what a reader would choose before the arrow
[Yes → Wait] `Yes` is the only answer to `Is it slow?`
    help: add another answer, or remove the question
"#,
    ),
    (
        Code::TreeRange,
        r#"## How many tries? {#tries}

- 0–1 → Wait
- 3–5 → Go
- 5+ → Stop

## Wait
## Go

## Stop
"#,
        r#"[3–5 → Go] no answer covers 2
    help: widen a range, or add an answer
[5+ → Stop] `3–5` and `5+` both cover 5
    help: let each number belong to one answer
"#,
    ),
    (
        Code::TreeRange,
        r#"## How many weeks?

Answer: whole number, 0 to 52

- 0–9 → Wait
- 20–60 → Go
- soon → Go

## Wait
## Go
"#,
        r#"[soon → Go] `soon` is not a range of numbers
    help: write `0`, `1–3`, `4+` or `under 30`
[20–60 → Go] `20–60` goes beyond 0 to 52
    help: change the range, or the `Answer:` line
[20–60 → Go] no answer covers 10 to 19
    help: widen a range, or add an answer
"#,
    ),
    (
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
| sings >= 1 | Run |
| signs is "Smoke" | Run |
| signs has "Smok" | Run |
| tries >= 2 | Run |
| fire > 1e309 | Run |
| fire is burning | Run |
| signs is highest | Run |
| otherwise | Stay |

## Run
## Stay
"#,
        r#"[| If | → |] this table does not say how its rules are read
    help: write `First match wins.` or `All that apply.` above it
[sings >= 1] no question or score is called `sings`
    help: did you mean `signs`?
[signs is "Smoke"] `signs` is a tick list, which has no single answer
    help: write `signs has "Smoke"`
[signs has "Smok"] `signs` has no answer `Smok`
    help: did you mean `Smoke`?
[tries >= 2] 2 falls inside the answer `1 or more` of `tries`
    help: compare with the edge of an answer, or split the answer
[fire > 1e309] `1e309` is not a whole number
    help: compare with a number such as `4`
[fire is burning] cannot read the condition `fire is burning`
    help: write `id >= 4`, `id is "Label"`, `id has "Tick"`, `score is highest`, joined by `and`, or `otherwise`
[signs is highest] `signs` is not a score
    help: a score may be `fire`
"#,
    ),
    (
        Code::TreeBadScenario,
        r#"## Is it live? {#live}

- Yes → Wait
- No → Go

## Wait
## Go

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| A | live: Yse | Wait |
| B | life: Yes | Wait |
| C | live: No | Goo |
"#,
        r#"[live: Yse] `live` has no answer `Yse`
    help: did you mean `Yes`?
[life: Yes] no question is called `life`
    help: did you mean `live`?
[Goo] no outcome is called `Goo`
    help: did you mean `Go`?
"#,
    ),
    (
        Code::TreeShape,
        r#"Nothing but text.
"#,
        r#"[] a tree file without a question
    help: write the first question as a heading: `## Question? {#id}`
"#,
    ),
    (
        Code::TreeShape,
        r#"## Is it live?

- Yes → Wait
- No
- Not sure → Wait
  - or not → Go

This is lost.

## Wait

Read this first.

→ Which?

## Which?

- [ ] One `+x fire`
- [ ] Two

## Go
"#,
        r#"[No] the answer `No` leads nowhere
    help: write `- No → Target`
[- or not → Go] what stands inside an answer is not read
    help: give the next question its own heading
[This is lost.] this stands below the answers and would be lost
    help: move it above the answers
[Which?] a way on without a question
    help: write the answers above it, or put this text at the question it leads to
[Which?] this question leads nowhere
    help: write a line `→ Target` below its answers
[`+x fire`] cannot read `+x fire` as a score
    help: write it as `+2 strategy`
"#,
    ),
    (
        Code::TreeUnreachable,
        r#"## Is it live?

- Yes → Wait
- No → Ship it

## Wait
## Ship it
## Forgotten
"#,
        r#"[Forgotten] no answer leads to `Forgotten`
    help: let an answer lead to it: `- Label → Forgotten`
"#,
    ),
    (
        Code::TreeLoop,
        r#"## Is it live?

- Yes → Is it slow?
- No → Ship it

## Is it slow?

- A little → Is it live?
- Very → Ship it

## Ship it
"#,
        r#"[Is it live?] answers go round: `Is it live?` → `Is it slow?` → `Is it live?`
    help: if that is on purpose, write `→ Is it live? (again)`
"#,
    ),
    (
        Code::TreeDeadEnd,
        r#"## Is it live?

- Yes → Is it slow?
- No → Is it late?

## Is it slow?

- A little → Is it slow? (again)
- Very → Is it slow? (again)

## Is it late?
"#,
        r#"[Is it slow?] nothing leads out of `Is it slow?` → `Is it slow?`
    help: let an answer lead to an outcome
[Is it late?] the question `Is it late?` has no answers
    help: write `- Label → Target` for each answer below it
"#,
    ),
    (
        Code::TreeDeadRule,
        r#"## Which of these? {#signs}

- [ ] Smoke
- [ ] Heat

→ Verdict

## Verdict

First match wins.

| If | → |
|---|---|
| signs >= 1 | Run |
| signs >= 2 | Jump |
| otherwise | Stay |

## Run
## Jump
## Stay
"#,
        r#"[| signs >= 2 | Jump |] this rule never applies, whatever is answered
    help: remove it, or move it above the rule that matches first
"#,
    ),
    (
        Code::TreeNeverReached,
        r#"## Which of these? {#signs}

- [ ] Smoke
- [ ] Heat

→ Verdict

## Verdict

First match wins.

| If | → |
|---|---|
| signs >= 1 | Run |
| signs >= 2 | Jump |
| otherwise | Stay |

## Run
## Jump
## Stay
"#,
        r#"[Jump] no combination of answers reaches `Jump`
    help: change the rules that lead to it, or remove it
"#,
    ),
    (
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
        r#"[Verdict] no rule of `Verdict` matches the answers `signs: None of these`
    help: add a last row `| otherwise | Outcome |`
"#,
    ),
    (
        Code::TreeScenario,
        r#"## Is it live? {#live}

- Yes → Is it slow?
- No → Ship it
- Not sure → Look

## Is it slow? {#slow}

- A little → Look
- Very → Ship it

## Look
## Ship it

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| Wrong end | live: No | Look |
| Half way | live: Yes | Look |
| Too much | live: No; slow: Very | Ship it |
| Fine | live: Not sure | Look |
| Fine too | live: Yes; slow: A little | Look |
"#,
        r#"[| Wrong end | live: No | Look |] `Wrong end` ends at `Ship it` and not at `Look`
    help: its path is `Is it live?` → `Ship it`
[| Half way | live: Yes | Look |] `Half way` stops at `Is it slow?`, which it does not answer
    help: its path is `Is it live?` → `Is it slow?`
[| Too much | live: No; slow: Very | Ship it |] `Too much` never comes to its answer to `slow`
    help: its path is `Is it live?` → `Ship it`
"#,
    ),
    (
        Code::TreeTooLarge,
        r#"## Which?

- [ ] T0
- [ ] T1
- [ ] T2
- [ ] T3
- [ ] T4
- [ ] T5
- [ ] T6
- [ ] T7
- [ ] T8
- [ ] T9
- [ ] T10
- [ ] T11
- [ ] T12
- [ ] T13
- [ ] T14
- [ ] T15
- [ ] T16
- [ ] T17
- [ ] T18
- [ ] T19

→ Verdict

## Verdict

First match wins.

| If | → |
|---|---|
| which has "T0" | Run |
| which has "T1" | Run |
| which has "T2" | Run |
| which has "T3" | Run |
| which has "T4" | Run |
| which has "T5" | Run |
| which has "T6" | Run |
| which has "T7" | Run |
| which has "T8" | Run |
| which has "T9" | Run |
| which has "T10" | Run |
| which has "T11" | Run |
| which has "T12" | Run |
| which has "T13" | Run |
| which has "T14" | Run |
| which has "T15" | Run |
| which has "T16" | Run |
| which has "T17" | Run |
| which has "T18" | Run |
| which has "T19" | Run |
| otherwise | Stay |

## Run
## Stay
"#,
        r#"[Which?] this tree has more than 200000 states, too many to check
    help: let rules read counts and scores in place of single ticks, or split the tree
"#,
    ),
    (
        Code::TreeSamePlace,
        r#"## Is it live?

- Yes → Ship it
- No → Ship it
- Not sure → Ship it

## Ship it
"#,
        r#"[Is it live?] every answer to `Is it live?` leads to `Ship it`
    help: remove the question, or let its answers lead apart
"#,
    ),
    (
        Code::TreeIdle,
        r#"## How many weeks?

Answer: whole number, 0 to 52

→ Is it live?

## Is it live?

- Live → Watch it
- Not live → Ship it

## Watch it
## Ship it
"#,
        r#"[How many weeks?] the answer to `How many weeks?` never changes the outcome
    help: remove the question, or add a rule that reads it
"#,
    ),
    (
        Code::TreeLong,
        r#"## Question 1

- A → Stop
- B → next

## Question 2

- A → Stop
- B → next

## Question 3

- A → Stop
- B → next

## Question 4

- A → Stop
- B → next

## Question 5

- A → Stop
- B → next

## Question 6

- A → Stop
- B → next

## Question 7

- A → Stop
- B → next

## Question 8

- A → Stop
- B → next

## Go
## Stop
"#,
        r#"[Question 1] the longest path asks 8 questions
    help: split the tree, or join questions into one tick list: `Question 1` → `Question 2` → `Question 3` → `Question 4` → `Question 5` → `Question 6` → `Question 7` → `Question 8`
"#,
    ),
    (
        Code::TreeNotSure,
        r#"## Could we succeed?

- Yes → Go
- No → Stop

## Go
## Stop
"#,
        r#"[Could we succeed?] `Could we succeed?` has no answer for those who do not know
    help: add `- Not sure → Target`
"#,
    ),
    (
        Code::TreeEitherOr,
        r#"## Is it the plan or the people?

- Yes → Go
- No → Stop

## Go
## Stop
"#,
        r#"[Is it the plan or the people?] yes or no does not answer `Is it the plan or the people?`
    help: name the two things in the answers
"#,
    ),
    (
        Code::TreeUnreadScore,
        r#"## Is it live?

- Live `+1 speed` → Go
- Dead → Stop

## Go
## Stop
"#,
        r#"[Live `+1 speed` → Go] no rule reads the score `speed`
    help: add a rule such as `speed >= 2`, or remove the score
"#,
    ),
    (
        Code::TreeOpenOutcome,
        r#"## Is it live?

- Live → Go
- Dead → Who knows?

## Go
## Who knows?

Ask around.
"#,
        r#"[Who knows?] the outcome `Who knows?` asks a question
    help: say what to do, or link to the tree that answers it: `[[name]]`
"#,
    ),
    (
        Code::TreeSameOutcome,
        r#"## Is it live?

- Live → [Go](#one)
- Dead → [Go](#two)

## Go {#one}
## Go {#two}
"#,
        r#"[Go] two outcomes are called `Go`
    help: let all answers lead to one of them
"#,
    ),
    (
        Code::TreeLopsided,
        r#"## Which?

- Answer 1 → Go
- Answer 2 → Go
- Answer 3 → Go
- Answer 4 → Go
- Answer 5 → Go
- Answer 6 → Go
- Answer 7 → Go
- Answer 8 → Go
- Answer 9 → Go
- Answer 10 → Go
- Other → Stop

## Go
## Stop
"#,
        r#"[Go] 90.9 % of all walks end at `Go`
    help: ask something that tells the cases apart better
"#,
    ),
    (
        Code::TreeUntested,
        r#"## Is it live?  {#live}

- Live → Go
- Dead → Stop

## Go
## Stop

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| A | live: Live | Go |
"#,
        r#"[Is it live?] no scenario answers `live` with `Dead`
    help: add a row that does to the table of scenarios
"#,
    ),
];
