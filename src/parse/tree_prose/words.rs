//! Words of a line: slices of its text, with the phrases that they contain.
//!
//! A line is split into words on first use. Most lines never are, because checking the start of a
//! text needs no split.

use std::cell::OnceCell;
use std::ops::{Deref, Range};

use super::language::{Language, Phrase, Role, Roles, is_letter, lower, word_length};

/// A slice of a line.
#[derive(Debug, Clone, Copy)]
pub struct LineWords<'a> {
    text: &'a str,
    /// The start of the slice in its line.
    at: usize,
    line: &'a OnceCell<Split>,
    /// The whole line.
    whole: &'a str,
    language: &'a Language,
}

/// The phrases that a slice may start with: one table lookup for all roles.
#[derive(Debug, Clone, Copy)]
pub struct Opening<'a> {
    words: LineWords<'a>,
    phrases: &'a [Phrase],
}

/// The words of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Split {
    /// The words in lower case, with one space between them.
    normal: String,
    places: Vec<Occurrence>,
}

/// The range of a word.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Occurrence {
    in_line: Range<usize>,
    in_normal: Range<usize>,
    /// The phrases that start with it, by index in the language.
    phrases: Option<usize>,
}

/// A word in lower case.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub text: &'a str,
    /// The text from here to the end of the slice.
    rest: &'a str,
    phrases: &'a [Phrase],
}

impl<'a> LineWords<'a> {
    /// The words of a whole line, cached in `line`.
    pub fn new(whole: &'a str, line: &'a OnceCell<Split>, language: &'a Language) -> LineWords<'a> {
        LineWords { text: whole, at: 0, line, whole, language }
    }

    pub fn as_str(self) -> &'a str {
        self.text
    }

    pub fn language(self) -> &'a Language {
        self.language
    }

    /// The range of the slice in its line.
    pub fn range(self) -> Range<usize> {
        self.at..self.at + self.text.len()
    }

    /// A subslice by byte range.
    pub fn slice(self, range: Range<usize>) -> LineWords<'a> {
        LineWords { text: &self.text[range.clone()], at: self.at + range.start, ..self }
    }

    pub fn from(self, start: usize) -> LineWords<'a> {
        self.slice(start..self.text.len())
    }

    pub fn to(self, end: usize) -> LineWords<'a> {
        self.slice(0..end)
    }

    /// The part of this slice before another slice of the same line.
    pub fn before(self, other: LineWords<'_>) -> LineWords<'a> {
        self.to(other.at - self.at)
    }

    /// The part of this slice after another slice of the same line.
    pub fn after(self, other: LineWords<'_>) -> LineWords<'a> {
        self.from(other.range().end - self.at)
    }

    /// Applies a trimming function such as `str::trim`.
    pub fn trim_with(self, trim: impl FnOnce(&'a str) -> &'a str) -> LineWords<'a> {
        let kept = trim(self.text);
        let start = kept.as_ptr() as usize - self.text.as_ptr() as usize;
        self.slice(start..start + kept.len())
    }

    /// The text after the last white space, found without splitting the line into words.
    pub fn last_word(self) -> LineWords<'a> {
        let start = self
            .text
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + self.text[at..].chars().next().map_or(1, char::len_utf8));
        self.from(start)
    }

    pub fn trimmed_start(self) -> LineWords<'a> {
        self.trim_with(str::trim_start)
    }

    /// The phrases that the slice may start with.
    pub fn opening(self) -> Opening<'a> {
        Opening { words: self, phrases: self.language.opening(self.text) }
    }

    /// Whether the slice starts with a phrase of a role.
    pub fn opens_with(self, role: Role) -> bool {
        self.opening().is(role)
    }

    /// The rest after the longest phrase of a role at the start.
    pub fn after_opening(self, role: Role) -> Option<LineWords<'a>> {
        self.opening().after(role)
    }

    /// Whether the slice is exactly a phrase of a role.
    pub fn is(self, role: Role) -> bool {
        self.after_opening(role).is_some_and(|rest| rest.is_empty())
    }

    /// Whether the words of the slice are a phrase of a role, ignoring punctuation.
    pub fn says_only(self, role: Role) -> bool {
        self.words().next().is_some_and(|first| {
            first.phrases.iter().any(|phrase| phrase.has(role) && phrase.text == first.rest)
        })
    }

    /// Whether the slice contains a phrase of a role.
    pub fn holds(self, role: Role) -> bool {
        self.roles().has(role)
    }

    /// The roles of all phrases in the slice.
    pub fn roles(self) -> Roles {
        let mut roles = Roles::default();
        for word in self.words() {
            for phrase in word.phrases.iter().filter(|phrase| word.starts(phrase)) {
                roles.add(phrase.roles);
            }
        }
        roles
    }

    /// The words in lower case, with one space between them.
    pub fn normal(self) -> &'a str {
        let (split, places) = self.places();
        match (places.first(), places.last()) {
            (Some(first), Some(last)) => &split.normal[first.in_normal.start..last.in_normal.end],
            _ => "",
        }
    }

    /// The whole words of the slice.
    pub fn words(self) -> impl ExactSizeIterator<Item = Word<'a>> + Clone {
        let (split, places) = self.places();
        let end = places.last().map_or(0, |last| last.in_normal.end);
        places.iter().map(move |place| Word {
            text: &split.normal[place.in_normal.clone()],
            rest: &split.normal[place.in_normal.start..end],
            phrases: place.phrases.map_or(&[], |phrases| self.language.phrases(phrases)),
        })
    }

    fn places(self) -> (&'a Split, &'a [Occurrence]) {
        let split = self.line.get_or_init(|| Split::new(self.whole, self.language));
        let range = self.range();
        let start = split.places.partition_point(|place| place.in_line.start < range.start);
        let end = split.places.partition_point(|place| place.in_line.end <= range.end);
        (split, split.places.get(start..end).unwrap_or_default())
    }
}

impl<'a> Opening<'a> {
    /// Whether no phrase starts with the first word.
    pub fn is_unknown(self) -> bool {
        self.phrases.is_empty()
    }

    /// Whether the slice starts with a phrase of a role.
    pub fn is(self, role: Role) -> bool {
        self.after(role).is_some()
    }

    /// The rest after the longest phrase of a role.
    pub fn after(self, role: Role) -> Option<LineWords<'a>> {
        let phrases = self.phrases.iter().filter(|phrase| phrase.has(role));
        let opening = phrases.filter(|phrase| phrase.opens(self.words.text));
        opening.map(|phrase| phrase.text.len()).max().map(|length| self.words.from(length))
    }
}

impl Deref for LineWords<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        self.text
    }
}

impl Word<'_> {
    /// Whether the word alone is a phrase of a role.
    pub fn is(&self, role: Role) -> bool {
        self.phrases.iter().any(|phrase| phrase.has(role) && phrase.text == self.text)
    }

    /// Whether a phrase starts with this word and ends within the slice.
    fn starts(&self, phrase: &Phrase) -> bool {
        let rest = self.rest.strip_prefix(&*phrase.text);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    }
}

impl Split {
    fn new(line: &str, language: &Language) -> Split {
        let normal = String::with_capacity(line.len());
        let mut split = Split { normal, places: Vec::with_capacity(line.len() / 5) };
        let mut from = 0;
        while let Some(skip) = line[from..].find(is_letter) {
            let start = from + skip;
            from = start + word_length(&line[start..]);
            split.add(start..from, line, language);
        }
        split
    }

    fn add(&mut self, in_line: Range<usize>, line: &str, language: &Language) {
        if !self.normal.is_empty() {
            self.normal.push(' ');
        }
        let word = lower(&line[in_line.clone()]);
        let start = self.normal.len();
        self.normal.push_str(&word);
        let in_normal = start..self.normal.len();
        self.places.push(Occurrence { in_line, in_normal, phrases: language.place(&word) });
    }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;

    use super::LineWords;
    use crate::parse::tree_prose::language::{Language, Role};

    #[test]
    fn a_slice_holds_the_phrases_that_are_all_inside_it() {
        let (line, language) = (OnceCell::new(), Language::of("en"));
        let words = LineWords::new("Don’t: INSTEAD  of É, if so", &line, &language);
        assert_eq!(words.normal(), "don’t instead of é if so");
        assert!(words.holds(Role::Contrasts));
        assert!(!words.to(16).holds(Role::Contrasts));
        assert_eq!(words.from(9).words().map(|word| word.text).collect::<Vec<_>>()[0], "instead");
    }

    #[test]
    fn what_a_line_starts_with_is_told_without_splitting_it() {
        let (line, language) = (OnceCell::new(), Language::of("en"));
        let words = LineWords::new("Not sure -> ask", &line, &language);
        assert_eq!(words.after_opening(Role::Verdict).map(LineWords::as_str), Some(" -> ask"));
        assert!(!words.opens_with(Role::Condition));
        assert_eq!(line.get(), None);
    }
}
