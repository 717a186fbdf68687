//! One small site, compared with the files that are kept beside its source.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the files anew. The theme's own files are left out and their
//! hashes covered, so that a change of style is no change of the site.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use common::Book;
use common::links;
use expect_test::expect;

const BOOK: &str = include_str!("golden/book.txt");

#[test]
fn the_small_book_becomes_the_golden_site() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/site");
    let site = small_site();
    if env::var_os("UPDATE_EXPECT").is_some() {
        bless(&folder, &site);
    }
    let golden = read(&folder);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&site), names(&golden));
    for (path, text) in &site {
        assert_eq!(text, &golden[path], "{path} differs; UPDATE_EXPECT=1 writes it anew");
    }
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

fn bless(folder: &Path, site: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    for (path, text) in site {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}
