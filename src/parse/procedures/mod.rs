//! Finds procedures, task lists, signals and comparisons.
//!
//! Authors write these as headings, lists and paragraphs. Only unambiguous patterns match, and a
//! match changes the presentation of a page but not its content.

mod blocks;
mod comparisons;
mod signals;
mod steps;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::front_matter::FrontMatter;
use crate::parse::procedures::blocks::OuterBlock;
use crate::parse::{Heading, Prose};
use crate::text::Document;

/// What was found in one page, each kind in text order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Procedures {
    pub procedures: Vec<Procedure>,
    /// The top-level blocks that contain tasks.
    pub tasks: Vec<Range<usize>>,
    /// The signals of the front matter, which have no place in the text.
    pub listed: Option<SignalList>,
    pub signals: Vec<SignalList>,
    pub comparisons: Vec<Comparison>,
}

/// A sequence of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    pub span: Range<usize>,
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub span: Range<usize>,
    pub form: StepForm,
}

/// The form of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepForm {
    /// A heading and the content below it. If its number is plain text, the three ranges are the
    /// text before the number, the number, and the separator after it.
    Heading { number: Option<[Range<usize>; 3]> },
    /// A list item with its own id.
    Item { id: String },
}

/// A list of phrases that indicate that a page applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalList {
    pub span: Range<usize>,
    /// The id of the list.
    pub id: String,
    /// The id to link to: of the heading above the list, or of the list.
    pub anchor: String,
    pub signals: Vec<Signal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Without quotation marks.
    pub text: String,
    pub span: Range<usize>,
}

/// Two sides in contrast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub span: Range<usize>,
    /// The range of ` | ` in the heading above, if that is plain text.
    pub divide: Option<Range<usize>>,
    pub columns: Vec<ComparisonColumn>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonColumn {
    pub name: String,
    pub rows: Vec<ComparisonRow>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonRow {
    /// Such as `L+`; empty if the side's name suffices.
    pub mark: String,
    /// The markdown of one block.
    pub text: Range<usize>,
}

/// A page's text and its parsed parts.
struct PageText<'a> {
    document: &'a Document,
    text: &'a str,
    blocks: Vec<OuterBlock<'a>>,
    headings: &'a [Heading],
    anchors: &'a [String],
    /// The ids in use, collected when the first is needed.
    ids: OnceCell<BTreeSet<&'a str>>,
}

/// Searches a part of a page, and reads the signals of its front matter.
pub fn read(
    document: &Document,
    part: Range<usize>,
    prose: &Prose,
    front_matter: &FrontMatter,
) -> Procedures {
    let Prose { headings, anchors, .. } = prose;
    let blocks = blocks::read(document, part);
    let text = document.text();
    let page = PageText { document, text, blocks, headings, anchors, ids: OnceCell::new() };
    let listed = signals::listed(front_matter);
    let signals = signals::read(&page, listed.iter().len());
    let is_signals = |span: &Range<usize>| {
        signals.binary_search_by_key(&span.start, |list: &SignalList| list.span.start).is_ok()
    };
    let tasks = page.blocks.iter().filter(|block| block.holds_task && !is_signals(&block.span));
    Procedures {
        procedures: steps::read(&page),
        tasks: tasks.map(|block| block.span.clone()).collect(),
        comparisons: comparisons::read(&page),
        listed,
        signals,
    }
}

impl Procedures {
    /// The ids that it adds to the page.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let steps = self.procedures.iter().flat_map(|procedure| &procedure.steps);
        let steps = steps.filter_map(|step| match &step.form {
            StepForm::Item { id } => Some(id.as_str()),
            StepForm::Heading { .. } => None,
        });
        steps.chain(self.signal_lists().map(|list| list.id.as_str()))
    }

    /// All signals, those of the front matter first.
    pub fn signal_lists(&self) -> impl Iterator<Item = &SignalList> {
        self.listed.iter().chain(&self.signals)
    }
}

impl PageText<'_> {
    /// The heading at a block's place.
    fn heading(&self, block: &OuterBlock<'_>) -> Option<&Heading> {
        let found = self.headings.binary_search_by_key(&block.span.start, |h| h.span.start);
        found.ok().map(|index| &self.headings[index])
    }

    /// An unused id: `name`, or `name` with a number.
    fn free_id(&self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let names = std::iter::once(name.to_owned()).chain(numbered);
        names.into_iter().find(|name| !self.ids().contains(name.as_str())).unwrap_or_default()
    }

    fn ids(&self) -> &BTreeSet<&str> {
        let ids = self.headings.iter().map(|heading| &heading.id).chain(self.anchors);
        self.ids.get_or_init(|| ids.map(String::as_str).collect())
    }
}

/// Searches a whole page.
#[cfg(test)]
fn of_text(text: &str) -> Procedures {
    let sources = crate::source::Sources::from_fixture(&format!("-- content/a.md --\n{text}"));
    crate::parse::page(&sources.pages[0], &Default::default()).0.procedures
}
