//! What authors wrote for other tools: shortcodes, template tags and directives.
//!
//! They are shown as the text that they are, and each kind is reported once for the whole book.
//! Two things are done for them, without moving a byte: where one is the destination of a link
//! and there is no doubt what it means, the destination takes its place; and what another tool
//! would leave out, a comment, is left out here.

mod destination;
mod shortcode;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::parse::foreign::shortcode::{Shortcode, Tool};
use crate::parse::{Link, RawLink, Syntax};
use crate::prose::{Punctuation, events};

/// A text without the shortcodes that mean something here, and the others.
pub struct Foreign<'a> {
    /// As long as the text that was read.
    pub text: Cow<'a, str>,
    /// The destinations that Hugo finds by name.
    names: Vec<Range<usize>>,
    shown: Vec<(Tool, String, Range<usize>)>,
}

/// Looks through the `body` of a text.
pub fn read(text: &str, body: Range<usize>) -> Foreign<'_> {
    let mut foreign = Foreign { text: Cow::Borrowed(text), names: Vec::new(), shown: Vec::new() };
    let signs = ["{{", "{%", "```{", ":::", "}`"];
    if !signs.iter().any(|sign| text[body.clone()].contains(sign)) {
        return foreign;
    }
    let code = foreign.code(text, body.clone());
    // Looked for once, so that a page full of openings without an end is not searched for each.
    let ends = ["endraw", "endcomment"].map(|end| (end, text[body.clone()].rfind(end)));
    let last = |name: &str| {
        let end = ends.iter().find(|(end, _)| *end == name).and_then(|(_, at)| *at);
        end.map_or(0, |end| body.start + end)
    };
    let mut at = body.start;
    let mut changed = text.to_owned();
    let mut raw = false;
    let mut code = code.into_iter().peekable();
    while let Some(found) = shortcode::next(&text[..body.end], at) {
        at = found.span.end;
        while code.next_if(|range| range.end <= found.span.start).is_some() {}
        if let Some(range) = code.peek().filter(|range| range.start < found.span.end) {
            at = range.end.max(found.span.start + 1);
            continue;
        }
        let blank = |changed: &mut String, range: Range<usize>| {
            let spaces: String =
                text[range.clone()].bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
            changed.replace_range(range, &spaces);
        };
        match found.name.as_str() {
            "raw" if found.tool == Tool::Liquid && last("endraw") > at => {
                raw = true;
                blank(&mut changed, found.span);
            }
            "endraw" if raw => {
                raw = false;
                blank(&mut changed, found.span);
            }
            _ if raw => {}
            "comment" if found.tool == Tool::Liquid && last("endcomment") > at => {
                let end = text[at..body.end].find("endcomment").map_or(at, |end| at + end);
                let close = text[end..body.end].find("%}").map_or(end, |close| end + close + 2);
                blank(&mut changed, found.span.start..close);
                at = close;
            }
            _ => match destination::read(&text[..body.end], &found) {
                Some(place) => {
                    at = place.span.end;
                    if place.by_name {
                        foreign.names.push(place.span.clone());
                    }
                    changed.replace_range(place.span.clone(), &place.written());
                }
                None => foreign.show(found),
            },
        }
    }
    foreign.shown.sort_by_key(|(_, _, span)| span.start);
    if changed != text {
        foreign.text = Cow::Owned(changed);
    }
    foreign
}

impl Foreign<'_> {
    /// Where code stands. A fence with a name in braces is a directive.
    fn code(&mut self, text: &str, body: Range<usize>) -> Vec<Range<usize>> {
        let mut code = Vec::new();
        for (event, range) in events(&text[body.clone()], Punctuation::Plain) {
            let range = range.start + body.start..range.end + body.start;
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    if let CodeBlockKind::Fenced(info) = &kind
                        && let Some(name) = shortcode::directive(info)
                    {
                        let span = range.start..range.start + 3;
                        self.shown.push((Tool::Myst, format!("{{{name}}}"), span));
                    }
                    code.push(range);
                }
                Event::Code(_) => {
                    let before = &text[body.start..range.start];
                    if let Some(name) = shortcode::role(before) {
                        let span = range.start - name.len() - 2..range.start;
                        self.shown.push((Tool::Myst, format!("{{{name}}}"), span));
                    }
                    code.push(range);
                }
                _ => {}
            }
        }
        code
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

    /// Links that Hugo would find by name are found by name here.
    pub fn name_links(&self, links: &mut [Link<RawLink>]) {
        for name in &self.names {
            let first = links.partition_point(|link| link.span.end <= name.start);
            let link = links.get_mut(first).filter(|link| link.span.start < name.start);
            if let Some(link) = link {
                link.to.syntax = Syntax::Wiki;
            }
        }
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
