//! Exports of Confluence as markdown.

use crate::common::{Book, html};

const SPACE: &str = "\
-- content/index.md --
# Space

Text.
-- content/Home_65590.md --
# Ops : Home

Created by Ann, last modified on Jan 05, 2026

## Who comes first

Text.
-- content/Team/On-call_65581.md --
1. [Ops](../index.md)
2. [Home](../Home_65590.md)

# Ops : On call

[a](/pages/viewpage.action?pageId=65590), [b](https://acme.atlassian.net/wiki/spaces/OPS/pages/65590/Home),
[c](/display/OPS/Home), [d](../Home_65590.md#Home-Whocomesfirst), [e](/wiki/spaces/OPS/pages/65590),
[f](https://example.org/pages/view?pageId=1), [g](#OnCall-Night).

## Night {#id-.On call-Night}

![](images/icons/bullet.gif) Sleep.

<ac:structured-macro ac:name=\"warning\"><ac:parameter ac:name=\"title\">Careful</ac:parameter><ac:rich-text-body>

Do **not** wake me.

</ac:rich-text-body></ac:structured-macro>

<ac:structured-macro ac:name=\"code\"><ac:parameter ac:name=\"language\">sh</ac:parameter><ac:plain-text-body><![CDATA[ls <x>
rm y]]></ac:plain-text-body></ac:structured-macro>

See <ac:link><ri:page ri:content-title=\"Home\" /><ac:plain-text-link-body><![CDATA[the home]]></ac:plain-text-link-body></ac:link>.

<table class=\"confluenceTable\"><tbody><tr><th colspan=\"2\"><p>A</p></th></tr><tr><td><ul><li>x</li></ul></td><td>y</td></tr></tbody></table>

## Comments:

Good page. Posted by bo.
";

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    let plain = html::without_highlights(html);
    for part in parts {
        assert!(html.contains(part) || plain.contains(part), "{part} is not in\n{html}");
    }
}

#[test]
fn a_space_is_a_book() {
    let book = Book::new(SPACE);
    assert_eq!(book.lines(&book.diagnostics), "");
    let pages = book.pages();
    has(&pages["home/index.html"], &["<title>Home", "<h1 id=\"top\">Home</h1>"]);
    let html = &pages["team/on-call/index.html"];
    has(
        html,
        &[
            "<h1 id=\"top\">On call</h1>",
            "<a href=\"../../home/\" rel=\"noopener\">a</a>",
            "<a href=\"../../home/\" rel=\"noopener\">b</a>",
            "<a href=\"../../home/\" rel=\"noopener\">c</a>",
            "<a href=\"../../home/#who-comes-first\" rel=\"noopener\">d</a>",
            "<a href=\"../../home/\" rel=\"noopener\">e</a>",
            "<a href=\"https://example.org/pages/view?pageId=1\" rel=\"noopener\">f</a>",
            ">Night</a></h2>",
            "<p>Sleep.</p>",
            "<aside class=\"callout warning\"",
            "Careful</p>",
            "<p>Do <strong>not</strong> wake me.</p>",
            "</span> &lt;x&gt;\n",
            "See <a href=\"../../home/\" rel=\"noopener\">the home</a>.",
            "<th colspan=\"2\"><p>A</p></th>",
            "<summary>Comments</summary>\n<p>Good page.",
        ],
    );
    for raw in ["ac:", "ri:", "CDATA", "Ops :", "]]"] {
        assert!(!html.contains(raw), "{raw}\n{html}");
    }
}

#[test]
fn numbers_of_few_names_stay() {
    let pages =
        "-- content/a_65581.md --\nText.\n-- content/b.md --\nText.\n-- content/c.md --\nText.\n";
    assert!(Book::new(pages).pages().contains_key("a_65581/index.html"));
}

#[test]
fn a_number_in_front_matter_is_that_of_the_page() {
    let book = Book::new(
        "-- content/a.md --\n---\nconfluence_page_id: '65581'\n---\n# A\n\nText.\n\
         -- content/b.md --\n# B\n\n[a](https://acme.atlassian.net/wiki/spaces/X/pages/65581/A)\n",
    );
    has(&book.pages()["b/index.html"], &["<a href=\"../a/\">a</a>"]);
}

#[test]
fn only_the_comments_of_exports_are_folded() {
    let of = |text: &str| {
        let pages = Book::new(&format!("-- content/a.md --\n{text}")).pages();
        pages["a/index.html"].clone()
    };
    let html = of(
        "# A\n\n## Comments:\n\nGood.\n\n```sh\n# Comments:\nls\n# Next:\n```\n\n![](images/icons/a.svg)\n",
    );
    has(
        &html,
        &[">Comments:</a></h2>", "# Comments:</span>", "# Next:</span>", "images/icons/a.svg"],
    );
    assert!(!html.contains("<summary>Comments"), "{html}");
    let html = of(
        "# Ops : A\n\nCreated by Ann, last modified on Jan 5\n\n## Comments:\n\nGood.\n\n## Next section\n\nText.\n",
    );
    has(
        &html,
        &["<summary>Comments</summary>\n<p>Good.</p>\n</details>", ">Next section</a></h2>"],
    );
}
