//! Where entries appear besides their own pages.
//!
//! Every list, index and file that tells of entries asks here, so that one rule decides for all.

use crate::link::trees::PlacedTree;
use crate::link::{Entry, EntryId, Playbook};
use crate::parse::front_matter::NavVisibility;

/// A place of the site that tells of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// The order of the book as its folders give it: the sidebar, and the way from page to page.
    Order,
    /// The list of what is in a folder that the order leaves out.
    Folders,
    /// The pages below `browse/`.
    Facets,
    /// The list of signals.
    Signals,
    /// The list of decisions.
    Decisions,
    Search,
    Map,
    /// What refers to an entry, below its text.
    Backlinks,
    /// What has much in common with an entry, below its text.
    Related,
    /// What links show before they are followed.
    Previews,
    /// The names that the page for wrong addresses compares.
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
    /// Whether a place tells of this entry.
    pub fn appears(&self, on: Surface) -> bool {
        match on {
            Surface::Order => self.parsed.front_matter.nav == NavVisibility::Shown,
            Surface::Folders
            | Surface::Facets
            | Surface::Signals
            | Surface::Decisions
            | Surface::Search
            | Surface::Map
            | Surface::Backlinks
            | Surface::Related
            | Surface::Previews
            | Surface::NearNames
            | Surface::Print
            | Surface::Feed
            | Surface::Sitemap
            | Surface::Llms
            | Surface::Data => true,
        }
    }
}

impl Playbook {
    /// The entries that a place tells of, in the order of their paths.
    pub fn entries_on(&self, surface: Surface) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.appears(surface))
    }

    /// The trees of those entries, in the order of their entries, and of their places there.
    pub fn trees_on(&self, surface: Surface) -> impl Iterator<Item = &PlacedTree> {
        self.trees.iter().filter(move |placed| self.entry(placed.entry).appears(surface))
    }

    /// Those entries as they are read: first those that the order of the book holds, then the rest
    /// by their paths.
    pub fn in_order(&self, surface: Surface) -> (Vec<EntryId>, Vec<EntryId>) {
        let place = |id: &EntryId| self.nav.place(&self.entry(*id).route);
        let all = self.entries_on(surface).map(|entry| entry.id);
        let (mut ordered, rest): (Vec<EntryId>, Vec<EntryId>) =
            all.partition(|id| place(id).is_some());
        ordered.sort_by_key(place);
        (ordered, rest)
    }
}
