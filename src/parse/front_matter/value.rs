//! A value of front matter, in YAML, TOML or JSON.
//!
//! Numbers and booleans keep their spelling, because `1.10` and `007` are versions and names more
//! often than numbers. Keys that stand twice are both kept.

use std::fmt;

use serde::de::{Deserialize, VariantAccess, Visitor};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IgnoredAny, MapAccess, SeqAccess};
use serde::ser::{Serialize, Serializer};
use toml::de::{DeTable, DeValue};

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Nothing,
    /// `true` or `false`, as typed.
    Flag(String),
    /// A number, as typed.
    Number(String),
    Text(String),
    List(Vec<Value>),
    Map(Vec<(String, Value)>),
}

impl Value {
    /// A single value as text, as typed.
    pub fn word(&self) -> Option<&str> {
        match self {
            Value::Flag(text) | Value::Number(text) | Value::Text(text) => Some(text),
            Value::Nothing | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// The single values in it, those of lists one by one.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Value::List(items) => items.iter().flat_map(Value::words).collect(),
            other => other.word().into_iter().collect(),
        }
    }

    /// All of it as one text; mappings have none.
    pub fn text(&self) -> String {
        self.words().join(", ")
    }

    /// Whether there is no value, as editors leave behind.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Nothing => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(items) => items.iter().all(Value::is_empty),
            Value::Flag(_) | Value::Number(_) | Value::Map(_) => false,
        }
    }

    /// The value of a key, if this is a mapping.
    pub fn get(&self, key: &str) -> Option<&Value> {
        let Value::Map(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }
}

/// Numbers as numbers if that keeps their spelling.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Nothing => serializer.serialize_none(),
            Value::Flag(text) => serializer.serialize_bool(text.eq_ignore_ascii_case("true")),
            Value::Number(text) => match text.parse::<i64>() {
                Ok(number) if number.to_string() == *text => serializer.serialize_i64(number),
                _ => serializer.serialize_str(text),
            },
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(items),
            Value::Map(entries) => {
                serializer.collect_map(entries.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

/// Why a text cannot be read, and the line in it, from 0.
pub(super) type SyntaxError = (String, usize);

/// Reads YAML.
pub(super) fn of_yaml(text: &str) -> Result<Value, SyntaxError> {
    let value: Value = serde_yaml::from_str(text).map_err(|error| {
        let line = error.location().map_or(0, |location| location.line().saturating_sub(1));
        let message = error.to_string();
        (message.split(" at line ").next().unwrap_or("").to_owned(), line)
    })?;
    if !value.holds_numbers() {
        return Ok(value);
    }
    let typed = AsTyped(&value).deserialize(serde_yaml::Deserializer::from_str(text));
    Ok(typed.unwrap_or(value))
}

/// Reads TOML.
pub(super) fn of_toml(text: &str) -> Result<Value, SyntaxError> {
    match DeTable::parse(text) {
        Ok(table) => Ok(of_table(table.get_ref())),
        Err(error) => {
            let before = &text[..error.span().map_or(0, |span| span.start.min(text.len()))];
            Err((error.message().to_owned(), before.matches('\n').count()))
        }
    }
}

/// Reads the JSON object at the start of a text; also returns its end.
pub(super) fn of_json(text: &str) -> Result<(Value, usize), SyntaxError> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    match values.next() {
        Some(Ok(value)) => Ok((value, values.byte_offset())),
        Some(Err(error)) => Err((error.to_string(), error.line().saturating_sub(1))),
        None => Ok((Value::Nothing, 0)),
    }
}

fn of_table(table: &DeTable<'_>) -> Value {
    let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
        let key: &std::borrow::Cow<'_, str> = key.get_ref();
        (key.to_string(), of_toml_value(value.get_ref()))
    };
    Value::Map(table.iter().map(entry).collect())
}

fn of_toml_value(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => Value::Number(number.to_string()),
        DeValue::Float(number) => Value::Number(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Flag(flag.to_string()),
        DeValue::Datetime(moment) => Value::Text(moment.to_string()),
        DeValue::Array(items) => {
            Value::List(items.iter().map(|item| of_toml_value(item.get_ref())).collect())
        }
        DeValue::Table(table) => of_table(table),
    }
}

impl Value {
    /// Whether it holds a number or a boolean.
    fn holds_numbers(&self) -> bool {
        match self {
            Value::Flag(_) | Value::Number(_) => true,
            Value::Nothing | Value::Text(_) => false,
            Value::List(items) => items.iter().any(Value::holds_numbers),
            Value::Map(entries) => entries.iter().any(|(_, value)| value.holds_numbers()),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Value, D::Error> {
        Value::deserialize(inner)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Vec::new();
        while let Some((key, value)) = entries.next_entry::<Value, Value>()? {
            map.push((key.text(), value));
        }
        Ok(Value::Map(map))
    }

    /// A value with a tag of YAML, which has no meaning here.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (_, value) = tagged.variant::<IgnoredAny>()?;
        value.newtype_variant()
    }
}

/// Reads a value again, with numbers and booleans as typed.
struct AsTyped<'a>(&'a Value);

impl<'de> DeserializeSeed<'de> for AsTyped<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match self.0 {
            Value::List(_) => deserializer.deserialize_seq(self),
            Value::Map(_) => deserializer.deserialize_map(self),
            Value::Flag(_) => String::deserialize(deserializer).map(Value::Flag),
            Value::Number(_) => String::deserialize(deserializer).map(Value::Number),
            known => IgnoredAny::deserialize(deserializer).map(|_| known.clone()),
        }
    }
}

impl<'de> Visitor<'de> for AsTyped<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the value that was read before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let Value::List(known) = self.0 else { return Ok(self.0.clone()) };
        let mut list = Vec::new();
        for item in known {
            list.extend(items.next_element_seed(AsTyped(item))?);
        }
        Ok(Value::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let Value::Map(known) = self.0 else { return Ok(self.0.clone()) };
        let mut map = Vec::new();
        for (key, value) in known {
            entries.next_key::<IgnoredAny>()?;
            map.push((key.clone(), entries.next_value_seed(AsTyped(value))?));
        }
        Ok(Value::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yaml: &str, expected: &str) {
        let value = of_yaml(yaml).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), expected, "{yaml}");
    }

    #[test]
    fn numbers_keep_their_spelling() {
        check("a: [1.10, 007, 1_000, 0x1F, 12]", r#"{"a":["1.10","007","1_000","0x1F",12]}"#);
        check("v: 2.0\nw: {x: 1e3}", r#"{"v":"2.0","w":{"x":"1e3"}}"#);
        assert_eq!(of_toml("v = 1.10").unwrap().get("v").unwrap().text(), "1.10");
    }

    #[test]
    fn tags_anchors_and_keys_of_any_kind_are_read() {
        check("a: !x 1.50\nb: !y {c: 1}", r#"{"a":"1.50","b":{"c":1}}"#);
        check("a: &x [1.0]\nb: *x", r#"{"a":["1.0"],"b":["1.0"]}"#);
        check("1: a\ntrue: b\n? [c]\n: d", r#"{"1":"a","true":"b","c":"d"}"#);
    }

    #[test]
    fn json_ends_where_its_object_ends() {
        assert_eq!(of_json("{\"a\": [1]}\nText {").unwrap().1, 10);
        assert!(of_json("{:toc}").is_err());
    }
}
