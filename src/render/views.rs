//! Template contexts: one struct per template, with all fields always present.

use serde::Serialize;

use crate::render::html::Html;
use crate::render::page_context::PageValues;
use crate::words::Text;

/// The fields that all pages share.
#[derive(Debug, Clone, Serialize)]
pub struct PageContext {
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// `auto`, `light` or `dark`.
    pub scheme: &'static str,
    pub site_title: String,
    /// The page's own title, without the site's.
    pub title: String,
    pub description: String,
    /// The authors of the book; may be empty.
    pub authors: String,
    /// The address of the book's repository.
    pub repository: Option<String>,
    /// The page's full URL, if book.toml sets the site's.
    pub canonical: Option<String>,
    /// Whether search engines are asked to leave the page out.
    pub is_unindexed: bool,
    /// The markdown copy of an entry's page.
    pub markdown_copy: Option<String>,
    /// The feed of changes, if there is one.
    pub feed: Option<String>,
    pub home: String,
    pub style: String,
    /// The stylesheet of blocks, and whether the page has any.
    pub block_style: String,
    pub has_blocks: bool,
    pub tree_style: Option<String>,
    /// Sources of frames and images for the policy of the page, each after a blank; mostly none.
    pub frame_hosts: String,
    pub image_hosts: String,
    pub early_script: String,
    pub scripts: Vec<String>,
    /// A URL, possibly a `data:` URL.
    pub icon: String,
    /// The media type of the icon.
    pub icon_type: &'static str,
    /// An image in place of the site's title.
    pub logo: Option<String>,
    /// The footer of all pages; may be empty.
    pub footer: String,
    pub is_home: bool,
    /// Links to generated pages.
    pub shortcuts: Vec<ShortcutView>,
    /// Whether the sidebar has a filter: it is long and contains the whole book.
    pub filter: bool,
    /// The number of chunks of preview data.
    pub previews: usize,
    /// The sidebar.
    pub nav: Html,
    /// The search page, unless the book has another page there.
    pub search: Option<String>,
    /// The print page, if there is one.
    pub print: Option<String>,
    /// The part of the print page that starts with this page, if any.
    pub print_part: Option<String>,
    /// The date of an entry's last change; may be empty.
    pub changed: String,
    /// The search script, loaded on demand.
    pub search_script: String,
    /// The script for links to selected text, loaded on demand.
    pub selection_script: String,
    /// For the book's own templates.
    pub page: PageValues,
}

/// A link to a generated page.
#[derive(Debug, Clone, Serialize)]
pub struct ShortcutView {
    pub href: String,
    /// On the home page.
    pub label: String,
    pub note: String,
    /// In the sidebar.
    pub short: String,
    /// The keyboard shortcut after `g`; may be empty.
    pub key: &'static str,
    /// A few items of the page, on the home page.
    pub some: Vec<Reference>,
    /// The class of their list.
    pub class: &'static str,
}

/// A link with a label.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Reference {
    pub href: String,
    pub label: String,
    /// The text below the label; may be empty.
    pub note: String,
}

impl Reference {
    /// A reference without a note.
    pub fn new(href: String, label: &str) -> Reference {
        Reference { href, label: label.to_owned(), note: String::new() }
    }
}

/// `entry.html`.
#[derive(Debug, Clone, Serialize)]
pub struct EntryView {
    #[serde(flatten)]
    pub context: PageContext,
    /// `sop`, `note`, …: the kind's name, also a class.
    pub kind: String,
    /// The displayed kind; empty for plain entries.
    pub kind_label: String,
    /// The entry that the kind names as a wikilink; may be empty.
    pub kind_href: String,
    pub heading: Html,
    pub lead: String,
    pub is_draft: bool,
    pub breadcrumbs: Vec<Reference>,
    pub facts: Vec<FactView>,
    /// Whether it says nothing and only lists what is in its folder.
    pub is_section: bool,
    /// The reading time in minutes.
    pub minutes: usize,
    pub contents: Vec<ContentsLine>,
    /// What the page does not show, if there is such a thing.
    pub withheld: Option<Text>,
    pub body: Html,
    /// The lines below it in the navigation, if the sidebar does not have all of them or it says
    /// nothing itself.
    pub inside: Vec<Reference>,
    /// The outcomes of trees that link here, each with the shortest path to it.
    pub sent_by: Vec<SenderView>,
    #[serde(flatten)]
    pub connections: Connections,
    pub previous: Option<Reference>,
    pub next: Option<Reference>,
    pub edit: Option<String>,
    /// The feedback address of the page.
    pub feedback: Option<String>,
}

/// The relations of an entry, below its text.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Connections {
    /// Its sources; one without a URL has an empty `href`.
    pub sources: Vec<Reference>,
    /// The entries that cite this one as a source.
    pub source_of: Vec<Reference>,
    /// Related entries, each with a reason as its note.
    pub related: Vec<Reference>,
    /// The entries with citations that this transcript answers.
    pub cited_in: Vec<QuotingView>,
    /// The first entries that link here.
    pub linked_from: Vec<QuotingView>,
    /// The rest of them.
    pub more_linked_from: Vec<QuotingView>,
}

/// An entry that refers to the shown one.
#[derive(Debug, Clone, Serialize)]
pub struct QuotingView {
    pub href: String,
    pub label: String,
    pub sentences: Vec<SentenceView>,
}

/// The sentence around a link.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
pub struct SentenceView {
    /// The cited second of a video, with a link to its place on this page.
    pub time: String,
    pub time_href: String,
    pub before: String,
    /// The link's label.
    pub label: String,
    pub after: String,
    /// The heading above a link without a sentence.
    pub under: String,
}

/// An outcome that links to an entry.
#[derive(Debug, Clone, Serialize)]
pub struct SenderView {
    /// The tree at the outcome.
    pub href: String,
    pub tree: String,
    pub outcome: String,
    /// Questions and answers of the shortest path.
    pub answers: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    pub key: String,
    /// Links to the pages of the entries with each value; without a page, `href` is empty.
    pub values: Vec<Reference>,
    /// The text between two of the values.
    pub between: String,
}

/// A line of a page's own table of contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsLine {
    /// 2 or 3.
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// `tree.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TreeView {
    #[serde(flatten)]
    pub context: PageContext,
    pub heading: Html,
    /// Whether the heading is the first question, which then shows it.
    pub is_first_question: bool,
    pub lead: String,
    pub is_draft: bool,
    pub breadcrumbs: Vec<Reference>,
    pub facts: Vec<FactView>,
    /// The text before the tree's first question.
    pub intro: Html,
    /// The signals in the tree's front matter.
    pub listed_signals: Html,
    pub size: String,
    /// The entry that a found decision is in.
    pub found_in: Option<Reference>,
    pub walk: Html,
    pub diagram: Option<Html>,
    /// The outcomes as links.
    pub outcomes: Vec<Reference>,
    pub scenarios: Vec<ScenarioView>,
    /// The exports of the tree.
    pub exports: Vec<Reference>,
    #[serde(flatten)]
    pub connections: Connections,
    pub edit: Option<String>,
    /// The feedback address of the page.
    pub feedback: Option<String>,
}

/// A worked example of a tree.
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioView {
    pub name: String,
    /// Question and answer.
    pub answers: Vec<(String, String)>,
    pub ends_at: String,
    /// The walk with these answers.
    pub href: String,
}

/// `trees.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TreesView {
    #[serde(flatten)]
    pub context: PageContext,
    pub trees: Vec<TreeLine>,
}

/// A tree in the list of all trees.
#[derive(Debug, Clone, Serialize)]
pub struct TreeLine {
    pub href: String,
    pub title: String,
    pub description: String,
    pub size: String,
    pub outcomes: Vec<String>,
    pub found_in: Option<Reference>,
}

/// `signals.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SignalsView {
    #[serde(flatten)]
    pub context: PageContext,
    pub groups: Vec<SignalGroup>,
}

/// An entry and its signals.
#[derive(Debug, Clone, Serialize)]
pub struct SignalGroup {
    pub href: String,
    pub title: String,
    /// The decisions in it.
    pub trees: Vec<Reference>,
    /// Each leads to its place in the entry.
    pub signals: Vec<Reference>,
}

/// `browse.html`.
#[derive(Debug, Clone, Serialize)]
pub struct BrowseView {
    #[serde(flatten)]
    pub context: PageContext,
    pub facets: Vec<FacetLine>,
    pub entries: Vec<FilteredEntry>,
}

/// `facet.html`.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    #[serde(flatten)]
    pub context: PageContext,
    pub breadcrumbs: Vec<Reference>,
    pub key: String,
    /// Whether the entries of each value are listed.
    pub is_read_by_value: bool,
    pub values: Vec<ValueLine>,
}

/// `value.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ValueView {
    #[serde(flatten)]
    pub context: PageContext,
    pub breadcrumbs: Vec<Reference>,
    /// The label of its facet.
    pub facet: String,
    /// The entry that the value names as a wikilink; may be empty.
    pub subject: String,
    /// The values that are nested in it.
    pub narrower: Vec<ValueLine>,
    pub entries: Vec<ListedEntry>,
    /// The other values of these entries.
    pub beside: Vec<FacetLine>,
    /// The list of all entries, filtered by this value.
    pub filter: String,
}

/// A facet with values.
#[derive(Debug, Clone, Serialize)]
pub struct FacetLine {
    pub key: String,
    pub label: String,
    pub href: String,
    /// Whether it is collapsed because of its many values.
    pub is_folded: bool,
    pub values: Vec<ValueLine>,
}

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct ValueLine {
    /// The form in addresses, unique in its facet.
    pub slug: String,
    pub label: String,
    /// The label, capitalised.
    pub heading: String,
    pub href: String,
    /// The number of its entries.
    pub count: usize,
    /// Its entries, if they are listed below it.
    pub entries: Vec<ListedEntry>,
}

/// An entry in the list of a value.
#[derive(Debug, Clone, Serialize)]
pub struct ListedEntry {
    pub href: String,
    pub label: String,
    /// Its description; may be empty.
    pub note: String,
    /// The date of its last review on the pages of owners, else empty.
    pub reviewed: String,
}

/// An entry in the list of all entries.
#[derive(Debug, Clone, Serialize)]
pub struct FilteredEntry {
    /// Its values as a query: `levels=impact&tags=focus`.
    pub terms: String,
    pub entry: ListedEntry,
}

/// `folder.html`.
#[derive(Debug, Clone, Serialize)]
pub struct FolderView {
    #[serde(flatten)]
    pub context: PageContext,
    pub breadcrumbs: Vec<Reference>,
    pub entries: Vec<Reference>,
}

/// `wanted.html`.
#[derive(Debug, Clone, Serialize)]
pub struct WantedView {
    #[serde(flatten)]
    pub context: PageContext,
    pub wanted: Vec<WantedLine>,
}

/// A wanted entry.
#[derive(Debug, Clone, Serialize)]
pub struct WantedLine {
    pub id: String,
    pub name: String,
    /// The entry with the nearest name.
    pub near: Option<Reference>,
    /// The command that creates it.
    pub command: String,
    pub by: Vec<QuotingView>,
}

/// `map.html`.
#[derive(Debug, Clone, Serialize)]
pub struct MapView {
    #[serde(flatten)]
    pub context: PageContext,
    /// The page's own stylesheet.
    pub map_style: String,
    /// The numbers of entries and of links between them.
    pub entries: usize,
    pub links: usize,
    /// The most linked entry, and the number of its linking entries.
    pub most: Option<Reference>,
    pub most_links: usize,
    /// The first entries without incoming links, and the number of the others.
    pub unlinked: Vec<Reference>,
    pub more_unlinked: usize,
    /// The part that is shown of a large book: `folders` or `most-linked`; else empty.
    pub cut: &'static str,
    pub groups: Vec<MapGroup>,
    /// The drawing beside the rows.
    pub arcs: Option<Html>,
}

/// The rows of a top-level folder.
#[derive(Debug, Clone, Serialize)]
pub struct MapGroup {
    pub title: String,
    /// The folder's own page.
    pub page: Option<MapRow>,
    pub rows: Vec<MapRow>,
}

/// A row of the map.
#[derive(Debug, Clone, Serialize)]
pub struct MapRow {
    pub href: String,
    pub label: String,
    /// The number of entries in it.
    pub entries: usize,
    /// The numbers of links to it and from it.
    pub linked_from: usize,
    pub links_to: usize,
}

/// `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    #[serde(flatten)]
    pub context: PageContext,
    /// The parts of the book, for readers without scripts.
    pub entries: Vec<Reference>,
}

/// `not-found.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    #[serde(flatten)]
    pub context: PageContext,
    /// JSON for the script that suggests entries: route, title and aliases of each.
    pub entries: Html,
}

/// `print.html`.
#[derive(Debug, Clone, Serialize)]
pub struct PrintView {
    #[serde(flatten)]
    pub context: PageContext,
    /// Nested lists of links to the entries below.
    pub contents: Html,
    pub parts: Vec<PrintedPart>,
}

/// Entries of the print page that can be printed alone.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedPart {
    /// Empty if it cannot be printed alone.
    pub id: String,
    pub entries: Vec<PrintedEntry>,
}

/// An entry on the print page.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedEntry {
    pub id: String,
    pub kind_label: String,
    pub heading: Html,
    pub lead: String,
    pub body: Html,
}
