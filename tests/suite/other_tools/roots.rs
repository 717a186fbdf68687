//! Links of other tools: from the roots of their sites, and to the addresses of their pages.

use fieldbook::source::Sources;

use crate::common::Book;

/// The addresses of the links whose label is one letter.
fn hrefs(page: &str) -> Vec<&str> {
    let article = page.split("<article").nth(1).unwrap();
    let links = article.split("<a ").skip(1).filter_map(|link| {
        let label = link.split_once('>')?.1.split('<').next()?;
        let href = link.split("href=\"").nth(1)?.split('"').next()?;
        (label.len() == 1).then_some(href)
    });
    links.collect()
}

/// Checks where the links of a page lead, one a line.
#[track_caller]
fn check(book: &Book, page: &str, expected: &[&str]) {
    let pages = book.pages();
    assert_eq!(hrefs(&pages[page]), expected, "{}", book.lines(&book.diagnostics));
    assert_eq!(book.lines(&book.diagnostics), "");
}

#[test]
fn a_link_of_docsify_starts_at_the_root_of_the_site() {
    let book = Book::new(
        "\
-- content/index.md --
# Home

## Us
-- content/toots/visibility.md --
# Visibility

Text.

## Public
-- content/network/follow.md --
[a](toots/visibility.md) [b](toots/visibility?id=public) [c](/toots/visibility) [d](/?id=us)
[e](zh-cn/toots/visibility.md) [f](/zh-cn/toots/visibility?id=public)
-- mkdocs.yml --
theme:
  language: zh
",
    );
    let page = "../../toots/visibility/";
    let part = "../../toots/visibility/#public";
    check(&book, "network/follow/index.html", &[page, part, page, "../../#us", page, part]);
}

#[test]
fn the_path_of_the_address_elsewhere_is_no_folder() {
    for (name, text) in [
        ("mkdocs.yml", "site_url: https://example.org/team/book/\ndocs_dir: content\n"),
        ("hugo.toml", "baseURL = \"https://example.org/team/book/\"\n"),
        ("_config.yml", "baseurl: /team/book\n"),
        ("docusaurus.config.js", "module.exports = {\n  baseUrl: '/team/book/',\n};\n"),
        (".vitepress/config.mts", "export default {\n  base: \"/team/book/\",\n}\n"),
    ] {
        let book = Book::new(&format!(
            "-- {name} --\n{text}-- content/index.md --\n# Home\n-- content/guide/start.md --\n\
             [a](/team/book/) [b](/team/book/guide/other.html) [c](/docs/guide/other)\n\
             -- content/guide/other.md --\nText\n"
        ));
        let pages = book.pages();
        let hrefs = hrefs(&pages["guide/start/index.html"]);
        assert_eq!(hrefs, ["../../", "../other/", "../other/"], "{name}");
    }
}

#[test]
fn a_page_that_is_not_translated_is_the_one_in_the_main_language() {
    let book = Book::new(
        "\
-- content/index.md --
# Home
-- content/en/guide/start.md --
[fr](/fr/guide/more/)
-- content/en/guide/more.md --
Text
-- content/de/guide/start.md --
[a](/de/guide/more/) [b](/de/guide/start/)
",
    );
    let problems = book.lines(&book.diagnostics);
    assert_eq!(problems.lines().count(), 1, "{problems}");
    assert!(problems.contains("`fr/guide/more`"), "{problems}");
    let pages = book.pages();
    assert_eq!(hrefs(&pages["de/guide/start/index.html"]), ["../../../en/guide/more/", "./"]);
}

#[test]
fn links_of_jekyll_lead_into_collections_and_to_posts() {
    let book = Book::new(
        "\
-- _config.yml --
title: Us
-- content/index.md --
# Home
-- content/_company/values.md --
[a](/company/values/) [b](/company/values#care) [c]({% post_url 2026-01-31-first-day %})
[d](/2026/01/31/first-day/) [e](/blog/2026/01/31/first-day.html) [f]({% link _company/values.md %})

## Care
-- content/_posts/2026-01-31-first-day.md --
# First day
",
    );
    let post = "../../_posts/2026-01-31-first-day/";
    check(&book, "_company/values/index.html", &["./", "#care", post, post, post, "./"]);
}

#[test]
fn a_path_in_the_repository_leads_to_its_page() {
    let book = Book::new(
        "\
-- content/index.md --
# Home
-- content/team/first.md --
[a](/us/book/blob/main/content/team/last.md) [b](../../../blob/main/team/last.md#part)
[c](/../../tree/main/team)
-- content/team/last.md --
# Last

## Part
-- content/team/README.md --
# Team
",
    );
    check(&book, "team/first/index.html", &["../last/", "../last/#part", "../"]);
}

#[test]
fn an_address_counts_folders_as_the_site_does() {
    let book = Book::new(
        "\
-- content/index.md --
# Home
-- content/posts/2026_New_server.md --
[a](../Old_server/#part) ![p](../../assets/plan.png) ![q](../../../.gitbook/assets/q.png)
-- content/posts/Old_server.md --
Text

## Part
-- content/assets/plan.png --
-- content/.gitbook/assets/q.png --
",
    );
    let pages = book.pages();
    let page = pages.values().find(|page| page.contains("New server</h1>")).unwrap();
    assert_eq!(book.lines(&book.diagnostics), "");
    assert_eq!(hrefs(page), ["../old_server/#part"]);
    assert!(page.contains("../../assets/plan.png") && page.contains("gitbook/assets/q.png"));
}

#[test]
fn a_link_to_nothing_is_reported_all_the_same() {
    let sources = Sources::from_fixture(
        "\
-- content/index.md --
[a](/guide/none) [b](tools/emoji) [c](/x/guide/start) [d](blob/start.md) [e](../start.md)
-- content/guide/start.md --
[f](emoji) [g](none/start.md) [h](/de/guide/start.md)
",
    );
    let book = Book::of(sources);
    let problems = book.lines(&book.diagnostics);
    assert_eq!(problems.matches("warning[broken-link]").count(), 8, "{problems}");
}
