//! An address for everything: entries, files, trees, folders and the pages of our own.
//!
//! No two inputs write the same file. Who asks first has an address, and the order of asking is in
//! [`assign`]; whoever comes too late is reported, and what only offers itself gives way.

use std::collections::BTreeMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use crate::config::{Config, Redirect};
use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::link::facets::Facets;
use crate::link::names::without_extension;
use crate::link::pages::{Contents, ListPages};
use crate::link::redirects;
use crate::link::route::{self, BadPath, Route};
use crate::link::trees::PlacedTree;
use crate::link::{AssetId, EntryId, MovedId, Page, PageId, PlacedAsset, TreeId};
use crate::parse::Parsed;
use crate::parse::tree_prose::Detected;
use crate::source::{Asset, Sources, file_name, folder_of, is_folder_page};
use crate::tree::Form;

/// Everything that has an address, in order.
pub struct Places {
    /// Pages without their trees.
    pub placed: Vec<(Parsed, Route)>,
    pub assets: Vec<PlacedAsset>,
    pub trees: Vec<PlacedTree>,
    pub facets: Facets,
    pub addresses: Addresses,
}

/// Gives pages, their trees, assets and redirects their addresses; what cannot have one is left
/// out.
pub fn assign(
    parsed: Vec<Parsed>,
    sources: &Sources,
    config: &Config,
    generated: ListPages,
) -> (Places, Vec<Diagnostic>) {
    let mut addresses = Addresses::default();
    addresses.claim(Route::not_found(), Page::Generated(PageId::NOT_FOUND), None);
    let mut placed = addresses.claim_entries(parsed);
    for (id, (parsed, _)) in numbered(&placed) {
        addresses.claim_aliases(parsed, id);
    }
    let assets = addresses.claim_assets(&sources.assets);
    if let Some(book) = &sources.book {
        addresses.claim_redirects(&config.redirects, &book.name);
    }
    let trees = addresses.claim_trees(&mut placed);
    addresses.claim_folders(&placed);
    let facets = Facets::of_book(&placed, config);
    let contents = Contents {
        entries: &placed,
        trees: &trees,
        facets: &facets,
        config,
        commits: &sources.commits,
        has_wanted: false,
    };
    addresses.offer_generated(generated(&contents));
    for (id, (parsed, route)) in numbered(&placed) {
        addresses.offer_former_names(parsed, route, id);
    }
    if sources.summary.is_some() {
        for (id, (parsed, _)) in numbered(&placed) {
            addresses.offer_html_names(parsed, id);
        }
    }
    let diagnostics = std::mem::take(&mut addresses.diagnostics);
    (Places { placed, assets, trees, facets, addresses }, diagnostics)
}

fn numbered(placed: &[(Parsed, Route)]) -> impl Iterator<Item = (EntryId, &(Parsed, Route))> {
    placed.iter().enumerate().map(|(index, page)| (EntryId(index as u32), page))
}

/// Who wants which address, so that no two inputs write the same file.
#[derive(Default)]
pub struct Addresses {
    pub routes: BTreeMap<Route, Page>,
    /// Who took a route, for the report, by the route in lower case.
    owners: BTreeMap<String, Option<Place>>,
    diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Takes a route, or reports who has it already.
    fn claim(&mut self, route: Route, page: Page, by: Option<Place>) -> bool {
        if let Some(conflict) = self.conflict(&route, by.as_ref()) {
            self.diagnostics.push(conflict);
            return false;
        }
        self.owners.insert(key(&route), by);
        self.routes.insert(route, page);
        true
    }

    /// What is wrong with taking a route, if somebody has it.
    fn conflict(&self, route: &Route, by: Option<&Place>) -> Option<Diagnostic> {
        let owner = self.owner(route)?;
        let message = format!("the address `{route}` is taken already");
        let mut conflict = Diagnostic::new(Code::RouteConflict, message)
            .help("rename one of the two, or give it another `slug`");
        conflict.place = by.cloned();
        Some(match owner {
            Some(owner) => conflict.related(owner.clone(), "it is the address of this file"),
            None => conflict,
        })
    }

    /// Who has a route, or what can be no neighbour of it: nothing can be inside a file.
    fn owner(&self, route: &Route) -> Option<&Option<Place>> {
        let key = key(route);
        let below = format!("{key}/");
        let mut folders = key.match_indices('/').map(|(end, _)| &key[..end]);
        let inside = || self.owners.range(below.clone()..).next();
        let found = self.owners.get(&key).or_else(|| folders.find_map(|at| self.owners.get(at)));
        found.or_else(|| Some(inside().filter(|(other, _)| other.starts_with(&below))?.1))
    }

    /// The pages that can have an address, in order.
    fn claim_entries(&mut self, parsed: Vec<Parsed>) -> Vec<(Parsed, Route)> {
        let mut placed: Vec<(Parsed, Route)> = Vec::new();
        for parsed in parsed {
            if let Some(route) = self.claim_entry(&parsed, EntryId(placed.len() as u32)) {
                placed.push((parsed, route));
            }
        }
        placed
    }

    fn claim_entry(&mut self, parsed: &Parsed, id: EntryId) -> Option<Route> {
        let place = parsed.matter.spans.get("slug").filter(|_| parsed.matter.slug.is_some());
        let place = Place::new(&parsed.name, place.cloned().unwrap_or(0..0));
        match entry_route(parsed) {
            Ok(route) => self.claim(route.clone(), Page::Entry(id), Some(place)).then_some(route),
            Err(why) => {
                self.bad_path(&format!("this entry cannot have an address: {}", why.0), place);
                None
            }
        }
    }

    fn claim_aliases(&mut self, parsed: &Parsed, id: EntryId) {
        let span = parsed.matter.spans.get("aliases").cloned().unwrap_or(0..0);
        let place = Place::new(&parsed.name, span);
        for alias in parsed.matter.aliases.iter().filter(|alias| alias.contains('/')) {
            let path = alias.trim_start_matches('/').trim_end_matches('/');
            let path = path.strip_suffix(".html").unwrap_or(path);
            match alias_route(path) {
                Ok(route) => self.claim_former(route, Page::Redirect(id), place.clone()),
                Err(why) => self.bad_path(
                    &format!("the alias `{alias}` cannot be an address: {}", why.0),
                    place.clone(),
                ),
            }
        }
    }

    /// A former address never takes the place of a page; that it cannot lead on is only a warning.
    fn claim_former(&mut self, route: Route, page: Page, place: Place) {
        match self.conflict(&route, Some(&place)) {
            None => {
                self.claim(route, page, Some(place));
            }
            // An entry that was moved away and back again has its own address as an alias.
            Some(_) if self.is_at(&route, page) => {}
            Some(mut conflict) => {
                conflict.severity = Severity::Warning;
                let help = match page {
                    Page::Moved(_) => "take the redirect away, or rename the other entry",
                    _ => "take the alias away, or rename the other entry",
                };
                self.diagnostics.push(conflict.help(help));
            }
        }
    }

    /// Whether a page that would lead to an entry stands where the entry is.
    fn is_at(&self, route: &Route, page: Page) -> bool {
        match (page, self.routes.get(route)) {
            (Page::Redirect(to), Some(Page::Entry(entry))) => to == *entry,
            _ => false,
        }
    }

    fn claim_redirects(&mut self, redirects: &[Redirect], book: &Arc<str>) {
        for (index, redirect) in redirects.iter().enumerate() {
            let place = Place::new(book, redirect.from_at.clone());
            match redirects::route(redirect) {
                _ if redirect.from.contains('#') => {
                    self.diagnostics.push(redirects::of_a_heading(redirect).at(place));
                }
                Ok(route) => self.claim_former(route, Page::Moved(MovedId(index as u32)), place),
                Err(why) => {
                    let from = &redirect.from;
                    self.bad_path(&format!("`{from}` cannot be an address: {}", why.0), place);
                }
            }
        }
    }

    /// The addresses that mdBook gives to an entry, now and before it was moved.
    fn offer_html_names(&mut self, parsed: &Parsed, id: EntryId) {
        let aliases = parsed.matter.aliases.iter().filter(|alias| alias.contains('/'));
        let former = aliases.map(|alias| alias.trim_matches('/'));
        for path in [without_extension(&parsed.path)].into_iter().chain(former) {
            let path = path.strip_suffix(".html").unwrap_or(path);
            if is_folder_page(file_name(path)) {
                continue;
            }
            if let Ok(route) = Route::file(&format!("{path}.html")) {
                self.offer(route, Page::Redirect(id));
            }
        }
    }

    /// An alias without a folder is another name; its address stands beside the entry if it is free.
    fn offer_former_names(&mut self, parsed: &Parsed, route: &Route, id: EntryId) {
        let path = route.as_str().trim_end_matches('/');
        let folder = match folder_of(path) {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        for alias in parsed.matter.aliases.iter().filter(|alias| !alias.contains('/')) {
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

    /// Adds generated pages whose addresses are free.
    pub fn offer_generated(&mut self, pages: Vec<(Route, PageId)>) {
        for (route, page) in pages {
            self.offer(route, Page::Generated(page));
        }
    }

    /// Takes a route of our own unless the book has something there.
    fn offer(&mut self, route: Route, page: Page) {
        if self.owner(&route).is_none() {
            self.claim(route, page, None);
        }
    }

    /// Takes the trees out of their parsed and gives each a page.
    fn claim_trees(&mut self, placed: &mut [(Parsed, Route)]) -> Vec<PlacedTree> {
        let mut trees: Vec<PlacedTree> = Vec::new();
        for (index, (parsed, entry_route)) in placed.iter_mut().enumerate() {
            for found in std::mem::take(&mut parsed.trees) {
                let place = Place::new(&parsed.name, found.tree.span.clone());
                let route = match found.tree.form {
                    Form::File => Some(entry_route.clone()),
                    _ => {
                        let page = Page::Tree(TreeId(trees.len() as u32));
                        self.claim_tree(entry_route.child(&found.tree.id), page, place)
                    }
                };
                if let Some(route) = route {
                    let Detected { tree, list } = found;
                    let entry = EntryId(index as u32);
                    trees.push(PlacedTree { tree, entry, route, list, explored: None });
                }
            }
        }
        trees
    }

    /// Takes the route of a tree that was found in an entry.
    fn claim_tree(
        &mut self,
        route: Result<Route, BadPath>,
        page: Page,
        place: Place,
    ) -> Option<Route> {
        match route {
            Ok(route) => self.claim(route.clone(), page, Some(place)).then_some(route),
            Err(why) => {
                self.bad_path(&format!("this decision cannot have an address: {}", why.0), place);
                None
            }
        }
    }

    /// Gives each folder of entries a page, so that every prefix of an address leads somewhere.
    fn claim_folders(&mut self, placed: &[(Parsed, Route)]) {
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

/// What a route is told apart by: some disks do not tell capitals from small letters, nor the ways
/// in which a letter and its accent can be written.
fn key(route: &Route) -> String {
    let folded = |c: char| c.to_uppercase().flat_map(char::to_lowercase);
    route.as_str().nfc().flat_map(folded).nfc().collect()
}

/// An alias as it is written, or as an entry of that name would be addressed.
fn alias_route(path: &str) -> Result<Route, BadPath> {
    let leaves = |part: &str| part.starts_with('.') || part.contains([':', '\\']);
    let slugs = || path.split('/').map(route::slug).collect::<Vec<_>>().join("/");
    Route::page(path).or_else(|why| match path.split('/').any(leaves) {
        true => Err(why),
        false => Route::page(&slugs()),
    })
}

fn entry_route(parsed: &Parsed) -> Result<Route, BadPath> {
    let by_path = route::of_content(&parsed.path)?;
    let Some(slug) = &parsed.matter.slug else { return Ok(by_path) };
    let slug = slug.trim_matches('/');
    match by_path.as_str().trim_end_matches('/').rsplit_once('/') {
        Some((folder, _)) if !slug.contains('/') => Route::page(&format!("{folder}/{slug}")),
        _ => Route::page(slug),
    }
}
