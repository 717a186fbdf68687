//! Relations between entries, computed lazily.
//!
//! Each kind of relation is computed for the whole book on first use and cached; `check` uses few
//! of them. Nothing here runs in parallel: pages are rendered in parallel, and a thread that waits
//! for its own work could be given work that waits for it.

use std::sync::OnceLock;

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
    backlinks: OnceLock<ByEntry<Backlink>>,
    anchors: OnceLock<ByEntry<String>>,
    citing: OnceLock<ByEntry<EntryId>>,
    senders: OnceLock<ByEntry<SentBy>>,
    transcripts: OnceLock<Transcripts>,
    traits: OnceLock<Traits>,
    terms: OnceLock<Terms>,
}

impl Playbook {
    /// The backlinks of an entry, ordered by the paths of the linking entries.
    pub fn backlinks(&self, entry: EntryId) -> &[Backlink] {
        let backlinks = &self.relations.backlinks;
        backlinks.get_or_init(|| backlinks::of(&self.entries, &self.links)).of(entry)
    }

    /// The ids on an entry's page that links lead to, sorted.
    pub fn linked_anchors(&self, entry: EntryId) -> &[String] {
        let anchors = &self.relations.anchors;
        anchors.get_or_init(|| backlinks::anchors(&self.entries, &self.links)).of(entry)
    }

    /// The entries that cite one as a source.
    pub fn citing(&self, entry: EntryId) -> &[EntryId] {
        let citing = &self.relations.citing;
        citing.get_or_init(|| cited_entries::citing(&self.entries, &self.cited_sources)).of(entry)
    }

    /// The outcomes of trees that link to an entry.
    pub fn senders(&self, entry: EntryId) -> &[SentBy] {
        let senders = &self.relations.senders;
        let of_book = || trees::senders(&self.entries, &self.links, &self.trees);
        senders.get_or_init(of_book).of(entry)
    }

    /// The related entries of one, the best first.
    pub fn related(&self, entry: &Entry) -> Vec<Related> {
        let traits = self.relations.traits.get_or_init(|| Traits::of_book(self));
        traits.related(self, entry)
    }

    /// The index from citations to transcripts.
    pub fn transcripts(&self) -> &Transcripts {
        self.relations.transcripts.get_or_init(|| Transcripts::of_book(&self.entries))
    }

    /// The terms that glossaries and entries define.
    pub fn terms(&self) -> &Terms {
        self.relations.terms.get_or_init(|| Terms::of(&self.entries))
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
