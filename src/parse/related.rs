//! Lists of related entries: bare names below a heading such as `Related SOPs`.
//!
//! Authors of SOPs list related entries without brackets. Each item is read as a link by name;
//! linking decides whether an entry has that name.

use std::ops::Range;

use crate::text::{Document, Event, Tag, Written};

use crate::parse::{Heading, Link, RawLink, Syntax};

/// Nouns that may follow `Related` in a heading.
const RELATIVES: &[&str] = &[
    "sop", "sops", "entry", "entries", "page", "pages", "note", "notes", "procedures", "playbooks",
    "frameworks", "processes", "articles", "documents", "docs", "reading",
];

/// The most words of a name; longer items are sentences.
const LONGEST: usize = 9;

/// The bare names in lists below headings that announce related entries.
pub fn names(document: &Document, headings: &[Heading]) -> Vec<Link> {
    let mut links = Vec::new();
    for (index, heading) in headings.iter().enumerate().filter(|(_, it)| announces(&it.text)) {
        let end = headings.get(index + 1).map_or(document.body().end, |next| next.span.start);
        let section = heading.span.end.min(end)..end;
        links.extend(items(document, section));
    }
    links
}

/// Whether a heading announces related entries.
fn announces(heading: &str) -> bool {
    let heading = heading.trim().trim_end_matches(':');
    match heading.split_at_checked("related".len()) {
        Some((start, rest)) if start.eq_ignore_ascii_case("related") => {
            rest.is_empty() || RELATIVES.contains(&rest.trim_start().to_lowercase().as_str())
        }
        _ => heading.eq_ignore_ascii_case("see also"),
    }
}

/// The items of a section that contain only a name.
fn items(document: &Document, section: Range<usize>) -> Vec<Link> {
    let mut links = Vec::new();
    let mut item = ItemState::Outside;
    for (event, range) in document.part(section).typed() {
        item = match (event, item) {
            (Event::Start(Tag::Item), _) => ItemState::Empty,
            (Event::Text(_), ItemState::Empty) => ItemState::Name(range),
            (Event::Text(more), ItemState::Name(name))
                if more.trim_start().starts_with([':', '-', '–', '—', '(']) =>
            {
                ItemState::Name(name)
            }
            (
                Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis)
                | Event::End(Tag::Paragraph | Tag::Strong | Tag::Emphasis),
                item,
            ) => item,
            // The words above a nested list only head it.
            (Event::Start(Tag::List(_)), _) => ItemState::Mixed,
            (Event::End(Tag::Item), item) => {
                links.extend(item.name().and_then(|range| link(document.text(), range)));
                ItemState::Outside
            }
            (_, ItemState::Outside) => ItemState::Outside,
            _ => ItemState::Mixed,
        };
    }
    links
}

/// The content of an item so far.
enum ItemState {
    Outside,
    Empty,
    Name(Range<usize>),
    Mixed,
}

impl ItemState {
    fn name(self) -> Option<Range<usize>> {
        match self {
            ItemState::Name(range) => Some(range),
            _ => None,
        }
    }
}

fn link(text: &str, range: Range<usize>) -> Option<Link> {
    let dest = text[range.clone()].trim_end();
    let is_sentence = dest.ends_with(['.', '?', '!']) && !dest.ends_with(".md");
    let is_name = dest.starts_with(char::is_alphanumeric)
        && !dest.contains(['[', ']', '<', '`', '\n', '#'])
        && dest.split_whitespace().count() <= LONGEST;
    let at = range.start..range.start + dest.len();
    (is_name && !is_sentence).then(|| Link {
        span: at.clone(),
        to: RawLink { syntax: Syntax::Name, dest: dest.to_owned(), at, written: Written::Name },
    })
}

/// The possible names in an item, the likeliest first: the whole item, or the part before an author
/// in brackets, a dash or a colon.
pub fn candidates(item: &str) -> Vec<&str> {
    let mut candidates = vec![item];
    for sign in [" (", " - ", " – ", " — ", ": "] {
        candidates.extend(item.split_once(sign).map(|(name, _)| name.trim_end()));
    }
    candidates.sort_by_key(|name| std::cmp::Reverse(name.len()));
    candidates.dedup();
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::parse;
    use crate::source::SourceFile;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let file = SourceFile::new("a.md".into(), "a.md".into(), text.into());
        let (parsed, _) = parse::page(&file, &Config::default());
        let links = parsed.prose.links.iter().filter(|link| link.to.syntax == Syntax::Name);
        let found: Vec<&str> = links.map(|link| &text[link.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn bare_names_below_a_heading_of_relatives_are_links() {
        check(
            "## Related SOPs\n- Weekly Rhythm\n- **Ship it** \n\n* loose-name.md\n",
            &["Weekly Rhythm", "Ship it", "loose-name.md"],
        );
        check("# See also:\n\n- One\n  - Two\n\n## Then\n\n- Three\n", &["Two"]);
    }

    #[test]
    fn sentences_links_and_other_lists_stay_as_they_are() {
        check("## Related SOPs\n- [[A]]\n- See `b`\n- Ask Priya about it.\n- \"Quoted\"\n", &[]);
        check("## Related problems\n- Churn\n\n## Steps\n- Plan\n", &[]);
        check("## Related\nA paragraph\n\n- one [a](a.md) two\n", &[]);
    }

    #[test]
    fn the_longest_candidate_comes_first() {
        assert_eq!(
            candidates("Optics: friend (Ami) - why"),
            ["Optics: friend (Ami) - why", "Optics: friend (Ami)", "Optics: friend", "Optics"]
        );
    }
}
