//! What is said about books that have something wrong with them, to the letter. Decision trees have
//! tests of their own.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is said now into this file.

use std::collections::BTreeSet;

use crate::common::Book;
use expect_test::{Expect, expect};
use fieldbook::diagnostic::Code;
use fieldbook::source::decode;

/// The problems of a book, one a line, with the book's files as one string.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    let mut book = Book::new(fixture);
    let (_, problems) = book.render();
    book.diagnostics.extend(problems);
    book.diagnostics.dedup();
    expected.assert_eq(&book.lines(&book.diagnostics));
}

/// The problems of a book of one page.
#[track_caller]
fn check_page(markdown: &str, expected: Expect) {
    check(&format!("-- index.md --\n{markdown}"), expected);
}

// Formulas

#[test]
fn a_formula_with_an_error_is_reported_at_its_place() {
    check_page(
        "Text $\\frac{a$ here and $x$.\n\n```math\n\\nosuch\n```\n",
        expect![[r#"
        warning[bad-formula] index.md:1:6 the formula is shown as code: expected closing token "}", but reached end of input | correct it, or write `\$` for a dollar that starts no formula
        warning[bad-formula] index.md:3:1 the formula is shown as code: unknown command "\nosuch" | correct it, or write `\$` for a dollar that starts no formula
    "#]],
    );
}

// Diagrams

#[test]
fn a_diagram_that_cannot_be_drawn_is_told_once_of_its_kind() {
    check_page(
        "```mermaid\nsankey-beta\n```\n\n```mermaid\nsankey-beta\n```\n",
        expect![[r#"
        warning[undrawn-diagram] index.md:1:1 diagrams of the kind `sankey-beta` are shown as code, 2 times in this book | write it in the usual notation of Mermaid, or use a picture
    "#]],
    );
}

// Bytes and encoding

/// What is said about the bytes of a page.
#[track_caller]
fn check_bytes(bytes: &[u8], expected: Expect) {
    let problem = decode(&"notes.md".into(), bytes.to_vec()).unwrap_err();
    let book = Book::new("");
    expected.assert_eq(&book.lines(&[problem]));
}

#[test]
fn a_byte_that_is_not_utf8_is_named_with_its_line() {
    check_bytes(
        b"one\ntwo\nthree\nfour \xFF five\n",
        expect![[r#"
            warning[not-utf8] notes.md:1:1 invalid UTF-8 byte 0xFF on line 4 | save the file as UTF-8
        "#]],
    );
}

#[test]
fn a_picture_named_md_is_not_dumped_on_the_terminal() {
    check_bytes(
        b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR",
        expect![[r#"
            warning[not-utf8] notes.md:1:1 invalid UTF-8 byte 0x89 on line 1 | save the file as UTF-8
        "#]],
    );
}

#[test]
fn a_utf16_file_is_recognised() {
    check_bytes(
        b"\xFF\xFE#\0 \0H\0i\0",
        expect![[r#"
            warning[not-utf8] notes.md:1:1 this file is UTF-16 | save the file as UTF-8
        "#]],
    );
}

#[test]
fn every_kind_of_line_end_and_a_byte_order_mark_give_the_same_text() {
    let texts = ["---\ntitle: T\n---\nBody\n", "---\r\ntitle: T\r\n---\r\nBody\r\n"];
    let more = ["\u{FEFF}---\ntitle: T\n---\nBody\n", "---\rtitle: T\r---\rBody\r"];
    for text in texts.into_iter().chain(more) {
        let decoded = decode(&"a.md".into(), text.as_bytes().to_vec());
        assert_eq!(decoded.as_deref(), Ok(texts[0]));
    }
}

#[test]
fn pages_without_text_are_reported_and_built() {
    check(
        "-- a.md --\n-- b.md --\n   \n\n-- c.md --\n---\ntitle: C\n---\n-- index.md --\nText\n",
        expect![[r#"
            warning[empty-page] a.md:1:1 this page is empty | write something, or add `draft: true` to its front matter
            warning[empty-page] b.md:1:1 this page is empty | write something, or add `draft: true` to its front matter
            warning[empty-page] c.md:1:1 this page is empty | write something, or add `draft: true` to its front matter
        "#]],
    );
}

// book.toml

#[test]
fn a_misspelt_setting_is_an_error_with_the_nearest_name() {
    check(
        "-- book.toml --\n[book]\ntitel = \"T\"\n-- index.md --\nText\n",
        expect![[r#"
            warning[bad-config] book.toml:2:1 unknown key `book.titel` | did you mean `book.title`?
        "#]],
    );
}

#[test]
fn an_accent_that_cannot_be_read_is_told_the_lightness_that_can() {
    check(
        "-- book.toml --
[theme]
accent = \"#ff8800\"
accent-dark = \"#003366\"
-- content/index.md --
Text
",
        expect![[r#"
            warning[bad-config] book.toml:2:10 the accent #ff8800 is hard to read: its contrast is 2.0:1, and text needs 4.5:1 | make it darker: with a lightness of 32%, `#a35700` passes
            warning[bad-config] book.toml:3:15 the accent #003366 is hard to read: its contrast is 1.2:1, and text needs 4.5:1 | make it lighter: with a lightness of 53%, `#0f87ff` passes
        "#]],
    );
}

#[test]
fn a_look_that_is_not_there_names_what_is() {
    check(
        "-- book.toml --
[output.html]
additional-css = [\"content/brand.css\", \"content/brnad.css\"]
[theme]
logo = \"content/images/lgoo.svg\"
favicon = \"icon.png\"
-- content/index.md --
Text
-- content/brand.css --
-- content/images/logo.svg --
",
        expect![[r#"
            warning[bad-config] book.toml:2:18 there is no file `content/brnad.css` in the book | did you mean `content/brand.css`?
            warning[bad-config] book.toml:4:8 there is no file `content/images/lgoo.svg` in the book | did you mean `content/images/logo.svg`?
            warning[bad-config] book.toml:5:11 there is no file `icon.png` in the book | write its path from the folder of book.toml
        "#]],
    );
}

#[test]
fn a_look_of_the_wrong_type_says_what_it_takes() {
    check(
        "-- book.toml --
[output.html]
additional-css = [\"../brand.css\"]
[theme]
accent = \"red\"
acent = \"#000\"
logo = \"https://example.com/logo.svg\"
favicon = \"icon.pdf\"
footer = 3
[feedback]
address = \"mailto:{name}@example.com\"
-- content/index.md --
Text
",
        expect![[r##"
            warning[bad-config] book.toml:2:18 `output.html.additional-css` must be a list of .css files inside the book
            warning[bad-config] book.toml:4:10 `theme.accent` must be a colour such as "#a03c18"
            warning[bad-config] book.toml:5:1 unknown key `theme.acent` | did you mean `theme.accent`?
            warning[bad-config] book.toml:6:8 `theme.logo` must be an image inside the book, such as "content/images/logo.svg"
            warning[bad-config] book.toml:7:11 `theme.favicon` must be an image inside the book, such as "content/images/logo.svg"
            warning[bad-config] book.toml:8:10 `theme.footer` must be a string in quotes
            warning[bad-config] book.toml:10:11 `feedback.address` must be an address that starts with mailto: or https://, in which {title} and {url} are filled in
        "##]],
    );
}

#[test]
fn a_setting_of_the_wrong_type_says_what_it_takes() {
    check(
        "-- book.toml --
[book]
title = 3
authors = \"me\"
src = \"../elsewhere\"
text-direction = \"up\"
[output.html]
site-url = \"javascript:1\"
edit-url-template = \"ftp://x\"
default-theme = \"sepia\"
[trees]
detect = \"no\"
-- index.md --
Text
",
        expect![[r#"
            warning[bad-config] book.toml:2:9 `book.title` must be a string in quotes
            warning[bad-config] book.toml:3:11 `book.authors` must be a list of strings
            warning[bad-config] book.toml:4:7 `book.src` must be a folder inside the book
            warning[bad-config] book.toml:5:18 `book.text-direction` must be one of "ltr", "rtl"
            warning[bad-config] book.toml:7:12 `output.html.site-url` must be a path such as "/handbook/" or an address with https://
            warning[bad-config] book.toml:8:21 `output.html.edit-url-template` must be an address that starts with https://
            warning[bad-config] book.toml:9:17 `output.html.default-theme` must be one of "auto", "light", "rust", "dark", "coal", "navy", "ayu"
            warning[bad-config] book.toml:11:10 `trees.detect` must be true or false
        "#]],
    );
}

#[test]
fn a_setting_in_the_wrong_table_says_where_it_belongs() {
    check(
        "-- book.toml --\n[book]\nbuild-dir = \"out\"\n[build]\nsite-url = \"/x/\"\n-- index.md --\nText\n",
        expect![[r#"
            warning[bad-config] book.toml:2:1 unknown key `book.build-dir` | did you mean `build.build-dir`?
            warning[bad-config] book.toml:4:1 unknown key `build.site-url` | write it as `output.html.site-url`
        "#]],
    );
}

#[test]
fn settings_of_mdbook_that_mean_nothing_here_warn_once() {
    check(
        "-- book.toml --
[book]
multilingual = false
[output.html]
mathjax-support = true
[output.html.fold]
enable = true
[output.pdf]
a = 1
[preprocessor.toc]
b = 2
-- index.md --
Text
",
        expect![[r#"
            warning[ignored-config] book.toml:2:1 `book.multilingual` of mdBook has no meaning here and is ignored
            warning[ignored-config] book.toml:4:1 `output.html.mathjax-support` of mdBook has no meaning here and is ignored
            warning[ignored-config] book.toml:5:14 `output.html.fold` of mdBook has no meaning here and is ignored
            warning[ignored-config] book.toml:7:9 `output.pdf` of mdBook has no meaning here and is ignored
            warning[ignored-config] book.toml:9:2 `preprocessor` of mdBook has no meaning here and is ignored
        "#]],
    );
}

#[test]
fn a_value_where_a_table_belongs_is_an_error() {
    check(
        "-- book.toml --\nbook = 1\noutput = []\n-- index.md --\nText\n",
        expect![[r#"
            warning[bad-config] book.toml:1:8 `book` must be a table
            warning[bad-config] book.toml:2:10 `output` must be a table
        "#]],
    );
}

#[test]
fn broken_toml_is_an_error_where_it_breaks() {
    check(
        "-- book.toml --\n[book\ntitle = \"T\"\n-- index.md --\nText\n",
        expect![[r#"
            error[unreadable-config] book.toml:1:6 unclosed table, expected `]`
        "#]],
    );
}

#[test]
fn deeply_nested_toml_is_an_error_and_not_a_crash() {
    let nested = format!("-- book.toml --\nx = {}\n-- index.md --\nText\n", "[".repeat(20_000));
    let book = Book::new(&nested);
    assert_eq!(book.diagnostics.len(), 1);
    assert!(book.lines(&book.diagnostics).len() < 300);
}

// Front matter

#[test]
fn front_matter_that_is_not_closed_says_what_to_add() {
    check_page(
        "---\ntitle: T\n\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:1:1 front matter is not closed | add a line `---` after the last key
        "#]],
    );
}

#[test]
fn a_misspelt_key_is_an_error_and_a_foreign_key_is_kept() {
    check_page(
        "---\ntitel: T\nreveiwed: 2026-01-01\nlayout: post\n---\nText\n",
        expect![[r#"
            warning[unknown-key] index.md:2:1 unknown key `titel` | did you mean `title`?
            warning[unknown-key] index.md:3:1 unknown key `reveiwed` | did you mean `reviewed`?
        "#]],
    );
}

#[test]
fn values_of_the_wrong_kind_are_reported_where_they_stand() {
    check_page(
        "---
title: [a, b]
order: ten
reviewed: 2024-02-30
draft: \"soon\"
nav: 7
tags: {a: b}
---
Text
",
        expect![[r#"
            warning[bad-front-matter] index.md:2:8 `title` has several values, of which the first is used | write a single value
            warning[bad-front-matter] index.md:3:8 `order` has the wrong kind of value | `order` takes a number
            warning[bad-front-matter] index.md:4:11 `reviewed` has the wrong kind of value | `reviewed` takes a calendar date such as 2026-11-21
            warning[unclear-draft] index.md:5:8 `draft` is not understood, so this page is a draft | `draft` takes true or false
            warning[bad-front-matter] index.md:6:6 `nav` has the wrong kind of value | `nav` takes `hidden` or `shown`
            warning[bad-front-matter] index.md:7:7 `tags` has the wrong kind of value | `tags` takes text or a list of texts
        "#]],
    );
}

#[test]
fn a_page_that_may_be_meant_to_be_kept_back_is() {
    check_page(
        "---
publish: after the board has seen it
draft: perhaps
visibility: internal
expiryDate: soon
---
Text
",
        expect![[r#"
            warning[unclear-draft] index.md:2:10 `publish` is not understood, so this page is a draft | `publish` takes true or false
            warning[unclear-draft] index.md:3:8 `draft` is not understood, so this page is a draft | `draft` takes true or false
            warning[unclear-draft] index.md:4:13 `visibility` is not understood, so this page is a draft | `visibility` takes `public` or `private`
            warning[unclear-draft] index.md:5:13 `expiryDate` is not understood, so this page is a draft | `expiryDate` takes a calendar date such as 2026-11-21
        "#]],
    );
}

#[test]
fn control_characters_in_a_title_are_no_problem() {
    check_page("---\ntitle: \"a\\u0000b\"\nslug: \"a\\u001Bb\"\n---\nText\n", expect![""]);
}

#[test]
fn a_tag_of_yaml_means_nothing() {
    check_page("---\ntitle: !Foo x\n---\nText\n", expect![""]);
}

#[test]
fn a_key_that_stands_twice_counts_once() {
    check_page(
        "---\ntitle: A\ntags: x\ntitle: B\n---\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:4:1 duplicate key `title` (it is the first one, which counts: index.md:2:1) | keep one of the two lines
        "#]],
    );
}

#[test]
fn yaml_that_refers_to_itself_is_refused() {
    check_page(
        "---\ntitle: &r {a: *r}\n---\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:2:1 front matter is not valid: recursion limit exceeded | write `key: value` lines, and quote values that start with a special character
        "#]],
    );
}

#[test]
fn a_page_may_start_with_a_rule() {
    check_page("---\n\nText\n\n---\n\nMore\n", expect![[r#""#]]);
    check_page("---\n\nText\n", expect![[r#""#]]);
    check_page("---\ntitle T\n---\n\nText\n", expect![""]);
}

#[test]
fn yaml_indented_with_tabs_says_so() {
    check_page(
        "---\ntags:\n\t- a\n---\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:3:1 front matter is not valid: found character that cannot start any token | indent with spaces: YAML does not allow tabs
        "#]],
    );
}

#[test]
fn a_colon_in_a_value_wants_quotes() {
    check_page(
        "---\ntitle: Impact: what it is\n---\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:2:1 a value that holds a colon has no quotes | put the value in quotes: `title: "Impact: what it is"`
        "#]],
    );
}

#[test]
fn a_list_between_rules_is_text_and_torn_toml_is_reported() {
    check_page("---\n- a\n- b\n---\nText\n", expect![""]);
    check_page(
        "+++\n[1, 2\n+++\nText\n",
        expect![[r#"
            warning[bad-front-matter] index.md:2:1 front matter is not valid: unclosed table, expected `]` | write `key = "value"` lines, or YAML between `---` lines
        "#]],
    );
}

#[test]
fn front_matter_may_not_be_a_book() {
    let long = format!("---\ntitle: T\nx: {}\n---\nText\n", "y".repeat(70_000));
    check_page(
        &long,
        expect![[r#"
            warning[bad-front-matter] index.md:1:1 front matter is over 64 KiB | move long text below the closing line
        "#]],
    );
}

#[test]
fn marks_of_a_merge_in_code_are_an_example() {
    check(
        "-- content/index.md --\n```text\n<<<<<<< yours\nred\n>>>>>>> theirs\n```\n\n- ~~~\n  <<<<<<< yours\n  >>>>>>> theirs\n  ~~~\n\n    <<<<<<< yours\n    >>>>>>> theirs\n",
        expect![[""]],
    );
}

#[test]
fn a_merge_that_was_left_half_done_is_found_everywhere() {
    check(
        "-- a.md --
---
<<<<<<< HEAD
title: A
=======
title: B
>>>>>>> theirs
---
Text
-- index.md --
First.

<<<<<<< HEAD
mine
=======
theirs
>>>>>>> branch
",
        expect![[r#"
            error[merge-conflict] a.md:2:1 unresolved merge conflict in front matter | choose one side and delete the marker lines
            error[merge-conflict] index.md:3:1 unresolved merge conflict | choose one side and delete the marker lines
        "#]],
    );
}

// Links

#[test]
fn broken_link_suggests_the_nearest_entry() {
    check(
        "-- content/oncall.md --
Follow the [triage steps](incident/triage.md), then [rest](holiday.md).
-- content/incidents/triage.md --
Text
-- content/incidents/postmortem.md --
See [triage](triag.md) and ![a chart](chart.png).
-- content/index.md --
Text
",
        expect![[r#"
            warning[broken-link] content/incidents/postmortem.md:1:14 there is no entry or file `incidents/triag.md` | did you mean `incidents/triage.md`?
            warning[broken-link] content/incidents/postmortem.md:1:39 there is no file `incidents/chart.png`
            warning[broken-link] content/oncall.md:1:27 there is no entry or file `incident/triage.md` | did you mean `incidents/triage.md`?
            warning[broken-link] content/oncall.md:1:60 there is no entry or file `holiday.md`
        "#]],
    );
}

#[test]
fn a_link_out_of_the_content_folder_is_broken() {
    check_page(
        "[a](../../etc/passwd) [b](../x.md)\n",
        expect![[r#"
            warning[broken-link] index.md:1:5 `../../etc/passwd` leads out of the content folder | its address stays; put what it leads to into the content folder
            warning[broken-link] index.md:1:27 `../x.md` leads out of the content folder | its address stays; put what it leads to into the content folder
        "#]],
    );
}

#[test]
fn a_link_to_a_draft_says_that_it_is_one() {
    check(
        "-- content/index.md --
[soon](plans/soon.md), [[soon]], [[plans/Soon]] and [[What comes soon|later]]
-- content/plans/soon.md --
---
title: What comes soon
draft: true
---
Text
",
        expect![[r#"
            warning[broken-link] content/index.md:1:8 `plans/soon.md` is a draft | publish it by removing `draft: true`, or build with --drafts
            warning[broken-link] content/index.md:1:26 `soon` is a draft | publish it by removing `draft: true`, or build with --drafts
            warning[broken-link] content/index.md:1:36 `plans/Soon` is a draft | publish it by removing `draft: true`, or build with --drafts
            warning[broken-link] content/index.md:1:55 `What comes soon` is a draft | publish it by removing `draft: true`, or build with --drafts
        "#]],
    );
}

#[test]
fn a_broken_anchor_suggests_the_nearest_heading() {
    check(
        "-- content/index.md --
# Home

[a](#hom) [b](guide.md#frist-step) [c](guide.md#first-step) [[guide#Secnd step]] [[#Nowhere]]
-- content/guide.md --
## First step

## Second step
",
        expect![[r#"
            warning[broken-anchor] content/index.md:3:5 `index.md` has no heading `#hom` | did you mean `home`?
            warning[broken-anchor] content/index.md:3:15 `guide.md` has no heading `#frist-step` | did you mean `first-step`?
            warning[broken-anchor] content/index.md:3:63 `guide.md` has no heading `#Secnd step` | did you mean `second-step`?
            warning[broken-anchor] content/index.md:3:84 `index.md` has no heading `#Nowhere`
        "#]],
    );
}

#[test]
fn anchors_that_html_sets_are_anchors() {
    check_page(
        "<a name=\"old\"></a><span id=\"x&amp;y\">x</span>\n\n[a](#old) [b](#x&y) [c](#top)\n",
        expect![[r#""#]],
    );
}

#[test]
fn a_wanted_entry_is_reported_once_with_everyone_who_wants_it() {
    check(
        "-- content/a.md --
We need [[Decision log]] and [[decision-log|the log]].
-- content/index.md --
See [[Decision Log#How]] and [[Weekly rythm]].
-- content/weekly-rhythm.md --
# Weekly rhythm
",
        expect![[r#"
            warning[wanted-entry] content/a.md:1:11 no entry is named `Decision log` (it is wanted here too: content/a.md:1:32) (it is wanted here too: content/index.md:1:7) | write the entry, or remove the brackets
            warning[wanted-entry] content/index.md:1:32 no entry is named `Weekly rythm` | did you mean `[[Weekly rhythm]]`? Else write the entry
        "#]],
    );
}

#[test]
fn a_name_of_two_entries_takes_the_nearest_or_says_both() {
    check(
        "-- content/a/triage.md --
Text
-- content/b/triage.md --
Text
-- content/b/near.md --
[[triage]] is the one beside this page.
-- content/index.md --
[[triage]] could be either.
",
        expect![[r#"
            warning[duplicate-title] content/b/triage.md:1:1 two entries are called `Triage` (this is the other one: content/a/triage.md:1:1) | give one of them another title, so that links by title can tell them apart
            warning[ambiguous-link] content/index.md:1:3 `triage` is the name of `a/triage.md` and of `b/triage.md` | the first is taken; write `[[a/triage]]` to say so
        "#]],
    );
}

#[test]
fn a_type_that_is_nearly_a_known_one_is_a_slip() {
    check(
        "-- a.md --\n---\ntype: decision-treee\n---\nText\n-- b.md --\n---\ntype: weather\n---\nText\n",
        expect![[r#"
            warning[unknown-key] a.md:2:7 unknown type `decision-treee` | did you mean `decision-tree`?
        "#]],
    );
}

#[test]
fn a_scheme_that_no_browser_needs_is_not_linked() {
    check(
        "-- index.md --\n[x](vscode://open)\n[y](htps://a.org)\n",
        expect![[r#"
        warning[unknown-scheme] index.md:1:5 links with `vscode:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unknown-scheme] index.md:2:5 links with `htps:` are not allowed | did you mean `https:`?
    "#]],
    );
}

#[test]
fn links_that_could_run_something_are_refused_in_every_disguise() {
    check_page(
        "[x](javascript:1)
[x](JaVaScRiPt:1)
[x](java&#9;script:1)
[x](&#106;avascript:1)
[x](<\u{1}javascript:1>)
[x](< javascript:1>)
<javascript:1>
![x](javascript:1)
[x][r] [[javascript:1]]
[x](vbscript:1)
[x](data:text/html,1)
[x](file:///etc/passwd)
[x](blob:1)
<a href=\"java\tscript:1\">x</a>
<a href='javascript&colon;1'>x</a>
<img src=\"&#x6A;avascript:1\">

[r]: javascript:1
",
        expect![[r#"
            warning[unsafe-link] index.md:1:5 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:2:5 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:3:5 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:4:5 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:5:6 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:6:6 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:7:2 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:8:6 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[wanted-entry] index.md:9:10 no entry is named `javascript:1` | write the entry, or remove the brackets
            warning[unsafe-link] index.md:10:5 links with `vbscript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:11:5 links with `data:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:12:5 links with `file:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:13:5 links with `blob:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[unsafe-link] index.md:14:10 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
            warning[broken-link] index.md:15:10 there is no entry or file `javascript&colon;1`
            warning[broken-anchor] index.md:16:11 `index.md` has no heading `#x6A;avascript:1`
            warning[unsafe-link] index.md:18:6 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        "#]],
    );
}

#[test]
fn a_percent_encoded_scheme_is_a_relative_path() {
    check_page(
        "[x](%6Aavascript:1)\n",
        expect![[r#"
        warning[broken-link] index.md:1:5 there is no entry or file `javascript:1`
    "#]],
    );
}

#[test]
fn a_link_without_words_is_reported() {
    check_page(
        "[](a.png) [ ](#) [![](a.png)](#)\n\n# A\n",
        expect![[r#"
            warning[broken-link] index.md:1:4 there is no entry or file `a.png`
            warning[empty-link] index.md:1:11 this link has no words, so nobody can see it | write words in its brackets
            warning[broken-link] index.md:1:23 there is no file `a.png`
        "#]],
    );
}

#[test]
fn images_on_other_sites_become_links() {
    check_page(
        "![a](https://example.org/a.png) <img src=\"//example.org/b.png\" alt=\"b\">\n",
        expect![[r#"
            warning[remote-image] index.md:1:6 an image on `example.org` is shown as a link, 2 times in this book | save it beside the entry and link to the file
        "#]],
    );
}

// HTML in pages

#[test]
fn elements_and_attributes_that_a_page_may_not_hold_are_named() {
    check_page(
        "Text <script>x</script> and <img src=\"data:image/png,x\" alt=\"x\" onerror=\"y\">.

<iframe src=\"https://example.org\"></iframe>

<style>p { color: red }</style>

<svg><a><set attributeName=\"href\" to=\"javascript:1\"></a></svg>

<form action=\"/x\"><input name=\"y\"></form>

<base href=\"https://example.org/\"><meta http-equiv=\"refresh\" content=\"0\"><link rel=\"x\">

<p srcdoc=\"x\" formaction=\"y\">Text</p>
",
        expect![[r#"
            warning[unsafe-html] index.md:1:6 `<script>` is not allowed and is left out with all that is in it | delete it, or put it in backticks to show it
            warning[unsafe-html] index.md:1:65 the attribute `onerror` is not allowed and is left out | delete it
            warning[unsafe-html] index.md:3:1 `<iframe>` is shown as a link | write a link with words of your own
            warning[unsafe-html] index.md:5:1 `<style>` is not allowed and is left out with all that is in it | delete it, or put it in backticks to show it
            warning[unsafe-html] index.md:7:9 `<set>` is not allowed, and only its content is shown | write it in markdown, or put it in backticks to show it
            warning[unsafe-html] index.md:9:1 `<form>` is not allowed, and only its content is shown | write it in markdown, or put it in backticks to show it
            warning[unsafe-html] index.md:9:19 `<input>` is no field here | for a box to tick write `- [ ]` in a list
            warning[unsafe-html] index.md:11:1 `<base>` is not allowed, and only its content is shown | write it in markdown, or put it in backticks to show it
            warning[unsafe-html] index.md:11:35 `<meta>` is not allowed, and only its content is shown | write it in markdown, or put it in backticks to show it
            warning[unsafe-html] index.md:11:74 `<link>` is not allowed, and only its content is shown | write it in markdown, or put it in backticks to show it
            warning[unsafe-html] index.md:13:4 the attribute `srcdoc` is not allowed and is left out | delete it
            warning[unsafe-html] index.md:13:15 the attribute `formaction` is not allowed and is left out | delete it
        "#]],
    );
}

#[test]
fn a_placeholder_is_told_to_wear_back_ticks() {
    check_page(
        "Write to <your-name> or <username>.\n\n<x-foo>\n",
        expect![[r#"
            warning[placeholder] index.md:1:10 `<your-name>` is not an HTML element and is shown as text | if it is a placeholder, write it in backticks: `` `<your-name>` ``
            warning[placeholder] index.md:1:25 `<username>` is not an HTML element and is shown as text | if it is a placeholder, write it in backticks: `` `<username>` ``
            warning[placeholder] index.md:3:1 `<x-foo>` is not an HTML element and is shown as text | if it is a placeholder, write it in backticks: `` `<x-foo>` ``
        "#]],
    );
}

#[test]
fn attributes_that_nobody_would_miss_go_without_a_word() {
    check_page(
        "<p align=\"center\" style=\"color: red\"><a href=\"https://example.org\" target=\"_blank\" rel=\"x\">x</a></p>\n",
        expect![[r#""#]],
    );
}

#[test]
fn a_heading_takes_an_id_and_classes_and_nothing_else() {
    check_page(
        "# A {onclick=y}\n\n## B {#b style=\"x\"}\n\n## C {#x\" onclick=\"y\"}\n\n## D {#d .wide}\n",
        expect![[r#"
            warning[bad-attribute] index.md:5:1 a heading can have an id and classes, not `onclick` | write `{#id .class}`
        "#]],
    );
}

#[test]
fn an_id_that_is_taken_is_reported() {
    check_page(
        "## A {#a}\n\n## B {#a}\n\n## Top {#top}\n",
        expect![[r#"
        warning[bad-attribute] index.md:3:1 the id `a` is taken on this page | choose another id, or leave it out
        warning[bad-attribute] index.md:5:1 the id `top` is taken on this page | choose another id, or leave it out
    "#]],
    );
}

#[test]
fn a_comment_that_never_ends_is_reported() {
    check_page(
        "Text\n\n<!-- open\n\nMore\n",
        expect![[r#"
        warning[unsafe-html] index.md:3:1 this comment never ends, and all that follows is shown as text | end it with `-->`
    "#]],
    );
}

#[test]
fn a_footnote_that_nobody_defines_is_reported() {
    check_page(
        "Said[^1] and [^gone], not `[^code]`, not \\[^escaped], not [^a b].\n\n    [^block]\n\n[^1]: By me.\n",
        expect![[r#"
            warning[missing-footnote] index.md:1:14 the footnote `gone` is not defined | write a line `[^gone]: …`, or put the brackets in backticks
        "#]],
    );
}

// Addresses

#[test]
fn two_pages_at_one_address_name_each_other() {
    check(
        "-- content/index.md --
Text
-- content/My Note.md --
Text
-- content/my-note.md --
Text
-- content/other.md --
---
slug: my-note
---
Text
",
        expect![[r#"
            warning[route-conflict] content/my-note.md:1:1 the address `/my-note/` is taken, so this is at `/my-note-2/` (it is the address of this file: content/My Note.md:1:1) | rename one of the two, or give it another `slug`
            warning[route-conflict] content/other.md:2:7 the address `/my-note/` is taken, so this is at `/my-note-3/` (it is the address of this file: content/My Note.md:1:1) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn names_that_differ_only_by_case_collide_on_every_system() {
    check(
        "-- content/index.md --\nText\n-- content/Guide.md --\nText\n-- content/guide.md --\nText\n\
         -- content/a.png --\nx\n-- content/A.png --\ny\n",
        expect![[r#"
            warning[route-conflict] content/a.png:1:1 the address `/a.png` is taken, so this is at `/a-2.png` (it is the address of this file: content/A.png:1:1) | rename one of the two, or give it another `slug`
            warning[route-conflict] content/guide.md:1:1 the address `/guide/` is taken, so this is at `/guide-2/` (it is the address of this file: content/Guide.md:1:1) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn names_that_unicode_calls_equal_collide() {
    check(
        "-- content/index.md --\nText\n-- content/caf\u{E9}.md --\nText\n-- content/cafe\u{301}.md --\nText\n",
        expect![[r#"
            warning[route-conflict] content/café.md:1:1 the address `/café/` is taken, so this is at `/café-2/` (it is the address of this file: content/café.md:1:1) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn nothing_can_be_inside_a_file_and_accents_can_be_written_in_two_ways() {
    check(
        "\
-- content/index.md --
[a file](notes)
-- content/a.md --
---
slug: 404.html
---
Text
-- content/b.md --
---
slug: index.html
---
Text
-- content/c.md --
---
slug: notes
---
Text
-- content/caf\u{E9}.png --
x
-- content/cafe\u{301}.png --
y
-- content/notes --
A file without an ending.
",
        expect![[r#"
            warning[route-conflict] content/a.md:2:7 fieldbook makes a page at `/404.html/`, so this is at `/404.html-2/` | rename the file, or give it another `slug`
            warning[bad-path] content/b.md:2:7 this entry is at `/b/`: `index.html` is the file of a folder's page | use letters, digits, `-` and `_`
            warning[route-conflict] content/café.png:1:1 the address `/café.png` is taken, so this is at `/café-2.png` (it is the address of this file: content/café.png:1:1) | rename one of the two, or give it another `slug`
            warning[route-conflict] content/notes:1:1 the address `/notes` is taken, so this is at `/notes-2` (it is the address of this file: content/c.md:2:7) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn a_page_and_a_folder_page_at_one_address_collide() {
    check(
        "-- content/index.md --
Text
-- content/README.md --
Text
-- content/a.md --
Text
-- content/a/index.md --
Text
-- content/b/index.md --
Text
-- content/b/README.md --
Text
",
        expect![[r#"
            warning[route-conflict] content/README.md:1:1 the address `/` is taken, so this is at `/readme/` (it is the address of this file: content/index.md:1:1) | rename one of the two, or give it another `slug`
            warning[route-conflict] content/a/index.md:1:1 the address `/a/` is taken, so this is at `/a-2/` (it is the address of this file: content/a.md:1:1) | rename one of the two, or give it another `slug`
            warning[route-conflict] content/b/README.md:1:1 the address `/b/` is taken, so this is at `/b/readme/` (it is the address of this file: content/b/index.md:1:1) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn a_file_cannot_take_the_address_of_a_page() {
    check(
        "-- content/index.md --
Text
-- content/a/index.html --
x
-- content/a.md --
Text
-- content/demo/index.html --
A file that is its folder's page.
-- content/demo/page.md --
Text
-- content/404.html --
x
-- content/_fieldbook/x.css --
x
",
        expect![[r#"
            warning[route-conflict] content/404.html:1:1 this file is shown at addresses that do not exist, not fieldbook's page | delete it for a page that suggests the nearest one
            warning[bad-path] content/_fieldbook/x.css:1:1 this file cannot be published: the folder `_fieldbook` is fieldbook's own | use letters, digits, `-` and `_`
            warning[route-conflict] content/a/index.html:1:1 the address `/a/` is taken, so this is at `/a/index-2.html` (it is the address of this file: content/a.md:1:1) | rename one of the two, or give it another `slug`
        "#]],
    );
}

#[test]
fn an_alias_cannot_take_an_address_that_is_taken() {
    check(
        "-- content/index.md --
---
aliases: [/old/, /a/, /old/, a name, index/]
---
Text
-- content/a.md --
---
aliases: /a/
---
Text
",
        expect![[r#"
            warning[route-conflict] content/index.md:2:10 the address `/a/` is taken (it is the address of this file: content/a.md:1:1) | take the alias away, or rename the other entry
            warning[route-conflict] content/index.md:2:10 the address `/old/` is taken (it is the address of this file: content/index.md:2:10) | take the alias away, or rename the other entry
        "#]],
    );
}

#[test]
fn slugs_and_aliases_cannot_leave_the_site() {
    for slug in [
        "..", "../x", "a//b", "./a", "a/./b", "C:x", "C:\\x", "\\\\srv\\x", "a\\..\\b", "con",
        "aux/x", "nul.tar.gz", "COM1", "a.", "'a '", ".git", "a\"b", "x?y", "_fieldbook/x",
        "\"a\\u200Db\"",
    ] {
        let quoted = match slug.starts_with(['\'', '"']) {
            true => slug.to_owned(),
            false => serde_json::to_string(slug).unwrap(),
        };
        let page = format!(
            "-- a.md --\n---\nslug: {quoted}\naliases: [{quoted}, /x/{slug}/y]\n---\nText\n"
        );
        let book = Book::new(&page);
        for route in book.site.routes() {
            let path = route.out_path();
            let bad = |part: &str| {
                part.is_empty()
                    || (part.starts_with('.') && part != ".nojekyll")
                    || part.contains(['\\', ':', '?', '"'])
            };
            assert!(!path.as_str().split('/').any(bad), "{slug}: {}", path.as_str());
        }
    }
}

#[test]
fn a_slug_or_alias_that_cannot_be_an_address_says_why() {
    check(
        "-- a.md --\n---\nslug: ../x\n---\nText\n-- index.md --\nText\n",
        expect![[r#"
            warning[bad-path] a.md:2:7 this entry is at `/a/`: it leaves the site | use letters, digits, `-` and `_`
        "#]],
    );
    check(
        "-- a.md --\n---\naliases: [/../x/, /a//b/, C:/x, con/]\n---\nText\n-- index.md --\nText\n",
        expect![[r#"
            warning[bad-path] a.md:2:10 the alias `/../x/` cannot be an address: it leaves the site | use letters, digits, `-` and `_`
            warning[bad-path] a.md:2:10 the alias `/a//b/` cannot be an address: it has an empty part | use letters, digits, `-` and `_`
            warning[bad-path] a.md:2:10 the alias `C:/x` cannot be an address: `C:` holds the character ':' | use letters, digits, `-` and `_`
            warning[bad-path] a.md:2:10 the alias `con/` cannot be an address: `con` is reserved on Windows | use letters, digits, `-` and `_`
        "#]],
    );
}

#[test]
fn files_that_cannot_be_published_say_why() {
    check(
        "-- index.md --\n[Text](nul.tar.gz)\n-- con.md --\nText\n-- nul.tar.gz --\nx\n-- a:b.png --\nx\n-- ???.md --\nText\n",
        expect![[r#"
            warning[bad-path] ???.md:1:1 this entry is at `/page/`: nothing is left of the name `???` in an address | use letters, digits, `-` and `_`
            warning[bad-path] a:b.png:1:1 this file is at `/a-b.png`: `a:b.png` holds the character ':' | use letters, digits, `-` and `_`
            warning[bad-path] con.md:1:1 this entry is at `/con-page/`: `con` is reserved on Windows | use letters, digits, `-` and `_`
            warning[bad-path] nul.tar.gz:1:1 this file is at `/nul-tar.gz`: `nul.tar.gz` is reserved on Windows | use letters, digits, `-` and `_`
        "#]],
    );
}

// SUMMARY.md and templates

#[test]
fn a_summary_says_what_is_no_chapter_and_what_is_missing() {
    check(
        "-- content/SUMMARY.md --
# Summary

[Home](index.md)

Some words.

- [Guide](gude.md)
- [Later]()
  - plain words
-- content/index.md --
Text
-- content/guide.md --
Text
",
        expect![[r#"
            warning[bad-summary] content/SUMMARY.md:5:1 `Some words.` is not a chapter | write `- [Title](path/to/entry.md)`
            warning[broken-link] content/SUMMARY.md:7:3 there is no entry `gude.md` | did you mean `guide.md`?
            warning[bad-summary] content/SUMMARY.md:9:5 `plain words` is not a chapter | write `- [Title](path/to/entry.md)`
            warning[orphan] content/guide.md:1:1 SUMMARY.md leaves out `Guide` | add `- [Guide](guide.md)` to it, or `nav: hidden` to this entry
        "#]],
    );
}

#[test]
fn a_template_that_does_not_parse_is_shown_at_its_place() {
    check(
        "-- book.toml --\n-- templates/entry.html --\n<h1>\n{{ title\n</h1>\n-- content/index.md --\nText\n",
        expect![[r#"
            error[bad-template] templates/entry.html:3:1 this template fails: found `</` but expected }} | compare it with the default template of the same name
        "#]],
    );
}

#[test]
fn a_template_that_fails_on_a_page_is_shown_at_its_place() {
    check(
        "-- book.toml --\n-- templates/entry.html --\n<h1>\n{{ titel }}</h1>\n-- content/index.md --\nText\n",
        expect![[r#"
            error[bad-template] templates/entry.html:2:4 this template fails: variable `titel` is not defined | did you mean `title`?
        "#]],
    );
    check(
        "-- book.toml --\n-- templates/entry.html --\n{% extends \"bse.html\" %}\n-- content/index.md --\nText\n",
        expect![[r#"
            error[bad-template] templates/entry.html:1:1 this template fails: template 'entry.html' is inheriting from 'bse.html', which doesn't exist or isn't loaded | compare it with the default template of the same name
        "#]],
    );
}

// The book as a whole

#[test]
fn a_word_outside_the_vocabulary_is_an_error_with_the_nearest_one() {
    check(
        "-- book.toml --
[taxonomies]
levels = [\"impact\", \"execution\", \"optics\"]
\"Company stage\" = [\"Seed\", \"Growth\"]
-- index.md --
---
title: Impact of impct
levels: [Impact, impct]
---
One
-- sop.md --
---
levels:
  - optics
  - politics
---
## Metadata
- **Company stage**: Seed, Grwth

Two
",
        expect![[r#"
            error[unknown-term] index.md:3:18 `impct` is not an allowed value of `levels` | did you mean `impact`?
            error[unknown-term] sop.md:4:5 `politics` is not an allowed value of `levels` | book.toml allows `impact`, `execution`, `optics`
            error[unknown-term] sop.md:7:28 `Grwth` is not an allowed value of `Company stage` | did you mean `Growth`?
        "#]],
    );
}

#[test]
fn an_entry_that_no_reader_comes_across_is_an_orphan() {
    check(
        "-- content/index.md --
[Linked](linked.md)
-- content/linked.md --
---
nav: hidden
---
One
-- content/alone.md --
---
nav: hidden
---
Two
-- content/shown.md --
Three
",
        expect![[r#"
            warning[orphan] content/alone.md:1:1 nothing leads to `Alone`, which is hidden from the navigation | link to it from another entry, or take `nav: hidden` away
        "#]],
    );
    check(
        "-- content/SUMMARY.md --
- [In](in.md)
-- content/index.md --
Home
-- content/in.md --
One, and [out](out.md)
-- content/out.md --
# Out

Two
-- content/hidden.md --
---
nav: hidden
---
Three, from [in](in.md)
",
        expect![[r#"
            warning[orphan] content/hidden.md:1:1 nothing leads to `Hidden`, which is hidden from the navigation | link to it from another entry, or take `nav: hidden` away
            warning[orphan] content/out.md:1:1 SUMMARY.md leaves out `Out` | add `- [Out](out.md)` to it, or `nav: hidden` to this entry
        "#]],
    );
}

#[test]
fn titles_and_texts_that_stand_twice_are_shown_at_both_places() {
    let text = "Nine words that stand here more than once today. ".repeat(6);
    check(
        &format!(
            "-- a.md --\n---\ntitle: Weekly rhythm\n---\n{text}\n-- b.md --\n# Weekly  Rhythm\n\n[[Weekly rhythm]]\n\
             -- c.md --\n{text}\n-- d.md --\nStub\n-- e.md --\nStub\n"
        ),
        expect![[r#"
            warning[duplicate-title] b.md:1:1 two entries are called `Weekly Rhythm` (this is the other one: a.md:2:8) | give one of them another title, so that links by title can tell them apart
            warning[ambiguous-link] b.md:3:3 `Weekly rhythm` is the name of `a.md` and of `b.md` | the first is taken; write `[[a]]` to say so
            warning[duplicate-content] c.md:1:1 this entry has the text of `a.md` (the same text is here: a.md:1:1) | keep one of them, and give it the other's name under `aliases`
        "#]],
    );
}

#[test]
fn a_review_that_is_too_long_ago_names_whom_to_ask() {
    check(
        "-- book.toml --
[review]
after = \"6m\"
-- fresh.md --
---
owner: Product Operations
reviewed: 2026-05-21
---
Six months ago to the day
-- index.md --
---
title: Home
owner: Product Operations
reviewed: 2026-05-20
---
One
-- nobody.md --
---
reviewed: 2025-01-31
---
Two
-- never.md --
Three
",
        expect![[r#"
            warning[review-overdue] index.md:4:11 `Home` was due for review on 2026-11-20 | ask Product Operations to read it with care, then write `reviewed: 2026-11-21`
            warning[review-overdue] nobody.md:2:11 `Nobody` was due for review on 2025-07-31 | read it with care, then write `reviewed: 2026-11-21`
        "#]],
    );
}

#[test]
fn a_book_says_how_bad_a_problem_is() {
    check(
        "-- book.toml --
[check]
broken-link = \"error\"
wanted-entry = \"off\"
unknown-key = \"warning\"
-- index.md --
---
titel: x
---
[a](gone.md) [[Nobody]]
",
        expect![[r#"
            error[broken-link] index.md:4:5 there is no entry or file `gone.md`
            warning[unknown-key] index.md:2:1 unknown key `titel` | did you mean `title`?
        "#]],
    );
}

#[test]
fn a_severity_that_cannot_be_is_refused() {
    check(
        "-- book.toml --
[check]
broken-lnk = \"off\"
orphan = \"hint\"
route-conflict = \"warning\"
bad-path = \"error\"
[review]
after = \"soon\"
[taxonomies]
levels = []
tags = \"a\"
-- index.md --
Text
",
        expect![[r#"
            warning[bad-config] book.toml:2:1 no problem is called `broken-lnk` | did you mean `broken-link`?
            warning[bad-config] book.toml:3:10 `check.orphan` must be "error", "warning" or "off"
            warning[bad-config] book.toml:7:9 `review.after` must be a period such as "180d", "26w", "6m" or "1y"
            warning[bad-config] book.toml:9:10 `taxonomies.levels` must be a list of at least one word
            warning[bad-config] book.toml:10:8 `taxonomies.tags` must be a list of strings
        "#]],
    );
}

#[test]
fn an_embed_that_would_show_itself_is_told_once() {
    check(
        "-- index.md --\n# Home\n\n![[loop]]\n-- loop.md --\n# Loop\n\n![[index]]\n",
        expect![[r#"
            warning[unshown-embed] loop.md:3:1 this embed would show itself again, so it is a link | take the `!` away, or embed a section: `![[Name#Heading]]`
        "#]],
    );
}

#[test]
fn each_kind_of_foreign_shortcode_is_told_once() {
    check(
        "-- a.md --
{{< youtube x >}} and {{< youtube y >}} and `{{< figure >}}`

{{% alert title=\"x\" %}}
Text
{{% /alert %}}
-- b.md --
{{< youtube z >}} {% include a.html %} {{ site.title }} {{ placeholder }} {% comment %}{% x %}{% endcomment %}

:::note
Text
:::

```{bokeh} a.png
```

{eval}`label` {{#if x}} {% raw %}{% y %}{% endraw %}
",
        expect![[r#"
            warning[foreign-shortcode] b.md:1:19 `{% include %}` is a tag of Liquid and is left out | write in markdown what it stands for, or put it in backticks if it is an example
            warning[foreign-shortcode] b.md:1:40 `{{ site.title }}` is a variable of Liquid and is shown as text | write in markdown what it stands for, or put it in backticks if it is an example
            warning[foreign-shortcode] b.md:7:1 `{bokeh}` is a directive of MyST and is shown as text | for a note or a warning write a callout, `> [!NOTE]`; else write in markdown what it stands for
            warning[foreign-shortcode] b.md:10:1 `{eval}` is a directive of MyST and is shown as text | for a note or a warning write a callout, `> [!NOTE]`; else write in markdown what it stands for
            warning[foreign-shortcode] b.md:10:15 `{{#if}}` is a directive of mdBook and is shown as text | write in markdown what it stands for, or put it in backticks if it is an example
        "#]],
    );
}

#[test]
fn a_link_through_another_tools_shortcode_is_checked() {
    check(
        "-- a/one.md --
[a]({{< ref \"two\" >}}) [b]({{< relref \"b/two.md#part\" >}}) [c]({{ site.baseurl }}/a/one/)
[d]({% link b/two.md %}) [e]({{< ref \"three.md\" >}}) [f]({{ site.baseurl }}/gone) [g]({{< ref \"two#gone\" >}})
-- b/two.md --
## Part
",
        expect![[r#"
            warning[wanted-entry] a/one.md:2:31 no entry is named `three` | write the entry, or remove the brackets
            warning[broken-link] a/one.md:2:59 there is no entry or file `gone`
            warning[broken-anchor] a/one.md:2:88 `b/two.md` has no heading `#gone`
        "#]],
    );
}

#[test]
fn a_former_address_of_jekyll_is_an_alias() {
    check(
        "-- a.md --\n---\nredirect_from:\n  - /old/place/\n  - /a/\n---\n[x](/old/place)\n",
        expect![""],
    );
}

#[test]
fn every_problem_of_a_run_is_told_and_none_twice() {
    let pages: String = (0..25).map(|n| format!("-- p{n}.md --\n[x](gone-{n}.md)\n")).collect();
    let book = Book::new(&pages);
    let lines = book.lines(&book.diagnostics);
    assert_eq!(lines.lines().count(), 25);
    assert_eq!(lines.lines().collect::<BTreeSet<_>>().len(), 25);
}

#[test]
fn every_code_is_tested() {
    let elsewhere = [
        (Code::TooLarge, include_str!("cli.rs")),
        (Code::Unreadable, include_str!("cli.rs")),
        (Code::BadInclude, include_str!("includes.rs")),
    ];
    let of_trees = |code: &&Code| code.name().starts_with("tree-");
    for code in Code::ALL.iter().filter(|code| !of_trees(code)) {
        let other = elsewhere.iter().find(|(tested, _)| tested == code);
        let tests = other.map_or(include_str!("diagnostics.rs"), |(_, file)| file);
        assert!(tests.contains(&format!("[{}]", code.name())), "no case for `{}`", code.name());
    }
}

#[test]
fn every_code_explains_itself() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.explanation().trim().ends_with('.'), "{}", code.name());
    }
}
