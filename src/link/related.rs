//! Related entries: which entries have most in common that do not link to each other.
//!
//! What entries have in common are links to the same entries, tags and levels, and words of their
//! titles, headings and descriptions. Lists from each such trait to its entries are walked, and what
//! is common to many says nothing, so the work grows with the size of the book and no faster.

use std::collections::{HashMap, HashSet};

use crate::link::{Entry, EntryId, Playbook, Surface, Target};
use crate::parse::Kind;
use crate::source::{is_folder_page, stem};

/// An entry that has much in common with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub entry: EntryId,
    pub reason: Reason,
}

/// What two entries have most in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// So many links to, or from, the same entries.
    Links(usize),
    /// A tag or a level.
    Topic(String),
    Word(String),
}

/// The most related entries of an entry.
const MOST: usize = 5;

/// What more entries share than this, says nothing about any two of them.
const COMMON: usize = 40;

/// Words of fewer letters say little.
const SHORTEST_WORD: usize = 5;

/// The least that two entries must have in common.
const ENOUGH: u64 = 450;

/// Something that an entry can have in common with another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Trait {
    LinksTo(EntryId),
    LinkedFrom(EntryId),
    Topic(String),
    Word(String),
}

/// Which entries have which traits.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Each trait with the entries that have it and may be named as related.
    all: Vec<(Trait, Vec<EntryId>)>,
    /// By entry, the places of its traits in that list, in the order of the traits.
    of: Vec<Vec<usize>>,
}

impl Traits {
    /// The traits of all entries of a book.
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

    /// The entries that are related to one, the nearest first.
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

    /// What an entry has in common with each other one that it shares a trait with.
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

    /// Whether a trait that so many entries have says something about any two of them.
    fn is_telling(&self, it: &Trait, count: usize) -> bool {
        let most = match it {
            Trait::Word(_) => (self.of.len() / 20).clamp(3, COMMON),
            _ => COMMON,
        };
        (2..=most).contains(&count)
    }
}

/// What an entry has that others may have too; nothing for pages that are lists of others.
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

/// Whether an entry is a list of others, which would relate them all.
fn is_list(entry: &Entry) -> bool {
    entry.parsed.kind == Kind::Glossary || is_folder_page(stem(&entry.parsed.path))
}

/// How much a trait says, before it is divided by how common it is.
fn weight(it: &Trait) -> u64 {
    match it {
        Trait::LinksTo(_) => 10_000,
        Trait::LinkedFrom(_) | Trait::Topic(_) => 8_000,
        Trait::Word(_) => 5_000,
    }
}

/// What an entry and another have in common.
#[derive(Default)]
struct Common<'a> {
    score: u64,
    links: usize,
    topic: Option<&'a str>,
    word: Option<&'a str>,
}

impl<'a> Common<'a> {
    /// What some traits come to, each with its score.
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
