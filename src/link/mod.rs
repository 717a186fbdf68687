//! Parsed -> Playbook: the only step that knows two pages at once.
//!
//! Every reference is resolved here, once. Afterwards ids are indices, and an unresolved link
//! cannot be written down. The playbook is never changed; a new set of pages gives a new one.

mod addresses;
mod anchor;
mod backlinks;
mod cited_entries;
pub mod embeds;
mod hashtags;
pub mod facets;
pub mod names;
pub mod nav;
pub mod pages;
pub mod previews;
pub mod redirects;
pub mod relatives;
pub mod resolve;
pub mod route;
pub mod signals;
pub mod sentence;
pub mod summary;
pub mod transcripts;
pub mod trees;
pub mod wanted;
pub mod terms;
pub mod written;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::link::addresses::Places;
pub use crate::link::backlinks::Backlink;
use crate::link::embeds::Embed;
use crate::link::facets::Facets;
use crate::link::names::{Names, normal};
use crate::link::nav::{LineKind, Nav};
use crate::link::pages::{Contents, ListPages};
pub use crate::link::pages::{Page, PageId, Subject};
use crate::link::previews::Previews;
use crate::link::relatives::Relative;
use crate::link::resolve::Resolver;
use crate::link::route::Route;
use crate::link::signals::PlacedSignal;
use crate::link::terms::Terms;
use crate::link::transcripts::{CitedIn, Transcribed};
use crate::link::trees::{PlacedTree, SentBy};
use crate::link::wanted::{AllWanted, Wanted};
use crate::parse::{Parsed, readable};
use crate::source::origins::Origins;
use crate::source::{Asset, Commits, Sources};
use crate::tree::Form;

/// The index of an entry in [`Playbook::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// The index of an asset in [`Playbook::assets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub u32);

/// The index of a tree in [`Playbook::trees`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeId(pub u32);

/// The index of a redirect in [`Playbook::moved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MovedId(pub u32);

/// A whole book with every reference resolved.
#[derive(Debug, Clone)]
pub struct Playbook {
    pub config: Config,
    /// The book's title, from book.toml, else from its first page.
    pub title: String,
    pub entries: Vec<Entry>,
    pub assets: Vec<PlacedAsset>,
    /// In the order of their entries, and of their places there.
    pub trees: Vec<PlacedTree>,
    /// In the order of their entries, and of their places there.
    pub signals: Vec<PlacedSignal>,
    pub facets: Facets,
    pub nav: Nav,
    /// Where the redirects of book.toml lead, in its order.
    pub moved: Vec<Target>,
    /// Where the text of pages that include others was written.
    pub origins: Origins,
    pub previews: Previews,
    pub terms: Terms,
    /// What links name and nobody has written.
    pub wanted: AllWanted,
    /// Every address of the book, and what answers it.
    pub routes: BTreeMap<Route, Page>,
}

/// An entry and its place in the book.
#[derive(Debug, Clone)]
pub struct Entry {
    pub parsed: Parsed<Target>,
    pub route: Route,
    /// What git remembers of it.
    pub commits: Option<Commits>,
    /// The links that lead here, in the order of their entries' paths.
    pub linked_from: Vec<Backlink>,
    /// The entries that its sources name, in the order of its sources.
    pub sources: Vec<Option<EntryId>>,
    /// The entries that name this one as a source.
    pub source_of: Vec<EntryId>,
    /// Entries that have much in common with it, the nearest first.
    pub relatives: Vec<Relative>,
    /// Where the words of what it cites are.
    pub transcribed: Transcribed,
    /// The citations of what it holds the words of.
    pub cited_in: Vec<CitedIn>,
    /// The trees that it holds; a tree file holds itself.
    pub trees: Vec<TreeId>,
    /// The outcomes that lead here.
    pub sent_by: Vec<SentBy>,
    /// What it shows of other entries in place, in order.
    pub embeds: Vec<Embed>,
}

/// A file that is published as it is, and its place in the book.
#[derive(Debug, Clone)]
pub struct PlacedAsset {
    pub asset: Asset,
    pub route: Route,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Entry {
        entry: EntryId,
        anchor: Option<String>,
    },
    Asset(AssetId),
    /// A page that is no entry: a folder, or a decision in an entry.
    Page(Route),
    /// A whole address on another site, or a mail address.
    External(String),
    /// An entry of this name, which nobody has written.
    Wanted(String),
    /// Nothing: the label is shown without a link. Holds what to say about it.
    Missing(String),
}

/// What a book is linked with besides its own files.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    pub unpublished: Unpublished,
    pub generated: ListPages,
}

/// Whether entries marked `draft: true` are part of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unpublished {
    Hidden,
    Shown,
}

impl Entry {
    /// An entry that nothing is known to lead to yet.
    fn new(parsed: Parsed<Target>, route: Route, commits: Option<Commits>) -> Entry {
        Entry {
            parsed,
            route,
            commits,
            linked_from: Vec::new(),
            sources: Vec::new(),
            source_of: Vec::new(),
            relatives: Vec::new(),
            transcribed: Transcribed::new(),
            cited_in: Vec::new(),
            trees: Vec::new(),
            sent_by: Vec::new(),
            embeds: Vec::new(),
        }
    }
}

impl Entry {
    /// The day that its author gives, or else that of its last commit.
    pub fn last_change(&self) -> Option<Date> {
        self.parsed.matter.updated.or(self.commits.as_ref().map(|commits| commits.changed))
    }
}

impl Playbook {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub fn asset(&self, id: AssetId) -> &PlacedAsset {
        &self.assets[id.0 as usize]
    }

    pub fn moved(&self, id: MovedId) -> &Target {
        &self.moved[id.0 as usize]
    }

    pub fn tree(&self, id: TreeId) -> &PlacedTree {
        &self.trees[id.0 as usize]
    }

    /// Whether a page of ours is there: where it would be, an author may have put something else.
    pub fn holds(&self, route: &Route, page: Page) -> bool {
        self.routes.get(route) == Some(&page)
    }

    /// The wanted entry of a name.
    pub fn wanted(&self, name: &str) -> Option<&Wanted> {
        self.wanted.get(&normal(name))
    }

    /// The tree that an entry is, if it is a tree file.
    pub fn own_tree(&self, entry: &Entry) -> Option<TreeId> {
        entry.trees.iter().copied().find(|id| self.tree(*id).tree.form == Form::File)
    }

    /// Every entry once: first those that the order of the book holds, then the rest by their paths.
    pub fn in_order(&self) -> (Vec<EntryId>, Vec<EntryId>) {
        let mut seen = BTreeSet::new();
        let lines = self.nav.lines.iter().filter_map(|line| match &line.kind {
            LineKind::Page(route) => match self.routes.get(route) {
                Some(Page::Entry(id)) => Some(*id),
                _ => None,
            },
            _ => None,
        });
        let ordered = lines.filter(|id| seen.insert(*id)).collect();
        let rest = self.ids().map(|(id, _)| id).filter(|id| !seen.contains(id)).collect();
        (ordered, rest)
    }

    /// All entries with their ids, in the order of their paths.
    pub fn ids(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (EntryId(index as u32), entry))
    }
}

/// Links parsed pages to a playbook.
pub fn link(
    sources: &Sources,
    config: Config,
    parsed: Vec<Parsed>,
    options: Options,
) -> (Playbook, Vec<Diagnostic>) {
    let is_shown = |page: &Parsed| options.unpublished == Unpublished::Shown || !page.matter.draft;
    let (mut kept, hidden): (Vec<Parsed>, Vec<Parsed>) = parsed.into_iter().partition(is_shown);
    hashtags::collect(&mut kept, sources.vault);
    let (Places { placed, assets, mut trees, facets, mut addresses }, mut diagnostics) =
        addresses::assign(kept, sources, &config, options.generated);
    trees::explore_all(&mut trees);
    let (nav, problems) = nav::build(sources.summary.as_ref(), &placed);
    diagnostics.extend(problems);

    let names = Names::new(&placed, &assets);
    let resolver =
        Resolver { names: &names, placed: &placed, hidden: &hidden, routes: &addresses.routes };
    let resolved: Vec<_> = placed.par_iter().map(|page| resolver.links(page)).collect();
    let wanted = wanted::collect(&resolved, &names);
    diagnostics.extend(wanted.values().map(Wanted::report));
    let (moved, problems) = redirects::resolve(&config, sources.book.as_ref(), &resolver);
    diagnostics.extend(problems);
    addresses.routes.retain(|_, page| !redirects::leads_nowhere(*page, &moved));
    let contents = Contents {
        entries: &placed,
        trees: &trees,
        facets: &facets,
        config: &config,
        commits: &sources.commits,
        has_wanted: !wanted.is_empty(),
    };
    addresses.offer_generated((options.generated)(&contents));
    let mut entries: Vec<Entry> = Vec::new();
    for ((parsed, route), links) in placed.into_iter().zip(resolved) {
        diagnostics.extend(links.diagnostics);
        let commits = sources.commits.get(&*parsed.path).cloned();
        let sources = cited_entries::of(&parsed, &names);
        let entry = Entry::new(parsed.with_links(links.links), route, commits);
        entries.push(Entry { sources, ..entry });
    }
    diagnostics.extend(embeds::add_embeds(&mut entries));
    backlinks::add(&mut entries);
    cited_entries::add(&mut entries);
    relatives::add(&mut entries);
    transcripts::add(&mut entries);
    trees::add_trees(&mut entries, &trees);
    trees::add_senders(&mut entries, &trees);
    let title = book_title(&config, &entries);
    let origins = sources.origins.clone();
    let signals = signals::gather(&entries);
    let terms = Terms::of(&entries);
    let previews = previews::divide(&entries, &trees);
    let playbook = Playbook {
        config,
        title,
        entries,
        assets,
        trees,
        signals,
        facets,
        nav,
        moved,
        origins,
        previews,
        terms,
        wanted,
        routes: addresses.routes,
    };
    (playbook, diagnostics)
}

fn book_title(config: &Config, entries: &[Entry]) -> String {
    let home = || entries.iter().find(|entry| entry.route == Route::home());
    let title = config.title.clone().or_else(|| home().map(|entry| entry.parsed.title.clone()));
    title.unwrap_or_else(|| "Playbook".to_owned())
}

/// The name to show for a folder that has no page of its own.
pub fn folder_title(route: &Route) -> String {
    readable(&format!("{}index.md", route.as_str()))
}
