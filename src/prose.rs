//! Markdown as a stream of events with positions.
//!
//! This is the only file that configures the parser, so that the step that collects links and the
//! step that writes HTML see the same events in the same order.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, TextMergeWithOffset};

/// Straight quotes stay, or become curly ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Punctuation {
    #[default]
    Plain,
    Smart,
}

/// The events of `text`, each with its byte range in `text`.
pub fn events(
    text: &str,
    punctuation: Punctuation,
) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    if punctuation == Punctuation::Smart {
        options |= Options::ENABLE_SMART_PUNCTUATION;
    }
    TextMergeWithOffset::new(Parser::new_ext(text, options).into_offset_iter())
}

/// A heading's id as the forges make it: lower case, spaces to `-`, punctuation dropped.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() || c == '-' || c == '_' || is_mark(c) {
            slug.push(c);
        } else if c.is_whitespace() {
            slug.push('-');
        }
        if slug.len() > 200 {
            break;
        }
    }
    slug
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}
