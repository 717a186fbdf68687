//! What grows with a book: output and reports of 2N pages are about twice those of N.
//!
//! Nothing is timed: bytes, lines and problems are counted.

use std::fmt::Write;

use crate::common::{Book, html};
use fieldbook::shell::report::{Reporter, record};

/// A book of `count` pages in one folder; `page` writes the text of each.
fn book(count: usize, page: impl Fn(usize) -> String) -> Book {
    let mut fixture = "-- content/index.md --\n# Home\n\nWelcome.\n".to_owned();
    for number in 0..count {
        let text = page(number);
        let _ = write!(fixture, "-- content/notes/p{number:04}.md --\n{text}\n");
    }
    Book::new(&fixture)
}

fn plain(number: usize) -> String {
    format!("# Page {number:04}\n\nSome words.")
}

/// The sidebar of a page, as text, one line each.
fn sidebar(page: &str) -> Vec<String> {
    let (_, nav) = page.split_once("<nav class=\"sidebar\"").unwrap();
    let (nav, _) = nav.split_once("<ul class=\"beside\">").unwrap();
    let lines = nav.split("<li>").skip(1);
    lines.map(|line| html::text(line.split("</a>").next().unwrap()).trim().to_owned()).collect()
}

#[test]
fn the_sidebar_of_a_large_book_shows_the_neighbours_of_a_page() {
    let pages = book(400, plain).pages();
    let lines = sidebar(&pages["notes/p0200/index.html"]);
    assert_eq!(lines[..4], ["Home", "Notes", "… 190 before", "Page 0190"]);
    assert_eq!(lines[12..15], ["Page 0199", "Page 0200", "Page 0201"]);
    assert_eq!(lines[23..], ["Page 0210", "… 189 after", "All 400 in Notes"]);
    let page = &pages["notes/p0200/index.html"];
    assert!(page.contains("<a href=\"../\">All 400 in Notes</a>"), "{page}");
    let all = html::main(&pages["notes/index.html"]);
    assert_eq!(all.matches("<li><a href=\"p0").count(), 400);
}

#[test]
fn the_sidebar_is_as_long_at_each_end_and_in_a_larger_book() {
    let small = book(200, plain).pages();
    let large = book(400, plain).pages();
    let count = |page: &str| sidebar(page).len();
    assert_eq!(count(&small["notes/p0100/index.html"]), 26);
    assert_eq!(count(&large["notes/p0100/index.html"]), 26);
    let first = sidebar(&large["notes/p0000/index.html"]);
    assert_eq!(first[2..4], ["Page 0000", "Page 0001"]);
    assert_eq!(first[22..], ["Page 0020", "… 379 after", "All 400 in Notes"]);
    let last = sidebar(&large["notes/p0399/index.html"]);
    assert_eq!(last[2..4], ["… 379 before", "Page 0379"]);
    assert_eq!(last[23..], ["Page 0399", "All 400 in Notes"]);
}

#[test]
fn a_book_that_fits_is_in_the_sidebar_as_a_whole() {
    let pages = book(140, plain).pages();
    assert_eq!(sidebar(&pages["notes/p0100/index.html"]).len(), 142);
}

#[test]
fn an_authors_page_of_a_large_folder_lists_it_too() {
    let text = |number: usize| match number {
        0 => "-- content/notes/index.md --\n# Our notes\n\nText.".to_owned(),
        number => plain(number),
    };
    let pages = book(300, text).pages();
    let page = html::main(&pages["notes/index.html"]);
    let (_, list) = page.split_once("<h2>In this folder</h2>").unwrap();
    assert_eq!(list.split("</ul>").next().unwrap().matches("<li>").count(), 300);
    assert!(!html::main(&pages["index.html"]).contains("In this folder"));
    let home: String = (0..300).map(|n| format!("-- content/p{n}.md --\n{}\n", plain(n))).collect();
    let pages = Book::new(&format!("-- content/index.md --\n# Home\n\nHi.\n{home}")).pages();
    assert!(html::main(&pages["index.html"]).contains("In this folder"));
    assert!(pages["p7/index.html"].contains("<a href=\"../\">All 301 in Home</a>"));
}

/// The bytes of a book of `count` pages.
fn size(count: usize, page: impl Fn(usize) -> String) -> usize {
    let (files, _) = book(count, page).render();
    files.values().map(Vec::len).sum()
}

#[track_caller]
fn check_growth(page: impl Fn(usize) -> String) {
    let (small, large) = (size(200, &page), size(400, &page));
    assert!(large * 10 < small * 21, "{small} bytes, then {large}");
}

#[test]
fn the_output_of_twice_the_pages_is_twice_as_large() {
    check_growth(plain);
    check_growth(|_| "# Page\n\nSome words.".to_owned());
    check_growth(|n| format!("---\ntags: [a{n}, b{}]\nowner: o{}\n---\n# Page {n}", n / 2, n / 3));
    check_growth(|n| format!("---\ntags: [one, two]\n---\n# Page {n:04}"));
    check_growth(|n| format!("# Page {n:04}\n\nSee [[p0000]] and [[p{:04}]].", n + 1));
    check_growth(|n| {
        format!("---\nsources: [p0000.md]\naliases: [same]\n---\n# Page {n}\n\n[[same]]")
    });
    check_growth(|n| format!("# Page {n}\n\nSee [[Nobody]] and [[Nobody {n}]] and [x](no{n}.md)."));
    check_growth(|n| format!("-- content/f{n:04}/index.md --\n# Page {n:04}\n\nSome words."));
}

#[test]
fn an_entry_with_many_tags_does_not_list_all_of_them_for_each() {
    let size = |count: usize| {
        let tags: Vec<String> = (0..count).map(|n| format!("t{n}")).collect();
        let text = format!("-- content/a.md --\n---\ntags: [{}]\n---\n# A\n", tags.join(", "));
        Book::new(&text).render().0.values().map(Vec::len).sum::<usize>()
    };
    assert!(size(800) * 10 < size(400) * 21);
}

#[test]
fn elements_that_are_nested_too_deeply_are_left_out_and_reported() {
    let book = Book::of_page(&format!("# T\n\n{}x\n", "<div>".repeat(5000)));
    let report = book.lines(&book.diagnostics);
    let expected = "HTML elements are nested deeper than 256, and the inner ones are left out";
    assert_eq!(report.matches(expected).count(), 1, "{report}");
    assert!(report.contains("content/index.md:3:1281"), "{report}");
    let page = book.pages().remove("index.html").unwrap();
    assert!(page.matches("<div>").count() <= 256);
}

#[test]
fn suggestions_are_made_for_the_first_problems_of_a_report() {
    let links: String = (0..300).map(|n| format!("[a](pagee{n:03}.md) ")).collect();
    let pages: String = (0..300).map(|n| format!("-- content/page{n:03}.md --\nx\n")).collect();
    let empty = "-- content/zzz.md --\n";
    let book = Book::new(&format!("-- content/a.md --\n{links}\n{pages}{empty}"));
    let mut reporter = Reporter::new(&book.sources);
    let records = book.diagnostics.iter().map(|problem| record(problem, &mut reporter));
    let helps: Vec<String> = records.filter_map(|record| record.help).collect();
    assert_eq!(helps.iter().filter(|help| help.contains("mean")).count(), 200);
    let last = helps.last().unwrap();
    assert!(last.starts_with("write something"), "what needs no search is always said: {last}");
}
