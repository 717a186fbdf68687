//! Images that are written into a text as base64, as Google Docs exports them: they become files.
//!
//! A text with them is long, and its pages would be so too. Only kinds of images that hold no program
//! are taken out, and only if their bytes are of the kind that they say.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use crate::formats::edit::Edit;
use crate::formats::lines::{Indentation, Lines};

const SIGN: &str = "data:image/";
const ENCODING: &str = ";base64,";

/// The kinds of images, by their names in addresses: the ending of a file, and how its bytes start.
const KINDS: &[(&str, &str, &[u8])] = &[
    ("png", "png", b"\x89PNG\r\n\x1a\n"),
    ("jpeg", "jpg", b"\xff\xd8\xff"),
    ("jpg", "jpg", b"\xff\xd8\xff"),
    ("gif", "gif", b"GIF8"),
    ("webp", "webp", b"RIFF"),
];

/// An image of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataImage {
    /// The name of its file, which is the same for the same image.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// Whether a text may hold such images.
pub fn may_hold(text: &str) -> bool {
    memmem::find(text.as_bytes(), SIGN.as_bytes()).is_some()
}

/// The images of a text, and the edits that name their files instead.
pub fn find(text: &str) -> (Vec<Edit>, Vec<DataImage>) {
    let mut lines = Lines::of(text, Indentation::Free);
    let mut line = lines.next_in(0);
    let (mut edits, mut images) = (Vec::new(), Vec::new());
    let (mut counted, mut ticks) = (0, 0);
    for at in memmem::find_iter(text.as_bytes(), SIGN.as_bytes()) {
        while line.as_ref().is_some_and(|line| line.span.end < at) {
            line = lines.next_in(0);
        }
        let Some(line) = line.as_ref().filter(|line| !line.is_code) else { continue };
        if counted < line.span.start {
            (counted, ticks) = (line.span.start, 0);
        }
        ticks += memchr_iter(b'`', &text.as_bytes()[counted..at]).count();
        counted = at;
        if ticks % 2 > 0 || !is_destination(&text[..at]) {
            continue;
        }
        if let Some((span, image)) = image(text, at) {
            edits.push(Edit::new(span, image.name.as_str()));
            images.push(image);
        }
    }
    (edits, images)
}

/// Whether what follows a text is the destination of an image or of a definition.
fn is_destination(before: &str) -> bool {
    let before = before.strip_suffix('<').unwrap_or(before);
    let open = before.trim_end_matches([' ', '"', '\'']);
    let is_attribute = ["src=", "SRC="].iter().any(|name| open.ends_with(name));
    open.ends_with("](") || open.ends_with("]:") || is_attribute
}

/// The image whose address starts at a byte.
fn image(text: &str, at: usize) -> Option<(Range<usize>, DataImage)> {
    let rest = &text[at + SIGN.len()..];
    let (kind, ending, start) = KINDS.iter().find(|(kind, ..)| {
        rest.strip_prefix(kind).is_some_and(|rest| rest.starts_with(ENCODING))
    })?;
    let from = at + SIGN.len() + kind.len() + ENCODING.len();
    let data = &text.as_bytes()[from..];
    let length = data.iter().position(|byte| digit(*byte).is_none() && *byte != b'=');
    let length = length.unwrap_or(data.len());
    let is_end =
        |byte: &u8| matches!(byte, b')' | b'>' | b'"' | b'\'') || byte.is_ascii_whitespace();
    data.get(length).is_none_or(is_end).then_some(())?;
    let bytes = decoded(&data[..length])?;
    if !bytes.starts_with(start) || *ending == "webp" && bytes.get(8..12) != Some(b"WEBP") {
        return None;
    }
    let hash = blake3::hash(&bytes).to_hex();
    let name = format!("image-{}.{ending}", &hash[..16]);
    Some((at..from + length, DataImage { name, bytes }))
}

/// The bytes of a text in base64.
fn decoded(text: &[u8]) -> Option<Vec<u8>> {
    let end = text.iter().rposition(|byte| *byte != b'=').map_or(0, |last| last + 1);
    let mut bytes = Vec::with_capacity(end / 4 * 3 + 3);
    for group in text[..end].chunks(4) {
        let mut bits = 0_u32;
        for byte in group {
            bits = bits << 6 | u32::from(digit(*byte)?);
        }
        bits <<= 6 * (4 - group.len());
        let count = match group.len() {
            1 => return None,
            length => length - 1,
        };
        bytes.extend(&bits.to_be_bytes()[1..=count]);
    }
    Some(bytes)
}

fn digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::edit::apply;

    /// The start of a picture.
    const PNG: &str = "data:image/png;base64,iVBORw0KGgo=";

    #[test]
    fn bytes_are_decoded() {
        for (text, bytes) in
            [("", ""), ("YQ==", "a"), ("YWI=", "ab"), ("YWI", "ab"), ("YWJj", "abc")]
        {
            assert_eq!(decoded(text.as_bytes()).as_deref(), Some(bytes.as_bytes()), "{text}");
        }
        for text in ["Y", "Y!==", "YWJjZ"] {
            assert_eq!(decoded(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn an_image_becomes_a_file() {
        let check = |text: String| {
            let (edits, images) = find(&text);
            assert_eq!(images.len(), 1, "{text}");
            assert_eq!(images[0].bytes, b"\x89PNG\r\n\x1a\n");
            assert!(apply(&text, edits).0.contains(&images[0].name), "{text}");
        };
        check(format!("![][image1]\n\n[image1]: <{PNG}>\n"));
        check(format!("[image1]: {PNG}"));
        check(format!("é ![a]({PNG}) b"));
        check(format!("<img alt=\"\" src=\"{PNG}\">"));
    }

    #[test]
    fn other_data_and_code_stay() {
        for text in [
            format!("```\n![]({PNG})\n```\n"),
            format!("`![]({PNG})`"),
            format!("    [image1]: <{PNG}>\n"),
            format!("The address {PNG} is short."),
            "![](data:image/png;base64,PHN2Zz4=)".to_owned(),
            "![](data:image/svg+xml;base64,PHN2Zz4=)".to_owned(),
            "![](data:image/png;base64,@)".to_owned(),
            "![](data:image/png,x)".to_owned(),
        ] {
            assert_eq!(find(&text), (Vec::new(), Vec::new()), "{text}");
        }
    }
}
