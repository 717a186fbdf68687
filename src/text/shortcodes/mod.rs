//! Syntax of other tools: shortcodes, template tags and directives.
//!
//! They are shown as text, and each kind is reported once per book. There are two exceptions, which
//! keep all offsets: an unambiguous link destination is replaced by its path, and comments of other
//! tools are removed.

mod destination;
mod shortcode;

use std::ops::Range;
use std::sync::Arc;

use crate::text::holds;
use crate::text::parser::syntax::{CodeBlockKind, Event, Tag};

use crate::formats::edit::Edit;

use crate::diagnostic::{self, Code, Diagnostic, Place};
use crate::formats::Note;
use crate::text::parser::Spanned;
use shortcode::{Shortcode, Tool};

/// The shortcodes of a text.
#[derive(Debug, Clone, Default)]
pub struct Shortcodes {
    /// Link destinations that Hugo looks up by name, in order.
    names: Vec<Range<usize>>,
    /// Shortcodes that are shown as text, in order.
    shown: Vec<(Tool, String, Range<usize>)>,
    /// Those that were left out when the text was translated.
    left_out: Vec<Note>,
}

/// Directives of MyST that mean the same as a fence without braces.
const SHOWN_DIRECTIVES: &[&str] = &["math", "mermaid"];

/// The languages of blocks of code that Obsidian and its plugins replace by what they find.
const QUERIES: &[&str] = &["query", "base", "dataview", "dataviewjs", "tasks"];

/// Whether a text may contain a shortcode.
pub(super) fn may_hold(text: &str) -> bool {
    ["{{", "{%", "```{", ":::", "}`", "<%", "```dataview", "```query", "```base", "```tasks"]
        .iter()
        .any(|sign| holds(text, sign))
}

/// The shortcodes of a text, and the changes to make before parsing.
#[derive(Default)]
pub(super) struct Found {
    pub(super) shortcodes: Shortcodes,
    /// The ranges to remove.
    pub(super) left_out: Vec<Range<usize>>,
    /// Replacements of destinations, with the same length.
    pub(super) destinations: Vec<(Range<usize>, String)>,
}

/// Scans a text, which was parsed to `events`; `comments` are removed already.
pub(super) fn read(text: &str, events: &[Spanned<'_>], comments: Vec<Range<usize>>) -> Found {
    let mut found = Found::default();
    if may_hold(text) {
        let hidden = found.shortcodes.code_and_comments(text, events, &comments);
        found.replacements(text, hidden);
        found.shortcodes.shown.sort_by_key(|(_, _, span)| span.start);
    }
    found.left_out.extend(comments);
    found
}

impl Found {
    /// Finds shortcodes outside of hidden ranges.
    fn replacements(&mut self, text: &str, hidden: Vec<Range<usize>>) {
        // Searched once, so that many unterminated openings stay cheap.
        let ends = ["endraw", "endcomment"].map(|end| (end, text.rfind(end)));
        let last = |name: &str| {
            let end = ends.iter().find(|(end, _)| *end == name).and_then(|(_, at)| *at);
            end.unwrap_or(0)
        };
        let mut at = 0;
        let mut raw = false;
        let mut hidden = hidden.into_iter().peekable();
        while let Some(found) = shortcode::next(text, at) {
            at = found.span.end;
            while hidden.next_if(|range| range.end <= found.span.start).is_some() {}
            if let Some(range) = hidden.peek().filter(|range| range.start < found.span.end) {
                at = range.end.max(found.span.start + 1);
                continue;
            }
            match found.name.as_str() {
                "raw" if found.tool == Tool::Liquid && last("endraw") > at => {
                    raw = true;
                    self.left_out.push(found.span);
                }
                "endraw" if raw => {
                    raw = false;
                    self.left_out.push(found.span);
                }
                _ if raw => {}
                "comment" if found.tool == Tool::Liquid && last("endcomment") > at => {
                    let end = text[at..].find("endcomment").map_or(at, |end| at + end);
                    let close = text[end..].find("%}").map_or(end, |close| end + close + 2);
                    self.left_out.push(found.span.start..close);
                    at = close;
                }
                _ => match destination::read(text, &found) {
                    Some(place) => {
                        at = place.span.end;
                        if place.by_name {
                            self.shortcodes.names.push(place.span.clone());
                        }
                        self.destinations.push((place.span.clone(), place.written()));
                    }
                    None => self.shortcodes.show(found),
                },
            }
        }
    }
}

impl Shortcodes {
    /// The ranges of code and comments, in order. A fence with a name in braces is a directive.
    fn code_and_comments(
        &mut self,
        text: &str,
        events: &[Spanned<'_>],
        comments: &[Range<usize>],
    ) -> Vec<Range<usize>> {
        let mut hidden = comments.to_vec();
        for (event, range) in events {
            let range = range.clone();
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    if let CodeBlockKind::Fenced(info) = kind
                        && QUERIES.contains(&info.trim())
                    {
                        let span = range.start..range.start + 3;
                        self.shown.push((Tool::Obsidian, format!("```{}", info.trim()), span));
                    }
                    if let CodeBlockKind::Fenced(info) = kind
                        && let Some(name) = shortcode::directive(info)
                        && !SHOWN_DIRECTIVES.contains(&name)
                    {
                        let span = range.start..range.start + 3;
                        self.shown.push((Tool::Myst, format!("{{{name}}}"), span));
                    }
                    hidden.push(range);
                }
                Event::Code(_) => {
                    let before = &text[..range.start];
                    if let Some(name) = shortcode::role(before) {
                        let span = range.start - name.len() - 2..range.start;
                        self.shown.push((Tool::Myst, format!("{{{name}}}"), span));
                    }
                    hidden.push(range);
                }
                _ => {}
            }
        }
        hidden.sort_by_key(|range| range.start);
        hidden
    }

    /// Shifts all ranges by an offset.
    pub(super) fn moved(self, offset: usize) -> Shortcodes {
        self.placed(|span| span.start + offset..span.end + offset)
    }

    /// Drops the shortcodes that start in ranges which are edited.
    pub(super) fn forget(&mut self, edits: &[Edit]) {
        let mut edited: Vec<&Range<usize>> = edits.iter().map(|edit| &edit.span).collect();
        edited.sort_by_key(|span| span.start);
        let is_edited = |at: usize| {
            let after = edited.partition_point(|span| span.start <= at);
            after > 0 && edited[after - 1].contains(&at)
        };
        self.shown.retain(|(_, _, span)| !is_edited(span.start));
    }

    /// Maps all ranges.
    pub(super) fn placed(mut self, place: impl Fn(&Range<usize>) -> Range<usize>) -> Shortcodes {
        let spans = self.shown.iter_mut().map(|(_, _, span)| span);
        for span in spans.chain(&mut self.names) {
            *span = place(span);
        }
        self
    }

    /// Adds those that were left out, with ranges from an offset.
    pub(super) fn add(&mut self, notes: Vec<Note>, offset: usize) {
        let moved = |span: Range<usize>| span.start + offset..span.end + offset;
        self.left_out.extend(notes.into_iter().map(|note| Note { span: moved(note.span), ..note }));
    }

    fn show(&mut self, found: Shortcode) {
        if !found.closes {
            self.shown.push((found.tool, found.shown, found.span));
        }
    }

    /// One diagnostic for each shortcode that is shown as text or left out. [`once`] merges those
    /// of a book.
    pub fn report(&self, file: &Arc<str>) -> Vec<Diagnostic> {
        let reports = self.shown.iter().map(|(tool, shown, span)| {
            let message = match tool {
                Tool::Obsidian => {
                    format!("`{}` is {} and is shown as code", &shown[3..], tool.thing())
                }
                _ => format!("`{shown}` is {} and is shown as text", tool.thing()),
            };
            Diagnostic::new(Code::ForeignShortcode, message)
                .at(Place::new(file, span.clone()))
                .help(tool.help())
        });
        let left_out = self.left_out.iter().map(|note| {
            Diagnostic::new(Code::ForeignShortcode, note.message.clone())
                .at(Place::new(file, note.span.clone()))
                .help(note.help)
        });
        reports.chain(left_out).collect()
    }

    /// Whether the link with its destination at `dest` is looked up by name, as in Hugo.
    pub fn names(&self, dest: &Range<usize>) -> bool {
        let first = self.names.partition_point(|name| name.end <= dest.start);
        self.names.get(first).is_some_and(|name| name.start <= dest.start)
    }
}

/// The problems of which each kind is reported once, at its first place.
const GROUPED: &[Code] = &[Code::ForeignShortcode, Code::UnsafeHtml, Code::Placeholder];

/// Merges the diagnostics of each kind of foreign syntax into one with a count.
pub fn once(diagnostics: &mut Vec<Diagnostic>) {
    for code in GROUPED {
        diagnostic::once(diagnostics, *code);
    }
}
