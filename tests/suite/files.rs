//! Files beside pages: which are published, where, and what links to them say.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Deref;
use std::path::PathBuf;

use expect_test::expect;
use fieldbook::link::Drafts;
use fieldbook::shell::disk::{self, History};
use fieldbook::shell::workspace::{Workspace, WorkspaceOptions};
use tempfile::TempDir;

use crate::common::Book;

/// A folder on disk with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, text) in files {
        write(&folder, path, text);
    }
    folder
}

fn write(folder: &TempDir, path: &str, text: &str) -> PathBuf {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, text).unwrap();
    fs::canonicalize(path).unwrap()
}

/// A book on disk.
struct BookOnDisk {
    book: Book,
    _folder: TempDir,
}

impl Deref for BookOnDisk {
    type Target = Book;

    fn deref(&self) -> &Book {
        &self.book
    }
}

fn book(files: &[(&str, &str)]) -> BookOnDisk {
    let folder = folder(files);
    let (_, _, sources) = disk::read(folder.path(), History::Unread).unwrap();
    BookOnDisk { book: Book::of(sources), _folder: folder }
}

/// The published files that authors wrote.
fn published(book: &Book) -> BTreeSet<String> {
    book.site.playbook.assets.iter().map(|asset| asset.route.as_str().to_owned()).collect()
}

fn set(paths: &[&str]) -> BTreeSet<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

fn problems(book: &Book) -> String {
    book.lines(&book.diagnostics)
}

#[test]
fn media_and_what_pages_name_are_published() {
    let book = book(&[
        ("index.md", "[run](scripts/run.sh) ![[notes.txt]] <a href=\"Makefile\">make</a>\n"),
        ("scripts/run.sh", "x"),
        ("scripts/other.sh", "x"),
        ("notes.txt", "plain"),
        ("Makefile", "x"),
        ("plan.PDF", "x"),
        ("CNAME", "x"),
        ("LICENSE", "x"),
        (".well-known/security.txt", "x"),
    ]);
    let expected = [
        "scripts/run.sh",
        "notes.txt",
        "Makefile",
        "plan.PDF",
        "CNAME",
        ".well-known/security.txt",
    ];
    assert_eq!(published(&book), set(&expected));
    let left_out: Vec<&str> = book.site.playbook.left_out.iter().map(|name| &**name).collect();
    assert_eq!(left_out, ["LICENSE", "scripts/other.sh"]);
    assert_eq!(problems(&book), "");
}

#[test]
fn keys_and_settings_stay_private_also_when_a_page_links_to_them() {
    let book = book(&[
        ("index.md", "[k](tls/server.key) [e](.env) ![[dump.sql]] [l](package-lock.json)\n"),
        ("tls/server.key", "x"),
        (".env", "x"),
        ("dump.sql", "x"),
        ("package-lock.json", "{}"),
        ("OWNERS", "x"),
    ]);
    assert_eq!(published(&book), set(&[]));
    expect![[r#"
        warning[broken-link] index.md:1:5 `tls/server.key` is not published: keys and certificates are left out | give it another name if readers shall have it, or remove the link
        warning[broken-link] index.md:1:25 `.env` is not published: files of the environment are left out | give it another name if readers shall have it, or remove the link
        warning[broken-link] index.md:1:34 `dump.sql` is not published: databases and their copies are left out | give it another name if readers shall have it, or remove the link
        warning[broken-link] index.md:1:49 `package-lock.json` is not published: lock files are left out | give it another name if readers shall have it, or remove the link
    "#]]
    .assert_eq(&problems(&book));
}

#[test]
fn folders_with_a_dot_give_the_media_that_pages_name_and_nothing_else() {
    let book = book(&[
        ("README.md", "![plan](.gitbook/assets/a.png) [ci](.github/ci.yml) ![h](.github/x.svg)\n"),
        (".gitbook/assets/a.png", "x"),
        (".gitbook/assets/b.png", "x"),
        (".gitbook/vars.yaml", "x"),
        (".github/ci.yml", "x"),
        (".github/x.svg", "x"),
        (".vscode/logo.png", "x"),
        (".git/objects/a.png", "x"),
    ]);
    assert_eq!(published(&book), set(&["gitbook/assets/a.png", "github/x.svg"]));
    assert!(book.pages()["index.html"].contains("src=\"gitbook/assets/a.png\""));
    expect![[r#"
        warning[broken-link] README.md:1:37 `.github/ci.yml` is not published: names that begin with a dot are left out | give it another name if readers shall have it, or remove the link
    "#]]
    .assert_eq(&problems(&book));
}

#[test]
fn a_page_that_names_a_file_after_a_save_publishes_it() {
    let folder = folder(&[
        ("a.md", "Text\n"),
        ("b.md", "Text\n"),
        ("run.sh", "x"),
        (".gitbook/assets/a.png", "x"),
    ]);
    let options =
        WorkspaceOptions { drafts: Drafts::Hidden, history: History::Unread, site_url: None };
    let mut workspace = Workspace::open(folder.path(), options).unwrap();
    let assets = |workspace: &Workspace| -> BTreeSet<String> {
        let assets = workspace.site.playbook.assets.iter();
        assets.map(|asset| asset.route.as_str().to_owned()).collect()
    };
    assert_eq!(assets(&workspace), set(&[]));
    let a = write(&folder, "a.md", "[run](run.sh)\n");
    workspace.change(&[a].into()).unwrap();
    assert_eq!(assets(&workspace), set(&["run.sh"]));
    let b = write(&folder, "b.md", "![a](.gitbook/assets/a.png)\n");
    workspace.change(&[b].into()).unwrap();
    assert_eq!(assets(&workspace), set(&["gitbook/assets/a.png", "run.sh"]));
    let a = write(&folder, "a.md", "Text\n");
    workspace.change(&[a].into()).unwrap();
    assert_eq!(assets(&workspace), set(&["gitbook/assets/a.png"]));
}

#[test]
fn folders_that_other_tools_serve_at_the_root_are_published_there() {
    let book = book(&[
        ("content/a.md", "![p](/img/p.png) ![q](/static/img/q.png) ![r](../static/img/p.png)\n"),
        ("content/b/c.md", "[d](/files/data.bin)\n"),
        ("static/img/p.png", "x"),
        ("static/img/q.png", "x"),
        ("static/files/data.bin", "x"),
        ("static/robots.txt", "User-agent: *\n"),
        ("static/server.pem", "x"),
        ("public/index.html", "the site as another tool built it"),
        ("public/old.png", "x"),
    ]);
    let expected = ["files/data.bin", "img/p.png", "img/q.png", "robots.txt"];
    assert_eq!(published(&book), set(&expected));
    assert_eq!(problems(&book), "");
    let page = &book.pages()["a/index.html"];
    assert_eq!(page.matches("src=\"../img/p.png\"").count(), 2, "{page}");
    assert!(page.contains("src=\"../img/q.png\""), "{page}");
}

#[test]
fn a_public_folder_in_the_content_folder_is_served_at_the_root() {
    let book = book(&[
        ("docs/guide.md", "![p](/p.png) ![h](/hero.png)\n"),
        ("docs/public/p.png", "x"),
        ("docs/.vuepress/public/hero.png", "x"),
        ("docs/.vuepress/config.js", "x"),
    ]);
    assert_eq!(published(&book), set(&["hero.png", "p.png"]));
    assert_eq!(problems(&book), "");
}

#[test]
fn a_folder_of_pages_is_served_where_it_is() {
    let book = book(&[("public/page.md", "![p](p.png)\n"), ("public/p.png", "x")]);
    assert_eq!(published(&book), set(&["public/p.png"]));
    assert_eq!(problems(&book), "");
}

#[test]
fn scripts_and_styles_come_with_html_files() {
    let with = book(&[("a.md", "Text\n"), ("demo/index.html", "x"), ("demo/css/x.css", "x")]);
    assert_eq!(published(&with), set(&["demo/", "demo/css/x.css"]));
    let without = book(&[("a.md", "Text\n"), ("demo/css/x.css", "x")]);
    assert_eq!(published(&without), set(&[]));
}

#[test]
fn absolute_links_are_found_below_the_folder_that_another_tool_takes_for_the_root() {
    let book = book(&[
        ("README.md", "# Repository\n\n[Leave](/team/leave)\n"),
        ("src/index.md", "[Leave](/team/leave) [L](/team/leave.md#part) ![p](/img/p.png)\n"),
        ("src/team/leave.md", "# Leave\n\n## Part\n\n[gone](/team/gone)\n"),
        ("src/img/p.png", "x"),
        ("docs/other.md", "Text\n"),
    ]);
    expect![[r#"
        warning[broken-link] src/team/leave.md:5:8 there is no entry or file `team/gone`
    "#]]
    .assert_eq(&problems(&book));
    let pages = book.pages();
    assert!(pages["index.html"].contains("<a href=\"src/team/leave/\">Leave</a>"));
    assert!(pages["src/index.html"].contains("href=\"team/leave/#part\""));
    assert!(pages["src/index.html"].contains("src=\"img/p.png\""));
}

#[test]
fn what_follows_the_sign_stays_in_links_to_files() {
    let book = book(&[
        (
            "index.md",
            "[p](a.pdf#page=3) ![x](x.svg#part) ![[a.pdf#page=4]] [[a.pdf#page=5|five]]\n\n\
             ![t](talk.mp4#t=30) <a href=\"a.pdf#page=6\">six</a> [q](a.pdf?raw=true#page=7)\n",
        ),
        ("a.pdf", "x"),
        ("x.svg", "x"),
        ("talk.mp4", "x"),
    ]);
    assert_eq!(problems(&book), "");
    let page = &book.pages()["index.html"];
    for address in [
        "a.pdf#page=3", "x.svg#part", "a.pdf#page=4", "a.pdf#page=5", "talk.mp4#t=30",
        "a.pdf#page=6", "a.pdf#page=7",
    ] {
        assert!(page.contains(&format!("=\"{address}\"")), "{address}: {page}");
    }
}

#[test]
fn paths_are_found_in_other_capitals_if_only_one_file_is_meant() {
    let book = book(&[
        ("index.md", "![p](IMG/Photo.png) [g](Guide/setup.MD) ![c](img/cafe\u{301}.png)\n"),
        ("img/photo.PNG", "x"),
        ("img/caf\u{e9}.png", "x"),
        ("guide/Setup.md", "Text\n"),
    ]);
    assert_eq!(problems(&book), "");
    assert!(book.pages()["index.html"].contains("src=\"img/photo.PNG\""));
}

#[test]
fn the_nearest_name_of_a_file_is_offered() {
    let book = book(&[("index.md", "![p](img/phto.png)\n"), ("img/photo.png", "x")]);
    expect![[r#"
        warning[broken-link] index.md:1:6 there is no file `img/phto.png` | did you mean `img/photo.png`?
    "#]]
    .assert_eq(&problems(&book));
}

#[test]
fn a_link_out_of_the_folder_keeps_its_address_unless_its_file_is_on_the_disk() {
    let folder = folder(&[
        (
            "book/a.md",
            "[std](../std/index.html) [r](../secret.md) [s](<../my notes>) ![i](../i.png)\n",
        ),
        ("secret.md", "x"),
        ("my notes.md", "x"),
    ]);
    let (_, _, sources) = disk::read(&folder.path().join("book"), History::Unread).unwrap();
    let book = Book::of(sources);
    let page = &book.pages()["a/index.html"];
    assert!(page.contains("<a href=\"../std/index.html\">std</a>"), "{page}");
    assert!(!page.contains("secret.md\">") && !page.contains("href=\"../my notes\""), "{page}");
    assert_eq!(problems(&book).matches("leads out of the content folder").count(), 4);
}

#[test]
fn names_with_two_endings_are_addresses_and_titles_without_the_inner_one() {
    let book = book(&[
        (
            "index.html.md",
            "[a](manual/on-call.html) [b](/manual/on-call.html) [c](manual/plan.html.md.erb)\n",
        ),
        ("manual/index.html.markdown", "[up](../index.html) [p](plan.html#part)\n"),
        ("manual/on-call.html.md", "Text\n"),
        ("manual/plan.html.md.erb", "## Part\n\nThere are <%= count %> of them.\n"),
    ]);
    let routes: BTreeSet<String> =
        book.site.playbook.entries.iter().map(|entry| entry.route.to_string()).collect();
    assert_eq!(routes, set(&["/", "/manual/", "/manual/on-call/", "/manual/plan/"]));
    let titles: BTreeSet<String> =
        book.site.playbook.entries.iter().map(|entry| entry.parsed.title.clone()).collect();
    assert!(titles.contains("On call"), "{titles:?}");
    expect![[r#"
        warning[foreign-shortcode] manual/plan.html.md.erb:3:11 `<% … %>` is a tag of ERB and is left out | write in markdown what it stands for, or put it in backticks if it is an example
    "#]]
    .assert_eq(&problems(&book));
}

#[test]
fn files_of_pages_that_are_not_published_are_not_published() {
    let fixture = "-- content/index.md --\n![a](shared.png)\n-- content/shared.png --\nx\n\
        -- content/plan.md --\n---\npublish: false\n---\n![a](secret.png) ![b](shared.png) [c](numbers.pdf)\n\
        -- content/secret.png --\nx\n-- content/numbers.pdf --\nx\n-- content/free.png --\nx\n\
        -- content/bundle/index.md --\n---\ndraft: true\n---\nText\n-- content/bundle/inside.png --\nx\n\
        -- content/section/_index.md --\n---\ndraft: true\n---\nText\n-- content/section/a.md --\nText\n\
        -- content/section/open.png --\nx\n";
    let (files, _) = Book::new(fixture).render();
    let published = |path: &str| files.contains_key(path);
    for path in ["shared.png", "free.png", "section/open.png"] {
        assert!(published(path), "{path}");
    }
    for path in ["secret.png", "numbers.pdf", "bundle/inside.png"] {
        assert!(!published(path), "{path}");
    }
}

#[test]
fn a_link_publishes_the_file_it_leads_to_and_no_other_of_that_name() {
    let book = Book::new(
        "-- content/index.md --\n[v](values.yaml) [w](sub/run.sh)\n-- content/values.yaml --\nx\n\
         -- content/prod/values.yaml --\nx\n-- content/sub/run.sh --\nx\n-- content/a/sub/run.sh --\nx\n\
         -- content/credentials.csv --\nx\n-- content/data.csv --\nx\n",
    );
    let (files, _) = book.render();
    let published: Vec<&String> = files
        .keys()
        .filter(|path| path.ends_with("yaml") || path.ends_with("sh") || path.ends_with("csv"))
        .collect();
    assert_eq!(published, ["sub/run.sh", "values.yaml"]);
}

#[test]
fn a_draft_keeps_no_file_out_that_hosts_look_for() {
    let (files, _) = Book::new(
        "-- content/index.md --\nText\n-- content/CNAME --\nx\n-- content/a/page.html --\n<img src=logo.png>\n\
         -- content/a/logo.png --\nx\n\
         -- content/draft.md --\n---\ndraft: true\n---\n[a](CNAME) ![b](a/logo.png)\n",
    )
    .render();
    assert!(files.contains_key("CNAME") && files.contains_key("a/logo.png"));
}
