//! Problems in the content, as values.
//!
//! A step returns its result and a list of diagnostics. Nothing here prints or holds texts: a
//! diagnostic names its file, and the reporter has the text.

mod candidates;
mod nearest;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

pub use candidates::Candidates;
pub use nearest::{did_you_mean, nearest};

/// What is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// First, so that errors sort before warnings.
    pub severity: Severity,
    pub place: Option<Place>,
    pub code: Code,
    /// One self-contained sentence in lower case.
    pub message: String,
    /// Related places, each with a label.
    pub related: Vec<(Place, String)>,
    /// What to type instead; see [`Diagnostic::help_text`].
    pub help: Option<Box<Help>>,
}

/// A suggested replacement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Help {
    Text(String),
    /// The path that is probably meant: of a file with the same name, or else the nearest.
    Path {
        wanted: String,
        paths: Candidates,
    },
    /// The entry that is probably meant: the one with the nearest name.
    Name {
        wanted: String,
        names: Candidates,
        otherwise: &'static str,
    },
    /// The nearest name, with the mark that precedes it in a link.
    Nearest {
        wanted: String,
        names: Candidates,
        mark: &'static str,
        otherwise: Option<&'static str>,
    },
}

/// A byte range of a named file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub file: Arc<str>,
    pub span: (usize, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
}

impl Place {
    pub fn new(file: &Arc<str>, span: Range<usize>) -> Place {
        Place { file: file.clone(), span: (span.start, span.end) }
    }

    /// The start of a file, for problems that concern all of it.
    pub fn start_of(file: &Arc<str>) -> Place {
        Place::new(file, 0..0)
    }

    pub fn range(&self) -> Range<usize> {
        self.span.0..self.span.1
    }
}

impl Diagnostic {
    /// A problem with the default severity of its code.
    pub fn new(code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            severity: code.severity(),
            place: None,
            code,
            message: message.into(),
            related: Vec::new(),
            help: None,
        }
    }

    pub fn at(mut self, place: Place) -> Diagnostic {
        self.place = Some(place);
        self
    }

    pub fn help(mut self, help: impl Into<Help>) -> Diagnostic {
        self.help = Some(Box::new(help.into()));
        self
    }

    /// Adds a help line if there is one.
    pub fn maybe_help(mut self, help: Option<impl Into<Help>>) -> Diagnostic {
        self.help = help.map(|help| Box::new(help.into())).or(self.help);
        self
    }

    /// The suggestion as text. Searches for the nearest name only when called.
    pub fn help_text(&self) -> Option<String> {
        self.help.as_deref().and_then(Help::text)
    }

    pub fn related(mut self, place: Place, what: impl Into<String>) -> Diagnostic {
        self.related.push((place, what.into()));
        self
    }
}

/// Merges the problems of a code with the same message into the first one, with their number.
pub fn once(diagnostics: &mut Vec<Diagnostic>, code: Code) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    diagnostics.retain(|diagnostic| {
        if diagnostic.code != code {
            return true;
        }
        let count = counts.entry(diagnostic.message.clone()).or_insert(0);
        *count += 1;
        *count == 1
    });
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.code == code) {
        let count = counts.get(&diagnostic.message).copied().unwrap_or(1);
        if count > 1 {
            diagnostic.message.push_str(&format!(", {count} times in this book"));
        }
    }
}

impl Help {
    /// Whether its text needs a comparison with many names.
    pub fn compares(&self) -> bool {
        !matches!(self, Help::Text(_))
    }

    /// What is said without a comparison.
    pub fn otherwise(&self) -> Option<String> {
        match self {
            Help::Text(text) => Some(text.clone()),
            Help::Path { .. } => None,
            Help::Name { otherwise, .. } => Some((*otherwise).to_owned()),
            Help::Nearest { wanted, otherwise, .. } => {
                otherwise.map(|text| text.replace("{wanted}", wanted))
            }
        }
    }

    /// The suggestion as text.
    pub fn text(&self) -> Option<String> {
        match self {
            Help::Text(text) => Some(text.clone()),
            Help::Path { wanted, paths } => {
                let name = wanted.rsplit('/').next();
                let same_name = paths.iter().find(|path| path.rsplit('/').next() == name);
                let near = same_name.or_else(|| paths.nearest(wanted))?;
                Some(format!("did you mean `{near}`?"))
            }
            Help::Name { wanted, names, .. } => match names.nearest(wanted) {
                Some(near) => Some(format!("did you mean `[[{near}]]`? Else write the entry")),
                None => self.otherwise(),
            },
            Help::Nearest { wanted, names, mark, .. } => match names.nearest(wanted) {
                Some(near) => Some(format!("did you mean `{mark}{near}`?")),
                None => self.otherwise(),
            },
        }
    }
}

impl<T: Into<String>> From<T> for Help {
    fn from(text: T) -> Help {
        Help::Text(text.into())
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $severity:ident;)+) => {
        /// The stable name of a kind of problem. The doc comment of each is its explanation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant),+ }

        impl Code {
            /// All codes, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The name in reports and in `[check]`.
            pub const fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// The default severity.
            pub const fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity),+ }
            }

            /// What it means, in a sentence or two.
            pub const fn explanation(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc, "\n"),+)),+ }
            }
        }
    };
}

codes! {
    /// A file holds bytes that are not UTF-8; a sign stands in the place of each.
    NotUtf8 = "not-utf8", Warning;
    /// A file is larger than a page may be; the page says so.
    TooLarge = "too-large", Warning;
    /// A file or folder could not be read, or its name cannot be part of a site; a page says so.
    Unreadable = "unreadable", Warning;
    /// A page has no text.
    EmptyPage = "empty-page", Warning;
    /// A book.toml that is not TOML. No build is made before it is.
    UnreadableConfig = "unreadable-config", Error;
    /// A key or table of book.toml that nobody knows, or a value of the wrong type; it has no effect.
    BadConfig = "bad-config", Warning;
    /// A key of mdBook that has no meaning here.
    IgnoredConfig = "ignored-config", Warning;
    /// Front matter that is not closed, is not YAML, or holds a value of the wrong kind.
    BadFrontMatter = "bad-front-matter", Warning;
    /// A front matter key, or a type of entry, that is nearly a known one.
    UnknownKey = "unknown-key", Warning;
    /// A key such as `draft` or `publish` whose value is not understood; the page is left out.
    UnclearDraft = "unclear-draft", Warning;
    /// A merge was left half done.
    MergeConflict = "merge-conflict", Error;
    /// A link to an entry or a file that does not exist.
    BrokenLink = "broken-link", Warning;
    /// A link without words, which nobody can see or follow.
    EmptyLink = "empty-link", Warning;
    /// A link to a heading that its page does not have.
    BrokenAnchor = "broken-anchor", Warning;
    /// An embed that would show itself again, or too much; a link stands in its place.
    UnshownEmbed = "unshown-embed", Warning;
    /// A wikilink to an entry that nobody has written yet.
    WantedEntry = "wanted-entry", Warning;
    /// A name that two entries answer to.
    AmbiguousLink = "ambiguous-link", Warning;
    /// A link whose scheme could run a script or read a file; its text stays.
    UnsafeLink = "unsafe-link", Warning;
    /// A link with a scheme that is no web, mail or telephone address; its text stays.
    UnknownScheme = "unknown-scheme", Warning;
    /// An image on another site, which readers' browsers are told not to load.
    RemoteImage = "remote-image", Warning;
    /// A tag or attribute of HTML that a page may not hold; its content is shown instead.
    UnsafeHtml = "unsafe-html", Warning;
    /// A tag that is no element of HTML: it is shown as text, or only its content is shown.
    Placeholder = "placeholder", Warning;
    /// A shortcode, tag or directive of another tool that is shown as text or left out; each kind is told once for the book.
    ForeignShortcode = "foreign-shortcode", Warning;
    /// A formula with an error; its source is shown as code.
    BadFormula = "bad-formula", Warning;
    /// A diagram of Mermaid that cannot be drawn; its text is shown as code.
    UndrawnDiagram = "undrawn-diagram", Warning;
    /// A heading attribute other than an id or a class.
    BadAttribute = "bad-attribute", Warning;
    /// A footnote that is used and not defined.
    MissingFootnote = "missing-footnote", Warning;
    /// Two inputs want the same address on the site; the second gets the next one that is free.
    RouteConflict = "route-conflict", Warning;
    /// A slug, alias or file name that cannot be an address.
    BadPath = "bad-path", Warning;
    /// A value that is not among the words that book.toml allows for its key.
    UnknownTerm = "unknown-term", Error;
    /// An entry that neither the navigation nor another entry leads to.
    Orphan = "orphan", Warning;
    /// A title that two entries have, so that a link by title cannot tell them apart.
    DuplicateTitle = "duplicate-title", Warning;
    /// Two entries with the same text.
    DuplicateContent = "duplicate-content", Warning;
    /// An entry whose last review is longer ago than book.toml allows.
    ReviewOverdue = "review-overdue", Warning;
    /// SUMMARY.md holds something that is no chapter, part or separator.
    BadSummary = "bad-summary", Warning;
    /// A directive such as `{{#include file}}` that cannot be followed; it is shown as it is written.
    BadInclude = "bad-include", Warning;
    /// A template that does not parse, or fails on a page.
    BadTemplate = "bad-template", Error;
    /// An answer leads to something that the tree does not have, or to a name that two headings bear.
    TreeTarget = "tree-target", Error;
    /// Two headings of a tree have the same id.
    TreeDuplicate = "tree-duplicate", Error;
    /// A heading of a tree gives no id, or has one that would be hard to read in an address.
    TreeId = "tree-id", Error;
    /// A question with a single answer, two answers with the same label, or an empty label.
    TreeAnswers = "tree-answers", Error;
    /// Ranges of numbers that leave a gap, overlap, or leave the domain of their question.
    TreeRange = "tree-range", Error;
    /// A rule that cannot be read, or asks for something that its question cannot answer.
    TreeRule = "tree-rule", Error;
    /// A row of the scenarios that names a question, answer or outcome that does not exist.
    TreeBadScenario = "tree-bad-scenario", Error;
    /// A tree without questions, or an element of one that would be lost.
    TreeShape = "tree-shape", Error;
    /// A question or outcome that no answer leads to.
    TreeUnreachable = "tree-unreachable", Error;
    /// Answers that lead round in a circle without being marked `(again)`.
    TreeLoop = "tree-loop", Error;
    /// A question without answers, or a circle without a way out.
    TreeDeadEnd = "tree-dead-end", Error;
    /// A rule that no combination of answers can make fire.
    TreeDeadRule = "tree-dead-rule", Error;
    /// Answers for which a table of rules has no row.
    TreeUnmatched = "tree-unmatched", Error;
    /// A question or outcome that answers lead to on paper, and that no combination of answers reaches.
    TreeNeverReached = "tree-never-reached", Error;
    /// A scenario that ends elsewhere than it says.
    TreeScenario = "tree-scenario", Error;
    /// A text that repeats an answer which not every path to it has given.
    TreeEcho = "tree-echo", Error;
    /// A tree with more states than can be explored.
    TreeTooLarge = "tree-too-large", Error;
    /// A name in braces that is nearly the id of a question, or stands where no answer is repeated.
    TreeEchoName = "tree-echo-name", Warning;
    /// A part of a tree that is still to be filled in.
    TreeHole = "tree-hole", Warning;
    /// A question every answer of which leads to the same place.
    TreeSamePlace = "tree-same-place", Warning;
    /// A question whose answer never changes the outcome.
    TreeIdle = "tree-idle", Warning;
    /// A path that asks more than seven questions.
    TreeLong = "tree-long", Warning;
    /// A yes or no question of a tree file that leaves no room for doubt.
    TreeNotSure = "tree-not-sure", Warning;
    /// Yes or no as answers to a question that offers two things to choose from.
    TreeEitherOr = "tree-either-or", Warning;
    /// A score that answers add to and no rule reads.
    TreeUnreadScore = "tree-unread-score", Warning;
    /// An outcome that ends in a question mark and does not continue elsewhere.
    TreeOpenOutcome = "tree-open-outcome", Warning;
    /// Two outcomes with the same text.
    TreeSameOutcome = "tree-same-outcome", Warning;
    /// Outcomes of which one takes nearly every path, or one takes nearly none.
    TreeLopsided = "tree-lopsided", Warning;
    /// Answers that no scenario takes.
    TreeUntested = "tree-untested", Warning;
}

impl Code {
    /// Whether a build refuses to publish, whatever `[check]` says: nothing could be shown.
    pub fn refuses(self) -> bool {
        matches!(self, Code::UnreadableConfig | Code::BadTemplate)
    }
}
