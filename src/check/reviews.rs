//! Entries whose last review is too old.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::check::CheckedBook;
use crate::config::Period;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::link::Entry;

/// Entries that are due for another review, if the book sets a period. Entries without a review
/// date are never due.
pub fn overdue(book: &CheckedBook<'_>) -> Vec<Diagnostic> {
    let Some(period) = book.playbook.config.review_after else { return Vec::new() };
    let entries = book.playbook.entries.iter();
    entries.filter_map(|entry| review(entry, period, book.today)).collect()
}

fn review(entry: &Entry, period: Period, today: Date) -> Option<Diagnostic> {
    let front_matter = &entry.parsed.front_matter;
    let due = due(front_matter.reviewed?, period)?;
    if due >= today {
        return None;
    }
    let span = front_matter.spans.get("reviewed").cloned().unwrap_or(0..0);
    let message = format!("`{}` was due for review on {due}", entry.parsed.title);
    let help = match &front_matter.owner {
        Some(owner) => format!("ask {owner} to read it with care, then write `reviewed: {today}`"),
        None => format!("read it with care, then write `reviewed: {today}`"),
    };
    Some(
        Diagnostic::new(Code::ReviewOverdue, message)
            .at(Place::new(&entry.parsed.name, span))
            .help(help),
    )
}

/// The last day on which a review is still valid.
fn due(reviewed: Date, period: Period) -> Option<Date> {
    let span = match period {
        Period::Days(days) => i64::from(days).days(),
        Period::Months(months) => i64::from(months).months(),
    };
    reviewed.checked_add(span).ok()
}
