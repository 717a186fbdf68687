//! Formats diagnostics for people and for machines.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::IsTerminal;
use std::ops::Range;
use std::path::{Component, Path};
use std::sync::Arc;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::source::positions::Positions;
use crate::source::{Sources, clamp};

/// The output formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Human,
    Json,
    Github,
    Sarif,
}

/// Whether to print colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    On,
    Off,
}

impl Colours {
    /// Colours on a terminal, unless `NO_COLOR` is set.
    pub fn of(stream: &impl IsTerminal) -> Colours {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        if stream.is_terminal() && !refused { Colours::On } else { Colours::Off }
    }
}

/// The longest excerpt of a source line, in bytes.
const LONGEST_LINE: usize = 240;

/// How many related places are printed.
const MOST_RELATED: usize = 5;

/// The most problems of a report whose suggestions compare a name with all others.
const MOST_COMPARED: usize = 200;

/// Formats problems of the same sources. Each text is scanned once.
pub struct Reporter<'a> {
    sources: &'a Sources,
    texts: BTreeMap<Arc<str>, Positions<'a>>,
    compared: usize,
}

impl<'a> Reporter<'a> {
    pub fn new(sources: &'a Sources) -> Reporter<'a> {
        Reporter { sources, texts: BTreeMap::new(), compared: 0 }
    }

    fn positions(&mut self, file: &Arc<str>) -> &Positions<'a> {
        let sources = self.sources;
        let scan = || Positions::of(sources.text(file).unwrap_or(""));
        self.texts.entry(file.clone()).or_insert_with(scan)
    }

    /// The suggestion of a problem; without a search if too many others needed one.
    fn help(&mut self, diagnostic: &Diagnostic) -> Option<String> {
        let help = diagnostic.help.as_deref()?;
        self.compared += usize::from(help.compares());
        if help.compares() && self.compared > MOST_COMPARED {
            help.otherwise()
        } else {
            help.text()
        }
    }
}

/// A problem as a report of several lines.
pub fn human(diagnostic: &Diagnostic, reporter: &mut Reporter<'_>, colours: Colours) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let message = printable(&diagnostic.message);
    let help = reporter.help(diagnostic);
    let help = help.as_deref().map(printable);
    let related = diagnostic.related.iter().take(MOST_RELATED);
    let related = related.map(|(place, what)| (place, Some(what)));
    let places = diagnostic.place.iter().map(|place| (place, None)).chain(related);
    let excerpts: Vec<Excerpt> =
        places.map(|(place, label)| Excerpt::new(place, reporter, label)).collect();
    let title = level.primary_title(&message).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    for (index, excerpt) in excerpts.iter().enumerate() {
        let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = group.element(excerpt.snippet(kind));
    }
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help));
    }
    let renderer = match colours {
        Colours::On => Renderer::styled(),
        Colours::Off => Renderer::plain(),
    };
    let report = renderer.render(&[group]);
    excerpts.iter().fold(report, |report, excerpt| excerpt.with_column(report))
}

/// A problem as a single line.
pub fn line(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let record = record(diagnostic, &mut Reporter::new(sources));
    let Record { severity, code, message, file, line, column, .. } = record;
    let place = file.map(|file| format!(" {file}:{line}:{column}")).unwrap_or_default();
    printable(&format!("{severity}[{code}]{place}: {}", message.replace('\n', " ")))
}

/// The number of problems of each code, the most frequent first.
pub fn kinds(diagnostics: &[Diagnostic]) -> String {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code).or_default() += 1;
    }
    let mut counts: Vec<(Code, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(code, count)| (Reverse(*count), code.name()));
    let counts = counts.iter().map(|(code, count)| format!("{count} {}", code.name()));
    counts.collect::<Vec<_>>().join(", ")
}

/// The lines of a place, truncated.
struct Excerpt {
    path: String,
    text: String,
    line: usize,
    /// In the whole line.
    column: usize,
    /// In the excerpt.
    span: Range<usize>,
    label: Option<String>,
}

impl Excerpt {
    fn snippet(&self, kind: AnnotationKind) -> Snippet<'_, Annotation<'_>> {
        let mut annotation = kind.span(self.span.clone());
        if let Some(label) = &self.label {
            annotation = annotation.label(label);
        }
        let snippet = Snippet::source(&self.text).line_start(self.line).path(&self.path);
        snippet.fold(false).annotation(annotation)
    }

    /// Corrects the column, which the library counts from the start of the excerpt.
    fn with_column(&self, report: String) -> String {
        let Excerpt { path, line, column, .. } = self;
        let counted = self.text[..self.span.start].chars().count() + 1;
        if counted == *column {
            return report;
        }
        let place = |column: usize| format!("{path}:{line}:{column}");
        report.replacen(&place(counted), &place(*column), 1)
    }

    fn new(place: &Place, reporter: &mut Reporter<'_>, label: Option<&String>) -> Excerpt {
        let positions = reporter.positions(&place.file);
        let text = positions.text();
        let span = clamp(text, &place.range());
        let (line, column) = positions.line_column(span.start);
        let Range { start, end } = positions.line(span.start);
        let from = if span.start - start > LONGEST_LINE / 2 {
            clamp(text, &(span.start - LONGEST_LINE / 4..end)).start
        } else {
            start
        };
        let to = clamp(text, &(from..end.min(from + LONGEST_LINE))).end;
        let shown = printable_line(&text[from..to]);
        let (a, b) = (span.start.min(to), span.end.clamp(span.start.min(to), to));
        Excerpt {
            path: place.file.to_string(),
            text: shown,
            line,
            column,
            span: a - from..b - from,
            label: label.map(|label| printable(label)),
        }
    }
}

/// Numbered source lines around a place, with a caret below it.
pub fn excerpt(place: &Place, reporter: &mut Reporter<'_>) -> String {
    let excerpt = Excerpt::new(place, reporter, None);
    let first = excerpt.line.saturating_sub(2).max(1);
    let lines = reporter.positions(&place.file).lines_from(first);
    let mut out = String::new();
    for (number, line) in (first..excerpt.line + 3).zip(lines) {
        let line = if number == excerpt.line { &excerpt.text } else { line };
        let cut: String = line.chars().take(LONGEST_LINE).collect();
        let _ = writeln!(out, "{number:>4} | {}", printable_line(&cut));
        if number == excerpt.line {
            let before = excerpt.text[..excerpt.span.start].chars().count();
            let width = excerpt.text[excerpt.span.clone()].chars().count().max(1);
            let _ = writeln!(out, "     | {}{}", " ".repeat(before), "^".repeat(width));
        }
    }
    out
}

/// Escapes control characters for the terminal.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// The same, but keeps columns aligned.
fn printable_line(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_control() && c != '\t' { '?' } else { c }).collect()
}

/// A problem in machine-readable form.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    pub code: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub file: Option<String>,
    /// From 1; the column in characters.
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    pub end_column: usize,
    pub help: Option<String>,
    pub related: Vec<RelatedRecord>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RelatedRecord {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl Record {
    /// The same with file names relative to the current folder, as code hosts expect; `dir` is the
    /// book's folder as typed. Unchanged for an absolute path or `..`.
    pub fn below(mut self, dir: &Path) -> Record {
        let mut folder = String::new();
        for part in dir.components() {
            match part {
                Component::Normal(name) => folder = format!("{folder}{}/", name.to_string_lossy()),
                Component::CurDir => {}
                _ => return self,
            }
        }
        let others = self.related.iter_mut().map(|other| &mut other.file);
        for file in self.file.iter_mut().chain(others) {
            file.insert_str(0, &folder);
        }
        self
    }
}

/// Converts a problem, with lines and columns.
pub fn record(diagnostic: &Diagnostic, reporter: &mut Reporter<'_>) -> Record {
    let help = reporter.help(diagnostic);
    let mut position =
        |place: &Place, offset: usize| reporter.positions(&place.file).line_column(offset);
    let place = diagnostic.place.as_ref();
    let (line, column) = place.map_or((0, 0), |place| position(place, place.span.0));
    let (end_line, end_column) = place.map_or((0, 0), |place| position(place, place.span.1));
    let related = diagnostic.related.iter().map(|(place, message)| {
        let (line, column) = position(place, place.span.0);
        RelatedRecord { file: place.file.to_string(), line, column, message: message.clone() }
    });
    let related = related.collect();
    Record {
        code: diagnostic.code.name(),
        severity: severity_name(diagnostic.severity),
        message: diagnostic.message.clone(),
        file: place.map(|place| place.file.to_string()),
        line,
        column,
        end_line,
        end_column,
        help,
        related,
    }
}

pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A problem as a GitHub workflow command.
pub fn github(record: &Record) -> String {
    let mut line = format!("::{} ", record.severity);
    if let Some(file) = &record.file {
        let _ = write!(
            line,
            "file={},line={},col={},endLine={},endColumn={},",
            data(file).replace(':', "%3A").replace(',', "%2C"),
            record.line,
            record.column,
            record.end_line,
            record.end_column
        );
    }
    let help = record.help.as_deref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let _ = write!(line, "title={}::{}", record.code, data(&format!("{}{help}", record.message)));
    line
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// `2 errors and 1 warning`.
pub fn count(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
    let words = |count: usize, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        n => Some(format!("{n} {word}s")),
    };
    let parts = [words(of(Severity::Error), "error"), words(of(Severity::Warning), "warning")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { "no problems".to_owned() } else { parts.join(" and ") }
}
