//! The properties of a page of Notion, as facts, tags and an owner.
//!
//! They are front matter in all but their place: the text of the page is without them.

use std::ops::Range;

use crate::formats::notion::properties::{Properties, find};
use crate::formats::notion::values;
use crate::parse::facts::{Fact, FactPart, Facts};
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Link, RawLink, Syntax};
use crate::source::SourceFile;
use crate::text::Written;

/// The properties of a page.
pub struct PageProperties {
    pub facts: Facts,
    pub links: Vec<Link>,
    /// The page with blanks in their place.
    pub file: SourceFile,
}

/// Reads the properties behind the front matter of a page; `columns` are those of its database.
pub fn read(file: &SourceFile, start: usize, columns: &[String]) -> Option<PageProperties> {
    let text = &file.text;
    let Properties { block, items } = find(text.get(start..)?, columns)?;
    let moved = |range: Range<usize>| range.start + start..range.end + start;
    let mut links = Vec::new();
    let mut facts = Facts { block: Some(moved(block.clone())), ..Facts::default() };
    for (key, value) in items {
        let fact = fact(text, (moved(key), moved(value)), &mut links);
        facts.items.extend(Some(fact).filter(|fact| !fact.value.is_empty()));
    }
    let keep = |byte| if byte == b'\n' { '\n' } else { ' ' };
    let blanks: String = text[moved(block.clone())].bytes().map(keep).collect();
    let mut left = text.to_string();
    left.replace_range(moved(block), &blanks);
    let file = SourceFile { text: left.into(), ..file.clone() };
    Some(PageProperties { facts, links, file })
}

fn fact(text: &str, (key, value): (Range<usize>, Range<usize>), links: &mut Vec<Link>) -> Fact {
    let written = &text[value.clone()];
    let mut parts = Vec::new();
    for part in values::parts(written) {
        let label = written[part.label.clone()].to_owned();
        let link = part.dest.map(|dest| {
            let at = value.start + dest.start..value.start + dest.end;
            let dest = written[dest].to_owned();
            let to =
                RawLink { syntax: Syntax::Link, dest, at: at.clone(), written: Written::Address };
            links.push(Link { span: at.clone(), to });
            at.start
        });
        parts.push(FactPart { label, link });
    }
    if parts.iter().all(|part| part.link.is_none()) {
        parts.clear();
    }
    let labels: String = parts.iter().map(|part| part.label.as_str()).collect();
    let shown = if parts.is_empty() { written.to_owned() } else { labels };
    Fact { parts, span: value, ..Fact::new(&text[key], &shown) }
}

impl PageProperties {
    /// Moves tags and the owner to front matter that has none.
    pub fn fill(&mut self, front_matter: &mut FrontMatter) {
        self.facts.items.retain(|fact| {
            let is_plain = fact.parts.is_empty();
            match fact.key.to_lowercase().as_str() {
                "tags" if is_plain && front_matter.tags.is_empty() => {
                    front_matter.tags = fact.value.split(',').map(tag).collect();
                    front_matter.tags.retain(|tag| !tag.is_empty());
                    false
                }
                "owner" if is_plain && front_matter.owner.is_none() => {
                    front_matter.owner = Some(fact.value.clone());
                    false
                }
                _ => true,
            }
        });
    }
}

fn tag(written: &str) -> String {
    written.trim().trim_start_matches('#').to_owned()
}
