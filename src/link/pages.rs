//! The kinds of pages and files at a route.
//!
//! `link` assigns addresses to entries, trees, folders, files and redirects. The table of generated
//! pages in `render` decides which other pages a book has; `link` gets a function that lists them,
//! because links may lead there.

use crate::config::Config;
use crate::link::facets::{FacetId, Facets, ValueId};
use crate::link::route::Route;
use crate::link::trees::PlacedTree;
use crate::link::{AssetId, Entry, EntryId, MovedId, Surface, TreeId};

/// The page or file at a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Page {
    Entry(EntryId),
    /// A decision in the text of an entry. The tree of a tree file is shown at its entry's route,
    /// which is [`Page::Entry`].
    Tree(TreeId),
    /// The former address of a decision that is shown in its entry only.
    Fold(TreeId),
    /// A folder without a page of its own: lists its content.
    Folder,
    /// A page or file that fieldbook generates.
    Generated(PageId),
    Asset(AssetId),
    /// An alias of an entry: a former address or another name, which redirects to it.
    Redirect(EntryId),
    /// A redirect of book.toml.
    Moved(MovedId),
}

/// A generated page or file: its row in the table of generated pages, and its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageId {
    pub name: &'static str,
    pub subject: Subject,
}

/// The part of the book that a generated page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Book,
    Entry(EntryId),
    Tree(TreeId),
    Facet(FacetId),
    Value(ValueId),
    /// One of several chunks of equal size.
    Part(u32),
}

/// The facts that decide which generated pages a book has.
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
    /// The entries that appear on a surface.
    pub fn entries_on(&self, surface: Surface) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.appears(surface))
    }

    /// Whether a tree appears on the surface.
    pub fn has_trees_on(&self, surface: Surface) -> bool {
        let entry = |placed: &PlacedTree| &self.entries[placed.entry.0 as usize];
        self.trees.iter().any(|placed| placed.appears(surface, entry(placed)))
    }

    pub fn tree_ids(&self) -> impl Iterator<Item = (TreeId, &PlacedTree)> {
        self.trees.iter().enumerate().map(|(index, tree)| (TreeId(index as u32), tree))
    }
}

/// Lists the generated pages of a book with their addresses.
pub type ListPages = fn(&BookFacts<'_>) -> Vec<(Route, PageId)>;

impl PageId {
    /// The page for unknown addresses, which hosts expect at a fixed path.
    pub const NOT_FOUND: PageId = PageId { name: "not-found", subject: Subject::Book };
}
