//! What linking leaves for the next build, so that a change inside one page links that page alone.
//!
//! A page changes *inside* if nothing differs that other pages' addresses, names and lists are made
//! from. Its own links are then resolved again, and those of other pages that lead to its headings
//! and blocks if these differ. After any other change the whole book is linked.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::link::anchor_index::AnchorIndexes;
use crate::link::by_name::Named;
use crate::link::links::Lead;
use crate::link::pages::BookFacts;
use crate::link::published::Nameable;
use crate::link::relations::{Relations, Same};
use crate::link::route::Route;
use crate::link::trees::PlacedTree;
use crate::link::wanted::{self, Want};
use crate::link::{Addressed, Entry, EntryId, LinkOptions, PageId, Target, Unlinked};
use crate::parse::{Kind, NamedBlock, Parsed};
use crate::source::Sources;

/// The links of the last build; empty before the first.
#[derive(Default)]
pub struct KeptLinks {
    last: Option<Last>,
    linked: usize,
}

/// The last build.
struct Last {
    sources: Sources,
    options: LinkOptions,
    hidden: Vec<Arc<Parsed>>,
    addressed: Addressed,
    each: Vec<Arc<EntryLinks>>,
    relations: Arc<Relations>,
}

/// A book of which pages changed only inside.
pub(super) struct Reused {
    pub addressed: Addressed,
    /// The links of all entries; those that may have changed are not resolved yet.
    pub passes: Vec<Pass>,
    pub before: Before,
}

/// What the last build had, to be compared.
pub(super) struct Before {
    /// The pages that changed, by index.
    pages: Vec<(usize, Arc<Parsed>)>,
    each: Vec<Arc<EntryLinks>>,
    relations: Arc<Relations>,
}

/// The links of an entry with their targets.
pub(super) struct EntryLinks {
    pub leads: Arc<[Lead]>,
    pub wanted: Vec<Want>,
    pub problems: Vec<Diagnostic>,
}

/// The links of an entry after those by name are resolved.
pub(super) enum Pass {
    New(Named),
    Kept(Arc<EntryLinks>),
}

impl KeptLinks {
    /// How many entries' links the last build resolved.
    pub fn linked(&self) -> usize {
        self.linked
    }

    /// The addresses of a book of which pages changed only inside, and the links that stay.
    pub(super) fn reuse(&mut self, book: &Unlinked<'_>) -> Option<Reused> {
        self.linked = book.pages.len();
        let reused = self.last.take()?.reuse(book)?;
        self.linked = reused.passes.iter().filter(|pass| matches!(pass, Pass::New(_))).count();
        Some(reused)
    }

    pub(super) fn keep(
        &mut self,
        book: &Unlinked<'_>,
        addressed: Addressed,
        (each, relations): (Vec<Arc<EntryLinks>>, Arc<Relations>),
    ) {
        self.last = Some(Last {
            sources: book.sources.clone(),
            options: book.options.clone(),
            hidden: book.hidden.pages.clone(),
            addressed,
            each,
            relations,
        });
    }
}

impl Before {
    /// The relations that stay.
    pub fn relations(&self, entries: &[Entry], each: &[Arc<EntryLinks>]) -> Relations {
        let pages = || self.pages.iter().map(|(at, was)| (&**was, &*entries[*at].parsed));
        let mut links = self.each.iter().zip(each).filter(|(was, is)| !Arc::ptr_eq(was, is));
        self.relations.after_change(Same {
            targets: links.all(|(was, is)| targets(was).eq(targets(is))),
            places: pages().all(|(was, is)| starts(was).eq(starts(is))),
            words: pages().all(|(was, is)| {
                was.description == is.description && headings(was).eq(headings(is))
            }),
            citations: pages().all(|(was, is)| was.prose.citations == is.prose.citations),
            trees: pages().all(|(was, is)| was.trees.is_empty() && is.trees.is_empty()),
            terms: pages().all(|(_, is)| !matches!(is.kind, Kind::Term | Kind::Glossary)),
        })
    }
}

impl Pass {
    pub fn wanted(&self) -> &[Want] {
        match self {
            Pass::New(named) => &named.wanted,
            Pass::Kept(links) => &links.wanted,
        }
    }
}

impl Last {
    fn reuse(self, book: &Unlinked<'_>) -> Option<Reused> {
        if !self.has_same_inputs(book) {
            return None;
        }
        let changed = self.changed(book)?;
        if !self.names_same_files(&changed, book) {
            return None;
        }
        let Last { mut addressed, each, relations, .. } = self;
        let page = |at: usize| (at, addressed.entries[at].parsed.clone());
        let pages = changed.iter().copied().map(page).collect();
        let before = Before { pages, each: each.clone(), relations };
        let mut stale = vec![false; addressed.entries.len()];
        let mut moved = vec![false; addressed.entries.len()];
        for at in changed {
            let (old, new) = (&addressed.entries[at].parsed, &book.pages[at]);
            moved[at] = !has_same_anchors(old, new);
            stale[at] = true;
            addressed.replace(at, new.clone())?;
        }
        let leads_to_moved = |lead: &Lead| match lead.target {
            Target::Entry { entry, .. } => moved[entry.0 as usize],
            _ => false,
        };
        for (stale, links) in stale.iter_mut().zip(&each) {
            *stale |= links.leads.iter().any(leads_to_moved);
        }
        let anchors = AnchorIndexes::new(addressed.entries.len());
        let known = addressed.known(&anchors, book);
        let pass = |(entry, (stale, links)): (&Entry, (bool, Arc<EntryLinks>))| match stale {
            true => Pass::New(known.named(entry)),
            false => Pass::Kept(links),
        };
        let links = stale.into_iter().zip(each);
        let passes: Vec<Pass> = addressed.entries.iter().zip(links).map(pass).collect();
        let wanted = wanted::collect(&addressed.entries, passes.iter().map(Pass::wanted));
        let addressed = Addressed { wanted, ..addressed };
        (addressed.generated == addressed.list(book)).then_some(Reused {
            addressed,
            passes,
            before,
        })
    }

    /// Whether the pages that changed name the same files as before.
    fn names_same_files(&self, changed: &[usize], book: &Unlinked<'_>) -> bool {
        let both = |at: &usize| (&self.addressed.entries[*at].parsed, &book.pages[*at]);
        let dests = |page: &Parsed| -> Vec<String> {
            page.prose.links.iter().map(|link| link.to.dest.clone()).collect()
        };
        let mut relinked =
            changed.iter().map(both).filter(|(old, new)| dests(old) != dests(new)).peekable();
        if relinked.peek().is_none() {
            return true;
        }
        let files = Nameable::of(&book.sources.assets, &book.hidden.pages);
        relinked.all(|(old, new)| files.named_by(old) == files.named_by(new))
    }

    /// Whether everything but the pages is as it was.
    fn has_same_inputs(&self, book: &Unlinked<'_>) -> bool {
        let (was, is) = (&self.sources, book.sources);
        let mut hidden = self.hidden.iter().zip(&book.hidden.pages);
        self.options.config == book.options.config
            && self.options.drafts == book.options.drafts
            && self.options.contents == book.options.contents
            && (&was.assets, &was.folder, &was.book) == (&is.assets, &is.folder, &is.book)
            && was.outside == is.outside
            && (was.vault, was.today, &was.commits) == (is.vault, is.today, &is.commits)
            && self.hidden.len() == book.hidden.pages.len()
            && hidden.all(|(was, is)| Arc::ptr_eq(was, is))
    }

    /// The indices of the changed pages, if all of them changed only inside.
    fn changed(&self, book: &Unlinked<'_>) -> Option<Vec<usize>> {
        let entries = &self.addressed.entries;
        // A page without an address is no entry.
        if entries.len() != book.pages.len() {
            return None;
        }
        let mut changed = Vec::new();
        for (at, (entry, page)) in entries.iter().zip(&book.pages).enumerate() {
            if Arc::ptr_eq(&entry.parsed, page) {
                continue;
            }
            if !has_same_outside(&entry.parsed, page) {
                return None;
            }
            changed.push(at);
        }
        Some(changed)
    }
}

impl Addressed {
    /// Replaces a page that changed inside, with its trees. `None` if its trees do not fit.
    fn replace(&mut self, at: usize, page: Arc<Parsed>) -> Option<()> {
        let id = EntryId(at as u32);
        let places = |page: &Parsed| -> Vec<Range<usize>> {
            page.trees.iter().map(|found| found.tree.span.clone()).collect()
        };
        // A problem of an address names the place of a tree.
        if !self.problems.is_empty() && places(&page) != places(&self.entries[at].parsed) {
            return None;
        }
        for placed in self.trees.iter_mut().filter(|placed| placed.entry == id) {
            let found = page.trees.iter().find(|found| found.tree.id == placed.tree.id)?;
            *placed = PlacedTree::new(found, id, placed.route.clone());
        }
        self.entries[at].parsed = page;
        Some(())
    }

    /// The generated pages that the book has now.
    fn list(&self, book: &Unlinked<'_>) -> Vec<(Route, PageId)> {
        (book.options.generated)(&BookFacts {
            entries: &self.entries,
            trees: &self.trees,
            facets: &self.facets,
            config: &book.options.config,
            has_wanted: !self.wanted.is_empty(),
        })
    }
}

fn targets(links: &EntryLinks) -> impl Iterator<Item = &Target> {
    links.leads.iter().map(|lead| &lead.target)
}

/// Where the links of a page start.
fn starts(page: &Parsed) -> impl Iterator<Item = usize> {
    page.prose.links.iter().map(|link| link.span.start)
}

/// The texts of a page's headings.
fn headings(page: &Parsed) -> impl Iterator<Item = &String> {
    page.prose.headings.iter().map(|heading| &heading.text)
}

/// Whether nothing differs that addresses, names and lists of other pages are made from.
fn has_same_outside(a: &Parsed, b: &Parsed) -> bool {
    let facts = |page: &Parsed| -> Vec<(String, String)> {
        let items = page.facts.items.iter();
        items.map(|fact| (fact.key.clone(), fact.value.clone())).collect()
    };
    let tags = |page: &Parsed| -> Vec<String> {
        page.prose.hashtags.iter().map(|span| page.text[span.clone()].to_owned()).collect()
    };
    let trees = |page: &Parsed| -> Vec<_> {
        let trees = page.trees.iter().map(|found| &found.tree);
        trees.map(|tree| (tree.id.clone(), tree.title.clone(), tree.level())).collect()
    };
    (&a.name, &a.path, &a.title, a.kind) == (&b.name, &b.path, &b.title, b.kind)
        && a.order == b.order
        && a.front_matter == b.front_matter
        && a.redirect == b.redirect
        && a.prose.labels == b.prose.labels
        && facts(a) == facts(b)
        && tags(a) == tags(b)
        && trees(a) == trees(b)
}

/// Whether links find the same headings, blocks and other ids.
fn has_same_anchors(a: &Parsed, b: &Parsed) -> bool {
    let opening = |page: &Parsed| page.opening(&page.body).is_some();
    let headings = a.prose.headings.iter().map(|it| (it.level, &it.id, &it.text));
    let ids =
        |blocks: &[NamedBlock]| blocks.iter().map(|block| block.id.clone()).collect::<Vec<_>>();
    opening(a) == opening(b)
        && headings.eq(b.prose.headings.iter().map(|it| (it.level, &it.id, &it.text)))
        && ids(&a.prose.blocks) == ids(&b.prose.blocks)
        && a.prose.anchors == b.prose.anchors
        && ids(&a.prose.terms) == ids(&b.prose.terms)
}
