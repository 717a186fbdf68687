//! What can be shown is shown: one bad place costs the place and not the book.

use crate::common::{Book, html};
use expect_test::{Expect, expect};

/// The words of a page's article, and the problems of the book.
#[track_caller]
fn check(fixture: &str, page: &str, expected: Expect) {
    let book = Book::new(fixture);
    let pages = book.pages();
    let text = html::text(html::main(&pages[page]));
    let words: Vec<&str> = text.split_whitespace().collect();
    expected.assert_eq(&format!("{}\n{}", words.join(" "), book.lines(&book.diagnostics)));
}

const OTHER: &str = "-- content/other.md --\n# Other\n\nText\n";

#[test]
fn a_tree_with_errors_is_shown_as_text_without_its_walk() {
    let fixture = format!(
        "-- content/gate.md --\n---\ntype: decision-tree\n---\n# Gate\n\n## Is it ready?\n\n- Yes → Ship\n- No → Wiat\n\n\
         ## Ship\n\nNow.\n\n## Wait\n\nA week.\n-- content/index.md --\n# Home\n\n```tree Gate\n```\n\nSee [[Gate#Wait]].\n{OTHER}"
    );
    let book = Book::new(&fixture);
    let pages = book.pages();
    assert!(!pages["gate/index.html"].contains("<tree-walk"), "{}", pages["gate/index.html"]);
    assert!(!pages.contains_key("decisions/index.html"));
    check(
        &fixture,
        "gate/index.html",
        expect![[r#"
            Decision tree · 1 min read Gate On this page Is it ready? Ship Wait There are errors in this decision, so the walk through it is left out. This is its text. Is it ready? Yes → Ship No → Wiat Ship Now. Wait A week. Linked from Home See Gate#Wait . Previous Home Next Other
            error[tree-target] content/gate.md:9:8 no question or outcome is called `Wiat` | did you mean `Wait`?
            warning[tree-not-sure] content/gate.md:6:4 `Is it ready?` has no answer for those who do not know | add `- Not sure → Target`
            warning[tree-untested] content/gate.md:6:4 no scenario tests `Gate` | add `## Scenarios` with a table `| Scenario | Answers | Ends at |`
        "#]],
    );
    check(
        &fixture,
        "index.html",
        expect![[r#"
            Home Search By any word you remember. Decision tree: Gate There are errors in this decision, so the walk through it is left out. This is its text. See Gate › Wait . Next Gate
            error[tree-target] content/gate.md:9:8 no question or outcome is called `Wiat` | did you mean `Wait`?
            warning[tree-not-sure] content/gate.md:6:4 `Is it ready?` has no answer for those who do not know | add `- Not sure → Target`
            warning[tree-untested] content/gate.md:6:4 no scenario tests `Gate` | add `## Scenarios` with a table `| Scenario | Answers | Ends at |`
        "#]],
    );
}

#[test]
fn a_link_that_could_run_something_is_its_words() {
    let links = "# Home\n\n[a](javascript:x) ![b](javascript:x) [c][d] <a href=\"javascript:x\">e</a> <img src=\"vbscript:x\" alt=\"f\">\n\n\
                 <details><summary><a href=\"data:text/html,x\">g</a></summary></details>\n\n[d]: javascript:x\n";
    let fixture = format!("-- content/index.md --\n{links}{OTHER}");
    let book = Book::new(&fixture);
    for (path, page) in book.pages() {
        let page = page.to_lowercase();
        let addresses = page.split("href=\"").skip(1).chain(page.split("src=\"").skip(1));
        let mut bad = addresses.filter(|rest| {
            ["javascript:", "vbscript:", "data:text"].iter().any(|scheme| rest.starts_with(scheme))
        });
        assert_eq!(bad.next(), None, "{path}");
    }
    check(
        &fixture,
        "index.html",
        expect![[r#"
        Home Search By any word you remember. a b c e f g Next Other
        warning[unsafe-link] content/index.md:3:5 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unsafe-link] content/index.md:3:24 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unsafe-link] content/index.md:3:54 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unsafe-link] content/index.md:3:84 links with `vbscript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unsafe-link] content/index.md:5:28 links with `data:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
        warning[unsafe-link] content/index.md:7:6 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
    "#]],
    );
}

#[test]
fn an_include_that_cannot_be_followed_stays_where_it_is() {
    check(
        &format!(
            "-- content/index.md --\n# Home\n\nBefore.\n\n{{{{#include ../../../secret.txt}}}}\n\nAfter.\n{OTHER}"
        ),
        "index.html",
        expect![[r#"
            Home Search By any word you remember. Before. {{#include ../../../secret.txt}} After. Next Other
            warning[bad-include] content/index.md:5:12 `../../../secret.txt` is outside of the book's folder | include files of the book's own folder
        "#]],
    );
}

#[test]
fn marks_of_a_merge_in_code_are_an_example() {
    let marks = "<<<<<<< ours\nA\n=======\nB\n>>>>>>> theirs\n";
    let indented: String = marks.lines().map(|line| format!("    {line}\n")).collect();
    let quoted: String = marks.lines().map(|line| format!("> {line}\n")).collect();
    for code in [
        format!("```\n{marks}```\n"),
        format!("~~~~\n{marks}~~~~\n"),
        format!("- item\n\n  ```\n{}  ```\n", indented.replace("    ", "  ")),
        format!("> ```\n{quoted}> ```\n"),
        format!("Text\n\n{indented}"),
        format!("<!--\n{marks}-->\n\nText\n"),
    ] {
        let book = Book::new(&format!("-- content/index.md --\n# Home\n\n{code}{OTHER}"));
        let lines = book.lines(&book.diagnostics);
        assert!(!lines.contains("merge-conflict"), "{code}{lines}");
    }
    let book = Book::new(&format!("-- content/index.md --\n# Home\n\n{marks}{OTHER}"));
    assert!(
        book.lines(&book.diagnostics).starts_with("error[merge-conflict] content/index.md:3:1")
    );
}
