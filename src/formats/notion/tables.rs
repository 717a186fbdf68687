//! Databases of Notion: tables beside folders of their rows. Each becomes a page with a table, whose
//! rows link to their pages.

mod cells;
mod rows;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::formats::notion::csv;
use crate::formats::notion::tables::cells::Cells;
use crate::formats::notion::tables::rows::RowPages;
use crate::source::exported::{ALL_ROWS, ExportId, ExportedNames, TABLE_PAGE, notion};
use crate::source::{SourceFile, Sources, file_name};
use crate::words::TableWords;

/// The most rows that a page shows.
pub const MOST_ROWS: usize = 1000;

/// A database: the table of a view, and the one with all rows and columns. It has one of them at
/// least.
struct Database<'a> {
    view: Option<&'a SourceFile>,
    all: Option<&'a SourceFile>,
}

/// The columns of each database, by the plain path of the folder of its rows.
pub fn columns(tables: &[SourceFile], names: &ExportedNames) -> BTreeMap<String, Arc<[String]>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in tables {
        let path = names.plain(&table.path);
        let folder = path.strip_suffix(".csv").unwrap_or(&path);
        let folder = folder.strip_suffix(ALL_ROWS).unwrap_or(folder);
        columns.entry(folder.to_owned()).or_default().extend(csv::header(&table.text));
    }
    columns.into_iter().map(|(folder, names)| (folder, names.into())).collect()
}

/// The pages of all databases, sorted by path.
pub fn pages(sources: &Sources, words: &TableWords) -> Vec<SourceFile> {
    let tables = sources.tables.iter().map(|table| &*table.path);
    let names = ExportedNames::of(sources.pages.iter().map(|page| &*page.path).chain(tables));
    let ids: HashSet<ExportId> = sources
        .pages
        .iter()
        .chain(&sources.tables)
        .filter_map(|page| names.id(&page.path))
        .collect();
    let files: HashSet<&str> = sources.assets.iter().map(|asset| &*asset.path).collect();
    let rows = RowPages::of(sources, &names);
    let databases = databases(&sources.tables);
    let page = |database: Database<'_>| {
        let file = database.view.or(database.all)?;
        let cells = Cells { ids: &ids, files: &files, from: &file.path };
        let text = text(&database, &cells, (&rows.of_table(&names.plain(&file.path)), words));
        let path = format!("{}{TABLE_PAGE}", file.path.strip_suffix(".csv")?);
        Some(SourceFile::new(file.name.clone(), path.into(), text.into()))
    };
    let mut pages: Vec<SourceFile> = databases.into_values().filter_map(page).collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The paths of tables of which another file has all rows and columns.
pub fn views(tables: &[SourceFile]) -> HashSet<&str> {
    let databases = databases(tables).into_values();
    let views = databases.filter(|database| database.all.is_some());
    views.filter_map(|database| Some(&*database.view?.path)).collect()
}

/// Joins the tables of each database.
fn databases(tables: &[SourceFile]) -> BTreeMap<String, Database<'_>> {
    let mut databases: BTreeMap<String, Database<'_>> = BTreeMap::new();
    for table in tables {
        let bare = table.path.strip_suffix(".csv").unwrap_or(&table.path);
        let view = bare.strip_suffix(ALL_ROWS);
        let key = view.unwrap_or(bare).to_owned();
        let database = databases.entry(key).or_insert(Database { view: None, all: None });
        match view {
            Some(_) => database.all = Some(table),
            None => database.view = Some(table),
        }
    }
    databases
}

/// The markdown of a database.
fn text(
    database: &Database<'_>,
    cells: &Cells<'_>,
    (pages, words): (&[&rows::RowPage<'_>], &TableWords),
) -> String {
    let Some(file) = database.all.or(database.view) else { return String::new() };
    let mut rows = csv::rows(&file.text).into_iter();
    let header = rows.next().unwrap_or_default();
    let rows: Vec<Vec<String>> = rows.collect();
    let order = order(&header, database.view.map(|view| csv::header(&view.text)));
    let (title, found) = rows::find(&header, &rows, pages);
    let name = file_name(&file.path).strip_suffix(".csv").unwrap_or_default();
    let name = notion(name).map_or(name, |(title, _)| title);
    let mut text = format!("# {}\n\n", cells::escaped(name));
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    text += &line(order.iter().map(|column| cells::escaped(&header[*column])).collect());
    text += &line(order.iter().map(|_| "---".to_owned()).collect());
    for (row, page) in rows.iter().zip(&found).take(MOST_ROWS) {
        let cell = |column: &usize| {
            let value = row.get(*column).map_or("", String::as_str);
            match page {
                Some(page) if *column == title => cells.link(value, page),
                _ => cells.cell(value),
            }
        };
        text += &line(order.iter().map(cell).collect());
    }
    text.push('\n');
    if rows.len() > MOST_ROWS {
        let counts: [(&str, &dyn std::fmt::Display); 2] =
            [("rows", &rows.len()), ("shown", &MOST_ROWS)];
        text += &format!("{}\n\n", words.cut.fill(&counts));
    }
    let label = words.file.fill(&[("name", &format!("{name}.csv"))]);
    let dest = cells::encoded(file_name(&file.path));
    text + &format!("[{}]({dest})\n", cells::escaped(&label))
}

/// The columns in the order of the view, then all others.
fn order(header: &[String], view: Option<Vec<String>>) -> Vec<usize> {
    let places: HashMap<&String, usize> =
        header.iter().enumerate().rev().map(|(column, name)| (name, column)).collect();
    let first = view.unwrap_or_default();
    let first = first.iter().filter_map(|name| places.get(name).copied());
    let mut seen = HashSet::new();
    first.chain(0..header.len()).filter(|column| seen.insert(*column)).collect()
}
