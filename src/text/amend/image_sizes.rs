//! Sizes of images after their address: `![words](image.png =300x200)`.

use std::ops::Range;

use memchr::{memchr, memmem};

use crate::formats::edit::Edit;
use crate::text::amend::hidden::Hidden;
use crate::text::amend::line_around;

/// The longest size, in bytes.
const LONGEST: usize = 16;

pub(super) fn may_hold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), b" =").any(|at| size_at(text, at).is_some())
}

/// Moves sizes to the words of their images, as in `![words|300x200](image.png)`.
pub(super) fn find(text: &str, hidden: &Hidden) -> Vec<Edit> {
    let mut edits = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), b" =") {
        let Some(span) = size_at(text, at).filter(|_| !hidden.holds(at)) else { continue };
        let size = text[span.clone()].trim().trim_start_matches('=');
        let line = line_around(text, &(at..at)).start;
        let Some(words) = text[line..at].rfind("](").map(|words| line + words) else { continue };
        if text[line..words].contains("![") {
            edits.extend(size_in_words(words, size));
            edits.push(Edit::remove(span));
        }
    }
    edits
}

/// Inserts a size at the end of an image's words. The bar is escaped for tables.
pub(super) fn size_in_words(end: usize, size: &str) -> Option<Edit> {
    let is_size = |c: char| c.is_ascii_digit() || c == 'x' || c == '%';
    let size = size.trim_end_matches(['x', '*']);
    let size = size.strip_suffix("px").unwrap_or(size);
    let is_size = !size.is_empty() && size.chars().all(is_size);
    is_size.then(|| Edit::insert(end, format!("\\|{size}")))
}

/// The size between the blank at a byte and the parenthesis that closes the image.
fn size_at(text: &str, at: usize) -> Option<Range<usize>> {
    let size = &text[at + 2..];
    let length = memchr(b')', &size.as_bytes()[..size.len().min(LONGEST)])?;
    let written = size[..length].trim_end();
    let is_part = |c: char| c.is_ascii_digit() || "x*%px".contains(c);
    let is_size = !written.is_empty()
        && written.chars().all(is_part)
        && written.contains(|c: char| c.is_ascii_digit());
    is_size.then_some(at..at + 2 + length)
}
