//! What holds for every book: the golden one, our own, and any text at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use crate::common::{Book, html, links};
use fieldbook::link::route::{OutPath, Route};
use fieldbook::source::{SourceFile, Sources};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const SMALL: &str = include_str!("../golden/book.txt");

/// What breaks a promise on any page of a site that is published at `base`.
fn all_faults(book: &Book, base: &str) -> Vec<String> {
    let (files, problems) = book.render();
    assert_eq!(book.lines(&problems), "");
    links::all_faults(&files, base)
}

/// The playbook of this repository, compiled once for all that is asked of it.
fn our_own() -> &'static Book {
    static BOOK: LazyLock<Book> = LazyLock::new(Book::of_this_repository);
    &BOOK
}

#[test]
fn every_link_of_the_small_book_leads_somewhere_and_every_page_is_clean() {
    assert_eq!(all_faults(&Book::new(SMALL), "/small/"), [""; 0]);
}

#[test]
fn every_link_of_our_own_playbook_leads_somewhere_and_every_page_is_clean() {
    let book = our_own();
    assert!(book.site.playbook.entries.len() >= 15);
    assert_eq!(all_faults(book, &book.site.playbook.config.site_url), [""; 0]);
}

#[test]
fn the_pages_that_a_book_makes_by_itself_are_among_those_that_are_checked() {
    let files = our_own().render().0;
    for page in ["browse", "browse/levels", "browse/owner", "search", "signals", "decisions"] {
        assert!(files.contains_key(&format!("{page}/index.html")), "{page}");
    }
    let book = Book::new("-- content/index.md --\n[[Nobody wrote this]]\n");
    assert!(book.render().0.contains_key("wanted/index.html"));
    assert_eq!(all_faults(&book, "/"), [""; 0]);
}

#[test]
fn every_link_of_a_file_for_programs_leads_somewhere() {
    let base = "https://example.org/book/";
    let mut sources = our_own().sources.clone();
    let settings = format!("[output.html]\nsite-url = \"{base}\"\n");
    let name: Arc<str> = "book.toml".into();
    sources.book = Some(SourceFile::new(name.clone(), name, settings.as_str().into()));
    sources.pages.push(page("dated.md", "---\nupdated: 2026-01-02\n---\nText\n"));
    let (files, _) = Book::of(sources).render();
    let text = |file: &str| String::from_utf8(files[file].clone()).unwrap();
    for (file, open, least) in [
        ("sitemap.xml", "<loc>", 20),
        ("feed.xml", "<link rel=\"alternate\" type=\"text/html\" href=\"", 2),
        ("llms.txt", "](", 20),
    ] {
        let text = text(file);
        let addresses: Vec<&str> = text
            .split(open)
            .skip(1)
            .map(|rest| &rest[..rest.find(['<', '"', ')']).unwrap_or(0)])
            .collect();
        assert!(addresses.len() >= least, "{file} {addresses:?}");
        for address in addresses {
            let inner = address.strip_prefix(base).unwrap_or(address);
            let page = format!("{inner}index.html");
            let is_page = (inner.is_empty() || inner.ends_with('/')) && files.contains_key(&page);
            assert!(is_page || files.contains_key(inner), "{file}: {address}");
        }
    }
}

#[test]
fn our_own_playbook_has_no_problem() {
    let book = our_own();
    assert_eq!(book.lines(&book.diagnostics), "");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    assert!(Book::new(SMALL).render().0 == Book::new(SMALL).render().0);
    assert!(our_own().render().0 == Book::of_this_repository().render().0);
}

#[test]
fn the_order_in_which_files_are_found_does_not_matter() {
    let built = |sources: Sources| {
        let book = Book::of(sources);
        (book.lines(&book.diagnostics), book.render().0)
    };
    let wanted = built(Sources::from_fixture(SMALL));
    let mut sources = Sources::from_fixture(SMALL);
    for turn in 1..sources.pages.len() {
        sources.pages.rotate_left(turn);
        sources.assets.reverse();
        let mut sorted = sources.clone();
        sorted.sort();
        assert!(built(sorted) == wanted);
    }
}

#[test]
fn a_route_and_its_file_lead_to_each_other() {
    for book in [&Book::new(SMALL), our_own()] {
        let mut files: BTreeMap<OutPath, &Route> = BTreeMap::new();
        for route in book.site.routes() {
            let file = route.out_path();
            assert_eq!(&file.route(), route);
            assert_eq!(OutPath::parse(file.as_str()).as_ref(), Ok(&file));
            assert_eq!(Route::from_request(&format!("/{}", route.encoded())).as_ref(), Some(route));
            assert_eq!(files.insert(file, route), None);
        }
    }
}

#[test]
fn every_page_names_its_language_and_its_title() {
    for (path, page) in our_own().pages() {
        let elements = html::elements(&page);
        let has = |name: &str, key: &str| {
            elements.iter().any(|element| element.name == name && element.get(key).is_some())
        };
        let title = elements.iter().find(|element| element.name == "title");
        assert!(title.is_some_and(|title| !title.text.trim().is_empty()), "{path}");
        assert!(has("html", "lang") && has("meta", "charset"), "{path}");
    }
}

#[test]
fn a_book_without_pages_is_a_site_all_the_same() {
    for fixture in ["", "-- book.toml --\n[book]\n", "-- content/a.png --\nx\n"] {
        assert_eq!(all_faults(&Book::new(fixture), "/"), [""; 0], "{fixture:?}");
    }
}

/// What authors write, in pieces that may meet in any order.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  \n",
    " ",
    "    ",
    "\t",
    "# ",
    "## ",
    "### ",
    "- ",
    "* ",
    "1. ",
    "7) ",
    "> ",
    "> [!NOTE]\n> ",
    "---\n",
    "---\ntitle: x\n---\n",
    "```",
    "~~~\n",
    "`",
    "``",
    "*",
    "**",
    "_",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
    "[[",
    "]]",
    "![[",
    "|",
    "\\|",
    "\\",
    "[^1]",
    "[^1]: ",
    "[^",
    "[x]: ",
    "[ ] ",
    "[x] ",
    ": ",
    "| a | b |\n|---|:-:|\n| ",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<p>",
    "</p>",
    "<div",
    "<a href=\"",
    "<a name=x>",
    "<img src='",
    "<script>",
    "</script>",
    "<style>",
    "<svg>",
    "<math>",
    "<your-name>",
    "<h1>",
    "</h1>",
    "<table><tr><td>",
    "<details>",
    "<summary>",
    "</main>",
    "id=\"x\" ",
    "class=y ",
    "style=z ",
    "onclick=1 ",
    "\"",
    "'",
    "=",
    "&",
    "&amp;",
    "&#0;",
    "&#x41;",
    "&lt;script&gt;",
    "https://example.org/a_(b)",
    "http://",
    "//",
    "javascript:",
    "java\tscript:",
    "data:text/html,",
    "mailto:a@b",
    "guide.md",
    "guide.md#one",
    "#one",
    "#",
    "guide/",
    "../",
    "/",
    "index.md",
    "img.png",
    "%2e%2e",
    "%",
    "?a=b",
    "{#x}",
    "{.y}",
    "{#x onclick=y}",
    "{",
    "}",
    "{{ x }}",
    "## Metadata\n- **Owner**: ",
    "Procedure",
    "One",
    "is it ready?",
    "Yes",
    "- Yes → ",
    "- No → ",
    "→",
    "Ask: \"Ready?\"\n\n",
    "word",
    "größe",
    "日本",
    "e\u{301}",
    "\u{202E}",
    "\u{FEFF}",
    "\u{0}",
    "\u{2028}",
    "👩‍👩‍👧",
    "<<<<<<< ",
    "=======\n",
    "Chapter 1: x\nVideo: y\nTime: z\n====\n",
    "%% ",
    "%%",
    "==",
    "> [!info]- Title\n> ",
    "> [!x] ",
    "\n\n![[guide]]\n\n",
    "\n\n![[guide#One]]\n\n",
    "\n\n![[guide#^b]]\n\n",
    "\n\n![[index]]\n\n",
    "![[#^b]]",
    "[[#^b]]",
    "[[index#^b]]",
    "[[guide#^b|x]]",
    " ^b\n",
    "\n\n^b\n\n",
    "#tag ",
    "![[img.png|20x30]]",
    "{{< ref \"guide#one\" >}}",
    "[x]({{< relref \"guide\" >}})",
    "[x]({{ site.baseurl }}/guide/)",
    "{% raw %}",
    "{% comment %}",
    "{% endcomment %}",
    ":::note\n",
    "$",
    "^",
    "~",
    "-----",
    "\r",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
        1 => any::<String>().prop_map(|text| text.chars().take(8).collect()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn word() -> impl Strategy<Value = String> {
    prop_oneof![prop::sample::select(PIECES).prop_map(str::to_owned), "\\PC{0,6}", any::<String>()]
}

fn page(path: &str, text: &str) -> SourceFile {
    SourceFile::new(format!("content/{path}").into(), path.into(), text.into())
}

#[test]
fn html_in_a_quote_may_hold_letters_of_many_bytes() {
    let mut sources = Sources::from_fixture("");
    sources.pages.push(page("index.md", "> <p>> [!NOTE]\n> <img src='ෲaa𖫀a'ΣA-->"));
    assert_eq!(all_faults(&Book::of(sources), "/"), [""; 0]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_a_site_without_a_broken_link_or_a_script(index in soup(), guide in soup()) {
        let mut sources = Sources::from_fixture("-- content/img.png --\nx\n");
        sources.pages.push(page("index.md", &index));
        sources.pages.push(page("guide.md", &format!("## One\n\n{guide}")));
        sources.sort();
        let book = Book::of(sources);
        // A link out of the content folder stays as it was typed, on the page for printing too.
        let leaves = |fault: &String| {
            ["%2e%2e", "../#"].iter().any(|to| fault.starts_with(&format!("print/index.html: {to}")))
        };
        let mut faults = all_faults(&book, "/");
        faults.retain(|fault| !leaves(fault));
        prop_assert_eq!(faults, [""; 0]);
    }

    #[test]
    fn any_front_matter_is_read_without_a_panic(matter in soup(), text in any::<String>()) {
        let book = Book::of_page(&format!("---\n{matter}\n---\n{text}"));
        prop_assert_eq!(all_faults(&book, "/"), [""; 0]);
    }

    #[test]
    fn any_value_of_any_key_has_a_page_or_none(
        said in prop::collection::btree_map("\\PC{1,8}", prop::collection::vec(word(), 0..4), 0..4),
        tags in prop::collection::vec(word(), 0..6),
    ) {
        let key = "tags".to_owned();
        let lists = said.iter().chain([(&key, &tags)]).map(|(key, values)| {
            format!("{}: {}\n", serde_json::json!(key), serde_json::json!(values))
        });
        let matter = format!("---\n{}---\nText\n", lists.collect::<String>());
        let mut sources = Sources::default();
        sources.pages.push(page("guide.md", &matter));
        sources.pages.push(page("index.md", &matter));
        let book = Book::of(sources);
        prop_assert_eq!(all_faults(&book, "/"), [""; 0]);
    }

    #[test]
    fn any_book_toml_is_read_without_a_panic(text in "(\\[[a-z.]{0,12}\\]\n|[a-z-]{1,8} = [\\[\\]a-z0-9\"{}.]{0,9}\n|\\PC{0,12}\n){0,8}") {
        Book::new(&format!("-- book.toml --\n{text}\n-- content/index.md --\nText\n"));
    }

    #[test]
    fn any_summary_is_read_without_a_panic(text in soup()) {
        let mut sources = Sources::from_fixture("-- content/guide.md --\n# Guide\n");
        sources.summary = Some(page("SUMMARY.md", &text));
        prop_assert_eq!(all_faults(&Book::of(sources), "/"), [""; 0]);
    }

    #[test]
    fn any_file_name_has_a_safe_address_or_none(name in "\\PC{1,24}", slug in any::<String>()) {
        let mut sources = Sources::default();
        let matter = format!("---\nslug: {slug:?}\naliases: [{slug:?}]\n---\nText\n");
        sources.pages.push(page(&format!("{name}.md"), "Text\n"));
        sources.pages.push(page("slugged.md", &matter));
        sources.sort();
        let book = Book::of(sources);
        for route in book.site.routes() {
            let file = route.out_path();
            prop_assert_eq!(&file.route(), route);
            prop_assert_eq!(OutPath::parse(file.as_str()), Ok(file.clone()));
            prop_assert!(!file.as_str().split('/').any(|part| part.is_empty() || part == ".."));
        }
        prop_assert_eq!(all_faults(&book, "/"), [""; 0]);
    }

    #[test]
    fn any_two_file_names_have_safe_addresses_or_none(one in name(), other in name(), slug in name()) {
        let mut sources = Sources::default();
        let matter = format!("---\nslug: {0}\naliases: [{0}]\n---\nText\n", serde_json::json!(slug));
        sources.pages.push(page(&format!("{one}.md"), "Text\n"));
        if one != other {
            sources.pages.push(page(&format!("{other}.md"), &matter));
        }
        sources.sort();
        let book = Book::of(sources);
        let mut on_disk = BTreeSet::new();
        for route in book.site.routes() {
            let file = route.out_path();
            prop_assert_eq!(&file.route(), route);
            prop_assert_eq!(OutPath::parse(file.as_str()), Ok(file.clone()));
            prop_assert!(!file.as_str().split('/').any(|part| part.is_empty() || part == ".."));
            // Some disks take names for one that differ in case or in how accents are written.
            let capitals: String = file.as_str().nfc().flat_map(char::to_uppercase).nfc().collect();
            prop_assert!(on_disk.insert(capitals), "{} stands for two files", file.as_str());
        }
        for file in &on_disk {
            let folders = file.match_indices('/').map(|(end, _)| &file[..end]);
            prop_assert!(!folders.into_iter().any(|folder| on_disk.contains(folder)), "{file} is in a file");
        }
        prop_assert_eq!(all_faults(&book, "/"), [""; 0]);
    }
}

/// Many more for who asks with `PROPTEST_CASES`, which a number in the settings would hide.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200)
}

/// Pieces of names that some system, some writing or fieldbook itself gives another meaning or form.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "con", "AUX", "com1", "nul.txt", "lpt²", "index", "README", "404", "404.html", "index.html",
    "_fieldbook", "search", "print", "browse", "wanted", "signals", "decisions", "playbook.json",
    "llms.txt", "feed.xml", ".", "..", " ", "\u{a0}", "\u{3000}", "-", "_", "é", "e\u{301}", "É",
    "İ", "ı", "ß", "ẞ", "ς", "Σ", "ﬁ", "\u{212a}", "k", "Å", "\u{212b}", "a\u{323}\u{307}", "a\u{307}\u{323}",
    "각", "\u{1100}\u{1161}", "\u{200b}", "\u{200d}", "\u{202e}", "\u{2066}", "\u{feff}", "\u{ad}",
    "\u{61c}", "\u{2060}", "\u{180e}", "\u{e0041}", "\u{fe0f}", "\u{2028}", "\u{85}", "\u{301}",
    "/", "\\", ":", "?", "#", "%", "%2e", "%2F", "&amp;", "<b>", "\"", "{{", "{%", "]]", "|", "a",
    "😀", "日", "א", "slugged",
];

/// Names of files and folders, made of such pieces.
fn name() -> impl Strategy<Value = String> {
    let long = ("[a-zéß日\u{301}İ]", 60..130_usize).prop_map(|(part, times)| part.repeat(times));
    let piece = prop_oneof![9 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => long, 1 => "\\PC{1,4}"];
    prop::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}
