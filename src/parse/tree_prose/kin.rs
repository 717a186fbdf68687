//! Labels about the same thing, and labels that say the opposite of each other.
//!
//! Alternatives are mostly told in the same words: `If the test passes`, `If the test does not
//! pass`. Advice and remarks are about several things.

use std::collections::BTreeSet;

use super::group::Group;
use super::language::Role;
use super::words::LineWords;

/// How many words of a label are compared.
const MOST: usize = 24;

/// The numbers of labels that stand beside a label of which something holds.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kin {
    /// It shares a word that carries meaning.
    pub related: usize,
    /// It shares at least half of such words: `an old user`, `an old role`.
    pub close: usize,
    /// It says the opposite: `it is ready`, `it is not ready`.
    pub contrary: usize,
}

/// Compares each label with the one before it and the one after it.
pub fn count(group: &Group) -> Kin {
    let labels: Vec<Meaning> =
        group.answers.iter().map(|(_, reading)| Meaning::of(reading.label)).collect();
    Kin {
        related: beside(&labels, |a, b| a.shared(b) > 0),
        close: beside(&labels, |a, b| a.shares(b, 2)),
        contrary: beside(&labels, Meaning::is_contrary),
    }
}

/// Counts the labels for which something holds together with the label before or after them.
fn beside<'a>(labels: &[Meaning<'a>], holds: impl Fn(&Meaning<'a>, &Meaning<'a>) -> bool) -> usize {
    let holds = |at: usize| labels.get(at..at + 2).is_some_and(|pair| holds(&pair[0], &pair[1]));
    (0..labels.len()).filter(|at| holds(*at) || at.checked_sub(1).is_some_and(holds)).count()
}

/// The words of a label that carry its meaning.
struct Meaning<'a> {
    words: BTreeSet<&'a str>,
    is_negated: bool,
}

impl<'a> Meaning<'a> {
    fn of(label: LineWords<'a>) -> Meaning<'a> {
        let is_negated = label.holds(Role::Negation);
        let carries = |role| move |word: &super::words::Word<'_>| !word.is(role);
        let words = label.words().take(MOST);
        let words = words.filter(carries(Role::NoVerb)).filter(carries(Role::Negation));
        let words = words.filter(carries(Role::Light));
        Meaning { words: words.map(|word| stem(word.text)).collect(), is_negated }
    }

    fn shared(&self, other: &Meaning<'a>) -> usize {
        self.words.intersection(&other.words).count()
    }

    /// Whether one of so many words of the shorter label is in the other.
    fn shares(&self, other: &Meaning<'a>, of: usize) -> bool {
        let shared = self.shared(other);
        shared > 0 && shared * of >= self.words.len().min(other.words.len())
    }

    /// Whether the labels differ by a negation and hardly by another word.
    fn is_contrary(&self, other: &Meaning<'a>) -> bool {
        let shorter = self.words.len().min(other.words.len());
        let shared = self.shared(other);
        self.is_negated != other.is_negated && shared > 0 && shared * 3 >= shorter * 2
    }
}

/// A word without the endings of its forms: `accessed` and `access` are the same.
fn stem(word: &str) -> &str {
    let endings = ["ing", "ed", "es", "s"];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending));
    bare.filter(|bare| bare.len() > 2).unwrap_or(word)
}
