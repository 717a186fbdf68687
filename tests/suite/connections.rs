//! What entries say about each other: the foot of their pages, and the links that the book makes.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is shown now into this file.

use crate::common::{Book, html};
use expect_test::{Expect, expect};

/// The foot of a book's page, as lines of HTML.
#[track_caller]
fn check_foot(fixture: &str, path: &str, expected: Expect) {
    let pages = Book::new(fixture).pages();
    let page = html::main(&pages[path]);
    let start = page.find("<footer").unwrap_or(page.len());
    let end = page.find("</footer>").unwrap_or(page.len());
    let lines = page[start..end].lines().skip(1).filter(|line| !line.trim().is_empty());
    expected.assert_eq(&lines.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn a_page_shows_who_links_to_it_and_with_which_words() {
    check_foot(
        "\
-- content/index.md --
# Home

First. Ask [the team](team.md) on *Monday*, says [[Team|Tomasz]]. Last.

## See also

- [[Team]]
-- content/team.md --
# Team

Us.
",
        "team/index.html",
        expect![[r#"
            <section class="linked-from" aria-labelledby="linked-from">
            <h2 id="linked-from">Linked from</h2>
            <ul class="quoting">
            <li><a href="../">Home</a>
            <p>Ask <mark>the team</mark> on Monday, says Tomasz.</p>
            <p>under See also</p></li>
            </ul>
            </section>
        "#]],
    );
}

#[test]
fn a_quote_keeps_tags_and_marked_words() {
    let pages = Book::new(
        "-- content/a.md --\nAsk #support/night or ==really== [[Hub]], #now.\n-- content/hub.md --\nText\n",
    )
    .pages();
    let quote = "<p>Ask #support/night or really <mark>Hub</mark>, #now.</p>";
    assert!(pages["hub/index.html"].contains(quote), "{}", html::main(&pages["hub/index.html"]));
}

#[test]
fn the_time_of_a_heading_is_left_out_of_the_contents_and_kept_in_its_id() {
    let text = "## Impact [00:56:38]\n\nText\n\n## Optics\n\n## [01:02]\n";
    let pages = Book::new(&format!(
        "-- content/index.md --\n{text}-- content/note.md --\n---\nvideoId: Ab1\n---\n{text}"
    ))
    .pages();
    let line = |page: &str| pages[page].contains("<a href=\"#impact-005638\">Impact</a>");
    assert!(line("note/index.html") && !line("index.html"), "{}", pages["note/index.html"]);
    assert!(html::text(html::main(&pages["note/index.html"])).contains("56:38"));
}

#[test]
fn many_pages_that_link_to_one_are_folded_away() {
    let pages: String =
        (0..12).map(|n| format!("-- content/p{n:02}.md --\nSee [[Hub]] for {n}.\n")).collect();
    let pages = Book::new(&format!("{pages}-- content/hub.md --\nText\n")).pages();
    let page = html::main(&pages["hub/index.html"]);
    let (shown, folded) = page.split_once("<summary>4 more</summary>").unwrap();
    assert_eq!((shown.matches("<mark>").count(), folded.matches("<mark>").count()), (8, 4));
}

/// The first page of a book, from its heading to its foot.
#[track_caller]
fn check_text(fixture: &str, path: &str, expected: Expect) {
    let pages = Book::new(fixture).pages();
    let page = html::main(&pages[path]);
    let prose = page.split_once("<div class=\"prose\">\n").unwrap().1;
    expected.assert_eq(&format!("{}\n", prose.split_once("</div>").unwrap().0.trim_end()));
}

const TALK: &str = "\
-- content/note.md --
---
videoId: Ab-1
---
# Two ways

First. It has odds <a class=\"yt-timestamp\" data-t=\"00:12:30\">[00:12:30]</a>. Somebody looks. [00:12:50] Later [0:20:00](https://youtu.be/Ab-1?t=1200) (1:10).

[Watch it](https://youtu.be/Ab-1?t=750)
-- content/talks/chapter.txt --
---
videoId: Ab-1
---
Chapter 4: Odds
Video: A talk
Time: 12:03 - 20:00
====

[12:03] So.

[12:40] And then.
";

#[test]
fn a_time_becomes_a_small_link_to_the_video_and_one_to_the_words() {
    check_text(
        TALK,
        "note/index.html",
        expect![[r#"
            <p>First. It has odds<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=750s" aria-label="Watch from 00:12:30" rel="noopener">12:30</a>&nbsp;<a class="transcript" href="../talks/chapter/#at:723" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup>. Somebody looks.<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=770s" aria-label="Watch from 00:12:50" rel="noopener">12:50</a>&nbsp;<a class="transcript" href="../talks/chapter/#at:760" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup> Later<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=1200s" aria-label="Watch from 00:20:00" rel="noopener">0:20:00</a>&nbsp;<a class="transcript" href="../talks/chapter/#at:760" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup><sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=70s" aria-label="Watch from 00:01:10" rel="noopener">1:10</a></sup>.</p>
            <p><a href="https://youtu.be/Ab-1?t=750" rel="noopener">Watch it</a></p>
        "#]],
    );
    check_text(
        TALK,
        "talks/chapter/index.html",
        expect![[r#"
        <p><sup class="cite" id="at:723"><a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=723s" aria-label="Watch from 00:12:03">12:03</a></sup> So.</p>
        <p><sup class="cite" id="at:760"><a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=760s" aria-label="Watch from 00:12:40">12:40</a></sup> And then.</p>
    "#]],
    );
}

#[test]
fn a_transcript_shows_who_cites_it_and_with_which_words() {
    check_foot(
        TALK,
        "talks/chapter/index.html",
        expect![[r##"
            <section class="cited-in" aria-labelledby="cited-in">
            <h2 id="cited-in">Cited in</h2>
            <ul class="quoting">
            <li><a href="../../note/">Two ways</a>
            <p><a class="time" href="#at:723">12:30</a> It has odds.</p>
            <p><a class="time" href="#at:760">12:50</a> Somebody looks.</p>
            <p><a class="time" href="#at:760">20:00</a> Later (1:10).</p></li>
            </ul>
            </section>
        "##]],
    );
}

/// Which of a book's transcripts its first page's citation of 12:30 leads to.
#[track_caller]
fn check_transcript(note: &str, transcripts: &[(&str, &str)], expected: Option<&str>) {
    let texts = transcripts.iter().map(|(path, header)| {
        format!("-- content/{path} --\n{header}\nTime: 12:00 - 13:00\n====\n\nSpeech.\n")
    });
    let fixture =
        format!("-- content/note.md --\n{note}\nOdds [12:30].\n{}", texts.collect::<String>());
    let pages = Book::new(&fixture).pages();
    let link = html::elements(&pages["note/index.html"]);
    let link = link.iter().find(|element| element.get("class") == Some("transcript"));
    assert_eq!(link.and_then(|link| link.get("href")), expected, "{fixture}");
}

#[test]
fn a_transcript_is_known_by_its_video_its_title_or_by_being_the_only_one_there() {
    const NOTE: &str = "---\ntitle: On odds\nvideoId: Ab-1\nsources: [A talk]\n---\n";
    let with_id = |id: &str| format!("---\nvideoId: {id}\n---\nChapter 1: A\nVideo: B");
    let (ours, other) = (with_id("Ab-1"), with_id("Cd-2"));
    check_transcript(NOTE, &[("x/a.txt", &other), ("x/b.txt", &ours)], Some("../x/b/"));
    check_transcript(NOTE, &[("a.txt", &other)], None);
    let titled = "Chapter 1: A\nVideo: A Talk";
    check_transcript(
        NOTE,
        &[("x/a.txt", "Chapter 1: B\nVideo: D"), ("x/b.txt", titled)],
        Some("../x/b/"),
    );
    check_transcript(NOTE, &[("a.txt", "Chapter 1: A\nVideo: C")], Some("../a/"));
    check_transcript(NOTE, &[("x/a.txt", "Chapter 1: A\nVideo: C")], None);
    check_transcript(
        NOTE,
        &[("a.txt", "Chapter 1: A\nVideo: C"), ("b.txt", "Chapter 1: B\nVideo: D")],
        None,
    );
}

#[test]
fn a_time_means_nothing_on_a_page_without_a_video() {
    check_text(
        "-- content/a.md --\nAt [12:30] and (9:15).\n",
        "a/index.html",
        expect![[r#"
        <p>At [12:30] and (9:15).</p>
    "#]],
    );
}

#[test]
fn bare_names_below_related_lead_to_their_entries_or_are_wanted() {
    check_text(
        "\
-- content/a.md --
# A

## Related SOPs

- Weekly rhythm (Ami Vora)
- how-we-ship.md
- **Quality bar**: what must hold
- Saying no - politely
- Nothing but a sentence.
-- content/weekly-rhythm.md --
One
-- content/how-we-ship.md --
Two
-- content/bar.md --
# Quality bar
",
        "a/index.html",
        expect![[r##"
            <h2 id="related-sops"><a class="anchor" href="#related-sops">Related SOPs</a></h2>
            <ul>
            <li><a href="../weekly-rhythm/">Weekly rhythm</a> (Ami Vora)</li>
            <li><a href="../how-we-ship/">how-we-ship.md</a></li>
            <li><strong><a href="../bar/">Quality bar</a></strong>: what must hold</li>
            <li><a class="missing" title="no entry is named `Saying no`" href="../wanted/#saying-no">Saying no</a> - politely</li>
            <li>Nothing but a sentence.</li>
            </ul>
        "##]],
    );
}

const WANTING: &str = "\
-- content/a.md --
# A

Before the launch, agree on [[How we name launches]]. Ask [[Weekly rythm]].
-- content/b.md --
# B

See also [[how_we_name_launches|the names]] and ![[Nowhere]].
-- content/weekly-rhythm.md --
Text
";

#[test]
fn a_link_to_a_wanted_entry_leads_to_the_page_that_says_who_wants_it() {
    check_text(
        WANTING,
        "a/index.html",
        expect![[r#"
        <p>Before the launch, agree on <a class="missing" title="no entry is named `How we name launches`" href="../wanted/#how-we-name-launches">How we name launches</a>. Ask <a class="missing" title="no entry is named `Weekly rythm`" href="../wanted/#weekly-rythm">Weekly rythm</a>.</p>
    "#]],
    );
    let pages = Book::new(WANTING).pages();
    let page = html::main(&pages["wanted/index.html"]);
    let sections = page.split_once("</header>\n").unwrap().1;
    expect![[r#"
        <section class="wanted" aria-labelledby="how-we-name-launches">
        <h2 id="how-we-name-launches">How we name launches</h2>
        <ul class="quoting">
        <li><a href="../a/">A</a>
        <p>Before the launch, agree on <mark>How we name launches</mark>.</p></li>
        <li><a href="../b/">B</a>
        <p>See also <mark>the names</mark> and Nowhere.</p></li>
        </ul>
        <p class="create">To write it: <code>fieldbook new entry &quot;How we name launches&quot;</code></p>
        </section>
        <section class="wanted" aria-labelledby="nowhere">
        <h2 id="nowhere">Nowhere</h2>
        <ul class="quoting">
        <li><a href="../b/">B</a>
        <p>See also the names and <mark>Nowhere</mark>.</p></li>
        </ul>
        <p class="create">To write it: <code>fieldbook new entry &quot;Nowhere&quot;</code></p>
        </section>
        <section class="wanted" aria-labelledby="weekly-rythm">
        <h2 id="weekly-rythm">Weekly rythm</h2>
        <p>There is <a href="../weekly-rhythm/">Weekly rhythm</a>, which is spelt almost like it.</p>
        <ul class="quoting">
        <li><a href="../a/">A</a>
        <p>Before the launch, agree on How we name launches. Ask <mark>Weekly rythm</mark>.</p></li>
        </ul>
        <p class="create">To write it: <code>fieldbook new entry &quot;Weekly rythm&quot;</code></p>
        </section>
        </article>

        <link-preview data-parts="1"></link-preview>
    "#]].assert_eq(sections);
}

#[test]
fn the_page_of_wanted_entries_can_be_linked_to() {
    check_text(
        "-- content/a.md --\n# A\n\nSee what is [wanted](wanted/), such as [[Rest]].\n",
        "a/index.html",
        expect![[r#"
            <p>See what is <a href="../wanted/">wanted</a>, such as <a class="missing" title="no entry is named `Rest`" href="../wanted/#rest">Rest</a>.</p>
        "#]],
    );
    let book = Book::new("-- content/a.md --\n[w](wanted/) [[Rest]]\n");
    expect![[r#"
        warning[wanted-entry] content/a.md:1:16 no entry is named `Rest` | write the entry, or remove the brackets
    "#]]
    .assert_eq(&book.lines(&book.diagnostics));
    let book = Book::new("-- content/a.md --\n[w](wanted/)\n");
    expect![[r#"
        warning[broken-link] content/a.md:1:5 there is no entry or file `wanted`
    "#]]
    .assert_eq(&book.lines(&book.diagnostics));
}

#[test]
fn a_list_of_wanted_entries_is_made_where_something_is_wanted() {
    let pages = Book::new("-- content/a.md --\nText\n").pages();
    assert!(!pages.contains_key("wanted/index.html"));
    let pages = Book::new("-- content/Wanted.md --\nWe want [[Rest]].\n").pages();
    assert!(pages["wanted/index.html"].contains("Rest"));
    assert!(pages["wanted-2/index.html"].contains("We want"));
}

#[test]
fn terms_are_linked_where_a_page_first_uses_them_and_nowhere_else() {
    check_text(
        "\
-- content/a.md --
# Dips and the quality bar

## A dip

A *dip* is `dip`, [no dip](b.md), and dips come back: <abbr>dip</abbr>.

Quality bars and a P0 but no p0. The rhythm.
-- content/b.md --
Text
-- content/rhythm.md --
---
type: term
description: What comes back every week.
---
-- content/glossary.md --
---
type: glossary
---
## Words

Dip
: A stretch in which it *feels* worse. See [[b]].

Quality bar
: What must hold.

- **P0**: Without it the quarter fails.
",
        "a/index.html",
        expect![[r##"
            <h2 id="a-dip"><a class="anchor" href="#a-dip" rel="noopener">A dip</a></h2>
            <p>A <em><a class="term" href="../glossary/#term:dip" data-definition="A stretch in which it feels worse. See b." rel="noopener">dip</a></em> is <code>dip</code>, <a href="../b/" rel="noopener">no dip</a>, and dips come back: <abbr>dip</abbr>.</p>
            <p><a class="term" href="../glossary/#term:quality-bar" data-definition="What must hold." rel="noopener">Quality bars</a> and a <a class="term" href="../glossary/#term:p0" data-definition="Without it the quarter fails." rel="noopener">P0</a> but no p0. The <a class="term" href="../rhythm/" data-definition="What comes back every week." rel="noopener">rhythm</a>.</p>
        "##]],
    );
}

#[test]
fn a_glossary_gives_its_terms_their_places() {
    check_text(
        "\
-- content/glossary.md --
---
type: glossary
---
Dip
: Worse than a zombie.

- **Zombie**: Moves no more.

### Bar

What must hold.
",
        "glossary/index.html",
        expect![[r##"
            <dl>
            <dt id="term:dip">Dip</dt>
            <dd>Worse than a zombie.</dd>
            </dl>
            <ul>
            <li><strong id="term:zombie">Zombie</strong>: Moves no more.</li>
            </ul>
            <h3 id="bar"><a class="anchor" href="#bar">Bar</a></h3>
            <p>What must hold.</p>
        "##]],
    );
}

#[test]
fn entries_with_much_in_common_are_related_if_no_link_says_so() {
    check_foot(
        "\
-- content/a.md --
---
title: Seeing far
tags: [optics]
---
[[One]] [[Two]] [[Linked]]
-- content/b.md --
---
title: Seeing near
---
[[One]] [[Two]]
-- content/c.md --
---
title: Lenses
tags: [Optics]
---
Text
-- content/linked.md --
---
tags: [optics]
---
Text
-- content/one.md --
Text
-- content/two.md --
Text
-- content/far.md --
Text
",
        "a/index.html",
        expect![[r#"
            <section class="related" aria-labelledby="related">
            <h2 id="related">Related</h2>
            <ul>
            <li><a href="../b/">Seeing near</a> <small>shares 2 links</small></li>
            <li><a href="../c/">Lenses</a> <small>also about optics</small></li>
            </ul>
            </section>
        "#]],
    );
}

#[test]
fn a_source_that_names_an_entry_is_a_link_and_the_entry_says_so() {
    let book = "\
-- content/notes/a.md --
---
sources: [\"[[The talk|talk]]\", ../talks/second.md, A book, https://example.org/]
---
Text
-- content/talks/first.md --
# The talk
-- content/talks/second.md --
# Another
";
    check_foot(
        book,
        "notes/a/index.html",
        expect![[r#"
        <section class="sources" aria-labelledby="page-sources">
        <h2 id="page-sources">Sources</h2>
        <ul>
        <li><a href="../../talks/first/">The talk</a></li>
        <li><a href="../../talks/second/">Another</a></li>
        <li>A book</li>
        <li><a href="https://example.org/">example.org</a></li>
        </ul>
        </section>
    "#]],
    );
    check_foot(
        book,
        "talks/first/index.html",
        expect![[r#"
        <section class="source-of" aria-labelledby="source-of">
        <h2 id="source-of">Source of</h2>
        <ul>
        <li><a href="../../notes/a/">A</a></li>
        </ul>
        </section>
    "#]],
    );
}
