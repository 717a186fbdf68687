//! Arrows: `→`, `->`, `=>`, `—>`, `──►`.

/// An arrow, as a byte range of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrow {
    pub start: usize,
    pub end: usize,
}

const HEADS: &[char] = &[
    '→', '⇒', '⟶', '⟹', '➜', '➔', '➡', '➝', '➞', '➙', '➤', '►', '▶', '▸', '↦', '↪', '⇨', '⮕', '»',
];
/// The first bytes of all heads.
const HEAD_BYTES: [u8; 2] = [0xE2, 0xC2];
const SHAFTS: &[char] = &['-', '=', '—', '–', '―', '─', '━', '═', '╌', '┄'];

/// Whether a character alone is an arrow.
pub fn is_head(c: char) -> bool {
    !c.is_ascii() && HEADS.contains(&c)
}

fn is_shaft(c: char) -> bool {
    if c.is_ascii() { matches!(c, '-' | '=') } else { SHAFTS.contains(&c) }
}

impl Arrow {
    /// The first arrow: a single character, or a shaft with a `>`.
    pub fn find(text: &str) -> Option<Arrow> {
        let bytes = text.as_bytes();
        for at in memchr::memchr3_iter(b'>', HEAD_BYTES[0], HEAD_BYTES[1], bytes) {
            let Some(c) = text[at..].chars().next().filter(|c| *c == '>' || is_head(*c)) else {
                continue;
            };
            let before = &text[..at];
            let start = before.trim_end_matches(is_shaft).len();
            let is_whole = c != '>' || start < at;
            if is_whole && !text[..start].ends_with('<') {
                let rest = text[at + c.len_utf8()..].trim_start_matches(['\u{FE0F}', '>']);
                return Some(Arrow { start, end: text.len() - rest.len() });
            }
        }
        None
    }

    /// The arrow at the start of a text, after white space.
    pub fn at_start(text: &str) -> Option<Arrow> {
        let first = text.trim_start().chars().next()?;
        let found = (is_head(first) || is_shaft(first)).then(|| Arrow::find(text)).flatten();
        found.filter(|arrow| text[..arrow.start].trim().is_empty())
    }

    /// Whether a text ends in an arrow, apart from white space.
    pub fn at_end(text: &str) -> bool {
        let text = text.trim_end();
        if !text.ends_with(|c| is_head(c) || matches!(c, '>' | '\u{FE0F}')) {
            return false;
        }
        let mut rest = text;
        while let Some(arrow) = Arrow::find(rest) {
            rest = &rest[arrow.end..];
            if rest.is_empty() {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Arrow, HEADS, SHAFTS};

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let found = Arrow::find(text).map(|arrow| &text[arrow.start..arrow.end]);
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn every_head_is_found_with_its_shaft() {
        for head in HEADS {
            check(&format!("é’ {head} b"), Some(&head.to_string()));
            check(&format!("日本—{head}> b →"), Some(&format!("—{head}>")));
        }
        for shaft in SHAFTS {
            check(&format!("a {shaft}{shaft}> b"), Some(&format!("{shaft}{shaft}>")));
        }
    }

    #[test]
    fn comparisons_and_arrows_to_both_sides_are_none() {
        for text in ["", "a > b", "a <-> b", "<→", "a - > b", "a ’ b £ c", "-", "日本"] {
            check(text, None);
        }
        check("a <-> b -> c", Some("->"));
    }
}
