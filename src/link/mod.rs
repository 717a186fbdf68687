//! Draft -> Playbook: the only step that knows two pages at once.
//!
//! Every reference is resolved here, once. Afterwards ids are indices, and an unresolved link
//! cannot be written down. The playbook is never changed; a new set of drafts gives a new one.

pub mod names;
pub mod nav;
pub mod resolve;
pub mod route;
pub mod summary;
pub mod trees;

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::link::names::Names;
use crate::link::nav::Nav;
use crate::link::resolve::Resolver;
use crate::link::route::Route;
pub use crate::link::trees::TreeExport;
use crate::link::trees::{PlacedTree, SentBy};
use crate::parse::{Draft, readable};
use crate::source::{Asset, Sources};
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
    pub nav: Nav,
    /// Every address of the book, and what answers it.
    pub routes: BTreeMap<Route, Page>,
}

/// What stands at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    Entry(EntryId),
    /// A decision that was found in an entry.
    Tree(TreeId),
    /// The list of all trees.
    Trees,
    /// A tree for another tool.
    Export(TreeId, TreeExport),
    /// The book for other programs.
    Data,
    /// A folder that has no page of its own: lists what is in it.
    Folder,
    Asset(AssetId),
    /// Leads to the entry that has moved.
    Redirect(EntryId),
    NotFound,
}

/// An entry and its place in the book.
#[derive(Debug, Clone)]
pub struct Entry {
    pub draft: Draft<Target>,
    pub route: Route,
    /// The day of its last commit.
    pub changed: Option<Date>,
    /// The entries that link here, in the order of their paths.
    pub linked_from: Vec<EntryId>,
    /// The trees that it holds; a tree file holds itself.
    pub trees: Vec<TreeId>,
    /// The outcomes that lead here.
    pub sent_by: Vec<SentBy>,
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
    /// Nothing: the label is shown without a link. Holds what to say about it.
    Missing(String),
}

/// Whether entries marked `draft: true` are part of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drafts {
    Hidden,
    Shown,
}

impl Playbook {
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub fn asset(&self, id: AssetId) -> &PlacedAsset {
        &self.assets[id.0 as usize]
    }

    pub fn tree(&self, id: TreeId) -> &PlacedTree {
        &self.trees[id.0 as usize]
    }

    /// The tree that an entry is, if it is a tree file.
    pub fn own_tree(&self, entry: &Entry) -> Option<TreeId> {
        entry.trees.iter().copied().find(|id| self.tree(*id).tree.form == Form::File)
    }

    /// All entries with their ids, in the order of their paths.
    pub fn ids(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        self.entries.iter().enumerate().map(|(index, entry)| (EntryId(index as u32), entry))
    }
}

/// Links drafts to a playbook.
pub fn link(
    sources: &Sources,
    config: Config,
    drafts: Vec<Draft>,
    show: Drafts,
) -> (Playbook, Vec<Diagnostic>) {
    let mut addresses = Addresses::default();
    let (kept, hidden): (Vec<Draft>, Vec<Draft>) =
        drafts.into_iter().partition(|draft| show == Drafts::Shown || !draft.matter.draft);
    let mut placed: Vec<(Draft, Route)> = Vec::new();
    for draft in kept {
        if let Some(route) = addresses.claim_entry(&draft, EntryId(placed.len() as u32)) {
            placed.push((draft, route));
        }
    }
    for (index, (draft, _)) in placed.iter().enumerate() {
        addresses.claim_aliases(draft, EntryId(index as u32));
    }
    addresses.claim(Route::file("404.html").unwrap_or_default(), Page::NotFound, None);
    let assets = addresses.claim_assets(&sources.assets);
    let mut trees = addresses.claim_trees(&mut placed);
    trees::explore_all(&mut trees);
    addresses.claim_folders(&placed);
    if !trees.is_empty() {
        addresses.offer(trees_route(), Page::Trees);
    }
    addresses.offer_exports(&trees);
    addresses.offer(Route::file("playbook.json").unwrap_or_default(), Page::Data);
    for (index, (draft, route)) in placed.iter().enumerate() {
        addresses.offer_former_names(draft, route, EntryId(index as u32));
    }

    let (nav, problems) = nav::build(sources.summary.as_ref(), &placed);
    addresses.diagnostics.extend(problems);
    let Addresses { routes, mut diagnostics, .. } = addresses;

    let names = Names::new(&placed, &assets);
    let resolver = Resolver { names: &names, placed: &placed, hidden: &hidden, routes: &routes };
    let resolved: Vec<_> =
        placed.par_iter().map(|(draft, route)| resolver.links(draft, route)).collect();
    diagnostics.extend(resolve::wanted(&resolved, &names));
    let mut entries: Vec<Entry> = Vec::new();
    for ((draft, route), links) in placed.into_iter().zip(resolved) {
        diagnostics.extend(links.diagnostics);
        let changed = sources.changed.get(&*draft.path).copied();
        let draft = draft.with_links(links.links);
        let here = EntryId(entries.len() as u32);
        let own = trees.iter().enumerate().filter(|(_, tree)| tree.entry == here);
        let own = own.map(|(index, _)| TreeId(index as u32)).collect();
        let (linked_from, sent_by) = (Vec::new(), Vec::new());
        entries.push(Entry { draft, route, changed, linked_from, trees: own, sent_by });
    }
    add_backlinks(&mut entries);
    trees::add_senders(&mut entries, &trees);
    let title = book_title(&config, &entries);
    (Playbook { config, title, entries, assets, trees, nav, routes }, diagnostics)
}

/// Where the list of all trees stands.
pub fn trees_route() -> Route {
    Route::page("decisions").unwrap_or_default()
}

fn book_title(config: &Config, entries: &[Entry]) -> String {
    let home = || entries.iter().find(|entry| entry.route == Route::home());
    let title = config.title.clone().or_else(|| home().map(|entry| entry.draft.title.clone()));
    title.unwrap_or_else(|| "Playbook".to_owned())
}

fn add_backlinks(entries: &mut [Entry]) {
    let mut pairs: Vec<(EntryId, EntryId)> = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let from = EntryId(index as u32);
        for link in &entry.draft.prose.links {
            match link.to {
                Target::Entry { entry: to, .. } if to != from => pairs.push((to, from)),
                _ => {}
            }
        }
    }
    pairs.sort();
    pairs.dedup();
    for (to, from) in pairs {
        entries[to.0 as usize].linked_from.push(from);
    }
}

/// Who wants which address, so that no two inputs write the same file.
#[derive(Default)]
struct Addresses {
    routes: BTreeMap<Route, Page>,
    /// Who took a route, for the report, by the route in lower case.
    owners: BTreeMap<String, Option<Place>>,
    diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Takes a route, or reports who has it already.
    fn claim(&mut self, route: Route, page: Page, by: Option<Place>) -> bool {
        let key = route.as_str().to_lowercase();
        if let Some(owner) = self.owners.get(&key) {
            let message = format!("the address `{route}` is taken already");
            let mut diagnostic = Diagnostic::new(Code::RouteConflict, message)
                .help("rename one of the two, or give it another `slug`");
            diagnostic.place = by;
            if let Some(owner) = owner {
                diagnostic = diagnostic.related(owner.clone(), "it is the address of this file");
            }
            self.diagnostics.push(diagnostic);
            return false;
        }
        self.owners.insert(key, by);
        self.routes.insert(route, page);
        true
    }

    fn claim_entry(&mut self, draft: &Draft, id: EntryId) -> Option<Route> {
        let place = draft.matter.spans.get("slug").filter(|_| draft.matter.slug.is_some());
        let place = Place::new(&draft.name, place.cloned().unwrap_or(0..0));
        match entry_route(draft) {
            Ok(route) => self.claim(route.clone(), Page::Entry(id), Some(place)).then_some(route),
            Err(why) => {
                self.bad_path(&format!("this entry cannot have an address: {}", why.0), place);
                None
            }
        }
    }

    fn claim_aliases(&mut self, draft: &Draft, id: EntryId) {
        let span = draft.matter.spans.get("aliases").cloned().unwrap_or(0..0);
        let place = Place::new(&draft.name, span);
        for alias in draft.matter.aliases.iter().filter(|alias| alias.contains('/')) {
            let path = alias.trim_start_matches('/').trim_end_matches('/');
            let path = path.strip_suffix(".html").unwrap_or(path);
            let route = Route::page(path).or_else(|why| {
                match path
                    .split('/')
                    .any(|part| part.starts_with('.') || part.contains([':', '\\']))
                {
                    true => Err(why),
                    false => {
                        Route::page(&path.split('/').map(route::slug).collect::<Vec<_>>().join("/"))
                    }
                }
            });
            match route {
                Ok(route) => self.claim_alias(route, id, place.clone()),
                Err(why) => self.bad_path(
                    &format!("the alias `{alias}` cannot be an address: {}", why.0),
                    place.clone(),
                ),
            }
        }
    }

    /// An alias never takes the place of a page; that it cannot redirect is only a warning.
    fn claim_alias(&mut self, route: Route, id: EntryId, place: Place) {
        let before = self.diagnostics.len();
        self.claim(route, Page::Redirect(id), Some(place));
        for diagnostic in &mut self.diagnostics[before..] {
            diagnostic.severity = Severity::Warning;
            diagnostic.help = Some("take the alias away, or rename the other entry".to_owned());
        }
    }

    /// An alias without a folder is another name; its address stands beside the entry if it is free.
    fn offer_former_names(&mut self, draft: &Draft, route: &Route, id: EntryId) {
        let path = route.as_str().trim_end_matches('/');
        let folder =
            path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        for alias in draft.matter.aliases.iter().filter(|alias| !alias.contains('/')) {
            let slug = route::slug(alias);
            if let (false, Ok(route)) = (slug.is_empty(), Route::page(&format!("{folder}{slug}"))) {
                self.offer(route, Page::Redirect(id));
            }
        }
    }

    /// The assets that can have an address, in order.
    fn claim_assets(&mut self, assets: &[Asset]) -> Vec<PlacedAsset> {
        let mut kept = Vec::new();
        for asset in assets {
            let place = Place::start_of(&asset.name);
            match Route::file(&asset.path) {
                Ok(route) if route.is_own() => {
                    let why = format!("the folder `{}` is fieldbook's own", route::OWN_FOLDER);
                    self.bad_path(&format!("this file cannot be published: {why}"), place);
                }
                Ok(route) => {
                    let page = Page::Asset(AssetId(kept.len() as u32));
                    if self.claim(route.clone(), page, Some(place)) {
                        kept.push(PlacedAsset { asset: asset.clone(), route });
                    }
                }
                Err(why) => {
                    self.bad_path(&format!("this file cannot be published: {}", why.0), place);
                }
            }
        }
        kept
    }

    /// Takes a route of our own unless the book has something there.
    fn offer(&mut self, route: Route, page: Page) {
        if !self.owners.contains_key(&route.as_str().to_lowercase()) {
            self.claim(route, page, None);
        }
    }

    fn offer_exports(&mut self, trees: &[PlacedTree]) {
        for (index, placed) in trees.iter().enumerate() {
            for export in TreeExport::ALL {
                if let Some(route) = export.route(&placed.route) {
                    self.offer(route, Page::Export(TreeId(index as u32), export));
                }
            }
        }
    }

    /// Takes the trees out of their drafts and gives each a page.
    fn claim_trees(&mut self, placed: &mut [(Draft, Route)]) -> Vec<PlacedTree> {
        let mut trees: Vec<PlacedTree> = Vec::new();
        for (index, (draft, entry_route)) in placed.iter_mut().enumerate() {
            let entry = EntryId(index as u32);
            for found in std::mem::take(&mut draft.trees) {
                let place = Place::new(&draft.name, found.tree.span.clone());
                let id = TreeId(trees.len() as u32);
                let route = match found.tree.form {
                    Form::File => Some(entry_route.clone()),
                    _ => match entry_route.child(&found.tree.id) {
                        Ok(route) => {
                            self.claim(route.clone(), Page::Tree(id), Some(place)).then_some(route)
                        }
                        Err(why) => {
                            self.bad_path(
                                &format!("this decision cannot have an address: {}", why.0),
                                place,
                            );
                            None
                        }
                    },
                };
                if let Some(route) = route {
                    let (tree, list) = (found.tree, found.list);
                    let explored = None;
                    trees.push(PlacedTree { tree, entry, route, list, explored });
                }
            }
        }
        trees
    }

    /// Gives each folder of entries a page, so that every prefix of an address leads somewhere.
    fn claim_folders(&mut self, placed: &[(Draft, Route)]) {
        let mut folders: Vec<Route> = vec![Route::home()];
        for (_, route) in placed {
            let path = route.as_str();
            let slashes = path.match_indices('/').map(|(at, _)| &path[..at]);
            folders.extend(slashes.filter_map(|folder| Route::page(folder).ok()));
        }
        folders.sort();
        folders.dedup();
        for folder in folders {
            if !self.routes.contains_key(&folder) {
                self.claim(folder, Page::Folder, None);
            }
        }
    }

    fn bad_path(&mut self, message: &str, place: Place) {
        let diagnostic = Diagnostic::new(Code::BadPath, message).at(place);
        self.diagnostics.push(diagnostic.help("use letters, digits, `-` and `_`"));
    }
}

fn entry_route(draft: &Draft) -> Result<Route, route::BadPath> {
    let by_path = route::of_content(&draft.path)?;
    let Some(slug) = &draft.matter.slug else { return Ok(by_path) };
    let slug = slug.trim_matches('/');
    match by_path.as_str().trim_end_matches('/').rsplit_once('/') {
        Some((folder, _)) if !slug.contains('/') => Route::page(&format!("{folder}/{slug}")),
        _ => Route::page(slug),
    }
}

/// The name to show for a folder that has no page of its own.
pub fn folder_title(route: &Route) -> String {
    readable(&format!("{}index.md", route.as_str()))
}
