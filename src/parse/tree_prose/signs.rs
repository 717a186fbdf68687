//! What a label or a target shows about the list that it stands in.

use super::words;

/// A number and little else: `62%`, `2 points`, `1.5`.
pub fn is_bare_amount(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-', '~', '$', '€', '£', ' ']);
    digits.starts_with(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() <= 2
}

pub fn ends_in_amount(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("");
    last.contains(|c: char| c.is_ascii_digit())
}

/// A number with nothing to do: `62%`, `12 votes`, `8 of 10`.
pub fn is_count(text: &str) -> bool {
    let counted = [
        "of",
        "out",
        "points",
        "point",
        "pts",
        "votes",
        "people",
        "answers",
        "respondents",
        "users",
        "n",
    ];
    let words = words::words(text);
    let number = |word: &String| word.chars().all(|c| c.is_ascii_digit());
    words.iter().any(number)
        && words.iter().all(|word| number(word) || counted.contains(&word.as_str()))
}

/// An amount with a bound: `5+`, `2–4`, `under 10`.
pub fn is_range(text: &str) -> bool {
    let bound = ['+', '-', '–', '<', '>', '≤', '≥'].iter().any(|sign| text.contains(*sign));
    let starts_with_number = text.starts_with(|c: char| c.is_ascii_digit());
    words::is_amount(text) && (bound || !starts_with_number || words::mentions(text, &["to", "or"]))
}

/// A file, a folder, an address or a name of code.
pub fn is_path(text: &str) -> bool {
    let text = text.trim();
    let single = !text.contains(' ');
    let file = text.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty()
            && (1..=4).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_lowercase())
    });
    single
        && (file
            || text.contains('@')
            || text.contains("://")
            || text.ends_with('/')
            || text.starts_with('/')
            || text.contains("::")
            || text.contains("_"))
}

/// A day, a week, a step: where something stands in a plan.
pub fn is_time(text: &str) -> bool {
    let words = words::words(text);
    let Some(first) = words.first() else { return false };
    let named = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "afternoon",
        "evening",
        "today",
        "tomorrow",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
    ];
    let counted = [
        "day", "days", "week", "weeks", "month", "months", "quarter", "year", "sprint", "phase",
        "step", "stage", "hour", "minute", "t",
    ];
    let numbered = words.get(1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let clock = text.len() >= 4
        && text.as_bytes().get(2) == Some(&b':')
        && text.starts_with(|c: char| c.is_ascii_digit());
    let year = first.len() == 4
        && (first.starts_with("19") || first.starts_with("20"))
        && first.chars().all(|c| c.is_ascii_digit());
    let quarter =
        first.len() == 2 && first.starts_with('q') && first.ends_with(|c: char| c.is_ascii_digit());
    named.contains(&first.as_str())
        || counted.contains(&first.as_str()) && numbered
        || clock
        || quarter
        || year
}

/// Words of a target that tells what comes of it instead of what to do.
pub const EFFECTS: &[&str] = &[
    "will",
    "would",
    "falls",
    "fall",
    "rises",
    "rise",
    "drops",
    "grows",
    "grow",
    "increases",
    "decreases",
    "becomes",
    "become",
    "gets",
    "suffers",
    "suffer",
    "leads",
    "means",
    "stalls",
    "stall",
    "breaks",
    "slows",
    "improves",
    "declines",
    "shrinks",
    "loses",
    "lose",
    "happens",
    "erodes",
    "piles",
    "spreads",
    "dies",
    "disappears",
    "burns",
    "stops",
    "starts",
    "costs",
    "hurts",
    "wins",
    "learns",
    "feels",
    "feel",
    "churn",
];

/// Labels that stand on a scale, or on one side of a pair.
const GRADES: &[&str] = &[
    "low",
    "medium",
    "mid",
    "high",
    "minor",
    "moderate",
    "major",
    "severe",
    "critical",
    "small",
    "large",
    "big",
    "tiny",
    "few",
    "some",
    "many",
    "green",
    "yellow",
    "amber",
    "orange",
    "red",
    "new",
    "existing",
    "internal",
    "external",
    "urgent",
    "normal",
    "simple",
    "complex",
    "easy",
    "hard",
    "weak",
    "strong",
    "positive",
    "negative",
    "neutral",
    "approved",
    "rejected",
    "won",
    "lost",
    "early",
    "late",
    "hot",
    "warm",
    "cold",
    "same",
    "different",
    "public",
    "private",
    "reversible",
    "irreversible",
    "not",
    "without",
    "found",
    "passed",
    "failed",
    "better",
    "worse",
    "higher",
    "lower",
    "more",
    "less",
    "mild",
    "good",
    "bad",
    "cheap",
    "expensive",
    "full",
    "empty",
    "confident",
    "uncertain",
    "strongly",
    "exists",
];

pub fn is_grade(label: &[String]) -> bool {
    label.len() <= 4 && label.iter().take(2).any(|word| GRADES.contains(&word.as_str()))
}
