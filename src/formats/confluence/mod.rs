//! Exports of Confluence as markdown: what a converter left over of the storage format and of the
//! page around the text.

mod elements;
mod frame;

use crate::formats::Changes;
use crate::formats::containers;

/// Elements of the storage format, and words of the page around a text.
pub const SIGNS: &[&str] =
    &["<ac:", "<ri:", "last modified", "Comments:", "images/icons/", "{#id-."];

/// The changes that leave markdown.
pub fn changes(text: &str) -> Changes {
    let mut edits = containers::edits(text, elements::marks(text));
    edits.extend(frame::edits(text));
    Changes { edits, notes: Vec::new() }
}
