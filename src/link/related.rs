//! Related entries: pairs that share many traits and do not link to each other.
//!
//! Traits are links to the same entries, tags and levels, and words of titles, headings and
//! descriptions. An index from traits to entries is walked. Traits of many entries are ignored, so
//! the work stays linear in the size of the book.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use rayon::slice::ParallelSliceMut;

use crate::link::{Entry, EntryId, Playbook, Surface, Target};
use crate::parse::Kind;
use crate::source::{is_folder_page, stem};

/// A related entry and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub entry: EntryId,
    pub reason: Reason,
}

/// The strongest shared trait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The number of links to, or from, the same entries.
    Links(usize),
    /// A tag or a level.
    Topic(String),
    Word(String),
}

/// The maximum of related entries.
const MOST: usize = 5;

/// Traits of more entries than this are ignored.
const COMMON: usize = 40;

/// Shorter words are ignored.
const SHORTEST_WORD: usize = 5;

/// The minimum score.
const ENOUGH: u64 = 450;

/// A property that entries can share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Trait {
    LinksTo(EntryId),
    LinkedFrom(EntryId),
    Topic(String),
    Word(String),
}

/// The index from traits to entries.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// The hashes of traits with the entries that have them and may be listed as related, sorted.
    /// Traits of one entry are left out, and so are those of too many.
    having: Vec<(u64, EntryId)>,
    /// Words of more entries than this are ignored.
    common_word: usize,
}

impl Traits {
    /// Collects the traits of all entries.
    pub fn of_book(playbook: &Playbook) -> Traits {
        let entries = playbook.entries.iter();
        let mut having: Vec<_> = entries.flat_map(|entry| hashes(playbook, entry)).collect();
        having.sort_unstable();
        Traits::of_sorted(playbook, &having)
    }

    /// As [`Traits::of_book`], on all cores.
    pub fn of_book_in_parallel(playbook: &Playbook) -> Traits {
        let entries = playbook.entries.par_iter();
        let mut having: Vec<_> = entries.flat_map_iter(|entry| hashes(playbook, entry)).collect();
        having.par_sort_unstable();
        Traits::of_sorted(playbook, &having)
    }

    fn of_sorted(playbook: &Playbook, having: &[(u64, EntryId)]) -> Traits {
        let shared = having.chunk_by(|one, next| one.0 == next.0);
        let shared = shared.filter(|entries| (2..=COMMON).contains(&entries.len()));
        let having = shared.flatten().copied().collect();
        Traits { having, common_word: (playbook.entries.len() / 20).clamp(3, COMMON) }
    }

    /// The related entries of one, the best first.
    pub fn related(&self, playbook: &Playbook, entry: &Entry) -> Vec<Related> {
        let to = playbook.links.of(entry).filter_map(|link| match link.target {
            Target::Entry { entry, .. } => Some(*entry),
            _ => None,
        });
        let from = playbook.backlinks(entry.id).iter().map(|it| it.from);
        let known: HashSet<EntryId> = to.chain(from).collect();
        let own = traits(playbook, entry);
        let mut ranked: Vec<(u64, EntryId, Reason)> = self
            .common(entry.id, &own)
            .into_iter()
            .filter(|(other, common)| common.score >= ENOUGH && !known.contains(other))
            .filter_map(|(other, common)| Some((common.score, other, common.reason()?)))
            .collect();
        ranked.sort_by_key(|(score, other, _)| (std::cmp::Reverse(*score), *other));
        ranked.truncate(MOST);
        ranked.into_iter().map(|(_, entry, reason)| Related { entry, reason }).collect()
    }

    /// The traits of an entry that it shares with each other entry.
    fn common<'a>(&self, entry: EntryId, own: &'a [Trait]) -> Vec<(EntryId, Common<'a>)> {
        let mut shared: Vec<(EntryId, usize, u64)> = Vec::new();
        for (order, it) in own.iter().enumerate() {
            let list = self.having(it);
            let score = weight(it) / (list.len() as u64 * 100).isqrt().max(1);
            let others = list.iter().filter(|(_, other)| *other != entry);
            shared.extend(others.map(|(_, other)| (*other, order, score)));
        }
        shared.sort_unstable();
        let common = shared.chunk_by(|one, next| one.0 == next.0).map(|shared| {
            let traits = shared.iter().map(|(_, order, score)| (&own[*order], *score));
            (shared[0].0, Common::of(traits))
        });
        common.collect()
    }

    /// The entries that have a trait, if it is specific enough.
    fn having(&self, it: &Trait) -> &[(u64, EntryId)] {
        let hash = it.hash();
        let start = self.having.partition_point(|(other, _)| *other < hash);
        let having = &self.having[start..];
        let most = if matches!(it, Trait::Word(_)) { self.common_word } else { COMMON };
        // Longer lists do not count, so there is no need to see their end.
        let length = having.iter().take(most + 1).take_while(|(other, _)| *other == hash).count();
        if length > most { &[] } else { &having[..length] }
    }
}

impl Trait {
    fn hash(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        Hash::hash(self, &mut hasher);
        hasher.finish()
    }
}

/// The hashes of the traits of an entry, if it may be listed as related.
fn hashes(playbook: &Playbook, entry: &Entry) -> Vec<(u64, EntryId)> {
    if !entry.appears(Surface::Related) {
        return Vec::new();
    }
    traits(playbook, entry).iter().map(|it| (it.hash(), entry.id)).collect()
}

/// The traits of an entry; none for pages that are lists of others.
fn traits(playbook: &Playbook, entry: &Entry) -> Vec<Trait> {
    if is_list(entry) {
        return Vec::new();
    }
    let is_list = |id: EntryId| is_list(playbook.entry(id));
    let parsed = &entry.parsed;
    let mut traits: Vec<Trait> = Vec::new();
    for link in playbook.links.of(entry) {
        match link.target {
            Target::Entry { entry, .. } if !is_list(*entry) => traits.push(Trait::LinksTo(*entry)),
            _ => {}
        }
    }
    let from = playbook.backlinks(entry.id).iter().map(|link| link.from);
    traits.extend(from.filter(|from| !is_list(*from)).map(Trait::LinkedFrom));
    let topics = entry.tags.iter().chain(&parsed.front_matter.levels);
    traits.extend(topics.map(|topic| Trait::Topic(topic.to_lowercase())));
    let headings = parsed.prose.headings.iter().map(|heading| heading.text.as_str());
    for text in [parsed.title.as_str(), &parsed.description].into_iter().chain(headings) {
        let words = text.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|word| word.chars().count() >= SHORTEST_WORD);
        traits.extend(words.map(|word| Trait::Word(word.to_lowercase())));
    }
    traits.sort();
    traits.dedup();
    traits
}

/// Whether an entry is a list of others, which would relate all of them.
fn is_list(entry: &Entry) -> bool {
    entry.parsed.kind == Kind::Glossary || is_folder_page(stem(&entry.parsed.path))
}

/// The weight of a trait before division by its frequency.
fn weight(it: &Trait) -> u64 {
    match it {
        Trait::LinksTo(_) => 10_000,
        Trait::LinkedFrom(_) | Trait::Topic(_) => 8_000,
        Trait::Word(_) => 5_000,
    }
}

/// The traits that two entries share.
#[derive(Default)]
struct Common<'a> {
    score: u64,
    links: usize,
    topic: Option<&'a str>,
    word: Option<&'a str>,
}

impl<'a> Common<'a> {
    /// Adds up some traits and their scores.
    fn of(traits: impl Iterator<Item = (&'a Trait, u64)>) -> Common<'a> {
        let mut common = Common::default();
        for (it, score) in traits {
            common.score += score;
            match it {
                Trait::LinksTo(_) | Trait::LinkedFrom(_) => common.links += 1,
                Trait::Topic(topic) => common.topic = common.topic.or(Some(topic)),
                Trait::Word(word) => common.word = common.word.or(Some(word)),
            }
        }
        common
    }

    fn reason(&self) -> Option<Reason> {
        match (self.links, self.topic, self.word) {
            (2.., _, _) => Some(Reason::Links(self.links)),
            (_, Some(topic), _) => Some(Reason::Topic(topic.to_owned())),
            (1, _, _) => Some(Reason::Links(1)),
            (_, _, Some(word)) => Some(Reason::Word(word.to_owned())),
            _ => None,
        }
    }
}
