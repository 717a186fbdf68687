//! Exports of Notion.

use std::collections::BTreeMap;

use crate::common::Book;

const WIKI: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
const PAGER: &str = "11112222333344445555666677778888";
const TASKS: &str = "aaaabbbbccccddddeeeeffff00001111";
const WATCH: &str = "c0000000000000000000000000000001";
const DRILL: &str = "c0000000000000000000000000000002";

/// A wiki with a page, and a database with two rows. `{ID}` stands for an id.
const EXPORT: &str = "\
-- content/Team wiki {WIKI}.md --
# Team wiki

[On call: who, when and how](Team%20wiki%20{WIKI}/On%20call%20{PAGER}.md)

[Tasks](Team%20wiki%20{WIKI}/Tasks%20{TASKS}.csv)
-- content/Team wiki {WIKI}/On call {PAGER}.md --
# On call: who, when and how

Status: In use
Owner: Ann Lee
Tags: ops, pager
Part of: Team wiki (../Team%20wiki%20{WIKI}.md)

Take the pager. Next: [watch](Tasks%20{TASKS}/Watch%20the%20board%20{WATCH}.md).
-- content/Team wiki {WIKI}/Tasks {TASKS}.csv --
Name,Status
Watch the board,Open
Drill,Open
-- content/Team wiki {WIKI}/Tasks {TASKS}_all.csv --
Status,Name,Note,Part of
Open,Watch the board,\"Rows, columns
and *stars* | bars\",On call (On%20call%20{PAGER}.md)
Open,Drill,https://drill.example/x,
Done,Lost row,,Gone (Gone%20ffffffffffffffffffffffffffffffff.md)
-- content/Team wiki {WIKI}/Tasks {TASKS}/Watch the board {WATCH}.md --
# Watch the board

Status: Open
Note: Rows, columns
and *stars* | bars

Look at it.
-- content/Team wiki {WIKI}/Tasks {TASKS}/Drill {DRILL}.md --
# Drill

Status: Open

Note: ring the bell first.
";

fn with_ids(fixture: &str) -> String {
    let ids =
        [("WIKI", WIKI), ("PAGER", PAGER), ("TASKS", TASKS), ("WATCH", WATCH), ("DRILL", DRILL)];
    ids.iter().fold(fixture.to_owned(), |text, (name, id)| text.replace(&format!("{{{name}}}"), id))
}

/// The files of a book, and what is said about it.
fn publish(fixture: &str) -> (BTreeMap<String, Vec<u8>>, String) {
    let book = Book::new(&with_ids(fixture));
    let problems = book.lines(&book.diagnostics);
    (book.render().0, problems)
}

fn page(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    let bytes = files.get(path).unwrap_or_else(|| {
        panic!(
            "no {path} in {:#?}",
            files.keys().filter(|key| !key.starts_with('_')).collect::<Vec<_>>()
        )
    });
    String::from_utf8(bytes.clone()).unwrap()
}

#[track_caller]
fn has(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is not in\n{html}");
    }
}

#[test]
fn ids_are_no_part_of_addresses_titles_and_navigation() {
    let (files, problems) = publish(EXPORT);
    assert_eq!(problems, "");
    let home = page(&files, "team-wiki/index.html");
    has(
        &home,
        &[
            "<title>Team wiki",
            "<a href=\"on-call/\">On call: who, when and how</a>",
            "<a href=\"tasks/\">Tasks</a>",
        ],
    );
    for (path, bytes) in &files {
        if path.ends_with(".html") && !path.starts_with('_') {
            let text = String::from_utf8_lossy(bytes);
            for id in [WIKI, PAGER, WATCH, DRILL] {
                assert!(!text.contains(id), "{id} is in {path}\n{text}");
            }
        }
    }
}

#[test]
fn properties_are_facts_and_facets() {
    let (files, _) = publish(EXPORT);
    let html = page(&files, "team-wiki/on-call/index.html");
    has(
        &html,
        &[
            ">In use</a></dd>",
            "<dt>Owner</dt><dd><a href=",
            "ops</a>",
            "<dt>Part of</dt><dd><a href=\"../\">Team wiki</a></dd>",
            "<p>Take the pager.",
            "<a href=\"../tasks/watch-the-board/\">watch</a>",
        ],
    );
    assert!(!html.contains("Tags: ops"), "{html}");
    let row = page(&files, "team-wiki/tasks/watch-the-board/index.html");
    has(&row, &["<dt>Note</dt><dd>Rows, columns\nand *stars* | bars</dd>"]);
    let row = page(&files, "team-wiki/tasks/drill/index.html");
    has(
        &row,
        &["<dt>Status</dt><dd><a href=", ">Open</a></dd>", "<p>Note: ring the bell first.</p>"],
    );
    let copy = page(&files, "team-wiki/on-call/index.md");
    has(&copy, &["- Status: In use\n- Part of: Team wiki"]);
}

#[test]
fn a_database_is_a_table_with_links_to_its_rows() {
    let (files, _) = publish(EXPORT);
    let html = page(&files, "team-wiki/tasks/index.html");
    has(
        &html,
        &[
            "<h1 id=\"top\">Tasks</h1>",
            "<th scope=\"col\">Name</th><th scope=\"col\">Status</th><th scope=\"col\">Note</th>",
            "<a href=\"watch-the-board/\" rel=\"noopener\">Watch the board</a>",
            "Rows, columns<br>and *stars* | bars</td>",
            "<a href=\"https://drill.example/x\" rel=\"noopener\">https://drill.example/x</a>",
            "<td><a href=\"../on-call/\" rel=\"noopener\">On call</a></td>",
            "<td>Lost row</td>",
            "<td>Gone</td>",
            "<a href=\"../../Team%20wiki/Tasks_all.csv\" rel=\"noopener\">Open Tasks.csv</a>",
        ],
    );
    assert!(files.contains_key("Team wiki/Tasks_all.csv"), "{:?}", files.keys());
}

#[test]
fn links_lead_to_the_page_with_their_id() {
    let fixture = "\
-- content/Export-01234567-89ab-cdef-0123-456789abcdef/Private & Shared/Long title of one page {WIKI}.md --
# Long title of one page that was cut

[a](../Other%20name%20{PAGER}.md), [b](https://www.notion.so/team/X-{PAGER}?pvs=4#{TASKS}),
[c](https://team.notion.site/{PAGER}), [d](/{PAGER}), [e](Long%20title%20of%20one%20page%20AAAABBBB-CCCC-DDDD-EEEE-FFFF00001111.md),
[f](https://www.notion.so/team/Y-{WATCH}), [[{PAGER}]], [g](https://www.notion.so/help/export).
[h](On%20call%20{PAGER}.md#night)
-- content/Export-01234567-89ab-cdef-0123-456789abcdef/Private & Shared/Long title of one page {TASKS}.md --
# Long title of one page that was cut, too
-- content/Export-01234567-89ab-cdef-0123-456789abcdef-Part-2/On call {PAGER}.md --
# On call

## Night

Sleep.
";
    let (files, problems) = publish(fixture);
    let html = page(&files, "long-title-of-one-page/index.html");
    for label in ["a", "b", "c", "d"] {
        has(&html, &[&format!("<a href=\"../on-call/\">{label}</a>")]);
    }
    has(
        &html,
        &[
            "<a href=\"../long-title-of-one-page-2/\">e</a>",
            &format!("<a href=\"https://www.notion.so/team/Y-{WATCH}\">f</a>"),
            "<a href=\"https://www.notion.so/help/export\">g</a>",
            "<a href=\"../on-call/#night\">h</a>",
            "</a>, <a href=\"../on-call/\">",
        ],
    );
    assert!(!html.contains("Private &amp;") && !html.contains("Export"), "{html}");
    assert_eq!(problems.matches("warning[").count(), 1, "{problems}");
    assert!(problems.contains("address"), "{problems}");
}

#[test]
fn pictures_beside_pages_and_links_to_folders_are_found() {
    let fixture = "\
-- content/Team wiki {WIKI}.md --
# Team wiki

![Desk](Team%20wiki%20{WIKI}/Untitled.png)

[All](Team%20wiki%20{WIKI}/), [plan](Team%20wiki%20{WIKI}/plan.pdf)
-- content/Team wiki {WIKI}/Untitled.png --
picture
-- content/Team wiki {WIKI}/plan.pdf --
plan
-- content/Team wiki {WIKI}/On call {PAGER}.md --
# On call

![](Untitled.png)
";
    let (files, problems) = publish(fixture);
    assert_eq!(problems, "");
    let html = page(&files, "team-wiki/index.html");
    has(
        &html,
        &[
            "src=\"../Team%20wiki/Untitled.png\"",
            "<a href=\"./\">All</a>",
            "<a href=\"../Team%20wiki/plan.pdf\">plan</a>",
        ],
    );
    assert!(files.contains_key("Team wiki/Untitled.png"));
}

#[test]
fn a_table_alone_is_a_page_and_a_long_one_is_cut() {
    let rows: String = (0..1002).map(|row| format!("Row {row},x\n")).collect();
    let fixture = format!(
        "-- content/index.md --\n# Home\n\nText.\n-- content/Contacts {{TASKS}}_all.csv --\nName,Kind\n{rows}"
    );
    let (files, problems) = publish(&fixture);
    assert_eq!(problems, "");
    let html = page(&files, "contacts/index.html");
    has(
        &html,
        &[
            "<td>Row 999</td>",
            "<p>The table has 1002 rows, of which the first 1000 are here.</p>",
            "<a href=\"../Contacts_all.csv\">Open Contacts.csv</a>",
        ],
    );
    assert!(!html.contains("Row 1000<"), "{html}");
    // Any other table stays a file that is published if a page names it.
    let (files, _) =
        publish("-- content/index.md --\n# Home\n\nText.\n-- content/contacts.csv --\na,b\n");
    assert!(!files.contains_key("contacts/index.html") && !files.contains_key("contacts.csv"));
}

#[test]
fn names_that_only_look_like_exports_stay() {
    let fixture = "\
-- content/{WIKI}.md --
# Commit

Text.
-- content/build-{WIKI}.md --
# Build

Status: Done
Tags: a

Text.
";
    let (files, problems) = publish(fixture);
    assert_eq!(problems, "");
    assert!(files.contains_key(&format!("{WIKI}/index.html")));
    let html = page(&files, &format!("build-{WIKI}/index.html"));
    has(&html, &["Status: Done"]);
    assert!(!html.contains("class=\"facts\""), "{html}");
}

#[test]
fn callouts_toggles_and_boxes_are_shown() {
    let (files, problems) = publish(
        "-- content/Page {WIKI}.md --\n# Page\n\n<aside>\n💡 One **bold**.\n\n- item\n\n</aside>\n\n\
         <aside>\n⚠️ Hot\n</aside>\n\n<aside>\n<img src=\"https://www.notion.so/icons/info.svg\" alt=\"x\" width=\"40px\" /> Icon.\n\n</aside>\n\n\
         <aside>\nNo icon *here*\n\n</aside>\n\n1. one\n    \n    <aside>\n    📌 In a list\n    \n    </aside>\n    \n2. two\n\n\
         - Toggle\n    \n    Hidden text.\n    \n\n<details>\n<summary>New</summary>\n\nBody **b**\n\n</details>\n\n- [ ]  To do\n- [x]  Done\n",
    );
    assert_eq!(problems, "");
    let html = page(&files, "page/index.html");
    has(
        &html,
        &[
            "<aside class=\"callout tip\" role=\"note\" aria-label=\"Tip\"><p class=\"callout-title\">💡</p>\n<p>One <strong>bold</strong>.</p>\n<ul>",
            "<aside class=\"callout warning\"",
            "⚠️</p>\n<p>Hot</p>",
            "<p>Icon.</p>",
            "<p>No icon <em>here</em></p>",
            "📌</p>\n<p>In a list</p>",
            "<p>Hidden text.</p>",
            "<summary>New</summary>\n<p>Body <strong>b</strong></p>",
            "<input type=\"checkbox\" disabled=\"\"> To do</label>",
        ],
    );
    assert!(!html.contains("notion.so"), "{html}");
}

/// All published files as one text, with their paths.
fn everything(files: &BTreeMap<String, Vec<u8>>) -> String {
    let texts = files.iter().filter(|(path, _)| !path.starts_with("_theme"));
    texts.map(|(path, bytes)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes))).collect()
}

/// A database whose first row is a draft.
const ROWS: &str = "\
-- content/index.md --
# Home

[Tasks](Tasks%20{TASKS}.csv)
-- content/Tasks {TASKS}.csv --
Name,Status
Drill,Open
Merger: the plan,Hidden status
-- content/Tasks {TASKS}_all.csv --
Name,Status,Note
Drill,Open,Known
Merger: the plan,Hidden status,Hidden note
-- content/Tasks {TASKS}/Drill {DRILL}.md --
# Drill

Ring.
-- content/Tasks {TASKS}/Merger the pl {WATCH}.md --
---
draft: true
---
# Merger: the plan

Status: Hidden status
";

#[test]
fn rows_of_drafts_are_not_in_databases() {
    let (files, _) = publish(ROWS);
    let all = everything(&files);
    for hidden in ["Merger", "Hidden status", "Hidden note", ".csv\n"] {
        assert!(!all.contains(hidden), "{hidden} is in\n{all}");
    }
    has(&page(&files, "tasks/index.html"), &["Known", ">Drill</a>"]);
    let (files, _) = publish(&ROWS.replace("draft: true", "draft: false"));
    has(&page(&files, "tasks/index.html"), &["Hidden note", "Open Tasks.csv"]);
    let (files, _) = publish(&ROWS.replace("draft: true", "publish: 2999-01-01"));
    assert!(!everything(&files).contains("Merger"));
}

#[test]
fn a_database_with_a_draft_that_no_row_can_be_told_to_be_stays_back() {
    let (files, problems) = publish(&ROWS.replace("# Merger: the plan", "# Another name"));
    let all = everything(&files);
    for hidden in ["Merger", "Hidden status", "Hidden note"] {
        assert!(!all.contains(hidden), "{hidden} is in\n{all}");
    }
    assert!(!all.contains("Known"), "{all}");
    assert!(problems.contains("content/index.md:3"), "{problems}");
}

#[test]
fn databases_below_drafts_stay_back() {
    let below = "\
-- content/index.md --
# Start

Text.
-- content/Home {WIKI}.md --
---
draft: true
---
# Home

[Pay](Home%20{WIKI}/Pay%20{TASKS}.csv)
-- content/Home {WIKI}/Pay {TASKS}.csv --
Name,Sum
Hidden name,1
-- content/Home {WIKI}/Team {PAGER}/Sums {WATCH}_all.csv --
Name,Sum
Hidden name,2
";
    let of_folder = "\
-- content/index.md --
# Start

Text.
-- content/home/index.md --
---
draft: true
---
# Home
-- content/home/Pay {TASKS}.csv --
Name,Sum
Hidden name,1
";
    let of_row = ROWS.to_owned()
        + "-- content/Tasks {TASKS}/Merger the pl {WATCH}/Sums {PAGER}.csv --\nName,Sum\nHidden name,2\n";
    let of_section = "\
-- content/index.md --
# Start

Text.
-- content/ops/_index.md --
---
cascade:
  draft: true
---
# Ops
-- content/ops/Home {WIKI}.md --
# Home
-- content/ops/Home {WIKI}/Pay {TASKS}.csv --
Name,Sum
Hidden name,1
";
    for fixture in [below, of_folder, &of_row, of_section] {
        let (files, _) = publish(fixture);
        let all = everything(&files);
        assert!(!all.contains("Hidden"), "{all}");
        assert!(!files.keys().any(|path| path.ends_with(".csv") || path.contains("pay")), "{all}");
    }
}
