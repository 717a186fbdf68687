//! The index in parts that are not too large, each of which is taken as soon as it is made.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};
use serde::Serialize;
use serde_json::Value;

use crate::link::Playbook;
use crate::link::route::Route;
use crate::render::search::choices::Choices;
use crate::render::search::index::IndexRow;
use crate::render::search::pages::{SearchSection, Searchable};
use crate::render::search::script::{self, Script};
use crate::render::search::stop;
use crate::source::Blob;
use crate::text::slug;

/// The most bytes of a part with words, unless one line is larger. A word takes one of them.
const WORDS: usize = 32 * 1024;

/// The most bytes of a part with text. Each page that is shown takes one of its own.
const TEXT: usize = 8 * 1024;

/// Takes parts. They come from several threads, in any order.
pub struct Parts<'a, T> {
    pub version: String,
    pub take: &'a T,
}

/// The first to load. It says where each of the other parts begins.
#[derive(Serialize)]
struct Overview<'a> {
    above: &'a [&'a [String]],
    facets: Value,
    pages: Vec<Names<'a>>,
    stop: &'a str,
    terms: usize,
    text: &'a [usize],
    version: &'a str,
    words: &'a [&'a str],
}

/// A page as a list: address, title, pages above, values, other names, headings.
#[derive(Serialize)]
struct Names<'a>(String, &'a str, usize, Vec<usize>, &'a [String], &'a [String]);

/// Where the parts with words begin, and how many parts with terms there are.
pub struct WordParts<'a> {
    starts: Vec<&'a str>,
    terms: usize,
}

impl<T: Fn(Route, Blob) + Sync> Parts<'_, T> {
    fn take(&self, (route, blob): (Route, Blob)) {
        (self.take)(route, blob);
    }

    fn name(&self, kind: &str, number: usize) -> String {
        format!("{}/{kind}-{number}", self.version)
    }

    pub fn bridges(&self, bridges: &Value) {
        self.take(script::json(&format!("{}/bridges", self.version), &bridges.to_string()));
    }

    pub fn texts(&self, parts: Vec<TextPart>) {
        parts.into_par_iter().for_each(|TextPart { number, texts }| {
            let write = |script: &mut Script, text: &String| script.text(text);
            self.take(script::list(&self.name("text", number), texts.iter(), write));
        });
    }

    pub fn words<'r>(&self, rows: &[IndexRow<'r>]) -> WordParts<'r> {
        let words = divide(rows.iter().map(|row| row.word.len() + 1 + row.size()), WORDS);
        words.par_iter().enumerate().for_each(|(number, part)| {
            let lines = rows[part.clone()].iter();
            self.take(script::list(&self.name("words", number), lines, write_row));
        });
        WordParts {
            starts: words.iter().map(|part| rows[part.start].word).collect(),
            terms: self.terms(rows),
        }
    }

    /// Returns the number of parts.
    fn terms(&self, rows: &[IndexRow<'_>]) -> usize {
        let terms = rows.iter().map(|row| row.word).filter(|word| !word.starts_with('~'));
        let terms: Vec<&str> = terms.collect();
        let parts = divide(terms.iter().map(|term| term.len()), WORDS);
        parts.par_iter().enumerate().for_each(|(number, part)| {
            let lines = terms[part.clone()].iter();
            let write = |script: &mut Script, term: &&str| script.text(term);
            self.take(script::list(&self.name("terms", number), lines, write));
        });
        parts.len()
    }

    /// `pages` are the pages with the headings of each.
    pub fn overview<'n>(
        &self,
        playbook: &Playbook,
        pages: &'n [(&'n Searchable, Vec<String>)],
        texts: &[usize],
        words: &WordParts<'_>,
    ) {
        let choices = Choices::new(playbook, pages.iter().map(|(page, _)| *page));
        let above: BTreeSet<&[String]> = pages.iter().map(|(page, _)| &*page.above).collect();
        let above: Vec<&[String]> = above.into_iter().collect();
        let names = |(page, headings): &'n (&'n Searchable, Vec<String>)| {
            let place = above.binary_search(&page.above.as_slice()).unwrap_or(0);
            let (address, values) = (page.route.encoded(), choices.of(page));
            Names(address, &page.title, place, values, &page.aliases, headings)
        };
        let overview = Overview {
            above: &above,
            facets: choices.json(),
            pages: pages.par_iter().map(names).collect(),
            stop: stop::words(&playbook.config.language),
            terms: words.terms,
            text: texts,
            version: &self.version,
            words: &words.starts,
        };
        self.take(script::json("pages", &serde_json::to_string(&overview).unwrap_or_default()));
    }
}

fn write_row(script: &mut Script, row: &IndexRow<'_>) {
    script.text(row.word);
    script.plain(b" ");
    row.sections().for_each(|piece| script.plain(piece));
}

/// A heading, and its anchor where that is not what the heading makes.
pub fn heading(section: &SearchSection) -> String {
    if slug(&section.heading) == section.anchor {
        section.heading.clone()
    } else {
        format!("{}\t{}", section.heading, section.anchor)
    }
}

/// Tells where a part begins.
struct Division {
    largest: usize,
    /// The bytes of the part so far; `None` before the first.
    size: Option<usize>,
}

impl Division {
    /// Whether a new part begins with a line of this length.
    fn begins(&mut self, length: usize) -> bool {
        let size = self.size.map(|size| size + length).filter(|size| *size <= self.largest);
        self.size = Some(size.unwrap_or(length));
        size.is_none()
    }
}

/// Lines of these lengths in groups that are not too large.
fn divide(lengths: impl Iterator<Item = usize>, largest: usize) -> Vec<Range<usize>> {
    let mut division = Division { largest, size: None };
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (line, length) in lengths.enumerate() {
        let begins = division.begins(length);
        match parts.last_mut() {
            Some(part) if !begins => part.end = line + 1,
            _ => parts.push(line..line + 1),
        }
    }
    parts
}

/// A part with texts that is complete.
pub struct TextPart {
    number: usize,
    texts: Vec<String>,
}

/// Divides the texts of the sections while they come.
pub struct TextParts {
    division: Division,
    /// The number of each part's first section.
    pub starts: Vec<usize>,
    sections: usize,
    /// The texts of the last part so far.
    texts: Vec<String>,
}

impl Default for TextParts {
    fn default() -> TextParts {
        let division = Division { largest: TEXT, size: None };
        TextParts { division, starts: Vec::new(), sections: 0, texts: Vec::new() }
    }
}

impl TextParts {
    /// Adds the texts of the next sections; returns the parts that are complete.
    pub fn add(&mut self, texts: impl IntoIterator<Item = String>) -> Vec<TextPart> {
        let mut complete = Vec::new();
        for text in texts {
            if self.division.begins(text.len()) {
                complete.extend(self.last());
                self.starts.push(self.sections);
            }
            self.texts.push(text);
            self.sections += 1;
        }
        complete
    }

    /// The last part if there is any. No text follows it.
    pub fn last(&mut self) -> Option<TextPart> {
        let number = self.starts.len().checked_sub(1)?;
        Some(TextPart { number, texts: std::mem::take(&mut self.texts) })
    }
}
