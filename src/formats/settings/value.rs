//! Settings files as values: YAML, TOML and JSON.

use serde_yaml::Value;

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

/// YAML whose tags, such as `!ENV` and `!!python/name:x`, mean nothing here.
fn yaml(text: &str) -> Result<Value, String> {
    serde_yaml::from_str(text)
        .or_else(|_| serde_yaml::from_str(&without_tags(text)))
        .map(untagged)
        .map_err(|error| error.to_string())
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
