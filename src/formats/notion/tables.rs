//! Databases of Notion: tables beside folders of their rows. Each becomes a page with a table, whose
//! rows link to their pages.

mod cells;
mod rows;
mod withheld;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::formats::notion::csv;
use crate::formats::notion::tables::cells::Cells;
use crate::formats::notion::tables::rows::RowPages;
pub use crate::formats::notion::tables::withheld::IsWithheld;
use crate::formats::notion::tables::withheld::Withheld;
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

/// The pages of the databases of a book.
#[derive(Default)]
pub struct Made {
    /// Sorted by path.
    pub pages: Vec<SourceFile>,
    /// The paths of the tables that are not published: those of which another file has all rows and
    /// columns, and those that tell of pages outside of the build.
    pub unpublished: HashSet<Arc<str>>,
}

/// The columns of each database, by the plain path of the folder of its rows.
pub fn columns(tables: &[SourceFile], names: &ExportedNames) -> BTreeMap<String, Arc<[String]>> {
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for table in tables {
        let path = names.plain(&table.path);
        columns.entry(folder(&path).to_owned()).or_default().extend(csv::header(&table.text));
    }
    columns.into_iter().map(|(folder, names)| (folder, names.into())).collect()
}

/// The folder of the rows of a table.
fn folder(path: &str) -> &str {
    let folder = path.strip_suffix(".csv").unwrap_or(path);
    folder.strip_suffix(ALL_ROWS).unwrap_or(folder)
}

/// Makes the pages of all databases.
pub fn pages(sources: &Sources, words: &TableWords, is_withheld: IsWithheld<'_>) -> Made {
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
    let withheld = Withheld::of(&sources.pages, &names, is_withheld);
    let mut made = Made::default();
    for database in databases(&sources.tables).into_values() {
        let Some(file) = database.view.or(database.all) else { continue };
        let plain = names.plain(&file.path);
        let folder = folder(&plain);
        let cells = Cells { ids: &ids, files: &files, from: &file.path };
        let table = (!withheld.holds(folder))
            .then(|| Table::read(&database, &rows.of_table(folder), (folder, &withheld)))
            .flatten();
        made.unpublished.extend(database.unpublished(table.as_ref()));
        let Some(table) = table else { continue };
        let path = format!("{}{TABLE_PAGE}", file.path.strip_suffix(".csv").unwrap_or(&file.path));
        let text = table.text(&cells, words);
        made.pages.push(SourceFile::new(file.name.clone(), path.into(), text.into()));
    }
    made.pages.sort_by(|a, b| a.path.cmp(&b.path));
    made
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

impl Database<'_> {
    /// The paths of its tables that are not published.
    fn unpublished(&self, table: Option<&Table<'_>>) -> Vec<Arc<str>> {
        let is_shown = table.is_some_and(|table| table.is_whole);
        let all = self.all.filter(|_| !is_shown);
        let view = self.view.filter(|_| !is_shown || self.all.is_some());
        all.into_iter().chain(view).map(|table| table.path.clone()).collect()
    }
}

/// The rows of a database that are shown.
struct Table<'a> {
    file: &'a SourceFile,
    header: Vec<String>,
    /// Each with the path of its page.
    rows: Vec<(Vec<String>, Option<&'a str>)>,
    /// The columns in the order in which they are shown.
    order: Vec<usize>,
    /// The column with the names of rows.
    title: usize,
    /// Whether these are all rows.
    is_whole: bool,
}

impl<'a> Table<'a> {
    /// Reads a database without the rows of withheld pages. `None` if they cannot be told from others.
    fn read(
        database: &Database<'a>,
        pages: &[&rows::RowPage<'a>],
        (folder, withheld): (&str, &Withheld),
    ) -> Option<Table<'a>> {
        let file = database.all.or(database.view)?;
        let mut rows = csv::rows(&file.text).into_iter();
        let header = rows.next().unwrap_or_default();
        let rows: Vec<Vec<String>> = rows.collect();
        let order = order(&header, database.view.map(|view| csv::header(&view.text)));
        let (title, found) = rows::find(&header, &rows, pages);
        let name = |row: &Vec<String>| row.get(title).map_or(String::new(), |it| rows::folded(it));
        let names: Vec<String> = rows.iter().map(name).collect();
        let shown = withheld.shown_rows(folder, &names)?;
        let is_whole = shown.iter().all(|shown| *shown);
        let rows = rows.into_iter().zip(found).zip(shown);
        let rows = rows.filter(|(_, shown)| *shown).map(|(row, _)| row).collect();
        Some(Table { file, header, rows, order, title, is_whole })
    }

    /// Its page as markdown.
    fn text(&self, cells: &Cells<'_>, words: &TableWords) -> String {
        let name = file_name(&self.file.path).strip_suffix(".csv").unwrap_or_default();
        let name = notion(name).map_or(name, |(title, _)| title);
        let mut text = format!("# {}\n\n", cells::escaped(name));
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        let header = self.order.iter().map(|column| cells::escaped(&self.header[*column]));
        text += &line(header.collect());
        text += &line(self.order.iter().map(|_| "---".to_owned()).collect());
        for (row, page) in self.rows.iter().take(MOST_ROWS) {
            let cell = |column: &usize| {
                let value = row.get(*column).map_or("", String::as_str);
                match page {
                    Some(page) if *column == self.title => cells.link(value, page),
                    _ => cells.cell(value),
                }
            };
            text += &line(self.order.iter().map(cell).collect());
        }
        text.push('\n');
        if self.rows.len() > MOST_ROWS {
            let counts: [(&str, &dyn std::fmt::Display); 2] =
                [("rows", &self.rows.len()), ("shown", &MOST_ROWS)];
            text += &format!("{}\n\n", words.cut.fill(&counts));
        }
        if !self.is_whole {
            return text;
        }
        let label = words.file.fill(&[("name", &format!("{name}.csv"))]);
        let dest = cells::encoded(file_name(&self.file.path));
        text + &format!("[{}]({dest})\n", cells::escaped(&label))
    }
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
