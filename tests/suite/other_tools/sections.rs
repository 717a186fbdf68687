//! What a section says about all pages below it, and the addresses that pages give themselves.

use crate::common::Book;

/// The pages of articles of a book, without their file.
fn pages(fixture: &str) -> Vec<String> {
    let book = Book::new(fixture);
    let entries = &book.site.playbook.entries;
    entries.iter().map(|entry| entry.parsed.path.to_string()).collect()
}

/// Checks which pages of `team/` are published below a section with this front matter.
#[track_caller]
fn check_cascade(front_matter: &str, expected: &[&str]) {
    let fixture = format!(
        "-- content/index.md --\n# Home\n-- content/team/_index.md --\n---\n{front_matter}\n---\nTeam\n\
         -- content/team/a.md --\nA\n-- content/team/b.md --\n---\ndraft: false\n---\nB\n\
         -- content/team/sub/_index.md --\n---\ncascade:\n  draft: false\n---\nSub\n\
         -- content/team/sub/c.md --\nC\n-- content/team/old/d.md --\nD\n"
    );
    let pages = pages(&fixture);
    let pages: Vec<&str> = pages.iter().filter_map(|path| path.strip_prefix("team/")).collect();
    assert_eq!(pages, expected, "{front_matter}");
}

#[test]
fn a_section_keeps_the_pages_below_it_back() {
    let all = ["_index.md", "a.md", "b.md", "old/d.md", "sub/_index.md", "sub/c.md"];
    let kept = ["b.md", "sub/_index.md", "sub/c.md"];
    check_cascade("cascade:\n  draft: true", &kept);
    check_cascade("cascade: {draft: true}", &kept);
    check_cascade("cascade:\n  - draft: true", &kept);
    check_cascade("cascade:\n  draft: maybe", &kept);
    check_cascade("cascade:\n  build:\n    render: never", &[]);
    check_cascade("cascade:\n  publishDate: 2027-01-01", &[]);
    check_cascade("cascade:\n  publishDate: 2025-01-01", &all);
    check_cascade(
        "cascade:\n  - draft: true\n    _target:\n      path: /team/old/**",
        &all_but_old(),
    );
    check_cascade("cascade:\n  type: docs", &all);
    check_cascade("cascade:\n  - type: docs\n  - draft: false", &all);
}

fn all_but_old() -> [&'static str; 5] {
    ["_index.md", "a.md", "b.md", "sub/_index.md", "sub/c.md"]
}

#[test]
fn the_address_that_a_page_gives_itself_leads_to_it() {
    let book = Book::new(
        "\
-- content/index.md --
# Home

[a](/about/us/) [b](/old.html) [c](/handbook/values/#care)
-- content/us.md --
---
permalink: /about/us/
---
Text
-- content/old.md --
---
permalink: /old.html
---
Text
-- content/values.md --
---
url: /handbook/values/
---
Text

## Care
-- content/blog.md --
---
permalink: /:year/:title/
url: https://example.org/x
---
Text
-- content/home.md --
---
permalink: /
---
Text
",
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    let pages = book.pages();
    let home = &pages["index.html"];
    for href in ["href=\"us/\"", "href=\"old/\"", "href=\"values/#care\""] {
        assert!(home.contains(href), "{href}");
    }
    assert!(pages["about/us/index.html"].contains("../../us/"));
    assert!(pages.contains_key("old.html"));
}

#[test]
fn paths_from_the_site_of_docusaurus_are_read() {
    let book = Book::new(
        "\
-- content/index.md --
[a](@site/docs/guide.md) ![b](@site/static/img/plan.png)
-- content/docs/guide.md --
Text
-- content/static/img/plan.png --
",
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    let pages = book.pages();
    let page = &pages["index.html"];
    assert!(page.contains("docs/guide/") && page.contains("img/plan.png"));
}

#[test]
fn a_remote_video_is_no_image() {
    let book =
        Book::of_page("![a](https://example.org/talk.mp4) ![b](https://example.com/a.mp3)\n");
    let problems = book.lines(&book.diagnostics);
    assert!(problems.contains("a video on `example.org`"), "{problems}");
    assert!(problems.contains("a sound on `example.com`"), "{problems}");
}
