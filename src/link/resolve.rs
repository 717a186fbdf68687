//! What links are looked up in, and what a look-up finds.
//!
//! Links are looked up in two steps. Those by name come first, since the names that nobody has
//! decide whether there is a page of wanted entries. Those by path and address come when every
//! address of the site is known.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Help, Place};
use crate::link::anchor::{self, Anchored};
use crate::link::links::Lead;
use crate::link::names::Names;
use crate::link::{Entry, EntryId, Target};
use crate::parse::Parsed;

/// The entries of a book and their names.
#[derive(Clone, Copy)]
pub struct KnownAddresses<'a> {
    pub names: &'a Names,
    pub entries: &'a [Entry],
    /// Pages that are not part of this build.
    pub hidden: &'a [Arc<Parsed>],
}

/// Where some links of a page lead, and what is wrong with them.
#[derive(Debug, Default)]
pub struct Resolved {
    pub leads: Vec<Lead>,
    pub diagnostics: Vec<Diagnostic>,
}

/// What a look-up found.
pub enum Lookup {
    To(Target),
    /// An entry, and the part of it that is asked for.
    Entry(EntryId, Option<String>),
    /// Nothing: a code, a message and a help.
    Problem(Code, String, Option<Help>),
}

impl KnownAddresses<'_> {
    /// Where a link leads by what a look-up found. The part of an entry is looked up here.
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
            Lookup::Problem(code, message, help) => {
                let diagnostic = Diagnostic::new(code, message.clone()).at(place.clone());
                diagnostics.push(diagnostic.maybe_help(help));
                Target::Missing(message)
            }
        }
    }

    /// The place of an entry's page that an anchor names.
    pub fn anchored(
        &self,
        entry: EntryId,
        anchor: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let parsed = &self.entries[entry.0 as usize].parsed;
        let anchor = match anchor::find(parsed, anchor) {
            Anchored::Id(id) => Some(id),
            Anchored::Page => None,
            Anchored::Nothing { what, name, help } => {
                let message = format!("`{}` has no {what} `#{name}`", parsed.path);
                let diagnostic = Diagnostic::new(Code::BrokenAnchor, message).at(place.clone());
                diagnostics.push(diagnostic.maybe_help(help));
                None
            }
        };
        Target::Entry { entry, anchor }
    }
}

/// A destination that leads to a page which is not part of this build.
pub fn drafts(dest: &str) -> Lookup {
    let help = "publish it by removing `draft: true`, or build with --drafts";
    missing(dest, "is a draft", Some(help.into()))
}

/// A destination that leads nowhere.
pub fn missing(dest: &str, what: &str, help: Option<String>) -> Lookup {
    Lookup::Problem(Code::BrokenLink, format!("`{dest}` {what}"), help.map(Help::from))
}
