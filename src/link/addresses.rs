//! Assigns addresses to entries, files, trees, folders and generated pages.
//!
//! No two inputs write the same file. Addresses are claimed in the order of [`first`] and
//! [`Table::of`]. A page or a file whose address is taken gets the next free one and is reported; an
//! alias or a redirect to a taken address is reported; an offer of one is dropped.
//!
//! Of an author's files with the same address the first one wins: pages in the order of their paths,
//! a README after all of them, then other files. The pages that fieldbook makes win over all but
//! [`AUTHORS`]. Which ones it makes is known last, so addresses are assigned again if an author's
//! file has one of theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use memchr::memchr_iter;

use crate::config::{Config, Redirect};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::by_path::Resolver;
use crate::link::claimed::{Addresses, Owner, conflict, key};
use crate::link::facets::Facets;
use crate::link::free_address::{self, nearest_page};
use crate::link::pages::{BookFacts, ListPages};
use crate::link::published::Published;
use crate::link::resolve::KnownAddresses;
use crate::link::route::{self, BadPath, Route};
use crate::link::trees::PlacedTree;
use crate::link::wanted::AllWanted;
use crate::link::written::join;
use crate::link::{AssetId, Entry, EntryId, MovedId, Page, PageId, PlacedAsset, TreeId};
use crate::link::{hashtags, redirects};
use crate::parse::Parsed;
use crate::parse::front_matter::FrontMatter;
use crate::source::exported::ExportedNames;
use crate::source::{
    Asset, Sources, file_name, folder_of, is_folder_page, stem, without_page_ending,
};
use crate::tree::Form;
use crate::tree::level::Level;

/// The result of the first pass: entries and assets with their addresses.
pub struct First {
    pub entries: Vec<Entry>,
    pub assets: Vec<PlacedAsset>,
    pub addresses: Addresses,
    /// The names of files that are not published.
    pub left_out: Arc<[Arc<str>]>,
}

/// Assigns addresses to pages and assets, none of which may be `ours`; `hidden` are the pages
/// outside of this build.
pub fn first(
    pages: Vec<Arc<Parsed>>,
    (sources, names): (&Sources, &ExportedNames),
    (hidden, ours): (&[Arc<Parsed>], &BTreeSet<Route>),
) -> First {
    let published = Published::of(&sources.assets, &pages, hidden);
    let mut addresses = Addresses::default();
    for route in ours {
        addresses.reserve(route);
    }
    let entries = addresses.claim_entries(pages, (sources, names));
    for entry in &entries {
        addresses.claim_aliases(entry);
    }
    let Published { is_published, left_out } = published;
    let assets = sources.assets.iter().zip(is_published).filter(|(_, published)| *published);
    let assets = addresses.claim_assets(assets.map(|(asset, _)| asset), names);
    First { entries, assets, addresses, left_out }
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
    /// The addresses of generated pages that files of the author have and must not have.
    pub occupied: Vec<Route>,
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
        let occupied = self.occupied(&generated);
        for (route, page) in &generated {
            self.offer_generated(route, *page);
        }
        self.report_own_not_found();
        for entry in entries {
            self.offer_former_names(entry);
            self.offer_permalinks(entry);
        }
        self.offer_folds((entries, &trees));
        if sources.summary.is_some() {
            for entry in entries {
                self.offer_html_names(entry);
            }
        }
        let Addresses { routes, diagnostics, .. } = self;
        Table { routes, trees, generated, occupied, diagnostics }
    }

    /// Claims the addresses of pages, those of READMEs last.
    fn claim_entries(
        &mut self,
        pages: Vec<Arc<Parsed>>,
        (sources, names): (&Sources, &ExportedNames),
    ) -> Vec<Entry> {
        let tags = hashtags::of_pages(&pages, sources.vault);
        let mut order: Vec<usize> = (0..pages.len()).collect();
        order.sort_by_key(|index| stem(&pages[*index].path).eq_ignore_ascii_case("readme"));
        let mut routes = vec![Route::default(); pages.len()];
        for index in order {
            routes[index] = self.claim_entry(&pages[index], EntryId(index as u32), names);
        }
        let pages = pages.into_iter().zip(routes).zip(tags).enumerate();
        let entries = pages.map(|(index, ((parsed, route), tags))| {
            let id = EntryId(index as u32);
            let commits = sources.commits.get(&*parsed.path).cloned();
            let is_draft = parsed.is_draft(sources.today);
            Entry { id, parsed, route, tags, commits, is_draft }
        });
        entries.collect()
    }

    /// The address of a page. There is one for every page, because numbers do not end.
    fn claim_entry(&mut self, parsed: &Parsed, id: EntryId, names: &ExportedNames) -> Route {
        let Parsed { name, path, front_matter, .. } = parsed;
        let path = &*names.plain(path);
        let slug = front_matter.spans.get("slug").filter(|_| front_matter.slug.is_some());
        let place = Place::new(name, slug.cloned().unwrap_or(0..0));
        let route = match entry_route(path, front_matter) {
            Ok(route) => route,
            Err(why) => {
                let by_path = route::of_content(path).unwrap_or_else(|_| nearest_page(path));
                let message = format!("this entry is at `{by_path}`: {}", why.0);
                self.bad_path(&message, place.clone());
                by_path
            }
        };
        let others = |from| free_address::of_page(&route, path, from);
        self.claim(route.clone(), (Page::Entry(id), place), others).unwrap_or(route)
    }

    fn claim_aliases(&mut self, entry: &Entry) {
        let Parsed { name, front_matter, .. } = &*entry.parsed;
        let span = front_matter.spans.get("aliases").cloned().unwrap_or(0..0);
        let place = Place::new(name, span);
        for alias in front_matter.aliases.iter().filter(|alias| is_address(alias)) {
            let from_here = alias.starts_with("./") || alias.starts_with("../");
            let full = from_here.then(|| join(folder_of(&entry.parsed.path), alias)).flatten();
            let path = full.as_deref().unwrap_or(alias).trim_matches('/');
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
            None => self.take(route, page, Owner::Author(place)),
        }
    }

    /// The conflict that prevents a redirect from a former address.
    fn former_conflict(&self, route: &Route, page: Page, place: &Place) -> Option<Diagnostic> {
        let owner = self.owner(&key(route)).filter(|_| !self.is_at(route, page))?;
        Some(conflict(route, owner, place).help(match page {
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
        let aliases = parsed.front_matter.aliases.iter().filter(|alias| is_address(alias));
        let former = aliases.map(|alias| alias.trim_matches('/'));
        for path in [without_page_ending(&parsed.path)].into_iter().chain(former) {
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
        for alias in aliases.filter(|alias| !is_address(alias)) {
            let slug = route::slug(alias);
            if let (false, Ok(route)) = (slug.is_empty(), Route::page(&format!("{folder}{slug}"))) {
                self.offer(route, Page::Redirect(entry.id));
            }
        }
    }

    /// Offers the address that Jekyll, Hugo or Eleventy gives to an entry. A pattern is none.
    fn offer_permalinks(&mut self, entry: &Entry) {
        let keys = ["permalink", "url"].iter();
        let values = keys.filter_map(|key| entry.parsed.front_matter.extra.get(*key)?.word());
        let is_address =
            |path: &&str| path.starts_with('/') && !path.contains([':', '{', '#', '?']);
        for path in values.map(str::trim).filter(is_address) {
            let page = path.trim_matches('/');
            let page = page.strip_suffix("/index.html").unwrap_or(page);
            let is_file = page.ends_with(".html");
            let route = if is_file { Route::file(page) } else { alias_route(page) };
            if let Ok(route) = route {
                self.offer(route, Page::Redirect(entry.id));
            }
        }
    }

    /// Claims the addresses of assets, in order.
    fn claim_assets<'a>(
        &mut self,
        assets: impl Iterator<Item = &'a Asset>,
        names: &ExportedNames,
    ) -> Vec<PlacedAsset> {
        let mut kept = Vec::new();
        for asset in assets {
            let id = AssetId(kept.len() as u32);
            let route = self.claim_asset(asset, id, names);
            kept.extend(route.map(|route| PlacedAsset { asset: asset.clone(), route }));
        }
        kept
    }

    fn claim_asset(&mut self, asset: &Asset, id: AssetId, names: &ExportedNames) -> Option<Route> {
        let path = names.plain(&asset.path);
        let place = Place::start_of(&asset.name);
        let route = match route::of_asset(&path) {
            Ok(route) if route.is_own() => {
                let why = format!("the folder `{}` is fieldbook's own", route::OWN_FOLDER);
                self.bad_path(&format!("this file cannot be published: {why}"), place);
                return None;
            }
            Ok(route) => route,
            Err(why) => {
                let near = free_address::nearest_file(&path)?;
                self.bad_path(&format!("this file is at `{near}`: {}", why.0), place.clone());
                near
            }
        };
        let others = |from| free_address::of_file(&route, from);
        self.claim(route.clone(), (Page::Asset(id), place), others)
    }

    /// Gives trees their pages; a tree file or a fold uses the page of its entry.
    fn claim_trees(&mut self, entries: &[Entry]) -> Vec<PlacedTree> {
        let mut trees: Vec<PlacedTree> = Vec::new();
        for entry in entries {
            for found in &entry.parsed.trees {
                let place = Place::new(&entry.parsed.name, found.tree.span.clone());
                let has_page = found.tree.level() >= Level::Page;
                let route = match found.tree.form {
                    Form::Prose | Form::Drawing if has_page => {
                        self.claim_tree(entry, &found.tree.id, (TreeId(trees.len() as u32), place))
                    }
                    _ => Some(entry.route.clone()),
                };
                trees.extend(route.map(|route| PlacedTree::new(found, entry.id, route)));
            }
        }
        trees
    }

    /// Offers the address beside its entry of each decision that has no page.
    fn offer_folds(&mut self, (entries, trees): (&[Entry], &[PlacedTree])) {
        for (index, placed) in trees.iter().enumerate().filter(|(_, placed)| !placed.has_page()) {
            let entry = &entries[placed.entry.0 as usize];
            if let Ok(route) = entry.route.child(&placed.tree.id) {
                self.offer(route, Page::Fold(TreeId(index as u32)));
            }
        }
    }

    /// Claims the address of a decision in an entry's text.
    fn claim_tree(&mut self, entry: &Entry, slug: &str, by: (TreeId, Place)) -> Option<Route> {
        let (tree, place) = by;
        match entry.route.child(slug) {
            Ok(route) => {
                let others = |from| free_address::of_page(&route, slug, from);
                self.claim(route.clone(), (Page::Tree(tree), place), others)
            }
            Err(why) => {
                self.bad_path(&format!("this decision has no page of its own: {}", why.0), place);
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
            self.offer(folder, Page::Folder);
        }
    }

    fn bad_path(&mut self, message: &str, place: Place) {
        let diagnostic = Diagnostic::new(Code::BadPath, message).at(place);
        self.diagnostics.push(diagnostic.help("use letters, digits, `-` and `_`"));
    }
}

/// Whether an alias is a former address. In vaults aliases are names, which may hold slashes.
fn is_address(alias: &str) -> bool {
    alias.contains('/')
        && !alias.contains("://")
        && (alias.starts_with('/') || !alias.contains(' '))
}

/// The route of an alias, literal or slugged like an entry's name.
fn alias_route(path: &str) -> Result<Route, BadPath> {
    let leaves = |part: &str| part.starts_with('.') || part.contains([':', '\\']);
    let slugs = || path.split('/').map(route::slug).collect::<Vec<_>>().join("/");
    Route::page(path)
        .or_else(|why| if path.split('/').any(leaves) { Err(why) } else { Route::page(&slugs()) })
}

fn entry_route(path: &str, front_matter: &FrontMatter) -> Result<Route, BadPath> {
    let by_path = route::of_content(path)?;
    let Some(slug) = &front_matter.slug else { return Ok(by_path) };
    // As in Docusaurus, a slug that starts with a slash is a path from the site's root.
    let is_whole = slug.starts_with('/');
    let slug = slug.trim_matches('/');
    match by_path.as_str().trim_end_matches('/').rsplit_once('/') {
        Some((folder, _)) if !slug.contains('/') && !is_whole => {
            Route::page(&format!("{folder}/{slug}"))
        }
        _ => Route::page(slug),
    }
}
