//! Reads as much as possible of front matter that is not valid as a whole.
//!
//! Each key is read alone, with the lines below it. A line that is not valid even then gives its
//! text, so that `title: Plan: the second` has its title.

use std::ops::Range;

use crate::parse::front_matter::block::{self, Notation, key};
use crate::parse::front_matter::deepest;
use crate::parse::front_matter::value::Value;

/// A part of the block.
pub(super) enum Part {
    /// A key with its value.
    Key(String, Value),
    /// A line that is not understood, as the key and the value that it seems to have.
    Unclear(String, String),
}

/// The parts of a block, in order.
pub(super) fn parts(notation: Notation, text: &str) -> Vec<Part> {
    chunks(text).into_iter().flat_map(|chunk| part(notation, &text[chunk])).collect()
}

/// The ranges of keys with the lines below them.
fn chunks(text: &str) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        match chunks.last_mut() {
            Some(last) if !starts_chunk(line) => last.end = end,
            _ => chunks.push(at..end),
        }
        at = end;
    }
    chunks
}

/// Whether a line is a key of the outermost level. JSON indents them.
fn starts_chunk(line: &str) -> bool {
    let is_json_key = line.trim_start().starts_with('"') && line.contains("\":");
    is_json_key || line.starts_with('[') || key(line).is_some()
}

fn part(notation: Notation, chunk: &str) -> Vec<Part> {
    let trimmed = match notation {
        Notation::Json => chunk.trim().trim_end_matches(['}', ',', ' ', '\n', '\r']),
        _ => chunk,
    };
    // A single key of JSON is YAML as well.
    let notation = if notation == Notation::Json { Notation::Yaml } else { notation };
    if let Some(Value::Map(entries)) = read(notation, trimmed) {
        return entries.into_iter().map(|(key, value)| Part::Key(key, value)).collect();
    }
    let mut lines = trimmed.lines();
    let mut parts = first_line(notation, lines.next().unwrap_or(""));
    parts.extend(lines.filter_map(unclear));
    parts
}

/// The key of a chunk that is not valid as a whole.
fn first_line(notation: Notation, line: &str) -> Vec<Part> {
    if let Some(Value::Map(entries)) = read(notation, line)
        && entries.iter().all(|(_, value)| !value.is_empty())
    {
        return entries.into_iter().map(|(key, value)| Part::Key(key, value)).collect();
    }
    let Some((key, value)) = key(line) else { return unclear(line).into_iter().collect() };
    let value = value.trim();
    let text = value.trim_matches(['"', '\'']).to_owned();
    if text.is_empty() || value.starts_with(['[', '{', '|', '>', '&', '*']) {
        return vec![Part::Unclear(key.to_owned(), text)];
    }
    vec![Part::Key(key.to_owned(), Value::Text(text))]
}

fn read(notation: Notation, chunk: &str) -> Option<Value> {
    if deepest(chunk).is_some() {
        return None;
    }
    block::parse(notation, chunk).ok()
}

/// What a line that is indented, quoted or torn seems to say.
fn unclear(line: &str) -> Option<Part> {
    let (key, value) = key(line.trim_start_matches(|c: char| !c.is_alphanumeric()))?;
    let value = value.lines().next().unwrap_or("").trim().trim_matches(['"', '\'', ',', ' ']);
    Some(Part::Unclear(key.to_owned(), value.to_owned()))
}
