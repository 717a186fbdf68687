//! Elements of Confluence's storage format, `<ac:…>` and `<ri:…>`: macros, links, images and tasks.
//! Of any other the text stays.

use std::ops::Range;

use memchr::{memchr, memchr_iter};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::formats::callout_types;
use crate::formats::containers::{Container, Mark, What};
use crate::formats::lines::{Indentation, Lines};

const CDATA: &str = "<![CDATA[";
const CDATA_END: &str = "]]>";

/// The longest tag in bytes, and the most tags inside of a link or a parameter.
const LONGEST: usize = 2000;
const MOST_INSIDE: usize = 200;

/// How deep macros may be nested; those below are left out, and their bodies stay.
const DEEPEST: usize = 12;

/// A tag of the storage format.
#[derive(Debug, Clone)]
struct Element<'t> {
    span: Range<usize>,
    /// With its prefix.
    name: &'t str,
    attributes: &'t str,
    kind: TagKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TagKind {
    Start,
    End,
    Empty,
}

/// A macro whose end is not found yet.
struct Open<'t> {
    start: usize,
    name: &'t str,
    title: &'t str,
    /// The language of code.
    language: &'t str,
    /// What is shown of a macro without a body.
    shown: &'t str,
    /// The mark at the start of its body.
    body: Option<usize>,
}

/// The marks of a text.
pub fn marks(text: &str) -> Vec<Mark> {
    let mut reader = Reader { text, marks: Vec::new(), open: Vec::new(), until: 0, ends: true };
    let mut lines = Lines::of(text, Indentation::Free);
    let mut line = lines.next_in(0);
    let mut elements = Vec::new();
    for at in memchr_iter(b'<', text.as_bytes()) {
        while line.as_ref().is_some_and(|line| line.span.end <= at) {
            line = lines.next_in(0);
        }
        if line.as_ref().is_none_or(|line| !line.is_code) {
            elements.extend(element(text, at));
        }
    }
    for (index, found) in elements.iter().enumerate() {
        if found.span.start >= reader.until {
            reader.element(found, &elements[index + 1..]);
        }
    }
    reader.finish()
}

/// The tag that starts at a byte.
fn element(text: &str, at: usize) -> Option<Element<'_>> {
    let rest = &text[at..];
    let inner = rest.strip_prefix("</").unwrap_or(&rest[1..]);
    if !inner.starts_with("ac:") && !inner.starts_with("ri:") {
        return None;
    }
    let length = memchr(b'>', &rest.as_bytes()[..rest.len().min(LONGEST)])?;
    let written = &rest[rest.len() - inner.len()..length];
    let end = inner.len() - (rest.len() - length);
    let inside = inner[..end].trim_end_matches('/');
    let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or("");
    let kind = match () {
        () if rest.starts_with("</") => TagKind::End,
        () if written.ends_with('/') => TagKind::Empty,
        () => TagKind::Start,
    };
    Some(Element { span: at..at + length + 1, name, attributes: &inside[name.len()..], kind })
}

impl Element<'_> {
    fn is(&self, name: &str, kind: TagKind) -> bool {
        self.name == name && self.kind == kind
    }
}

impl<'t> Element<'t> {
    /// The value of an attribute.
    fn get(&self, name: &str) -> &'t str {
        let mut from = 0;
        while let Some(at) = self.attributes[from..].find(name).map(|at| from + at) {
            from = at + name.len();
            if let Some(value) = self.attributes[from..].strip_prefix("=\"") {
                return value.split('"').next().unwrap_or("");
            }
        }
        ""
    }
}

struct Reader<'t> {
    text: &'t str,
    marks: Vec<Mark>,
    open: Vec<Open<'t>>,
    /// Elements before this byte are read.
    until: usize,
    /// Whether there may be an end of data in what is left.
    ends: bool,
}

impl<'t> Reader<'t> {
    fn element(&mut self, element: &Element<'t>, rest: &[Element<'t>]) {
        let span = element.span.clone();
        match (element.name, element.kind) {
            ("ac:structured-macro" | "ac:macro", TagKind::Start) => {
                let name = element.get("ac:name");
                let (title, language, shown, body) = ("", "", "", None);
                self.open.push(Open { start: span.start, name, title, language, shown, body });
            }
            ("ac:parameter", TagKind::Start) => self.parameter(element, rest),
            ("ac:rich-text-body" | "ac:plain-text-body", TagKind::Start) => {
                self.start_body(span.end)
            }
            ("ac:rich-text-body" | "ac:plain-text-body", TagKind::End) => self.end_body(span),
            ("ac:structured-macro" | "ac:macro", TagKind::End) => self.end_macro(span),
            ("ac:link" | "ac:image", TagKind::Start) => self.link(element, rest),
            ("ac:task-id", TagKind::Start) => {
                let end = self.end_of(element, rest);
                self.text_mark(span.start..end, "");
            }
            ("ac:task-status", TagKind::Start) => {
                let end = self.end_of(element, rest);
                let is_done = self.text[span.end..end].starts_with("complete");
                self.text_mark(span.start..end, if is_done { "\n- [x] " } else { "\n- [ ] " });
            }
            ("ac:emoticon", _) => self.text_mark(span, element.get("ac:emoji-fallback")),
            _ => self.text_mark(span, ""),
        }
    }

    /// The end of an element that holds no other of its name.
    fn end_of(&self, element: &Element<'t>, rest: &[Element<'t>]) -> usize {
        let end = rest.iter().take(MOST_INSIDE).find(|other| other.is(element.name, TagKind::End));
        end.map_or(element.span.end, |end| end.span.end)
    }

    fn text_mark(&mut self, span: Range<usize>, text: &str) {
        self.until = span.end;
        // What is in front of the body of a macro belongs to its mark.
        if self.open.last().is_none_or(|open| open.body.is_some()) {
            self.marks.push(Mark { span, what: What::Text(text.to_owned()) });
        }
    }

    fn parameter(&mut self, element: &Element<'t>, rest: &[Element<'t>]) {
        let end =
            rest.iter().take(MOST_INSIDE).find(|other| other.is("ac:parameter", TagKind::End));
        let Some(end) = end else { return self.text_mark(element.span.clone(), "") };
        self.until = end.span.end;
        let value = self.text[element.span.end..end.span.start].trim();
        match (self.open.last_mut(), element.get("ac:name")) {
            (Some(open), "title") => (open.title, open.shown) = (value, value),
            (Some(open), "language") => open.language = value,
            (Some(open), "key" | "") if open.shown.is_empty() => open.shown = value,
            (Some(_), _) => {}
            (None, _) => self.text_mark(element.span.start..end.span.end, ""),
        }
    }

    fn start_body(&mut self, end: usize) {
        let is_deep = self.open.len() > DEEPEST;
        let Some(open) = self.open.last_mut().filter(|open| open.body.is_none()) else { return };
        let has_data = self.text[end..].starts_with(CDATA);
        let end = end + if has_data { CDATA.len() } else { 0 };
        open.body = Some(self.marks.len());
        let what = What::Open(match open.name {
            _ if is_deep => Container::Inline,
            "code" | "noformat" => Container::Code(open.language.to_owned()),
            "expand" => callout("details", "-", open.title),
            "panel" => callout("note", "", open.title),
            name if callout_types::style(name).is_some() => callout(name, "", open.title),
            _ => Container::Inline,
        });
        self.marks.push(Mark { span: open.start..end, what });
        // The data holds no elements.
        if has_data {
            let length = self.ends.then(|| self.text[end..].find(CDATA_END)).flatten();
            self.ends = length.is_some();
            self.until = length.map_or(end, |length| end + length);
        }
    }

    fn end_body(&mut self, span: Range<usize>) {
        if self.open.last().is_none_or(|open| open.body.is_none()) {
            return;
        }
        let before = &self.text[..span.start];
        let start = before.strip_suffix(CDATA_END).map_or(span.start, str::len);
        self.marks.push(Mark { span: start..span.end, what: What::Close });
        if let Some(open) = self.open.last_mut() {
            // What follows is behind the body.
            open.name = "";
        }
    }

    fn end_macro(&mut self, span: Range<usize>) {
        let Some(open) = self.open.pop() else { return self.text_mark(span, "") };
        match open.body {
            Some(_) => self.text_mark(span, ""),
            None => self.text_mark(open.start..span.end, open.shown),
        }
    }

    /// A link or an image, with what it leads to and its label.
    fn link(&mut self, element: &Element<'t>, rest: &[Element<'t>]) {
        let Some(length) =
            rest.iter().take(MOST_INSIDE).position(|other| other.is(element.name, TagKind::End))
        else {
            return self.text_mark(element.span.clone(), "");
        };
        let (inside, end) = (&rest[..length], &rest[length].span);
        let label = label(self.text, inside);
        let to = inside.iter().find(|other| other.name.starts_with("ri:"));
        let image = if element.name == "ac:image" { "!" } else { "" };
        let or =
            |label: String, other: &str| if label.is_empty() { other.to_owned() } else { label };
        let markdown = match to.map(|to| (to.name, to)) {
            Some(("ri:page" | "ri:blog-post", to)) => {
                let title = unescaped(to.get("ri:content-title"));
                format!("[[{title}|{}]]", or(label, &title))
            }
            Some(("ri:attachment", to)) => {
                let file = unescaped(to.get("ri:filename"));
                let dest = utf8_percent_encode(&file, NON_ALPHANUMERIC).to_string();
                format!("{image}[{}]({})", or(label, &file), dest.replace("%2E", "."))
            }
            Some(("ri:url", to)) => format!("{image}[{label}](<{}>)", to.get("ri:value")),
            _ => match element.get("ac:anchor") {
                "" => label,
                anchor => format!("[{}](#{})", or(label, anchor), anchor.replace(' ', "-")),
            },
        };
        self.text_mark(element.span.start..end.end, &markdown);
    }

    /// Closes what has no end.
    fn finish(mut self) -> Vec<Mark> {
        let end = self.text.len();
        while let Some(open) = self.open.pop() {
            match open.body {
                Some(_) if !open.name.is_empty() => {
                    self.marks.push(Mark { span: end..end, what: What::Close });
                }
                Some(_) => {}
                None => self
                    .marks
                    .push(Mark { span: open.start..open.start, what: What::Text(String::new()) }),
            }
        }
        self.marks.sort_by_key(|mark| mark.span.start);
        self.marks
    }
}

fn callout(kind: &str, fold: &'static str, title: &str) -> Container {
    Container::Callout { kind: kind.to_owned(), fold, title: title.to_owned(), link: None }
}

/// The words of a link, without tags.
fn label(text: &str, inside: &[Element<'_>]) -> String {
    let is_body = |other: &&Element<'_>| {
        matches!(other.name, "ac:plain-text-link-body" | "ac:link-body")
            && other.kind == TagKind::Start
    };
    let Some(start) = inside.iter().find(is_body) else { return String::new() };
    let end = inside.iter().find(|other| other.is(start.name, TagKind::End));
    let body = &text[start.span.end..end.map_or(start.span.end, |end| end.span.start)];
    let body = body.trim().trim_start_matches(CDATA).trim_end_matches(CDATA_END);
    let mut words = String::new();
    let mut depth = 0_usize;
    for c in body.chars() {
        match c {
            '<' => depth += 1,
            '>' if depth > 0 => depth -= 1,
            '[' | ']' | '|' | '\n' => words.push(' '),
            c if depth == 0 => words.push(c),
            _ => {}
        }
    }
    words.trim().to_owned()
}

fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::containers;
    use crate::formats::edit::apply;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(apply(text, containers::edits(text, marks(text))).0, expected);
    }

    #[test]
    fn links_images_and_signs_are_markdown() {
        check(
            "See <ac:link><ri:page ri:content-title=\"On &amp; off\" /><ac:plain-text-link-body><![CDATA[it]]></ac:plain-text-link-body></ac:link>.",
            "See [[On & off|it]].",
        );
        check("<ac:link><ri:page ri:content-title=\"Home\"/></ac:link> x", "[[Home|Home]] x");
        check(
            "a <ac:image ac:width=\"9\"><ri:attachment ri:filename=\"a b.png\" /></ac:image>",
            "a ![a b.png](a%20b.png)",
        );
        check("a <ac:emoticon ac:name=\"tick\" ac:emoji-fallback=\"✅\" /> b", "a ✅ b");
    }

    #[test]
    fn macros_without_a_body_leave_their_words() {
        check(
            "a <ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">Red</ac:parameter><ac:parameter ac:name=\"title\">LATE</ac:parameter></ac:structured-macro> b",
            "a LATE b",
        );
        check("<ac:structured-macro ac:name=\"toc\" /> b", "b");
    }

    #[test]
    fn no_text_stops_the_reader() {
        for text in [
            "<ac:",
            "<ac:link>",
            "</ac:link>",
            "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[ ",
            "<ac:parameter>",
            "<ac:rich-text-body>",
            "</ac:rich-text-body>",
            "<ac:structured-macro>",
            "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body>x",
            "<ac:structured-macro ac:name=\"code\"><ac:plain-text-body><![CDATA[x",
            "<ri:",
            "é<ac:é>",
            "<ac:structured-macro ac:name=\"info\"><ac:rich-text-body>x</ac:rich-text-body></ac:rich-text-body></ac:structured-macro>",
        ] {
            let _ = apply(text, containers::edits(text, marks(text)));
        }
    }
}
