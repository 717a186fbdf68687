//! The pages of the rows of a database. A row and its page have the same title; where several pages
//! have it, their properties tell which is which.

use std::collections::{BTreeMap, HashMap};

use crate::source::exported::ExportedNames;
use crate::source::{SourceFile, Sources, below_front_matter, folder_of, stem};

/// A page that may be a row.
pub struct RowPage<'a> {
    pub path: &'a str,
    title: String,
    text: &'a str,
}

/// The most pages of one title that are compared with a row.
const MOST_COMPARED: usize = 20;

/// The pages of an export by the plain paths of their folders.
pub struct RowPages<'a> {
    by_folder: BTreeMap<String, Vec<RowPage<'a>>>,
}

impl<'a> RowPages<'a> {
    pub fn of(sources: &'a Sources, names: &ExportedNames) -> RowPages<'a> {
        let mut by_folder: BTreeMap<String, Vec<RowPage<'a>>> = BTreeMap::new();
        if sources.tables.is_empty() {
            return RowPages { by_folder };
        }
        for page in &sources.pages {
            let plain = names.plain(&page.path);
            let title = title(page).unwrap_or_else(|| stem(&plain).to_owned());
            let page = RowPage { path: &page.path, title: folded(&title), text: &page.text };
            by_folder.entry(folder_of(&plain).to_owned()).or_default().push(page);
        }
        RowPages { by_folder }
    }

    /// The pages in the folder of a table.
    pub fn of_table(&self, folder: &str) -> Vec<&RowPage<'a>> {
        self.by_folder.get(folder).into_iter().flatten().collect()
    }
}

/// The text of the heading that a page of Notion starts with.
pub fn title(page: &SourceFile) -> Option<String> {
    let text = &page.text[below_front_matter(&page.text)..];
    let first = text.trim_start().lines().next()?;
    first.strip_prefix("# ").map(|title| title.trim().to_owned())
}

/// A title without the differences between a table and a page.
pub fn folded(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The column with the titles of rows, and the path of the page of each row.
pub fn find<'a>(
    header: &[String],
    rows: &[Vec<String>],
    pages: &[&RowPage<'a>],
) -> (usize, Vec<Option<&'a str>>) {
    let mut by_title: HashMap<&str, Vec<&RowPage<'a>>> = HashMap::new();
    for page in pages {
        by_title.entry(&page.title).or_default().push(page);
    }
    let name =
        |row: &[String], column: usize| row.get(column).map_or(String::new(), |it| folded(it));
    let hits = |column: usize| {
        rows.iter().filter(|row| by_title.contains_key(name(row, column).as_str())).count()
    };
    let best = (0..header.len()).max_by_key(|column| (hits(*column), std::cmp::Reverse(*column)));
    let column = best.unwrap_or(0);
    let find = |row: &Vec<String>| {
        let left = by_title.get_mut(name(row, column).as_str())?;
        let agreement = |page: &RowPage<'_>| agreement(header, row, page.text);
        let best = (0..left.len().min(MOST_COMPARED)).max_by_key(|at| {
            let count = if left.len() > 1 { agreement(left[*at]) } else { 0 };
            (count, std::cmp::Reverse(*at))
        })?;
        Some(left.remove(best).path)
    };
    (column, rows.iter().map(find).collect())
}

/// How many of the cells of a row are lines at the start of a page.
fn agreement(header: &[String], row: &[String], text: &str) -> usize {
    let lines = || text.lines().take(header.len() + 4);
    let is_line = |(key, value): &(&String, &String)| {
        let of_key =
            |line: &str| Some(line.strip_prefix(key.as_str())?.strip_prefix(':')?.trim() == *value);
        !value.is_empty() && lines().any(|line| of_key(line) == Some(true))
    };
    header.iter().zip(row).filter(is_line).count()
}
