//! Names of files that Notion and Confluence add their ids to when they export pages.
//!
//! `Team handbook 0123…cdef.md` is the page `Team handbook`, and `Team_handbook_123456.md` is so too
//! where most files of a book have a number. An id is no part of a title or an address, but it says
//! which page a link means. The paths of files stay as they are on disk.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::source::{file_name, folder_of, without_page_ending};

/// The digits of an id of Notion.
const DIGITS: usize = 32;

/// The digits of a page's number in Confluence.
const NUMBER: std::ops::RangeInclusive<usize> = 5..=12;

/// The end of the name of a table with all rows of a database of Notion.
pub const ALL_ROWS: &str = "_all";

/// The ending of a page that is made from a table.
pub const TABLE_PAGE: &str = ".csv.md";

/// What a page is known as in the tool that it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportId {
    Notion(u128),
    Confluence(u64),
}

/// Which names of a book end in an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExportedNames {
    has_notion: bool,
    /// Whether names end in numbers of Confluence.
    is_numbered: bool,
    /// The paths whose names would be the same without their numbers.
    kept: BTreeSet<String>,
}

impl ExportedNames {
    /// Looks at the paths of all pages.
    pub fn of<'a>(paths: impl Iterator<Item = &'a str>) -> ExportedNames {
        let mut names = ExportedNames::default();
        let mut numbered: Vec<&str> = Vec::new();
        let mut all = 0;
        for path in paths {
            all += 1;
            names.has_notion = names.has_notion || holds_notion(path);
            if number(page_stem(path)).is_some() {
                numbered.push(path);
            }
        }
        names.is_numbered = numbered.len() > 1 && numbered.len() * 2 >= all;
        if names.is_numbered {
            names.kept = alike(&numbered);
        }
        names
    }

    /// A path of a page, file or folder as readers see it: without ids, and without the folders that
    /// an export is packed in.
    pub fn plain<'p>(&self, path: &'p str) -> Cow<'p, str> {
        if !self.has_notion && !self.is_numbered {
            return Cow::Borrowed(path);
        }
        let path = without_wrapping(path);
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let shown = |name| notion(name).map(|(title, _)| title).or_else(|| self.unnumbered(name));
        let mut plain = String::with_capacity(path.len());
        for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
            plain.push_str(shown(folder).unwrap_or(folder));
            plain.push('/');
        }
        let (stem, ending) = stem_and_ending(name);
        let title = match notion(stem) {
            Some((title, _)) => Some(title),
            None if self.kept.contains(path) => None,
            None => self.unnumbered(stem).filter(|_| is_page(name) || ending.is_empty()),
        };
        plain.push_str(title.unwrap_or(stem));
        if ending == ".csv" && title.is_some() && stem.ends_with(ALL_ROWS) {
            plain.push_str(ALL_ROWS);
        }
        plain.push_str(if ending == TABLE_PAGE { ".md" } else { ending });
        Cow::Owned(plain)
    }

    fn unnumbered<'n>(&self, name: &'n str) -> Option<&'n str> {
        self.is_numbered.then(|| number(name)).flatten().map(|(title, _)| title)
    }

    /// The id of the page at a path.
    pub fn id(&self, path: &str) -> Option<ExportId> {
        let stem = page_stem(path);
        match notion(stem) {
            Some((_, id)) => Some(ExportId::Notion(id)),
            None if self.is_numbered => Some(ExportId::Confluence(number(stem)?.1)),
            None => None,
        }
    }
}

/// The name of a file without an ending of a page or a table, and that ending. Only these have ids.
fn stem_and_ending(name: &str) -> (&str, &str) {
    let page = without_page_ending(name);
    let stem = page.strip_suffix(".csv").unwrap_or(page);
    name.split_at(stem.len())
}

fn page_stem(path: &str) -> &str {
    stem_and_ending(file_name(path)).0
}

fn is_page(name: &str) -> bool {
    without_page_ending(name).len() < name.len()
}

/// Whether a name in a path ends in an id of Notion.
fn holds_notion(path: &str) -> bool {
    path.len() > DIGITS && path.split('/').any(|name| notion(stem_and_ending(name).0).is_some())
}

/// A name of Notion as its title and its id: `Title 32 digits`, perhaps in the groups of a UUID, and
/// `Title 32 digits_all` of a table.
pub fn notion(name: &str) -> Option<(&str, u128)> {
    let name = name.strip_suffix(ALL_ROWS).unwrap_or(name);
    if !name.as_bytes().last().is_some_and(u8::is_ascii_hexdigit) {
        return None;
    }
    let (title, id) = name.rsplit_once(|c: char| c.is_whitespace())?;
    let title = title.trim_end();
    Some((title, notion_id(id)?)).filter(|_| !title.is_empty())
}

/// Whether a file is the table of a database of Notion.
pub fn is_table(path: &str) -> bool {
    file_name(path).strip_suffix(".csv").is_some_and(|name| notion(name).is_some())
}

/// An id of Notion: 32 hexadecimal digits, perhaps in the groups of a UUID.
pub fn notion_id(text: &str) -> Option<u128> {
    let is_whole = text.len() == DIGITS;
    let groups = || text.bytes().enumerate().filter(|(_, byte)| *byte == b'-').map(|(at, _)| at);
    if !is_whole && (text.len() != DIGITS + 4 || !groups().eq([8, 13, 18, 23])) {
        return None;
    }
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-' && !is_whole) {
        return None;
    }
    u128::from_str_radix(&text.replace('-', ""), 16).ok()
}

/// A name that ends in the number of a page, with its title. A date is none.
fn number(name: &str) -> Option<(&str, u64)> {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    if !NUMBER.contains(&digits) {
        return None;
    }
    let (title, number) = name.split_at(name.len() - digits);
    let title = title.strip_suffix(['_', '-'])?.trim_end_matches(['_', '-', ' ']);
    let has_word = title.chars().any(char::is_alphabetic);
    let number = Some(number).filter(|number| has_word && !is_date(number))?.parse().ok()?;
    Some((title, number))
}

/// Whether digits are a day such as `20260131`, or a time.
fn is_date(digits: &str) -> bool {
    let part = |range| digits.get(range).and_then(|part: &str| part.parse::<u32>().ok());
    let in_range = |part: Option<u32>, most| part.is_some_and(|part| (1..=most).contains(&part));
    let is_length = matches!(digits.len(), 8 | 12);
    let year = part(0..4).is_some_and(|year| (1900..2100).contains(&year));
    is_length && year && in_range(part(4..6), 12) && in_range(part(6..8), 31)
}

/// The paths that differ from each other in their numbers only.
fn alike(paths: &[&str]) -> BTreeSet<String> {
    let mut by_title: BTreeMap<(&str, String), Vec<&str>> = BTreeMap::new();
    for path in paths {
        let Some((title, _)) = number(page_stem(path)) else { continue };
        let key = (folder_of(path), title.to_lowercase());
        by_title.entry(key).or_default().push(path);
    }
    let alike = by_title.into_values().filter(|paths| paths.len() > 1).flatten();
    alike.map(str::to_owned).collect()
}

/// A path without the folders that Notion packs an export in: `Export-…`, its parts, and
/// `Private & Shared`.
fn without_wrapping(path: &str) -> &str {
    let mut rest = path;
    while let Some((folder, inside)) = rest.split_once('/') {
        let is_shared = folder == "Private & Shared" && holds_notion(inside);
        let is_part =
            folder.strip_prefix("Part-").is_some_and(is_digits) && rest.len() < path.len();
        if !is_export(folder) && !is_shared && !is_part {
            break;
        }
        rest = inside;
    }
    rest
}

/// Whether a name is that of a whole export: `Export-` and a UUID, perhaps with something before it,
/// and with the number of its part.
fn is_export(name: &str) -> bool {
    let Some((_, id)) = name.rsplit_once("Export-") else { return false };
    let id = id.split_once("-Part-").map_or(id, |(id, part)| if is_digits(part) { id } else { "" });
    notion_id(id).is_some()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef";

    /// The plain paths of pages.
    #[track_caller]
    fn check(paths: &[String], expected: &[&str]) {
        let names = ExportedNames::of(paths.iter().map(String::as_str));
        let plain: Vec<_> = paths.iter().map(|path| names.plain(path).into_owned()).collect();
        assert_eq!(plain, expected);
    }

    #[test]
    fn ids_of_notion_are_no_part_of_names() {
        let other = "01234567-89ab-CDEF-0123-456789ABCDEF";
        check(
            &[
                format!("Team handbook {ID}.md"),
                format!("Team handbook {ID}/On call {other}.md"),
                format!("Team handbook {ID}/Tasks {ID}.csv.md"),
                format!("Team handbook {ID}/Tasks {ID}_all.csv"),
                format!("Team handbook {ID}/Photo {ID}.png"),
            ],
            &[
                "Team handbook.md",
                "Team handbook/On call.md",
                "Team handbook/Tasks.md",
                "Team handbook/Tasks_all.csv",
                &format!("Team handbook/Photo {ID}.png"),
            ],
        );
    }

    #[test]
    fn names_that_only_look_like_it_stay() {
        let names = [
            format!("{ID}.md"),
            format!("x{ID}.md"),
            format!("commit-{ID}.md"),
            format!("Short {}.md", &ID[1..]),
            format!("Long {ID}0.md"),
            format!(" {ID}.md"),
            "Export-plans/a.md".to_owned(),
            "Private & Shared/a.md".to_owned(),
            "2024-01-05 Standup.md".to_owned(),
        ];
        let expected: Vec<&str> = names.iter().map(String::as_str).collect();
        check(&names, &expected);
    }

    #[test]
    fn folders_of_an_export_are_no_part_of_paths() {
        let uuid = "01234567-89ab-cdef-0123-456789abcdef";
        check(
            &[
                format!("Export-{uuid}/Private & Shared/Wiki {ID}.md"),
                format!("Export-{uuid}-Part-1/Wiki {ID}/A {ID}.md"),
                format!("Export-{uuid}/Part-2/B {ID}.md"),
                format!("Private & Shared/C {ID}.md"),
                format!("{ID}_Export-{uuid}/D {ID}.md"),
            ],
            &["Wiki.md", "Wiki/A.md", "B.md", "C.md", "D.md"],
        );
    }

    #[test]
    fn numbers_are_left_out_where_most_names_have_one() {
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        check(
            &of(&["index.md", "Home_65581.md", "On-call_98306.md", "On-call_98306/Pager-98310.md"]),
            &["index.md", "Home.md", "On-call.md", "On-call/Pager.md"],
        );
        check(
            &of(&["A_65581.md", "B.md", "C.md", "D.md"]),
            &["A_65581.md", "B.md", "C.md", "D.md"],
        );
        check(
            &of(&["Notes_65581.md", "Notes_65582.md", "Plan_65583.md"]),
            &["Notes_65581.md", "Notes_65582.md", "Plan.md"],
        );
        check(
            &of(&["Standup_20260105.md", "Retro_20260112.md", "123456.md"]),
            &["Standup_20260105.md", "Retro_20260112.md", "123456.md"],
        );
    }
}
