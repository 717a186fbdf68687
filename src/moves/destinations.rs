//! Where the destinations of a page's links stand in its text, to the byte.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::parse::{Link, RawLink, Syntax};
use crate::prose::{self, Punctuation};

/// How a link says where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    /// `[text](here)`.
    Inline(Range<usize>),
    /// `[[here]]`, without a label.
    Wiki(Range<usize>),
    /// `[text][name]`, where a definition of that name says this.
    Reference(String),
}

/// The destinations of a stretch of markdown.
pub struct Destinations {
    /// By where the link starts.
    forms: BTreeMap<usize, Form>,
    /// Of the lines below a text that name what its links refer to, by what they say.
    definitions: BTreeMap<String, Vec<Range<usize>>>,
}

/// A link whose text is being read.
struct Open {
    kind: LinkType,
    dest: String,
    span: Range<usize>,
    inner_end: usize,
}

impl Destinations {
    pub fn of(text: &str, body: Range<usize>) -> Destinations {
        let markdown = &text[body.clone()];
        let mut found = Destinations { forms: BTreeMap::new(), definitions: BTreeMap::new() };
        let mut open: Vec<Open> = Vec::new();
        for (event, span) in prose::events(markdown, Punctuation::Plain) {
            let span = span.start + body.start..span.end + body.start;
            match event {
                Event::Start(
                    Tag::Link { link_type: kind, dest_url: dest, .. }
                    | Tag::Image { link_type: kind, dest_url: dest, .. },
                ) => {
                    let inner_end = span.start;
                    open.push(Open { kind, dest: dest.to_string(), span, inner_end });
                    continue;
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(link) = open.pop() {
                        let form = link.form(text);
                        found.forms.extend(form.map(|form| (link.span.start, form)));
                    }
                }
                _ => {}
            }
            if let Some(outer) = open.last_mut() {
                outer.inner_end = outer.inner_end.max(span.end);
            }
        }
        let definitions = match markdown.contains("]:") {
            true => prose::definitions(markdown),
            false => Vec::new(),
        };
        for (dest, span) in definitions {
            let written = &text[span.start + body.start..span.end + body.start];
            if let Some(colon) = written.find("]:") {
                let from = span.start + body.start + colon + 2;
                let place = first_word(text, from..span.end + body.start);
                found.definitions.entry(dest).or_default().push(place);
            }
        }
        found
    }

    /// How the link that starts at a byte is written, if it is written in markdown.
    pub fn form(&self, start: usize) -> Option<&Form> {
        self.forms.get(&start)
    }

    /// The places below the text that name a destination.
    pub fn definitions(&self, dest: &str) -> &[Range<usize>] {
        self.definitions.get(dest).map_or(&[], Vec::as_slice)
    }

    /// The places that say where a link leads; several only where the page says it twice.
    pub fn places(&self, text: &str, link: &Link<RawLink>) -> Vec<Range<usize>> {
        let at = &link.to.at;
        match (self.form(link.span.start), link.to.syntax) {
            (Some(Form::Inline(place) | Form::Wiki(place)), _) => return vec![place.clone()],
            (Some(Form::Reference(dest)), _) => return self.definitions(dest).to_vec(),
            (None, _) => {}
        }
        let is_markdown = text[link.span.clone()].starts_with(['[', '!', '<']);
        match link.to.syntax {
            Syntax::Link | Syntax::Image if is_markdown => Vec::new(),
            Syntax::Link | Syntax::Image => vec![at.clone()],
            _ if text[at.clone()] == link.to.dest => vec![at.clone()],
            _ => Vec::new(),
        }
    }
}

impl Open {
    fn form(&self, text: &str) -> Option<Form> {
        let Range { start, end } = self.span.clone();
        match self.kind {
            LinkType::WikiLink { .. } => {
                let from = start + text[start..end].find("[[")? + 2;
                let length = text[from..end].find(['|', ']'])?;
                let written = &text[from..from + length];
                let name = written.strip_suffix('\\').unwrap_or(written);
                let from = from + name.len() - name.trim_start().len();
                Some(Form::Wiki(from..from + name.trim().len()))
            }
            LinkType::Inline => {
                let from = self.inner_end + text[self.inner_end..end].find("](")? + 2;
                Some(Form::Inline(first_word(text, from..end - 1)))
            }
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                Some(Form::Reference(self.dest.clone()))
            }
            _ => None,
        }
    }
}

/// What stands first in a stretch, between angle brackets or up to a space.
fn first_word(text: &str, span: Range<usize>) -> Range<usize> {
    let written = &text[span.clone()];
    let bare = written.trim_start();
    let from = span.start + written.len() - bare.len();
    match bare.strip_prefix('<') {
        Some(inside) => from + 1..from + 1 + inside.find('>').unwrap_or(inside.len()),
        None => from..from + bare.find(char::is_whitespace).unwrap_or(bare.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::parse;
    use crate::source::SourceFile;

    #[test]
    fn every_form_of_link_shows_where_it_leads() {
        let cases = [
            ("[a.md](a.md)", "a.md"),
            ("[`a`](<a b.md> \"t\")", "a b.md"),
            ("[a\n]( a(1).md 't')", "a(1).md"),
            ("![x](a.png)", "a.png"),
            ("[![x](y.png)](a.md)", "a.md, y.png"),
            ("[[a|a]]", "a"),
            ("![[ a b#c | d ]]", "a b#c"),
            ("| [[a\\|b]] |\n|---|\n", "a"),
            ("[a.md][r]\n\n[r]: a.md", "a.md"),
            ("[r]\n\n[r]: <a.md> \"t\"\n[s]: a.md", "a.md, a.md"),
            ("<a href=\"a.md\">x</a>", "a.md"),
            ("[](a.md)", "a.md"),
            ("```tree a\n```", "a"),
        ];
        for (markdown, expected) in cases {
            let text = format!("---\ntitle: é\n---\n{markdown}\n");
            let file =
                SourceFile { name: "a.md".into(), path: "a.md".into(), text: text.as_str().into() };
            let (parsed, _) = parse::page(&file, &Config::default());
            let destinations = Destinations::of(&text, parsed.body.clone());
            let places =
                parsed.prose.links.iter().flat_map(|link| destinations.places(&text, link));
            let found: Vec<&str> = places.map(|place| &text[place]).collect();
            assert_eq!(found.join(", "), expected, "{markdown}");
        }
    }
}
