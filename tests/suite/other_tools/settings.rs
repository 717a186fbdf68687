//! Settings files of other tools: title, content folder, order and labels.

use std::fs;

use expect_test::{Expect, expect};
use fieldbook::contents::notes;
use fieldbook::link::nav::OrderLineKind;
use fieldbook::shell::disk::{self, History};

use crate::common::Book;

/// The title of a book, its navigation, its problems and the notes for who builds it.
#[track_caller]
fn check(fixture: &str, expected: Expect) {
    let book = Book::new(fixture);
    let playbook = &book.site.playbook;
    let mut said = format!("{}\n", playbook.title);
    for line in &playbook.nav.lines {
        let number = line.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
        let target = match &line.kind {
            OrderLineKind::Page(route) => route.to_string(),
            kind => format!("{kind:?}"),
        };
        said += &format!("{}{number}{} -> {target}\n", "  ".repeat(line.depth + 1), line.label);
    }
    said += &book.lines(&book.diagnostics);
    notes::of(&book.sources).iter().for_each(|note| said += &format!("note: {note}\n"));
    expected.assert_eq(&said);
}

const PAGES: &str = "-- content/index.md --\nText.\n-- content/after.md --\nText.\n\
     -- content/ops/before.md --\n## Section\n\nText.\n\n## Other\n-- content/own.md --\n# Its own\n\nText.\n";

#[test]
fn mkdocs_gives_title_order_and_labels() {
    check(
        &format!(
            "-- mkdocs.yml --\nsite_name: My Handbook\nrepo_url: https://example.org/r\ndocs_dir: content\n\
             secret: !ENV [TOKEN, none]\nmarkdown_extensions:\n  - emoji:\n      index: !!python/name:a.b.c\n\
             nav:\n  - Home: index.md\n  - Working here:\n      - Before: ops/before.md\n      - own.md\n\
               \x20     - Gone: gone.md\n  - Elsewhere: https://example.org/\n{PAGES}"
        ),
        expect![[r#"
            My Handbook
              Home -> /
              Working here -> Heading
                Before -> /ops/before/
                Its own -> /own/
                Gone -> Unwritten
              Elsewhere -> Outside("https://example.org/")
              After -> /after/
            warning[broken-link] mkdocs.yml:13:15 there is no entry `gone.md`
            note: mkdocs.yml leaves out 1 page, which follow at the end
        "#]],
    );
}

#[test]
fn book_toml_wins_key_by_key() {
    let book = Book::new(
        "-- book.toml --\n[book]\ntitle = \"Ours\"\n-- mkdocs.yml --\nsite_name: Theirs\n\
         site_description: About\ntheme: {language: de}\n-- content/a.md --\nText.\n",
    );
    let config = &book.site.playbook.config;
    assert_eq!(
        (config.title.as_deref(), config.description.as_deref()),
        (Some("Ours"), Some("About"))
    );
    assert_eq!(config.language, "de");
}

#[test]
fn settings_of_hugo_and_jekyll_give_the_title() {
    for (name, text) in [
        ("hugo.toml", "title = \"The title\"\ntheme = \"x\"\n"),
        ("hugo.yaml", "title: The title\n"),
        ("hugo.json", "{\"title\": \"The title\"}\n"),
        ("config.toml", "baseURL = \"https://example.org/\"\ntitle = \"The title\"\n"),
        ("config/_default/hugo.toml", "title = \"The title\"\n"),
        ("_config.yml", "title: The title\nplugins: [a]\n"),
        ("docusaurus.config.js", "const config = {\n  title: 'The title',\n};\n"),
        ("antora.yml", "name: docs\ntitle: 'The title'\n"),
    ] {
        let book = Book::new(&format!("-- {name} --\n{text}-- content/a.md --\nText.\n"));
        assert_eq!(book.site.playbook.title, "The title", "{name}");
        assert!(book.site.playbook.assets.is_empty(), "{name} is published");
    }
}

#[test]
fn settings_that_cannot_be_read_are_named_once() {
    check(
        "-- mkdocs.yml --\nsite_name: [\n-- sidebars.js --\nmodule.exports = {}\n\
         -- content/a.md --\nText.\n",
        expect![[r#"
            Playbook
              A -> /a/
            note: mkdocs.yml is not read: did not find expected node content at line 2 column 1, while parsing a flow node
            note: sidebars.js is not read
        "#]],
    );
}

#[test]
fn sidebars_of_docsify_and_gollum_give_order_and_labels_and_are_no_pages() {
    check(
        &format!(
            "-- content/_sidebar.md --\n<!-- list -->\n\n- Working here\n\n  - [Before](/ops/before)\n\
             \x20 - [Outside](https://example.org)\n\n- [After all](after.md \"title\")\n\
             -- content/_navbar.md --\n- [A](own.md)\n-- content/_coverpage.md --\n# Cover\n{PAGES}"
        ),
        expect![[r#"
            Playbook
              Index -> /
              Working here -> Heading
                Before -> /ops/before/
                Outside -> Outside("https://example.org")
              After all -> /after/
              Its own -> /own/
            note: _sidebar.md leaves out 2 pages, which follow at the end
            note: content/_coverpage.md (and 1 more such files) gives no page and is not read
        "#]],
    );
    check(
        "-- content/_Sidebar.md --\n## Guide\n\n* [[Second page]]\n* [[First|First-Page]]\n\
         -- content/_Footer.md --\nFoot.\n-- content/First-Page.md --\nText.\n-- content/Second-page.md --\nText.\n",
        expect![[r#"
            Playbook
              Guide -> Heading
              Second page -> /second-page/
              First -> /first-page/
            note: content/_Footer.md gives no page and is not read
        "#]],
    );
}

#[test]
fn gitbook_numbers_no_chapters() {
    for sign in ["-- .gitbook.yaml --\nroot: ./\n", "-- .gitbook/ --\n"] {
        let book = Book::new(&format!(
            "{sign}-- content/SUMMARY.md --\n# Summary\n\n* [A](a.md)\n-- content/a.md --\n# A\n\nText.\n"
        ));
        assert_eq!(book.site.playbook.nav.lines[0].number, None, "{sign}");
    }
}

#[test]
fn settings_of_folders_give_names_and_order() {
    check(
        "-- content/start/_category_.json --\n{\"label\": \"Getting started\", \"position\": 1}\n\
         -- content/start/a.md --\n---\nsidebar_position: 2\n---\n# Aaa\n\nText.\n\
         -- content/start/z.md --\n---\nsidebar_position: 1\n---\n# Zed\n\nText.\n\
         -- content/advanced/_category_.yml --\nlabel: Advanced things\nposition: 2\n\
         -- content/advanced/b.md --\nText.\n\
         -- content/more/.pages --\ntitle: More of it\nnav:\n  - z.md\n  - ...\n  - Alpha: a.md\n\
         -- content/more/a.md --\nText.\n-- content/more/m.md --\nText.\n-- content/more/z.md --\nText.\n",
        expect![[r#"
            Playbook
              Getting started -> /start/
                Zed -> /start/z/
                Aaa -> /start/a/
              Advanced things -> /advanced/
                B -> /advanced/b/
              More of it -> /more/
                Z -> /more/z/
                M -> /more/m/
                Alpha -> /more/a/
        "#]],
    );
}

/// A book on disk in a folder called `My Book`.
fn on_disk(files: &[(&str, &str)]) -> (tempfile::TempDir, Book) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("My Book");
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let (_, config, sources) = disk::read(&root, History::Unread).unwrap();
    let (site, diagnostics) = fieldbook::compile(&sources, config, fieldbook::link::Drafts::Hidden);
    (folder, Book { sources, site, diagnostics })
}

#[test]
fn settings_choose_the_content_folder_if_it_is_there() {
    let (_folder, book) = on_disk(&[
        ("mkdocs.yml", "site_name: S\nnav:\n  - before.md\n  - after.md\n"),
        ("README.md", "# Of the repository\n"),
        ("docs/before.md", "# Before\n\nText.\n"),
        ("docs/after.md", "# After\n\nText.\n"),
    ]);
    let labels = book.site.playbook.nav.lines.iter().map(|line| line.label.as_str());
    assert_eq!(labels.collect::<Vec<_>>(), ["Before", "After"]);
    let (_folder, book) =
        on_disk(&[("mkdocs.yml", "site_name: S\n"), ("before.md", "# Before\n\nText.\n")]);
    assert_eq!(book.site.playbook.entries.len(), 1);
    assert!(book.site.playbook.assets.is_empty());
}

#[test]
fn a_book_without_a_title_has_the_name_of_its_folder() {
    let (_folder, book) = on_disk(&[("a.md", "Text.\n")]);
    assert_eq!(book.site.playbook.title, "My Book");
    let (_folder, book) = on_disk(&[("README.md", "Text.\n")]);
    assert_eq!(book.site.playbook.entries[0].parsed.title, "My Book");
    let (_folder, book) = on_disk(&[("README.md", "# Its own\n\nText.\n")]);
    assert_eq!(book.site.playbook.title, "Its own");
}

#[test]
fn templates_of_other_tools_are_not_published() {
    let (_folder, book) = on_disk(&[
        ("index.html", "---\nlayout: home\n---\n<p>{{ x }}</p>\n"),
        ("feed.xml", "---\n---\n<feed/>\n"),
        ("plain.html", "<p>Text</p>\n"),
        ("a.md", "# A\n\nText.\n"),
    ]);
    let assets = book.site.playbook.assets.iter().map(|asset| &*asset.asset.path);
    assert_eq!(assets.collect::<Vec<_>>(), ["plain.html"]);
    assert!(book.pages()["index.html"].contains("<a href=\"a/\">A</a>"));
    let note = "2 templates of another tool are not published, such as feed.xml";
    assert_eq!(book.sources.notes, [note]);
}

#[test]
fn a_summary_may_list_other_sites() {
    let book = Book::new(
        "-- content/SUMMARY.md --\n# Table of contents\n\n* [Home](README.md)\n* [Site](https://example.org/x)\n\
         -- content/README.md --\nText\n",
    );
    assert_eq!(book.lines(&book.diagnostics), "");
    assert!(book.pages()["index.html"].contains("href=\"https://example.org/x\""));
}

#[test]
fn drafts_in_a_list_of_contents_have_no_line() {
    let book = Book::new(
        "-- mkdocs.yml --\nsite_name: Plan\nnav:\n  - Home: index.md\n  - Secret plan: secret.md\n\
         -- content/index.md --\n# Home\n-- content/secret.md --\n---\ndraft: true\n---\n# Secret\n",
    );
    let lines = book.lines(&book.diagnostics);
    assert!(lines.contains("`secret.md` is a draft"), "{lines}");
    assert!(
        book.render().0.values().all(|file| !String::from_utf8_lossy(file).contains("Secret plan"))
    );
}

#[test]
fn chapters_below_a_draft_move_up() {
    let book = Book::new(
        "-- content/SUMMARY.md --\n- [Home](index.md)\n- [Secret plan](secret.md)\n  - [Child](a.md)\n    - [Inner](b.md)\n- [Last](c.md)\n\
         -- content/index.md --\n# Home\n-- content/secret.md --\n---\npublish: false\n---\n# Secret\n\
         -- content/a.md --\n# A\n-- content/b.md --\n# B\n-- content/c.md --\n# C\n",
    );
    let nav = book.site.playbook.nav.lines.iter();
    let lines: Vec<_> = nav.map(|line| format!("{} {}", line.depth, line.label)).collect();
    assert_eq!(lines, ["0 Home", "0 Child", "1 Inner", "0 Last"]);
}

#[test]
fn of_a_key_that_stands_twice_the_last_counts() {
    let book = Book::new(
        "-- mkdocs.yml --\nsite_name: Old\nplugins:\n  - dates:\n      on: true\n      on: true\n\
         tags: !!python/name:a.b\nsite_name: New\ndocs_dir: content\n-- content/index.md --\nText.\n",
    );
    assert_eq!(book.site.playbook.title, "New");
    assert_eq!(book.lines(&book.diagnostics), "");
}

#[test]
fn settings_that_are_programs_give_their_plain_texts() {
    let book = Book::new(
        "-- .vitepress/config.mjs --\nexport default { subtitle: 'No', title: \"Guide\", lang: 'de-DE', srcDir: './content' }\n\
         -- content/index.md --\nText.\n",
    );
    let config = &book.site.playbook.config;
    assert_eq!((&*book.site.playbook.title, &*config.language), ("Guide", "de-DE"));
    let settings = fieldbook::formats::settings::Settings::of(&book.sources.settings);
    assert_eq!(settings.src.as_deref(), Some("content"));
    let book = Book::new(
        "-- docs/.vitepress/config.ts --\n// title: 'Old'\n  \"title\": 'Team',\n  srcDir: 'src',\n",
    );
    let settings = fieldbook::formats::settings::Settings::of(&book.sources.settings);
    assert_eq!(
        (settings.title.as_deref(), settings.src.as_deref()),
        (Some("Team"), Some("docs/src"))
    );
}

#[test]
fn quarto_gives_title_language_and_chapters() {
    check(
        "-- _quarto.yml --\nproject:\n  type: book\nlang: de\nbook:\n  title: Handbuch\n  chapters:\n    - index.md\n\
         \x20   - part: Grundlagen\n      chapters:\n        - b.md\n        - href: a.md\n          text: Erstes\n\
         \x20   - part: c.md\n  appendices:\n    - d.md\n\
         -- content/index.md --\nText.\n-- content/a.md --\n# A\n-- content/b.md --\n# B\n-- content/c.md --\n# C\n\
         -- content/d.md --\n# D\n",
        expect![[r#"
            Handbuch
              Handbuch -> /
              Grundlagen -> Heading
                B -> /b/
                Erstes -> /a/
              C -> /c/
              D -> /d/
        "#]],
    );
}

#[test]
fn in_obsidian_and_logseq_a_line_end_is_a_break_and_a_file_has_its_name() {
    let page = "-- content/2024 plan.md --\n## Notes\n\nOne\ntwo\n";
    for (settings, is_broken) in [
        ("-- .obsidian/ --\n", true),
        ("-- .obsidian/app.json --\n{\"strictLineBreaks\": false}\n", true),
        ("-- .obsidian/app.json --\n{\"strictLineBreaks\": true}\n-- .obsidian/ --\n", false),
        ("-- logseq/config.edn --\n{}\n", true),
        ("", false),
        ("-- mkdocs.yml --\ndocs_dir: content\nmarkdown_extensions:\n  - nl2br\n", true),
    ] {
        let book = Book::new(&format!("{settings}{page}"));
        let pages = book.pages();
        let html = &pages["2024-plan/index.html"];
        assert_eq!(html.contains("One<br>\ntwo"), is_broken, "{settings} {html}");
        let is_notes = settings.contains("obsidian") || settings.contains("logseq");
        let title = if is_notes { "2024 plan" } else { "Notes" };
        assert_eq!(book.site.playbook.entries[0].parsed.title, title, "{settings}");
    }
}

#[test]
fn text_files_for_programs_are_no_pages() {
    let book = Book::new(
        "-- content/index.md --\nText.\n-- content/robots.txt --\n# Everybody\nUser-agent: *\n\
         -- content/requirements-dev.txt --\n# Tools\nx\n-- content/static/note.txt --\n# Note\nx\n\
         -- content/robotics.txt --\n# Robots\nx\n",
    );
    let titles: Vec<&str> =
        book.site.playbook.entries.iter().map(|entry| &*entry.parsed.title).collect();
    assert_eq!(titles, ["Index", "Robots"]);
}
