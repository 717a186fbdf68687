//! The template view of an entry.

use crate::link::nav::{NavLine, OrderLineKind};
use crate::link::route::Route;
use crate::link::{Entry, Page};
use crate::parse::{Parsed, Withheld, citations};
use crate::raw_html::{self, Token, unescape};
use crate::render::article::{self, Replacements, Shown};
use crate::render::connections;
use crate::render::html::Html;
use crate::render::place::PagePlace;
use crate::render::procedures;
use crate::render::tree::{self, section_id, state};
use crate::render::views::{ContentsLine, EntryView, Reference, SenderView};
use crate::render::{Site, facts, feedback, folder, heading};
use crate::tree::scenario::label;
use crate::words::{EntryWords, Text};

/// The assumed reading speed.
const WORDS_A_MINUTE: usize = 220;

/// Builds the view of an entry.
pub fn view(site: &Site, entry: &Entry) -> EntryView {
    let parsed = &entry.parsed;
    let mut replacements = Replacements::new();
    let place = PagePlace::on(&entry.route);
    let shown = Shown { playbook: &site.playbook, entry, place };
    for (span, html) in tree::embedded(&site.playbook, entry) {
        replacements.instead(span, html);
    }
    for placed in tree::of_entry(&site.playbook, entry) {
        let offer = tree::offer(&site.playbook, placed, place);
        replacements.after(placed.list.end, offer);
    }
    let mut context = if replacements.is_empty() {
        site.context(&entry.route, &parsed.title, &parsed.description)
    } else {
        site.tree_context(&entry.route, &parsed.title, &parsed.description)
    };
    if let Some(list) = &parsed.facts.list {
        let html = facts::table(site, entry, &entry.route);
        replacements.instead(list.clone(), html);
    }
    procedures::add(shown, &mut replacements);
    let mut article = article::write(shown, parsed.body.clone(), replacements);
    if let Some(list) = &parsed.procedures.listed {
        article.body.html(&procedures::listed_signals(&site.playbook.config.words, list, place));
    }
    let inside = folder::listed(site, entry);
    let is_section = parsed.says_nothing && !inside.is_empty();
    if is_section {
        article.body = Html::default();
    }
    site.allow_for(&entry.route, &[&article.body], &mut context);
    let (previous, next) = neighbours(site, &entry.route);
    EntryView {
        context,
        kind: parsed.kind.name().to_owned(),
        kind_label: parsed
            .kind_label(&site.playbook.config.words.kind)
            .unwrap_or_default()
            .to_owned(),
        kind_href: kind_href(site, entry),
        heading: article.heading.unwrap_or_else(|| heading(&parsed.title)),
        lead: lead(parsed.front_matter.description.as_deref(), &article.body).to_owned(),
        is_draft: entry.is_draft,
        breadcrumbs: breadcrumbs(site, &entry.route, &entry.route),
        facts: facts::of(site, entry, &entry.route),
        is_section,
        minutes: parsed.prose.words.div_ceil(WORDS_A_MINUTE),
        contents: contents(entry),
        withheld: withheld(parsed, &site.playbook.config.words.entry),
        body: article.body,
        inside,
        sent_by: sent_by(site, entry),
        connections: connections::of(site, entry),
        previous,
        next,
        edit: feedback::edit_link(site, entry),
        feedback: feedback::link(site, &entry.route, &parsed.title),
    }
}

/// The description, unless the text begins with the same words.
fn lead<'a>(description: Option<&'a str>, body: &Html) -> &'a str {
    let description = description.unwrap_or_default();
    let said = letters(description);
    let first =
        body.as_str().trim_start().strip_prefix("<p>").and_then(|rest| rest.split_once("</p>"));
    let text = first.map_or(String::new(), |(first, _)| letters(&words(first)));
    let is_repeated = text.starts_with(&said) || said.starts_with(&text) && !text.is_empty();
    if is_repeated { "" } else { description }
}

/// The words of HTML.
fn words(html: &str) -> String {
    let texts = raw_html::scan(html).into_iter().filter_map(|token| match token {
        Token::Text(text) => html.get(text),
        _ => None,
    });
    unescape(&texts.collect::<String>())
}

/// The letters and digits of a text.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn withheld(parsed: &Parsed, words: &EntryWords) -> Option<Text> {
    Some(match parsed.withheld? {
        Withheld::Walk => words.withheld_walk.clone(),
        Withheld::Text => words.withheld_text.clone(),
    })
}

/// The address of the entry that the kind names.
fn kind_href(site: &Site, entry: &Entry) -> String {
    let front_matter = &entry.parsed.front_matter;
    let target = front_matter.kind.as_ref().and_then(|kind| front_matter.links.get(kind));
    let id = target.and_then(|name| site.playbook.names.first(name, ""));
    let to = id.map(|id| &site.playbook.entry(id).route).filter(|route| **route != entry.route);
    to.map(|route| entry.route.link_to(route)).unwrap_or_default()
}

/// The table of contents. Video timestamps stay in headings and in ids, which links may use.
fn contents(entry: &Entry) -> Vec<ContentsLine> {
    let parsed = &entry.parsed;
    let skip = usize::from(parsed.opening(&parsed.body).is_some());
    let headings = parsed.prose.headings.iter().skip(skip);
    let headings = headings.map(|heading| (parsed.shown_level(heading.level), heading));
    let lines = headings.filter(|(level, _)| *level <= 3).map(|(level, heading)| ContentsLine {
        level: level.clamp(2, 3),
        id: heading.id.clone(),
        text: match (&parsed.front_matter.video_id, citations::without_last(&heading.text)) {
            (Some(_), text) if !text.is_empty() => text.to_owned(),
            _ => heading.text.clone(),
        },
    });
    lines.collect()
}

fn sent_by(site: &Site, entry: &Entry) -> Vec<SenderView> {
    let senders = site.playbook.senders(entry.id).iter().map(|sender| {
        let placed = site.playbook.tree(sender.tree);
        let answers = placed.shortest(sender.outcome).unwrap_or_default();
        let query = state::query_on_page(placed, answers);
        let section = section_id(&placed.tree, sender.outcome, tree::place_of(placed));
        let shown = answers.iter().map(|(node, given)| {
            let node = placed.tree.node(*node);
            (node.title.clone(), label(node, given))
        });
        SenderView {
            href: format!("{}{query}#{section}", entry.route.link_to(&placed.route)),
            tree: placed.tree.title.clone(),
            outcome: placed.tree.node(sender.outcome).title.clone(),
            answers: shown.collect(),
        }
    });
    senders.collect()
}

/// The ancestors of a page, outermost first, as links from the page at a route.
pub fn breadcrumbs(site: &Site, page: &Route, from: &Route) -> Vec<Reference> {
    let nav = &site.playbook.nav;
    let above = nav.place(page).map(|place| nav.above(place)).unwrap_or_default();
    above.into_iter().filter_map(|line| reference(site, from, &nav.lines[line])).collect()
}

fn neighbours(site: &Site, route: &Route) -> (Option<Reference>, Option<Reference>) {
    let nav = &site.playbook.nav;
    let Some(place) = nav.place(route) else { return (None, None) };
    let (previous, next) = nav.neighbours(place);
    let reference = |line: Option<&NavLine>| line.and_then(|line| reference(site, route, line));
    (reference(previous), reference(next))
}

/// A line of the navigation as a link from the page at `from`, with its entry's description.
pub fn reference(site: &Site, from: &Route, line: &NavLine) -> Option<Reference> {
    let OrderLineKind::Page(to) = &line.kind else { return None };
    let note = match site.playbook.routes.get(to) {
        Some(Page::Entry(id)) => site.playbook.entry(*id).parsed.description.clone(),
        _ => String::new(),
    };
    Some(Reference { href: from.link_to(to), label: line.label.clone(), note })
}
