//! What a text asks its readers to do and to listen for: its procedures, its lists of tasks, its
//! signals, and the comparisons of two sides that it makes.
//!
//! Authors write these as headings, lists and paragraphs, and they stay that: a place is noted only
//! where its form leaves no doubt, and what is noted changes how a page looks and not what it says.

mod blocks;
mod comparisons;
mod signals;
mod steps;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::parse::front_matter::FrontMatter;
use crate::parse::procedures::blocks::OuterBlock;
use crate::parse::{Heading, Prose};
use crate::text::Document;

/// What one page holds, each in the order in which it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Procedures {
    pub procedures: Vec<Procedure>,
    /// The outermost blocks that hold tasks.
    pub tasks: Vec<Range<usize>>,
    /// Those of the front matter, which stand at no place of the text.
    pub listed: Option<SignalList>,
    pub signals: Vec<SignalList>,
    pub comparisons: Vec<Comparison>,
}

/// Steps that follow each other.
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

/// How a step is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepForm {
    /// A heading and what stands below it. Its number is cut in three where it is plain text:
    /// what comes before the number, the number, and what parts it from the title.
    Heading { number: Option<[Range<usize>; 3]> },
    /// An item of a list, with an id of its own.
    Item { id: String },
}

/// A list of what people say when a page applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalList {
    pub span: Range<usize>,
    /// The list's own id.
    pub id: String,
    /// The id of what a reader should see first: the heading above the list, or the list.
    pub anchor: String,
    pub signals: Vec<Signal>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Without the quotation marks around it.
    pub text: String,
    pub span: Range<usize>,
}

/// Two sides that are set beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub span: Range<usize>,
    /// Where the heading above says ` | `, if that is plain text.
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
    /// `L+` and the like; empty where the side's name says all.
    pub mark: String,
    /// Markdown of one block.
    pub text: Range<usize>,
}

/// A page's text and what is known about it.
struct PageText<'a> {
    document: &'a Document,
    text: &'a str,
    blocks: Vec<OuterBlock>,
    headings: &'a [Heading],
    /// The ids that are taken.
    ids: BTreeSet<&'a str>,
}

/// Reads a part of a page, and the signals of its front matter.
pub fn read(
    document: &Document,
    part: Range<usize>,
    prose: &Prose,
    front_matter: &FrontMatter,
) -> Procedures {
    let Prose { headings, anchors, .. } = prose;
    let ids = headings.iter().map(|heading| &heading.id).chain(anchors).map(String::as_str);
    let blocks = blocks::read(document, part);
    let text = document.text();
    let page = PageText { document, text, blocks, headings, ids: ids.collect() };
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
    /// The ids that it gives to places of the page.
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
    /// The heading that is the block at a place.
    fn heading(&self, block: &OuterBlock) -> Option<&Heading> {
        let found = self.headings.binary_search_by_key(&block.span.start, |h| h.span.start);
        found.ok().map(|index| &self.headings[index])
    }

    /// A name that no heading and no anchor of the page has: `name`, or `name` with a number.
    fn free_id(&self, name: &str) -> String {
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let names = std::iter::once(name.to_owned()).chain(numbered);
        names.into_iter().find(|name| !self.ids.contains(name.as_str())).unwrap_or_default()
    }
}

/// What a whole page holds.
#[cfg(test)]
fn of_text(text: &str) -> Procedures {
    let sources = crate::source::Sources::from_fixture(&format!("-- content/a.md --\n{text}"));
    crate::parse::page(&sources.pages[0], &Default::default()).0.procedures
}
