//! One attribute list: `{: #id .class key="value" }`, with or without its colon.

use std::ops::Range;

/// What an attribute list sets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AttributeList {
    pub id: Option<String>,
    /// Separated by spaces.
    pub classes: String,
    /// Other attributes, with their values.
    pub pairs: Vec<(String, String)>,
    /// Whether it starts with kramdown's colon.
    pub has_colon: bool,
    /// Whether there is a blank inside of the opening brace.
    pub is_spaced: bool,
}

/// The longest list, in bytes.
const LONGEST: usize = 2000;

/// The list that starts at a byte, and its end.
pub(in crate::text) fn at(text: &str, start: usize) -> Option<(usize, AttributeList)> {
    let inside = text.get(start..)?.strip_prefix('{')?;
    let length = closing(inside)?;
    let end = start + 1 + length + 1;
    if text[..start].ends_with(['{', '$', '%', '\\']) || text[end..].starts_with('}') {
        return None;
    }
    Some((end, parse(&inside[..length])?))
}

/// The closing brace outside of quotes, in the same line.
fn closing(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in inside.char_indices().take_while(|(at, _)| *at < LONGEST) {
        match (quote, c) {
            (_, '\n') => return None,
            (None, '}') => return Some(at),
            (None, '{') => return None,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    None
}

/// Reads what is between the braces; `None` if it is something else.
fn parse(inside: &str) -> Option<AttributeList> {
    let (has_colon, inside) = match inside.strip_prefix(':') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let is_spaced = inside.starts_with([' ', '\t']);
    let mut list = AttributeList { has_colon, is_spaced, ..AttributeList::default() };
    let mut at = 0;
    while let Some(token) = next_token(inside, at) {
        at = token.end;
        list.add(&inside[token])?;
    }
    let is_empty = list.id.is_none() && list.classes.is_empty() && list.pairs.is_empty();
    (!is_empty).then_some(list)
}

/// The next word; blanks in quotes are part of it.
fn next_token(inside: &str, from: usize) -> Option<Range<usize>> {
    let rest = &inside[from..];
    let start = from + rest.find(|c: char| !c.is_whitespace())?;
    let mut quote = None;
    let end = inside[start..].find(|c: char| {
        match quote {
            Some(open) if open == c => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            _ => {}
        }
        quote.is_none() && c.is_whitespace()
    });
    Some(start..end.map_or(inside.len(), |end| start + end))
}

impl AttributeList {
    fn add(&mut self, token: &str) -> Option<()> {
        if let Some(id) = token.strip_prefix('#') {
            self.id = Some(name(id)?.to_owned());
        } else if let Some(classes) = token.strip_prefix('.') {
            for class in classes.split('.') {
                self.add_class(name(class)?);
            }
        } else {
            let (key, value) = token.split_once('=')?;
            let is_key = |c: char| c.is_ascii_alphanumeric() || "-_:@".contains(c);
            let is_named = key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '@');
            let value = unquoted(value)?;
            if !is_named || !key.chars().all(is_key) {
                return None;
            }
            match key {
                "id" => self.id = Some(value.to_owned()),
                "class" => value.split_whitespace().for_each(|class| self.add_class(class)),
                _ => self.pairs.push((key.to_owned(), value.to_owned())),
            }
        }
        Some(())
    }

    fn add_class(&mut self, class: &str) {
        if !self.classes.is_empty() {
            self.classes.push(' ');
        }
        self.classes.push_str(class);
    }

    /// The size of an image as in `300x200`.
    pub(super) fn size(&self) -> Option<String> {
        let pixels = |key: &str| {
            let (_, value) = self.pairs.iter().find(|(name, _)| name == key)?;
            let value = value.trim_end_matches("px");
            let number = value.strip_suffix('%').filter(|_| key == "width").unwrap_or(value);
            let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then_some(value)
        };
        match (pixels("width"), pixels("height")) {
            (Some(width), _) if width.ends_with('%') => Some(width.to_owned()),
            (Some(width), Some(height)) => Some(format!("{width}x{height}")),
            (Some(width), None) => Some(width.to_owned()),
            (None, Some(height)) => Some(format!("x{height}")),
            (None, None) => None,
        }
    }
}

/// An id or a class.
fn name(name: &str) -> Option<&str> {
    let is_part = |c: char| c.is_alphanumeric() || "-_:.!/".contains(c);
    let starts = name.starts_with(|c: char| c.is_alphanumeric() || "-_!".contains(c));
    (starts && name.chars().all(is_part)).then_some(name)
}

/// A value without its quotes; an open quote is none.
fn unquoted(value: &str) -> Option<&str> {
    for quote in ['"', '\''] {
        if let Some(rest) = value.strip_prefix(quote) {
            return rest.strip_suffix(quote);
        }
    }
    (!value.is_empty() && !value.contains(['"', '\'', '(', ')', '<', '>', '$'])).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::at;

    #[test]
    fn lists_have_ids_classes_and_pairs() {
        let read = |text: &str| {
            let (end, list) = at(text, 0).unwrap();
            assert_eq!(end, text.len(), "{text}");
            let pairs = list.pairs.iter().map(|(key, value)| format!("{key}={value}"));
            let pairs: Vec<String> = pairs.collect();
            format!("{} | {} | {}", list.id.unwrap_or_default(), list.classes, pairs.join(" "))
        };
        assert_eq!(read("{#a}"), "a |  | ");
        assert_eq!(read("{.a .b}"), " | a b | ");
        assert_eq!(read("{: #a .b.c }"), "a | b c | ");
        assert_eq!(read("{ id=\"9.7.0\" class='x y' }"), "9.7.0 | x y | ");
        assert_eq!(read("{:target=\"_blank\" title=\"a } b\"}"), " |  | target=_blank title=a } b");
        assert_eq!(read("{width=50%}"), " |  | width=50%");
    }

    #[test]
    fn other_braces_are_no_lists() {
        for text in [
            "{}", "{ }", "{a}", "{a b}", "{#if a}", "{.}", "{#}", "{a=}", "{a=\"b}", "{ .a",
            "{.a\n}", "{{.a}}", "{.a}}", "{a={b}}", "{:toc}", "{::options}", "{#a b}", "{x=f(a)}",
        ] {
            assert_eq!(at(text, 0), None, "{text}");
        }
        assert_eq!(at("{{.a}}", 1), None);
        assert_eq!(at("${a=b}", 1), None);
    }
}
