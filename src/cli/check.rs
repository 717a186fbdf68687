//! `fieldbook check`: reports every problem and publishes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use crate::cli::{Exit, entries, open, print, refuse_without_pages, report, say, say_first_error};
use crate::diagnostic::{Code, Severity};
use crate::link::{Drafts, EntryId};
use crate::shell::report::{self as reports, Format, Record};
use crate::shell::sarif;
use crate::shell::workspace::Workspace;
use crate::source::positions::Positions;
use crate::tree::Form;

/// What `--format json` prints.
#[derive(Serialize)]
struct Report {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<Record>,
}

pub fn run(dir: &Path, format: Format) -> anyhow::Result<Exit> {
    let mut book = open(dir, Drafts::Hidden)?;
    if let Some(exit) = refuse_without_pages(&book) {
        return Ok(exit);
    }
    book.diagnostics.extend(book.site.problems());
    book.diagnostics.sort();
    book.diagnostics.dedup();
    let reporter = &mut reports::Reporter::new(&book.sources);
    let records = book.diagnostics.iter().map(|problem| reports::record(problem, reporter));
    match format {
        Format::Human => {
            report(&book.diagnostics, &book.sources);
            list_found_decisions(&book);
            list_overdue_reviews(&book);
            let entries = entries(&book.site.playbook);
            say(&format!("checked {entries}: {}", reports::count(&book.diagnostics)));
            say_first_error(&book.diagnostics, &book.sources);
        }
        Format::Github => records
            .map(|record| record.below(dir))
            .for_each(|record| print(&format!("{}\n", reports::github(&record)))),
        Format::Sarif => {
            let records = records.map(|record| record.below(dir));
            let log = sarif::log(&records.collect::<Vec<_>>());
            print(&format!("{}\n", serde_json::to_string_pretty(&log)?));
        }
        Format::Json => {
            let of = |severity| book.diagnostics.iter().filter(|d| d.severity == severity).count();
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            let report = Report { errors, warnings, diagnostics: records.collect() };
            print(&format!("{}\n", serde_json::to_string_pretty(&report)?));
        }
    }
    let has_errors = book.diagnostics.iter().any(|problem| problem.severity == Severity::Error);
    Ok(if has_errors { Exit::Content } else { Exit::Fine })
}

/// Lists overdue reviews by owner.
fn list_overdue_reviews(book: &Workspace) {
    let overdue: BTreeSet<&str> = book
        .diagnostics
        .iter()
        .filter(|problem| problem.code == Code::ReviewOverdue)
        .filter_map(|problem| Some(&*problem.place.as_ref()?.file))
        .collect();
    let mut by_owner: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for entry in &book.site.playbook.entries {
        if overdue.contains(&*entry.parsed.name) {
            let owner = entry.parsed.front_matter.owner.as_deref().unwrap_or("nobody");
            by_owner.entry(owner).or_default().push(&entry.parsed.title);
        }
    }
    for (owner, titles) in by_owner {
        say(&format!("due for review, {owner}: {}", titles.join("; ")));
    }
}

/// Lists decisions that were found in ordinary entries, so that authors see what became a tree.
fn list_found_decisions(book: &Workspace) {
    let playbook = &book.site.playbook;
    let mut found: Option<(EntryId, Positions<'_>)> = None;
    for placed in playbook.trees.iter().filter(|placed| placed.tree.form != Form::File) {
        let parsed = &playbook.entry(placed.entry).parsed;
        if found.as_ref().is_none_or(|(entry, _)| *entry != placed.entry) {
            found = Some((placed.entry, Positions::of(&parsed.text)));
        }
        let Some((_, positions)) = &found else { continue };
        let line = positions.line_column(placed.tree.span.start).0;
        say(&format!("found a decision: {}:{line} {}", parsed.name, placed.tree.title));
    }
}
