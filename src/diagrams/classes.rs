//! Rewrites the lines of a class diagram into the form that the crate reads.

use crate::diagrams::labels::shown_in_angles;
use crate::diagrams::rewrites::is_word;

/// The signs of a relation.
const SIGNS: &[&str] = &["--", ".."];

/// A line as the crate reads it; `None` refuses the diagram.
pub(super) fn line(line: &str) -> Option<String> {
    let words = line.trim();
    let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    match first {
        "namespace" | "note" => return None,
        "click" | "link" | "callback" | "style" | "classDef" | "cssClass" => {
            return Some(String::new());
        }
        "class" => return class(rest.trim()),
        "direction" => return Some(line.to_owned()),
        _ => {}
    }
    let head = outside_quotes(words);
    let head = head.split(':').next().unwrap_or("").trim();
    if let Some(sign) = SIGNS.iter().find(|sign| head.contains(**sign)) {
        return relation(words, head, sign);
    }
    generics(words)
}

/// What stands before the body of a class.
fn class(rest: &str) -> Option<String> {
    let (rest, body) = match rest.split_once('{') {
        Some((rest, body)) => (rest.trim_end(), format!(" {{{body}")),
        None => (rest, String::new()),
    };
    let Some((name, after)) = rest.split_once('~') else {
        return Some(format!("class {rest}{body}"));
    };
    let (inner, after) = after.rsplit_once('~')?;
    if !is_word(name) || !after.trim().is_empty() || inner.contains('~') {
        return None;
    }
    Some(format!("class {name}[\"{name}{}\"]{body}", shown_in_angles(inner)))
}

fn relation(words: &str, head: &str, sign: &str) -> Option<String> {
    // Lollipops are drawn as plain lines.
    if head.contains("()") {
        return None;
    }
    let (left, right) = head.split_once(sign)?;
    let is_sign = |c: char| "<>|*o-. ".contains(c);
    let is_name = |text: &str| {
        let name = text.split('~').next().unwrap_or(text);
        is_word(name.trim().trim_end_matches("o ").trim())
    };
    let left = left.trim_end_matches(['<', '|', '*', ' ']);
    if !is_name(left.trim_end_matches(" o")) || !is_name(right.trim_start_matches(is_sign)) {
        return None;
    }
    // The parameters of a type belong to its name, which the class itself shows.
    (!head.contains('~')).then(|| words.to_owned())
}

/// A member, with the parameters of its types in angles.
fn generics(words: &str) -> Option<String> {
    let (visibility, rest) = match words.strip_prefix('~') {
        Some(rest) => ("~", rest),
        None => ("", words),
    };
    let parts: Vec<&str> = rest.split('~').collect();
    if parts.len() == 1 {
        return Some(words.to_owned());
    }
    // Types within types have as many signs on each side.
    if parts.len().is_multiple_of(2) || parts.iter().skip(1).step_by(2).any(|part| part.is_empty())
    {
        return None;
    }
    let shown = parts.iter().enumerate().map(|(at, part)| match at % 2 {
        0 => (*part).to_owned(),
        _ => shown_in_angles(part),
    });
    Some(format!("{visibility}{}", shown.collect::<String>()))
}

fn outside_quotes(text: &str) -> String {
    text.split('"').step_by(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagrams::labels::hidden;

    #[test]
    fn types_have_their_parameters_and_the_rest_is_refused() {
        let angles = |text: &str| text.replace('{', &hidden("<")).replace('}', &hidden(">"));
        assert_eq!(line("class A~T~ {"), Some(angles("class A[\"A{T}\"] ").replace("] ", "] {")));
        assert_eq!(line("+List~int~ x"), Some(angles("+List{int} x")));
        assert_eq!(line("A \"1\" --> \"*\" B : has"), Some("A \"1\" --> \"*\" B : has".to_owned()));
        assert_eq!(line("A o-- B"), Some("A o-- B".to_owned()));
        assert_eq!(line("A <|.. B"), Some("A <|.. B".to_owned()));
        assert_eq!(line("click A href \"https://example.com\""), Some(String::new()));
        for refused in [
            "namespace N {",
            "note for A \"x\"",
            "TV Show --|> B",
            "A --() B",
            "+Map~A, List~B~~ x",
        ] {
            assert_eq!(line(refused), None, "{refused}");
        }
    }
}
