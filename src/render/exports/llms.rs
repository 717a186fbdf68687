//! `llms.txt`: an index of the book for language models, in the format of llmstxt.org.

use std::collections::BTreeMap;

use crate::link::route::Route;
use crate::link::{Entry, Page, Playbook, Surface};
use crate::render::exports::one_line;
use crate::render::{Site, folders};

/// Title, description, and a section per folder with links to the markdown copies of its entries,
/// in the order of the navigation. Entries outside the navigation come last.
pub fn write(site: &Site) -> String {
    let playbook = &*site.playbook;
    let mut text = format!("# {}\n", one_line(&playbook.title));
    if let Some(description) = description(playbook) {
        text += &format!("\n> {}\n", one_line(description));
    }
    let (in_order, rest) = playbook.in_order(Surface::Llms);
    let routes = playbook.entries_on(Surface::Llms).map(|entry| entry.route.as_str());
    let outermost = folders::outermost(routes);
    let mut sections: Vec<(String, Vec<&Entry>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for id in in_order {
        let entry = playbook.entry(id);
        let folder = folders::of(entry.route.as_str(), &outermost);
        let place = *places.entry(folder).or_insert_with(|| {
            sections.push((folders::title(playbook, folder), Vec::new()));
            sections.len() - 1
        });
        sections[place].1.push(entry);
    }
    let rest = rest.into_iter().map(|id| playbook.entry(id));
    sections.push(("Optional".to_owned(), rest.collect()));
    for (title, entries) in sections.iter().filter(|(_, entries)| !entries.is_empty()) {
        text += &format!("\n## {}\n\n", one_line(title));
        entries.iter().for_each(|entry| text += &line(site, entry));
    }
    text
}

fn description(playbook: &Playbook) -> Option<&str> {
    let home = || match playbook.routes.get(&Route::home()) {
        Some(Page::Entry(id)) => Some(playbook.entry(*id).parsed.description.as_str()),
        _ => None,
    };
    playbook.config.description.as_deref().or_else(home).filter(|text| !text.is_empty())
}

fn line(site: &Site, entry: &Entry) -> String {
    let title = one_line(&entry.parsed.title).replace('[', "\\[").replace(']', "\\]");
    let markdown_copy = entry.route.markdown_copy();
    let address = site.canonical(&markdown_copy).unwrap_or_else(|| markdown_copy.encoded());
    match one_line(&entry.parsed.description).as_str() {
        "" => format!("- [{title}]({address})\n"),
        description => format!("- [{title}]({address}): {description}\n"),
    }
}
