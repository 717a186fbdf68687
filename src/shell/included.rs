//! Reads included files, from the book's folder only.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::include::{GITBOOK, MOST, has_directives, wanted};
use crate::source::{Included, SourceFile, decode};

/// The files that pages and book.toml name.
#[derive(Debug, Default)]
pub struct IncludedFiles {
    pub found: BTreeMap<Arc<str>, Included>,
    /// The names of files that do not exist.
    pub missing: BTreeSet<Arc<str>>,
}

/// Reads these stylesheets, and the files that pages include, recursively.
pub fn read(root: &Path, pages: &[SourceFile], styles: &[String]) -> IncludedFiles {
    let mut files = IncludedFiles::default();
    let asking = pages.par_iter().filter(|page| has_directives(&page.text));
    let asked: Vec<Vec<String>> = asking.map(|page| wanted(&page.name, &page.text)).collect();
    let mut waiting: Vec<String> = asked.into_iter().flatten().collect();
    while let Some(name) = waiting.pop() {
        if let Some(Included::Text(text)) = files.read(root, &name) {
            waiting.extend(wanted(&name, text));
        }
    }
    styles.iter().for_each(|name| _ = files.read(root, name));
    files
}

impl IncludedFiles {
    /// Reads a file that was not read before; returns it if it exists.
    fn read(&mut self, root: &Path, name: &str) -> Option<&Included> {
        if self.found.contains_key(name) || self.missing.contains(name) {
            return None;
        }
        let name: Arc<str> = name.into();
        match read_file(root, &name) {
            Some(file) => Some(self.found.entry(name).or_insert(file)),
            None => {
                self.missing.insert(name);
                None
            }
        }
    }
}

/// Reads a file of the book, or `None` if it does not exist.
fn read_file(root: &Path, name: &Arc<str>) -> Option<Included> {
    let refused = |why: &str| Some(Included::Refused(why.to_owned()));
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => None,
        _ => refused(&format!("cannot be read: {error}")),
    };
    let path = match fs::canonicalize(root.join(&**name)) {
        Ok(path) => path,
        Err(error) => return unreadable(error),
    };
    // A symbolic link may lead out of the book, or to hidden files.
    let Ok(inside) = path.strip_prefix(root) else {
        return refused("is a link that leads out of the book's folder");
    };
    let is_hidden = |name: &str| name.starts_with('.') && name != GITBOOK;
    if inside.components().any(|part| is_hidden(&part.as_os_str().to_string_lossy())) {
        return refused("is a link to a hidden file");
    }
    let bytes = match fs::metadata(&path) {
        Ok(data) if !data.is_file() => return refused("is not a regular file"),
        Ok(data) if data.len() > MOST as u64 => return refused("is larger than 4 MiB"),
        Ok(_) => fs::read(&path),
        Err(error) => return unreadable(error),
    };
    match bytes.map(|bytes| decode(name, bytes)) {
        Ok(Ok(text)) => Some(Included::Text(text.into())),
        Ok(Err(_)) => refused("is not text in UTF-8"),
        Err(error) => unreadable(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The results of including these files in a page.
    fn included(root: &Path, paths: &[&str]) -> BTreeMap<Arc<str>, Included> {
        let text: String = paths.iter().map(|path| format!("{{{{#include {path}}}}}\n")).collect();
        let name: Arc<str> = "content/a.md".into();
        read(root, &[SourceFile::new(name.clone(), name, text.into())], &[]).found
    }

    #[test]
    fn what_files_include_is_read_too() {
        let folder = tempfile::TempDir::new().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        fs::create_dir(root.join("code")).unwrap();
        fs::write(root.join("code/a.rs"), "{{#include b.rs}}\r\n").unwrap();
        fs::write(root.join("code/b.rs"), "b").unwrap();
        let read = included(&root, &["../code/a.rs", "../code/c.rs", "../../out"]);
        assert_eq!(read.keys().map(|name| &**name).collect::<Vec<_>>(), ["code/a.rs", "code/b.rs"]);
        assert_eq!(read["code/a.rs"], Included::Text("{{#include b.rs}}\n".into()));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_the_book_is_read() {
        use std::os::unix::fs::symlink;
        use std::os::unix::net::UnixListener;

        let folder = tempfile::TempDir::new().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap().join("book");
        fs::create_dir_all(root.join("content")).unwrap();
        fs::write(root.join(".env"), "canary").unwrap();
        fs::write(folder.path().join("secret.txt"), "canary").unwrap();
        symlink(folder.path().join("secret.txt"), root.join("content/out")).unwrap();
        symlink(folder.path(), root.join("content/above")).unwrap();
        symlink(root.join(".env"), root.join("content/hidden")).unwrap();
        symlink("loop", root.join("content/loop")).unwrap();
        symlink("/dev/zero", root.join("content/zero")).unwrap();
        let _socket = UnixListener::bind(root.join("content/socket")).unwrap();
        fs::write(root.join("content/bytes"), b"\xFF").unwrap();
        let asked = [
            "out",
            "above/secret.txt",
            "hidden",
            "loop",
            "zero",
            "socket",
            ".",
            "../.env",
            "bytes",
        ];
        let read = included(&root, &asked);
        assert_eq!(read.len(), 8, "{read:?}");
        let is_text = |file: &Included| matches!(file, Included::Text(_));
        assert!(!read.values().any(is_text), "{read:?}");
    }
}
