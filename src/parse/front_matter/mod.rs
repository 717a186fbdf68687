//! Front matter: YAML between `---` lines, TOML between `+++`, or an object of JSON.
//!
//! Nothing in it holds a page back but its publication keys: known keys are typed, a value of
//! another kind is read as what it most plausibly means, and other keys are kept as they are,
//! because vaults have many. What is not valid is read key by key ([`damaged`]).

mod block;
mod conflict;
mod damaged;
mod fence;
mod for_templates;
mod indexing;
mod keys;
mod navigation;
mod places;
#[cfg(test)]
mod tests;
mod value;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::formats::logseq::properties;
use crate::parse::front_matter::block::{Block, Notation};
use crate::parse::front_matter::damaged::Part;
use crate::parse::front_matter::fence::Position;
pub use crate::parse::front_matter::indexing::LeftOut;
use crate::parse::front_matter::keys::{KEYS, Slip, is_named};
pub use crate::parse::front_matter::keys::{truth, wikilink};
use crate::parse::front_matter::navigation::Navigation;
use crate::parse::front_matter::places::KeyPlaces;
use crate::parse::front_matter::value::SyntaxError;
pub use crate::parse::front_matter::value::Value;
use crate::parse::publication::{self, Publication};
use crate::source::names::Order;

/// The keys of one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FrontMatter {
    pub title: Option<String>,
    pub description: Option<String>,
    /// The type of entry, as the author calls it.
    pub kind: Option<String>,
    pub tags: Vec<String>,
    pub aliases: Vec<String>,
    pub slug: Option<String>,
    pub draft: bool,
    /// The first and last day of publication, if they are set.
    pub published: (Option<Date>, Option<Date>),
    pub order: Option<Order>,
    /// The label in the navigation, if it is not the title.
    pub nav_label: Option<String>,
    pub owner: Option<String>,
    pub reviewed: Option<Date>,
    pub updated: Option<Date>,
    pub sources: Vec<String>,
    pub video_id: Option<String>,
    pub levels: Vec<String>,
    /// Phrases that indicate that the page applies.
    pub signals: Vec<String>,
    pub nav: NavVisibility,
    pub left_out: LeftOut,
    /// The targets of single values that are wikilinks, by their labels.
    pub links: BTreeMap<String, String>,
    /// All other keys with their values.
    pub extra: BTreeMap<String, Value>,
    /// The range of each key's value, in bytes of the file. Keys of ours have our spelling.
    pub spans: BTreeMap<String, Range<usize>>,
}

impl FrontMatter {
    /// Whether the page at a path is published only with drafts: by its front matter, its dates, or
    /// its place in Jekyll's drafts folder.
    pub fn is_draft(&self, path: &str, today: Date) -> bool {
        let (first, last) = self.published;
        self.draft
            || first.is_some_and(|first| today < first)
            || last.is_some_and(|last| last < today)
            || path.split('/').any(|folder| folder == "_drafts")
    }
}

/// Whether a page is in the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NavVisibility {
    #[default]
    Shown,
    Hidden,
}

/// Keys of other tools that resemble one of ours but mean something else.
const FOREIGN: &[&str] = &[
    "outdated", "level", "alias", "tag", "source", "resources", "types", "drafts", "orders",
    "owners", "slugs", "titles", "reviewer", "update", "updates", "tabs", "border", "signal",
    "navi",
];

/// Keys that only front matter has, besides those with a meaning here.
const USUAL: &[&str] = &["date", "layout", "author", "authors", "category", "categories", "weight"];

const LARGEST: usize = 64 * 1024;

/// The most lists and mappings in brackets around a value. The YAML library takes a time that grows
/// with the square of their depth.
const DEEPEST: usize = 64;

/// Reads the front matter of `text`. Also returns the start of the page's markdown.
pub fn read(file: &Arc<str>, text: &str) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let (mut front_matter, body, diagnostics) = read_blocks(file, text);
    front_matter.draft |= properties::is_private(text);
    (front_matter, body, diagnostics)
}

fn read_blocks(file: &Arc<str>, text: &str) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let is_torn = conflict::is_above(text);
    let Some(block) = block::find(text) else {
        return (FrontMatter { draft: is_torn, ..Default::default() }, 0, Vec::new());
    };
    let (mut front_matter, mut body, mut diagnostics) = read_block(file, text, block);
    while body > 0
        && let Some(block) = block::second(text, body)
    {
        let (below, end, problems) = read_block(file, text, block);
        front_matter.draft |= below.draft;
        let (first, last) = below.published;
        front_matter.published.0 = first.or(front_matter.published.0);
        front_matter.published.1 = last.or(front_matter.published.1);
        diagnostics.extend(problems);
        body = body.max(end);
    }
    (front_matter, body, diagnostics)
}

/// Reads both sides of a block with a conflict.
fn read_block(file: &Arc<str>, text: &str, block: Block) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some(found) = conflict::find(text, &block.range) else {
        return FrontMatterReader::read(file, text, block);
    };
    let (mut ours, body, mut diagnostics) =
        FrontMatterReader::read(file, &found.ours, block.clone());
    let (theirs, ..) = FrontMatterReader::read(file, &found.theirs, block);
    let is_clear = (theirs.draft, theirs.published) == (ours.draft, ours.published);
    ours.draft |= !is_clear || !found.is_whole;
    diagnostics.push(found.report(file, &ours));
    (ours, body, diagnostics)
}

/// The first bracket that is nested too deeply. Those in quotes count also, which is fine as long as
/// most are closed.
fn deepest(block: &str) -> Option<usize> {
    let mut depth = 0_usize;
    block.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

struct FrontMatterReader<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    block: Block,
    places: KeyPlaces<'a>,
    navigation: Navigation,
    front_matter: FrontMatter,
    /// The names of the keys so far, each with its place.
    known: BTreeMap<String, Range<usize>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> FrontMatterReader<'a> {
    fn read(
        file: &'a Arc<str>,
        text: &'a str,
        block: Block,
    ) -> (FrontMatter, usize, Vec<Diagnostic>) {
        let mut reader = FrontMatterReader {
            file,
            text,
            places: KeyPlaces::of(text, &block.range),
            block,
            navigation: Navigation::default(),
            front_matter: FrontMatter::default(),
            known: BTreeMap::new(),
            diagnostics: Vec::new(),
        };
        let is_front_matter = reader.block();
        reader.full_width_colons();
        reader.below_the_top();
        reader.navigation.finish(&mut reader.front_matter);
        match is_front_matter {
            IsFrontMatter::Yes => (reader.front_matter, reader.block.body, reader.diagnostics),
            IsFrontMatter::No => (FrontMatter::default(), 0, Vec::new()),
        }
    }

    fn block(&mut self) -> IsFrontMatter {
        let written = &self.text[self.block.range.clone()];
        if let Some(close) = self.block.missing {
            if !self.places.keys().any(is_usual) {
                return IsFrontMatter::No;
            }
            let help = format!("add a line `{close}` after the last key");
            self.problem(self.block.opening.clone(), "front matter is not closed", help);
        }
        if written.len() > LARGEST {
            let help = "move long text below the closing line";
            self.problem(self.block.opening.clone(), "front matter is over 64 KiB", help);
            return self.damaged(written);
        }
        if let Some(at) = deepest(written) {
            let at = self.block.range.start + at;
            let message = format!("front matter is nested deeper than {DEEPEST}");
            let help = "close the brackets, or put text that holds them in quotes";
            self.problem(at..at + 1, message, help);
            return self.damaged(written);
        }
        match block::parse(self.block.notation, written) {
            Ok(Value::Map(entries)) => {
                entries.into_iter().for_each(|(key, value)| self.key(&key, value));
            }
            Ok(Value::Nothing) => {}
            Ok(_) if !self.places.keys().any(is_usual) && !fence::has_publication_key(written) => {
                return IsFrontMatter::No;
            }
            Ok(_) => {
                let help = "write each key on its own line, as in `title: My entry`";
                let message = "front matter is not a list of keys";
                self.problem(self.block.range.clone(), message, help);
                return self.damaged(written);
            }
            Err(_) if self.is_text_between_rules() => return IsFrontMatter::No,
            Err(error) => {
                self.syntax(&error);
                return self.damaged(written);
            }
        }
        IsFrontMatter::Yes
    }

    fn is_text_between_rules(&self) -> bool {
        let written = &self.text[self.block.range.clone()];
        self.block.notation == Notation::Yaml
            && self.places.is_empty()
            && !fence::has_publication_key(written)
    }

    /// Reads what can be read of a block that is not valid.
    fn damaged(&mut self, written: &str) -> IsFrontMatter {
        for part in damaged::parts(self.block.notation, written) {
            match part {
                Part::Key(key, value) => self.key(&key, value),
                Part::Unclear(key, value) => self.unclear(&key, Value::Text(value)),
            }
        }
        IsFrontMatter::Yes
    }

    /// A line that seems to have a publication key keeps the page out, unless it publishes.
    fn unclear(&mut self, key: &str, value: Value) {
        let known = publication::nearly(key).unwrap_or(key);
        let Some(found) = publication::of(known, &value) else { return };
        let found = match found {
            Publication::Unsaid if value.is_empty() => Publication::Unclear("true or false"),
            other => other,
        };
        let (_, at) = self.places.next(key);
        self.publication(key, found, at);
    }

    fn syntax(&mut self, (message, line): &SyntaxError) {
        let start = self.block.range.start;
        let written = &self.text[self.block.range.clone()];
        let before: usize = written.split_inclusive('\n').take(*line).map(str::len).sum();
        let bad = written[before.min(written.len())..].lines().next().unwrap_or("");
        let at = start + before..start + before + bad.len();
        if let Some((key, value)) =
            bad.split_once(": ").filter(|_| message.contains("mapping values"))
        {
            let help = format!("put the value in quotes: `{key}: \"{}\"`", value.replace('"', "'"));
            return self.problem(at, "a value that holds a colon has no quotes", help);
        }
        let help = match self.block.notation {
            _ if bad.starts_with('\t') => "indent with spaces: YAML does not allow tabs",
            Notation::Toml => "write `key = \"value\"` lines, or YAML between `---` lines",
            Notation::Json => "put names and texts in quotes, and commas between the keys only",
            Notation::Yaml | Notation::Properties => {
                "write `key: value` lines, and quote values that start with a special character"
            }
        };
        self.problem(at, format!("front matter is not valid: {}", message.trim()), help);
    }

    fn key(&mut self, key: &str, value: Value) {
        let (key_at, value_at) = self.places.next(key);
        let own = KEYS.iter().find(|(name, _)| is_named(key, name));
        let name = own.map_or(key, |(name, _)| *name);
        let is_first = self.first(name, key, &key_at);
        if let Some(publication) = publication::of(key, &value) {
            self.publication(key, publication, value_at.clone());
        }
        if !is_first {
            return;
        }
        self.front_matter.spans.insert(name.to_owned(), value_at.clone());
        self.front_matter.left_out.apply(&publication::letters(key), &value);
        match own {
            Some((_, set)) if !value.is_empty() => {
                if let Err(slip) = set(&mut self.front_matter, &value) {
                    self.slip(key, value, (slip, value_at));
                }
            }
            Some(_) => {}
            None => self.other(key, value, (key_at, value_at)),
        }
    }

    /// Whether a key stands for the first time; it is reported if not.
    fn first(&mut self, name: &str, key: &str, at: &Range<usize>) -> bool {
        let Some(first) = self.known.get(name) else {
            self.known.insert(name.to_owned(), at.clone());
            return true;
        };
        let diagnostic = Diagnostic::new(Code::BadFrontMatter, format!("duplicate key `{key}`"))
            .at(Place::new(self.file, at.clone()))
            .related(Place::new(self.file, first.clone()), "it is the first one, which counts")
            .help("keep one of the two lines");
        self.diagnostics.push(diagnostic);
        false
    }

    fn slip(&mut self, key: &str, value: Value, (slip, at): (Slip, Range<usize>)) {
        match slip {
            Slip::Several => {
                let message = format!("`{key}` has several values, of which the first is used");
                self.problem(at, message, "write a single value");
            }
            Slip::Wrong(expected) => {
                let message = format!("`{key}` has the wrong kind of value");
                self.problem(at, message, format!("`{key}` takes {expected}"));
                self.front_matter.extra.insert(key.to_owned(), value);
            }
        }
    }

    fn publication(&mut self, key: &str, publication: Publication, at: Range<usize>) {
        match publication {
            Publication::Unsaid | Publication::Published => {}
            Publication::Draft => self.front_matter.draft = true,
            Publication::From(day) => self.front_matter.published.0 = Some(day),
            Publication::Until(day) => self.front_matter.published.1 = Some(day),
            Publication::Unclear(expected) => {
                self.front_matter.draft = true;
                let place = Place::new(self.file, at);
                self.diagnostics.push(publication::unclear(key, expected).at(place));
            }
        }
    }

    /// A key that is not ours. One that misspells a publication key keeps the page out.
    fn other(&mut self, key: &str, value: Value, (key_at, value_at): (Range<usize>, Range<usize>)) {
        let known = publication::nearly(key);
        match known.and_then(|known| publication::of(known, &value)) {
            Some(Publication::From(_) | Publication::Until(_) | Publication::Unclear(_))
            | Some(Publication::Draft) => {
                self.front_matter.draft = true;
                let place = Place::new(self.file, key_at);
                self.diagnostics.push(publication::misspelt(key, known.unwrap_or(key)).at(place));
            }
            Some(Publication::Published) => self.misspelt(key, known, key_at),
            Some(Publication::Unsaid) => {}
            None if self.navigation.read(key, &value) => {}
            None => self.misspelt(key, own_name_near(key), key_at),
        }
        if !key.eq_ignore_ascii_case("draft") {
            self.front_matter.spans.insert(key.to_owned(), value_at);
            self.front_matter.extra.insert(key.to_owned(), value);
        }
    }

    fn misspelt(&mut self, key: &str, known: Option<&str>, at: Range<usize>) {
        let Some(known) = known else { return };
        let diagnostic = Diagnostic::new(Code::UnknownKey, format!("unknown key `{key}`"))
            .at(Place::new(self.file, at))
            .help(format!("did you mean `{known}`?"));
        self.diagnostics.push(diagnostic);
    }

    /// Publication keys before a full-width colon, which no notation knows.
    fn full_width_colons(&mut self) {
        let mut at = self.block.range.start;
        for line in self.text[self.block.range.clone()].split_inclusive('\n') {
            if let Some((key, '\u{ff1a}')) = fence::publication_key(line) {
                self.front_matter.draft = true;
                let message = format!("`{key}` is not understood, so this page is a draft");
                let place = Place::new(self.file, at..at + line.trim_end().len());
                let help = format!("write a plain colon and a blank: `{key}: true`");
                let problem = Diagnostic::new(Code::UnclearDraft, message);
                self.diagnostics.push(problem.at(place).help(help));
            }
            at += line.len();
        }
    }

    /// Other tools would show a block that is not at the top as text.
    fn below_the_top(&mut self) {
        let (message, help) = match self.block.position {
            Position::Top => return,
            Position::Below => (
                "front matter does not start in the first line of the file",
                "move it to the top, without blanks before its first line",
            ),
            Position::Second => (
                "a second block of front matter, of which only the keys that keep a page back count",
                "move its keys to the first block",
            ),
        };
        let mut diagnostic = Diagnostic::new(Code::BadFrontMatter, message);
        diagnostic.severity = Severity::Warning;
        let place = Place::new(self.file, self.block.opening.clone());
        self.diagnostics.push(diagnostic.at(place).help(help));
    }

    fn problem(&mut self, at: Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        let diagnostic = Diagnostic::new(Code::BadFrontMatter, message);
        self.diagnostics.push(diagnostic.at(Place::new(self.file, at)).help(help));
    }
}

/// Whether a block is front matter, or text between two rules.
enum IsFrontMatter {
    Yes,
    No,
}

/// Whether a key shows that a block is front matter.
fn is_usual(key: &str) -> bool {
    let is_of_ours = || KEYS.iter().any(|(name, _)| is_named(key, name));
    USUAL.contains(&publication::letters(key).as_str()) || is_of_ours() || publication::is_key(key)
}

/// The key of ours that a key misspells.
fn own_name_near(key: &str) -> Option<&'static str> {
    let letters = publication::letters(key);
    if FOREIGN.contains(&letters.as_str()) || letters.len() <= 3 {
        return None;
    }
    let known = nearest(key, KEYS.iter().map(|(name, _)| *name))?;
    let most = if letters.len() < 9 { 1 } else { 2 };
    (strsim::osa_distance(&letters, &publication::letters(known)) <= most).then_some(known)
}
