//! How much a word says about a section, from where it stands: the title over another name over a
//! heading over the text.
//!
//! A weight is known from its page alone. How rare a word is in the whole book is counted where the
//! reader searches.

use crate::render::search::bridges::{Bridges, MeaningWeights};
use crate::render::search::pages::{SearchSection, Searchable};
use crate::render::search::word_table::{self, WordTable};
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

/// The number of groups that words are divided into by their hashes. Several processors collect the
/// sections of words at once, and each group is small enough to stay near its processor.
pub const SHARDS: usize = 32;

/// The shard of a word.
pub fn shard(hash: u64) -> usize {
    hash as usize % SHARDS
}

/// The words of the sections of some pages.
#[derive(Default)]
pub struct WeighedWords {
    pub table: WordTable,
    /// The words of each shard and where they stand.
    pub shards: Vec<ShardWords>,
    /// The number of sections.
    pub sections: u32,
}

#[derive(Default)]
pub struct ShardWords {
    /// The numbers of its words in the table.
    pub words: Vec<u32>,
    /// In the order of the sections.
    pub uses: Vec<SectionWord>,
}

/// A word of a section.
pub struct SectionWord {
    /// Its place among the words of the shard.
    pub word: u32,
    /// Counted from the first section of these pages.
    pub section: u32,
    pub weight: u8,
}

/// Weighs the words of pages, one section after the other.
pub struct Weigher<'a> {
    bridges: &'a Bridges,
    weighed: WeighedWords,
    /// What is known of each word of the table.
    states: Vec<WordState>,
    /// The words of the section.
    words: Vec<u32>,
    /// The meanings of the page.
    meanings: MeaningWeights,
}

/// A word, and how it is used in the section that is weighed.
struct WordState {
    shard: u8,
    /// Its place among the words of the shard.
    place: u32,
    /// Its number among the words with meanings.
    bridge: Option<u32>,
    /// How often it is in the text of the section.
    in_text: u32,
    /// A bit for each other [`Field`] it is in.
    fields: u8,
}

/// Where a word of a section stands, but for its text.
#[derive(Debug, Clone, Copy)]
enum Field {
    Heading,
    Called,
    Title,
    Alias,
    Tag,
    Description,
    Signal,
}

/// In the order in which they are added.
const FIELDS: [Field; 7] = [
    Field::Heading,
    Field::Called,
    Field::Title,
    Field::Alias,
    Field::Tag,
    Field::Description,
    Field::Signal,
];

/// The lengths that weights depend on.
#[derive(Default)]
struct Lengths {
    text: usize,
    title: usize,
}

impl<'a> Weigher<'a> {
    pub fn new(bridges: &'a Bridges) -> Weigher<'a> {
        let shards = (0..SHARDS).map(|_| ShardWords::default()).collect();
        let weighed = WeighedWords { shards, ..WeighedWords::default() };
        let meanings = bridges.no_weights();
        Weigher { bridges, weighed, states: Vec::new(), words: Vec::new(), meanings }
    }

    /// Weighs a page; returns the weights of its meanings.
    pub fn add(&mut self, page: &Searchable, sections: &[SearchSection]) -> MeaningWeights {
        for (at, section) in sections.iter().enumerate() {
            let mut lengths = self.add_section(section);
            // What is said of the whole page counts where it begins.
            if at == 0 {
                lengths.title = self.add_names(page);
            }
            self.finish(&lengths);
        }
        std::mem::replace(&mut self.meanings, self.bridges.no_weights())
    }

    pub fn weighed(self) -> WeighedWords {
        self.weighed
    }

    fn add_section(&mut self, section: &SearchSection) -> Lengths {
        let mut length = 0;
        words::each(&section.text, |word| {
            self.state(word).in_text += 1;
            length += 1;
        });
        self.add_field(Field::Heading, &section.heading);
        self.add_all(Field::Called, &section.called);
        Lengths { text: length, title: 0 }
    }

    /// Returns the number of words of the title.
    fn add_names(&mut self, page: &Searchable) -> usize {
        self.add_all(Field::Alias, &page.aliases);
        self.add_all(Field::Tag, &page.topics);
        self.add_field(Field::Description, &page.description);
        self.add_all(Field::Signal, &page.signals);
        self.add_field(Field::Title, &page.title)
    }

    fn add_all(&mut self, field: Field, texts: &[String]) {
        for text in texts {
            self.add_field(field, text);
        }
    }

    /// Returns how many words a text has.
    fn add_field(&mut self, field: Field, text: &str) -> usize {
        let mut length = 0;
        words::each(text, |word| {
            self.state(word).fields |= 1 << field as u8;
            length += 1;
        });
        length
    }

    /// A word of the section.
    fn state(&mut self, word: &str) -> &mut WordState {
        let hash = word_table::hash(word);
        let number = self.weighed.table.number(hash, word);
        if number as usize == self.states.len() {
            let shard = shard(hash);
            let words = &mut self.weighed.shards[shard].words;
            let place = words.len() as u32;
            words.push(number);
            let bridge = self.bridges.number(hash, word);
            self.states.push(WordState {
                shard: shard as u8,
                place,
                bridge,
                in_text: 0,
                fields: 0,
            });
        }
        let state = &mut self.states[number as usize];
        if state.in_text == 0 && state.fields == 0 {
            self.words.push(number);
        }
        state
    }

    /// Weighs the words of the section.
    fn finish(&mut self, lengths: &Lengths) {
        let section = self.weighed.sections;
        for number in self.words.drain(..) {
            let state = &mut self.states[number as usize];
            let weight = state.weight(lengths);
            (state.in_text, state.fields) = (0, 0);
            let word = SectionWord { word: state.place, section, weight };
            self.weighed.shards[state.shard as usize].uses.push(word);
            if let Some(bridge) = state.bridge {
                self.bridges.add_word(bridge, weight, &mut self.meanings);
            }
        }
        self.weighed.sections += 1;
    }
}

impl WordState {
    /// The weight of a word from all of its uses; only in the text it matters how often.
    fn weight(&self, lengths: &Lengths) -> u8 {
        let count = self.in_text as f32;
        let length = lengths.text as f32 / ORDINARY;
        let text = TEXT * count / (count + 0.4 + 0.8 * length);
        let fields = FIELDS.into_iter().filter(|field| self.fields & 1 << *field as u8 != 0);
        let sum = match self.fields {
            0 => text,
            _ => fields.fold(text, |sum, field| sum + field.weight(lengths)),
        };
        (sum.round() as u8).clamp(1, HIGHEST)
    }
}

impl Field {
    /// What it counts that a word stands here.
    fn weight(self, lengths: &Lengths) -> f32 {
        match self {
            Field::Title => TITLE + WHOLE_TITLE / lengths.title.max(1) as f32,
            Field::Alias => ALIAS,
            Field::Signal => SIGNAL,
            Field::Heading => HEADING,
            Field::Called => CALLED,
            Field::Tag => TAG,
            Field::Description => DESCRIPTION,
        }
    }
}
