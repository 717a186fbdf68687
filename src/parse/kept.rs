//! The parsed files of the last build, so that the next one parses only what changed.

use std::sync::Arc;

use rayon::iter::{
    IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator,
};

use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::include::Pages;
use crate::parse::tree_prose::Language;
use crate::parse::{Parsed, read};
use crate::source::SourceFile;

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
    /// The title that an include has set.
    title: Option<String>,
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
        let title = |file: &SourceFile| pages.titles.get(&file.path).cloned();
        let kept: Vec<Option<KeptPage>> =
            pages.files.par_iter().map(|file| self.find(file, title(file)).cloned()).collect();
        self.parsed = kept.iter().filter(|page| page.is_none()).count();
        let language = Language::of(&config.language);
        let settings = (config, &language);
        let all = pages.files.par_iter().zip(kept.into_par_iter());
        let read = |file| KeptPage::read(file, title(file), settings);
        self.pages = all.map(|(file, kept)| kept.unwrap_or_else(|| read(file))).collect();
        &self.pages
    }

    /// The page of a file that is as it was.
    fn find(&self, file: &SourceFile, title: Option<String>) -> Option<&KeptPage> {
        let at = self.pages.binary_search_by(|page| page.parsed.path.cmp(&file.path)).ok()?;
        let page = &self.pages[at];
        // Texts that were not read again are the same in memory, which is seen at once.
        let is_same = Arc::ptr_eq(&page.text, &file.text) || page.text == file.text;
        (is_same && page.parsed.name == file.name && page.title == title).then_some(page)
    }
}

impl KeptPage {
    fn read(file: &SourceFile, title: Option<String>, settings: (&Config, &Language)) -> KeptPage {
        let (parsed, problems) = read(file, title.as_deref(), settings);
        KeptPage {
            text: file.text.clone(),
            title,
            parsed: parsed.into(),
            problems: problems.into(),
        }
    }
}
