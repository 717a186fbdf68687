//! All disk operations of publishing; errors name the path.
//!
//! A [`Watcher`] is asked before each of them, so that a test can count operations and make the
//! n-th fail. A build has none.

use std::fmt::Debug;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use blake3::{Hash, Hasher};
use walkdir::{DirEntry, WalkDir};

use super::shown;

/// How much of a file is copied at once.
const CHUNK: usize = 64 * 1024;

/// Sees each operation before it happens.
pub trait Watcher: Debug + Send + Sync {
    /// # Errors
    /// An error takes the place of the operation.
    fn before(&self, operation: &'static str, path: &Path) -> io::Result<()>;
}

/// The disk of the machine.
#[derive(Debug, Clone, Default)]
pub struct Disk {
    watcher: Option<Arc<dyn Watcher>>,
}

impl Disk {
    /// A disk with a watcher.
    #[cfg(test)]
    pub fn watched(watcher: Arc<dyn Watcher>) -> Disk {
        Disk { watcher: Some(watcher) }
    }

    fn announce(&self, operation: &'static str, path: &Path) -> io::Result<()> {
        self.watcher.as_ref().map_or(Ok(()), |watcher| watcher.before(operation, path))
    }

    /// Runs an operation; its error says what could not be done.
    fn run<T>(
        &self,
        verb: &'static str,
        path: &Path,
        operation: impl FnOnce() -> io::Result<T>,
    ) -> Result<T> {
        let result = self.announce(verb, path).and_then(|()| operation());
        result.with_context(|| format!("could not {verb} `{}`", shown(path)))
    }

    fn create(&self, path: &Path) -> Result<File> {
        self.run("create", path, || File::create_new(path))
    }

    fn open(&self, path: &Path) -> Result<File> {
        self.run("read", path, || File::open(path))
    }

    pub fn write_new(&self, path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = self.create(path)?;
        self.run("write", path, || file.write_all(bytes))
    }

    /// Copies a file of any size and returns the hash of the written bytes.
    ///
    /// The copy gets default permissions, so that a private asset is readable on the site.
    ///
    /// # Errors
    /// Also when the source is not a regular file, or changes during two attempts to copy it.
    pub fn copy_new(&self, from: &Path, to: &Path) -> Result<Hash> {
        for _ in 0..2 {
            let mut source = self.open(from)?;
            let before = regular(&source, from)?;
            let mut copy = self.create(to)?;
            let hash = self.copy(&mut source, &mut copy, to)?;
            let after = regular(&source, from)?;
            if before.len() == after.len() && before.modified().ok() == after.modified().ok() {
                return Ok(hash);
            }
            self.remove_file(to)?;
        }
        bail!("`{}` changed during the build", shown(from))
    }

    fn copy(&self, source: &mut File, copy: &mut File, to: &Path) -> Result<Hash> {
        let mut hasher = Hasher::new();
        let mut chunk = vec![0; CHUNK];
        loop {
            let read = match source.read(&mut chunk) {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                read => read.with_context(|| format!("could not copy to `{}`", shown(to)))?,
            };
            if read == 0 {
                return Ok(hasher.finalize());
            }
            hasher.update(&chunk[..read]);
            self.run("write", to, || copy.write_all(&chunk[..read]))?;
        }
    }

    /// The hash of a file of any size.
    pub fn hash_file(&self, path: &Path) -> Result<Hash> {
        let file = self.open(path)?;
        let mut hasher = Hasher::new();
        self.run("read", path, || hasher.update_reader(file).map(|hasher| hasher.finalize()))
    }

    /// Links a file to a second name: a hard link, or a copy with the same times and permissions
    /// where the file system has no links.
    pub fn link(&self, from: &Path, to: &Path) -> Result<()> {
        if self.run("link", from, || fs::hard_link(from, to)).is_ok() {
            return Ok(());
        }
        let metadata = fs::symlink_metadata(from)
            .with_context(|| format!("could not read `{}`", shown(from)))?;
        if metadata.is_symlink() {
            return self.copy_symlink(from, to);
        }
        ensure!(metadata.is_file(), "`{}` is not a regular file", shown(from));
        self.copy_new(from, to)?;
        let times = fs::FileTimes::new().set_modified(metadata.modified()?);
        self.run("set the times of", to, || {
            File::options().append(true).open(to).and_then(|copy| copy.set_times(times))
        })?;
        self.set_permissions_like(from, to)
    }

    #[cfg(unix)]
    fn copy_symlink(&self, from: &Path, to: &Path) -> Result<()> {
        let target = self.run("read", from, || fs::read_link(from))?;
        self.run("write", to, || std::os::unix::fs::symlink(target, to))
    }

    #[cfg(not(unix))]
    fn copy_symlink(&self, from: &Path, _: &Path) -> Result<()> {
        bail!("`{}` is a symbolic link and cannot be carried over", shown(from))
    }

    /// Reads a small file; `None` if it does not exist.
    pub fn read(&self, path: &Path) -> Result<Option<Vec<u8>>> {
        self.run("read", path, || existing(fs::read(path)))
    }

    /// The metadata of a path without following symlinks; `None` if it does not exist.
    pub fn metadata(&self, path: &Path) -> Result<Option<Metadata>> {
        self.run("read", path, || existing(fs::symlink_metadata(path)))
    }

    /// Whether two paths are links to one file, or files with the same bytes; a symlink is the same
    /// as any other.
    pub fn is_same_file(&self, a: &Path, b: &Path) -> Result<bool> {
        let (Some(one), Some(other)) = (self.metadata(a)?, self.metadata(b)?) else {
            return Ok(false);
        };
        if one.file_type() != other.file_type() || one.len() != other.len() {
            return Ok(false);
        }
        Ok(!one.is_file() || is_linked(&one, &other) || self.hash_file(a)? == self.hash_file(b)?)
    }

    pub fn list_folder(&self, path: &Path) -> Result<Vec<PathBuf>> {
        let list = || fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect();
        let mut paths: Vec<PathBuf> = self.run("read", path, list)?;
        paths.sort();
        Ok(paths)
    }

    /// Everything below a folder, children first, without following symlinks.
    pub fn walk(&self, folder: &Path) -> Result<Vec<DirEntry>> {
        let walk = WalkDir::new(folder).min_depth(1).contents_first(true);
        self.run("read", folder, || Ok(walk.into_iter().collect::<Result<_, _>>()?))
    }

    pub fn create_folder(&self, path: &Path) -> Result<()> {
        self.run("make", path, || fs::create_dir(path))
    }

    pub fn create_folders(&self, path: &Path) -> Result<()> {
        self.run("make", path, || fs::create_dir_all(path))
    }

    pub fn set_permissions_like(&self, model: &Path, path: &Path) -> Result<()> {
        let permissions = self.run("read", model, || fs::metadata(model))?.permissions();
        self.run("set the permissions of", path, || fs::set_permissions(path, permissions))
    }

    pub fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.announce("rename", from).and_then(|()| fs::rename(from, to))
    }

    pub fn remove_file(&self, path: &Path) -> Result<()> {
        self.run("remove", path, || fs::remove_file(path))
    }

    /// Removes a folder if it is empty; returns whether it was.
    pub fn remove_empty_folder(&self, path: &Path) -> Result<bool> {
        self.run("remove", path, || match fs::remove_dir(path) {
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(false),
            removed => removed.map(|()| true),
        })
    }

    pub fn remove_folder(&self, path: &Path) -> Result<()> {
        self.run("remove", path, || fs::remove_dir_all(path))
    }

    /// Exchanges two folders atomically.
    ///
    /// # Errors
    /// [`ErrorKind::Unsupported`] where the system or file system cannot.
    pub fn exchange(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.announce("exchange", a).and_then(|()| exchange(a, b))
    }
}

#[cfg(unix)]
fn is_linked(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

#[cfg(not(unix))]
fn is_linked(_: &Metadata, _: &Metadata) -> bool {
    false
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Err(ErrorKind::Unsupported.into()),
        result => Ok(result?),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// `None` if a path does not exist, also because a parent is a file.
fn existing<T>(result: io::Result<T>) -> io::Result<Option<T>> {
    match result {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            Ok(None)
        }
        found => found.map(Some),
    }
}

fn regular(file: &File, path: &Path) -> Result<Metadata> {
    let metadata = file.metadata().with_context(|| format!("could not read `{}`", shown(path)))?;
    ensure!(metadata.is_file(), "`{}` is not a regular file", shown(path));
    Ok(metadata)
}
