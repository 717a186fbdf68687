//! Transcripts: a header of `Chapter`, `Video:` and `Time:` lines above a rule of `=`.

use crate::parse::facts::{Fact, Facts};

/// The part above the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// `Chapter 7: …`, as written.
    pub title: String,
    pub facts: Facts,
    /// The start of the transcribed speech, in bytes.
    pub body: usize,
}

/// Reads the header of a text for which `source::starts_transcript` holds.
pub fn read_header(text: &str) -> Header {
    let mut header = Header { title: String::new(), facts: Facts::default(), body: text.len() };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let bare = line.trim();
        if bare.starts_with("====") {
            header.body = at;
            break;
        }
        match bare.split_once(':') {
            _ if header.title.is_empty() && bare.starts_with("Chapter") => {
                header.title = bare.to_owned();
            }
            Some((key, value)) => header.facts.items.push(Fact::new(key, value)),
            None => {}
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn title_facts_and_speech_are_told_apart() {
        let text = "Chapter 7: Levels\nVideo: A | B\nTime: 53:19 - 56:46\n======\n\nSo.\n";
        let header = read_header(text);
        assert_eq!(header.title, "Chapter 7: Levels");
        assert_eq!(header.facts.get("time"), Some("53:19 - 56:46"));
        assert_eq!(text[header.body..].trim(), "So.");
    }
}
