//! Definitions of abbreviations: `*[HTML]: Hyper Text`.

use memchr::memmem;

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;
use crate::text::amend::{Abbreviation, line_around};

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b"*[").any(|at| definition(text, at).is_some())
}

/// Removes the definitions, each with its line.
pub(super) fn find(text: &str, hidden: &Hidden) -> (Vec<Edit>, Vec<Abbreviation>) {
    let found = memmem::find_iter(text.as_bytes(), b"*[");
    let found = found.filter(|at| !hidden.holds(*at));
    let found = found.filter_map(|at| {
        let (abbreviation, length) = definition(text, at)?;
        Some((Edit::remove_whole(text, at..at + length), abbreviation))
    });
    found.unzip()
}

/// The definition at a byte, and its length.
fn definition(text: &str, at: usize) -> Option<(Abbreviation, usize)> {
    let whole = line_around(text, &(at..at));
    let (before, line) = (&text[whole.start..at], &text[at..whole.end]);
    let (short, meaning) = line.strip_prefix("*[")?.split_once("]:")?;
    let (short, meaning) = (short.trim(), meaning.trim());
    let is_one = before.trim().is_empty()
        && before.len() < 4
        && !short.is_empty()
        && !short.contains(['[', ']'])
        && !meaning.is_empty();
    let abbreviation = Abbreviation { short: short.to_owned(), meaning: meaning.to_owned() };
    is_one.then_some((abbreviation, line.len()))
}
