//! One build at a time for each output folder.
//!
//! It uses the system's file locks, not the presence of a file, so a crashed build leaves no lock.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context;

use super::guard::OutputFolder;
use super::{PublishError, refused, shown};

/// The start of the lock file, before the process id.
const SIGNATURE: &str = "fieldbook ";

/// How often a waiting build retries.
const POLL: Duration = Duration::from_millis(20);

/// Held until dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// Takes the lock beside the output, and creates their parent folder.
    ///
    /// # Errors
    /// `Busy` if another process still holds it after `patience`; a refusal if its path is taken by
    /// another file or is not writable.
    pub fn acquire(output: &OutputFolder, patience: Duration) -> Result<Lock, PublishError> {
        output.disk.create_folders(output.parent()).map_err(|error| explain(error, output))?;
        let path = output.beside("lock");
        let deadline = Instant::now() + patience;
        loop {
            let mut file = open(&path, output)?;
            match file.try_lock() {
                Ok(()) if is_current(&file, &path) => {
                    sign(&mut file, &path)?;
                    return Ok(Lock { path, _file: file });
                }
                // The last holder removed the file between opening and locking.
                Ok(()) => continue,
                Err(TryLockError::Error(error)) => {
                    let what = format!("could not lock `{}`", shown(&path));
                    return Err(PublishError::Machine(anyhow::Error::new(error).context(what)));
                }
                Err(TryLockError::WouldBlock) if Instant::now() >= deadline => {
                    return Err(PublishError::Busy { pid: holder(&mut file) });
                }
                Err(TryLockError::WouldBlock) => thread::sleep(POLL),
            }
        }
    }
}

impl Drop for Lock {
    /// Removes the file while it is still locked, so that none is left behind.
    fn drop(&mut self) {
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path, output: &OutputFolder) -> Result<File, PublishError> {
    if output.disk.metadata(path)?.is_some_and(|metadata| !metadata.is_file()) {
        return Err(taken(path));
    }
    let options = File::options().read(true).write(true).create(true).truncate(false).open(path);
    let opened = options.with_context(|| format!("could not open `{}`", shown(path)));
    opened.map_err(|error| explain(error, output))
}

/// A folder without write permission is a problem of settings, not of the machine.
fn explain(error: anyhow::Error, output: &OutputFolder) -> PublishError {
    match error.downcast_ref::<io::Error>().map(io::Error::kind) {
        Some(io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem) => refused(
            format!("the folder that holds `{}` may not be written", output.written),
            "the new site is written beside the old one: choose another place with `-d`",
        ),
        _ => error.into(),
    }
}

/// Whether the locked file is still the one at its path.
#[cfg(unix)]
fn is_current(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(ours), Ok(theirs)) => (ours.dev(), ours.ino()) == (theirs.dev(), theirs.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_current(_: &File, _: &Path) -> bool {
    true
}

/// Writes our process id, unless the file has content that no build wrote.
fn sign(file: &mut File, path: &Path) -> Result<(), PublishError> {
    let text = read(file);
    if !text.is_empty() && !text.starts_with(SIGNATURE.as_bytes()) {
        return Err(taken(path));
    }
    file.set_len(0)
        .and_then(|()| file.rewind())
        .and_then(|()| file.write_all(format!("{SIGNATURE}{}\n", std::process::id()).as_bytes()))
        .with_context(|| format!("could not write `{}`", shown(path)))?;
    Ok(())
}

fn holder(file: &mut File) -> Option<u32> {
    let text = String::from_utf8(read(file)).ok()?;
    text.strip_prefix(SIGNATURE)?.trim_end().parse().ok()
}

/// The start of the file; empty if it cannot be read.
fn read(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    match file.rewind().and_then(|()| file.take(64).read_to_end(&mut bytes)) {
        Ok(_) => bytes,
        Err(_) => Vec::new(),
    }
}

fn taken(path: &Path) -> PublishError {
    refused(
        format!("`{}` is where the lock goes, and fieldbook did not write it", shown(path)),
        "move it away and build again",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::publish::Destination;
    use crate::shell::publish::disk::Disk;
    use crate::shell::publish::guard::Surroundings;

    fn output(folder: &Path) -> OutputFolder {
        let disk = Disk::default();
        let around = Surroundings { disk, current: "/".into(), home: None };
        let out = folder.join("site");
        OutputFolder::check(&Destination { out: &out, inputs: &[], content: None }, &around)
            .unwrap()
    }

    #[test]
    fn a_held_lock_names_its_holder() {
        let folder = tempfile::tempdir().unwrap();
        let output = output(folder.path());
        let _held = Lock::acquire(&output, Duration::ZERO).unwrap();
        let error = Lock::acquire(&output, Duration::ZERO).unwrap_err();
        let expected = format!("another build (pid {}) is running", std::process::id());
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn the_lock_file_of_a_dead_build_is_no_lock() {
        let folder = tempfile::tempdir().unwrap();
        let output = output(folder.path());
        fs::write(output.beside("lock"), "fieldbook 1\n").unwrap();
        drop(Lock::acquire(&output, Duration::ZERO).unwrap());
        assert!(!cfg!(unix) || fs::read_dir(folder.path()).unwrap().next().is_none());
    }

    #[test]
    fn a_file_of_somebody_else_is_not_taken_for_a_lock() {
        let folder = tempfile::tempdir().unwrap();
        let output = output(folder.path());
        fs::write(output.beside("lock"), "canary").unwrap();
        let error = Lock::acquire(&output, Duration::ZERO).unwrap_err();
        assert!(matches!(error, PublishError::Refused { .. }));
        assert_eq!(fs::read_to_string(output.beside("lock")).unwrap(), "canary");
    }
}
