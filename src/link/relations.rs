//! Relations between entries, computed lazily.
//!
//! Each kind of relation is computed for the whole book on first use and cached; `check` uses few
//! of them. After a change inside some pages those stay that are made from nothing that differs.
//! Nothing that a page asks for runs in parallel: pages are rendered in parallel, and a thread that
//! waits for its own work could be given work that waits for it.

use std::sync::{Arc, OnceLock};

use crate::link::by_entry::ByEntry;
use crate::link::related::{Related, Traits};
use crate::link::terms::Terms;
use crate::link::transcripts::Transcripts;
use crate::link::trees::{self, PlacedTree, SentBy};
use crate::link::{Backlink, Entry, EntryId, Playbook, TreeId, backlinks, cited_entries};
use crate::tree::Form;

/// The cached relations.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    backlinks: Cached<ByEntry<Backlink>>,
    anchors: Cached<ByEntry<String>>,
    citing: Cached<ByEntry<EntryId>>,
    senders: Cached<ByEntry<SentBy>>,
    transcripts: Cached<Transcripts>,
    traits: Cached<Traits>,
    terms: Cached<Terms>,
}

type Cached<T> = OnceLock<Arc<T>>;

/// What is the same after a change inside some pages.
#[derive(Debug, Clone, Copy)]
pub struct Same {
    /// The targets of links, in order.
    pub targets: bool,
    /// The places of links.
    pub places: bool,
    /// The words of titles, headings and descriptions.
    pub words: bool,
    pub citations: bool,
    /// Whether no changed page has trees.
    pub trees: bool,
    /// Whether no changed page defines terms.
    pub terms: bool,
}

impl Relations {
    /// Those that a change inside some pages leaves as they were.
    pub fn after_change(&self, same: Same) -> Relations {
        let mut kept = self.clone();
        if !(same.targets && same.places) {
            kept.backlinks = Cached::new();
        }
        if !(same.targets && same.places && same.trees) {
            kept.senders = Cached::new();
        }
        if !same.targets {
            kept.anchors = Cached::new();
        }
        if !(same.targets && same.words) {
            kept.traits = Cached::new();
        }
        if !same.citations {
            kept.transcripts = Cached::new();
        }
        if !same.terms {
            kept.terms = Cached::new();
        }
        kept
    }
}

impl Playbook {
    /// Computes what takes longest, on all cores, before pages are rendered that ask for it.
    pub fn relate(&self) {
        let first = EntryId(0);
        if self.entries.is_empty() || self.relations.traits.get().is_some() {
            return;
        }
        self.backlinks(first);
        // Fails only if another thread was quicker.
        let _ = self.relations.traits.set(Traits::of_book_in_parallel(self).into());
    }

    /// The backlinks of an entry, ordered by the paths of the linking entries.
    pub fn backlinks(&self, entry: EntryId) -> &[Backlink] {
        let backlinks = &self.relations.backlinks;
        backlinks.get_or_init(|| backlinks::of(&self.entries, &self.links).into()).of(entry)
    }

    /// The ids on an entry's page that links lead to, sorted.
    pub fn linked_anchors(&self, entry: EntryId) -> &[String] {
        let anchors = &self.relations.anchors;
        anchors.get_or_init(|| backlinks::anchors(&self.entries, &self.links).into()).of(entry)
    }

    /// The entries that cite one as a source.
    pub fn citing(&self, entry: EntryId) -> &[EntryId] {
        let citing = &self.relations.citing;
        let of_book = || cited_entries::citing(&self.entries, &self.cited_sources).into();
        citing.get_or_init(of_book).of(entry)
    }

    /// The outcomes of trees that link to an entry.
    pub fn senders(&self, entry: EntryId) -> &[SentBy] {
        let senders = &self.relations.senders;
        let of_book = || trees::senders(&self.entries, &self.links, &self.trees).into();
        senders.get_or_init(of_book).of(entry)
    }

    /// The related entries of one, the best first.
    pub fn related(&self, entry: &Entry) -> Vec<Related> {
        let traits = self.relations.traits.get_or_init(|| Traits::of_book(self).into());
        traits.related(self, entry)
    }

    /// The index from citations to transcripts.
    pub fn transcripts(&self) -> &Transcripts {
        self.relations.transcripts.get_or_init(|| Transcripts::of_book(&self.entries).into())
    }

    /// The terms that glossaries and entries define.
    pub fn terms(&self) -> &Terms {
        self.relations.terms.get_or_init(|| Terms::of(&self.entries).into())
    }

    /// The trees that an entry holds, with their ids; a tree file holds itself.
    pub fn trees_of(&self, entry: EntryId) -> impl Iterator<Item = (TreeId, &PlacedTree)> {
        let first = self.trees.partition_point(|placed| placed.entry < entry);
        let own = self.trees[first..].iter().take_while(move |placed| placed.entry == entry);
        own.enumerate().map(move |(index, placed)| (TreeId((first + index) as u32), placed))
    }

    /// The tree of a tree file.
    pub fn own_tree(&self, entry: EntryId) -> Option<TreeId> {
        let own = |(_, placed): &(TreeId, &PlacedTree)| placed.tree.form == Form::File;
        self.trees_of(entry).find(own).map(|(id, _)| id)
    }
}
