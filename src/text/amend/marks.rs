//! Marks of MkDocs, Pandoc and CriticMarkup within a line: keys, inserted and removed text, subscript
//! and superscript.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::formats::edit::Edit;
use crate::source::clamp;
use crate::text::amend::hidden::Hidden;

/// The longest text between two marks, in bytes.
const LONGEST: usize = 500;

/// The longest text that is raised or lowered, in bytes.
const LONGEST_INDEX: usize = 12;

/// Names of keys, beside single letters and digits.
const KEYS: &[&str] = &[
    "alt", "altgr", "backspace", "break", "caps-lock", "cmd", "command", "context-menu", "control",
    "ctrl", "del", "delete", "down", "end", "enter", "esc", "escape", "fn", "home", "ins",
    "insert", "left", "meta", "option", "page-down", "page-up", "pause", "pg-down", "pg-up",
    "plus", "print", "print-screen", "return", "right", "scroll-lock", "shift", "space",
    "spacebar", "super", "tab", "up", "win", "windows", "arrow-down", "arrow-left", "arrow-right",
    "arrow-up", "slash", "minus", "comma", "period", "dot", "equal", "grave", "backslash",
    "semicolon", "tilde", "asterisk", "left-button", "right-button", "middle-button", "ctrl-left",
    "ctrl-right", "alt-left", "shift-left", "shift-right", "alt-right", "num-lock",
];

/// The marks of CriticMarkup.
const CRITIC: &[(&str, &str, &str)] =
    &[("{++", "++}", "ins"), ("{--", "--}", "del"), ("{==", "==}", "mark")];

pub(super) fn may_hold(text: &str) -> bool {
    let holds = |sign: &[u8]| memmem::find(text.as_bytes(), sign).is_some();
    let has_index = memchr_iter(b'~', text.as_bytes())
        .chain(memchr_iter(b'^', text.as_bytes()))
        .any(|at| index(text, at).is_some());
    holds(b"++")
        || holds(b"^^")
        || holds(b"{--")
        || holds(b"{==")
        || holds(b"{~~")
        || holds(b"{>>")
        || has_index
}

/// Writes marks as elements.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(['+', '^', '~', '{']).map(|length| at + length) {
        at = start + 1;
        if hidden.holds(start) || text[..start].ends_with('\\') {
            continue;
        }
        let found = match text.as_bytes()[start] {
            b'{' => critic(text, start),
            b'+' => keys(text, start),
            b'^' if text[start..].starts_with("^^") => inserted(text, start),
            _ => index(text, start).map(|(span, tag)| around(span, 1, tag)),
        };
        if let Some(found) = found {
            at = found.last().map_or(at, |edit| edit.span.end);
            edits.extend(found);
        }
    }
    edits
}

/// The edits that write the marks at both ends of a range as the tags of an element.
fn around(span: Range<usize>, width: usize, tag: &str) -> Vec<Edit> {
    vec![
        Edit::new(span.start..span.start + width, format!("<{tag}>")),
        Edit::new(span.end - width..span.end, format!("</{tag}>")),
    ]
}

/// The text behind a byte in which the other mark may be: the rest of the paragraph.
fn window(text: &str, start: usize) -> &str {
    let rest = &text[clamp(text, &(start..start + LONGEST))];
    rest.split("\n\n").next().unwrap_or(rest)
}

/// `++ctrl+alt+del++`.
fn keys(text: &str, start: usize) -> Option<Vec<Edit>> {
    let rest = window(text, start).strip_prefix("++")?;
    let written = &rest[..rest.find("++")?];
    let end = start + 2 + written.len() + 2;
    let is_word = |c: char| c.is_alphanumeric() || c == '+';
    if text[..start].ends_with(is_word) || text[end..].starts_with(is_word) {
        return None;
    }
    let names: Vec<String> = written.split('+').map(key).collect::<Option<_>>()?;
    let keys: Vec<String> = names.iter().map(|name| format!("<kbd>{name}</kbd>")).collect();
    Some(vec![Edit::new(start..end, keys.join("+"))])
}

/// The label of a key.
fn key(name: &str) -> Option<String> {
    let lower = name.to_ascii_lowercase();
    let quoted = name.strip_prefix('"').and_then(|name| name.strip_suffix('"'));
    if let Some(quoted) = quoted.filter(|name| !name.is_empty() && !name.contains(['<', '&', '"']))
    {
        return Some(quoted.to_owned());
    }
    let is_function = lower.strip_prefix('f').is_some_and(|number| {
        number.len() <= 2 && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_single = lower.len() == 1 && lower.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !(is_function || is_single || KEYS.contains(&lower.as_str())) {
        return None;
    }
    let words = lower.split('-').map(|word| word[..1].to_uppercase() + &word[1..]);
    Some(words.collect::<Vec<_>>().join(" "))
}

/// `^^inserted^^`.
fn inserted(text: &str, start: usize) -> Option<Vec<Edit>> {
    let rest = &window(text, start)[2..];
    let length = rest.find("^^")?;
    let inside = &rest[..length];
    let is_text = !inside.is_empty()
        && !inside.starts_with(char::is_whitespace)
        && !inside.ends_with(char::is_whitespace)
        && !inside.contains('^');
    let is_inside = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '[' || c == '^');
    (is_text && !is_inside).then(|| around(start..start + length + 4, 2, "ins"))
}

/// `H~2~O` and `x^2^`: a mark directly behind a letter, around a short text without blanks.
fn index(text: &str, start: usize) -> Option<(Range<usize>, &'static str)> {
    let (mark, tag) = match text.as_bytes()[start] {
        b'~' => ('~', "sub"),
        _ => ('^', "sup"),
    };
    let rest = &text[start + 1..clamp(text, &(start..start + 1 + LONGEST_INDEX + 1)).end];
    let length = rest.find(mark)?;
    let inside = &rest[..length];
    let end = start + length + 2;
    let is_part = |c: char| c.is_ascii_alphanumeric() || "+-,()=".contains(c);
    let is_behind = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ')');
    let is_index = is_behind && !inside.is_empty() && inside.chars().all(is_part);
    // A formula has another index behind it.
    let goes_on = |c: char| c == mark || mark == '^' && (c.is_alphanumeric() || c == '{');
    (is_index && !text[end..].starts_with(goes_on)).then_some((start..end, tag))
}

/// `{++new++}`, `{--old--}`, `{~~old~>new~~}`, `{==marked==}` and `{>>said<<}`.
fn critic(text: &str, start: usize) -> Option<Vec<Edit>> {
    let rest = window(text, start);
    for (open, close, tag) in CRITIC {
        if let Some(inside) = rest.strip_prefix(open) {
            let length = inside.find(close)?;
            return (length > 0).then(|| around(start..start + length + 6, 3, tag));
        }
    }
    if let Some(said) = rest.strip_prefix("{>>") {
        let end = start + 3 + said.find("<<}")?;
        return Some(vec![Edit::new(start..start + 3, "^["), Edit::new(end..end + 3, "]")]);
    }
    let changed = rest.strip_prefix("{~~")?;
    let length = changed.find("~~}")?;
    let arrow = start + 3 + changed[..length].find("~>")?;
    let end = start + 3 + length;
    Some(vec![
        Edit::new(start..start + 3, "<del>"),
        Edit::new(arrow..arrow + 2, "</del><ins>"),
        Edit::new(end..end + 3, "</ins>"),
    ])
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::formats::edit::apply;
    use crate::text::amend::hidden::Hidden;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let edits = find(text, &Hidden::of(&[]));
        assert_eq!(apply(text, edits).0, expected, "{text}");
    }

    #[test]
    fn marks_are_elements() {
        check("++ctrl+alt+del++.", "<kbd>Ctrl</kbd>+<kbd>Alt</kbd>+<kbd>Del</kbd>.");
        check(
            "++f12++ ++page-up++ ++\"Any\"++",
            "<kbd>F12</kbd> <kbd>Page Up</kbd> <kbd>Any</kbd>",
        );
        check("^^new words^^", "<ins>new words</ins>");
        check("H~2~O x^2^ m^-1^", "H<sub>2</sub>O x<sup>2</sup> m<sup>-1</sup>");
        check("{++a++} {--b--} {==c==}", "<ins>a</ins> <del>b</del> <mark>c</mark>");
        check("{~~a~>b~~}{>>why<<}", "<del>a</del><ins>b</ins>^[why]");
    }

    #[test]
    fn other_signs_stay() {
        for text in [
            "C++ and i++ or x++y++",
            "a ~~b~~ c ~d~ e~",
            "about ~5 or ~6",
            "a^b and [^1] [^2] ^[note]",
            "[[^^block]] ^^ a ^^",
            "++unknown words++",
            "{++",
            "\\++a++",
            "$x^2 + y^2$ x^2y^2",
        ] {
            check(text, text);
        }
        for text in ["++", "^^a ", "{++", "{~~", "a~b ", "++a"] {
            find(&text.repeat(20_000), &Hidden::of(&[]));
        }
    }
}
