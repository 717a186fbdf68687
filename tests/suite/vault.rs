//! What authors of vaults write beyond markdown, and the HTML that it becomes.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is made now into this file.

use crate::common::{Book, html, links};
use expect_test::{Expect, expect};
use fieldbook::link::route::Route;
use fieldbook::render::article::{self, Replacements, Shown};
use fieldbook::render::place::PagePlace;
use fieldbook::source::Blob;

/// The article of a book's first page, and what is said about the book.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    let fixture = match fixture.starts_with("-- ") {
        true => fixture.to_owned(),
        false => format!("-- content/index.md --\n{fixture}"),
    };
    let book = Book::new(&fixture);
    let (files, problems) = book.render();
    assert_eq!(book.lines(&problems), "");
    assert_eq!(links::all_faults(&files, "/"), [""; 0]);
    let playbook = &book.site.playbook;
    let entry = playbook.entries.iter().find(|entry| entry.route == Route::home()).unwrap();
    let shown = Shown { playbook, entry, place: PagePlace::on(&entry.route) };
    let article = article::write(shown, entry.parsed.body.clone(), Replacements::new());
    expected.assert_eq(&(article.body.into_string() + &book.lines(&book.diagnostics)));
}

// Callouts

#[test]
fn a_callout_has_any_type_a_title_and_a_body() {
    check(
        "> [!info] Where *this* comes from\n> One.\n>\n> Two.\n\n> [!my-type]\n> - a\n\n> [!WARNING]\n> One of five.\n",
        expect![[r#"
            <aside class="callout note" data-callout="info" role="note" aria-label="Info"><p class="callout-title">Where <em>this</em> comes from</p>
            <p>One.</p>
            <p>Two.</p>
            </aside>
            <aside class="callout" data-callout="my-type" role="note" aria-label="My type"><p class="callout-title">My type</p>
            <ul>
            <li>a</li>
            </ul>
            </aside>
            <aside class="callout warning" role="note" aria-label="Warning"><p class="callout-title">Warning</p>
            <p>One of five.</p>
            </aside>
        "#]],
    );
}

#[test]
fn a_callout_with_a_sign_can_be_folded() {
    check(
        "> [!faq]- Why?\n> Because.\n\n> [!tip]+\n> Open.\n",
        expect![[r#"
            <details class="callout note" data-callout="faq"><summary class="callout-title">Why?</summary>
            <p>Because.</p>
            </details>
            <details class="callout tip" open><summary class="callout-title">Tip</summary>
            <p>Open.</p>
            </details>
        "#]],
    );
}

#[test]
fn callouts_stand_in_each_other_and_in_lists() {
    check(
        "> [!question] Outer\n> > [!todo] Inner\n> > Text.\n>\n> After.\n\n- item\n\n  > [!note] In a list\n  > Text.\n",
        expect![[r#"
            <aside class="callout note" data-callout="question" role="note" aria-label="Question"><p class="callout-title">Outer</p>
            <aside class="callout note" data-callout="todo" role="note" aria-label="To do"><p class="callout-title">Inner</p>
            <p>Text.</p>
            </aside>
            <p>After.</p>
            </aside>
            <ul>
            <li><p>item</p>
            <aside class="callout note" role="note" aria-label="Note"><p class="callout-title">In a list</p>
            <p>Text.</p>
            </aside>
            </li>
            </ul>
        "#]],
    );
}

#[test]
fn a_quote_that_only_looks_like_a_callout_stays_a_quote() {
    check(
        "> [!info](https://example.org) is a link.\n\n> Text [!info]\n\n> **[!info]** bold\n",
        expect![[r#"
            <blockquote>
            <p><a href="https://example.org">!info</a> is a link.</p>
            </blockquote>
            <blockquote>
            <p>Text [!info]</p>
            </blockquote>
            <blockquote>
            <p><strong>[!info]</strong> bold</p>
            </blockquote>
        "#]],
    );
}

#[test]
fn emphasis_that_crosses_the_title_stays_whole() {
    check(
        "> [!note] **a\n> b** c\n> d\n\n> [!note] ==a\n> b== c\n",
        expect![[r#"
        <aside class="callout note" role="note" aria-label="Note"><p class="callout-title"><strong>a
        b</strong> c</p>
        <p>d</p>
        </aside>
        <aside class="callout note" role="note" aria-label="Note"><p class="callout-title"><mark>a</mark></p>
        <p><mark>b</mark> c</p>
        </aside>
    "#]],
    );
}

// Comments, highlights, tags

#[test]
fn comments_are_gone() {
    check(
        "One %%two%% three.\n\n%%\n# Gone\n\n[[Nobody]]\n%%\n\n`%%kept%%`\n\n```\n%% kept %%\n```\n",
        expect![[r#"
            <p>One  three.</p>
            <p><code>%%kept%%</code></p>
            <pre tabindex="0"><code>%% kept %%
            </code></pre>
        "#]],
    );
}

#[test]
fn highlights_are_marks() {
    check(
        "==One *two*== three == four == `==five==` a==b==c [==six==](#top)\n\n## ==Seven==\n",
        expect![[r##"
            <p><mark>One <em>two</em></mark> three == four == <code>==five==</code> a==b==c <a href="#top"><mark>six</mark></a></p>
            <h2 id="seven"><a class="anchor" href="#seven"><mark>Seven</mark></a></h2>
        "##]],
    );
}

#[test]
fn tags_in_text_are_shown_as_written() {
    check(
        "#idea, C#, #1, #fff, `#code`, (#team/design_one) [#x](#top)\n",
        expect![[r##"
        <p>#idea, C#, #1, #fff, <code>#code</code>, (#team/design_one) <a href="#top">#x</a></p>
    "##]],
    );
}

/// The tags of a book's first page.
fn tags(fixture: &str) -> Vec<String> {
    let book = Book::new(fixture);
    let playbook = &book.site.playbook;
    playbook.entries[0].tags.clone()
}

#[test]
fn a_tag_in_text_counts_if_the_book_knows_it() {
    let page = "-- content/a.md --\n---\ntags: [Own]\n---\n#general #design #own #Design `#ops`\n";
    let other = "-- content/b.md --\n---\ntags: [Design, ops]\n---\nText\n";
    assert_eq!(tags(page), ["Own"]);
    assert_eq!(tags(&format!("{page}{other}")), ["Own", "Design"]);
}

#[test]
fn in_a_vault_every_tag_counts() {
    let page = "-- content/a.md --\n#general and #Design and #design\n";
    assert_eq!(tags(&format!("{page}-- .obsidian/app.json --\n{{}}\n")), ["general", "Design"]);
}

// Blocks

#[test]
fn a_block_with_an_id_can_be_linked_to() {
    check(
        "A paragraph. ^one\n\n- an item ^two\n  - inside ^three\n- next\n\n> A quote.\n\n^four\n\n| a |\n|---|\n| b |\n\n^five\n\n[[#^one]] [[index#^TWO|two]] [[index^three]] [x](#^four) [y](index.md#%5Efive)\n",
        expect![[r##"
            <p id="^one">A paragraph.</p>
            <ul>
            <li id="^two">an item<span id="^three"></span><ul>
            <li>inside</li>
            </ul>
            </li>
            <li>next</li>
            </ul>
            <span id="^four"></span><blockquote>
            <p>A quote.</p>
            </blockquote>
            <span id="^five"></span><div class="table" role="group" aria-label="Table" tabindex="0"><table>
            <thead><tr><th scope="col">a</th></tr></thead>
            <tbody>
            <tr><td>b</td></tr>
            </tbody></table></div>
            <p><a href="#^one">^one</a> <a href="#^two">two</a> <a href="#^three">index</a> <a href="#^four">x</a> <a href="#^five">y</a></p>
        "##]],
    );
}

#[test]
fn a_block_that_is_not_there_is_reported() {
    check(
        "Text. ^here\n\n[[#^hare]] [[#^gone]]\n",
        expect![[r#"
        <p id="^here">Text.</p>
        <p><a href="./">^hare</a> <a href="./">^gone</a></p>
        warning[broken-anchor] content/index.md:3:3 `index.md` has no block `#^hare` | did you mean `#^here`?
        warning[broken-anchor] content/index.md:3:14 `index.md` has no block `#^gone` | write ` ^gone` at the end of the paragraph or item
    "#]],
    );
}

#[test]
fn a_caret_inside_a_sentence_is_text() {
    check(
        "2 ^3 is eight, ^a b\n\nx^2\n\n`a ^b`\n",
        expect![[r#"
        <p>2 ^3 is eight, ^a b</p>
        <p>x^2</p>
        <p><code>a ^b</code></p>
    "#]],
    );
}

// Links

#[test]
fn a_heading_is_found_below_another() {
    check(
        "## Monday\n\n### Morning: early\n\n## Tuesday\n\n### Morning\n\n[[#Tuesday#Morning]] [[#Monday#Morning early]] [[index#Morning]]\n",
        expect![[r##"
            <h2 id="monday"><a class="anchor" href="#monday">Monday</a></h2>
            <h3 id="morning-early"><a class="anchor" href="#morning-early">Morning: early</a></h3>
            <h2 id="tuesday"><a class="anchor" href="#tuesday">Tuesday</a></h2>
            <h3 id="morning"><a class="anchor" href="#morning">Morning</a></h3>
            <p><a href="#morning">Tuesday › Morning</a> <a href="#morning-early">Monday › Morning early</a> <a href="#morning">index › Morning</a></p>
        "##]],
    );
}

#[test]
fn a_label_is_shown_as_it_is_written() {
    check(
        "[[#top|C# and ^carets]] [[index|  spaced ]] [[index#^gone|x]]\n",
        expect![[r##"
        <p><a href="#top">C# and ^carets</a> <a href="./">spaced </a> <a href="./">x</a></p>
        warning[broken-anchor] content/index.md:1:47 `index.md` has no block `#^gone` | write ` ^gone` at the end of the paragraph or item
    "##]],
    );
}

#[test]
fn wikilinks_may_be_relative_paths() {
    check(
        "-- content/index.md --\n![[a/page]]\n-- content/a/page.md --\n[[../b/page]] [[./other]]\n-- content/a/other.md --\nText\n-- content/b/page.md --\nText\n",
        expect![[r#"
            <div class="embed"><p class="embed-origin"><a href="a/page/">Page</a></p>
            <p><a href="b/page/">../b/page</a> <a href="a/other/">./other</a></p>
            </div>
        "#]],
    );
}

#[test]
fn a_bare_file_name_is_found_in_any_folder() {
    check(
        "-- content/index.md --\n[a](only.md) ![b](pic.png) [c](two.md)\n-- content/x/only.md --\nText\n-- content/x/pic.png --\nx\n-- content/x/two.md --\nText\n-- content/y/two.md --\nText\n",
        expect![[r#"
            <p><a href="x/only/">a</a> <img alt="b" src="x/pic.png" decoding="async"> <span class="missing" title="there is no entry or file `two.md`">c</span></p>
            warning[broken-link] content/index.md:1:32 there is no entry or file `two.md` | did you mean `x/two.md`?
        "#]],
    );
}

// Media

#[test]
fn images_have_sizes_and_texts() {
    check(
        "-- content/index.md --\n![[a.png]] ![[a.png|300]] ![[a.png|300x200]] ![[a.png|A graph]] ![[a.png|A graph|300]] ![A graph|300](a.png) ![2024](a.png) ![[x/b.png]]\n-- content/a.png --\nx\n-- content/deep/x/b.png --\nx\n",
        expect![[r#"
            <p><img alt="" src="a.png" decoding="async"> <img alt="" src="a.png" width="300" loading="lazy" decoding="async"> <img alt="" src="a.png" width="300" height="200" loading="lazy" decoding="async"> <img alt="A graph" src="a.png" loading="lazy" decoding="async"> <img alt="A graph" src="a.png" width="300" loading="lazy" decoding="async"> <img alt="A graph" src="a.png" width="300" loading="lazy" decoding="async"> <img alt="2024" src="a.png" loading="lazy" decoding="async"> <img alt="" src="deep/x/b.png" loading="lazy" decoding="async"></p>
        "#]],
    );
}

#[test]
fn other_files_are_players_or_links() {
    check(
        "-- content/index.md --\n![[a.mp3]]\n\n![[a.mp4|The launch]]\n\n![[a.pdf]] ![[a.pdf#page=2]] ![a](a.pdf)\n-- content/a.mp3 --\nx\n-- content/a.mp4 --\nx\n-- content/a.pdf --\nx\n",
        expect![[r#"
            <p><audio src="a.mp3" controls aria-label="a.mp3" preload="metadata"></audio></p>
            <p><video src="a.mp4" controls aria-label="The launch" preload="metadata"></video></p>
            <p><a href="a.pdf">a.pdf</a> <a href="a.pdf#page=2">a.pdf, page 2</a> <a href="a.pdf">a (PDF)</a></p>
        "#]],
    );
}

// Embeds

const GUIDE: &str = "-- content/guide/notes.md --
# Notes

Lead with [a link](other.md).[^1]

## One

Text of one. ^block

### Inside

- a
- b ^item

## Two

![pic](p.png)

[^1]: A note.
-- content/guide/other.md --
Text
-- content/guide/p.png --
x
";

#[test]
fn an_entry_is_shown_in_place() {
    check(
        &format!(
            "-- content/index.md --\n## Above\n\n![[notes]]\n\n## One\n\nOwn.[^1]\n\n[^1]: Own.\n{GUIDE}"
        ),
        expect![[r##"
            <h2 id="above"><a class="anchor" href="#above">Above</a></h2>
            <div class="embed"><p class="embed-origin"><a href="guide/notes/">Notes</a></p>
            <p>Lead with <a href="guide/other/">a link</a>.<sup class="footnote"><a id="fnref:1.1" href="#fn:1.1" aria-label="Footnote 1">1</a></sup></p>
            <h3>One</h3>
            <p>Text of one.</p>
            <h4>Inside</h4>
            <ul>
            <li>a</li>
            <li>b</li>
            </ul>
            <h3>Two</h3>
            <p><img alt="pic" src="guide/p.png" loading="lazy" decoding="async"></p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1.1" value="1"><p>A note.</p>
            <a class="back" href="#fnref:1.1" aria-label="Back to reference 1">↩</a></li>
            </ol></section>
            </div>
            <h2 id="one"><a class="anchor" href="#one">One</a></h2>
            <p>Own.<sup class="footnote"><a id="fnref:1" href="#fn:1" aria-label="Footnote 1">1</a></sup></p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1" value="1"><p>Own.</p>
            <a class="back" href="#fnref:1" aria-label="Back to reference 1">↩</a></li>
            </ol></section>
        "##]],
    );
}

#[test]
fn a_section_and_a_block_are_shown_in_place() {
    check(
        &format!(
            "-- content/index.md --\n![[notes#One]]\n\n![[notes#^block]]\n\n> ![[notes#^item]]\n{GUIDE}"
        ),
        expect![[r#"
            <div class="embed"><p class="embed-origin"><a href="guide/notes/#one">Notes</a></p>
            <h2>One</h2>
            <p>Text of one.</p>
            <h3>Inside</h3>
            <ul>
            <li>a</li>
            <li>b</li>
            </ul>
            </div>
            <div class="embed"><p class="embed-origin"><a href="guide/notes/#^block">Notes</a></p>
            <p>Text of one.</p>
            </div>
            <blockquote>
            <div class="embed"><p class="embed-origin"><a href="guide/notes/#^item">Notes</a></p>
            <ul>
            <li>b</li>
            </ul>
            </div>
            </blockquote>
        "#]],
    );
}

#[test]
fn a_section_keeps_links_that_are_defined_outside_of_it() {
    check(
        "-- content/index.md --\n![[a#One]]\n-- content/a.md --\n## One\n\n[b][x] [x] ![p][i] [no] [^1]\n\n## Two\n\n[x]: b.md\n[i]: p.png\n[^1]: Note.\n-- content/b.md --\nText\n-- content/p.png --\nx\n",
        expect![[r##"
            <div class="embed"><p class="embed-origin"><a href="a/#one">A</a></p>
            <h2>One</h2>
            <p><a href="b/">b</a> <a href="b/">x</a> <img alt="p" src="p.png" loading="lazy" decoding="async"> [no] <sup class="footnote"><a id="fnref:1.1" href="#fn:1.1" aria-label="Footnote 1">1</a></sup></p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1.1" value="1"><p>Note.</p>
            <a class="back" href="#fnref:1.1" aria-label="Back to reference 1">↩</a></li>
            </ol></section>
            </div>
        "##]],
    );
}

#[test]
fn an_embed_in_a_sentence_is_a_link() {
    check(
        &format!(
            "-- content/index.md --\nSee ![[notes]] and ![[notes#One|the first]].\n\n- ![[notes]]\n\n![[notes#Gone]]\n{GUIDE}"
        ),
        expect![[r##"
            <p>See <a href="guide/notes/">notes</a> and <a href="guide/notes/#one">the first</a>.</p>
            <ul>
            <li><div class="embed"><p class="embed-origin"><a href="guide/notes/">Notes</a></p>
            <p>Lead with <a href="guide/other/">a link</a>.<sup class="footnote"><a id="fnref:1.1" href="#fn:1.1" aria-label="Footnote 1">1</a></sup></p>
            <h2>One</h2>
            <p>Text of one.</p>
            <h3>Inside</h3>
            <ul>
            <li>a</li>
            <li>b</li>
            </ul>
            <h2>Two</h2>
            <p><img alt="pic" src="guide/p.png" loading="lazy" decoding="async"></p>
            <section class="footnotes" aria-label="Footnotes"><ol>
            <li id="fn:1.1" value="1"><p>A note.</p>
            <a class="back" href="#fnref:1.1" aria-label="Back to reference 1">↩</a></li>
            </ol></section>
            </div>
            </li>
            </ul>
            <p><a href="guide/notes/">notes › Gone</a></p>
            warning[broken-anchor] content/index.md:5:4 `guide/notes.md` has no heading `#Gone` | did you mean `one`?
        "##]],
    );
}

#[test]
fn an_embed_that_leads_in_a_circle_is_a_link() {
    check(
        "-- content/index.md --\n![[a]]\n-- content/a.md --\n![[b]]\n-- content/b.md --\nB.\n\n![[a]]\n\n![[b]]\n",
        expect![[r#"
            <div class="embed"><p class="embed-origin"><a href="a/">A</a></p>
            <div class="embed"><p class="embed-origin"><a href="b/">B</a></p>
            <p>B.</p>
            <p><a href="a/">a</a></p>
            <p><a href="b/">b</a></p>
            </div>
            </div>
            warning[unshown-embed] content/b.md:3:1 this embed would show itself again, so it is a link | take the `!` away, or embed a section: `![[Name#Heading]]`
            warning[unshown-embed] content/b.md:5:1 this embed would show itself again, so it is a link | take the `!` away, or embed a section: `![[Name#Heading]]`
        "#]],
    );
}

#[test]
fn a_heading_after_an_embed_is_no_title() {
    check(
        "![[guide]]\n\n# After\n\n-- content/guide.md --\n",
        expect![[r##"
        <div class="embed"><p class="embed-origin"><a href="guide/">Guide</a></p>
        </div>
        <h2 id="after"><a class="anchor" href="#after">After</a></h2>
        warning[empty-page] content/guide.md:1:1 this page is empty | write something, or add `draft: true` to its front matter
    "##]],
    );
}

#[test]
fn a_page_may_show_a_section_of_its_own() {
    check(
        "![[#One]]\n\n## One\n\nText.\n",
        expect![[r##"
        <div class="embed"><p class="embed-origin"><a href="#one">Index</a></p>
        <h2>One</h2>
        <p>Text.</p>
        </div>
        <h2 id="one"><a class="anchor" href="#one">One</a></h2>
        <p>Text.</p>
    "##]],
    );
}

#[test]
fn a_chain_of_embeds_ends() {
    let mut fixture = String::from("-- content/index.md --\n![[p0]]\n");
    for n in 0..6 {
        fixture += &format!("-- content/p{n}.md --\nPage {n}.\n\n![[p{}]]\n", n + 1);
    }
    fixture += "-- content/p6.md --\nThe end.\n";
    check(
        &fixture,
        expect![[r#"
        <div class="embed"><p class="embed-origin"><a href="p0/">P0</a></p>
        <p>Page 0.</p>
        <div class="embed"><p class="embed-origin"><a href="p1/">P1</a></p>
        <p>Page 1.</p>
        <p><a href="p2/">p2</a></p>
        </div>
        </div>
        warning[unshown-embed] content/p1.md:3:1 more than 4 embeds stand inside each other here, so this one is a link | take the `!` away, or embed a section: `![[Name#Heading]]`
    "#]],
    );
}

#[test]
fn a_page_shows_only_so_much_of_others() {
    let long = "Word. ".repeat(25_000);
    let fixture = format!("-- content/index.md --\n![[a]]\n\n![[a]]\n-- content/a.md --\n{long}\n");
    let book = Book::new(&fixture);
    assert_eq!(
        book.lines(&book.diagnostics),
        "warning[unshown-embed] content/index.md:3:1 a page shows at most 256 KB of other entries, so this embed is a link | take the `!` away, or embed a section: `![[Name#Heading]]`\n"
    );
}

#[test]
fn a_deep_chain_of_embeds_is_no_deep_recursion() {
    let mut fixture = String::from("-- content/index.md --\nText\n");
    for n in 0..3000 {
        fixture += &format!("-- content/p{n}.md --\n![[p{}]]\n", n + 1);
    }
    let book = Book::new(&fixture);
    let page = book.site.render(&Route::page("p1").unwrap()).unwrap().unwrap();
    let Blob::Bytes(page) = page else { panic!("a page is made in memory") };
    let shown = html::elements(std::str::from_utf8(&page).unwrap());
    let embeds = shown.iter().filter(|element| element.get("class") == Some("embed")).count();
    assert!((1..=4).contains(&embeds), "{embeds}");
}

#[test]
fn a_number_sign_in_the_label_of_an_embed_asks_for_no_heading() {
    let book = Book::new(&format!("-- content/index.md --\n![[notes|our #1]]\n{GUIDE}"));
    let page = &book.pages()["index.html"];
    assert!(page.contains("<div class=\"embed\">"), "{page}");
}

#[test]
fn an_embed_counts_as_a_link() {
    let book = Book::new(&format!("-- content/index.md --\n![[notes]]\n{GUIDE}"));
    let playbook = &book.site.playbook;
    let notes = playbook.entries.iter().find(|entry| entry.parsed.title == "Notes");
    assert_eq!(playbook.backlinks(notes.unwrap().id).len(), 1);
}

#[test]
fn a_note_that_is_kept_private_is_nowhere_in_the_site() {
    let secret =
        |key: &str| format!("---\ntitle: Pay in spring\n{key}\n---\nZanzibar [[Home]] #zanzibar\n");
    let keys = [
        "publish: false",
        "Published: no",
        "private: true",
        "expiryDate: 2026-11-20",
        "publishDate: 2026-11-22",
        "visibility: only the board",
    ];
    for (path, key) in keys.map(|key| ("pay.md", key)).into_iter().chain([("_drafts/pay.md", "")]) {
        let book = Book::new(&format!(
            "-- content/index.md --\n---\ntitle: Home\n---\nText\n-- content/{path} --\n{}",
            secret(key)
        ));
        for (path, bytes) in book.render().0 {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            assert!(!text.contains("zanzibar") && !text.contains("pay in spring"), "{key}: {path}");
        }
        let unclear = "warning[unclear-draft] content/pay.md:3:13 \
                       `visibility` is not understood, so this page is a draft \
                       | `visibility` takes `public` or `private`\n";
        let expected = if key.ends_with("board") { unclear } else { "" };
        assert_eq!(book.lines(&book.problems()), expected);
    }
    let shown = secret("publish: true\npublishDate: 2026-11-21\nexpiryDate: 2026-11-21");
    let book = Book::new(&format!("-- content/pay.md --\n{shown}"));
    assert!(book.pages().contains_key("pay/index.html"));
}

/// The page of a tag: what stands above it, the tags in it, and its entries.
fn tag_page(book: &Book, path: &str) -> Option<String> {
    let pages = book.pages();
    let main = pages.get(path)?.split("<main").nth(1).unwrap();
    let main = main.split("<section class=\"beside\"").next().unwrap();
    let labels = |from: &str, to: &str| {
        let part = main.split(from).nth(1).map_or("", |part| part.split(to).next().unwrap());
        let links = part.split("</a>").filter_map(|link| link.rsplit_once('>'));
        links
            .map(|(_, label)| label.to_owned())
            .filter(|label| !label.trim().is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    };
    Some(format!(
        "{} | {} | {}",
        labels("class=\"breadcrumbs\"", "</nav>"),
        labels("class=\"values\"", "</ul>"),
        labels("class=\"entries\"", "</ul>")
    ))
}

const NESTED: &str = "\
-- content/a.md --
---
tags: [product/discovery, ideas/2024, 2024/03, Speed/quality trade]
---
# A
-- content/b.md --
# B

#product and #Product/Delivery/fast here.
-- content/c.md --
---
tags: [product, product/delivery]
team: x/y
---
# C
";

#[test]
fn the_page_of_a_tag_has_what_is_in_the_tags_within_it() {
    let book = Book::new(&format!("{NESTED}-- .obsidian/app.json --\n{{}}\n"));
    let page = |path: &str| tag_page(&book, &format!("browse/tags/{path}/index.html"));
    let is =
        |path: &str, expected: &str| assert_eq!(page(path).as_deref(), Some(expected), "{path}");
    is("product", "Browse, Tags | product/delivery, product/discovery | A, B, C");
    is("product-delivery", "Browse, Tags, Product | Product/Delivery/fast | B, C");
    is("product-delivery-fast", "Browse, Tags, Product, Product/delivery |  | B");
    is("product-discovery", "Browse, Tags, Product |  | A");
    is("ideas", "Browse, Tags | ideas/2024 | A");
    assert_eq!(page("2024"), None);
    assert_eq!(page("speed"), None);
}

#[test]
fn outside_of_a_vault_a_slash_divides_tags_that_belong_together() {
    let book = Book::new(NESTED);
    let page = |path: &str| tag_page(&book, &format!("browse/tags/{path}/index.html"));
    assert!(
        page("product").unwrap().ends_with("| A, C")
            || page("product").unwrap().ends_with("| A, B, C")
    );
    assert_eq!(page("ideas"), None);
    let book = Book::new(
        "-- content/a.md --\n---\ntags: [CI/CD]\n---\nText.\n-- content/b.md --\n---\ntags: [A/B]\n---\nText.\n",
    );
    let pages = book.pages();
    assert!(pages.contains_key("browse/tags/ci-cd/index.html"));
    assert!(
        !pages.contains_key("browse/tags/ci/index.html")
            && !pages.contains_key("browse/tags/a/index.html")
    );
}
