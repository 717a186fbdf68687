//! Names, titles and order as the authors of a book gave them.

use fieldbook::link::nav::OrderLineKind;

use crate::common::Book;

/// The lines of the navigation, indented by depth.
#[track_caller]
fn check_nav(fixture: &str, expected: &[&str]) {
    let book = Book::new(fixture);
    let lines = book.site.playbook.nav.lines.iter();
    let lines = lines.map(|line| format!("{}{}", "  ".repeat(line.depth), line.label));
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}

/// The title of the only page of a book.
#[track_caller]
fn check_title(path: &str, markdown: &str, expected: &str) {
    let book = Book::new(&format!("-- content/{path} --\n{markdown}\n"));
    assert_eq!(book.site.playbook.entries[0].parsed.title, expected, "{markdown}");
}

/// A page of a book by its path in the output.
#[track_caller]
fn page(fixture: &str, path: &str) -> String {
    Book::new(fixture).pages().remove(path).unwrap()
}

#[test]
fn names_of_files_stay_as_people_wrote_them() {
    for (path, title) in [
        ("2024-01-05 Standup.md", "2024-01-05 Standup"),
        ("iOS release notes.md", "iOS release notes"),
        ("Follow-up e-mail.md", "Follow-up e-mail"),
        ("v2.0 GA.md", "v2.0 GA"),
        ("team-focus.md", "Team focus"),
        ("HR Policies/README.md", "HR Policies"),
    ] {
        check_title(path, "Text.", title);
    }
}

#[test]
fn names_of_folders_come_from_the_disk() {
    let fixture = "-- content/index.md --\n# Home\n\nText.\n-- content/FAQ/a.md --\n# A\n\nText.\n\
         -- content/API & SDK/b.md --\n# B\n\nText.\n-- content/HR Policies/c.md --\n# C\n\nText.\n\
         -- content/iOS/d.md --\n# D\n\nText.\n-- content/vpn-setup/e.md --\n# E\n\nText.\n";
    check_nav(
        fixture,
        &[
            "Home", "API & SDK", "  B", "FAQ", "  A", "HR Policies", "  C", "iOS", "  D",
            "Vpn setup", "  E",
        ],
    );
    let pages = Book::new(fixture).pages();
    assert!(pages["hr-policies/index.html"].contains("<title>HR Policies – Home</title>"));
    let breadcrumbs = &pages["hr-policies/c/index.html"];
    assert!(breadcrumbs.contains("<a href=\"../\">HR Policies</a>"), "{breadcrumbs}");
    assert!(pages["print/index.html"].contains("HR Policies"));
    assert!(pages.values().all(|page| !page.contains("Hr policies")));
}

#[test]
fn numbers_count_as_numbers_and_those_for_order_are_no_names() {
    check_nav(
        "-- content/Part 10.md --\nText.\n-- content/Part 2.md --\nText.\n-- content/part 1.md --\nText.\n",
        &["part 1", "Part 2", "Part 10"],
    );
    check_nav(
        "-- content/10_more.md --\nText.\n-- content/01-start/2-b.md --\nText.\n\
         -- content/01-start/10-a.md --\nText.\n-- content/01-start/1-c.md --\nText.\n\
         -- content/2. Intro.md --\nText.\n",
        &["Start", "  C", "  B", "  A", "Intro", "More"],
    );
    check_nav(
        "-- content/1-on-1.md --\nText.\n-- content/about.md --\nText.\n",
        &["1 on 1", "About"],
    );
}

#[test]
fn a_heading_is_the_title_only_if_it_opens_the_page() {
    for (markdown, title) in [
        ("---\ntitle: Given\n---\n# First\n\nText.", "Given"),
        ("# First\n\nText.", "First"),
        ("<!-- note -->\n[![build](b.svg)](x)\n\n# First\n\nText.", "First"),
        ("Text.\n\n# Far down", "Page name"),
        ("## Section\n\n# First", "Page name"),
        ("## Second\n\nText.\n\n### Part", "Second"),
        ("## One of\n\nText.\n\n## Several", "Page name"),
        ("### Third\n\nText.", "Page name"),
        ("# ![Words](a.png)\n\nText.", "Words"),
        ("# My Handbook ![build](b.svg) \n\nText.", "My Handbook"),
        ("# My <img src=\"a.png\" alt=\"x\"> Handbook[^1]\n\nText.\n\n[^1]: N.", "My Handbook"),
        ("# Handbook {#top-id}\n\nText.", "Handbook"),
    ] {
        check_title("page-name.md", markdown, title);
    }
}

#[test]
fn the_list_of_contents_gives_the_title_and_it_is_shown_once() {
    let fixture = "-- content/SUMMARY.md --\n# Summary\n\n- [How to Write Tests](ch11-01.md)\n\
         - [Other](other.md)\n\
         -- content/ch11-01.md --\n## How to write tests\n\nText.\n\n### Part\n\nText.\n\
         -- content/other.md --\n# Its own\n\nText.\n";
    let book = Book::new(fixture);
    let titles = book.site.playbook.entries.iter().map(|entry| entry.parsed.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["How to Write Tests", "Its own"]);
    let pages = book.pages();
    let first = &pages["ch11-01/index.html"];
    assert!(first.contains("<title>How to Write Tests"), "{first}");
    assert!(first.contains("<h1 id=\"top\">How to write tests</h1>"), "{first}");
    assert!(first.contains("<h2 id=\"part\">"), "{first}");
    assert_eq!(first.matches("<h2").count(), 1, "{first}");
    assert!(pages["other/index.html"].contains("</span> How to Write Tests</a>"));
    assert!(pages["ch11-01.html"].contains("How to Write Tests"));
    assert!(pages["print/index.html"].contains("How to Write Tests"));
}

#[test]
fn the_keys_for_order_of_every_tool_count() {
    for keys in [
        ["order: 1", "order: 1.5", "order: 10"],
        ["weight: 1", "weight: 20", "weight: 0"],
        ["nav_order: 1", "nav_order: \"2\"", "tags: x"],
        ["sidebar_position: 1", "sidebar_position: 2.5", "sidebar_position: 3"],
        ["position: -1", "position: 2", "position: Head of Sales"],
        ["menu_order: 1", "menu_order: 2", "menu_order: 3"],
        ["sidebar_order: 1", "sidebar_order: 2", "sidebar_order: 3"],
        ["sidebar:\n  order: 1", "sidebar:\n  order: 2", "sidebar: auto"],
        ["eleventyNavigation: {order: 1}", "eleventyNavigation: {order: 2}", "tags: x"],
        ["weight: 9\norder: 1", "weight: 2", "weight: 1\norder: 3"],
    ] {
        let [first, second, third] = keys;
        check_nav(
            &format!(
                "-- content/z.md --\n---\n{first}\n---\n# Zed\n-- content/m.md --\n---\n{second}\n---\n# Mid\n\
                 -- content/a.md --\n---\n{third}\n---\n# Aaa\n"
            ),
            &["Zed", "Mid", "Aaa"],
        );
    }
}

#[test]
fn section_pages_have_an_order_and_pages_a_label() {
    check_nav(
        "-- content/a/_index.md --\n---\nweight: 20\n---\n# A\n\nText.\n-- content/a/x.md --\nText.\n\
         -- content/b/_index.md --\n---\nweight: 10\nlinkTitle: Bee\n---\n# Long B\n\nText.\n\
         -- content/b/y.md --\n---\nsidebar_label: Why\n---\n# Long Y\n\nText.\n",
        &["Bee", "  Why", "A", "  X"],
    );
}

#[test]
fn a_section_page_that_says_nothing_lists_its_children() {
    for (name, text) in [
        ("_index.md", "---\ntitle: Leave\n---\n"),
        ("index.md", "# Leave\n"),
        ("README.md", "# Leave\n\n<!-- children are listed here -->\n"),
        ("_index.md", "---\ntitle: Leave\n---\n\n{{< toc-tree >}}\n"),
    ] {
        let book = Book::new(&format!(
            "-- content/index.md --\n# Home\n\nText.\n-- content/leave/{name} --\n{text}\
             -- content/leave/holiday.md --\n# Holiday\n\nDays off.\n"
        ));
        let pages = book.pages();
        let page = &pages["leave/index.html"];
        assert!(
            page.contains("<li><a href=\"holiday/\">Holiday</a><p>Days off.</p></li>"),
            "{page}"
        );
        assert!(!page.contains("min read") && !page.contains("toc-tree"), "{page}");
        assert!(!book.lines(&book.diagnostics).contains("empty-page"), "{name}");
    }
}

#[test]
fn a_page_without_text_and_without_children_is_reported() {
    let book = Book::new("-- content/index.md --\nText.\n-- content/a.md --\n---\ntitle: A\n---\n");
    assert_eq!(
        book.lines(&book.diagnostics),
        "warning[empty-page] content/a.md:1:1 this page is empty | write something, or add `draft: true` to its front matter\n"
    );
}

#[test]
fn a_list_of_contents_finds_pages_however_it_names_them() {
    for path in
        ["/ops/my%20risk.md", "./ops/my%20risk.md", "ops/my%20risk", "ops/my%20risk.md#part"]
    {
        let book = Book::new(&format!(
            "-- content/SUMMARY.md --\n# Table of contents\n\n- [Home](README.md)\n- [Risk]({path})\n\
             -- content/README.md --\n# Home\n\nText.\n-- content/ops/my risk.md --\n# Risk\n\nText.\n"
        ));
        assert_eq!(book.lines(&book.diagnostics), "", "{path}");
        let nav = &book.site.playbook.nav.lines;
        assert!(nav.iter().all(|line| matches!(line.kind, OrderLineKind::Page(_))), "{nav:?}");
    }
}

#[test]
fn the_first_page_without_a_title_has_the_name_of_the_book() {
    let fixture = "-- book.toml --\n[book]\ntitle = \"Guide\"\n-- content/index.md --\nText.\n";
    assert!(page(fixture, "index.html").contains("<h1 id=\"top\">Guide</h1>"));
}
