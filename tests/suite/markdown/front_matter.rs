//! Front matter that does not start in the first line.

use crate::common::Book;

#[test]
fn front_matter_below_the_top_is_read_with_a_warning() {
    let book = Book::new(
        "-- content/index.md --\n# Home\n\
         -- content/blank.md --\n\n---\ntitle: Weekly rhythm\ndraft: true\n---\n\nText.\n\
         -- content/comment.md --\n<!-- synced -->\n---\ntitle: Second\n---\n\nText.\n\
         -- content/indented.md --\n ---\ntitle: Third\n---\n\nText.\n\
         -- content/toml.md --\n\n+++\ntitle = \"Fourth\"\n+++\n\nText.\n\
         -- content/dots.md --\n\n---\ntitle: Fifth\n...\n\nText.\n",
    );
    let pages = book.pages();
    assert!(!pages.contains_key("blank/index.html"), "the draft is published");
    for (page, title) in
        [("comment", "Second"), ("indented", "Third"), ("toml", "Fourth"), ("dots", "Fifth")]
    {
        let html = &pages[&format!("{page}/index.html")];
        assert!(html.contains(&format!("{title}</h1>")), "{html}");
        assert!(!html.contains("title:"), "{html}");
    }
    let lines = book.lines(&book.diagnostics);
    for place in ["blank.md:2:1", "comment.md:2:1", "indented.md:1:2", "toml.md:2:1", "dots.md:2:1"]
    {
        let line = format!("warning[bad-front-matter] content/{place} front matter does not start");
        assert!(lines.contains(&line), "{lines}");
    }
    assert_eq!(lines.lines().count(), 5, "{lines}");
}

#[test]
fn a_rule_at_the_top_hides_nothing() {
    for rule in ["---", "----"] {
        let page = format!("{rule}\n\nNote: this page starts with a rule.\n\n{rule}\n\nRest.\n");
        let book = Book::of_page(&page);
        assert_eq!(book.lines(&book.diagnostics), "");
        assert!(book.pages()["index.html"].contains("<p>Note: this page starts with a rule.</p>"));
    }
}
