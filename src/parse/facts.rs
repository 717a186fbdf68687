//! Facts: the `## Metadata` list of an SOP, which has bold keys with their values. The header of a
//! transcript gives facts of the same type ([`super::transcript`]).

use std::ops::Range;

use crate::text::{Event, Tag};

use crate::parse::values;

/// Keys and values in the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    pub items: Vec<Fact>,
    /// The range of the list, if it is in the page's markdown.
    pub list: Option<Range<usize>>,
    /// The range of lines that are facts only, and not in the page's text.
    pub block: Option<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub key: String,
    /// As written.
    pub value: String,
    /// Its range in the page's file; empty if it does not come from a list.
    pub span: Range<usize>,
    /// The value in parts, if it holds links.
    pub parts: Vec<FactPart>,
}

/// A part of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactPart {
    pub label: String,
    /// Where its link starts in the page's file.
    pub link: Option<usize>,
}

impl Facts {
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        let found = self.items.iter().find(|fact| fact.key.eq_ignore_ascii_case(key));
        found.map(|fact| fact.value.as_str())
    }

    /// Whether the declared type is SOP.
    pub fn says_sop(&self) -> bool {
        self.get("type").is_some_and(|value| value.to_lowercase().contains("sop"))
    }
}

impl Fact {
    pub fn new(key: &str, value: &str) -> Fact {
        let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
        Fact { key, value, span: 0..0, parts: Vec::new() }
    }

    /// The value split at its separators.
    pub fn values(&self) -> Vec<String> {
        match self.parts.as_slice() {
            [] => values::split(&self.value),
            parts => {
                let labels = parts.iter().map(|part| part.label.trim_matches([',', ' ']));
                labels.filter(|label| !label.is_empty()).map(str::to_owned).collect()
            }
        }
    }
}

/// Finds the list under a heading `Metadata` among the events of a page.
#[derive(Debug, Default)]
pub struct ListFinder {
    /// The heading above, if the next block follows it.
    heading: String,
    inside: bool,
    found: Option<Range<usize>>,
}

impl ListFinder {
    pub fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            _ if self.found.is_some() => {}
            Event::Start(Tag::Heading(_)) => {
                self.heading.clear();
                self.inside = true;
            }
            Event::End(Tag::Heading(_)) => self.inside = false,
            Event::Text(part) if self.inside => self.heading.push_str(part),
            Event::Start(Tag::List(None))
                if self.heading.trim().eq_ignore_ascii_case("metadata") =>
            {
                self.found = Some(range.clone());
            }
            Event::Start(_) if !self.inside => self.heading.clear(),
            _ => {}
        }
    }

    /// Reads the list that was found in a text.
    ///
    /// All of its items must be `**Key**: value`; a list that holds anything else stays a list.
    pub fn read(self, text: &str) -> Facts {
        let items = self.found.as_ref().and_then(|list| facts(text, list));
        items.map_or_else(Facts::default, |items| Facts {
            items,
            list: self.found,
            ..Facts::default()
        })
    }
}

fn facts(text: &str, list: &Range<usize>) -> Option<Vec<Fact>> {
    let mut items = Vec::new();
    let mut at = list.start;
    for line in text[list.clone()].split_inclusive('\n') {
        if !line.trim().is_empty() {
            let mut fact = fact(line)?;
            let end = at + line.trim_end().len();
            fact.span = end - fact.value.len()..end;
            items.push(fact);
        }
        at += line.len();
    }
    Some(items)
}

/// `- **Key**: value` or `- **Key:** value`.
fn fact(line: &str) -> Option<Fact> {
    let item = line.trim().strip_prefix(['-', '*', '+'])?.trim_start();
    let (key, value) = item.strip_prefix("**")?.split_once("**")?;
    let value = match key.strip_suffix(':') {
        Some(_) => value,
        None => value.strip_prefix(':')?,
    };
    let key = key.trim_end_matches(':').trim();
    let plain = !key.is_empty() && !value.contains(['[', '<', '`', '*']);
    plain.then(|| Fact::new(key, value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    fn read(text: &str) -> Facts {
        let mut finder = ListFinder::default();
        for (event, range) in Document::of(text).events() {
            finder.event(&event, &range);
        }
        finder.read(text)
    }

    #[test]
    fn a_metadata_list_is_read_and_its_place_kept() {
        let text = "# T\n\n## Metadata\n- **Source**: A\n- **Type:** Framework SOP\n\nText\n";
        let facts = read(text);
        assert_eq!(facts.get("source"), Some("A"));
        assert!(facts.says_sop());
        assert_eq!(&text[facts.items[1].span.clone()], "Framework SOP");
        assert!(text[facts.list.unwrap()].starts_with("- **Source**"));
    }

    #[test]
    fn a_list_with_other_items_stays_a_list() {
        let text = "## Metadata\n- **Source**: A\n- and more\n";
        assert!(read(text).is_empty());
    }
}
