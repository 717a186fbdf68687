//! The keys of front matter, each with the field that it sets and how its value is read.
//!
//! A value of another kind is read as what it most plausibly means: a list where a word is expected
//! gives its first value, and a word where a list is expected is a list of one.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::parse::front_matter::navigation::number;
use crate::parse::front_matter::value::Value;
use crate::parse::front_matter::{FrontMatter, NavVisibility};
use crate::source::names::Order;
use crate::text::entity;

/// Why a value is not taken as it is.
pub(super) enum Slip {
    /// It has several values, of which the first is taken.
    Several,
    /// It is not taken. Holds what the key takes.
    Wrong(&'static str),
}

/// Sets a field from a value.
pub(super) type KeySetter = fn(&mut FrontMatter, &Value) -> Result<(), Slip>;

/// A key whose value is read by a function and kept in a field.
macro_rules! key {
    ($name:literal, $field:ident, $read:expr) => {
        ($name, |page, value| {
            page.$field = $read(value).map_err(Slip::Wrong)?.into();
            Ok(())
        })
    };
}

/// A key with one word or text.
macro_rules! word {
    ($name:literal, $field:ident, $change:expr) => {
        ($name, |page, value| {
            let words = words(value);
            let first = words.first().ok_or(Slip::Wrong("text"))?;
            let text = $change(&mut *page, first);
            page.$field = Some(text);
            if words.len() > 1 { Err(Slip::Several) } else { Ok(()) }
        })
    };
}

/// The keys with their own fields. `draft` and similar keys are in [`crate::parse::publication`].
pub(super) const KEYS: &[(&str, KeySetter)] = &[
    word!("title", title, |_, text: &str| entity::decoded(text)),
    word!("description", description, |_, text: &str| entity::decoded(text)),
    word!("type", kind, shown),
    key!("tags", tags, list),
    ("aliases", add_aliases),
    // Jekyll's key for former addresses.
    ("redirect_from", add_aliases),
    word!("slug", slug, |_, text: &str| text.to_owned()),
    key!("order", order, |value| number(value).and_then(Order::of).ok_or("a number")),
    ("owner", |page, value| {
        let names = list(value).map_err(Slip::Wrong)?;
        let names: Vec<String> = names.iter().map(|name| shown(page, name)).collect();
        page.owner = Some(names.join(", "));
        Ok(())
    }),
    key!("reviewed", reviewed, date),
    key!("updated", updated, date),
    key!("sources", sources, list),
    word!("videoId", video_id, |_, text: &str| text.to_owned()),
    key!("levels", levels, list),
    key!("signals", signals, list),
    key!("nav", nav, |value: &Value| match (truth(value), value.word()) {
        (Some(true), _) | (_, Some("shown")) => Ok(NavVisibility::Shown),
        (Some(false), _) | (_, Some("hidden")) => Ok(NavVisibility::Hidden),
        _ => Err("`hidden` or `shown`"),
    }),
];

/// Whether a key of ours has this name: case, hyphens, underscores and blanks do not matter.
pub(super) fn is_named(key: &str, name: &str) -> bool {
    key == name || letters(key).eq(letters(name))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !is_separator(*c)).flat_map(char::to_lowercase)
}

fn is_separator(c: char) -> bool {
    matches!(c, '-' | '_' | ' ')
}

fn add_aliases(page: &mut FrontMatter, value: &Value) -> Result<(), Slip> {
    page.aliases.extend(list(value).map_err(Slip::Wrong)?);
    Ok(())
}

/// The texts of a value that are not empty.
fn words(value: &Value) -> Vec<String> {
    let words = value.words().into_iter().map(without_controls);
    words.filter(|word| !word.is_empty()).collect()
}

/// A trimmed text on one or more lines, without other control characters.
fn without_controls(text: &str) -> String {
    let is_bad = |c: char| c.is_control() && c != '\n';
    text.trim().replace(is_bad, " ")
}

/// The text of a value as it is shown; the target of a wikilink is remembered.
fn shown(page: &mut FrontMatter, text: &str) -> String {
    let Some((target, label)) = wikilink(text) else { return text.to_owned() };
    page.links.insert(label.to_owned(), target.to_owned());
    label.to_owned()
}

/// The target and the label of a text that is a wikilink as a whole.
pub fn wikilink(text: &str) -> Option<(&str, &str)> {
    let inside = text.trim().strip_prefix("[[")?.strip_suffix("]]")?;
    if inside.is_empty() || inside.contains(['[', ']']) {
        return None;
    }
    let (target, label) = inside.split_once('|').unwrap_or((inside, inside));
    Some((target.trim(), label.trim()))
}

/// The texts of a list, one text, or one text with commas.
fn list(value: &Value) -> Result<Vec<String>, &'static str> {
    let items = match value {
        Value::Map(_) => return Err("text or a list of texts"),
        Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))) => {
            return Err("a list of texts");
        }
        Value::List(_) => words(value),
        _ => words(value).iter().flat_map(|text| text.split(',')).map(str::to_owned).collect(),
    };
    Ok(items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
}

/// Whether a value is true or false, also as another word for it.
pub fn truth(value: &Value) -> Option<bool> {
    match value.word()?.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "on" | "1" => Some(true),
        "false" | "no" | "n" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// The day of a date or a date-time.
fn date(value: &Value) -> Result<Date, &'static str> {
    let words = value.words();
    let first = words.first().map_or("", |text| text.trim());
    let day = first.get(..10).and_then(|day| day.parse().ok());
    day.or_else(|| moment(first)).ok_or("a calendar date such as 2026-11-21")
}

/// The day of a moment in seconds or milliseconds since 1970, as programs write it.
fn moment(text: &str) -> Option<Date> {
    let number: i64 = text.parse().ok()?;
    let moment = match text.len() {
        10 => Timestamp::from_second(number),
        13 => Timestamp::from_millisecond(number),
        _ => return None,
    };
    Some(moment.ok()?.to_zoned(TimeZone::UTC).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_keys_are_compared_by_their_letters() {
        for key in ["videoId", "video_id", "VIDEO-ID", "Video id", "videoid"] {
            assert!(is_named(key, "videoId"), "{key}");
        }
        assert!(is_named("Redirect-From", "redirect_from"));
        assert!(!is_named("video", "videoId"));
    }

    #[test]
    fn a_wikilink_is_one_only_as_a_whole() {
        assert_eq!(wikilink("[[a/b|B]]"), Some(("a/b", "B")));
        assert_eq!(wikilink(" [[People]] "), Some(("People", "People")));
        for text in ["[[a]] and [[b]]", "[[]]", "[a]", "a"] {
            assert_eq!(wikilink(text), None, "{text}");
        }
    }
}
