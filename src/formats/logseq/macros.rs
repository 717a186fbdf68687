//! What Logseq writes in braces and parentheses: embeds, references to blocks, tags of several words
//! and sizes of images.

use std::ops::Range;

use crate::formats::edit::Edit;
use crate::formats::lines::Line;
use crate::formats::logseq::words;
use crate::formats::{Changes, Note};
use crate::source::clamp;

/// The length of the id of a block.
const ID: usize = 36;

/// The longest distance between the signs of one of them, so that many signs in a line stay cheap.
const NEAR: usize = 1000;

/// Changes what a line holds.
pub fn line(text: &str, line: &Line, changes: &mut Changes) {
    let mut at = words(text, line);
    while let Some(found) = text[at..line.span.end].find(['`', '{', '(', '#']) {
        let start = at + found;
        at = start + 1;
        let rest = near(text, start, line);
        let change = match text.as_bytes()[start] {
            b'`' => {
                at = after_code(rest).map_or(at, |length| start + length);
                None
            }
            b'{' if rest.starts_with("{{") => in_braces(rest, start, &mut changes.notes),
            b'{' if rest.starts_with("{:") => {
                changes.edits.extend(size(text, line, start));
                None
            }
            b'(' => reference(text, line, start),
            b'#' => tag(rest).map(|(length, new)| (start..start + length, new)),
            _ => None,
        };
        if let Some((span, new)) = change {
            at = span.end;
            changes.edits.push(Edit::new(span, new));
        }
    }
}

/// The line from a byte, as far as it is near.
fn near<'t>(text: &'t str, start: usize, line: &Line) -> &'t str {
    &text[start..clamp(text, &(start..(start + NEAR).min(line.span.end))).end]
}

/// The start of the part of a line before a byte that is near.
fn before(text: &str, start: usize, line: &Line) -> usize {
    clamp(text, &(start.saturating_sub(NEAR)..start)).start.max(line.content)
}

/// The length of the code at the start of a text.
fn after_code(rest: &str) -> Option<usize> {
    let length = crate::formats::lines::run_of(rest, b'`');
    let end = rest[length..].find(&rest[..length])?;
    Some(end + 2 * length)
}

/// What stands for `{{name argument}}`.
fn in_braces(rest: &str, start: usize, notes: &mut Vec<Note>) -> Option<(Range<usize>, String)> {
    let inside = &rest[2..2 + rest[2..].find("}}")?];
    let length = inside.len() + 4;
    // A query may hold braces.
    let length = length + rest[length..].bytes().take_while(|byte| *byte == b'}').count();
    let span = start..start + length;
    let (name, argument) = inside.split_once(' ').unwrap_or((inside, ""));
    let argument = argument.trim();
    let new = match name {
        "embed" if id(argument).is_some() => format!("![[{argument}]]"),
        "embed" if argument.starts_with("[[") => format!("!{argument}"),
        "cloze" => argument.to_owned(),
        "video" | "youtube" | "tweet" | "twitter" | "pdf" | "bilibili" | "vimeo"
            if argument.starts_with("http") && !argument.contains([' ', '<', '>']) =>
        {
            format!("<{argument}>")
        }
        "youtube-timestamp" => time(argument)?,
        "query" | "renderer" => {
            notes.push(Note {
                message: format!("`{{{{{name}}}}}` is a macro of Logseq and is left out"),
                help: "write down what it would show",
                span: span.clone(),
            });
            String::new()
        }
        _ => return None,
    };
    Some((span, new))
}

/// A number of seconds as minutes and seconds; other times stay.
fn time(written: &str) -> Option<String> {
    let Ok(seconds) = written.parse::<u32>() else {
        let is_time = |c: char| c.is_ascii_digit() || c == ':';
        return (!written.is_empty() && written.chars().all(is_time)).then(|| written.to_owned());
    };
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    })
}

/// The id in `((id))`, if all of a text is one.
pub fn id(text: &str) -> Option<&str> {
    let id = text.strip_prefix("((")?.strip_suffix("))")?;
    is_id(id).then_some(id)
}

/// Whether a text is the id of a block.
pub fn is_id(id: &str) -> bool {
    let is_part = |b: u8| b.is_ascii_hexdigit() || b == b'-';
    id.len() == ID && id.bytes().all(is_part) && id.matches('-').count() == 4
}

/// A link for `((id))`, also as the address of a link.
fn reference(text: &str, line: &Line, start: usize) -> Option<(Range<usize>, String)> {
    let rest = near(text, start, line);
    if let Some(inside) = rest.strip_prefix("([[") {
        return page(text, line, (start, inside));
    }
    let open = if rest.starts_with("(((") { 3 } else { 2 };
    let found = rest.get(open..open + ID).filter(|found| is_id(found))?;
    let end = start + 2 * open + ID;
    if !rest.starts_with("((") || text.get(start + open + ID..end) != Some(&")))"[..open]) {
        return None;
    }
    if open == 2 {
        return Some((start..end, format!("[[(({found}))]]")));
    }
    let from = before(text, start, line);
    let label = text[from..start].strip_suffix(']')?.rfind('[').map(|at| from + at)?;
    let words = &text[label + 1..start - 1];
    Some((label..end, format!("[[(({found}))|{words}]]")))
}

/// A link for `[words]([[Page]])`.
fn page(text: &str, line: &Line, (start, inside): (usize, &str)) -> Option<(Range<usize>, String)> {
    let name = &inside[..inside.find("]])")?];
    let from = before(text, start, line);
    let label = text[from..start].strip_suffix(']')?.rfind('[').map(|at| from + at)?;
    let words = &text[label + 1..start - 1];
    let is_name = !name.is_empty() && !name.contains(['[', ']', '|']) && !words.contains('|');
    let end = start + name.len() + 6;
    is_name.then(|| (label..end, format!("[[{name}|{words}]]")))
}

/// A link for `#[[Two words]]`.
fn tag(rest: &str) -> Option<(usize, String)> {
    let inside = rest.strip_prefix("#[[")?;
    let name = &inside[..inside.find("]]")?];
    let is_name = !name.is_empty() && !name.contains(['[', ']', '|', '#']);
    is_name.then(|| (name.len() + 5, format!("[[{name}|#{name}]]")))
}

/// Moves `{:height 30, :width 40}` to the words of the image before it.
fn size(text: &str, line: &Line, start: usize) -> Vec<Edit> {
    let rest = near(text, start, line);
    let Some(length) = rest.find('}') else { return Vec::new() };
    let number = |name: &str| {
        let after = rest[..length].split_once(name)?.1.trim_start();
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        (digits > 0).then(|| &after[..digits])
    };
    let (width, height) = (number(":width"), number(":height"));
    if width.or(height).is_none() {
        return Vec::new();
    }
    let mut edits = vec![Edit::remove(start..start + length + 1)];
    let from = before(text, start, line);
    let is_image = text[..start].ends_with(')');
    let image = text[from..start].rfind("](").map(|at| from + at).filter(|_| is_image);
    if let (Some(image), Some(width)) = (image, width) {
        let height = height.map_or(String::new(), |height| format!("x{height}"));
        edits.push(Edit::insert(image, format!("\\|{width}{height}")));
    }
    edits
}
