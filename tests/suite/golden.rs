//! One small site, compared with the files that are kept beside its source.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the files anew. The theme's own files are left out and their
//! hashes covered, so that a change of style is no change of the site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::Book;
use crate::common::links;
use expect_test::{expect, expect_file};

const BOOK: &str = include_str!("../golden/book.txt");

#[test]
fn the_small_book_becomes_the_golden_site() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site");
    let site = small_site();
    for (path, text) in &site {
        expect_file![folder.join(path)].assert_eq(text);
    }
    let names: Vec<String> = site.keys().cloned().collect();
    assert_eq!(files(&folder), names, "delete the files that no page becomes any more");
}

#[test]
fn the_small_book_has_one_problem_and_no_broken_link() {
    let book = Book::new(BOOK);
    expect![[r#"
        warning[wanted-entry] content/levels.md:13:70 nobody has written `Nobody wrote this` yet | write the entry, or take the brackets away
    "#]].assert_eq(&book.lines(&book.diagnostics));
    assert_eq!(links::broken(&book.render().0, "/small/"), [""; 0]);
}

/// Every file of the site but the theme's, with hashes of the theme covered.
fn small_site() -> BTreeMap<String, String> {
    let (files, problems) = Book::new(BOOK).render();
    assert_eq!(problems, []);
    let own = files.into_iter().filter(|(path, _)| !path.starts_with("_fieldbook/"));
    own.map(|(path, bytes)| (path, cover_hashes(&String::from_utf8(bytes).unwrap()))).collect()
}

/// `style.0123456789.css` as `style.HASH.css`.
fn cover_hashes(text: &str) -> String {
    let parts: Vec<&str> = text.split("_fieldbook/").collect();
    let covered = parts.iter().enumerate().map(|(index, part)| {
        let dot = part.find('.').unwrap_or(0);
        let hash = part.get(dot + 1..dot + 11);
        let is_hash = hash.is_some_and(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()));
        match index > 0 && is_hash {
            true => format!("{}.HASH{}", &part[..dot], &part[dot + 11..]),
            false => (*part).to_owned(),
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
