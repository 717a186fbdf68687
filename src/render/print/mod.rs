//! The print page: the whole book on one page.
//!
//! Links to other pages, such as backlinks, are omitted.

mod parts;

use crate::link::nav::OrderLineKind;
use crate::link::pages::BookFacts;
use crate::link::route::Route;
use crate::link::{Entry, EntryId, Surface, Target};
use crate::render::article::{self, Article, Replacements, Shown};
use crate::render::html::Html;
use crate::render::place::{PagePlace, entry_id, entry_link};
use crate::render::tree;
use crate::render::views::{PrintView, PrintedEntry, PrintedPart};
use crate::render::{Site, facts, heading, procedures};
use crate::tree::Form;

pub use parts::link_to;

/// Larger books have no print page, because browsers print them badly.
const MOST_ENTRIES: usize = 1000;

/// Whether a book is small enough for a print page.
pub fn is_printed_whole(book: &BookFacts<'_>) -> bool {
    book.entries_on(Surface::Print).count() <= MOST_ENTRIES
}

/// Builds the view of the print page.
pub fn view(site: &Site, route: &Route) -> PrintView {
    let (ordered, rest) = site.playbook.in_order(Surface::Print);
    let all = ordered.iter().chain(&rest).copied();
    let parts = parts::of(&site.playbook, all).into_iter().map(|part| PrintedPart {
        id: part.id.unwrap_or_default(),
        entries: part.entries.iter().map(|id| printed(site, *id, route)).collect(),
    });
    let parts: Vec<PrintedPart> = parts.collect();
    let entries = parts.iter().flat_map(|part| &part.entries);
    let texts: Vec<&Html> = entries.map(|entry| &entry.body).collect();
    let mut context = site.context(route, &site.playbook.config.words.print.title, "");
    site.allow_for(route, &texts, &mut context);
    PrintView { context, contents: contents(site, &rest), parts }
}

fn printed(site: &Site, id: EntryId, page: &Route) -> PrintedEntry {
    let entry = site.playbook.entry(id);
    let parsed = &entry.parsed;
    let place = PagePlace::printed(page, &entry.route);
    let shown = Shown { playbook: &site.playbook, entry, place };
    let mut article = match site.playbook.own_tree(id) {
        Some(_) => decision(shown),
        None => text(site, shown),
    };
    if let Some(list) = &parsed.procedures.listed {
        article.body.html(&procedures::listed_signals(&site.playbook.config.words, list, place));
    }
    let words = &site.playbook.config.words.kind;
    PrintedEntry {
        id: entry_id(&entry.route),
        kind_label: if entry.is_draft {
            words.draft.to_string()
        } else {
            parsed.kind_label(words).unwrap_or_default().to_owned()
        },
        heading: article.heading.unwrap_or_else(|| heading(&parsed.title)),
        lead: parsed.front_matter.description.clone().unwrap_or_default(),
        body: article.body,
    }
}

/// A tree file: the introduction, and the tree as text.
fn decision(shown: Shown<'_>) -> Article {
    let mut body = Html::default();
    for placed in tree::of_entry(shown.playbook, shown.entry) {
        let mut replacements = Replacements::new();
        procedures::add(shown, &mut replacements);
        let lead = article::write(shown, placed.tree.lead.clone(), replacements);
        let sections = tree::sections(shown.playbook, placed, shown.place);
        body.html(&lead.body).html(&sections);
    }
    Article { heading: None, body }
}

/// Any other entry. A prose decision is text already, a drawn one is written out, and one of
/// another entry is printed there.
fn text(site: &Site, shown: Shown<'_>) -> Article {
    let parsed = &shown.entry.parsed;
    let mut replacements = Replacements::new();
    for link in tree::asked_for(&site.playbook, shown.entry) {
        let Target::Entry { entry: to, .. } = link.target else { continue };
        let Some(id) = site.playbook.own_tree(*to) else { continue };
        let mut html = Html::default();
        let address = shown.place.href(&site.playbook, link.target);
        let named = tree::named(&site.playbook, site.playbook.tree(id), &address);
        html.open("p", &[]).html(&named).close("p");
        replacements.instead(link.span, html);
    }
    for placed in tree::of_entry(&site.playbook, shown.entry) {
        if placed.tree.form == Form::Drawing {
            let place = shown.place.in_tree(&placed.tree.id);
            let sections = tree::sections(&site.playbook, placed, place);
            replacements.after(placed.list.end, sections);
        }
    }
    if let Some(list) = &parsed.facts.list {
        let html = facts::table(site, shown.entry, shown.place.page);
        replacements.instead(list.clone(), html);
    }
    procedures::add(shown, &mut replacements);
    article::write(shown, parsed.body.clone(), replacements)
}

/// The table of contents as nested lists, with entries outside the navigation at the end.
fn contents(site: &Site, rest: &[EntryId]) -> Html {
    let mut lists = Lists::default();
    for line in &site.playbook.nav.lines {
        let label = match &line.number {
            Some(number) => format!("{number} {}", line.label),
            None => line.label.clone(),
        };
        match &line.kind {
            OrderLineKind::Page(route) => {
                lists.add(line.depth, &label, entry_link(&site.playbook, route))
            }
            OrderLineKind::Part | OrderLineKind::Unwritten | OrderLineKind::Heading => {
                lists.add(line.depth, &label, None)
            }
            OrderLineKind::Separator | OrderLineKind::Outside(_) => {}
        }
    }
    for id in rest {
        let Entry { parsed, route, .. } = site.playbook.entry(*id);
        lists.add(0, &parsed.title, entry_link(&site.playbook, route));
    }
    lists.finish()
}

/// Writes nested lists.
#[derive(Default)]
struct Lists {
    html: Html,
    /// The number of open lists.
    open: usize,
}

impl Lists {
    fn add(&mut self, depth: usize, label: &str, link: Option<String>) {
        if depth >= self.open {
            self.html.open("ul", &[]).newline();
            self.open += 1;
        } else {
            self.close_to(depth + 1);
            self.html.close("li").newline();
        }
        self.html.open("li", &[]);
        match link {
            Some(link) => self.html.element("a", &[("href", &link)], label),
            None => self.html.text(label),
        };
    }

    fn close_to(&mut self, open: usize) {
        while self.open > open {
            self.html.close("li").close("ul").newline();
            self.open -= 1;
        }
    }

    fn finish(mut self) -> Html {
        self.close_to(0);
        self.html
    }
}
