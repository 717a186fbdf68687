//! The tables of `book.toml` with keys of the author, such as `[check]` and `[taxonomies]`.

use serde_json::Value as Json;
use toml::de::DeValue;

use crate::config::{Config, texts};
use crate::diagnostic::{Code, Severity, did_you_mean};

/// The severity to report, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    Off,
    As(Severity),
}

/// How long a review is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Days(u16),
    Months(u16),
}

/// Why a line of such a table is invalid.
pub enum Wrong {
    /// A message about the key, and a known key that may be meant.
    Key(String, Option<String>),
    /// What the value must be.
    Value(String),
}

/// Applies a line of such a table.
pub type TableSetter = fn(&mut Config, &str, &DeValue<'_>) -> Result<(), Wrong>;

/// All such tables.
pub const TABLES: &[(&str, TableSetter)] = &[
    ("check", set_level),
    ("taxonomies", set_vocabulary),
    ("extra", set_extra),
    ("output.html.code.hidelines", set_hidden_lines),
];

fn set_level(config: &mut Config, name: &str, value: &DeValue<'_>) -> Result<(), Wrong> {
    let Some(code) = Code::ALL.iter().copied().find(|code| code.name() == name) else {
        let names = Code::ALL.iter().map(|code| code.name());
        let message = format!("no problem is called `{name}`");
        return Err(Wrong::Key(message, did_you_mean(name, names)));
    };
    let level = match value {
        DeValue::String(word) if word == "error" => Level::As(Severity::Error),
        DeValue::String(word) if word == "warning" => Level::As(Severity::Warning),
        DeValue::String(word) if word == "off" => Level::Off,
        _ => return Err(Wrong::Value("\"error\", \"warning\" or \"off\"".to_owned())),
    };
    config.severities.insert(code, level);
    Ok(())
}

fn set_vocabulary(config: &mut Config, key: &str, value: &DeValue<'_>) -> Result<(), Wrong> {
    let words = texts(value).map_err(Wrong::Value)?;
    if words.iter().all(|word| word.trim().is_empty()) {
        return Err(Wrong::Value("a list of at least one word".to_owned()));
    }
    config.taxonomies.insert(key.to_owned(), words);
    Ok(())
}

/// A value for the book's own templates.
fn set_extra(config: &mut Config, key: &str, value: &DeValue<'_>) -> Result<(), Wrong> {
    config.extra.insert(key.to_owned(), json(value));
    Ok(())
}

/// A value of TOML as one of JSON; dates are texts.
fn json(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => Json::from(text.as_ref()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Json::from(number),
            Err(_) => Json::from(number.to_string()),
        },
        DeValue::Float(number) => number.as_str().parse::<f64>().map_or(Json::Null, Json::from),
        DeValue::Boolean(flag) => Json::from(*flag),
        DeValue::Datetime(moment) => Json::from(moment.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let entries = table.iter();
            entries.map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
        }
    }
}

/// The mark of the lines of code in a language that mdBook hides.
fn set_hidden_lines(config: &mut Config, key: &str, value: &DeValue<'_>) -> Result<(), Wrong> {
    let mark = value.as_str().ok_or_else(|| Wrong::Value("a string in quotes".to_owned()))?;
    let hidden = config.hidden_lines.get_or_insert_default();
    hidden.marks.insert(key.to_owned(), mark.to_owned());
    Ok(())
}

/// `180d`, `26w`, `6m` or `1y`.
pub fn period(value: &DeValue<'_>) -> Result<Period, String> {
    let read = |text: &str| {
        let (count, unit) = text.trim().split_at_checked(text.trim().len().checked_sub(1)?)?;
        let count: u16 = count.trim().parse().ok().filter(|count| (1..=999).contains(count))?;
        match unit {
            "d" => Some(Period::Days(count)),
            "w" => Some(Period::Days(count * 7)),
            "m" => Some(Period::Months(count)),
            "y" => Some(Period::Months(count * 12)),
            _ => None,
        }
    };
    let found = value.as_str().and_then(read);
    found.ok_or_else(|| "a period such as \"180d\", \"26w\", \"6m\" or \"1y\"".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_days_weeks_months_and_years() {
        let read = |text: &'static str| period(&DeValue::String(text.into()));
        assert_eq!(read("180d"), Ok(Period::Days(180)));
        assert_eq!(read("26w"), Ok(Period::Days(182)));
        assert_eq!(read(" 6 m "), Ok(Period::Months(6)));
        assert_eq!(read("1y"), Ok(Period::Months(12)));
        for wrong in ["", "d", "0d", "6", "6 months", "-1d", "9999d", "1é"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
