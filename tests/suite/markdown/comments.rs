//! What is removed leaves nothing behind.

use super::article;
use crate::common::Book;

const REMOVED: &[&str] = &["%% a note %%", "%% a\nnote %%", "{% comment %}note{% endcomment %}"];

/// Texts with a place for something to remove at the start or in the middle of a line.
const TEXTS: &[&str] = &[
    "@ We launch on *Friday*.\n",
    "We launch @ on *Friday*.\n",
    "We launch @\non *Friday*.\n",
    "We launch\n@ on *Friday*.\n",
    "@- first item\n- second item\n",
    "- @ An item\n- second\n",
    "- An @ item\n- second\n",
    "- An item\n  @ goes on\n",
    "1. @ A numbered item\n",
    "- [ ] @ A task\n",
    "> @ A quoted sentence\n",
    "> A quoted @ sentence\n",
    "> [!NOTE] @ Title\n> Text.\n",
    "> [!NOTE]\n> @ Text.\n",
    "| @ a | b |\n|---|---|\n| c | d |\n",
    "| a | b |\n|---|---|\n| @ c | d @ |\n",
    "# @ A heading\n\nText.\n",
    "## A @ heading\n\nText.\n",
];

#[test]
fn a_removed_part_leaves_nothing_behind() {
    for text in TEXTS {
        for removed in REMOVED {
            // A line break inside would end a row, an item or a heading.
            if removed.contains('\n') && !text.starts_with("@ We") {
                continue;
            }
            let with = text.replace('@', removed);
            let without: String = text.replace("@ ", "").replace('@', "");
            let blanks = |html: String| {
                html.replace("  ", " ").replace(" <", "<").replace("> ", ">").replace(" \n", "\n")
            };
            assert_eq!(blanks(article(&with)), blanks(article(&without)), "{with}");
        }
    }
}

#[test]
fn a_line_that_is_removed_divides_nothing() {
    for (with, without) in [
        ("- a\n%% note %%\n- b\n", "- a\n- b\n"),
        ("a\n%% note %%\nb\n", "a\nb\n"),
        ("> a\n> %% note %%\n> b\n", "> a\n> b\n"),
        ("a\n\n%%\nnote\n\n- note\n%%\n\nb\n", "a\n\nb\n"),
        ("| a |\n|---|\n| b |\n%% note %%\n", "| a |\n|---|\n| b |\n"),
    ] {
        assert_eq!(article(with), article(without), "{with}");
    }
}

#[test]
fn decisions_have_their_answers_after_comments() {
    let book = Book::new(
        "-- content/index.md --\n# Home\n\n**Is it live?**\n\n- %% Ops: agreed? %% Yes → Stop\n- No → Go\n\
         -- content/gate.md --\n---\ntype: decision-tree\ntitle: Gate\n---\n\n## Is it ready?\n\n\
         - %% Ops: agreed? %% Yes → Ship\n- No → Wait\n\n## Ship\n\nPost it.\n\n## Wait\n\nLook again.\n",
    );
    assert!(!book.lines(&book.diagnostics).contains("tree-shape"));
    let pages = book.pages();
    for page in pages.values().filter(|page| page.contains("<tree-walk")) {
        assert!(page.contains(">Yes<") && page.contains(">No<"), "{page}");
    }
    assert_eq!(book.site.playbook.trees.len(), 2);
}
