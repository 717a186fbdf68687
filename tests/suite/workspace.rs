//! A workspace does after a change what the change asks for, and shows what a new build would.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use fieldbook::config;
use fieldbook::diagnostic::Diagnostic;
use fieldbook::link::Drafts;
use fieldbook::link::route::Route;
use fieldbook::shell::disk::History;
use fieldbook::shell::workspace::{Work, Workspace, WorkspaceOptions};
use fieldbook::source::{Blob, SourceFile, Sources};
use fieldbook::{Kept, Steps, compile_again};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::common::Book;

/// What a page may hold, so that each links to others and is linked from others.
const PARTS: &[&str] = &[
    "---\ntitle: Alpha\naliases: [first, old/place]\n---\n",
    "---\ntags: [planning]\nlevels: [impact]\nupdated: 2026-01-02\n---\n",
    "---\ndraft: true\n---\n",
    "---\nsources: [\"[[two]]\", \"https://example.org/\"]\nsignals: [\"Is it done?\"]\n---\n",
    "# Alpha\n\nText of the page, with #planning in it. ^block\n\n",
    "# Beta\n\nOther text.\n\n",
    "## Part\n\nA part with a word.\n\n",
    "## Other part\n\nAnother part.\n\n",
    "See [[one]], [[two#Part]], [[Alpha]], [three](three.md#part) and [no](gone.md).\n\n",
    "See [[Nobody wrote this]] and [[two#^block]], or [old](../old/place/).\n\n",
    "![[two]]\n\n",
    "![[one#Part]]\n\n",
    "{{#include two.md}}\n\n",
    "## Metadata\n\n- **Company stage**: Seed\n\n",
    "Is it urgent?\n\n- Yes: do it today\n- No: go to [[two]]\n\n",
    "Is it big?\n\n- Yes: split it\n- No: go to [[one]]\n\n",
    "Words <b>in</b> HTML, ==marked==. %% hidden %% {{< tip >}}\n\n",
];

const REDIRECTS: &str = "\
-- book.toml --
[output.html.redirect]
\"/old.html\" = \"one/#part\"
\"/older/\" = \"two/\"
";

const NAMES: [&str; 4] = ["index", "one", "two", "folder/three"];

/// A page and the parts that it gets.
fn edit() -> impl Strategy<Value = (usize, Vec<usize>)> {
    (0..NAMES.len(), proptest::collection::vec(0..PARTS.len(), 0..6))
}

fn apply(sources: &mut Sources, (page, parts): &(usize, Vec<usize>)) {
    let path = format!("{}.md", NAMES[*page]);
    let text: String = parts.iter().map(|part| PARTS[*part]).collect();
    let name = format!("content/{path}");
    sources
        .included
        .insert(name.as_str().into(), fieldbook::source::Included::Text(text.as_str().into()));
    sources.pages.retain(|page| *page.path != *path);
    let (name, path, text) = (name.as_str().into(), path.as_str().into(), text.as_str().into());
    sources.pages.push(SourceFile::new(name, path, text));
    sources.sort();
}

fn files(sources: &Sources, kept: &mut Kept) -> (BTreeMap<String, Vec<u8>>, String) {
    let (config, _) = config::parse(sources.book.as_ref());
    let (site, diagnostics) =
        compile_again(sources, config, Drafts::Hidden, Steps { kept, done: &mut |_| () });
    let book = Book { sources: sources.clone(), site, diagnostics };
    (book.render().0, book.lines(&book.diagnostics))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_edits_show_what_a_new_build_would(edits in proptest::collection::vec(edit(), 1..8)) {
        let mut sources = Sources::from_fixture(REDIRECTS);
        for page in 0..NAMES.len() {
            apply(&mut sources, &(page, vec![4, 6, 8]));
        }
        let mut kept = Kept::default();
        files(&sources, &mut kept);
        for edit in &edits {
            apply(&mut sources, edit);
            let (again, problems) = files(&sources, &mut kept);
            let (new, expected) = files(&sources, &mut Kept::default());
            prop_assert_eq!(problems, expected);
            for (path, bytes) in &new {
                prop_assert_eq!(again.get(path), Some(bytes), "{}", path);
            }
            prop_assert_eq!(again.len(), new.len());
        }
    }
}

/// Files of a book, each with contents that it may have; an empty one means that it is not there.
const FILES: &[(&str, &[&[u8]])] = &[
    (
        "book.toml",
        &[b"", b"[book]\ntitle = \"B\"\n", b"[book\n", b"[theme]\nadditional-css = [\"x.css\"]\n"],
    ),
    ("content/SUMMARY.md", &[b"", b"# Order\n\n- [A](a.md)\n- [B](b.md)\n"]),
    (
        "content/a.md",
        &[
            b"",
            b"# A\n\nSee [b](b.md), [c](c/c.md#part) and ![](p.png).\n",
            b"# A\n\nOther words.\n",
            b"# A\n\xFF\n",
        ],
    ),
    (
        "content/b.md",
        &[b"# B\n\n{{#include x.txt}}\n\n{{#include a.md}}\n", b"# B\n\nText.\n", b""],
    ),
    ("content/c/c.md", &[b"", b"---\ntitle: C\n---\n\n## Part\n", b"---\ndraft: true\n---\n# C\n"]),
    ("content/c/index.md", &[b"", b"# Folder\n\n[[C]] [[Nope]]\n"]),
    (
        "content/x.txt",
        &[
            b"",
            b"Words.\n",
            b"Title: A talk\nTime: 1:00 - 2:00\n\n[0:00] Hello\n",
            b"# Page\n\nText.\n",
        ],
    ),
    ("content/p.png", &[b"", b"one", b"two"]),
    ("content/.obsidian/app.json", &[b"", b"{}"]),
    ("templates/entry.html", &[b"", b"{% extends \"__default/entry.html\" %}", b"{% block"]),
    ("assets/css/mine.css", &[b"", b"p { color: red }"]),
    ("x.css", &[b"", b"p { color: blue }"]),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn any_files_that_change_on_disk_show_what_a_new_build_would(
        saves in proptest::collection::vec(
            proptest::collection::vec((0..FILES.len(), 0..4_usize), 1..4),
            1..8,
        ),
    ) {
        let mut book = Disk::new(&[("content/index.md", "# Home\n\n[[C]] and [a](a.md).\n")]);
        for saved in saves {
            let root = book.workspace.layout.root.clone();
            let mut changed = BTreeSet::new();
            for (file, content) in saved {
                let (name, contents) = FILES[file];
                let bytes = contents[content % contents.len()];
                let path = root.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                if bytes.is_empty() { _ = fs::remove_file(&path) } else { fs::write(&path, bytes).unwrap() }
                changed.insert(path);
            }
            book.workspace.change(&changed).unwrap();
            let new = Workspace::open(&root, options()).unwrap();
            prop_assert_eq!(problems(&book.workspace), problems(&new));
            prop_assert_eq!(differences(&book.render(), &render(&new)), []);
        }
    }
}

/// A book on disk.
struct Disk {
    folder: TempDir,
    workspace: Workspace,
}

impl Disk {
    fn new(files: &[(&str, &str)]) -> Disk {
        let folder = TempDir::new().unwrap();
        for (name, text) in files {
            write(folder.path(), name, text);
        }
        let workspace = Workspace::open(folder.path(), options()).unwrap();
        Disk { folder, workspace }
    }

    /// Saves files, or removes those without a text, and tells the workspace.
    fn save(&mut self, files: &[(&str, Option<&str>)]) -> Work {
        let root = self.workspace.layout.root.clone();
        for (name, text) in files {
            match text {
                Some(text) => write(self.folder.path(), name, text),
                None => fs::remove_file(root.join(name)).unwrap(),
            }
        }
        let changed: BTreeSet<_> = files.iter().map(|(name, _)| root.join(name)).collect();
        self.workspace.change(&changed).unwrap();
        let new = Workspace::open(self.folder.path(), options()).unwrap();
        assert_eq!(problems(&self.workspace), problems(&new));
        assert_eq!(differences(&self.render(), &render(&new)), []);
        self.workspace.work()
    }

    fn render(&self) -> BTreeMap<Route, String> {
        render(&self.workspace)
    }
}

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn options() -> WorkspaceOptions {
    WorkspaceOptions { drafts: Drafts::Hidden, history: History::Unread, site_url: None }
}

fn render(workspace: &Workspace) -> BTreeMap<Route, String> {
    let site = &workspace.site;
    let text = |route: &Route| match site.render(route).unwrap() {
        Ok(Blob::Bytes(bytes)) => String::from_utf8(bytes.to_vec()).unwrap(),
        Ok(Blob::File(path)) => fs::read_to_string(path).unwrap(),
        Err(problem) => problem.message,
    };
    site.routes().map(|route| (route.clone(), text(route))).collect()
}

/// The problems with their suggestions.
fn problems(workspace: &Workspace) -> Vec<(Diagnostic, Option<String>)> {
    let problems = workspace.diagnostics.iter();
    problems.map(|problem| (problem.clone(), problem.help_text())).collect()
}

/// The routes that only one of two sites has, or that differ.
fn differences(a: &BTreeMap<Route, String>, b: &BTreeMap<Route, String>) -> Vec<Route> {
    let routes: BTreeSet<&Route> = a.keys().chain(b.keys()).collect();
    routes.into_iter().filter(|route| a.get(*route) != b.get(*route)).cloned().collect()
}

const BOOK: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"Book\"\n"),
    ("content/index.md", "# Home\n\nSee [a part](a.md#part) and [[B]].\n"),
    ("content/a.md", "# A\n\n## Part\n\nText.\n"),
    ("content/b.md", "# B\n\nSee [A](a.md).\n\n{{#include ../code/x.txt}}\n"),
    ("content/c.md", "# C\n\nAlone.\n"),
    ("code/x.txt", "Included.\n"),
];

#[test]
fn a_save_parses_one_file_and_links_what_it_touches() {
    let mut book = Disk::new(BOOK);
    assert_eq!(book.workspace.work(), Work { parsed: 4, linked: 4 });
    let text = "# A\n\n## Part\n\nOther text, with a [link](c.md).\n";
    assert_eq!(book.save(&[("content/a.md", Some(text))]), Work { parsed: 1, linked: 1 });
    // The headings of A are found by other pages: those that link to A are linked again.
    let text = "# A\n\n## Other part\n\nText.\n";
    assert_eq!(book.save(&[("content/a.md", Some(text))]), Work { parsed: 1, linked: 3 });
    // A title is a name, which any page may use.
    let text = "# C, renamed\n\nAlone.\n";
    assert_eq!(book.save(&[("content/c.md", Some(text))]), Work { parsed: 1, linked: 4 });
}

#[test]
fn a_file_that_is_written_as_it_was_is_not_parsed() {
    let mut book = Disk::new(BOOK);
    let same = book.save(&[("content/a.md", Some(BOOK[2].1))]);
    assert_eq!(same, Work { parsed: 0, linked: 0 });
}

#[test]
fn new_and_deleted_files_are_seen_and_the_others_are_not_parsed_again() {
    let mut book = Disk::new(BOOK);
    let added =
        book.save(&[("content/d.md", Some("# D\n\n![](x.png)\n")), ("content/x.png", Some("x"))]);
    assert_eq!(added, Work { parsed: 1, linked: 5 });
    assert_eq!(book.save(&[("content/x.png", Some("y"))]), Work { parsed: 0, linked: 0 });
    assert_eq!(book.save(&[("content/d.md", None)]), Work { parsed: 0, linked: 4 });
}

#[test]
fn an_included_file_parses_the_page_that_includes_it() {
    let mut book = Disk::new(BOOK);
    assert_eq!(book.save(&[("code/x.txt", Some("Other.\n"))]), Work { parsed: 1, linked: 1 });
    // The included file may be a page of its own.
    book.save(&[("content/d.md", Some("# D\n\n{{#include c.md}}\n"))]);
    let text = "# C\n\nNo longer alone.\n";
    assert_eq!(book.save(&[("content/c.md", Some(text))]), Work { parsed: 2, linked: 2 });
}

#[test]
fn settings_templates_and_styles_take_effect() {
    let mut book = Disk::new(BOOK);
    let home = Route::home();
    let settings = "[book]\ntitle = \"Another\"\n";
    assert_eq!(book.save(&[("book.toml", Some(settings))]), Work { parsed: 4, linked: 4 });
    assert!(book.render()[&home].contains("Another"));
    let template = "{% extends \"__default/entry.html\" %}{% block kind %}mine{% endblock %}";
    let saved = book.save(&[("templates/entry.html", Some(template))]);
    assert_eq!(saved, Work { parsed: 0, linked: 0 });
    assert!(book.render()[&Route::page("a").unwrap()].contains("mine"));
    let broken = book.save(&[("templates/entry.html", Some("{% block"))]);
    assert_eq!(broken, Work { parsed: 0, linked: 0 });
    assert_eq!(book.workspace.diagnostics.len(), 1);
    book.save(&[("templates/entry.html", None), ("assets/css/mine.css", Some("p { color: red }"))]);
    assert_eq!(book.workspace.diagnostics, []);
}

#[test]
fn a_file_that_cannot_be_read_is_reported_until_it_can() {
    let mut book = Disk::new(BOOK);
    fs::write(book.folder.path().join("content/c.md"), b"# C\n\xFF").unwrap();
    let changed = [book.workspace.layout.root.join("content/c.md")].into();
    book.workspace.change(&changed).unwrap();
    assert_eq!(book.workspace.diagnostics.len(), 1);
    book.save(&[("content/c.md", Some("# C\n\nAgain.\n"))]);
    assert_eq!(book.workspace.diagnostics, []);
}

#[test]
fn settings_that_are_saved_with_an_included_file_take_effect() {
    let mut book = Disk::new(BOOK);
    let text = "# B\n\n{{#include ../AAA.md}}\n\n{{#include ../book.toml}}\n";
    book.save(&[("content/b.md", Some(text)), ("AAA.md", Some("One.\n"))]);
    book.save(&[("book.toml", Some("[book]\ntitle = \"Two\"\n")), ("AAA.md", Some("Two.\n"))]);
    book.save(&[("book.toml", Some("[book]\ntitle = \"Three\"\n"))]);
    assert!(book.render()[&Route::home()].contains("Three"));
}

#[test]
fn an_included_file_that_is_written_later_is_taken_in() {
    let mut book = Disk::new(BOOK);
    book.save(&[("content/b.md", Some("# B\n\n{{#include ../code/new.txt}}\n"))]);
    assert_eq!(book.workspace.diagnostics.len(), 1);
    assert!(book.workspace.sources.missing.contains("code/new.txt"), "it is watched");
    assert_eq!(book.save(&[("code/new.txt", Some("New.\n"))]), Work { parsed: 1, linked: 1 });
    assert_eq!(book.workspace.diagnostics, []);
}

#[test]
fn what_changed_while_the_book_could_not_be_read_is_not_lost() {
    let mut book = Disk::new(BOOK);
    let root = book.workspace.layout.root.clone();
    write(&root, "book.toml", "[book]\nsrc = \"content\"\n");
    book.workspace.change(&[root.join("book.toml")].into()).unwrap();
    fs::rename(root.join("content"), root.join("moved")).unwrap();
    let before = book.render();
    assert!(book.workspace.change(&[root.join("content/a.md")].into()).is_err());
    assert_eq!(differences(&book.render(), &before), []);
    fs::remove_file(root.join("moved/c.md")).unwrap();
    fs::rename(root.join("moved"), root.join("content")).unwrap();
    book.save(&[("content/a.md", Some("# A\n\nBack.\n"))]);
}

#[test]
fn a_file_that_becomes_a_template_of_another_tool_is_no_longer_public() {
    let mut book = Disk::new(BOOK);
    book.save(&[("content/page.html", Some("<p>Words.</p>\n"))]);
    let template = "---\nlayout: home\n---\n<p>Words.</p>\n";
    book.save(&[("content/page.html", Some(template))]);
    assert!(!book.render().keys().any(|route| route.as_str().ends_with("page.html")));
    book.save(&[("content/page.html", Some("<p>Words.</p>\n"))]);
}

#[test]
fn a_file_that_becomes_settings_of_another_tool_is_read() {
    let mut book = Disk::new(&[("index.md", "# Home\n"), ("config.toml", "colour = 1\n")]);
    let settings = "baseURL = \"https://example.org/\"\ntitle = \"Our plan\"\n";
    book.save(&[("config.toml", Some(settings))]);
    assert!(book.render()[&Route::home()].contains("Our plan"));
    book.save(&[("config.toml", Some("colour = 1\n"))]);
}

#[test]
fn hidden_settings_of_folders_are_read_again() {
    let mut book = Disk::new(&[
        ("mkdocs.yml", "site_name: Book\n"),
        ("docs/index.md", "# Home\n"),
        ("docs/b/one.md", "# One\n"),
    ]);
    book.save(&[("docs/b/.pages", Some("title: Named\n"))]);
    assert!(book.render()[&Route::home()].contains("Named"));
    book.save(&[("docs/b/.pages", Some("title: Other\n"))]);
    assert!(book.render()[&Route::home()].contains("Other"));
    book.save(&[("docs/b/.pages", None)]);
}

#[test]
fn what_is_beside_the_content_is_looked_for_again() {
    let mut book = Disk::new(BOOK);
    let text = "# C\n\nSee [the code](../code/y.txt).\n";
    book.save(&[("content/c.md", Some(text))]);
    book.save(&[("code/y.txt", Some("Code.\n"))]);
    book.save(&[("code/y.txt", None)]);
    write(book.folder.path(), "code/y.txt", "Code.\n");
    let text = "# C\n\nSee [this code](../code/y.txt).\n";
    book.save(&[("content/c.md", Some(text))]);
    fs::remove_file(book.folder.path().join("code/y.txt")).unwrap();
    let text = "# C\n\nAlone.\n";
    book.save(&[("content/c.md", Some(text))]);
    let text = "# C\n\nSee [that code](../code/y.txt).\n";
    book.save(&[("content/c.md", Some(text))]);
    // An included file may vanish, to which another page links.
    let text = "# C\n\nSee [this](../code/x.txt).\n";
    book.save(&[("content/c.md", Some(text))]);
    book.save(&[("code/x.txt", None)]);
}
