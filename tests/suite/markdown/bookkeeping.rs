//! Keys that describe files do not group entries, and those that do lead where they say.

use crate::common::Book;

/// The facets of a book of these pages: `Key: value, value`.
#[track_caller]
fn check(pages: &[&str], expected: &[&str]) {
    assert_eq!(facets(&book(pages)), expected);
}

fn book(pages: &[&str]) -> Book {
    let files = pages.iter().enumerate();
    let files = files.map(|(at, page)| format!("-- content/{at}.md --\n---\n{page}\n---\nText.\n"));
    Book::new(&files.collect::<String>())
}

fn facets(book: &Book) -> Vec<String> {
    let line = |facet: &fieldbook::link::facets::Facet| {
        let values = facet.values.iter().map(|value| value.label.as_str());
        format!("{}: {}", facet.label, values.collect::<Vec<_>>().join(", "))
    };
    book.site.playbook.facets.all().iter().map(line).collect()
}

#[test]
fn paths_times_and_hashes_group_nothing() {
    let first = "cover: assets/img/a.png\nlastmod: 2025-10-28T14:42:01+01:00\nupstream_sha: abc";
    let third = "cover: assets/img/c.png\nlastmod: 2025-10-29T14:42:01+01:00\nupstream_sha: d";
    check(&[first, first, third], &[]);
    let kept = "where: assets/img/a.png\nwhen: 2025-10-28T14:42:01+01:00\nmark: 0a1b2c3d4e5f";
    check(&[kept, kept, kept], &[]);
    let layout = "layout: post\ncssclasses: wide\nnav_order: 3\nuid: abc\nog:type: article";
    check(&[layout, layout, layout], &[]);
    let flags = "math: true\nread: yes\nnotes: This is what everybody here should have read.";
    check(&[flags, flags], &[]);
}

#[test]
fn a_key_whose_values_mostly_occur_once_groups_nothing() {
    let pages =
        ["city: Oslo", "city: Oslo", "city: Oslo", "city: Oslo", "city: Rome", "city: Wien"];
    check(&pages, &[]);
    check(&pages[..5], &["City: Oslo, Rome"]);
}

#[test]
fn lists_are_not_cut() {
    let page = "teams:\n  - Research, applied\n  - UX/UI\nrole: Design / Research";
    check(&[page, page], &["Role: Design, Research", "Teams: Research, applied, UX/UI"]);
}

#[test]
fn a_value_that_is_a_wikilink_leads_to_its_entry() {
    let book = Book::new(
        "-- content/People.md --\n# People\n\
         -- content/a.md --\n---\ntype: \"[[People]]\"\nteam: \"[[People|Folks]]\"\n---\nA\n\
         -- content/b.md --\n---\ntype:\n  - \"[[People]]\"\nteam: [\"[[People|Folks]]\"]\n---\nB\n",
    );
    assert_eq!(facets(&book), ["Type: People", "Team: Folks"]);
    let pages = book.pages();
    assert!(pages["a/index.html"].contains("<a href=\"../people/\">People</a>"));
    for page in ["browse/type/people/index.html", "browse/team/folks/index.html"] {
        assert!(pages[page].contains("<h1 id=\"top\"><a href=\"../../../people/\">"), "{page}");
    }
    assert!(pages.values().all(|page| !page.contains("[[People")));
}

#[test]
fn a_single_value_makes_no_card() {
    let home = |pages: &[&str]| book(pages).pages()["index.html"].contains("href=\"browse/\"");
    assert!(!home(&["type: Note", "type: Note"]));
    assert!(home(&["type: Note", "type: SOP"]));
}
