//! Decodes HTML character references in plain text.

use crate::text::parser::syntax::Event;

use crate::text::{Punctuation, parser};

/// The longest reference, with `&` and `;`.
const LONGEST: usize = 40;

/// Decodes `&amp;` and other references as markdown does.
pub fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.bytes().take(LONGEST).position(|byte| byte == b';').map_or(1, |at| at + 1);
        let (written, after) = rest.split_at(end);
        match sign(written) {
            Some(sign) => (out, rest) = (out + &sign, after),
            None => (out, rest) = (out + "&", &rest[1..]),
        }
    }
    out + rest
}

fn sign(written: &str) -> Option<String> {
    let name = written.strip_prefix('&')?.strip_suffix(';')?;
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'#') {
        return None;
    }
    let (_, mut events) = parser::parse(written, Punctuation::Typed);
    let text = events.find_map(|(event, _)| match event {
        Event::Text(text) => Some(text.into_string()),
        _ => None,
    })?;
    (text != written && !text.contains(char::is_control)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_as_markdown_reads_them_and_all_else_stays() {
        for (written, read) in [
            ("A &amp; B", "A & B"),
            ("&#x27;x&#39; &eacute;t&eacute; &hellip;", "'x' été …"),
            ("&amp;amp;", "&amp;"),
            ("R&D, &nope; & &; &é; &amp", "R&D, &nope; & &; &é; &amp"),
            ("&&amp;", "&&"),
            ("a &#10; &Tab; b", "a &#10; &Tab; b"),
            ("*a* `b` <b> \\&", "*a* `b` <b> \\&"),
        ] {
            assert_eq!(decoded(written), read);
        }
    }
}
