//! Resolves links by name: wikilinks, code fences, and items of related entries.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::formats::logseq::names as logseq;
use crate::link::links::Lead;
use crate::link::names::NameMatch;
use crate::link::resolve::{KnownAddresses, Lookup, Resolved, drafts, not_published};
use crate::link::wanted::Want;
use crate::link::written::{is_linked, join, readings, scheme, split_anchor};
use crate::link::{Entry, EntryId, Target};
use crate::parse::{Link, Syntax, related};
use crate::source::published::never_published;
use crate::source::{folder_of, without_page_ending};

/// The resolved links by name of one page, and the wanted names.
#[derive(Debug, Default)]
pub struct Named {
    pub resolved: Resolved,
    pub wanted: Vec<Want>,
}

/// The most entries listed of those with the same name.
const MOST_NAMED: usize = 5;

impl KnownAddresses<'_> {
    /// Resolves the links of an entry that are looked up by name, in order.
    pub fn named(&self, entry: &Entry) -> Named {
        let mut named = Named::default();
        for link in entry.parsed.prose.links.iter().filter(|link| link.to.syntax.is_by_name()) {
            let (name, at) = self.name_of(link, entry);
            let place = Place::new(&entry.parsed.name, at);
            let target = self.by_name(&name, entry, &place, &mut named.resolved.diagnostics);
            let file = || self.file_behind_bar(link, entry);
            let target = match target {
                Target::Wanted(name) => file().unwrap_or(Target::Wanted(name)),
                target => target,
            };
            if let Target::Wanted(name) = &target {
                let (name, at, syntax) = (name.clone(), link.span.start, link.to.syntax);
                named.wanted.push(Want { name, at, place: place.clone(), syntax });
            }
            let is_item = link.to.syntax == Syntax::Name;
            let end = if is_item { place.span.1 } else { link.span.end };
            named.resolved.leads.push(Lead { target, end });
        }
        named
    }

    /// The entry of a link whose label comes first, if only the words behind the bar are the name of
    /// a file and look like one.
    fn file_behind_bar(&self, link: &Link, entry: &Entry) -> Option<Target> {
        let written = entry.parsed.text.get(link.span.clone())?;
        let (_, name) = written.strip_suffix("]]")?.split_once('|')?;
        let name = name.trim();
        let is_file = name.contains(['.', '/', '-', '_']) && self.names.is_of_one_file(name);
        let found = self.names.first(name, folder_of(&entry.parsed.path));
        found.filter(|_| is_file).map(|entry| Target::Entry { entry, anchor: None })
    }

    /// The name that a link uses, and its place. In a list item only some of the words may be the
    /// name.
    fn name_of(&self, link: &Link, entry: &Entry) -> (String, Range<usize>) {
        let written = &link.to;
        if written.syntax != Syntax::Name {
            return (written.dest.clone(), written.at.clone());
        }
        let name = self.name_in(&written.dest, folder_of(&entry.parsed.path));
        (name.to_owned(), link.span.start..link.span.start + name.len())
    }

    /// The words of an item that name an entry, or else those that most likely would.
    fn name_in<'a>(&self, item: &'a str, folder: &str) -> &'a str {
        let candidates = related::candidates(item);
        let names_one = |name: &&&str| self.names.entry(name, folder) != NameMatch::Nothing;
        let shortest = candidates.last().copied().unwrap_or(item);
        candidates.iter().find(names_one).copied().unwrap_or(shortest)
    }

    fn by_name(
        &self,
        dest: &str,
        entry: &Entry,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Target {
        let folder = folder_of(&entry.parsed.path);
        if let Some(id) = logseq::block(dest) {
            return self.target(self.block(id), place, diagnostics);
        }
        let (name, anchor) = self.reading(dest, folder);
        if let Some(scheme) = scheme(name).filter(|scheme| is_linked(scheme)) {
            return Target::External(format!("{scheme}:{}", &dest[scheme.len() + 1..]));
        }
        let is_name = self.names.hold('^') && self.is_name(name, folder);
        let (name, block) = if is_name { (name, "") } else { split_block(name) };
        let anchor = match block {
            "" => anchor.map(str::to_owned),
            block => Some(format!("^{block}")),
        };
        if name.trim().is_empty() {
            let own = Lookup::Entry(entry.id, anchor.or(Some(String::new())));
            return self.target(own, place, diagnostics);
        }
        let from_here = name.trim().starts_with("./") || name.trim().starts_with("../");
        let name = match join(folder, name.trim()) {
            Some(path) if from_here => &path.clone(),
            _ => name,
        };
        let lookup = match self.names.entry(name, folder) {
            NameMatch::One(entry) => Lookup::Entry(entry, anchor),
            NameMatch::Several(entries) => {
                diagnostics.push(self.ambiguous(name, &entries, place));
                Lookup::Entry(entries[0], anchor)
            }
            NameMatch::Nothing => match self.names.asset(name, folder) {
                Some(asset) => Lookup::To(Target::Asset { asset, anchor }),
                None if self.hidden.has_name(name) => drafts(name.trim()),
                None => match never_published(name.trim()) {
                    Some(what) => not_published(name.trim(), what),
                    None => Lookup::To(Target::Wanted(without_page_ending(name.trim()).to_owned())),
                },
            },
        };
        self.target(lookup, place, diagnostics)
    }

    /// The block with an id, on whatever page it is.
    fn block(&self, id: &str) -> Lookup {
        match self.names.block(id) {
            Some(entry) => Lookup::Entry(entry, Some(format!("^{id}"))),
            None => {
                let message = format!("no block has the id `{id}`");
                Lookup::Problem(Code::BrokenLink, message, None)
            }
        }
    }

    /// A destination as a name and an anchor. The longest name counts.
    fn reading<'d>(&self, dest: &'d str, folder: &str) -> (&'d str, Option<&'d str>) {
        let readings = readings(dest, self.names);
        if let [only] = readings.as_slice() {
            return *only;
        }
        let found = readings.iter().find(|(name, _)| self.is_name(name, folder));
        found.copied().unwrap_or_else(|| split_anchor(dest))
    }

    fn is_name(&self, name: &str, folder: &str) -> bool {
        !name.trim().is_empty()
            && (self.names.entry(name, folder) != NameMatch::Nothing
                || self.names.asset(name, folder).is_some())
    }

    fn ambiguous(&self, name: &str, entries: &[EntryId], place: &Place) -> Diagnostic {
        let path = |id: &EntryId| &*self.entries[id.0 as usize].parsed.path;
        let named = entries.iter().take(MOST_NAMED);
        let mut paths: Vec<String> = named.map(|id| format!("`{}`", path(id))).collect();
        if entries.len() == MOST_NAMED + 1 {
            paths.push(format!("`{}`", path(&entries[MOST_NAMED])));
        } else if entries.len() > MOST_NAMED {
            paths.push(format!("{} others", entries.len() - MOST_NAMED));
        }
        let first = without_page_ending(path(&entries[0]));
        Diagnostic::new(
            Code::AmbiguousLink,
            format!("`{}` is the name of {}", name.trim(), paths.join(" and of ")),
        )
        .at(place.clone())
        .help(format!("the first is taken; write `[[{first}]]` to say so"))
    }
}

/// A name and the id of a block after `^`.
fn split_block(name: &str) -> (&str, &str) {
    name.split_once('^').unwrap_or((name, ""))
}
