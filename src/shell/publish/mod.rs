//! Publishes a rendered site to its output folder, all or nothing.
//!
//! The new site is written to a stage beside the output and replaces it in one step, so the output
//! is always the complete old or new site. A manifest inside the output lists what fieldbook wrote;
//! other files are never changed or deleted, and a non-empty output without a manifest is refused.
//! A lock serialises builds.
//!
//! Deliberately absent: syncing to disk. A published site survives the death of the process, not a
//! power cut. Also absent: an option to force. An edited file can be deleted by hand.

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

/// Checks whether the output folder may be written, without changing it.
///
/// [`publish`] checks again; this avoids rendering in vain.
///
/// # Errors
/// See [`PublishError`].
pub fn check(destination: &Destination) -> Result<(), PublishError> {
    let output = OutputFolder::check(destination, &Surroundings::of_process()?)?;
    let _lock = Lock::acquire(&output, PATIENCE)?;
    ExistingOutput::read(&output).map(drop)
}

/// Makes the output folder contain exactly `files`, the manifest, and unmanaged files.
///
/// Unchanged files keep their times; if all are unchanged, nothing is written.
///
/// # Errors
/// See [`PublishError`]. The output is then unchanged.
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
