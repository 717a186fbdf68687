//! Cleans HTML that is plainly well-formed, as most of an article is, without building a document.
//!
//! It gives what the sanitiser would give, or nothing: whatever a parser could read in another way
//! than it is written is left to the sanitiser. Tests compare the two.

use memchr::memchr;

use crate::raw_html::ATTRIBUTES;
use crate::render::clean::nesting::{Kind, Nesting};
use crate::render::clean::{OWN_ATTRIBUTES, PREFIXES, REL, SCHEMES};
use crate::render::html::find_byte;

/// The element that parsers add to a table whose rows have none around them.
const ROWS: &str = "tbody";

/// The clean form of HTML that is plainly well-formed.
pub fn clean(html: &str) -> Option<String> {
    // A sanitiser leaves out a byte order mark.
    if html.starts_with('\u{FEFF}') {
        return None;
    }
    let out = String::with_capacity(html.len() + html.len() / 16);
    let mut cleaner = Cleaner { rest: html, out, nesting: Nesting::default(), names: Vec::new() };
    loop {
        cleaner.text()?;
        match cleaner.rest.as_bytes() {
            [] => return cleaner.nesting.is_closed().then_some(cleaner.out),
            [b'<', b'/', ..] => cleaner.end()?,
            _ => cleaner.start()?,
        }
    }
}

struct Cleaner<'a> {
    /// What is not read yet.
    rest: &'a str,
    out: String,
    nesting: Nesting<'a>,
    /// The attributes of the current tag.
    names: Vec<&'a str>,
}

impl<'a> Cleaner<'a> {
    /// Reads up to the next tag.
    fn text(&mut self) -> Option<()> {
        let end = memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
        let text = self.take(end);
        self.nesting.text(text)?;
        write_escaped(&mut self.out, text, Place::Text)
    }

    /// Reads `</name>`.
    fn end(&mut self) -> Option<()> {
        let tag = self.take(memchr(b'>', self.rest.as_bytes())? + 1);
        let name = tag.strip_prefix("</")?.strip_suffix('>')?;
        if name == "table" && self.nesting.holds_rows() {
            self.nesting.end(ROWS)?;
            self.out.push_str("</tbody>");
        }
        self.nesting.end(name)?;
        self.out.push_str(tag);
        Some(())
    }

    /// Reads `<name a="b" c>`.
    fn start(&mut self) -> Option<()> {
        self.expect("<")?;
        let name = self.name();
        if name == "tr" && !self.nesting.holds_rows() {
            self.nesting.start(ROWS, Kind::Rows)?;
            self.out.push_str("<tbody>");
        }
        self.nesting.start(name, Kind::of(name)?)?;
        self.out.push('<');
        self.out.push_str(name);
        self.names.clear();
        while !self.rest.starts_with('>') {
            self.attribute(name)?;
        }
        self.expect(">")?;
        self.add_attributes(name);
        self.out.push('>');
        // A parser leaves out the line end at the start of `pre`.
        (name != "pre" || !self.rest.starts_with('\n')).then_some(())
    }

    /// Reads an attribute with the space before it, and writes it if it is allowed.
    fn attribute(&mut self, element: &str) -> Option<()> {
        self.expect(" ")?;
        let name = self.name();
        if name.is_empty() || self.names.contains(&name) {
            return None;
        }
        self.names.push(name);
        let mut value = "";
        if self.expect("=\"").is_some() {
            value = self.take(memchr(b'"', self.rest.as_bytes())?);
            self.expect("\"")?;
        }
        if !is_allowed(name) {
            return Some(());
        }
        if matches!(name, "href" | "src") && !is_plain_address(value) {
            return None;
        }
        let value = if (element, name) == ("pre", "tabindex") { "0" } else { value };
        self.write_attribute(name, value)
    }

    /// Writes the attributes that elements get from us.
    fn add_attributes(&mut self, element: &str) {
        let added = match element {
            "a" => ("rel", REL),
            "pre" if !self.names.contains(&"tabindex") => ("tabindex", "0"),
            _ => return,
        };
        self.write_attribute(added.0, added.1);
    }

    fn write_attribute(&mut self, name: &str, value: &str) -> Option<()> {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        write_escaped(&mut self.out, value, Place::Attribute)?;
        self.out.push('"');
        Some(())
    }

    /// Reads a name in lower case; may be empty.
    fn name(&mut self) -> &'a str {
        let is_name = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let end = self.rest.bytes().position(|byte| !is_name(byte));
        self.take(end.unwrap_or(self.rest.len()))
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        taken
    }
}

fn is_allowed(attribute: &str) -> bool {
    ATTRIBUTES.contains(&attribute)
        || OWN_ATTRIBUTES.contains(&attribute)
        || PREFIXES.iter().any(|prefix| attribute.starts_with(prefix))
}

/// Whether an address in HTML notation is plainly relative, or of an allowed scheme.
fn is_plain_address(address: &str) -> bool {
    if address.starts_with(' ') || address.bytes().any(|byte| byte.is_ascii_control()) {
        return false;
    }
    let Some((scheme, rest)) = address.split_once(':') else { return true };
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    match scheme {
        "http" | "https" => rest.strip_prefix("//").is_some_and(has_plain_host),
        _ if SCHEMES.contains(&scheme) => !rest.starts_with('/'),
        _ => !scheme.chars().all(is_scheme),
    }
}

/// Whether the rest of an address starts with the name of a host, which no parser refuses.
fn has_plain_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.');
    let last = host.rsplit('.').next().unwrap_or_default();
    host.chars().all(is_plain)
        && last.starts_with(|c: char| c.is_ascii_alphabetic())
        && !host.contains("..")
        && !host.starts_with('.')
        && !host.to_ascii_lowercase().contains("xn--")
}

/// Where a text stands, which decides what is escaped.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Text,
    Attribute,
}

/// Writes a text in HTML notation as the sanitiser writes it. `None` if it has unusual references.
///
/// A no-break space starts with the byte C2, as some other characters do.
fn write_escaped(out: &mut String, text: &str, place: Place) -> Option<()> {
    let mut rest = text;
    while let Some(at) = find_byte(rest.as_bytes(), *b"&><\r\0\xC2") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let first = from.chars().next()?;
        let (written, length) = match first {
            '&' => reference(from, place)?,
            '>' => ("&gt;", 1),
            '\u{A0}' => ("&nbsp;", 2),
            '<' | '\r' | '\0' => return None,
            other => (&from[..other.len_utf8()], other.len_utf8()),
        };
        out.push_str(written);
        rest = &from[length..];
    }
    out.push_str(rest);
    Some(())
}

/// How the character reference at the start of a text is written, and its length.
fn reference(text: &str, place: Place) -> Option<(&'static str, usize)> {
    let known = [
        ("&amp;", "&amp;"),
        ("&lt;", "&lt;"),
        ("&gt;", "&gt;"),
        ("&#39;", "'"),
        ("&quot;", if place == Place::Text { "\"" } else { "&quot;" }),
        ("&nbsp;", "&nbsp;"),
        ("& ", "&amp; "),
    ];
    let found = known.iter().find(|(reference, _)| text.starts_with(reference));
    found.map(|(reference, written)| (*written, reference.len()))
}
