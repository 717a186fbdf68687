//! What the person who builds should know about the order and the names of a book.

use crate::contents::{Contents, Item, ListedPage, Rest};
use crate::formats::settings::Settings;
use crate::source::{Sources, file_name, settings_files};

/// Settings that are not read, and pages that a list of contents leaves out.
pub fn of(sources: &Sources) -> Vec<String> {
    let contents = Contents::of(sources);
    let mut notes = Settings::of(&sources.settings).notes;
    notes.extend(left_out(sources, &contents));
    let list = contents.list.as_ref().map(|list| &list.file);
    let unread = sources.content_settings.iter().filter(|file| Some(&file.name) != list);
    let names: Vec<&str> = unread
        .filter(|file| settings_files::is_navigation(&file.path))
        .map(|file| &*file.name)
        .collect();
    notes.extend(counted(&names).map(|names| format!("{names} gives no page and is not read")));
    notes
}

fn left_out(sources: &Sources, contents: &Contents) -> Option<String> {
    let list = contents.list.as_ref().filter(|list| list.rest == Rest::AtEnd)?;
    let listed = list.lines.iter().filter_map(|line| match &line.item {
        Item::Chapter { page: ListedPage::At(path), .. } => Some(path),
        _ => None,
    });
    let listed: std::collections::BTreeSet<_> = listed.collect();
    let rest = sources.pages.iter().filter(|page| !listed.contains(&page.path)).count();
    let pages = if rest == 1 { "page" } else { "pages" };
    let file = file_name(&list.file);
    (rest > 0).then(|| format!("{file} leaves out {rest} {pages}, which follow at the end"))
}

/// `a`, or `a and 2 more`.
fn counted(names: &[&str]) -> Option<String> {
    let first = names.first()?;
    Some(match names.len() {
        1 => (*first).to_owned(),
        count => format!("{first} (and {} more such files)", count - 1),
    })
}
