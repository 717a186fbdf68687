//! Bytes -> text with `\n` line ends and without a byte order mark.

use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place};

/// The characters of Windows-1252 from 0x80 to 0x9F; the five that it leaves free are controls.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

const HELP: &str = "save the file as UTF-8";

/// Decodes a file that must be UTF-8.
///
/// # Errors
/// When it is not.
pub fn decode(name: &Arc<str>, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        match is_utf16(bytes) {
            true => utf16(name),
            false => not_utf8(name, bytes, error.utf8_error().valid_up_to()),
        }
    })?;
    Ok(normal(&text))
}

/// Decodes a page as well as it can be: UTF-16 by its byte order mark, and bytes that are not UTF-8
/// as Windows-1252, which is what they most often are.
///
/// # Errors
/// When the file is not text.
pub fn decode_page(
    name: &Arc<str>,
    bytes: Vec<u8>,
) -> Result<(String, Option<Diagnostic>), Diagnostic> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok((normal(&text), None)),
        Err(error) => error.into_bytes(),
    };
    if is_utf16(&bytes) {
        return Ok((normal(&of_utf16(&bytes)), Some(utf16(name))));
    }
    if bytes.contains(&0) {
        let problem = Diagnostic::new(Code::NotUtf8, "this file is not text")
            .at(Place::start_of(name))
            .help("give it the extension of its format");
        return Err(problem);
    }
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert(text.len());
        }
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    let at = first.unwrap_or(0);
    let place = normal(&text[..at]).len();
    let text = normal(&text);
    let shown = text[place..].chars().next().unwrap_or(' ');
    let message = format!("this byte is not UTF-8; it is shown as `{shown}`");
    let problem = Diagnostic::new(Code::NotUtf8, message)
        .at(Place::new(name, place..place + shown.len_utf8()))
        .help(HELP);
    Ok((text, Some(problem)))
}

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WINDOWS[usize::from(byte - 0x80)],
        byte => char::from(byte),
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF])
}

/// UTF-16 in the order of its byte order mark.
fn of_utf16(bytes: &[u8]) -> String {
    let unit = if bytes[0] == 0xFF { u16::from_le_bytes } else { u16::from_be_bytes };
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn utf16(name: &Arc<str>) -> Diagnostic {
    let problem = Diagnostic::new(Code::NotUtf8, "this file is UTF-16");
    problem.at(Place::start_of(name)).help(HELP)
}

fn not_utf8(name: &Arc<str>, bytes: &[u8], at: usize) -> Diagnostic {
    let line = bytes[..at].iter().filter(|byte| **byte == b'\n').count() + 1;
    let message = format!("invalid UTF-8 byte 0x{:02X} on line {line}", bytes[at]);
    Diagnostic::new(Code::NotUtf8, message).at(Place::start_of(name)).help(HELP)
}

fn normal(text: &str) -> String {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(bytes: &[u8]) -> (String, Option<(usize, usize)>) {
        let (text, problem) = decode_page(&"a.md".into(), bytes.to_vec()).unwrap();
        (text, problem.map(|problem| problem.place.unwrap().span))
    }

    #[test]
    fn bytes_of_an_old_encoding_are_read_as_what_they_most_often_are() {
        assert_eq!(
            page(b"one\r\ncaf\xE9 \x93x\x94\n"),
            ("one\ncaf\u{e9} “x”\n".into(), Some((7, 9)))
        );
        assert_eq!(page("é \u{FEFF}".as_bytes()), ("é \u{FEFF}".into(), None));
    }

    #[test]
    fn utf16_is_read_by_its_mark() {
        assert_eq!(page(b"\xFF\xFE#\0 \0H\0\r\0\n\0"), ("# H\n".into(), Some((0, 0))));
        assert_eq!(page(b"\xFE\xFF\0#\0 \0H\0"), ("# H".into(), Some((0, 0))));
    }

    #[test]
    fn what_is_no_text_is_no_page() {
        assert!(decode_page(&"a.md".into(), b"\x89PNG\r\n\x1A\n\0\0".to_vec()).is_err());
    }
}
