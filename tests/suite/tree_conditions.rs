//! What the words of conditions mean in the rules of a tree file.

use expect_test::expect;
use fieldbook::tree::Given;
use fieldbook::tree::walk::Answers;

use crate::tree_language::{check, place, read, rules};

#[test]
fn a_label_that_begins_with_not_is_that_answer() {
    let text = "## Is it whole? {#whole}\n\n- Sure → next\n- Not sure → next\n- No idea → next\n\n\
                ## Rules\n\nFirst match wins.\n\n| whole | → |\n|---|---|\n| not sure | A |\n\
                | not No idea | B |\n| - | C |\n\n## A\n\n## B\n\n## C\n";
    let tree = read(text).0.expect("a tree");
    let ends = [0, 1, 2].map(|answer| {
        let answers: Answers = [("whole".to_owned(), Given::Choice(answer))].into();
        place(&tree, &answers)
    });
    assert_eq!(ends, ["B", "A", "C"]);
}

#[test]
fn a_label_such_as_any_wins_over_any_answer() {
    let text = "## Which day? {#day}\n\n- Monday → next\n- Any → next\n\n\
                ## Rules\n\nFirst match wins.\n\n| day | → |\n|---|---|\n| Any | A |\n| - | B |\n\n\
                ## A\n\n## B\n";
    let tree = read(text).0.expect("a tree");
    let answers: Answers = [("day".to_owned(), Given::Choice(0))].into();
    assert_eq!(place(&tree, &answers), "B");
}

#[test]
fn or_after_not_is_asked_back() {
    check(
        &rules(
            "| If | → |\n|---|---|\n| size is not \"Small\" or \"Large\" | A |\n| otherwise | B |",
        ),
        expect![[r#"
            tree-rule ["Large"] `or "Large"` after `not` may mean two things
                help: write `and size is not "Large"` if it may be neither
        "#]],
    );
}
