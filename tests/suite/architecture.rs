//! The shape of the code, as far as a machine can see it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fieldbook::render::page_type::{AddressRule, Output};

use crate::common::rust;

/// Where the machine may be touched: everything else is a function of its inputs.
const IMPURE: &[&str] = &["src/shell/", "src/cli/", "src/cli.rs", "src/main.rs"];

/// The most lines that a file may have.
const LONGEST: usize = 500;

/// Functions with more than four arguments or with a boolean one. This list may only become shorter.
const WITH_TOO_MUCH: [&str; 3] = [
    // Functions of a trait of serde.
    "src/formats/settings/value.rs: visit_bool takes a bool",
    "src/parse/front_matter/value.rs: visit_bool takes a bool",
    "src/text/reader.rs: read takes 5",
];

/// Files that are longer. This list may only become shorter.
const TOO_LONG: [&str; 8] = [
    "tests/suite/cli.rs",
    "tests/suite/diagnostics.rs",
    "tests/suite/html.rs",
    "tests/suite/publish.rs",
    "tests/suite/serve.rs",
    "tests/suite/vault.rs",
    "assets/css/layout.css",
    "assets/css/tree.css",
];

/// Libraries, and the files or modules that use each.
const USERS: [(&str, &[&str]); 4] = [
    ("ammonia", &["src/render/clean.rs"]),
    ("annotate_snippets", &["src/shell/report.rs"]),
    ("pulldown_cmark", &["src/text/parser.rs"]),
    ("serde_yaml", &["src/parse/front_matter", "src/formats/settings"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file, by its path from the root.
fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Every Rust file below `src`, by its path from the root.
fn all_sources() -> &'static BTreeMap<String, String> {
    static SOURCES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| files("src", "rs"));
    &SOURCES
}

/// Those that are not files of tests.
fn sources() -> impl Iterator<Item = (&'static str, &'static str)> {
    let code = all_sources().iter().filter(|(path, _)| !path.ends_with("/tests.rs"));
    code.map(|(path, text)| (path.as_str(), text.as_str()))
}

/// Every file below a folder whose name ends like this, by its path from the root.
fn files(folder: &str, extension: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
            if path.is_dir() && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(!files.is_empty(), "{folder} has no files");
    files
}

/// The modules of the crate, in the order in which a page passes through them.
fn modules() -> Vec<String> {
    let lib = read("src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// The names of the modules that a file is: `src/link/nav.rs` is `link`, `nav`.
fn module(path: &str) -> Vec<&str> {
    let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
    inside.split('/').filter(|name| !["mod", "lib", "main"].contains(name)).collect()
}

#[test]
fn a_module_uses_only_modules_that_come_before_it() {
    let order = modules();
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut arrows = Vec::new();
    for (path, text) in sources() {
        let own = module(path);
        let Some(from) = own.first().and_then(|name| place(name)) else { continue };
        for used in rust::paths(&rust::tokens(text)) {
            let Some(name) = outermost(&own, &used) else { continue };
            if place(name).is_some_and(|to| to > from) {
                arrows.push(format!("{path} uses {}", used.join("::")));
            }
        }
    }
    assert_eq!(arrows, [""; 0]);
}

/// The outermost module that a path leads into from a module, if it leads into the crate.
fn outermost<'a>(own: &[&'a str], path: &[&'a str]) -> Option<&'a str> {
    let above = path.iter().take_while(|name| **name == "super").count();
    match path[0] {
        "crate" => path.get(1).copied(),
        "super" => own
            .len()
            .checked_sub(above)?
            .checked_sub(1)
            .map_or(path.get(above), |_| own.first())
            .copied(),
        _ => None,
    }
}

#[test]
fn only_the_shell_touches_the_machine() {
    let machine = [
        "std::fs", "std::env", "std::net", "std::process", "std::os", "std::thread", "io::stdin",
        "io::stdout", "io::stderr", "SystemTime", "Instant::now", "Timestamp::now", "Zoned::now",
    ];
    let macros = ["println", "eprintln", "print", "eprint", "dbg", "env", "option_env"];
    let mut found = Vec::new();
    for (path, text) in sources() {
        if IMPURE.iter().any(|impure| path.starts_with(impure)) {
            continue;
        }
        let tokens = rust::tokens(text);
        for used in rust::paths(&tokens) {
            let used = format!("::{}::", used.join("::"));
            let touches = machine.iter().filter(|what| used.contains(&format!("::{what}::")));
            found.extend(touches.map(|what| format!("{path}: {what}")));
        }
        let called = tokens.windows(2).filter(|pair| pair[1] == "!" && macros.contains(&pair[0]));
        found.extend(called.map(|pair| format!("{path}: {}!", pair[0])));
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn nothing_is_unsafe_and_nothing_is_global() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        let tokens = rust::tokens(text);
        for word in ["unsafe", "thread_local", "lazy_static"] {
            found.extend(tokens.contains(&word).then(|| format!("{path}: {word}")));
        }
        for (name, words) in rust::statics(&tokens) {
            let keeps = words.iter().any(|word| is_changed_in_place(word));
            found.extend(keeps.then(|| format!("{path}: {name}")));
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Whether a static of a type with this name can hold something else later. A `LazyLock` is only
/// computed late.
fn is_changed_in_place(word: &str) -> bool {
    let ends = ["Lock", "Cell", "Mutex", "Once", "Condvar", "Sender", "Receiver"];
    let changes = word != "LazyLock" && ends.iter().any(|end| word.ends_with(end));
    word == "mut" || word.starts_with("Atomic") || changes
}

#[test]
fn functions_take_four_arguments_and_no_yes_or_no() {
    let mut found = Vec::new();
    for (path, text) in sources() {
        for function in rust::functions(&rust::tokens(text)) {
            let count = function.parameters.len();
            let is_flag =
                |of_type: &Vec<&str>| of_type.last() == Some(&"bool") && of_type.len() <= 2;
            if count > 4 {
                found.push(format!("{path}: {} takes {count}", function.name));
            }
            if function.parameters.iter().any(is_flag) {
                found.push(format!("{path}: {} takes a bool", function.name));
            }
        }
    }
    assert_eq!(found, WITH_TOO_MUCH);
}

#[test]
fn every_list_of_entries_asks_whether_they_appear_there() {
    let mut found = Vec::new();
    for (path, text) in sources().filter(|(path, _)| path.starts_with("src/render/")) {
        let tokens = rust::tokens(text);
        let all = tokens.windows(5).filter(|window| {
            window[..3] == ["playbook", ".", "entries"] && window[3..] != [".", "len"]
        });
        found.extend(all.map(|window| format!("{path}: {}", window.concat())));
    }
    assert_eq!(found, [""; 0], "`playbook.entries_on` asks for a surface");
}

/// Of which two ideas could each be a file?
#[test]
fn no_file_is_too_long() {
    let folders = [
        ("src", "rs"),
        ("tests/suite", "rs"),
        ("assets/js", "js"),
        ("assets/css", "css"),
        ("tests/browser", "js"),
        ("templates", "html"),
    ];
    let files = folders.iter().flat_map(|(folder, extension)| files(folder, extension));
    let long = files.filter(|(_, text)| text.lines().count() > LONGEST);
    assert_eq!(long.map(|(path, _)| path).collect::<Vec<_>>(), TOO_LONG);
}

/// What one file alone may do cannot be done in two ways.
#[test]
fn each_of_these_libraries_is_used_by_one_file() {
    for (library, users) in USERS {
        let uses = |text| rust::tokens(text).contains(&library);
        let found: Vec<&str> =
            sources().filter(|(_, text)| uses(text)).map(|(path, _)| path).collect();
        let is_elsewhere = |path: &&str| !users.iter().any(|user| path.starts_with(user));
        assert!(!found.is_empty() && !found.iter().any(is_elsewhere), "{found:?}");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} has no module doc");
    }
}

/// A module is named in the section of the outermost one, as `` `nav` `` or `` `link::nav` ``.
#[test]
fn every_module_is_in_the_architecture_document() {
    let document = read("ARCHITECTURE.md");
    let map = document.split("\n## Code map\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let sections: BTreeMap<&str, BTreeSet<&str>> =
        map.unwrap().split("\n### `").map(names).collect();
    let mut missing = Vec::new();
    for (path, _) in sources() {
        let names = module(path);
        let (Some(outermost), Some(own)) = (names.first(), names.last()) else { continue };
        let section = sections.get(outermost);
        if section.is_none_or(|section| !section.contains(own)) {
            missing.push(format!("{path}: `{own}` is not in the section `{outermost}`"));
        }
    }
    assert_eq!(missing, [""; 0]);
}

/// The module that a section of the code map is about, and what it names as code.
fn names(section: &str) -> (&str, BTreeSet<&str>) {
    let code = section.split('`').enumerate().filter(|(at, _)| at % 2 == 0);
    let names = code.filter_map(|(_, code)| code.rsplit([':', '/']).next());
    (section.split('`').next().unwrap_or(""), names.collect())
}

#[test]
fn every_file_of_tests_is_a_module_of_the_one_program() {
    let main = read("tests/suite/main.rs");
    let names = |folder: &str| -> Vec<String> {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter_map(|name| Some(name.strip_suffix(".rs")?.to_owned())).collect()
    };
    for name in names("tests/suite").iter().filter(|name| *name != "main") {
        assert!(main.contains(&format!("mod {name};\n")), "{name} is not in main.rs");
    }
    assert_eq!(names("tests"), [""; 0], "a program of its own links everything again");
}

#[test]
fn every_file_of_the_theme_is_listed_where_the_theme_is_joined() {
    let lists = read("src/render/bundle.rs") + &read("src/render/pages.rs");
    for (path, _) in files("assets/css", "css").into_iter().chain(files("assets/js", "js")) {
        let name = path.trim_start_matches("assets/");
        assert!(lists.contains(&format!("asset!(\"{name}\")")), "{name}");
    }
}

#[test]
fn every_template_is_listed() {
    let lists = read("src/render/theme.rs") + &read("src/render/pages.rs");
    for (path, _) in files("templates", "html") {
        let name = path.trim_start_matches("templates/");
        assert!(lists.contains(&format!("template!(\"{name}\")")), "{name}");
    }
}

#[test]
fn every_generated_page_of_the_whole_book_is_opened_by_the_browser_tests() {
    let helpers = read("tests/browser/helpers.js");
    for row in fieldbook::render::pages::PAGES {
        if let (Output::Page { .. }, AddressRule::One { path, .. }) = (&row.output, &row.addresses)
        {
            assert!(helpers.contains(&format!(": \"{path}\",")), "{}", row.name);
        }
    }
}
