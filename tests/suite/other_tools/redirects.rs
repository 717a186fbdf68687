//! Pages of other tools that only lead to another page.

use expect_test::expect;

use crate::common::Book;

const BOOK: &str = "\
-- book.toml --
[output.html]
site-url = \"https://example.org/\"
-- content/index.md --
# Home

See [that](old.md).
-- content/guide/new.md --
# New

The text.

## Part
-- content/old.md --
---
redirect_to: /guide/new/#part
---
-- content/former.md --
---
title: Former
redirectTo: guide/new.md
tags: [topic]
---

# Former
-- content/guide/index.md --
---
redirect: new
---
-- content/chain.md --
---
redirect: old.md
---
-- content/away.md --
---
redirect_to: [\"https://example.com/a?b=1&c=2\"]
---
-- content/text.md --
---
redirect_to: /guide/new/
---
This page has a text.
-- content/flag.md --
---
redirect: false
---
Text.
";

#[test]
fn a_page_without_text_leads_on() {
    let book = Book::new(BOOK);
    let pages = book.pages();
    let leads = |path: &str| {
        let html = &pages[path];
        assert!(html.contains("http-equiv=\"refresh\""), "{path}\n{html}");
        html.split("<a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    assert_eq!(leads("old/index.html"), "../guide/new/#part");
    assert_eq!(leads("former/index.html"), "../guide/new/");
    assert_eq!(leads("guide/index.html"), "new/");
    assert_eq!(leads("chain/index.html"), "../old/");
    assert_eq!(leads("away/index.html"), "https://example.com/a?b=1&amp;c=2");
    assert!(pages["text/index.html"].contains("This page has a text."));
    assert!(!pages["flag/index.html"].contains("refresh"));
    assert_eq!(book.lines(&book.diagnostics), "");
}

#[test]
fn a_redirect_is_in_no_list() {
    let book = Book::new(BOOK);
    let (files, _) = book.render();
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        let is_list = ["xml", "txt", "json"].iter().any(|end| path.ends_with(end))
            || ["print/", "browse/", "map/", "search/", "_fieldbook/search"]
                .iter()
                .any(|start| path.starts_with(start))
            || path == "404.html";
        if is_list {
            for name in ["former", "Former", "chain/", "away/"] {
                let at = text.find(name);
                assert!(
                    at.is_none(),
                    "{name} is in {path}: {:?}",
                    at.map(|at| &text[at.saturating_sub(60)..(at + 40).min(text.len())])
                );
            }
        }
        assert!(!path.starts_with("former") || path == "former/index.html", "{path}");
    }
    let home = String::from_utf8_lossy(&files["index.html"]);
    let nav = home.split("id=\"menu\"").nth(1).unwrap().split("</nav>").next().unwrap();
    assert!(nav.contains("guide/new/") && nav.contains("text/"), "{nav}");
    assert!(!nav.contains("old/") && !nav.contains("chain/") && !nav.contains("former/"), "{nav}");
}

#[test]
fn a_redirect_to_nothing_is_reported_and_its_page_stays() {
    let book = Book::new(
        "-- content/index.md --\nText.\n-- content/a.md --\n---\nredirect_to: /no/\n---\n\
         -- content/b.md --\n---\nredirect: c.md\n---\n-- content/c.md --\n---\nredirect: b.md\n---\n\
         -- content/d.md --\n---\nredirect: d.md\n---\n-- content/e.md --\n---\nredirect: c.md\n---\n\
         -- content/f.md --\n---\nredirect: javascript:alert(1)\n---\n",
    );
    let pages = book.pages();
    for path in ["a", "b", "c", "d", "f"] {
        assert!(!pages[&format!("{path}/index.html")].contains("refresh"), "{path}");
    }
    assert!(pages["e/index.html"].contains("refresh"));
    expect![[r#"
        warning[broken-link] content/a.md:2:14 there is no entry or file `no`
        warning[broken-link] content/b.md:2:11 the redirect to `c.md` leads back to this page | write the address of a page with text
        warning[broken-link] content/c.md:2:11 the redirect to `b.md` leads back to this page | write the address of a page with text
        warning[broken-link] content/d.md:2:11 the redirect to `d.md` leads back to this page | write the address of a page with text
        warning[unsafe-link] content/f.md:2:11 links with `javascript:` are not allowed | link to http, https, mailto or tel addresses, or to files of the book
    "#]]
    .assert_eq(&book.lines(&book.diagnostics));
}
