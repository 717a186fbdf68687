//! Raw HTML in markdown: the allowed tags, and their positions.
//!
//! A sanitiser library enforces the allow-list when a page is rendered. This scanner runs first, so
//! that a refused tag is reported at its place and its content is shown without it. It need not be a
//! full HTML parser, because the library also cleans whatever it misjudges.

pub mod elements;

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memchr;

pub use crate::raw_html::elements::{ELEMENTS, Verdict};

use crate::source::clamp;

/// The allowed attributes.
pub const ATTRIBUTES: &[&str] = &[
    "id", "class", "title", "lang", "dir", "href", "src", "alt", "width", "height", "loading",
    "open", "colspan", "rowspan", "scope", "start", "reversed", "value", "datetime", "role",
    "tabindex", "controls", "muted", "data-t", "min", "max", "low", "high", "optimum",
];

/// Attributes that could run or send something, besides the handlers of events.
const UNSAFE: &[&str] = &["srcdoc", "formaction", "action", "xlink:href", "ping", "http-equiv"];

/// A token, by its range in the scanned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    Text(Range<usize>),
    Comment(Range<usize>),
    Tag(HtmlTag),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HtmlTag {
    pub span: Range<usize>,
    /// In lower case.
    pub name: String,
    pub side: Side,
    pub attributes: Vec<Attribute>,
    /// Whether it ends in `/>`.
    pub is_closed: bool,
}

/// The colour scheme of a source of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceScheme {
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Open,
    Close,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// In lower case.
    pub name: String,
    pub name_span: Range<usize>,
    /// The value without its quotes.
    pub value: Range<usize>,
}

impl HtmlTag {
    pub fn verdict(&self) -> Verdict {
        elements::verdict(&self.name)
    }

    /// Whether a tag of an unknown element belongs to a component of another tool. `closed` has the
    /// elements that the page closes somewhere; others such as `<your-name>` are placeholders.
    pub fn is_component(&self, closed: &BTreeSet<String>) -> bool {
        let has_value = |given: &Attribute| given.value.start > given.name_span.end;
        self.side == Side::Close
            || self.is_closed
            || self.name.contains('.')
            || self.attributes.iter().any(has_value)
            || closed.contains(&self.name)
    }

    /// Whether the tag opens an element whose content is a program or stands for its frame.
    pub fn hides_content(&self) -> bool {
        let has_content = !matches!(self.name.as_str(), "embed" | "frame");
        let hides = matches!(self.verdict(), Verdict::Code | Verdict::Frame);
        self.side == Side::Open && hides && has_content && !self.is_closed
    }

    /// The address of a `<source>` that a picture shows in one colour scheme, and whether that is
    /// the dark one.
    pub fn source_in_scheme(&self, html: &str) -> Option<(Range<usize>, SourceScheme)> {
        let media = &html[self.attribute("media").filter(|_| self.name == "source")?.value.clone()];
        let scheme = media.split_once("prefers-color-scheme")?.1;
        let scheme = match scheme.trim_start_matches([':', ' ']) {
            rest if rest.starts_with("dark") => SourceScheme::Dark,
            rest if rest.starts_with("light") => SourceScheme::Light,
            _ => return None,
        };
        let value = self.attribute("srcset")?.value.clone();
        let written = &html[value.clone()];
        let start = value.start + written.len() - written.trim_start().len();
        let address = written.trim_start().split([' ', ',', '\n']).next()?;
        (!address.is_empty()).then_some((start..start + address.len(), scheme))
    }

    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|attribute| attribute.name == name)
    }
}

impl Attribute {
    /// Whether it is kept.
    pub fn is_kept(&self) -> bool {
        let name = self.name.as_str();
        ATTRIBUTES.contains(&name)
            || name.starts_with("aria-")
            || (name.starts_with("data-") && name.len() > 5)
    }

    /// Whether it is reported when it is left out; all others mean nothing to readers.
    pub fn is_unsafe(&self) -> bool {
        let name = self.name.as_str();
        UNSAFE.contains(&name) || name.strip_prefix("on").is_some_and(is_event)
    }
}

fn is_event(name: &str) -> bool {
    name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The most elements that may contain an element. Browsers stop nesting at 512, and a sanitiser
/// looks through all open elements for each tag.
pub const DEEPEST: usize = 256;

/// Elements that have no content, or that the next one of their kind ends.
const UNNESTED: &[&str] = &[
    "a", "br", "caption", "col", "colgroup", "dd", "dt", "hr", "img", "input", "li", "p", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// The open elements at a place in HTML.
#[derive(Debug, Default)]
pub struct OpenElements {
    names: Vec<String>,
}

/// Whether a tag is of an element that is nested too deeply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Fine,
    TooDeep,
}

impl OpenElements {
    /// Goes past a tag.
    pub fn pass(&mut self, tag: &HtmlTag) -> Depth {
        if UNNESTED.contains(&tag.name.as_str()) {
            return Depth::Fine;
        }
        match tag.side {
            Side::Open => self.names.push(tag.name.clone()),
            Side::Close => {
                // A tag that closes nothing near is ignored, so that each takes the same time.
                let near = self.names.len().saturating_sub(DEEPEST);
                let opened = self.names[near..].iter().rposition(|name| *name == tag.name);
                let Some(opened) = opened else { return self.depth(self.names.len()) };
                self.names.truncate(near + opened);
                return self.depth(self.names.len() + 1);
            }
        }
        self.depth(self.names.len())
    }

    fn depth(&self, count: usize) -> Depth {
        if count > DEEPEST { Depth::TooDeep } else { Depth::Fine }
    }
}

/// The tokens of `html`, in order and without gaps.
pub fn scan(html: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut text_from = 0;
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let start = at + found;
        let (token, end) = match () {
            _ if html[start..].starts_with("<!--") => {
                let end = html[start + 4..].find("-->").map_or(html.len(), |e| start + e + 7);
                (Some(Token::Comment(start..end)), end)
            }
            _ => match tag(html, start) {
                Some(tag) => {
                    let end = tag.span.end;
                    (Some(Token::Tag(tag)), end)
                }
                None => (None, start + 1),
            },
        };
        if let Some(token) = token {
            if text_from < start {
                tokens.push(Token::Text(text_from..start));
            }
            tokens.push(token);
            text_from = end;
        }
        at = end;
    }
    if text_from < html.len() {
        tokens.push(Token::Text(text_from..html.len()));
    }
    tokens
}

/// Whether a comment is terminated.
pub fn is_closed(comment: &str) -> bool {
    comment.ends_with("-->")
}

/// The place in `text` of a part of an HTML block that starts at `start`.
///
/// Approximate in a quote, where the block lacks the markers at the start of its lines.
pub fn place(text: &str, start: usize, part: &Range<usize>) -> Range<usize> {
    clamp(text, &(start + part.start..start + part.end))
}

/// Decodes the few character references that URLs contain.
pub fn unescape(value: &str) -> String {
    if memchr(b'&', value.as_bytes()).is_none() {
        return value.to_owned();
    }
    value
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The tag that starts with the `<` at `start`.
fn tag(html: &str, start: usize) -> Option<HtmlTag> {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    let side = match bytes.get(at) {
        Some(b'/') => {
            at += 1;
            Side::Close
        }
        _ => Side::Open,
    };
    let name_start = at;
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    while bytes.get(at).is_some_and(|b| b.is_ascii_alphanumeric() || b"-:_.".contains(b)) {
        at += 1;
    }
    let name = html[name_start..at].to_ascii_lowercase();
    let mut attributes = Vec::new();
    loop {
        while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
            at += 1;
        }
        match bytes.get(at)? {
            b'>' => {
                let is_closed = bytes[at - 1] == b'/';
                return Some(HtmlTag { span: start..at + 1, name, side, attributes, is_closed });
            }
            b'<' => return None,
            _ => {
                let (attribute, end) = attribute(html, at);
                attributes.push(attribute);
                at = end;
            }
        }
    }
}

fn attribute(html: &str, start: usize) -> (Attribute, usize) {
    let bytes = html.as_bytes();
    let mut at = start + 1;
    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !b"=>/<".contains(b)) {
        at += 1;
    }
    let name_span = start..at;
    let mut equals = at;
    while bytes.get(equals).is_some_and(u8::is_ascii_whitespace) {
        equals += 1;
    }
    let mut value = at..at;
    if bytes.get(equals) == Some(&b'=') {
        let mut from = equals + 1;
        while bytes.get(from).is_some_and(u8::is_ascii_whitespace) {
            from += 1;
        }
        (value, at) = attribute_value(html, from);
    }
    let name = html[name_span.clone()].to_ascii_lowercase();
    (Attribute { name, name_span, value }, at)
}

fn attribute_value(html: &str, from: usize) -> (Range<usize>, usize) {
    let bytes = html.as_bytes();
    match bytes.get(from) {
        Some(quote @ (b'"' | b'\'')) => {
            let rest = &bytes[from + 1..];
            let length = rest.iter().position(|b| b == quote).unwrap_or(rest.len());
            let end = from + 1 + length;
            (from + 1..end, (end + 1).min(html.len()))
        }
        _ => {
            let rest = &bytes[from.min(bytes.len())..];
            let length = rest
                .iter()
                .position(|b| b.is_ascii_whitespace() || *b == b'>')
                .unwrap_or(rest.len());
            (from..from + length, from + length)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_attributes_are_found_with_their_places() {
        let html = "a <img src='x y.png' ALT=z> b</em>";
        let tokens = scan(html);
        let Token::Tag(tag) = &tokens[1] else { panic!("{tokens:?}") };
        assert_eq!(tag.name, "img");
        assert_eq!(&html[tag.attribute("src").unwrap().value.clone()], "x y.png");
        assert_eq!(&html[tag.attribute("alt").unwrap().value.clone()], "z");
        assert_eq!(tokens.len(), 4);
    }

    #[test]
    fn what_is_no_tag_stays_text() {
        for html in ["a < b", "<", "<3", "<a", "<a href=\"x", "</", "<!-"] {
            let tokens = scan(html);
            assert!(tokens.iter().all(|t| matches!(t, Token::Text(_))), "{html}: {tokens:?}");
        }
    }

    #[test]
    fn an_open_comment_reaches_to_the_end() {
        assert_eq!(scan("x<!-- y"), [Token::Text(0..1), Token::Comment(1..7)]);
    }

    #[test]
    fn placeholders_are_told_from_elements() {
        let verdict = |html: &str| match &scan(html)[0] {
            Token::Tag(tag) => tag.verdict(),
            other => panic!("{other:?}"),
        };
        assert_eq!(verdict("<your-name>"), Verdict::Unknown);
        assert_eq!(verdict("<script>"), Verdict::Code);
        assert_eq!(verdict("<legend>"), Verdict::Bare);
        assert_eq!(verdict("<KBD>"), Verdict::Allowed);
    }
}
