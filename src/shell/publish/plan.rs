//! Plans a publication: each file is kept from the existing output or written.

use std::collections::BTreeMap;

use anyhow::Result;
use blake3::Hash;
use rayon::prelude::*;

use super::disk;
use super::existing_output::ExistingOutput;
use crate::link::route::OutPath;
use crate::source::Blob;

#[derive(Debug)]
pub struct PublishPlan<'a> {
    /// Files that are published already.
    pub keep: BTreeMap<&'a OutPath, Hash>,
    pub write: Vec<(&'a OutPath, &'a Blob)>,
    /// The number of published files that the new site lacks.
    pub removed: usize,
}

impl<'a> PublishPlan<'a> {
    /// # Errors
    /// When an asset cannot be read.
    pub fn new(
        existing: &ExistingOutput,
        files: &'a BTreeMap<OutPath, Blob>,
    ) -> Result<PublishPlan<'a>> {
        let files_to_write = files.par_iter().filter(|(path, _)| !existing.has_own(path));
        let judged = files_to_write.map(|(path, blob)| {
            let published = existing.ours.get(path).copied();
            let same = match published {
                Some(hash) => hash_of(blob)? == hash,
                None => false,
            };
            Ok((path, blob, published.filter(|_| same)))
        });
        let mut plan = PublishPlan { keep: BTreeMap::new(), write: Vec::new(), removed: 0 };
        for (path, blob, kept) in judged.collect::<Result<Vec<_>>>()? {
            match kept {
                Some(hash) => _ = plan.keep.insert(path, hash),
                None => plan.write.push((path, blob)),
            }
        }
        plan.removed = existing.ours.keys().filter(|path| !files.contains_key(*path)).count();
        Ok(plan)
    }

    /// Whether publishing would change anything.
    pub fn changes_something(&self, existing: &ExistingOutput) -> bool {
        let listed = existing.manifest.as_ref().map(|manifest| manifest.0.len());
        !self.write.is_empty() || listed != Some(self.keep.len())
    }
}

fn hash_of(blob: &Blob) -> Result<Hash> {
    match blob {
        Blob::Bytes(bytes) => Ok(blake3::hash(bytes)),
        Blob::File(path) => disk::hash_file(path),
    }
}
