//! Names that may be meant by a misspelt one.

use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use crate::diagnostic::nearest::{Letters, nearest_of};

/// Possible replacements. Shared between problems and ignored in comparisons.
#[derive(Debug, Clone)]
pub struct Candidates(Arc<Names>);

#[derive(Debug)]
struct Names {
    written: Vec<String>,
    /// Counted when the first nearest name is looked for.
    letters: OnceLock<Vec<Letters>>,
}

impl Candidates {
    pub fn of<'a>(names: impl Iterator<Item = &'a str>) -> Candidates {
        names.map(str::to_owned).collect::<Vec<_>>().into()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.written.iter().map(String::as_str)
    }

    /// As [`super::nearest`].
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        let letters = self.0.letters.get_or_init(|| self.iter().map(Letters::of_name).collect());
        nearest_of(wanted, self.iter().zip(letters))
    }
}

impl From<Vec<String>> for Candidates {
    fn from(written: Vec<String>) -> Candidates {
        Candidates(Arc::new(Names { written, letters: OnceLock::new() }))
    }
}

impl Default for Candidates {
    fn default() -> Candidates {
        Vec::new().into()
    }
}

impl PartialEq for Candidates {
    fn eq(&self, _: &Candidates) -> bool {
        true
    }
}

impl Eq for Candidates {}

impl PartialOrd for Candidates {
    fn partial_cmp(&self, other: &Candidates) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidates {
    fn cmp(&self, _: &Candidates) -> Ordering {
        Ordering::Equal
    }
}
