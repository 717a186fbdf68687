//! The context that all pages share: head, sidebar and footer.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config::{Direction, Scheme};
use crate::link::route::Route;
use crate::link::{Entry, Page};
use crate::parse::front_matter::Value;
use crate::render::page_type::{address, type_at};
use crate::render::place::LinkBase;
use crate::render::views::PageContext;
use crate::render::{Site, bundle, pages, previews, print, shortcuts, sidebar};

/// The values of a page for the book's own templates.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageValues {
    /// The keys of an entry's front matter that have no meaning for fieldbook.
    pub extra: BTreeMap<String, Value>,
}

impl Site {
    /// The context of the page at a route.
    pub fn context(&self, route: &Route, title: &str, description: &str) -> PageContext {
        self.frame_with(route, title, description, LinkBase::Page(route))
    }

    pub fn frame_with(
        &self,
        route: &Route,
        title: &str,
        description: &str,
        links: LinkBase<'_>,
    ) -> PageContext {
        let config = &self.playbook.config;
        let href = |to: &Route| links.href(to);
        let generated = |name| address(&self.playbook, name).map(|route| href(&route));
        let own_scripts = type_at(&self.playbook, route).map_or(&[][..], |page| page.scripts);
        let scripts = [bundle::SITE].iter().chain(own_scripts);
        let print = generated(pages::PRINT);
        PageContext {
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
            is_unindexed: self
                .entry_of(route)
                .is_some_and(|entry| entry.parsed.front_matter.left_out.engines),
            markdown_copy: type_at(&self.playbook, &route.markdown_copy())
                .filter(|found| found.name == pages::MARKDOWN_COPY)
                .map(|_| href(&route.markdown_copy())),
            feed: generated(pages::FEED),
            home: href(&Route::home()),
            style: href(&self.theme.bundle.style),
            block_style: href(&self.theme.bundle.block_style),
            has_blocks: false,
            tree_style: None,
            frame_hosts: String::new(),
            image_hosts: String::new(),
            early_script: href(self.theme.bundle.script(&bundle::EARLY)),
            scripts: scripts.map(|script| href(self.theme.bundle.script(script))).collect(),
            icon: match &self.theme.branding.favicon {
                Some((icon, _)) => href(icon),
                None => self.theme.bundle.icon.clone(),
            },
            icon_type: self.theme.branding.favicon.as_ref().map_or("image/svg+xml", |icon| icon.1),
            logo: self.theme.branding.logo.as_ref().map(href),
            footer: config.branding.footer.clone().unwrap_or_default(),
            is_home: *route == Route::home(),
            shortcuts: shortcuts::of(&self.playbook, route, links),
            filter: sidebar::has_filter(&self.playbook.nav),
            previews: previews::count(self.playbook.entries.len()),
            nav: sidebar::write(&self.playbook, route, links),
            search: generated(pages::SEARCH),
            print_part: print.as_ref().and_then(|print| {
                Some(format!("{print}{}", print::link_to(&self.playbook, route)?))
            }),
            print,
            changed: self.changed(route),
            search_script: href(self.theme.bundle.script(&bundle::SEARCH)),
            selection_script: href(self.theme.bundle.script(&bundle::SELECTION)),
            page: self.values(route),
        }
    }

    /// The context of a page with a decision tree.
    pub fn tree_context(&self, route: &Route, title: &str, description: &str) -> PageContext {
        let mut context = self.context(route, title, description);
        context.scripts.push(route.link_to(self.theme.bundle.script(&bundle::TREE)));
        context
    }

    /// A page's full URL, if the site's is known.
    pub fn canonical(&self, route: &Route) -> Option<String> {
        let base = &self.playbook.config.site_url;
        base.starts_with("http").then(|| format!("{base}{}", route.encoded()))
    }

    /// The values of the entry at a route, if a template could show them.
    fn values(&self, route: &Route) -> PageValues {
        match self.playbook.routes.get(route) {
            Some(Page::Entry(id)) if self.theme.reads_extra() => {
                PageValues { extra: self.playbook.entry(*id).parsed.front_matter.for_templates() }
            }
            _ => PageValues::default(),
        }
    }

    /// The date of the last change of the entry at a route, or an empty string.
    fn changed(&self, route: &Route) -> String {
        let words = &self.playbook.config.words;
        let day = self.entry_of(route).and_then(Entry::last_change);
        day.map(|day| words.day(day)).unwrap_or_default()
    }

    /// The entry at a route.
    fn entry_of(&self, route: &Route) -> Option<&Entry> {
        match self.playbook.routes.get(route)? {
            Page::Entry(id) => Some(self.playbook.entry(*id)),
            _ => None,
        }
    }
}
