//! Assigns addresses to entries, files, trees, folders and generated pages.
//!
//! No two inputs write the same file. Addresses are claimed in the order of [`first`] and
//! [`Table::of`]: a later claim to a taken address is reported, and a later offer is dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use memchr::memchr_iter;

use unicode_normalization::UnicodeNormalization;

use crate::config::{Config, Redirect};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::link::by_path::Resolver;
use crate::link::facets::Facets;
use crate::link::names::without_extension;
use crate::link::pages::{BookFacts, ListPages};
use crate::link::resolve::KnownAddresses;
use crate::link::route::{self, BadPath, Route};
use crate::link::trees::PlacedTree;
use crate::link::wanted::AllWanted;
use crate::link::{AssetId, Entry, EntryId, MovedId, Page, PageId, PlacedAsset, TreeId};
use crate::link::{hashtags, redirects};
use crate::parse::Parsed;
use crate::source::{Asset, Sources, file_name, folder_of, is_folder_page};
use crate::tree::Form;

/// The result of the first pass: entries and assets with their addresses.
pub struct First {
    pub entries: Vec<Entry>,
    pub assets: Vec<PlacedAsset>,
    pub addresses: Addresses,
}

/// Assigns addresses to pages and assets; those without a valid one are left out.
pub fn first(pages: Vec<Arc<Parsed>>, sources: &Sources) -> First {
    let mut addresses = Addresses::default();
    addresses.claim(Route::not_found(), Page::Generated(PageId::NOT_FOUND), None);
    let entries = addresses.claim_entries(pages, sources);
    for entry in &entries {
        addresses.claim_aliases(entry);
    }
    let assets = addresses.claim_assets(&sources.assets);
    First { entries, assets, addresses }
}

/// The inputs for all other addresses.
#[derive(Clone, Copy)]
pub struct Rest<'a> {
    pub sources: &'a Sources,
    pub config: &'a Config,
    pub entries: &'a [Entry],
    pub facets: &'a Facets,
    pub wanted: &'a AllWanted,
    pub generated: ListPages,
}

/// Every address of a site.
pub struct Table {
    pub routes: BTreeMap<Route, Page>,
    pub trees: Vec<PlacedTree>,
    /// The generated pages, whether or not they have got their addresses.
    pub generated: Vec<(Route, PageId)>,
    pub diagnostics: Vec<Diagnostic>,
}

impl Table {
    /// Assigns the remaining addresses. A redirect gets one only if it leads to something.
    pub fn of(first: Addresses, rest: &Rest<'_>, book: KnownAddresses<'_>) -> Table {
        let redirects = rest.config.redirects.as_slice();
        if redirects.is_empty() || rest.sources.book.is_none() {
            return first.table(rest, &[]);
        }
        let mut routes = first.clone().table(rest, &[]).routes;
        for (index, redirect) in redirects.iter().enumerate() {
            if let Ok(route) = redirects::route(redirect) {
                routes.entry(route).or_insert(Page::Moved(MovedId(index as u32)));
            }
        }
        let lead = redirects::lead_somewhere(redirects, &Resolver { book, routes: &routes });
        first.table(rest, &lead)
    }
}

/// The claimed addresses.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    routes: BTreeMap<Route, Page>,
    /// The claimant of each route, for reports, by the route in lower case.
    owners: BTreeMap<String, Option<Place>>,
    diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Assigns all other addresses; a redirect gets one if `lead` says so.
    fn table(mut self, rest: &Rest<'_>, lead: &[bool]) -> Table {
        let Rest { sources, config, entries, .. } = *rest;
        if let Some(book) = sources.book.as_ref().filter(|_| !lead.is_empty()) {
            self.claim_redirects(&config.redirects, lead, &book.name);
        }
        let trees = self.claim_trees(entries);
        self.claim_folders(entries);
        let contents = BookFacts {
            entries,
            trees: &trees,
            facets: rest.facets,
            config,
            has_wanted: !rest.wanted.is_empty(),
        };
        let generated = (rest.generated)(&contents);
        for (route, page) in &generated {
            self.offer(route.clone(), Page::Generated(*page));
        }
        for entry in entries {
            self.offer_former_names(entry);
        }
        if sources.summary.is_some() {
            for entry in entries {
                self.offer_html_names(entry);
            }
        }
        Table { routes: self.routes, trees, generated, diagnostics: self.diagnostics }
    }

    /// Claims a route, or reports the conflict.
    fn claim(&mut self, route: Route, page: Page, by: Option<Place>) -> bool {
        let key = key(&route);
        if let Some(owner) = self.owner(&key) {
            let conflict = conflict(&route, owner, by.as_ref());
            self.diagnostics.push(conflict);
            return false;
        }
        self.owners.insert(key, by);
        self.routes.insert(route, page);
        true
    }

    /// The claimant of a key, or of one that rules it out: a file cannot contain files.
    fn owner(&self, key: &str) -> Option<&Option<Place>> {
        let mut folders = memchr_iter(b'/', key.as_bytes()).map(|end| &key[..end]);
        let found = self.owners.get(key).or_else(|| folders.find_map(|at| self.owners.get(at)));
        found.or_else(|| {
            let below = format!("{key}/");
            let from = (Bound::Included(below.as_str()), Bound::Unbounded);
            let inside = self.owners.range::<str, _>(from).next();
            Some(inside.filter(|(other, _)| other.starts_with(&below))?.1)
        })
    }

    /// Claims the addresses of pages, in order.
    fn claim_entries(&mut self, pages: Vec<Arc<Parsed>>, sources: &Sources) -> Vec<Entry> {
        let tags = hashtags::of_pages(&pages, sources.vault);
        let mut entries: Vec<Entry> = Vec::new();
        for (parsed, tags) in pages.into_iter().zip(tags) {
            let id = EntryId(entries.len() as u32);
            if let Some(route) = self.claim_entry(&parsed, id) {
                let commits = sources.commits.get(&*parsed.path).cloned();
                let is_draft = parsed.is_draft(sources.today);
                entries.push(Entry { id, parsed, route, tags, commits, is_draft });
            }
        }
        entries
    }

    fn claim_entry(&mut self, parsed: &Parsed, id: EntryId) -> Option<Route> {
        let place =
            parsed.front_matter.spans.get("slug").filter(|_| parsed.front_matter.slug.is_some());
        let place = Place::new(&parsed.name, place.cloned().unwrap_or(0..0));
        self.claim_own(entry_route(parsed), Page::Entry(id), ("entry", place))
    }

    fn claim_aliases(&mut self, entry: &Entry) {
        let Parsed { name, front_matter, .. } = &*entry.parsed;
        let span = front_matter.spans.get("aliases").cloned().unwrap_or(0..0);
        let place = Place::new(name, span);
        for alias in front_matter.aliases.iter().filter(|alias| alias.contains('/')) {
            let path = alias.trim_start_matches('/').trim_end_matches('/');
            let path = path.strip_suffix(".html").unwrap_or(path);
            match alias_route(path) {
                Ok(route) => self.claim_former(route, Page::Redirect(entry.id), place.clone()),
                Err(why) => self.bad_path(
                    &format!("the alias `{alias}` cannot be an address: {}", why.0),
                    place.clone(),
                ),
            }
        }
    }

    /// Claims a former address unless a page has it. A conflict is only a warning.
    fn claim_former(&mut self, route: Route, page: Page, place: Place) {
        match self.former_conflict(&route, page, &place) {
            Some(conflict) => self.diagnostics.push(conflict),
            // An entry that was moved away and back has its own address as an alias.
            None if self.is_at(&route, page) => {}
            None => {
                self.claim(route, page, Some(place));
            }
        }
    }

    /// The conflict that prevents a redirect from a former address.
    fn former_conflict(&self, route: &Route, page: Page, place: &Place) -> Option<Diagnostic> {
        let owner = self.owner(&key(route)).filter(|_| !self.is_at(route, page))?;
        let mut conflict = conflict(route, owner, Some(place));
        conflict.severity = Severity::Warning;
        Some(conflict.help(match page {
            Page::Moved(_) => "take the redirect away, or rename the other entry",
            _ => "take the alias away, or rename the other entry",
        }))
    }

    /// Whether `page` is a redirect to the entry that is already at `route`.
    fn is_at(&self, route: &Route, page: Page) -> bool {
        match (page, self.routes.get(route)) {
            (Page::Redirect(to), Some(Page::Entry(entry))) => to == *entry,
            _ => false,
        }
    }

    /// Claims the addresses of redirects that lead to something.
    fn claim_redirects(&mut self, redirects: &[Redirect], lead: &[bool], book: &Arc<str>) {
        for (index, (redirect, leads)) in redirects.iter().zip(lead).enumerate() {
            let place = Place::new(book, redirect.from_at.clone());
            let page = Page::Moved(MovedId(index as u32));
            match redirects::route(redirect) {
                _ if redirect.from.contains('#') => {
                    self.diagnostics.push(redirects::of_a_heading(redirect).at(place));
                }
                Ok(route) if *leads => self.claim_former(route, page, place),
                Ok(route) => self.diagnostics.extend(self.former_conflict(&route, page, &place)),
                Err(why) => {
                    let from = &redirect.from;
                    self.bad_path(&format!("`{from}` cannot be an address: {}", why.0), place);
                }
            }
        }
    }

    /// Offers the `.html` addresses that mdBook gives to an entry, current and former.
    fn offer_html_names(&mut self, entry: &Entry) {
        let parsed = &entry.parsed;
        let aliases = parsed.front_matter.aliases.iter().filter(|alias| alias.contains('/'));
        let former = aliases.map(|alias| alias.trim_matches('/'));
        for path in [without_extension(&parsed.path)].into_iter().chain(former) {
            let path = path.strip_suffix(".html").unwrap_or(path);
            if is_folder_page(file_name(path)) {
                continue;
            }
            if let Ok(route) = Route::file(&format!("{path}.html")) {
                self.offer(route, Page::Redirect(entry.id));
            }
        }
    }

    /// Offers an address beside the entry for each alias without a folder.
    fn offer_former_names(&mut self, entry: &Entry) {
        let path = entry.route.as_str().trim_end_matches('/');
        let folder = match folder_of(path) {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let aliases = entry.parsed.front_matter.aliases.iter();
        for alias in aliases.filter(|alias| !alias.contains('/')) {
            let slug = route::slug(alias);
            if let (false, Ok(route)) = (slug.is_empty(), Route::page(&format!("{folder}{slug}"))) {
                self.offer(route, Page::Redirect(entry.id));
            }
        }
    }

    /// Claims the addresses of assets, in order.
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

    /// Takes a route for a generated page unless the book uses it.
    fn offer(&mut self, route: Route, page: Page) {
        let key = key(&route);
        if self.owner(&key).is_none() {
            self.owners.insert(key, None);
            self.routes.insert(route, page);
        }
    }

    /// Gives each tree a page; a tree file uses the page of its entry.
    fn claim_trees(&mut self, entries: &[Entry]) -> Vec<PlacedTree> {
        let mut trees: Vec<PlacedTree> = Vec::new();
        for entry in entries {
            for found in &entry.parsed.trees {
                let place = Place::new(&entry.parsed.name, found.tree.span.clone());
                let route = match found.tree.form {
                    Form::File => Some(entry.route.clone()),
                    _ => {
                        let page = Page::Tree(TreeId(trees.len() as u32));
                        self.claim_own(entry.route.child(&found.tree.id), page, ("decision", place))
                    }
                };
                trees.extend(route.map(|route| PlacedTree::new(found, entry.id, route)));
            }
        }
        trees
    }

    /// Claims the route of what an author wrote at a place.
    fn claim_own(
        &mut self,
        route: Result<Route, BadPath>,
        page: Page,
        (what, place): (&str, Place),
    ) -> Option<Route> {
        match route {
            Ok(route) => self.claim(route.clone(), page, Some(place)).then_some(route),
            Err(why) => {
                self.bad_path(&format!("this {what} cannot have an address: {}", why.0), place);
                None
            }
        }
    }

    /// Gives each folder of entries a page, so that every prefix of an address is valid.
    fn claim_folders(&mut self, entries: &[Entry]) {
        let mut paths = BTreeSet::new();
        for entry in entries {
            let path = entry.route.as_str();
            paths.extend(memchr_iter(b'/', path.as_bytes()).map(|at| &path[..at]));
        }
        let mut folders: Vec<Route> = vec![Route::home()];
        folders.extend(paths.into_iter().filter_map(|folder| Route::page(folder).ok()));
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

/// The conflict with the claimant of an address.
fn conflict(route: &Route, owner: &Option<Place>, by: Option<&Place>) -> Diagnostic {
    let message = format!("the address `{route}` is taken already");
    let mut conflict = Diagnostic::new(Code::RouteConflict, message)
        .help("rename one of the two, or give it another `slug`");
    conflict.place = by.cloned();
    match owner {
        Some(owner) => conflict.related(owner.clone(), "it is the address of this file"),
        None => conflict,
    }
}

/// The key for comparing routes: some file systems ignore case and Unicode normalisation.
fn key(route: &Route) -> String {
    if route.as_str().is_ascii() {
        return route.as_str().to_ascii_lowercase();
    }
    let folded = |c: char| c.to_uppercase().flat_map(char::to_lowercase);
    route.as_str().nfc().flat_map(folded).nfc().collect()
}

/// The route of an alias, literal or slugged like an entry's name.
fn alias_route(path: &str) -> Result<Route, BadPath> {
    let leaves = |part: &str| part.starts_with('.') || part.contains([':', '\\']);
    let slugs = || path.split('/').map(route::slug).collect::<Vec<_>>().join("/");
    Route::page(path)
        .or_else(|why| if path.split('/').any(leaves) { Err(why) } else { Route::page(&slugs()) })
}

fn entry_route(parsed: &Parsed) -> Result<Route, BadPath> {
    let by_path = route::of_content(&parsed.path)?;
    let Some(slug) = &parsed.front_matter.slug else { return Ok(by_path) };
    let slug = slug.trim_matches('/');
    match by_path.as_str().trim_end_matches('/').rsplit_once('/') {
        Some((folder, _)) if !slug.contains('/') => Route::page(&format!("{folder}/{slug}")),
        _ => Route::page(slug),
    }
}
