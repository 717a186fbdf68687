//! What git is asked when a book is built, and what it must not do then: a book may come with a
//! `.git` folder of anybody's, whose settings name programs.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use fieldbook::link::Drafts;
use fieldbook::shell::disk::History;
use fieldbook::shell::workspace::{Workspace, WorkspaceOptions};
use tempfile::TempDir;

/// A book in a repository, beside a program that leaves a mark when it is run.
struct Folder(TempDir);

impl Folder {
    /// Two commits: the second moves an entry and changes it.
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().unwrap());
        let trap = folder.trap();
        fs::write(
            &trap,
            format!("#!/bin/sh\necho \"$0\" >> {}\nexit 1\n", folder.mark().display()),
        )
        .unwrap();
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
        folder.write("index.md", "# Home\n\nText\n");
        folder.write("old.md", &format!("# A name\n\n{}", "A line of text.\n".repeat(20)));
        folder.git(&["init", "--quiet"]);
        folder.commit("2026-01-02");
        folder.git(&["mv", "old.md", "new.md"]);
        folder.write("new.md", &format!("# A name\n\n{}", "A line of text.\n".repeat(21)));
        folder.commit("2026-03-04");
        folder
    }

    fn book(&self) -> PathBuf {
        self.0.path().join("book")
    }

    fn trap(&self) -> PathBuf {
        self.0.path().join("trap")
    }

    fn mark(&self) -> PathBuf {
        self.0.path().join("mark")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.book().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn commit(&self, day: &str) {
        self.git(&["add", "."]);
        let mut commit = self.command("git", &self.book());
        commit.env("GIT_COMMITTER_DATE", format!("{day}T12:00:00Z"));
        let names = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"];
        commit.args(names).args(["commit", "--quiet", "-m", "A change"]).assert().success();
    }

    /// A program as an ordinary machine runs it.
    fn command(&self, program: &str, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", self.0.path()).env("GIT_CONFIG_NOSYSTEM", "1");
        command
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = self.command("git", &self.book()).args(arguments).output().unwrap();
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    /// Adds settings to the repository, with the program in place of `TRAP`.
    fn configure(&self, settings: &str) {
        let file = self.book().join(".git/config");
        let settings = settings.replace("TRAP", &self.trap().display().to_string());
        fs::write(&file, fs::read_to_string(&file).unwrap() + &settings).unwrap();
    }

    /// Takes an object out of the repository, which then has to be fetched.
    fn lose(&self, object: &str) {
        let id = self.git(&["rev-parse", object]);
        fs::remove_file(self.book().join(format!(".git/objects/{}/{}", &id[..2], &id[2..])))
            .unwrap();
    }

    /// Builds, and gives what is said and the page of the entry that was moved.
    fn build(&self, book: &Path) -> (String, String) {
        let mut build = self.command(env!("CARGO_BIN_EXE_fieldbook"), book);
        // As in a hook of another repository.
        build.env("GIT_DIR", "/nowhere").env("GIT_WORK_TREE", "/nowhere");
        for name in ["GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_PAGER", "GIT_ASKPASS"] {
            build.env(name, self.trap());
        }
        let site = self.0.path().join("site");
        let output = build.args(["build", "-d"]).arg(&site).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let page = fs::read_to_string(site.join("new/index.html")).unwrap();
        (String::from_utf8(output.stderr).unwrap(), page)
    }

    #[track_caller]
    fn has_run_nothing(&self) {
        let mark = fs::read_to_string(self.mark()).unwrap_or_default();
        assert_eq!(mark, "", "git ran a program");
    }
}

/// The day of the second commit, as a reader sees it.
const DAY: &str = "4 March 2026";

/// The ways in which a fetch runs a program.
const FETCHES: &[(&str, &str)] = &[
    ("ssh://host/x", "[core]\n\tsshCommand = TRAP\n"),
    ("git://host/x", "[core]\n\tgitProxy = TRAP\n"),
    ("file:///x", "[remote \"there\"]\n\tuploadpack = TRAP\n"),
    ("ext::TRAP x", "[protocol \"ext\"]\n\tallow = always\n[protocol]\n\tallow = always\n"),
];

const PARTIAL: &str = "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tpartialClone = there\n\
                       [remote \"there\"]\n\tpromisor = true\n\turl = ";

#[test]
fn an_object_that_is_missing_is_not_fetched() {
    for (url, settings) in FETCHES {
        for (lost, note) in [
            ("HEAD~:old.md", ""),
            ("HEAD^{tree}", "note: parts of the git history are missing here"),
        ] {
            let folder = Folder::new();
            folder.configure(&format!("{PARTIAL}{url}\n{settings}"));
            folder.lose(lost);
            folder.git(&["log", "-M", "--name-status"]);
            assert!(folder.mark().exists(), "git itself must run the program of {url} for {lost}");
            fs::remove_file(folder.mark()).unwrap();
            let (said, page) = folder.build(&folder.book());
            folder.has_run_nothing();
            assert!(said.contains(note), "{said}");
            assert_eq!(page.contains(DAY), note.is_empty(), "{url} {lost}");
        }
    }
}

#[test]
fn settings_of_a_repository_run_nothing() {
    let folder = Folder::new();
    let hooks = folder.0.path().join("hooks");
    fs::create_dir(&hooks).unwrap();
    for hook in ["post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"]
    {
        fs::copy(folder.trap(), hooks.join(hook)).unwrap();
    }
    folder.write(".gitattributes", "*.md diff=x filter=x merge=x\n");
    folder.configure(&format!(
        "[core]\n\tfsmonitor = TRAP\n\thooksPath = {}\n\tpager = TRAP\n\teditor = TRAP\n\taskPass = TRAP\n\
         \tsshCommand = TRAP\n\talternateRefsCommand = TRAP\n\
         [pager]\n\tlog = TRAP\n\trev-parse = TRAP\n\
         [alias]\n\tlog = !TRAP\n\trev-parse = !TRAP\n\
         [log]\n\tshowSignature = true\n[gpg]\n\tprogram = TRAP\n\
         [diff]\n\texternal = TRAP\n[diff \"x\"]\n\tcommand = TRAP\n\ttextconv = TRAP\n\
         [filter \"x\"]\n\tclean = TRAP\n\tsmudge = TRAP\n\tprocess = TRAP\n\trequired = true\n\
         [credential]\n\thelper = !TRAP\n[color]\n\tui = always\n",
        hooks.display()
    ));
    let (_, page) = folder.build(&folder.book());
    folder.has_run_nothing();
    assert!(page.contains(DAY));
}

#[test]
fn a_folder_that_looks_like_a_repository_is_not_read() {
    let folder = Folder::new();
    fs::rename(folder.book().join(".git"), folder.book().join("inner")).unwrap();
    fs::create_dir(folder.book().join(".git")).unwrap();
    let inner = folder.book().join("inner");
    fs::write(inner.join("new.md"), "# A name\n").unwrap();
    let (_, page) = folder.build(&inner);
    assert!(!page.contains(DAY));
}

#[test]
fn a_partial_clone_is_read_as_far_as_it_goes() {
    for (filter, has_dates) in [("blob:none", true), ("tree:0", false)] {
        let folder = Folder::new();
        folder.git(&["config", "uploadpack.allowFilter", "true"]);
        folder.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
        let clone = folder.0.path().join("clone");
        let source = format!("file://{}", folder.book().display());
        let mut command = folder.command("git", folder.0.path());
        command.args(["clone", "--quiet", &format!("--filter={filter}"), &source]).arg(&clone);
        command.assert().success();
        let packs = || -> BTreeSet<PathBuf> {
            let files = fs::read_dir(clone.join(".git/objects/pack")).unwrap();
            files.map(|file| file.unwrap().path()).collect()
        };
        let before = packs();
        let (said, page) = folder.build(&clone);
        assert_eq!(packs(), before, "{filter}");
        assert_eq!(page.contains(DAY), has_dates, "{filter}");
        assert_eq!(said.contains("missing here"), !has_dates, "{filter}: {said}");
    }
}

#[test]
fn a_repository_without_commits_is_nothing_to_speak_of() {
    let folder = Folder(tempfile::tempdir().unwrap());
    folder.write("new.md", "# A name\n\nText\n");
    folder.git(&["init", "--quiet"]);
    let (said, _) = folder.build(&folder.book());
    assert!(!said.contains("note:"), "{said}");
}

#[test]
fn a_preview_learns_of_a_commit_with_the_next_save() {
    let folder = Folder::new();
    let options =
        WorkspaceOptions { drafts: Drafts::Hidden, history: History::Read, site_url: None };
    let mut workspace = Workspace::open(&folder.book(), options).unwrap();
    let changed = |workspace: &Workspace| {
        let entries = &workspace.site.playbook.entries;
        entries.iter().map(|entry| entry.last_change().unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(changed(&workspace), ["2026-01-02", "2026-03-04"]);
    folder.write("index.md", "# Home\n\nOther text\n");
    folder.commit("2026-05-06");
    let saved = [workspace.layout.content.join("index.md")].into();
    workspace.change(&saved).unwrap();
    assert_eq!(changed(&workspace), ["2026-05-06", "2026-03-04"]);
}
