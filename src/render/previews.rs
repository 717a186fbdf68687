//! What a link shows of the page that it leads to, as scripts that are loaded when somebody points
//! at one.

use crate::text::{Event, Tag};
use serde_json::{Value, json};

use crate::link::pages::Contents;
use crate::link::previews::{self, Part};
use crate::link::route::Route;
use crate::link::{Entry, EntryId, Playbook, Subject};
use crate::parse::{Heading, shorten};
use crate::render::tree_page::size;

/// The addresses of all parts.
pub fn parts(book: &Contents<'_>) -> Vec<(Route, Subject)> {
    let numbers = 0..previews::count(book.entries.len());
    let part = |number| (Route::part("previews", number), Subject::Part(number as u32));
    numbers.map(part).collect()
}

/// One part: for each page its address, kind, title, description and sections.
///
/// The sections are those that links lead to: id, heading and first paragraph. All of it is lists,
/// since an object in a script knows names such as `constructor` and `__proto__` by itself.
pub fn script(playbook: &Playbook, number: usize) -> String {
    let pages = playbook.previews().parts.get(number).map(|part| pages(playbook, part));
    let data = serde_json::to_string(&pages.unwrap_or_default()).unwrap_or_default();
    format!("fieldbook.data[\"previews/{number}.js\"]={data};\n")
}

fn pages(playbook: &Playbook, part: &Part) -> Vec<Value> {
    let entries = part.entries.iter().map(|id| of_entry(playbook, *id, playbook.entry(*id)));
    let trees = part.trees.iter().map(|id| {
        let placed = playbook.tree(*id);
        json!([placed.route.encoded(), "Decision", placed.tree.title, size(placed)])
    });
    entries.chain(trees).collect()
}

fn of_entry(playbook: &Playbook, id: EntryId, entry: &Entry) -> Value {
    let parsed = &entry.parsed;
    let address = entry.route.encoded();
    let kind = parsed.kind_label().unwrap_or_default();
    let description = shorten(&parsed.description);
    let asked = playbook.previews().sections.get(&id);
    let headings = parsed.prose.headings.iter().enumerate();
    let sections: Vec<[String; 3]> = headings
        .filter(|(_, heading)| asked.is_some_and(|asked| asked.contains(&heading.id)))
        .map(|(at, heading)| section(entry, at, heading))
        .collect();
    match sections.is_empty() {
        true => json!([address, kind, parsed.title, description]),
        false => json!([address, kind, parsed.title, description, sections]),
    }
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
            Event::Text(text) | Event::Code(text) | Event::Hashtag(text) if !code => {
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
}
