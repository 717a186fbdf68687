//! Templates and theme files: the embedded ones, with a book's own in their place.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use crate::diagnostic::{Code, Diagnostic, Place, did_you_mean};
use crate::link::route::{OWN_FOLDER, Route};
use crate::render::html::Html;
use crate::source::{Asset, Blob, SourceFile};

/// The prefix under which the embedded templates can be extended.
const DEFAULT: &str = "__default/";

const TEMPLATES: &[(&str, &str)] = &[
    ("base.html", include_str!("../../templates/base.html")),
    ("entry.html", include_str!("../../templates/entry.html")),
    ("folder.html", include_str!("../../templates/folder.html")),
    ("not-found.html", include_str!("../../templates/not-found.html")),
    ("tree.html", include_str!("../../templates/tree.html")),
    ("trees.html", include_str!("../../templates/trees.html")),
    ("breadcrumbs.html", include_str!("../../templates/breadcrumbs.html")),
    ("sources.html", include_str!("../../templates/sources.html")),
    ("linked-from.html", include_str!("../../templates/linked-from.html")),
    ("redirect.html", include_str!("../../templates/redirect.html")),
];

/// Joined in this order into one stylesheet.
const STYLES: &[(&str, &str)] = &[
    ("css/layers.css", include_str!("../../assets/css/layers.css")),
    ("css/tokens.css", include_str!("../../assets/css/tokens.css")),
    ("css/base.css", include_str!("../../assets/css/base.css")),
    ("css/layout.css", include_str!("../../assets/css/layout.css")),
    ("css/article.css", include_str!("../../assets/css/article.css")),
    ("css/tree.css", include_str!("../../assets/css/tree.css")),
    ("css/print.css", include_str!("../../assets/css/print.css")),
];

/// Joined in this order into one deferred script, each in a block scope of its own.
const SCRIPTS: &[(&str, &str)] = &[
    ("js/disk-links.js", include_str!("../../assets/js/disk-links.js")),
    ("js/sidebar.js", include_str!("../../assets/js/sidebar.js")),
    ("js/scheme-switch.js", include_str!("../../assets/js/scheme-switch.js")),
    ("js/tree-walk.js", include_str!("../../assets/js/tree-walk.js")),
];

/// Runs before the first paint.
const EARLY_SCRIPT: (&str, &str) = ("js/scheme.js", include_str!("../../assets/js/scheme.js"));

const ICON: (&str, &str) = ("icon.svg", include_str!("../../assets/icon.svg"));

/// Everything that pages share.
#[derive(Debug, Clone)]
pub struct Theme {
    templates: Tera,
    /// The book's own templates, for the places of errors.
    own: Vec<SourceFile>,
    pub files: BTreeMap<Route, Blob>,
    pub style: Route,
    pub script: Route,
    pub early_script: Route,
    pub icon: Route,
}

impl Theme {
    /// The embedded theme with a book's own files in place.
    pub fn new(templates: &[SourceFile], assets: &[Asset]) -> (Theme, Vec<Diagnostic>) {
        let own: BTreeMap<&str, &Asset> =
            assets.iter().map(|asset| (&*asset.path, asset)).collect();
        let mut files = BTreeMap::new();
        let style = add(&mut files, "style", "css", joined(STYLES, &own, ".css", str::to_owned));
        let script = add(&mut files, "script", "js", joined(SCRIPTS, &own, ".js", block_scope));
        let early = own_text(&own, EARLY_SCRIPT.0).unwrap_or_else(|| EARLY_SCRIPT.1.to_owned());
        let early_script = add(&mut files, "scheme", "js", early);
        let icon = own_text(&own, ICON.0).unwrap_or_else(|| ICON.1.to_owned());
        let icon = add(&mut files, "icon", "svg", icon);
        for asset in assets.iter().filter(|asset| !is_joined(&asset.path)) {
            if let Ok(route) = Route::file(&format!("{OWN_FOLDER}/{}", asset.path)) {
                files.insert(route, asset.content.clone());
            }
        }
        let (tera, diagnostics) = load(templates);
        let own = templates.to_vec();
        (Theme { templates: tera, own, files, style, script, early_script, icon }, diagnostics)
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

/// The listed files, a book's own in the place of ours, then the rest of the book's own.
fn joined(
    listed: &[(&str, &str)],
    own: &BTreeMap<&str, &Asset>,
    extension: &str,
    wrap: fn(&str) -> String,
) -> String {
    let mut out = String::new();
    for (name, text) in listed {
        let text = own_text(own, name).unwrap_or_else(|| compact(text));
        out.push_str(&wrap(&text));
    }
    let is_extra = |name: &&&str| {
        is_joined(name)
            && name.ends_with(extension)
            && !listed.iter().any(|(listed, _)| *listed == **name)
            && **name != EARLY_SCRIPT.0
    };
    for name in own.keys().filter(is_extra) {
        out.push_str(&wrap(&own_text(own, name).unwrap_or_default()));
    }
    out
}

fn is_joined(path: &str) -> bool {
    (path.starts_with("css/") && path.ends_with(".css"))
        || (path.starts_with("js/") && path.ends_with(".js"))
        || path == ICON.0
}

fn own_text(own: &BTreeMap<&str, &Asset>, name: &str) -> Option<String> {
    match &own.get(name)?.content {
        Blob::Bytes(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        Blob::File(_) => None,
    }
}

fn block_scope(script: &str) -> String {
    format!("{{\n{script}}}\n")
}

/// Without indentation, blank lines and comments that stand on lines of their own or carry types.
///
/// Readers of the site load this; readers of the source have the files.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let Some(length) = rest[start..].find("*/") else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + length + 2..];
    }
    out.push_str(rest);
    let lines =
        out.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(out.len()), |joined, line| joined + line + "\n")
}

/// Adds a file under a name that changes with its content, so that it can be cached for ever.
fn add(
    files: &mut BTreeMap<Route, Blob>,
    name: &'static str,
    extension: &'static str,
    text: String,
) -> Route {
    let route = Route::theme(name, extension, &blake3::hash(text.as_bytes()));
    files.insert(route.clone(), Blob::from(text));
    route
}
