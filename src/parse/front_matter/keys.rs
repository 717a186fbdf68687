//! The keys of front matter, each with the field that it sets and how its value is read.
//!
//! A value comes with how it is written, because YAML reads `1.10` as a number and `no` as a word.

use jiff::civil::Date;
use serde_yaml::Value;

use super::navigation::number;
use super::{FrontMatter, NavVisibility, plain};
use crate::source::names::Order;
use crate::text::entity;

/// Sets a field from a value and from how it is written; an error is what the key takes instead.
pub(super) type KeySetter = fn(&mut FrontMatter, &Value, &str) -> Result<(), &'static str>;

/// A key whose value is read by a function and kept in a field.
macro_rules! key {
    ($name:literal, $field:ident, $read:expr) => {
        ($name, |page, value, written| {
            page.$field = $read(value, written)?.into();
            Ok(())
        })
    };
}

/// The keys with their own fields. `draft` and similar keys are in [`crate::parse::publication`].
pub(super) const KEYS: &[(&str, KeySetter)] = &[
    key!("title", title, unescaped),
    key!("description", description, unescaped),
    key!("type", kind, scalar),
    key!("tags", tags, list),
    ("aliases", add_aliases),
    // Jekyll's key for former addresses.
    ("redirect_from", add_aliases),
    key!("slug", slug, scalar),
    key!("order", order, |value: &Value, _| number(value).and_then(Order::of).ok_or("a number")),
    key!("owner", owner, |value, written| list(value, written).map(|names| names.join(", "))),
    key!("reviewed", reviewed, |value, _| date(value)),
    key!("updated", updated, |value, _| date(value)),
    key!("sources", sources, list),
    key!("videoId", video_id, scalar),
    key!("levels", levels, list),
    key!("signals", signals, list),
    key!("nav", nav, |value: &Value, _| match value.as_str() {
        Some("hidden") => Ok(NavVisibility::Hidden),
        Some("shown") => Ok(NavVisibility::Shown),
        _ => Err("`hidden` or `shown`"),
    }),
];

fn unescaped(value: &Value, written: &str) -> Result<String, &'static str> {
    scalar(value, written).map(|text| entity::decoded(&text))
}

fn add_aliases(page: &mut FrontMatter, value: &Value, written: &str) -> Result<(), &'static str> {
    page.aliases.extend(list(value, written)?);
    Ok(())
}

fn scalar(value: &Value, written: &str) -> Result<String, &'static str> {
    match value {
        Value::String(text)
            if text.chars().any(char::is_control)
                && text.trim_end().contains(|c: char| c.is_control() && c != '\n') =>
        {
            Err("text without control characters")
        }
        Value::String(text) => Ok(text.trim().to_owned()),
        Value::Number(_) | Value::Bool(_) => {
            Ok(written.split(" #").next().unwrap_or(written).trim().to_owned())
        }
        _ => Err("text"),
    }
}

/// A list of strings, one string, or one string with commas.
fn list(value: &Value, written: &str) -> Result<Vec<String>, &'static str> {
    let items = match value {
        Value::Sequence(items) => items
            .iter()
            .filter(|item| !item.is_null())
            .map(|item| plain(item).ok_or("a list of texts"))
            .collect::<Result<Vec<_>, _>>()?,
        _ => scalar(value, written)
            .map_err(|_| "text or a list of texts")?
            .split(',')
            .map(str::to_owned)
            .collect(),
    };
    Ok(items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
}

/// The day of a date or a date-time.
pub(super) fn date(value: &Value) -> Result<Date, &'static str> {
    let written = match value {
        Value::Mapping(moment) => moment.values().next().and_then(plain),
        other => plain(other),
    };
    let day = written.as_deref().and_then(|text| text.get(..10)?.parse().ok());
    day.ok_or("a calendar date such as 2026-11-21")
}
