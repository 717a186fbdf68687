//! Blocks, tabs, shortcodes and code of other tools.

use crate::common::{Book, html};

/// The page of a text, and what is said about the book.
pub fn page(fixture: &str) -> String {
    let fixture = match fixture.starts_with("-- ") {
        true => fixture.to_owned(),
        false => format!("-- content/index.md --\n# Home\n\n{fixture}"),
    };
    let book = Book::new(&fixture);
    let pages = book.pages();
    format!("{}\n{}", pages["index.html"], book.lines(&book.diagnostics))
}

#[track_caller]
pub fn shows(fixture: &str, parts: &[&str], never: &[&str]) {
    let html = page(fixture);
    let plain = html::without_highlights(&html);
    for part in parts {
        assert!(html.contains(part) || plain.contains(part), "{part} is not in\n{html}");
    }
    for part in never {
        assert!(!html.contains(part), "{part} is in\n{html}");
    }
}

#[test]
fn admonitions_of_mkdocs_are_callouts() {
    shows(
        "!!! note \"Title\"\n    Body with [link](b.md).\n\n!!! warning\n\n    Two with **bold**.\n\n    | A | B |\n    |---|---|\n    | c | d |\n\n??? tip \"Folded\"\n\n    ```sh\n    !!! code\n    ```\n\n    ??? note \"In it\"\n        - Inner\n",
        &[
            "<p class=\"callout-title\">Title</p>\n<p>Body with",
            "<p>Two with <strong>bold</strong>.</p>",
            "<td>c</td>",
            "<summary class=\"callout-title\">Folded</summary>",
            "!!! code",
            "<summary class=\"callout-title\">In it</summary>\n<ul>",
        ],
        &["!!! note", "???", "&quot;Title"],
    );
    shows(
        "!!! note\nNo body.\n\n!!! recipe \"Only a title\"\n\n!!! recipe\nNo title.\n",
        &[
            "<p class=\"callout-title\">Note</p>\n</aside>\n<p>No body.</p>",
            "<p class=\"callout-title\">Only a title</p>\n</aside>",
            "<p>!!! recipe\nNo title.</p>",
        ],
        &[],
    );
}

#[test]
fn media_side_by_side_have_their_own_links() {
    let video = |id: &str| format!("https://www.youtube.com/watch?v={id}\"");
    for between in ["", " ", "  ", "\n"] {
        let text = ["a", "b", "c"].map(|id| format!("{{{{< youtube {id} >}}}}")).join(between);
        let html = page(&format!("{text}\n"));
        for id in ["a", "b", "c"] {
            assert_eq!(html.matches(&video(id)).count(), 1, "{id} {between:?}\n{html}");
        }
        assert_eq!(html.matches(">Video on YouTube<").count(), 3, "{html}");
    }
}

#[test]
fn directives_are_callouts() {
    shows(
        "A paragraph\n:::tip Try *it*\nBody\n:::\nAfter\n\n::: details More\nFold\n:::\n\n:::recipe\nKept\n:::\n",
        &[
            "<p>A paragraph</p>\n<aside class=\"callout tip\"",
            "Try <em>it</em></p>\n<p>Body</p>\n</aside>\n<p>After</p>",
            "<summary class=\"callout-title\">More</summary>",
            "<p>Kept</p>",
            "`:::recipe` is a directive of another tool and only its body is shown",
        ],
        &["<p>:::", "<dd>"],
    );
    shows(
        "?> A *tip*\n\n>>>\nSaid\n\n- so\n>>>\n",
        &["<p>A <em>tip</em></p>", "<blockquote>\n<p>Said</p>"],
        &["?&gt;", "&gt;&gt;"],
    );
}

#[test]
fn links_in_blocks_of_other_tools_are_links() {
    shows(
        "-- content/index.md --\n# Home\n\n{% hint %}\n[One](b.md) and [gone](c.md)\n{% endhint %}\n\n{{< button href=\"b.md\" >}}Two{{< /button >}} {{< figure src=\"a.png\" alt=\"Alt\" caption=\"Words\" >}}\n-- content/b.md --\n# B\n-- content/a.png --\nx\n",
        &[
            "<a href=\"b/\">One</a>",
            "<a href=\"b/\">Two</a>",
            "alt=\"Alt\"",
            "<figcaption>Words</figcaption>",
            "content/index.md:4:",
        ],
        &["{{", "{%"],
    );
}

#[test]
fn mdbook_hides_lines_of_code() {
    let page = "-- content/index.md --\n# Home\n\n```rust,editable\n# use a;\n## b\n#[c]\nd\n```\n\n```python\n~e\nf\n```\n";
    let book = "-- book.toml --\n[output.html.code.hidelines]\npython = \"~\"\n";
    let summary = "-- content/SUMMARY.md --\n- [Home](index.md)\n";
    shows(
        &format!("{book}{summary}{page}"),
        &[">f\n", "# b\n", "d\n"],
        &["use a", "~e", "## b", "editable", "config"],
    );
    shows(page, &["# use a;", "## b", "~e"], &[]);
    shows(&format!("{book}{page}"), &["# use a;"], &[]);
}

#[test]
fn snippets_are_included() {
    shows(
        "-- content/index.md --\n# Home\n\n--8<-- \"parts/a.md\"\n\n;--8<-- \"parts/b.md\"\n\n--8<--\nparts/c.md:one\n--8<--\n\n--8<-- \"../../etc/passwd\"\n\n--8<-- \"gone.md\"\n-- parts/a.md --\nFrom *A*.\n-- parts/c.md --\nNo.\n<!-- --8<-- [start:one] -->\nOnly this.\n<!-- --8<-- [end:one] -->\nNo.\n",
        &[
            "From <em>A</em>.",
            "--8&lt;-- &quot;parts/b.md&quot;",
            "<p>Only this.</p>",
            "outside of the book",
            "there is no file `gone.md`",
        ],
        &["No.", ";--8"],
    );
}

#[test]
fn a_move_keeps_links_in_translated_blocks_right() {
    let text = "-- content/a/one.md --\n{{< figure src=\"../b/two.png\" >}} {{< youtube x >}}\n\n!!! note \"T\"\n    [B](../b/two.md) <a href=\"../b/two.md\">c</a>\n-- content/b/two.md --\n# B\n-- content/b/two.png --\nx\n";
    let book = Book::new(text);
    let copy = book.site.playbook.entries.iter().find(|it| &*it.parsed.path == "a/one.md").unwrap();
    let places: Vec<&str> = (copy.parsed.prose.links.iter())
        .filter_map(|link| link.place())
        .map(|place| &copy.parsed.text[place])
        .collect();
    assert_eq!(places, ["../b/two.png", "../b/two.md", "../b/two.md"]);
}

#[test]
fn queries_of_obsidian_are_code_and_reported_once() {
    shows(
        "```dataview\nLIST\n```\n\n```dataview\nTABLE\n```\n\n```bash\nls\n```\n",
        &["LIST", "`dataview` is a query of Obsidian and is shown as code, 2 times in this book"],
        &["`bash`"],
    );
}

#[test]
fn every_type_of_callout_has_a_style_and_a_title_in_any_capitals() {
    let table = [
        ("note", ["NOTE Note", "info Info", "Todo To do", "abstract Abstract", "TLDR TL;DR"]),
        ("note", ["question Question", "help Help", "faq FAQ", "example Example", "cite Quote"]),
        (
            "note",
            [
                "quote Quote",
                "summary Summary",
                "secondary Secondary",
                "seealso See also",
                "INFO Info",
            ],
        ),
        ("tip", ["tip Tip", "hint Hint", "success Success", "check Check", "done Done"]),
        (
            "caution",
            ["failure Failure", "fail Fail", "missing Missing", "DANGER Danger", "bug Bug"],
        ),
        (
            "caution",
            ["error Error", "caution Caution", "CAUTION Caution", "Bug Bug", "Error Error"],
        ),
        (
            "warning",
            [
                "warning Warning",
                "attention Attention",
                "WARNING Warning",
                "Attention Attention",
                "Warning Warning",
            ],
        ),
    ];
    for (style, types) in table {
        for (kind, title) in types.iter().filter_map(|line| line.split_once(' ')) {
            let class = format!("<aside class=\"callout {style}\"");
            let title = format!("<p class=\"callout-title\">{title}</p>");
            for text in [
                format!("> [!{kind}]\n> Body.\n"),
                format!("!!! {kind}\n    Body.\n"),
                format!(":::{kind}\nBody.\n:::\n"),
                format!("{{% hint style=\"{kind}\" %}}\nBody.\n{{% endhint %}}\n"),
                format!("{{{{< alert type=\"{kind}\" >}}}}\nBody.\n{{{{< /alert >}}}}\n"),
            ] {
                // A colour of Bootstrap in the last two.
                if kind != "secondary" || !text.starts_with('{') {
                    shows(&text, &[&class, &title, "<p>Body.</p>"], &["foreign"]);
                }
            }
        }
    }
    shows(
        "> [!my-recipe]\n> Body.\n",
        &["<aside class=\"callout\" data-callout=\"my-recipe\"", ">My recipe<"],
        &[],
    );
    shows("{{< notice Warn >}}\nBody.\n{{< /notice >}}\n", &["callout warning", ">Warning<"], &[]);
}
