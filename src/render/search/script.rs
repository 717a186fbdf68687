//! A part of the index as a script, which gives JSON in a string: that parses fastest.
//!
//! Most of an index is text, so it is written once, for JSON and for JavaScript together.

use crate::link::route::Route;
use crate::source::Blob;

/// A script that is being written.
pub struct Script {
    name: String,
    bytes: Vec<u8>,
}

/// A script of a list of strings. `write` writes a string of it.
pub fn list<T>(
    name: &str,
    lines: impl Iterator<Item = T>,
    write: impl Fn(&mut Script, T),
) -> (Route, Blob) {
    let mut script = Script::new(name);
    script.plain(b"[");
    for (number, line) in lines.enumerate() {
        script.plain(if number == 0 { b"\"" } else { b",\"" });
        write(&mut script, line);
        script.plain(b"\"");
    }
    script.plain(b"]");
    script.finish()
}

/// A script of any JSON.
pub fn json(name: &str, json: &str) -> (Route, Blob) {
    let mut script = Script::new(name);
    script.escaped(json, |byte| match byte {
        b'\\' => Some("\\\\"),
        b'\'' => Some("\\'"),
        b'\n' => Some("\\n"),
        b'\r' => Some("\\r"),
        _ => None,
    });
    script.finish()
}

impl Script {
    fn new(name: &str) -> Script {
        let name = format!("search/{name}.js");
        let bytes = format!("fieldbook.data['{name}']='").into_bytes();
        Script { name, bytes }
    }

    fn finish(mut self) -> (Route, Blob) {
        self.plain(b"'\n");
        self.bytes.shrink_to_fit();
        (Route::own_script(&self.name), Blob::Bytes(self.bytes.into()))
    }

    /// Writes what has nothing to escape.
    pub fn plain(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
    }

    /// Writes text in a string of the JSON.
    pub fn text(&mut self, text: &str) {
        self.escaped(text, |byte| match byte {
            b'"' => Some("\\\\\""),
            b'\\' => Some("\\\\\\\\"),
            b'\'' => Some("\\'"),
            b'\n' => Some("\\\\n"),
            b'\r' => Some("\\\\r"),
            b'\t' => Some("\\\\t"),
            0x08 => Some("\\\\b"),
            0x0C => Some("\\\\f"),
            ..0x20 => Some(CONTROLS[byte as usize]),
            _ => None,
        });
    }

    fn escaped(&mut self, text: &str, escape: impl Fn(u8) -> Option<&'static str>) {
        let mut rest = text.as_bytes();
        loop {
            let (plain, after) = rest.split_at(plain_length(rest));
            self.plain(plain);
            let Some((byte, after)) = after.split_first() else { break };
            match escape(*byte) {
                Some(escaped) => self.plain(escaped.as_bytes()),
                None => self.bytes.push(*byte),
            }
            rest = after;
        }
    }
}

/// The number of bytes before the first that may have to be escaped. Most need not, so many are
/// compared at once.
fn plain_length(bytes: &[u8]) -> usize {
    let is_special = |byte: &u8| *byte < 0x20 || matches!(byte, b'"' | b'\'' | b'\\');
    let chunks = bytes.as_chunks::<32>().0.iter();
    let is_plain =
        |chunk: &&[u8; 32]| !chunk.iter().fold(false, |any, byte| any | is_special(byte));
    let plain = chunks.take_while(is_plain).count() * 32;
    plain + bytes[plain..].iter().position(is_special).unwrap_or(bytes.len() - plain)
}

/// Control characters as JSON in a string of JavaScript.
#[rustfmt::skip]
const CONTROLS: [&str; 0x20] = [
    r"\\u0000", r"\\u0001", r"\\u0002", r"\\u0003", r"\\u0004", r"\\u0005", r"\\u0006", r"\\u0007",
    r"\\u0008", r"\\u0009", r"\\u000a", r"\\u000b", r"\\u000c", r"\\u000d", r"\\u000e", r"\\u000f",
    r"\\u0010", r"\\u0011", r"\\u0012", r"\\u0013", r"\\u0014", r"\\u0015", r"\\u0016", r"\\u0017",
    r"\\u0018", r"\\u0019", r"\\u001a", r"\\u001b", r"\\u001c", r"\\u001d", r"\\u001e", r"\\u001f",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn text((_, blob): (Route, Blob)) -> String {
        let Blob::Bytes(bytes) = blob else { panic!("in memory") };
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn strings_are_escaped_for_json_and_then_for_javascript() {
        let long = "quite plain, and longer than what is looked at together ".repeat(3);
        let all: String = ('\0'..='\u{FF}').chain(['\u{2028}', '字', '😀']).collect();
        let lines = ["", "it's \\ \"so\"\n", &long, &all, &format!("{long}'{long}")];
        let json_text = serde_json::to_string(&lines).unwrap();
        let wanted = text(json("1/text-0", &json_text));
        assert_eq!(text(list("1/text-0", lines.into_iter(), Script::text)), wanted);
        let quoted = json_text.replace('\\', "\\\\").replace('\'', "\\'");
        assert_eq!(wanted, format!("fieldbook.data['search/1/text-0.js']='{quoted}'\n"));
    }
}
