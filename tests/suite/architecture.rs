//! The shape of the code, as far as a machine can see it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use fieldbook::render::page_type::{Addresses, Output};

/// Where the machine may be touched: everything else is a function of its inputs.
const IMPURE: &[&str] = &["src/shell/", "src/cli/", "src/cli.rs", "src/main.rs"];

/// The most lines that a file may have.
const LONGEST: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src` that is not a file of tests, by its path from the root.
fn sources() -> BTreeMap<String, String> {
    let mut sources = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
            {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                sources.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(sources.contains_key("src/lib.rs"));
    sources
}

/// The modules of the crate, in the order in which a page passes through them.
fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let names = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    names.map(str::to_owned).collect()
}

/// Code without comments, and without the tests that end a file.
fn code(text: &str) -> String {
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_module_uses_only_modules_that_come_before_it() {
    let order = modules();
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut arrows = Vec::new();
    for (path, text) in sources() {
        let inside = path.trim_start_matches("src/").trim_end_matches(".rs");
        let Some(from) = place(inside.split('/').next().unwrap_or("")) else { continue };
        for used in code(&text).split("crate::").skip(1) {
            let names: Vec<String> = match used.strip_prefix('{') {
                Some(list) => {
                    let list = list.split('}').next().unwrap_or("");
                    list.split(',').map(|name| first_name(name.trim())).collect()
                }
                None => vec![first_name(used)],
            };
            for name in names {
                if place(&name).is_some_and(|to| to > from) {
                    arrows.push(format!("{path} uses crate::{name}"));
                }
            }
        }
    }
    assert_eq!(arrows, [""; 0]);
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn only_the_shell_touches_the_machine() {
    let machine = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::io::std",
        "io::stdout",
        "io::stderr",
        "println!",
        "eprintln!",
        "print!",
        "dbg!",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "env!(",
    ];
    let mut found = Vec::new();
    for (path, text) in sources() {
        if !IMPURE.iter().any(|impure| path.starts_with(impure)) {
            let code = code(&text);
            let touches = machine.iter().filter(|word| code.contains(**word));
            found.extend(touches.map(|word| format!("{path}: {word}")));
        }
    }
    assert_eq!(found, [""; 0]);
}

#[test]
fn nothing_is_unsafe_and_nothing_is_global() {
    for (path, text) in sources() {
        let code = code(&text);
        for word in ["unsafe ", "static mut", "thread_local!", "lazy_static"] {
            assert!(!code.contains(word), "{path}: {word}");
        }
        let keeps = |line: &&str| line.contains("static ") && line.contains("OnceLock");
        assert_eq!(code.lines().find(keeps), None, "{path}");
    }
}

#[test]
fn no_file_is_too_long() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= LONGEST, "{path} has {lines} lines: which two ideas does it hold?");
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} has no module doc");
    }
}

#[test]
fn every_module_is_in_the_architecture_document() {
    let document = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for module in modules() {
        let named = [format!("{module}.rs"), format!("{module}/"), format!("`{module}`")];
        assert!(named.iter().any(|name| document.contains(name)), "{module} is not explained");
    }
}

#[test]
fn every_file_of_tests_is_a_module_of_the_one_program() {
    let main = fs::read_to_string(root().join("tests/suite/main.rs")).unwrap();
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
    let lists = ["src/render/bundle.rs", "src/render/pages.rs"];
    let lists: String =
        lists.iter().map(|list| fs::read_to_string(root().join(list)).unwrap()).collect();
    let mut count = 0;
    for folder in ["css", "js"] {
        for entry in fs::read_dir(root().join("assets").join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(lists.contains(&format!("asset!(\"{folder}/{name}\")")), "{folder}/{name}");
            count += 1;
        }
    }
    assert!(count > 0);
}

#[test]
fn every_template_is_listed() {
    let theme = fs::read_to_string(root().join("src/render/theme.rs")).unwrap();
    let rows = fs::read_to_string(root().join("src/render/pages.rs")).unwrap();
    for entry in fs::read_dir(root().join("templates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let listed = format!("template!(\"{name}\")");
        assert!(theme.contains(&listed) || rows.contains(&listed), "{name}");
    }
}

#[test]
fn every_generated_page_of_the_whole_book_is_opened_by_the_browser_tests() {
    let helpers = fs::read_to_string(root().join("tests/browser/helpers.js")).unwrap();
    for row in fieldbook::render::pages::PAGES {
        if let (Output::Page { .. }, Addresses::One { path, .. }) = (&row.output, &row.addresses) {
            assert!(helpers.contains(&format!(": \"{path}\",")), "{}", row.name);
        }
    }
}
