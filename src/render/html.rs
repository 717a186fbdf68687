//! HTML and XML writers that escape their input.
//!
//! Text and attributes have separate functions, so that a string becomes markup only on purpose.

use crate::words::{Piece, Text};

/// How many bytes are searched at once.
const CHUNK: usize = 16;

/// A piece of well-formed HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Wraps HTML from `clean` or a template; everything else is written piece by piece.
    pub(super) fn trusted(html: String) -> Html {
        Html(html)
    }

    /// An empty piece with the given capacity.
    pub fn with_capacity(bytes: usize) -> Html {
        Html(String::with_capacity(bytes))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    /// Writes the doctype.
    pub fn doctype(&mut self) -> &mut Html {
        self.0.push_str("<!doctype html>");
        self
    }

    /// `<name a="b">`; an empty value writes the attribute's name only.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Html {
        let mut tag = self.tag(name);
        for (key, value) in attributes {
            tag = if value.is_empty() { tag.flag(key) } else { tag.attribute(key, value) };
        }
        tag.end()
    }

    /// Starts a tag, whose attributes follow.
    pub fn tag(&mut self, name: &str) -> OpenTag<'_> {
        self.0.push('<');
        self.0.push_str(name);
        OpenTag(self)
    }

    pub fn close(&mut self, name: &str) -> &mut Html {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Html {
        escape_into(&mut self.0, text);
        self
    }

    /// Text in HTML notation: entities stay, and tags are escaped.
    pub fn written(&mut self, text: &str) -> &mut Html {
        let mut parts = text.split('<');
        self.0.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.0.push_str("&lt;");
            self.0.push_str(part);
        }
        self
    }

    /// JSON for a script.
    pub fn json(&mut self, value: &impl serde::Serialize) -> &mut Html {
        self.0.push_str(&json_for_script(value));
        self
    }

    pub fn newline(&mut self) -> &mut Html {
        self.0.push('\n');
        self
    }

    /// Appends HTML that is already well-formed.
    pub fn html(&mut self, html: &Html) -> &mut Html {
        self.0.push_str(&html.0);
        self
    }

    /// An interface text with HTML in its placeholders.
    pub fn fill(&mut self, words: &Text, values: &[(&str, &Html)]) -> &mut Html {
        for piece in words.pieces() {
            match piece {
                Piece::Text(text) => self.text(text),
                Piece::Placeholder(name) => match values.iter().find(|(key, _)| *key == name) {
                    Some((_, value)) => self.html(value),
                    None => self.text(name),
                },
            };
        }
        self
    }

    /// An element with only text.
    pub fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) -> &mut Html {
        self.open(name, attributes).text(text).close(name)
    }
}

/// An unfinished tag.
#[must_use = "a tag has to be ended"]
pub struct OpenTag<'a>(&'a mut Html);

impl<'a> OpenTag<'a> {
    /// An attribute without a value.
    pub fn flag(self, name: &str) -> OpenTag<'a> {
        self.0.0.push(' ');
        self.0.0.push_str(name);
        self
    }

    pub fn attribute(self, name: &str, value: &str) -> OpenTag<'a> {
        let tag = self.flag(name);
        tag.0.0.push_str("=\"");
        escape_into(&mut tag.0.0, value);
        tag.0.0.push('"');
        tag
    }

    /// An attribute in HTML notation: entities stay.
    pub fn written(self, name: &str, value: &str) -> OpenTag<'a> {
        let tag = self.flag(name);
        tag.0.0.push_str("=\"");
        let value = value.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
        tag.0.0.push_str(&value);
        tag.0.0.push('"');
        tag
    }

    /// Closes an empty SVG element.
    pub fn end_empty(self) -> &'a mut Html {
        self.0.0.push_str("/>");
        self.0
    }

    pub fn end(self) -> &'a mut Html {
        self.0.0.push('>');
        self.0
    }
}

/// Appends text with the five special characters of HTML escaped.
fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = find_byte(rest.as_bytes(), *b"&<>\"'\0") {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{FFFD}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// The index of the first byte that is one of some. Without branches inside of a chunk, so that the
/// compiler compares many bytes at once.
pub(super) fn find_byte<const N: usize>(text: &[u8], wanted: [u8; N]) -> Option<usize> {
    let holds_none = |chunk: &&[u8; CHUNK]| {
        let mut found = 0;
        for byte in *chunk {
            wanted.iter().for_each(|wanted| found |= u8::from(byte == wanted));
        }
        found == 0
    };
    let plain = text.as_chunks().0.iter().take_while(holds_none).count() * CHUNK;
    text[plain..].iter().position(|byte| wanted.contains(byte)).map(|at| plain + at)
}

/// An XML document.
pub struct Xml(String);

impl Xml {
    pub fn declared() -> Xml {
        Xml("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// `<name a="b">` and a newline.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, ">\n")
    }

    /// `<name a="b"/>` and a newline.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) -> &mut Xml {
        self.tag(name, attributes, "/>\n")
    }

    /// `<name>text</name>` and a newline.
    pub fn element(&mut self, name: &str, text: &str) -> &mut Xml {
        self.tag(name, &[], ">");
        escape_xml_into(&mut self.0, text);
        self.close(name)
    }

    /// `</name>` and a newline.
    pub fn close(&mut self, name: &str) -> &mut Xml {
        self.0.push_str(&format!("</{name}>\n"));
        self
    }

    pub fn into_string(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) -> &mut Xml {
        self.0.push('<');
        self.0.push_str(name);
        for (key, value) in attributes {
            self.0.push_str(&format!(" {key}=\""));
            escape_xml_into(&mut self.0, value);
            self.0.push('"');
        }
        self.0.push_str(end);
        self
    }
}

/// Escapes text for XML content and attributes. Invalid characters are replaced.
fn escape_xml_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
}

/// JSON that is safe inside a `<script>` element.
fn json_for_script(value: &impl serde::Serialize) -> String {
    let json = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_cannot_become_markup() {
        let mut html = Html::default();
        html.element("a", &[("title", "\"><script>")], "<b> & 'c'");
        assert_eq!(
            html.as_str(),
            "<a title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &#39;c&#39;</a>"
        );
    }

    #[test]
    fn json_cannot_end_its_script() {
        assert_eq!(json_for_script(&"</script>\u{2028}"), "\"\\u003c/script\\u003e\\u2028\"");
    }

    #[test]
    fn nothing_an_author_writes_becomes_markup_of_xml() {
        let mut xml = Xml::declared();
        xml.open("a", &[("b", "\"<&'")]).element("t", "]]> <x/> &amp; \u{1B}\u{FFFF}").close("a");
        let written = xml.into_string();
        let (_, body) = written.split_once('\n').unwrap();
        assert_eq!(
            body,
            "<a b=\"&quot;&lt;&amp;'\">\n<t>]]&gt; &lt;x/&gt; &amp;amp; \u{FFFD}\u{FFFD}</t>\n</a>\n"
        );
    }
}
