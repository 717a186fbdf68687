//! Page types, the rows of the table of generated pages, and lookups in it: addresses, templates,
//! scripts, sitemap and shortcuts.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::link::facets::{FacetId, ValueId};
use crate::link::pages::BookFacts;
use crate::link::route::Route;
use crate::link::{EntryId, Page, PageId, Playbook, Subject, TreeId};
use crate::render::Site;
use crate::render::bundle::Script;
use crate::render::pages::PAGES;
use crate::render::shortcuts::Shortcut;
use crate::render::theme::{Filling, Template};
use crate::source::Blob;

/// A type of generated page or file.
pub struct PageType {
    /// Unique in the table.
    pub name: &'static str,
    pub addresses: AddressRule,
    pub output: Output,
    /// Loaded in addition to those of all pages.
    pub scripts: &'static [Script],
    /// Whether the sitemap includes it.
    pub in_sitemap: bool,
    /// Its link in the sidebar and on the home page.
    pub shortcut: Option<Shortcut>,
}

/// The addresses of a type's pages, and when they exist.
pub enum AddressRule {
    /// One page for the whole book.
    One { path: &'static str, when: fn(&BookFacts<'_>) -> bool },
    /// One page for each of several subjects.
    Each(fn(&BookFacts<'_>) -> Vec<(Route, Subject)>),
}

/// How pages of a type are written.
pub enum Output {
    /// A template and its view.
    Page { template: Template, view: fn(&Request<'_>) -> Option<Filling> },
    /// A file for scripts and other programs.
    File(fn(&Request<'_>) -> Option<String>),
}

/// A request for a generated page.
pub struct Request<'a> {
    pub site: &'a Site,
    pub route: &'a Route,
    subject: Subject,
}

impl Request<'_> {
    pub fn playbook(&self) -> &Playbook {
        &self.site.playbook
    }

    pub fn entry(&self) -> Option<EntryId> {
        if let Subject::Entry(id) = self.subject { Some(id) } else { None }
    }

    pub fn tree(&self) -> Option<TreeId> {
        if let Subject::Tree(id) = self.subject { Some(id) } else { None }
    }

    pub fn facet(&self) -> Option<FacetId> {
        if let Subject::Facet(id) = self.subject { Some(id) } else { None }
    }

    pub fn value(&self) -> Option<ValueId> {
        if let Subject::Value(id) = self.subject { Some(id) } else { None }
    }

    pub fn part(&self) -> Option<usize> {
        if let Subject::Part(number) = self.subject { Some(number as usize) } else { None }
    }
}

/// The generated pages of a book, with their addresses.
pub fn list(book: &BookFacts<'_>) -> Vec<(Route, PageId)> {
    let mut pages = Vec::new();
    for PageType { name, addresses, .. } in PAGES {
        let id = |subject| PageId { name, subject };
        match addresses {
            AddressRule::One { path, when } if when(book) => {
                pages.push((Route::generated(path), id(Subject::Book)));
            }
            AddressRule::One { .. } => {}
            AddressRule::Each(each) => {
                let each = each(book).into_iter();
                pages.extend(each.map(|(route, subject)| (route, id(subject))));
            }
        }
    }
    pages
}

/// Whether some books have a generated page at a route.
pub fn may_be_at(route: &Route) -> bool {
    let is_it = |row: &PageType| match row.addresses {
        AddressRule::One { path, .. } => path == route.as_str(),
        AddressRule::Each(_) => false,
    };
    PAGES.iter().any(is_it)
}

/// The type of the page at a route, if it is generated.
pub fn type_at(playbook: &Playbook, route: &Route) -> Option<&'static PageType> {
    match playbook.routes.get(route)? {
        Page::Generated(id) => named(id.name),
        _ => None,
    }
}

/// The address of a page for the whole book, if it exists: an author's file may have taken its
/// route.
pub fn address(playbook: &Playbook, name: &str) -> Option<Route> {
    let AddressRule::One { path, .. } = named(name)?.addresses else { return None };
    let route = Route::generated(path);
    type_at(playbook, &route).is_some_and(|found| found.name == name).then_some(route)
}

/// Writes a generated page or file.
pub fn write(site: &Site, route: &Route, id: PageId) -> Option<Result<Blob, Diagnostic>> {
    let request = Request { site, route, subject: id.subject };
    match &named(id.name)?.output {
        Output::Page { template, view } => Some(site.theme.fill(template.0, view(&request)?)),
        Output::File(text) => Some(Ok(text(&request)?.into())),
    }
}

/// The templates of all types.
pub fn templates() -> impl Iterator<Item = &'static Template> {
    PAGES.iter().filter_map(|row| match &row.output {
        Output::Page { template, .. } => Some(template),
        Output::File(_) => None,
    })
}

/// The scripts of all types.
pub fn scripts() -> impl Iterator<Item = &'static Script> {
    PAGES.iter().flat_map(|row| row.scripts)
}

impl PageType {
    /// A page without scripts of its own, whose only links are those of other pages.
    pub const fn page(
        name: &'static str,
        addresses: AddressRule,
        template: Template,
        view: fn(&Request<'_>) -> Option<Filling>,
    ) -> PageType {
        let output = Output::Page { template, view };
        PageType { name, addresses, output, scripts: &[], in_sitemap: false, shortcut: None }
    }

    /// A file for scripts and other programs, without links to it.
    pub const fn file(
        name: &'static str,
        addresses: AddressRule,
        text: fn(&Request<'_>) -> Option<String>,
    ) -> PageType {
        let output = Output::File(text);
        PageType { name, addresses, output, scripts: &[], in_sitemap: false, shortcut: None }
    }
}

/// The type of a name.
pub fn named(name: &str) -> Option<&'static PageType> {
    PAGES.iter().find(|row| row.name == name)
}

/// Converts a view to a template context.
pub fn fill(view: impl Serialize) -> Option<Filling> {
    Some(Context::from_serialize(&view))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::config;
    use crate::link::Drafts;
    use crate::link::route::OutPath;
    use crate::source::Sources;

    /// A book with a page of every type.
    const EVERYTHING: &str = "\
-- book.toml --
[output.html]
site-url = \"https://example.org/\"
-- content/index.md --
---
updated: 2026-01-02
levels: [impact]
signals: [\"Is it done?\"]
---
# Home

See [[Missing]] and [the other](other.md).
-- content/other.md --
---
levels: [impact]
---
# Other
-- content/choice.md --
---
type: decision-tree
---
# Choice

## Is it ready? {#ready}

- Yes → Ship
- No → Wait

## Ship

Ship it.

## Wait

Wait a day.
";

    #[test]
    fn a_page_of_every_type_is_written() {
        let sources = Sources::from_fixture(EVERYTHING);
        let (config, _) = config::parse(sources.book.as_ref());
        let (site, _) = crate::compile(&sources, config, Drafts::Hidden);
        let generated = site.playbook.routes.iter().filter_map(|(route, page)| match page {
            Page::Generated(id) => Some((id.name, site.render(route))),
            _ => None,
        });
        let written: BTreeSet<&str> = generated
            .filter(|(_, text)| matches!(text, Some(Ok(_))))
            .map(|(name, _)| name)
            .collect();
        let all: BTreeSet<&str> = PAGES.iter().map(|row| row.name).collect();
        assert_eq!(written, all);
        assert_eq!(all.len(), PAGES.len(), "names are unique");
    }

    #[test]
    fn addresses_in_the_table_are_those_of_pages_and_files() {
        for row in PAGES {
            let AddressRule::One { path, .. } = row.addresses else { continue };
            let checked = match path.strip_suffix('/') {
                Some(page) => Route::page(page),
                None => OutPath::parse(path).map(|file| file.route()),
            };
            assert_eq!(checked, Ok(Route::generated(path)), "{}", row.name);
        }
    }
}
