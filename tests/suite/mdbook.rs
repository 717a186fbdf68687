//! What a book of mdBook finds here: its order, its addresses and its redirects.

use crate::common::Book;
use expect_test::{Expect, expect};
use fieldbook::link::Page;
use fieldbook::link::route::Route;

/// The addresses that only lead on, each with where it leads.
#[track_caller]
fn redirects(fixture: &str, expected: Expect) {
    let book = Book::new(fixture);
    let pages = book.pages();
    let playbook = &book.site.playbook;
    let former = playbook
        .routes
        .iter()
        .filter(|(_, page)| matches!(page, Page::Redirect(_) | Page::Moved(_)));
    let lines = former.map(|(route, _)| {
        let html = &pages[route.out_path().as_str()];
        let href = html.split("<a href=\"").nth(1).and_then(|rest| rest.split('"').next());
        format!("{route} -> {}\n", href.unwrap())
    });
    let mut said = lines.collect::<String>();
    said += &book.lines(&book.diagnostics);
    expected.assert_eq(&said);
}

#[test]
fn entries_answer_at_the_addresses_that_mdbook_gave_them() {
    redirects(
        "-- content/SUMMARY.md --\n[Home](README.md)\n- [A](Guide/Part_A.md)\n- [B](Guide/README.md)\n\
         -- content/README.md --\nHome.\n-- content/Guide/Part_A.md --\nA.\n\
         -- content/Guide/README.md --\n---\naliases: [/old/name]\n---\nB.\n",
        expect![[r#"
            /Guide/Part_A.html -> ../guide/part_a/
            /old/name.html -> ../guide/
            /old/name/ -> ../../guide/
        "#]],
    );
}

#[test]
fn without_a_summary_an_entry_has_one_address() {
    redirects("-- content/a.md --\nA.\n", expect![[""]]);
}

#[test]
fn an_address_of_the_book_wins_over_one_of_mdbook() {
    redirects(
        "-- content/SUMMARY.md --\n- [A](a.md)\n-- content/a.md --\nA.\n-- content/a.html --\nAn asset.\n",
        expect![[""]],
    );
}

#[test]
fn the_table_of_redirects_leads_to_pages_headings_and_other_sites() {
    redirects(
        "-- book.toml --\n[output.html.redirect]\n\"/old.html\" = \"guide/new.html#second-part\"\n\
         \"./deep/older.html\" = \"../guide/new.html\"\n\"/away/\" = \"https://example.org/a?b=c\"\n\
         \"/picture.html\" = \"/guide/a.png\"\n\"/again.html\" = \"old.html\"\n\
         -- content/guide/new.md --\n# New\n\n## Second part\n\nText.\n-- content/guide/a.png --\n",
        expect![[r#"
            /again.html -> old.html
            /away/ -> https://example.org/a?b=c
            /deep/older.html -> ../guide/new/
            /old.html -> guide/new/#second-part
            /picture.html -> guide/a.png
        "#]],
    );
}

#[test]
fn a_link_to_a_redirect_that_leads_nowhere_is_broken() {
    let book = Book::new(
        "-- book.toml --\n[output.html.redirect]\n\"/old/\" = \"../gone.html\"\n\
         -- content/a.md --\nSee [o](old/).\n",
    );
    expect![[r#"
        warning[broken-link] book.toml:2:11 the redirect leads to `../gone.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
        warning[broken-link] content/a.md:1:9 there is no entry or file `old`
    "#]]
    .assert_eq(&book.lines(&book.diagnostics));
    let pages = book.pages();
    assert!(!pages.contains_key("old/index.html"));
    assert!(pages["a/index.html"].contains("See <span class=\"missing\""));
}

#[test]
fn redirects_that_lead_to_each_other_or_to_a_broken_one_lead_nowhere() {
    redirects(
        "-- book.toml --\n[output.html.redirect]\n\"/a.html\" = \"b.html\"\n\"/b.html\" = \"a.html\"\n\
         \"/c.html\" = \"d.html\"\n\"/d.html\" = \"gone.html\"\n\"/e.html\" = \"f.html\"\n\
         \"/f.html\" = \"page.md\"\n-- content/page.md --\nText.\n",
        expect![[r#"
            /e.html -> f.html
            /f.html -> page/
            warning[broken-link] book.toml:2:13 the redirect leads to `b.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:3:13 the redirect leads to `a.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:4:13 the redirect leads to `d.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:5:13 the redirect leads to `gone.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
        "#]],
    );
}

#[test]
fn a_folder_has_the_address_of_a_redirect_that_leads_nowhere() {
    let book = Book::new(
        "-- book.toml --\n[output.html.redirect]\n\"/old/\" = \"../gone.html\"\n\"/older.html\" = \"old/\"\n\
         -- content/old/a.md --\nText.\n",
    );
    let routes = &book.site.playbook.routes;
    let at = |path: &str| routes.get(&Route::from_request(path).unwrap());
    assert_eq!(at("/old/"), Some(&Page::Folder));
    assert!(matches!(at("/older.html"), Some(Page::Moved(_))));
}

#[test]
fn a_redirect_that_leads_nowhere_is_reported_and_left_out() {
    redirects(
        "-- book.toml --\n[output.html.redirect]\n\"/old.html\" = \"gone.html\"\n\
         \"/a/\" = \"a.html\"\n\"/up.html\" = \"../../a.md\"\n\"/b.html\" = \"a.md#nowhere\"\n\
         \"/a.html#old\" = \"a.html#new\"\n\"/../x.html\" = \"a.md\"\n\"/self.html\" = \"self.html\"\n\
         \"/js.html\" = \"javascript:1\"\n-- content/a.md --\nA.\n",
        expect![[r#"
            /b.html -> a/
            warning[broken-link] book.toml:2:15 the redirect leads to `gone.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[route-conflict] book.toml:3:1 the address `/a/` is taken (it is the address of this file: content/a.md:1:1) | take the redirect away, or rename the other entry
            warning[broken-link] book.toml:3:9 the redirect leads to `a.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:4:14 the redirect leads to `../../a.md`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-anchor] book.toml:5:13 `a.md` has no heading `#nowhere`
            warning[ignored-config] book.toml:6:1 the redirect of the heading `#old` is ignored | give the heading its old id again: `## Heading {#old}`
            warning[broken-anchor] book.toml:6:17 `a.md` has no heading `#new`
            warning[bad-path] book.toml:7:1 `/../x.html` cannot be an address: it leaves the site | use letters, digits, `-` and `_`
            warning[broken-link] book.toml:7:16 the redirect leads to `a.md`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:8:16 the redirect leads to `self.html`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
            warning[broken-link] book.toml:9:14 the redirect leads to `javascript:1`, which is no page or file | write the path of an entry from the folder of the old address, or a whole address with https://
        "#]],
    );
}
