//! What the tests share: a book from one string, and pages as a browser's tokenizer sees them.

pub mod html;
pub mod links;
pub mod rust;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use fieldbook::diagnostic::Diagnostic;
use fieldbook::link::Drafts;
use fieldbook::render::Site;
use fieldbook::shell::disk::{self, History};
use fieldbook::source::{Blob, Sources, line_column};
use fieldbook::{compile, config};

/// A book that was compiled from a fixture, and what is wrong with it.
pub struct Book {
    pub sources: Sources,
    pub site: Site,
    pub diagnostics: Vec<Diagnostic>,
}

impl Book {
    pub fn new(fixture: &str) -> Book {
        Book::of(Sources::from_fixture(fixture))
    }

    /// A book of one page, which is its first.
    pub fn of_page(markdown: &str) -> Book {
        Book::new(&format!("-- content/index.md --\n{markdown}"))
    }

    /// The playbook of this repository.
    pub fn of_this_repository() -> Book {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let (_, config, sources) = disk::read(root, History::Unread).unwrap();
        let (site, diagnostics) = compile(&sources, config, Drafts::Hidden);
        Book { sources, site, diagnostics }
    }

    /// Compiles sources the way the commands do, with drafts hidden.
    pub fn of(mut sources: Sources) -> Book {
        let (config, _, problems) = config::of_book(sources.book.as_ref(), &sources.settings);
        sources.diagnostics.extend(problems);
        let (site, diagnostics) = compile(&sources, config, Drafts::Hidden);
        Book { sources, site, diagnostics }
    }

    /// Every file of the site by its path, and the templates that fail.
    pub fn render(&self) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
        let mut files = BTreeMap::new();
        let mut problems = Vec::new();
        for route in self.site.routes() {
            match self.site.render(route) {
                Some(Ok(Blob::Bytes(bytes))) => {
                    files.insert(route.out_path().as_str().to_owned(), bytes.to_vec());
                }
                Some(Ok(Blob::File(path))) => {
                    files.insert(route.out_path().as_str().to_owned(), fs::read(path).unwrap());
                }
                Some(Err(problem)) => problems.push(problem),
                None => panic!("`{route}` is listed and not answered"),
            }
        }
        (files, problems)
    }

    /// Every HTML page by its path. Fails on a template that fails.
    pub fn pages(&self) -> BTreeMap<String, String> {
        let (files, problems) = self.render();
        assert_eq!(self.lines(&problems), "");
        let pages = files.into_iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
    }

    /// Everything that `fieldbook check` reports, templates that fail as well.
    pub fn problems(&self) -> Vec<Diagnostic> {
        let mut problems = self.diagnostics.clone();
        problems.extend(self.render().1);
        problems.sort();
        problems.dedup();
        problems
    }

    /// Problems, one a line: `error[code] file:line:col message | help`.
    pub fn lines(&self, diagnostics: &[Diagnostic]) -> String {
        let mut lines = String::new();
        for diagnostic in diagnostics {
            let severity = format!("{:?}", diagnostic.severity).to_lowercase();
            let code = diagnostic.code.name();
            let place = |place: &fieldbook::diagnostic::Place| {
                let text = self.sources.text(&place.file).unwrap_or("");
                let (line, column) = line_column(text, place.span.0);
                format!("{}:{line}:{column}", place.file)
            };
            let at = diagnostic.place.as_ref().map_or("nowhere".to_owned(), place);
            lines += &format!("{severity}[{code}] {at} {}", diagnostic.message);
            for (related, what) in &diagnostic.related {
                lines += &format!(" ({what}: {})", place(related));
            }
            if let Some(help) = diagnostic.help_text() {
                lines += &format!(" | {help}");
            }
            lines.push('\n');
        }
        lines
    }
}
