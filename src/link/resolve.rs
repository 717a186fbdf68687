//! The inputs and results of link resolution.
//!
//! Links are resolved in two passes. Links by name come first, because wanted names decide whether
//! the page of wanted entries exists. Links by path and URL follow when all addresses are known.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::config::Embeds;
use crate::diagnostic::{Code, Diagnostic, Help, Place};
use crate::formats::writing::RelativeLinks;
use crate::link::anchor::{self, Anchored};
use crate::link::anchor_index::AnchorIndexes;
use crate::link::links::Lead;
use crate::link::names::{Names, normal};
use crate::link::{Entry, EntryId, Target};
use crate::parse::Parsed;
use crate::source::{file_name, without_page_ending};

/// The entries of a book and their names.
#[derive(Clone, Copy)]
pub struct KnownAddresses<'a> {
    pub names: &'a Names,
    pub entries: &'a [Entry],
    pub anchors: &'a AnchorIndexes,
    /// Pages outside of this build.
    pub hidden: &'a Hidden,
    /// The name of the book's folder.
    pub folder: Option<&'a str>,
    /// The path of the book's address elsewhere, without slashes around it.
    pub base: Option<&'a str>,
    /// The language of the book.
    pub language: &'a str,
    pub relative_links: RelativeLinks,
    /// Other sites whose images are shown.
    pub embeds: &'a Embeds,
}

/// The pages, with their paths and names, outside of this build, such as drafts.
#[derive(Debug, Default)]
pub struct Hidden {
    pub pages: Vec<Arc<Parsed>>,
    paths: HashSet<Arc<str>>,
    /// Normalised.
    names: HashSet<String>,
    /// Files and folders on the disk outside of the content folder, by path from there.
    outside: BTreeSet<String>,
}

impl Hidden {
    pub fn of(pages: Vec<Arc<Parsed>>, outside: BTreeSet<String>) -> Hidden {
        let mut hidden = Hidden { outside, ..Hidden::default() };
        for page in &pages {
            let path = without_page_ending(&page.path);
            let names = [path, file_name(path), &page.title].map(normal);
            hidden.paths.insert(page.path.clone());
            hidden.names.extend(names);
        }
        Hidden { pages, ..hidden }
    }

    pub fn is_outside(&self, path: &str) -> bool {
        self.outside.contains(path.trim_end_matches('/'))
    }

    pub fn has_path(&self, path: &str) -> bool {
        self.paths.contains(path)
    }

    pub fn has_name(&self, name: &str) -> bool {
        self.names.contains(&normal(without_page_ending(name.trim_start_matches('/'))))
    }
}

/// The resolved links of a page, and their problems.
#[derive(Debug, Default)]
pub struct Resolved {
    pub leads: Vec<Lead>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The result of a lookup.
pub enum Lookup {
    To(Target),
    /// An entry, and the requested anchor.
    Entry(EntryId, Option<String>),
    /// The address of something outside of the book, which stays as it is, and a message.
    Outside(String, String),
    /// Not found: a code, a message and a suggestion.
    Problem(Code, String, Option<Help>),
}

impl KnownAddresses<'_> {
    /// The target for a lookup result; resolves the anchor.
    pub fn target(
        &self,
        lookup: Lookup,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        match lookup {
            Lookup::To(target) => target,
            Lookup::Entry(entry, None) => Target::Entry { entry, anchor: None },
            Lookup::Entry(entry, Some(anchor)) => self.anchored(entry, &anchor, place, diagnostics),
            Lookup::Outside(address, message) => {
                let help = "its address stays; put what it leads to into the content folder";
                let problem = Diagnostic::new(Code::BrokenLink, message).at(place.clone());
                diagnostics.push(problem.help(help));
                Target::External(address)
            }
            Lookup::Problem(code, message, help) => {
                let diagnostic = Diagnostic::new(code, message.clone()).at(place.clone());
                diagnostics.push(diagnostic.maybe_help(help));
                Target::Missing(message)
            }
        }
    }

    /// Resolves an anchor on an entry's page.
    pub fn anchored(
        &self,
        entry: EntryId,
        anchor: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let to = &self.entries[entry.0 as usize];
        let anchor = match anchor::find(to, self.anchors, anchor) {
            Anchored::Id(id) => Some(id),
            Anchored::Page => None,
            Anchored::Nothing { what, name, help } => {
                let message = format!("`{}` has no {what} `#{name}`", to.parsed.path);
                let diagnostic = Diagnostic::new(Code::BrokenAnchor, message).at(place.clone());
                diagnostics.push(diagnostic.help(help));
                None
            }
        };
        Target::Entry { entry, anchor }
    }
}

/// The problem of a link to a page outside of this build.
pub fn drafts(dest: &str) -> Lookup {
    let (message, help) = draft_fault(dest);
    Lookup::Problem(Code::BrokenLink, message, Some(help.into()))
}

/// What is said where a page outside of this build is named.
pub fn draft_fault(dest: &str) -> (String, &'static str) {
    let help = "publish it by removing `draft: true`, or build with --drafts";
    (format!("`{dest}` is a draft"), help)
}

/// The problem of a link to a file of a kind that is never published.
pub fn not_published(path: &str, what: &str) -> Lookup {
    let message = format!("`{path}` is not published: {what} left out");
    let help = "give it another name if readers shall have it, or remove the link";
    Lookup::Problem(Code::BrokenLink, message, Some(help.into()))
}
