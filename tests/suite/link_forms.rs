//! Links as authors type them: names that hold separators, and anchors of other hosts.

use expect_test::expect;

use crate::common::Book;

/// The links of the article of a page, as `href label`.
fn links(book: &Book, path: &str) -> String {
    let pages = book.pages();
    let article = pages[path].split("<article").nth(1).unwrap().split("</article>").next().unwrap();
    let mut lines = String::new();
    for link in article.split("<a ").skip(1) {
        let Some(href) = link.split("href=\"").nth(1).and_then(|rest| rest.split('"').next())
        else {
            continue;
        };
        let label = link.split('>').nth(1).unwrap().split('<').next().unwrap();
        if !label.trim().is_empty() {
            lines += &format!("{href} {label}\n");
        }
    }
    lines
}

#[test]
fn a_name_may_hold_the_signs_that_separate_the_parts_of_links() {
    let book = Book::new(
        "\
-- content/index.md --
# Home

[[How we use #general]], [[C++ & C#]], [[languages#C#]], [[#Team #ops channel]],
[md](<C# guide.md>), [[Ask ^first]], [why](<why?.md>), [[C++ & C##Use]]

![[C++ & C#]]

## Team #ops channel

Text.
-- content/languages.md --
# Languages

## C#

Text.
-- content/general.md --
---
title: \"How we use #general\"
---
Text.
-- content/cpp.md --
---
title: \"C++ & C#\"
---
Shown here.

## Use

Text.
-- content/C# guide.md --
Text.
-- content/ask.md --
---
title: Ask ^first
---
Text.
-- content/why?.md --
Text.
",
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    assert!(book.pages()["index.html"].contains("Shown here."));
    let links = links(&book, "index.html");
    let first: String = links.lines().skip(1).take(8).map(|line| format!("{line}\n")).collect();
    expect![[r#"
        general/ How we use #general
        cpp/ C++ &amp; C#
        languages/#c languages › C#
        #team-ops-channel Team #ops channel
        c-guide/ md
        ask/ Ask ^first
        why/ why
        cpp/#use C++ &amp; C# › Use
    "#]]
    .assert_eq(&first);
}

#[test]
fn anchors_of_other_hosts_and_tools_lead_to_the_page_or_its_part() {
    let mut text = String::new();
    for anchor in [
        "readme",
        "top",
        "_",
        "bookmark=id.x1",
        "L10",
        "L10-L20",
        "L1C2-L3C4",
        ":~:text=some",
        "user-content-part-two",
        "markdown-header-part-two",
        "PART-TWO",
        "part-two:~:text=some",
        "part-two_1",
        "part%20two",
        "Part%C2%A0two",
        "a--b",
    ] {
        text += &format!("[{anchor}](b.md#{anchor})\n\n");
    }
    let book = Book::new(&format!(
        "-- content/a.md --\n{text}-- content/b.md --\n# B\n\n## Part two\n\n## Part two\n\n## A - B\n"
    ));
    assert_eq!(book.lines(&book.diagnostics), "");
    expect![[r#"
        ../b/ readme
        ../b/#top top
        ../b/ _
        ../b/ bookmark=id.x1
        ../b/ L10
        ../b/ L10-L20
        ../b/ L1C2-L3C4
        ../b/ :~:text=some
        ../b/#part-two user-content-part-two
        ../b/#part-two markdown-header-part-two
        ../b/#part-two PART-TWO
        ../b/#part-two part-two:~:text=some
        ../b/#part-two-1 part-two_1
        ../b/#part-two part%20two
        ../b/#part-two Part%C2%A0two
        ../b/#a---b a--b
    "#]]
    .assert_eq(&links(&book, "a/index.html"));
}

#[test]
fn a_heading_that_is_not_there_is_still_reported() {
    let book = Book::new(
        "-- content/a.md --\n[x](b.md#lost) [y](b.md#L) [z](b.md#lines_1)\n-- content/b.md --\nText\n",
    );
    assert_eq!(book.lines(&book.diagnostics).matches("broken-anchor").count(), 3);
}

#[test]
fn an_old_address_has_a_script_that_keeps_the_section_and_works_without_one() {
    let book = Book::new(
        "\
-- book.toml --
[output.html.redirect]
\"/legacy.html\" = \"moved/new.html\"
-- content/moved/new.md --
---
title: New place
aliases: [/old/place]
---
Text.

## Part two

Text.
",
    );
    for (path, script) in [
        ("old/place/index.html", "../../_fieldbook/redirect."),
        ("legacy.html", "_fieldbook/redirect."),
    ] {
        let page = &book.pages()[path];
        assert!(page.contains(&format!("<script src=\"{script}")), "{page}");
        let refresh = page.find("http-equiv=\"refresh\"").unwrap();
        assert!(page[..refresh].ends_with("<noscript><meta "), "{page}");
    }
}

#[test]
fn links_that_only_look_like_wanted_entries_are_none() {
    let book = Book::new(
        "\
-- content/a.md --
See [[1]](#notes) and [[the site]](https://example.org/x).

## Notes

## See also

- Group of links
  - [b](b.md)
- [](b.md)
-- content/b.md --
# Overview

Text.
-- content/c.md --
# Overview

![x](https://example.com/x.png) ![y](https://example.com/y.png) ![z](https://example.org/z.png)
",
    );
    expect![[r#"
        warning[remote-image] content/c.md:3:6 an image on `example.com` is shown as a link, 2 times in this book | save it beside the entry and link to the file
        warning[remote-image] content/c.md:3:70 an image on `example.org` is shown as a link | save it beside the entry and link to the file
    "#]]
    .assert_eq(&book.lines(&book.diagnostics));
    let links = links(&book, "a/index.html");
    assert!(links.contains("#notes [1]\n") && links.contains("https://example.org/x [the site]\n"));
}

#[test]
fn a_link_to_a_note_opens_the_readers_obsidian_and_no_other_app() {
    let book = Book::new(
        "\
-- content/index.md --
# Home

[markdown](obsidian://open?vault=a&file=b%20c), <a href=\"obsidian://open?vault=b\">raw</a>,
[[obsidian://open?vault=c|wiki]], [capitals](OBSIDIAN://open), <obsidian://open?vault=d>,
[other](vscode://file/a), <a href=\"zotero://select\">raw other</a>

![image](obsidian://open?vault=e)
",
    );
    expect![[r#"
        search/ Search
        obsidian://open?vault=a&amp;file=b%20c markdown
        obsidian://open?vault=b raw
        obsidian://open?vault=c wiki
        OBSIDIAN://open capitals
        obsidian://open?vault=d obsidian://open?vault=d
    "#]]
    .assert_eq(&links(&book, "index.html"));
}

#[test]
fn an_absolute_path_may_start_with_the_name_of_the_books_folder() {
    let text = "[a](/en/guide/start/) [b](/en/) [c](/guide/start) [d](/fr/guide/start)\n";
    let mut sources = fieldbook::source::Sources::from_fixture(&format!(
        "-- content/index.md --\n{text}-- content/guide/start.md --\nText\n"
    ));
    sources.folder = Some("en".into());
    let book = Book::of(sources);
    assert_eq!(
        links(&book, "index.html"),
        "search/ Search\nguide/start/ a\n./ b\nguide/start/ c\n"
    );
    let problems = book.lines(&book.diagnostics);
    assert!(problems.starts_with("warning[broken-link] content/index.md:1:55"), "{problems}");
    assert_eq!(problems.lines().count(), 1);
}
