//! Who has which address: each route has one claimant, and routes that some file systems take for
//! one are one.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;

use memchr::memchr_iter;
use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::route::Route;
use crate::link::{Page, PageId};

/// The files of an author that win over those that fieldbook makes.
const AUTHORS: &[&str] = &["404.html", "robots.txt", "llms.txt", "sitemap.xml", "feed.xml"];

/// The claimed addresses.
#[derive(Debug, Clone, Default)]
pub struct Addresses {
    pub(super) routes: BTreeMap<Route, Page>,
    /// The claimant of each route, for reports, by the route in lower case.
    owners: BTreeMap<String, Owner>,
    /// The last number that was tried for those who want a key that is taken.
    numbers: HashMap<String, usize>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// The claimant of an address.
#[derive(Debug, Clone)]
pub(super) enum Owner {
    /// A file of the author, or a place in one.
    Author(Place),
    /// A page that fieldbook makes.
    Fieldbook,
}

impl Addresses {
    /// Keeps an address free for a page that fieldbook makes.
    pub(super) fn reserve(&mut self, route: &Route) {
        self.owners.insert(key(route), Owner::Fieldbook);
    }

    /// The addresses of generated pages at which there is something of the author, but for those
    /// that an author may have.
    pub(super) fn occupied(&self, generated: &[(Route, PageId)]) -> Vec<Route> {
        let routes = generated.iter().map(|(route, _)| route);
        let is_authors = |route: &&Route| match self.owner(&key(route)) {
            Some(Owner::Author(_)) => !self.is_authors_own(route),
            Some(Owner::Fieldbook) | None => false,
        };
        routes.filter(is_authors).cloned().collect()
    }

    /// Reports an author's page for addresses that do not exist, which helps readers less.
    pub(super) fn report_own_not_found(&mut self) {
        if let Some(Owner::Author(file)) = self.owner(&key(&Route::not_found())) {
            let message = "this file is shown at addresses that do not exist, not fieldbook's page";
            let problem = Diagnostic::new(Code::RouteConflict, message).at(file.clone());
            let help = "delete it for a page that suggests the nearest one";
            self.diagnostics.push(problem.help(help));
        }
    }

    /// Whether a file of an author is at the route, and may be.
    pub(super) fn is_authors_own(&self, route: &Route) -> bool {
        let is_file = matches!(self.routes.get(route), Some(Page::Asset(_)));
        is_file && AUTHORS.contains(&route.as_str())
    }

    pub(super) fn is_free(&self, route: &Route) -> bool {
        self.owner(&key(route)).is_none()
    }

    pub(super) fn take(&mut self, route: Route, page: Page, by: Owner) {
        self.owners.insert(key(&route), by);
        self.routes.insert(route, page);
    }

    /// Claims a route, or else the next free one, and reports the conflict.
    pub(super) fn claim<R: Iterator<Item = Route>>(
        &mut self,
        route: Route,
        (page, by): (Page, Place),
        others: impl FnOnce(usize) -> R,
    ) -> Option<Route> {
        let wanted = key(&route);
        let Some(owner) = self.owner(&wanted).cloned() else {
            self.take(route.clone(), page, Owner::Author(by));
            return Some(route);
        };
        let from = self.numbers.get(&wanted).map_or(2, |last| last + 1);
        self.numbers.insert(wanted, from);
        let free = others(from).find(|other| self.is_free(other));
        let what = match &free {
            Some(other) => format!("so this is at `{other}`"),
            None => "so this is not published".to_owned(),
        };
        let conflict = conflict(&route, &owner, &by);
        let message = format!("{}, {what}", conflict.message);
        self.diagnostics.push(Diagnostic { message, ..conflict });
        if let Some(other) = &free {
            self.take(other.clone(), page, Owner::Author(by));
        }
        free
    }

    /// The claimant of a key, or of one that rules it out: a file cannot contain files.
    pub(super) fn owner(&self, key: &str) -> Option<&Owner> {
        let mut folders = memchr_iter(b'/', key.as_bytes()).map(|end| &key[..end]);
        let found = self.owners.get(key).or_else(|| folders.find_map(|at| self.owners.get(at)));
        found.or_else(|| {
            let below = format!("{key}/");
            let from = (Bound::Included(below.as_str()), Bound::Unbounded);
            let inside = self.owners.range::<str, _>(from).next();
            Some(inside.filter(|(other, _)| other.starts_with(&below))?.1)
        })
    }

    /// Takes a route for a redirect unless the book uses it.
    pub(super) fn offer(&mut self, route: Route, page: Page) {
        if self.is_free(&route) {
            self.take(route, page, Owner::Fieldbook);
        }
    }

    /// Takes a route for a generated page, unless an author has it.
    pub(super) fn offer_generated(&mut self, route: &Route, page: PageId) {
        let is_authors = matches!(self.owner(&key(route)), Some(Owner::Author(_)));
        let is_made = self.routes.get(route).is_some_and(|page| *page != Page::Folder);
        if !is_authors && !is_made {
            self.take(route.clone(), Page::Generated(page), Owner::Fieldbook);
        }
    }
}

/// The conflict with the claimant of an address.
pub(super) fn conflict(route: &Route, owner: &Owner, by: &Place) -> Diagnostic {
    let (message, help) = match owner {
        Owner::Author(_) => (
            format!("the address `{route}` is taken"),
            "rename one of the two, or give it another `slug`",
        ),
        Owner::Fieldbook => (
            format!("fieldbook makes a page at `{route}`"),
            "rename the file, or give it another `slug`",
        ),
    };
    let conflict = Diagnostic::new(Code::RouteConflict, message).at(by.clone()).help(help);
    match owner {
        Owner::Author(owner) => conflict.related(owner.clone(), "it is the address of this file"),
        Owner::Fieldbook => conflict,
    }
}

/// The key for comparing routes: some file systems ignore case and Unicode normalisation.
pub(super) fn key(route: &Route) -> String {
    if route.as_str().is_ascii() {
        return route.as_str().to_ascii_lowercase();
    }
    let folded = |c: char| c.to_uppercase().flat_map(char::to_lowercase);
    route.as_str().nfc().flat_map(folded).nfc().collect()
}
