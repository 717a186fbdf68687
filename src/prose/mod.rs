//! Markdown as a stream of events with positions.
//!
//! This is the only file that configures the parser, so that the step that collects links and the
//! step that writes HTML see the same events in the same order. What authors of vaults write beyond
//! markdown is told apart in [`pieces`].

pub mod callout;
pub mod comment;
pub mod entity;
pub mod hashtag;
mod highlight;
pub mod pieces;

pub use callout::{Callout, Fold};
pub use pieces::{Block, Piece, part, pieces};

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TextMergeWithOffset};

/// An event and its byte range in the text that was parsed.
pub type Spanned<'a> = (Event<'a>, Range<usize>);

/// Straight quotes stay, or become curly ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Punctuation {
    #[default]
    Plain,
    Smart,
}

/// The events of `text`, each with its byte range in `text`.
pub fn events(text: &str, punctuation: Punctuation) -> impl Iterator<Item = Spanned<'_>> {
    TextMergeWithOffset::new(split_events(text, punctuation, |_| false))
}

/// The same, with text in pieces as the parser finds them, most of them stretches of `text`.
///
/// A reference such as `[label]` that `text` does not define is a link if `is_link` says so of the
/// byte at which it starts.
fn split_events<'a>(
    text: &'a str,
    punctuation: Punctuation,
    mut is_link: impl FnMut(usize) -> bool + 'a,
) -> impl Iterator<Item = Spanned<'a>> {
    let defined = move |link: BrokenLink<'a>| {
        is_link(link.span.start).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options(punctuation), Some(defined));
    WholeHtml { events: parser.into_offset_iter().peekable(), block: 0..0 }
}

/// What the lines below a text that links refer to say, each with its byte range in `text`.
pub fn definitions(text: &str) -> Vec<(String, Range<usize>)> {
    let parser = Parser::new_ext(text, options(Punctuation::Plain));
    let definitions = parser.reference_definitions().iter();
    let mut found: Vec<_> =
        definitions.map(|(_, line)| (line.dest.to_string(), line.span.clone())).collect();
    found.sort_by_key(|(_, span)| span.start);
    found
}

fn options(punctuation: Punctuation) -> Options {
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
    options
}

/// Joins the lines of each block of HTML.
struct WholeHtml<'a, I: Iterator<Item = Spanned<'a>>> {
    events: Peekable<I>,
    block: Range<usize>,
}

impl<'a, I: Iterator<Item = Spanned<'a>>> Iterator for WholeHtml<'a, I> {
    type Item = Spanned<'a>;

    fn next(&mut self) -> Option<Spanned<'a>> {
        let (event, range) = self.events.next()?;
        match event {
            Event::Start(Tag::HtmlBlock) => self.block = range.clone(),
            Event::Html(first) => {
                let mut html = first.into_string();
                while let Some((Event::Html(more), _)) =
                    self.events.next_if(|(event, _)| matches!(event, Event::Html(_)))
                {
                    html.push_str(&more);
                }
                let start = range.start;
                return Some((Event::Html(html.into()), start..self.block.end.max(start)));
            }
            _ => {}
        }
        Some((event, range))
    }
}

/// Ids that the templates give to their own parts.
const OWN_IDS: &[&str] = &[
    "contents-title",
    "cited-in",
    "link-preview",
    "linked-from",
    "related",
    "source-of",
    "main",
    "menu",
    "scenarios",
    TOP,
    "whole-tree",
    "page-sources",
    "sent-by",
];

/// The id of every page's title, which no heading of its text has.
pub const TOP: &str = "top";

/// The id of a page's first list of signals; those of the others have a number.
pub const PAGE_SIGNALS: &str = "page-signals";

/// Whether an id belongs to the page itself, so that an author cannot have it.
///
/// The ids of footnotes, of cited seconds and of terms hold a colon and those of blocks a caret, which no
/// heading's own id does.
pub fn is_own_id(id: &str) -> bool {
    let starts = ["^", "fn:", "fnref:", "at:", "term:", PAGE_SIGNALS];
    OWN_IDS.contains(&id) || starts.iter().any(|start| id.starts_with(start))
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
