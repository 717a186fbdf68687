//! Labels as ranges of whole numbers: `0`, `1–3`, `4+`, `under 30%`.

use std::ops::RangeInclusive;

/// The numbers that a label covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Range {
    pub numbers: RangeInclusive<i64>,
    /// `%`, or the only word besides the numbers.
    pub unit: Option<String>,
}

/// The allowed answers of an `Answer:` line.
///
/// `whole number, 0 to 52`, `whole number of weeks`, `0 to 100 %`; `None` for anything else.
pub fn domain(text: &str) -> Option<Range> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let rest = match lower.strip_prefix("whole number").or_else(|| lower.strip_prefix("number")) {
        Some(rest) => rest.trim_start_matches('s').trim(),
        None => return label(&lower),
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
        return Some(Range { numbers: 0..=i64::MAX, unit });
    }
    let range = label(rest)?;
    Some(Range { unit: unit.or(range.unit), ..range })
}

/// A label as a range, if it is one.
pub fn label(text: &str) -> Option<Range> {
    let tokens = tokens(text)?;
    let mut unit = None;
    let mut shape = Vec::new();
    for token in tokens {
        match token {
            RangeToken::Word(word) if !KNOWN.contains(&word.as_str()) => {
                if unit.replace(word).is_some() {
                    return None;
                }
            }
            RangeToken::Word(word) => {
                shape.push(RangePart::Word(KNOWN.iter().find(|known| **known == word)?))
            }
            RangeToken::Number(number) => shape.push(RangePart::Number(number)),
        }
    }
    use RangePart::{Number as N, Word as W};
    let (from, to) = match shape[..] {
        [N(n)] => (n, n),
        [N(a), W("-" | "to"), N(b)] | [W("between"), N(a), W("and"), N(b)] => (a, b),
        [N(n), W("+")] | [N(n), W("or"), W("more")] | [W("at"), W("least"), N(n)] => (n, i64::MAX),
        [W("over" | "above"), N(n)] | [W("more"), W("than"), N(n)] => (n.checked_add(1)?, i64::MAX),
        [W("under" | "below"), N(n)] | [W("less" | "fewer"), W("than"), N(n)] => {
            (0, n.checked_sub(1)?)
        }
        [W("up"), W("to"), N(n)]
        | [W("at"), W("most"), N(n)]
        | [N(n), W("or"), W("less" | "fewer")] => (0, n),
        _ => return None,
    };
    (from <= to).then_some(Range { numbers: from..=to, unit })
}

const KNOWN: &[&str] = &[
    "-", "+", "to", "between", "and", "or", "more", "less", "fewer", "at", "least", "most", "over",
    "above", "under", "below", "than", "up",
];

#[derive(Clone, Copy)]
enum RangePart {
    Number(i64),
    Word(&'static str),
}

enum RangeToken {
    Number(i64),
    Word(String),
}

/// Numbers, words and signs. A percent sign is a unit and may repeat.
fn tokens(text: &str) -> Option<Vec<RangeToken>> {
    let mut tokens = Vec::new();
    let mut percent = false;
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => {
                let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                tokens.push(RangeToken::Number(rest[..digits].parse().ok()?));
                digits
            }
            '-' | '–' | '—' | '+' => {
                tokens.push(RangeToken::Word(if first == '+' { "+" } else { "-" }.to_owned()));
                first.len_utf8()
            }
            '%' => {
                percent = true;
                1
            }
            _ if first.is_whitespace() => first.len_utf8(),
            _ if first.is_alphabetic() => {
                let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                tokens.push(RangeToken::Word(rest[..letters].to_lowercase()));
                letters
            }
            _ => return None,
        };
        rest = &rest[length..];
    }
    if percent {
        tokens.push(RangeToken::Word("%".to_owned()));
    }
    Some(tokens)
}

#[cfg(test)]
mod tests {
    use super::{domain, label};

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
        ] {
            assert_eq!(label(text).map(|range| range.numbers), Some(from..=to), "{text}");
        }
    }

    #[test]
    fn other_labels_are_words() {
        for text in
            ["Yes", "2 founders in Berlin", "3 to 1", "-4", "1e309", "", "99999999999999999999"]
        {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn an_answer_line_names_domain_and_unit() {
        let weeks = domain("whole number of weeks, 0 to 52").unwrap();
        assert_eq!((weeks.numbers, weeks.unit.as_deref()), (0..=52, Some("weeks")));
        assert_eq!(domain("whole number").unwrap().numbers, 0..=i64::MAX);
        assert_eq!(domain("a date"), None);
    }
}
