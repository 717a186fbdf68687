//! Templates: the embedded ones, with a book's own in their place.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::render::branding::BrandAssets;
use crate::render::bundle::Bundle;
use crate::render::html::Html;
use crate::render::page_type;
use crate::source::{Asset, Blob, Included, SourceFile, Sources};
use crate::words::{self, Piece, Plural};

/// The prefix of embedded templates, so that a book's own can extend them.
const DEFAULT: &str = "__default/";

/// About how many bytes of a page are not its text or its sidebar.
const AROUND: usize = 12 * 1024;

/// The name of a template, and its embedded text.
pub type Template = (&'static str, &'static str);

/// A template context, or the error of its conversion.
pub type Filling = Result<Context, tera::Error>;

/// A file of `templates/`, embedded.
macro_rules! template {
    ($name:literal) => {
        ($name, include_str!(concat!("../../templates/", $name)))
    };
}
pub(crate) use template;

/// Templates of entries and folders, and partials. Those of generated pages are in their table.
const TEMPLATES: &[Template] = &[
    template!("base.html"),
    template!("entry.html"),
    template!("tree.html"),
    template!("folder.html"),
    template!("redirect.html"),
    template!("values.html"),
    template!("facts.html"),
    template!("shortcuts.html"),
    template!("contents.html"),
    template!("map-counts.html"),
    template!("list-header.html"),
    template!("breadcrumbs.html"),
    template!("sources.html"),
    template!("quoting.html"),
    template!("cited-in.html"),
    template!("source-of.html"),
    template!("related.html"),
    template!("linked-from.html"),
];

/// The shared parts of all pages.
#[derive(Debug, Clone)]
pub struct Theme {
    templates: Tera,
    /// The book's own templates, to locate errors.
    own: Vec<SourceFile>,
    reads_extra: bool,
    pub bundle: Bundle,
    pub branding: BrandAssets,
}

/// The theme of the last build; empty before the first.
#[derive(Debug, Default)]
pub struct KeptTheme(Option<LoadedTheme>);

/// A theme with what it was loaded from.
#[derive(Debug)]
struct LoadedTheme {
    config: Config,
    templates: Vec<SourceFile>,
    files: Vec<Asset>,
    assets: Vec<Asset>,
    included: BTreeMap<Arc<str>, Included>,
    theme: Arc<Theme>,
    problems: Vec<Diagnostic>,
}

impl KeptTheme {
    /// The theme of a book, loaded again if something that it is loaded from has changed.
    pub fn load(&mut self, sources: &Sources, config: &Config) -> (Arc<Theme>, Vec<Diagnostic>) {
        let last = self.0.take().filter(|last| last.is_current(sources, config));
        let last = last.unwrap_or_else(|| LoadedTheme::new(sources, config));
        let LoadedTheme { theme, problems, .. } = self.0.insert(last);
        (theme.clone(), problems.clone())
    }
}

impl LoadedTheme {
    fn new(sources: &Sources, config: &Config) -> LoadedTheme {
        let (theme, problems) = Theme::new(sources, config);
        LoadedTheme {
            config: config.clone(),
            templates: sources.templates.clone(),
            files: sources.theme.clone(),
            assets: sources.assets.clone(),
            included: sources.included.clone(),
            theme: theme.into(),
            problems,
        }
    }

    fn is_current(&self, sources: &Sources, config: &Config) -> bool {
        self.config == *config
            && (&self.templates, &self.files) == (&sources.templates, &sources.theme)
            && (&self.assets, &self.included) == (&sources.assets, &sources.included)
    }
}

impl Theme {
    /// The embedded theme with a book's own files.
    pub fn new(sources: &Sources, config: &Config) -> (Theme, Vec<Diagnostic>) {
        let (templates, mut diagnostics) = load(&sources.templates, config);
        let (branding, problems) = BrandAssets::of(sources, config);
        diagnostics.extend(problems);
        let bundle = Bundle::new(&sources.theme, &branding, &config.words);
        let own = sources.templates.clone();
        let reads_extra = own.iter().any(|file| file.text.contains("extra"));
        let theme = Theme { templates, own, reads_extra, bundle, branding };
        (theme, diagnostics)
    }

    /// Whether the book has its own templates.
    pub fn has_own_templates(&self) -> bool {
        !self.own.is_empty()
    }

    /// Whether one of the book's own templates could show the values of front matter.
    pub fn reads_extra(&self) -> bool {
        self.reads_extra
    }

    /// The book's own template that an entry names as its layout. Those that replace a built-in
    /// template are not meant for single entries.
    pub fn layout(&self, name: &str) -> Option<&str> {
        let name = name.trim().trim_start_matches("./");
        let path = name.strip_suffix(".html").unwrap_or(name);
        let is_named = |file: &&SourceFile| file.path.strip_suffix(".html") == Some(path);
        let own = self.own.iter().find(is_named)?;
        (!all().any(|(name, _)| *name == &*own.path)).then_some(&*own.path)
    }

    /// Renders a template with its view.
    ///
    /// # Errors
    /// When the template fails: a diagnostic at its place, with the engine's message.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<Blob, Diagnostic> {
        self.fill(template, Context::from_serialize(view))
    }

    /// Renders a template with a prepared context.
    ///
    /// # Errors
    /// As [`Theme::render`].
    pub fn fill(&self, template: &str, view: Filling) -> Result<Blob, Diagnostic> {
        let filled = view.and_then(|context| {
            let mut page = Vec::with_capacity(size_hint(&context));
            self.templates.render_to(template, &context, &mut page)?;
            Ok(Blob::from(page))
        });
        filled.map_err(|error| problem(&self.own, &error))
    }
}

/// About how many bytes a page has: its longest texts and what is around them.
fn size_hint(context: &Context) -> usize {
    let texts = ["body", "nav", "walk"].iter().filter_map(|name| context.get(name)?.as_str());
    AROUND + texts.map(str::len).sum::<usize>()
}

/// Marked as safe, so that templates do not escape it.
impl Serialize for Html {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(self.as_str()).serialize(serializer)
    }
}

/// Loads all templates, or only the embedded ones with diagnostics for the others.
fn load(own: &[SourceFile], config: &Config) -> (Tera, Vec<Diagnostic>) {
    let embedded = || all().map(|(name, text)| (format!("{DEFAULT}{name}"), (*text).to_owned()));
    let mut tera = engine(config);
    let mut diagnostics = Vec::new();
    let prefixes = tera.set_fallback_prefixes([DEFAULT]);
    let users = own.iter().map(|file| (file.path.to_string(), file.text.to_string()));
    if let Err(error) = prefixes.and_then(|()| tera.add_raw_templates(embedded().chain(users))) {
        diagnostics.push(problem(own, &error));
        tera = engine(config);
        let fallback = tera.set_fallback_prefixes([DEFAULT]);
        if let Err(error) = fallback.and_then(|()| tera.add_raw_templates(embedded())) {
            diagnostics.push(problem(own, &error));
        }
    }
    (tera, diagnostics)
}

/// Every embedded template.
fn all() -> impl Iterator<Item = &'static Template> {
    TEMPLATES.iter().chain(page_type::templates())
}

/// The template engine with the interface texts, the values of book.toml and the filter `fill`.
fn engine(config: &Config) -> Tera {
    let mut tera = Tera::new();
    tera.global_context().insert("words", &*config.words);
    tera.global_context().insert("book", &BTreeMap::from([("extra", &config.extra)]));
    tera.register_filter("fill", fill);
    tera
}

/// `words.search.pages | fill(count=3)`: fills placeholders. Unsafe parts of values and texts are
/// escaped; a value may be a link that a template made.
fn fill(words: Value, values: Kwargs, _: &State) -> TeraResult<Value> {
    let text = match words.as_str() {
        Some(text) => text.to_owned(),
        None => {
            let words: Plural = Deserialize::deserialize(&words).map_err(tera::Error::message)?;
            words.form(values.must_get("count")?).to_string()
        }
    };
    let mut html = Html::default();
    for piece in words::pieces(&text) {
        match piece {
            Piece::Text(text) => html.text(text),
            Piece::Placeholder(name) => {
                let value: &Value = values.must_get(name)?;
                match value.to_string() {
                    made if value.is_safe() => html.html(&Html::trusted(made)),
                    text => html.text(&text),
                }
            }
        };
    }
    Ok(Value::safe_string(html.as_str()))
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

/// The engine's message as one sentence, and a help text.
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
