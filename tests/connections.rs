//! What entries say about each other: the foot of their pages, and the links that the book makes.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is shown now into this file.

mod common;

use common::{Book, html};
use expect_test::{Expect, expect};

/// The foot of a book's page, as lines of HTML.
#[track_caller]
fn check_foot(fixture: &str, path: &str, expected: Expect) {
    let pages = Book::new(fixture).pages();
    let page = html::main(&pages[path]);
    let start = page.find("<footer").unwrap_or(page.len());
    let end = page.find("</footer>").unwrap_or(page.len());
    let lines = page[start..end].lines().skip(1).filter(|line| !line.trim().is_empty());
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn a_page_shows_who_links_to_it_and_with_which_words() {
    check_foot(
        "\
-- content/index.md --
# Home

First. Ask [the team](team.md) on *Monday*, says [[Team|Tomasz]]. Last.

## See also

- [[Team]]
-- content/team.md --
# Team

Us.
",
        "team/index.html",
        expect![[r#"
            <section class="linked-from" aria-labelledby="linked-from">
            <h2 id="linked-from">Linked from</h2>
            <ul class="quoting">
            <li><a href="../">Home</a>
            <p>Ask <mark>the team</mark> on Monday, says Tomasz.</p>
            <p>under See also</p></li>
            </ul>
            </section>
        "#]],
    );
}

#[test]
fn many_pages_that_link_to_one_are_folded_away() {
    let pages: String =
        (0..12).map(|n| format!("-- content/p{n:02}.md --\nSee [[Hub]] for {n}.\n")).collect();
    let pages = Book::new(&format!("{pages}-- content/hub.md --\nText\n")).pages();
    let page = html::main(&pages["hub/index.html"]);
    let (shown, folded) = page.split_once("<summary>4 more</summary>").unwrap();
    assert_eq!((shown.matches("<mark>").count(), folded.matches("<mark>").count()), (8, 4));
}
