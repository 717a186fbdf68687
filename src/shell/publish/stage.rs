//! A stage: the new site in a hidden folder beside the output, on the same file system.
//!
//! Until it replaces the output it can be discarded, and is removed when dropped. The old site gets
//! the same kind of name before it is deleted, so that one rule cleans up after crashes in either
//! phase.

use std::collections::hash_map::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ffi::OsStr;
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use blake3::Hash;
use rayon::prelude::*;

use super::existing_output::{ExistingOutput, out_path, relative};
use super::guard::OutputFolder;
use super::manifest::{self, Claim, Manifest};
use super::plan::PublishPlan;
use super::{disk, not_written, shown};
use crate::link::route::OutPath;
use crate::source::Blob;

#[derive(Debug)]
pub struct Stage {
    path: PathBuf,
}

impl Stage {
    pub fn create(output: &OutputFolder) -> Result<Stage> {
        let path = fresh(output);
        disk::create_folder(&path)?;
        Ok(Stage { path })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Keeps the stage, which is the published site now.
    pub fn forget(mut self) -> PathBuf {
        mem::take(&mut self.path)
    }

    /// Writes the whole site, the manifest last.
    ///
    /// # Errors
    /// When a file cannot be written or an asset cannot be read.
    pub fn fill(&self, plan: &PublishPlan, existing: &ExistingOutput) -> Result<()> {
        self.create_folders(plan, existing)?;
        let kept: Vec<&Path> = plan.keep.keys().map(|path| Path::new(path.as_str())).collect();
        let carried =
            kept.into_par_iter().chain(existing.unmanaged.par_iter().map(PathBuf::as_path));
        carried.try_for_each(|path| disk::link(&existing.out.join(path), &self.path.join(path)))?;

        let written = plan.write.par_iter().map(|(path, blob)| {
            let hash = write(blob, &self.path.join(path.as_str()))?;
            Ok(((*path).clone(), hash))
        });
        let written: Vec<(OutPath, Hash)> =
            written.collect::<Result<_>>().map_err(|error| explain_full(error, plan))?;

        let kept = plan.keep.iter().map(|(path, hash)| ((*path).clone(), *hash));
        self.sign(&Manifest(kept.chain(written).collect()))?;
        self.copy_permissions(existing)
    }

    /// Creates the folders of the new site, parents first.
    fn create_folders(&self, plan: &PublishPlan, existing: &ExistingOutput) -> Result<()> {
        let ours = plan.keep.keys().copied().chain(plan.write.iter().map(|(path, _)| *path));
        let ours = ours.map(|path| Path::new(path.as_str()));
        let all = ours.chain(existing.unmanaged.iter().map(PathBuf::as_path));
        let parents: HashSet<&OsStr> =
            all.filter_map(|path| Some(path.parent()?.as_os_str())).collect();
        let mut levels: BTreeMap<usize, BTreeSet<&Path>> = BTreeMap::new();
        for folder in parents.into_iter().flat_map(|parent| Path::new(parent).ancestors()) {
            levels.entry(folder.iter().count()).or_default().insert(folder);
        }
        levels.remove(&0);
        let create = |folder: &&Path| disk::create_folder(&self.path.join(folder));
        levels.values().try_for_each(|level| level.par_iter().try_for_each(create))
    }

    /// Writes the manifest atomically, so that a stage with a manifest is complete.
    fn sign(&self, manifest: &Manifest) -> Result<()> {
        let part = self.path.join(format!("{}.part", manifest::NAME));
        disk::write_new(&part, manifest.to_text().as_bytes())?;
        disk::rename(&part, &self.path.join(manifest::NAME))
            .with_context(|| format!("could not rename `{}`", shown(&part)))
    }

    /// Copies the permissions of the output folder and of folders with unmanaged files. Deepest
    /// first, because a closed folder cannot be entered.
    fn copy_permissions(&self, existing: &ExistingOutput) -> Result<()> {
        if disk::metadata(&existing.out)?.is_none() {
            return Ok(());
        }
        let folders: BTreeSet<&Path> =
            existing.unmanaged.iter().flat_map(|path| path.ancestors().skip(1)).collect();
        for folder in folders.into_iter().rev() {
            disk::set_permissions_like(&existing.out.join(folder), &self.path.join(folder))?;
        }
        disk::set_permissions_like(&existing.out, &self.path)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if !self.path.as_os_str().is_empty() {
            let _ = disk::remove_folder(&self.path);
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
    let mut stages = disk::list_folder(output.parent())?;
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

/// Deletes what the manifest lists or the output also has. Moves everything else to the output.
fn try_discard(output: &OutputFolder, stage: &Path, notes: &mut Vec<String>) -> Result<()> {
    let manifest = match Claim::of(stage)? {
        Claim::Ours(manifest) => manifest,
        Claim::None => return disk::remove_folder(stage),
        Claim::Foreign => bail!("its manifest is not ours"),
    };
    for entry in disk::walk(stage)? {
        let relative = relative(entry.path(), stage);
        let listed = || out_path(relative).is_some_and(|path| manifest.0.contains_key(&path));
        if entry.file_type().is_dir() {
            disk::remove_empty_folder(entry.path())?;
        } else if relative == Path::new(manifest::NAME) {
            // Removed last, so that another build can continue after a crash.
        } else if listed() || disk::metadata(&output.out.join(relative))?.is_some() {
            disk::remove_file(entry.path())?;
        } else {
            rescue(output, entry.path(), relative)?;
            notes.push(not_written(output, relative));
        }
    }
    disk::remove_file(&stage.join(manifest::NAME))?;
    disk::remove_empty_folder(stage)?;
    Ok(())
}

/// Moves a file that appeared during the exchange to its path in the output.
fn rescue(output: &OutputFolder, from: &Path, relative: &Path) -> Result<()> {
    let to = output.out.join(relative);
    let published = matches!(Claim::of(&output.out)?, Claim::Ours(_));
    ensure!(published, "it holds `{}`, which fieldbook did not write", shown(relative));
    if let Some(folder) = to.parent() {
        disk::create_folders(folder)?;
    }
    disk::rename(from, &to).with_context(|| format!("could not move `{}`", shown(from)))
}

/// Whether a suffix is one of [`fresh`].
fn is_stage(suffix: &str) -> bool {
    let parts = suffix.strip_prefix("stage-").and_then(|name| name.split_once('-'));
    let Some((pid, random)) = parts else { return false };
    let all = |text: &str, radix| text.chars().all(|c| c.is_digit(radix));
    !pid.is_empty() && all(pid, 10) && random.len() == 16 && all(random, 16)
}

fn write(blob: &Blob, path: &Path) -> Result<Hash> {
    match blob {
        Blob::Bytes(bytes) => disk::write_new(path, bytes).map(|()| blake3::hash(bytes)),
        Blob::File(source) => disk::copy_new(source, path),
    }
}

/// Adds the required space to the error of a full disk.
fn explain_full(error: anyhow::Error, plan: &PublishPlan) -> anyhow::Error {
    let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
    let is_full = error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| full.contains(&cause.kind()));
    if !is_full {
        return error;
    }
    let size = |blob: &Blob| match blob {
        Blob::Bytes(bytes) => bytes.len() as u64,
        Blob::File(path) => {
            disk::metadata(path).ok().flatten().map_or(0, |metadata| metadata.len())
        }
    };
    let needed: u64 = plan.write.iter().map(|(_, blob)| size(blob)).sum();
    error
        .context(format!("the disk is full: the new files need {needed} bytes beside the old ones"))
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
