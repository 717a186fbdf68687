//! The parsed files of the last build, so that the next one parses only what changed.

use std::sync::Arc;

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::include::Pages;
use crate::parse::tree_prose::Language;
use crate::parse::{Given, Parsed, read};
use crate::source::{SourceFile, folder_of, is_folder_page, stem};

/// The parsed files of the last build; empty before the first.
#[derive(Debug, Default)]
pub struct KeptPages {
    /// The settings they were parsed with.
    config: Option<Config>,
    /// Sorted by path.
    pages: Vec<KeptPage>,
    parsed: usize,
}

/// A parsed file with what it was parsed from.
#[derive(Debug, Clone)]
pub(super) struct KeptPage {
    text: Arc<str>,
    /// What the book said about it.
    given: Given,
    pub parsed: Arc<Parsed>,
    pub problems: Arc<[Diagnostic]>,
}

impl KeptPages {
    /// How many files the last build parsed.
    pub fn parsed(&self) -> usize {
        self.parsed
    }

    /// All pages, of which those that changed are parsed, in parallel.
    pub(super) fn update(&mut self, pages: &Pages<'_>, config: &Config) -> &[KeptPage] {
        if self.config.as_ref() != Some(config) {
            *self = KeptPages { config: Some(config.clone()), ..KeptPages::default() };
        }
        let home = config.title.as_deref().or(pages.folder.as_deref());
        let given = |file: &SourceFile| given(file, pages, home);
        let kept: Vec<Option<KeptPage>> =
            pages.files.par_iter().map(|file| self.find(file, &given(file)).cloned()).collect();
        self.parsed = kept.iter().filter(|page| page.is_none()).count();
        let language = Language::with_words(&config.language, &config.words);
        let settings = (config, &language);
        let all = pages.files.par_iter().zip(kept.into_par_iter());
        let read = |file| KeptPage::read(file, given(file), settings);
        self.pages = all.map(|(file, kept)| kept.unwrap_or_else(|| read(file))).collect();
        &self.pages
    }

    /// The page of a file that is as it was.
    fn find(&self, file: &SourceFile, given: &Given) -> Option<&KeptPage> {
        let at = self.pages.binary_search_by(|page| page.parsed.path.cmp(&file.path)).ok()?;
        let page = &self.pages[at];
        // Texts that were not read again are the same in memory, which is seen at once.
        let is_same = Arc::ptr_eq(&page.text, &file.text) || page.text == file.text;
        (is_same && page.parsed.name == file.name && page.given == *given).then_some(page)
    }
}

impl KeptPage {
    fn read(file: &SourceFile, given: Given, settings: (&Config, &Language)) -> KeptPage {
        let (parsed, problems) = read(file, &given, settings);
        KeptPage {
            text: file.text.clone(),
            given,
            parsed: parsed.into(),
            problems: problems.into(),
        }
    }
}

/// What the book says about a page. The page of the whole book has the book's name.
fn given(file: &SourceFile, pages: &Pages<'_>, home: Option<&str>) -> Given {
    let (name, order) = pages.contents.name_of_page(&file.path);
    let is_home = folder_of(&file.path).is_empty() && is_folder_page(stem(&file.path));
    Given {
        title: pages.titles.get(&file.path).cloned(),
        listed: pages.contents.title(&file.path).map(str::to_owned),
        name: home.filter(|_| is_home).map_or(name, str::to_owned),
        order,
        columns: pages.contents.columns(&file.path),
    }
}
