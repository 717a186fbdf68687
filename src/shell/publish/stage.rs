//! A stage: the new site in a hidden folder beside the output, on the same file system.
//!
//! Until it replaces the output it can be discarded, and is removed when dropped. The old site gets
//! the same kind of name before it is deleted, so that one rule cleans up after crashes in either
//! phase.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};
use blake3::Hash;
use rayon::prelude::*;

use super::disk::Disk;
use super::existing_output::{ExistingOutput, out_path, relative};
use super::guard::OutputFolder;
use super::manifest::{self, Claim, Manifest};
use super::{not_written, shown};
use crate::link::route::OutPath;

#[derive(Debug)]
pub struct Stage {
    disk: Disk,
    path: PathBuf,
    /// The folders that exist, relative to the stage; none before the first file.
    folders: Mutex<HashSet<PathBuf>>,
    /// The bytes of new files so far.
    size: AtomicU64,
}

impl Stage {
    /// A stage that is created with its first file.
    pub fn new(output: &OutputFolder) -> Stage {
        Stage {
            disk: output.disk.clone(),
            path: fresh(output),
            folders: Mutex::default(),
            size: AtomicU64::new(0),
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the stage, which is the published site now.
    pub fn forget(mut self) -> PathBuf {
        mem::take(&mut self.path)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// When it cannot be written, or its name is taken.
    pub fn write(&self, path: &OutPath, bytes: &[u8]) -> Result<()> {
        let to = self.place(Path::new(path.as_str())).map_err(|error| self.explain_full(error))?;
        self.size.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.disk.write_new(&to, bytes).map_err(|error| self.explain_full(error))
    }

    /// Copies a file and returns its hash.
    ///
    /// # Errors
    /// As [`Stage::write`], and when the source cannot be read.
    pub fn copy(&self, path: &OutPath, source: &Path) -> Result<Hash> {
        let to = self.place(Path::new(path.as_str())).map_err(|error| self.explain_full(error))?;
        let copied = self.disk.copy_new(source, &to);
        copied.map_err(|error| self.explain_full(error))
    }

    /// Links all files that stay, and writes the manifest last.
    ///
    /// # Errors
    /// When a file cannot be linked or written.
    pub fn complete(&self, manifest: &Manifest, existing: &ExistingOutput) -> Result<()> {
        let kept = existing.kept(manifest).map(|path| Path::new(path.as_str()));
        let stays: Vec<&Path> =
            kept.chain(existing.unmanaged.iter().map(PathBuf::as_path)).collect();
        stays.into_par_iter().try_for_each(|path| {
            let to = self.place(path)?;
            self.disk.link(&existing.out.join(path), &to)
        })?;
        self.sign(manifest)?;
        self.copy_permissions(existing)
    }

    /// The path of a file in the stage, whose folders are created if they are missing.
    fn place(&self, file: &Path) -> Result<PathBuf> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let above = file.ancestors().skip(1);
        let missing: Vec<&Path> = above.take_while(|folder| !folders.contains(*folder)).collect();
        for folder in missing.into_iter().rev() {
            self.disk.create_folder(&self.path.join(folder))?;
            folders.insert(folder.to_owned());
        }
        Ok(self.path.join(file))
    }

    /// Writes the manifest atomically, so that a stage with a manifest is complete.
    fn sign(&self, manifest: &Manifest) -> Result<()> {
        let part = self.place(Path::new(&format!("{}.part", manifest::NAME)))?;
        self.disk.write_new(&part, manifest.to_text().as_bytes())?;
        let signed = self.disk.rename(&part, &self.path.join(manifest::NAME));
        signed.with_context(|| format!("could not rename `{}`", shown(&part)))
    }

    /// Copies the permissions of the output folder and of folders with unmanaged files. Deepest
    /// first, because a closed folder cannot be entered.
    fn copy_permissions(&self, existing: &ExistingOutput) -> Result<()> {
        if self.disk.metadata(&existing.out)?.is_none() {
            return Ok(());
        }
        let folders: BTreeSet<&Path> =
            existing.unmanaged.iter().flat_map(|path| path.ancestors().skip(1)).collect();
        for folder in folders.into_iter().rev() {
            self.disk.set_permissions_like(&existing.out.join(folder), &self.path.join(folder))?;
        }
        self.disk.set_permissions_like(&existing.out, &self.path)
    }

    /// Adds the space that was needed so far to the error of a full disk.
    fn explain_full(&self, error: anyhow::Error) -> anyhow::Error {
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>());
        if !causes.any(|cause| full.contains(&cause.kind())) {
            return error;
        }
        let size = self.size.load(Ordering::Relaxed);
        error.context(format!(
            "the disk is full: the new files need more than {size} bytes beside the old ones"
        ))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        let folders = self.folders.get_mut().unwrap_or_else(PoisonError::into_inner);
        if !self.path.as_os_str().is_empty() && !folders.is_empty() {
            let _ = self.disk.remove_folder(&self.path);
        }
    }
}

/// An unused name for a stage.
pub fn fresh(output: &OutputFolder) -> PathBuf {
    let random = RandomState::new().build_hasher().finish();
    output.beside(&format!("stage-{}-{random:016x}", std::process::id()))
}

/// The siblings of the output with names of [`fresh`], sorted.
pub fn stages(output: &OutputFolder) -> Result<Vec<PathBuf>> {
    let mut stages = output.disk.list_folder(output.parent())?;
    stages.retain(|path| output.suffix(path).is_some_and(is_stage));
    Ok(stages)
}

/// Removes the stages of crashed builds. Requires the lock.
pub fn sweep(output: &OutputFolder) -> Result<Vec<String>> {
    Ok(stages(output)?.iter().flat_map(|stage| discard(output, stage)).collect())
}

/// Deletes an old site or an abandoned stage. Returns notes; failures are notes as well, because
/// the site is published and the next build tries again.
pub fn discard(output: &OutputFolder, stage: &Path) -> Vec<String> {
    let mut notes = Vec::new();
    if let Err(error) = try_discard(output, stage, &mut notes) {
        notes.push(format!("could not remove `{}`, an old site: {error:#}", shown(stage)));
    }
    notes
}

/// Deletes what the manifest lists and what was linked into the output. Moves everything else to the output.
fn try_discard(output: &OutputFolder, stage: &Path, notes: &mut Vec<String>) -> Result<()> {
    let disk = &output.disk;
    let manifest = match Claim::of(disk, stage)? {
        Claim::Ours(manifest) => manifest,
        Claim::None => return disk.remove_folder(stage),
        Claim::Foreign => bail!("its manifest is not ours"),
    };
    for entry in disk.walk(stage)? {
        let relative = relative(entry.path(), stage);
        let listed = || out_path(relative).is_some_and(|path| manifest.0.contains_key(&path));
        if entry.file_type().is_dir() {
            disk.remove_empty_folder(entry.path())?;
        } else if relative == Path::new(manifest::NAME) {
            // Removed last, so that another build can continue after a crash.
        } else if listed() || disk.is_same_file(entry.path(), &output.out.join(relative))? {
            disk.remove_file(entry.path())?;
        } else {
            rescue(output, entry.path(), relative)?;
            notes.push(not_written(output, relative));
        }
    }
    disk.remove_file(&stage.join(manifest::NAME))?;
    disk.remove_empty_folder(stage)?;
    Ok(())
}

/// Moves a file that appeared during the build to its path in the output, unless that is taken.
fn rescue(output: &OutputFolder, from: &Path, relative: &Path) -> Result<()> {
    let to = output.out.join(relative);
    let published = matches!(Claim::of(&output.disk, &output.out)?, Claim::Ours(_));
    let is_free = output.disk.metadata(&to)?.is_none();
    ensure!(published && is_free, "it holds `{}`, which fieldbook did not write", shown(relative));
    if let Some(folder) = to.parent() {
        output.disk.create_folders(folder)?;
    }
    let moved = output.disk.rename(from, &to);
    moved.with_context(|| format!("could not move `{}`", shown(from)))
}

/// Whether a suffix is one of [`fresh`].
fn is_stage(suffix: &str) -> bool {
    let parts = suffix.strip_prefix("stage-").and_then(|name| name.split_once('-'));
    let Some((pid, random)) = parts else { return false };
    let all = |text: &str, radix| text.chars().all(|c| c.is_digit(radix));
    !pid.is_empty() && all(pid, 10) && random.len() == 16 && all(random, 16)
}

#[cfg(test)]
mod tests {
    use super::is_stage;

    #[test]
    fn only_names_that_builds_give_are_swept() {
        assert!(is_stage("stage-1234-0123456789abcdef"));
        for suffix in ["stage", "stage-", "stage-1-2", "stage--0123456789abcdef", "lock", ""] {
            assert!(!is_stage(suffix), "{suffix}");
        }
    }
}
