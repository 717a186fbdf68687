//! Keys of front matter as people write them, and what they do to a page.

use crate::common::Book;
use fieldbook::link::Surface;

/// A book of one page `a.md` beside a home page.
fn page(front_matter: &str) -> Book {
    Book::new(&format!("-- content/index.md --\n# Home\n-- content/a.md --\n{front_matter}Text.\n"))
}

/// Whether the page is published, and what is said.
fn outcome(front_matter: &str) -> (bool, String) {
    let book = page(front_matter);
    let is_published = book.pages().contains_key("a/index.html");
    (is_published, book.lines(&book.diagnostics))
}

#[test]
fn keys_are_known_in_every_spelling_and_notation() {
    for front_matter in [
        "---\nTitle: My page\nDescription: What it is for.\nVideo_ID: abc\n---\n",
        "---\nTITLE: My page\ndescription: What it is for.\nvideo-id: abc\n---\n",
        "+++\nTitle = \"My page\"\nDescription = \"What it is for.\"\nvideo_id = \"abc\"\n+++\n",
        "{\n  \"Title\": \"My page\",\n  \"Description\": \"What it is for.\",\n  \"Video id\": \"abc\"\n}\n",
        "---json\n{\"title\": \"My page\", \"description\": \"What it is for.\", \"videoId\": \"abc\"}\n---\n",
        "---toml\ntitle = \"My page\"\ndescription = \"What it is for.\"\nvideoId = \"abc\"\n---\n",
    ] {
        let book = page(front_matter);
        assert_eq!(book.lines(&book.diagnostics), "", "{front_matter}");
        let entry = book.site.playbook.entry_at("a.md").unwrap();
        assert_eq!(entry.parsed.title, "My page", "{front_matter}");
        assert_eq!(entry.parsed.description, "What it is for.", "{front_matter}");
        assert_eq!(entry.parsed.front_matter.video_id.as_deref(), Some("abc"), "{front_matter}");
        assert!(book.pages()["a/index.html"].contains("<p>Text.</p>"), "{front_matter}");
    }
    let pages = page("---\nRedirect_From: /old/a\n---\n").pages();
    assert!(pages.contains_key("old/a/index.html"));
}

#[test]
fn a_misspelt_key_is_named_and_its_value_kept() {
    let book = page("---\ntitle: Plan\ndecription: A plan.\n---\n");
    let lines = book.lines(&book.diagnostics);
    assert!(
        lines.contains("[unknown-key] content/a.md:3:1 unknown key `decription` | did you mean")
    );
    assert!(book.pages().contains_key("a/index.html"));
    let entry = book.site.playbook.entry_at("a.md").unwrap();
    assert_eq!(entry.parsed.front_matter.extra["decription"].text(), "A plan.");
    for key in ["reviewer", "folder", "videos", "courses", "update", "tabs", "border", "video"] {
        assert_eq!(outcome(&format!("---\n{key}: x\n---\n")), (true, String::new()), "{key}");
    }
}

#[test]
fn a_value_of_another_kind_stops_nothing() {
    for (line, said) in [
        ("type:\n  - \"[[People]]\"", ""),
        ("type: [Person, Team]", "`type` has several values, of which the first is used"),
        ("tags: 5", ""),
        ("aliases: x", ""),
        ("order: first", "`order` has the wrong kind of value"),
        ("order: \"3\"", ""),
        ("updated: soon", "`updated` has the wrong kind of value"),
        ("date: soon", ""),
        ("title: {a: b}", "`title` has the wrong kind of value"),
        ("title: [One]", ""),
        ("title:", ""),
    ] {
        let (is_published, lines) = outcome(&format!("---\n{line}\n---\n"));
        assert!(is_published, "{line}");
        assert!(if said.is_empty() { lines.is_empty() } else { lines.contains(said) }, "{lines}");
        assert!(lines.lines().count() <= 1, "{lines}");
    }
    let book = page("---\ntype:\n  - \"[[People]]\"\n---\n");
    let html = &book.pages()["a/index.html"];
    assert!(html.contains("People") && !html.contains("[["), "{html}");
}

#[test]
fn values_are_as_they_were_typed() {
    let book = page("---\ntags: [1.10, 007, 1_000]\nversion: 2.0\n---\n");
    let front_matter = &book.site.playbook.entry_at("a.md").unwrap().parsed.front_matter;
    assert_eq!(front_matter.tags, ["1.10", "007", "1_000"]);
    assert_eq!(front_matter.extra["version"].text(), "2.0");
}

#[test]
fn what_is_valid_of_a_damaged_block_is_read() {
    for (block, title) in [
        ("title: Plan: the second\ntags: [a]", "Plan: the second"),
        ("title: Plan\ntags: [a, b\nowner: Ann", "Plan"),
        ("title: Plan\n\tindented: yes", "Plan"),
        ("title: Plan\nsay: \"open", "Plan"),
        ("title:Plan", "Plan"),
    ] {
        let book = page(&format!("---\n{block}\n---\n"));
        let entry = book.site.playbook.entry_at("a.md").unwrap_or_else(|| panic!("{block}"));
        assert_eq!(entry.parsed.title, title, "{block}");
        let lines = book.lines(&book.diagnostics);
        assert!(lines.contains("[bad-front-matter] content/a.md:"), "{lines}");
        let html = &book.pages()["a/index.html"];
        assert!(html.contains("<p>Text.</p>") && !html.contains("tags:"), "{html}");
    }
}

#[test]
fn a_block_that_is_not_closed_is_not_shown() {
    let book = page("---\ntitle: Plan\ntags:\n  - a\n\n");
    let html = &book.pages()["a/index.html"];
    assert!(html.contains("Plan</h1>") && !html.contains("title:"), "{html}");
    assert!(book.lines(&book.diagnostics).contains("front matter is not closed"));
    assert!(!outcome("---\ntitle: Plan\ndraft: true\n\n").0);
}

#[test]
fn what_may_be_private_is_not_published() {
    for block in [
        "publish: false",
        "publish:\n  - false",
        "published: no",
        "private: true",
        "unlisted: true",
        "headless: true",
        "hide: true",
        "draft: maybe",
        "draft: [x, y]",
        "build: {render: never}",
        "_build:\n  list: never",
        "expiryDate: 2001-01-01",
        "publishDate: 2999-01-01",
        "drafft: true",
        "publsh: false",
        "privat: true",
        "title: [\ndraft: true",
        "title: [\n  draft: true",
        "a: b: c\n\tpublish: false",
        "title: [\npublish: perhaps",
        "title: [\nprivat: true",
        "draft:true",
        "draft: false\ndraft: true",
        "<<<<<<< x\ndraft: true\n=======\ndraft: false\n>>>>>>> y",
        "<<<<<<< x\ntitle: a",
    ] {
        let (is_published, lines) = outcome(&format!("---\n{block}\n---\n"));
        assert!(!is_published, "{block}\n{lines}");
    }
    assert!(!outcome("<<<<<<< x\n---\ndraft: true\n---\n").0);
    assert!(!outcome("{\n  \"draft\": true,,\n}\n").0);
    assert!(!outcome("+++\ntitle = \"a\ndraft = true\n+++\n").0);
    let long = format!("---\nnote: {}\ndraft: true\n---\n", "x".repeat(70_000));
    assert!(!outcome(&long).0);
}

#[test]
fn what_is_not_private_is_published() {
    for block in [
        "draft: false",
        "publisher: Ann",
        "drafft: false",
        "hide: [navigation]",
        "permalink: /x/",
        "<<<<<<< x\ntitle: a\n=======\ntitle: b\n>>>>>>> y",
        "search: exclude",
        "visibility: public",
    ] {
        let (is_published, lines) = outcome(&format!("---\n{block}\n---\n"));
        assert!(is_published, "{block}\n{lines}");
    }
}

#[test]
fn keys_that_keep_the_page_from_search_engines_and_the_search() {
    let robots = |front_matter: &str| {
        let book = page(&format!("---\n{front_matter}\n---\n"));
        book.pages()["a/index.html"].contains("<meta name=\"robots\" content=\"noindex\">")
    };
    assert!(robots("noindex: true") && robots("robots: noindex, nofollow"));
    assert!(!robots("title: x") && !robots("robots: index"));
    let is_on = |surface: Surface, front_matter: &str| {
        let book = page(&format!("---\n{front_matter}\n---\n"));
        let mut shown = book.site.playbook.entries_on(surface);
        shown.any(|entry| &*entry.parsed.path == "a.md")
    };
    for block in ["search: exclude", "search:\n  exclude: true", "search_exclude: true"] {
        assert!(!is_on(Surface::Search, block) && is_on(Surface::Sitemap, block), "{block}");
    }
    for block in ["sitemap: false", "sitemap_exclude: true", "noindex: true", "robots: noindex"] {
        assert!(is_on(Surface::Search, block) && !is_on(Surface::Sitemap, block), "{block}");
    }
}

#[test]
fn front_matter_near_the_top_keeps_a_page_back_with_a_warning() {
    for text in [
        "---\n\nDraft: true\n---\n",
        "---\n\nTitle: Foo\nDraft: true\n---\n",
        "---\n\n\ndraft: true\nmy key: x\n---\n",
        "\n---\ndraft: true\nmy key: x\n---\n",
        "\n---\ndraft: true\n\"quoted key\": x\n? y\n---\n",
        "\n---\ndraft: true\n\nText.\n",
        "---\n\tdraft: true\n---\n",
        "<!-- a -->\n---\n\tdraft: true\n---\n",
        "---\ntitle: x\n---\n---\npublish: false\n---\n",
        "---\ntitle: x\n---\n\n---\npublish: false\n---\n",
        "---\ntitle: x\n---\n<!-- a -->\n+++\npublish = false\n+++\n",
        "---\n---\n---\npublish: false\n---\n",
        "---\n\n---\n\n---\npublish: false\n---\n",
        "---\n---\npublish: false\n---\n",
        "---\na: b\n---\n---\nc: d\ndraft: maybe\n---\n",
        "\u{200b}---\ndraft: true\n---\n",
        "---\u{200b}\ndraft: true\n---\n",
        "---\ndraft：true\n---\n",
        "---\ntitle: x\ndraft：true\n---\n",
        "\n---\n\"draft\"：true\n---\n",
    ] {
        let (is_published, lines) = outcome(text);
        assert!(!is_published, "{text:?}\n{lines}");
        let is_plain = text.starts_with("---\n\n") || text.starts_with("---\u{200b}");
        assert!(is_plain || lines.contains("content/a.md:"), "{text:?}\n{lines}");
    }
}

#[test]
fn prose_between_rules_stays_prose() {
    for text in [
        "---\n\nNote: see below.\n\n---\n",
        "---\ntitle: x\n---\n\n---\n\nNote: see below.\n\n---\n",
        "---\n\nNote: see below.\n\n```yaml\ndraft: true\n```\n\n---\n",
        "---\n---\n\nNote: see below.\n\n---\n",
    ] {
        let html = &page(text).pages()["a/index.html"];
        assert!(html.contains("<p>Note: see below.</p>"), "{text:?}");
    }
}
