//! Marks for a table of contents, which every page has already.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::line_around;
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
        memmem::find_iter(text.as_bytes(), sign.as_bytes())
            .any(|at| is_mark(&text[line_around(text, &(at..at))]))
    })
}

/// Removes paragraphs and items that are marks.
pub(super) fn find(text: &str, events: &[Spanned<'_>]) -> Vec<Edit> {
    if !may_hold(text) {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let mut edits = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Paragraph)
                if is_mark(&text[range.clone()]) && !is_link(&lower, &text[range.clone()]) =>
            {
                edits.push(Edit::remove_whole(text, range.clone()));
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

/// Whether a mark is the label of a link's definition in a text in lower case.
fn is_link(lower: &str, mark: &str) -> bool {
    let mark = mark.trim().to_lowercase();
    mark.starts_with('[') && lower.contains(&format!("\n{mark}:"))
}
