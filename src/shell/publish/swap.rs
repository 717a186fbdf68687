//! The moment in which the new site takes the old one's place.
//!
//! Where the file system can exchange two folders it is one step. Where it cannot, it is two
//! renames with nothing in the output between them, and the build says so aloud. A process that
//! dies there needs no journal: a stage is complete as soon as it has a manifest, so the next
//! build finds a whole site beside the empty place and puts it back.

use std::io;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::guard::Site;
use super::manifest::Claim;
use super::stage::{self, Stage};
use super::standing::Standing;
use super::{PublishError, disk, refused};

const NOT_ATOMIC: &str = "this file system cannot swap folders atomically: for a moment there was \
                          no site in the output folder";

/// Puts a filled stage in the output's place and deletes the old site. Returns notes.
///
/// # Errors
/// When the output cannot be replaced; it is then as it was.
pub fn swap(site: &Site, stage: Stage, standing: &Standing) -> Result<Vec<String>, PublishError> {
    if standing.manifest.is_none() {
        disk::rename(stage.path(), &site.out).map_err(|error| cannot_replace(site, error))?;
        stage.forget();
        return Ok(Vec::new());
    }
    let mut notes = Vec::new();
    let old = match disk::exchange(stage.path(), &site.out) {
        Ok(()) => stage.forget(),
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            notes.push(NOT_ATOMIC.to_owned());
            two_renames(site, stage)?
        }
        Err(error) => return Err(cannot_replace(site, error)),
    };
    notes.extend(stage::discard(site, &old));
    Ok(notes)
}

/// The fallback. Returns where the old site is now.
fn two_renames(site: &Site, stage: Stage) -> Result<PathBuf, PublishError> {
    let old = stage::fresh(site);
    disk::rename(&site.out, &old).map_err(|error| cannot_replace(site, error))?;
    if let Err(error) = disk::rename(stage.path(), &site.out) {
        disk::rename(&old, &site.out).context("could not put the old site back")?;
        return Err(cannot_replace(site, error));
    }
    stage.forget();
    Ok(old)
}

/// Puts a whole site back where a build died between two renames. Returns notes.
///
/// Old or new does not matter: the build that calls this replaces it.
pub fn repair(site: &Site) -> Result<Vec<String>> {
    if disk::metadata(&site.out)?.is_some() {
        return Ok(Vec::new());
    }
    for stage in stage::stages(site)? {
        if let Claim::Ours(_) = Claim::of(&stage)? {
            disk::rename(&stage, &site.out).context("could not finish an interrupted build")?;
            return Ok(vec!["found the site of an interrupted build, and put it back".to_owned()]);
        }
    }
    Ok(Vec::new())
}

fn cannot_replace(site: &Site, error: io::Error) -> PublishError {
    let fixed = [io::ErrorKind::CrossesDevices, io::ErrorKind::ResourceBusy];
    if fixed.contains(&error.kind()) {
        return refused(
            format!("the output folder `{}` cannot be replaced in one step: {error}", site.written),
            "if it is mounted, or part of a container image, choose a folder inside it with `-d`",
        );
    }
    let what = format!("could not replace the output folder `{}`", site.written);
    anyhow::Error::new(error).context(what).into()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::link::route::OutPath;
    use crate::shell::publish::guard::Surroundings;
    use crate::shell::publish::plan::Plan;
    use crate::shell::publish::{Destination, publish};
    use crate::source::Blob;

    fn files(text: &str) -> BTreeMap<OutPath, Blob> {
        BTreeMap::from([(OutPath::parse("index.html").unwrap(), Blob::from(text))])
    }

    /// A published `old`, a file that is not ours, and a stage that holds `new`.
    fn prepared(folder: &Path) -> (Site, Stage) {
        let out = folder.join("site");
        let destination = Destination { out: &out, inputs: &[], content: None };
        publish(&destination, &files("old")).unwrap();
        fs::write(out.join("notes.txt"), "canary").unwrap();
        let around = Surroundings { current: "/".into(), home: None };
        let site = Site::check(&destination, &around).unwrap();
        let standing = Standing::read(&site).unwrap();
        let stage = Stage::create(&site).unwrap();
        stage.fill(&Plan::new(&standing, &files("new")).unwrap(), &standing).unwrap();
        (site, stage)
    }

    fn published(site: &Site) -> String {
        assert_eq!(fs::read_to_string(site.out.join("notes.txt")).unwrap(), "canary");
        fs::read_to_string(site.out.join("index.html")).unwrap()
    }

    #[test]
    fn two_renames_replace_the_site_where_there_is_no_exchange() {
        let folder = tempfile::tempdir().unwrap();
        let (site, stage) = prepared(folder.path());
        let old = two_renames(&site, stage).unwrap();
        assert_eq!(published(&site), "new");
        assert_eq!(stage::discard(&site, &old), [""; 0]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_death_between_two_renames_is_repaired_by_the_next_build() {
        let folder = tempfile::tempdir().unwrap();
        let (site, stage) = prepared(folder.path());
        fs::rename(&site.out, stage::fresh(&site)).unwrap();
        stage.forget();
        let destination = Destination { out: &site.out, inputs: &[], content: None };
        let published_now = publish(&destination, &files("newer")).unwrap();
        assert_eq!(
            published_now.notes[0],
            "found the site of an interrupted build, and put it back"
        );
        assert_eq!(published(&site), "newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_appears_in_the_moment_of_the_swap_is_rescued() {
        let folder = tempfile::tempdir().unwrap();
        let (site, stage) = prepared(folder.path());
        let standing = Standing::read(&site).unwrap();
        fs::create_dir(site.out.join("late")).unwrap();
        fs::write(site.out.join("late/canary.txt"), "late").unwrap();
        let notes = swap(&site, stage, &standing).unwrap();
        let kept =
            format!("kept a file that fieldbook did not write: {}/late/canary.txt", site.written);
        assert_eq!(notes, [kept]);
        assert_eq!(fs::read_to_string(site.out.join("late/canary.txt")).unwrap(), "late");
        assert_eq!(published(&site), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
