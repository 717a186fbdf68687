//! The name that was probably meant by a misspelt one.

/// Names are compared up to here, in characters.
const LONGEST: usize = 80;

/// The candidate nearest to `wanted` by insertions, deletions, substitutions and swaps of
/// neighbours, if it is near enough to be meant.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let total = folded(wanted).count();
    let limit = limit(total);
    // No letter becomes less than one in lower case, and none more than its bytes.
    let may_be_near = |name: &&str| {
        name.len() + limit >= total && name.chars().count().min(LONGEST) <= total + limit
    };
    let candidates = candidates.into_iter().filter(may_be_near);
    let candidates: Vec<_> = candidates.map(|name| (name, Letters::of_name(name))).collect();
    nearest_of(wanted, candidates.iter().map(|(name, letters)| (*name, letters)))
}

/// As [`nearest`], with the letters of each candidate.
pub(super) fn nearest_of<'a, 'b>(
    wanted: &str,
    candidates: impl Iterator<Item = (&'a str, &'b Letters)>,
) -> Option<&'a str> {
    let wanted: String = folded(wanted).collect();
    let letters = Letters::of(wanted.chars());
    let mut limit = limit(letters.total);
    let mut best: Option<(usize, &str)> = None;
    for (candidate, own) in candidates {
        if own.total.abs_diff(letters.total) > limit || own.least_distance(&letters) > limit {
            continue;
        }
        let distance = distance(&wanted, &folded(candidate).collect::<String>());
        if distance <= limit && best.is_none_or(|found| (distance, candidate) < found) {
            best = Some((distance, candidate));
            limit = distance;
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `Some("did you mean …?")` for the nearest candidate.
pub fn did_you_mean<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    nearest(wanted, candidates).map(|name| format!("did you mean `{name}`?"))
}

/// How many changes may lie between a name of so many letters and what was meant by it.
fn limit(total: usize) -> usize {
    (total / 3).clamp(1, 5)
}

/// A name as it is compared.
fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().take(LONGEST).flat_map(char::to_lowercase)
}

/// The distance of two names. What both begin and end with makes no difference, and paths share
/// most of it.
fn distance(a: &str, b: &str) -> usize {
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8());
    let start: usize = shared.sum();
    let (a, b) = (&a[start..], &b[start..]);
    let shared = a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b);
    let end: usize = shared.map(|(a, _)| a.len_utf8()).sum();
    strsim::osa_distance(&a[..a.len() - end], &b[..b.len() - end])
}

/// How often each letter occurs in a name. Letters that share their lowest bits are counted as
/// one, which only makes names seem nearer.
#[derive(Debug)]
pub(super) struct Letters {
    counts: [u8; 64],
    total: usize,
}

impl Letters {
    pub(super) fn of_name(name: &str) -> Letters {
        Letters::of(folded(name))
    }

    fn of(name: impl Iterator<Item = char>) -> Letters {
        let mut letters = Letters { counts: [0; 64], total: 0 };
        for letter in name {
            let count = &mut letters.counts[letter as usize % 64];
            *count = count.saturating_add(1);
            letters.total += 1;
        }
        letters
    }

    /// At least so many changes lie between two names: one change adds one letter, takes one away,
    /// or does both. A book has many names, and this rules out nearly all of them.
    fn least_distance(&self, other: &Letters) -> usize {
        let both = || self.counts.iter().zip(&other.counts);
        let missing: usize = both().map(|(a, b)| usize::from(b.saturating_sub(*a))).sum();
        let extra: usize = both().map(|(a, b)| usize::from(a.saturating_sub(*b))).sum();
        missing.max(extra)
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_swapped_letter_is_nearer_than_another_word() {
        assert_eq!(nearest("titel", ["tags", "title", "type"]), Some("title"));
    }

    #[test]
    fn no_name_is_passed_over_that_is_near_enough() {
        let names = ["Weekly rhythm", "Über uns", "grow", "Growth", "o"];
        for (wanted, near) in [
            ("weekly rythm", "Weekly rhythm"),
            ("Vreekly rhythms", "Weekly rhythm"),
            ("uber uns", "Über uns"),
            ("Übr uns", "Über uns"),
            ("gorw", "grow"),
            ("grwoths", "Growth"),
        ] {
            assert_eq!(nearest(wanted, names), Some(near), "{wanted}");
        }
    }

    #[test]
    fn nothing_is_near_to_a_foreign_word() {
        assert_eq!(nearest("weather", ["tags", "title"]), None);
    }
}
