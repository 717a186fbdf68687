//! Formulas between the signs of TeX and of markdown: `$…$`, `$$…$$`, ``$`…`$``, `\(…\)` and `\[…\]`.
//!
//! Nothing in a formula is markdown. Each becomes a code span on one line, whose first and last
//! characters say what it is and in which signs it was written, so that the reader of the document
//! finds it, and gets the text back wherever a code span turns out to be none, as in HTML.

mod prose;
mod scan;

use std::borrow::Cow;

pub use scan::changes;

/// A text without any of these has no formula.
pub const SIGNS: &[&str] = &["$", "\\(", "\\["];

/// The signs around formulas, with the characters that stand for them in the translated text.
const PAIRS: &[Pair] = &[
    Pair { open: "$", close: "$", mark: '\u{F5E0}', form: Form::Inline },
    Pair { open: "$`", close: "`$", mark: '\u{F5E1}', form: Form::Inline },
    Pair { open: "\\(", close: "\\)", mark: '\u{F5E2}', form: Form::Inline },
    Pair { open: "\\\\(", close: "\\\\)", mark: '\u{F5E3}', form: Form::Inline },
    Pair { open: "$$", close: "$$", mark: '\u{F5E4}', form: Form::Block },
    Pair { open: "\\[", close: "\\]", mark: '\u{F5E5}', form: Form::Block },
    Pair { open: "\\\\[", close: "\\\\]", mark: '\u{F5E6}', form: Form::Block },
];

/// Ends a formula in the translated text.
const END: char = '\u{F5E7}';

/// Whether a formula is part of a line or stands on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Inline,
    Block,
}

struct Pair {
    open: &'static str,
    close: &'static str,
    mark: char,
    form: Form,
}

/// Whether a translated text has formulas.
pub fn are_in(translated: &str) -> bool {
    translated.contains(END)
}

/// The formula in the code span of a translated text.
pub fn in_code(code: &str) -> Option<(&str, Form)> {
    let mark = code.chars().next()?;
    let pair = PAIRS.iter().find(|pair| pair.mark == mark)?;
    let formula = code[mark.len_utf8()..].strip_suffix(END)?;
    (!formula.contains(END)).then_some((formula.trim(), pair.form))
}

/// A part of a translated text, with the signs of its formulas as their author wrote them.
pub fn as_written(translated: &str) -> Cow<'_, str> {
    let is_mark = |c: char| c == END || PAIRS.iter().any(|pair| pair.mark == c);
    if !translated.contains(is_mark) {
        return Cow::Borrowed(translated);
    }
    let mut written = String::with_capacity(translated.len());
    let mut close = "";
    let mut rest = translated;
    while let Some(at) = rest.find(is_mark) {
        let mark = rest[at..].chars().next().unwrap_or(END);
        let after = &rest[at + mark.len_utf8()..];
        if let Some(pair) = PAIRS.iter().find(|pair| pair.mark == mark) {
            written.push_str(rest[..at].trim_end_matches('`'));
            written.push_str(pair.open);
            close = pair.close;
            rest = after;
        } else {
            written.push_str(&rest[..at]);
            written.push_str(close);
            rest = after.trim_start_matches('`');
        }
    }
    written.push_str(rest);
    Cow::Owned(written)
}
