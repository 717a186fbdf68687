//! Colons at the start of a line, which the parser takes for definitions: those need a blank after
//! their colon.

use memchr::memchr_iter;

use crate::formats::edit::Edit;
use crate::text::emoji;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag};

pub(super) fn may_hold(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr_iter(b':', bytes).any(|at| {
        let before = at.checked_sub(1).map_or(b'\n', |before| bytes[before]);
        matches!(before, b'\n' | b' ' | b'\t' | b'>') && is_bare(text, at)
    })
}

/// Escapes the colons of definitions that are none. The codes of emoji become emoji at once, because
/// an author's backslash before a code leaves it as it is.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let definitions = events
        .iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::DefinitionListDefinition)));
    let colons = definitions.filter_map(|(_, range)| {
        let written = &text[range.clone()];
        let blanks = written.len() - written.trim_start_matches([' ', '\t', '>']).len();
        let colon = range.start + blanks;
        (text[colon..].starts_with(':') && is_bare(text, colon)).then_some(colon)
    });
    let escape = |colon| match emoji::at_start(&text[colon..]) {
        Some((length, emoji)) => Edit::new(colon..colon + length, emoji),
        None => Edit::insert(colon, "\\"),
    };
    colons.map(escape).collect()
}

/// Whether a colon has no blank after it.
fn is_bare(text: &str, colon: usize) -> bool {
    text[colon + 1..].starts_with(|c: char| !c.is_whitespace())
}
