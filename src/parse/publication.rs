//! What front matter says of whether a page is published, in the words of many tools.
//!
//! Obsidian, Jekyll and others have a key that says no, Hugo, Docusaurus and others one that says
//! draft, and Hugo has dates. Capitals, hyphens and underscores of a key do not matter. A value
//! that is not understood keeps its page out: it is easily published later, and never taken back.

use jiff::civil::Date;
use serde_yaml::Value;

use crate::parse::front_matter::date;

/// What a key says of its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// Nothing: there is no value, or it is about something else.
    Unsaid,
    Published,
    Draft,
    /// Not before this day.
    From(Date),
    /// Not after this day.
    Until(Date),
    /// The value is not understood. With what it may be.
    Unclear(&'static str),
}

/// What the value of a key means.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// Yes publishes.
    Publishes,
    /// Yes keeps out.
    Hides,
    /// The first day.
    Begins,
    /// The last day.
    Ends,
    /// No keeps out, and every other value is about something else.
    Renders,
}

/// In small letters, without hyphens and underscores.
const KEYS: &[(&str, Meaning)] = &[
    ("draft", Meaning::Hides),
    ("isdraft", Meaning::Hides),
    ("unpublished", Meaning::Hides),
    ("private", Meaning::Hides),
    // Reached by those alone who have the address: here every entry is listed and found.
    ("hidden", Meaning::Hides),
    ("unlisted", Meaning::Hides),
    ("eleventyexcludefromcollections", Meaning::Hides),
    ("headless", Meaning::Hides),
    ("publish", Meaning::Publishes),
    ("published", Meaning::Publishes),
    ("dgpublish", Meaning::Publishes),
    ("public", Meaning::Publishes),
    ("visibility", Meaning::Publishes),
    ("publishdate", Meaning::Begins),
    ("pubdate", Meaning::Begins),
    ("expirydate", Meaning::Ends),
    ("unpublishdate", Meaning::Ends),
    ("permalink", Meaning::Renders),
    ("render", Meaning::Renders),
    ("build", Meaning::Renders),
];

const YES: &[&str] = &["true", "yes", "y", "on", "1"];
const NO: &[&str] = &["false", "no", "n", "off", "0"];
const SHOWN: &[&str] =
    &["public", "published", "publish", "visible", "listed", "shown", "always", "everyone"];
const HIDDEN: &[&str] =
    &["private", "draft", "hidden", "unlisted", "unpublished", "secret", "never", "none", "nobody"];

/// What a key says, if it is one of those.
pub fn of(key: &str, value: &Value) -> Option<Publication> {
    let name: String = key.to_lowercase().replace(['-', '_', ' '], "");
    let (_, meaning) = KEYS.iter().find(|(known, _)| *known == name)?;
    if is_empty(value) {
        return Some(Publication::Unsaid);
    }
    let answer = match meaning {
        Meaning::Hides => truth(value).map(|yes| publication(!yes)),
        Meaning::Publishes => publishes(value),
        Meaning::Begins => date(value).ok().map(Publication::From),
        Meaning::Ends => date(value).ok().map(Publication::Until),
        Meaning::Renders => Some(renders(value)),
    };
    Some(answer.unwrap_or(Publication::Unclear(match (meaning, &*name) {
        (Meaning::Begins | Meaning::Ends, _) => "a calendar date such as 2026-11-21",
        (_, "visibility") => "`public` or `private`",
        _ => "true or false",
    })))
}

/// Editors leave keys behind that nobody has filled in.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Sequence(items) => items.iter().all(is_empty),
        _ => false,
    }
}

fn publication(is_published: bool) -> Publication {
    if is_published { Publication::Published } else { Publication::Draft }
}

fn truth(value: &Value) -> Option<bool> {
    let word = word(value)?;
    let is = |words: &[&str]| words.contains(&&*word);
    if is(YES) { Some(true) } else { is(NO).then_some(false) }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim().to_lowercase()),
        _ => None,
    }
}

/// Yes, no, a word for either, or the day on which it was or will be published.
fn publishes(value: &Value) -> Option<Publication> {
    if let Some(yes) = truth(value) {
        return Some(publication(yes));
    }
    if let Ok(day) = date(value) {
        return Some(Publication::From(day));
    }
    let word = word(value)?;
    if SHOWN.contains(&&*word) {
        return Some(Publication::Published);
    }
    if HIDDEN.contains(&&*word) {
        return Some(Publication::Draft);
    }
    // Of a book or an article, notes often keep no more than the year or the month.
    let first = format!("{word}-01-01");
    let day = first.get(..10).filter(|_| word.len() == 4 || word.len() == 7)?;
    day.parse().ok().map(Publication::From)
}

/// `permalink: false`, `render = false`, or `build` with `render: never` or `list: never`.
fn renders(value: &Value) -> Publication {
    let is_never = |value: &Value| {
        word(value).is_some_and(|word| NO.contains(&&*word) || word == "never" || word == "link")
    };
    let is_out = match value {
        Value::Mapping(parts) => {
            ["render", "list"].iter().any(|key| parts.get(*key).is_some_and(is_never))
        }
        other => is_never(other),
    };
    if is_out { Publication::Draft } else { Publication::Unsaid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Publication) {
        let value: Value = serde_yaml::from_str(line).unwrap();
        let (key, value) = value.as_mapping().unwrap().iter().next().unwrap();
        assert_eq!(of(key.as_str().unwrap(), value), Some(expected), "{line}");
    }

    #[test]
    fn the_keys_of_many_tools_keep_a_page_out() {
        for line in [
            "draft: true",
            "Draft: yes",
            "isDraft: 1",
            "publish: false",
            "PUBLISH: \"No\"",
            "dg-publish: false",
            "published: false",
            "published: draft",
            "private: true",
            "public: off",
            "unlisted: true",
            "hidden: on",
            "headless: true",
            "visibility: Private",
            "permalink: false",
            "render: never",
            "build: { render: never }",
            "_build: { list: never, render: link }",
            "eleventyExcludeFromCollections: true",
        ] {
            check(line, Publication::Draft);
        }
    }

    #[test]
    fn what_is_published_or_says_nothing_is_published() {
        for line in ["draft: false", "publish: true", "published: yes", "visibility: public"] {
            check(line, Publication::Published);
        }
        for line in ["publish:", "published: \"\"", "private: []", "permalink: /a/", "build: {}"] {
            check(line, Publication::Unsaid);
        }
        assert_eq!(of("state", &Value::from("draft")), None);
    }

    #[test]
    fn a_day_begins_or_ends_it() {
        let day = jiff::civil::date(2026, 3, 4);
        check("published: 2026-03-04", Publication::From(day));
        check("publishDate: 2026-03-04T05:06:07Z", Publication::From(day));
        check("expiryDate: 2026-03-04", Publication::Until(day));
        let first = |year, month| Publication::From(jiff::civil::date(year, month, 1));
        check("published: 1999", first(1999, 1));
        check("published: 1999-05", first(1999, 5));
    }

    #[test]
    fn what_is_not_understood_is_unclear() {
        check("draft: maybe", Publication::Unclear("true or false"));
        check("publish: [a, b]", Publication::Unclear("true or false"));
        check("visibility: internal", Publication::Unclear("`public` or `private`"));
        let date = "a calendar date such as 2026-11-21";
        check("expiryDate: soon", Publication::Unclear(date));
    }
}
