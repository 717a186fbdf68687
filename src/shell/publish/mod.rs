//! Publishes a rendered site to its output folder, all or nothing.
//!
//! A [`Publication`] takes each file as soon as it is rendered and keeps only its hash: a new or
//! changed file is written to a stage beside the output, an unchanged one is linked in the end. The
//! stage replaces the output in one step, so the output is always the complete old or new site; if
//! nothing changed, there is no stage. A manifest inside the output lists what fieldbook wrote;
//! other files are never changed or deleted, and a non-empty output without a manifest is refused.
//! A lock serialises builds.
//!
//! Deliberately absent: syncing to disk. A published site survives the death of the process, not a
//! power cut. Also absent: an option to force. An edited file can be deleted by hand.

mod disk;
mod guard;
mod lock;
mod manifest;
mod stage;
mod existing_output;
mod swap;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use blake3::Hash;

use crate::link::route::OutPath;
use crate::source::Blob;
use existing_output::ExistingOutput;
use guard::{OutputFolder, Surroundings};
use lock::Lock;
use manifest::Manifest;
use stage::Stage;

/// The file by which fieldbook recognises its own output.
pub use manifest::NAME as MANIFEST;

/// How long a build waits for another one.
const PATIENCE: Duration = Duration::from_secs(10);

/// The output folder and its restrictions.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The output folder. Missing parents are created.
    pub out: &'a Path,
    /// The inputs of the build: the output may neither be nor contain one.
    pub inputs: &'a [PathBuf],
    /// The content folder, if the output may not be inside it either.
    pub content: Option<&'a Path>,
}

/// The result of publishing, in numbers of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// Notes for the user, one lower-case sentence each.
    pub notes: Vec<String>,
}

/// Why nothing was published. The output is unchanged.
#[derive(Debug)]
pub enum PublishError {
    /// Publishing would overwrite something that fieldbook did not write.
    Refused { what: String, help: String },
    /// Another build holds the lock and did not finish in ten seconds.
    Busy { pid: Option<u32> },
    /// A machine error: disk, permissions, or an unreadable asset.
    Machine(anyhow::Error),
}

/// A site that is being published: the output is locked, and changes when it is finished. Dropped
/// unfinished, it leaves the output as it was.
#[derive(Debug)]
pub struct Publication {
    output: OutputFolder,
    existing: ExistingOutput,
    /// Above the lock, so that it is removed while the output is locked.
    stage: Stage,
    _lock: Lock,
    /// The new site so far.
    files: Mutex<BTreeMap<OutPath, Hash>>,
    notes: Vec<String>,
}

/// Locks the output folder, repairs what a crashed build left, and checks what is in it.
///
/// `known` are paths of the new site that are known before it is rendered: if an unmanaged file is
/// in their way, nothing needs to be rendered.
///
/// # Errors
/// See [`PublishError`].
pub fn open(
    destination: &Destination,
    known: impl IntoIterator<Item = OutPath>,
) -> Result<Publication, PublishError> {
    open_in(&Surroundings::of_process()?, destination, known)
}

fn open_in(
    around: &Surroundings,
    destination: &Destination,
    known: impl IntoIterator<Item = OutPath>,
) -> Result<Publication, PublishError> {
    let output = OutputFolder::check(destination, around)?;
    let lock = Lock::acquire(&output, PATIENCE)?;
    let mut notes = swap::repair(&output)?;
    notes.extend(stage::sweep(&output)?);
    let existing = ExistingOutput::read(&output)?;
    known.into_iter().try_for_each(|path| existing.refuse_collision(&output, &path))?;
    notes.extend(existing.notes(&output));
    let (stage, files) = (Stage::new(&output), Mutex::default());
    Ok(Publication { output, existing, stage, _lock: lock, files, notes })
}

impl Publication {
    /// Adds a file. Several threads may do so at once.
    ///
    /// # Errors
    /// See [`PublishError`]. The site lacks the file then, and must not be finished.
    pub fn add(&self, path: OutPath, content: &Blob) -> Result<(), PublishError> {
        if self.existing.has_own(&path) {
            return Ok(());
        }
        self.existing.refuse_collision(&self.output, &path)?;
        let hash = match content {
            Blob::Bytes(bytes) => self.write(&path, bytes)?,
            Blob::File(source) => self.copy(&path, source)?,
        };
        self.files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, hash);
        Ok(())
    }

    fn write(&self, path: &OutPath, bytes: &[u8]) -> anyhow::Result<Hash> {
        let hash = blake3::hash(bytes);
        if self.existing.ours.get(path) != Some(&hash) {
            self.stage.write(path, bytes)?;
        }
        Ok(hash)
    }

    fn copy(&self, path: &OutPath, source: &Path) -> anyhow::Result<Hash> {
        match self.existing.ours.get(path) {
            Some(hash) if self.output.disk.hash_file(source)? == *hash => Ok(*hash),
            _ => self.stage.copy(path, source),
        }
    }

    /// Makes the output folder contain exactly the added files, the manifest, and unmanaged files.
    ///
    /// Unchanged files keep their times; if all are unchanged, nothing is written.
    ///
    /// # Errors
    /// See [`PublishError`]. The output is then unchanged.
    pub fn finish(self) -> Result<Published, PublishError> {
        // The stage is dropped before the lock: bindings are dropped in reverse.
        let Publication { _lock, output, existing, stage, files, mut notes } = self;
        let site = Manifest(files.into_inner().unwrap_or_else(PoisonError::into_inner));
        let unchanged = existing.kept(&site).count();
        let written = site.0.len() - unchanged;
        let removed = existing.ours.keys().filter(|path| !site.0.contains_key(path)).count();
        if written > 0 || existing.manifest.as_ref() != Some(&site) {
            stage.complete(&site, &existing)?;
            // The last thing before the swap, after which an edit would be lost.
            existing.refuse_late_edits(&output, &site)?;
            notes.extend(swap::swap(&output, stage, &existing)?);
        }
        Ok(Published { written, unchanged, removed, notes })
    }
}

impl From<anyhow::Error> for PublishError {
    fn from(error: anyhow::Error) -> Self {
        PublishError::Machine(error)
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PublishError::Refused { what, .. } => f.write_str(what),
            PublishError::Busy { pid: Some(pid) } => {
                write!(f, "another build (pid {pid}) is running")
            }
            PublishError::Busy { pid: None } => f.write_str("another build is running"),
            PublishError::Machine(error) => write!(f, "{error:#}"),
        }
    }
}

impl std::error::Error for PublishError {}

/// A refusal: one sentence with the reason, and a suggestion.
fn refused(what: impl Into<String>, help: impl Into<String>) -> PublishError {
    PublishError::Refused { what: what.into(), help: help.into() }
}

/// The note for an unmanaged file that stays.
fn not_written(output: &OutputFolder, path: &Path) -> String {
    format!("kept a file that fieldbook did not write: {}", output.shown(path))
}

/// A path for messages, with control characters made visible.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    shown
}
