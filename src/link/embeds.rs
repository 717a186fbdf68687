//! Decides which embeds show an entry in place and which become links.
//!
//! The decision is the same on every page, so that a page renders without its embedding context.
//! Embeds that are recursive, nested too deeply or too large become links and are reported.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::formats::logseq::names as logseq;
use crate::link::by_entry::ByEntry;
use crate::link::links::Links;
use crate::link::names::normal;
use crate::link::{Entry, EntryId, Target};
use crate::parse::Parsed;
use crate::source::{stem, without_page_ending};
use crate::text::TOP;

/// The limit for nested embeds.
const DEEPEST: usize = 4;

/// The limit for the embedded bytes of a page.
const LARGEST: usize = 256 * 1024;

/// An entry, or a part of one, shown in another entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed {
    /// Its place in the embedding entry.
    pub at: Range<usize>,
    pub entry: EntryId,
    pub anchor: Option<String>,
    /// The range of the embedded entry's text.
    pub part: Range<usize>,
}

/// The embeds to show, in order, and diagnostics for the others.
pub fn shown(entries: &[Entry], links: &Links) -> (ByEntry<Embed>, Vec<Diagnostic>) {
    let mut places = Vec::new();
    let mut nodes = Vec::new();
    for entry in entries {
        let start = nodes.len();
        nodes.extend(written(entry, entries, links).map(|embed| (entry.id, embed)));
        places.push(start..nodes.len());
    }
    let mut search = Search { nodes, places, seen: Vec::new() };
    search.run();
    let Search { nodes, places, seen } = search;
    let mut diagnostics = Vec::new();
    let mut shown = Vec::new();
    for (entry, place) in entries.iter().zip(places) {
        let mut total = 0;
        for node in place {
            let (_, embed) = &nodes[node];
            let refused = match &seen[node] {
                Seen::Shown { size, .. } if total + size > LARGEST => Some(Refused::Large),
                Seen::Shown { size, .. } => {
                    total += size;
                    None
                }
                Seen::Refused(why) => Some(*why),
                Seen::No | Seen::Open => None,
            };
            match refused {
                None => shown.push((entry.id, embed.clone())),
                Some(why) => {
                    let place = Place::new(&entry.parsed.name, embed.at.clone());
                    diagnostics.push(report(why, place));
                }
            }
        }
    }
    (ByEntry::new(entries.len(), shown), diagnostics)
}

/// The embeds of an entry that are a block of their own and have a target that can be shown.
fn written<'a>(
    entry: &'a Entry,
    entries: &'a [Entry],
    links: &'a Links,
) -> impl Iterator<Item = Embed> + 'a {
    let alone = entry.parsed.prose.embeds.iter().filter_map(|at| links.at(entry, *at));
    alone.filter_map(|link| {
        let Target::Entry { entry: to, anchor } = link.target else { return None };
        // A missing heading was reported; showing the whole entry instead would be wrong.
        let dest = &link.written.dest;
        let asks_for_part = dest.contains(['#', '^'])
            && !is_called(&entries[to.0 as usize].parsed, dest)
            || logseq::block(dest).is_some();
        if asks_for_part != anchor.is_some() {
            return None;
        }
        let part = part(&entries[to.0 as usize].parsed, anchor.as_deref())?;
        Some(Embed { at: link.span, entry: *to, anchor: anchor.clone(), part })
    })
}

/// Whether a whole destination is a name of a page.
fn is_called(parsed: &Parsed, dest: &str) -> bool {
    let dest = normal(without_page_ending(dest));
    let aliases = parsed.front_matter.aliases.iter().map(String::as_str);
    let names =
        aliases.chain([&*parsed.title, stem(&parsed.path), without_page_ending(&parsed.path)]);
    names.into_iter().any(|name| normal(name) == dest)
}

/// The range that an anchor names: the whole entry, a section or a block.
fn part(parsed: &Parsed, anchor: Option<&str>) -> Option<Range<usize>> {
    if parsed.is_walk() {
        return None;
    }
    let anchor = match anchor {
        None | Some(TOP) => return Some(parsed.body.clone()),
        Some(anchor) => anchor,
    };
    if let Some(id) = anchor.strip_prefix('^') {
        let block = parsed.prose.blocks.iter().find(|block| block.id == id)?;
        return Some(block.span.clone());
    }
    let headings = &parsed.prose.headings;
    let index = headings.iter().position(|heading| heading.id == anchor)?;
    let next = headings[index + 1..].iter().find(|next| next.level <= headings[index].level);
    let end = next.map_or(parsed.body.end, |next| next.span.start);
    Some(headings[index].span.start..end)
}

/// The state of an embed during the search.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    No,
    /// Being visited.
    Open,
    Shown {
        /// Levels of nesting, this one included.
        height: usize,
        /// The bytes that it shows in total.
        size: usize,
    },
    Refused(Refused),
}

#[derive(Clone, Copy, PartialEq)]
enum Refused {
    Circle,
    Deep,
    Large,
}

struct Search {
    /// All embeds with their entries, in order.
    nodes: Vec<(EntryId, Embed)>,
    /// The range of each entry's embeds in `nodes`.
    places: Vec<Range<usize>>,
    seen: Vec<Seen>,
}

impl Search {
    fn run(&mut self) {
        self.seen = vec![Seen::No; self.nodes.len()];
        for node in 0..self.nodes.len() {
            if self.seen[node] == Seen::No {
                self.look_into(node);
            }
        }
    }

    /// The embeds inside the range that an embed shows.
    fn inside(&self, node: usize) -> Range<usize> {
        let embed = &self.nodes[node].1;
        let Range { start, end } = self.places[embed.entry.0 as usize].clone();
        let nodes = &self.nodes[start..end];
        let first = nodes.partition_point(|(_, inner)| inner.at.start < embed.part.start);
        let last = nodes.partition_point(|(_, inner)| inner.at.start < embed.part.end);
        start + first..start + last.max(first)
    }

    /// Depth-first search with an explicit stack, because authors control the depth.
    fn look_into(&mut self, root: usize) {
        self.seen[root] = Seen::Open;
        let mut stack = vec![(root, self.inside(root))];
        while let Some((node, rest)) = stack.last_mut() {
            let node = *node;
            let Some(inner) = rest.next() else {
                self.seen[node] = self.sum(node);
                stack.pop();
                continue;
            };
            match self.seen[inner] {
                Seen::No => {
                    self.seen[inner] = Seen::Open;
                    stack.push((inner, self.inside(inner)));
                }
                Seen::Open => {
                    self.seen[node] = Seen::Refused(Refused::Circle);
                    stack.pop();
                }
                Seen::Shown { .. } | Seen::Refused(_) => {}
            }
        }
    }

    /// The height and size of an embed whose inner embeds are done.
    fn sum(&self, node: usize) -> Seen {
        let (mut height, mut size) = (1, self.nodes[node].1.part.len());
        for inner in &self.seen[self.inside(node)] {
            if let Seen::Shown { height: inner_height, size: inner_size } = inner {
                height = height.max(inner_height + 1);
                size = size.saturating_add(*inner_size);
            }
        }
        match () {
            _ if height > DEEPEST => Seen::Refused(Refused::Deep),
            _ if size > LARGEST => Seen::Refused(Refused::Large),
            _ => Seen::Shown { height, size },
        }
    }
}

fn report(why: Refused, place: Place) -> Diagnostic {
    let message = match why {
        Refused::Circle => "this embed would show itself again, so it is a link".to_owned(),
        Refused::Deep => {
            format!(
                "more than {DEEPEST} embeds stand inside each other here, so this one is a link"
            )
        }
        Refused::Large => {
            let kilobytes = LARGEST / 1024;
            format!("a page shows at most {kilobytes} KB of other entries, so this embed is a link")
        }
    };
    Diagnostic::new(Code::UnshownEmbed, message)
        .at(place)
        .help("take the `!` away, or embed a section: `![[Name#Heading]]`")
}
