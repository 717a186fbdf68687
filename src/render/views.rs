//! What each template is given: one struct a template, every field always there.

use serde::Serialize;

use crate::render::html::Html;

/// What every page has.
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
    /// Who wrote the book, may be empty.
    pub authors: String,
    /// Where the book's source is kept.
    pub repository: Option<String>,
    /// The page's whole address, where book.toml gives the site's.
    pub canonical: Option<String>,
    /// The page as markdown, if it is an entry's.
    pub markdown_copy: Option<String>,
    /// The feed of what changed, if there is one.
    pub feed: Option<String>,
    pub home: String,
    pub style: String,
    pub early_script: String,
    pub scripts: Vec<String>,
    /// An address, also of the kind that holds the picture itself.
    pub icon: String,
    /// The media type of the icon.
    pub icon_type: &'static str,
    /// An image that stands for the site's title.
    pub logo: Option<String>,
    /// What the book says at the foot of every page, may be empty.
    pub footer: String,
    pub is_home: bool,
    /// The ways in beside the order of the book.
    pub shortcuts: Vec<ShortcutView>,
    /// Whether the sidebar can be searched: it is long, and all of the book.
    pub filter: bool,
    /// How many parts the data of link previews has.
    pub previews: usize,
    /// The sidebar.
    pub nav: Html,
    /// The page that searches, unless the book has another page there.
    pub search: Option<String>,
    /// The whole book as one page, if there is such a page.
    pub print: Option<String>,
    /// The part of it that begins with this page, if one does.
    pub print_part: Option<String>,
    /// The day of an entry's last change, may be empty.
    pub changed: String,
    /// The script that searches, which a page loads when somebody does.
    pub search_script: String,
    /// The script that makes links to what is selected, likewise.
    pub selection_script: String,
}

/// A way into the book.
#[derive(Debug, Clone, Serialize)]
pub struct ShortcutView {
    pub href: String,
    /// On the first page.
    pub label: String,
    pub note: String,
    /// In the sidebar.
    pub short: String,
    /// Follows it after `g`, may be empty.
    pub key: &'static str,
    /// Some of what is there, on the first page.
    pub some: Vec<Reference>,
    /// The class of the list of them.
    pub class: &'static str,
}

/// A link with a label.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct Reference {
    pub href: String,
    pub label: String,
    /// What stands below the label, may be empty.
    pub note: String,
}

impl Reference {
    /// One without a note.
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
    /// The kind as a reader sees it; empty for plain entries.
    pub kind_label: String,
    pub heading: Html,
    pub lead: String,
    pub is_draft: bool,
    pub breadcrumbs: Vec<Reference>,
    pub facts: Vec<FactView>,
    /// How long reading takes.
    pub minutes: usize,
    pub contents: Vec<ContentsLine>,
    pub body: Html,
    /// The outcomes of trees that lead here, each with the shortest way to it.
    pub sent_by: Vec<SenderView>,
    #[serde(flatten)]
    pub connections: Connections,
    pub previous: Option<Reference>,
    pub next: Option<Reference>,
    pub edit: Option<String>,
    /// Where a reader says what is wrong with the page.
    pub feedback: Option<String>,
}

/// How an entry hangs together with others, for the foot of its page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Connections {
    /// Where its facts come from; a source without an address has no `href`.
    pub sources: Vec<Reference>,
    /// The entries that name this one as a source.
    pub source_of: Vec<Reference>,
    /// Entries with much in common, each with a note that says what.
    pub related: Vec<Reference>,
    /// The entries that cite a video at seconds whose words stand here.
    pub cited_in: Vec<QuotingView>,
    /// The first entries that link here.
    pub linked_from: Vec<QuotingView>,
    /// The rest of them.
    pub more_linked_from: Vec<QuotingView>,
}

/// An entry that refers to the one that is shown.
#[derive(Debug, Clone, Serialize)]
pub struct QuotingView {
    pub href: String,
    pub label: String,
    pub sentences: Vec<SentenceView>,
}

/// What an entry says around a link.
#[derive(Debug, Clone, Default, Serialize, PartialEq, Eq)]
pub struct SentenceView {
    /// The second of a video that is cited, with a link to its words on this page.
    pub time: String,
    pub time_href: String,
    pub before: String,
    /// The link's own words.
    pub label: String,
    pub after: String,
    /// The heading above a link that stands alone; then there are no words.
    pub under: String,
}

/// An outcome that leads to an entry.
#[derive(Debug, Clone, Serialize)]
pub struct SenderView {
    /// The tree, walked to the outcome.
    pub href: String,
    pub tree: String,
    pub outcome: String,
    /// Questions and answers of the shortest way.
    pub answers: Vec<(String, String)>,
}

#[derive(Debug, Clone, Serialize)]
pub struct FactView {
    pub key: String,
    pub values: Vec<FactValue>,
}

/// One value of a fact.
#[derive(Debug, Clone, Serialize)]
pub struct FactValue {
    /// The page of the entries that have it, may be empty.
    pub href: String,
    pub label: String,
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
    pub lead: String,
    pub is_draft: bool,
    pub breadcrumbs: Vec<Reference>,
    pub facts: Vec<FactView>,
    /// What the tree's file says before its first question.
    pub intro: Html,
    /// What people say when they need the tree, as its front matter has it.
    pub listed_signals: Html,
    /// `4 questions, 2 to 3 on a walk, 3 outcomes`.
    pub size: String,
    /// The entry that a found decision was read from.
    pub found_in: Option<Reference>,
    pub walk: Html,
    pub diagram: Option<Html>,
    /// The tree as nested steps, the diagram's text.
    pub outcomes: Vec<Reference>,
    pub scenarios: Vec<ScenarioView>,
    /// The tree for other tools.
    pub exports: Vec<Reference>,
    #[serde(flatten)]
    pub connections: Connections,
    pub edit: Option<String>,
    /// Where a reader says what is wrong with the page.
    pub feedback: Option<String>,
}

/// A worked example of a tree.
#[derive(Debug, Clone, Serialize)]
pub struct ScenarioView {
    pub name: String,
    /// Question and answer.
    pub answers: Vec<(String, String)>,
    pub ends_at: String,
    /// The walk at its end, with these answers.
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

/// An entry and what people say when it applies.
#[derive(Debug, Clone, Serialize)]
pub struct SignalGroup {
    pub href: String,
    pub title: String,
    /// The decisions that it holds.
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
    /// Whether each value comes with its entries.
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
    pub entries: Vec<ListedEntry>,
    /// The other values of these entries.
    pub beside: Vec<FacetLine>,
    /// The list of all entries, narrowed down to these.
    pub filter: String,
}

/// A facet with values.
#[derive(Debug, Clone, Serialize)]
pub struct FacetLine {
    pub key: String,
    pub label: String,
    pub href: String,
    /// Whether it has so many values that they are folded away.
    pub is_folded: bool,
    pub values: Vec<ValueLine>,
}

/// A value of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct ValueLine {
    /// As it stands in addresses, unique in its facet.
    pub slug: String,
    pub label: String,
    /// The label as a heading begins.
    pub heading: String,
    pub href: String,
    /// How many entries have it.
    pub count: usize,
    /// The entries, where they are shown below their value.
    pub entries: Vec<ListedEntry>,
}

/// An entry in the list of a value.
#[derive(Debug, Clone, Serialize)]
pub struct ListedEntry {
    pub href: String,
    pub label: String,
    /// Its description, may be empty.
    pub note: String,
    /// The day of its last review on the pages of owners, else empty.
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

/// An entry that nobody has written.
#[derive(Debug, Clone, Serialize)]
pub struct WantedLine {
    pub id: String,
    pub name: String,
    /// The entry whose name is spelt most like it.
    pub near: Option<Reference>,
    /// What an author types to start it.
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
    /// How many entries the book has, and how many links there are between them.
    pub entries: usize,
    pub links: usize,
    /// The entry that most others link to, and how many do.
    pub most: Option<Reference>,
    pub most_links: usize,
    /// The first entries that none links to, and how many more there are.
    pub unlinked: Vec<Reference>,
    pub more_unlinked: usize,
    /// What is shown of a large book: `folders`, or the `most-linked` entries; else empty.
    pub cut: &'static str,
    pub groups: Vec<MapGroup>,
    /// The drawing beside the rows.
    pub arcs: Option<Html>,
}

/// The rows of an outermost folder.
#[derive(Debug, Clone, Serialize)]
pub struct MapGroup {
    pub title: String,
    /// The row of the folder's own page.
    pub page: Option<MapRow>,
    pub rows: Vec<MapRow>,
}

/// A row of the map.
#[derive(Debug, Clone, Serialize)]
pub struct MapRow {
    pub href: String,
    pub label: String,
    /// How many it stands for.
    pub entries: usize,
    /// The links that lead to it and from it.
    pub linked_from: usize,
    pub links_to: usize,
}

/// `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    #[serde(flatten)]
    pub context: PageContext,
    /// The parts of the book, for readers without script.
    pub entries: Vec<Reference>,
}

/// `not-found.html`.
#[derive(Debug, Clone, Serialize)]
pub struct NotFoundView {
    #[serde(flatten)]
    pub context: PageContext,
    /// JSON for the script that names the nearest entries: for each its route, its title and its
    /// other names.
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

/// Entries of the whole book that can be printed alone.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedPart {
    /// Empty for what cannot.
    pub id: String,
    pub entries: Vec<PrintedEntry>,
}

/// An entry in the whole book.
#[derive(Debug, Clone, Serialize)]
pub struct PrintedEntry {
    pub id: String,
    pub kind_label: String,
    pub heading: Html,
    pub lead: String,
    pub body: Html,
}

/// `redirect.html`.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    pub language: String,
    pub title: String,
    pub href: String,
    pub canonical: Option<String>,
}
