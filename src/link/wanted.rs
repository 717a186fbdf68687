//! Wanted entries: names that links use and no entry has.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::names::{Found, Names, normal};
use crate::link::resolve::Resolved;
use crate::link::{Backlink, EntryId};
use crate::parse::Syntax;
use crate::text;

/// An entry that others link to and nobody has written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As it was written first.
    pub name: String,
    /// Where the page of wanted entries says more about it.
    pub id: String,
    /// The name of the book that is spelt most like it, and the entry that has it.
    pub near: Option<(String, EntryId)>,
    /// The links that want it, in the order of their entries' paths.
    pub by: Vec<Backlink>,
    places: Vec<Place>,
    /// How it was written first.
    syntax: Syntax,
}

/// All wanted entries of a book, by their names as they are compared.
pub type AllWanted = BTreeMap<String, Wanted>;

/// A link to an entry that does not exist.
pub struct Want {
    pub name: String,
    /// Where the link starts in its page's text.
    pub at: usize,
    /// Where the name stands.
    pub place: Place,
    pub syntax: Syntax,
}

/// What all pages want, which come in the order of their entries.
pub fn collect(resolved: &[Resolved], names: &Names) -> AllWanted {
    let mut all = AllWanted::new();
    for (index, page) in resolved.iter().enumerate() {
        for want in &page.wanted {
            let wanted = all.entry(normal(&want.name)).or_insert_with(|| Wanted {
                name: want.name.clone(),
                id: String::new(),
                near: None,
                by: Vec::new(),
                places: Vec::new(),
                syntax: want.syntax,
            });
            wanted.by.push(Backlink { from: EntryId(index as u32), at: want.at });
            wanted.places.push(want.place.clone());
        }
    }
    // Every name of the book is compared with each of these.
    all.par_iter_mut().for_each(|(_, wanted)| wanted.near = near(&wanted.name, names));
    let mut taken = BTreeSet::new();
    for wanted in all.values_mut() {
        let slug = text::slug(&wanted.name);
        let mut ids = std::iter::once(slug.clone()).chain((1..).map(|n| format!("{slug}-{n}")));
        let free = |id: &String| !id.is_empty() && !text::is_own_id(id) && !taken.contains(id);
        wanted.id = ids.find(free).unwrap_or_default();
        taken.insert(wanted.id.clone());
    }
    all
}

fn near(name: &str, names: &Names) -> Option<(String, EntryId)> {
    let near = names.like(name)?;
    match names.entry(near, "") {
        Found::One(entry) => Some((near.to_owned(), entry)),
        Found::Several(entries) => Some((near.to_owned(), *entries.first()?)),
        Found::Nothing => None,
    }
}

impl Wanted {
    /// One report with every place that wants it.
    pub fn report(&self) -> Diagnostic {
        let help = match &self.near {
            Some((near, _)) => format!("did you mean `[[{near}]]`? Else write the entry"),
            None if self.syntax == Syntax::Name => {
                "write the entry, or say more than its name".into()
            }
            None => "write the entry, or take the brackets away".to_owned(),
        };
        let message = format!("nobody has written `{}` yet", self.name);
        let mut report = Diagnostic::new(Code::WantedEntry, message).help(help);
        report.place = self.places.first().cloned();
        for place in self.places.iter().skip(1) {
            report = report.related(place.clone(), "it is wanted here too");
        }
        report
    }
}
