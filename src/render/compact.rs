//! Minifies scripts and styles.
//!
//! Without a parser: it relies on the format of our own files, with a semicolon after each
//! statement, no comment behind code and no multi-line strings. A book's own files are published
//! unchanged.

use std::borrow::Cow;

/// A script without comments and indentation; keeps a line end only where it may matter.
pub fn script(text: &str) -> String {
    let text = without_comments(text);
    let mut out = String::with_capacity(text.len());
    let mut before = "";
    for line in lines(&text) {
        let closes = line.starts_with([')', ']', '}']);
        if closes && out.ends_with(',') {
            out.pop();
        }
        let chained = line.starts_with('.') && !line.starts_with("...");
        if !before.is_empty() && !before.ends_with(['(', '[', '{', ',', ';']) && !closes && !chained
        {
            out.push('\n');
        }
        out.push_str(&tight(line));
        before = line;
    }
    out + "\n"
}

/// Removes spaces around punctuation outside of strings.
///
/// Lines that may contain a regular expression or nested quotation marks stay unchanged.
fn tight(line: &str) -> Cow<'_, str> {
    const SPACED: &[&str] = &[
        ", ", "; ", ": ", " : ", " ? ", " ?? ", " = ", " += ", " => ", " === ", " !== ", " && ",
        " || ", " < ", " > ", " <= ", " >= ", "{ ", " {", " }", " (", "( ",
    ];
    let quotes: Vec<char> = ['"', '\'', '`'].into_iter().filter(|c| line.contains(*c)).collect();
    if quotes.len() > 1 || line.contains(['/', '\\']) {
        return Cow::Borrowed(line);
    }
    let quote = quotes.first().copied().unwrap_or('"');
    let parts = line.split(quote).enumerate().map(|(at, part)| {
        let is_code = at % 2 == 0;
        let spaced = SPACED.iter().filter(|_| is_code);
        spaced.fold(part.to_owned(), |text, spaced| text.replace(spaced, spaced.trim()))
    });
    Cow::Owned(parts.collect::<Vec<_>>().join(&quote.to_string()))
}

/// Styles without comments, and without the spaces around punctuation.
pub fn style(text: &str) -> String {
    const SPACED: &[&str] = &["; ", " {", "{ ", " }", "} ", ": ", ", ", "( ", " )", " > "];
    const BEFORE_FRACTION: &[&str] = &[" ", ":", ",", "(", "-"];
    let text = without_comments(text);
    let joined = lines(&text).collect::<Vec<_>>().join(" ");
    let tight = SPACED.iter().fold(joined, |text, spaced| text.replace(spaced, spaced.trim()));
    let short = |text: String, sign: &&str| text.replace(&format!("{sign}0."), &format!("{sign}."));
    let text = BEFORE_FRACTION.iter().fold(tight.replace(";}", "}"), short);
    text.split_inclusive('{').map(with_tight_selector).collect()
}

/// The end of a block and the selector of the next, without the spaces around `+`, which matter
/// in values alone, and without the quotes around words.
fn with_tight_selector(text: &str) -> String {
    let start = text.rfind(['}', ';']).map_or(0, |at| at + 1);
    let (before, selector) = text.split_at(start);
    if !selector.ends_with('{') || selector.starts_with('@') {
        return text.to_owned();
    }
    let selector = selector.replace(" + ", "+").replace("(> ", "(>").replace("(+ ", "(+");
    let parts: Vec<&str> = selector.split('"').collect();
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    let is_word = |text: &&str| !text.is_empty() && text.bytes().all(is_letter);
    let is_plain = parts.iter().skip(1).step_by(2).all(is_word);
    format!("{before}{}", if is_plain { parts.concat() } else { selector })
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let Some(length) = rest[start..].find("*/") else { break };
        out.push_str(&rest[..start]);
        rest = &rest[start + length + 2..];
    }
    out + rest
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"))
}

#[cfg(test)]
mod tests {
    use super::{script, style};

    #[test]
    fn a_compact_style_says_the_same() {
        let styles = "a {\n  color: red;\n}\n\n/* A comment. */\n@media (width < 60rem) {\n  \
                      .b > :is(i, b),\n  .c + a[x=\"y\"]\n    d {\n    margin: 0 -0.5px;\n    mask: x(\n      \
                      90deg,\n      0.5\n    );\n  }\n}\n";
        assert_eq!(
            style(styles),
            "a{color:red}@media (width < 60rem){.b>:is(i,b),.c+a[x=y] d{margin:0 -.5px;mask:x(90deg,.5)}}"
        );
    }

    #[test]
    fn a_compact_script_is_the_same_however_long_its_lines_were() {
        let long = "const a = f(\n  1,\n  [\n    2,\n  ],\n);\n";
        assert_eq!(script(long), "const a=f(1,[2]);\n");
        let chained = "a\n  .b()\n  .c();\n";
        assert_eq!(script(chained), "a.b().c();\n");
        let block = "if (a) {\n  // Why.\n  b();\n\n  c(/** @type {X} */ d);\n}\ne();\n";
        assert_eq!(script(block), "if(a){b();c(d);}\ne();\n");
    }

    #[test]
    fn what_is_in_strings_and_regular_expressions_stays() {
        let text = "f(\"a, b\", { c: `${d}, e` });\n";
        assert_eq!(script(text), text);
        assert_eq!(script("f(\"a, b\", { c: \"d: e\" });\n"), "f(\"a, b\",{c:\"d: e\"});\n");
        assert_eq!(script("a.split(/, /);\n"), "a.split(/, /);\n");
    }

    #[test]
    fn a_line_end_that_may_have_a_meaning_stays() {
        let script_of_lines = "let a = b\nlet c = `d`\nf({\n  ...a,\n  ...c,\n})\n[1].map(g)\n";
        assert_eq!(script(script_of_lines), "let a=b\nlet c=`d`\nf({...a,...c})\n[1].map(g)\n");
    }
}
