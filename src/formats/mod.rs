//! Formats of other tools, translated to the markdown that [`crate::text`] reads.
//!
//! [`FORMATS`] lists the tools, one module each. The rest of the program does not know them.
//! A tool's syntax is read in every book, because its signs are unmistakable.
//!
//! A translation consists of [`Edit`]s, which leave as much of the text as possible: only what was
//! kept has offsets in the original file.

pub mod edit;

use memchr::memmem;

use crate::formats::edit::{Edit, OffsetMap, apply};

/// A tool whose files fieldbook reads.
pub struct Format {
    /// The tool's name.
    pub tool: &'static str,
    /// A text without any of these has no syntax of the tool.
    pub signs: &'static [&'static str],
    /// The edits that turn the tool's syntax into plain markdown, in any order.
    pub markdown: fn(&str) -> Vec<Edit>,
}

/// The tools, in the order in which their syntax is translated: each reads what the last one left.
pub const FORMATS: &[Format] = &[];

/// A translated text.
#[derive(Debug)]
pub struct Translated {
    pub text: String,
    /// Maps its offsets to those of the original.
    pub offsets: OffsetMap,
}

/// The text in plain markdown, or `None` if it is that already.
pub fn translate(markdown: &str) -> Option<Translated> {
    let mut translated: Option<Translated> = None;
    for format in FORMATS {
        let text = translated.as_ref().map_or(markdown, |before| &before.text);
        if !format.signs.iter().any(|sign| holds(text, sign)) {
            continue;
        }
        let edits = (format.markdown)(text);
        if edits.is_empty() {
            continue;
        }
        let (text, offsets) = apply(text, edits);
        let before = translated.take().map(|before| before.offsets);
        let offsets = match before {
            Some(before) => before.then(offsets),
            None => offsets,
        };
        translated = Some(Translated { text, offsets });
    }
    translated
}

fn holds(text: &str, sign: &str) -> bool {
    memmem::find(text.as_bytes(), sign.as_bytes()).is_some()
}
