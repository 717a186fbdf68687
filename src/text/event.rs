//! The elements of a document as events, in text order.

use crate::formats::math::Form;
use crate::text::callout::Callout;

/// One event of a document, with borrowed strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'a> {
    Start(Tag<'a>),
    End(Tag<'a>),
    /// Text as displayed: without escapes, with character references decoded.
    Text(&'a str),
    Code(&'a str),
    /// The source of a formula.
    Math(&'a str, Form),
    /// A complete HTML block.
    Html(&'a str),
    /// An inline HTML tag or comment.
    InlineHtml(&'a str),
    SoftBreak,
    HardBreak,
    Rule,
    FootnoteReference(&'a str),
    TaskMarker(Task),
    /// A tag such as `#team/design`, with its `#`.
    Hashtag(&'a str),
    /// A block id, without its caret.
    BlockId(&'a str, Block),
}

/// An element that contains others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag<'a> {
    Paragraph,
    Heading(HeadingTag<'a>),
    BlockQuote,
    /// A quote with a type. It starts with a [`Tag::CalloutTitle`].
    Callout(Callout<'a>),
    /// The first line of a callout; may be empty.
    CalloutTitle,
    CodeBlock(CodeBlock<'a>),
    HtmlBlock,
    /// The number of the first item; `None` for bullets.
    List(Option<u64>),
    Item,
    FootnoteDefinition(&'a str),
    /// A footnote in the text, `^[words]`.
    InlineNote,
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

/// A heading as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadingTag<'a> {
    /// From 1 to 6.
    pub level: u8,
    /// From `{#id}`.
    pub id: Option<&'a str>,
    /// From `{.one .two}`, separated by spaces.
    pub classes: &'a str,
    /// The first attribute that is neither an id nor a class.
    pub other: Option<&'a str>,
}

/// The form of a code block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeBlock<'a> {
    Indented,
    /// The info string of the opening fence.
    Fenced(&'a str),
}

/// A link or an image as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkTag<'a> {
    pub form: LinkForm,
    /// Decoded; of a mail address, without `mailto:`.
    pub dest: &'a str,
    pub title: &'a str,
    /// For a reference, the index of its definition in [`crate::text::Document::definitions`].
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

/// The alignment of a table column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    None,
    Left,
    Center,
    Right,
}

/// The state of a task list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Task {
    Done,
    Open,
    /// Another sign in the brackets, which is ASCII.
    Other(u8),
}

/// The block that an id belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// The paragraph or item that ends with it.
    Around,
    /// The previous block: the id is on a line of its own.
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
                | Tag::InlineNote
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

    /// Whether the event starts or ends a block.
    pub fn is_block_edge(&self) -> bool {
        matches!(self, Event::Start(tag) | Event::End(tag) if !tag.is_inline())
    }

    /// Whether the event is text in a line, not its markup.
    pub fn is_text(&self) -> bool {
        matches!(
            self,
            Event::Text(_) | Event::Code(_) | Event::Math(..) | Event::SoftBreak | Event::HardBreak
        )
    }
}
