//! The whole book as one page.

use crate::common::{Book, html, links};
use fieldbook::link::route::Route;

const BOOK: &str = "\
-- content/index.md --
# Handbook

Read [triage](ops/triage.md#first), [all of it](ops/triage.md) and [the choice](choice.md#calm).[^1]

[^1]: A note.
-- content/ops/triage.md --
# Triage

## First

Back [home](../index.md), see [above](#first).[^1]

[^1]: Another note.
-- content/choice.md --
---
title: A choice
type: decision-tree
---

# Is it urgent?

- Yes: [Act](#act)
- No: [Calm](#calm)

# Act

Do it.

# Calm

Wait.
";

fn printed(book: &Book) -> String {
    book.pages()["print/index.html"].clone()
}

#[test]
fn every_entry_is_there_once_with_ids_of_its_own() {
    let page = printed(&Book::new(BOOK));
    assert_eq!(links::faults("print/index.html", &page), [""; 0]);
    for id in [":top", "ops/triage/:top", "ops/triage/:first", ":fn:1", "ops/triage/:fn:1"] {
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}\n{}", html::main(&page));
    }
    assert!(page.contains("<h3 id=\"ops/triage/:first\">"), "{}", html::main(&page));
}

#[test]
fn links_between_entries_stay_in_the_document() {
    let page = printed(&Book::new(BOOK));
    let main = html::main(&page);
    for href in ["#ops/triage/:first", "#ops/triage/:top", "#choice/:calm", "#:top", "#:fn:1"] {
        assert!(main.contains(&format!("href=\"{href}\"")), "{href}\n{main}");
    }
    let ids: Vec<String> = html::elements(&page)
        .iter()
        .filter_map(|element| element.get("id").map(str::to_owned))
        .collect();
    let inside = html::elements(main);
    let anchors = inside.iter().filter_map(|element| element.get("href")?.strip_prefix('#'));
    for anchor in anchors {
        assert!(ids.iter().any(|id| id == anchor), "{anchor} in {ids:?}");
    }
}

#[test]
fn a_decision_is_there_as_text() {
    let page = printed(&Book::new(BOOK));
    let main = html::main(&page);
    assert!(main.contains("Is it urgent?") && main.contains("Wait."), "{main}");
    assert!(!main.contains("application/json"), "{main}");
}

#[test]
fn text_that_looks_like_an_address_is_left_alone() {
    let text = "`<a href=\"ops/triage/\" id=\"x\">` and \"quotes\" > signs\n";
    let page = printed(&Book::of_page(text));
    assert!(page.contains("&lt;a href=&quot;ops/triage/&quot; id=&quot;x&quot;&gt;"), "{page}");
}

#[test]
fn programs_and_searches_do_not_see_it() {
    let book =
        format!("-- book.toml --\n[output.html]\nsite-url = \"https://example.com/\"\n{BOOK}");
    let (files, _) = Book::new(&book).render();
    assert!(String::from_utf8_lossy(&files["print/index.html"]).contains("noindex"));
    for file in ["sitemap.xml", "llms.txt"] {
        assert!(!String::from_utf8_lossy(&files[file]).contains("print/"), "{file}");
    }
}

#[test]
fn a_book_of_more_than_a_thousand_entries_has_no_such_page() {
    let of = |count: usize| {
        let entries = (1..=count).map(|n| format!("-- content/e{n}.md --\nText {n}.\n"));
        Book::new(&entries.collect::<String>())
            .site
            .playbook
            .routes
            .contains_key(&Route::generated("print/"))
    };
    assert!(of(1000));
    assert!(!of(1001));
}

#[test]
fn an_entry_of_that_name_is_at_the_next_address() {
    let book = Book::new("-- content/print.md --\n# Print\n\nHow we print.\n");
    assert!(printed(&book).contains("The whole book on one page."));
    assert!(book.pages()["print-2/index.html"].contains("How we print."));
}

#[test]
fn each_part_of_the_order_can_be_printed_alone() {
    let book = Book::new(BOOK);
    let page = printed(&book);
    let main = html::main(&page);
    let parts: Vec<&str> = main.split("<section class=\"printed-part\"").skip(1).collect();
    let within = parts.iter().find(|part| part.contains("id=\"ops/\"")).expect("a part of its own");
    assert!(within.contains("ops/triage/:top") && !within.contains("choice/:top"), "{within}");
    assert_eq!(main.matches("class=\"alone\"").count(), 1, "{main}");
    let pages = book.pages();
    assert!(
        pages["ops/index.html"].contains("href=\"../print/#ops/\""),
        "{}",
        pages["ops/index.html"]
    );
    for other in ["index.html", "choice/index.html", "ops/triage/index.html"] {
        assert!(!pages[other].contains("Print this part"), "{other}");
    }
}

#[test]
fn a_page_that_the_order_names_twice_begins_one_part() {
    let twice = "\
-- content/SUMMARY.md --
- [A](a.md)
  - [B](b.md)
- [A](a.md)
  - [C](c.md)
-- content/a.md --
A.
-- content/b.md --
B.
-- content/c.md --
C.
";
    let page = printed(&Book::new(twice));
    assert_eq!(links::faults("print/index.html", &page), [""; 0]);
    assert_eq!(page.matches("id=\"a/\"").count(), 1, "{}", html::main(&page));
}
