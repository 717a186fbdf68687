//! The pages of an export that are not published, which keep rows and databases back.

use std::collections::{BTreeMap, HashSet};

use crate::formats::notion::tables::rows::{folded, title};
use crate::source::exported::ExportedNames;
use crate::source::{SourceFile, folder_of, is_folder_page, stem, without_page_ending};

/// Whether a page is outside of the build.
pub type IsWithheld<'a> = &'a dyn Fn(&SourceFile) -> bool;

/// The pages outside of a build, by plain paths.
#[derive(Default)]
pub struct Withheld {
    /// What their folders would be.
    folders: HashSet<String>,
    /// The names that each may have in a table, by folder.
    names: BTreeMap<String, Vec<Vec<String>>>,
}

impl Withheld {
    pub fn of(
        pages: &[SourceFile],
        names: &ExportedNames,
        is_withheld: IsWithheld<'_>,
    ) -> Withheld {
        let (hidden, shown): (Vec<&SourceFile>, Vec<_>) =
            pages.iter().partition(|page| is_withheld(page));
        let mut withheld = Withheld::default();
        if hidden.is_empty() {
            return withheld;
        }
        let mut with_shown = HashSet::new();
        for page in shown {
            let plain = names.plain(&page.path);
            let is_new = |folder: &&str| with_shown.insert((*folder).to_owned());
            folders(folder_of(&plain)).take_while(is_new).for_each(drop);
        }
        for page in hidden {
            let plain = names.plain(&page.path);
            let folder = folder_of(&plain);
            withheld.folders.insert(without_page_ending(&plain).to_owned());
            if is_folder_page(stem(&plain)) && !with_shown.contains(folder) {
                withheld.folders.insert(folder.to_owned());
            }
            let titles = [Some(stem(&plain).to_owned()), title(page)].into_iter().flatten();
            let titles = titles.map(|title| folded(&title)).collect();
            withheld.names.entry(folder.to_owned()).or_default().push(titles);
        }
        withheld
    }

    /// Whether the page of a folder, or of one around it, is withheld.
    pub fn holds(&self, folder: &str) -> bool {
        folders(folder).any(|folder| self.folders.contains(folder))
    }

    /// The rows of a database that may be shown, by the folded names of its rows; `None` if there is
    /// a withheld page in its folder that no row can be told to be.
    pub fn shown_rows(&self, folder: &str, rows: &[String]) -> Option<Vec<bool>> {
        let pages = self.names.get(folder).map_or(&[][..], Vec::as_slice);
        let known: HashSet<&String> = rows.iter().collect();
        if !pages.iter().all(|names| names.iter().any(|name| known.contains(name))) {
            return None;
        }
        let hidden: HashSet<&String> = pages.iter().flatten().collect();
        Some(rows.iter().map(|row| !hidden.contains(row)).collect())
    }
}

/// A folder and those around it.
fn folders(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| (!folder.is_empty()).then(|| folder_of(folder)))
}
