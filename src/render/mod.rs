//! Playbook -> Site: what stands at each route.
//!
//! A [`Site`] is a total function from its routes to bytes. `build` asks for all of them, `serve`
//! for one at a time; neither is known here.

pub mod article;
pub mod autolink;
pub mod bundle;
pub mod clean;
pub mod compact;
pub mod connections;
pub mod data;
pub mod entry;
pub mod facets;
pub mod facts;
pub mod feedback;
pub mod folders;
pub mod html;
pub mod look;
mod machines;
mod map;
mod not_found;
pub mod practice;
mod redirect;
pub mod previews;
mod print;
pub mod search;
pub mod sidebar;
pub mod signals;
pub mod theme;
pub mod tree;
pub mod tree_page;
pub mod views;
pub mod wanted;
pub mod ways;

use std::sync::{Arc, OnceLock};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::config::{Direction, Scheme};
use crate::diagnostic::Diagnostic;
use crate::link::nav::LineKind;
use crate::link::route::Route;
use crate::link::{MachineFile, Page, Playbook, Target, folder_title};
use crate::render::bundle::Script;
use crate::render::html::Html;
use crate::render::theme::Theme;
use crate::render::views::{FolderView, Frame, Reference, SearchView};
use crate::source::Blob;

/// A playbook and the theme that it is shown in.
#[derive(Debug, Clone)]
pub struct Site {
    pub playbook: Arc<Playbook>,
    pub theme: Arc<Theme>,
    /// Written when somebody asks for it: a preview is rarely searched after a save.
    search: Arc<OnceLock<search::Files>>,
}

impl Site {
    pub fn new(playbook: Playbook, theme: Theme) -> Site {
        Site { playbook: Arc::new(playbook), theme: Arc::new(theme), search: Arc::default() }
    }

    /// Every route that [`Site::render`] answers, in order within its two parts.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.written().chain(self.shared())
    }

    /// The routes whose answers are written from the playbook.
    pub fn written(&self) -> impl Iterator<Item = &Route> {
        self.playbook.routes.keys()
    }

    /// The routes of what pages share: the files of the theme, and the index of the search.
    pub fn shared(&self) -> impl Iterator<Item = &Route> {
        self.theme.bundle.files.keys().chain(self.search().keys())
    }

    /// What is wrong with pages. The templates that are ours fail on none of them.
    pub fn problems(&self) -> Vec<Diagnostic> {
        if !self.theme.has_own_templates() {
            return Vec::new();
        }
        let routes: Vec<&Route> = self.written().collect();
        routes.par_iter().filter_map(|route| self.render(route)?.err()).collect()
    }

    fn search(&self) -> &search::Files {
        self.search.get_or_init(|| search::files(&self.playbook))
    }

    /// What stands at a route, or `None` for a route that is not the site's.
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
        let html = match self.playbook.routes.get(route)? {
            Page::Asset(asset) => {
                return Some(Ok(self.playbook.asset(*asset).asset.content.clone()));
            }
            Page::Export(id, export) => {
                let placed = self.playbook.tree(*id);
                return Some(Ok(Blob::from(tree::exports::write(&self.playbook, placed, *export))));
            }
            Page::Twin(id) => {
                let twin = machines::twin(self, self.playbook.entry(*id));
                return Some(Ok(Blob::from(twin)));
            }
            Page::Machine(file) => return Some(Ok(Blob::from(machines::write(self, *file)))),
            Page::Data => return Some(Ok(Blob::from(data::of(&self.playbook)))),
            Page::Previews(number) => {
                return Some(Ok(Blob::from(previews::script(&self.playbook, *number as usize))));
            }
            Page::Entry(id) => {
                let entry = self.playbook.entry(*id);
                match self.playbook.own_tree(entry) {
                    Some(tree) => self.theme.render("tree.html", &tree_page::view(self, tree)),
                    None => self.theme.render("entry.html", &entry::view(self, entry)),
                }
            }
            Page::Tree(id) => self.theme.render("tree.html", &tree_page::view(self, *id)),
            Page::Signals => self.theme.render("signals.html", &signals::view(self, route)),
            Page::Wanted => self.theme.render("wanted.html", &wanted::view(self)),
            Page::Map => self.theme.render("map.html", &map::view(self, route)),
            Page::Trees => self.theme.render("trees.html", &tree_page::list(self, route)),
            Page::Search => self.theme.render("search.html", &self.search_page(route)),
            Page::Browse => self.theme.render("browse.html", &facets::browse(self, route)),
            Page::Facet(id) => self.theme.render("facet.html", &facets::facet(self, route, *id)),
            Page::Value(id) => self.theme.render("value.html", &facets::value(self, route, *id)),
            Page::Print => self.theme.render("print.html", &print::view(self, route)),
            Page::Folder => self.theme.render("folder.html", &self.folder(route)),
            Page::Redirect(entry) => {
                let to = Target::Entry { entry: *entry, anchor: None };
                self.theme.render("redirect.html", &redirect::view(self, route, &to))
            }
            Page::Moved(id) => {
                let to = self.playbook.moved(*id);
                self.theme.render("redirect.html", &redirect::view(self, route, to))
            }
            Page::NotFound => self.theme.render("not-found.html", &not_found::view(self)),
        };
        Some(html.map(Blob::from))
    }

    /// What every page at a route has.
    fn frame(&self, route: &Route, title: &str, description: &str) -> Frame {
        self.frame_with(route, title, description, |to| route.link_to(to))
    }

    fn frame_with(
        &self,
        route: &Route,
        title: &str,
        description: &str,
        href: impl Fn(&Route) -> String,
    ) -> Frame {
        let config = &self.playbook.config;
        let held = |other: Route, page| self.playbook.holds(&other, page).then(|| href(&other));
        let print = held(Route::print(), Page::Print);
        Frame {
            language: config.language.clone(),
            direction: match config.direction {
                Direction::LeftToRight => "ltr",
                Direction::RightToLeft => "rtl",
            },
            scheme: match config.scheme {
                Scheme::Auto => "auto",
                Scheme::Light => "light",
                Scheme::Dark => "dark",
            },
            site_title: self.playbook.title.clone(),
            title: title.to_owned(),
            description: match description {
                "" => config.description.clone().unwrap_or_default(),
                own => own.to_owned(),
            },
            authors: config.authors.join(", "),
            repository: config.repository_url.clone(),
            canonical: self.canonical(route),
            twin: matches!(self.playbook.routes.get(&route.twin()), Some(Page::Twin(_)))
                .then(|| href(&route.twin())),
            feed: held(Route::feed(), Page::Machine(MachineFile::Feed)),
            home: href(&Route::home()),
            style: href(&self.theme.bundle.style),
            early_script: href(self.theme.bundle.script(Script::Early)),
            scripts: vec![href(self.theme.bundle.script(Script::Site))],
            icon: match &self.theme.look.favicon {
                Some((icon, _)) => href(icon),
                None => self.theme.bundle.icon.clone(),
            },
            icon_type: self.theme.look.favicon.as_ref().map_or("image/svg+xml", |icon| icon.1),
            logo: self.theme.look.logo.as_ref().map(&href),
            footer: config.look.footer.clone().unwrap_or_default(),
            is_home: *route == Route::home(),
            ways: ways::of(&self.playbook, route, &href),
            filter: (sidebar::FOLDED + 1..=sidebar::WHOLE).contains(&self.playbook.nav.lines.len()),
            previews: self.playbook.previews.parts.len(),
            nav: sidebar::write(&self.playbook.nav, route, &href),
            search: held(Route::search(), Page::Search),
            print_part: print.as_ref().and_then(|print| {
                Some(format!("{print}{}", print::link_to(&self.playbook, route)?))
            }),
            print,
            changed: self.changed(route),
            search_script: href(self.theme.bundle.script(Script::Search)),
            selection_script: href(self.theme.bundle.script(Script::Selection)),
        }
    }

    /// What every page with a decision on it has.
    fn tree_frame(&self, route: &Route, title: &str, description: &str) -> Frame {
        let mut frame = self.frame(route, title, description);
        frame.scripts.push(route.link_to(self.theme.bundle.script(Script::Tree)));
        frame
    }

    /// A page's whole address, if the site's is known.
    fn canonical(&self, route: &Route) -> Option<String> {
        let base = &self.playbook.config.site_url;
        base.starts_with("http").then(|| format!("{base}{}", route.encoded()))
    }

    /// The day on which the entry at a route changed last, or nothing.
    fn changed(&self, route: &Route) -> String {
        match self.playbook.routes.get(route) {
            Some(Page::Entry(id)) => self.playbook.entry(*id).last_change().map(facts::day),
            _ => None,
        }
        .unwrap_or_default()
    }

    fn folder(&self, route: &Route) -> FolderView {
        let nav = &self.playbook.nav;
        let title = match *route == Route::home() {
            true => self.playbook.title.clone(),
            false => folder_title(route),
        };
        let lines = match nav.place(route) {
            None if *route != Route::home() => &[],
            place => self.lines_below(place),
        };
        let listed =
            lines.iter().filter_map(|line| entry::reference(self, route, &nav.lines[*line]));
        let mut entries: Vec<Reference> = listed.collect();
        if entries.is_empty() {
            entries = self.inside(route);
        }
        FolderView {
            frame: self.frame(route, &title, ""),
            breadcrumbs: entry::breadcrumbs(self, route),
            entries,
        }
    }

    fn search_page(&self, route: &Route) -> SearchView {
        let mut frame = self.frame(route, "Search", "");
        frame.scripts.push(route.link_to(self.theme.bundle.script(Script::Search)));
        let nav = &self.playbook.nav;
        let lines = nav.below(None).iter();
        let entries = lines.filter_map(|line| entry::reference(self, route, &nav.lines[*line]));
        SearchView { entries: entries.collect(), frame }
    }

    /// The lines below a place of the order. A lone folder without a text of its own is passed over
    /// for what it holds.
    fn lines_below(&self, place: Option<usize>) -> &[usize] {
        let nav = &self.playbook.nav;
        let mut lines = nav.below(place);
        while let [only] = lines
            && let LineKind::Page(route) = &nav.lines[*only].kind
            && self.playbook.holds(route, Page::Folder)
            && !nav.below(Some(*only)).is_empty()
        {
            lines = nav.below(Some(*only));
        }
        lines
    }

    /// The entries whose routes are below a folder that the order leaves out.
    fn inside(&self, route: &Route) -> Vec<Reference> {
        let entries = self.playbook.entries.iter();
        let below = entries.filter(|entry| {
            entry.route != *route && entry.route.as_str().starts_with(route.as_str())
        });
        below
            .map(|entry| Reference {
                href: route.link_to(&entry.route),
                label: entry.parsed.title.clone(),
                note: entry.parsed.description.clone(),
            })
            .collect()
    }
}

/// Plain text as a heading.
fn heading(text: &str) -> Html {
    let mut html = Html::default();
    html.text(text);
    html
}

#[cfg(test)]
mod tests {
    use crate::config::Config;
    use crate::link::Unpublished;
    use crate::source::Sources;

    #[test]
    fn what_can_fail_is_asked_for_without_an_index_of_the_search() {
        let sources = Sources::from_fixture("-- content/index.md --\nText\n");
        let (site, _) = crate::compile(&sources, Config::default(), Unpublished::Hidden);
        let written: Vec<_> = site.written().filter_map(|route| site.render(route)).collect();
        assert!(!written.is_empty() && site.search.get().is_none());
        let parts = site.routes().filter(|route| route.is_search_part()).count();
        assert!(parts > 0 && site.search.get().is_some());
    }
}
