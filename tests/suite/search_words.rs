//! Words are made alike by the build and by the reader's browser: both are held to one file.

use expect_test::expect_file;
use fieldbook::render::search::words::words;

const STRINGS: &str = include_str!("../search/strings.txt");

/// `\u0301` as the character: some of the strings would not survive an editor.
fn unescape(line: &str) -> String {
    let mut parts = line.split("\\u");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at(4);
        text.extend(char::from_u32(u32::from_str_radix(digits, 16).unwrap()));
        text.push_str(rest);
    }
    text
}

/// `tests/browser/search-parity.test.js` asks the browser's half for the same.
#[test]
fn odd_strings_make_these_words() {
    let lines = STRINGS.lines().map(|line| {
        let text = unescape(line);
        serde_json::json!([text, words(&text)]).to_string()
    });
    let lines: Vec<String> = lines.collect();
    expect_file!["../search/words.json"].assert_eq(&format!("[\n{}\n]\n", lines.join(",\n")));
}
