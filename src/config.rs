//! Parses `book.toml`. Unknown keys are reported; keys that mdBook has keep mdBook's names.
//!
//! One table lists every key and what it sets, so that a misspelt key is found and all problems are
//! reported at once.

pub mod colour;
mod branding;
mod embeds;
mod foreign;
mod frames;
mod ignored;
mod tables;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub use crate::config::branding::Branding;
pub use crate::config::embeds::{Embeds, host};
use crate::config::ignored::IGNORED;
pub use crate::config::tables::{Level, Period};
use crate::config::tables::{TABLES, Wrong};
use crate::diagnostic::{Code, Diagnostic, Place, Severity, did_you_mean};
use crate::formats::writing::{RelativeLinks, Writing};
use crate::formats::{mdbook::HiddenLines, settings::Settings};
use crate::source::SourceFile;
use crate::text::Punctuation;
use crate::words::Words;

/// The settings of a book, with a default for each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The interface texts in that language.
    pub words: Arc<Words>,
    pub direction: Direction,
    /// The content folder, from the book's root; the shell searches for one if it is not set.
    pub src: Option<String>,
    /// The output folder, from the book's root; the shell chooses one if it is not set.
    pub build_dir: Option<String>,
    /// Where the site is published: a path or a whole address, always with a trailing `/`.
    pub site_url: String,
    /// The path at which another tool publishes the book, without slashes around it.
    pub base: Option<String>,
    pub edit_url_template: Option<String>,
    /// The address for feedback, with the placeholders `{title}` and `{url}`.
    pub feedback: Option<String>,
    pub branding: Branding,
    /// Other sites whose frames and images pages may show.
    pub embeds: Embeds,
    pub repository_url: Option<String>,
    pub scheme: Scheme,
    pub punctuation: Punctuation,
    /// The lines of code that mdBook hides; only in books that it would build.
    pub hidden_lines: Option<HiddenLines>,
    pub writing: Writing,
    pub relative_links: RelativeLinks,
    pub trees: Detection,
    /// Redirects, in the order of the file.
    pub redirects: Vec<Redirect>,
    /// The vocabulary of each key, in its order; keys are as written.
    pub taxonomies: BTreeMap<String, Vec<String>>,
    /// How long a review is valid.
    pub review_after: Option<Period>,
    /// Severities that the book sets.
    pub severities: BTreeMap<Code, Level>,
    /// The values of `[extra]`, for the book's own templates.
    pub extra: BTreeMap<String, Json>,
    /// The place of each key's value in book.toml.
    pub places: BTreeMap<&'static str, Range<usize>>,
}

/// A line of `[output.html.redirect]`, and the places of both halves in book.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// A path from the site's root, such as `/old.html`.
    pub from: String,
    /// A path from the folder of `from`, or a whole URL.
    pub to: String,
    pub from_at: Range<usize>,
    pub to_at: Range<usize>,
}

/// The colour scheme on a first visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    Auto,
    Light,
    Dark,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// Whether decisions in prose become trees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detection {
    On,
    Off,
}

impl Config {
    /// Whether the book says that a kind of problem is an error.
    pub fn raises(&self, code: Code) -> bool {
        self.severities.get(&code) == Some(&Level::As(Severity::Error))
    }
}

impl Default for Config {
    fn default() -> Self {
        Config {
            title: None,
            description: None,
            authors: Vec::new(),
            language: "en".into(),
            words: Words::of("en"),
            direction: Direction::LeftToRight,
            src: None,
            build_dir: None,
            site_url: "/".into(),
            base: None,
            edit_url_template: None,
            feedback: None,
            branding: Branding::default(),
            embeds: Embeds::default(),
            repository_url: None,
            scheme: Scheme::Auto,
            punctuation: Punctuation::Typed,
            hidden_lines: None,
            writing: Writing::default(),
            relative_links: RelativeLinks::default(),
            trees: Detection::On,
            redirects: Vec::new(),
            taxonomies: BTreeMap::new(),
            review_after: None,
            severities: BTreeMap::new(),
            extra: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }
}

type Setter = fn(&mut Config, &DeValue<'_>) -> Result<(), String>;

/// Sets a field to the result of a function that reads the value.
macro_rules! field {
    ($($field:ident).+, $read:expr) => {
        |config, value| {
            config.$($field).+ = $read(value)?.into();
            Ok(())
        }
    };
}

const KEYS: &[(&str, Setter)] = &[
    ("book.title", field!(title, text)),
    ("book.description", field!(description, text)),
    ("book.authors", field!(authors, texts)),
    ("book.author", field!(authors, |value| text(value).map(|author| [author]))),
    ("book.language", |config, value| set_language(config, text(value)?)),
    ("book.text-direction", field!(direction, |value| one_of(value, DIRECTIONS))),
    ("book.src", field!(src, folder)),
    ("build.build-dir", field!(build_dir, |value| text(value).map(Some))),
    ("output.html.site-url", field!(site_url, |value| site_url(&text(value)?))),
    ("output.html.edit-url-template", field!(edit_url_template, web_address)),
    ("output.html.git-repository-url", field!(repository_url, web_address)),
    ("output.html.default-theme", field!(scheme, |value| one_of(value, THEMES))),
    ("output.html.smart-punctuation", field!(punctuation, punctuation)),
    ("output.html.redirect", set_redirects),
    ("output.html.additional-css", field!(branding.additional_css, branding::styles)),
    ("theme.accent", field!(branding.accent, branding::colour)),
    ("theme.accent-dark", field!(branding.accent_dark, branding::colour)),
    ("theme.logo", field!(branding.logo, branding::image)),
    ("theme.favicon", field!(branding.favicon, branding::image)),
    ("theme.footer", field!(branding.footer, text)),
    ("feedback.address", branding::set_feedback),
    ("embeds.hosts", field!(embeds.hosts, embeds::hosts)),
    ("embeds.image-hosts", field!(embeds.image_hosts, embeds::hosts)),
    ("trees.detect", field!(trees, detection)),
    ("review.after", field!(review_after, tables::period)),
];

fn punctuation(value: &DeValue<'_>) -> Result<Punctuation, String> {
    Ok(if flag(value)? { Punctuation::Smart } else { Punctuation::Typed })
}

fn detection(value: &DeValue<'_>) -> Result<Detection, String> {
    Ok(if flag(value)? { Detection::On } else { Detection::Off })
}

const DIRECTIONS: &[(&str, Direction)] =
    &[("ltr", Direction::LeftToRight), ("rtl", Direction::RightToLeft)];

/// mdBook's theme names and their colour schemes.
const THEMES: &[(&str, Scheme)] = &[
    ("auto", Scheme::Auto),
    ("light", Scheme::Light),
    ("rust", Scheme::Light),
    ("dark", Scheme::Dark),
    ("coal", Scheme::Dark),
    ("navy", Scheme::Dark),
    ("ayu", Scheme::Dark),
];

/// Reads `book.toml`. Invalid values are reported and keep their defaults.
pub fn parse(book: Option<&SourceFile>) -> (Config, Vec<Diagnostic>) {
    let mut reader =
        SettingsReader { config: Config::default(), diagnostics: Vec::new(), file: "".into() };
    if let Some(book) = book {
        reader.config.hidden_lines = Some(HiddenLines::default());
        reader.file = book.name.clone();
        match DeTable::parse(&book.text) {
            Ok(table) => reader.table("", table.get_ref()),
            Err(error) => {
                let place = Place::new(&book.name, error.span().unwrap_or(0..0));
                let problem = Diagnostic::new(Code::UnreadableConfig, error.message());
                reader.diagnostics.push(problem.at(place));
            }
        }
    }
    reader.diagnostics.sort();
    (reader.config, reader.diagnostics)
}

/// Reads the settings of a book: `book.toml`, and for keys that it does not have, the settings files
/// of other tools.
pub fn of_book(
    book: Option<&SourceFile>,
    files: &[SourceFile],
) -> (Config, Settings, Vec<Diagnostic>) {
    let (mut config, diagnostics) = parse(book);
    let settings = Settings::of(files);
    foreign::fill(&mut config, &settings);
    (config, settings, diagnostics)
}

struct SettingsReader {
    config: Config,
    diagnostics: Vec<Diagnostic>,
    file: Arc<str>,
}

impl SettingsReader {
    fn table(&mut self, prefix: &str, table: &DeTable<'_>) {
        for (key, value) in table {
            let path = match prefix {
                "" => key.get_ref().to_string(),
                _ => format!("{prefix}.{}", key.get_ref()),
            };
            self.entry(&path, key.span(), value);
        }
    }

    fn entry(&mut self, path: &str, at: Range<usize>, value: &Spanned<DeValue<'_>>) {
        let below = format!("{path}.");
        let mut known = KEYS.iter().map(|(key, _)| *key).chain(TABLES.iter().map(|(key, _)| *key));
        let is_table = known.any(|key| key.starts_with(&below));
        if let Some((key, set)) = KEYS.iter().find(|(key, _)| *key == path) {
            self.config.places.insert(key, value.span());
            if let Err(expected) = set(&mut self.config, value.get_ref()) {
                self.problem(value.span(), format!("`{path}` must be {expected}"), None);
            }
        } else if let Some((_, set)) = TABLES.iter().find(|(name, _)| *name == path) {
            match value.get_ref().as_table() {
                Some(table) => self.open_table(path, table, *set),
                None => self.problem(value.span(), format!("`{path}` must be a table"), None),
            }
        } else if IGNORED.contains(&path)
            || (path.starts_with("output.") && path.matches('.').count() == 1 && !is_table)
        {
            let message = format!("`{path}` of mdBook has no meaning here and is ignored");
            let place = Place::new(&self.file, at);
            self.diagnostics.push(Diagnostic::new(Code::IgnoredConfig, message).at(place));
        } else if let (true, DeValue::Table(table)) = (is_table, value.get_ref()) {
            self.table(path, table);
        } else if is_table {
            self.problem(value.span(), format!("`{path}` must be a table"), None);
        } else {
            self.problem(at, format!("unknown key `{path}`"), nearest_key(path));
        }
    }

    /// A table with keys that the author chooses.
    fn open_table(&mut self, path: &str, table: &DeTable<'_>, set: tables::TableSetter) {
        for (key, value) in table {
            match set(&mut self.config, key.get_ref(), value.get_ref()) {
                Ok(()) => {}
                Err(Wrong::Key(message, help)) => self.problem(key.span(), message, help),
                Err(Wrong::Value(expected)) => {
                    let message = format!("`{path}.{}` must be {expected}", key.get_ref());
                    self.problem(value.span(), message, None);
                }
            }
        }
    }

    fn problem(&mut self, at: Range<usize>, message: String, help: Option<String>) {
        let place = Place::new(&self.file, at);
        self.diagnostics.push(Diagnostic::new(Code::BadConfig, message).at(place).maybe_help(help));
    }
}

/// The known key or table with the nearest spelling; the last part is also compared alone.
fn nearest_key(path: &str) -> Option<String> {
    let known = KEYS
        .iter()
        .flat_map(|(key, _)| key.match_indices('.').map(|(dot, _)| &key[..dot]).chain([*key]))
        .chain(TABLES.iter().map(|(name, _)| *name));
    let mut siblings: Vec<&str> =
        known.filter(|key| key.matches('.').count() == path.matches('.').count()).collect();
    siblings.dedup();
    did_you_mean(path, siblings).or_else(|| {
        let last = |key: &str| key.rsplit('.').next().unwrap_or("").to_owned();
        let key = KEYS.iter().find(|(key, _)| last(key) == last(path))?;
        Some(format!("write it as `{}`", key.0))
    })
}

fn text(value: &DeValue<'_>) -> Result<String, String> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        _ => Err("a string in quotes".into()),
    }
}

fn texts(value: &DeValue<'_>) -> Result<Vec<String>, String> {
    let expected = || "a list of strings".to_owned();
    let list = value.as_array().ok_or_else(expected)?;
    list.iter().map(|item| text(item.get_ref()).map_err(|_| expected())).collect()
}

fn flag(value: &DeValue<'_>) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| "true or false".into())
}

fn one_of<T: Copy>(value: &DeValue<'_>, choices: &[(&str, T)]) -> Result<T, String> {
    let found = text(value).ok().and_then(|name| {
        choices.iter().find(|(choice, _)| choice.eq_ignore_ascii_case(&name)).copied()
    });
    found.map(|(_, choice)| choice).ok_or_else(|| {
        let names: Vec<String> = choices.iter().map(|(name, _)| format!("\"{name}\"")).collect();
        format!("one of {}", names.join(", "))
    })
}

fn folder(value: &DeValue<'_>) -> Result<String, String> {
    let path = text(value)?;
    let leaves = path.split(['/', '\\']).any(|part| part == "..") || path.starts_with('/');
    if leaves {
        Err("a folder inside the book".into())
    } else {
        Ok(path.trim_end_matches('/').to_owned())
    }
}

fn web_address(value: &DeValue<'_>) -> Result<String, String> {
    let address = text(value)?;
    if address.starts_with("https://") || address.starts_with("http://") {
        Ok(address)
    } else {
        Err("an address that starts with https://".into())
    }
}

fn set_language(config: &mut Config, language: String) -> Result<(), String> {
    if !language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') || language.is_empty() {
        return Err("a language tag such as \"en\" or \"pt-BR\"".into());
    }
    let base = language.split('-').next().unwrap_or("");
    if ["ar", "fa", "he", "ur", "ps", "yi", "dv"].contains(&base) {
        config.direction = Direction::RightToLeft;
    }
    config.words = Words::of(&language);
    config.language = language;
    Ok(())
}

fn set_redirects(config: &mut Config, value: &DeValue<'_>) -> Result<(), String> {
    let expected = || "a table of lines such as \"/old.html\" = \"new.html\"".to_owned();
    for (from, to) in value.as_table().ok_or_else(expected)? {
        config.redirects.push(Redirect {
            from: from.get_ref().to_string(),
            to: text(to.get_ref()).map_err(|_| expected())?,
            from_at: from.span(),
            to_at: to.span(),
        });
    }
    config.redirects.sort_by_key(|redirect| redirect.from_at.start);
    Ok(())
}

/// A site URL, a path from the host's root or a whole URL, with a trailing `/`.
///
/// # Errors
/// A message that says what is allowed, for another scheme, a query or `..`.
pub fn site_url(url: &str) -> Result<String, String> {
    let path = match url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")) {
        Some(rest) if !rest.is_empty() && !rest.starts_with('/') => rest,
        None if url.starts_with('/') && !url.starts_with("//") => url,
        _ => return Err("a path such as \"/handbook/\" or an address with https://".into()),
    };
    if path.contains(['?', '#', '\\', ' ', '"', '<']) || path.split('/').any(|part| part == "..") {
        return Err("an address without a query, a fragment or `..`".into());
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Config, Vec<String>) {
        let book = SourceFile::new("book.toml".into(), "".into(), text.into());
        let (config, diagnostics) = parse(Some(&book));
        let lines = diagnostics.iter().map(|diagnostic| {
            let place = diagnostic.place.as_ref().unwrap();
            let (line, column) = crate::source::line_column(text, place.span.0);
            let help = diagnostic.help_text().map(|h| format!(" | {h}")).unwrap_or_default();
            format!("{line}:{column} {}: {}{help}", diagnostic.code.name(), diagnostic.message)
        });
        (config, lines.collect())
    }

    #[test]
    fn a_book_of_mdbook_reads_as_it_is() {
        let (config, problems) = read(
            "[book]\ntitle = \"T\"\nsrc = \"src\"\n[build]\nbuild-dir = \"out\"\n\
             [output.html]\nsite-url = \"/x\"\ndefault-theme = \"navy\"\nmathjax-support = true\n\
             [output.linkcheck]\nwarning-policy = \"warn\"\n",
        );
        assert_eq!(config.title.as_deref(), Some("T"));
        assert_eq!((config.site_url.as_str(), config.scheme), ("/x/", Scheme::Dark));
        assert_eq!(
            problems,
            [
                "9:1 ignored-config: `output.html.mathjax-support` of mdBook has no meaning here and is ignored",
                "10:9 ignored-config: `output.linkcheck` of mdBook has no meaning here and is ignored",
            ]
        );
    }

    #[test]
    fn every_misspelt_key_is_reported_with_the_nearest() {
        let (_, problems) = read("[bok]\n[book]\ntitel = \"T\"\nlanguage = 3\nsite-url = \"/\"\n");
        assert_eq!(
            problems,
            [
                "1:2 bad-config: unknown key `bok` | did you mean `book`?",
                "3:1 bad-config: unknown key `book.titel` | did you mean `book.title`?",
                "4:12 bad-config: `book.language` must be a string in quotes",
                "5:1 bad-config: unknown key `book.site-url` | write it as `output.html.site-url`",
            ]
        );
    }

    #[test]
    fn broken_toml_is_an_error_at_its_place() {
        let (_, problems) = read("[book]\ntitle = \n");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("2:"), "{problems:?}");
    }

    #[test]
    fn a_site_url_that_could_run_something_is_refused() {
        for url in ["javascript:1", "x", "//evil", "https://", "/a/../b", "/a?b"] {
            assert!(site_url(url).is_err(), "{url}");
        }
        assert_eq!(site_url("https://x.org/a").as_deref(), Ok("https://x.org/a/"));
    }
}
