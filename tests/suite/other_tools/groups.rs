//! Tabs, cards, columns and steps of other tools.

use crate::common::Book;
use crate::other_tools::blocks::shows;

/// The names of the tabs of a page, in order.
fn names(html: &str) -> Vec<&str> {
    let starts = html.split("<details name=\"").skip(1);
    starts.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name).collect()
}

fn page(markdown: &str) -> String {
    let book = Book::of_page(&format!("# Home\n\n{markdown}"));
    book.pages()["index.html"].clone()
}

#[test]
fn tabs_of_all_tools_have_labels_and_bodies() {
    for tabs in [
        "=== \"Mac\"\n\n    Do **this**.\n\n=== \"Linux\"\n\n    Do that.\n",
        "=== \"Mac\"\n    Do **this**.\n===+ \"Linux\"\n    Do that.\n",
        "===! \"Mac\"\n    Do **this**.\n=== \"Linux\"\n    Do that.\n",
        "{% tabs %}\n{% tab title=\"Mac\" %}\nDo **this**.\n{% endtab %}\n\n{% tab title=\"Linux\" %}\nDo that.\n{% endtab %}\n{% endtabs %}\n",
        "{{< tabs >}}\n{{% tab name=\"Mac\" %}}\nDo **this**.\n{{% /tab %}}\n{{% tab name=\"Linux\" %}}\nDo that.\n{{% /tab %}}\n{{< /tabs >}}\n",
        "{{< tabs items=\"Mac,Linux\" >}}\n{{< tab >}}Do **this**.{{< /tab >}}\n{{< tab >}}Do that.{{< /tab >}}\n{{< /tabs >}}\n",
        "<Tabs>\n  <TabItem value=\"mac\" label=\"Mac\" default>\n\n    Do **this**.\n\n  </TabItem>\n  <TabItem value=\"l\" label=\"Linux\">Do that.</TabItem>\n</Tabs>\n",
        "<Tabs items={['Mac', 'Linux']}>\n<Tabs.Tab>Do **this**.</Tabs.Tab>\n<Tabs.Tab>Do that.</Tabs.Tab>\n</Tabs>\n",
        "<Tabs>\n<Tab title={\"Mac\"}>\nDo **this**.\n</Tab>\n<Tab title=\"Linux\">\nDo that.\n</Tab>\n</Tabs>\n",
        "::: {.panel-tabset}\n## Mac\nDo **this**.\n\n## Linux\nDo that.\n:::\n",
        "::::{tab-set}\n:::{tab-item} Mac\nDo **this**.\n:::\n:::{tab-item} Linux\n:sync: l\nDo that.\n:::\n::::\n",
        "::: tabs\n@tab Mac\nDo **this**.\n@tab:active Linux#l\nDo that.\n:::\n",
        ":::tabs\n== Mac\nDo **this**.\n== Linux\nDo that.\n:::\n",
        "<!-- tabs:start -->\n#### **Mac**\n\nDo **this**.\n\n#### **Linux**\n\nDo that.\n<!-- tabs:end -->\n",
    ] {
        shows(
            tabs,
            &[
                "<div class=\"block-tabs\">\n<details name=\"tabs-",
                "\" open>\n<summary>Mac</summary>\n<p>Do <strong>this</strong>.</p>\n</details>\n<details name=\"tabs-",
                "\">\n<summary>Linux</summary>\n<p>Do that.</p>\n</details>\n</div>",
            ],
            &["===", "{%", "{{", "TabItem", "foreign", "@tab", ":::", "tabs:"],
        );
    }
}

#[test]
fn tabs_of_one_group_have_one_name_and_no_other_group_has_it() {
    let html = page(
        "=== \"A\"\n\n    a\n\n    === \"In A\"\n\n        b\n\n    === \"Also in A\"\n\n        c\n\n=== \"B\"\n\n    d\n\n===! \"C\"\n\n    e\n\nWords.\n\n=== \"D\"\n    f\n",
    );
    let [a, in_a, also_in_a, b, c, d] = names(&html)[..] else { panic!("{html}") };
    assert_eq!((a, in_a), (b, also_in_a), "{html}");
    let mut all = vec![a, in_a, c, d];
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), 4, "{html}");
    assert_eq!(html.matches(" open>").count(), 4, "{html}");
    assert_eq!(html.matches("block-tabs").count(), 4, "{html}");
}

#[test]
fn groups_with_an_end_are_apart() {
    let tabs = "{% tabs %}\n{% tab title=\"A\" %}\na\n{% endtab %}\n{% endtabs %}\n";
    let html = page(&format!("{tabs}\n{tabs}"));
    assert_eq!(html.matches("block-tabs").count(), 2, "{html}");
    shows(
        "- one\n\n    === \"A\"\n        a\n\n    === \"B\"\n        b\n\n- two\n\n!!! note\n    === \"C\"\n        c\n",
        &["<summary>A</summary>", "<summary>C</summary>\n<p>c</p>\n</details>\n</div>\n</aside>"],
        &["==="],
    );
}

#[test]
fn tabs_without_a_body_have_a_label() {
    shows(
        "=== \"A\"\n=== \"B\"\n\n    b\n",
        &["<summary>A</summary>\n</details>", "<summary>B</summary>\n<p>b</p>"],
        &["==="],
    );
}

#[test]
fn on_the_print_page_all_tabs_are_shown() {
    let book = Book::of_page("# Home\n\n=== \"Mac\"\n    a\n\n=== \"Linux\"\n    b\n");
    let print = &book.pages()["print/index.html"];
    assert!(!print.contains("<details"), "{print}");
    for label in ["Mac", "Linux"] {
        let group = format!(
            "<div class=\"group\" role=\"group\" aria-label=\"{label}\">\n<p class=\"group-label\"><strong>{label}</strong></p>"
        );
        assert!(print.contains(&group), "{print}");
    }
}

#[test]
fn groups_of_code_are_tabs() {
    for code in [
        "::: code-group\n```js [a.js]\nx\n```\n\n```ts\ny\n```\n:::\n",
        "<CodeGroup>\n```js a.js\nx\n```\n```ts\ny\n```\n</CodeGroup>\n",
        "{{< tabpane >}}\n{{< tab header=\"a.js\" lang=\"js\" >}}\nx\n{{< /tab >}}\n{{< tab header=\"ts\" lang=\"ts\" >}}\ny\n{{< /tab >}}\n{{< /tabpane >}}\n",
    ] {
        shows(
            code,
            &["<summary>a.js</summary>\n<pre", "<summary>ts</summary>\n<pre"],
            &["[a.js]", "```", ":::"],
        );
    }
}

#[test]
fn cards_keep_all_their_words_and_links() {
    let b = "\n-- content/b.md --\n# B\n";
    let index = "-- content/index.md --\n# Home\n\n";
    let linked = "<div class=\"block-card\">\n<p class=\"card-title\"><strong><a href=\"b/\"";
    for card in [
        "<CardGrid>\n<LinkCard title=\"Title\" href=\"b.md\" description=\"Words here\" />\n</CardGrid>\n",
        "<CardGroup cols={2}>\n<Card title=\"Title\" href=\"b.md\" icon=\"x\">\nWords here\n</Card>\n</CardGroup>\n",
        "{{< cards >}}\n{{< card link=\"b.md\" title=\"Title\" subtitle=\"Words here\" >}}\n{{< /cards >}}\n",
        "::::{grid} 2\n:::{grid-item-card} Title\n:link: b.md\nWords here\n:::\n::::\n",
    ] {
        shows(
            &format!("{index}{card}{b}"),
            &[linked, ">Title</a></strong></p>\n<p>Words here</p>", "<div class=\"block-cards\">"],
            &["foreign", "placeholder", "broken"],
        );
    }
    shows(
        &format!("{index}<LinkCard title=\"Title\" href=\"gone.md\" />\n"),
        &["gone.md", "content/index.md:3:31"],
        &[],
    );
    shows(
        "# A <Badge text=\"New\" variant=\"tip\" />\n\n<LinkButton href=\"https://a.example\">Go</LinkButton>\n\n| <Card title=\"In a cell\" /> |\n|---|\n",
        &[">A New<", "href=\"https://a.example\">Go</a>", "<strong>In a cell</strong>"],
        &["foreign"],
    );
}

#[test]
fn a_move_finds_the_links_of_cards() {
    let text = "<LinkCard title=\"A\" href=\"../b/two.md\" />\n\n<Card title=\"B\" href='../b/two.md'>x</Card>\n\n:::{card} C\n:link: ../b/two.md\n:::\n";
    let book = Book::new(&format!("-- content/a/one.md --\n{text}\n-- content/b/two.md --\n# B\n"));
    let one = book.site.playbook.entries.iter().find(|it| &*it.parsed.path == "a/one.md").unwrap();
    let places = one.parsed.prose.links.iter().filter_map(|link| link.place());
    let places: Vec<&str> = places.map(|place| &one.parsed.text[place]).collect();
    assert_eq!(places, ["../b/two.md"; 3]);
}

#[test]
fn columns_and_steps_have_their_parts() {
    for columns in [
        "{% columns %}\n{% column %}\nLeft\n{% endcolumn %}\n{% column %}\nRight\n{% endcolumn %}\n{% endcolumns %}\n",
        "{{< columns >}}\nLeft\n<--->\nRight\n{{< /columns >}}\n",
        ":::: {.columns}\n::: {.column width=\"40%\"}\nLeft\n:::\n::: {.column}\nRight\n:::\n::::\n",
        "<Columns>\n<Column>\nLeft\n</Column>\n<Column>\nRight\n</Column>\n</Columns>\n",
    ] {
        shows(
            columns,
            &[
                "<div class=\"block-columns\">\n<div class=\"column\">\n<p>Left</p>\n</div>\n<div class=\"column\">\n<p>Right</p>\n</div>\n</div>",
            ],
            &["foreign", "{%", ":::", "--->"],
        );
    }
    shows(
        "{% stepper %}\n{% step %}\n## One\n\na\n{% endstep %}\n{% step %}\nb\n{% endstep %}\n{% endstepper %}\n\n<Steps>\n<Step title=\"Two\">\nc\n</Step>\n</Steps>\n\n<Steps>\n1. d\n2. e\n</Steps>\n",
        &[
            "<ol class=\"block-steps\">\n<li>\n<h2 id=\"one\">",
            "</li>\n<li>\n<p>b</p>\n</li>\n</ol>",
            "<li>\n<p class=\"group-label\"><strong>Two</strong></p>\n<p>c</p>",
            "<ol>\n<li>d</li>",
        ],
        &["foreign", ">Step<"],
    );
}

#[test]
fn what_folds_has_its_title() {
    for fold in [
        "??? tip \"More\"\n    Words\n",
        "<Accordion title=\"More\">\nWords\n</Accordion>\n",
        "::: collapse More\nWords\n:::\n",
        "{% expandable title=\"More\" %}\nWords\n{% endexpandable %}\n",
        "{{% expand \"More\" %}}Words{{% /expand %}}\n",
    ] {
        shows(
            fold,
            &["<summary class=\"callout-title\">More</summary>\n<p>Words</p>"],
            &["foreign"],
        );
    }
    shows("??? tip \"More\"\n", &["<summary class=\"callout-title\">More</summary>"], &["???"]);
    shows("<details name=\"x\"><summary>A</summary>b</details>\n", &["<details name=\"x\">"], &[]);
}

#[test]
fn only_pages_with_groups_load_their_styles() {
    let book = Book::new(
        "-- content/index.md --\n# Home\n\nWords.\n-- content/a.md --\n# A\n\n=== \"T\"\n    a\n-- content/b.md --\n# B\n\n<div class=\"grid cards\" markdown>\n\n- c\n\n</div>\n",
    );
    let pages = book.pages();
    assert!(!pages["index.html"].contains("blocks."));
    assert!(pages["a/index.html"].contains("blocks."));
    assert!(pages["b/index.html"].contains("<div class=\"block-grid grid cards\">"));
}
