//! Ids that hold for the whole book, links without words, and anchors as other tools make them.

use crate::common::Book;

/// The links of the article of a page, as `address words`.
fn links(book: &Book, page: &str) -> Vec<String> {
    let pages = book.pages();
    let article = pages[page].split("<article").nth(1).unwrap();
    let body = article.split("<p>").skip(1).filter_map(|part| part.split("</p>").next());
    let body = body.filter(|part| !part.contains("Print the book"));
    let links = body.flat_map(|part| part.split("<a ").skip(1)).filter_map(|link| {
        let (tag, rest) = link.split_once('>')?;
        let href = tag.split("href=\"").nth(1)?.split('"').next()?;
        Some(format!("{href} {}", rest.split("</a>").next()?))
    });
    links.collect()
}

#[test]
fn labels_hold_for_the_whole_book_and_show_the_title_of_their_target() {
    let book = Book::new(
        "\
-- content/index.md --
# Home

[](#role:lead) [our lead](#role:lead) [](role:lead) {ref}`role:lead` {ref}`her <role:lead>`
{doc}`people/lead` [](people/lead.md) [](#Named) [](people/plan.pdf) @sec-pay [@sec-pay]

An {term}`SRE` knows `{ref}` and [](people/lead.md#daily-work).
-- content/people/lead.md --
(role:lead)=
# The lead

Text.

(named)=

Here.

## Daily work

## Pay {#sec-pay}
-- content/people/plan.pdf --
",
    );
    let page = "people/lead/";
    assert_eq!(
        links(&book, "index.html"),
        [
            format!("{page}#top The lead"),
            format!("{page}#top our lead"),
            format!("{page}#top The lead"),
            format!("{page}#top The lead"),
            format!("{page}#top her"),
            format!("{page} The lead"),
            format!("{page} The lead"),
            format!("{page}#named The lead"),
            "people/plan.pdf plan.pdf".to_owned(),
            format!("{page}#sec-pay Pay"),
            format!("{page}#sec-pay Pay"),
            format!("{page}#daily-work Daily work"),
        ]
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    let pages = book.pages();
    assert!(pages["index.html"].contains("An SRE knows <code>{ref}</code>"));
    assert!(!pages["people/lead/index.html"].contains(")="));
}

#[test]
fn an_id_of_two_pages_or_of_none_is_reported() {
    let book = Book::new(
        "\
-- content/index.md --
[a](#both) [b](#none) [](https://example.org) [](none.md) []()
-- content/one.md --
## One {#both}
-- content/two.md --
<a id=\"both\"></a>
",
    );
    let problems = book.lines(&book.diagnostics);
    assert_eq!(problems.matches("broken-anchor").count(), 2, "{problems}");
    assert_eq!(problems.matches("empty-link").count(), 2, "{problems}");
    assert_eq!(problems.matches("broken-link").count(), 1, "{problems}");
}

#[test]
fn a_page_keeps_its_own_id() {
    let book = Book::new(
        "\
-- content/index.md --
[a](#pay)

## Pay
-- content/one.md --
## Ours {#pay}
",
    );
    assert_eq!(links(&book, "index.html"), ["#pay a"]);
}

#[test]
fn anchors_without_accents_and_with_words_for_signs_are_found() {
    let book = Book::of_page(
        "# Home\n\n[a](#integration-des-donnees) [b](#meals-m-and-ie) [c](#aa-s) \
         [d](#_2-was-tun) [e](#ガギ)\n\n## Intégration des données\n\n## Meals (M&IE)\n\n## AA's\n\n\
         ## 2. Was tun\n\n## ガギ\n",
    );
    let ids = ["#intégration-des-données", "#meals-mie", "#aas", "#2-was-tun", "#ガギ"];
    let found: Vec<String> = links(&book, "index.html");
    for (found, id) in found.iter().zip(ids) {
        let decoded = fieldbook::link::route::decode(found).unwrap();
        assert!(decoded.starts_with(id), "{decoded} {id}");
    }
    assert_eq!(book.lines(&book.diagnostics), "");
    let other = Book::of_page("# Home\n\n[e](#カキ)\n\n## ガギ\n");
    assert!(other.lines(&other.diagnostics).contains("broken-anchor"));
}

#[test]
fn the_table_of_contributors_has_anchors_of_nothing() {
    let table = "<a href=\"#ideas-mary\" title=\"Ideas\">x</a> <a href=\"#plan-b\">y</a>\n";
    let text = format!("# Us\n\n<!-- ALL-CONTRIBUTORS-LIST:START -->\n{table}");
    let book = Book::of_page(&text);
    let problems = book.lines(&book.diagnostics);
    assert!(!problems.contains("ideas-mary") && problems.contains("plan-b"), "{problems}");
    let plain = Book::of_page(&format!("# Us\n\n{table}"));
    assert!(plain.lines(&plain.diagnostics).contains("ideas-mary"));
}
