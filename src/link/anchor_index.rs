//! Indexes the headings, blocks and ids of pages, by everything that a link may call them.
//!
//! A page's index is built for the first link to one of them, so that a page with N links to its
//! N headings is read once.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::diagnostic::Candidates;
use crate::link::Entry;
use crate::link::names::normal;
use crate::parse::{Heading, Kind, NamedBlock};
use crate::text;

/// The indexes of all pages of a book.
pub struct AnchorIndexes(Vec<OnceLock<AnchorIndex>>);

impl AnchorIndexes {
    pub fn new(entries: usize) -> AnchorIndexes {
        AnchorIndexes((0..entries).map(|_| OnceLock::new()).collect())
    }

    pub fn of(&self, entry: &Entry) -> &AnchorIndex {
        self.0[entry.id.0 as usize].get_or_init(|| AnchorIndex::of(entry))
    }
}

/// Indices into the headings of a page, in order.
type Places = HashMap<String, Vec<usize>>;

/// What links to one page can name.
pub struct AnchorIndex {
    by_id: Places,
    by_lower_id: Places,
    /// By the text as names are compared.
    by_text: Places,
    /// By the letters and digits of that text.
    by_letters: Places,
    /// The end of the part below each heading.
    ends: Vec<usize>,
    /// The first block of each id in lower case.
    blocks: HashMap<String, usize>,
    /// The ids in HTML, by themselves and in lower case.
    html_ids: HashMap<String, String>,
    heading_ids: OnceLock<Candidates>,
    block_ids: OnceLock<Candidates>,
}

impl AnchorIndex {
    fn of(entry: &Entry) -> AnchorIndex {
        let prose = &entry.parsed.prose;
        let mut index = AnchorIndex {
            by_id: Places::new(),
            by_lower_id: Places::new(),
            by_text: Places::new(),
            by_letters: Places::new(),
            ends: ends(&prose.headings),
            blocks: HashMap::new(),
            html_ids: prose.anchors.iter().map(|id| (id.to_lowercase(), id.clone())).collect(),
            heading_ids: OnceLock::new(),
            block_ids: OnceLock::new(),
        };
        for (place, heading) in prose.headings.iter().enumerate() {
            let (id, key) = (heading.id.clone(), normal(&heading.text));
            index.by_lower_id.entry(id.to_ascii_lowercase()).or_default().push(place);
            index.by_id.entry(id).or_default().push(place);
            if key.contains('&') {
                let key = letters(&key.replace('&', "and"));
                index.by_letters.entry(key).or_default().push(place);
            }
            index.by_letters.entry(letters(&key)).or_default().push(place);
            index.by_text.entry(key).or_default().push(place);
        }
        index.html_ids.extend(prose.anchors.iter().map(|id| (id.clone(), id.clone())));
        // Terms of a glossary have ids of their own kind.
        let is_glossary = entry.parsed.kind == Kind::Glossary;
        for term in prose.terms.iter().filter(|_| !is_glossary) {
            index.html_ids.entry(term.id.clone()).or_insert_with(|| term.id.clone());
        }
        for (place, block) in prose.blocks.iter().enumerate() {
            index.blocks.entry(block.id.to_ascii_lowercase()).or_insert(place);
        }
        index
    }

    /// The headings below a heading path such as `Monday#Morning`.
    pub fn below(&self, path: &str) -> Range<usize> {
        let all = 0..self.ends.len();
        let mut rest = all.clone();
        for name in path.split('#').map(str::trim).filter(|name| !name.is_empty()) {
            let Some(heading) = self.named(name, &rest) else { return all };
            rest = heading + 1..self.ends[heading].min(rest.end);
        }
        rest
    }

    /// The first heading with exactly this text, as names are compared.
    pub fn titled(&self, text: &str) -> Option<usize> {
        self.by_text.get(&normal(text))?.first().copied()
    }

    /// The first heading in a range with an id or a text.
    pub fn named(&self, name: &str, range: &Range<usize>) -> Option<usize> {
        let (slug, key) = (text::slug(name), normal(name));
        let of_name = letters(&key);
        let both = || {
            let texts = within(&self.by_text, &key, range);
            texts.iter().copied().find(|place| within(&self.by_id, &slug, range).contains(place))
        };
        let first = |places: &Places, key: &str| within(places, key, range).first().copied();
        first(&self.by_id, name)
            .or_else(|| first(&self.by_lower_id, &name.to_ascii_lowercase()))
            .or_else(both)
            .or_else(|| first(&self.by_text, &key))
            .or_else(|| first(&self.by_id, &slug))
            // Obsidian drops characters with a meaning in links, such as the colon of `Why: a story`.
            .or_else(|| first(&self.by_letters, &of_name).filter(|_| !of_name.is_empty()))
    }

    /// The block with an id, ignoring case.
    pub fn block<'a>(&self, entry: &'a Entry, id: &str) -> Option<&'a NamedBlock> {
        let place = self.blocks.get(&id.to_ascii_lowercase())?;
        entry.parsed.prose.blocks.get(*place)
    }

    /// The id in HTML that an anchor means.
    pub fn html_id(&self, anchor: &str) -> Option<&str> {
        let found = self.html_ids.get(anchor).or_else(|| self.html_ids.get(&anchor.to_lowercase()));
        found.map(String::as_str)
    }

    /// The ids of headings, for suggestions.
    pub fn heading_ids(&self, entry: &Entry) -> Candidates {
        let ids = entry.parsed.prose.headings.iter().map(|heading| heading.id.as_str());
        self.heading_ids.get_or_init(|| Candidates::of(ids)).clone()
    }

    /// The ids of blocks, for suggestions.
    pub fn block_ids(&self, entry: &Entry) -> Candidates {
        let ids = entry.parsed.prose.blocks.iter().map(|block| block.id.as_str());
        self.block_ids.get_or_init(|| Candidates::of(ids)).clone()
    }
}

/// The places of a key that are in a range.
fn within<'a>(places: &'a Places, key: &str, range: &Range<usize>) -> &'a [usize] {
    let places = places.get(key).map_or(&[][..], Vec::as_slice);
    let start = places.partition_point(|place| *place < range.start);
    let end = places.partition_point(|place| *place < range.end);
    &places[start..end.max(start)]
}

/// For each heading, the next one that is not below it.
fn ends(headings: &[Heading]) -> Vec<usize> {
    let mut ends = vec![headings.len(); headings.len()];
    let mut open: Vec<usize> = Vec::new();
    for (place, heading) in headings.iter().enumerate() {
        while let Some(above) = open.pop_if(|above| headings[*above].level >= heading.level) {
            ends[above] = place;
        }
        open.push(place);
    }
    ends
}

/// The letters and digits of a name; some tools drop the accents of Latin letters.
fn letters(key: &str) -> String {
    let is_accent = |c: &char| ('\u{300}'..='\u{36F}').contains(c);
    let is_word = |c: &char| c.is_alphanumeric();
    if key.is_ascii() {
        return key.chars().filter(is_word).collect();
    }
    key.nfd().filter(|c| !is_accent(c)).nfc().filter(is_word).collect()
}
