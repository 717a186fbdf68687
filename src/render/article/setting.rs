//! The context in which an entry's text is shown.

use crate::tree::Tree;

/// How to show an entry's text.
#[derive(Debug, Clone)]
pub(super) enum Setting<'a> {
    /// As its own page.
    Page,
    /// As one of several fragments on a page.
    Fragment(Fragment<'a>),
    /// Below a heading of another page, which owns all ids.
    Embedded {
        /// The level of the heading above, as shown.
        below: u8,
        /// The highest heading level in the text.
        top: u8,
        note_prefix: String,
    },
}

/// A part of an entry's text, such as that of a question.
#[derive(Debug, Clone, Default)]
pub struct Fragment<'a> {
    /// Distinguishes its footnotes from those of other fragments.
    pub name: String,
    /// The tree of the outcome: links to other trees carry the answers along.
    pub outcome_of: Option<&'a Tree>,
}

impl Setting<'_> {
    /// Whether elements get ids.
    pub(super) fn has_ids(&self) -> bool {
        !matches!(self, Setting::Embedded { .. })
    }

    /// The displayed level of a heading. An h1 below the title is a section.
    pub(super) fn shown_level(&self, written: u8) -> u8 {
        match self {
            Setting::Page | Setting::Fragment(_) => written.clamp(2, 6),
            Setting::Embedded { below, top, .. } => {
                (written.saturating_sub(*top) + below + 1).clamp(2, 6)
            }
        }
    }

    /// The prefix of footnote ids.
    pub(super) fn note_prefix(&self) -> String {
        match self {
            Setting::Page => String::new(),
            Setting::Fragment(part) => format!("{}.", part.name),
            Setting::Embedded { note_prefix, .. } => note_prefix.clone(),
        }
    }

    /// The level above the text's first heading.
    pub(super) fn level(&self) -> u8 {
        match self {
            Setting::Page | Setting::Fragment(_) => 1,
            Setting::Embedded { below, .. } => *below,
        }
    }
}
