//! The elements of a document, in the order in which they are written.

use crate::text::callout::Callout;

/// One step through a document. All strings are borrowed from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    Start(Tag<'a>),
    End(Tag<'a>),
    /// Text as readers see it: without escapes, with character references decoded.
    Text(&'a str),
    Code(&'a str),
    /// A whole block of HTML.
    Html(&'a str),
    /// One tag or comment of HTML within text.
    InlineHtml(&'a str),
    SoftBreak,
    HardBreak,
    Rule,
    FootnoteReference(&'a str),
    TaskMarker(Task),
    /// A tag such as `#team/design`, with its `#`.
    Hashtag(&'a str),
    /// The id of a block, without its caret.
    BlockId(&'a str, Block),
}

/// An element that holds others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag<'a> {
    Paragraph,
    Heading(HeadingTag<'a>),
    BlockQuote,
    /// A quote that is marked with a type. It opens with a [`Tag::CalloutTitle`].
    Callout(Callout<'a>),
    /// The first line of a callout, which may be empty.
    CalloutTitle,
    CodeBlock(CodeBlock<'a>),
    HtmlBlock,
    /// The number of the first item; bullets have none.
    List(Option<u64>),
    Item,
    FootnoteDefinition(&'a str),
    DefinitionList,
    DefinitionListTitle,
    DefinitionListDefinition,
    Table(&'a [Alignment]),
    TableHead,
    TableRow,
    TableCell,
    Emphasis,
    Strong,
    Strikethrough,
    /// Text between `==` and `==`.
    Highlight,
    Link(LinkTag<'a>),
    Image(LinkTag<'a>),
}

/// A heading as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingTag<'a> {
    /// From 1 to 6.
    pub level: u8,
    /// From `{#id}`.
    pub id: Option<&'a str>,
    /// From `{.one .two}`, separated by spaces.
    pub classes: &'a str,
    /// The name of the first attribute that is neither an id nor a class.
    pub other: Option<&'a str>,
}

/// How a block of code is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeBlock<'a> {
    Indented,
    /// What stands behind the opening fence.
    Fenced(&'a str),
}

/// A link or an image as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTag<'a> {
    pub form: LinkForm,
    /// Decoded; of a mail address without `mailto:`.
    pub dest: &'a str,
    pub title: &'a str,
    /// Of a reference: the index of its definition in [`crate::text::Document::definitions`].
    pub definition: Option<usize>,
}

/// The syntax of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkForm {
    /// `[text](dest)`.
    Inline,
    /// `[text][label]`, `[label][]` or `[label]`.
    Reference,
    /// `<https://example.org>`.
    Autolink,
    /// `<mail@example.org>`.
    Email,
    /// `[[dest]]`.
    Wiki,
    /// `[[dest|text]]`.
    LabelledWiki,
}

/// How the cells of a column are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// Whether an item of a list of tasks is ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Done,
    Open,
}

/// Which block an id is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// The paragraph or item at whose end it is written.
    Around,
    /// The block before it: the id has a line of its own.
    Before,
}

impl LinkForm {
    pub fn is_wiki(self) -> bool {
        matches!(self, LinkForm::Wiki | LinkForm::LabelledWiki)
    }
}

impl Tag<'_> {
    /// Whether the element is part of a line of text.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Highlight
                | Tag::Link(_)
                | Tag::Image(_)
        )
    }
}

impl Event<'_> {
    /// Whether the event is part of a line of text.
    pub fn is_inline(&self) -> bool {
        match self {
            Event::Start(tag) | Event::End(tag) => tag.is_inline(),
            Event::Rule | Event::Html(_) | Event::BlockId(_, Block::Before) => false,
            _ => true,
        }
    }
}
