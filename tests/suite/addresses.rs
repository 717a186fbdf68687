//! One address for each page and file: who keeps one that two want, and where the other one goes.

use crate::common::Book;
use expect_test::{Expect, expect};
use fieldbook::link::Page;

/// The addresses of an author's pages and files with the files that have them, and the conflicts.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    let book = Book::new(fixture);
    let playbook = &book.site.playbook;
    let mut said = String::new();
    for (route, page) in playbook.routes.iter() {
        let file = match page {
            Page::Entry(id) => &playbook.entry(*id).parsed.path,
            Page::Asset(id) => &playbook.asset(*id).asset.path,
            _ => continue,
        };
        said += &format!("{route} {file}\n");
    }
    let conflicts =
        book.diagnostics.iter().filter(|problem| problem.code.name() == "route-conflict");
    for conflict in conflicts {
        said += &format!("{}: {}\n", conflict.place.as_ref().unwrap().file, conflict.message);
    }
    expected.assert_eq(&said);
    let (_, problems) = book.render();
    assert_eq!(problems, []);
}

/// A book of files with these names.
fn files(names: &[&str]) -> String {
    names.iter().map(|name| format!("-- content/{name} --\n# Page\n\nText of {name}.\n")).collect()
}

#[test]
fn a_page_wins_over_a_file_and_both_are_published() {
    check(
        &files(&["README.md", "index.html", "setup.md", "guide/index.md", "guide/index.html"]),
        expect![[r#"
            / README.md
            /guide/ guide/index.md
            /guide/index-2.html guide/index.html
            /index-2.html index.html
            /setup/ setup.md
            content/guide/index.html: the address `/guide/` is taken, so this is at `/guide/index-2.html`
            content/index.html: the address `/` is taken, so this is at `/index-2.html`
        "#]],
    );
}

#[test]
fn a_page_beside_the_page_of_its_folder_keeps_its_address() {
    check(
        &files(&["index.md", "x.md", "x/README.md", "y.md", "y/index.md", "z.md", "z/_index.md"]),
        expect![[r#"
            / index.md
            /x/ x.md
            /x/readme/ x/README.md
            /y-2/ y/index.md
            /y/ y.md
            /z/ z.md
            /z/_index/ z/_index.md
            content/x/README.md: the address `/x/` is taken, so this is at `/x/readme/`
            content/y/index.md: the address `/y/` is taken, so this is at `/y-2/`
            content/z/_index.md: the address `/z/` is taken, so this is at `/z/_index/`
        "#]],
    );
}

#[test]
fn the_index_of_a_folder_wins_over_its_readme() {
    check(
        &files(&["README.md", "index.md", "a/README.md", "a/index.md"]),
        expect![[r#"
            / index.md
            /a/ a/index.md
            /a/readme/ a/README.md
            /readme/ README.md
            content/README.md: the address `/` is taken, so this is at `/readme/`
            content/a/README.md: the address `/a/` is taken, so this is at `/a/readme/`
        "#]],
    );
}

#[test]
fn names_that_differ_in_capitals_and_pages_with_one_slug_are_told_apart_by_numbers() {
    check(
        "-- content/Guide.md --\nOne.\n-- content/guide.md --\nTwo.\n\
         -- content/a.md --\n---\nslug: same\n---\nA.\n-- content/b.md --\n---\nslug: same\n---\nB.\n\
         -- content/c.md --\n---\nslug: same\n---\nC.\n-- content/same-2.md --\nOwn.\n-- content/LOGO --\nx\n\
         -- content/logo.md --\nSee [it](LOGO).\n",
        expect![[r#"
            /LOGO-2 LOGO
            /guide-2/ guide.md
            /guide/ Guide.md
            /logo/ logo.md
            /same-2-2/ same-2.md
            /same-2/ b.md
            /same-3/ c.md
            /same/ a.md
            content/LOGO: the address `/LOGO` is taken, so this is at `/LOGO-2`
            content/b.md: the address `/same/` is taken, so this is at `/same-2/`
            content/c.md: the address `/same/` is taken, so this is at `/same-3/`
            content/guide.md: the address `/guide/` is taken, so this is at `/guide-2/`
            content/same-2.md: the address `/same-2/` is taken, so this is at `/same-2-2/`
        "#]],
    );
}

#[test]
fn pages_that_fieldbook_makes_keep_their_addresses() {
    check(
        "-- content/index.md --\nHome, see [search](search.md) and [data](playbook.json).\n-- content/search.md --\nText\n\
         -- content/print/index.md --\nText\n-- content/playbook.json --\n{}\n\
         -- content/browse/tags/odd.md --\n---\ntags: [odd]\n---\nText\n\
         -- content/browse/tags.md --\n---\ntags: [odd, even]\n---\nText\n\
         -- content/map.md --\nNo page for decisions.\n-- content/decisions.md --\nText\n\
         -- content/a.md --\n---\naliases: [/search/]\n---\nText\n",
        expect![[r#"
            / index.md
            /a/ a.md
            /browse/tags-2/ browse/tags.md
            /browse/tags/odd-2/ browse/tags/odd.md
            /decisions/ decisions.md
            /map-2/ map.md
            /playbook-2.json playbook.json
            /print-2/ print/index.md
            /search-2/ search.md
            content/a.md: fieldbook makes a page at `/search/`
            content/browse/tags.md: fieldbook makes a page at `/browse/tags/`, so this is at `/browse/tags-2/`
            content/browse/tags/odd.md: fieldbook makes a page at `/browse/tags/odd/`, so this is at `/browse/tags/odd-2/`
            content/map.md: fieldbook makes a page at `/map/`, so this is at `/map-2/`
            content/playbook.json: fieldbook makes a page at `/playbook.json`, so this is at `/playbook-2.json`
            content/print/index.md: fieldbook makes a page at `/print/`, so this is at `/print-2/`
            content/search.md: fieldbook makes a page at `/search/`, so this is at `/search-2/`
        "#]],
    );
}

#[test]
fn an_authors_own_page_for_addresses_that_do_not_exist_is_published() {
    let fixture = "-- content/index.md --\nHome\n-- content/404.html --\n<p>Own</p>\n-- content/404.md --\nText\n\
                   -- content/robots.txt --\nUser-agent: *\n";
    check(
        fixture,
        expect![[r#"
            / index.md
            /404.html 404.html
            /404/ 404.md
            /robots.txt robots.txt
            content/404.html: this file is shown at addresses that do not exist, not fieldbook's page
        "#]],
    );
    let (files, _) = Book::new(fixture).render();
    assert_eq!(files["404.html"], b"<p>Own</p>\n");
}

#[test]
fn a_name_that_cannot_be_an_address_gets_the_nearest_one() {
    check(
        "-- content/con.md --\nText\n-- content/a.md --\n---\nslug: ../x\n---\nText\n-- content/what?.png --\nx\n\
         -- content/!!!.md --\nText\n-- content/aux/b.md --\nText\n",
        expect![[r#"
            /a/ a.md
            /aux-page/b/ aux/b.md
            /con-page/ con.md
            /page/ !!!.md
            /what.png what?.png
        "#]],
    );
}

#[test]
fn many_pages_that_want_one_address_take_time_in_proportion() {
    let pages: String = (0..2000)
        .map(|number| format!("-- content/p{number}.md --\n---\nslug: same\n---\nText\n"))
        .collect();
    let book = Book::new(&pages);
    let last = book.site.playbook.entries.iter().map(|entry| entry.route.to_string()).max();
    assert_eq!(last.as_deref(), Some("/same/"));
    assert!(book.site.playbook.entries.iter().any(|entry| entry.route.as_str() == "same-2000/"));
}

#[test]
fn aliases_and_slugs_are_read_as_other_tools_read_them() {
    let book = Book::new(
        "-- content/a/intro.mdx --\n---\nslug: /\naliases: [../old, /older.html, \"Ann Example (https://example.org)\"]\n---\nText\n\
         -- content/a/b.md --\n---\nslug: /from/root\n---\nSee [it](intro.mdx) and [it](./intro).\n",
    );
    let playbook = &book.site.playbook;
    let routes = playbook.routes.iter().filter_map(|(route, page)| match page {
        Page::Entry(id) => Some(format!("{route} {}\n", playbook.entry(*id).parsed.path)),
        Page::Redirect(id) => Some(format!("{route} -> {}\n", playbook.entry(*id).route)),
        _ => None,
    });
    let said: String = routes.collect::<String>() + &book.lines(&book.diagnostics);
    expect![[r#"
        / a/intro.mdx
        /ann-example-https-example-org/ -> /
        /from/root/ a/b.md
        /old/ -> /
        /older/ -> /
    "#]]
    .assert_eq(&said);
}
