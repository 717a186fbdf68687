//! Related entries: which entries have most in common that do not link to each other.
//!
//! What entries have in common are links to the same entries, tags and levels, and words of their
//! titles, headings and descriptions. Lists from each such thing to its entries are walked, and what
//! is common to many says nothing, so the work grows with the size of the book and no faster.

use std::collections::{HashMap, HashSet};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::link::{Entry, EntryId, Target};
use crate::parse::Kind;
use crate::source::{is_folder_page, stem};

/// An entry that has much in common with another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    pub entry: EntryId,
    pub because: Because,
}

/// What two entries have most in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// So many links to, or from, the same entries.
    Links(usize),
    /// A tag or a level.
    Topic(String),
    Word(String),
}

/// The most relatives of an entry.
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

/// Tells each entry its relatives, the nearest first.
pub fn add(entries: &mut [Entry]) {
    let traits: Vec<Vec<Trait>> = entries.par_iter().map(|entry| traits(entries, entry)).collect();
    let mut having: HashMap<&Trait, Vec<usize>> = HashMap::new();
    for (index, traits) in traits.iter().enumerate() {
        for it in traits {
            having.entry(it).or_default().push(index);
        }
    }
    let rare = (entries.len() / 20).clamp(3, COMMON);
    having.retain(|it, list| match it {
        Trait::Word(_) => (2..=rare).contains(&list.len()),
        _ => (2..=COMMON).contains(&list.len()),
    });
    let found: Vec<Vec<Relative>> = (0..entries.len())
        .into_par_iter()
        .map(|index| nearest(entries, index, &traits[index], &having))
        .collect();
    for (entry, relatives) in entries.iter_mut().zip(found) {
        entry.relatives = relatives;
    }
}

/// What an entry has that others may have too; nothing for pages that are lists of others.
fn traits(entries: &[Entry], entry: &Entry) -> Vec<Trait> {
    if is_list(entry) {
        return Vec::new();
    }
    let parsed = &entry.parsed;
    let mut traits: Vec<Trait> = Vec::new();
    for link in &parsed.prose.links {
        match &link.to {
            Target::Entry { entry, .. } if !is_list(&entries[entry.0 as usize]) => {
                traits.push(Trait::LinksTo(*entry));
            }
            _ => {}
        }
    }
    let from = entry.linked_from.iter().map(|link| link.from);
    let from = from.filter(|from| !is_list(&entries[from.0 as usize]));
    traits.extend(from.map(Trait::LinkedFrom));
    let topics = parsed.matter.tags.iter().chain(&parsed.matter.levels);
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

/// Whether an entry is a list of others, which would make them all relatives.
fn is_list(entry: &Entry) -> bool {
    entry.parsed.kind == Kind::Glossary || is_folder_page(stem(&entry.parsed.path))
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
}

fn nearest(
    entries: &[Entry],
    index: usize,
    traits: &[Trait],
    having: &HashMap<&Trait, Vec<usize>>,
) -> Vec<Relative> {
    let mut shared: Vec<(usize, usize, u64)> = Vec::new();
    for (place, it) in traits.iter().enumerate() {
        let Some(list) = having.get(it) else { continue };
        let score = weight(it) / (list.len() as u64 * 100).isqrt();
        let others = list.iter().filter(|other| **other != index);
        shared.extend(others.map(|other| (*other, place, score)));
    }
    shared.sort_unstable();
    let common = shared.chunk_by(|one, next| one.0 == next.0).map(|shared| {
        let traits = shared.iter().map(|(_, place, score)| (&traits[*place], *score));
        (shared[0].0, Common::of(traits))
    });
    let own = &entries[index];
    let to = own.parsed.prose.links.iter().filter_map(|link| match link.to {
        Target::Entry { entry, .. } => Some(entry),
        _ => None,
    });
    let known: HashSet<EntryId> = to.chain(own.linked_from.iter().map(|it| it.from)).collect();
    let mut ranked: Vec<(u64, EntryId, Because)> = common
        .map(|(other, common)| (EntryId(other as u32), common))
        .filter(|(other, common)| common.score >= ENOUGH && !known.contains(other))
        .filter_map(|(other, common)| Some((common.score, other, because(&common)?)))
        .collect();
    ranked.sort_by_key(|(score, other, _)| (std::cmp::Reverse(*score), *other));
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, entry, because)| Relative { entry, because }).collect()
}

/// How much a trait says, before it is divided by how common it is.
fn weight(it: &Trait) -> u64 {
    match it {
        Trait::LinksTo(_) => 10_000,
        Trait::LinkedFrom(_) | Trait::Topic(_) => 8_000,
        Trait::Word(_) => 5_000,
    }
}

fn because(common: &Common<'_>) -> Option<Because> {
    match (common.links, common.topic, common.word) {
        (2.., _, _) => Some(Because::Links(common.links)),
        (_, Some(topic), _) => Some(Because::Topic(topic.to_owned())),
        (1, _, _) => Some(Because::Links(1)),
        (_, _, Some(word)) => Some(Because::Word(word.to_owned())),
        _ => None,
    }
}
