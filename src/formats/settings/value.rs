//! Settings files as values: YAML, TOML and JSON.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Mapping, Value};

use crate::source::SourceFile;

/// The table of keys in a settings file, or why it cannot be read.
pub fn read(file: &SourceFile) -> Result<Value, String> {
    let extension = file.name.rsplit('.').next().unwrap_or_default();
    let value = match extension {
        "toml" => toml::from_str(&file.text).map_err(|error| error.message().to_owned()),
        "json" => serde_json::from_str(&file.text).map_err(|error| error.to_string()),
        _ => yaml(&file.text),
    }?;
    match value {
        Value::Mapping(_) | Value::Null => Ok(value),
        _ => Err("it is no list of keys".to_owned()),
    }
}

/// YAML whose tags, such as `!ENV` and `!!python/name:x`, mean nothing here. Of a key that stands
/// twice the last one counts.
fn yaml(text: &str) -> Result<Value, String> {
    serde_yaml::from_str(text)
        .or_else(|_| serde_yaml::from_str(&without_tags(text)))
        .or_else(|_| last_of_each_key(&without_tags(text)))
        .map(untagged)
        .map_err(|error| error.to_string())
}

fn last_of_each_key(text: &str) -> Result<Value, serde_yaml::Error> {
    serde_yaml::from_str::<Repeated>(text).map(|value| value.0)
}

/// A value whose keys may stand twice.
struct Repeated(Value);

impl<'de> Deserialize<'de> for Repeated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Repeated, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Repeated)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Repeated(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Sequence(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Value, A::Error> {
        let mut all = Mapping::new();
        while let Some((Repeated(key), Repeated(value))) = keys.next_entry()? {
            all.insert(key, value);
        }
        Ok(Value::Mapping(all))
    }
}

/// The text without the tags that begin a value.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(" !") {
        let (before, tag) = rest.split_at(start + 1);
        let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
        kept.push_str(before);
        rest = if before.trim_end().ends_with([':', '-', ',', '[']) {
            &tag[end..]
        } else {
            kept.push('!');
            &tag[1..]
        };
    }
    kept + rest
}

/// A value without its tags. Of `!ENV [NAME, default]` the default is left.
fn untagged(value: Value) -> Value {
    match value {
        Value::Tagged(tagged) => match untagged(tagged.value) {
            Value::Sequence(mut items) => items.pop().unwrap_or(Value::Null),
            value => value,
        },
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(untagged).collect()),
        Value::Mapping(keys) => {
            Value::Mapping(keys.into_iter().map(|(key, value)| (key, untagged(value))).collect())
        }
        value => value,
    }
}

/// The text at a path of keys.
pub fn text(value: &Value, path: &[&str]) -> Option<String> {
    let found = path.iter().try_fold(value, |value, key| value.get(key))?;
    let text = plain(found)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A word or number as text.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A folder inside the book: a path without `..`, a leading `./` and a final `/`.
pub fn folder(path: &str) -> Option<String> {
    let path = path.trim_start_matches("./").trim_matches('/');
    let is_inside = !path.is_empty() && path != "." && path.split('/').all(|part| part != "..");
    is_inside.then(|| path.to_owned())
}
