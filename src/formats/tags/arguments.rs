//! The arguments of a tag.

use std::ops::Range;

/// An argument, by its name if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Argument {
    name: Option<Range<usize>>,
    value: Range<usize>,
}

/// The arguments of a tag: `"a" b key="value" other=value`.
#[derive(Debug, Clone)]
pub struct Arguments<'t> {
    text: &'t str,
    all: Vec<Argument>,
}

impl<'t> Arguments<'t> {
    /// Reads the arguments in a range of a text.
    pub fn read(text: &'t str, span: Range<usize>) -> Arguments<'t> {
        let mut all = Vec::new();
        let mut at = span.start;
        let is_end = |c: char| c.is_whitespace() || c == ',';
        while at < span.end {
            let rest = &text[at..span.end];
            let skipped = rest.len() - rest.trim_start_matches(is_end).len();
            if skipped > 0 {
                at += skipped;
                continue;
            }
            let word = rest.find(|c: char| is_end(c) || "=\"'`{".contains(c)).unwrap_or(rest.len());
            let is_named = word > 0 && rest[word..].starts_with('=');
            let name = is_named.then(|| at..at + word);
            let from = if is_named { at + word + 1 } else { at };
            let (value, end) = value(text, from..span.end);
            all.push(Argument { name, value });
            at = end.max(at + 1);
            while !text.is_char_boundary(at) {
                at += 1;
            }
        }
        Arguments { text, all }
    }

    /// The range of the value of a name.
    pub fn place(&self, name: &str) -> Option<Range<usize>> {
        let is_it = |argument: &&Argument| {
            argument.name.clone().is_some_and(|found| self.text[found].eq_ignore_ascii_case(name))
        };
        self.all.iter().find(is_it).map(|argument| argument.value.clone())
    }

    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&'t str> {
        self.place(name).map(|value| &self.text[value])
    }

    /// The range of an argument without a name.
    pub fn place_at(&self, index: usize) -> Option<Range<usize>> {
        let without = self.all.iter().filter(|argument| argument.name.is_none());
        without.map(|argument| argument.value.clone()).nth(index)
    }

    /// An argument without a name.
    pub fn at(&self, index: usize) -> Option<&'t str> {
        self.place_at(index).map(|value| &self.text[value])
    }

    /// The first of some names that has a value.
    pub fn first(&self, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|name| self.get(name))
    }
}

/// The value at the start of a range, without its quotes, and its end.
fn value(text: &str, span: Range<usize>) -> (Range<usize>, usize) {
    let rest = &text[span.clone()];
    let Some(first) = rest.chars().next() else { return (span.clone(), span.end) };
    let close = match first {
        '"' | '\'' | '`' => first,
        '{' => '}',
        _ => {
            let length = rest.find(|c: char| c.is_whitespace() || c == ',').unwrap_or(rest.len());
            return (span.start..span.start + length, span.start + length);
        }
    };
    let inside = &rest[1..];
    let mut escaped = false;
    let is_close = |c: char| {
        let ends = c == close && !escaped;
        escaped = c == '\\' && !escaped;
        ends
    };
    match inside.find(is_close) {
        Some(length) => (span.start + 1..span.start + 1 + length, span.start + length + 2),
        None => (span.clone(), span.end),
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    #[test]
    fn arguments_have_names_or_places() {
        let text = "info \"A b\" key=\"x \\\" y\" n=3 e={4} `raw` q='z'";
        let found = Arguments::read(text, 0..text.len());
        assert_eq!(
            [found.at(0), found.at(1), found.at(2)],
            [Some("info"), Some("A b"), Some("raw")]
        );
        assert_eq!(found.get("key"), Some("x \\\" y"));
        assert_eq!(
            [found.get("n"), found.get("E"), found.get("q")],
            [Some("3"), Some("4"), Some("z")]
        );
        assert_eq!(found.get("none"), None);
        for odd in ["=", "a=", "\"", "a=\"", "é=ü", "==\"\"", "{", ","] {
            Arguments::read(odd, 0..odd.len());
        }
    }
}
