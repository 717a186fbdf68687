//! Markdown and the HTML that it becomes, each element once.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is made now into this file.

use crate::common::{Book, html};
use expect_test::{Expect, expect};
use fieldbook::link::route::Route;
use fieldbook::render::article::{self, Replacements, Shown};
use fieldbook::render::place::PagePlace;

/// The article of a page, with what its heading holds on a line above it.
#[track_caller]
fn check(markdown: &str, expected: Expect) {
    expected.assert_eq(&written(&Book::of_page(markdown)));
}

/// The article of a book's first page.
#[track_caller]
fn check_book(fixture: &str, expected: Expect) {
    expected.assert_eq(&written(&Book::new(fixture)));
}

fn written(book: &Book) -> String {
    let playbook = &book.site.playbook;
    let entry = playbook.entries.iter().find(|entry| entry.route == Route::home()).unwrap();
    let article = article::write(
        Shown { playbook, entry, place: PagePlace::on(&entry.route) },
        entry.parsed.body.clone(),
        Replacements::new(),
    );
    let heading = article.heading.map(|heading| format!("[h1] {}\n", heading.as_str()));
    heading.unwrap_or_default() + article.body.as_str()
}

/// A page of hostile markdown and the words that may not be part of any of its tags.
#[track_caller]
fn check_harmless(markdown: &str) {
    let pages = Book::of_page(markdown).pages();
    let faults: Vec<_> =
        pages.iter().flat_map(|(path, page)| crate::common::links::faults(path, page)).collect();
    assert_eq!(faults, [""; 0], "{markdown}\n{}", html::main(&pages["index.html"]));
    let shell = |page: &str| {
        let names = html::elements(page).into_iter().map(|element| element.name);
        names
            .filter(|name| ["body", "main", "header", "footer", "script"].contains(&name.as_str()))
            .count()
    };
    let plain = Book::of_page("Text\n").pages();
    assert_eq!(shell(&pages["index.html"]), shell(&plain["index.html"]), "{markdown}");
}

// Blocks

#[test]
fn paragraphs_rules_and_breaks() {
    check(
        "One\ntwo\\\nthree  \nfour\n\n---\n\nFive & <six>\n",
        expect![[r#"
        <p>One
        two<br>
        three<br>
        four</p>
        <hr>
        <p>Five &amp; &lt;six&gt;</p>
    "#]],
    );
}

#[test]
fn emphasis_strong_struck_and_code() {
    check(
        "*a* **b** ***c*** ~~d~~ `e <f> & \"g\"` ``h ` i``\n",
        expect![[r#"
        <p><em>a</em> <strong>b</strong> <em><strong>c</strong></em> <del>d</del> <code>e &lt;f&gt; &amp; &quot;g&quot;</code> <code>h ` i</code></p>
    "#]],
    );
}

#[test]
fn quotes_and_nested_lists() {
    check(
        "> One\n>\n> > Two\n\n- a\n  - b\n    1. c\n- d\n\n7. seven\n3. eight\n",
        expect![[r#"
            <blockquote>
            <p>One</p>
            <blockquote>
            <p>Two</p>
            </blockquote>
            </blockquote>
            <ul>
            <li>a<ul>
            <li>b<ol>
            <li>c</li>
            </ol>
            </li>
            </ul>
            </li>
            <li>d</li>
            </ul>
            <ol start="7">
            <li>seven</li>
            <li>eight</li>
            </ol>
        "#]],
    );
}

#[test]
fn loose_lists_keep_their_paragraphs() {
    check(
        "* a\n\n* b\n\n    More of b\n",
        expect![[r#"
        <ul>
        <li><p>a</p>
        </li>
        <li><p>b</p>
        <p>More of b</p>
        </li>
        </ul>
    "#]],
    );
}

#[test]
fn a_comment_may_stand_before_the_title_and_a_rule_may_not() {
    check(
        "<!-- reviewed -->\n\n# Title\n\nText\n",
        expect![[r#"
        [h1] Title

        <p>Text</p>
    "#]],
    );
    check(
        "***\n\n# Section\n",
        expect![[r##"
        <hr>
        <h2 id="section"><a class="anchor" href="#section">Section</a></h2>
    "##]],
    );
}

#[test]
fn a_lone_folder_is_passed_over_for_what_it_holds() {
    let notes = "-- content/deep/notes/a.md --\n---\ndescription: First.\n---\n# A\n-- content/deep/notes/b.md --\n# B\n\nSecond.\n";
    let entries = |book: &str, page: &str| {
        let html = String::from_utf8(Book::new(book).render().0[page].clone()).unwrap();
        let (_, list) = html.split_once("<ul class=\"entries\">\n").unwrap();
        list.split_once("</ul>").unwrap().0.to_owned()
    };
    expect![[r#"
        <li><a href="deep/notes/a/">A</a><p>First.</p></li>
        <li><a href="deep/notes/b/">B</a><p>Second.</p></li>
    "#]]
    .assert_eq(&entries(notes, "index.html"));
    expect![[r#"
        <li><a href="notes/a/">A</a><p>First.</p></li>
        <li><a href="notes/b/">B</a><p>Second.</p></li>
    "#]]
    .assert_eq(&entries(notes, "deep/index.html"));
    let written = format!("{notes}-- content/deep/index.md --\n# Deep\n\nWhat is deep.\n");
    expect![[r#"
        <li><a href="deep/">Deep</a><p>What is deep.</p></li>
    "#]]
    .assert_eq(&entries(&written, "index.html"));
    let two = format!("{notes}-- content/other/c.md --\n# C\n");
    expect![[r#"
        <li><a href="deep/">Deep</a></li>
        <li><a href="other/">Other</a></li>
    "#]]
    .assert_eq(&entries(&two, "index.html"));
}

#[test]
fn a_title_reads_alike_in_front_matter_and_in_a_heading() {
    let matter =
        Book::of_page("---\ntitle: R&D &amp; sales &ndash; who&#39;s who &nope;\n---\nText\n");
    let heading = Book::of_page("# R&D &amp; sales &ndash; who&#39;s who &nope;\n\nText\n");
    let titles = [&matter, &heading].map(|book| book.site.playbook.entries[0].parsed.title.clone());
    assert_eq!(titles, ["R&D & sales – who's who &nope;"; 2]);
    let tree = Book::new(
        "-- content/a.md --\n---\ntype: tree\ntitle: Build &amp; buy\n---\n## Which?\n- Build -> Build\n- Buy -> Buy\n\n## Build\n\n## Buy\n-- content/b.md --\n[[Build & buy]]\n",
    );
    assert_eq!(tree.site.playbook.trees[0].tree.title, "Build & buy");
}

#[test]
fn the_first_h1_is_the_title_and_later_ones_are_sections() {
    check(
        "# The *title*\n\nText\n\n# Another\n\n## Below\n\n###### Deep\n",
        expect![[r##"
        [h1] The <em>title</em>
        <p>Text</p>
        <h2 id="another"><a class="anchor" href="#another">Another</a></h2>
        <h2 id="below"><a class="anchor" href="#below">Below</a></h2>
        <h6 id="deep"><a class="anchor" href="#deep">Deep</a></h6>
    "##]],
    );
}

#[test]
fn an_h1_after_text_is_a_section() {
    check(
        "Text\n\n# Heading\n",
        expect![[r##"
        <p>Text</p>
        <h2 id="heading"><a class="anchor" href="#heading">Heading</a></h2>
    "##]],
    );
    check(
        "> # Quoted\n\n- # Listed\n",
        expect![[r##"
        <blockquote>
        <h2 id="quoted"><a class="anchor" href="#quoted">Quoted</a></h2>
        </blockquote>
        <ul>
        <li><h2 id="listed"><a class="anchor" href="#listed">Listed</a></h2>
        </li>
        </ul>
    "##]],
    );
}

#[test]
fn heading_ids_are_given_numbered_and_unique() {
    check(
        "## Why?\n\n## Why?\n\n## Why? {#because .wide}\n\n## Why 1\n\n## ???\n\n## Größe & 日本\n\n## `code` and [[link]]\n",
        expect![[r##"
            <h2 id="why"><a class="anchor" href="#why">Why?</a></h2>
            <h2 id="why-1"><a class="anchor" href="#why-1">Why?</a></h2>
            <h2 id="because" class="wide"><a class="anchor" href="#because">Why?</a></h2>
            <h2 id="why-1-1"><a class="anchor" href="#why-1-1">Why 1</a></h2>
            <h2 id="section"><a class="anchor" href="#section">???</a></h2>
            <h2 id="größe--日本"><a class="anchor" href="#größe--日本">Größe &amp; 日本</a></h2>
            <h2 id="code-and-link"><code>code</code> and <a class="missing" title="no entry is named `link`" href="wanted/#link">link</a></h2>
        "##]],
    );
}

#[test]
fn marks_of_decisions_are_not_shown() {
    check(
        "Whom to ask {.decision}\n\n- Price → Sales\n\n**Which? {.no-decision}**\nmore\n\n\
         ## A {.decision}\n\n`{.decision}` and {.decision} `b`\n\n    x {.decision}\n",
        expect![[r##"
            <p>Whom to ask</p>
            <ul>
            <li>Price → Sales</li>
            </ul>
            <p><strong>Which?</strong>
            more</p>
            <h2 id="a" class="decision"><a class="anchor" href="#a">A</a></h2>
            <p><code>{.decision}</code> and {.decision} <code>b</code></p>
            <pre tabindex="0"><code>x {.decision}
            </code></pre>
        "##]],
    );
}

#[test]
fn a_heading_attribute_cannot_become_a_handler() {
    check(
        "## h {#x\" onclick=\"y\"}\n\n## i {onclick=y}\n\n## j {style=\"x\" .a\"b}\n",
        expect![[r##"
            <h2 id="x&quot;"><a class="anchor" href="#x&quot;">h</a></h2>
            <h2 id="i"><a class="anchor" href="#i">i</a></h2>
            <h2 id="j" class="a&quot;b"><a class="anchor" href="#j">j</a></h2>
        "##]],
    );
}

#[test]
fn code_blocks_keep_their_text() {
    check(
        "```rust\nlet a = \"<b>\";\n```\n\n    </code></pre><script>x</script>\n",
        expect![[r#"
            <pre class="block-code" tabindex="0"><code class="language-rust"><span class="k">let</span> a = <span class="s">&quot;&lt;b&gt;&quot;</span>;
            </code></pre>
            <pre tabindex="0"><code>&lt;/code&gt;&lt;/pre&gt;&lt;script&gt;x&lt;/script&gt;
            </code></pre>
        "#]],
    );
}

#[test]
fn nasty_info_strings_stay_in_their_attribute() {
    check(
        "```a\"><script>x\n1\n```\n\n~~~ rust,ignore {onclick=x}\n2\n~~~\n\n```'onload=x\n3\n```\n\n``` \n4\n```\n",
        expect![[r#"
            <pre tabindex="0"><code class="language-a">1
            </code></pre>
            <pre class="block-code" tabindex="0"><code class="language-rust"><span class="n">2</span>
            </code></pre>
            <pre tabindex="0"><code>3
            </code></pre>
            <pre tabindex="0"><code>4
            </code></pre>
        "#]],
    );
}

#[test]
fn tables_align_by_class() {
    check(
        "| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *2* | `3 \\| 4` | |\n| 5 |\n",
        expect![[r#"
            <div class="table" role="group" aria-label="Table" tabindex="0"><table>
            <thead><tr><th scope="col">a</th><th scope="col">b</th><th scope="col" class="center">c</th><th scope="col" class="right">d</th></tr></thead>
            <tbody>
            <tr><td>1</td><td><em>2</em></td><td class="center"><code>3 | 4</code></td><td class="right"></td></tr>
            <tr><td>5</td><td></td><td class="center"></td><td class="right"></td></tr>
            </tbody></table></div>
        "#]],
    );
}

#[test]
fn tables_hold_wikilinks_whose_pipe_is_escaped() {
    check_book(
        "-- content/index.md --
| a | b |
|---|---|
| [[Guide\\|the guide]] | [[Guide]] |
-- content/guide.md --
Text
",
        expect![[r#"
            <div class="table" role="group" aria-label="Table" tabindex="0"><table>
            <thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>
            <tbody>
            <tr><td><a href="guide/">the guide</a></td><td><a href="guide/">Guide</a></td></tr>
            </tbody></table></div>
        "#]],
    );
}

#[test]
fn alerts_are_callouts_with_a_name() {
    check(
        "> [!NOTE]\n> One\n\n> [!TIP]\n> Two\n\n> [!IMPORTANT]\n> Three\n\n> [!WARNING]\n> Four\n\n> [!CAUTION]\n> Five\n\n> [!other]\n> Six\n",
        expect![[r#"
            <aside class="callout note" role="note" aria-label="Note"><p class="callout-title">Note</p>
            <p>One</p>
            </aside>
            <aside class="callout tip" role="note" aria-label="Tip"><p class="callout-title">Tip</p>
            <p>Two</p>
            </aside>
            <aside class="callout important" role="note" aria-label="Important"><p class="callout-title">Important</p>
            <p>Three</p>
            </aside>
            <aside class="callout warning" role="note" aria-label="Warning"><p class="callout-title">Warning</p>
            <p>Four</p>
            </aside>
            <aside class="callout caution" role="note" aria-label="Caution"><p class="callout-title">Caution</p>
            <p>Five</p>
            </aside>
            <aside class="callout" data-callout="other" role="note" aria-label="Other"><p class="callout-title">Other</p>
            <p>Six</p>
            </aside>
        "#]],
    );
}

#[test]
fn task_lists_say_what_is_done() {
    check(
        "- [ ] open\n- [x] done\n",
        expect![[r#"
            <ul>
            <li><label><input type="checkbox" disabled> open</label></li>
            <li><label><input type="checkbox" disabled checked> done</label></li>
            </ul>
        "#]],
    );
}

#[test]
fn definition_lists() {
    check(
        "Term\n: One meaning\n: Another\n\nOther *term*\n\n: Loose\n",
        expect![[r#"
        <dl>
        <dt id="term">Term</dt>
        <dd><p>One meaning</p>
        </dd>
        <dd><p>Another</p>
        </dd>
        <dt id="other-term">Other <em>term</em></dt>
        <dd><p>Loose</p>
        </dd>
        </dl>
    "#]],
    );
}

#[test]
fn footnotes_lead_there_and_back() {
    check(
        "One[^a], two[^b], one again[^a].\n\n[^b]: Second *note*.\n[^a]: First.\n[^unused]: Third.\n",
        expect![[r##"
            <p>One<sup class="footnote"><a id="fnref:1" href="#fn:1" aria-label="Footnote 1">1</a></sup>, two<sup class="footnote"><a id="fnref:2" href="#fn:2" aria-label="Footnote 2">2</a></sup>, one again<sup class="footnote"><a id="fnref:1-2" href="#fn:1" aria-label="Footnote 1">1</a></sup>.</p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1" value="1"><p>First.</p>
            <a class="back" href="#fnref:1" aria-label="Back to reference 1">↩</a><a class="back" href="#fnref:1-2" aria-label="Back to reference 1">↩</a></li>
            <li id="fn:2" value="2"><p>Second <em>note</em>.</p>
            <a class="back" href="#fnref:2" aria-label="Back to reference 2">↩</a></li>
            <li id="fn:3" value="3"><p>Third.</p>
            </li>
            </ol></section>
        "##]],
    );
}

#[test]
fn footnotes_hold_blocks_and_other_footnotes() {
    check(
        "One[^a].\n\n[^a]: First[^b].\n\n    - list\n\n[^b]: Second.\n",
        expect![[r##"
            <p>One<sup class="footnote"><a id="fnref:1" href="#fn:1" aria-label="Footnote 1">1</a></sup>.</p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1" value="1"><p>First<sup class="footnote"><a id="fnref:2" href="#fn:2" aria-label="Footnote 2">2</a></sup>.</p>
            <ul>
            <li>list</li>
            </ul>
            <a class="back" href="#fnref:1" aria-label="Back to reference 1">↩</a></li>
            <li id="fn:2" value="2"><p>Second.</p>
            <a class="back" href="#fnref:2" aria-label="Back to reference 2">↩</a></li>
            </ol></section>
        "##]],
    );
}

#[test]
fn footnote_names_cannot_become_markup() {
    check(
        "One[^a\"><script>].\n\n[^a\"><script>]: Note.\n",
        expect![[r##"
            <p>One<sup class="footnote"><a id="fnref:1" href="#fn:1" aria-label="Footnote 1">1</a></sup>.</p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1" value="1"><p>Note.</p>
            <a class="back" href="#fnref:1" aria-label="Back to reference 1">↩</a></li>
            </ol></section>
        "##]],
    );
}

#[test]
fn indices_are_elements() {
    check(
        "H~2~O, x^2^, $a$ and $$b$$.\n",
        expect![[r#"
            <p>H<sub>2</sub>O, x<sup>2</sup>, <math class="block-math"><mi>a</mi></math> and <span class="block-formula" role="group" aria-label="Formula" tabindex="0"><math display="block"><mi>b</mi></math></span>.</p>
        "#]],
    );
}

#[test]
fn template_code_is_text() {
    check(
        "{{ 7*7 }} {% raw %} {{< x >}} {# c #}\n",
        expect![[r#"
            <p>{{ 7*7 }} {% raw %}  {# c #}</p>
        "#]],
    );
}

#[test]
fn punctuation_is_smart_when_the_book_says_so() {
    check(
        "\"a\" -- b...\n",
        expect![[r#"
        <p>&quot;a&quot; -- b...</p>
    "#]],
    );
    check_book(
        "-- book.toml --\n[output.html]\nsmart-punctuation = true\n-- content/index.md --\n\"a\" -- b...\n",
        expect![[r#"
            <p>“a” – b…</p>
        "#]],
    );
}

#[test]
fn broken_character_references_become_replacement_characters() {
    check(
        "&#xD800; &#0; &#x110000; &amp; &nope; \u{0}\n",
        expect![[r#"
        <p>� � � &amp; &amp;nope; �</p>
    "#]],
    );
}

// Links

const GUIDE: &str = "-- content/guide/first-steps.md --
# First steps

## Begin here
-- content/guide/notes.txt --
plain
-- content/img/a b.png --
x
";

#[track_caller]
fn check_links(markdown: &str, expected: Expect) {
    check_book(&format!("-- content/index.md --\n{markdown}\n{GUIDE}"), expected);
}

#[test]
fn markdown_links_to_entries_files_folders_and_sites() {
    check_links(
        "[a](guide/first-steps.md \"Title\") [b](guide/first-steps.md#begin-here) [c](/guide/first-steps/)
[d](guide/) [e](guide/notes.txt) [f](#top) [g](https://example.org/?a=1&b=2) [h](mailto:a@b.org)
[i](<guide/first-steps.md>) [j](guide/first%2Dsteps.md) [k][r] <me@example.org> <https://example.org>

[r]: guide/first-steps.md
",
        expect![[r##"
            <p><a href="guide/first-steps/" title="Title">a</a> <a href="guide/first-steps/#begin-here">b</a> <a href="guide/first-steps/">c</a>
            <a href="guide/">d</a> <a href="guide/notes.txt">e</a> <a href="#top">f</a> <a href="https://example.org/?a=1&amp;b=2">g</a> <a href="mailto:a@b.org">h</a>
            <a href="guide/first-steps/">i</a> <a href="guide/first-steps/">j</a> <a href="guide/first-steps/">k</a> <a href="mailto:me@example.org">me@example.org</a> <a href="https://example.org">https://example.org</a></p>
        "##]],
    );
}

#[test]
fn wikilinks_by_name_title_path_heading_and_label() {
    check_links(
        "[[First steps]] [[first_steps | the label]] [[guide/first-steps|*b*]] [[First steps#Begin here]]
[[First steps#Begin here|there]] [[#top]] [[notes.txt]] [[https://example.org|site]] [[first-steps^block]]
",
        expect![[r##"
            <p><a href="guide/first-steps/">First steps</a> <a href="guide/first-steps/">the label</a> <a href="guide/first-steps/"><em>b</em></a> <a href="guide/first-steps/#begin-here">First steps › Begin here</a>
            <a href="guide/first-steps/#begin-here">there</a> <a href="#top">top</a> <a href="guide/notes.txt">notes.txt</a> <a href="https://example.org">site</a> <a href="guide/first-steps/">first-steps</a></p>
        "##]],
    );
}

#[test]
fn missing_links_keep_their_label() {
    check_links(
        "[a *b*](gone.md) [[Nobody wrote this|label]] [[Nor this]] ![alt](gone.png) [](gone.md)\n",
        expect![[r#"
            <p><span class="missing" title="there is no entry or file `gone.md`">a <em>b</em></span> <a class="missing" title="no entry is named `Nobody wrote this`" href="wanted/#nobody-wrote-this">label</a> <a class="missing" title="no entry is named `Nor this`" href="wanted/#nor-this">Nor this</a> <span class="missing" title="there is no file `gone.png`">alt</span> <span class="missing" title="there is no entry or file `gone.md`">gone.md</span></p>
        "#]],
    );
}

#[test]
fn bare_addresses_are_linked_outside_code_and_links() {
    check(
        "See https://example.org/a_(b)?c=1&d=2, (http://example.org). `https://code.org`\n[https://a.org](https://b.org) https://ex.org/\"><script> *https://c.org*\n\n## At https://example.org\n",
        expect![[r#"
            <p>See <a href="https://example.org/a_(b)?c=1&amp;d=2" rel="noopener">https://example.org/a_(b)?c=1&amp;d=2</a>, (<a href="http://example.org" rel="noopener">http://example.org</a>). <code>https://code.org</code>
            <a href="https://b.org" rel="noopener">https://a.org</a> <a href="https://ex.org/" rel="noopener">https://ex.org/</a>"&gt; <em><a href="https://c.org" rel="noopener">https://c.org</a></em></p>
            <h2 id="at-httpsexampleorg">At <a href="https://example.org" rel="noopener">https://example.org</a></h2>
        "#]],
    );
}

#[test]
fn a_link_leads_to_the_heading_that_is_written_as_it_is() {
    let book = Book::new(
        "-- content/a.md --\n## Weekly_rhythm\n\n## Weekly rhythm\n-- content/b.md --\n[[a#Weekly rhythm]] [[a#weekly_rhythm]] [[a#Weekly-Rhythm]]\n",
    );
    let html = String::from_utf8(book.render().0["b/index.html"].clone()).unwrap();
    let links: Vec<&str> = html.split("href=\"../a/#").skip(1).collect();
    let ids: Vec<_> = links.iter().map(|link| link.split_once('"').unwrap().0).collect();
    assert_eq!(ids, ["weekly-rhythm", "weekly_rhythm", "weekly-rhythm"]);
}

#[test]
fn a_link_to_the_title_of_a_page_leads_to_its_top() {
    let pages = Book::new(
        "-- content/index.md --\n[a](b.md#my-title) [[b#My title]]\n\n![[b#My title]]\n-- content/b.md --\n# My title\n\n[up](#my-title) word\n",
    )
    .pages();
    assert!(pages["b/index.html"].contains("<a href=\"#top\">up</a>"));
    let home = html::main(&pages["index.html"]);
    assert_eq!(home.matches("<a href=\"b/#top\">").count(), 4, "{home}");
    assert!(home.contains("word"), "{home}");
}

#[test]
fn images_have_an_alternative_text_always() {
    check_links(
        "![An *image* \"q\" >](<img/a b.png> \"T\") ![](img/a%20b.png) ![[a b.png]] ![[a b.png|300]] ![[a b.png|A label]]
![there](https://example.org/x.png) ![](https://example.org/x.png) ![d](data:image/png;base64,AA)
",
        expect![[r#"
            <p><img alt="An image &quot;q&quot; &gt;" src="img/a%20b.png" title="T" decoding="async"> <img alt="" src="img/a%20b.png" loading="lazy" decoding="async"> <img alt="" src="img/a%20b.png" loading="lazy" decoding="async"> <img alt="" src="img/a%20b.png" width="300" loading="lazy" decoding="async"> <img alt="A label" src="img/a%20b.png" loading="lazy" decoding="async">
            <a class="remote-image" href="https://example.org/x.png">there</a> <a class="remote-image" href="https://example.org/x.png">Image on example.org</a> <img alt="d" src="data:image/png;base64,AA"></p>
        "#]],
    );
}

#[test]
fn addresses_without_a_scheme_are_made_safe() {
    check(
        "[a](//example.org/x) [b](\\\\\\\\example.org\\\\x)\n",
        expect![[r#"
        <p><a href="https://example.org/x">a</a> <a href="https://example.org\x">b</a></p>
    "#]],
    );
}

#[test]
fn links_that_could_run_something_lead_nowhere() {
    check(
        "[a](javascript:1) [b](JaVaScRiPt:1) [c](java&#9;script:1) [d](&#106;avascript:1) [e](%6Aavascript:1)
[f](<\u{1}javascript:1>) <javascript:1> ![h](javascript:1) [i][r] [j](vbscript:1) [k](data:text/html,1)
[l](file:///x) [m](blob:1) [[javascript:1|n]]

[r]: javascript:1
",
        expect![[r#"
            <p><span class="missing" title="links with `javascript:` are not allowed">a</span> <span class="missing" title="links with `javascript:` are not allowed">b</span> <span class="missing" title="links with `javascript:` are not allowed">c</span> <span class="missing" title="links with `javascript:` are not allowed">d</span> <span class="missing" title="there is no entry or file `javascript:1`">e</span>
            <span class="missing" title="links with `javascript:` are not allowed">f</span> <span class="missing" title="links with `javascript:` are not allowed">javascript:1</span> <span class="missing" title="links with `javascript:` are not allowed">h</span> <span class="missing" title="links with `javascript:` are not allowed">i</span> <span class="missing" title="links with `vbscript:` are not allowed">j</span> <span class="missing" title="links with `data:` are not allowed">k</span>
            <span class="missing" title="links with `file:` are not allowed">l</span> <span class="missing" title="links with `blob:` are not allowed">m</span> <a class="missing" title="no entry is named `javascript:1`" href="wanted/#javascript1">n</a></p>
        "#]],
    );
}

#[test]
fn a_link_title_cannot_become_markup() {
    check(
        "[x](https://example.org \"a\\\"><script>\")\n",
        expect![[r#"
        <p><a href="https://example.org" title="a&quot;&gt;&lt;script&gt;">x</a></p>
    "#]],
    );
}

// HTML in markdown

#[test]
fn allowed_html_stays() {
    check(
        "Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, <abbr title=\"a &amp; b\">x</abbr><br>

<details open>
<summary>More</summary>

Text with *markdown*.

</details>

<figure><img src=\"img/x.png\" alt=\"x\"><figcaption>c</figcaption></figure>
",
        expect![[r#"
            <p>Press <kbd>Ctrl</kbd>, H<sub>2</sub>O, <abbr title="a &amp; b">x</abbr><br></p>
            <details open="">
            <summary>More</summary>
            <p>Text with <em>markdown</em>.</p>
            </details>
            <figure><span class="missing" title="there is no file `img/x.png`">x</span><figcaption>c</figcaption></figure>
        "#]],
    );
}

#[test]
fn html_links_are_resolved_like_any_other() {
    check_links(
        "<a href=\"guide/first-steps.md#begin-here\" target=\"_blank\">x</a> <a href='gone.md'>y</a>
<a href=\"https://example.org/?a=1&amp;b=2\">z</a> <img src=\"img/a b.png\" alt=\"i\" width=100>
<img src=\"https://example.org/x.png\" alt=\"there\">
",
        expect![[r#"
            <p><a href="guide/first-steps/#begin-here" rel="noopener">x</a> <a rel="noopener">y</a>
            <a href="https://example.org/?a=1&amp;b=2" rel="noopener">z</a> <img src="img/a%20b.png" alt="i" width="100" decoding="async">
            <a class="remote-image" href="https://example.org/x.png" rel="noopener">there</a></p>
        "#]],
    );
}

#[test]
fn refused_html_is_shown_as_text() {
    check(
        "a <script>x</script> <img src=\"data:image/png,x\" alt=x onerror=y> <p style=\"x\" onclick=y>b</p>

<iframe src=\"https://example.org\"></iframe>

<style>p { color: red }</style>

<form action=\"x\"><input name=y><button>z</button></form>
",
        expect![[r#"
            <p>a  <img src="data:image/png,x" alt="x" decoding="async"> </p><p>b</p><p></p>
            <a class="remote-frame" href="https://example.org" rel="noopener">example.org</a>

            z 
        "#]],
    );
}

#[test]
fn placeholders_are_shown_as_text() {
    check(
        "Write to <your-name> or <username>.\n\n<x-foo>\nbar\n",
        expect![[r#"
        <p>Write to &lt;your-name&gt; or &lt;username&gt;.</p>
        &lt;x-foo&gt;
        bar
    "#]],
    );
}

#[test]
fn unbalanced_html_stays_inside_the_article() {
    check(
        "<div><b>open\n\nMore\n\n</main></body></html>\n\nLast\n",
        expect![[r#"
            <div><b>open
            <p>More</p>

            <p>Last</p>
            </b></div>"#]],
    );
}

#[test]
fn comments_go_and_what_follows_stays() {
    check(
        "a <!-- b --> c\n\n<!-- open\n\nd\n",
        expect![[r#"
        <p>a  c</p>
        &lt;!-- open

        d
    "#]],
    );
    check(
        "a <!-- --!> <script>x</script>\n\nb\n",
        expect![[r#"
            <p>a &lt;!-- --!&gt; </p>
            <p>b</p>
        "#]],
    );
}

#[test]
fn ids_are_unique_and_the_pages_own_stay_its_own() {
    check(
        "<a name=\"why\" id=\"why\"></a><p id=\"main\">a</p><p id=x>b</p><p id=x>c</p>\n\n## Why\n\n## Main\n\n## Top {#top}\n\n## A {#b}\n\n## B {#b}\n\n## C {#fn:1}\n",
        expect![[r##"
            <p></p><p>a</p><p id="x">b</p><p>c</p><p></p>
            <h2 id="why"><a class="anchor" href="#why" rel="noopener">Why</a></h2>
            <h2 id="main-1"><a class="anchor" href="#main-1" rel="noopener">Main</a></h2>
            <h2 id="top-1"><a class="anchor" href="#top-1" rel="noopener">Top</a></h2>
            <h2 id="b"><a class="anchor" href="#b" rel="noopener">A</a></h2>
            <h2 id="b-1"><a class="anchor" href="#b-1" rel="noopener">B</a></h2>
            <h2 id="c"><a class="anchor" href="#c" rel="noopener">C</a></h2>
        "##]],
    );
}

#[test]
fn an_anchor_that_is_never_closed_is_one_anchor() {
    check(
        "<a name=\"here\">\n\n## Heading\n\n## Other\n\nText\n",
        expect![[r##"
        <span id="here"></span>
        <h2 id="heading"><a class="anchor" href="#heading" rel="noopener">Heading</a></h2>
        <h2 id="other"><a class="anchor" href="#other" rel="noopener">Other</a></h2>
        <p>Text</p>
    "##]],
    );
}

#[test]
fn an_anchor_without_an_address_is_only_its_id() {
    check(
        "[<a name=\"x\"></a>words](https://a.org) <a id=\"y\" class=\"b\">in <b>it</b></a> <a href=\"https://b.org\">z</a>\n",
        expect![[r##"
            <p><a href="https://a.org" rel="noopener"><span id="x"></span>words</a> <span id="y"></span>in <b>it</b> <a href="https://b.org" rel="noopener">z</a></p>
        "##]],
    );
}

#[test]
fn images_of_html_have_an_alternative_text_too() {
    check(
        "<img src=\"data:image/png,x\"> <img src=\"gone.png\" alt=\"a &amp; b\"> <img>\n",
        expect![[r#"
            <p><img src="data:image/png,x" alt="" decoding="async"> <span class="missing" title="there is no file `gone.png`">a &amp; b</span> <img alt="" loading="lazy" decoding="async"></p>
        "#]],
    );
}

#[test]
fn character_references_in_attributes_keep_their_meaning() {
    check(
        "<abbr title='caf&eacute; &#34;x&#34; \"y\" <z> &amp;amp;'>x</abbr>\n",
        expect![[r#"
        <p><abbr title="café &quot;x&quot; &quot;y&quot; &lt;z&gt; &amp;amp;">x</abbr></p>
    "#]],
    );
}

#[test]
fn an_h1_of_html_is_a_section() {
    check(
        "<h1 class=\"x\">One</h1>\n",
        expect![[r#"
        <h2 class="x">One</h2>
    "#]],
    );
}

#[test]
fn a_table_of_html_keeps_its_cells() {
    check(
        "<table><tr><th align=\"left\">a</th></tr><tr><td colspan=2>b *c*</td></tr></table>\n\nText\n",
        expect![[r#"
            <div class="table" role="group" aria-label="Table" tabindex="0"><table><tbody><tr><th>a</th></tr><tr><td colspan="2">b *c*</td></tr></tbody></table></div>
            <p>Text</p>
        "#]],
    );
}

#[test]
fn timestamps_lead_to_their_second_of_the_video() {
    check(
        "---\nvideoId: AbC-12_x\n---\nSaid <a class=\"yt-timestamp\" data-t=\"00:53:54\">[00:53:54]</a>.\n\n### Impact <a class=\"yt-timestamp\" data-t=\"01:00:01\">[01:00:01]</a>\n",
        expect![[r#"
            <p>Said<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=AbC-12_x&amp;t=3234s" aria-label="Watch from 00:53:54" rel="noopener">53:54</a></sup>.</p>
            <h3 id="impact">Impact<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=AbC-12_x&amp;t=3601s" aria-label="Watch from 01:00:01" rel="noopener">01:00:01</a></sup></h3>
        "#]],
    );
    check(
        "---\nvideoId: a\"b\n---\nSaid <a class=\"yt-timestamp\" data-t=\"00:53:54\">[00:53:54]</a>.\n",
        expect![[r#"
            <p>Said<sup class="cite">&nbsp;<a class="yt-timestamp" rel="noopener">53:54</a></sup>.</p>
        "#]],
    );
}

#[test]
fn hostile_markdown_is_harmless_on_its_whole_page() {
    for markdown in [
        "<script>alert(1)</script>\n",
        "<input type=image src=javascript:alert(1) formaction=javascript:1>\n",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>\n",
        "<svg><style><img src=x onerror=alert(1)></style></svg>\n",
        "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>\n",
        "<svg><desc><![CDATA[</desc><script>alert(1)</script>]]></svg>\n",
        "<svg><foreignObject><iframe src=javascript:1></iframe></foreignObject></svg>\n",
        "<svg><use xlink:href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"/></svg>\n",
        "<meter onclick=alert(1) value=1>x</meter> <progress onfocus=alert(1) tabindex=0></progress>\n",
        "<iframe src=\"javascript:alert(1)\"></iframe> <iframe src=\"&#106;avascript:1\"></iframe>\n",
        "<iframe src='\"><img src=x onerror=alert(1)>' title='\"><script>x</script>'></iframe>\n",
        "<embed src=\"vbscript:1\"> <frame src=\"data:text/html,<script>x</script>\">\n",
        "<img srcset=\"javascript:1 2x\" alt=\"\"> <video poster=javascript:1 src=https://a.example/b></video>\n",
        "<textarea><img src=x onerror=alert(1)></textarea>\n",
        "<select><option><style></option></select><img src=x onerror=alert(1)></style>\n",
        "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>\n",
        "<template><script>x</script></template> <xmp><img src=x onerror=alert(1)></xmp>\n",
        "<ruby><rt><script>x</script></rt></ruby> <Tabs onclick=alert(1)>x</Tabs>\n",
        "<script>\n\n<!--\n\n</script><img src=x onerror=alert(1)>\n",
        "<style><!--</style><img src=x onerror=alert(1)>-->\n",
        "<ScRiPt\n>alert(1)</ScRiPt\n>\n",
        "<img src=x onerror=alert(1)>\n",
        "<img/src=x/onerror=alert(1)>\n",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>\n",
        "<a href=javascript&colon;alert(1)>x</a>\n",
        "<a href=\" &#14; javascript:alert(1)\">x</a>\n",
        "<svg><a><set attributeName=href to=javascript:alert(1)></a></svg>\n",
        "<svg><animate onbegin=alert(1)>\n",
        "<math><annotation-xml encoding=\"text/html\"><script>x</script></annotation-xml></math>\n",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>\n",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">\n",
        "<style>@import 'x'</style><link rel=stylesheet href=x><base href=//evil.example>\n",
        "<meta http-equiv=refresh content=\"0; url=javascript:1\">\n",
        "<iframe srcdoc=\"<script>x</script>\"></iframe><object data=x></object><embed src=x>\n",
        "<form action=javascript:1><button formaction=javascript:1>x</button></form>\n",
        "<div>\n\n</main></body></html>\n\n<script>x</script>\n",
        "<!-- x --!> <script>alert(1)</script>\n",
        "<!-->\n<script>alert(1)</script>\n",
        "<![CDATA[<script>x</script>]]>\n\n<?php <script> ?>\n\n<!DOCTYPE x [<script>]>\n",
        "<p id=\"main\">x</p><p id=main>y</p><a name=top>z</a>\n",
        "<div id=\"linked-from\">x</div>\n\n# Top {#top}\n\n## Main {#main}\n\n## Menu {#menu}\n",
        "## contents-title\n\n## linked-from\n\n<p id=\"contents-title\">x</p>\n",
        "## fn-1\n\nText[^1]\n\n[^1]: note\n\n## fnref-1\n",
        "<a id=\"why\"></a>\n\n## Why\n\n## Why {#why}\n",
        "<a id=\"\"></a><p id=' '>x</p>\n",
        "<video src=\"javascript:1\" poster=\"javascript:1\" controls></video>\n",
        "<blockquote cite=\"javascript:1\">x</blockquote>\n",
        "<a href=\"x\" href=\"javascript:1\">x</a>\n",
        "<h1>One</h1>\n\n<h1>Two</h1>\n",
        "# a\n\n<h1>b</h1>\n",
        "<x onclick=alert(1)>\n",
        "<a\u{0}href=javascript:1>x</a>\n",
        "---\ntitle: </title><script>alert(1)</script>\ndescription: '\"><script>alert(1)</script>'\ntags: ['<img src=x onerror=y>']\n---\nText\n",
        "---\ntitle: \"\\\"};alert(1)//\"\n---\n# <script>x</script>\n\n[[#</title>]]\n",
        "---\ntitle: \"a\\u2028b\"\ntype: '<script>'\nowner: '<script>'\nx: '<script>'\n---\nText\n",
        "## Metadata\n\n- **<script>**: <script>\n- **Owner**: \"><img src=x onerror=y>\n",
        "```\"><script>alert(1)</script>\nx\n```\n",
        "[x](https://example.org/\"onmouseover=\"alert(1))\n",
        "[x](<https://example.org/\"><script>alert(1)</script>>)\n",
        "https://example.org/\"onmouseover=\"alert(1)\n",
        "![x\" onerror=\"alert(1)](a.png \"y\\\" onerror=\\\"z\")\n",
        "[[\"><script>alert(1)</script>]] [[a|<script>alert(1)</script>]]\n",
    ] {
        check_harmless(markdown);
    }
}

#[test]
fn a_drawing_hides_no_block() {
    for (markdown, words) in [
        ("The tag <svg> starts it.\n\nImportant.\n\n- and the tag </svg> ends it.\n", "Important."),
        ("<svg>>\n></svg><svg></svg>\n\nImportant.\n", "Important."),
        ("<SVG viewBox=\"0 0 1 1\"><rect/></SVG>\n\nImportant.\n\n<svg></svg>\n", "Important."),
        ("*<svg>*</svg> Important. <svg>*</svg>*\n", "Important."),
    ] {
        let pages = Book::of_page(markdown).pages();
        assert!(pages["index.html"].contains(words), "{markdown}");
    }
}
