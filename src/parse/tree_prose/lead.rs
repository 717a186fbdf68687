//! What a lead announces, told by its words.

use super::arrow::Arrow;
use super::asking::{asks_quietly, classifies, is_of_degree, is_open, selects};
use super::question;
use super::words::{self, mentions};

/// What a line that leads to a list is for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lead {
    /// It is a question, or would be one with a question mark.
    pub asks: bool,
    /// A question that no choice among answers could answer: why, how does it work.
    pub open: bool,
    /// How urgent, how severe, how sure.
    pub of_degree: bool,
    /// A question that asks for one of several.
    pub selects: bool,
    /// A question for the one class that something is in: "What stage is it at".
    pub classifies: bool,
    /// It announces a choice without asking.
    pub chooses: bool,
    /// It names a situation: "When the alarm rings:".
    pub situates: bool,
    /// It ends in a colon.
    pub announced: bool,
    /// It pairs things that are no alternatives: before and after.
    pub contrasts: bool,
    pub is_example: bool,
    /// It announces effects.
    pub foretells: bool,
    /// It announces definitions.
    pub explains: bool,
    /// It announces advice.
    pub advises: bool,
    /// It says nothing that a question could be called.
    pub is_nameless: bool,
    /// It is a paragraph of its own, and nothing else is said about it here.
    pub is_long: bool,
}

/// A lead of more bytes is a paragraph.
const LONG: usize = 1000;

impl Lead {
    /// Reads a lead, in the context of the headings around it.
    pub fn read(lead: &str, context: &str) -> Lead {
        if lead.len() > LONG {
            return Lead { is_long: true, ..Lead::default() };
        }
        let title = &lead[question::title(lead)];
        Lead {
            asks: question::holds_question(lead) || asks_quietly(title),
            open: is_open(title),
            of_degree: is_of_degree(title),
            selects: selects(title),
            classifies: classifies(title),
            chooses: mentions(lead, CHOOSING),
            situates: words::condition(title).is_some() || words::starts_with_word(title, "after"),
            announced: lead.trim_end().ends_with([':', '…']) || lead.ends_with("..."),
            contrasts: mentions(context, CONTRASTS) || holds_arrow(lead),
            is_example: mentions(context, EXAMPLES),
            foretells: mentions(context, FORETELLING),
            explains: mentions(context, EXPLAINING),
            advises: mentions(context, ADVISING),
            is_nameless: !title.contains(char::is_alphanumeric),
            is_long: false,
        }
    }
}

/// Words by which a lead without a question mark announces a choice.
const CHOOSING: &[&str] = &[
    "choose",
    "choosing",
    "decide",
    "deciding",
    "decision",
    "depending",
    "depends",
    "based on",
    "pick",
    "which",
    "whether",
    "respond",
    "route",
    "routing",
    "triage",
    "threshold",
    "according to",
    "select",
    "case",
    "compare",
    "classify",
    "criteria",
    "verdict",
    "one of",
    "first match",
    "rule of thumb",
    "call",
];

/// Words by which a lead pairs things that are no alternatives.
const CONTRASTS: &[&str] = &[
    "before and after",
    "before after",
    "before vs after",
    "instead of",
    "rather than",
    "from to",
    "bad good",
    "good bad",
    "don't do",
    "do don't",
    "rewrite",
    "rewrites",
    "rephrase",
    "reframe",
    "reframing",
    "translate",
    "translation",
    "replace",
    "replacements",
    "wording",
    "weak strong",
    "old new",
    "renamed",
    "mapping",
    "maps to",
    "myth",
    "myths",
    "anti patterns",
    "antipatterns",
    "anti pattern",
    "glossary",
    "mindset",
];

const EXAMPLES: &[&str] = &[
    "example",
    "examples",
    "for example",
    "e g",
    "for instance",
    "sample",
    "samples",
    "illustration",
    "case study",
];

/// Words by which a lead says that its list is about effects.
const FORETELLING: &[&str] = &[
    "what happens",
    "consequences",
    "effects",
    "effect",
    "impact",
    "risks",
    "symptoms",
    "cause",
    "causes",
    "why it matters",
    "pitfalls",
    "mistakes",
    "failure modes",
    "warning signs",
    "lessons",
    "learned",
    "learnings",
    "hypothesis",
    "hypotheses",
    "assumptions",
    "predictions",
    "benefits",
];

/// Words by which a lead says that it defines its answers.
const EXPLAINING: &[&str] =
    &["means", "meaning", "definition", "definitions", "legend", "survey", "results", "faq"];

/// Words by which a lead says that its list is good to know at any time.
const ADVISING: &[&str] = &[
    "tips",
    "tip",
    "principles",
    "principle",
    "values",
    "reminders",
    "reminder",
    "etiquette",
    "manners",
    "working agreements",
    "working agreement",
    "remember",
    "advice",
    "wisdom",
    "notes",
    "good to know",
    "faq",
];

/// `Old → New` as a lead, but not `Yes → Is it ours?`.
fn holds_arrow(lead: &str) -> bool {
    Arrow::find(lead).is_some() && words::verdict(lead).is_none() && !lead.contains('?')
}
