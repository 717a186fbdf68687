//! Related entries: pairs that share many traits and do not link to each other.
//!
//! Traits are links to the same entries, tags and levels, and words of titles, headings and
//! descriptions. An index from traits to entries is walked. Traits of many entries are ignored, so
//! the work stays linear in the size of the book.

use std::collections::{HashMap, HashSet};

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

/// The index of traits and entries.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Each trait with the entries that have it and may be listed as related.
    all: Vec<(Trait, Vec<EntryId>)>,
    /// By entry, indices into `all`, in order.
    of: Vec<Vec<usize>>,
}

impl Traits {
    /// Collects the traits of all entries.
    pub fn of_book(playbook: &Playbook) -> Traits {
        let mut places: HashMap<Trait, usize> = HashMap::new();
        let mut having: Vec<Vec<EntryId>> = Vec::new();
        let mut of: Vec<Vec<usize>> = Vec::new();
        for entry in &playbook.entries {
            let own = traits(playbook, entry).into_iter().map(|it| {
                let place = *places.entry(it).or_insert(having.len());
                having.resize_with(having.len().max(place + 1), Vec::new);
                if entry.appears(Surface::Related) {
                    having[place].push(entry.id);
                }
                place
            });
            of.push(own.collect());
        }
        let mut all: Vec<(Trait, usize)> = places.into_iter().collect();
        all.sort_unstable_by_key(|(_, place)| *place);
        Traits { all: all.into_iter().map(|(it, _)| it).zip(having).collect(), of }
    }

    /// The related entries of one, the best first.
    pub fn related(&self, playbook: &Playbook, entry: &Entry) -> Vec<Related> {
        let to = playbook.links.of(entry).filter_map(|link| match link.target {
            Target::Entry { entry, .. } => Some(*entry),
            _ => None,
        });
        let from = playbook.backlinks(entry.id).iter().map(|it| it.from);
        let known: HashSet<EntryId> = to.chain(from).collect();
        let mut ranked: Vec<(u64, EntryId, Reason)> = self
            .common(entry.id)
            .into_iter()
            .filter(|(other, common)| common.score >= ENOUGH && !known.contains(other))
            .filter_map(|(other, common)| Some((common.score, other, common.reason()?)))
            .collect();
        ranked.sort_by_key(|(score, other, _)| (std::cmp::Reverse(*score), *other));
        ranked.truncate(MOST);
        ranked.into_iter().map(|(_, entry, reason)| Related { entry, reason }).collect()
    }

    /// The traits that an entry shares with each other entry.
    fn common(&self, entry: EntryId) -> Vec<(EntryId, Common<'_>)> {
        let mut shared: Vec<(EntryId, usize, u64)> = Vec::new();
        for (order, place) in self.of[entry.0 as usize].iter().enumerate() {
            let (it, list) = &self.all[*place];
            if !self.is_telling(it, list.len()) {
                continue;
            }
            let score = weight(it) / (list.len() as u64 * 100).isqrt();
            let others = list.iter().filter(|other| **other != entry);
            shared.extend(others.map(|other| (*other, order, score)));
        }
        shared.sort_unstable();
        let common = shared.chunk_by(|one, next| one.0 == next.0).map(|shared| {
            let own = &self.of[entry.0 as usize];
            let traits = shared.iter().map(|(_, order, score)| (&self.all[own[*order]].0, *score));
            (shared[0].0, Common::of(traits))
        });
        common.collect()
    }

    /// Whether a trait of `count` entries is specific enough.
    fn is_telling(&self, it: &Trait, count: usize) -> bool {
        let most = match it {
            Trait::Word(_) => (self.of.len() / 20).clamp(3, COMMON),
            _ => COMMON,
        };
        (2..=most).contains(&count)
    }
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
