//! Labels as ranges of whole numbers: `0`, `1–3`, `4+`, `under 30%`, `$60–$500`, `over 1,000 users`.
//!
//! A unit stands before or after its number. Years, versions, times and the like are no ranges.

use std::ops::RangeInclusive;

use super::range_words::{LabelParts, Sign, split};

/// The numbers that a label covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    pub numbers: RangeInclusive<i64>,
    /// `%`, a currency, or the only word besides the numbers.
    pub unit: Option<String>,
    /// Whether it may be a year, or years from one to another.
    is_year: bool,
}

impl Range {
    /// Every number from zero.
    pub fn any() -> Range {
        Range { numbers: 0..=i64::MAX, unit: None, is_year: false }
    }
}

/// The ranges of the answers to one question.
///
/// Years are names, unless another answer shows that numbers are meant. Ranges in different units
/// cannot be compared, so they are names, too.
pub fn labels<'t>(labels: impl IntoIterator<Item = &'t str>) -> Vec<Option<RangeInclusive<i64>>> {
    let read: Vec<Option<Range>> = labels.into_iter().map(label).collect();
    let are_years = read.iter().flatten().all(|range| range.is_year);
    let units = read.iter().flatten().filter_map(|range| range.unit.as_deref());
    let mut units: Vec<&str> = units.map(|unit| unit.trim_end_matches('s')).collect();
    units.sort();
    units.dedup();
    let are_names = are_years || units.len() > 1;
    read.into_iter().map(|range| Some(range?.numbers).filter(|_| !are_names)).collect()
}

/// The allowed answers of an `Answer:` line.
///
/// `whole number, 0 to 52`, `whole number of weeks`, `0 to 100 %`; `None` for anything else.
pub fn domain(text: &str) -> Option<Range> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let rest = match lower.strip_prefix("whole number").or_else(|| lower.strip_prefix("number")) {
        Some(rest) => rest.trim_start_matches('s').trim(),
        None => return label(text.trim().trim_end_matches('.')),
    };
    let (unit, rest) = match rest.strip_prefix("of ") {
        Some(rest) => {
            let (unit, rest) = rest.split_once(',').unwrap_or((rest, ""));
            (Some(unit.trim().to_owned()), rest)
        }
        None => (None, rest),
    };
    let rest = rest.trim_start_matches([',', ':']).trim();
    let rest = rest.strip_prefix("from ").unwrap_or(rest);
    if rest.is_empty() {
        return Some(Range { unit, ..Range::any() });
    }
    let range = label(rest)?;
    Some(Range { unit: unit.or(range.unit), ..range })
}

/// One number, such as `4`, `30 %` or `€1,000`.
pub fn number(text: &str) -> Option<i64> {
    let range = label(text)?.numbers;
    (range.start() == range.end()).then(|| *range.start())
}

/// The words inside of quotes around a whole label that would be a range without them.
pub fn quoted(text: &str) -> Option<String> {
    let inner =
        text.trim().strip_prefix(['"', '“', '„', '‘'])?.strip_suffix(['"', '”', '“', '’'])?;
    label(inner).map(|_| inner.to_owned())
}

/// A label as a range, if it is one.
pub fn label(text: &str) -> Option<Range> {
    use Sign::{Number as N, Word as W};
    let LabelParts { signs, unit, may_be_year } = split(text)?;
    let mut is_year = false;
    let (from, to) = match signs[..] {
        [N(n)] => {
            is_year = may_be_year;
            (n, n)
        }
        [N(a), W("-" | "to"), N(b)] | [W("between"), N(a), W("and"), N(b)] => {
            is_year = may_be_year;
            (a, b)
        }
        [N(n), W("+")] => {
            is_year = may_be_year;
            (n, i64::MAX)
        }
        [N(n), W("or"), W("more")] | [W("at"), W("least"), N(n)] | [W(">="), N(n)] => (n, i64::MAX),
        [W("over" | "above" | ">"), N(n)] | [W("more"), W("than"), N(n)] => {
            (n.checked_add(1)?, i64::MAX)
        }
        [W("under" | "below" | "<"), N(n)] | [W("less" | "fewer"), W("than"), N(n)] => {
            (0, n.checked_sub(1)?)
        }
        [W("up"), W("to"), N(n)]
        | [W("at"), W("most"), N(n)]
        | [W("<="), N(n)]
        | [N(n), W("or"), W("less" | "fewer")] => (0, n),
        _ => return None,
    };
    (from <= to).then_some(Range { numbers: from..=to, unit, is_year })
}

#[cfg(test)]
mod tests {
    use super::{domain, label, labels};

    #[test]
    fn labels_are_read_as_people_write_ranges() {
        for (text, from, to) in [
            ("0", 0, 0),
            ("1–3", 1, 3),
            ("1 to 3 weeks", 1, 3),
            ("4+", 4, i64::MAX),
            ("2 or more", 2, i64::MAX),
            ("under 30%", 0, 29),
            ("30%–60%", 30, 60),
            ("more than 60 %", 61, i64::MAX),
            ("under €50", 0, 49),
            ("€60-€500", 60, 500),
            ("$60–500", 60, 500),
            ("over £1,000", 1001, i64::MAX),
            ("USD 50", 50, 50),
            ("EUR50 to EUR99", 50, 99),
            ("1k–5k", 1000, 5000),
            ("1–5k users", 1000, 5000),
            ("500–1k", 500, 1000),
            ("up to 2 million", 0, 2_000_000),
            ("~50", 50, 50),
            ("< 10", 0, 9),
            (">= 10 people", 10, i64::MAX),
            ("≤ 1 000 000", 0, 1_000_000),
            ("2 days – 14 days", 2, 14),
            ("1 day", 1, 1),
        ] {
            assert_eq!(label(text).map(|range| range.numbers), Some(from..=to), "{text}");
        }
    }

    #[test]
    fn other_labels_are_words() {
        for text in [
            "Yes",
            "2 founders in Berlin",
            "3 to 1",
            "-4",
            "1e309",
            "",
            "99999999999999999999",
            "1.0–2.0",
            "v1–v2",
            "Q1",
            "9:00–17:00",
            "9am–5pm",
            "555-0100",
            "555-123-4567",
            "0.5–1.5 days",
            "1,50",
            "9999999999999999999k",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    fn read(texts: &[&str]) -> Vec<bool> {
        labels(texts.iter().copied()).iter().map(Option::is_some).collect()
    }

    #[test]
    fn years_are_names_unless_another_answer_is_a_number() {
        assert_eq!(read(&["2025–2026", "2026-2027", "2028+", "Later"]), [false; 4]);
        assert_eq!(read(&["1999", "2000"]), [false; 2]);
        assert_eq!(read(&["0–1999", "2000–2099", "2100+"]), [true; 3]);
        assert_eq!(read(&["$2000–$2020", "over $2020"]), [true; 2]);
    }

    #[test]
    fn ranges_in_different_units_are_names() {
        assert_eq!(read(&["0–14 days", "3–8 weeks", "9+ weeks"]), [false; 3]);
        assert_eq!(read(&["1 day", "2–14 days", "15+"]), [true; 3]);
        assert_eq!(read(&["under €5", "$5 or more"]), [false; 2]);
    }

    #[test]
    fn an_answer_line_names_domain_and_unit() {
        let weeks = domain("whole number of weeks, 0 to 52").unwrap();
        assert_eq!((weeks.numbers, weeks.unit.as_deref()), (0..=52, Some("weeks")));
        assert_eq!(domain("whole number").unwrap().numbers, 0..=i64::MAX);
        assert_eq!(domain("0 to 100 %").unwrap().unit.as_deref(), Some("%"));
        assert_eq!(domain("a date"), None);
    }
}
