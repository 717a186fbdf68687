//! The list of what fieldbook wrote into an output folder, kept inside it.
//!
//! ```text
//! fieldbook-manifest 1
//! 9f86d081…  404.html
//! 2c26b46b…  steps/ship/index.html
//! ```
//!
//! A BLAKE3 hash and a path on each line, sorted by path. It holds no times and no paths of the
//! machine, so the same site has the same manifest. Reading is strict: a list of what may be
//! deleted is worth nothing if a stranger could have written it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use anyhow::Result;
use blake3::Hash;

use super::disk::Disk;
use crate::link::route::OutPath;

/// Hidden, so no page or asset can have this name.
pub const NAME: &str = ".fieldbook-manifest";

const HEADER: &str = "fieldbook-manifest 1";

/// The published files with the hashes of their bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Manifest(pub BTreeMap<OutPath, Hash>);

/// Who wrote a folder, by its manifest.
#[derive(Debug, PartialEq, Eq)]
pub enum Claim {
    /// It has no manifest.
    None,
    /// Fieldbook wrote it.
    Ours(Manifest),
    /// Another file has the manifest's name.
    Foreign,
}

impl Claim {
    pub fn of(disk: &Disk, folder: &Path) -> Result<Claim> {
        let path = folder.join(NAME);
        match disk.metadata(&path)? {
            None => return Ok(Claim::None),
            Some(metadata) if !metadata.is_file() => return Ok(Claim::Foreign),
            Some(_) => {}
        }
        let text = disk.read(&path)?.and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(text.and_then(|text| Manifest::parse(&text)).map_or(Claim::Foreign, Claim::Ours))
    }
}

impl Manifest {
    pub fn to_text(&self) -> String {
        let mut text = format!("{HEADER}\n");
        for (path, hash) in &self.0 {
            let _ = writeln!(text, "{hash}  {}", path.as_str());
        }
        text
    }

    /// Parses a manifest; accepts only what [`Manifest::to_text`] writes.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        if lines.next() != Some(HEADER) {
            return None;
        }
        let mut files = BTreeMap::new();
        for line in lines {
            let (hash, path) = line.split_once("  ")?;
            files.insert(OutPath::parse(path).ok()?, Hash::from_hex(hash).ok()?);
        }
        let manifest = Manifest(files);
        (manifest.to_text() == text).then_some(manifest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::route::Route;

    fn manifest(paths: &[&str]) -> Manifest {
        let file = |path: &&str| (OutPath::parse(path).unwrap(), blake3::hash(path.as_bytes()));
        Manifest(paths.iter().map(file).collect())
    }

    #[test]
    fn a_manifest_reads_back_as_itself() {
        let deep = Route::page(&["x"; 32].join("/")).unwrap().out_path();
        for paths in [&[][..], &["index.html"], &["a b/ü  x.png", "index.html"], &[deep.as_str()]]
        {
            let manifest = manifest(paths);
            assert_eq!(Manifest::parse(&manifest.to_text()), Some(manifest));
        }
    }

    #[test]
    fn a_text_that_fieldbook_did_not_write_is_no_manifest() {
        let hash = blake3::hash(b"").to_hex();
        let other = blake3::hash(b"x").to_hex();
        for lines in [
            String::new(),
            "\n".into(),
            "fieldbook-manifest 2\n".into(),
            HEADER.into(),
            format!("{HEADER}\r\n"),
            format!("{HEADER}\n\n"),
            format!("{HEADER}\n{hash}  index.html"),
            format!("{HEADER}\n{hash} index.html\n"),
            format!("{HEADER}\n{}  index.html\n", hash.to_uppercase()),
            format!("{HEADER}\n{}  index.html\n", &hash[..63]),
            format!("{HEADER}\n{hash}  ../../x\n"),
            format!("{HEADER}\n{hash}  /etc/x\n"),
            format!("{HEADER}\n{hash}  a/../../x\n"),
            format!("{HEADER}\n{hash}  .git/config\n"),
            format!("{HEADER}\n{hash}  {NAME}\n"),
            format!("{HEADER}\n{hash}  C:\\x\n"),
            format!("{HEADER}\n{hash}  b\n{hash}  a\n"),
            format!("{HEADER}\n{hash}  a\n{other}  a\n"),
            format!("{HEADER}\n{hash}  a\n# note\n"),
        ] {
            assert_eq!(Manifest::parse(&lines), None, "{lines:?}");
        }
    }
}
