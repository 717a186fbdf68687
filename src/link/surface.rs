//! Decides where entries appear besides their own pages.
//!
//! Every list, index and export of entries asks here, so that one rule decides for all.

use crate::link::trees::PlacedTree;
use crate::link::{Entry, EntryId, Playbook};
use crate::parse::front_matter::NavVisibility;
use crate::tree::level::Level;

/// A list, index or export of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The navigation by folders: the sidebar, and the previous and next page.
    Order,
    /// The folder pages, for pages that the navigation omits.
    Folders,
    /// The pages below `browse/`.
    Facets,
    /// The list of signals.
    Signals,
    /// The list of decisions.
    Decisions,
    /// The decisions that the home page names.
    Home,
    Search,
    Map,
    /// Backlinks below an entry's text.
    Backlinks,
    /// Related entries below an entry's text.
    Related,
    /// Previews of links.
    Previews,
    /// Suggestions on the page for unknown addresses.
    NearNames,
    /// The whole book on one page.
    Print,
    Feed,
    Sitemap,
    /// `llms.txt`.
    Llms,
    /// `playbook.json`.
    Data,
}

impl Entry {
    /// Whether this entry appears on a surface.
    pub fn appears(&self, on: Surface) -> bool {
        let front_matter = &self.parsed.front_matter;
        match on {
            _ if self.is_redirect() => false,
            Surface::Order => front_matter.nav == NavVisibility::Shown,
            Surface::Search => !front_matter.left_out.search,
            Surface::Sitemap => !front_matter.left_out.sitemap && !front_matter.left_out.engines,
            _ => true,
        }
    }
}

impl PlacedTree {
    /// Whether this tree of an entry appears on a surface.
    pub fn appears(&self, on: Surface, of: &Entry) -> bool {
        let is_shown = match on {
            Surface::Home => self.tree.level() == Level::Home,
            Surface::Decisions | Surface::Search | Surface::Previews | Surface::Sitemap => {
                self.has_page()
            }
            _ => true,
        };
        is_shown && of.appears(on)
    }
}

impl Playbook {
    /// The entries that appear on a surface, sorted by path.
    pub fn entries_on(&self, surface: Surface) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.appears(surface))
    }

    /// The trees that appear there, in the order of their entries and of their places there.
    pub fn trees_on(&self, surface: Surface) -> impl Iterator<Item = &PlacedTree> {
        self.trees.iter().filter(move |placed| placed.appears(surface, self.entry(placed.entry)))
    }

    /// Those entries in reading order: first those in the navigation, then the rest by path.
    pub fn in_order(&self, surface: Surface) -> (Vec<EntryId>, Vec<EntryId>) {
        let place = |id: &EntryId| self.nav.place(&self.entry(*id).route);
        let all = self.entries_on(surface).map(|entry| entry.id);
        let (mut ordered, rest): (Vec<EntryId>, Vec<EntryId>) =
            all.partition(|id| place(id).is_some());
        ordered.sort_by_key(place);
        (ordered, rest)
    }
}
