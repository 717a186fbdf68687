//! What changes: each file of the new site is kept from the published one, or written.

use std::collections::BTreeMap;

use anyhow::Result;
use blake3::Hash;
use rayon::prelude::*;

use super::disk;
use super::standing::Standing;
use crate::link::route::OutPath;
use crate::source::Blob;

#[derive(Debug)]
pub struct Plan<'a> {
    /// Files whose bytes are published already.
    pub keep: BTreeMap<&'a OutPath, Hash>,
    pub write: Vec<(&'a OutPath, &'a Blob)>,
    /// How many published files the new site does not have.
    pub removed: usize,
}

impl<'a> Plan<'a> {
    /// # Errors
    /// When an asset cannot be read.
    pub fn new(standing: &Standing, files: &'a BTreeMap<OutPath, Blob>) -> Result<Plan<'a>> {
        let files_to_write = files.par_iter().filter(|(path, _)| !standing.has_own(path));
        let judged = files_to_write.map(|(path, blob)| {
            let published = standing.ours.get(path).copied();
            let same = match published {
                Some(hash) => hash_of(blob)? == hash,
                None => false,
            };
            Ok((path, blob, published.filter(|_| same)))
        });
        let mut plan = Plan { keep: BTreeMap::new(), write: Vec::new(), removed: 0 };
        for (path, blob, kept) in judged.collect::<Result<Vec<_>>>()? {
            match kept {
                Some(hash) => _ = plan.keep.insert(path, hash),
                None => plan.write.push((path, blob)),
            }
        }
        plan.removed = standing.ours.keys().filter(|path| !files.contains_key(*path)).count();
        Ok(plan)
    }

    /// Whether publishing would do anything at all.
    pub fn changes_something(&self, standing: &Standing) -> bool {
        let listed = standing.manifest.as_ref().map(|manifest| manifest.0.len());
        !self.write.is_empty() || listed != Some(self.keep.len())
    }
}

fn hash_of(blob: &Blob) -> Result<Hash> {
    match blob {
        Blob::Bytes(bytes) => Ok(blake3::hash(bytes)),
        Blob::File(path) => disk::hash_file(path),
    }
}
