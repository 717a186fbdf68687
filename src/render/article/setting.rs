//! How much of an entry a text is, and what is around it.

use crate::tree::Tree;

/// How a text of an entry is shown.
#[derive(Debug, Clone)]
pub(super) enum Setting<'a> {
    /// As its page.
    Page,
    /// As a part of it that stands beside others.
    Fragment(Fragment<'a>),
    /// Below a heading of another page, which owns all ids.
    Embedded {
        /// The level of the heading above, as it is shown.
        below: u8,
        /// The highest level that is written in the text.
        top: u8,
        note_prefix: String,
    },
}

/// A part of an entry's text, such as that of a question.
#[derive(Debug, Clone, Default)]
pub struct Fragment<'a> {
    /// What tells its footnotes apart from those of other parts on the page.
    pub name: String,
    /// The tree whose outcome it is: its links to other trees take the answers along.
    pub outcome_of: Option<&'a Tree>,
}

impl Setting<'_> {
    /// Whether what is written gets ids.
    pub(super) fn has_ids(&self) -> bool {
        !matches!(self, Setting::Embedded { .. })
    }

    /// The level at which a heading is shown. An h1 below the title is a section like any other.
    pub(super) fn shown_level(&self, written: u8) -> u8 {
        match self {
            Setting::Page | Setting::Fragment(_) => written.clamp(2, 6),
            Setting::Embedded { below, top, .. } => {
                (written.saturating_sub(*top) + below + 1).clamp(2, 6)
            }
        }
    }

    /// What the ids of footnotes begin with.
    pub(super) fn note_prefix(&self) -> String {
        match self {
            Setting::Page => String::new(),
            Setting::Fragment(part) => format!("{}.", part.name),
            Setting::Embedded { note_prefix, .. } => note_prefix.clone(),
        }
    }

    /// The level of what stands above the text's first heading.
    pub(super) fn level(&self) -> u8 {
        match self {
            Setting::Page | Setting::Fragment(_) => 1,
            Setting::Embedded { below, .. } => *below,
        }
    }
}
