//! One small site, compared with the files that are kept beside its source.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the files anew. The first page of each type is kept whole,
//! and of the others what is in `main`, so that a change of what all pages share shows once a type.
//! The theme's own files are left out and their hashes covered, so that a change of style is no
//! change of the site.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::common::{Book, html, links};
use expect_test::{expect, expect_file};

const BOOK: &str = include_str!("../golden/book.txt");

#[test]
fn the_small_book_becomes_the_golden_site() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site");
    let site = small_site();
    if env::var_os("UPDATE_EXPECT").is_some() {
        fs::remove_dir_all(&folder).unwrap();
        site.keys().for_each(|path| make_empty(&folder.join(path)));
    }
    for (path, text) in &site {
        expect_file![folder.join(path)].assert_eq(text);
    }
    let names: Vec<String> = site.keys().cloned().collect();
    assert_eq!(files(&folder), names);
}

#[test]
fn the_small_book_has_one_problem_and_no_broken_link() {
    let book = Book::new(BOOK);
    expect![[r#"
        warning[wanted-entry] content/levels.md:13:70 no entry is named `Nobody wrote this` | write the entry, or remove the brackets
    "#]].assert_eq(&book.lines(&book.diagnostics));
    assert_eq!(links::broken(&book.render().0, "/small/"), [""; 0]);
}

/// Makes an empty file, which is what some files of the site are.
fn make_empty(file: &Path) {
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(file, "").unwrap();
}

/// Every file of the site but the theme's, as it is kept.
fn small_site() -> BTreeMap<String, String> {
    let (files, problems) = Book::new(BOOK).render();
    assert_eq!(problems, []);
    let mut types = BTreeSet::new();
    let own = files.into_iter().filter(|(path, _)| !path.starts_with("_fieldbook/"));
    let kept = own.map(|(path, bytes)| {
        let text = cover_hashes(&String::from_utf8(bytes).unwrap());
        let is_whole = page_type(&text).is_none_or(|page_type| types.insert(page_type.to_owned()));
        (path, if is_whole { text } else { html::main(&text).trim_start().to_owned() })
    });
    kept.collect()
}

/// The type of a page, which is the class of its body.
fn page_type(page: &str) -> Option<&str> {
    page.split_once("<body class=\"")?.1.split('"').next()
}

/// `style.0123456789.css` as `style.HASH.css`.
fn cover_hashes(text: &str) -> String {
    let parts: Vec<&str> = text.split("_fieldbook/").collect();
    let covered = parts.iter().enumerate().map(|(index, part)| {
        let dot = part.find('.').unwrap_or(0);
        let hash = part.get(dot + 1..dot + 11);
        let is_hash = hash.is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()));
        if index > 0 && is_hash {
            format!("{}.HASH{}", &part[..dot], &part[dot + 11..])
        } else {
            (*part).to_owned()
        }
    });
    covered.collect::<Vec<_>>().join("_fieldbook/")
}

/// The files below a folder, by their paths from it.
fn files(folder: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                files.push(name.replace('\\', "/"));
            }
        }
    }
    files.sort();
    files
}
