//! Wanted entries: names that links use and no entry has.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Candidates, Code, Diagnostic, Help, Place};
use crate::link::names::normal;
use crate::link::{Backlink, Entry, Surface};
use crate::parse::Syntax;
use crate::source::Sources;
use crate::text;

/// A linked entry that does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As first written.
    pub name: String,
    /// Its id on the page of wanted entries.
    pub id: String,
    /// The links to it, ordered by the paths of their entries.
    pub by: Vec<Backlink>,
    places: Vec<Place>,
    /// The syntax of the first link.
    syntax: Syntax,
}

/// All wanted entries of a book, by normalised name.
pub type AllWanted = BTreeMap<String, Wanted>;

/// A link to an entry that does not exist.
#[derive(Debug)]
pub struct Want {
    pub name: String,
    /// The start of the link in its page's text.
    pub at: usize,
    /// The place of the name.
    pub place: Place,
    pub syntax: Syntax,
}

/// Collects the wanted entries of all pages, which come in the order of their entries.
pub fn collect<'a>(entries: &'a [Entry], wanted: impl Iterator<Item = &'a [Want]>) -> AllWanted {
    let mut wants: BTreeMap<String, Vec<(&Entry, &Want)>> = BTreeMap::new();
    for (entry, page) in entries.iter().zip(wanted) {
        for want in page {
            wants.entry(normal(&want.name)).or_default().push((entry, want));
        }
    }
    let mut taken = BTreeSet::new();
    let wanted = wants.into_iter().filter_map(|(name, wants)| {
        let (_, first) = wants.first()?;
        let wanted = Wanted {
            name: first.name.clone(),
            id: free_id(&first.name, &mut taken),
            by: (wants.iter().filter(|(from, _)| from.appears(Surface::Backlinks)))
                .map(|(from, want)| Backlink { from: from.id, at: want.at })
                .collect(),
            places: wants.iter().map(|(_, want)| want.place.clone()).collect(),
            syntax: first.syntax,
        };
        Some((name, wanted))
    });
    wanted.collect()
}

/// One report for each wanted entry, or one for all where a link makes a page.
pub fn reports(all: &AllWanted, names: &Candidates, sources: &Sources) -> Vec<Diagnostic> {
    let is_logseq = sources.settings.iter().any(|file| &*file.name == LOGSEQ);
    let of_each = || all.values().map(|wanted| wanted.report(names.clone()));
    let Some(example) = all.values().next().filter(|_| is_logseq && all.len() > 1) else {
        return of_each().collect();
    };
    let message = format!("{} names in links have no page, such as `{}`", all.len(), example.name);
    let mut report = Diagnostic::new(Code::WantedEntry, message)
        .help("write the pages, or say `wanted-entry = \"off\"` under [check] in book.toml");
    report.place = example.places.first().cloned();
    vec![report]
}

/// The settings of Logseq, in which a link makes the page that it names.
const LOGSEQ: &str = "logseq/config.edn";

/// A unique id.
fn free_id(name: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = text::slug(name);
    let mut ids = std::iter::once(slug.clone()).chain((1..).map(|n| format!("{slug}-{n}")));
    let is_free = |id: &String| !id.is_empty() && !text::is_own_id(id) && !taken.contains(id);
    let id = ids.find(is_free).unwrap_or_default();
    taken.insert(id.clone());
    id
}

impl Wanted {
    /// One report with every place that links to it; `names` are candidates for a suggestion.
    pub fn report(&self, names: Candidates) -> Diagnostic {
        let otherwise = if self.syntax == Syntax::Name {
            "write the entry, or link to another"
        } else {
            "write the entry, or remove the brackets"
        };
        let help = Help::Name { wanted: self.name.clone(), names, otherwise };
        let message = format!("no entry is named `{}`", self.name);
        let mut report = Diagnostic::new(Code::WantedEntry, message).help(help);
        report.place = self.places.first().cloned();
        for place in self.places.iter().skip(1) {
            report = report.related(place.clone(), "it is wanted here too");
        }
        report
    }
}
