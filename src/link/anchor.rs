//! Resolves the part of a link after `#`: a heading, a block, or an id in HTML.

use crate::diagnostic::Help;
use crate::link::Entry;
use crate::link::anchor_index::{AnchorIndex, AnchorIndexes};
use crate::text::TOP;

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
    let (above, last) = match anchor.trim_end().rsplit_once('#') {
        Some((above, last)) => (above, last.trim()),
        None => ("", anchor.trim()),
    };
    match last {
        "" if anchor.is_empty() => Anchored::Id(TOP.to_owned()),
        "" => Anchored::Page,
        TOP => Anchored::Id(TOP.to_owned()),
        _ => match last.strip_prefix('^') {
            Some(id) => block(entry, anchors.of(entry), id),
            None => heading(entry, anchors.of(entry), above, last),
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

fn heading(entry: &Entry, index: &AnchorIndex, above: &str, last: &str) -> Anchored {
    let parsed = &*entry.parsed;
    let headings = &parsed.prose.headings;
    let elsewhere = || index.named(last, &(0..headings.len())).filter(|_| !above.is_empty());
    if let Some(heading) = index.named(last, &index.below(above)).or_else(elsewhere) {
        let heading = &headings[heading];
        // The title has no id of its own, so a link to it leads to the top of the page.
        let title = parsed.opening(&parsed.body).map(|title| &title.span);
        let id = if title == Some(&heading.span) { TOP } else { &heading.id };
        return Anchored::Id(id.to_owned());
    }
    if index.has_html_id(last) {
        return Anchored::Id(last.to_owned());
    }
    if last.starts_with(":~:") {
        return Anchored::Page;
    }
    let (wanted, names) = (last.to_owned(), index.heading_ids(entry));
    let help = Help::Nearest { wanted, names, mark: "", otherwise: None };
    Anchored::Nothing { what: "heading", name: last.to_owned(), help }
}
