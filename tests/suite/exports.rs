//! What programs are given: twins, llms.txt, sitemap, feed and playbook.json.

use std::sync::Arc;

use crate::common::Book;
use expect_test::{Expect, expect};
use fieldbook::source::{Commits, Sources};

/// A file of the site that a book makes.
#[track_caller]
fn check(fixture: &str, file: &str, expected: Expect) {
    let (files, problems) = Book::new(fixture).render();
    assert_eq!(problems, []);
    expected.assert_eq(&files.get(file).map_or_else(String::new, |bytes| text(bytes)));
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const BOOK: &str = "\
-- book.toml --
[book]
title = \"Notes & more\"
description = \"How we work.\"
authors = [\"Ann <a>\"]
[output.html]
site-url = \"https://example.org/\"
-- content/index.md --
# Home

See [[Optics]], [[optics#Part|that part]], [a](levels/optics.md#part), [b][ref], ![p](p.png), ![[p.png|300]],
[[Nobody wrote this]], [web](https://example.org/x?a=1&b=2), <a href=\"levels/impact.md\">c</a> and [gone](gone.md).

```tree pick
```

[ref]: levels/optics.md
-- content/p.png --
-- content/pick.md --
---
type: decision-tree
title: Pick
---

## Which?

- This → [[Optics]]
- That → [home](index.md)
-- content/levels/index.md --
---
title: Levels [of work]
updated: 2026-01-02
---
Two of them.
-- content/levels/optics.md --
---
title: \"Optics: \\\"how\\\" & <why>\"
aliases: [Optics]
description: What <it> looks like & why.
updated: 2026-03-04
owner: Ann
---

## Part

Back to [the folder](index.md) and [here](#part).
-- content/levels/impact.md --
---
nav: hidden
---
# Impact

{{#include ../part.txt}}
-- content/part.txt --
An included [link](optics.md).
-- content/secret.md --
---
draft: true
title: Secret
updated: 2026-05-05
---
Not yet.
";

#[test]
fn a_twin_is_clean_markdown_with_links_to_twins() {
    check(
        BOOK,
        "index.md",
        expect![[r#"
        ---
        title: "Home"
        description: "See Optics, that part, a, b, p, 300, Nobody wrote this, web, c and gone."
        ---

        # Home

        See [Optics](levels/optics/index.md), [that part](levels/optics/index.md#part), [a](levels/optics/index.md#part), [b][ref], ![p](p.png), ![p.png](p.png),
        Nobody wrote this, [web](https://example.org/x?a=1&b=2), <a href="levels/impact/index.md">c</a> and [gone](gone.md).

        ```tree pick
        ```

        [ref]: levels/optics/index.md
    "#]],
    );
}

#[test]
fn a_twin_has_the_title_that_its_text_lacks() {
    check(
        BOOK,
        "levels/optics/index.md",
        expect![[r#"
        ---
        title: "Optics: \"how\" & <why>"
        description: "What <it> looks like & why."
        updated: 2026-03-04
        ---

        # Optics: "how" & <why>

        ## Part

        Back to [the folder](../index.md) and [here](index.md#part).
    "#]],
    );
}

#[test]
fn a_decision_stays_in_its_twin_as_it_is_written() {
    check(
        BOOK,
        "pick/index.md",
        expect![[r#"
        ---
        title: "Pick"
        ---

        # Pick

        ## Which?

        - This → [Optics](../levels/optics/index.md)
        - That → [home](../index.md)
    "#]],
    );
}

#[test]
fn llms_txt_lists_the_twins_by_folder() {
    check(
        BOOK,
        "llms.txt",
        expect![[r##"
        # Notes & more

        > How we work.

        ## Notes & more

        - [Home](https://example.org/index.md): See Optics, that part, a, b, p, 300, Nobody wrote this, web, c and gone.
        - [Pick](https://example.org/pick/index.md)

        ## Levels [of work]

        - [Levels \[of work\]](https://example.org/levels/index.md): Two of them.
        - [Optics: "how" & <why>](https://example.org/levels/optics/index.md): What <it> looks like & why.

        ## Optional

        - [Impact](https://example.org/levels/impact/index.md): An included link.
    "##]],
    );
    check(
        "-- content/a.md --\nText.\n",
        "llms.txt",
        expect![[r#"
        # Playbook

        ## Playbook

        - [A](a/index.md): Text.
    "#]],
    );
}

#[test]
fn the_sitemap_holds_pages_with_the_days_of_their_changes() {
    check(
        BOOK,
        "sitemap.xml",
        expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url>
        <loc>https://example.org/</loc>
        </url>
        <url>
        <loc>https://example.org/decisions/</loc>
        </url>
        <url>
        <loc>https://example.org/levels/</loc>
        <lastmod>2026-01-02</lastmod>
        </url>
        <url>
        <loc>https://example.org/levels/impact/</loc>
        </url>
        <url>
        <loc>https://example.org/levels/optics/</loc>
        <lastmod>2026-03-04</lastmod>
        </url>
        <url>
        <loc>https://example.org/pick/</loc>
        </url>
        </urlset>
    "#]],
    );
    check(
        BOOK,
        "robots.txt",
        expect![[r#"
        User-agent: *
        Allow: /

        Sitemap: https://example.org/sitemap.xml
    "#]],
    );
}

#[test]
fn the_feed_holds_what_changed_newest_first() {
    check(
        BOOK,
        "feed.xml",
        expect![[r#"
        <?xml version="1.0" encoding="utf-8"?>
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
        <id>https://example.org/</id>
        <title>Notes &amp; more</title>
        <updated>2026-03-04T00:00:00Z</updated>
        <link rel="self" type="application/atom+xml" href="https://example.org/feed.xml"/>
        <link rel="alternate" type="text/html" href="https://example.org/"/>
        <author>
        <name>Ann &lt;a&gt;</name>
        </author>
        <entry>
        <id>https://example.org/levels/optics/</id>
        <title>Optics: &quot;how&quot; &amp; &lt;why&gt;</title>
        <updated>2026-03-04T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://example.org/levels/optics/"/>
        <summary>What &lt;it&gt; looks like &amp; why.</summary>
        </entry>
        <entry>
        <id>https://example.org/levels/</id>
        <title>Levels [of work]</title>
        <updated>2026-01-02T00:00:00Z</updated>
        <link rel="alternate" type="text/html" href="https://example.org/levels/"/>
        <summary>Two of them.</summary>
        </entry>
        </feed>
    "#]],
    );
}

#[test]
fn the_feed_ends_after_thirty_entries_and_knows_the_days_of_commits() {
    let pages: String = (0..40).map(|n| format!("-- content/p{n}.md --\nText.\n")).collect();
    let site = "-- book.toml --\n[output.html]\nsite-url = \"https://example.org/book/\"\n";
    let mut sources = Sources::from_fixture(&format!("{site}{pages}"));
    let day = |n: i8| jiff::civil::date(2026, 1 + n / 20, 1 + n % 20);
    let commits = |n| Commits { changed: day(n), by: String::new(), created: day(n) };
    let history = (0..40).map(|n| (format!("p{n}.md"), commits(n)));
    sources.commits = Arc::new(history.collect());
    let (files, _) = Book::of(sources).render();
    let feed = text(&files["feed.xml"]);
    assert_eq!(feed.matches("<entry>").count(), 30);
    let places = ["p39/", "p38/", "p10/"].map(|page| feed.find(page).unwrap());
    assert!(places.is_sorted() && !feed.contains("p9/"), "{feed}");
    assert!(!files.contains_key("robots.txt"), "the host's root is not ours");
}

#[test]
fn without_a_whole_address_there_is_no_sitemap_and_no_feed() {
    let (files, _) = Book::new(&BOOK.replace("https://example.org/\"", "/handbook/\"")).render();
    let absent = ["sitemap.xml", "feed.xml", "robots.txt"];
    assert!(absent.iter().all(|name| !files.contains_key(*name)));
    assert!(!text(&files["index.html"]).contains("application/atom+xml"));
}

#[test]
fn pages_name_their_twin_and_the_feed() {
    let (files, _) = Book::new(BOOK).render();
    let page = text(&files["levels/optics/index.html"]);
    assert!(page.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"index.md\">"));
    assert!(page.contains("type=\"application/atom+xml\" href=\"../../feed.xml\""));
    assert!(!text(&files["404.html"]).contains("text/markdown"));
}

#[test]
fn a_draft_is_in_none_of_them() {
    let (files, _) = Book::new(BOOK).render();
    for name in ["llms.txt", "sitemap.xml", "feed.xml", "playbook.json"] {
        assert!(!text(&files[name]).to_lowercase().contains("secret"), "{name}");
    }
    assert!(!files.contains_key("secret/index.md"));
}

#[test]
fn a_file_of_the_author_is_published_instead() {
    let own = "-- content/index.md --\nText.\n-- content/robots.txt --\nmine\n-- content/llms.txt --\nmine\n";
    let site = "-- book.toml --\n[output.html]\nsite-url = \"https://example.org\"\n";
    check(&format!("{site}{own}"), "llms.txt", expect![["mine\n"]]);
    check(&format!("{site}{own}"), "robots.txt", expect![["mine\n"]]);
}

#[test]
fn links_say_where_they_are_written_and_where_they_lead() {
    let (files, _) = Book::new(BOOK).render();
    let book: serde_json::Value = serde_json::from_slice(&files["playbook.json"]).unwrap();
    let mut lines = String::new();
    for entry in book["entries"].as_array().unwrap() {
        for link in entry["links"].as_array().unwrap() {
            let word = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
            let source = &link["source"];
            lines += &format!(
                "{}:{}:{} {} {} {}\n",
                word(&source["file"]),
                source["line"],
                source["column"],
                word(&link["kind"]),
                word(&link["to"]),
                word(&link["anchor"])
            );
        }
    }
    expect![[r#"
        content/index.md:3:5 entry levels/optics/ -
        content/index.md:3:17 entry levels/optics/ part
        content/index.md:3:44 entry levels/optics/ part
        content/index.md:3:72 entry levels/optics/ -
        content/index.md:3:82 file p.png -
        content/index.md:3:95 file p.png -
        content/index.md:4:1 wanted Nobody wrote this -
        content/index.md:4:24 external https://example.org/x?a=1&b=2 -
        content/index.md:4:71 entry levels/impact/ -
        content/index.md:4:99 missing there is no entry or file `gone.md` -
        content/index.md:6:1 entry pick/ -
        content/part.txt:1:13 entry levels/optics/ -
        content/levels/optics.md:11:9 entry levels/ -
        content/levels/optics.md:11:36 entry levels/optics/ part
        content/pick.md:8:10 entry levels/optics/ -
        content/pick.md:9:10 entry  -
    "#]]
    .assert_eq(&lines);
}
