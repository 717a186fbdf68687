//! Pages -> Parsed: reads each file alone.
//!
//! Parsing never fails: it returns the best reading and a list of problems. Files are independent,
//! so they are parsed in parallel, and files that did not change since the last build are not parsed
//! again ([`KeptPages`]). Links are not resolved here.

mod blocks;
pub mod cascade;
pub mod citations;
mod count_words;
pub mod decisions;
mod excerpt;
pub mod facts;
pub mod front_matter;
mod kept;
mod kind;
pub mod link_contexts;
mod opening;
pub mod procedures;
mod properties;
pub mod publication;
mod redirect_page;
pub mod related;
pub mod plain;
pub mod text;
mod title;
pub mod transcript;
pub mod tree_file;
pub mod tree_prose;
pub mod values;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::config::{Config, Detection};
use crate::diagnostic::{self, Code, Diagnostic, Place, Severity, nearest};
use crate::diagrams::Drawing;
use crate::include::Pages;
use crate::parse::citations::Citation;
use crate::parse::facts::{Fact, Facts};
use crate::parse::front_matter::FrontMatter;
pub use crate::parse::kept::KeptPages;
use crate::parse::kind::kind_by_structure;
use crate::parse::link_contexts::LinkContext;
use crate::parse::procedures::Procedures;
use crate::parse::title::Titles;
pub use crate::parse::title::{Given, TitleSource};
use crate::parse::tree_file::{TreeFile, check_tree_file};
use crate::parse::tree_prose::{Detected, Language};
use crate::source::names::{self, NumberedNames, Order};
use crate::source::{FileState, SourceFile, starts_transcript, stem};
use crate::text::{Document, Written, shortcodes};
use crate::words::KindWords;
use jiff::civil::Date;

/// One parsed file; immutable.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// Path from the book's root.
    pub name: Arc<str>,
    /// Path from the content folder.
    pub path: Arc<str>,
    pub text: Arc<str>,
    /// Its parsed markdown.
    pub document: Document,
    pub front_matter: FrontMatter,
    pub kind: Kind,
    pub title: String,
    pub title_source: TitleSource,
    /// Its place among its siblings.
    pub order: Option<Order>,
    /// Whether it has nothing to read but its title: another tool may list its children there.
    pub says_nothing: bool,
    /// The start of the link in its front matter that its readers are led to, if it says nothing.
    pub redirect: Option<usize>,
    /// The index of the heading that shows the title, if it opens the page.
    opening: Option<usize>,
    /// The number of levels by which its headings are shown higher than they are written.
    raised_by: u8,
    /// From the front matter, else the first paragraph, at most 200 characters.
    pub description: String,
    /// The range of the markdown in `text`.
    pub body: Range<usize>,
    /// The hash of the markdown, by which copies are found.
    pub hash: blake3::Hash,
    pub prose: Prose,
    pub facts: Facts,
    /// Its procedures, tasks, signals and comparisons.
    pub procedures: Procedures,
    /// The tree of a tree file, or the decisions in its text, in order.
    pub trees: Vec<Detected>,
    /// What of the file is not shown as it was meant.
    pub withheld: Option<Withheld>,
}

/// What a page says it does not show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withheld {
    /// The walk of a tree file with errors. Its text is shown.
    Walk,
    /// The text, which could not be read.
    Text,
}

/// The kind of an entry, by its front matter or its structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Entry,
    Sop,
    Note,
    Transcript,
    Term,
    Glossary,
    Tree,
}

/// The parts of a text that other pages use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Prose {
    pub headings: Vec<Heading>,
    /// The ids set by HTML in the text, in order.
    pub anchors: Vec<String>,
    /// The ids that the author gave to headings and other parts, which hold for the whole book if
    /// the page of a link does not have them.
    pub labels: Vec<String>,
    /// The links without words, by their starts.
    pub wordless: Vec<usize>,
    /// The blocks with an id, ordered by start.
    pub blocks: Vec<NamedBlock>,
    /// The terms of lists of definitions, with an id that nothing else on the page has.
    pub terms: Vec<NamedBlock>,
    /// In text order.
    pub links: Vec<Link>,
    /// The text around links and citations, in order.
    pub link_contexts: Vec<LinkContext>,
    pub citations: Vec<Citation>,
    /// The embeds that are a paragraph of their own, by the starts of their links.
    pub embeds: Vec<usize>,
    /// The tags in the text, with their `#`, in order.
    pub hashtags: Vec<Range<usize>>,
    /// The diagrams that can be drawn, by the starts of their fences.
    pub drawings: BTreeMap<usize, Drawing>,
    /// Whether there is HTML to sanitise.
    pub html: HasHtml,
    /// The elements that HTML in the text closes, by names in lower case.
    pub closed: BTreeSet<String>,
    pub words: usize,
}

/// Whether a page contains HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HasHtml {
    #[default]
    None,
    Some,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// From 1 to 6, as written.
    pub level: u8,
    pub text: String,
    /// Unique in its page.
    pub id: String,
    pub span: Range<usize>,
}

/// A paragraph, item or other block with an id that links can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedBlock {
    /// As written after the caret. Unique in its page, ignoring case.
    pub id: String,
    pub span: Range<usize>,
}

/// A link or an embed. No two start at the same byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub span: Range<usize>,
    pub to: RawLink,
}

/// A link as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawLink {
    pub syntax: Syntax,
    pub dest: String,
    /// The place of the destination.
    pub at: Range<usize>,
    pub written: Written,
}

impl Link {
    /// The range of the destination, if it can be replaced.
    pub fn place(&self) -> Option<Range<usize>> {
        (self.to.written != Written::Address).then(|| self.to.at.clone())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// `[text](dest)`, or `href` of an HTML tag.
    Link,
    /// `![alt](dest)`, or `src` of an HTML tag.
    Image,
    /// `[[dest]]`.
    Wiki,
    /// `![[dest]]`.
    WikiEmbed,
    /// A bare name in a list of related entries, perhaps followed by more words.
    Name,
}

impl Syntax {
    /// Whether the destination is a name, not a path or a URL.
    pub fn is_by_name(self) -> bool {
        matches!(self, Syntax::Wiki | Syntax::WikiEmbed | Syntax::Name)
    }
}

impl Prose {
    /// The links that start in a range of the page's text.
    pub fn links_in(&self, range: &Range<usize>) -> &[Link] {
        let start = self.links.partition_point(|link| link.span.start < range.start);
        let rest = &self.links[start..];
        &rest[..rest.partition_point(|link| link.span.start < range.end)]
    }

    /// The id of the term of a list of definitions that starts at a byte.
    pub fn term_at(&self, at: usize) -> Option<&str> {
        let index = self.terms.binary_search_by_key(&at, |term| term.span.start).ok()?;
        Some(&self.terms[index].id)
    }
}

impl Parsed {
    /// The ids of a page in Docusaurus and MyST, which links use in place of its path.
    pub fn own_ids(&self) -> impl Iterator<Item = &str> {
        let keys = ["id", "label"].into_iter();
        let ids = keys.filter_map(|key| self.front_matter.extra.get(key)?.word());
        ids.map(str::trim).filter(|id| id.contains(char::is_alphabetic))
    }

    /// Whether it is published only with drafts.
    pub fn is_draft(&self, today: Date) -> bool {
        self.front_matter.is_draft(&self.path, today)
    }

    /// Whether its page is a walk through a tree and not its text.
    pub fn is_walk(&self) -> bool {
        self.kind == Kind::Tree && self.withheld.is_none()
    }

    /// The displayed kind: the kind's label, else the author's word.
    pub fn kind_label<'a>(&'a self, words: &'a KindWords) -> Option<&'a str> {
        let word =
            self.front_matter.kind.as_deref().filter(|word| !word.eq_ignore_ascii_case("entry"));
        self.kind.label(words).or(word)
    }
}

impl Kind {
    /// All kinds with their names, in their order.
    const NAMES: [(Kind, &str); 7] = [
        (Kind::Entry, "entry"),
        (Kind::Sop, "sop"),
        (Kind::Note, "note"),
        (Kind::Transcript, "transcript"),
        (Kind::Term, "term"),
        (Kind::Glossary, "glossary"),
        (Kind::Tree, "decision-tree"),
    ];

    /// The kind's name in front matter.
    pub fn name(self) -> &'static str {
        Kind::NAMES[self as usize].1
    }

    /// The displayed kind; `None` for a plain entry.
    pub fn label(self, words: &KindWords) -> Option<&str> {
        match self {
            Kind::Entry => None,
            Kind::Sop => Some(&words.sop),
            Kind::Note => Some(&words.note),
            Kind::Transcript => Some(&words.transcript),
            Kind::Term => Some(&words.term),
            Kind::Glossary => Some(&words.glossary),
            Kind::Tree => Some(&words.tree),
        }
    }

    fn from_name(name: &str) -> Option<Kind> {
        let name = name.to_lowercase().replace([' ', '_'], "-");
        match name.as_str() {
            "tree" => Some(Kind::Tree),
            _ => Kind::NAMES.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind),
        }
    }
}

/// All pages, sorted by path. Those that `kept` has from the last build are not parsed again.
pub fn parse(
    pages: &Pages<'_>,
    config: &Config,
    kept: &mut KeptPages,
) -> (Vec<Arc<Parsed>>, Vec<Diagnostic>) {
    let pages = kept.update(pages, config);
    let parsed = pages.iter().map(|page| page.parsed.clone()).collect();
    let mut diagnostics = pages.iter().flat_map(|page| page.problems.iter().cloned()).collect();
    shortcodes::once(&mut diagnostics);
    diagnostic::once(&mut diagnostics, Code::UndrawnDiagram);
    (parsed, diagnostics)
}

/// Reads one file alone. Only tests need this; [`parse`] reads the files of a book.
pub fn page(file: &SourceFile, config: &Config) -> (Parsed, Vec<Diagnostic>) {
    let (name, order) = names::of_page(&file.path, &NumberedNames::default());
    let given = Given { name, order, ..Given::default() };
    read(file, &given, (config, &Language::with_words(&config.language, &config.words)))
}

/// Reads one file with the shared language table.
fn read(
    file: &SourceFile,
    given: &Given,
    (config, language): (&Config, &Language),
) -> (Parsed, Vec<Diagnostic>) {
    let (mut front_matter, start, mut diagnostics) = front_matter::read(&file.name, &file.text);
    let mut body = start..file.text.len();
    let mut facts = Facts::default();
    let mut kind = None;
    let speech = file.text[start..].trim_start();
    if starts_transcript(speech) {
        let header = transcript::read_header(speech);
        facts = header.facts;
        match (&front_matter.title, header.title.split_once(':')) {
            (Some(_), Some((chapter, title))) => facts.items.insert(0, Fact::new(chapter, title)),
            _ => front_matter.title = Some(header.title),
        }
        body.start = file.text.len() - speech.len() + header.body;
        kind = Some(Kind::Transcript);
    }
    let columns = given.columns.as_deref().filter(|_| facts.is_empty());
    let mut properties = columns.and_then(|columns| properties::read(file, start, columns));
    if let Some(properties) = &mut properties {
        properties.fill(&mut front_matter);
    }
    let file = properties.as_ref().map_or(file, |properties| &properties.file);
    front_matter.title = front_matter.title.map(|title| excerpt::without_tags(&title));
    front_matter.description = front_matter.description.map(|text| excerpt::words(&text));
    front_matter.video_id =
        front_matter.video_id.take().or_else(|| transcript::video(&front_matter));
    let document = Document::read_without(
        &file.text,
        body.clone(),
        (config.punctuation, config.hidden_lines.as_ref()),
    );
    diagnostics.extend(document.shortcodes().report(&file.name));
    // Comments are blanked out from here on; all offsets stay the same.
    let file = &SourceFile { text: document.text().clone(), ..file.clone() };
    let text::PageReading { mut prose, first_paragraph, opening, facts: listed, problems } =
        text::read(file, &document, &config.embeds);
    diagnostics.extend(problems);
    prose.links.extend(related::names(&document, &prose.headings));
    let redirect = opening.says_nothing.then(|| redirect_page::link(&front_matter)).flatten();
    let redirect_start = redirect.as_ref().map(|link| link.span.start);
    prose.links.extend(redirect);
    prose.links.extend(properties.iter().flat_map(|properties| properties.links.iter().cloned()));
    prose.links.sort_by_key(|link| link.span.start);
    if facts.is_empty() {
        facts = properties.map_or(listed, |properties| properties.facts);
    }
    let kind =
        front_matter.kind.as_deref().and_then(Kind::from_name).or(kind).unwrap_or_else(|| {
            kind_by_structure((&front_matter, &file.text[body.clone()]), &prose, &facts)
        });
    diagnostics.extend(misspelt_type(file, &front_matter));
    let headings = if opening.is_heading { prose.headings.as_slice() } else { &[] };
    let titles = Titles {
        given,
        front_matter: front_matter.title.as_deref(),
        nav_label: front_matter.nav_label.as_deref(),
        headings,
        file_names: config.writing.file_names,
    };
    let (title, title_source) = titles.choose();
    let excerpt = if opening.says_nothing {
        String::new()
    } else {
        shorten(&excerpt::without_labels(&first_paragraph))
    };
    let shown = headings.first().filter(|heading| title::shows(heading, &title)).map(|_| 0);
    let (trees, problems) = trees(file, (kind, &title), &document, (config, language));
    let withheld = match file.state {
        FileState::Unreadable => Some(Withheld::Text),
        FileState::Read => (kind == Kind::Tree && trees.is_empty()).then_some(Withheld::Walk),
    };
    diagnostics.extend(problems);
    let procedures =
        procedures::read(&document, procedures_part(kind, &trees, &body), &prose, &front_matter);
    prose.anchors.extend(procedures.ids().map(str::to_owned));
    let parsed = Parsed {
        name: file.name.clone(),
        path: file.path.clone(),
        text: document.text().clone(),
        hash: blake3::hash(document.text()[body.clone()].trim().as_bytes()),
        document,
        kind,
        title,
        title_source,
        order: front_matter.order.or(given.order),
        says_nothing: opening.says_nothing,
        redirect: redirect_start,
        raised_by: shown.map_or(0, |_| title::raised_by(headings)),
        opening: shown,
        description: front_matter.description.clone().unwrap_or(excerpt),
        front_matter,
        body,
        prose,
        facts,
        procedures,
        trees,
        withheld,
    };
    (parsed, diagnostics)
}

/// The tree of a tree file, or the decisions in an entry's text if detection is on.
fn trees(
    file: &SourceFile,
    (kind, title): (Kind, &str),
    document: &Document,
    (config, language): (&Config, &Language),
) -> (Vec<Detected>, Vec<Diagnostic>) {
    // What people say in a conversation decides nothing for its readers.
    if kind == Kind::Transcript {
        return Default::default();
    }
    if kind != Kind::Tree {
        return match config.trees {
            Detection::On => decisions::read(file, title, document, (config, language)),
            Detection::Off => Default::default(),
        };
    }
    let tree_file = TreeFile { file: &file.name, document, id: stem(&file.path), title };
    let (tree, problems) = check_tree_file(&tree_file);
    // A walk that is not proved could lead somebody astray: the file is shown as text.
    let is_proved = problems.iter().all(|problem| problem.code.severity() == Severity::Warning);
    let found = tree.filter(|_| is_proved);
    let found = found.map(|tree| Detected { tree: Arc::new(tree), list: document.body() });
    (found.into_iter().collect(), problems)
}

/// The prose of a page; of a tree file, the part before its questions.
fn procedures_part(kind: Kind, trees: &[Detected], body: &Range<usize>) -> Range<usize> {
    match (kind, trees.first()) {
        (Kind::Tree, Some(found)) => found.tree.lead.clone(),
        (Kind::Tree, None) => body.end..body.end,
        _ => body.clone(),
    }
}

/// Any word may be a type, but a near miss of a known one is reported.
fn misspelt_type(file: &SourceFile, front_matter: &FrontMatter) -> Option<Diagnostic> {
    let word = front_matter.kind.as_deref().filter(|word| Kind::from_name(word).is_none())?;
    let near = nearest(word, Kind::NAMES.map(|(_, name)| name))?;
    let span = front_matter.spans.get("type").cloned().unwrap_or(0..0);
    let mut slip = Diagnostic::new(Code::UnknownKey, format!("unknown type `{word}`"))
        .at(Place::new(&file.name, span))
        .help(format!("did you mean `{near}`?"));
    slip.severity = Severity::Warning;
    Some(slip)
}

/// Reports a merge conflict marker at a byte of a file.
fn merge_conflict(file: &Arc<str>, at: usize) -> Diagnostic {
    Diagnostic::new(Code::MergeConflict, "unresolved merge conflict")
        .at(Place::new(file, at..at + 7))
        .help("choose one side and delete the marker lines")
}

/// Cuts a text to 200 characters, between words.
pub fn shorten(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= 200 {
        return text;
    }
    let cut: String = text.chars().take(199).collect();
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', '.', ';', ':']))
}
