//! Reads the existing output folder: our files, and files that others put there.
//!
//! Our files are hashed every time, so that manual edits are detected instead of lost, and
//! unchanged files can safely be kept. Rendering takes a while, so files that are about to be
//! replaced are hashed again just before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use blake3::Hash;
use rayon::prelude::*;

use super::guard::OutputFolder;
use super::manifest::{self, Claim, Manifest};
use super::{PublishError, not_written, refused};
use crate::link::route::OutPath;

/// How many names a message lists before it counts the rest.
const NAMED: usize = 8;

/// The output folder before a build.
#[derive(Debug)]
pub struct ExistingOutput {
    pub out: PathBuf,
    /// `None` if no site was published here: the folder is empty or absent.
    pub manifest: Option<Manifest>,
    /// The files of the manifest that still exist, all unedited.
    pub ours: BTreeMap<OutPath, Hash>,
    /// Files that fieldbook did not write, relative to the output. Empty folders are ignored.
    pub unmanaged: BTreeSet<PathBuf>,
}

impl ExistingOutput {
    /// # Errors
    /// A refusal when the folder is not ours, or when a file of ours was edited.
    pub fn read(output: &OutputFolder) -> Result<ExistingOutput, PublishError> {
        let mut existing = ExistingOutput {
            out: output.out.clone(),
            manifest: None,
            ours: BTreeMap::new(),
            unmanaged: BTreeSet::new(),
        };
        let disk = &output.disk;
        if disk.metadata(&output.out)?.is_none() {
            return Ok(existing);
        }
        let manifest = match Claim::of(disk, &output.out)? {
            Claim::Ours(manifest) => manifest,
            Claim::None if disk.list_folder(&output.out)?.is_empty() => return Ok(existing),
            Claim::None => return Err(not_ours(output)),
            Claim::Foreign => return Err(manifest_not_ours(output)),
        };
        let is_same = |path: &OutPath, hash| -> anyhow::Result<bool> {
            Ok(!path.is_mark() || disk.hash_file(&output.out.join(path.as_str()))? == hash)
        };
        for entry in disk.walk(&output.out)? {
            let relative = relative(entry.path(), &output.out);
            let ours = out_path(relative).and_then(|path| Some((*manifest.0.get(&path)?, path)));
            match ours {
                _ if entry.file_type().is_dir() || relative == Path::new(manifest::NAME) => {}
                Some((hash, path)) if entry.file_type().is_file() && is_same(&path, hash)? => {
                    existing.ours.insert(path, hash);
                }
                _ => _ = existing.unmanaged.insert(relative.to_owned()),
            }
        }
        refuse_edited(output, &existing.ours.iter().collect::<Vec<_>>())?;
        existing.manifest = Some(manifest);
        Ok(existing)
    }

    /// # Errors
    /// A refusal when an unmanaged file is in the way of a file of the new site.
    pub fn refuse_collision(
        &self,
        output: &OutputFolder,
        path: &OutPath,
    ) -> Result<(), PublishError> {
        if self.unmanaged.is_empty() || self.has_own(path) {
            return Ok(());
        }
        let path = Path::new(path.as_str());
        let above = path.ancestors().find_map(|part| self.unmanaged.get(part));
        let below = || self.unmanaged.range(path.to_owned()..).next();
        match above.or_else(|| below().filter(|first| first.starts_with(path))) {
            None => Ok(()),
            Some(taken) => Err(refused(
                format!(
                    "`{}` was not written by fieldbook and stands where the site needs the name",
                    output.shown(taken)
                ),
                "move it away, or delete it, and build again",
            )),
        }
    }

    /// # Errors
    /// A refusal when a file that the new site replaces or lacks was edited in the meantime.
    pub fn refuse_late_edits(
        &self,
        output: &OutputFolder,
        new: &Manifest,
    ) -> Result<(), PublishError> {
        let lost = self.ours.iter().filter(|(path, hash)| new.0.get(path) != Some(hash));
        refuse_edited(output, &lost.collect::<Vec<_>>())
    }

    /// Whether someone else already put a required marker file there, which suffices.
    pub fn has_own(&self, path: &OutPath) -> bool {
        path.is_mark() && self.unmanaged.contains(Path::new(path.as_str()))
    }

    /// The files that are the same in the new site.
    pub fn kept(&self, new: &Manifest) -> impl Iterator<Item = &OutPath> {
        self.ours.iter().filter(|(path, hash)| new.0.get(path) == Some(hash)).map(|(path, _)| path)
    }

    /// A note for each unmanaged file that stays.
    pub fn notes(&self, output: &OutputFolder) -> Vec<String> {
        let is_mark = |path: &&PathBuf| out_path(path).is_some_and(|path| path.is_mark());
        let kept: Vec<&PathBuf> = self.unmanaged.iter().filter(|path| !is_mark(path)).collect();
        let mut notes: Vec<String> =
            kept.iter().take(NAMED).map(|path| not_written(output, path)).collect();
        if let Some(more) = kept.len().checked_sub(NAMED).filter(|more| *more > 0) {
            notes.push(format!("kept {more} more files that fieldbook did not write"));
        }
        notes
    }
}

fn refuse_edited(output: &OutputFolder, listed: &[(&OutPath, &Hash)]) -> Result<(), PublishError> {
    let edited = |(path, hash): &(&OutPath, &Hash)| -> anyhow::Result<Option<String>> {
        let path = Path::new(path.as_str());
        let same = output.disk.hash_file(&output.out.join(path))? == **hash;
        Ok((!same).then(|| format!("`{}`", output.shown(path))))
    };
    let edited: Vec<Option<String>> = listed.par_iter().map(edited).collect::<Result<_, _>>()?;
    let mut edited: Vec<String> = edited.into_iter().flatten().collect();
    edited.sort();
    if edited.is_empty() {
        return Ok(());
    }
    let more = edited.len().saturating_sub(NAMED);
    edited.truncate(NAMED);
    if more > 0 {
        edited.push(format!("{more} more"));
    }
    Err(refused(
        format!(
            "edited after fieldbook wrote it, and building would lose that: {}",
            edited.join(", ")
        ),
        "move what you want to keep out of the folder, or delete it, and build again",
    ))
}

fn not_ours(output: &OutputFolder) -> PublishError {
    let has_git = output.out.join(".git").exists();
    let holds = if has_git { "a git repository" } else { "files" };
    refused(
        format!(
            "the output folder `{}` holds {holds} that fieldbook did not write",
            output.written
        ),
        "choose an empty or a new folder, such as `-d site`, or empty this one yourself",
    )
}

fn manifest_not_ours(output: &OutputFolder) -> PublishError {
    let path = output.shown(Path::new(manifest::NAME));
    refused(
        format!("the manifest is not ours: `{path}` was edited, or is of another version"),
        format!("delete the folder `{}` yourself, or choose another with `-d`", output.written),
    )
}

/// A path relative to an ancestor.
pub fn relative<'a>(path: &'a Path, folder: &Path) -> &'a Path {
    path.strip_prefix(folder).unwrap_or(path)
}

/// The name of a file in a manifest, if it could be listed.
pub fn out_path(relative: &Path) -> Option<OutPath> {
    let parts: Option<Vec<&str>> = relative.iter().map(|part| part.to_str()).collect();
    OutPath::parse(&parts?.join("/")).ok()
}
