//! Finds tags outside of code.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::formats::lines::{Indentation, Line, Lines, marker};
use crate::formats::tags::{Tool, components};
use crate::source::clamp;

/// The longest tag, in bytes.
const LONGEST: usize = 4000;

/// A tag as it stands in the text.
#[derive(Debug, Clone)]
pub struct Found<'t> {
    pub tool: Tool,
    pub name: &'t str,
    pub arguments: Range<usize>,
    pub span: Range<usize>,
    pub side: Side,
    /// Whether it is in a heading or a table, where no block can be.
    pub is_in_line: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Open,
    Close,
    /// It cannot have a closing tag.
    Alone,
}

/// The tags of a text, in order.
#[derive(Default)]
pub struct Tags<'t> {
    pub tags: Vec<Found<'t>>,
    /// Tags in comment marks, which are shown as text, with what they become.
    pub escapes: Vec<(Range<usize>, String)>,
}

/// Finds the tags of a text.
pub fn tags(text: &str) -> Tags<'_> {
    let mut found = Tags::default();
    let code = inline_code(text);
    let ends = ["endraw", "endcomment", "/highlight", "endhighlight", "/comment"];
    let ends: Vec<_> = ends.iter().map(|end| (*end, text.rfind(end).unwrap_or(0))).collect();
    let last = |end: &str| ends.iter().find(|(name, _)| *name == end).map_or(0, |(_, at)| *at);
    let mut lines = Lines::of(text, Indentation::Free);
    // Tags that may be open, by the column of their lines.
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.next_in(open.last().map_or(0, |(_, column)| *column)) {
        if line.is_code {
            escapes(text, line.span, &mut found.escapes);
            continue;
        }
        let is_in_line = text[line.content..].starts_with(['#', '|']);
        at = at.max(line.content);
        while let Some(tag) = next(text, at, line.span.end, &code) {
            at = tag.end();
            let tag = match tag {
                Next::Escape(span) => {
                    let shown = unescaped(&text[span.clone()]).replace('<', "\\<");
                    found.escapes.push((span, format!("\\{shown}")));
                    continue;
                }
                Next::Code(span) => {
                    escapes(text, span, &mut found.escapes);
                    continue;
                }
                Next::Tag(tag) => Found { is_in_line, ..tag },
            };
            // Nothing is read up to the end of these.
            let verbatim = match (tag.tool, tag.name) {
                (Tool::GitBook, "raw") => Some("endraw"),
                (Tool::GitBook, "comment") => Some("endcomment"),
                (Tool::GitBook, "highlight") => Some("endhighlight"),
                (Tool::Hugo, "highlight") => Some("/highlight"),
                (Tool::Hugo, "comment") => Some("/comment"),
                _ => None,
            };
            follow(&tag, &line, &lines, &mut open);
            if let Some(end) = verbatim.filter(|end| tag.side == Side::Open && last(end) > at) {
                at = until(text, at, end);
                lines.skip_to(at);
            }
            found.tags.push(tag);
        }
    }
    found
}

/// The start of the tag that ends with a name.
fn until(text: &str, at: usize, end: &str) -> usize {
    let end = text[at..].find(end).map_or(at, |length| at + length);
    text[at..end].rfind('{').map_or(end, |brace| {
        let brace = at + brace;
        if text[..brace].ends_with('{') { brace - 1 } else { brace }
    })
}

/// Remembers the column of the lines in a tag.
fn follow<'t>(tag: &Found<'t>, line: &Line, lines: &Lines<'_>, open: &mut Vec<(&'t str, usize)>) {
    match tag.side {
        Side::Open => {
            let below = lines.peek_words().map_or(0, |below| below.column);
            open.push((tag.name, below.max(line.column)));
        }
        Side::Close => {
            // Those without an end are at most a few, or none is found.
            let from = open.len().saturating_sub(50);
            if let Some(at) = open[from..].iter().rposition(|(name, _)| *name == tag.name) {
                open.truncate(from + at);
            }
        }
        Side::Alone => {}
    }
}

enum Next<'t> {
    Tag(Found<'t>),
    Escape(Range<usize>),
    Code(Range<usize>),
}

impl Next<'_> {
    fn end(&self) -> usize {
        match self {
            Next::Tag(tag) => tag.span.end,
            Next::Escape(span) | Next::Code(span) => span.end,
        }
    }
}

/// The first tag, escaped tag or code that starts in a range.
fn next<'t>(text: &'t str, from: usize, to: usize, code: &[Range<usize>]) -> Option<Next<'t>> {
    let mut at = from;
    loop {
        let start = at + text.get(at..to)?.find(['{', '<', '`'])?;
        at = start + 1;
        match text.as_bytes()[start] {
            b'`' => {
                let index = code.partition_point(|span| span.end <= start);
                if let Some(span) = code.get(index).filter(|span| span.start <= start) {
                    return Some(Next::Code(span.clone()));
                }
            }
            _ if text[..start].ends_with('\\') => {}
            b'<' if text[start..].starts_with("<!--") => {
                let end = text[start..to].find("-->").map_or(to, |length| start + length + 3);
                return Some(Next::Code(start..end));
            }
            b'<' => {
                if let Some(tag) = element(text, start) {
                    return Some(Next::Tag(tag));
                }
            }
            _ => {
                if let Some(tag) = in_braces(text, start) {
                    return Some(tag);
                }
            }
        }
    }
}

fn in_braces(text: &str, start: usize) -> Option<Next<'_>> {
    let rest = &text[start..];
    let (tool, open, close) = match rest {
        _ if rest.starts_with("{{<") => (Tool::Hugo, 3, ">}}"),
        _ if rest.starts_with("{{%") => (Tool::Hugo, 3, "%}}"),
        _ if rest.starts_with("{%") => (Tool::GitBook, 2, "%}"),
        _ => return None,
    };
    let inside = start + open..start + open + window(rest, open).find(close)?;
    let span = start..inside.end + close.len();
    let written = &text[inside.clone()];
    if tool == Tool::Hugo && written.starts_with("/*") {
        return Some(Next::Escape(span));
    }
    let bare = written.trim_start_matches('-').trim_start();
    let is_close = bare.starts_with('/');
    let bare = bare.trim_start_matches('/').trim_start();
    let length = bare.find(|c: char| !(c.is_alphanumeric() || "_-./@".contains(c)));
    let full = &bare[..length.unwrap_or(bare.len())];
    let name = full.trim_end_matches(['/', '-']);
    if !name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '@') {
        return None;
    }
    let name_at = inside.end - bare.len();
    let arguments = name_at + full.len()..inside.end;
    let is_alone = written.trim_end().ends_with('/');
    let (name, side) = match (tool, name.strip_prefix("end")) {
        (Tool::GitBook, Some(name)) if !name.is_empty() => (name, Side::Close),
        _ if is_close => (name, Side::Close),
        _ if is_alone => (name, Side::Alone),
        _ => (name, Side::Open),
    };
    let trimmed = text[arguments.clone()].trim_end().trim_end_matches(['/', '-']).len();
    let arguments = arguments.start..arguments.start + trimmed;
    Some(Next::Tag(Found { tool, name, arguments, span, side, is_in_line: false }))
}

/// `<Name attributes>`, `</Name>` or `<Name />`.
fn element(text: &str, start: usize) -> Option<Found<'_>> {
    let rest = &text[start + 1..];
    let is_close = rest.starts_with('/');
    let name_at = start + 1 + usize::from(is_close);
    let rest = &text[name_at..];
    let length =
        rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.')).unwrap_or(rest.len());
    let name = rest[..length].trim_end_matches('.');
    let ends = rest[length..].starts_with(|c: char| c.is_whitespace() || c == '/' || c == '>');
    if !ends || !components::is_name(name) {
        return None;
    }
    let end = name_at + end_of_element(window(rest, 0))?;
    let arguments = name_at + length..end - 1;
    let is_alone = text[arguments.clone()].trim_end().ends_with('/');
    let side = match (is_close, is_alone) {
        (true, _) => Side::Close,
        (_, true) => Side::Alone,
        _ => Side::Open,
    };
    let tool = Tool::Element;
    Some(Found { tool, name, arguments, span: start..end, side, is_in_line: false })
}

/// The length up to the `>` outside of quotes and braces.
fn end_of_element(rest: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, c) in rest.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => depth = depth.saturating_sub(1),
            (None, '>') if depth == 0 => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// What may be part of a tag.
fn window(rest: &str, from: usize) -> &str {
    rest.get(from..clamp(rest, &(0..LONGEST)).end).unwrap_or("")
}

/// The escaped tags in code.
fn escapes(text: &str, code: Range<usize>, escapes: &mut Vec<(Range<usize>, String)>) {
    let text = &text[..code.end];
    let mut at = code.start;
    while let Some(start) = text[at..].find("{{").map(|length| at + length) {
        at = start + 2;
        if let Some(Next::Escape(span)) = in_braces(text, start) {
            at = span.end;
            escapes.push((span.clone(), unescaped(&text[span])));
        }
    }
}

/// An escaped tag without its comment marks.
fn unescaped(tag: &str) -> String {
    tag.replacen("/*", "", 1).replacen("*/", "", 1)
}

/// The ranges of code in text, in order.
fn inline_code(text: &str) -> Vec<Range<usize>> {
    let mut code = Vec::new();
    if memchr::memchr(b'`', text.as_bytes()).is_none() {
        return code;
    }
    let mut lines = Lines::of(text, Indentation::Free);
    let mut runs: Vec<Range<usize>> = Vec::new();
    while let Some(line) = lines.next_in(usize::MAX - 4) {
        let starts =
            line.is_blank() || line.is_code || marker(&text[line.content..line.span.end]).is_some();
        if starts {
            pair_runs(&mut runs, &mut code);
        }
        if line.is_code {
            continue;
        }
        let mut at = line.content;
        while let Some(start) = text[at..line.span.end].find('`').map(|length| at + length) {
            let length = crate::formats::lines::run_of(&text[start..line.span.end], b'`');
            at = start + length;
            if !text[..start].ends_with('\\') {
                runs.push(start..at);
            }
        }
    }
    pair_runs(&mut runs, &mut code);
    code
}

/// Pairs each run of backticks with the next one of its length.
fn pair_runs(runs: &mut Vec<Range<usize>>, code: &mut Vec<Range<usize>>) {
    let mut later: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, run) in runs.iter().enumerate().rev() {
        later.entry(run.len()).or_default().push(index);
    }
    let mut index = 0;
    while index < runs.len() {
        let same = later.get_mut(&runs[index].len());
        let next = same.and_then(|same| {
            while same.last().is_some_and(|last| *last <= index) {
                same.pop();
            }
            same.last().copied()
        });
        match next {
            Some(next) => {
                code.push(runs[index].start..runs[next].end);
                index = next + 1;
            }
            None => index += 1,
        }
    }
    runs.clear();
}
