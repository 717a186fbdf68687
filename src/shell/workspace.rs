//! A book that stays compiled: it is told which files changed, and reads and compiles those again.
//!
//! A build is a workspace that was opened; a preview is one that goes on. An editor can use it in
//! the same way.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::link::Drafts;
use crate::render::Site;
use crate::shell::disk::{self, History, Layout};
use crate::source::Sources;
use crate::{Kept, compile_again};

/// What to compile, beside the files.
#[derive(Debug, Clone)]
pub struct WorkspaceOptions {
    pub drafts: Drafts,
    pub history: History,
    /// Instead of the `site-url` of book.toml, if it is given.
    pub site_url: Option<String>,
}

/// A book on disk with all that was made from it.
pub struct Workspace {
    dir: PathBuf,
    options: WorkspaceOptions,
    pub layout: Layout,
    config: Config,
    pub sources: Sources,
    pub site: Site,
    /// Sorted by severity and place.
    pub diagnostics: Vec<Diagnostic>,
    kept: Kept,
    /// When git's history was last written.
    committed: Option<SystemTime>,
}

/// How much a workspace did after its last change, in numbers of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// Whose markdown was parsed.
    pub parsed: usize,
    /// Whose links were resolved.
    pub linked: usize,
}

impl Workspace {
    /// Reads and compiles the book in a folder.
    ///
    /// # Errors
    /// When the folder or its book.toml cannot be read; unreadable files are diagnostics.
    pub fn open(dir: &Path, options: WorkspaceOptions) -> anyhow::Result<Workspace> {
        let (layout, config, sources) = disk::read(dir, options.history)?;
        let mut kept = Kept::default();
        let (site, diagnostics) = compile(&sources, &config, &options, &mut kept);
        let committed = disk::last_commit(&layout);
        let dir = dir.to_owned();
        Ok(Workspace { dir, options, layout, config, sources, site, diagnostics, kept, committed })
    }

    /// Reads these files again, which are new, changed or gone, and compiles what they change.
    /// After an error the workspace is as it was.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn change(&mut self, files: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
        let committed = disk::last_commit(&self.layout);
        let is_known = committed == self.committed
            && disk::read_again(&self.layout, &self.config, &mut self.sources, files);
        if !is_known {
            (self.layout, self.config, self.sources) = disk::read(&self.dir, self.options.history)?;
            self.committed = committed;
        }
        (self.site, self.diagnostics) =
            compile(&self.sources, &self.config, &self.options, &mut self.kept);
        Ok(())
    }

    /// What [`Workspace::open`] or the last [`Workspace::change`] did.
    pub fn work(&self) -> Work {
        Work { parsed: self.kept.pages.parsed(), linked: self.kept.links.linked() }
    }
}

fn compile(
    sources: &Sources,
    config: &Config,
    options: &WorkspaceOptions,
    kept: &mut Kept,
) -> (Site, Vec<Diagnostic>) {
    let mut config = config.clone();
    if let Some(url) = &options.site_url {
        config.site_url.clone_from(url);
    }
    compile_again(sources, config, options.drafts, kept)
}
