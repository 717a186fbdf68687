//! Decides from front matter whether a page is published, with the keys of many tools.
//!
//! Obsidian, Jekyll and others have `publish` keys, Hugo, Docusaurus and others `draft`, and Hugo
//! has dates. Case, hyphens and underscores of a key do not matter. A page with a value that is not
//! understood is left out, because publishing later is easy and unpublishing is not.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic};

/// A value, reduced to what publication keys need. Words are in lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicationValue {
    /// An empty value, as editors leave behind.
    Nothing,
    Word(String),
    /// Keys with their words.
    Parts(Vec<(String, String)>),
    Other,
}

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

const YES: &[&str] = &["true", "yes", "y", "on", "1"];
const NO: &[&str] = &["false", "no", "n", "off", "0"];
const SHOWN: &[&str] =
    &["public", "published", "publish", "visible", "listed", "shown", "always", "everyone"];
const HIDDEN: &[&str] =
    &["private", "draft", "hidden", "unlisted", "unpublished", "secret", "never", "none", "nobody"];

/// The effect of a key, if it is a publication key.
pub fn of(key: &str, given: &PublicationValue) -> Option<Publication> {
    let name: String = key.to_lowercase().replace(['-', '_', ' '], "");
    let (_, meaning) = KEYS.iter().find(|(known, _)| *known == name)?;
    let word = match given {
        PublicationValue::Nothing => return Some(Publication::Unsaid),
        PublicationValue::Word(word) if word.is_empty() => return Some(Publication::Unsaid),
        PublicationValue::Word(word) => word.as_str(),
        PublicationValue::Parts(_) | PublicationValue::Other => "",
    };
    let answer = match meaning {
        Meaning::Hides => truth(word).map(|yes| if yes { DRAFT } else { PUBLISHED }),
        Meaning::Publishes => publishes(word),
        Meaning::Begins => day(word).map(Publication::From),
        Meaning::Ends => day(word).map(Publication::Until),
        Meaning::Renders if is_never(given) => Some(DRAFT),
        Meaning::Renders => Some(Publication::Unsaid),
    };
    Some(answer.unwrap_or(Publication::Unclear(match (meaning, &*name) {
        (Meaning::Begins | Meaning::Ends, _) => "a calendar date such as 2026-11-21",
        (_, "visibility") => "`public` or `private`",
        _ => "true or false",
    })))
}

/// The diagnostic for a value that is not understood.
pub fn unclear(key: &str, expected: &str) -> Diagnostic {
    let message = format!("`{key}` is not understood, so this page is a draft");
    Diagnostic::new(Code::UnclearDraft, message).help(format!("`{key}` takes {expected}"))
}

fn truth(word: &str) -> Option<bool> {
    if YES.contains(&word) { Some(true) } else { NO.contains(&word).then_some(false) }
}

/// The day of a date or a date-time.
fn day(word: &str) -> Option<Date> {
    word.get(..10)?.parse().ok()
}

/// Reads a boolean, a synonym, or a date of publication.
fn publishes(word: &str) -> Option<Publication> {
    if truth(word) == Some(true) || SHOWN.contains(&word) {
        return Some(PUBLISHED);
    }
    if truth(word) == Some(false) || HIDDEN.contains(&word) {
        return Some(DRAFT);
    }
    // Notes about a book or an article often have only the year or the month.
    let first = || day(&format!("{word}-01-01")).filter(|_| word.len() == 4 || word.len() == 7);
    day(word).or_else(first).map(Publication::From)
}

/// `permalink: false`, `render = false`, or `build` with `render: never` or `list: never`.
fn is_never(given: &PublicationValue) -> bool {
    let is_no = |word: &str| NO.contains(&word) || word == "never" || word == "link";
    match given {
        PublicationValue::Word(word) => is_no(word),
        PublicationValue::Parts(parts) => {
            parts.iter().any(|(key, word)| (key == "render" || key == "list") && is_no(word))
        }
        PublicationValue::Nothing | PublicationValue::Other => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of front matter.
    #[track_caller]
    fn check(line: &str, expected: Publication) {
        let (key, word) = line.split_once(": ").unwrap();
        assert_eq!(of(key, &PublicationValue::Word(word.to_owned())), Some(expected), "{line}");
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
        let parts = |key: &str| PublicationValue::Parts(vec![(key.to_owned(), "never".to_owned())]);
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
        assert_eq!(of("publish", &PublicationValue::Nothing), Some(Publication::Unsaid));
        assert_eq!(of("state", &PublicationValue::Word("draft".to_owned())), None);
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
    fn what_is_not_understood_is_unclear() {
        check("draft: maybe", Publication::Unclear("true or false"));
        let unclear = Publication::Unclear("true or false");
        assert_eq!(of("publish", &PublicationValue::Other), Some(unclear));
        check("visibility: internal", Publication::Unclear("`public` or `private`"));
        let date = "a calendar date such as 2026-11-21";
        check("expiryDate: soon", Publication::Unclear(date));
    }
}
