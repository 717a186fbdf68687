//! Carries out a move on disk.
//!
//! All new texts are written to temporary files first, and later failures are undone, so that a
//! book is never left half moved.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail, ensure};

use crate::moves::edit::{Edit, apply};
use crate::source::decode;

/// A move, by absolute paths.
pub struct Move {
    /// The file or folder, and its new path.
    pub from: PathBuf,
    pub to: PathBuf,
    /// The files to edit, each with its text as read.
    pub edits: BTreeMap<PathBuf, (String, Vec<Edit>)>,
}

/// A file with its old bytes, and the temporary file with the new ones.
struct Prepared {
    path: PathBuf,
    draft: PathBuf,
    old: Vec<u8>,
}

/// Moves and edits everything, or nothing.
///
/// # Errors
/// When a file has changed since it was read, a path is taken, or the disk fails.
pub fn carry_out(request: &Move) -> anyhow::Result<()> {
    ensure!(
        fs::symlink_metadata(&request.to).is_err(),
        "`{}` is there already",
        request.to.display()
    );
    let mut prepared = Vec::new();
    for (path, (text, edits)) in &request.edits {
        match prepare(path, text, edits) {
            Ok(file) => prepared.push(file),
            Err(error) => {
                prepared.iter().for_each(|file: &Prepared| drop(fs::remove_file(&file.draft)));
                return Err(error);
            }
        }
    }
    // The topmost folder that is made.
    let folders = request.to.ancestors().skip(1).take_while(|above| !above.exists());
    let made = folders.last().map(Path::to_owned);
    let mut replaced = 0;
    let outcome = change(request, &prepared, &mut replaced);
    if outcome.is_err() {
        undo(request, &prepared, replaced);
        if let Some(folder) = made {
            // Removes only empty folders.
            let _ = fs::remove_dir(&folder);
        }
    }
    outcome
}

/// Writes a file's new text to a temporary file beside it.
fn prepare(path: &Path, text: &str, edits: &[Edit]) -> anyhow::Result<Prepared> {
    let old = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let name = path.to_string_lossy().into();
    let is_as_read = decode(&name, old.clone()).is_ok_and(|now| now == text);
    ensure!(is_as_read, "`{}` changed while the move was worked out; try again", path.display());
    let new = apply(std::str::from_utf8(&old)?, edits);
    let mut hidden = OsString::from(".");
    hidden.push(path.file_name().unwrap_or_default());
    hidden.push(".moving");
    let draft = path.with_file_name(hidden);
    let written = fs::write(&draft, new)
        .and_then(|()| fs::set_permissions(&draft, fs::metadata(path)?.permissions()));
    if let Err(error) = written {
        let _ = fs::remove_file(&draft);
        bail!("cannot write beside `{}`: {error}", path.display());
    }
    Ok(Prepared { path: path.to_owned(), draft, old })
}

fn change(request: &Move, prepared: &[Prepared], replaced: &mut usize) -> anyhow::Result<()> {
    if let Some(folder) = request.to.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    }
    fs::rename(&request.from, &request.to)
        .with_context(|| format!("cannot move `{}`", request.from.display()))?;
    for file in prepared {
        let (draft, path) = (request.place(&file.draft), request.place(&file.path));
        // When a single file moves, its temporary file stays in the old folder.
        let draft = if draft.exists() { draft } else { file.draft.clone() };
        fs::rename(&draft, &path).with_context(|| format!("cannot write `{}`", path.display()))?;
        *replaced += 1;
    }
    Ok(())
}

/// Undoes all changes, as far as possible.
fn undo(request: &Move, prepared: &[Prepared], replaced: usize) {
    for (index, file) in prepared.iter().enumerate() {
        if index < replaced {
            let _ = fs::write(request.place(&file.path), &file.old);
        } else {
            let _ = fs::remove_file(request.place(&file.draft));
            let _ = fs::remove_file(&file.draft);
        }
    }
    if request.to.exists() && !request.from.exists() {
        let _ = fs::rename(&request.to, &request.from);
    }
}

impl Move {
    /// The path of a file after the move.
    fn place(&self, path: &Path) -> PathBuf {
        match path.strip_prefix(&self.from) {
            Ok(rest) if rest.as_os_str().is_empty() => self.to.clone(),
            Ok(rest) => self.to.join(rest),
            Err(_) => path.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with `a.md` and `in/b.md`, and a move of `in` to `x/y` that edits both.
    fn book() -> (tempfile::TempDir, Move) {
        let folder = tempfile::TempDir::new().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("in")).unwrap();
        fs::write(root.join("a.md"), "\u{FEFF}one\r\n").unwrap();
        fs::write(root.join("in/b.md"), "two").unwrap();
        let edit = |text: &str| (text.to_owned(), vec![Edit::new(0..3, "new")]);
        let edits = [(root.join("a.md"), edit("one\n")), (root.join("in/b.md"), edit("two"))];
        let request = Move { from: root.join("in"), to: root.join("x/y"), edits: edits.into() };
        (folder, request)
    }

    /// All files below a folder with their bytes.
    fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
        let found = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
        let files = found.filter(|entry| entry.file_type().is_file());
        files.map(|file| (file.path().to_owned(), fs::read(file.path()).unwrap())).collect()
    }

    #[test]
    fn a_folder_moves_and_texts_are_edited() {
        let (folder, request) = book();
        carry_out(&request).unwrap();
        let root = folder.path();
        let expected = [
            (root.join("a.md"), "\u{FEFF}new\r\n".as_bytes().to_vec()),
            (root.join("x/y/b.md"), b"new".to_vec()),
        ];
        assert_eq!(files(root), expected.into());
    }

    #[test]
    fn a_single_file_moves_with_its_edit() {
        let (folder, mut request) = book();
        request.from = folder.path().join("a.md");
        request.to = folder.path().join("in/a.md");
        carry_out(&request).unwrap();
        assert!(!request.from.exists());
        assert_eq!(fs::read(&request.to).unwrap(), "\u{FEFF}new\r\n".as_bytes());
        assert_eq!(files(folder.path()).len(), 2);
    }

    #[test]
    fn nothing_is_touched_when_something_is_in_the_way() {
        let (folder, mut request) = book();
        let before = files(folder.path());
        fs::create_dir_all(&request.to).unwrap();
        assert!(carry_out(&request).is_err());
        fs::remove_dir(&request.to).unwrap();
        request.edits.get_mut(&folder.path().join("in/b.md")).unwrap().0 = "changed".to_owned();
        assert!(carry_out(&request).is_err());
        assert_eq!(files(folder.path()), before);
    }

    #[test]
    fn a_move_that_fails_half_way_is_undone() {
        let (folder, request) = book();
        let before = files(folder.path());
        // A file that blocks the new folder.
        fs::write(folder.path().join("x"), "").unwrap();
        assert!(carry_out(&request).is_err());
        fs::remove_file(folder.path().join("x")).unwrap();
        assert_eq!(files(folder.path()), before);
        let mut replaced = 0;
        let prepared: Vec<Prepared> = request
            .edits
            .iter()
            .map(|(path, (text, edits))| prepare(path, text, edits).unwrap())
            .collect();
        fs::remove_file(&prepared[1].draft).unwrap();
        assert!(change(&request, &prepared, &mut replaced).is_err());
        assert_eq!(replaced, 1);
        undo(&request, &prepared, replaced);
        assert_eq!(files(folder.path()), before);
    }
}
