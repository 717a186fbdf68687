//! Checks by path alone whether an output folder is allowed, before anything is written.
//!
//! An [`OutputFolder`] exists only for a path that passed. The content of the folder is checked
//! later, in `existing_output`, because that requires the lock.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::Context;

use super::disk::Disk;
use super::{Destination, PublishError, refused, shown};

/// An output folder that passed the checks.
#[derive(Debug)]
pub struct OutputFolder {
    /// Absolute, without symlinks in its parents.
    pub out: PathBuf,
    /// The path as typed, for messages.
    pub written: String,
    /// The disk that it is on.
    pub disk: Disk,
    parent: PathBuf,
    name: OsString,
}

/// The disk of the process, and its folders that must not be inside the output.
#[derive(Debug)]
pub struct Surroundings {
    pub disk: Disk,
    pub current: PathBuf,
    pub home: Option<PathBuf>,
}

impl Surroundings {
    pub fn of_process() -> anyhow::Result<Surroundings> {
        let current = env::current_dir().context("could not find the current folder")?;
        let home = env::home_dir().filter(|home| home.is_absolute());
        Ok(Surroundings { disk: Disk::default(), current, home })
    }
}

impl OutputFolder {
    /// # Errors
    /// A refusal when the output is or contains a protected folder, is not a folder, or cannot be
    /// replaced.
    pub fn check(
        destination: &Destination,
        around: &Surroundings,
    ) -> Result<OutputFolder, PublishError> {
        let out = resolve_name(around, destination.out)?;
        let written = shown(destination.out);
        let refuse = |why: &str| {
            let what = format!("the output folder `{written}` {why}");
            Err(refused(what, "give the site a folder of its own, such as `-d site`"))
        };
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return refuse("is the root of the file system");
        };
        if holds(&out, around, &around.current)? {
            return refuse("is the current folder or holds it");
        }
        if let Some(home) = &around.home
            && holds(&out, around, home)?
        {
            return refuse("is your home folder or holds it");
        }
        for input in destination.inputs {
            if holds(&out, around, input)? {
                return refuse(&format!("is or holds `{}`, which the build reads", shown(input)));
            }
        }
        if let Some(content) = destination.content
            && out.starts_with(resolve(around, content)?)
        {
            return refuse(&format!("is inside the content folder `{}`", shown(content)));
        }
        if out.components().any(|part| part.as_os_str().eq_ignore_ascii_case(".git")) {
            return refuse("is inside a `.git` folder");
        }
        if let Some(why) = unfit(&around.disk, &out, parent)? {
            return refuse(why);
        }
        let (parent, name) = (parent.to_owned(), name.to_owned());
        Ok(OutputFolder { written, disk: around.disk.clone(), parent, name, out })
    }

    /// The parent of the output, where temporary files are created.
    pub fn parent(&self) -> &Path {
        &self.parent
    }

    /// A hidden sibling of the output, such as `.output.lock` for `lock`.
    pub fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(".");
        name.push(&self.name);
        name.push(".");
        name.push(suffix);
        self.parent.join(name)
    }

    /// The suffix of a sibling that [`OutputFolder::beside`] could have named.
    pub fn suffix<'a>(&self, neighbour: &'a Path) -> Option<&'a str> {
        let prefix = self.beside("");
        let prefix = prefix.file_name().map(OsStr::as_encoded_bytes)?;
        let suffix = neighbour.file_name()?.as_encoded_bytes().strip_prefix(prefix)?;
        std::str::from_utf8(suffix).ok()
    }

    /// A path inside the output for messages.
    pub fn shown(&self, path: &Path) -> String {
        format!("{}/{}", self.written.trim_end_matches('/'), shown(path))
    }
}

/// Whether `inner` is `out` or below it.
fn holds(out: &Path, around: &Surroundings, inner: &Path) -> anyhow::Result<bool> {
    Ok(resolve(around, inner)?.starts_with(out))
}

/// Why the existing path cannot be replaced by a folder.
fn unfit(disk: &Disk, out: &Path, parent: &Path) -> anyhow::Result<Option<&'static str>> {
    let Some(metadata) = disk.metadata(out)? else { return Ok(None) };
    Ok(if metadata.is_symlink() {
        Some("is a symbolic link")
    } else if !metadata.is_dir() {
        Some("is not a folder")
    } else if is_mount_point(&metadata, disk.metadata(parent)?) {
        Some("is a mount point, which cannot be replaced in one step")
    } else if !is_writable(out) {
        Some("may not be written")
    } else {
        None
    })
}

/// An absolute path whose last part may be a symlink.
fn resolve_name(around: &Surroundings, path: &Path) -> anyhow::Result<PathBuf> {
    let ends_in_name = matches!(path.components().next_back(), Some(Component::Normal(_)));
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if ends_in_name => {
            let named = resolve(around, parent)?.join(name);
            let metadata = around.disk.metadata(&named)?;
            let is_link = metadata.is_some_and(|metadata| metadata.is_symlink());
            if is_link { Ok(named) } else { resolve(around, &named) }
        }
        _ => resolve(around, path),
    }
}

/// An absolute path without `.`, `..` or symlinks; it need not exist.
fn resolve(around: &Surroundings, path: &Path) -> anyhow::Result<PathBuf> {
    let mut resolved = PathBuf::new();
    for part in around.current.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                resolved.pop();
            }
            _ => {
                resolved.push(part);
                if around.disk.metadata(&resolved)?.is_some() {
                    resolved = fs::canonicalize(&resolved)
                        .with_context(|| format!("could not follow `{}`", shown(&resolved)))?;
                }
            }
        }
    }
    Ok(resolved)
}

#[cfg(unix)]
fn is_mount_point(metadata: &fs::Metadata, parent: Option<fs::Metadata>) -> bool {
    use std::os::unix::fs::MetadataExt;
    parent.is_some_and(|above| above.dev() != metadata.dev())
}

#[cfg(not(unix))]
fn is_mount_point(_: &fs::Metadata, _: Option<fs::Metadata>) -> bool {
    false
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(_: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A project with `content/` and `.git/`, in a home folder.
    fn refusal(out: &str) -> Option<String> {
        let home = tempfile::tempdir().unwrap();
        let project = home.path().join("project");
        for folder in ["content/steps", ".git", "templates", "site"] {
            fs::create_dir_all(project.join(folder)).unwrap();
        }
        fs::write(project.join("file"), "canary").unwrap();
        let inputs = [PathBuf::from("content"), "templates".into()];
        let destination = Destination {
            out: Path::new(out),
            inputs: &inputs,
            content: Some(Path::new("content")),
        };
        let home = Some(home.path().to_owned());
        let around = Surroundings { disk: Disk::default(), current: project, home };
        match OutputFolder::check(&destination, &around) {
            Ok(_) => None,
            Err(PublishError::Refused { what, .. }) => Some(what),
            Err(other) => panic!("{other}"),
        }
    }

    #[track_caller]
    fn check(out: &str, why: &str) {
        assert_eq!(refusal(out), Some(format!("the output folder `{out}` {why}")));
    }

    #[test]
    fn folders_that_are_not_the_sites_own_are_refused() {
        check("/", "is the root of the file system");
        check("/../..", "is the root of the file system");
        check("", "is the current folder or holds it");
        check(".", "is the current folder or holds it");
        check("site/..", "is the current folder or holds it");
        check("..", "is the current folder or holds it");
        check("../..", "is the current folder or holds it");
        check("content", "is or holds `content`, which the build reads");
        check("site/../content/", "is or holds `content`, which the build reads");
        check("templates", "is or holds `templates`, which the build reads");
        check("content/steps", "is inside the content folder `content`");
        check("content/new/site", "is inside the content folder `content`");
        check(".git", "is inside a `.git` folder");
        check(".git/site", "is inside a `.git` folder");
        check(".GIT/site", "is inside a `.git` folder");
        check("file", "is not a folder");
    }

    #[test]
    fn a_home_folder_elsewhere_is_refused() {
        let home = tempfile::tempdir().unwrap();
        let current = tempfile::tempdir().unwrap();
        let around = Surroundings {
            disk: Disk::default(),
            current: current.path().into(),
            home: Some(home.path().into()),
        };
        let destination = Destination { out: home.path(), inputs: &[], content: None };
        let error = OutputFolder::check(&destination, &around).unwrap_err().to_string();
        assert!(error.ends_with("is your home folder or holds it"), "{error}");
    }

    #[test]
    fn folders_of_the_sites_own_may_exist_or_not() {
        for out in ["site", "site/", "new", "new/site", "../elsewhere", "contents", "x/../site"] {
            assert_eq!(refusal(out), None, "{out}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn an_input_reached_through_a_symlink_is_still_an_input() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("real/content")).unwrap();
        std::os::unix::fs::symlink("real", folder.path().join("alias")).unwrap();
        let around = Surroundings { disk: Disk::default(), current: "/".into(), home: None };
        let inputs = [folder.path().join("alias/content")];
        let out = folder.path().join("real/content");
        let destination = Destination { out: &out, inputs: &inputs, content: None };
        assert!(OutputFolder::check(&destination, &around).is_err());
    }
}
