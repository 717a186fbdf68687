//! Finds the block of front matter at the top of a page.

use std::ops::Range;

use crate::formats::logseq::properties;
use crate::parse::front_matter::fence::{self, Fenced, Position};
use crate::parse::front_matter::value::{self, SyntaxError, Value};

/// The notation of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    /// YAML between `---` lines.
    Yaml,
    /// TOML between `+++` lines, or below `---toml`.
    Toml,
    /// An object of JSON at the top, or below `---json`.
    Json,
    /// Lines `key:: value` of Logseq at the top. They stay in the page, which shows them.
    Properties,
}

/// A block of front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) notation: Notation,
    pub(super) range: Range<usize>,
    /// The start of the page's markdown.
    pub(super) body: usize,
    /// The line that should close it, if it has none.
    pub(super) missing: Option<&'static str>,
    /// The range of the opening fence.
    pub(super) opening: Range<usize>,
    pub(super) position: Position,
}

/// Opening lines that name a notation. All of them are closed by `---`.
const NAMED: &[(&str, Notation)] = &[
    ("---yaml", Notation::Yaml),
    ("---yml", Notation::Yaml),
    ("---toml", Notation::Toml),
    ("---json", Notation::Json),
];

/// The block at the start of a text.
pub(super) fn find(text: &str) -> Option<Block> {
    let range = properties::of_page(text);
    if !range.is_empty() {
        let (notation, position) = (Notation::Properties, Position::Top);
        return Some(Block { notation, range, body: 0, missing: None, opening: 0..0, position });
    }
    if text.starts_with('{') {
        return object(text);
    }
    let first = text.split('\n').next().unwrap_or("").trim_end();
    if let Some((_, notation)) = NAMED.iter().find(|(open, _)| *open == first) {
        let closed = fence::closing(text, 0, "---");
        let position = Position::Top;
        let fenced = Fenced { fence: "---", opening: 0..first.len(), closed, position };
        return between(text, fenced, *notation);
    }
    of_fence(text, fence::find(text)?)
}

/// The block directly below another one that ends at `from`, if it has a publication key.
pub(super) fn second(text: &str, from: usize) -> Option<Block> {
    of_fence(text, fence::second(text, from)?)
}

fn of_fence(text: &str, fenced: Fenced) -> Option<Block> {
    let notation = if fenced.fence == "---" { Notation::Yaml } else { Notation::Toml };
    between(text, fenced, notation)
}

/// The block between fences, or below an opening one.
fn between(text: &str, fenced: Fenced, notation: Notation) -> Option<Block> {
    let Fenced { fence, opening, closed, position } = fenced;
    if let Some((range, body)) = closed {
        return Some(Block { notation, range, body, missing: None, opening, position });
    }
    let start = opening.end + text[opening.end..].find('\n')? + 1;
    let end = start + keys_at_start(&text[start..]);
    let missing = Some(fence);
    let block = Block { notation, range: start..end, body: end, missing, opening, position };
    (end > start).then_some(block)
}

/// An object of JSON that begins the page and ends a line, or that plainly should.
fn object(text: &str) -> Option<Block> {
    let block = |range: Range<usize>, body, missing| {
        let (opening, position) = (0..1, Position::Top);
        Some(Block { notation: Notation::Json, range, body, missing, opening, position })
    };
    let second = text[1..].trim_start();
    if !second.starts_with('"') {
        return None;
    }
    if let Ok((Value::Map(_), end)) = value::of_json(text) {
        let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
        return if text[end..line_end].trim().is_empty() {
            block(0..end, line_end, None)
        } else {
            None
        };
    }
    let is_alone = text.lines().next().is_some_and(|first| first.trim() == "{");
    let is_key = second.lines().next().is_some_and(|line| line.contains("\":"));
    if !is_alone || !is_key {
        return None;
    }
    match text.find("\n}") {
        Some(at) => {
            let end = text[at + 1..].find('\n').map_or(text.len(), |length| at + 2 + length);
            block(0..at + 2, end, None)
        }
        None => {
            let start = text.find('\n')? + 1;
            let end = start + keys_at_start(&text[start..]);
            block(start..end, end, Some("}"))
        }
    }
}

/// The length of the lines at the start of a text that look like keys with their values.
fn keys_at_start(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let goes_on = length > 0 && (line.starts_with([' ', '\t']) || line.starts_with("- "));
        if line.trim().is_empty() || !(goes_on || key(line).is_some()) {
            break;
        }
        length += line.len();
    }
    length
}

/// The key that starts a line, without quotes, and the rest behind its colon or equals sign.
pub(super) fn key(line: &str) -> Option<(&str, &str)> {
    let bare = line.trim_start_matches(['"', '\'']);
    let (name, rest) = bare.split_at(bare.find([':', '='])?);
    let name = name.trim_end_matches(['"', '\'', ' ']);
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    let is_key = name.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && name.chars().all(is_part)
        && name.split(' ').count() <= 4;
    is_key.then(|| (name, &rest[1..]))
}

/// Reads a whole block or a part of it.
pub(super) fn parse(notation: Notation, text: &str) -> Result<Value, SyntaxError> {
    match notation {
        Notation::Yaml => value::of_yaml(text),
        Notation::Toml => value::of_toml(text),
        Notation::Json => value::of_json(text).map(|(value, _)| value),
        Notation::Properties => {
            let texts = |texts: Vec<String>| texts.into_iter().map(Value::Text).collect();
            let value = |values: Vec<String>| match <[String; 1]>::try_from(values) {
                Ok([only]) => Value::Text(only),
                Err(values) => Value::List(texts(values)),
            };
            let all = properties::values(text).into_iter();
            Ok(Value::Map(all.map(|(key, values)| (key, value(values))).collect()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The block of a text and the text below it.
    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let found = find(text);
        let parts = found.as_ref().map(|found| (&text[found.range.clone()], &text[found.body..]));
        assert_eq!(parts, expected, "{text}");
    }

    #[test]
    fn blocks_of_all_notations_are_found() {
        check("---\na: b\n---\nx", Some(("a: b\n", "x")));
        check("---\na: b\n...\nx", Some(("a: b\n", "x")));
        check("+++\na = 1\n+++\nx", Some(("a = 1\n", "x")));
        check("---toml\na = 1\n---\nx", Some(("a = 1\n", "x")));
        check("{\n \"a\": {\"b\": 1}\n}\nx", Some(("{\n \"a\": {\"b\": 1}\n}", "x")));
        check("{\"a\": 1}\n", Some(("{\"a\": 1}", "")));
        check("{\n\"a\": 1,,\n}\nx", Some(("{\n\"a\": 1,,\n}", "x")));
    }

    #[test]
    fn what_only_looks_like_a_block_is_none() {
        for text in ["{{< x >}}\n", "{:toc}\n", "{\"a\": 1} is JSON\n", "{a}\n", "---\n\nRule"] {
            check(text, None);
        }
        check("---\nA sentence with more words: a colon\n", None);
    }

    #[test]
    fn a_block_that_is_not_closed_ends_before_the_text() {
        check("---\ntitle: x\ntags:\n  - a\n\nText", Some(("title: x\ntags:\n  - a\n", "\nText")));
        check("---\ntitle: x\n# Head", Some(("title: x\n", "# Head")));
        check("{\n\"a\": 1,\n\nText", Some(("\"a\": 1,\n", "\nText")));
    }
}
