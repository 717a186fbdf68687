//! Resolves the part of a link after `#`: a heading, a block, or an id in HTML.

use crate::diagnostic::{did_you_mean, nearest};
use crate::link::names::normal;
use crate::parse::{Heading, Kind, Parsed};
use crate::text::{self, TOP};

pub enum Anchored {
    /// The id of an element of the page.
    Id(String),
    /// The page itself.
    Page,
    Nothing {
        what: &'static str,
        name: String,
        help: Option<String>,
    },
}

/// Finds an anchor on a page.
pub fn find(parsed: &Parsed, anchor: &str) -> Anchored {
    let (above, last) = match anchor.trim_end().rsplit_once('#') {
        Some((above, last)) => (above, last.trim()),
        None => ("", anchor.trim()),
    };
    match last {
        "" if anchor.is_empty() => Anchored::Id(TOP.to_owned()),
        "" => Anchored::Page,
        TOP => Anchored::Id(TOP.to_owned()),
        _ => match last.strip_prefix('^') {
            Some(id) => block(parsed, id),
            None => heading(parsed, above, last),
        },
    }
}

/// Block ids ignore case. A tree's page shows its nodes, so blocks of its file may be absent from
/// it.
fn block(parsed: &Parsed, id: &str) -> Anchored {
    if parsed.kind == Kind::Tree {
        return Anchored::Page;
    }
    let blocks = &parsed.prose.blocks;
    match blocks.iter().find(|block| block.id.eq_ignore_ascii_case(id)) {
        Some(block) => Anchored::Id(format!("^{}", block.id)),
        None => Anchored::Nothing {
            what: "block",
            name: format!("^{id}"),
            help: Some(match nearest(id, blocks.iter().map(|block| block.id.as_str())) {
                Some(near) => format!("did you mean `#^{near}`?"),
                None => format!("write ` ^{id}` at the end of the paragraph or item"),
            }),
        },
    }
}

fn heading(parsed: &Parsed, above: &str, last: &str) -> Anchored {
    let headings = below(&parsed.prose.headings, above);
    let found = named(headings, last).or_else(|| named(&parsed.prose.headings, last));
    if let Some(heading) = found {
        // The title has no id of its own, so a link to it leads to the top of the page.
        let title = parsed.opening(&parsed.body).map(|title| &title.span);
        let id = if title == Some(&heading.span) { TOP } else { &heading.id };
        return Anchored::Id(id.to_owned());
    }
    if parsed.prose.anchors.iter().any(|id| id == last) {
        return Anchored::Id(last.to_owned());
    }
    if last.starts_with(":~:") {
        return Anchored::Page;
    }
    let ids = parsed.prose.headings.iter().map(|heading| heading.id.as_str());
    Anchored::Nothing { what: "heading", name: last.to_owned(), help: did_you_mean(last, ids) }
}

/// The headings below a heading path such as `Monday#Morning`.
fn below<'a>(headings: &'a [Heading], path: &str) -> &'a [Heading] {
    let mut rest = headings;
    for name in path.split('#').map(str::trim).filter(|name| !name.is_empty()) {
        let Some(heading) = named(rest, name) else { return headings };
        let after = rest.partition_point(|other| other.span.start <= heading.span.start);
        let section = &rest[after..];
        let end = section.iter().position(|next| next.level <= heading.level);
        rest = &section[..end.unwrap_or(section.len())];
    }
    rest
}

/// The first heading with an id or a text.
fn named<'a>(headings: &'a [Heading], name: &str) -> Option<&'a Heading> {
    let (slug, text, letters) = (text::slug(name), normal(name), letters(name));
    let find = |fits: &dyn Fn(&Heading) -> bool| headings.iter().find(|heading| fits(heading));
    find(&|heading| heading.id == name)
        .or_else(|| find(&|heading| heading.id.eq_ignore_ascii_case(name)))
        // The usual case, without normalising the text of each heading.
        .or_else(|| find(&|heading| heading.id == slug && normal(&heading.text) == text))
        .or_else(|| find(&|heading| normal(&heading.text) == text))
        .or_else(|| find(&|heading| heading.id == slug))
        // Obsidian drops characters with a meaning in links, such as the colon of `Why: a story`.
        .or_else(|| find(&|heading| !letters.is_empty() && self::letters(&heading.text) == letters))
}

fn letters(text: &str) -> String {
    normal(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
