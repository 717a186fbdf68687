//! The words of the interface are in `src/words/`, and nowhere else.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use fieldbook::words::{Words, pieces};
use serde_json::Value;

/// Texts in scripts that are no words of the interface: names of keys.
const ALLOWED: &[&str] = &["ArrowDown", "ArrowUp", "End", "Enter", "Escape", "Home"];

#[test]
fn scripts_have_types_for_the_words() {
    let mut types = "/** Made from src/words/en.toml: `UPDATE_EXPECT=1 cargo test --test suite interface::`. */\n\
                     interface Words {\n"
        .to_owned();
    for (table, values) in tables() {
        types += &format!("  {table}: {{\n");
        for (key, value) in values {
            types += &format!("    {key}: {};\n", type_of(&value));
        }
        types += "  };\n";
    }
    types += "}\n";
    expect_file![root().join("tests/browser/words.d.ts")].assert_eq(&types);
}

#[test]
fn every_word_is_used() {
    let sources = texts(&["src", "templates", "assets/js"]);
    let all: String = sources.into_iter().map(|(_, text)| text).collect();
    let all = all.replace("words().", "words.").replace("self.", "words.");
    let paths = tables()
        .into_iter()
        .flat_map(|(table, values)| values.into_iter().map(move |(key, _)| (table.clone(), key)));
    let unused: Vec<String> = paths
        .filter(|(table, key)| {
            let whole = format!("words.{table}.{key}");
            !is_named(&all, &whole) && !is_named(&all, &format!("words.{key}"))
        })
        .map(|(table, key)| format!("{table}.{key}"))
        .collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn templates_and_scripts_name_words_that_there_are() {
    let known: BTreeSet<String> = tables()
        .into_iter()
        .flat_map(|(table, values)| {
            values.into_iter().map(move |(key, _)| format!("{table}.{key}"))
        })
        .collect();
    for (path, text) in texts(&["templates", "assets/js"]) {
        for (at, _) in text.match_indices("words.") {
            let is_script = path.extension().is_some_and(|extension| extension == "js");
            if is_script && !text[..at].ends_with("fieldbook.") {
                continue;
            }
            let name = &text[at + "words.".len()..];
            let end = name.find(|c: char| !c.is_ascii_lowercase() && !"_.".contains(c));
            let name = name[..end.unwrap_or(name.len())].trim_end_matches('.');
            assert!(known.contains(name), "{}: words.{name}", path.display());
        }
    }
}

#[test]
fn plural_forms_have_the_same_placeholders() {
    for (table, values) in tables() {
        for (key, value) in values {
            let forms = value.as_object().into_iter().flat_map(|forms| forms.values());
            let all: Vec<BTreeSet<String>> =
                forms.filter_map(Value::as_str).map(placeholders).collect();
            let [first, rest @ ..] = all.as_slice() else { continue };
            let count = BTreeSet::from(["count".to_owned()]);
            for other in rest {
                let differ: BTreeSet<_> = first.symmetric_difference(other).cloned().collect();
                assert!(differ.is_subset(&count), "{table}.{key}: {differ:?}");
            }
        }
    }
}

/// What stands between tags, and in the attributes that are read aloud, is a value or punctuation.
#[test]
fn templates_hold_no_words() {
    for (path, text) in texts(&["templates"]) {
        // Classes of the body.
        let plain = without(&text, "{% block kind %}", "{% endblock %}");
        let plain = without(&without(&plain, "{%", "%}"), "{{", "}}");
        let shown = without(&without(&plain, "<script", "</script>"), "<", ">");
        let mut found: Vec<String> = words_in(&shown);
        for attribute in ["aria-label", "title", "placeholder", "alt"] {
            let start = format!("{attribute}=\"");
            let values = plain.split(&start).skip(1);
            found.extend(values.flat_map(|rest| words_in(rest.split('"').next().unwrap_or(""))));
        }
        assert_eq!(found, [""; 0], "{}", path.display());
    }
}

/// Three words after each other, or one with a capital letter, are for readers.
#[test]
fn scripts_hold_no_words() {
    for (path, text) in texts(&["assets/js"]) {
        // The message of an error is for the console.
        let is_shown =
            |line: &&str| !line.trim_start().starts_with(['/', '*']) && !line.contains("Error(");
        let code: Vec<&str> = text.lines().filter(is_shown).collect();
        let code = code.join("\n");
        let found: Vec<&str> = strings(&code)
            .into_iter()
            .filter(|text| is_sentence(text) && !ALLOWED.contains(text))
            .collect();
        assert_eq!(found, [""; 0], "{}", path.display());
    }
}

/// The keys of each table with their values.
fn tables() -> Vec<(String, Vec<(String, Value)>)> {
    let words = serde_json::to_value(&*Words::of("en")).unwrap();
    let tables = words.as_object().unwrap().iter();
    tables
        .map(|(table, values)| {
            let values = values.as_object().unwrap().iter();
            (table.clone(), values.map(|(key, value)| (key.clone(), value.clone())).collect())
        })
        .collect()
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "string",
        Value::Array(_) => "string[]",
        Value::Object(forms) if forms.contains_key("other") => "Plural",
        _ => "Record<string, string>",
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    let pieces = pieces(text).into_iter();
    pieces
        .filter_map(|piece| match piece {
            fieldbook::words::Piece::Placeholder(name) => Some(name.to_owned()),
            fieldbook::words::Piece::Text(_) => None,
        })
        .collect()
}

/// Whether a name stands in a text and is not the beginning of a longer one.
fn is_named(text: &str, name: &str) -> bool {
    let ends = |at: usize| text[at + name.len()..].starts_with(|c: char| !is_letter(c));
    text.match_indices(name).any(|(at, _)| ends(at))
}

fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c == '_'
}

/// A text without what stands between two marks.
fn without(text: &str, open: &str, close: &str) -> String {
    let mut parts = text.split(open);
    let mut out = parts.next().unwrap_or("").to_owned();
    for part in parts {
        out += " ";
        out += part.split_once(close).map_or("", |(_, rest)| rest);
    }
    out
}

fn words_in(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    words.map(str::to_owned).collect()
}

/// A class that nothing writes styles nothing: it was renamed in one place alone.
#[test]
fn every_class_of_the_styles_is_written_somewhere() {
    let sources = texts(&["src", "templates", "assets/js"]);
    let written: BTreeSet<&str> = sources
        .iter()
        .flat_map(|(_, text)| strings(text))
        .flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'))
        .collect();
    for (path, text) in texts(&["assets/css"]) {
        let plain = without(&without(&text, "/*", "*/"), "url(", ")");
        for selector in plain.split('{').map(|part| part.rsplit(['}', ';']).next().unwrap_or("")) {
            for name in selector.split('.').skip(1) {
                let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
                let name = &name[..end.unwrap_or(name.len())];
                let is_class = name.starts_with(|c: char| c.is_ascii_lowercase());
                assert!(!is_class || written.contains(name), "{}: .{name}", path.display());
            }
        }
    }
}

/// What stands in quotation marks, of either kind.
fn strings(code: &str) -> Vec<&str> {
    code.lines()
        .flat_map(|line| {
            line.split('"').skip(1).step_by(2).chain(line.split('`').skip(1).step_by(2))
        })
        .collect()
}

fn is_sentence(text: &str) -> bool {
    let text = without(text, "${", "}");
    if text.contains(['[', '(', '=', '<', '#', '/']) {
        return false;
    }
    let is_word = |word: &str| {
        let word = word.trim_end_matches(['.', ',', ':', '?', '!']);
        word.len() > 1 && word.chars().all(|c| c.is_alphabetic() || "’'“”".contains(c))
    };
    let capital = |word: &str| {
        is_word(word) && word.starts_with(char::is_uppercase) && word.contains(char::is_lowercase)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [] => false,
        [only] => capital(only),
        [first, ..] => {
            capital(first) || words.windows(3).any(|some| some.iter().all(|w| is_word(w)))
        }
    }
}

/// The files below some folders of the repository.
fn texts(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut waiting: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    let mut found = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
    found.sort();
    found
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
