//! Procedures, tasks, signals and comparisons, from markdown to the pages that show them.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is made now into this file.

use crate::common::{Book, html};
use expect_test::{Expect, expect};
use serde_json::Value;

/// The text of a book's first page as HTML.
#[track_caller]
fn check(markdown: &str, expected: Expect) {
    let pages = Book::of_page(markdown).pages();
    let main = html::main(&pages["index.html"]);
    let start = main.find("<div class=\"prose\">").unwrap();
    let end = main[start..].find("</div>\n</article>").map_or(main.len(), |end| start + end);
    expected.assert_eq(main[start..end].trim_start_matches("<div class=\"prose\">\n"));
}

#[test]
fn steps_hold_what_is_below_their_headings_and_the_procedure_ends_with_its_section() {
    check(
        "# T\n\n## Procedure\n\n### Step 1: Ask **all**\n\nText\n\n#### More\n\n### Step 2 - Act\n\n- [ ] one\n\n## End\n",
        expect![[r##"
            <h2 id="procedure"><a class="anchor" href="#procedure">Procedure</a></h2>
            <tick-list class="steps">
            <ol>
            <li>
            <h3 id="step-1-ask-all"><a class="anchor" href="#step-1-ask-all"><span class="step-number"><span>Step </span>1<span>: </span></span>Ask <strong>all</strong></a></h3>
            <p>Text</p>
            <h4 id="more"><a class="anchor" href="#more">More</a></h4>
            </li>
            <li>
            <h3 id="step-2---act"><a class="anchor" href="#step-2---act"><span class="step-number"><span>Step </span>2<span> - </span></span>Act</a></h3>
            <tick-list>
            <ul>
            <li><label><input type="checkbox" disabled> one</label></li>
            </ul>
            </tick-list>
            </li>
            </ol>
            </tick-list>
            <h2 id="end"><a class="anchor" href="#end">End</a></h2>

        "##]],
    );
}

#[test]
fn a_decision_in_a_step_stays_in_its_step() {
    let markdown = "# T\n\n### Step 1: A\n\nIs it safe to ship today?\n\n- Yes → Ship it\n- No → Wait a day\n\n### Step 2: B\n\n**Good**: a\n**Risk**: b\n";
    let pages = Book::of_page(markdown).pages();
    let main = html::main(&pages["index.html"]);
    let at = |what: &str| main.find(what).unwrap_or_else(|| panic!("{what} in {main}"));
    assert!(at("<tick-list class=\"steps\">") < at("inline-tree"));
    assert!(at("inline-tree") < at("id=\"step-2-b\""));
    assert!(at("id=\"step-2-b\"") < at("class=\"comparison\""));
    assert!(at("class=\"comparison\"") < at("</ol>\n</tick-list>"));
}

#[test]
fn the_items_of_a_procedure_have_ids_that_links_find() {
    check(
        "# T\n\nSee [there](#step-2).\n\n## Procedure\n\n1. Ask\n2. Act\n\n   - soon\n",
        expect![[r##"
            <p>See <a href="#step-2">there</a>.</p>
            <h2 id="procedure"><a class="anchor" href="#procedure">Procedure</a></h2>
            <tick-list class="steps">
            <ol>
            <li id="step-1"><p>Ask</p>
            </li>
            <li id="step-2"><p>Act</p>
            <ul>
            <li>soon</li>
            </ul>
            </li>
            </ol>
            </tick-list>

        "##]],
    );
}

#[test]
fn tasks_keep_their_labels_on_a_page_with_html() {
    check(
        "# T\n\n<b>x</b>\n\n> - [ ] quoted\n\n- [ ] a `b`\n  - [x] c\n\n  d\n",
        expect![[r#"
            <p><b>x</b></p>
            <tick-list>
            <blockquote>
            <ul>
            <li><label><input type="checkbox" disabled=""> quoted</label></li>
            </ul>
            </blockquote>
            </tick-list>
            <tick-list>
            <ul>
            <li><p><label><input type="checkbox" disabled=""> a <code>b</code></label></p>
            <ul>
            <li><label><input type="checkbox" disabled="" checked=""> c</label></li>
            </ul>
            <p>d</p>
            </li>
            </ul>
            </tick-list>

        "#]],
    );
}

#[test]
fn signals_are_set_as_speech_and_keep_their_words() {
    check(
        "---\nsignals: ['\"Stated\"']\n---\n# T\n\n## Signals\n\n- \"A\"\n\n**You may hear:**\n\n- B [x](index.md)\n",
        expect![[r##"
            <h2 id="signals"><a class="anchor" href="#signals">Signals</a></h2>
            <div class="signals" id="page-signals-2">
            <ul>
            <li>&quot;A&quot;</li>
            </ul>
            </div>
            <p><strong>You may hear:</strong></p>
            <div class="signals" id="page-signals-3">
            <ul>
            <li>B <a href="./">x</a></li>
            </ul>
            </div>
            <section class="signals" aria-labelledby="page-signals">
            <h2 id="page-signals">You might hear</h2>
            <ul>
            <li>“Stated”</li>
            </ul></section>

        "##]],
    );
}

#[test]
fn two_sides_are_a_list_of_terms_and_their_heading_keeps_its_id() {
    check(
        "# T\n\n## Alone | Together\n\nL+: *Quick*, see [this](index.md).\n\nR+: Safe\n\nR-: Slow\n\n**Pros**\n\n- a\n\n**Cons**\n\n- b\n",
        expect![[r##"
            <h2 id="alone--together"><a class="anchor" href="#alone--together">Alone<span class="or"> | </span>Together</a></h2>
            <dl class="comparison">
            <div><dt>Alone</dt>
            <dd><span class="mark">L+</span> <p><em>Quick</em>, see <a href="./">this</a>.</p>
            </dd>
            </div>
            <div><dt>Together</dt>
            <dd><span class="mark">R+</span> <p>Safe</p>
            </dd>
            <dd><span class="mark">R-</span> <p>Slow</p>
            </dd>
            </div>
            </dl>
            <dl class="comparison">
            <div><dt>Pros</dt>
            <dd><ul>
            <li>a</li>
            </ul>
            </dd>
            </div>
            <div><dt>Cons</dt>
            <dd><ul>
            <li>b</li>
            </ul>
            </dd>
            </div>
            </dl>

        "##]],
    );
}

#[test]
fn the_page_of_signals_lists_them_in_the_order_of_the_book_with_their_decisions() {
    let book = Book::new(
        "-- content/a.md --\n---\norder: 2\n---\n# A\n\n## Signals\n\n- \"Late\"\n\n```tree t\n```\n\
         -- content/b.md --\n---\norder: 1\n---\n# B\n\n**You hear:**\n\n- Early\n\
         -- content/t.md --\n---\ntype: decision-tree\nsignals: [Which?]\n---\n# T\n\n**Listen for:**\n\n- Hm.\n\n## Which? {#q}\n\n- Left → L\n- Right → R\n\n## L\n\n## R\n",
    );
    let pages = book.pages();
    let main = html::main(&pages["signals/index.html"]);
    let links: Vec<String> = html::elements(main)
        .into_iter()
        .filter(|element| element.name == "a")
        .filter_map(|element| element.get("href").map(str::to_owned))
        .collect();
    assert_eq!(
        links,
        [
            "../b/",
            "../b/#page-signals",
            "../a/",
            "../t/",
            "../a/#signals",
            "../t/",
            "../t/#page-signals",
            "../t/#page-signals-2"
        ]
    );
    assert!(pages["t/index.html"].contains("id=\"page-signals\""));
    assert!(pages["t/index.html"].contains("id=\"page-signals-2\""));
}

#[test]
fn the_first_page_names_a_signal_of_a_few_entries_in_the_order_of_the_book() {
    let entry = |name: &str, order: u32| {
        format!(
            "-- content/{name}.md --\n---\norder: {order}\n---\n# {name}\n\n## Signals\n\n- \"{name} one\"\n- \"{name} two\"\n"
        )
    };
    let book: String =
        [("d", 1), ("c", 2), ("b", 3), ("a", 4)].map(|(name, order)| entry(name, order)).concat();
    let pages = Book::new(&format!("-- content/index.md --\n# Home\n{book}")).pages();
    let main = html::main(&pages["index.html"]);
    let named: Vec<String> = html::elements(main)
        .into_iter()
        .filter_map(|element| element.get("href").map(str::to_owned))
        .filter(|href| href.contains('#'))
        .collect();
    assert_eq!(named, ["d/#signals", "c/#signals", "b/#signals"]);
    assert!(main.contains("d one") && !main.contains("d two"));
    assert!(!pages["a/index.html"].contains("d one"));
}

#[test]
fn an_entry_at_the_address_of_signals_is_at_the_next_one() {
    let book = Book::new(
        "-- content/signals.md --\n# Ours\n-- content/a.md --\n---\nsignals: [B]\n---\n# A\n",
    );
    let pages = book.pages();
    assert!(pages["signals-2/index.html"].contains("Ours"));
    assert!(pages["a/index.html"].contains("What are you hearing?"));
}

#[test]
fn a_book_without_signals_has_no_page_of_them() {
    assert!(!Book::of_page("# T\n").pages().contains_key("signals/index.html"));
}

#[test]
fn one_list_that_reads_like_signals_makes_no_page_of_them() {
    let list = "# A\n\n## Signals\n\n- \"B\"\n";
    let has_page = |book: &str| Book::new(book).pages().contains_key("signals/index.html");
    assert!(!has_page(&format!("-- content/a.md --\n{list}")));
    assert!(has_page(&format!("-- content/a.md --\n{list}\n-- content/b.md --\n{list}")));
    assert!(has_page("-- content/a.md --\n---\nsignals: [B]\n---\n# A\n"));
    let entry = Book::of_page(list).pages();
    assert!(entry.values().any(|page| page.contains("<div class=\"signals\"")));
}

#[test]
fn programs_are_told_of_signals_with_their_lines() {
    let files = Book::of_page("# T\n\n## Signals\n\n- \"A\"\n- B\n").render().0;
    let data: Value = serde_json::from_slice(&files["playbook.json"]).unwrap();
    let signals = &data["entries"][0]["signals"];
    assert_eq!(signals[1]["text"], "B");
    assert_eq!(signals[1]["id"], "signals");
    assert_eq!(signals[1]["line"], 6);
}
