//! Words, each with a number in the order in which they came.
//!
//! A book has ten million uses of words, and each is looked up here. So the hash is a quick one, and
//! words of at most eight bytes are compared by nothing else.

/// A set of words with numbers.
#[derive(Debug, Clone, Default)]
pub struct WordTable {
    /// For each hash the number of its word and one more; 0 is empty. As many as a power of two.
    slots: Vec<u32>,
    words: Vec<KnownWord>,
    letters: String,
}

#[derive(Debug, Clone)]
struct KnownWord {
    hash: u64,
    start: u32,
    length: u32,
}

/// The number of slots to start with.
const FEWEST: usize = 1024;

/// The longest word whose hash and length are no other word's.
const SHORT: usize = 8;

/// Two words of the same length up to [`SHORT`] never have the same hash.
pub fn hash(word: &str) -> u64 {
    let bytes = word.as_bytes();
    match bytes.last_chunk::<SHORT>() {
        Some(end) if bytes.len() > SHORT => {
            let chunks = bytes.as_chunks::<SHORT>().0.iter();
            let all = chunks.fold(0, |hash, chunk| mix(hash ^ u64::from_le_bytes(*chunk)));
            mix(all.rotate_left(29) ^ u64::from_le_bytes(*end))
        }
        _ => mix(short(bytes)),
    }
}

/// At most eight bytes as a number. Both halves are read at once, so they overlap.
fn short(bytes: &[u8]) -> u64 {
    match (bytes, bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (_, Some(start), Some(end)) => {
            u64::from(u32::from_le_bytes(*start)) | u64::from(u32::from_le_bytes(*end)) << 32
        }
        ([a, b, c], ..) => u64::from_le_bytes([*a, *b, *c, 0, 0, 0, 0, 0]),
        ([a, b], ..) => u64::from_le_bytes([*a, *b, 0, 0, 0, 0, 0, 0]),
        ([a], ..) => u64::from(*a),
        _ => 0,
    }
}

/// Spreads the bits of a number. Different numbers stay different.
fn mix(number: u64) -> u64 {
    let product = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ product >> 32
}

impl WordTable {
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    pub fn word(&self, number: u32) -> &str {
        let KnownWord { start, length, .. } = self.words[number as usize];
        &self.letters[start as usize..][..length as usize]
    }

    pub fn hash_of(&self, number: u32) -> u64 {
        self.words[number as usize].hash
    }

    /// The number of a word if it is known.
    pub fn get(&self, hash: u64, word: &str) -> Option<u32> {
        if self.slots.is_empty() { None } else { self.find(hash, word).ok() }
    }

    /// The number of a word, which is added if it is new.
    pub fn number(&mut self, hash: u64, word: &str) -> u32 {
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        self.find(hash, word).unwrap_or_else(|slot| {
            let (start, length) = (self.letters.len() as u32, word.len() as u32);
            self.letters.push_str(word);
            self.words.push(KnownWord { hash, start, length });
            self.slots[slot] = self.words.len() as u32;
            self.words.len() as u32 - 1
        })
    }

    /// The number of a word, or the slot where it would be.
    fn find(&self, hash: u64, word: &str) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = home(hash) & mask;
        loop {
            match self.slots[slot] {
                0 => return Err(slot),
                next if self.is(next - 1, hash, word) => return Ok(next - 1),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    fn is(&self, number: u32, hash: u64, word: &str) -> bool {
        let known = &self.words[number as usize];
        let is_alike = known.hash == hash && known.length as usize == word.len();
        is_alike && (word.len() <= SHORT || self.word(number) == word)
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FEWEST);
        self.slots.clear();
        self.slots.resize(size, 0);
        for (number, word) in self.words.iter().enumerate() {
            let mut slot = home(word.hash) & (size - 1);
            while self.slots[slot] != 0 {
                slot = (slot + 1) & (size - 1);
            }
            self.slots[slot] = number as u32 + 1;
        }
    }
}

/// The slot of a hash in an endless table. The last bits divide words into shards.
fn home(hash: u64) -> usize {
    (hash >> 8) as usize
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn words_have_numbers_in_the_order_in_which_they_come() {
        let words: Vec<String> = (0..5000).map(|n| format!("{n}").repeat(1 + n % 4)).collect();
        let mut table = WordTable::default();
        let mut known: Vec<&String> = Vec::new();
        for word in words.iter().chain(&words) {
            let number = table.number(hash(word), word) as usize;
            if number == known.len() {
                known.push(word);
            }
            assert_eq!((known[number], table.word(number as u32)), (word, word.as_str()));
        }
        let distinct: BTreeSet<&String> = words.iter().collect();
        assert_eq!((known.len(), table.len()), (distinct.len(), distinct.len()));
        assert_eq!(table.get(hash("unknown"), "unknown"), None);
    }

    #[test]
    fn short_words_of_one_length_have_a_hash_each() {
        for length in 0..=SHORT {
            let words: Vec<String> = (0..length)
                .flat_map(|at| ('a'..='z').map(move |c| (at, c)))
                .map(|(at, c)| format!("{}{c}{}", "x".repeat(at), "x".repeat(length - at - 1)))
                .collect();
            let hashes: BTreeSet<u64> = words.iter().map(|word| hash(word)).collect();
            let distinct: BTreeSet<&String> = words.iter().collect();
            assert_eq!(hashes.len(), distinct.len(), "{length}");
        }
    }

    #[test]
    fn nothing_is_known_in_an_empty_table() {
        assert_eq!(WordTable::default().get(hash("a"), "a"), None);
    }
}
