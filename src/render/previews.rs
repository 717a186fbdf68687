//! Link previews: chunks of data that scripts load on hover. A page's address determines its chunk,
//! so that no index is needed.

use serde::Serialize;

use crate::link::pages::BookFacts;
use crate::link::route::Route;
use crate::link::trees::PlacedTree;
use crate::link::{Entry, EntryId, Playbook, Subject, Surface, TreeId};
use crate::parse::{Heading, shorten};
use crate::render::tree_page::size;
use crate::text::{Event, Tag};
use crate::tree::Form;

/// The approximate number of pages in a chunk, which keeps it below 64 KB.
const IN_A_PART: usize = 96;

/// The addresses of all chunks.
pub fn parts(book: &BookFacts<'_>) -> Vec<(Route, Subject)> {
    let numbers = 0..count(book.entries.len());
    let part = |number| (Route::part("previews", number), Subject::Part(number as u32));
    numbers.map(part).collect()
}

/// The entries and found trees of each chunk, in order.
#[derive(Debug, Clone)]
pub struct PreviewParts(Vec<PreviewPart>);

#[derive(Debug, Clone, Default)]
struct PreviewPart {
    entries: Vec<EntryId>,
    trees: Vec<TreeId>,
}

impl PreviewParts {
    pub fn of(playbook: &Playbook) -> PreviewParts {
        let count = count(playbook.entries.len());
        let mut parts = vec![PreviewPart::default(); count];
        for entry in playbook.entries_on(Surface::Previews) {
            parts[part_of(&entry.route, count)].entries.push(entry.id);
        }
        for (index, placed) in playbook.trees.iter().enumerate() {
            let is_shown = placed.appears(Surface::Previews, playbook.entry(placed.entry));
            if is_shown && placed.tree.form != Form::File {
                parts[part_of(&placed.route, count)].trees.push(TreeId(index as u32));
            }
        }
        PreviewParts(parts)
    }

    /// Writes one chunk: for each page its address, kind, title, description and sections.
    ///
    /// Sections are those that links lead to: id, heading and first paragraph. Everything is an
    /// array, because objects have inherited names such as `constructor` and `__proto__`.
    pub fn script(&self, playbook: &Playbook, number: usize) -> Option<String> {
        let PreviewPart { entries, trees } = self.0.get(number)?;
        let entries = entries.iter().map(|id| of_entry(playbook, playbook.entry(*id)));
        let trees = trees.iter().map(|id| of_tree(playbook, playbook.tree(*id)));
        let pages: Vec<PreviewData<'_>> = entries.chain(trees).collect();
        let data = serde_json::to_string(&pages).unwrap_or_default();
        Some(format!("fieldbook.data[\"previews/{number}.js\"]={data};\n"))
    }
}

/// Address, kind, title, description and sections.
#[derive(Serialize)]
#[serde(untagged)]
enum PreviewData<'a> {
    Page(String, &'a str, &'a str, String),
    WithSections(String, &'a str, &'a str, String, Vec<[String; 3]>),
}

/// The number of chunks for a number of entries.
pub fn count(entries: usize) -> usize {
    entries.div_ceil(IN_A_PART).next_power_of_two()
}

/// The chunk of a page: FNV-1a of its encoded address, as in `link-preview.js`.
fn part_of(route: &Route, count: usize) -> usize {
    let hash = route
        .encoded()
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash as usize % count
}

fn of_entry<'a>(playbook: &'a Playbook, entry: &'a Entry) -> PreviewData<'a> {
    let parsed = &entry.parsed;
    let address = entry.route.encoded();
    let kind = parsed.kind_label(&playbook.config.words.kind).unwrap_or_default();
    let description = shorten(&parsed.description);
    let asked = playbook.linked_anchors(entry.id);
    let headings = parsed.prose.headings.iter().enumerate();
    let sections: Vec<[String; 3]> = headings
        .filter(|(_, heading)| asked.binary_search(&heading.id).is_ok())
        .map(|(at, heading)| section(entry, at, heading))
        .collect();
    if sections.is_empty() {
        PreviewData::Page(address, kind, &parsed.title, description)
    } else {
        PreviewData::WithSections(address, kind, &parsed.title, description, sections)
    }
}

fn of_tree<'a>(playbook: &'a Playbook, placed: &'a PlacedTree) -> PreviewData<'a> {
    let words = &playbook.config.words;
    let address = placed.route.encoded();
    PreviewData::Page(address, &words.kind.decision, &placed.tree.title, size(words, placed))
}

fn section(entry: &Entry, at: usize, heading: &Heading) -> [String; 3] {
    let parsed = &entry.parsed;
    let next = parsed.prose.headings.get(at + 1);
    let end = next.map_or(parsed.body.end, |next| next.span.start);
    let part = parsed.document.part(heading.span.end..end.max(heading.span.end));
    let first = first_paragraph(part.map(|(event, _)| event));
    [heading.id.clone(), heading.text.clone(), shorten(&first)]
}

/// The words of the first paragraph or tight list item.
fn first_paragraph<'a>(events: impl Iterator<Item = Event<'a>>) -> String {
    let mut words = String::new();
    let mut code = false;
    for event in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(Tag::CodeBlock(_)) => code = false,
            Event::Text(text) | Event::Code(text) | Event::Math(text, _) | Event::Hashtag(text)
                if !code =>
            {
                words.push_str(text);
            }
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(Tag::Paragraph | Tag::CalloutTitle | Tag::Item)
                if !words.trim().is_empty() =>
            {
                break;
            }
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let document = Document::of(text);
        let events = document.events().map(|(event, _)| event);
        assert_eq!(first_paragraph(events), expected);
    }

    #[test]
    fn a_section_is_shown_by_its_first_words() {
        check("Ask *who*\nwaits.\n\nThen wait.\n", "Ask who waits.");
        check("```\ncode\n```\n\n- First `a`\n- Second\n", "First a");
        check("", "");
    }

    #[test]
    fn a_small_book_has_one_part_and_a_large_one_as_many_as_it_needs() {
        assert_eq!([0, 1, 96, 97, 400, 5000].map(count), [1, 1, 1, 2, 8, 64]);
    }

    #[test]
    fn the_part_of_a_page_is_the_one_that_the_script_computes() {
        let parts = ["", "levels/optics/", "größe/"]
            .map(|path| part_of(&Route::page(path.trim_end_matches('/')).unwrap(), 64));
        assert_eq!(parts, [5, 14, 55]);
    }
}
