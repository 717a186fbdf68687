//! Publishing on a disk that counts what is done, and on disks that fail.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::disk::{Disk, Watcher};
use super::guard::Surroundings;
use super::{Destination, PublishError, Published, open_in};
use crate::link::route::OutPath;
use crate::source::Blob;

/// What a disk does, and which operations fail, by number.
#[derive(Debug)]
struct Script {
    failing: Range<usize>,
    kind: ErrorKind,
    /// Also fails with `Unsupported`.
    unsupported: &'static str,
    seen: Mutex<Vec<(&'static str, PathBuf)>>,
}

impl Script {
    fn new(failing: Range<usize>, kind: ErrorKind, unsupported: &'static str) -> Arc<Script> {
        Arc::new(Script { failing, kind, unsupported, seen: Mutex::default() })
    }

    fn count(&self, operation: &str) -> usize {
        self.seen.lock().unwrap().iter().filter(|seen| seen.0 == operation).count()
    }

    fn total(&self) -> usize {
        self.seen.lock().unwrap().len()
    }
}

impl Watcher for Script {
    fn before(&self, operation: &'static str, path: &Path) -> io::Result<()> {
        let mut seen = self.seen.lock().unwrap();
        seen.push((operation, path.to_owned()));
        if self.failing.contains(&(seen.len() - 1)) {
            return Err(self.kind.into());
        }
        if operation == self.unsupported { Err(ErrorKind::Unsupported.into()) } else { Ok(()) }
    }
}

/// A site with pages in folders, all of which say `word`, and an asset.
struct Book {
    folder: TempDir,
}

const PAGES: [&str; 3] = ["index.html", "a/b/index.html", "c/index.html"];

impl Book {
    fn new() -> Book {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("film.bin"), "film".repeat(17_000)).unwrap();
        Book { folder }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("out/site")
    }

    /// The bytes of each file of the site.
    fn site(&self, word: &str) -> BTreeMap<String, String> {
        let same = |path: &&str| (path.to_string(), "always".to_owned());
        let mut site: BTreeMap<_, _> = ["404.html", "c/same.txt"].iter().map(same).collect();
        site.extend(PAGES.iter().map(|path| (path.to_string(), word.to_owned())));
        site.extend([(format!("{word}.html"), word.to_owned())]);
        site
    }

    fn publish(&self, disk: Disk, word: &str) -> Result<Published, PublishError> {
        let around = Surroundings { disk, current: "/".into(), home: None };
        let out = self.out();
        let destination = Destination { out: &out, inputs: &[], content: None };
        let publication = open_in(&around, &destination, [])?;
        for (path, text) in self.site(word) {
            publication.add(OutPath::parse(&path).unwrap(), &Blob::from(text))?;
        }
        let film = Blob::File(self.folder.path().join("film.bin"));
        publication.add(OutPath::parse("film.bin").unwrap(), &film)?;
        publication.finish()
    }

    fn publish_watched(&self, script: &Arc<Script>, word: &str) -> Result<Published, PublishError> {
        self.publish(Disk::watched(script.clone()), word)
    }

    /// Whether the output is exactly this site, with the file of somebody else.
    fn is_whole(&self, word: &str) -> bool {
        let out = self.out();
        let mut files = BTreeMap::new();
        for entry in walkdir::WalkDir::new(&out).into_iter().map_while(Result::ok) {
            if entry.file_type().is_file() {
                let path = entry.path().strip_prefix(&out).unwrap().to_str().unwrap().to_owned();
                files.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        let film = files.remove("film.bin").is_some_and(|film| film.len() == 68_000);
        let manifest = files.remove(super::MANIFEST).is_some();
        let canary = files.remove("a/own/canary.txt").is_some_and(|text| text == "canary");
        film && manifest && canary && files == self.site(word)
    }

    /// What is beside the output.
    fn left_behind(&self) -> usize {
        fs::read_dir(self.folder.path().join("out")).map_or(0, |folder| folder.count()) - 1
    }

    /// Published, with a file of somebody else in it.
    fn published(word: &str) -> Book {
        let book = Book::new();
        book.publish(Disk::default(), word).unwrap();
        fs::create_dir_all(book.out().join("a/own")).unwrap();
        fs::write(book.out().join("a/own/canary.txt"), "canary").unwrap();
        book
    }
}

fn counting() -> Arc<Script> {
    Script::new(0..0, ErrorKind::Other, "")
}

#[test]
fn a_first_build_creates_and_writes_each_file_once_and_asks_nothing_about_it() {
    let (book, script) = (Book::new(), counting());
    book.publish_watched(&script, "new").unwrap();
    let files = book.site("new").len() + 2;
    assert_eq!(script.count("create"), files);
    // A large file is written in pieces.
    assert_eq!(script.count("write"), files - 1 + 68_000_usize.div_ceil(64 * 1024));
    // The stage, `a`, `a/b` and `c`, and the folder that holds the output.
    assert_eq!(script.count("make"), 5);
    let seen = script.seen.lock().unwrap();
    let pages = |path: &Path| path.file_name().is_some_and(|name| name == "index.html");
    assert!(!seen.iter().any(|(operation, path)| *operation == "read" && pages(path)));
}

#[test]
fn a_build_without_changes_reads_each_file_once_and_writes_nothing() {
    let (book, script) = (Book::published("new"), counting());
    let published = book.publish_watched(&script, "new").unwrap();
    assert_eq!((published.written, published.unchanged), (0, 7));
    for operation in ["create", "write", "link", "rename", "exchange", "remove"] {
        assert_eq!(script.count(operation), 0, "{operation}");
    }
    let seen = script.seen.lock().unwrap();
    let page = book.out().join("a/b/index.html");
    let reads = seen.iter().filter(|(_, path)| *path == page).count();
    assert_eq!(reads, 2, "opened and read");
}

#[test]
fn a_changed_page_is_written_and_the_others_are_linked() {
    let (book, script) = (Book::published("old"), counting());
    let published = book.publish_watched(&script, "new").unwrap();
    assert_eq!((published.written, published.unchanged, published.removed), (4, 3, 1));
    // The manifest is new, and the file of somebody else stays.
    assert_eq!((script.count("create"), script.count("link")), (5, 4));
    assert!(book.is_whole("new"));
}

/// Lets the n-th operation of a build fail, for every n.
#[track_caller]
fn check_each_fault(kind: ErrorKind, unsupported: &'static str) {
    for n in 0.. {
        let book = Book::published("old");
        let script = Script::new(n..n + 1, kind, unsupported);
        let result = book.publish_watched(&script, "new");
        let is_new = book.is_whole("new");
        assert!(is_new || book.is_whole("old"), "operation {n} fails: {:?}", script.seen);
        match result {
            Ok(published) if published.notes.iter().any(|note| note.contains("not remove")) => {
                assert!(is_new);
                book.publish(Disk::default(), "new").unwrap();
            }
            Ok(_) => assert!(is_new),
            Err(_) => assert!(!is_new),
        }
        assert_eq!(book.left_behind(), 0, "operation {n} fails: {:?}", script.seen);
        if script.total() <= n {
            assert!(n > 50, "a build is more than {n} operations");
            return;
        }
    }
}

#[test]
fn a_fault_leaves_a_whole_site_and_no_stage() {
    check_each_fault(ErrorKind::StorageFull, "");
}

#[test]
fn a_fault_leaves_a_whole_site_where_folders_cannot_be_exchanged_or_files_linked() {
    check_each_fault(ErrorKind::StorageFull, "exchange");
    check_each_fault(ErrorKind::PermissionDenied, "link");
}

#[test]
fn after_a_disk_that_fails_for_good_the_next_build_publishes_and_tidies() {
    for unsupported in ["", "exchange"] {
        for n in (0..).step_by(3) {
            let book = Book::published("old");
            let script = Script::new(n..usize::MAX, ErrorKind::Other, unsupported);
            let failed = book.publish_watched(&script, "new").is_err();
            let is_missing = !book.out().exists() && unsupported == "exchange";
            assert!(is_missing || book.is_whole("old") || book.is_whole("new"));
            book.publish(Disk::default(), "next").unwrap();
            assert!(book.is_whole("next"));
            assert_eq!(book.left_behind(), 0);
            if !failed && script.total() <= n {
                break;
            }
        }
    }
}

#[test]
fn a_full_disk_is_explained() {
    let book = Book::new();
    let script = Script::new(20..21, ErrorKind::StorageFull, "");
    let message = book.publish_watched(&script, "new").unwrap_err().to_string();
    let written = script.seen.lock().unwrap();
    assert!(matches!(written[20].0, "create" | "write" | "make"), "{:?}", written[20]);
    assert!(message.starts_with("the disk is full: the new files need more than "), "{message}");
}
