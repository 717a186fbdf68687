//! Resolves the part of a link after `#`: a heading, a block, or an id in HTML.

use memchr::memmem;

use crate::diagnostic::Help;
use crate::link::Entry;
use crate::link::anchor_index::{AnchorIndex, AnchorIndexes};
use crate::text::{Event, TOP, Tag};

pub enum Anchored {
    /// The id of an element of the page.
    Id(String),
    /// The page itself.
    Page,
    Nothing {
        what: &'static str,
        name: String,
        help: Help,
    },
}

/// Finds an anchor on a page.
pub fn find(entry: &Entry, anchors: &AnchorIndexes, anchor: &str) -> Anchored {
    let index = anchors.of(entry);
    if anchor.trim_start_matches('#').contains('#')
        && let Some(heading) = index.titled(anchor)
    {
        return id_of(entry, heading);
    }
    let (above, last) = match anchor.trim_end().rsplit_once('#') {
        Some((above, last)) => (above, last.trim()),
        None => ("", anchor.trim()),
    };
    match last {
        "" if anchor.is_empty() => Anchored::Id(TOP.to_owned()),
        "" => Anchored::Page,
        TOP => Anchored::Id(TOP.to_owned()),
        _ => match last.strip_prefix('^') {
            Some(id) => block(entry, index, id),
            None => heading(entry, index, (above, last)),
        },
    }
}

/// Block ids ignore case. A tree's page shows its nodes, so blocks of its file may be absent from
/// it.
fn block(entry: &Entry, index: &AnchorIndex, id: &str) -> Anchored {
    if entry.parsed.is_walk() {
        return Anchored::Page;
    }
    match index.block(entry, id) {
        Some(block) => Anchored::Id(format!("^{}", block.id)),
        None => Anchored::Nothing {
            what: "block",
            name: format!("^{id}"),
            help: Help::Nearest {
                wanted: id.to_owned(),
                names: index.block_ids(entry),
                mark: "#^",
                otherwise: Some("write ` ^{wanted}` at the end of the paragraph or item"),
            },
        },
    }
}

/// A heading or an id in HTML. The anchor as a whole may be a heading with a `#` in it.
fn heading(entry: &Entry, index: &AnchorIndex, (above, last): (&str, &str)) -> Anchored {
    let all = 0..entry.parsed.prose.headings.len();
    let elsewhere = || index.named(last, &all).filter(|_| !above.is_empty());
    if let Some(heading) = index.named(last, &index.below(above)).or_else(elsewhere) {
        return id_of(entry, heading);
    }
    if let Some(id) = index.html_id(last) {
        return Anchored::Id(id.to_owned());
    }
    let behind_title = behind_title(&entry.parsed.title, last);
    if let Some(heading) =
        of_other_hosts(last).chain(behind_title).find_map(|id| index.named(&id, &all))
    {
        return id_of(entry, heading);
    }
    if let Some(id) = footnote(entry, last) {
        return Anchored::Id(id);
    }
    let is_page = || entry.parsed.own_ids().any(|id| id.eq_ignore_ascii_case(last));
    if leads_to_page(last) || is_contribution(entry, last) || is_page() {
        return Anchored::Page;
    }
    let (wanted, names) = (last.to_owned(), index.heading_ids(entry));
    let help = Help::Nearest { wanted, names, mark: "", otherwise: None };
    Anchored::Nothing { what: "heading", name: last.to_owned(), help }
}

/// The id of a footnote or of its first reference, which Python-Markdown and kramdown make of its
/// name, and we of its number.
fn footnote(entry: &Entry, anchor: &str) -> Option<String> {
    let (start, name) =
        anchor.split_once(':').filter(|(start, _)| ["fn", "fnref"].contains(start))?;
    let mut names: Vec<&str> = Vec::new();
    for (event, _) in entry.parsed.document.events() {
        match event {
            Event::FootnoteReference(name) if !names.contains(&name) => names.push(name),
            // A note in the text has a number and no name.
            Event::Start(Tag::InlineNote) => names.push(""),
            _ => {}
        }
    }
    let place = names.iter().position(|known| *known == name)?;
    Some(format!("{start}:{}", place + 1))
}

/// The title has no id of its own, so a link to it leads to the top of the page.
fn id_of(entry: &Entry, heading: usize) -> Anchored {
    let parsed = &*entry.parsed;
    let heading = &parsed.prose.headings[heading];
    let title = parsed.opening(&parsed.body).map(|title| &title.span);
    Anchored::Id(if title == Some(&heading.span) { TOP } else { &heading.id }.to_owned())
}

/// The same anchor as our ids are, if it is one as other hosts and tools write them.
fn of_other_hosts(anchor: &str) -> impl Iterator<Item = String> {
    // What a browser looks for in the text follows the id.
    let id = anchor.split_once(":~:").map_or(anchor, |(id, _)| id);
    let bare =
        ["user-content-", "markdown-header-", "h-"].iter().find_map(|it| id.strip_prefix(it));
    let bare = bare.unwrap_or(id);
    // The second heading of a name is `name_1` for MkDocs.
    let numbered = bare.rsplit_once('_').filter(|(name, number)| {
        !name.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && !number.is_empty()
    });
    let numbered = numbered.map(|(name, number)| format!("{name}-{number}"));
    let whole = Some(bare).filter(|bare| *bare != anchor && !bare.is_empty());
    numbered.into_iter().chain(whole.map(str::to_owned))
}

/// What follows the title of the page in an anchor of Confluence, `OnCall-Heading`.
fn behind_title<'a>(title: &str, anchor: &'a str) -> impl Iterator<Item = String> + use<'a> {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let title = letters(title);
    let anchor = anchor.strip_prefix("id-.").unwrap_or(anchor);
    let dashes = anchor.match_indices('-').take(MOST_DASHES);
    let starts = dashes.filter(move |(at, _)| *at > 0 && title.ends_with(&letters(&anchor[..*at])));
    starts.map(|(at, _)| anchor[at + 1..].to_owned())
}

/// The most dashes of an anchor at which the title may end.
const MOST_DASHES: usize = 8;

/// Whether other hosts give this anchor to every page, or it is none of a part of the page.
fn leads_to_page(anchor: &str) -> bool {
    let is_line = |part: &str| {
        let number = part.strip_prefix('L').map(|rest| rest.split('C').next().unwrap_or(""));
        number.is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    };
    ["readme", "top", "_top", "_", "!", "page-top", "start-of-content", "user-content-readme"]
        .iter()
        .any(|known| anchor.eq_ignore_ascii_case(known))
        || anchor.starts_with("bookmark=")
        || anchor.starts_with("heading=h.")
        || anchor.starts_with(":~:")
        || anchor.split('-').all(is_line)
}

/// What the table of contributors that a bot writes links to: the kind of a contribution and a name.
const CONTRIBUTIONS: &[&str] = &[
    "audio",
    "blog",
    "bug",
    "business",
    "code",
    "content",
    "data",
    "design",
    "doc",
    "eventOrganizing",
    "example",
    "financial",
    "fundingFinding",
    "ideas",
    "infra",
    "maintenance",
    "mentoring",
    "platform",
    "plugin",
    "projectManagement",
    "promotion",
    "question",
    "research",
    "review",
    "security",
    "talk",
    "test",
    "tool",
    "translation",
    "tutorial",
    "userTesting",
    "video",
];

/// Whether an anchor is one of the table of contributors, which are anchors of nothing.
fn is_contribution(entry: &Entry, anchor: &str) -> bool {
    let kind = anchor.split_once('-').map(|(kind, _)| kind);
    kind.is_some_and(|kind| CONTRIBUTIONS.contains(&kind))
        && memmem::find(entry.parsed.text.as_bytes(), b"ALL-CONTRIBUTORS-").is_some()
}
