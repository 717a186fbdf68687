//! Checks of the whole book: one table of small functions over the playbook.
//!
//! A check reads and reports; it changes nothing, and no later step depends on it. The severities
//! of `[check]` are applied here, once, to the problems of all steps.

mod circles;
mod duplicates;
mod empty_pages;
mod orphans;
mod reviews;
mod vocabulary;

use jiff::civil::Date;

use crate::config::{Config, Level};
use crate::diagnostic::{Diagnostic, Place};
use crate::link::{Entry, Playbook};
use crate::source::Sources;

/// The input of every check.
struct CheckedBook<'a> {
    playbook: &'a Playbook,
    /// Where `SUMMARY.md` is, in a book that has one.
    summary: Option<Place>,
    today: Date,
}

type Check = fn(&CheckedBook<'_>) -> Vec<Diagnostic>;

const CHECKS: &[Check] = &[
    empty_pages::empty_pages,
    vocabulary::unknown_terms,
    orphans::orphans,
    duplicates::titles,
    duplicates::texts,
    reviews::overdue,
    circles::circles,
];

/// Runs all checks.
pub fn check(sources: &Sources, playbook: &Playbook) -> Vec<Diagnostic> {
    let summary = sources.summary.as_ref().map(|file| Place::start_of(&file.name));
    let book = CheckedBook { playbook, summary, today: sources.today };
    CHECKS.iter().flat_map(|check| check(&book)).collect()
}

/// Gives each problem the severity that the book sets for it and drops those that it turns off, but
/// for those that a build refuses to publish.
pub fn apply_levels(diagnostics: &mut Vec<Diagnostic>, config: &Config) {
    diagnostics.retain_mut(|diagnostic| match config.severities.get(&diagnostic.code) {
        _ if diagnostic.code.refuses() => true,
        Some(Level::Off) => false,
        Some(Level::As(severity)) => {
            diagnostic.severity = *severity;
            true
        }
        None => true,
    });
}

/// The place of an entry's title: in the front matter, its first heading, or the start of the file.
fn title_of(entry: &Entry) -> Place {
    let parsed = &entry.parsed;
    let key =
        parsed.front_matter.spans.get("title").filter(|_| parsed.front_matter.title.is_some());
    let heading = || parsed.prose.headings.iter().find(|heading| heading.level == 1);
    let span = key.cloned().or_else(|| heading().map(|heading| heading.span.clone()));
    Place::new(&parsed.name, span.unwrap_or(0..0))
}
