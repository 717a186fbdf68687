//! Edits for markdown that the parser reads differently from its authors.
//!
//! They are found with the events of a first parse, which say what is code, and applied before a
//! second one. Each module has one construct; its signs are looked for first, so that a page without
//! them is parsed once.

mod abbreviations;
pub(super) mod attribute_list;
mod attributes;
mod blanks;
mod brackets;
mod colons;
mod contents;
mod emphasis;
mod hidden;
mod icons;
mod image_sizes;
mod marks;
mod roles;
mod spans;
mod table_bars;

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::{memchr, memrchr};

use crate::formats::edit::Edit;
use crate::text::parser::Spanned;
use hidden::Hidden;

/// A short form and its meaning, from a line such as `*[HTML]: Hyper Text`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    pub short: String,
    pub meaning: String,
}

/// The edits of a text, and what the removed parts said.
#[derive(Debug, Default)]
pub(super) struct Amended {
    pub(super) edits: Vec<Edit>,
    pub(super) abbreviations: Vec<Abbreviation>,
}

/// Whether a text may need an edit.
pub(super) fn may_need(text: &str) -> bool {
    colons::may_hold(text)
        || table_bars::may_hold(text)
        || attributes::may_hold(text)
        || contents::may_hold(text)
        || icons::may_hold(text)
        || image_sizes::may_hold(text)
        || abbreviations::may_hold(text)
        || brackets::may_hold(text)
        || emphasis::may_hold(text)
        || marks::may_hold(text)
        || roles::may_hold(text)
        || blanks::may_hold(text)
        || spans::may_hold(text)
}

/// The longest distance from a sign to the ends of its line that is looked at, so that many signs in
/// one long line stay cheap.
const NEAR: usize = 1000;

/// The line around a range, or as much of it as is near.
fn line_around(text: &str, span: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let from = span.start.saturating_sub(NEAR);
    let start = memrchr(b'\n', &bytes[from..span.start]).map_or(from, |newline| from + newline + 1);
    let to = (span.end + NEAR).min(text.len());
    let end = memchr(b'\n', &bytes[span.end..to]).map_or(to, |newline| span.end + newline);
    let is_boundary = |at: &usize| text.is_char_boundary(*at);
    let start = (start..=span.start).find(is_boundary).unwrap_or(span.start);
    let end = (span.end..=end).rev().find(is_boundary).unwrap_or(span.end);
    start..end
}

/// The edits of a text that was parsed to `events`.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Amended {
    if !may_need(text) {
        return Amended::default();
    }
    let hidden = Hidden::of(events);
    let (mut edits, abbreviations) = abbreviations::find(text, &hidden);
    edits.extend(icons::find(text, &hidden));
    edits.extend(contents::find(text, events));
    edits.extend(attributes::find(text, events, &hidden));
    edits.extend(image_sizes::find(text, &hidden));
    edits.extend(brackets::find(text, &hidden));
    edits.extend(emphasis::find(text, events, &hidden));
    edits.extend(marks::find(text, &hidden));
    edits.extend(roles::find(text, events));
    edits.extend(blanks::find(text, &hidden));
    edits.extend(spans::find(text, &hidden));
    edits.extend(table_bars::find(text, &hidden));
    let removed: BTreeSet<usize> = edits.iter().map(|edit| edit.span.start).collect();
    let colons = colons::find(text, events).into_iter();
    edits.extend(colons.filter(|edit| !removed.contains(&edit.span.start)));
    Amended { edits, abbreviations }
}
