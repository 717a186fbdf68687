//! `fieldbook init` and `fieldbook new`: first drafts that build without a warning.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};

use crate::cli::{Exit, NewKind, print, say};
use crate::link::route::slug;

const BOOK: &str = "\
[book]
title = \"Our playbook\"
description = \"How we decide and how we ship.\"
language = \"en\"
";

const HOME: &str = "\
---
title: Our playbook
description: How we decide and how we ship.
---

Start with [[First entry]], or walk [[Is it ready to ship?]].
";

const FIRST_ENTRY: &str = "\
---
title: First entry
description: What this entry is for, in one sentence.
owner: Product Operations
---

Write what a colleague needs in the ten minutes before a meeting.
Link to other entries by their titles: [[Is it ready to ship?]].

## Signals

- \"How do we usually do this?\"
";

const IGNORED: &str = "/book\n/.book.*\n";

/// Starts a playbook in a folder that has none.
pub fn init(dir: &Path) -> anyhow::Result<Exit> {
    let book = dir.join("book.toml");
    ensure!(!book.exists(), "there is a playbook here already: `{}`", book.display());
    let content = dir.join("content");
    fs::create_dir_all(&content).with_context(|| format!("cannot make `{}`", content.display()))?;
    let tree = text(NewKind::Tree, "Is it ready to ship?");
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
    let folder =
        if Path::new("content").is_dir() { PathBuf::from("content") } else { PathBuf::from(".") };
    let path = folder.join(format!("{slug}.md"));
    ensure!(!path.exists(), "`{}` is there already", path.display());
    fs::write(&path, text(kind, title))
        .with_context(|| format!("cannot write `{}`", path.display()))?;
    print(&format!("{}\n", path.display()));
    Ok(Exit::Fine)
}

/// The text of a first draft.
fn text(kind: NewKind, title: &str) -> String {
    let quoted = serde_json::to_string(title).unwrap_or_default();
    let matter = |kind: &str| format!("---\ntitle: {quoted}\ntype: {kind}\n---\n\n");
    match kind {
        NewKind::Entry => matter("entry") + "Write what a colleague needs to know.\n",
        NewKind::Note => matter("note") + "What we noticed, where, and what it may mean.\n",
        NewKind::Sop => matter("sop") + SOP,
        NewKind::Tree => matter("decision-tree") + TREE,
    }
}

const SOP: &str = "\
## Metadata

- **Owner**: Product Operations
- **Applicable To**: Product Managers

## When to Use

- Say what a reader sees or hears when this helps.

## Procedure

### Step 1: Name the decision

Write one sentence that somebody could say no to.

### Step 2: Decide

Ask: \"Could we undo it within a week?\"

- Yes → Decide today
- No → Ask one person who disagrees

## Expected Outcomes

- The decision is written down with its date.
";

const TREE: &str = "\
## Does it solve the problem that we set out to solve? {#problem}

- Yes → Would we be proud to show it?
- No → Keep working
- Not sure → Ask three users

## Would we be proud to show it? {#proud}

- Yes → Ship it
- No → Cut scope
- Not sure → Ask three users

## Ship it

Ship today and look at the numbers on Friday.

## Cut scope

Take out what is not good enough and ship the rest.

## Keep working

Write down what is missing, and the day on which you look again.

## Ask three users

Show it to three people who have the problem, then start again.

## Scenarios

| Scenario | Answers | Ends at |
|---|---|---|
| Done and polished | problem: Yes; proud: Yes | Ship it |
| Useful but rough | problem: Yes; proud: No | Cut scope |
| Useful, and the look is new | problem: Yes; proud: Not sure | Ask three users |
| Not there yet | problem: No | Keep working |
| Nobody has tried it | problem: Not sure | Ask three users |
";
