//! The map: which entries link to which, as a list with a drawing beside it.
//!
//! `UPDATE_EXPECT=1 cargo test` writes what is shown now into this file.

use std::fmt::Write;

use crate::common::{Book, html};
use expect_test::{Expect, expect};

/// The map of a book, without what every page has.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    expected.assert_eq(&map_of(fixture).expect("a map"));
}

fn map_of(fixture: &str) -> Option<String> {
    let pages = Book::new(fixture).pages();
    let page = pages.get("map/index.html").filter(|page| page.contains("<link-map>"))?;
    let main = html::main(page);
    let start = main.find("<div class=\"prose\">").expect("the facts");
    let end = main.find("</link-map>").expect("the list");
    let lines = main[start..end].lines().filter(|line| !line.trim().is_empty());
    Some(lines.map(|line| format!("{line}\n")).collect())
}

/// How often something stands in a text.
fn count(text: &str, what: &str) -> usize {
    text.matches(what).count()
}

/// `folders` folders of `each` entries; every entry links to the next one.
fn chain(folders: usize, each: usize) -> String {
    let name = |at: usize| format!("f{:03}/e{at:04}", at / each);
    (0..folders * each).fold(String::new(), |mut book, at| {
        let next = name((at + 1) % (folders * each));
        let _ = write!(book, "-- content/{}.md --\n# E{at}\n\n[next](/{next}.md)\n", name(at));
        book
    })
}

const SMALL: &str = "\
-- content/index.md --
# Book

[A](levels/a.md), [A again](levels/a.md), [itself](index.md), [b](levels/b.md).
-- content/levels/index.md --
# Levels

Text
-- content/levels/a.md --
# A & co

[b](b.md)
-- content/levels/b.md --
# B

[a](a.md)
-- content/tools/c.md --
# C

[b](../levels/b.md)
";

#[test]
fn entries_stand_by_folders_and_every_two_that_link_have_an_arc() {
    check(
        SMALL,
        expect![[r#"
            <div class="prose">
            <p>5 entries and 5 links between them. The most linked is <a href="../levels/b/">B</a>, from 3 others. <i>In</i> says how many link to an entry, <i>out</i> how many it links to.</p>
            <p>No entry links to <a href="../tools/c/">C</a>.</p>
            </div>
            <link-map>
            <div>
            <div class="line"><h2><a href="../">Book</a></h2> <span class="count" dir="auto">none in, 2 out</span></div>
            <div class="line"><h2><a href="../levels/">Levels</a></h2> <span class="count" dir="auto">none in, 0 out</span></div>
            <ul>
            <li class="line"><a href="../levels/a/">A &amp; co</a> <span class="count" dir="auto">2 in, 1 out</span></li>
            <li class="line"><a href="../levels/b/">B</a> <span class="count" dir="auto">3 in, 1 out</span></li>
            </ul>
            <h2 class="line">Tools</h2>
            <ul>
            <li class="line"><a href="../tools/c/">C</a> <span class="count" dir="auto">none in, 1 out</span></li>
            </ul>
            </div>
            <svg class="arcs" viewBox="0 0 100 21" preserveAspectRatio="none" height="15.75rem" aria-hidden="true">
            <path d="M0 3a85 4 0 0 1 0 8" data-rows="0 2"></path>
            <path d="M0 3a100 5 0 0 1 0 10" data-rows="0 3"></path>
            <path d="M0 11a30 1 0 0 1 0 2" data-rows="2 3"></path>
            <path d="M0 13a77 3.5 0 0 1 0 7" data-rows="3 4"></path>
            <path d="M0 3h0" data-rows="0" stroke-width="3" stroke-opacity="1"></path>
            <path d="M0 8h0" data-rows="1" stroke-width="3" stroke-opacity="1"></path>
            <path d="M0 11h0" data-rows="2" stroke-width="5" stroke-opacity="1"></path>
            <path d="M0 13h0" data-rows="3" stroke-width="6" stroke-opacity="1"></path>
            <path d="M0 20h0" data-rows="4" stroke-width="3" stroke-opacity="1"></path>
            </svg>
        "#]],
    );
}

#[test]
fn entries_that_none_links_to_are_named() {
    let lonely = |entries: usize| {
        let all = (1..=entries).fold(String::new(), |mut book, at| {
            let _ = write!(book, "-- content/n{at:02}.md --\n# N{at}\n\nText\n");
            book
        });
        let map = map_of(&format!("{SMALL}{all}")).unwrap();
        let line = map.lines().find(|line| line.contains("No entry links to")).unwrap().to_owned();
        let mut words = line;
        while let (Some(start), Some(end)) = (words.find('<'), words.find('>')) {
            words.replace_range(start..=end, "");
        }
        words
    };
    assert_eq!(lonely(0), "No entry links to C.");
    assert_eq!(lonely(1), "No entry links to N1 and C.");
    assert_eq!(lonely(2), "No entry links to N1, N2 and C.");
    assert!(lonely(14).ends_with(", N11, N12, and 3 more."), "{}", lonely(14));
}

#[test]
fn what_an_entry_names_as_its_source_is_linked_from_it() {
    let map = map_of(
        "-- content/a.md --\n---\nsources: [B]\n---\n# A\n\n[c](c.md)\n-- content/b.md --\n# B\n\nText\n-- content/c.md --\n# C\n\nText\n",
    );
    let map = map.unwrap();
    assert!(map.contains("3 entries and 2 links between them"), "{map}");
    assert!(map.contains("No entry links to <a href=\"../a/\">A</a>."), "{map}");
}

#[test]
fn a_small_book_and_one_without_links_have_no_map() {
    let two = "-- content/a.md --\n[b](b.md)\n-- content/b.md --\nText\n";
    assert_eq!(map_of(two), None);
    let apart = "-- content/a.md --\n# A\n\n[x](https://example.org) [up](#a) <me@example.org>\n-- content/b.md --\n![](x.png)\n-- content/c.md --\nText\n";
    assert_eq!(map_of(apart), None);
    let pages = Book::new(&format!("{SMALL}-- content/map.md --\nOurs\n")).pages();
    assert!(pages["map-2/index.html"].contains("Ours"));
    let pages = Book::new(apart).pages();
    assert!(!pages["index.html"].contains(">Map<"));
}

#[test]
fn a_book_whose_links_all_fail_has_a_map_that_says_so() {
    let map = map_of(
        "-- content/a.md --\n[[Nobody]]\n-- content/b.md --\nText\n-- content/c.md --\nText\n",
    );
    let map = map.unwrap();
    assert!(map.contains("3 entries, and no links between them yet."), "{map}");
    assert!(!map.contains("<svg") && !map.contains("No entry links to"), "{map}");
}

#[test]
fn links_can_lead_to_the_map() {
    let pages = Book::new(&format!("{SMALL}-- content/d.md --\n[The map](/map/)\n")).pages();
    assert!(pages["d/index.html"].contains("<a href=\"../map/\">The map</a>"));
}

#[test]
fn a_large_book_is_shown_by_its_folders() {
    let map = map_of(&chain(20, 10)).unwrap();
    assert!(map.contains("200 entries and 200 links"), "{map}");
    assert_eq!(count(&map, ">10 entries, 1 in, 1 out<"), 20);
    assert_eq!(count(&map, "class=\"line\""), 21, "twenty folders and the name of the book");
    assert_eq!(count(&map, "0 0 1 0"), 20);
    assert!(map.contains("each line below is a folder"), "{map}");
    for dot in map.lines().filter(|line| line.contains("h0")) {
        assert!(dot.contains("stroke-width=\"5\""), "{dot}");
    }
}

#[test]
fn as_many_parts_of_addresses_are_shown_as_fit() {
    assert_eq!(count(&map_of(&chain(3, 50)).unwrap(), "<li "), 150);
    assert_eq!(count(&map_of(&chain(3, 51)).unwrap(), "<li "), 3);
}

#[test]
fn a_large_book_without_folders_is_shown_by_its_most_linked_entries() {
    let all = (0..300).fold(String::new(), |mut book, at| {
        let _ = write!(book, "-- content/e{at:03}.md --\n# E{at}\n\n[e](e{:03}.md)\n", at / 2);
        book
    });
    let map = map_of(&all).unwrap();
    let row = |entry: &str| format!("<li class=\"line\"><a href=\"../e{entry}/\">");
    assert_eq!(count(&map, "<li "), 150);
    assert!(map.contains("below are the entries that most others link to"), "{map}");
    assert!(map.contains(row("149").as_str()) && !map.contains(row("150").as_str()), "{map}");
    assert!(map.contains("2 in, 1 out"), "links from what is not shown are counted");
}

#[test]
fn where_everything_links_to_everything_nothing_is_drawn() {
    let all = (0..50).fold(String::new(), |mut book, at| {
        let _ = writeln!(book, "-- content/e{at}.md --");
        (0..50).for_each(|to| {
            let _ = writeln!(book, "[e](e{to}.md)");
        });
        book
    });
    let map = map_of(&all).unwrap();
    assert!(map.contains("49 in, 49 out") && !map.contains("<svg"), "{map}");
}
