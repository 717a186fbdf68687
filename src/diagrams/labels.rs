//! The texts of labels: what they show, and in which letters they pass through the crate.

/// Signs that the crate would read as its own, and the unused letters that stand for them there.
const SIGNS: &[(char, char)] = &[
    ('"', '\u{80}'),
    ('[', '\u{81}'),
    (']', '\u{82}'),
    ('(', '\u{83}'),
    (')', '\u{84}'),
    ('{', '\u{86}'),
    ('}', '\u{87}'),
    ('|', '\u{88}'),
    ('\\', '\u{89}'),
    ('/', '\u{8A}'),
    ('<', '\u{8B}'),
    ('>', '\u{8C}'),
    ('*', '\u{8D}'),
    ('`', '\u{8E}'),
    ('~', '\u{8F}'),
    ('%', '\u{90}'),
    (';', '\u{91}'),
    ('#', '\u{92}'),
    ('&', '\u{93}'),
    ('_', '\u{94}'),
    ('-', '\u{95}'),
    ('=', '\u{96}'),
];

const NAMED: &[(&str, &str)] = &[
    ("quot", "\""),
    ("lt", "<"),
    ("gt", ">"),
    ("nbsp", "\u{A0}"),
    ("amp", "&"),
    ("apos", "'"),
    ("infin", "∞"),
    ("hearts", "♥"),
];

/// A text in letters that the crate passes on.
pub(super) fn hidden(text: &str) -> String {
    let hide = |c: char| SIGNS.iter().find(|(sign, _)| *sign == c).map_or(c, |(_, letter)| *letter);
    text.chars().map(hide).collect()
}

/// A text that passed through the crate, as its author wrote it.
pub(super) fn shown(text: &str) -> String {
    let show = |c: char| SIGNS.iter().find(|(_, letter)| *letter == c).map_or(c, |(sign, _)| *sign);
    text.chars().map(show).collect()
}

/// The parameters of a type.
pub(super) fn shown_in_angles(inner: &str) -> String {
    format!("{}{inner}{}", hidden("<"), hidden(">"))
}

/// What a label of a flowchart shows, in lines that `<br/>` ends, in letters that the crate passes on.
pub(super) fn label(text: &str) -> String {
    let text = text.trim();
    let text = text.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(text).trim();
    let markdown = text.strip_prefix('`').and_then(|it| it.strip_suffix('`'));
    let text = markdown.map_or(text.to_owned(), |it| it.replace('*', ""));
    let text = without_icons(&text.replace("\\n", "\n"));
    let lines = super::svg::lines(&text);
    lines.iter().map(|line| hidden(line)).collect::<Vec<_>>().join("<br/>")
}

/// A text without the names of icons, `fa:fa-star`.
fn without_icons(text: &str) -> String {
    if !text.contains(":fa-") {
        return text.to_owned();
    }
    let is_icon = |word: &str| {
        word.split_once(":fa-")
            .is_some_and(|(set, _)| matches!(set, "fa" | "fab" | "fas" | "far" | "fal"))
    };
    let words: Vec<&str> = text.split(' ').filter(|word| !is_icon(word)).collect();
    if words.is_empty() { text.to_owned() } else { words.join(" ") }
}

/// A text with its entities as letters; Mermaid writes them with `#`, too.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '#']) {
        out.push_str(&rest[..at]);
        let inner = rest[at + 1..].split_once(';').map(|(name, _)| name);
        match inner.filter(|name| name.len() < 9).and_then(|name| Some((name, letter(name)?))) {
            Some((name, letter)) => {
                out.push_str(&letter);
                rest = &rest[at + name.len() + 2..];
            }
            None => {
                out.push_str(&rest[at..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn letter(name: &str) -> Option<String> {
    if let Some((_, letter)) = NAMED.iter().find(|(known, _)| *known == name) {
        return Some((*letter).to_owned());
    }
    let number = name.strip_prefix('#').unwrap_or(name);
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control()).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_show_what_their_authors_mean() {
        for (text, expected) in [
            ("\"a b\"", "a b"),
            ("\"`**b** x`\"", "b x"),
            ("a\\nb", "a<br/>b"),
            ("a<br>b<BR />c", "a<br/>b<br/>c"),
            ("fa:fa-star x", "x"),
            ("a #quot;b#quot; &amp; #9829;", "a \"b\" & ♥"),
            ("call(x)[1]", "call(x)[1]"),
            ("A#1", "A#1"),
        ] {
            let label = label(text);
            assert_eq!(shown(&label), expected);
            assert!(!label.contains(['"', '(', '[', '|']), "{label}");
        }
    }
}
