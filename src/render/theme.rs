//! Templates: the embedded ones, with a book's own in their place.

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::render::bundle::Bundle;
use crate::render::html::Html;
use crate::render::look::Look;
use crate::source::{SourceFile, Sources};

/// The prefix under which the embedded templates can be extended.
const DEFAULT: &str = "__default/";

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("entry.html", include_str!("../../templates/entry.html")),
    ("browse.html", include_str!("../../templates/browse.html")),
    ("facet.html", include_str!("../../templates/facet.html")),
    ("value.html", include_str!("../../templates/value.html")),
    ("values.html", include_str!("../../templates/values.html")),
    ("facts.html", include_str!("../../templates/facts.html")),
    ("ways.html", include_str!("../../templates/ways.html")),
    ("contents.html", include_str!("../../templates/contents.html")),
    ("folder.html", include_str!("../../templates/folder.html")),
    ("not-found.html", include_str!("../../templates/not-found.html")),
    ("signals.html", include_str!("../../templates/signals.html")),
    ("tree.html", include_str!("../../templates/tree.html")),
    ("map.html", include_str!("../../templates/map.html")),
    ("map-counts.html", include_str!("../../templates/map-counts.html")),
    ("wanted.html", include_str!("../../templates/wanted.html")),
    ("trees.html", include_str!("../../templates/trees.html")),
    ("list-header.html", include_str!("../../templates/list-header.html")),
    ("breadcrumbs.html", include_str!("../../templates/breadcrumbs.html")),
    ("sources.html", include_str!("../../templates/sources.html")),
    ("quoting.html", include_str!("../../templates/quoting.html")),
    ("cited-in.html", include_str!("../../templates/cited-in.html")),
    ("source-of.html", include_str!("../../templates/source-of.html")),
    ("related.html", include_str!("../../templates/related.html")),
    ("linked-from.html", include_str!("../../templates/linked-from.html")),
    ("print.html", include_str!("../../templates/print.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("redirect.html", include_str!("../../templates/redirect.html")),
];

/// Everything that pages share.
#[derive(Debug, Clone)]
pub struct Theme {
    templates: Tera,
    /// The book's own templates, for the places of errors.
    own: Vec<SourceFile>,
    pub bundle: Bundle,
    pub look: Look,
}

impl Theme {
    /// The embedded theme with a book's own files in place.
    pub fn new(sources: &Sources, config: &Config) -> (Theme, Vec<Diagnostic>) {
        let (templates, mut diagnostics) = load(&sources.templates);
        let (look, problems) = Look::of(sources, config);
        diagnostics.extend(problems);
        let bundle = Bundle::new(&sources.theme, &look);
        let theme = Theme { templates, own: sources.templates.clone(), bundle, look };
        (theme, diagnostics)
    }

    /// Whether the book brings templates of its own.
    pub fn has_own_templates(&self) -> bool {
        !self.own.is_empty()
    }

    /// Fills a template with its view.
    ///
    /// # Errors
    /// When the template fails on this page: at its place, with what the engine says.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(view).map_err(|error| self.problem(&error))?;
        self.templates.render(template, &context).map_err(|error| self.problem(&error))
    }

    fn problem(&self, error: &tera::Error) -> Diagnostic {
        problem(&self.own, error)
    }
}

/// HTML that a template prints as it is.
impl Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The templates that load: all of them, or the embedded ones and what is wrong with the rest.
fn load(own: &[SourceFile]) -> (Tera, Vec<Diagnostic>) {
    let embedded =
        || TEMPLATES.iter().map(|(name, text)| (format!("{DEFAULT}{name}"), (*text).to_owned()));
    let mut tera = Tera::new();
    let mut diagnostics = Vec::new();
    let prefixes = tera.set_fallback_prefixes([DEFAULT]);
    let users = own.iter().map(|file| (file.path.to_string(), file.text.to_string()));
    if let Err(error) = prefixes.and_then(|()| tera.add_raw_templates(embedded().chain(users))) {
        diagnostics.push(problem(own, &error));
        tera = Tera::new();
        let fallback = tera.set_fallback_prefixes([DEFAULT]);
        if let Err(error) = fallback.and_then(|()| tera.add_raw_templates(embedded())) {
            diagnostics.push(problem(own, &error));
        }
    }
    (tera, diagnostics)
}

fn problem(own: &[SourceFile], error: &tera::Error) -> Diagnostic {
    let (message, name, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => (
            report.message().to_owned(),
            Some(report.filename().to_owned()),
            report.span().range.clone(),
        ),
        _ => (error.to_string().trim().to_owned(), None, 0..0),
    };
    let (what, help) = explained(&message);
    let diagnostic = Diagnostic::new(Code::BadTemplate, what).help(help);
    let named = |file: &&SourceFile| match &name {
        Some(name) => *file.path == **name,
        None => message.contains(&*file.path),
    };
    match own.iter().find(named) {
        Some(file) => diagnostic.at(Place::new(&file.name, range)),
        None => diagnostic,
    }
}

/// What the engine says, as one sentence and what to do about it.
fn explained(message: &str) -> (String, String) {
    let (what, variables) = match message.split_once(". Available variables: ") {
        Some((what, variables)) => (what, variables.split(", ").collect()),
        None => (message.trim_end_matches('.'), Vec::new()),
    };
    let wanted = what.split('`').nth(1).unwrap_or("");
    let help =
        did_you_mean(wanted, variables.iter().copied()).unwrap_or_else(|| match variables[..] {
            [] => "compare it with the default template of the same name".to_owned(),
            _ => format!("this page has {}", variables.join(", ")),
        });
    let mut letters = what.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    (format!("this template fails: {first}{}", letters.as_str()), help)
}
