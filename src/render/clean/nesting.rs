//! The nesting of elements that every HTML parser reads as it is written.
//!
//! A parser closes some elements early, moves others out of tables and opens some again. Where it
//! might, [`Nesting`] answers `None`.

use crate::raw_html::DEEPEST;

/// What decides where an element may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Inline,
    Link,
    Paragraph,
    Heading,
    Block,
    List,
    Item,
    Terms,
    /// `dt` or `dd`.
    Term,
    Table,
    Caption,
    Rows,
    Row,
    Cell,
    /// Without content.
    Empty,
    /// Without content, and never in a paragraph.
    Rule,
}

impl Kind {
    /// The kind of an allowed element; `None` for all others and for columns, which are rare.
    pub fn of(name: &str) -> Option<Kind> {
        Some(match name {
            "a" => Kind::Link,
            "p" => Kind::Paragraph,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
            "address" | "article" | "aside" | "blockquote" | "center" | "details" | "div"
            | "figcaption" | "figure" | "footer" | "header" | "hgroup" | "nav" | "pre"
            | "section" | "summary" => Kind::Block,
            "ul" | "ol" => Kind::List,
            "li" => Kind::Item,
            "dl" => Kind::Terms,
            "dt" | "dd" => Kind::Term,
            "table" => Kind::Table,
            "caption" => Kind::Caption,
            "thead" | "tbody" | "tfoot" => Kind::Rows,
            "tr" => Kind::Row,
            "td" | "th" => Kind::Cell,
            "br" | "img" | "input" | "source" | "track" | "wbr" => Kind::Empty,
            "hr" => Kind::Rule,
            "abbr" | "acronym" | "audio" | "b" | "bdi" | "bdo" | "big" | "cite" | "code"
            | "data" | "del" | "dfn" | "em" | "font" | "i" | "ins" | "kbd" | "label" | "mark"
            | "meter" | "output" | "picture" | "place-holder" | "progress" | "q" | "s" | "samp"
            | "small" | "span" | "strike" | "strong" | "sub" | "sup" | "tick-list" | "time"
            | "tt" | "u" | "var" | "video" => Kind::Inline,
            _ => return None,
        })
    }

    /// Whether only certain elements and white space may stand directly in it.
    fn is_frame_of_rows(self) -> bool {
        matches!(self, Kind::Table | Kind::Rows | Kind::Row)
    }

    /// Whether it ends an open paragraph.
    fn ends_paragraph(self) -> bool {
        !matches!(self, Kind::Inline | Kind::Link | Kind::Empty)
    }
}

/// The open elements at a place in HTML.
#[derive(Debug, Default)]
pub struct Nesting<'a> {
    open: Vec<(&'a str, Kind)>,
}

impl<'a> Nesting<'a> {
    /// Goes past the start of an element.
    pub fn start(&mut self, name: &'a str, kind: Kind) -> Option<()> {
        let parent = self.open.last().map(|(_, kind)| *kind);
        let parent_allows = match kind {
            Kind::Item => parent == Some(Kind::List),
            Kind::Term => parent == Some(Kind::Terms),
            Kind::Rows | Kind::Caption => parent == Some(Kind::Table),
            Kind::Row => parent == Some(Kind::Rows),
            Kind::Cell => parent == Some(Kind::Row),
            Kind::Link => !self.is_in(Kind::Link),
            Kind::Heading => parent != Some(Kind::Heading),
            Kind::Table => !self.is_in(Kind::Caption),
            _ => true,
        };
        let is_in_rows = parent.is_some_and(Kind::is_frame_of_rows)
            && !matches!(kind, Kind::Rows | Kind::Caption | Kind::Row | Kind::Cell);
        let ends_paragraph = kind.ends_paragraph() && self.is_in(Kind::Paragraph);
        if !parent_allows || is_in_rows || ends_paragraph || self.open.len() >= DEEPEST {
            return None;
        }
        if !matches!(kind, Kind::Empty | Kind::Rule) {
            self.open.push((name, kind));
        }
        Some(())
    }

    /// Goes past the end of the innermost element.
    pub fn end(&mut self, name: &str) -> Option<()> {
        self.open.pop().filter(|(open, _)| *open == name).map(|_| ())
    }

    /// Whether the innermost element holds rows of a table.
    pub fn holds_rows(&self) -> bool {
        self.open.last().is_some_and(|(_, kind)| *kind == Kind::Rows)
    }

    /// Goes past text, which must be white space between the rows of a table.
    pub fn text(&self, text: &str) -> Option<()> {
        let is_between_rows = self.open.last().is_some_and(|(_, kind)| kind.is_frame_of_rows());
        let is_fine = !is_between_rows || text.bytes().all(|byte| byte.is_ascii_whitespace());
        is_fine.then_some(())
    }

    /// Whether every element is closed.
    pub fn is_closed(&self) -> bool {
        self.open.is_empty()
    }

    fn is_in(&self, kind: Kind) -> bool {
        self.open.iter().any(|(_, open)| *open == kind)
    }
}
