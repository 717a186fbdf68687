//! Parses `SUMMARY.md`, mdBook's table of contents.

use std::ops::Range;

use crate::contents::Numbering;
use crate::text::{Document, Event, LinkTag, Tag};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::SourceFile;

/// A summary, and the lines that are not chapters, parts or separators.
pub struct Summary {
    pub lines: Vec<SummaryLine>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether GitBook wrote it, which shows no numbers.
    pub is_gitbook: bool,
}

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryLine {
    pub item: SummaryItem,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SummaryItem {
    Part(String),
    Separator,
    /// A chapter; without a path it is a draft.
    Chapter {
        title: String,
        path: Option<String>,
        /// The place of the path.
        at: Range<usize>,
        depth: usize,
        /// Those in lists are numbered, prefix and suffix chapters are not.
        numbered: Numbering,
    },
}

/// Reads the summary and reports lines that are not chapters, parts or separators.
pub fn read(file: &SourceFile) -> Summary {
    let mut is_gitbook = false;
    let mut lines: Vec<SummaryLine> = Vec::new();
    let mut diagnostics = Vec::new();
    let mut depth = 0_usize;
    let mut heading: Option<String> = None;
    let mut link: Option<(String, LinkTag<'_>, usize)> = None;
    let document = Document::of(&file.text);
    for (event, span) in document.events() {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(Tag::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Heading(_)) => heading = Some(String::new()),
            Event::End(Tag::Heading(_)) => {
                let title = heading.take().unwrap_or_default();
                if lines.is_empty() && is_heading_of_list(&title) {
                    // The first line of each summary that GitBook writes.
                    is_gitbook = title.trim() == "Table of contents";
                } else {
                    lines.push(SummaryLine { item: SummaryItem::Part(title), span });
                }
            }
            Event::Start(Tag::Link(tag)) => {
                link = Some((String::new(), tag, span.start));
            }
            Event::End(Tag::Link(_)) => {
                if let Some((title, tag, inner_end)) = link.take() {
                    let (_, at) = document.destination(&tag, &span, inner_end);
                    let path = Some(tag.dest.to_owned()).filter(|path| !path.is_empty());
                    let numbered = if depth > 0 { Numbering::Numbered } else { Numbering::Plain };
                    let depth = depth.saturating_sub(1);
                    let item = SummaryItem::Chapter { title, path, at, depth, numbered };
                    lines.push(SummaryLine { item, span });
                }
            }
            Event::Rule => lines.push(SummaryLine { item: SummaryItem::Separator, span }),
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) => {
                match (&mut link, &mut heading) {
                    (Some((title, _, inner_end)), _) => {
                        title.push_str(text);
                        *inner_end = span.end;
                    }
                    (None, Some(title)) => title.push_str(text),
                    (None, None) if text.trim().is_empty() => {}
                    (None, None) => diagnostics.push(stray(file, text, span)),
                }
            }
            _ => {}
        }
    }
    Summary { lines, diagnostics, is_gitbook }
}

/// Whether a first heading names the list itself.
fn is_heading_of_list(title: &str) -> bool {
    ["summary", "table of contents", "contents"].contains(&title.trim().to_lowercase().as_str())
}

fn stray(file: &SourceFile, text: &str, span: Range<usize>) -> Diagnostic {
    let shown: String = text.chars().take(40).collect();
    Diagnostic::new(Code::BadSummary, format!("`{shown}` is not a chapter"))
        .at(Place::new(&file.name, span))
        .help("write `- [Title](path/to/entry.md)`")
}
