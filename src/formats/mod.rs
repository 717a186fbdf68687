//! Formats of other tools, translated to the markdown that [`crate::text`] reads.
//!
//! [`FORMATS`] lists the tools, one module each. The rest of the program does not know them.
//! A tool's syntax is read in every book, because its signs are unmistakable.
//!
//! A translation consists of [`Edit`]s, which leave as much of the text as possible: only what was
//! kept has offsets in the original file.

pub mod callout_types;
mod confluence;
pub mod edit;
mod containers;
mod data_images;
mod directives;
mod docsify;
mod erb;
mod figures;
mod gitlab;
mod google_docs;
mod heading_ids;
mod in_html;
mod kramdown;
mod lines;
pub mod logseq;
pub mod math;
pub mod mdbook;
mod mdx;
mod mkdocs;
mod myst;
pub mod notion;
mod quarto;
mod references;
mod sections;
mod slashes;
pub mod settings;
mod tags;
pub mod unpack;
pub mod writing;

use std::ops::Range;

use memchr::memmem;

use crate::formats::edit::{Edit, OffsetMap, apply};
use crate::formats::lines::{Indentation, Lines};
use crate::formats::mdbook::HiddenLines;

/// A tool whose files fieldbook reads.
pub struct Format {
    /// The tool's name.
    pub tool: &'static str,
    /// A text without any of these has no syntax of the tool.
    pub signs: &'static [&'static str],
    /// What turns the tool's syntax into plain markdown.
    pub markdown: fn(&str) -> Changes,
}

/// The tools, in the order in which their syntax is translated: each reads what the last one left.
pub const FORMATS: &[Format] = &[
    Format { tool: "Logseq", signs: logseq::BLOCK_SIGNS, markdown: logseq::block_changes },
    Format { tool: "Logseq", signs: logseq::SIGNS, markdown: logseq::changes },
    Format { tool: "TeX", signs: math::SIGNS, markdown: math::changes },
    Format { tool: "Middleman", signs: &[erb::SIGN], markdown: erb::changes },
    Format { tool: "kramdown", signs: &[kramdown::SIGN], markdown: kramdown::changes },
    Format { tool: "kramdown, MkDocs", signs: in_html::SIGNS, markdown: in_html::changes },
    Format { tool: "MDX", signs: mdx::SIGNS, markdown: mdx::changes },
    Format { tool: "docsify", signs: heading_ids::SIGNS, markdown: heading_ids::changes },
    Format { tool: "MyST, Quarto", signs: references::SIGNS, markdown: references::changes },
    Format {
        tool: "MkDocs",
        signs: &["!!!", "???", "=== \"", "===+ \"", "===! \"", "===+! \"", "===!+ \""],
        markdown: mkdocs::changes,
    },
    Format { tool: "MkDocs", signs: slashes::SIGNS, markdown: slashes::changes },
    Format { tool: "docsify", signs: &["?> ", "!> "], markdown: docsify::changes },
    Format { tool: "docsify", signs: &[docsify::TABS], markdown: docsify::tabs },
    Format { tool: "Notion", signs: &[notion::asides::SIGN], markdown: notion::asides::changes },
    Format { tool: "Confluence", signs: confluence::SIGNS, markdown: confluence::changes },
    Format { tool: "Google Docs", signs: google_docs::SIGNS, markdown: google_docs::changes },
    Format { tool: "GitLab", signs: &[">>>"], markdown: gitlab::changes },
    Format { tool: "Quarto", signs: quarto::SIGNS, markdown: quarto::changes },
    Format { tool: "MyST", signs: myst::SIGNS, markdown: myst::changes },
    Format { tool: "Docusaurus, VitePress, MyST", signs: &[":::"], markdown: directives::changes },
    Format { tool: "Hugo, GitBook, Docusaurus", signs: tags::SIGNS, markdown: tags::changes },
];

/// The translation of a text.
#[derive(Debug, Default)]
pub struct Changes {
    /// In any order.
    pub edits: Vec<Edit>,
    /// What was left out.
    pub notes: Vec<Note>,
}

/// Checks the text that the changes of a format make of another.
#[cfg(test)]
#[track_caller]
fn check(changes: fn(&str) -> Changes, text: &str, expected: &str) {
    assert_eq!(apply(text, changes(text).edits).0, expected);
}

/// Something that the author should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// One for all of its kind.
    pub message: String,
    pub help: &'static str,
    pub span: Range<usize>,
}

/// A translated text.
#[derive(Debug)]
pub struct Translated {
    pub text: String,
    /// Maps its offsets to those of the original.
    pub offsets: OffsetMap,
    /// With ranges of the original.
    pub notes: Vec<Note>,
}

/// The text in plain markdown, or `None` if it is that already. Lines of code are hidden in books
/// of mdBook only.
pub fn translate(markdown: &str, hidden: Option<&HiddenLines>) -> Option<Translated> {
    let mut translated: Option<Translated> = None;
    if let Some(hidden) = hidden.filter(|_| holds(markdown, "```") || holds(markdown, "~~~")) {
        let changes = mdbook::changes(markdown, hidden);
        if !changes.edits.is_empty() {
            let (text, offsets) = apply(markdown, changes.edits);
            translated = Some(Translated { text, offsets, notes: changes.notes });
        }
    }
    for format in FORMATS {
        let text = translated.as_ref().map_or(markdown, |before| &before.text);
        if !format.signs.iter().any(|sign| holds(text, sign)) {
            continue;
        }
        let changes = (format.markdown)(text);
        if changes.edits.is_empty() {
            continue;
        }
        let (text, offsets) = apply(text, changes.edits);
        translated = Some(match translated {
            Some(before) => before.then(Translated { text, offsets, notes: changes.notes }),
            None => Translated { text, offsets, notes: changes.notes },
        });
    }
    translated
}

impl Translated {
    /// What a translation of this one is of the original.
    fn then(mut self, mut later: Translated) -> Translated {
        for note in &mut later.notes {
            note.span = self.offsets.span(&note.span);
        }
        self.notes.append(&mut later.notes);
        let offsets = self.offsets.then(later.offsets);
        Translated { text: later.text, offsets, notes: self.notes }
    }
}

/// The ranges of the lines of a text that are not code.
pub fn plain_lines(text: &str) -> Vec<Range<usize>> {
    let mut lines = Lines::of(text, Indentation::Free);
    let mut plain = Vec::new();
    while let Some(line) = lines.next_in(0) {
        if !line.is_code {
            plain.push(line.span);
        }
    }
    plain
}

/// Whether a long text contains a short one.
pub fn holds(text: &str, sign: &str) -> bool {
    memmem::find(text.as_bytes(), sign.as_bytes()).is_some()
}
