//! Tags in braces, and elements, of Hugo, GitBook, mdBook and Docusaurus.
//!
//! [`scan`] finds them outside of code, [`pairs`] finds the closing tag of each, and the module of the
//! tool says what they mean. A tag without a known meaning is left out and reported; what is between
//! it and its closing tag stays.

mod arguments;
mod elements;
mod gitbook;
mod hugo;
mod pairs;
mod scan;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::{Changes, Note};
use arguments::Arguments;
use pairs::{Pair, Paired};

/// A text without any of these has no tags.
pub const SIGNS: &[&str] = &["{{<", "{{%", "{%", "<Tab", "<Listing"];

/// The syntax of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tool {
    /// `{{< name >}}` or `{{% name %}}`.
    Hugo,
    /// `{% name %}`, also of Jekyll and other tools that use Liquid.
    GitBook,
    /// `<Name>`.
    Element,
}

/// A tag with its closing tag, if it has one.
struct Tag<'t> {
    name: &'t str,
    arguments: Arguments<'t>,
    span: Range<usize>,
    /// What is between it and its closing tag.
    body: Option<&'t str>,
}

/// What a tag means.
enum Meaning {
    /// It contains its body.
    Container(Container),
    /// These texts in place of its opening and its closing tag.
    Around(String, String),
    /// Texts around a part of the tag that stays as it is, such as an address.
    Keep(String, Range<usize>, String),
    /// It is left out, and so is its body.
    Nothing,
    /// It is not translated here.
    Other,
    /// It is left out and reported; its body stays.
    Unknown,
}

impl Meaning {
    fn text(text: impl Into<String>) -> Meaning {
        Meaning::Around(text.into(), String::new())
    }

    fn callout(kind: &str, title: &str) -> Meaning {
        Meaning::fold(kind, "", title)
    }

    fn fold(kind: &str, fold: &'static str, title: &str) -> Meaning {
        let (kind, title) = (kind.to_owned(), title.replace('\n', " "));
        Meaning::Container(Container::Callout { kind, fold, title })
    }

    /// A labelled group.
    fn group(label: &str) -> Meaning {
        Meaning::callout("tab", label)
    }
}

/// The changes that translate the tags of a text.
pub fn changes(text: &str) -> Changes {
    let mut changes = Changes::default();
    let mut marks = Vec::new();
    let found = scan::tags(text);
    for (span, shown) in found.escapes {
        marks.push(Mark { span, what: What::Text(shown) });
    }
    let Paired { pairs, strays } = pairs::pairs(text, &found.tags);
    for span in strays {
        marks.push(Mark { span, what: What::Text(String::new()) });
    }
    for pair in pairs {
        mark(text, pair, &mut marks, &mut changes.notes);
    }
    marks.sort_by_key(|mark| mark.span.start);
    changes.edits = containers::edits(text, marks);
    changes
}

/// Adds the marks of a tag.
fn mark(text: &str, pair: Pair<'_>, marks: &mut Vec<Mark>, notes: &mut Vec<Note>) {
    let Pair { tool, tag, close, is_in_line } = pair;
    let meaning = match tool {
        Tool::Hugo => hugo::meaning(&tag),
        Tool::GitBook => gitbook::meaning(&tag),
        Tool::Element => elements::meaning(&tag),
    };
    if tool == Tool::Element && close.is_none() {
        return;
    }
    let mut add = |span: Range<usize>, what: What| marks.push(Mark { span, what });
    let span = tag.span.clone();
    let (before, after) = match meaning {
        Meaning::Other => return,
        Meaning::Container(container) => {
            let Some(close) = close else {
                notes.push(Note {
                    help: "write its closing tag where it ends",
                    ..note(text, tool, &tag)
                });
                return add(span, What::Text(String::new()));
            };
            add(span, What::Open(if is_in_line { Container::Inline } else { container }));
            return add(close, What::Close);
        }
        Meaning::Nothing => {
            let end = close.map_or(span.end, |close| close.end);
            return add(span.start..end, What::Text(String::new()));
        }
        Meaning::Around(before, after) => (before, after),
        Meaning::Keep(before, kept, after) => {
            add(kept.end..span.end, What::Text(after));
            add(span.start..kept.start, What::Text(before));
            return add_close(close, String::new(), marks);
        }
        Meaning::Unknown => {
            notes.push(note(text, tool, &tag));
            (String::new(), String::new())
        }
    };
    add(span, What::Text(before));
    add_close(close, after, marks);
}

fn add_close(close: Option<Range<usize>>, text: String, marks: &mut Vec<Mark>) {
    marks.extend(close.map(|span| Mark { span, what: What::Text(text) }));
}

/// Says that a tag is left out.
fn note(text: &str, tool: Tool, tag: &Tag<'_>) -> Note {
    let name = tag.name;
    let (shown, thing) = match tool {
        Tool::Hugo if text[tag.span.clone()].starts_with("{{%") => {
            (format!("{{{{% {name} %}}}}"), "a shortcode of Hugo")
        }
        Tool::Hugo => (format!("{{{{< {name} >}}}}"), "a shortcode of Hugo"),
        Tool::GitBook => (format!("{{% {name} %}}"), "a tag of Liquid"),
        Tool::Element => (format!("<{name}>"), "an element of another tool"),
    };
    let what = if tag.body.is_some() { "and only its body is shown" } else { "and is left out" };
    let message = format!("`{shown}` is {thing} {what}");
    Note {
        message,
        help: "write in markdown what it stands for, or put it in backticks if it is an example",
        span: tag.span.clone(),
    }
}
