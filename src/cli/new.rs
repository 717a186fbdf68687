//! `fieldbook init` and `fieldbook new`: first drafts that build. Those of `init` have no problems; a
//! new tree has holes, which the check lists.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::cli::{Exit, NewKind, print, say};
use crate::link::route::{Route, slug};
use crate::render::page_type;

const BOOK: &str = include_str!("drafts/book.toml");

const HOME: &str = include_str!("drafts/index.md");

const FIRST_ENTRY: &str = include_str!("drafts/first-entry.md");

const IGNORED: &str = "/book\n/.book.*\n";

/// Starts a playbook in a folder that has none.
pub fn init(dir: &Path) -> anyhow::Result<Exit> {
    let book = dir.join("book.toml");
    ensure!(!book.exists(), "there is a playbook here already: `{}`", book.display());
    let content = dir.join("content");
    fs::create_dir_all(&content).with_context(|| format!("cannot make `{}`", content.display()))?;
    let tree = matter("Is it ready to ship?", "decision-tree") + FIRST_TREE;
    let files = [
        (book, BOOK),
        (content.join("index.md"), HOME),
        (content.join("first-entry.md"), FIRST_ENTRY),
        (content.join("is-it-ready-to-ship.md"), tree.as_str()),
        (dir.join(".gitignore"), IGNORED),
    ];
    for (path, text) in files {
        if !path.exists() {
            fs::write(&path, text).with_context(|| format!("cannot write `{}`", path.display()))?;
            say(&format!("wrote {}", path.display()));
        }
    }
    let here = if dir == Path::new(".") { String::new() } else { format!(" {}", dir.display()) };
    say(&format!("now run `fieldbook serve{here} --open`"));
    Ok(Exit::Fine)
}

/// Writes a first draft and prints its path.
pub fn entry(kind: NewKind, title: &str) -> anyhow::Result<Exit> {
    let title = title.trim();
    let slug = slug(title);
    ensure!(!slug.is_empty(), "the title needs a letter or a digit");
    let is_ours = Route::page(&slug).is_ok_and(|route| page_type::may_be_at(&route));
    ensure!(!is_ours, "fieldbook makes a page at `/{slug}/`; choose another title");
    let folder =
        if Path::new("content").is_dir() { PathBuf::from("content") } else { PathBuf::from(".") };
    let path = folder.join(format!("{slug}.md"));
    ensure!(!path.exists(), "`{}` is there already", path.display());
    fs::write(&path, text(kind, title))
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    print(&format!("{}\n", path.display()));
    if kind == NewKind::Tree {
        say(&format!(
            "write your own words in place of each `TODO`; `fieldbook check` lists those that are \
             left, and `fieldbook walk {}` walks the tree",
            path.display()
        ));
    }
    Ok(Exit::Fine)
}

/// The text of a first draft.
fn text(kind: NewKind, title: &str) -> String {
    let matter = |kind: &str| matter(title, kind);
    match kind {
        NewKind::Entry => matter("entry") + "Write what a colleague needs to know.\n",
        NewKind::Note => matter("note") + "What we noticed, where, and what it may mean.\n",
        NewKind::Sop => matter("sop") + SOP,
        NewKind::Tree => matter("decision-tree") + TREE,
    }
}

/// The front matter of a first draft.
fn matter(title: &str, kind: &str) -> String {
    let quoted = serde_json::to_string(title).unwrap_or_default();
    format!("---\ntitle: {quoted}\ntype: {kind}\n---\n\n")
}

const SOP: &str = include_str!("drafts/sop.md");

/// The tree of a new playbook.
const FIRST_TREE: &str = include_str!("drafts/tree.md");

const TREE: &str = include_str!("drafts/new-tree.md");
