//! Front matter: YAML between `---` lines, or TOML between `+++`.
//!
//! Known keys are typed; a near miss of one is an error; other keys are kept for templates, because
//! vaults have many. Positions are found by the line that a key starts, since only keys of the
//! outermost mapping count.

mod fence;
mod keys;
mod navigation;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Place, Severity, nearest};
use crate::parse::front_matter::fence::Position;
use crate::parse::front_matter::keys::{KEYS, date};
use crate::parse::front_matter::navigation::Navigation;
use crate::parse::merge_conflict;
use crate::parse::publication::{self, Publication, PublicationValue};
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
    /// All other keys, with their values as text.
    pub extra: BTreeMap<String, String>,
    /// The range of each key's value, in bytes of the file.
    pub spans: BTreeMap<String, Range<usize>>,
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
    "outdated", "level", "alias", "tag", "source", "types", "drafts", "orders", "owners", "slugs",
    "titles",
];

const LARGEST: usize = 64 * 1024;

/// The most lists and mappings in brackets around a value. The YAML library takes a time that grows
/// with the square of their depth.
const DEEPEST: usize = 64;

/// Reads the front matter of `text`. Also returns the start of the page's markdown.
pub fn read(file: &Arc<str>, text: &str) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some(fenced) = fence::find(text) else {
        return (FrontMatter::default(), 0, Vec::new());
    };
    let mut reader = FrontMatterReader {
        file,
        text,
        front_matter: FrontMatter::default(),
        opening: fenced.opening,
        navigation: Navigation::default(),
        body: 0,
        diagnostics: Vec::new(),
    };
    let fence = fenced.fence;
    match fenced.closed {
        Some((block, body)) => {
            reader.body = body;
            reader.block(fence, block);
            if fenced.position == Position::Below {
                reader.below_the_top();
            }
        }
        None => {
            let message = "front matter is not closed";
            let help = format!("add a line `{fence}` after the last key");
            reader.problem(reader.opening.clone(), message, Some(help));
        }
    }
    reader.navigation.finish(&mut reader.front_matter);
    (reader.front_matter, reader.body, reader.diagnostics)
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
    front_matter: FrontMatter,
    /// The range of the opening fence.
    opening: Range<usize>,
    navigation: Navigation,
    /// The start of the page's markdown.
    body: usize,
    diagnostics: Vec<Diagnostic>,
}

impl FrontMatterReader<'_> {
    fn block(&mut self, fence: &str, block: Range<usize>) {
        if block.len() > LARGEST {
            let help = "move long text below the closing line";
            let at = self.opening.clone();
            return self.problem(at, "front matter is over 64 KiB", Some(help.into()));
        }
        let yaml = &self.text[block.clone()];
        if let Some(at) = yaml.find("<<<<<<< ").filter(|at| *at == 0 || yaml[..*at].ends_with('\n'))
        {
            return self.diagnostics.push(merge_conflict(self.file, block.start + at));
        }
        if let Some(at) = deepest(yaml) {
            let at = block.start + at..block.start + at + 1;
            let message = format!("front matter is nested deeper than {DEEPEST}");
            let help = "close the brackets, or put text that holds them in quotes";
            return self.problem(at, &message, Some(help.into()));
        }
        match parse(fence, yaml) {
            Ok(Value::Mapping(mapping)) => {
                for (key, value) in mapping {
                    if let Some(key) = plain(&key) {
                        self.key(&key, value, &block);
                    }
                }
            }
            Ok(Value::Null) => {}
            Ok(_) => {
                let help = "write each key on its own line, as in `title: My entry`";
                self.problem(block, "front matter is not a list of keys", Some(help.into()));
            }
            Err((message, line)) => self.syntax(fence, &message, line, &block),
        }
    }

    fn syntax(&mut self, fence: &str, message: &str, line: usize, block: &Range<usize>) {
        if let Some(twice) = self.key_that_stands_twice(message, block) {
            return self.diagnostics.push(twice);
        }
        let block_text = &self.text[block.clone()];
        let start: usize = block_text.split_inclusive('\n').take(line).map(str::len).sum();
        let bad = block_text[start.min(block_text.len())..].lines().next().unwrap_or("");
        let at = block.start + start..block.start + start + bad.len();
        if let Some((key, value)) =
            bad.split_once(": ").filter(|_| message.contains("mapping values"))
        {
            let help = format!("put the value in quotes: `{key}: \"{}\"`", value.replace('"', "'"));
            return self.problem(at, "a value that holds a colon has no quotes", Some(help));
        }
        let help = match () {
            _ if bad.starts_with('\t') => "indent with spaces: YAML does not allow tabs",
            _ if fence == "+++" => "write `key = \"value\"` lines, or YAML between `---` lines",
            _ => "write `key: value` lines, and quote values that start with a special character",
        };
        let message = format!("front matter is not valid: {}", message.trim());
        self.problem(at, &message, Some(help.into()));
    }

    /// A duplicate key; the parser's message has no position for the second one.
    fn key_that_stands_twice(&self, message: &str, block: &Range<usize>) -> Option<Diagnostic> {
        let key = message.split_once("duplicate entry with key \"")?.1.strip_suffix('"')?;
        let (first, _) = self.find(key, block);
        let after = first.end..block.end;
        let (second, _) = self.find(key, &after);
        let is_found = first.end < block.end && second != after;
        is_found.then(|| {
            Diagnostic::new(Code::BadFrontMatter, format!("duplicate key `{key}`"))
                .at(Place::new(self.file, second))
                .related(Place::new(self.file, first), "it is the first one")
                .help("keep one of the two lines")
        })
    }

    fn key(&mut self, key: &str, value: Value, block: &Range<usize>) {
        let (key_at, value_at) = self.find(key, block);
        self.front_matter.spans.insert(key.to_owned(), value_at.clone());
        if let Some(publication) = publication::of(key, &given(&value)) {
            self.publication(key, publication, value_at);
            if !key.eq_ignore_ascii_case("draft") {
                self.front_matter.extra.insert(key.to_owned(), shown(&value));
            }
            return;
        }
        let Some((_, set)) = KEYS.iter().find(|(name, _)| *name == key) else {
            if self.navigation.read(key, &value) {
                return;
            }
            return self.unknown(key, &value, key_at);
        };
        if value.is_null() {
            return;
        }
        let written = &self.text[value_at.clone()];
        if let Err(expected) = set(&mut self.front_matter, &value, written) {
            let help = format!("`{key}` takes {expected}");
            self.problem(value_at, &format!("`{key}` has the wrong kind of value"), Some(help));
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

    fn unknown(&mut self, key: &str, value: &Value, at: Range<usize>) {
        let known = KEYS.iter().map(|(name, _)| *name).chain(["draft"]);
        let meant = nearest(key, known).filter(|_| !FOREIGN.contains(&key));
        match meant.filter(|known| key.len() > 3 && known.len().abs_diff(key.len()) <= 1) {
            Some(known) => {
                let place = Place::new(self.file, at);
                self.diagnostics.push(
                    Diagnostic::new(Code::UnknownKey, format!("unknown key `{key}`"))
                        .at(place)
                        .help(format!("did you mean `{known}`?")),
                );
            }
            None => {
                self.front_matter.extra.insert(key.to_owned(), shown(value));
            }
        }
    }

    /// The ranges of a key and of its value on the same line, or else the whole block.
    fn find(&self, key: &str, block: &Range<usize>) -> (Range<usize>, Range<usize>) {
        let mut at = block.start;
        for line in self.text[block.clone()].split_inclusive('\n') {
            let bare = line.trim_start_matches(['"', '\'']);
            let after =
                bare.strip_prefix(key).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
            if let Some(value) = after.and_then(|rest| rest.strip_prefix([':', '='])) {
                let start = at + line.len() - value.trim_start().len();
                let end = at + line.trim_end().len();
                return (at..at + key.len(), start.min(end)..end);
            }
            at += line.len();
        }
        (block.clone(), block.clone())
    }

    /// Other tools would show this block as text.
    fn below_the_top(&mut self) {
        let place = Place::new(self.file, self.opening.clone());
        let message = "front matter does not start in the first line of the file";
        let mut diagnostic = Diagnostic::new(Code::BadFrontMatter, message);
        diagnostic.severity = Severity::Warning;
        let help = "move it to the top, without blanks before its first line";
        self.diagnostics.push(diagnostic.at(place).help(help));
    }

    fn problem(&mut self, at: Range<usize>, message: &str, help: Option<String>) {
        let diagnostic = Diagnostic::new(Code::BadFrontMatter, message);
        self.diagnostics.push(diagnostic.at(Place::new(self.file, at)).maybe_help(help));
    }
}

/// Parses the block; an error has a message and a line in the block.
fn parse(fence: &str, block: &str) -> Result<Value, (String, usize)> {
    if fence == "---" {
        return serde_yaml::from_str(block).map_err(|error| {
            let line = error.location().map_or(0, |location| location.line().saturating_sub(1));
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or("").to_owned();
            (message, line)
        });
    }
    toml::from_str(block).map_err(|error| {
        let before = &block[..error.span().map_or(0, |span| span.start.min(block.len()))];
        (error.message().to_owned(), before.matches('\n').count())
    })
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Converts a value for [`crate::parse::publication`].
fn given(value: &Value) -> PublicationValue {
    let word = |value: &Value| plain(value).map(|word| word.trim().to_lowercase());
    let pair = |(key, value)| Some((plain(key)?, word(value)?));
    match value {
        Value::Null => PublicationValue::Nothing,
        Value::Sequence(items) if items.iter().all(Value::is_null) => PublicationValue::Nothing,
        Value::Mapping(parts) => match date(value) {
            Ok(day) => PublicationValue::Word(day.to_string()),
            Err(_) => PublicationValue::Parts(parts.iter().filter_map(pair).collect()),
        },
        _ => word(value).map_or(PublicationValue::Other, PublicationValue::Word),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Sequence(items) => items.iter().map(shown).collect::<Vec<_>>().join(", "),
        other => plain(other).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let (_, _, diagnostics) = read(&"a.md".into(), text);
        let lines = diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.place.as_ref().unwrap();
            let (line, column) = crate::source::line_column(text, place.span.0);
            let help = diagnostic.help_text().unwrap_or_default();
            format!("{line}:{column} {}: {} | {help}", diagnostic.code.name(), diagnostic.message)
        });
        lines.collect()
    }

    #[test]
    fn brackets_are_nested_only_so_deep() {
        for open in ["[", "{"] {
            let deep = format!("---\ntitle: A\nk: {}\n---\n", open.repeat(30_000));
            let expected = "3:68 bad-front-matter: front matter is nested deeper than 64 | close the brackets, or put text that holds them in quotes";
            assert_eq!(problems(&deep), [expected]);
        }
        let (open, close) = ("[".repeat(64), "]".repeat(64));
        assert_eq!(
            problems(&format!("---\nk: {open}{close}\nl: \"{close}{close}\"\n---\n")),
            [""; 0]
        );
    }

    #[test]
    fn keys_are_read_and_the_rest_is_kept() {
        let text = "---\ntitle: no\nversion: 1.10\ntags: a, b\naliases: one\nreviewed: 2026-02-28\n---\nBody";
        let (front_matter, body, diagnostics) = read(&"a.md".into(), text);
        assert_eq!(diagnostics, []);
        assert_eq!(front_matter.title.as_deref(), Some("no"));
        assert_eq!(front_matter.tags, ["a", "b"]);
        assert_eq!(front_matter.aliases, ["one"]);
        assert_eq!(front_matter.reviewed, Some(jiff::civil::date(2026, 2, 28)));
        assert_eq!(&text[body..], "Body");
    }

    #[test]
    fn numbers_stay_as_they_are_written() {
        let (front_matter, _, _) = read(&"a.md".into(), "---\ntitle: 1.10\nslug: 010\n---\n");
        assert_eq!(
            (front_matter.title.as_deref(), front_matter.slug.as_deref()),
            (Some("1.10"), Some("010"))
        );
    }

    #[test]
    fn toml_between_plus_signs_is_read_too() {
        let (front_matter, _, diagnostics) =
            read(&"a.md".into(), "+++\ntitle = \"T\"\nupdated = 2026-01-02\n+++\nx");
        assert_eq!(diagnostics, []);
        assert_eq!(front_matter.title.as_deref(), Some("T"));
        assert_eq!(front_matter.updated, Some(jiff::civil::date(2026, 1, 2)));
    }

    #[test]
    fn wrong_values_are_reported_where_they_stand() {
        assert_eq!(
            problems("---\ntitel: x\norder: ten\nreviewed: 2024-02-30\ndraft: maybe\n---\n"),
            [
                "2:1 unknown-key: unknown key `titel` | did you mean `title`?",
                "3:8 bad-front-matter: `order` has the wrong kind of value | `order` takes a number",
                "4:11 bad-front-matter: `reviewed` has the wrong kind of value | `reviewed` takes a calendar date such as 2026-11-21",
                "5:8 unclear-draft: `draft` is not understood, so this page is a draft | `draft` takes true or false",
            ]
        );
    }

    #[test]
    fn keys_of_other_tools_keep_a_page_back() {
        let is_draft = |text: &str| read(&"a.md".into(), text).0.draft;
        for keys in
            ["publish: \"No\"", "build:\n  render: never", "published: {a: b}", "draft: [x]"]
        {
            assert!(is_draft(&format!("---\n{keys}\n---\n")), "{keys}");
        }
        for keys in ["publish:", "private: []", "published: \"\"", "published: 1999", "draft: ' '"]
        {
            assert!(!is_draft(&format!("---\n{keys}\n---\n")), "{keys}");
        }
        let (front_matter, _, _) = read(&"a.md".into(), "+++\npublishDate = 2026-01-02\n+++\n");
        assert_eq!(front_matter.published, (Some(jiff::civil::date(2026, 1, 2)), None));
    }

    #[test]
    fn an_open_fence_is_an_error_and_a_rule_is_not() {
        assert_eq!(
            problems("---\ntitle: x\n\nText"),
            [
                "1:1 bad-front-matter: front matter is not closed | add a line `---` after the last key"
            ]
        );
        assert_eq!(problems("---\n\nText after a rule"), [""; 0]);
    }

    #[test]
    fn hostile_yaml_is_an_error_and_not_a_crash() {
        let nested = format!("---\nx: {}\n---\n", "[".repeat(20_000));
        assert_eq!(problems(&nested).len(), 1);
        let mut bomb = String::from("---\na0: &a0 [x]\n");
        for i in 1..10 {
            let uses = vec![format!("*a{}", i - 1); 10].join(",");
            bomb.push_str(&format!("a{i}: &a{i} [{uses}]\n"));
        }
        assert_eq!(problems(&format!("{bomb}---\n")).len(), 1);
        assert_eq!(problems("---\na: 1\na: 2\n---\n").len(), 1);
    }
}
