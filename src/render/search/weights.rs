//! How much a word says about a section, from where it stands: the title over another name over a
//! heading over the text.
//!
//! A weight is known from its page alone, so a new page changes no other page's part of the index.
//! How rare a word is in the whole book is counted where the reader searches.

use std::ops::Range;

use crate::render::search::pages::{SearchSection, Searchable};
use crate::render::search::words;

/// The highest weight that is told apart.
pub const HIGHEST: u8 = 52;

const TITLE: f32 = 22.0;
/// Shared by the words of a title, so that a short one is nearer than a long one.
const WHOLE_TITLE: f32 = 8.0;
const ALIAS: f32 = 18.0;
const HEADING: f32 = 10.0;
const SIGNAL: f32 = 14.0;
const CALLED: f32 = 6.0;
const TAG: f32 = 6.0;
const DESCRIPTION: f32 = 6.0;
/// What a word in the text nears as it is repeated.
const TEXT: f32 = 8.0;
/// The number of words of an ordinary section.
const ORDINARY: f32 = 90.0;

/// Words with their weights, each once.
///
/// All of them are in one string: a book has too many for a string of each.
#[derive(Debug, Clone, Default)]
pub struct Weighed {
    letters: String,
    words: Vec<WeighedWord>,
}

#[derive(Debug, Clone)]
struct WeighedWord {
    /// Where it ends in the letters; it starts where the word before it ends.
    end: u32,
    weight: u8,
    shard: u8,
}

/// The number of groups that words are divided into by their letters, so that several processors
/// can collect the sections of each word.
pub const SHARDS: u8 = 8;

fn shard(word: &str) -> u8 {
    word.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) as u8
        % SHARDS
}

/// The words of each section of a page with their weights.
pub fn of(page: &Searchable) -> Vec<Weighed> {
    let mut sections: Vec<SectionWords> = page.sections.iter().map(of_section).collect();
    if let Some(first) = sections.first_mut() {
        add_names(first, page);
    }
    sections.into_iter().map(SectionWords::weighed).collect()
}

impl Weighed {
    pub fn iter(&self) -> impl Iterator<Item = (&str, u8)> {
        self.words().map(|(text, word)| (text, word.weight))
    }

    /// The words of one shard.
    pub fn shard(&self, shard: u8) -> impl Iterator<Item = (&str, u8)> {
        let is_in = move |(_, word): &(&str, &WeighedWord)| word.shard == shard;
        self.words().filter(is_in).map(|(text, word)| (text, word.weight))
    }

    fn words(&self) -> impl Iterator<Item = (&str, &WeighedWord)> {
        let mut start = 0;
        self.words.iter().map(move |word| {
            let end = word.end as usize;
            (&self.letters[std::mem::replace(&mut start, end)..end], word)
        })
    }

    pub fn push(&mut self, word: &str, weight: u8) {
        self.letters.push_str(word);
        self.words.push(WeighedWord { end: self.letters.len() as u32, weight, shard: shard(word) });
    }
}

/// Where a word of a section stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Text,
    Heading,
    Called,
    Title,
    Alias,
    Tag,
    Description,
    Signal,
}

/// The words of a section as they are said, and where.
#[derive(Default)]
struct SectionWords {
    letters: String,
    words: Vec<Used>,
    text_words: usize,
    title_words: usize,
}

/// A word where it stands.
struct Used {
    /// The word's first letters, which tell most words apart.
    start: u64,
    letters: Range<usize>,
    field: Field,
}

/// The first eight bytes of a word as a number.
fn start(word: &str) -> u64 {
    word.bytes().chain(std::iter::repeat(0)).take(8).fold(0, |all, byte| all << 8 | u64::from(byte))
}

fn of_section(section: &SearchSection) -> SectionWords {
    let mut section_words = SectionWords::default();
    section_words.text_words = section_words.add(Field::Text, &section.text);
    section_words.add(Field::Heading, &section.heading);
    section_words.add_all(Field::Called, &section.called);
    section_words
}

/// What is said of the whole page counts where it begins.
fn add_names(first: &mut SectionWords, page: &Searchable) {
    first.title_words = first.add(Field::Title, &page.title);
    first.add_all(Field::Alias, &page.aliases);
    first.add_all(Field::Tag, &page.topics);
    first.add(Field::Description, &page.description);
    first.add_all(Field::Signal, &page.signals);
}

impl SectionWords {
    fn add_all(&mut self, field: Field, texts: &[String]) {
        for text in texts {
            self.add(field, text);
        }
    }

    /// Returns how many words a text has.
    fn add(&mut self, field: Field, text: &str) -> usize {
        let before = self.words.len();
        words::each(text, |word| {
            let from = self.letters.len();
            self.letters.push_str(word);
            self.words.push(Used { start: start(word), letters: from..self.letters.len(), field });
        });
        self.words.len() - before
    }

    fn weighed(mut self) -> Weighed {
        let mut words = std::mem::take(&mut self.words);
        let word = |used: &Used| &self.letters[used.letters.clone()];
        words.sort_unstable_by(|a, b| {
            let words = a.start.cmp(&b.start).then_with(|| word(a).cmp(word(b)));
            words.then(a.field.cmp(&b.field))
        });
        let uses = words.chunk_by(|a, b| a.start == b.start && word(a) == word(b));
        let mut weighed = Weighed::default();
        uses.for_each(|uses| weighed.push(word(&uses[0]), self.weight(uses)));
        weighed
    }

    /// The weight of a word from all of its uses, which are in the order of the fields.
    fn weight(&self, uses: &[Used]) -> u8 {
        let fields = uses.chunk_by(|a, b| a.field == b.field);
        let weight = |uses: &[Used]| self.weight_in(uses[0].field, uses.len() as f32);
        let sum = fields.fold(0.0, |sum, uses| sum + weight(uses));
        (sum.round() as u8).clamp(1, HIGHEST)
    }

    /// What it counts that a word stands somewhere; only in the text it matters how often.
    fn weight_in(&self, field: Field, count: f32) -> f32 {
        match field {
            Field::Text => {
                let length = self.text_words as f32 / ORDINARY;
                TEXT * count / (count + 0.4 + 0.8 * length)
            }
            Field::Title => TITLE + WHOLE_TITLE / self.title_words.max(1) as f32,
            Field::Alias => ALIAS,
            Field::Signal => SIGNAL,
            Field::Heading => HEADING,
            Field::Called => CALLED,
            Field::Tag => TAG,
            Field::Description => DESCRIPTION,
        }
    }
}
