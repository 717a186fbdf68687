//! Rust as tokens, as far as tests of the code's shape need it: paths, functions and statics are
//! found however they are laid out, and comments, texts and the code's own tests are left out.

/// A word, a number, a sign, or `"` for a text or character. `::`, `->` and `=>` are one token.
pub type Token<'a> = &'a str;

/// The tokens of a file, without comments and without what is compiled for tests alone.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = length(rest, first);
        let token = &rest[..length];
        if first == '"'
            || is_prefixed_text(token)
            || first == '\'' && token.len() > 2 && token.ends_with('\'')
        {
            tokens.push("\"");
        } else if !first.is_whitespace() && !token.starts_with("//") && !token.starts_with("/*") {
            tokens.push(token);
        }
        rest = &rest[length..];
    }
    without_tests(&tokens)
}

/// How many bytes the token at the start of a text has.
fn length(text: &str, first: char) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return comment(text);
    }
    if is_word(first) {
        let word = text.find(|c| !is_word(c)).unwrap_or(text.len());
        return word + text_after_prefix(&text[..word], &text[word..]);
    }
    match first {
        '"' => quoted(text, '"'),
        '\'' => character(text),
        _ if ["::", "->", "=>"].iter().any(|sign| text.starts_with(sign)) => 2,
        _ => first.len_utf8(),
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Comments of this form may hold others.
fn comment(text: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a text or character that ends at an unescaped `quote`.
fn quoted(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, c)) = characters.next() {
        if c == '\\' {
            characters.next();
        } else if c == quote {
            return at + 1;
        }
    }
    text.len()
}

/// `'a'` is a character, and `'a` without a second quote a lifetime.
fn character(text: &str) -> usize {
    let inner: Vec<char> = text.chars().skip(1).take(2).collect();
    match inner[..] {
        ['\\', _] => quoted(text, '\''),
        [c, '\''] => c.len_utf8() + 2,
        _ => text[1..].find(|c| !is_word(c)).map_or(text.len(), |end| end + 1),
    }
}

/// How long the text is that begins after `r`, `b`, `br`, `c` or `cr`, if one does.
fn text_after_prefix(prefix: &str, rest: &str) -> usize {
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let is_raw = matches!(prefix, "r" | "br" | "cr");
    if is_raw && rest[hashes..].starts_with('"') {
        let end = format!("\"{}", "#".repeat(hashes));
        let start = hashes + 1;
        return rest[start..].find(&end).map_or(rest.len(), |at| start + at + end.len());
    }
    match (prefix, rest.chars().next()) {
        ("b" | "c", Some('"')) => quoted(rest, '"'),
        ("b", Some('\'')) => quoted(rest, '\''),
        _ => 0,
    }
}

fn is_prefixed_text(token: &str) -> bool {
    token.starts_with(is_word) && token.contains(['"', '\''])
}

/// Leaves out each item that stands after `#[cfg(test)]`.
fn without_tests<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at..].starts_with(&mark) {
            at = end_of_item(tokens, at + mark.len());
        } else {
            kept.push(tokens[at]);
            at += 1;
        }
    }
    kept
}

/// Where the item that starts here ends: after a `;` or a `}` outside all brackets.
fn end_of_item(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match *token {
            "{" | "(" | "[" => depth += 1,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(*token, ";" | "}") {
            return at + 1;
        }
    }
    tokens.len()
}

/// Every path of more than one name, with the groups of imports taken apart: `a::{b, c::{d, e}}` is
/// `a::b`, `a::c::d` and `a::c::e`.
pub fn paths<'a>(tokens: &[Token<'a>]) -> Vec<Vec<Token<'a>>> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = if tokens[at].starts_with(is_word) {
            read_path(tokens, at, &[], &mut paths)
        } else {
            at + 1
        };
    }
    paths.retain(|path| path.len() > 1);
    paths
}

/// Reads the path that starts here, and says where it ends.
fn read_path<'a>(
    tokens: &[Token<'a>],
    start: usize,
    before: &[Token<'a>],
    paths: &mut Vec<Vec<Token<'a>>>,
) -> usize {
    let mut path = before.to_vec();
    path.push(tokens[start]);
    let mut at = start + 1;
    while tokens.get(at) == Some(&"::") {
        match tokens.get(at + 1) {
            Some(name) if name.starts_with(is_word) || *name == "*" => path.push(name),
            Some(&"{") => return read_group(tokens, at + 2, &path, paths),
            _ => break,
        }
        at += 2;
    }
    paths.push(path);
    at
}

/// Reads the paths of a group of imports up to its end.
fn read_group<'a>(
    tokens: &[Token<'a>],
    start: usize,
    before: &[Token<'a>],
    paths: &mut Vec<Vec<Token<'a>>>,
) -> usize {
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        at = match *token {
            "}" => return at + 1,
            "as" => at + 2,
            "self" => {
                paths.push(before.to_vec());
                at + 1
            }
            name if name.starts_with(is_word) => read_path(tokens, at, before, paths),
            _ => at + 1,
        };
    }
    at
}

/// A function with its parameters, each as the tokens of its type.
#[derive(Debug)]
pub struct Function<'a> {
    pub name: &'a str,
    /// Without `self`.
    pub parameters: Vec<Vec<Token<'a>>>,
}

/// Every function that has a name.
pub fn functions<'a>(tokens: &[Token<'a>]) -> Vec<Function<'a>> {
    let starts = tokens.iter().enumerate().filter(|(_, token)| **token == "fn");
    starts.filter_map(|(at, _)| function(&tokens[at + 1..])).collect()
}

fn function<'a>(tokens: &[Token<'a>]) -> Option<Function<'a>> {
    let name = tokens.first().filter(|name| name.starts_with(is_word))?;
    let mut parameters: Vec<Vec<Token>> = vec![Vec::new()];
    // Of the brackets that are open, the first pair that is round holds the parameters.
    let mut open: Vec<Token> = Vec::new();
    for token in &tokens[1..] {
        let is_inside = open.first() == Some(&"(");
        match *token {
            "(" | "[" | "{" | "<" => open.push(token),
            ")" | "]" | "}" | ">" => {
                open.pop();
                if is_inside && open.is_empty() {
                    break;
                }
            }
            "," if is_inside && open.len() == 1 => {
                parameters.push(Vec::new());
                continue;
            }
            _ => {}
        }
        if is_inside {
            parameters.last_mut()?.push(token);
        }
    }
    let types = parameters.iter().filter_map(|parameter| {
        let colon = parameter.iter().position(|token| *token == ":")?;
        (!parameter[..colon].contains(&"self")).then(|| parameter[colon + 1..].to_vec())
    });
    Some(Function { name, parameters: types.collect() })
}

/// The name and the type of every static, those within functions too.
pub fn statics<'a>(tokens: &[Token<'a>]) -> Vec<(&'a str, Vec<Token<'a>>)> {
    let starts = tokens.iter().enumerate().filter(|(_, token)| **token == "static");
    let read = |(at, _): (usize, &Token<'a>)| {
        let item = &tokens[at + 1..];
        let is_sign = |token: &Token| matches!(*token, "=" | ";");
        let name = item.iter().find(|token| **token != "mut").copied().unwrap_or("");
        let end = item.iter().position(is_sign).unwrap_or(item.len());
        (name, item[..end].to_vec())
    };
    starts.map(read).collect()
}

#[test]
fn comments_texts_and_tests_are_left_out() {
    let text = r####"
        //! static A
        /* a /* b */ c */ fn d(e: &'static str) -> char { "unsafe \" f"; r#"g"h"#; b'\''; 'i' }
        #[cfg(test)]
        mod tests { fn j() { k } }
        l
    "####;
    let expected = "fn d ( e : & 'static str ) -> char { \" ; \" ; \" ; \" } l";
    assert_eq!(tokens(text).join(" "), expected);
}

#[test]
fn groups_of_imports_are_taken_apart() {
    let tokens = tokens("use a::{b::{self, c as d}, e}; use super::super::f::*; g(h::<i::j>)");
    let paths: Vec<String> = paths(&tokens).iter().map(|path| path.join("::")).collect();
    assert_eq!(paths, ["a::b", "a::b::c", "a::e", "super::super::f::*", "i::j"]);
}

#[test]
fn parameters_are_told_from_what_stands_in_their_types() {
    let tokens = tokens("fn a<F: Fn(b) -> c>(&mut self, d: [e; 2], f: (g, Map<h, i>), j: bool) {}");
    let functions = functions(&tokens);
    let types: Vec<String> =
        functions[0].parameters.iter().map(|parameter| parameter.join(" ")).collect();
    assert_eq!(types, ["[ e ; 2 ]", "( g , Map < h , i > )", "bool"]);
}

#[test]
fn a_static_is_found_on_several_lines() {
    let tokens = tokens("fn a() {\n static B:\n LazyLock<C>\n = d; }");
    assert_eq!(statics(&tokens), [("B", vec!["B", ":", "LazyLock", "<", "C", ">"])]);
}
