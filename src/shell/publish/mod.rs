//! Puts a rendered site in its output folder, whole or not at all.
//!
//! The new site is written to a stage beside the output and takes its place in one step, so at
//! every moment the output is the old site or the new one. A manifest inside the output lists
//! what fieldbook wrote there; what it does not list is never changed and never deleted, and an
//! output that is not empty and has no manifest is refused. All of it happens under a lock, so
//! two builds at once end in one whole site.
//!
//! Deliberately absent: syncing to disk. A published site survives the death of the process, not
//! a power cut. Also absent: a way to force. Who wants an edited file gone can delete it.

mod disk;
mod guard;
mod lock;
mod manifest;
mod plan;
mod stage;
mod existing_output;
mod swap;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::link::route::OutPath;
use crate::source::Blob;
use existing_output::ExistingOutput;
use guard::{OutputFolder, Surroundings};
use lock::Lock;
use plan::PublishPlan;
use stage::Stage;

/// The file by which fieldbook knows a folder that it wrote.
pub use manifest::NAME as MANIFEST;

/// How long a build waits for another one to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where a site goes, and what it must not overwrite.
#[derive(Debug, Clone, Copy)]
pub struct Destination<'a> {
    /// The output folder. Its parents are made if they are missing.
    pub out: &'a Path,
    /// Folders that are read by the build: the output may neither be one nor hold one.
    pub inputs: &'a [PathBuf],
    /// The content folder, when the output may not lie inside it either.
    pub content: Option<&'a Path>,
}

/// What a publication did, in files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    /// What a person may want to know, one lower-case sentence each.
    pub notes: Vec<String>,
}

/// Why nothing was published. The output is as it was.
#[derive(Debug)]
pub enum PublishError {
    /// Publishing here would harm something that fieldbook did not write.
    Refused { what: String, help: String },
    /// Another build holds the output, and did not end in ten seconds.
    Busy { pid: Option<u32> },
    /// The machine failed: disk, permissions, or an asset that could not be read.
    Machine(anyhow::Error),
}

/// Finds out whether the output folder is one that may be written to, and changes nothing in it.
///
/// [`publish`] looks again, so this only spares the work of rendering for nothing.
///
/// # Errors
/// See [`PublishError`].
pub fn check(destination: &Destination) -> Result<(), PublishError> {
    let output = OutputFolder::check(destination, &Surroundings::of_process()?)?;
    let _lock = Lock::acquire(&output, PATIENCE)?;
    ExistingOutput::read(&output).map(drop)
}

/// Makes the output folder hold exactly `files`, the manifest, and whatever others put there.
///
/// A file whose bytes are already published keeps its times; if all do, nothing is touched.
///
/// # Errors
/// See [`PublishError`]. After an error the output is what it was before.
pub fn publish(
    destination: &Destination,
    files: &BTreeMap<OutPath, Blob>,
) -> Result<Published, PublishError> {
    let output = OutputFolder::check(destination, &Surroundings::of_process()?)?;
    let _lock = Lock::acquire(&output, PATIENCE)?;
    let mut notes = swap::repair(&output)?;
    notes.extend(stage::sweep(&output)?);

    let existing = ExistingOutput::read(&output)?;
    existing.refuse_collisions(&output, files)?;
    notes.extend(existing.kept(&output));
    let plan = PublishPlan::new(&existing, files)?;
    if plan.changes_something(&existing) {
        let stage = Stage::create(&output)?;
        stage.fill(&plan, &existing)?;
        notes.extend(swap::swap(&output, stage, &existing)?);
    }
    Ok(Published {
        written: plan.write.len(),
        unchanged: plan.keep.len(),
        removed: plan.removed,
        notes,
    })
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

/// A refusal: one sentence on what and why, and what to type instead.
fn refused(what: impl Into<String>, help: impl Into<String>) -> PublishError {
    PublishError::Refused { what: what.into(), help: help.into() }
}

/// The note for a file that stays although no build wrote it.
fn not_written(output: &OutputFolder, path: &Path) -> String {
    format!("kept a file that fieldbook did not write: {}", output.shown(path))
}

/// A path as messages show it: as it is, with control characters made visible.
fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for c in path.to_string_lossy().chars() {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}
