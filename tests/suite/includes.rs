//! What pages include: the text that a reader sees, and where problems in it are reported.

use crate::common::Book;
use expect_test::{Expect, expect};
use fieldbook::include::expand;
use fieldbook::source::{Included, Sources};

/// The page `content/index.md` as it is read.
#[track_caller]
fn read(fixture: &str, expected: Expect) {
    let sources = Sources::from_fixture(fixture);
    let pages = expand(&sources);
    let page = pages.files.iter().find(|page| &*page.path == "index.md").unwrap();
    expected.assert_eq(&page.text);
}

/// The problems of a book, one a line.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    let book = Book::new(fixture);
    expected.assert_eq(&book.lines(&book.diagnostics));
}

const CODE: &str =
    "-- code/a.rs --\nfn one() {}\n// ANCHOR: two\nfn two() {}\n// ANCHOR_END: two\n";

#[test]
fn a_part_of_a_file_stands_where_it_is_asked_for() {
    read(
        &format!(
            "-- content/index.md --\n```rust\n{{{{#include ../code/a.rs:two}}}}\n```\nand `{{{{#include ../code/a.rs:1}}}}`.\n{CODE}"
        ),
        expect![[r#"
            ```rust
            fn two() {}
            ```
            and `fn one() {}`.
        "#]],
    );
}

#[test]
fn a_quote_goes_on_before_each_line_of_what_is_included() {
    read(
        "-- content/index.md --\n> {{#include said.txt}}\n\nAfter.\n-- content/said.txt --\none\ntwo\n",
        expect![[r#"
            > one
            > two

            After.
        "#]],
    );
}

#[test]
fn the_front_matter_of_an_included_page_stays_there() {
    read(
        "-- content/index.md --\n{{#include a.md}}\n-- content/a.md --\n---\ntitle: A\n---\n\nText.\n",
        expect![[r#"

            Text.
        "#]],
    );
}

#[test]
fn an_included_file_includes_beside_itself() {
    read(
        "-- content/index.md --\n{{#include parts/a.txt}}\n-- content/parts/a.txt --\na {{#include b.txt}}\n-- content/parts/b.txt --\nb\n",
        expect![[r#"
            a b
        "#]],
    );
}

#[test]
fn a_playground_is_a_block_of_code_and_an_escaped_directive_is_text() {
    read(
        "-- content/index.md --\n{{#playground x.rs editable}}\n\nWrite \\{{#include x.rs}}.\n-- content/x.rs --\nlet x = \"```\";\n",
        expect![[r#"
            ````rust
            let x = "```";
            ````

            Write {{#include x.rs}}.
        "#]],
    );
}

#[test]
fn a_page_can_say_its_title() {
    let book = Book::new("-- content/index.md --\n{{#title Another title}}\n# Heading\n\nText.\n");
    assert_eq!(book.site.playbook.entries[0].parsed.title, "Another title");
    assert_eq!(book.lines(&book.diagnostics), "");
}

#[test]
fn a_problem_is_reported_in_the_file_that_holds_it() {
    check(
        "-- content/index.md --\n[a](no.md)\n\n> {{#include part.txt:2:}}\n\n[c](nowhere.md)\n-- content/part.txt --\nx\ny\n[b](gone.md)\n",
        expect![[r#"
            warning[broken-link] content/index.md:1:5 there is no entry or file `no.md`
            warning[broken-link] content/index.md:5:5 there is no entry or file `nowhere.md`
            warning[broken-link] content/part.txt:3:5 there is no entry or file `gone.md`
        "#]],
    );
}

#[test]
fn what_cannot_be_included_is_an_error_and_stays_as_it_is_written() {
    let fixture = format!(
        "-- content/index.md --\n{{{{#include ../code/b.rs}}}}\n\
         {{{{#include ../code/a.rs:tow}}}}\n{{{{#include ../code/a.rs:9}}}}\n\
         {{{{#include /etc/hostname}}}}\n{{{{#include ../../../etc/hostname}}}}\n\
         {{{{#include .env}}}}\n{{{{#inculde ../code/a.rs}}}}\n{CODE}"
    );
    check(
        &fixture,
        expect![[r#"
            warning[bad-include] content/index.md:1:12 there is no file `code/b.rs` to include | did you mean `code/a.rs`?
            warning[bad-include] content/index.md:2:12 `code/a.rs` has no anchor `tow` | did you mean `two`?
            warning[bad-include] content/index.md:3:12 `code/a.rs` has no line 9 | its last line is 4
            warning[bad-include] content/index.md:4:12 `/etc/hostname` is outside of the book's folder | include files of the book's own folder
            warning[bad-include] content/index.md:5:12 `../../../etc/hostname` is outside of the book's folder | include files of the book's own folder
            warning[bad-include] content/index.md:6:12 `.env` is hidden | include files of the book's own folder
            warning[bad-include] content/index.md:7:4 unknown directive `#inculde` | did you mean `#include`? Put a backslash before the braces to show them
        "#]],
    );
    let sources = Sources::from_fixture(&fixture);
    assert_eq!(expand(&sources).files[0].text, sources.pages[0].text);
}

#[test]
fn a_circle_is_reported_with_its_chain() {
    check(
        "-- content/index.md --\n{{#include a.md}}\n-- content/a.md --\na {{#include b.md}}\n-- content/b.md --\nb {{#include a.md}}\n",
        expect![[r#"
            warning[bad-include] content/a.md:1:14 these includes go round in a circle: `content/b.md` includes `content/a.md` includes `content/b.md` | take one of them away
            warning[bad-include] content/b.md:1:14 these includes go round in a circle: `content/a.md` includes `content/b.md` includes `content/a.md` | take one of them away
            warning[bad-include] content/b.md:1:14 these includes go round in a circle: `content/index.md` includes `content/a.md` includes `content/b.md` includes `content/a.md` | take one of them away
        "#]],
    );
}

#[test]
fn a_long_chain_ends() {
    let mut fixture = "-- content/index.md --\n{{#include f1.txt}}\n".to_owned();
    for i in 1..=11 {
        fixture += &format!("-- content/f{i}.txt --\n{{{{#include f{}.txt}}}}\n", i + 1);
    }
    check(
        &(fixture + "-- content/f12.txt --\nend\n"),
        expect![[r#"
            warning[bad-include] content/f10.txt:1:12 these includes are more than ten deep: `content/index.md` includes `content/f1.txt` includes `content/f2.txt` includes `content/f3.txt` includes `content/f4.txt` includes `content/f5.txt` includes `content/f6.txt` includes `content/f7.txt` includes `content/f8.txt` includes `content/f9.txt` includes `content/f10.txt` includes `content/f11.txt` | take one of them away
        "#]],
    );
}

#[test]
fn a_page_that_includes_too_much_is_told_once() {
    let mut fixture = "-- content/index.md --\n{{#include f1.txt}}\n".to_owned();
    for i in 1..=6 {
        let line = format!("{{{{#include f{}.txt}}}}\n", i + 1);
        fixture += &format!("-- content/f{i}.txt --\n{}", line.repeat(20));
    }
    check(
        &format!("{fixture}-- content/f7.txt --\nx\n"),
        expect![[r#"
            warning[bad-include] content/f5.txt:10:12 this page includes more than 4 MiB | include parts of files, or divide the page
        "#]],
    );
}

#[test]
fn what_the_shell_refuses_is_reported_with_its_reason() {
    let mut sources = Sources::from_fixture("-- content/index.md --\n{{#include dir}}\n");
    let why = Included::Refused("is not a regular file".to_owned());
    sources.included.insert("content/dir".into(), why);
    let book = Book::of(sources);
    expect![[r#"
        warning[bad-include] content/index.md:1:12 `content/dir` is not a regular file | include text files of the book's own folder
    "#]].assert_eq(&book.lines(&book.diagnostics));
}

#[test]
fn files_with_secrets_are_not_included() {
    let book = Book::new(
        "-- content/index.md --\n{{#include server.pem}}\n\n--8<-- \"prod.env\"\n\n```\n{{#include Dockerfile}}\n```\n\
         -- content/server.pem --\ncanary\n-- content/prod.env --\ncanary\n-- content/Dockerfile --\nFROM scratch\n",
    );
    let page = &book.pages()["index.html"];
    assert!(!page.contains("canary") && page.contains("FROM scratch"), "{page}");
    let problems = book.lines(&book.diagnostics);
    assert_eq!(problems.matches("is never published").count(), 2, "{problems}");
}

#[test]
fn includes_of_other_tools_are_lines_of_their_own() {
    read(
        "-- content/index.md --\n# Home\n\n{% include \"../.gitbook/includes/a.md\" %}\n\n<!--@include: ./parts/b.md{2,}-->\n\n<<< @/code/c.ts#one{1}\n\n[x](parts/d.md ':include')\n\n{{< include parts/d.md >}}\n\n```\n<<< @/code/c.ts\n```\n-- .gitbook/includes/a.md --\nFrom A.\n-- content/parts/b.md --\nNo.\nFrom B.\n-- content/code/c.ts --\n// #region one\nlet c;\n// #endregion one\n-- content/parts/d.md --\nFrom D.\n",
        expect![[r#"
            # Home

            From A.

            From B.

            ```ts
            let c;
            ```

            From D.

            From D.

            ```
            <<< @/code/c.ts
            ```
        "#]],
    );
}
