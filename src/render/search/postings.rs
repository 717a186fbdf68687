//! The sections of each word, written down while the pages are read.
//!
//! Sections are in order, each as its distance from the one before and a letter for its weight. A
//! distance of one is left out: `4aBc` are the sections 3, 4 and 5 with the weights 1, 28 and 3.
//!
//! Most words are in few sections and some are in most, so each word has blocks in one store: the
//! first is small, and each of the next is as large as those before it together.

use crate::render::search::weights;

/// The bytes of the smallest block.
const SMALLEST: usize = 8;

/// The bytes of the largest block.
const LARGEST: usize = 512;

/// The bytes at the end of a block that say where the next is.
const LINK: usize = 4;

/// Where the sections of a word stand in the store.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// The number of the next section.
    next: u32,
    /// Where the first block is.
    first: u32,
    /// Where the next byte is written.
    at: u32,
    /// How many bytes are left in the block.
    left: u32,
    length: u32,
}

/// The blocks of all words.
#[derive(Debug, Clone, Default)]
pub struct PostingsStore {
    bytes: Vec<u8>,
}

/// The size of the block that follows after so many bytes.
fn block_size(before: usize) -> usize {
    before.clamp(SMALLEST, LARGEST)
}

impl Postings {
    /// The number of bytes.
    pub fn size(&self) -> usize {
        self.length as usize
    }
}

impl PostingsStore {
    /// Adds a section with its weight. It comes after all others.
    pub fn push(&mut self, postings: &mut Postings, section: u32, weight: u8) {
        let distance = section + 1 - postings.next;
        if distance > 1 {
            self.number(postings, distance);
        }
        let letter = match weight {
            ..=26 => b'a' + weight.max(1) - 1,
            _ => b'A' + weight.min(weights::HIGHEST) - 27,
        };
        self.byte(postings, letter);
        postings.next = section + 1;
    }

    fn number(&mut self, postings: &mut Postings, number: u32) {
        let mut digits = [0; 10];
        let (mut first, mut rest) = (digits.len(), number);
        while rest > 0 {
            first -= 1;
            digits[first] = b'0' + (rest % 10) as u8;
            rest /= 10;
        }
        digits[first..].iter().for_each(|digit| self.byte(postings, *digit));
    }

    fn byte(&mut self, postings: &mut Postings, byte: u8) {
        if postings.left == 0 {
            self.extend(postings);
        }
        self.bytes[postings.at as usize] = byte;
        postings.at += 1;
        postings.left -= 1;
        postings.length += 1;
    }

    fn extend(&mut self, postings: &mut Postings) {
        let (size, start) = (block_size(postings.size()), self.bytes.len() as u32);
        if postings.length == 0 {
            postings.first = start;
        } else {
            let link = &mut self.bytes[postings.at as usize..][..LINK];
            link.copy_from_slice(&start.to_le_bytes());
        }
        self.bytes.resize(self.bytes.len() + size + LINK, 0);
        (postings.at, postings.left) = (start, size as u32);
    }

    /// What is written for a word, block by block.
    pub fn pieces(&self, postings: &Postings) -> impl Iterator<Item = &[u8]> {
        let (length, mut at, mut before) = (postings.size(), postings.first as usize, 0);
        std::iter::from_fn(move || {
            let (block, link) = self.bytes[at..].split_at_checked(block_size(before))?;
            let piece = &block[..block.len().min(length - before)];
            before += piece.len();
            at = u32::from_le_bytes(*link.first_chunk()?) as usize;
            (!piece.is_empty()).then_some(piece)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(store: &PostingsStore, postings: &Postings) -> String {
        store.pieces(postings).map(|piece| str::from_utf8(piece).unwrap()).collect()
    }

    #[test]
    fn sections_are_distances_and_weights_letters() {
        let (mut store, mut postings) = (PostingsStore::default(), Postings::default());
        for (section, weight) in [(3, 1), (4, 28), (5, 3), (20, 52)] {
            store.push(&mut postings, section, weight);
        }
        assert_eq!(written(&store, &postings), "4aBc15Z");
    }

    #[test]
    fn words_that_take_turns_keep_their_sections() {
        let mut store = PostingsStore::default();
        let mut words = vec![(Postings::default(), String::new()); 3];
        for section in 0..3000_u32 {
            let (postings, wanted) = &mut words[section as usize % 3];
            store.push(postings, section, 2);
            wanted.push_str(["b", "2b", "3b"].get(section as usize).unwrap_or(&"3b"));
        }
        for (postings, wanted) in &words {
            assert_eq!(written(&store, postings), *wanted);
            assert_eq!(postings.size(), wanted.len());
        }
        assert_eq!(written(&store, &Postings::default()), "");
    }
}
