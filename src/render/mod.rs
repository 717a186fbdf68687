//! Playbook -> Site: renders the page or file at each route.
//!
//! A [`Site`] is a total function from its routes to bytes. `build` requests all of them, `serve`
//! one at a time; neither is known here.

pub mod article;
pub mod autolink;
pub mod blocks;
pub mod bundle;
pub mod clean;
pub mod compact;
pub mod connections;
pub mod data;
pub mod entry;
pub mod facets;
pub mod facts;
pub mod feedback;
mod folder;
pub mod folders;
mod page_context;
mod hosts;
pub mod html;
pub mod branding;
mod exports;
mod map;
pub mod media;
mod not_found;
pub mod page_type;
pub mod pages;
pub mod place;
pub mod procedures;
mod redirect;
pub mod previews;
mod print;
pub mod search;
pub mod sentence;
mod search_page;
pub mod sidebar;
pub mod sidebar_lines;
pub mod signals;
pub mod theme;
mod svg;
pub mod tree;
pub mod tree_page;
pub mod views;
pub mod wanted;
pub mod shortcuts;

use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::diagnostic::Diagnostic;
use crate::link::route::Route;
use crate::link::{Entry, Page, Playbook, Target, TreeId};
use crate::render::html::Html;
use crate::render::previews::PreviewParts;
use crate::render::theme::Theme;
use crate::source::Blob;
use crate::tree::Tree;

/// A playbook with its theme.
#[derive(Debug, Clone)]
pub struct Site {
    pub playbook: Arc<Playbook>,
    pub theme: Arc<Theme>,
    // Created on first use: a preview is rarely searched after a save.
    search: Arc<OnceLock<search::SearchFiles>>,
    previews: Arc<OnceLock<PreviewParts>>,
}

impl Site {
    pub fn new(playbook: Playbook, theme: Arc<Theme>) -> Site {
        let (search, previews) = Default::default();
        Site { playbook: Arc::new(playbook), theme, search, previews }
    }

    /// All routes of [`Site::render`], sorted within its two parts.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.written().chain(self.shared())
    }

    /// The routes that are rendered from the playbook.
    pub fn written(&self) -> impl Iterator<Item = &Route> {
        self.playbook.routes.keys()
    }

    /// The routes of shared files: the theme and the search index.
    pub fn shared(&self) -> impl Iterator<Item = &Route> {
        self.theme.bundle.files.keys().chain(self.search().keys())
    }

    /// Template errors. Only a book's own templates can fail.
    pub fn problems(&self) -> Vec<Diagnostic> {
        if !self.theme.has_own_templates() {
            return Vec::new();
        }
        let routes: Vec<&Route> = self.written().collect();
        routes.par_iter().filter_map(|route| self.render(route)?.err()).collect()
    }

    fn search(&self) -> &search::SearchFiles {
        self.search.get_or_init(|| search::files(&self.playbook))
    }

    fn previews(&self) -> &PreviewParts {
        self.previews.get_or_init(|| PreviewParts::of(&self.playbook))
    }

    /// Renders a route; `None` if it is not part of the site.
    ///
    /// # Errors
    /// When a template fails on the page.
    pub fn render(&self, route: &Route) -> Option<Result<Blob, Diagnostic>> {
        if let Some(file) = self.theme.bundle.files.get(route) {
            return Some(Ok(file.clone()));
        }
        if route.is_search_part() {
            return self.search().get(route).cloned().map(Ok);
        }
        let content = match *self.playbook.routes.get(route)? {
            Page::Asset(id) => Ok(self.playbook.asset(id).asset.content.clone()),
            Page::Entry(id) => self.entry(self.playbook.entry(id)),
            Page::Tree(id) => self.theme.render("tree.html", &tree_page::view(self, id)),
            Page::Fold(id) => self.redirect(route, &self.fold(id)),
            Page::Folder => self.theme.render("folder.html", &folder::view(self, route)),
            Page::Redirect(entry) => self.redirect(route, &Target::Entry { entry, anchor: None }),
            Page::Moved(id) => self.redirect(route, self.playbook.moved(id)),
            Page::Generated(id) => page_type::write(self, route, id)?,
        };
        Some(content)
    }

    fn entry(&self, entry: &Entry) -> Result<Blob, Diagnostic> {
        if let Some(target) = self.playbook.led_to(entry) {
            return self.redirect(&entry.route, target);
        }
        match self.playbook.own_tree(entry.id) {
            Some(tree) => self.theme.render("tree.html", &tree_page::view(self, tree)),
            None => {
                let mut layouts = entry.parsed.front_matter.layouts();
                let own = layouts.find_map(|name| self.theme.layout(name));
                self.theme.render(own.unwrap_or("entry.html"), &entry::view(self, entry))
            }
        }
    }

    /// The place of a decision in its entry.
    fn fold(&self, id: TreeId) -> Target {
        let placed = self.playbook.tree(id);
        let anchor = tree::section_id(&placed.tree, Tree::START, tree::place_of(placed));
        Target::Entry { entry: placed.entry, anchor: Some(anchor) }
    }

    fn redirect(&self, route: &Route, to: &Target) -> Result<Blob, Diagnostic> {
        self.theme.render("redirect.html", &redirect::view(self, route, to))
    }
}

/// Plain text as heading HTML.
fn heading(text: &str) -> Html {
    let mut html = Html::default();
    html.text(text);
    html
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::link::Drafts;
    use crate::source::Sources;

    #[test]
    fn what_can_fail_is_asked_for_without_an_index_of_the_search() {
        let sources = Sources::from_fixture("-- content/index.md --\nText\n");
        let (site, _) = crate::compile(&sources, Config::default(), Drafts::Hidden);
        let written: Vec<_> = site.written().filter_map(|route| site.render(route)).collect();
        assert!(!written.is_empty() && site.search.get().is_none());
        let parts = site.routes().filter(|route| route.is_search_part()).count();
        assert!(parts > 0 && site.search.get().is_some());
    }
}
