//! What authors wrote for other tools: shortcodes, template tags and directives.
//!
//! They are shown as the text that they are, and each kind is reported once for the whole book.
//! Two things are done for them, without moving a byte: where one is the destination of a link
//! and there is no doubt what it means, the destination takes its place; and what another tool
//! would leave out, a comment, is left out here.

mod destination;
mod shortcode;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::text::parser::syntax::{CodeBlockKind, Event, Tag};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::text::parser::Spanned;
use shortcode::{Shortcode, Tool};

/// What a text holds that was written for other tools.
#[derive(Debug, Clone, Default)]
pub struct Shortcodes {
    /// The destinations of links that Hugo finds by name, in order.
    names: Vec<Range<usize>>,
    /// What is shown as text, in order.
    shown: Vec<(Tool, String, Range<usize>)>,
}

/// Whether a text holds what may be a shortcode.
pub(super) fn may_hold(text: &str) -> bool {
    ["{{", "{%", "```{", ":::", "}`"].iter().any(|sign| text.contains(sign))
}

/// Looks through the `body` of a text, which was parsed to `events`. Returns the text without
/// `comments` and with what shortcodes stand for, if that is another one; no byte moves.
pub(super) fn read(
    text: &str,
    body: &Range<usize>,
    events: &[Spanned<'_>],
    comments: &[Range<usize>],
) -> (Shortcodes, Option<String>) {
    let mut found = Shortcodes::default();
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    for comment in comments {
        let comment = comment.start + body.start..comment.end + body.start;
        edits.push((comment.clone(), blank(&text[comment])));
    }
    if may_hold(&text[body.clone()]) {
        let hidden = found.code_and_comments(text, body, events, &edits);
        edits.extend(found.replacements(text, body, hidden));
    }
    found.shown.sort_by_key(|(_, _, span)| span.start);
    let changed = (!edits.is_empty()).then(|| {
        let mut changed = text.to_owned();
        for (span, replacement) in edits {
            changed.replace_range(span, &replacement);
        }
        changed
    });
    (found, changed.filter(|changed| changed != text))
}

/// Spaces and line ends, as many bytes as a text has.
fn blank(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

impl Shortcodes {
    /// What takes the place of which bytes. Nothing is looked for in what is hidden.
    fn replacements(
        &mut self,
        text: &str,
        body: &Range<usize>,
        hidden: Vec<Range<usize>>,
    ) -> Vec<(Range<usize>, String)> {
        // Looked for once, so that a page full of openings without an end is not searched for each.
        let ends = ["endraw", "endcomment"].map(|end| (end, text[body.clone()].rfind(end)));
        let last = |name: &str| {
            let end = ends.iter().find(|(end, _)| *end == name).and_then(|(_, at)| *at);
            end.map_or(0, |end| body.start + end)
        };
        let mut edits = Vec::new();
        let mut blank_out = |span: Range<usize>| edits.push((span.clone(), blank(&text[span])));
        let mut destinations = Vec::new();
        let mut at = body.start;
        let mut raw = false;
        let mut hidden = hidden.into_iter().peekable();
        while let Some(found) = shortcode::next(&text[..body.end], at) {
            at = found.span.end;
            while hidden.next_if(|range| range.end <= found.span.start).is_some() {}
            if let Some(range) = hidden.peek().filter(|range| range.start < found.span.end) {
                at = range.end.max(found.span.start + 1);
                continue;
            }
            match found.name.as_str() {
                "raw" if found.tool == Tool::Liquid && last("endraw") > at => {
                    raw = true;
                    blank_out(found.span);
                }
                "endraw" if raw => {
                    raw = false;
                    blank_out(found.span);
                }
                _ if raw => {}
                "comment" if found.tool == Tool::Liquid && last("endcomment") > at => {
                    let end = text[at..body.end].find("endcomment").map_or(at, |end| at + end);
                    let close = text[end..body.end].find("%}").map_or(end, |close| end + close + 2);
                    blank_out(found.span.start..close);
                    at = close;
                }
                _ => match destination::read(&text[..body.end], &found) {
                    Some(place) => {
                        at = place.span.end;
                        if place.by_name {
                            self.names.push(place.span.clone());
                        }
                        destinations.push((place.span.clone(), place.written()));
                    }
                    None => self.show(found),
                },
            }
        }
        edits.extend(destinations);
        edits
    }

    /// Where code and comments are, in order. A fence with a name in braces is a directive.
    fn code_and_comments(
        &mut self,
        text: &str,
        body: &Range<usize>,
        events: &[Spanned<'_>],
        comments: &[(Range<usize>, String)],
    ) -> Vec<Range<usize>> {
        let mut hidden: Vec<_> = comments.iter().map(|(span, _)| span.clone()).collect();
        for (event, range) in events {
            let range = range.start + body.start..range.end + body.start;
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    if let CodeBlockKind::Fenced(info) = kind
                        && let Some(name) = shortcode::directive(info)
                    {
                        let span = range.start..range.start + 3;
                        self.shown.push((Tool::Myst, format!("{{{name}}}"), span));
                    }
                    hidden.push(range);
                }
                Event::Code(_) => {
                    let before = &text[body.start..range.start];
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

    fn show(&mut self, found: Shortcode) {
        if !found.closes {
            self.shown.push((found.tool, found.shown, found.span));
        }
    }

    /// What is shown as text, one report each. [`once`] joins those of a book.
    pub fn report(&self, file: &Arc<str>) -> Vec<Diagnostic> {
        let reports = self.shown.iter().map(|(tool, shown, span)| {
            let message = format!("`{shown}` is {} and is shown as text", tool.thing());
            Diagnostic::new(Code::ForeignShortcode, message)
                .at(Place::new(file, span.clone()))
                .help(tool.help())
        });
        reports.collect()
    }

    /// Whether a link whose destination is written at `dest` names a page, as Hugo does.
    pub fn names(&self, dest: &Range<usize>) -> bool {
        let first = self.names.partition_point(|name| name.end <= dest.start);
        self.names.get(first).is_some_and(|name| name.start <= dest.start)
    }
}

/// Leaves one report of each kind of shortcode, which says how many there are.
pub fn once(diagnostics: &mut Vec<Diagnostic>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    diagnostics.retain(|diagnostic| {
        if diagnostic.code != Code::ForeignShortcode {
            return true;
        }
        let count = counts.entry(diagnostic.message.clone()).or_insert(0);
        *count += 1;
        *count == 1
    });
    for diagnostic in diagnostics.iter_mut().filter(|d| d.code == Code::ForeignShortcode) {
        let count = counts.get(&diagnostic.message).copied().unwrap_or(1);
        if count > 1 {
            diagnostic.message.push_str(&format!(", {count} times in this book"));
        }
    }
}
