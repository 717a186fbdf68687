//! A book that stays compiled: it is told which files changed, and reads and compiles those again.
//!
//! A build is a workspace that was opened; a preview is one that goes on. An editor can use it in
//! the same way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::link::Drafts;
use crate::link::trees::PlacedTree;
use crate::render::Site;
use crate::shell::disk::{self, History, Layout};
use crate::shell::git;
use crate::source::{SourceFile, Sources, parts};
use crate::{Kept, Steps, compile_again};

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
    /// Whether the sources hold every change: not after one that could not be read.
    is_current: bool,
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
        Workspace::open_in_steps(dir, options, &mut |_| ())
    }

    /// As [`Workspace::open`]; calls `done` with the name of each step after it.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn open_in_steps(
        dir: &Path,
        options: WorkspaceOptions,
        done: &mut dyn FnMut(&'static str),
    ) -> anyhow::Result<Workspace> {
        let committed =
            disk::find(dir).ok().and_then(|(layout, _)| git::last_commit(&layout.content));
        let (layout, config, sources) = disk::read(dir, options.history)?;
        done("read");
        let mut kept = Kept::default();
        let steps = Steps { kept: &mut kept, done };
        let (site, diagnostics) = options.compile(&sources, &config, steps);
        let (dir, is_current) = (dir.to_owned(), true);
        Ok(Workspace {
            dir,
            options,
            layout,
            config,
            sources,
            is_current,
            site,
            diagnostics,
            kept,
            committed,
        })
    }

    /// Reads these files again, which are new, changed or gone, and compiles what they change.
    /// After an error the site and its problems are as they were.
    ///
    /// # Errors
    /// As [`Workspace::open`].
    pub fn change(&mut self, files: &BTreeSet<PathBuf>) -> anyhow::Result<()> {
        let committed = git::last_commit(&self.layout.content);
        let has_commits = committed != self.committed;
        self.is_current = self.is_current
            && !has_commits
            && disk::read_again(&self.layout, &self.config, &mut self.sources, files);
        if !self.is_current {
            self.read(if has_commits { self.options.history } else { History::Unread })?;
            (self.is_current, self.committed) = (true, committed);
        }
        let steps = Steps { kept: &mut self.kept, done: &mut |_| () };
        (self.site, self.diagnostics) = self.options.compile(&self.sources, &self.config, steps);
        Ok(())
    }

    /// Reads the whole book. Without new commits their dates stay.
    fn read(&mut self, history: History) -> anyhow::Result<()> {
        let (layout, config, mut sources) = disk::read(&self.dir, history)?;
        if history == History::Unread {
            sources.commits = self.sources.commits.clone();
            sources.notes = self.sources.notes.clone();
        }
        (self.layout, self.config, self.sources) = (layout, config, sources);
        Ok(())
    }

    /// The book as it was at a revision of git, with the settings of today.
    ///
    /// # Errors
    /// When git does not have the revision.
    pub fn at(&self, revision: &str) -> anyhow::Result<Site> {
        let trees = &self.site.playbook.trees;
        let path_of = |tree: &PlacedTree| &self.site.playbook.entry(tree.entry).parsed.path;
        let with_trees: BTreeSet<&str> = trees.iter().map(|tree| &**path_of(tree)).collect();
        let sizes: BTreeMap<&str, usize> =
            self.sources.pages.iter().map(|page| (&*page.path, page.text.len())).collect();
        // A page of the same size is the same, unless it may be a tree.
        let is_wanted =
            |path: &str, size| with_trees.contains(path) || sizes.get(path) != Some(&size);
        let earlier = git::earlier(&self.layout.content, revision, is_wanted)?;
        let mut sources = self.sources.clone();
        sources.pages.retain(|page| earlier.files.contains(&*page.path));
        for page in &mut sources.pages {
            if let Some(text) = earlier.texts.get(&*page.path) {
                page.text = text.as_str().into();
            }
        }
        for (path, text) in earlier.texts {
            if !sizes.contains_key(&*path) {
                let name = self.layout.name(&self.layout.content.join(&path));
                sources.pages.push(SourceFile::new(name, path.into(), text.into()));
            }
        }
        parts::leave_out(&mut sources.pages, &sources.settings);
        sources.pages.sort_by(|a, b| a.path.cmp(&b.path));
        let mut kept = Kept::default();
        let steps = Steps { kept: &mut kept, done: &mut |_| () };
        Ok(self.options.compile(&sources, &self.config, steps).0)
    }

    /// Frees what only a later change would need.
    pub fn drop_kept(&mut self) {
        self.kept = Kept::default();
    }

    /// What [`Workspace::open`] or the last [`Workspace::change`] did.
    pub fn work(&self) -> Work {
        Work { parsed: self.kept.pages.parsed(), linked: self.kept.links.linked() }
    }
}

impl WorkspaceOptions {
    fn compile(
        &self,
        sources: &Sources,
        config: &Config,
        steps: Steps<'_>,
    ) -> (Site, Vec<Diagnostic>) {
        let mut config = config.clone();
        if let Some(url) = &self.site_url {
            config.site_url.clone_from(url);
        }
        compile_again(sources, config, self.drafts, steps)
    }
}
