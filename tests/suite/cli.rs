//! The program as a person or a pipeline runs it: arguments, exit codes, what is printed, and what
//! is on disk afterwards.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder with a book in it.
struct Folder(TempDir);

/// How a run ended.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        for (path, text) in files {
            folder.write(path, text.as_bytes());
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs the program in this folder, without git and without settings of the machine.
    fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::cargo_bin("fieldbook").unwrap();
        command.current_dir(self.0.path()).env_clear().env("PATH", "/nowhere");
        let output = command.args(arguments).output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Every file with its bytes.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(self.0.path())
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                files.insert(path, Vec::new());
            } else if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    files
}

impl Run {
    #[track_caller]
    fn ends_with(self, code: i32) -> Run {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, text: &str) -> Run {
        assert!(self.err.contains(text), "`{text}` is not in:\n{}", self.err);
        self
    }
}

const FINE: &[(&str, &str)] = &[
    ("book.toml", "[book]\ntitle = \"T\"\n"),
    ("content/index.md", "# Home\n\nSee [a](a.md).\n"),
    ("content/a.md", "# A\n\nText\n"),
];

const WARNING: &[(&str, &str)] = &[("index.md", "# Home\n\nSee [gone](gone.md).\n")];

const ERROR: &[(&str, &str)] =
    &[("index.md", "# T\n\n<<<<<<< ours\nSee [gone](gone.md).\n>>>>>>> theirs\n")];

// build

#[test]
fn a_book_is_built_into_its_folder_and_told_in_one_line() {
    let folder = Folder::new(FINE);
    let run = folder.run(&["build"]).ends_with(0).says("built 2 entries in ");
    assert_eq!((run.out.as_str(), run.err.lines().count()), ("", 1));
    assert!(folder.read("book/index.html").contains("<title>T</title>"));
    assert!(folder.read("book/a/index.html").contains("Text"));
}

#[test]
fn a_site_tells_github_pages_to_leave_it_as_it_is() {
    // An author's own is hidden, as every such file is, and one in the site is as good as ours.
    let folder = Folder::new(FINE);
    folder.write("content/.nojekyll", b"mine");
    folder.run(&["build"]).ends_with(0);
    assert_eq!(folder.read("book/.nojekyll"), "");
    assert!(folder.read("book/.fieldbook-manifest").contains("  .nojekyll\n"));
    for text in ["# touched by a workflow\n", ""] {
        folder.write("book/.nojekyll", text.as_bytes());
        let run = folder.run(&["build"]).ends_with(0);
        assert_eq!(folder.read("book/.nojekyll"), text);
        assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    }
    assert!(folder.read("book/.fieldbook-manifest").contains("  index.html\n"));
}

#[test]
fn any_folder_of_markdown_is_a_book() {
    let folder = Folder::new(&[
        ("Notes/My first note.md", "See [the text](plain.txt)\n"),
        ("Notes/plain.txt", "no entry\n"),
        ("Chapter.txt", "# A heading\n\nText\n"),
        ("img/a b.png", "x"),
    ]);
    folder.run(&["build", "."]).ends_with(0).says("built 2 entries in ");
    for path in ["notes/my-first-note/index.html", "chapter/index.html", "index.html", "404.html"] {
        assert!(folder.read(&format!("book/{path}")).contains("<h1"), "{path}");
    }
    assert_eq!(folder.read("book/Notes/plain.txt"), "no entry\n");
    assert_eq!(folder.read("book/img/a b.png"), "x");
    // The site is not part of the book that is built next.
    folder.run(&["build", "."]).ends_with(0).says("built 2 entries in ");
}

#[test]
fn texts_as_authors_have_them_are_built_with_warnings_at_their_places() {
    let fixtures = [
        ("a/note.txt", include_str!("../fixtures/note-of-a-talk.txt")),
        ("a/chapter.txt", include_str!("../fixtures/chapter.txt")),
        ("a/letter.txt", include_str!("../fixtures/noisy-letter.txt")),
        ("a/procedure.txt", include_str!("../fixtures/procedure.txt")),
    ];
    let folder = Folder::new(&fixtures);
    let run = folder.run(&["build", "a", "-d", "site"]).ends_with(0);
    let run =
        run.says("built 4 entries in ").says("--> note.txt:6:9").says("warning[wanted-entry]");
    assert!(!run.err.contains("error["), "{}", run.err);
    for page in ["note", "chapter", "letter", "procedure"] {
        assert!(folder.path(&format!("site/{page}/index.html")).is_file(), "{page}");
    }
}

#[test]
fn a_warning_is_told_with_its_line_and_builds() {
    let run = Folder::new(WARNING).run(&["build"]).ends_with(0);
    let report = "\
warning[broken-link]: there is no entry or file `gone.md`
 --> index.md:3:12
  |
3 | See [gone](gone.md).
  |            ^^^^^^^
";
    let run = run.says(report).says("built 1 entry in ");
    assert!(run.err.ends_with("unchanged)\n1 warning\n"), "{}", run.err);
}

#[test]
fn strict_publishes_nothing_on_a_warning() {
    let folder = Folder::new(WARNING);
    folder.run(&["build", "--strict"]).ends_with(1).says("1 warning; nothing was published");
    assert!(!folder.path("book").exists());
    Folder::new(FINE).run(&["build", "--strict"]).ends_with(0);
}

#[test]
fn a_build_that_is_refused_leaves_the_published_site_as_it_is() {
    let folder = Folder::new(FINE);
    folder.write("content/c.md", b"See [gone](gone.md).\n");
    folder.run(&["build"]).ends_with(0);
    let before = files(&folder.path("book"));
    folder.write("content/b.md", b"New page\n");
    folder.write("book.toml", b"[check]\nbroken-link = \"error\"\n");
    folder.run(&["build"]).ends_with(1).says("1 error; nothing was published");
    folder.write("book.toml", b"");
    folder.run(&["build", "--strict"]).ends_with(1).says("1 warning; nothing was published");
    folder.write("book.toml", b"[book\n");
    folder.run(&["build"]).ends_with(1).says("error[unreadable-config]");
    assert!(files(&folder.path("book")) == before);
    assert_eq!(fs::read_dir(folder.0.path()).unwrap().count(), 3, "nothing else is left");
}

#[test]
fn all_errors_of_a_book_are_told() {
    let conflict = "<<<<<<< ours\n>>>>>>> theirs\n";
    let pages: Vec<(String, &str)> = (0..210).map(|n| (format!("p{n:03}.md"), conflict)).collect();
    let pages: Vec<(&str, &str)> = pages.iter().map(|(path, text)| (&**path, *text)).collect();
    let run = Folder::new(&pages).run(&["build"]).ends_with(0);
    assert_eq!(run.err.matches("error[merge-conflict]: ").count(), 210);
    assert!(!run.err.contains(" more"), "{}", run.err);
    assert!(run.err.ends_with("\n210 errors\n"), "{}", run.err);
}

#[test]
fn drafts_are_built_when_asked_for() {
    let folder = Folder::new(&[
        ("index.md", "# Home\n\nText\n"),
        ("soon.md", "---\ndraft: true\n---\n# Soon\n\nText\n"),
    ]);
    folder.run(&["build"]).ends_with(0);
    assert!(!folder.path("book/soon").exists());
    folder.run(&["build", "--drafts"]).ends_with(0);
    assert!(folder.read("book/soon/index.html").contains("Draft"));
    folder.run(&["build"]).ends_with(0);
    assert!(!folder.path("book/soon").exists(), "a page that is gone leaves the site");
}

#[test]
fn the_base_url_is_where_the_site_stands() {
    let folder = Folder::new(FINE);
    folder.run(&["build", "--base-url", "https://example.org/hand/book"]).ends_with(0);
    let canonical = "<link rel=\"canonical\" href=\"https://example.org/hand/book/a/\">";
    assert!(folder.read("book/a/index.html").contains(canonical));
    assert!(folder.read("book/404.html").contains("href=\"/hand/book/a/\""));
    folder.run(&["build", "--base-url", "javascript:1"]).ends_with(2).says("--base-url must be");
}

#[test]
fn the_output_folder_can_be_chosen() {
    let folder = Folder::new(FINE);
    folder.run(&["build", "-d", "deep/er/site"]).ends_with(0);
    assert!(folder.path("deep/er/site/index.html").is_file());
    folder.write("book.toml", b"[build]\nbuild-dir = \"public\"\n");
    folder.run(&["build"]).ends_with(0);
    assert!(folder.path("public/index.html").is_file() && !folder.path("book").exists());
}

#[test]
fn a_folder_of_pages_called_book_is_content() {
    let start = "# Start\n\nText.\n";
    let folder =
        Folder::new(&[("README.md", "See [it](book/start.md).\n"), ("book/start.md", start)]);
    folder.run(&["check"]).ends_with(0).says("checked 2 entries");
    folder.run(&["build"]).ends_with(0);
    assert!(folder.path("site/book/start/index.html").is_file());
    folder.run(&["build"]).ends_with(0);
    assert!(!folder.path("site/site").exists());
    assert_eq!(folder.read("book/start.md"), start);
}

#[test]
fn a_site_of_mdbook_is_no_content() {
    let folder = Folder::new(&[("README.md", "Text\n"), ("book/index.html", "<p>Text</p>")]);
    let before = folder.files();
    folder.run(&["build"]).ends_with(2).says("that fieldbook did not write");
    assert!(folder.files() == before);
}

#[test]
fn outputs_that_hold_something_else_are_refused_and_untouched() {
    let folder = Folder::new(FINE);
    folder.write("notes/canary.txt", b"alive");
    folder.write("file", b"alive");
    folder.write(".git/canary", b"alive");
    folder.write("content/img/canary.png", b"alive");
    let before = folder.files();
    for out in
        ["/", ".", "..", "content", "content/img", "content/new", "notes", "file", ".git", ".git/x"]
    {
        let run = folder.run(&["build", "-d", out]).ends_with(2);
        assert!(
            run.err.starts_with("error: ") && run.err.contains("= help: "),
            "{out}: {}",
            run.err
        );
        assert!(folder.files() == before, "{out}");
    }
}

#[test]
fn an_unchanged_site_touches_no_file() {
    let folder = Folder::new(FINE);
    let times = |folder: &Folder| -> BTreeMap<PathBuf, std::time::SystemTime> {
        let files = files(&folder.path("book")).into_keys();
        let pages = files.filter(|path| path.extension().is_some());
        pages.map(|path| (path.clone(), fs::metadata(path).unwrap().modified().unwrap())).collect()
    };
    folder.run(&["build"]).ends_with(0);
    let before = times(&folder);
    folder.run(&["build"]).ends_with(0).says("0 files written, ");
    assert_eq!(times(&folder), before);
    folder.write("content/a.md", b"# A\n\nOther text\n");
    folder.run(&["build"]).ends_with(0);
    let changed: Vec<_> =
        times(&folder).into_iter().filter(|(path, time)| before.get(path) != Some(time)).collect();
    assert!(changed.iter().any(|(path, _)| path.ends_with("book/a/index.html")), "{changed:?}");
    assert!(!changed.iter().any(|(path, _)| path.ends_with("book/404.html")), "{changed:?}");
}

#[test]
fn two_builds_of_one_book_give_the_same_bytes() {
    let (one, two) = (Folder::new(FINE), Folder::new(FINE));
    let built = |folder: &Folder| {
        folder.run(&["build"]).ends_with(0);
        let book = folder.path("book");
        let files = files(&book).into_iter();
        files
            .map(|(path, bytes)| (path.strip_prefix(&book).unwrap().to_owned(), bytes))
            .collect::<Vec<_>>()
    };
    assert!(built(&one) == built(&two));
}

#[test]
fn another_build_that_is_running_is_waited_for_and_then_named() {
    let folder = Folder::new(FINE);
    folder.write(".book.lock", b"fieldbook 4242\n");
    let lock = File::options().write(true).open(folder.path(".book.lock")).unwrap();
    lock.lock().unwrap();
    folder.run(&["build"]).ends_with(3).says("error: another build (pid 4242) is running");
    drop(lock);
    folder.run(&["build"]).ends_with(0);
}

#[test]
fn folders_that_are_not_there_are_errors_of_the_command() {
    let folder = Folder::new(&[("a.md", "Text\n"), ("with/book.toml", "[book]\nsrc = \"gone\"\n")]);
    folder.run(&["build", "gone"]).ends_with(2).says("error: there is no folder `gone`");
    folder.run(&["build", "a.md"]).ends_with(2).says("is not a folder");
    folder.run(&["build", "with"]).ends_with(2).says("there is no content folder");
    folder.run(&["build", "--gone"]).ends_with(2).says("--gone");
    folder.run(&["bild"]).ends_with(2).says("build");
    folder.run(&[]).ends_with(2).says("Usage:");
    folder.run(&["--version"]).ends_with(0);
}

#[test]
fn an_empty_folder_is_an_empty_book() {
    Folder::new(&[]).run(&["build"]).ends_with(0).says("built 0 entries");
}

#[test]
fn a_folder_without_a_page_is_refused_with_what_is_in_it() {
    let folder =
        Folder::new(&[("layouts/a.html.erb", "x"), ("layouts/b.html.erb", "x"), ("p.png", "x")]);
    for command in ["build", "check"] {
        folder
            .run(&[command])
            .ends_with(2)
            .says("no page in this folder: 3 files found, 2 `.erb`, 1 `.png`");
    }
}

// What is read from disk

#[test]
fn bytes_and_names_that_cannot_be_read_are_told_by_name() {
    let folder = Folder::new(&[("index.md", "# Home\n\nText\n")]);
    folder.write("latin.md", b"caf\xE9\n");
    folder.write("wide.md", b"\xFF\xFEh\0i\0");
    folder.write("picture.md", b"\x89PNG\r\n\x1A\n\0\0");
    folder.write("large.md", &vec![b'a'; 16 * 1024 * 1024 + 1]);
    folder
        .run(&["build"])
        .ends_with(0)
        .says(
            "warning[not-utf8]: this byte is not UTF-8; it is shown as `\u{e9}`\n --> latin.md:1:4",
        )
        .says("warning[not-utf8]: this file is UTF-16\n --> wide.md:1:1")
        .says("warning[not-utf8]: this file is not text\n --> picture.md:1:1")
        .says("warning[too-large]: this page is larger than 16 MiB\n --> large.md:1:1");
    let shown = |page: &str| fs::read_to_string(folder.path("book").join(page)).unwrap();
    assert!(shown("latin/index.html").contains("caf\u{e9}"));
    assert!(shown("wide/index.html").contains("<p>hi</p>"));
    assert!(shown("large/index.html").contains("its file cannot be read"));
    assert!(shown("picture/index.html").contains("its file cannot be read"));
}

#[test]
fn links_of_the_file_system_are_not_followed_out_of_the_book() {
    use std::os::unix::fs::symlink;
    let folder =
        Folder::new(&[("book/index.md", "# Home\n\nText\n"), ("secret/canary.md", "canary\n")]);
    symlink(folder.path("secret/canary.md"), folder.path("book/file.md")).unwrap();
    symlink(folder.path("secret"), folder.path("book/folder")).unwrap();
    symlink(folder.path("book"), folder.path("book/loop")).unwrap();
    symlink("nowhere", folder.path("book/dangling.md")).unwrap();
    let run = folder.run(&["build", "book", "-d", "site"]).ends_with(0);
    assert_eq!(run.err.matches("warning[unreadable]: symbolic links are not followed").count(), 4);
    for (path, bytes) in files(&folder.path("site")) {
        let holds = bytes.windows(6).any(|window| window == b"canary");
        assert!(!holds, "{}", path.display());
    }
}

#[test]
fn hidden_files_and_what_editors_leave_are_not_published() {
    let folder = Folder::new(FINE);
    for path in
        [".git/config", ".env", ".DS_Store", "a.md~", "#a.md#", ".a.md.swp", "x/.hidden/y.png"]
    {
        folder.write(&format!("content/{path}"), b"secret");
    }
    folder.write("content/.well-known/security.txt", b"public");
    folder.run(&["build"]).ends_with(0).says("built 2 entries");
    assert_eq!(folder.read("book/.well-known/security.txt"), "public");
    for (path, bytes) in files(&folder.path("book")) {
        assert!(bytes != b"secret", "{}", path.display());
    }
}

// check

#[test]
fn check_tells_everything_and_writes_nothing() {
    let folder = Folder::new(ERROR);
    let before = folder.files();
    folder
        .run(&["check"])
        .ends_with(1)
        .says("error[merge-conflict]: unresolved merge conflict")
        .says("warning[broken-link]")
        .says("checked 1 entry: 1 error and 1 warning");
    assert!(folder.files() == before);
    Folder::new(FINE).run(&["check"]).ends_with(0).says("no problems");
    Folder::new(WARNING).run(&["check"]).ends_with(0).says("1 warning");
}

#[test]
fn check_speaks_json() {
    let run = Folder::new(ERROR).run(&["check", "--format", "json"]).ends_with(1);
    assert_eq!(run.err, "");
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&report["errors"], &report["warnings"]), (&1.into(), &1.into()));
    assert_eq!(
        report["diagnostics"][0],
        serde_json::json!({
            "code": "merge-conflict",
            "severity": "error",
            "message": "unresolved merge conflict",
            "file": "index.md",
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 8,
            "help": "choose one side and delete the marker lines",
            "related": [],
        })
    );
}

/// An error in the last file, and more warnings before it than anybody reads.
fn error_behind_warnings() -> Folder {
    let links: String = (0..205).map(|i| format!("[x](none-{i}.md)\n")).collect();
    let mut names = String::new();
    (0..3).for_each(|i| names += &format!("[[Name {i}]]\n"));
    Folder::new(&[
        ("a.md", &format!("# A\n\n{links}")),
        ("b.md", &format!("# B\n\n{names}")),
        ("z.md", "[a](a.md)\n<<<<<<< ours\n>>>>>>> theirs\n"),
    ])
}

#[test]
fn errors_come_first_and_are_never_cut_off() {
    let folder = error_behind_warnings();
    let last = "error[merge-conflict] z.md:2:1: unresolved merge conflict\n";
    for (arguments, counted) in [
        (&["build", "--strict"][..], "1 error and 208 warnings; nothing was published\n"),
        (&["check"], "checked 3 entries: 1 error and 208 warnings\n"),
    ] {
        let run = folder.run(arguments).ends_with(1);
        assert!(run.err.starts_with("error[merge-conflict]: unresolved merge"), "{}", run.err);
        assert_eq!(run.err.matches("\nwarning[").count(), 200);
        let end = "… and 8 more warnings: 5 broken-link, 3 wanted-entry; \
                   `fieldbook check --format json` lists them all\n\n";
        assert!(run.err.ends_with(&format!("{end}{counted}{last}")), "{}", run.err);
    }
    let json = folder.run(&["check", "--format", "json"]).ends_with(1);
    let report: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 209);
    assert_eq!(report["diagnostics"][0]["code"], "merge-conflict");
}

#[test]
fn a_warning_that_stops_a_strict_build_is_repeated() {
    let run = Folder::new(WARNING).run(&["build", "--strict"]).ends_with(1);
    let last = "1 warning; nothing was published\n\
                warning[broken-link] index.md:3:12: there is no entry or file `gone.md`\n";
    assert!(run.err.ends_with(last), "{}", run.err);
}

#[test]
fn check_speaks_to_github() {
    let run = Folder::new(ERROR).run(&["check", "--format", "github"]).ends_with(1);
    assert_eq!(
        run.out,
        "::error file=index.md,line=3,col=1,endLine=3,endColumn=8,title=merge-conflict::unresolved merge conflict%0Ahelp: choose one side and delete the marker lines\n\
         ::warning file=index.md,line=4,col=12,endLine=4,endColumn=19,title=broken-link::there is no entry or file `gone.md`\n"
    );
    assert_eq!(run.err, "");
}

/// The book of `ERROR` in a folder of its repository.
fn in_a_folder() -> Folder {
    Folder::new(&[("docs/play book/index.md", ERROR[0].1)])
}

#[test]
fn code_hosts_are_told_files_from_where_the_command_runs() {
    for dir in ["docs/play book", "./docs/play book/"] {
        let run = in_a_folder().run(&["check", dir, "--format", "github"]).ends_with(1);
        let file = "file=docs/play book/index.md,line=";
        assert_eq!((run.out.lines().count(), run.out.matches(file).count()), (2, 2), "{}", run.out);
    }
}

#[test]
fn check_speaks_sarif() {
    let run = in_a_folder().run(&["check", "docs/play book", "--format", "sarif"]).ends_with(1);
    assert_eq!(run.err, "");
    let log: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let [run] = &log["runs"].as_array().unwrap()[..] else { panic!("{log}") };
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let found = run["results"].as_array().unwrap().iter().map(|result| {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["defaultConfiguration"]["level"], result["level"]);
        assert!(rule["shortDescription"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let place = &result["locations"][0]["physicalLocation"];
        let at = |key: &str| place["region"][key].to_string();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
        [
            text(&result["level"]),
            text(&result["ruleId"]),
            text(&place["artifactLocation"]["uri"]),
            format!("{}:{}", at("startLine"), at("startColumn")),
            format!("{}:{}", at("endLine"), at("endColumn")),
        ]
        .join(" ")
    });
    assert_eq!(
        found.collect::<Vec<_>>(),
        [
            "error merge-conflict docs/play%20book/index.md 3:1 3:8",
            "warning broken-link docs/play%20book/index.md 4:12 4:19",
        ]
    );
}

#[test]
fn check_ends_with_what_is_due_for_review_by_owner() {
    let entry = |title: &str, owner: &str| {
        format!(
            "---\ntitle: {title}\n{owner}reviewed: 2020-01-31\n---\nAbout {title}, [back](index.md).\n"
        )
    };
    let (sales, support) = ("owner: Sales\n", "owner: Customer Support\n");
    let run = Folder::new(&[
        ("book.toml", "[review]\nafter = \"1m\"\n"),
        ("content/index.md", "# Home\n\n[[Rota]], [[Prices]], [[Offers]], [[Names]]\n"),
        ("content/names.md", &entry("Names", "")),
        ("content/offers.md", &entry("Offers", sales)),
        ("content/prices.md", &entry("Prices", sales)),
        ("content/rota.md", &entry("Rota", support)),
    ])
    .run(&["check"])
    .ends_with(0)
    .says("warning[review-overdue]: `Rota` was due for review on 2020-02-29")
    .says("help: ask Customer Support to read it with care, then write `reviewed: ");
    let end = run.err.find("due for review, ").map_or("", |at| &run.err[at..]);
    assert_eq!(
        end,
        "due for review, Customer Support: Rota\n\
         due for review, Sales: Offers; Prices\n\
         due for review, nobody: Names\n\
         checked 5 entries: 4 warnings\n"
    );
}

#[test]
fn a_template_that_fails_is_told_by_check_and_stops_a_build() {
    let folder = Folder::new(FINE);
    folder.write("templates/entry.html", b"<h1>{{ titel }}</h1>\n");
    for command in ["check", "build"] {
        folder
            .run(&[command])
            .ends_with(1)
            .says("error[bad-template]")
            .says("templates/entry.html:1:8");
    }
    assert!(!folder.path("book").exists());
}

#[test]
fn a_page_whose_template_fails_leaves_the_published_site_and_nothing_beside_it() {
    let folder = Folder::new(&[
        ("book.toml", "[book]\ntitle = \"T\"\n"),
        ("content/index.md", "# Home\n"),
        ("content/a.md", "# A\n"),
    ]);
    folder.run(&["build"]).ends_with(0);
    folder.write("content/index.md", b"# Changed\n");
    // Search and other files are written before.
    folder.write("templates/entry.html", b"<h1>{{ nothing }}</h1>\n");
    let before = folder.files();
    folder.run(&["build"]).ends_with(1).says("nothing was published");
    assert_eq!(folder.files(), before);
}

#[test]
fn the_time_of_each_stage_is_printed_on_request_only() {
    let folder = Folder::new(&[("content/index.md", "# Home\n")]);
    let stages = ["read", "parse", "link", "check", "output", "render", "  search", "publish"];
    let with = folder.run(&["build", "--timings"]).ends_with(0);
    for stage in stages.iter().chain(["total"].iter()) {
        let rows = with.err.lines().filter(|line| {
            line.strip_prefix(stage).is_some_and(|rest| rest.starts_with(' '))
                && line.contains(" %")
        });
        assert_eq!(rows.count(), 1, "{stage}: {}", with.err);
    }
    let without = folder.run(&["build"]).ends_with(0);
    assert!(!without.err.contains('%'), "{}", without.err);
}

#[test]
fn a_build_that_is_refused_renders_no_page() {
    let text = |text: &'static str| Folder::new(&[("content/index.md", text)]);
    let error = text("Text\n");
    error.write("book.toml", b"[check\n");
    let warning = text("See [gone](gone.md).\n");
    let elsewhere = text("Text\n");
    elsewhere.write("book/mine.txt", b"mine");
    let refused: [(&Folder, &[&str], i32); 3] = [
        (&error, &["build"], 1),
        (&warning, &["build", "--strict"], 1),
        (&elsewhere, &["build"], 2),
    ];
    for (folder, arguments, code) in refused {
        // Every page that is rendered is one more problem.
        folder.write("templates/entry.html", b"<h1>{{ titel }}</h1>\n");
        let run = folder.run(arguments).ends_with(code);
        assert!(!run.err.contains("bad-template"), "{}", run.err);
    }
}

#[test]
fn nothing_that_is_piped_holds_colours_or_control_characters() {
    let folder = Folder::new(&[(
        "a.md",
        "---\ntitel: \"\x1b[31mred\"\n---\n[\x1b[2J](gone.md)\n[[\x1b]0;x\x07]]\n",
    )]);
    for command in ["check", "build"] {
        let run = folder.run(&[command]).ends_with(0);
        assert!(!run.err.contains(['\x1b', '\x07']), "{:?}", run.err);
    }
}

// init, new, completions

#[test]
fn a_playbook_that_is_started_builds_without_a_warning() {
    let folder = Folder::new(&[]);
    folder.run(&["init"]).ends_with(0).says("now run `fieldbook serve --open`");
    folder.run(&["build", "--strict"]).ends_with(0);
    folder.run(&["init"]).ends_with(2).says("there is a playbook here already");
    folder.run(&["init", "other"]).ends_with(0).says("now run `fieldbook serve other --open`");
    folder.run(&["check", "other"]).ends_with(0).says("no problems");
}

#[test]
fn init_keeps_the_files_that_are_there() {
    let folder = Folder::new(&[("content/index.md", "# Mine\n\nText\n"), (".gitignore", "mine\n")]);
    folder.run(&["init"]).ends_with(0);
    assert_eq!(folder.read("content/index.md"), "# Mine\n\nText\n");
    assert_eq!(folder.read(".gitignore"), "mine\n");
}

#[test]
fn a_new_entry_of_every_kind_is_clean() {
    let folder = Folder::new(&[]);
    folder.run(&["init"]).ends_with(0);
    for (kind, title, path) in [
        ("entry", "What \"done\" means", "content/what-done-means.md"),
        ("sop", "Saying no: how?", "content/saying-no-how.md"),
        ("note", "Größe", "content/größe.md"),
        ("tree", "Ship it # now", "content/ship-it-now.md"),
    ] {
        let run = folder.run(&["new", kind, title]).ends_with(0);
        assert_eq!(run.out, format!("{path}\n"));
        folder.run(&["new", kind, title]).ends_with(2).says("is there already");
    }
    // A new tree has holes, which are warnings.
    let check = folder.run(&["check"]).ends_with(0);
    let check = check.says("`TODO: one answer` is still to be filled in");
    assert!(!check.err.contains("error"), "{}", check.err);
    fs::remove_file(folder.path("content/ship-it-now.md")).unwrap();
    folder.run(&["check"]).ends_with(0).says("checked 6 entries: no problems");
    folder.run(&["build", "--strict"]).ends_with(0);
    assert!(folder.read("book/what-done-means/index.html").contains("What &quot;done&quot; means"));
    for ours in ["Search", "Decisions", "Print"] {
        let run = folder.run(&["new", "entry", ours]).ends_with(2);
        run.says(&format!("fieldbook makes a page at `/{}/`; choose", ours.to_lowercase()));
    }
    folder.run(&["new", "entry", "???"]).ends_with(2).says("the title needs a letter or a digit");
    folder.run(&["new", "poem", "x"]).ends_with(2);
}

#[test]
fn completions_are_printed_for_a_shell() {
    let folder = Folder::new(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let run = folder.run(&["completions", shell]).ends_with(0);
        assert!(run.out.contains("fieldbook") && run.out.contains("check"), "{shell}");
    }
}

#[test]
fn mv_rewrites_links_and_keeps_every_other_byte() {
    let folder = Folder::new(&[
        ("content/index.md", "\u{FEFF}To [a](a.md), [again](a.md#x) and [[a]].\r\n\r\nEnd"),
        ("content/a.md", "# X\r\n\r\n[home](index.md)\r\n"),
    ]);
    let before = folder.files();
    let dry = folder.run(&["mv", "content/a.md", "content/in/b.md", "--dry-run"]);
    assert_eq!(folder.files(), before);
    let run = folder.run(&["mv", "content/a.md", "content/in/b.md"]);
    assert_eq!((run.code, &run.out), (0, &dry.out), "{run:?}");
    assert_eq!(
        run.out,
        "content/a.md -> content/in/b.md\n\
         content/a.md:1\n+ ---\n+ aliases: [/a]\n+ ---\n\
         content/a.md:3\n- [home](index.md)\n+ [home](../index.md)\n\
         content/index.md:1\n- To [a](a.md), [again](a.md#x) and [[a]].\n\
         + To [a](in/b.md), [again](in/b.md#x) and [[b]].\n"
    );
    assert_eq!(run.err, "moved 1 file, 5 edits in 2 files\n");
    assert_eq!(
        folder.read("content/index.md"),
        "\u{FEFF}To [a](in/b.md), [again](in/b.md#x) and [[b]].\r\n\r\nEnd"
    );
    assert_eq!(
        folder.read("content/in/b.md"),
        "---\r\naliases: [/a]\r\n---\r\n\r\n# X\r\n\r\n[home](../index.md)\r\n"
    );
    assert!(!folder.path("content/a.md").exists());
}

#[test]
fn mv_says_what_it_could_not_mend_and_never_overwrites() {
    let folder = Folder::new(&[
        ("content/a.md", "{{#include b.md}}\n"),
        ("content/b.md", "[a](a.md)\n"),
        ("content/c.md", "C.\n"),
    ]);
    let before = folder.files();
    let run = folder.run(&["mv", "content/b.md", "content/c.md"]);
    assert_eq!((run.code, folder.files()), (2, before), "{run:?}");
    assert!(run.err.starts_with("error: `c.md` is there already\n"), "{run:?}");
    let run = folder.run(&["mv", "b", "two words"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.err.contains("note: fix these by hand"), "{run:?}");
    assert!(run.err.contains("warning[bad-include]: there is no file `content/b.md`"), "{run:?}");
}
