//! Roles of MyST: a name in braces before code, as in `` {kbd}`Ctrl` ``.

use std::ops::Range;

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::Event;

/// The longest name, in bytes.
const LONGEST: usize = 30;

/// Roles that mark the words as an element.
const ELEMENTS: &[(&str, &str)] = &[
    ("kbd", "kbd"),
    ("sub", "sub"),
    ("subscript", "sub"),
    ("sup", "sup"),
    ("superscript", "sup"),
    ("strong", "strong"),
    ("emphasis", "em"),
    ("guilabel", "strong"),
    ("menuselection", "strong"),
    ("del", "del"),
    ("u", "u"),
];

/// Roles whose words are shown as they are.
const WORDS: &[&str] = &[
    "term",
    "abbr",
    "abbreviation",
    "dfn",
    "bdg",
    "octicon",
    "fa",
    "fas",
    "fab",
    "far",
    "numref",
    "eq",
    "cite",
    "index",
    "title-reference",
    "text",
];

/// Roles whose words are code.
const CODE: &[&str] =
    &["code", "file", "command", "program", "samp", "literal", "envvar", "option"];

/// Roles that show an icon.
const ICONS: &[&str] = &["octicon", "fa", "fas", "fab", "far", "material-regular"];

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"}`").any(|at| name_before(text, at + 1).is_some())
}

/// Writes roles as elements, words or code.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    let code = events.iter().filter_map(|(event, range)| match event {
        Event::Code(words) => Some((words, range)),
        _ => None,
    });
    code.filter_map(|(words, range)| {
        let name = name_before(text, range.start)?;
        replaced(text, name, (words, range))
    })
    .collect()
}

/// The range of the name in the braces before a byte.
fn name_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].strip_suffix('}')?;
    let from = (before.len().saturating_sub(LONGEST)..=before.len())
        .find(|from| before.is_char_boundary(*from))?;
    let start = from + before[from..].rfind('{')? + 1;
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:".contains(c);
    let name = &before[start..];
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(is_part);
    is_name.then_some(start..before.len())
}

fn replaced(text: &str, name: Range<usize>, (words, code): (&str, &Range<usize>)) -> Option<Edit> {
    let role = &text[name.clone()];
    let base = role.split([':', '-']).next().unwrap_or(role);
    let all = name.start - 1..code.end;
    if CODE.contains(&role) {
        return Some(Edit::remove(all.start..code.start));
    }
    // `words <target>`
    let words = words.split(" <").next().unwrap_or(words).replace(['<', '>', '`'], "");
    if let Some((_, element)) = ELEMENTS.iter().find(|(known, _)| *known == role) {
        return Some(Edit::new(all, format!("<{element}>{words}</{element}>")));
    }
    if ICONS.contains(&role) {
        return Some(Edit::remove(all));
    }
    match role {
        "abbr" | "abbreviation" if words.contains(" (") && words.ends_with(')') => {
            let (short, long) = words.split_once(" (")?;
            let long = long.trim_end_matches(')').replace('"', "'");
            Some(Edit::new(all, format!("<abbr title=\"{long}\">{short}</abbr>")))
        }
        _ if WORDS.contains(&base) => Some(Edit::new(all, words)),
        _ => None,
    }
}
