//! All disk operations of publishing; errors name the path.
//!
//! They are in one place so that a test can make the n-th of them fail.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use blake3::{Hash, Hasher};
use walkdir::{DirEntry, WalkDir};

use super::shown;

pub fn write_new(path: &Path, bytes: &[u8]) -> Result<()> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .with_context(failed("write", path))
}

/// Copies a file of any size and returns the hash of the written bytes.
///
/// The copy gets default permissions, so that a private asset is readable on the site.
///
/// # Errors
/// Also when the source is not a regular file, or changes during two attempts to copy it.
pub fn copy_new(from: &Path, to: &Path) -> Result<Hash> {
    for _ in 0..2 {
        let before = regular(from)?;
        let mut source = File::open(from).with_context(failed("read", from))?;
        let file = File::create_new(to).with_context(failed("write", to))?;
        let mut copy = Hashing { file, hasher: Hasher::new() };
        io::copy(&mut source, &mut copy)
            .with_context(|| format!("could not copy `{}` to `{}`", shown(from), shown(to)))?;
        let after = regular(from)?;
        if before.len() == after.len() && before.modified().ok() == after.modified().ok() {
            return Ok(copy.hasher.finalize());
        }
        remove_file(to)?;
    }
    bail!("`{}` changed during the build", shown(from))
}

pub fn hash_file(path: &Path) -> Result<Hash> {
    regular(path)?;
    let file = File::open(path).with_context(failed("read", path))?;
    let mut hasher = Hasher::new();
    hasher.update_reader(file).with_context(failed("read", path))?;
    Ok(hasher.finalize())
}

/// Links a file to a second name: a hard link, or a copy with the same times and permissions where
/// the file system has no links.
pub fn link(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let metadata = fs::symlink_metadata(from).with_context(failed("read", from))?;
    if metadata.is_symlink() {
        return copy_symlink(from, to);
    }
    ensure!(metadata.is_file(), "`{}` is not a regular file", shown(from));
    copy_new(from, to)?;
    let times = fs::FileTimes::new().set_modified(metadata.modified()?);
    let copy = File::options().append(true).open(to).with_context(failed("write", to))?;
    copy.set_times(times).with_context(failed("write", to))?;
    set_permissions_like(from, to)
}

/// Reads a small file; `None` if it does not exist.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Err(error) if is_absent(&error) => Ok(None),
        bytes => Ok(Some(bytes.with_context(failed("read", path))?)),
    }
}

/// The metadata of a path without following symlinks; `None` if it does not exist.
pub fn metadata(path: &Path) -> Result<Option<Metadata>> {
    match fs::symlink_metadata(path) {
        Err(error) if is_absent(&error) => Ok(None),
        metadata => Ok(Some(metadata.with_context(failed("read", path))?)),
    }
}

pub fn list_folder(path: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(path).with_context(failed("read", path))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.with_context(failed("read", path))?.path());
    }
    paths.sort();
    Ok(paths)
}

/// Everything below a folder, children first, without following symlinks.
pub fn walk(folder: &Path) -> Result<Vec<DirEntry>> {
    let walk = WalkDir::new(folder).min_depth(1).contents_first(true);
    walk.into_iter().collect::<Result<_, _>>().with_context(failed("read", folder))
}

pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir(path).with_context(failed("make", path))
}

pub fn create_folders(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(failed("make", path))
}

pub fn set_permissions_like(model: &Path, path: &Path) -> Result<()> {
    let permissions = fs::metadata(model).with_context(failed("read", model))?.permissions();
    fs::set_permissions(path, permissions).with_context(failed("set the permissions of", path))
}

pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

pub fn remove_file(path: &Path) -> Result<()> {
    fs::remove_file(path).with_context(failed("remove", path))
}

/// Removes a folder if it is empty; returns whether it was.
pub fn remove_empty_folder(path: &Path) -> Result<bool> {
    match fs::remove_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::DirectoryNotEmpty => Ok(false),
        removed => removed.map(|()| true).with_context(failed("remove", path)),
    }
}

pub fn remove_folder(path: &Path) -> Result<()> {
    fs::remove_dir_all(path).with_context(failed("remove", path))
}

/// Exchanges two folders atomically.
///
/// # Errors
/// [`io::ErrorKind::Unsupported`] where the system or file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
            Err(io::ErrorKind::Unsupported.into())
        }
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether an error means that a path does not exist, also because a parent is a file.
fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn regular(path: &Path) -> Result<Metadata> {
    let metadata = fs::metadata(path).with_context(failed("read", path))?;
    ensure!(metadata.is_file(), "`{}` is not a regular file", shown(path));
    Ok(metadata)
}

#[cfg(unix)]
fn copy_symlink(from: &Path, to: &Path) -> Result<()> {
    let target = fs::read_link(from).with_context(failed("read", from))?;
    std::os::unix::fs::symlink(target, to).with_context(failed("write", to))
}

#[cfg(not(unix))]
fn copy_symlink(from: &Path, _: &Path) -> Result<()> {
    bail!("`{}` is a symbolic link and cannot be carried over", shown(from))
}

fn failed(verb: &'static str, path: &Path) -> impl FnOnce() -> String {
    move || format!("could not {verb} `{}`", shown(path))
}

/// A writer that hashes what it writes.
struct Hashing {
    file: File,
    hasher: Hasher,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
