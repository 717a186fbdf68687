//! Links by the ids that Notion and Confluence give to pages.
//!
//! An export still holds addresses on the tool's own host, and paths that no file has any more. Both
//! have the id of the page that they mean.

use std::collections::HashMap;

use crate::link::by_path::Resolver;
use crate::link::resolve::Lookup;
use crate::link::route::{self, Route};
use crate::link::written::{join, slugs};
use crate::link::{Entry, EntryId, Target};
use crate::parse::front_matter::Value;
use crate::source::exported::{ExportId, ExportedNames, notion, notion_id};
use crate::source::without_page_ending;

/// Keys of front matter in which tools keep the id of a page.
const KEYS: &[&str] = &[
    "confluence_page_id",
    "confluence-page-id",
    "confluence_id",
    "confluence-id",
    "page_id",
    "pageid",
    "notion_id",
    "notion-id",
    "notionid",
    "notion_page_id",
];

/// The pages of a book by their ids.
#[derive(Debug, Clone, Default)]
pub struct ExportIds {
    by_id: HashMap<ExportId, EntryId>,
    has_confluence: bool,
    pub names: ExportedNames,
}

/// What an address means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    Page(ExportId),
    /// The title of a page of Confluence.
    Title(String),
}

impl ExportIds {
    pub fn of(entries: &[Entry], names: &ExportedNames) -> ExportIds {
        let mut ids = ExportIds { names: names.clone(), ..ExportIds::default() };
        for entry in entries {
            let in_name = names.id(&entry.parsed.path);
            let extra = &entry.parsed.front_matter.extra;
            let given = KEYS.iter().filter(|_| !extra.is_empty());
            let given = given.filter_map(|key| extra.get(*key)).filter_map(of_value);
            for id in in_name.into_iter().chain(given) {
                ids.has_confluence |= matches!(id, ExportId::Confluence(_));
                ids.by_id.entry(id).or_insert(entry.id);
            }
        }
        ids
    }

    /// Whether no page has an id.
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// What an address on the host of a tool means, or a path that no file has.
    pub fn meant(&self, dest: &str) -> Option<Meant> {
        let remote =
            dest.split_once("://").map(|(_, rest)| rest.split_once('/').unwrap_or((rest, "")));
        match remote {
            Some((host, path)) if is_notion(host) => page_of_notion(path),
            Some((host, path)) if self.has_confluence => page_of_confluence(path, host_of(host)),
            Some(_) => None,
            None if self.has_confluence => {
                page_of_confluence(dest.trim_start_matches('/'), Host::Confluence)
            }
            None => page_of_notion(dest),
        }
    }

    pub fn page(&self, id: ExportId) -> Option<EntryId> {
        self.by_id.get(&id).copied()
    }
}

impl Resolver<'_> {
    /// The page that an address on the host of another tool means.
    pub(super) fn exported_address(&self, dest: &str) -> Option<Lookup> {
        let has_host = !self.book.names.exported.is_empty() && dest.contains("://");
        has_host.then(|| self.with_id(dest)).flatten()
    }

    /// The page whose id is in a path that no file has, or what is there without the ids in it, such
    /// as a folder.
    pub(super) fn exported_path(&self, dest: &str, folder: &str, path: &str) -> Option<Lookup> {
        let ids = &self.book.names.exported;
        if ids.is_empty() {
            return None;
        }
        self.with_id(dest).or_else(|| {
            let full = join(folder, path)?;
            let plain = ids.names.plain(&full);
            let plain = plain.trim_end_matches('/');
            let route = Route::page(&slugs(plain)).ok();
            let found =
                route.and_then(|route| self.at_route(&route)).or_else(|| self.file(plain))?;
            Some(match found {
                Target::Entry { entry, .. } => Lookup::Entry(entry, anchor(dest)),
                target => Lookup::To(target),
            })
        })
    }

    fn with_id(&self, dest: &str) -> Option<Lookup> {
        let ids = &self.book.names.exported;
        let entry = match ids.meant(dest)? {
            Meant::Page(id) => ids.page(id)?,
            Meant::Title(title) => self.book.names.first(&title, "")?,
        };
        Some(Lookup::Entry(entry, anchor(dest)))
    }

    /// The file that a page is made from, which others reach by the page.
    pub(super) fn own_table(&self, full: &str, entry: &Entry) -> Option<Target> {
        let is_own = entry.parsed.path.strip_suffix(".md") == Some(full);
        let asset = is_own.then(|| self.book.names.file_at(full)).flatten()?;
        Some(Target::Asset { asset, anchor: None })
    }
}

/// The anchor of an address, unless it is the id of a block of Notion, which no page has.
pub fn anchor(dest: &str) -> Option<String> {
    let (_, anchor) = dest.split_once('#')?;
    let anchor = route::decode(anchor).unwrap_or_else(|| anchor.to_owned());
    Some(anchor).filter(|anchor| notion_id(anchor).is_none())
}

fn of_value(value: &Value) -> Option<ExportId> {
    let text = value.text();
    let number = || text.parse().ok().map(ExportId::Confluence);
    notion_id(&text).map(ExportId::Notion).or_else(number)
}

fn is_notion(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["notion.so", "notion.site", "notion.com"].iter().any(|known| {
        host.strip_suffix(known).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Where an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host {
    /// On a host of Confluence, or on none.
    Confluence,
    Any,
}

fn host_of(host: &str) -> Host {
    let host = host.to_ascii_lowercase();
    match host.ends_with(".atlassian.net") || host.contains("confluence") {
        true => Host::Confluence,
        false => Host::Any,
    }
}

/// The page of `Title-0123…`, `Title%200123….md`, `0123…`, or of a database in which a row is open.
fn page_of_notion(path: &str) -> Option<Meant> {
    let path = path.split('#').next().unwrap_or("");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let row = query.split('&').find_map(|part| notion_id(part.strip_prefix("p=")?));
    let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
    let named = || {
        let name = route::decode(name)?;
        let stem = without_page_ending(&name);
        let stem = stem.strip_suffix(".csv").or_else(|| stem.strip_suffix(".html")).unwrap_or(stem);
        let behind_a_dash = || {
            let groups = [36, 32].map(|length| stem.len().checked_sub(length));
            groups.into_iter().flatten().find_map(|start| {
                let (title, id) = (stem.get(..start)?, stem.get(start..)?);
                notion_id(id).filter(|_| title.is_empty() || title.ends_with('-'))
            })
        };
        notion(stem).map(|(_, id)| id).or_else(behind_a_dash)
    };
    row.or_else(named).map(|id| Meant::Page(ExportId::Notion(id)))
}

/// The page of `…/pages/123/Title` and `…?pageId=123`, and on a host of Confluence also that of
/// `display/SPACE/Title` and `Title_123.html`.
fn page_of_confluence(path: &str, host: Host) -> Option<Meant> {
    let path = path.split('#').next().unwrap_or("");
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let number = |text: &str| text.parse().ok().map(|id| Meant::Page(ExportId::Confluence(id)));
    let asked = query.split('&').find_map(|part| number(part.strip_prefix("pageId=")?));
    if asked.is_some() {
        return asked;
    }
    let mut parts = path.split('/');
    let mut before = "";
    while let Some(part) = parts.next() {
        if let Some(found) = Some(part).filter(|_| before == "pages").and_then(number) {
            return Some(found);
        }
        if before == "display" && host == Host::Confluence {
            let title = parts.next().filter(|title| !title.is_empty())?;
            return route::decode(&title.replace('+', " ")).map(Meant::Title);
        }
        before = part;
    }
    let name = before.strip_suffix(".html").unwrap_or(without_page_ending(before));
    let digits = name.rsplit(['_', '-']).next().unwrap_or("");
    number(digits).filter(|_| host == Host::Confluence && digits.len() > 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(id: ExportId) -> Option<Meant> {
        Some(Meant::Page(id))
    }

    #[test]
    fn an_address_of_notion_has_an_id() {
        let id = "0123456789abcdef0123456789abcdef";
        let expected = page(ExportId::Notion(0x0123456789abcdef0123456789abcdef));
        for path in [
            id.to_owned(),
            format!("team/Title-of-it-{id}?pvs=4"),
            format!("../A%20b/Title%20{id}.md"),
            format!("Title%20{id}_all.csv"),
            "Title-01234567-89ab-cdef-0123-456789abcdef".to_owned(),
            format!("ffffffffffffffffffffffffffffffff?v=1&p={id}&pm=s"),
        ] {
            assert_eq!(page_of_notion(&path), expected, "{path}");
        }
        for path in ["x", &format!("x{id}"), &id[1..], "", &format!("é{}", &id[1..])] {
            assert_eq!(page_of_notion(path), None, "{path}");
        }
    }

    #[test]
    fn an_address_of_confluence_has_a_number_or_a_title() {
        let expected = page(ExportId::Confluence(65581));
        for path in [
            "wiki/spaces/KEY/pages/65581/Title",
            "wiki/spaces/KEY/pages/65581",
            "pages/viewpage.action?pageId=65581",
            "On-call_65581.html",
        ] {
            assert_eq!(page_of_confluence(path, Host::Confluence), expected, "{path}");
        }
        let title = Some(Meant::Title("On call".to_owned()));
        assert_eq!(page_of_confluence("display/OPS/On+call#x", Host::Confluence), title);
        assert_eq!(page_of_confluence("display/OPS/On+call", Host::Any), None);
        assert_eq!(page_of_confluence("blog/65581", Host::Any), None);
    }
}
