//! The words of conditions: quotes, signs of comparison, and where one condition ends.

use crate::tree::Op;

/// A text with straight quotes.
pub fn straight(written: &str) -> String {
    written.replace(['“', '”', '„'], "\"")
}

/// A text without what is in quotes.
pub fn outside_quotes(text: &str) -> String {
    text.split('"').step_by(2).collect()
}

/// Splits `name is "label"`.
pub fn quoted<'c>(written: &'c str, verb: &str) -> Option<(&'c str, &'c str)> {
    let at = written.find(&format!("{verb}\""))?;
    let label = written[at + verb.len()..].trim().strip_prefix('"')?.strip_suffix('"')?;
    Some((written[..at].trim(), label))
}

/// Splits `name is 3–4`, `name is between 3 and 4` and `name between 3 and 4`.
pub fn ranged(written: &str) -> Option<(&str, String)> {
    if let Some((name, range)) = written.split_once(" between ") {
        let name = name.strip_suffix(" is").unwrap_or(name);
        return Some((name.trim(), format!("between {range}")));
    }
    let (name, range) = written.rsplit_once(" is ")?;
    Some((name.trim(), range.trim().to_owned()))
}

const COMPARISONS: [(&str, Op); 10] = [
    (">=", Op::AtLeast),
    ("≥", Op::AtLeast),
    ("<=", Op::AtMost),
    ("≤", Op::AtMost),
    ("!=", Op::NotEqual),
    ("≠", Op::NotEqual),
    ("==", Op::Equal),
    ("=", Op::Equal),
    (">", Op::Greater),
    ("<", Op::Less),
];

pub fn starts_comparison(written: &str) -> bool {
    COMPARISONS.iter().any(|(sign, _)| written.starts_with(sign))
}

pub fn comparison(written: &str) -> Option<(&str, Op, &str)> {
    COMPARISONS.into_iter().find_map(|(sign, op)| {
        let (name, value) = written.split_once(sign)?;
        (!name.trim().is_empty()).then(|| (name.trim(), op, value.trim()))
    })
}

/// Splits a text at `and` or `or` outside of quotes. The words of ranges, as in `between 3 and 4`
/// and `3 or more`, separate nothing.
pub fn parts<'t>(text: &'t str, separator: &str) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if c == '"' {
            is_quoted = !is_quoted;
        } else if !is_quoted && at >= start && rest.starts_with(separator) {
            let after = rest[separator.len()..].trim_start();
            let is_range = match separator {
                " and " => open_between(&text[start..at]),
                _ => ["more", "less", "fewer"].iter().any(|word| after.starts_with(word)),
            };
            if !is_range {
                parts.push(&text[start..at]);
                start = at + separator.len();
            }
        }
    }
    parts.push(&text[start..]);
    parts
}

/// Whether a text ends in `between` and a number, whose `and` is still to come.
fn open_between(text: &str) -> bool {
    text.rsplit_once("between ").is_some_and(|(_, after)| !after.contains(" and "))
}
