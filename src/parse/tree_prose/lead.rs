//! What a lead announces, told by its words.

use super::arrow::Arrow;
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

/// Whether a lead asks without a question mark: "Check if it exists", "Depending on the weather".
fn asks_quietly(title: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let finds_out = starts(&[
        "ask",
        "check",
        "determine",
        "assess",
        "find out",
        "look",
        "see",
        "verify",
        "confirm",
        "decide",
        "establish",
        "identify",
        "measure",
        "read",
        "clarify",
        "evaluate",
        "test",
    ]);
    let embedded =
        mentions(title, &["if", "whether", "what", "which", "who", "how", "where", "why", "when"]);
    finds_out && embedded
        || starts(&[
            "depending on",
            "based on",
            "according to",
            "who",
            "which",
            "what to do",
            "what next",
            "what kind",
            "where to",
            "when to",
            "how to choose",
            "how to decide",
            "how many",
            "how much",
            "is",
            "are",
            "does",
            "do we",
            "has",
            "have we",
            "whether",
        ])
}

/// Why, how does it work, who does what: answered by telling, not by choosing.
fn is_open(title: &str) -> bool {
    let starts = |list: &[&str]| list.iter().any(|start| words::starts_with_word(title, start));
    let words = words::words(title);
    let asked = ["who", "whom", "what", "which", "where", "how", "whose"];
    let is_mapping = words.iter().filter(|word| asked.contains(&word.as_str())).count() > 1
        || mentions(title, &["each", "every", "per", "respective"]);
    let is_process = mentions(
        title,
        &[
            "process", "flow", "pipeline", "stages", "steps", "funnel", "cycle", "order",
            "sequence", "path",
        ],
    );
    let graded = starts(&[
        "how many",
        "how much",
        "how should we",
        "how do we respond",
        "how to choose",
        "how to decide",
        "how do i choose",
        "how do we choose",
        "how do you choose",
    ]);
    let tells = starts(&[
        "why",
        "how do",
        "how does",
        "how did we",
        "how is",
        "how are",
        "how can",
        "how should",
        "how to",
        "how we",
        "how would",
        "what happens",
        "what happened",
        "what changed",
        "what changes",
        "what has",
        "what have",
        "what did",
        "what are",
        "what were",
        "what will",
        "what is a",
        "what is an",
        "what is our",
        "what's our",
        "what is your",
        "what's new",
        "what went",
        "where do",
        "where can",
        "where is",
        "where are",
        "who are",
        "when",
    ]);
    is_mapping
        || is_open_what(title)
        || is_about_causes(&words)
        || !graded && (tells || is_process && !starts(&["is", "are", "does", "do", "did"]))
}

/// Whether a lead asks "how" and then an adjective.
fn is_of_degree(title: &str) -> bool {
    let title = words::words(title);
    let other = [
        "do", "does", "did", "is", "are", "was", "were", "can", "could", "should", "would", "will",
        "to", "we", "has", "have", "come", "about", "many", "much", "not", "long",
    ];
    title.first().is_some_and(|word| word == "how")
        && title.get(1).is_some_and(|word| !other.contains(&word.as_str()))
}

/// What do customers gain: open, unless it asks for something that can be seen or heard.
fn is_open_what(title: &str) -> bool {
    let observed = [
        "see", "show", "say", "want", "need", "have", "do", "read", "hear", "think", "find",
        "answer", "report", "ask", "look", "choose", "tell", "indicate", "prefer", "expect",
    ];
    ["what do", "what does"].iter().any(|start| words::starts_with_word(title, start))
        && !mentions(&title.chars().skip(7).collect::<String>(), &observed)
}

/// What slows us down: "what" and then a verb asks for all there is to say.
fn is_about_causes(title: &[String]) -> bool {
    let second = title.get(1).map_or("", String::as_str);
    title.first().is_some_and(|word| word == "what")
        && second.ends_with('s')
        && !["is", "does", "was", "has", "this", "it's"].contains(&second)
}

/// "Which" or "what", one thing and "is": who asks for several uses the plural.
fn classifies(title: &str) -> bool {
    let words = words::words(title);
    let verb = words.iter().position(|word| ["is", "are", "was", "were"].contains(&word.as_str()));
    let asks = words.first().is_some_and(|word| word == "which" || word == "what");
    let noun = verb.and_then(|verb| words[..verb].get(1));
    asks && noun.is_some_and(|noun| !noun.ends_with('s') || noun.ends_with("ss"))
}

fn selects(title: &str) -> bool {
    let closed = [
        "which",
        "how many",
        "how much",
        "how big",
        "how large",
        "how severe",
        "how urgent",
        "how old",
        "how long",
        "how far",
        "how often",
        "how bad",
        "how serious",
        "how confident",
        "how sure",
        "how risky",
        "how well",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "has",
        "have",
        "can",
        "could",
        "will",
        "would",
        "should",
        "what kind",
        "what type",
        "what sort",
        "what level",
        "what size",
        "what stage",
        "what is the",
        "what's the",
        "what should",
        "who",
        "where",
    ];
    closed.iter().any(|start| words::starts_with_word(title, start)) || mentions(title, &["or"])
}

/// `Old → New` as a lead, but not `Yes → Is it ours?`.
fn holds_arrow(lead: &str) -> bool {
    Arrow::find(lead).is_some() && words::verdict(lead).is_none() && !lead.contains('?')
}
