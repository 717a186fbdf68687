//! The order of names: runs of digits count as numbers, and case does not count.

use std::cmp::Ordering;

/// A name as a key for sorting, such that `2` comes before `10`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NaturalKey(Vec<NamePart>);

/// Numbers come before words.
#[derive(Debug, Clone, PartialEq, Eq)]
enum NamePart {
    /// The digits without leading zeros.
    Number(Box<str>),
    Words(Box<str>),
}

impl NaturalKey {
    /// The key of a name. Names that differ only in case or in leading zeros have the same one.
    pub fn of(name: &str) -> NaturalKey {
        let name = name.to_lowercase();
        let mut parts = Vec::new();
        let mut rest = name.as_str();
        while !rest.is_empty() {
            let is_number = rest.as_bytes()[0].is_ascii_digit();
            let end = rest.bytes().position(|byte| byte.is_ascii_digit() != is_number);
            let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
            parts.push(match is_number {
                true => NamePart::Number(part.trim_start_matches('0').into()),
                false => NamePart::Words(part.into()),
            });
            rest = after;
        }
        NaturalKey(parts)
    }
}

impl Ord for NamePart {
    fn cmp(&self, other: &NamePart) -> Ordering {
        match (self, other) {
            (NamePart::Number(a), NamePart::Number(b)) => a.len().cmp(&b.len()).then(a.cmp(b)),
            (NamePart::Words(a), NamePart::Words(b)) => a.cmp(b),
            (NamePart::Number(_), NamePart::Words(_)) => Ordering::Less,
            (NamePart::Words(_), NamePart::Number(_)) => Ordering::Greater,
        }
    }
}

impl PartialOrd for NamePart {
    fn partial_cmp(&self, other: &NamePart) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::NaturalKey;

    #[test]
    fn numbers_in_names_count_as_numbers() {
        let sorted = [
            "1 start",
            "2 next",
            "010 more",
            "99999999999999999999998",
            "99999999999999999999999",
            "a",
            "Chapter 2",
            "chapter 10",
            "chapter 10a",
            "chapter two",
            "é",
            "日",
        ];
        let mut names = sorted.to_vec();
        names.reverse();
        names.sort_by_key(|name| NaturalKey::of(name));
        assert_eq!(names, sorted);
    }
}
