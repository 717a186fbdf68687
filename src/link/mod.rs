//! Parsed -> Playbook: the only step that sees more than one page.
//!
//! Every reference is resolved here, once. Ids are then indices, and every link has a [`Target`];
//! that of a broken link is [`Target::Missing`] or [`Target::Wanted`]. The playbook is immutable;
//! changed pages give a new one.

mod addresses;
mod anchor;
mod anchor_index;
mod backlinks;
pub mod by_entry;
mod by_name;
mod by_path;
mod claimed;
pub mod cited_entries;
pub mod embeds;
mod exported;
pub mod facets;
pub mod folders;
mod free_address;
mod hashtags;
mod kept;
pub mod links;
pub mod names;
mod nested_tags;
pub mod nav;
mod other_roots;
pub mod pages;
mod published;
mod redirect_pages;
pub mod redirects;
pub mod remote;
pub mod related;
mod relations;
mod resolve;
pub mod route;
pub mod signals;
pub mod surface;
pub mod terms;
mod topics;
pub mod transcripts;
pub mod trees;
pub mod wanted;
pub mod written;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::contents::Contents;
use crate::diagnostic::{self, Code, Diagnostic};
use crate::link::addresses::{First, Rest, Table};
use crate::link::anchor_index::AnchorIndexes;
pub use crate::link::backlinks::Backlink;
use crate::link::by_entry::ByEntry;
use crate::link::by_name::Named;
use crate::link::by_path::Resolver;
use crate::link::cited_entries::Source;
use crate::link::embeds::Embed;
use crate::link::facets::Facets;
use crate::link::folders::Folders;
pub use crate::link::kept::KeptLinks;
use crate::link::kept::{Before, EntryLinks, Pass, Reused};
use crate::link::links::Links;
pub use crate::link::links::ResolvedLink;
use crate::link::names::{Names, normal};
use crate::link::nav::Nav;
use crate::link::pages::ListPages;
pub use crate::link::pages::{Page, PageId, Subject};
use crate::link::relations::Relations;
use crate::link::resolve::{Hidden, KnownAddresses};
use crate::link::route::Route;
pub use crate::link::surface::Surface;
use crate::link::trees::PlacedTree;
use crate::link::wanted::{AllWanted, Wanted};
use crate::parse::cascade::Cascades;
use crate::parse::{Parsed, TitleSource};
use crate::source::origins::Origins;
use crate::source::{Asset, Commits, Sources};

/// The index of an entry in [`Playbook::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);

/// The index of an asset in [`Playbook::assets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AssetId(pub u32);

/// The index of a tree in [`Playbook::trees`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TreeId(pub u32);

/// The index of a redirect of book.toml in [`Playbook::moved`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MovedId(pub u32);

/// A whole book with every reference resolved.
#[derive(Debug, Clone)]
pub struct Playbook {
    pub config: Arc<Config>,
    /// From the settings, else from the first page or the folder's name.
    pub title: String,
    /// Sorted by path.
    pub entries: Vec<Entry>,
    /// The targets of all links.
    pub links: Links,
    /// The sources of entries.
    pub cited_sources: ByEntry<Source>,
    /// The embeds of entries.
    pub embeds: ByEntry<Embed>,
    pub assets: Arc<[PlacedAsset]>,
    /// The names of files that are not published: no page names them, or they are of a kind that
    /// never is.
    pub left_out: Arc<[Arc<str>]>,
    /// In the order of their entries and of their places there.
    pub trees: Vec<PlacedTree>,
    pub facets: Arc<Facets>,
    /// The names of folders.
    pub folders: Arc<Folders>,
    pub nav: Arc<Nav>,
    /// The targets of the redirects of book.toml, in its order.
    pub moved: Vec<Target>,
    /// Maps text of pages with includes to its source files.
    pub origins: Origins,
    /// Wanted entries.
    pub wanted: AllWanted,
    /// The index of names.
    pub names: Arc<Names>,
    /// Every address, with the page at it.
    pub routes: Arc<BTreeMap<Route, Page>>,
    relations: Arc<Relations>,
}

/// A page with its address in the book.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: EntryId,
    pub parsed: Arc<Parsed>,
    pub route: Route,
    /// From front matter, and known tags in the text.
    pub tags: Vec<String>,
    /// Commit dates from git.
    pub commits: Option<Commits>,
    /// Whether it is in the book only because drafts were requested.
    pub is_draft: bool,
}

/// A file that is published unchanged, with its address.
#[derive(Debug, Clone)]
pub struct PlacedAsset {
    pub asset: Asset,
    pub route: Route,
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    Entry {
        entry: EntryId,
        anchor: Option<String>,
    },
    /// A file, and what follows `#` in the link to it.
    Asset {
        asset: AssetId,
        anchor: Option<String>,
    },
    /// A page that is not an entry: a folder, or a decision in an entry.
    Page(Route),
    /// A URL on another site, or a mail address.
    External(String),
    /// A wanted entry of this name.
    Wanted(String),
    /// No target: the label is shown without a link. Holds the message.
    Missing(String),
}

/// Inputs of linking besides the pages and files.
#[derive(Debug, Clone)]
pub struct LinkOptions {
    pub config: Arc<Config>,
    pub drafts: Drafts,
    pub generated: ListPages,
    /// The order and the names of pages from outside.
    pub contents: Arc<Contents>,
    /// Maps text of pages with includes to its source files.
    pub origins: Origins,
}

/// Whether drafts are part of the book: entries that are marked as drafts, that are outside of
/// their dates, or that are below `_drafts/` ([`Parsed::is_draft`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Hidden,
    Shown,
}

impl Entry {
    /// The author's date, or else that of the last commit.
    pub fn last_change(&self) -> Option<Date> {
        self.parsed.front_matter.updated.or(self.commits.as_ref().map(|commits| commits.changed))
    }
}

impl Playbook {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The entry of the file at a path from the content folder.
    pub fn entry_at(&self, path: &str) -> Option<&Entry> {
        self.names.at_path(path).map(|id| self.entry(id))
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

    /// Whether a generated page is at its route: an author's file may have taken it.
    pub fn holds(&self, route: &Route, page: Page) -> bool {
        self.routes.get(route) == Some(&page)
    }

    /// The wanted entry of a name.
    pub fn wanted(&self, name: &str) -> Option<&Wanted> {
        self.wanted.get(&normal(name))
    }
}

/// The inputs of linking.
pub struct Unlinked<'a> {
    pub sources: &'a Sources,
    pub options: LinkOptions,
    /// The pages of this build, sorted by path.
    pages: Vec<Arc<Parsed>>,
    /// Pages outside of this build.
    hidden: Hidden,
}

/// The entries of a book with all addresses and names.
struct Addressed {
    entries: Vec<Entry>,
    assets: Arc<[PlacedAsset]>,
    left_out: Arc<[Arc<str>]>,
    names: Arc<Names>,
    facets: Arc<Facets>,
    folders: Arc<Folders>,
    nav: Arc<Nav>,
    trees: Vec<PlacedTree>,
    moved: Vec<Target>,
    wanted: AllWanted,
    routes: Arc<BTreeMap<Route, Page>>,
    /// The generated pages, whether or not an author's file has taken their addresses.
    generated: Vec<(Route, PageId)>,
    /// Those of addresses and of the navigation.
    problems: Vec<Diagnostic>,
}

/// Links parsed pages to a playbook. What `kept` has from the last build is not linked again.
pub fn link(
    sources: &Sources,
    pages: Vec<Arc<Parsed>>,
    options: LinkOptions,
    kept: &mut KeptLinks,
) -> (Playbook, Vec<Diagnostic>) {
    let book = Unlinked::new(sources, pages, options);
    let (addressed, passes, before) = match kept.reuse(&book) {
        Some(Reused { addressed, passes, before }) => (addressed, passes, Some(before)),
        None => Addressed::of(&book),
    };
    let anchors = AnchorIndexes::new(addressed.entries.len());
    let resolver = addressed.resolver(&anchors, &book);
    let (moved, mut problems) =
        redirects::resolve(&book.options.config, sources.book.as_ref(), &resolver);
    let each = resolve_links(&addressed.entries, passes, &resolver);
    problems.extend(addressed.problems.iter().cloned());
    problems.extend(each.iter().flat_map(|links| links.problems.iter().cloned()));
    diagnostic::once(&mut problems, Code::RemoteImage);
    diagnostic::once(&mut problems, Code::UnknownScheme);
    diagnostic::once(&mut problems, Code::ForeignShortcode);
    let names = addressed.names.written();
    problems.extend(wanted::reports(&addressed.wanted, &names, sources));
    let links = Links::new(each.iter().map(|links| links.leads.clone()).collect());
    let (embeds, more) = embeds::shown(&addressed.entries, &links);
    problems.extend(more);
    let relations = before.map(|before| before.relations(&addressed.entries, &each));
    let relations = Arc::new(relations.unwrap_or_default());
    let addressed = Addressed { moved, ..addressed };
    let playbook = addressed.playbook(&book, (links, embeds), relations.clone());
    kept.keep(&book, addressed, (each, relations));
    (playbook, problems)
}

impl<'a> Unlinked<'a> {
    fn new(sources: &'a Sources, pages: Vec<Arc<Parsed>>, options: LinkOptions) -> Unlinked<'a> {
        let shows_all = options.drafts == Drafts::Shown;
        let front_matter = pages.iter().map(|page| (&*page.path, &page.front_matter));
        let cascades = Cascades::of(front_matter);
        let is_kept =
            |page: &Parsed| cascades.withhold(&page.path, &page.front_matter, sources.today);
        let (pages, hidden): (Vec<_>, Vec<_>) =
            pages.into_iter().partition(|page| shows_all || !is_kept(page));
        let hidden = Hidden::of(hidden, sources.outside.clone());
        Unlinked { sources, options, pages, hidden }
    }
}

impl Addressed {
    /// Assigns all addresses, and resolves the links by name.
    fn of(book: &Unlinked<'_>) -> (Addressed, Vec<Pass>, Option<Before>) {
        let mut ours = BTreeSet::new();
        loop {
            let (addressed, named, occupied) = Addressed::without(book, &ours);
            if occupied.is_empty() {
                return (addressed, named, None);
            }
            ours.extend(occupied);
        }
    }

    /// Assigns all addresses. Some are kept free for generated pages; also returns those of other
    /// generated pages that files of the author have.
    fn without(book: &Unlinked<'_>, ours: &BTreeSet<Route>) -> (Addressed, Vec<Pass>, Vec<Route>) {
        let Unlinked { sources, options, .. } = book;
        let LinkOptions { config, generated, contents, .. } = options;
        let First { entries, assets, addresses, left_out } = addresses::first(
            book.pages.clone(),
            (sources, &contents.exported),
            (&book.hidden.pages, ours),
        );
        let (names, facets) = rayon::join(
            || Names::new(&entries, &assets, &contents.exported),
            || Facets::of_book(&entries, config, sources.vault),
        );
        let anchors = AnchorIndexes::new(entries.len());
        let known = KnownAddresses {
            names: &names,
            entries: &entries,
            anchors: &anchors,
            hidden: &book.hidden,
            folder: sources.folder.as_deref(),
            base: config.base.as_deref(),
            language: &config.language,
            relative_links: config.relative_links,
            embeds: &config.embeds,
        };
        let named: Vec<Pass> =
            entries.par_iter().map(|entry| Pass::New(known.named(entry))).collect();
        let wanted = wanted::collect(&entries, named.iter().map(Pass::wanted));
        let rest = Rest {
            sources,
            config,
            entries: &entries,
            facets: &facets,
            wanted: &wanted,
            generated: *generated,
        };
        let folders = Folders::of_entries(&entries, contents);
        let (table, (nav, more)) = rayon::join(
            || Table::of(addresses, &rest, known),
            || nav::build(contents, &entries, (&folders, names.paths(), &book.hidden)),
        );
        let Table { mut routes, trees, generated, occupied, diagnostics: mut problems } = table;
        let resolver = Resolver { book: known, routes: &routes };
        let (moved, _) = redirects::resolve(config, sources.book.as_ref(), &resolver);
        routes.retain(|_, page| !redirects::leads_nowhere(*page, &moved));
        problems.extend(more);
        problems.extend(contents.diagnostics.iter().cloned());
        let addressed = Addressed {
            folders: folders.into(),
            names: names.into(),
            left_out,
            assets: assets.into(),
            facets: facets.into(),
            nav: nav.into(),
            routes: routes.into(),
            entries,
            trees,
            moved,
            wanted,
            generated,
            problems,
        };
        (addressed, named, occupied)
    }

    fn known<'a>(
        &'a self,
        anchors: &'a AnchorIndexes,
        book: &'a Unlinked<'_>,
    ) -> KnownAddresses<'a> {
        let Addressed { names, entries, .. } = self;
        let folder = book.sources.folder.as_deref();
        let config = &book.options.config;
        let (base, language) = (config.base.as_deref(), config.language.as_str());
        let (hidden, embeds, relative_links) =
            (&book.hidden, &config.embeds, config.relative_links);
        KnownAddresses {
            names,
            entries,
            anchors,
            hidden,
            folder,
            base,
            language,
            relative_links,
            embeds,
        }
    }

    fn resolver<'a>(&'a self, anchors: &'a AnchorIndexes, book: &'a Unlinked<'_>) -> Resolver<'a> {
        Resolver { book: self.known(anchors, book), routes: &self.routes }
    }

    fn playbook(
        &self,
        book: &Unlinked<'_>,
        (links, embeds): (Links, ByEntry<Embed>),
        relations: Arc<Relations>,
    ) -> Playbook {
        Playbook {
            title: book_title(&book.options.config, &self.entries, book.sources),
            cited_sources: cited_entries::sources(&self.entries, &self.names),
            origins: book.options.origins.clone(),
            relations,
            config: book.options.config.clone(),
            entries: self.entries.clone(),
            links,
            embeds,
            assets: self.assets.clone(),
            left_out: self.left_out.clone(),
            trees: self.trees.clone(),
            facets: self.facets.clone(),
            folders: self.folders.clone(),
            nav: self.nav.clone(),
            moved: self.moved.clone(),
            wanted: self.wanted.clone(),
            names: self.names.clone(),
            routes: self.routes.clone(),
        }
    }
}

/// Resolves the remaining links of all entries.
fn resolve_links(
    entries: &[Entry],
    passes: Vec<Pass>,
    resolver: &Resolver<'_>,
) -> Vec<Arc<EntryLinks>> {
    let pages: Vec<_> = entries.iter().zip(passes).collect();
    let links = pages.into_par_iter().map(|(entry, pass)| match pass {
        Pass::Kept(links) => links,
        Pass::New(Named { resolved, wanted }) => {
            let mut problems = resolved.diagnostics;
            let paths = resolver.links(entry, resolved.leads);
            problems.extend(paths.diagnostics);
            EntryLinks { leads: paths.leads.into(), wanted, problems }.into()
        }
    });
    links.collect()
}

/// The title that the settings give, else that of the first page, else the name of its folder.
fn book_title(config: &Config, entries: &[Entry], sources: &Sources) -> String {
    let has_name = |entry: &&Entry| entry.parsed.title_source == TitleSource::Page;
    let home = || entries.iter().find(|entry| entry.route == Route::home()).filter(has_name);
    let title = config.title.clone().or_else(|| home().map(|entry| entry.parsed.title.clone()));
    let folder = || sources.folder.as_ref().map(|name| name.to_string());
    title.or_else(folder).unwrap_or_else(|| "Playbook".to_owned())
}
