//! Tells formulas from prose with dollars or escaped brackets.

/// Keywords of templates that are written between dollars.
const TEMPLATE_WORDS: &[&str] = &["if(", "for(", "endif", "endfor", "else", "sep"];

/// Whether a text between dollars is prose with prices, or the name of a variable.
pub(super) fn is_prose(text: &str) -> bool {
    if TEMPLATE_WORDS.iter().any(|word| text.starts_with(word)) {
        return true;
    }
    let words = plain_words(text);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return words > 0 || !has_operator(text) && text.contains(char::is_whitespace);
    }
    !has_tex(text)
        && (words > 1 || text.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !is_greek(c)))
}

/// Whether a text between escaped brackets is a formula: most such brackets are only brackets.
pub(super) fn is_formula(text: &str) -> bool {
    // A number in brackets, such as a count of votes.
    let is_number = |c: char| c.is_ascii_digit() || "+-.,% ".contains(c);
    if text.chars().all(is_number) {
        return false;
    }
    let is_escaped = ["\\_", "\\*", "\\=", "\\-", "\\+"].iter().any(|sign| text.contains(sign));
    !is_escaped && (has_tex(text) || text.contains(['=', '+', '<', '>']) && plain_words(text) == 0)
}

/// Whether a text is the name of one quantity, which is a formula if others are near.
pub(super) fn is_symbol(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text[1..].chars().all(|c| c == '\'' || c.is_ascii_digit())
}

/// Whether a text has a sign that only formulas have.
fn has_tex(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        let next = bytes.get(at + 1).copied().unwrap_or(b' ');
        match byte {
            b'\\' => {
                next.is_ascii_alphabetic() && bytes.get(at + 2).is_some_and(u8::is_ascii_alphabetic)
            }
            b'^' => next == b'{' || next.is_ascii_alphanumeric() || next == b'\\' || next == b'*',
            b'_' => {
                let one_before = at > 0
                    && (at == 1 || !bytes[at - 2].is_ascii_alphanumeric())
                    && bytes[at - 1].is_ascii_alphabetic();
                next == b'{' || next == b'\\' || one_before && next.is_ascii_alphanumeric()
            }
            _ => false,
        }
    })
}

pub(super) fn has_operator(text: &str) -> bool {
    has_tex(text) || text.contains(['=', '+', '<', '>', '*', '/', '×', '·', '≤', '≥'])
}

fn is_greek(c: char) -> bool {
    ('\u{370}'..='\u{3FF}').contains(&c)
}

/// The number of words outside of braces that are no commands. Names of one or two letters are none.
fn plain_words(text: &str) -> usize {
    let (mut words, mut depth, mut length) = (0, 0_usize, 0);
    let mut is_command = false;
    for c in text.chars().chain([' ']) {
        if c.is_alphabetic() && !is_greek(c) {
            length += 1;
            continue;
        }
        words += usize::from(length > 2 && !is_command && depth == 0);
        length = 0;
        is_command = c == '\\';
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prices_and_variables_are_prose() {
        for text in
            ["5 for one and 6", "5 to", "20 (5", "1.4 million (from", "endif", "foo costs more"]
        {
            assert!(is_prose(text), "{text}");
        }
        for text in ["5", "x", "2 x + 1", "10^3", r"5 \text{ for one and }", "n", "rate", "α + β"]
        {
            assert!(!is_prose(text), "{text}");
        }
    }

    #[test]
    fn escaped_brackets_are_formulas_only_with_a_sign_of_one() {
        for text in [
            "data build tool",
            "URL",
            ".*",
            "k8s.io[a-z/-]*",
            "x",
            r"foo\_bar = x",
            "s",
            "+1",
            "+10",
            "10+",
        ] {
            assert!(!is_formula(text), "{text}");
        }
        for text in [r"\alpha", "x = 1", "S_l", "x^2", r"min\{\frac{s}{t}\}"] {
            assert!(is_formula(text), "{text}");
        }
        assert!(is_symbol("x") && is_symbol("s'") && !is_symbol("foo"));
    }
}
