//! What entries say about each other: the foot of their pages, and the links that the book makes.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is shown now into this file.

mod common;

use common::{Book, html};
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
            <p>First. It has odds<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=750s" aria-label="Watch from 00:12:30" rel="noopener">12:30</a>&nbsp;<a class="said" href="../talks/chapter/#at:723" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup>. Somebody looks.<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=770s" aria-label="Watch from 00:12:50" rel="noopener">12:50</a>&nbsp;<a class="said" href="../talks/chapter/#at:760" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup> Later<sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=1200s" aria-label="Watch from 00:20:00" rel="noopener">0:20:00</a>&nbsp;<a class="said" href="../talks/chapter/#at:760" title="In the transcript" aria-label="In the transcript" rel="noopener">¶</a></sup><sup class="cite">&nbsp;<a class="yt-timestamp" href="https://www.youtube.com/watch?v=Ab-1&amp;t=70s" aria-label="Watch from 00:01:10" rel="noopener">1:10</a></sup>.</p>
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
    let said = html::elements(&pages["note/index.html"]);
    let said = said.iter().find(|element| element.get("class") == Some("said"));
    assert_eq!(said.and_then(|link| link.get("href")), expected, "{fixture}");
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
