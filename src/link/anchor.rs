//! Resolves the part of a link after `#`: a heading, a block, or an id in HTML.

use std::ops::Range;
use std::sync::OnceLock;

use crate::diagnostic::{did_you_mean, nearest};
use crate::link::Entry;
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
pub fn find(entry: &Entry, keys: &HeadingKeys, anchor: &str) -> Anchored {
    let parsed = &*entry.parsed;
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
            None => heading(parsed, keys.of(entry), above, last),
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

fn heading(parsed: &Parsed, keys: &[String], above: &str, last: &str) -> Anchored {
    let all = Headings { headings: &parsed.prose.headings, keys };
    let below = all.below(above);
    let elsewhere = || if above.is_empty() { None } else { all.named(last) };
    if let Some(heading) = below.named(last).or_else(elsewhere) {
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

/// The texts of headings as names are compared, for each entry that a link to a heading asks for.
pub struct HeadingKeys(Vec<OnceLock<Vec<String>>>);

impl HeadingKeys {
    pub fn new(entries: usize) -> HeadingKeys {
        HeadingKeys((0..entries).map(|_| OnceLock::new()).collect())
    }

    pub fn of(&self, entry: &Entry) -> &[String] {
        let headings = &entry.parsed.prose.headings;
        let keys = || headings.iter().map(|heading| normal(&heading.text)).collect();
        self.0[entry.id.0 as usize].get_or_init(keys)
    }
}

/// Headings that follow each other, with their keys.
#[derive(Clone, Copy)]
struct Headings<'a> {
    headings: &'a [Heading],
    keys: &'a [String],
}

impl<'a> Headings<'a> {
    fn slice(self, range: Range<usize>) -> Headings<'a> {
        Headings { headings: &self.headings[range.clone()], keys: &self.keys[range] }
    }

    /// The headings below a heading path such as `Monday#Morning`.
    fn below(self, path: &str) -> Headings<'a> {
        let mut rest = self;
        for name in path.split('#').map(str::trim).filter(|name| !name.is_empty()) {
            let Some(heading) = rest.named(name) else { return self };
            let is_before = |other: &Heading| other.span.start <= heading.span.start;
            rest = rest.slice(rest.headings.partition_point(is_before)..rest.headings.len());
            let end = rest.headings.iter().position(|next| next.level <= heading.level);
            rest = rest.slice(0..end.unwrap_or(rest.headings.len()));
        }
        rest
    }

    /// The first heading with an id or a text.
    fn named(self, name: &str) -> Option<&'a Heading> {
        let Headings { headings, keys } = self;
        let (slug, key) = (text::slug(name), normal(name));
        let letters = |key: &str| key.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let of_name = letters(&key);
        let by_id = |fits: &dyn Fn(&str) -> bool| headings.iter().position(|it| fits(&it.id));
        let by_key = |fits: &dyn Fn(&str) -> bool| keys.iter().position(|key| fits(key));
        let found = by_id(&|id| id == name)
            .or_else(|| by_id(&|id| id.eq_ignore_ascii_case(name)))
            .or_else(|| {
                let mut both = headings.iter().zip(keys);
                both.position(|(heading, other)| heading.id == slug && *other == key)
            })
            .or_else(|| by_key(&|other| other == key))
            .or_else(|| by_id(&|id| id == slug))
            // Obsidian drops characters with a meaning in links, such as the colon of `Why: a story`.
            .or_else(|| by_key(&|other| !of_name.is_empty() && letters(other) == of_name));
        found.map(|index| &headings[index])
    }
}
