//! What `fieldbook mv` changes, and that nothing else does.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use fieldbook::link::{Drafts, Target};
use fieldbook::moves::{MovePlan, MoveRequest, Refusal, plan};
use fieldbook::render::page_type;
use fieldbook::shell::disk::{self, History};
use fieldbook::source::Sources;
use fieldbook::{compile, config};

/// The files that a move changes, as they are afterwards.
#[track_caller]
fn check(fixture: &str, (from, to): (&str, &str), expected: Expect) {
    let before = Sources::from_fixture(fixture);
    let after = moved(&before, from, to).unwrap();
    let texts = |sources: &Sources| -> BTreeMap<String, String> {
        let files = sources.files().map(|file| (file.name.to_string(), file.text.to_string()));
        let assets = sources.assets.iter().map(|asset| (asset.name.to_string(), String::new()));
        files.chain(assets).collect()
    };
    let (old, new) = (texts(&before), texts(&after));
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    let mut said: String = gone.map(|name| format!("gone {name}\n")).collect();
    for (name, text) in new.iter().filter(|(name, text)| old.get(*name) != Some(text)) {
        said += &format!("-- {name} --\n{text}");
    }
    expected.assert_eq(&said);
    assert_unharmed(&before, &State::of(&before, str::to_owned), (from, to));
}

fn moved(before: &Sources, from: &str, to: &str) -> Result<Sources, Refusal> {
    planned(before, from, to).map(|plan| plan.sources(before))
}

fn planned(before: &Sources, from: &str, to: &str) -> Result<MovePlan, Refusal> {
    let (config, _) = config::parse(before.book.as_ref());
    plan(before, &config, &MoveRequest::new(before, from, to), page_type::list)
}

/// What must be the same before and after a move.
#[derive(Debug, PartialEq)]
struct State {
    /// Every link as `page: where it leads`.
    links: Vec<String>,
    problems: usize,
}

impl State {
    /// The state of a book whose paths are told by `name`.
    fn of(sources: &Sources, name: impl Fn(&str) -> String) -> State {
        let (config, _) = config::parse(sources.book.as_ref());
        let (site, problems) = compile(sources, config, Drafts::Shown);
        let playbook = site.playbook;
        let mut links = Vec::new();
        for entry in &playbook.entries {
            for link in playbook.links.of(entry) {
                let to = match link.target {
                    Target::Entry { entry, anchor } => {
                        let path = name(&playbook.entry(*entry).parsed.path);
                        format!("{path}#{}", anchor.as_deref().unwrap_or(""))
                    }
                    Target::Asset { asset, .. } => name(&playbook.asset(*asset).asset.path),
                    Target::Page(_) => "a page".to_owned(),
                    Target::External(address) => address.clone(),
                    Target::Missing(_) | Target::Wanted(_) => "nothing".to_owned(),
                };
                links.push(format!("{}: {to}", name(&entry.parsed.path)));
            }
        }
        links.sort();
        State { links, problems: problems.len() }
    }
}

/// A move leaves every link where it led, and makes no new problem.
#[track_caller]
fn assert_unharmed(before: &Sources, state: &State, (from, to): (&str, &str)) {
    let plan = planned(before, from, to).unwrap();
    assert_eq!(plan.without_alias, [], "{from}");
    let back: BTreeMap<_, _> = plan.renames.iter().map(|(old, new)| (&**new, old)).collect();
    let old = |path: &str| back.get(path).map_or(path.to_owned(), ToString::to_string);
    assert_eq!(*state, State::of(&plan.sources(before), old), "{from} to {to}");
}

const BOOK: &str = "\
-- content/index.md --
See [one](guide/old.md#part), [[old]], [[Old title]], [[guide/old|it]], [two][ref] and [three](guide/old).

| [[old\\|cell]] |
|---|

<a href=\"guide/old.md\">four</a>

[ref]: <guide/old.md> \"Title\"
-- content/guide/old.md --
---
title: Old title
---

## Part

To [itself](old.md#part), [home](../index.md), [next](next.md) and ![p](pic.png).
-- content/guide/next.md --
Back to [it](./old.md) and [folder](../guide/).
-- content/guide/pic.png --
";

#[test]
fn every_form_of_link_follows_an_entry() {
    check(
        BOOK,
        ("guide/old.md", "new name.md"),
        expect![[r#"
            gone content/guide/old.md
            -- content/guide/next.md --
            Back to [it](../new%20name.md) and [folder](../guide/).
            -- content/index.md --
            See [one](new%20name.md#part), [[new name]], [[Old title]], [[new name|it]], [two][ref] and [three](new%20name).

            | [[new name\|cell]] |
            |---|

            <a href="new%20name.md">four</a>

            [ref]: <new%20name.md> "Title"
            -- content/new name.md --
            ---
            title: Old title
            aliases: [/guide/old]
            ---

            ## Part

            To [itself](new%20name.md#part), [home](index.md), [next](next.md) and ![p](pic.png).
        "#]],
    );
}

#[test]
fn a_link_that_still_leads_there_is_left_alone() {
    check(
        BOOK,
        ("guide/old", "other/"),
        expect![[r#"
            gone content/guide/old.md
            -- content/guide/next.md --
            Back to [it](../other/old.md) and [folder](../guide/).
            -- content/index.md --
            See [one](other/old.md#part), [[old]], [[Old title]], [[other/old|it]], [two][ref] and [three](other/old).

            | [[old\|cell]] |
            |---|

            <a href="other/old.md">four</a>

            [ref]: <other/old.md> "Title"
            -- content/other/old.md --
            ---
            title: Old title
            aliases: [/guide/old]
            ---

            ## Part

            To [itself](old.md#part), [home](../index.md), [next](next.md) and ![p](pic.png).
        "#]],
    );
}

#[test]
fn a_folder_moves_with_all_that_is_in_it() {
    check(
        BOOK,
        ("guide", "handbook/guide"),
        expect![[r#"
        gone content/guide/next.md
        gone content/guide/old.md
        gone content/guide/pic.png
        -- content/handbook/guide/next.md --
        ---
        aliases: [/guide/next]
        ---

        Back to [it](./old.md) and [folder](../guide/).
        -- content/handbook/guide/old.md --
        ---
        title: Old title
        aliases: [/guide/old]
        ---

        ## Part

        To [itself](old.md#part), [home](../../index.md), [next](next.md) and ![p](pic.png).
        -- content/handbook/guide/pic.png --
        -- content/index.md --
        See [one](handbook/guide/old.md#part), [[old]], [[Old title]], [[guide/old|it]], [two][ref] and [three](handbook/guide/old).

        | [[old\|cell]] |
        |---|

        <a href="handbook/guide/old.md">four</a>

        [ref]: <handbook/guide/old.md> "Title"
    "#]],
    );
}

#[test]
fn a_file_that_is_no_entry_moves_too() {
    check(
        BOOK,
        ("guide/pic.png", "images/pic.png"),
        expect![[r#"
            gone content/guide/pic.png
            -- content/images/pic.png --
        "#]],
    );
}

#[test]
fn a_name_that_another_entry_has_becomes_a_path() {
    check(
        "-- content/a/x.md --\n# One\n-- content/b/new.md --\n# Another\n-- content/i.md --\n[[x]]\n",
        ("a/x.md", "a/new.md"),
        expect![[r#"
            gone content/a/x.md
            -- content/a/new.md --
            ---
            aliases: [/a/x]
            ---

            # One
            -- content/i.md --
            [[a/new]]
        "#]],
    );
}

#[test]
fn the_summary_the_includes_and_the_redirects_follow() {
    check(
        "-- book.toml --\n[output.html.redirect]\n\"/older.html\" = \"old.html#x\"\n\
         -- content/SUMMARY.md --\n# Summary\n\n- [Old](./old.md)\n- [Index](index.md)\n\
         -- content/index.md --\n{{#include old.md:part}}\n\
         -- content/old.md --\n# X\n\n{{#include parts/a.txt}}\n<!-- ANCHOR: part -->\nText.\n<!-- ANCHOR_END: part -->\n\
         -- content/parts/a.txt --\nA part.\n",
        ("old.md", "deep/new.md"),
        expect![[r#"
            gone content/old.md
            -- book.toml --
            [output.html.redirect]
            "/older.html" = "deep/new.html#x"
            -- content/SUMMARY.md --
            # Summary

            - [Old](./deep/new.md)
            - [Index](index.md)
            -- content/deep/new.md --
            ---
            aliases: [/old]
            ---

            # X

            {{#include ../parts/a.txt}}
            <!-- ANCHOR: part -->
            Text.
            <!-- ANCHOR_END: part -->
            -- content/index.md --
            {{#include deep/new.md:part}}
        "#]],
    );
}

#[test]
fn trees_and_embedded_trees_follow() {
    check(
        "-- content/trees/pick.md --\n---\ntype: decision-tree\ntitle: Pick\n---\n\n## Which one?\n\n- This → [[one]]\n- That → [two](../two.md)\n\
         -- content/one.md --\nOne.\n-- content/two.md --\nTwo.\n\
         -- content/index.md --\n```tree pick\n```\n",
        ("trees/pick.md", "choose.md"),
        expect![[r#"
            gone content/trees/pick.md
            -- content/choose.md --
            ---
            type: decision-tree
            title: Pick
            aliases: [/trees/pick]
            ---

            ## Which one?

            - This → [[one]]
            - That → [two](two.md)
        "#]],
    );
}

#[test]
fn what_cannot_be_moved_is_refused_with_a_reason() {
    let sources = Sources::from_fixture(BOOK);
    let refused = |from: &str, to: &str| {
        let refusal = moved(&sources, from, to).unwrap_err();
        format!("{} | {}\n", refusal.what, refusal.help.unwrap_or_default())
    };
    let said = [
        refused("guide/odl.md", "x.md"),
        refused("guide/old.md", "guide/next.md"),
        refused("guide/old.md", "guide/old.md"),
        refused("guide", "guide/inner/guide"),
        refused("guide/old.md", "search.md"),
        refused("guide/old.md", "../out.md"),
        refused("guide/old.md", ".hidden/out.md"),
        refused("SUMMARY.md", "x.md"),
        refused("", "x"),
    ];
    expect![[r#"
        there is no entry, file or folder `guide/odl.md` | did you mean `guide/old.md`?
        `guide/next.md` is there already | choose another name, or move that one away first
        `guide/old.md` is there already | 
        `guide` cannot be moved into itself | 
        fieldbook makes a page at the address of `search.md` | choose another name
        `../out.md` cannot be the name of a file of a book | use letters, digits, `-` and `_`
        `.hidden/out.md` cannot be the name of a file of a book | use letters, digits, `-` and `_`
        `SUMMARY.md` has its place and its name | 
        the content folder itself cannot be moved | set `src` under [book] in book.toml
    "#]]
    .assert_eq(&said.concat());
}

#[test]
fn there_and_back_again_is_no_problem() {
    let before = Sources::from_fixture(BOOK);
    let there = moved(&before, "guide/old.md", "new.md").unwrap();
    let state = State::of(&there, str::to_owned);
    assert_unharmed(&there, &state, ("new.md", "guide/old.md"));
}

/// Some entries of our own playbook, one after the other, and some folders.
#[test]
fn a_move_in_our_own_playbook_does_no_harm() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, _, before) = disk::read(root, History::Unread).unwrap();
    let state = State::of(&before, str::to_owned);
    for page in before.pages.iter().step_by(9) {
        assert_unharmed(&before, &state, (&page.path, "levels/deep/er/another name.md"));
    }
    for (from, to) in [("levels", "elsewhere/"), ("images", "pictures"), ("trees", "a/b")] {
        assert_unharmed(&before, &state, (from, to));
    }
}

#[test]
fn a_bare_name_among_related_entries_follows() {
    check(
        "-- content/old.md --\n# X\n-- content/sop.md --\n## Related SOPs\n\n- old (Ann)\n- old.md\n- X\n",
        ("old.md", "new.md"),
        expect![[r#"
            gone content/old.md
            -- content/new.md --
            ---
            aliases: [/old]
            ---

            # X
            -- content/sop.md --
            ## Related SOPs

            - old (Ann)
            - new.md
            - X
        "#]],
    );
}
