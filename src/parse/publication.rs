//! Decides from front matter whether a page is published, with the keys of many tools.
//!
//! Obsidian, Jekyll and others have `publish` keys, Hugo, Docusaurus and others `draft`, and Hugo
//! has dates. Case, hyphens and underscores of a key do not matter. A page with a value that is not
//! understood is left out, because publishing later is easy and unpublishing is not.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{Value, truth};

/// The effect of a key on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// None: there is no value, or it concerns something else.
    Unsaid,
    Published,
    Draft,
    /// Not before this day.
    From(Date),
    /// Not after this day.
    Until(Date),
    /// The value is not understood. Holds the allowed values.
    Unclear(&'static str),
}

/// The meaning of a key.
#[derive(Debug, Clone, Copy)]
enum Meaning {
    /// `true` publishes.
    Publishes,
    /// `true` hides.
    Hides,
    /// The first day.
    Begins,
    /// The last day.
    Ends,
    /// `false` hides; other values concern something else.
    Renders,
    /// `true` hides; other values concern something else.
    HidesIfTrue,
}

/// In lower case, without hyphens and underscores.
const KEYS: &[(&str, Meaning)] = &[
    ("draft", Meaning::Hides),
    ("isdraft", Meaning::Hides),
    ("unpublished", Meaning::Hides),
    ("private", Meaning::Hides),
    // Elsewhere such pages are reachable by URL only; here every entry is listed, so it is left
    // out.
    ("hidden", Meaning::Hides),
    ("unlisted", Meaning::Hides),
    ("eleventyexcludefromcollections", Meaning::Hides),
    ("headless", Meaning::Hides),
    ("hide", Meaning::HidesIfTrue),
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

const PUBLISHED: Publication = Publication::Published;
const DRAFT: Publication = Publication::Draft;

const SHOWN: &[&str] =
    &["public", "published", "publish", "visible", "listed", "shown", "always", "everyone"];
const HIDDEN: &[&str] =
    &["private", "draft", "hidden", "unlisted", "unpublished", "secret", "never", "none", "nobody"];

/// By how many bytes two words differ at most that are one letter apart.
const MOST_BYTES: usize = 4;

/// Words that are one letter away from such a key and mean something else.
const OTHERS: &[&str] =
    &["publisher", "drafts", "drafted", "drafter", "craft", "graft", "publics", "hides", "hidden"];

/// The effect of a key, if it is a publication key.
pub fn of(key: &str, value: &Value) -> Option<Publication> {
    let name = letters(key);
    let (_, meaning) = KEYS.iter().find(|(known, _)| *known == name)?;
    if value.is_empty() {
        return Some(Publication::Unsaid);
    }
    let words = value.words();
    let word = if words.len() == 1 { words[0].trim().to_lowercase() } else { String::new() };
    let is_true = truth(&Value::Text(word.clone()));
    let answer = match meaning {
        Meaning::Hides => is_true.map(|yes| if yes { DRAFT } else { PUBLISHED }),
        Meaning::Publishes => publishes(&word, is_true),
        Meaning::Begins => day(&word).map(Publication::From),
        Meaning::Ends => day(&word).map(Publication::Until),
        Meaning::Renders if is_never(value) => Some(DRAFT),
        Meaning::HidesIfTrue if is_true == Some(true) => Some(DRAFT),
        Meaning::Renders | Meaning::HidesIfTrue => Some(Publication::Unsaid),
    };
    Some(answer.unwrap_or(Publication::Unclear(match (meaning, &*name) {
        (Meaning::Begins | Meaning::Ends, _) => "a calendar date such as 2026-11-21",
        (_, "visibility") => "`public` or `private`",
        _ => "true or false",
    })))
}

/// Whether a key is one of these.
pub fn is_key(key: &str) -> bool {
    let name = letters(key);
    KEYS.iter().any(|(known, _)| *known == name)
}

/// The publication key that a key misspells by one letter.
pub fn nearly(key: &str) -> Option<&'static str> {
    let name = letters(key);
    let is_near = |known: &&str| {
        let has_length = known.len() > 4 && known.len().abs_diff(name.len()) <= MOST_BYTES;
        has_length && strsim::osa_distance(known, &name) == 1
    };
    let concerns_all = |meaning: &Meaning| !matches!(meaning, Meaning::Renders);
    if OTHERS.contains(&name.as_str()) || name.len() > 30 {
        return None;
    }
    let mut keys = KEYS.iter().filter(|(_, meaning)| concerns_all(meaning)).map(|(key, _)| *key);
    keys.find(is_near)
}

/// A key in lower case, without hyphens, underscores and blanks.
pub fn letters(key: &str) -> String {
    key.to_lowercase().replace(['-', '_', ' '], "")
}

/// The diagnostic for a key that misspells one of these.
pub fn misspelt(key: &str, known: &str) -> Diagnostic {
    let message = format!("`{key}` is nearly `{known}`, so this page is a draft");
    Diagnostic::new(Code::UnclearDraft, message)
        .help(format!("write `{known}`, or give the key another name"))
}

/// The diagnostic for a value that is not understood.
pub fn unclear(key: &str, expected: &str) -> Diagnostic {
    let message = format!("`{key}` is not understood, so this page is a draft");
    Diagnostic::new(Code::UnclearDraft, message).help(format!("`{key}` takes {expected}"))
}

/// The day of a date or a date-time.
fn day(word: &str) -> Option<Date> {
    word.get(..10)?.parse().ok()
}

/// Reads a boolean, a synonym, or a date of publication.
fn publishes(word: &str, is_true: Option<bool>) -> Option<Publication> {
    if is_true == Some(true) || SHOWN.contains(&word) {
        return Some(PUBLISHED);
    }
    if is_true == Some(false) || HIDDEN.contains(&word) {
        return Some(DRAFT);
    }
    // Notes about a book or an article often have only the year or the month.
    let first = || day(&format!("{word}-01-01")).filter(|_| word.len() == 4 || word.len() == 7);
    day(word).or_else(first).map(Publication::From)
}

/// `permalink: false`, `render = false`, or `build` with `render: never` or `list: never`.
fn is_never(value: &Value) -> bool {
    let is_no = |value: &Value| {
        let word = value.word().unwrap_or("").trim().to_lowercase();
        truth(value) == Some(false) || word == "never" || word == "link"
    };
    let says_so = |key: &str| value.get(key).is_some_and(is_no);
    is_no(value) || says_so("render") || says_so("list")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of front matter.
    #[track_caller]
    fn check(line: &str, expected: Publication) {
        let (key, word) = line.split_once(": ").unwrap();
        assert_eq!(of(key, &Value::Text(word.to_owned())), Some(expected), "{line}");
    }

    #[test]
    fn the_keys_of_many_tools_keep_a_page_out() {
        for line in [
            "draft: true",
            "Draft: yes",
            "isDraft: 1",
            "publish: false",
            "PUBLISH: no",
            "dg-publish: false",
            "published: false",
            "published: draft",
            "private: true",
            "public: off",
            "unlisted: true",
            "hidden: on",
            "headless: true",
            "visibility: private",
            "permalink: false",
            "render: never",
            "eleventyExcludeFromCollections: true",
        ] {
            check(line, DRAFT);
        }
        let never = || Value::Text("never".to_owned());
        let parts = |key: &str| Value::Map(vec![(key.to_owned(), never())]);
        assert_eq!(of("build", &parts("render")), Some(DRAFT));
        assert_eq!(of("_build", &parts("list")), Some(DRAFT));
        assert_eq!(of("build", &parts("publishResources")), Some(Publication::Unsaid));
    }

    #[test]
    fn what_is_published_or_says_nothing_is_published() {
        for line in ["draft: false", "publish: true", "published: yes", "visibility: public"] {
            check(line, Publication::Published);
        }
        check("permalink: /a/", Publication::Unsaid);
        assert_eq!(of("publish", &Value::Nothing), Some(Publication::Unsaid));
        assert_eq!(of("state", &Value::Text("draft".to_owned())), None);
    }

    #[test]
    fn a_day_begins_or_ends_it() {
        let day = jiff::civil::date(2026, 3, 4);
        check("published: 2026-03-04", Publication::From(day));
        check("publishDate: 2026-03-04t05:06:07z", Publication::From(day));
        check("expiryDate: 2026-03-04", Publication::Until(day));
        let first = |year, month| Publication::From(jiff::civil::date(year, month, 1));
        check("published: 1999", first(1999, 1));
        check("published: 1999-05", first(1999, 5));
    }

    #[test]
    fn a_key_one_letter_away_is_nearly_one() {
        for (key, known) in [
            ("drafft", "draft"),
            ("publsh", "publish"),
            ("privat", "private"),
            ("Publsihed", "published"),
            ("un-listd", "unlisted"),
            ("expiryDat", "expirydate"),
        ] {
            assert_eq!(nearly(key), Some(known), "{key}");
        }
        for key in ["publisher", "craft", "drafts", "update", "sender", "guild", "title", "state"] {
            assert_eq!(nearly(key), None, "{key}");
        }
    }

    #[test]
    fn what_is_not_understood_is_unclear() {
        check("draft: maybe", Publication::Unclear("true or false"));
        let unclear = Publication::Unclear("true or false");
        assert_eq!(of("publish", &Value::Map(Vec::new())), Some(unclear));
        check("visibility: internal", Publication::Unclear("`public` or `private`"));
        let date = "a calendar date such as 2026-11-21";
        check("expiryDate: soon", Publication::Unclear(date));
    }
}
