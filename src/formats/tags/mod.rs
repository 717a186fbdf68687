//! Tags in braces, and elements, of Hugo, GitBook, mdBook and Docusaurus.
//!
//! [`scan`] finds them outside of code, [`pairs`] finds the closing tag of each, and the module of the
//! tool says what they mean. A tag without a known meaning is left out and reported; what is between
//! it and its closing tag stays.

mod arguments;
mod components;
mod elements;
mod gitbook;
mod groups;
mod hugo;
mod pairs;
mod scan;
#[cfg(test)]
mod tests;

use std::ops::Range;

use crate::formats::containers::{self, Container, Mark, What};
use crate::formats::{Changes, Note};
use arguments::Arguments;
use groups::{Groups, Part};
use pairs::{Pair, Paired, Room};

/// A text without any of these has no tags.
pub const SIGNS: &[&str] = &["{{<", "{{%", "{%", "</", "/>"];

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
    /// It contains a text of its own and its body, if it has one.
    Block(Container, String),
    /// Its body has parts, which say what they are.
    Parts(Vec<Mark>),
    /// As parts, between which are columns.
    Columns(Vec<Mark>),
    /// These texts in place of its opening and its closing tag.
    Around(String, String),
    /// Texts around a part of the tag that stays as it is, such as an address.
    Keep(String, Range<usize>, String),
    /// As [`Meaning::Keep`], with a caption before it.
    Figure(String, String, Range<usize>, String),
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
        Meaning::Container(Container::Callout { kind, fold, title, link: None })
    }

    /// A card whose title is a link if there is an address.
    fn card(title: &str, link: Option<Range<usize>>, text: String) -> Meaning {
        let (kind, title) = ("card".to_owned(), title.replace('\n', " "));
        Meaning::Block(Container::Callout { kind, fold: "", title, link }, text)
    }
}

/// The changes that translate the tags of a text.
pub fn changes(text: &str) -> Changes {
    let mut changes = Changes::default();
    if !may_hold(text) {
        return changes;
    }
    let mut marks = Vec::new();
    let found = scan::tags(text);
    for (span, shown) in found.escapes {
        marks.push(Mark { span, what: What::Text(shown) });
    }
    let Paired { pairs, strays } = pairs::pairs(text, &found.tags);
    for span in strays {
        marks.push(Mark { span, what: What::Text(String::new()) });
    }
    let mut groups = Groups::default();
    for pair in pairs {
        let part = groups.part(&pair);
        mark(text, (pair, part), &mut marks, &mut changes.notes);
    }
    marks.sort_by_key(|mark| mark.span.start);
    changes.edits = containers::edits(text, marks);
    changes
}

/// Whether a text has braces of tags, or an element whose name starts with a capital.
fn may_hold(text: &str) -> bool {
    let starts_tag = |at: usize| {
        let name = text.as_bytes()[at + 1..].iter().find(|byte| **byte != b'/');
        name.is_some_and(u8::is_ascii_uppercase)
    };
    SIGNS[..3].iter().any(|sign| crate::formats::holds(text, sign))
        || memchr::memchr_iter(b'<', text.as_bytes()).any(starts_tag)
}

/// Adds the marks of a tag.
fn mark(
    text: &str,
    (pair, part): (Pair<'_>, Part<'_>),
    marks: &mut Vec<Mark>,
    notes: &mut Vec<Note>,
) {
    let Pair { tool, tag, close, room, is_alone } = pair;
    if tool == Tool::Element && close.is_none() && !is_alone {
        return;
    }
    let meaning = match tool {
        Tool::Hugo => hugo::meaning(text, &tag, &part),
        Tool::GitBook => gitbook::meaning(&tag, &part),
        Tool::Element if elements::NAMES.contains(&tag.name) => {
            elements::meaning(text, &tag, &part)
        }
        Tool::Element => {
            notes.push(component(&tag));
            components::meaning(text, &tag, &part)
        }
    };
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
            open(span, container, room, marks);
            marks.push(Mark { span: close, what: What::Close });
            return;
        }
        Meaning::Block(container, words) => {
            let end = span.end;
            open(span, container, room, marks);
            let words = if room == Room::Line { words } else { format!("{words}\n") };
            if !words.trim().is_empty() {
                marks.push(Mark { span: end..end, what: What::Text(words) });
            }
            let close = close.unwrap_or(end..end);
            marks.push(Mark { span: close, what: What::Close });
            return;
        }
        Meaning::Columns(parts) => {
            let Some(close) = close else { return };
            open(span, Container::callout("columns", ""), room, marks);
            marks.extend(parts);
            marks.push(Mark { span: close, what: What::Close });
            return;
        }
        Meaning::Parts(parts) => {
            add(span, What::Text("\n".to_owned()));
            marks.extend(parts);
            return add_close(close, "\n".to_owned(), marks);
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
        Meaning::Figure(caption, before, kept, after) => {
            let (start, end) = (span.start, span.end);
            open(start..start, Container::callout("figure", caption), room, marks);
            marks.push(Mark { span: start..kept.start, what: What::Text(before) });
            marks.push(Mark { span: kept.end..end, what: What::Text(after) });
            marks.push(Mark { span: end..end, what: What::Close });
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

/// Opens a container, or writes its title where no block can be.
fn open(span: Range<usize>, container: Container, room: Room, marks: &mut Vec<Mark>) {
    if room == Room::Block {
        return marks.push(Mark { span, what: What::Open(container) });
    }
    let (title, link) = match container {
        Container::Callout { title, link, .. } => (title, link),
        Container::LabelledCode { label, .. } => (label, None),
        Container::Code(_) | Container::Inline | Container::Plain | Container::Quote => {
            (String::new(), None)
        }
    };
    let mut add = |span: Range<usize>, text: String| {
        marks.push(Mark { span, what: What::Text(text) });
    };
    let end = span.end;
    match link {
        Some(link) => {
            add(span.start..link.start, format!("[{title}](<"));
            add(link.end..end, ">) ".to_owned());
        }
        None if title.is_empty() => add(span, String::new()),
        None => add(span, format!("**{title}** ")),
    }
    marks.push(Mark { span: end..end, what: What::Open(Container::Inline) });
}

fn add_close(close: Option<Range<usize>>, text: String, marks: &mut Vec<Mark>) {
    marks.extend(close.map(|span| Mark { span, what: What::Text(text) }));
}

/// Says that a component is not run.
fn component(tag: &Tag<'_>) -> Note {
    Note {
        message: "a component of MDX is shown as the words that it holds".to_owned(),
        help: "write in markdown what it stands for, or put it in backticks if it is an example",
        span: tag.span.clone(),
    }
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
