//! What authors of other tools would call a false warning: a link that leads somewhere in their
//! tool, or a text that is right there.

use crate::common::Book;

/// Checks the problems of a book, and where the links of a page lead whose label is one letter.
#[track_caller]
fn check(fixture: &str, page: &str, expected: &[&str]) {
    let book = Book::new(fixture);
    assert_eq!(book.lines(&book.diagnostics), "");
    let pages = book.pages();
    let article = pages[page].split("<div class=\"prose\">").nth(1).unwrap();
    let article = article.split("</article>").next().unwrap();
    let hrefs: Vec<&str> = article
        .split("<a ")
        .skip(1)
        .filter_map(|link| {
            let label = link.split_once('>')?.1.split("</a>").next()?;
            let href = link.split("href=\"").nth(1)?.split('"').next()?;
            let label = label.trim_start_matches("<code>").trim_end_matches("</code>");
            (label.len() == 1 && label.starts_with(|c: char| c.is_ascii_lowercase()))
                .then_some(href)
        })
        .collect();
    assert_eq!(hrefs, expected, "{article}");
}

/// Checks that a book has the problems of these lines.
#[track_caller]
fn problems(fixture: &str, expected: &str) {
    let book = Book::new(fixture);
    assert_eq!(book.lines(&book.diagnostics), expected);
}

#[test]
fn a_link_without_a_file_starts_at_the_address_of_its_page() {
    for (name, text) in [
        ("_config.yml", "permalink: \"/:path/\"\n"),
        ("_config.yml", "defaults:\n  - values: {permalink: pretty}\n"),
        ("hugo.toml", "title = \"A\"\n"),
        ("mkdocs.yml", "site_name: A\ndocs_dir: content\n"),
        ("astro.config.mjs", "export default {}\n"),
    ] {
        let fixture = format!(
            "-- {name} --\n{text}-- content/index.md --\n# Home\n-- content/two.md --\n# Two\n\
             -- content/a/one.md --\n# One\n\n[a](../two/) [b](../two/#part) [c](../two.md)\n\
             -- content/a/two.md --\n# Other\n\n## Part\n"
        );
        check(&fixture, "a/one/index.html", &["../two/", "../two/#part", "../../two/"]);
    }
}

#[test]
fn a_link_without_a_file_starts_at_the_folder_where_pages_are_files() {
    for (name, text) in [
        ("_config.yml", "title: A\n"),
        ("hugo.toml", "uglyURLs = true\n"),
        ("mkdocs.yml", "site_name: A\ndocs_dir: content\nuse_directory_urls: false\n"),
        ("book.toml", "[book]\ntitle = \"A\"\n"),
    ] {
        let fixture = format!(
            "-- {name} --\n{text}-- content/index.md --\n# Home\n-- content/two.md --\n# Two\n\
             -- content/a/one.md --\n# One\n\n[a](../two/)\n-- content/a/two.md --\n# Other\n"
        );
        check(&fixture, "a/one/index.html", &["../../two/"]);
    }
}

#[test]
fn terms_of_lists_of_definitions_have_ids() {
    let fixture = "\
-- index.md --
# Home

[`a`](#size) [b](all.md#cachedir) [c](all.md#rendererunsafe)

size
: The size of it.
-- all.md --
# All

## Twice

`cacheDir`
: Where it is.

renderer.unsafe
: Whether it is.

Twice
: A heading has this id.
";
    check(fixture, "index.html", &["#size", "all/#cachedir", "all/#rendererunsafe"]);
    let pages = Book::new(fixture).pages();
    assert!(pages["index.html"].contains("<dt id=\"size\">size</dt>"));
    assert!(pages["all/index.html"].contains("<dt>Twice</dt>"));
    assert_eq!(pages["all/index.html"].matches("id=\"twice\"").count(), 1);
}

#[test]
fn the_only_file_of_a_name_needs_no_title_of_its_own() {
    check(
        "\
-- .obsidian/app.json --
{}
-- index.md --
[[fro|a]] [[Zen|b]] [[my-note|c]]
-- p/fro.md --
# fro
-- p/other.md --
# fro
-- p/zen.md --
# zen
-- t/Zen.md --
# Zen
-- p/my note.md --
Text
-- t/my-note.md --
Text
",
        "index.html",
        &["p/fro/", "t/zen/", "t/my-note/"],
    );
}

#[test]
fn ids_of_other_sites_and_of_footnotes_are_found() {
    check(
        "\
-- index.md --
# Home

[a](#h-the-part) [b](#fn:note) [c](#fnref:note) [d](#fn:1)

First[^1] and second[^note].

[^1]: One
[^note]: Two

## The part
",
        "index.html",
        &["#the-part", "#fn:2", "#fnref:2", "#fn:1"],
    );
}

#[test]
fn code_in_html_refers_to_no_footnote() {
    problems(
        "-- index.md --\n| <code>\\`[^\\n]+\\`</code> | <code>[^a]</code> | <code>b</code> [^c] |\n|--|--|--|\n",
        "warning[missing-footnote] index.md:1:64 the footnote `c` is not defined | write a line `[^c]: …`, or put the brackets in backticks\n",
    );
}

#[test]
fn a_part_of_an_address_that_another_tool_writes_is_no_broken_link() {
    let book = Book::new(
        "\
-- mkdocs.yml --
site_name: A
docs_dir: .
-- index.md --
# A

<a href=\"{{ user.url }}\"><img src=\"{{ user.avatar }}\"/></a>

![](images/{{< meta tool >}}-a.png) [b](/x/{{ page.name }}/y.md) [c](nowhere.md)
",
    );
    let lines = book.lines(&book.diagnostics);
    assert_eq!(lines.matches("broken-link").count(), 1, "{lines}");
    assert!(lines.contains("`nowhere.md`"), "{lines}");
    for name in ["user.url", "user.avatar", "meta", "page.name"] {
        assert!(
            lines.contains(&format!("{{{{ {name} }}}}"))
                || lines.contains(&format!("{{{{< {name} ")),
            "{name}: {lines}"
        );
    }
}

#[test]
fn the_body_of_a_shortcode_for_code_is_code() {
    let fixture = "\
-- hugo.toml --
title = \"A\"
-- content/index.md --
# A

{{< code-toggle file=hugo >}}
[[menus.footer]]
name = 'Home'
{{< /code-toggle >}}

{{< own >}}
[[menus.main]]
name = 'Home'
{{< /own >}}
";
    check(fixture, "index.html", &[]);
    let pages = Book::new(fixture).pages();
    assert!(pages["index.html"].contains("[[menus.footer]]"));
}

#[test]
fn keys_of_other_tools_are_read_or_left_alone() {
    problems(
        "\
-- index.md --
---
updated: 1653014473746
resources: [{src: a.png}]
---
# Home
-- a.md --
---
updated: 1653014473
---
# A
",
        "",
    );
    let pages = Book::new("-- index.md --\n---\nupdated: 1653014473746\n---\n# Home\n").pages();
    assert!(pages["index.html"].contains("20 May 2022"));
}

#[test]
fn a_page_whose_words_are_in_a_template_is_not_called_empty() {
    problems(
        "\
-- index.md --
# Home
-- 404.md --
---
title: Not found
---
-- find.md --
---
title: Search
layout: search
---
-- empty.md --
---
title: Empty
layout: page
---
",
        "warning[empty-page] empty.md:1:1 this page is empty | write something, or add `draft: true` to its front matter\n",
    );
}

#[test]
fn names_that_a_host_resolves_lead_to_it() {
    check(
        "\
-- index.md --
# Home

[a](wiki:Book) [b](doi:10.5281/zenodo.6476040) [c](rrid:SCR_1) [d](ror:05a28rw58)
",
        "index.html",
        &[
            "https://en.wikipedia.org/wiki/Book",
            "https://doi.org/10.5281/zenodo.6476040",
            "https://scicrunch.org/resolver/SCR_1",
            "https://ror.org/05a28rw58",
        ],
    );
}

#[test]
fn an_unknown_scheme_is_told_once_and_a_missing_one_is_named() {
    problems(
        "-- index.md --\n# Home\n\n[a](command:x) [b](command:y) [c](github.com/a/b) [d](team@example.com)\n\
         -- b.md --\n[c](command:z)\n",
        "\
warning[unknown-scheme] b.md:1:5 links with `command:` are not allowed, 3 times in this book | link to http, https, mailto or tel addresses, or to files of the book
warning[broken-link] index.md:3:35 there is no entry or file `github.com/a/b` | did you mean `https://github.com/a/b`?
warning[broken-link] index.md:3:55 there is no entry or file `team@example.com` | did you mean `mailto:team@example.com`?
",
    );
}

#[test]
fn links_lead_to_the_ids_that_pages_have_of_their_own() {
    check(
        "\
-- docusaurus.config.js --
module.exports = {title: 'A'};
-- docs/a.md --
[a](intro-b) [b](/docs/intro-b) [c](/docs/next/intro-b#part) [d](/docs/next/c) [e](#deep)
-- docs/b.md --
---
id: intro-b
title: B
---
## Part
-- docs/c.md --
---
label: deep
---
# C
",
        "docs/a/index.html",
        &["../b/", "../b/", "../b/#part", "../c/", "../c/"],
    );
}

#[test]
fn links_of_logseq_to_pages_without_a_file_are_told_once() {
    problems(
        "\
-- logseq/config.edn --
{}
-- pages/a.md --
type:: [[Tool]], [[Thing]]

- [[kanru]] and [[Sep 23rd, 2021]]
",
        "warning[wanted-entry] pages/a.md:3:5 4 names in links have no page, such as `kanru` | write the pages, or say `wanted-entry = \"off\"` under [check] in book.toml\n",
    );
}

#[test]
fn a_label_may_come_before_the_name_of_a_file() {
    let fixture = "-- index.md --\n# Home\n\n[[The other|x-y]]\n-- x-y.md --\n# C\n";
    problems(fixture, "");
    let pages = Book::new(fixture).pages();
    assert!(pages["index.html"].contains("<a href=\"x-y/\""));
}
