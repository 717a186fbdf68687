//! Sources, related entries and backlinks below an entry.

use crate::link::cited_entries::Source;
use crate::link::related::Reason;
use crate::link::route::Route;
use crate::link::transcripts::CitedIn;
use crate::link::{Backlink, Entry, EntryId, Target};
use crate::parse::citations;
use crate::render::Site;
use crate::render::sentence::{self, Sentence};
use crate::render::views::{Connections, QuotingView, Reference, SentenceView};

/// The most entries listed before the rest is collapsed.
const FIRST: usize = 8;

/// The most entries quoted; a page that all others link to would repeat the whole book.
const QUOTED: usize = 100;

/// The most sentences quoted from one entry.
const SENTENCES: usize = 3;

/// The relations of an entry to others.
pub fn of(site: &Site, entry: &Entry) -> Connections {
    let mut linked_from = quoting(site, &entry.route, site.playbook.backlinks(entry.id));
    let more_linked_from = linked_from.split_off(linked_from.len().min(FIRST));
    Connections {
        sources: sources(site, entry),
        source_of: source_of(site, entry),
        related: related(site, entry),
        cited_in: cited_in(site, entry),
        linked_from,
        more_linked_from,
    }
}

/// The sources in the front matter, as links if possible.
fn sources(site: &Site, entry: &Entry) -> Vec<Reference> {
    let sources = site.playbook.cited_sources.of(entry.id).iter().map(|source| match source {
        Source::Entry(id) => reference(site, entry, *id),
        Source::Web(address) => Reference::new(address.clone(), &short_address(address)),
        Source::Text(text) => Reference::new(String::new(), text),
    });
    sources.collect()
}

/// The entries that cite this one as a source.
fn source_of(site: &Site, entry: &Entry) -> Vec<Reference> {
    site.playbook.citing(entry.id).iter().map(|id| reference(site, entry, *id)).collect()
}

/// Related entries, each with the reason.
fn related(site: &Site, entry: &Entry) -> Vec<Reference> {
    let words = &site.playbook.config.words.entry;
    let related = site.playbook.related(entry).into_iter().map(|related| Reference {
        note: match &related.reason {
            Reason::Links(count) => words.shared_links.of(*count),
            Reason::Topic(topic) => words.shared_topic.fill(&[("topic", topic)]),
            Reason::Word(word) => words.shared_word.fill(&[("word", word)]),
        },
        ..reference(site, entry, related.entry)
    });
    related.collect()
}

fn reference(site: &Site, from: &Entry, to: EntryId) -> Reference {
    let to = site.playbook.entry(to);
    Reference::new(from.route.link_to(&to.route), &to.parsed.title)
}

/// A URL without its scheme, `www.` and trailing `/`, truncated if it is long.
fn short_address(address: &str) -> String {
    let plain = address.split_once("://").map_or(address, |(_, rest)| rest);
    let plain = plain.trim_start_matches("www.").trim_end_matches('/');
    match plain.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &plain[..end]),
        None => plain.to_owned(),
    }
}

/// The entries that contain some links, with the sentences around them, for the page at a route.
pub fn quoting(site: &Site, route: &Route, links: &[Backlink]) -> Vec<QuotingView> {
    let groups = links.chunk_by(|one, next| one.from == next.from);
    let views = groups.enumerate().map(|(count, links)| {
        let other = site.playbook.entry(links[0].from);
        let shown = if count < QUOTED { sentences(other, links) } else { Vec::new() };
        quoted(route, other, shown)
    });
    views.collect()
}

fn quoted(on: &Route, entry: &Entry, sentences: Vec<SentenceView>) -> QuotingView {
    let (href, label) = (on.link_to(&entry.route), entry.parsed.title.clone());
    QuotingView { href, label, sentences }
}

/// The entries with citations that this transcript answers.
fn cited_in(site: &Site, entry: &Entry) -> Vec<QuotingView> {
    let groups =
        site.playbook.transcripts().cited(entry.id).chunk_by(|one, next| one.from == next.from);
    let views = groups.map(|cites| {
        let other = site.playbook.entry(cites[0].from);
        let sentences = cites.iter().map(|cited| SentenceView {
            time: citations::short(&citations::long(cited.seconds)).to_owned(),
            time_href: passage_href(site, cited),
            ..sentence_view(sentence::around(&other.parsed, cited.at))
        });
        quoted(&entry.route, other, sentences.collect())
    });
    views.collect()
}

/// The address of the sentence around a citation.
fn passage_href(site: &Site, cited: &CitedIn) -> String {
    match site.playbook.transcripts().words(cited.from, cited.at) {
        Some(Target::Entry { anchor: Some(anchor), .. }) => format!("#{anchor}"),
        _ => String::new(),
    }
}

/// The sentences around an entry's links, each once.
fn sentences(other: &Entry, links: &[Backlink]) -> Vec<SentenceView> {
    let mut views: Vec<SentenceView> = Vec::new();
    for link in links {
        if views.len() == SENTENCES {
            break;
        }
        let view = sentence_view(sentence::around(&other.parsed, link.at));
        let says_something =
            !view.before.is_empty() || !view.after.is_empty() || !view.under.is_empty();
        if says_something && views.iter().all(|other| words(other) != words(&view)) {
            views.push(view);
        }
    }
    views
}

/// Detects a sentence with two links to the same entry.
fn words(view: &SentenceView) -> String {
    [&*view.before, &view.label, &view.after, &view.under].concat()
}

fn sentence_view(sentence: Sentence) -> SentenceView {
    let Sentence { before, label, after, under } = sentence;
    if before.is_empty() && after.is_empty() {
        SentenceView { under, ..SentenceView::default() }
    } else {
        SentenceView { before, label, after, ..SentenceView::default() }
    }
}
