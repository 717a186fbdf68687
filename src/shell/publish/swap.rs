//! Replaces the old site by the new one.
//!
//! An atomic exchange of two folders where the file system supports it. Elsewhere, two renames with
//! a gap in which there is no output; the build reports this. A crash in the gap needs no journal:
//! a stage with a manifest is complete, so the next build finds it beside the missing output and
//! restores it.

use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::existing_output::ExistingOutput;
use super::guard::OutputFolder;
use super::manifest::Claim;
use super::stage::{self, Stage};
use super::{PublishError, refused};

const NOT_ATOMIC: &str = "this file system cannot swap folders atomically: for a moment there was \
                          no site in the output folder";

/// Puts a filled stage in the output's place and deletes the old site. Returns notes.
///
/// # Errors
/// When the output cannot be replaced; it is then unchanged.
pub fn swap(
    output: &OutputFolder,
    stage: Stage,
    existing: &ExistingOutput,
) -> Result<Vec<String>, PublishError> {
    let disk = &output.disk;
    if existing.manifest.is_none() {
        disk.rename(stage.path(), &output.out).map_err(|error| cannot_replace(output, error))?;
        stage.forget();
        return Ok(Vec::new());
    }
    let mut notes = Vec::new();
    let old = match disk.exchange(stage.path(), &output.out) {
        Ok(()) => stage.forget(),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            notes.push(NOT_ATOMIC.to_owned());
            two_renames(output, stage)?
        }
        Err(error) => return Err(cannot_replace(output, error)),
    };
    notes.extend(stage::discard(output, &old));
    Ok(notes)
}

/// The fallback. Returns the new path of the old site.
fn two_renames(output: &OutputFolder, stage: Stage) -> Result<PathBuf, PublishError> {
    let (disk, old) = (&output.disk, stage::fresh(output));
    disk.rename(&output.out, &old).map_err(|error| cannot_replace(output, error))?;
    if let Err(error) = disk.rename(stage.path(), &output.out) {
        disk.rename(&old, &output.out).context("could not put the old site back")?;
        return Err(cannot_replace(output, error));
    }
    stage.forget();
    Ok(old)
}

/// Restores a complete site after a crash between two renames. Returns notes.
///
/// Either site will do, because the calling build replaces it.
pub fn repair(output: &OutputFolder) -> Result<Vec<String>> {
    if output.disk.metadata(&output.out)?.is_some() {
        return Ok(Vec::new());
    }
    for stage in stage::stages(output)? {
        if let Claim::Ours(_) = Claim::of(&output.disk, &stage)? {
            let restored = output.disk.rename(&stage, &output.out);
            restored.context("could not finish an interrupted build")?;
            return Ok(vec!["found the site of an interrupted build, and put it back".to_owned()]);
        }
    }
    Ok(Vec::new())
}

fn cannot_replace(output: &OutputFolder, error: io::Error) -> PublishError {
    let fixed = [io::ErrorKind::CrossesDevices, io::ErrorKind::ResourceBusy];
    if fixed.contains(&error.kind()) {
        return refused(
            format!(
                "the output folder `{}` cannot be replaced in one step: {error}",
                output.written
            ),
            "if it is mounted, or part of a container image, choose a folder inside it with `-d`",
        );
    }
    let what = format!("could not replace the output folder `{}`", output.written);
    anyhow::Error::new(error).context(what).into()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::link::route::OutPath;
    use crate::shell::publish::disk::Disk;
    use crate::shell::publish::guard::Surroundings;
    use crate::shell::publish::manifest::Manifest;
    use crate::shell::publish::{Destination, Published, open};
    use crate::source::Blob;

    fn publish(out: &Path, text: &str) -> Published {
        let publication = open(&Destination { out, inputs: &[], content: None }, []).unwrap();
        publication.add(home(), &Blob::from(text)).unwrap();
        publication.finish().unwrap()
    }

    fn home() -> OutPath {
        OutPath::parse("index.html").unwrap()
    }

    /// A published `old`, an unmanaged file, and a stage with `new`.
    fn prepared(folder: &Path) -> (OutputFolder, Stage) {
        let out = folder.join("site");
        publish(&out, "old");
        fs::write(out.join("notes.txt"), "canary").unwrap();
        let destination = Destination { out: &out, inputs: &[], content: None };
        let around = Surroundings { disk: Disk::default(), current: "/".into(), home: None };
        let output = OutputFolder::check(&destination, &around).unwrap();
        let existing = ExistingOutput::read(&output).unwrap();
        let stage = Stage::new(&output);
        stage.write(&home(), b"new").unwrap();
        let manifest = Manifest([(home(), blake3::hash(b"new"))].into());
        stage.complete(&manifest, &existing).unwrap();
        (output, stage)
    }

    fn published(output: &OutputFolder) -> String {
        assert_eq!(fs::read_to_string(output.out.join("notes.txt")).unwrap(), "canary");
        fs::read_to_string(output.out.join("index.html")).unwrap()
    }

    #[test]
    fn two_renames_replace_the_site_where_there_is_no_exchange() {
        let folder = tempfile::tempdir().unwrap();
        let (output, stage) = prepared(folder.path());
        let old = two_renames(&output, stage).unwrap();
        assert_eq!(published(&output), "new");
        assert_eq!(stage::discard(&output, &old), [""; 0]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_death_between_two_renames_is_repaired_by_the_next_build() {
        let folder = tempfile::tempdir().unwrap();
        let (output, stage) = prepared(folder.path());
        fs::rename(&output.out, stage::fresh(&output)).unwrap();
        stage.forget();
        let notes = publish(&output.out, "newer").notes;
        assert_eq!(notes[0], "found the site of an interrupted build, and put it back");
        assert_eq!(published(&output), "newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_appears_in_the_moment_of_the_swap_is_rescued() {
        let folder = tempfile::tempdir().unwrap();
        let (output, stage) = prepared(folder.path());
        let existing = ExistingOutput::read(&output).unwrap();
        fs::create_dir(output.out.join("late")).unwrap();
        fs::write(output.out.join("late/canary.txt"), "late").unwrap();
        let notes = swap(&output, stage, &existing).unwrap();
        let kept =
            format!("kept a file that fieldbook did not write: {}/late/canary.txt", output.written);
        assert_eq!(notes, [kept]);
        assert_eq!(fs::read_to_string(output.out.join("late/canary.txt")).unwrap(), "late");
        assert_eq!(published(&output), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
