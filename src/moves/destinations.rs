//! Where the destinations of a page's links stand in its text, to the byte.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::parse::{Link, RawLink, Syntax};
use crate::prose::{self, Punctuation};

/// The destinations of a stretch of markdown.
pub struct Destinations {
    /// Of links that hold their own, by where the link starts.
    inline: BTreeMap<usize, Range<usize>>,
    /// Of the lines below a text that name what its links refer to, by what they say.
    definitions: BTreeMap<String, Vec<Range<usize>>>,
}

/// A link whose text is being read.
struct Open {
    kind: LinkType,
    span: Range<usize>,
    inner_end: usize,
}

impl Destinations {
    pub fn of(text: &str, body: Range<usize>) -> Destinations {
        let markdown = &text[body.clone()];
        let mut found = Destinations { inline: BTreeMap::new(), definitions: BTreeMap::new() };
        let mut open: Vec<Open> = Vec::new();
        for (event, span) in prose::events(markdown, Punctuation::Plain) {
            let span = span.start + body.start..span.end + body.start;
            match event {
                Event::Start(
                    Tag::Link { link_type: kind, .. } | Tag::Image { link_type: kind, .. },
                ) => {
                    let inner_end = span.start;
                    open.push(Open { kind, span, inner_end });
                    continue;
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(link) = open.pop() {
                        let place = link.destination(text);
                        found.inline.extend(place.map(|place| (link.span.start, place)));
                    }
                }
                _ => {}
            }
            if let Some(outer) = open.last_mut() {
                outer.inner_end = outer.inner_end.max(span.end);
            }
        }
        for (dest, span) in prose::definitions(markdown) {
            let written = &text[span.start + body.start..span.end + body.start];
            if let Some(colon) = written.find("]:") {
                let from = span.start + body.start + colon + 2;
                let place = first_word(text, from..span.end + body.start);
                found.definitions.entry(dest).or_default().push(place);
            }
        }
        found
    }

    /// The places that say where a link leads; several only where the page says it twice.
    pub fn places(&self, text: &str, link: &Link<RawLink>) -> Vec<Range<usize>> {
        if let Some(place) = self.inline.get(&link.span.start) {
            return vec![place.clone()];
        }
        let at = &link.to.at;
        let is_markdown = text[link.span.clone()].starts_with(['[', '!', '<']);
        match link.to.syntax {
            Syntax::Link | Syntax::Image if is_markdown => {
                self.definitions.get(&link.to.dest).cloned().unwrap_or_default()
            }
            Syntax::Link | Syntax::Image => vec![at.clone()],
            _ if text[at.clone()] == link.to.dest => vec![at.clone()],
            _ => Vec::new(),
        }
    }
}

impl Open {
    fn destination(&self, text: &str) -> Option<Range<usize>> {
        let Range { start, end } = self.span.clone();
        match self.kind {
            LinkType::WikiLink { .. } => {
                let from = start + text[start..end].find("[[")? + 2;
                let length = text[from..end].find(['|', ']'])?;
                let written = &text[from..from + length];
                let name = written.strip_suffix('\\').unwrap_or(written);
                let from = from + name.len() - name.trim_start().len();
                Some(from..from + name.trim().len())
            }
            LinkType::Inline => {
                let from = self.inner_end + text[self.inner_end..end].find("](")? + 2;
                Some(first_word(text, from..end - 1))
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
            let (draft, _) = parse::draft(&file, &Config::default());
            let destinations = Destinations::of(&text, draft.body.clone());
            let places = draft.prose.links.iter().flat_map(|link| destinations.places(&text, link));
            let found: Vec<&str> = places.map(|place| &text[place]).collect();
            assert_eq!(found.join(", "), expected, "{markdown}");
        }
    }
}
