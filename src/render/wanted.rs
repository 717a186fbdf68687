//! The page of wanted entries: missing targets of links, and the entries that link to them.

use crate::link::Playbook;
use crate::link::route::Route;
use crate::link::wanted::Wanted;
use crate::render::connections::quoting;
use crate::render::page_type::address;
use crate::render::views::{Reference, WantedLine, WantedView};
use crate::render::{Site, pages};
use crate::source::names::readable;

/// The most wanted names that are compared with the names of all entries.
const MOST_COMPARED: usize = 200;

/// Builds the view of the page.
pub fn view(site: &Site, route: &Route) -> WantedView {
    let words = &site.playbook.config.words.wanted;
    let lines = site.playbook.wanted.values().enumerate().map(|(index, wanted)| {
        let names = Some(&site.playbook.names).filter(|_| index < MOST_COMPARED);
        let near = names.and_then(|names| names.like(&wanted.name));
        let near = near.map(|(name, entry)| {
            Reference::new(route.link_to(&site.playbook.entry(entry).route), name)
        });
        line(site, route, (wanted, near))
    });
    WantedView { context: site.context(route, &words.title, &words.about), wanted: lines.collect() }
}

/// The address of a wanted entry on that page, if the page exists.
pub fn href(playbook: &Playbook, from: &Route, name: &str) -> Option<String> {
    let wanted = playbook.wanted(name)?;
    let page = address(playbook, pages::WANTED)?;
    Some(format!("{}#{}", from.link_to(&page), wanted.id))
}

fn line(site: &Site, route: &Route, (wanted, near): (&Wanted, Option<Reference>)) -> WantedLine {
    let title = title(&wanted.name);
    WantedLine {
        id: wanted.id.clone(),
        command: format!("fieldbook new entry {}", quoted(&title)),
        name: if wanted.name.contains('_') { title } else { wanted.name.clone() },
        near,
        by: quoting(site, route, &wanted.by),
    }
}

/// A name as a title: `ship_and_learn` becomes `Ship and learn`.
fn title(name: &str) -> String {
    readable(name.rsplit('/').next().unwrap_or(name).trim())
}

/// Quotes a shell argument.
fn quoted(argument: &str) -> String {
    if argument.contains(['"', '$', '`', '\\', '!']) {
        format!("'{}'", argument.replace('\'', "'\\''"))
    } else {
        format!("\"{argument}\"")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_the_title_that_answers_to_it() {
        assert_eq!(title("execution/ship_and-learn"), "Ship and learn");
        assert_eq!(title("A follow-up"), "A follow-up");
    }

    #[test]
    fn the_command_can_be_pasted() {
        assert_eq!(quoted("Ship it"), "\"Ship it\"");
        assert_eq!(quoted("Don't say \"ship\""), "'Don'\\''t say \"ship\"'");
    }
}
