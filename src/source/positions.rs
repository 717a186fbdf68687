//! Converts many byte offsets of one text to lines and columns, after a single scan.

use std::ops::Range;

use memchr::memchr_iter;

/// A scanned text.
pub struct Positions<'a> {
    text: &'a str,
    /// The start of each line.
    lines: Vec<usize>,
    /// The number of characters before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

const STRIDE: usize = 512;

impl<'a> Positions<'a> {
    pub fn of(text: &'a str) -> Positions<'a> {
        let newlines = memchr_iter(b'\n', text.as_bytes());
        let lines = [0].into_iter().chain(newlines.map(|at| at + 1)).collect();
        let mut characters = vec![0];
        for stretch in text.as_bytes().chunks(STRIDE) {
            characters.push(characters[characters.len() - 1] + starts(stretch));
        }
        Positions { text, lines, characters }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines[line - 1];
        (line, self.before(offset) - self.before(start) + 1)
    }

    /// The range of the line that contains a byte, without its newline.
    pub fn line(&self, offset: usize) -> Range<usize> {
        let line = self.lines.partition_point(|start| *start <= offset);
        let end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        self.lines[line - 1]..end
    }

    /// The lines from one on, which is counted from 1.
    pub fn lines_from(&self, first: usize) -> impl Iterator<Item = &'a str> {
        let start = self.lines.get(first - 1).copied().unwrap_or(self.text.len());
        self.text[start..].lines()
    }

    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The number of characters before a byte.
    fn before(&self, offset: usize) -> usize {
        let stride = offset / STRIDE;
        self.characters[stride] + starts(&self.text.as_bytes()[stride * STRIDE..offset])
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line_column;

    #[test]
    fn every_place_is_where_counting_finds_it() {
        let text = "é\n\nab\u{1F600}c\n".repeat(200) + &"日本".repeat(600);
        let positions = Positions::of(&text);
        let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for at in places {
            assert_eq!(positions.line_column(at), line_column(&text, at), "{at}");
        }
        assert_eq!(Positions::of("").line_column(3), (1, 1));
    }
}
