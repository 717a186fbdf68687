//! What stands at a route.
//!
//! `link` gives entries, trees, folders, files and redirects their addresses. Which other pages and
//! files a book has is decided by the table of generated pages in `render`; `link` is given a
//! function that lists them, because links may lead there.

use crate::config::Config;
use crate::link::facets::{FacetId, Facets, ValueId};
use crate::link::route::Route;
use crate::link::trees::PlacedTree;
use crate::link::{AssetId, Entry, EntryId, MovedId, Surface, TreeId};

/// What stands at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    Entry(EntryId),
    /// A decision in the text of an entry. The tree of a tree file is shown at its entry's route,
    /// which is [`Page::Entry`].
    Tree(TreeId),
    /// A folder that has no page of its own: lists what is in it.
    Folder,
    /// What fieldbook makes of the book beside the pages that its author wrote.
    Generated(PageId),
    Asset(AssetId),
    /// An alias of an entry: a former address or another name.
    Redirect(EntryId),
    /// A redirect of book.toml.
    Moved(MovedId),
}

/// A generated page or file: its row in the table of generated pages, and what it shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    pub name: &'static str,
    pub subject: Subject,
}

/// What of the book a generated page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Book,
    Entry(EntryId),
    Tree(TreeId),
    Facet(FacetId),
    Value(ValueId),
    /// One of several parts of the same size.
    Part(u32),
}

/// What decides which generated pages a book has.
#[derive(Debug, Clone, Copy)]
pub struct BookFacts<'a> {
    pub entries: &'a [Entry],
    pub trees: &'a [PlacedTree],
    pub facets: &'a Facets,
    pub config: &'a Config,
    /// Whether links name entries that do not exist.
    pub has_wanted: bool,
}

impl BookFacts<'_> {
    /// The entries that a place tells of.
    pub fn entries_on(&self, surface: Surface) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.appears(surface))
    }

    /// Whether there is a tree of such an entry.
    pub fn has_trees_on(&self, surface: Surface) -> bool {
        let entry = |placed: &PlacedTree| &self.entries[placed.entry.0 as usize];
        self.trees.iter().any(|placed| entry(placed).appears(surface))
    }

    pub fn tree_ids(&self) -> impl Iterator<Item = (TreeId, &PlacedTree)> {
        self.trees.iter().enumerate().map(|(index, tree)| (TreeId(index as u32), tree))
    }
}

/// Lists the generated pages of a book with their addresses.
pub type ListPages = fn(&BookFacts<'_>) -> Vec<(Route, PageId)>;

impl PageId {
    /// The page for addresses that lead nowhere, for which hosts look at a fixed address.
    pub const NOT_FOUND: PageId = PageId { name: "not-found", subject: Subject::Book };
}
