//! Marks for a table of contents, which every page has already.

use std::ops::Range;

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::parser::Spanned;
use crate::text::parser::syntax::{Event, Tag};

/// The marks, without blanks and in lower case.
const MARKS: &[&str] = &[
    "[toc]",
    "[[toc]]",
    "[[_toc_]]",
    "{:toc}",
    "${toc}",
    "{{toc}}",
    "{{<toc>}}",
    "{{<toc/>}}",
    "{{%toc%}}",
    "{{<tableofcontents>}}",
    "{{<table_of_contents>}}",
    "{{table_of_contents}}",
];

pub(super) fn may_hold(text: &str) -> bool {
    ["toc", "TOC", "able"].iter().any(|sign| {
        memmem::find_iter(text.as_bytes(), sign.as_bytes()).any(|at| is_mark(line(text, at)))
    })
}

/// Removes paragraphs and items that are marks.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Paragraph) if is_mark(&text[range.clone()]) => {
                if !is_link(text, range) {
                    edits.push(Edit::remove_whole(text, range.clone()));
                }
            }
            // kramdown replaces a list of one item.
            Event::Start(Tag::List(_)) if is_list(&text[range.clone()]) => {
                edits.push(Edit::remove_whole(text, range.clone()));
            }
            _ => {}
        }
    }
    edits
}

fn line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    text[start..].split('\n').next().unwrap_or("")
}

fn is_mark(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = bare.to_lowercase();
    MARKS.contains(&bare.as_str()) || bare.starts_with("{:toc.") && bare.ends_with('}')
}

/// Whether a list is `- words` above `{:toc}`.
fn is_list(list: &str) -> bool {
    let mut lines = list.trim_end().lines();
    let has_mark = lines.next().is_some_and(|first| !is_mark(first))
        && lines.next().is_some_and(|second| second.trim().starts_with("{:") && is_mark(second));
    has_mark && lines.next().is_none()
}

/// Whether the mark is the label of a link's definition.
fn is_link(text: &str, range: &Range<usize>) -> bool {
    let mark = text[range.clone()].trim();
    let definition = format!("\n{}:", mark.to_lowercase());
    mark.starts_with('[') && text.to_lowercase().contains(&definition)
}
